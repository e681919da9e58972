//! What stands between quotation marks, taken apart: the speaker's words, the places
//! where words were left out, and what an editor set in brackets. A text without
//! Markdown marks and the span between two quotation marks enter; pieces leave that
//! tile that span without gap or overlap.
//!
//! A bracket may also belong to the source; that is for those to decide who have it.

mod bracket;
mod omission;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::text::Span;

pub use bracket::{Bracket, BracketKind};

/// The words of a quotation, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quoted {
    /// What stands between the marks, in bytes of the text.
    pub inner: Span,
    /// What it is made of, in order; together they are `inner`.
    pub pieces: Vec<Piece>,
}

/// One piece of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// Words given as the speaker's, with the punctuation and space around them.
    Words(Span),
    /// Dots, bare or in brackets, for words left out.
    Omission(Span),
    /// What an editor put in.
    Bracket(Bracket),
}

/// Words of a quotation with nothing left out among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// From the first to the last of its pieces, in bytes of the text.
    pub span: Span,
    /// Its pieces, by index.
    pub pieces: Range<usize>,
}

impl Piece {
    /// The bytes of the piece, brackets included.
    #[must_use]
    pub const fn span(self) -> Span {
        match self {
            Self::Words(span) | Self::Omission(span) => span,
            Self::Bracket(bracket) => bracket.span,
        }
    }

    /// Whether the piece holds a word that is given as the speaker's.
    fn speaks(self, text: &str) -> bool {
        matches!(self, Self::Words(span) if span.slice(text).contains(char::is_alphanumeric))
    }
}

impl Quoted {
    /// Takes apart what stands under `inner`; nothing where that is no part of `text`.
    ///
    /// ```
    /// use glossator::{prose::{Piece, Quoted}, text::Span};
    /// let text = "[T]he docks ... are open";
    /// let quoted = Quoted::parse(text, Span::new(0, text.len()));
    /// let words = quoted.segments(text).into_iter().map(|segment| segment.span.slice(text));
    /// assert_eq!(words.collect::<Vec<_>>(), ["[T]he docks ", " are open"]);
    /// ```
    #[must_use]
    pub fn parse(text: &str, inner: Span) -> Self {
        let mut pieces = Vec::new();
        let mut words = inner.start;
        let mut at = inner.start;
        while let Some(c) = Span::new(at, inner.end).slice(text).chars().next() {
            let Some(piece) = marked_at(text, inner, at, c) else {
                at += c.len_utf8();
                continue;
            };
            if words < at {
                pieces.push(Piece::Words(Span::new(words, at)));
            }
            at = piece.span().end;
            words = at;
            pieces.push(piece);
        }
        if words < at {
            pieces.push(Piece::Words(Span::new(words, at)));
        }
        Self { inner: Span::new(inner.start, at), pieces }
    }

    /// The runs between omissions that hold words of the speaker, in order.
    #[must_use]
    pub fn segments(&self, text: &str) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut start = 0;
        for (at, piece) in self.pieces.iter().enumerate() {
            if matches!(piece, Piece::Omission(_)) {
                segments.extend(self.segment(text, start..at));
                start = at + 1;
            }
        }
        segments.extend(self.segment(text, start..self.pieces.len()));
        segments
    }

    fn segment(&self, text: &str, pieces: Range<usize>) -> Option<Segment> {
        let run = self.pieces.get(pieces.clone())?;
        let (first, last) = (run.first()?, run.last()?);
        let span = first.span().cover(last.span());
        run.iter().any(|piece| piece.speaks(text)).then_some(Segment { span, pieces })
    }

    /// The places where words were left out, in order.
    pub fn omissions(&self) -> impl Iterator<Item = Span> + '_ {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Omission(span) => Some(*span),
            _ => None,
        })
    }

    /// The omission before the first word, if there is one.
    #[must_use]
    pub fn leading_omission(&self, text: &str) -> Option<Span> {
        let first = self.segments(text).first()?.span.start;
        self.omissions().find(|omission| omission.end <= first)
    }

    /// The omission after the last word, if there is one.
    #[must_use]
    pub fn trailing_omission(&self, text: &str) -> Option<Span> {
        let last = self.segments(text).last()?.span.end;
        self.omissions().find(|omission| omission.start >= last)
    }
}

/// The omission or bracket that begins at `at` with the character `c`.
fn marked_at(text: &str, inner: Span, at: usize, c: char) -> Option<Piece> {
    let rest = Span::new(at, inner.end).slice(text);
    if let Some(len) = omission::length_at(rest, c) {
        return Some(Piece::Omission(Span::new(at, at + len)));
    }
    let before = Span::new(inner.start, at).slice(text).chars().next_back();
    bracket::bracket_at(rest, before).map(|bracket| Piece::Bracket(bracket.shifted(at)))
}
