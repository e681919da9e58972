//! A block of a draft: a paragraph, a heading, a table cell, with its Markdown
//! marks taken off and the way back to them kept.

use std::sync::{Arc, OnceLock};

use crate::prose::{
    Abbreviation, Dates, Introduction, ListPlace, Marks, NamesInFull, QuotationUse, figure_at, sentences,
};
use crate::text::{OffsetMap, Span, Tokens, WordKey};

use super::citation::Apparatus;

/// What a block is in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph, also one in a list.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A table cell.
    Cell,
    /// The text of a footnote.
    Footnote,
    /// The title in the front matter.
    Title,
}

/// One block of prose. Code, math and raw HTML are no blocks.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Whether it stands in a block quotation: its words are not the author's. A
    /// call-out (`> [!note]`) is written as one and quotes nobody.
    pub quoted: bool,
    /// Its place in the innermost list around it.
    pub list: Option<ListPlace>,
    /// The note whose definition it belongs to: an index of [`super::Snapshot::notes`].
    pub note: Option<usize>,
    /// Its bytes in the draft, marks included.
    pub source: Span,
    /// Everything that depends on its own bytes only; shared with earlier
    /// snapshots that held the same block elsewhere.
    pub content: Arc<BlockContent>,
}

/// What a block's own bytes say. Spans are bytes of [`BlockContent::text`].
#[derive(Debug, Clone, Default)]
pub struct BlockContent {
    /// Hash of the kind, the source bytes and the text; equal blocks have equal hashes.
    pub hash: u64,
    /// The text as a reader sees it: marks and references to notes off, a line end
    /// kept as `\n`, entities decoded; code, formulas, images and bare addresses
    /// replaced by U+FFFC so that no phrase runs across them.
    pub text: String,
    /// From `text` to bytes counted from the start of the block's source.
    pub map: OffsetMap,
    /// The words of `text`.
    pub tokens: Tokens,
    /// The stem of each word, `None` for a function word.
    pub stems: Vec<Option<WordKey>>,
    /// Quotations, with their marks, in order of their start; nested ones follow
    /// the one they stand in. `<q>`, `<cite>`, `<code>` and
    /// the like are among them, and have no marks.
    pub quotations: Vec<Span>,
    /// What each of them is there for.
    pub uses: Vec<QuotationUse>,
    /// Words that are a link's text and its target at once (`[[page]]`, `[label]`):
    /// to change them is to break the link.
    pub targets: Vec<Span>,
    /// Whether a quotation mark has no other half, so that nobody can tell which
    /// words are quoted.
    pub has_stray_mark: bool,
    /// What `text` says of announced sets and their items.
    pub marks: Marks,
    /// What `text` says of time; quoted places too.
    pub dates: Dates,
    /// Abbreviations, in order; quoted ones too.
    pub abbreviations: Vec<Abbreviation>,
    /// Places that say what an abbreviation stands for, in order.
    pub introductions: Vec<Introduction>,
    /// What it cites, and its marks of notes.
    pub(super) apparatus: Apparatus,
    /// The sentences of `text`, once somebody asks.
    pub(super) sentences: OnceLock<Vec<Span>>,
    /// Its sentences with a number, once somebody asks.
    pub(super) counting: OnceLock<Vec<Span>>,
    /// Names in full that abbreviations may stand for.
    pub full_names: NamesInFull,
    /// Words that may be abbreviations anywhere in the block's source, marks, code and
    /// addresses included, in order; bytes counted from the start of the source.
    pub written_abbreviations: Vec<Span>,
    /// For each quotation the furthest end of it and of those before it.
    pub(super) quoted_until: Vec<usize>,
}

impl BlockContent {
    /// The sentences that have a number, in figures or in words, in order; found when first
    /// asked for.
    #[must_use]
    pub fn counting_sentences(&self) -> &[Span] {
        let is_number = |word: usize| figure_at(&self.text, &self.tokens, word).is_some();
        let counts = |sentence: &&Span| self.tokens.within(**sentence).any(is_number);
        self.counting.get_or_init(|| self.sentences().iter().filter(counts).copied().collect())
    }

    /// The sentences of the text, in order; found when first asked for.
    #[must_use]
    pub fn sentences(&self) -> &[Span] {
        self.sentences.get_or_init(|| sentences(&self.text))
    }

    /// Whether `span` shares words with a quotation. Asked for each term of a draft, so
    /// no walk through all quotations.
    fn is_quoted(&self, span: Span) -> bool {
        let begun = self.quotations.partition_point(|quotation| quotation.start < span.end);
        begun.checked_sub(1).and_then(|last| self.quoted_until.get(last)).is_some_and(|end| span.start < *end)
    }
}

impl Block {
    /// The bytes in the draft of a range of the block's text.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        self.content.map.span_to_source(span).shifted(self.source.start)
    }

    /// Whether all of it stands in bold, as a heading does that is not marked up as one;
    /// `draft` is the text of its snapshot.
    #[must_use]
    pub fn is_all_strong(&self, draft: &str) -> bool {
        let source = self.source.slice(draft).trim();
        let inner = source.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**"))
    }

    /// The offset in the block's text of a byte of the draft.
    #[must_use]
    pub fn offset_from_source(&self, offset: usize) -> usize {
        self.content.map.offset_from_source(offset.saturating_sub(self.source.start))
    }

    /// Whether words at `span` of the block's text are somebody else's, be it in part:
    /// in a block quotation or between quotation marks.
    #[must_use]
    pub fn is_quoted(&self, span: Span) -> bool {
        self.quoted || self.content.is_quoted(span)
    }
}
