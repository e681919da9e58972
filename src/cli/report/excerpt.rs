//! The lines around a place, cut so that they fit: policy texts have paragraphs of a
//! thousand characters on one line, and a report shows the words that matter.
//!
//! ```text
//! … every other harbour that keeps a light, and we keep it together, as we …
//!                       ^^^^^^^^^^^^^
//! ```

use std::ops::Range;

use crate::cli::terminal::{head, tail, width};
use crate::text::{LineIndex, Span};

/// Lines of a text, cut around a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// What is shown; lines end with `\n`.
    pub text: String,
    /// Number of the first line, from 1.
    pub first_line: usize,
    /// The pieces that were kept: their bytes in the whole text, and where they
    /// begin in the excerpt.
    pieces: Vec<(Span, usize)>,
}

impl Excerpt {
    /// The lines that `focus` stands in, each in at most `columns`.
    pub(super) fn new(text: &str, lines: &LineIndex, focus: Span, columns: usize) -> Self {
        let (first, last) = (lines.line_of(focus.start), lines.line_of(focus.end.max(focus.start)));
        let mut excerpt = Self { text: String::new(), first_line: first + 1, pieces: Vec::new() };
        for line in first..=last {
            if line > first {
                excerpt.text.push('\n');
            }
            let line = lines.line_span(text, line);
            let part = Span::new(focus.start.clamp(line.start, line.end), focus.end.clamp(line.start, line.end));
            excerpt.line(text, line, part, columns);
        }
        excerpt
    }

    fn line(&mut self, text: &str, line: Span, focus: Span, columns: usize) {
        if width_up_to(line.slice(text), columns) <= columns {
            self.piece(text, line);
            return;
        }
        let room = columns.saturating_sub(width(focus.slice(text)) + 4);
        let before = Span::new(line.start, focus.start);
        let after = Span::new(focus.end, line.end);
        let left = (room / 2).max(room.saturating_sub(width_up_to(after.slice(text), room)));
        let start = start_of_words(before, text, left);
        let right = room.saturating_sub(width(Span::new(start, focus.start).slice(text)));
        let end = end_of_words(after, text, right);
        self.text.push_str(if start > line.start { "… " } else { "" });
        if room == 0 {
            // Seven columns go to the signs of what is cut off: before, between, after.
            let half = columns.saturating_sub(7) / 2;
            let words = focus.slice(text);
            let (head, tail) = (head(words, half).len(), tail(words, half).len());
            self.piece(text, Span::new(focus.start, focus.start + head));
            self.text.push_str(" … ");
            self.piece(text, Span::new((focus.end - tail).max(focus.start + head), focus.end));
        } else {
            self.piece(text, Span::new(start, end));
        }
        self.text.push_str(if end < line.end { " …" } else { "" });
    }

    fn piece(&mut self, text: &str, span: Span) {
        self.pieces.push((span, self.text.len()));
        self.text.push_str(span.slice(text));
    }

    /// Where `span` of the whole text stands in the excerpt; `None` where it does
    /// not, or only in part.
    pub(super) fn place_of(&self, span: Span) -> Option<Range<usize>> {
        let offset = |offset: usize| {
            let (piece, at) = self.pieces.iter().find(|(piece, _)| piece.touches(offset))?;
            Some(at + offset - piece.start)
        };
        let (start, end) = (offset(span.start)?, offset(span.end)?);
        (start <= end).then_some(start..end)
    }

    /// Whether nothing is cut out of the middle of a line.
    pub(super) fn is_whole(&self) -> bool {
        self.pieces.len() == self.text.split('\n').count()
    }

    /// The parts of [`Excerpt::place_of`] line by line, without the spaces around
    /// them, so that an underline follows the words and not the indentation.
    pub(super) fn marks(&self, span: Span) -> Vec<Range<usize>> {
        let Some(place) = self.place_of(span) else { return Vec::new() };
        let mut marks = Vec::new();
        let mut start = place.start;
        for line in self.text.get(place).unwrap_or_default().split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            let words = line.trim().len();
            if words > 0 {
                marks.push(start + indent..start + indent + words);
            }
            start += line.len();
        }
        marks
    }
}

/// The width of `text`, or a width above `limit`: of a line of a megabyte only the
/// beginning is measured.
fn width_up_to(text: &str, limit: usize) -> usize {
    // A character takes four bytes at most and, as a rule, a column at least.
    let end = limit.saturating_add(1).saturating_mul(4).min(text.len());
    let end = (end..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let beginning = width(text.get(..end).unwrap_or(text));
    if end < text.len() { beginning.max(limit.saturating_add(1)) } else { beginning }
}

/// The start of the last whole words of `span` that take at most `columns`.
fn start_of_words(span: Span, text: &str, columns: usize) -> usize {
    let kept = tail(span.slice(text), columns);
    if kept.len() == span.len() {
        return span.start;
    }
    let whole = kept.find(' ').map_or(0, |at| at + 1);
    let cut = if is_close(kept.get(..whole)) { whole } else { 0 };
    span.end - kept.len() + cut
}

/// The end of the first whole words of `span` that take at most `columns`.
fn end_of_words(span: Span, text: &str, columns: usize) -> usize {
    let kept = head(span.slice(text), columns);
    if kept.len() == span.len() {
        return span.end;
    }
    let whole = kept.rfind(' ').unwrap_or(kept.len());
    let cut = if is_close(kept.get(whole..)) { whole } else { kept.len() };
    span.start + cut
}

/// Whether what is cut off to end at a word is short: Chinese has no spaces, and
/// half a line must not be lost to find one.
fn is_close(cut_off: Option<&str>) -> bool {
    cut_off.is_some_and(|words| width(words) <= 24)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn excerpt(text: &str, focus: &str, columns: usize) -> (Excerpt, Span) {
        let start = text.find(focus).expect("the focus stands in the text");
        let span = Span::new(start, start + focus.len());
        (Excerpt::new(text, &LineIndex::new(text), span, columns), span)
    }

    #[test]
    fn keeps_short_lines_whole() {
        let (excerpt, span) = excerpt("one\ntwo three\nfour", "three", 80);
        assert_eq!((excerpt.text.as_str(), excerpt.first_line), ("two three", 2));
        assert_eq!(excerpt.place_of(span), Some(4..9));
    }

    #[test]
    fn cuts_long_lines_around_the_words() {
        let line = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda";
        let (excerpt, span) = excerpt(line, "epsilon", 30);
        assert_eq!(excerpt.text, "… delta epsilon zeta eta …");
        assert_eq!(excerpt.text.get(excerpt.place_of(span).unwrap_or_default()), Some("epsilon"));
    }

    #[test]
    fn underlines_line_by_line() {
        let (excerpt, span) = excerpt("> a common\n>  destiny it is", "common\n>  destiny", 80);
        let marks = excerpt.marks(span);
        let words: Vec<_> = marks.into_iter().map(|mark| excerpt.text.get(mark).unwrap_or_default()).collect();
        assert_eq!(words, ["common", ">  destiny"]);
    }

    proptest! {
        #[test]
        fn fits_and_shows_the_ends_of_any_focus(
            text in "[a-d人类 \t\n]{0,200}", start in 0_usize..200, len in 0_usize..120, columns in 20_usize..60,
        ) {
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let focus = Span::new(boundary(start), boundary(start + len));
            let excerpt = Excerpt::new(&text, &LineIndex::new(&text), focus, columns);
            for line in excerpt.text.split('\n') {
                prop_assert!(width(line) <= columns, "{line:?}");
            }
            let place = excerpt.place_of(focus);
            prop_assert!(place.is_some());
            if let Some(shown) = excerpt.text.get(place.unwrap_or_default()) && !shown.contains('…') {
                prop_assert_eq!(shown, focus.slice(&text));
            }
        }
    }
}
