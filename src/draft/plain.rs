//! The text of one block as a reader sees it, and the way back to its source:
//! pieces of a draft enter in order, text and offset map leave.
//!
//! Nothing here knows Markdown's grammar; what a piece is has been decided before.

use crate::text::{OffsetMap, Span};

use super::address;
use super::citation::Apparatus;

/// Stands for what is no prose (code, images, formulas, addresses), so that no
/// phrase runs across it.
const OBJECT: &str = "\u{FFFC}";

/// A stretch of the text and the bytes of the draft it stands for.
#[derive(Debug, Clone, Copy)]
struct Run {
    text: Span,
    source: Span,
    is_copied: bool,
}

/// Gathers the text of one block. Spans are bytes of the draft, and come in order.
#[derive(Debug)]
pub(super) struct PlainText<'s> {
    draft: &'s str,
    text: String,
    runs: Vec<Run>,
    /// A line end whose run is as long as the next piece is away: it takes in the
    /// indentation and the marks of block quotations there.
    line_end: Option<Span>,
    /// Where elements that quote and are still open begin.
    open_quotations: Vec<usize>,
    quotations: Vec<Span>,
    /// Link texts that are the link's target as well; bytes of the draft.
    targets: Vec<Span>,
    /// Links and marks of notes; bytes of the draft.
    pub(super) apparatus: Apparatus,
}

/// What a block says. Spans are bytes of its text.
#[derive(Debug)]
pub(super) struct Extracted {
    pub(super) text: String,
    /// To bytes counted from the start of the block.
    pub(super) map: OffsetMap,
    /// The contents of elements that quote, in the order of their ends.
    pub(super) quotations: Vec<Span>,
    /// Words that are a link's text and its target at once.
    pub(super) targets: Vec<Span>,
    /// What the block cites; bytes counted from the start of the block.
    pub(super) apparatus: Apparatus,
}

impl<'s> PlainText<'s> {
    pub(super) fn new(draft: &'s str) -> Self {
        Self {
            draft,
            text: String::new(),
            runs: Vec::new(),
            line_end: None,
            open_quotations: Vec::new(),
            quotations: Vec::new(),
            targets: Vec::new(),
            apparatus: Apparatus::default(),
        }
    }

    /// Words, or what an entity stands for.
    pub(super) fn words(&mut self, words: &str, source: Span) {
        self.reach(source.start);
        self.push(words, source);
    }

    /// Something that is no prose.
    pub(super) fn object(&mut self, source: Span) {
        self.reach(source.start);
        self.push(OBJECT, source);
    }

    /// A line end. Several in a row are one.
    pub(super) fn line_end(&mut self, source: Span) {
        self.line_end = Some(self.line_end.map_or(source, |before| before.cover(source)));
    }

    /// Says that something begins at `offset`, be it only a mark.
    pub(super) fn reach(&mut self, offset: usize) {
        if let Some(line_end) = self.line_end.take() {
            self.push("\n", Span::new(line_end.start, offset.max(line_end.end)));
        }
    }

    /// A link whose text is its target too: `[[page]]`, `[label]`.
    pub(super) fn target(&mut self, link: Span) {
        self.reach(link.start);
        self.targets.push(link);
    }

    /// The tag that opens an element whose words are not the author's.
    pub(super) fn open_quotation(&mut self, tag: Span) {
        self.reach(tag.start);
        self.open_quotations.push(tag.end);
    }

    /// The tag that closes such an element; one too many is ignored.
    pub(super) fn close_quotation(&mut self, tag: Span) {
        if let Some(start) = self.open_quotations.pop() {
            self.quotations.push(Span::new(start, tag.start));
        }
    }

    /// The end of a block that begins at `start`.
    pub(super) fn finish(mut self, start: usize) -> Extracted {
        let addresses = address::addresses(&self.text);
        let mut apparatus = std::mem::take(&mut self.apparatus);
        apparatus.read(&self.text, &addresses, self.draft, &|span| self.source_of(span));
        if !addresses.is_empty() {
            self.hide(&addresses);
        }
        let mut map = OffsetMap::default();
        for run in &self.runs {
            let source = Span::new(run.source.start.saturating_sub(start), run.source.end.saturating_sub(start));
            if run.is_copied { map.push(run.text, source) } else { map.push_replaced(run.text, source) }
        }
        let offset = |source: usize| map.offset_from_source(source.saturating_sub(start));
        let mapped = |spans: &[Span]| -> Vec<Span> {
            let spans = spans.iter().map(|span| Span::new(offset(span.start), offset(span.end)));
            spans.filter(|span| !span.is_empty()).collect()
        };
        let (quotations, targets) = (mapped(&self.quotations), mapped(&self.targets));
        Extracted { text: self.text, quotations, targets, map, apparatus: apparatus.from(start) }
    }

    /// The bytes of the draft from the first byte of a range of the text to its last.
    fn source_of(&self, span: Span) -> Span {
        let at = |span: Span| clipped(&self.runs, span).next().map(|run| run.source);
        let last = Span::new(span.end.saturating_sub(1).max(span.start), span.end);
        match (at(span), at(last)) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    fn push(&mut self, text: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(text);
        let run = Run { text: Span::new(start, self.text.len()), source, is_copied: source.slice(self.draft) == text };
        self.runs.push(run);
    }

    /// Puts an object in the place of each of `spans`.
    fn hide(&mut self, spans: &[Span]) {
        let text = std::mem::take(&mut self.text);
        let runs = std::mem::take(&mut self.runs);
        let mut at = 0;
        for span in spans {
            self.copy_runs(&text, &runs, Span::new(at, span.start));
            if let Some(source) = clipped(&runs, *span).map(|run| run.source).reduce(Span::cover) {
                self.push(OBJECT, source);
            }
            at = span.end;
        }
        self.copy_runs(&text, &runs, Span::new(at, text.len()));
    }

    fn copy_runs(&mut self, text: &str, runs: &[Run], span: Span) {
        for run in clipped(runs, span) {
            self.push(run.text.slice(text), run.source);
        }
    }
}

/// The runs that share bytes of text with `span`, cut to it; a run that is not
/// copied keeps its source whole.
fn clipped(runs: &[Run], span: Span) -> impl Iterator<Item = Run> {
    let first = runs.partition_point(|run| run.text.end <= span.start);
    let runs = runs.get(first..).unwrap_or_default().iter().take_while(move |run| run.text.start < span.end);
    runs.map(move |run| {
        let text = Span::new(run.text.start.max(span.start), run.text.end.min(span.end));
        let offset = run.source.start + (text.start - run.text.start);
        let source = if run.is_copied { Span::new(offset, offset + text.len()) } else { run.source };
        Run { text, source, ..*run }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_give_way_to_a_sign() {
        let draft = "see https://a.b/c_d *and* more";
        let mut plain = PlainText::new(draft);
        plain.words("see https://a.b/c_d ", Span::new(0, 20));
        plain.words("and", Span::new(21, 24));
        plain.words(" more", Span::new(25, 30));
        let extracted = plain.finish(0);
        assert_eq!(extracted.text, "see \u{FFFC} and more");
        assert_eq!(extracted.map.span_to_source(Span::new(4, 7)).slice(draft), "https://a.b/c_d");
        assert_eq!(extracted.map.span_to_source(Span::new(8, 16)).slice(draft), "and* more");
    }

    #[test]
    fn a_line_end_takes_in_what_precedes_the_next_words() {
        let draft = "> a  \n> > **b**";
        let mut plain = PlainText::new(draft);
        plain.words("a", Span::new(2, 3));
        plain.line_end(Span::new(3, 6));
        plain.reach(10);
        plain.words("b", Span::new(12, 13));
        let extracted = plain.finish(2);
        assert_eq!(extracted.text, "a\nb");
        assert_eq!(extracted.map.span_to_source(Span::new(1, 2)), Span::new(1, 8));
        assert!(!extracted.map.is_unbroken(Span::new(0, 2)));
    }
}
