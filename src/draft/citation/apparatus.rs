//! What one block cites, in bytes counted from the start of the block, so that it can be
//! kept while the block stays the same. The links and marks that the Markdown reader
//! meets, and the block's text, enter.

use std::sync::Arc;

use crate::prose::Locator;
use crate::text::Span;

use super::citekey::{Key, Scanned, scan};
use super::{CitationForm, CitationTarget};

/// The citations and the marks of notes in one block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::draft) struct Apparatus {
    /// In order of their start.
    pub(super) cited: Vec<Cited>,
    /// References to notes, with their labels.
    pub(super) note_marks: Vec<(Span, Arc<str>)>,
    /// Notes written in place; none inside another.
    pub(super) inline_notes: Vec<Span>,
}

/// A citation of one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited {
    pub(super) span: Span,
    pub(super) whole: Span,
    pub(super) form: CitationForm,
    pub(super) target: CitationTarget,
    pub(super) locator: Option<Locator>,
}

impl Apparatus {
    /// A link, `span` its bytes with its text.
    pub(in crate::draft) fn link(&mut self, span: Span, destination: &str) {
        if let Some(target) = CitationTarget::of_link(destination) {
            self.cited.push(Cited { span, whole: span, form: CitationForm::Link, target, locator: None });
        }
    }

    /// A reference to a note.
    pub(in crate::draft) fn note_mark(&mut self, span: Span, label: &str) {
        self.note_marks.push((span, label.into()));
    }

    /// Reads what stands in the words of a block: citekeys, addresses (`addresses` are
    /// spans of `text`), notes in place. `to_source` leads from the text to the draft.
    pub(in crate::draft) fn read(
        &mut self,
        text: &str,
        addresses: &[Span],
        draft: &str,
        to_source: &dyn Fn(Span) -> Span,
    ) {
        let is_escaped = |at: usize| is_escaped(draft, to_source(Span::new(at, at + 1)).start);
        let Scanned { keys, note_marks, inline_notes } = scan(text, &is_escaped);
        let links = self.cited.len();
        let of_web = |span: &&Span| {
            let address = span.slice(text);
            address.contains("://") || address.starts_with("www.")
        };
        let mut named = keys.iter().map(|key| key.span).peekable();
        for span in addresses.iter().filter(of_web) {
            while named.next_if(|key| key.end <= span.start).is_some() {}
            if named.peek().is_none_or(|key| key.start >= span.start) {
                let source = to_source(*span);
                self.cited.extend(CitationTarget::of_link(span.slice(text)).map(|target| Cited {
                    span: source,
                    whole: source,
                    form: CitationForm::Address,
                    target,
                    locator: None,
                }));
            }
        }
        self.without_own_text(links);
        let is_in_address = |key: &&Key| {
            let next = addresses.partition_point(|address| address.end <= key.span.start);
            addresses.get(next).filter(of_web).is_some_and(|address| address.start < key.span.start)
        };
        let keys = keys.iter().filter(|key| !is_in_address(key));
        self.cited.extend(keys.map(|key| cited(key, text, to_source)));
        self.cited.sort_by_key(|cited| cited.span);
        self.note_marks.extend(note_marks.into_iter().map(|(span, label)| (to_source(span), label.into())));
        self.inline_notes.extend(inline_notes.into_iter().map(to_source));
    }

    /// Takes out addresses, from index `first` on, that are the text of a link.
    fn without_own_text(&mut self, first: usize) {
        let addresses = self.cited.split_off(first);
        let is_text = |address: &Cited| {
            let next = self.cited.partition_point(|link| link.span.end <= address.span.start);
            self.cited.get(next).is_some_and(|link| link.span.overlaps(address.span))
        };
        let kept: Vec<Cited> = addresses.into_iter().filter(|address| !is_text(address)).collect();
        self.cited.extend(kept);
    }

    /// The same in bytes counted from `start`.
    pub(in crate::draft) fn from(mut self, start: usize) -> Self {
        let moved = |span: &mut Span| {
            *span = Span::new(span.start.saturating_sub(start), span.end.saturating_sub(start));
        };
        for cited in &mut self.cited {
            moved(&mut cited.span);
            moved(&mut cited.whole);
        }
        self.note_marks.iter_mut().for_each(|(span, _)| moved(span));
        self.inline_notes.iter_mut().for_each(moved);
        self
    }
}

fn cited(key: &Key, text: &str, to_source: &dyn Fn(Span) -> Span) -> Cited {
    Cited {
        span: to_source(key.span),
        whole: to_source(key.whole),
        form: if key.is_bracketed { CitationForm::Bracketed } else { CitationForm::InText },
        target: CitationTarget::Key(key.name.as_str().into()),
        locator: Locator::read(key.suffix.slice(text)),
    }
}

/// Whether an odd number of backslashes stands before a byte of the draft.
fn is_escaped(draft: &str, at: usize) -> bool {
    let before = draft.as_bytes().get(..at).unwrap_or_default();
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}
