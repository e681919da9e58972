//! What a draft cites: links, addresses and citekeys, with the notes they stand in.
//! What each block holds of them ([`Apparatus`]) enters, the citations and notes of the
//! whole draft leave.
//!
//! Only the form is read here. Whether a key or an address names a source that exists
//! is decided where the sources are known; an at-sign before a name may still turn
//! out to be a handle of some network.

mod apparatus;
mod citekey;
mod near;
mod target;

pub use target::CitationTarget;

pub(super) use apparatus::Apparatus;
pub use citekey::is_key;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::prose::Locator;
use crate::text::Span;

use super::Block;

/// A place of a draft that names a source. Spans are bytes of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The words that name the source: `@key` (a hyphen before it left out), a link
    /// with its text, an address.
    pub span: Span,
    /// The whole it belongs to, as far as the reader of the page sees one: the brackets
    /// around several keys, `@key [p. 33]` with its locator, else `span`.
    pub whole: Span,
    /// Index of its block in [`super::Snapshot::blocks`].
    pub block: usize,
    /// How it is written.
    pub form: CitationForm,
    /// What it names.
    pub target: CitationTarget,
    /// The place in the source, where one is given.
    pub locator: Option<Locator>,
    /// Index in [`super::Snapshot::notes`] of the note it stands in.
    pub note: Option<usize>,
}

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationForm {
    /// A citekey in brackets: `[see @key, p. 3]`.
    Bracketed,
    /// A citekey amid words: `@key [p. 3]`. Without the brackets it may be the handle of
    /// a person or an office in some network.
    InText,
    /// A Markdown link, or an address in angle brackets.
    Link,
    /// An address that stands bare in the text.
    Address,
}

/// A note, or a reference to one that is nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The label between `[^` and `]` as the definition has it; `None` for an inline note
    /// (`^[...]`).
    pub label: Option<Arc<str>>,
    /// The definition with its label, or the inline note; `None` where the draft only
    /// refers to it.
    pub definition: Option<Span>,
    /// The first reference to it; an inline note refers to itself.
    pub reference: Option<Span>,
    /// What it cites: indexes of [`super::Snapshot::citations`].
    pub citations: Range<usize>,
}

/// A place that refers to a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteReference {
    /// `[^1]`, or the whole of an inline note.
    pub span: Span,
    /// Index of its block in [`super::Snapshot::blocks`].
    pub block: usize,
    /// Index in [`super::Snapshot::notes`].
    pub note: usize,
}

/// The definition of a note, as the reader of the Markdown meets it.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) label: Arc<str>,
    pub(super) span: Span,
}

/// The citations and notes of a draft, each in order of place (notes that are defined
/// come before the others).
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) citations: Vec<Citation>,
    pub(super) notes: Vec<Note>,
    pub(super) references: Vec<NoteReference>,
    /// Notes by their label in small letters, as Markdown compares them.
    by_label: FxHashMap<String, usize>,
}

impl Gathered {
    /// What the blocks of a draft hold; their [`Block::note`] is an index of
    /// `definitions`.
    pub(super) fn of(blocks: &[Block], definitions: Vec<Definition>) -> Self {
        let mut gathered = Self::default();
        for Definition { label, span } in definitions {
            // Of several definitions of one label, the first is the one that is meant.
            gathered.by_label.entry(label.to_lowercase()).or_insert(gathered.notes.len());
            let note = Note { label: Some(label), definition: Some(span), reference: None, citations: 0..0 };
            gathered.notes.push(note);
        }
        for (index, block) in blocks.iter().enumerate() {
            gathered.block(index, block);
        }
        gathered
    }

    fn block(&mut self, index: usize, block: &Block) {
        let apparatus = &block.content.apparatus;
        let (start, first_reference) = (block.source.start, self.references.len());
        let inline: Vec<(Span, usize)> =
            apparatus.inline_notes.iter().map(|span| (span.shifted(start), self.inline(span.shifted(start)))).collect();
        self.references.extend(inline.iter().map(|&(span, note)| NoteReference { span, block: index, note }));
        for (span, label) in &apparatus.note_marks {
            let note = self.refer(label, span.shifted(start));
            self.references.push(NoteReference { span: span.shifted(start), block: index, note });
        }
        if let Some(here) = self.references.get_mut(first_reference..) {
            here.sort_unstable_by_key(|reference| reference.span);
        }
        let mut around = inline.iter().peekable();
        for cited in &apparatus.cited {
            let span = cited.span.shifted(start);
            while around.next_if(|(inline, _)| inline.end <= span.start).is_some() {}
            let inline = around.peek().filter(|(inline, _)| inline.contains(span)).map(|(_, note)| *note);
            let note = inline.or(block.note);
            self.belongs(note);
            self.citations.push(Citation {
                span,
                whole: cited.whole.shifted(start),
                block: index,
                form: cited.form,
                target: cited.target.clone(),
                locator: cited.locator.clone(),
                note,
            });
        }
    }

    fn inline(&mut self, span: Span) -> usize {
        self.notes.push(Note { label: None, definition: Some(span), reference: Some(span), citations: 0..0 });
        self.notes.len() - 1
    }

    /// The note that a reference at `span` is to.
    fn refer(&mut self, label: &Arc<str>, span: Span) -> usize {
        let notes = &mut self.notes;
        let index = *self.by_label.entry(label.to_lowercase()).or_insert_with(|| {
            notes.push(Note { label: Some(Arc::clone(label)), definition: None, reference: None, citations: 0..0 });
            notes.len() - 1
        });
        if let Some(note) = notes.get_mut(index) {
            note.reference.get_or_insert(span);
        }
        index
    }

    /// The next citation stands in `note`. Those of one note follow one another: its
    /// blocks do.
    fn belongs(&mut self, note: Option<usize>) {
        let next = self.citations.len();
        if let Some(note) = note.and_then(|note| self.notes.get_mut(note)) {
            let first = if note.citations.is_empty() { next } else { note.citations.start };
            note.citations = first..next + 1;
        }
    }
}

#[cfg(test)]
mod tests;
