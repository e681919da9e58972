//! Letters that an editor set in another case: "\[T\]he" is the word "The" with a mark. A
//! segment enters, its text without these brackets leaves, with the way back.

use std::borrow::Cow;

use crate::prose::{Bracket, BracketKind, Piece};
use crate::text::Span;

/// A segment without brackets around single letters.
#[derive(Debug)]
pub(super) struct Unmarked<'t> {
    /// The segment's text.
    pub(super) text: Cow<'t, str>,
    /// Where the segment begins in the text of the quotation.
    base: usize,
    /// Where signs were taken out, in bytes of `text`.
    signs: Vec<usize>,
    /// The brackets, in the text of the quotation.
    pub(super) brackets: Vec<Bracket>,
}

impl<'t> Unmarked<'t> {
    /// The segment of `text` under `span`.
    pub(super) fn new(text: &'t str, span: Span, pieces: &[Piece]) -> Self {
        let marks = pieces.iter().filter_map(|piece| match piece {
            Piece::Bracket(bracket) if bracket.kind == BracketKind::CaseChange => Some(*bracket),
            _ => None,
        });
        let brackets: Vec<Bracket> = marks.collect();
        let (mut clean, mut signs) = (Cow::Borrowed(span.slice(text)), Vec::new());
        if !brackets.is_empty() {
            let mut kept = String::with_capacity(span.len());
            let mut at = span.start;
            for bracket in &brackets {
                kept.push_str(Span::new(at, bracket.span.start).slice(text));
                signs.push(kept.len());
                kept.push_str(bracket.inner.slice(text));
                signs.push(kept.len());
                at = bracket.span.end;
            }
            kept.push_str(Span::new(at, span.end).slice(text));
            clean = Cow::Owned(kept);
        }
        Self { text: clean, base: span.start, signs, brackets }
    }

    /// What `span` of the unmarked text is in the text of the quotation; a bracket at its
    /// start is part of it.
    pub(super) fn back(&self, span: Span) -> Span {
        let moved = |at: usize| self.base + at + self.signs.iter().filter(|sign| **sign < at).count();
        Span::new(moved(span.start), moved(span.end))
    }

    /// Whether a letter of the word at `span`, in the text of the quotation, is marked.
    pub(super) fn marks(&self, span: Span) -> bool {
        self.brackets.iter().any(|bracket| span.contains(bracket.span))
    }
}
