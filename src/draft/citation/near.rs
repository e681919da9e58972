//! Which citations serve some words of a draft, a quotation above all: the draft and
//! a place in it enter, citations leave.
//!
//! The nearest place that has any decides, in this order:
//!
//! 1. the sentence, with the notes it refers to and the brackets right behind it;
//! 2. the end of the paragraph, with the notes referred to there;
//! 3. the note, where the words stand in one;
//! 4. for a block quotation: its attribution line (`> — Speaker, [source](url)`, or the
//!    paragraph behind it that begins with such a dash), then the paragraph that
//!    introduces it.
//!
//! All citations of that place are given: which of them is meant, nobody can tell from
//! the form.

use std::ops::Range;

use crate::draft::{Block, BlockKind, Snapshot};
use crate::text::Span;

use super::{Citation, Note};

/// A citation, or a reference to a note, in one block.
#[derive(Debug, Clone)]
struct Anchor {
    /// Bytes of the block's text; a reference to a note has none.
    text: Span,
    /// What it cites: indexes of the snapshot's citations.
    citations: Range<usize>,
    /// It stands for nothing but the citation, so it belongs to the words before it.
    is_apart: bool,
}

/// Looks at one of the places that may serve some words: the block with its index, and
/// the words.
type Find = fn(&Snapshot, usize, &Block, Span) -> Vec<Anchor>;

impl Snapshot {
    /// The citations that serve the words at `span`, in order; none where nothing near
    /// cites.
    #[must_use]
    pub fn citations_near(&self, span: Span) -> Vec<&Citation> {
        let found = self.places_near(span).map(|anchors| cited(&anchors)).find(|found| !found.is_empty());
        found.unwrap_or_default().into_iter().filter_map(|index| self.citations.get(index)).collect()
    }

    /// Whether anything near the words at `span` may say where they come from: a citation,
    /// or the mark of a note, whatever that says.
    #[must_use]
    pub fn is_cited_near(&self, span: Span) -> bool {
        self.places_near(span).any(|anchors| !anchors.is_empty())
    }

    /// What stands at each of the places that may serve the words at `span`, the nearest
    /// first.
    fn places_near(&self, span: Span) -> impl Iterator<Item = Vec<Anchor>> {
        const PLACES: [Find; 4] = [
            Snapshot::in_sentence,
            |snapshot, index, block, _| snapshot.at_end(index, block),
            |snapshot, _, block, _| snapshot.in_note(block),
            |snapshot, index, block, _| snapshot.of_block_quotation(index, block),
        ];
        let placed = self.placed_block_at(span.end).into_iter();
        placed.flat_map(move |(index, block)| PLACES.iter().map(move |find| find(self, index, block, span)))
    }

    /// The citations of a block: indexes of [`Snapshot::citations`].
    fn citations_in(&self, block: usize) -> Range<usize> {
        let start = self.citations.partition_point(|citation| citation.block < block);
        start..self.citations.partition_point(|citation| citation.block <= block)
    }

    /// What cites in a block, in order; keys in the same brackets are one.
    fn anchors(&self, index: usize, block: &Block) -> Vec<Anchor> {
        let to_text = |span: Span| Span::new(block.offset_from_source(span.start), block.offset_from_source(span.end));
        let mut anchors: Vec<(Span, Anchor)> = Vec::new();
        for at in self.citations_in(index) {
            let Some(citation) = self.citations.get(at) else { continue };
            if let Some((_, last)) = anchors.last_mut().filter(|(whole, _)| *whole == citation.whole) {
                last.citations.end = at + 1;
                continue;
            }
            let is_apart = citation.form == super::CitationForm::Bracketed;
            anchors.push((citation.whole, Anchor { text: to_text(citation.whole), citations: at..at + 1, is_apart }));
        }
        let first = self.note_references.partition_point(|reference| reference.block < index);
        let here = self.note_references.get(first..).unwrap_or_default().iter();
        for reference in here.take_while(|reference| reference.block == index) {
            let Some(note) = self.notes.get(reference.note) else { continue };
            let citations = note.citations.clone();
            anchors.push((reference.span, Anchor { text: to_text(reference.span), citations, is_apart: true }));
        }
        anchors.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        anchors.into_iter().map(|(_, anchor)| anchor).collect()
    }

    fn in_sentence(&self, index: usize, block: &Block, span: Span) -> Vec<Anchor> {
        let text = &block.content.text;
        let start = if span.start < block.source.start { 0 } else { block.offset_from_source(span.start) };
        let words = Span::new(start, block.offset_from_source(span.end));
        let anchors = self.anchors(index, block);
        if anchors.is_empty() {
            return anchors;
        }
        let sentences = block.content.sentences();
        let first = sentences.partition_point(|sentence| sentence.end <= words.start);
        let holding = sentences.get(first..).unwrap_or_default().iter();
        let around = holding.take_while(|sentence| sentence.start < words.end.max(words.start + 1));
        let sentence = cut(text, &anchors, around.copied().fold(words, Span::cover), words);
        anchors.iter().filter(|anchor| belongs(text, &anchors, sentence, anchor)).cloned().collect()
    }

    /// Citations with nothing but punctuation and one another behind them.
    fn at_end(&self, index: usize, block: &Block) -> Vec<Anchor> {
        let text = &block.content.text;
        let anchors = self.anchors(index, block);
        let mut end = text.len();
        let closing = anchors.iter().rev().take_while(|anchor| {
            let is_last = !Span::new(anchor.text.end, end).slice(text).contains(char::is_alphanumeric);
            end = end.min(anchor.text.start);
            is_last
        });
        closing.cloned().collect()
    }

    /// All that a note cites.
    fn in_note(&self, block: &Block) -> Vec<Anchor> {
        let note = block.note.and_then(|note| self.notes.get(note)).filter(|note| !note.citations.is_empty());
        let anchor = |note: &Note| Anchor { text: Span::default(), citations: note.citations.clone(), is_apart: true };
        note.map(anchor).into_iter().collect()
    }

    fn of_block_quotation(&self, index: usize, block: &Block) -> Vec<Anchor> {
        if !block.quoted {
            return Vec::new();
        }
        let behind = self.blocks.iter().enumerate().skip(index + 1);
        let mut rest = behind.skip_while(|(_, next)| next.quoted && !is_attribution(next));
        let attribution = rest.next().filter(|(_, next)| is_attribution(next));
        let attributed = attribution.map(|(at, attribution)| self.anchors(at, attribution)).unwrap_or_default();
        if !attributed.is_empty() {
            return attributed;
        }
        let mut before = self.blocks.iter().enumerate().take(index).rev();
        match before.find(|(_, before)| !before.quoted) {
            Some((at, before)) if before.kind == BlockKind::Paragraph => {
                let end = Span::at(before.source.end);
                let in_sentence = self.in_sentence(at, before, end);
                if cited(&in_sentence).is_empty() { self.at_end(at, before) } else { in_sentence }
            }
            _ => Vec::new(),
        }
    }
}

/// `sentence` without what is behind a citation that ends another sentence, `"...end."
/// [@key] Next`: small letters in the brackets keep Unicode from seeing the end there.
fn cut(text: &str, anchors: &[Anchor], sentence: Span, words: Span) -> Span {
    let mut cut = sentence;
    for anchor in anchors.iter().filter(|anchor| anchor.is_apart && anchor.text.start >= sentence.start) {
        let before =
            Span::new(sentence.start, anchor.text.start).slice(text).trim_end().trim_end_matches(is_closing_mark);
        let behind = Span::new(anchor.text.end, sentence.end).slice(text).trim_start();
        let goes_on = behind.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ':' | '.'));
        if goes_on || !before.ends_with(['.', '!', '?', '。']) {
            continue;
        }
        if anchor.text.end <= words.start {
            cut.start = anchor.text.end;
        } else if anchor.text.start >= words.end {
            return Span::new(cut.start, anchor.text.end);
        }
    }
    cut
}

/// Whether a citation belongs to a sentence: it stands in it, or behind it and apart,
/// with nothing between but spaces, an opening bracket and others of its kind.
fn belongs(text: &str, anchors: &[Anchor], sentence: Span, anchor: &Anchor) -> bool {
    if anchor.text.start < sentence.end && sentence.start < anchor.text.end {
        return true;
    }
    if anchor.text.start < sentence.end {
        // A mark of a note has no width; one at the very start belongs to what is before.
        return anchor.text.start > sentence.start;
    }
    let mut reached = sentence.end;
    for next in anchors.iter().filter(|next| next.text.start >= sentence.end && next.text.start <= anchor.text.start) {
        let between = Span::new(reached, next.text.start).slice(text);
        let follows = between.chars().all(|c| c.is_whitespace() || c == '(' || is_closing(c));
        if !(follows && (next.is_apart || between.contains('('))) {
            return false;
        }
        reached = reached.max(next.text.end);
    }
    true
}

fn is_closing(c: char) -> bool {
    is_closing_mark(c) || matches!(c, '.' | ',' | ';')
}

const fn is_closing_mark(c: char) -> bool {
    matches!(c, ')' | ']' | '"' | '\'' | '”' | '’' | '»')
}

/// Whether a block names the source of the quotation before it: `— Speaker, place`.
fn is_attribution(block: &Block) -> bool {
    let text = block.content.text.trim_start();
    text.starts_with(['—', '–', '―']) || text.starts_with("--") || text.starts_with("Source:")
}

fn cited(anchors: &[Anchor]) -> Vec<usize> {
    let mut found: Vec<usize> = anchors.iter().flat_map(|anchor| anchor.citations.clone()).collect();
    found.sort_unstable();
    found.dedup();
    found
}
