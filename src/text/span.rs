//! Half-open byte ranges, and edits over them. One [`Edit`] type serves a
//! keystroke and a fix alike.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open byte range, on character boundaries of *one* text.
///
/// Which text is said by whoever hands the span out; spans of two texts must
/// not be mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never less than `start`.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an inverted pair is read as empty at `start`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start, end }
    }

    /// The empty range at `offset`.
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this range (both ends may touch).
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a cursor at `offset` touches this range; the end counts, since
    /// a cursor stands between characters.
    #[must_use]
    pub const fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether the two ranges share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range, moved `by` bytes to the right.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The part of `text` under this range; empty when the range does not lie
    /// in `text` on character boundaries.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The bytes under `span` give way to `replacement`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards; empty for a deletion.
    pub replacement: String,
}

impl Edit {
    /// Replaces the bytes under `span`.
    #[must_use]
    pub fn new(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// Inserts `text` at `offset`.
    #[must_use]
    pub fn insertion(offset: usize, text: impl Into<String>) -> Self {
        Self::new(Span::at(offset), text)
    }
}

/// Why a set of edits cannot be applied to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two edits share bytes, so their order would decide the result.
    #[error("two edits overlap at byte {0}")]
    Overlap(usize),
    /// An edit lies outside the text or inside a character.
    #[error("the edit at {0} does not lie in the text on character boundaries")]
    OutOfText(Span),
}

/// The text after all `edits`, whose spans speak of `text` as it stands before
/// any of them. Insertions at one offset keep their given order.
///
/// # Errors
/// When edits overlap or do not lie in the text; nothing is applied then.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut order: Vec<&Edit> = edits.iter().collect();
    order.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in order {
        if edit.span.start < at {
            return Err(EditError::Overlap(edit.span.start));
        }
        let kept = text.get(at..edit.span.start).ok_or(EditError::OutOfText(edit.span))?;
        if text.get(edit.span.start..edit.span.end).is_none() {
            return Err(EditError::OutOfText(edit.span));
        }
        result.push_str(kept);
        result.push_str(&edit.replacement);
        at = edit.span.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applies_edits_in_order_of_place() {
        let edits = [Edit::new(Span::new(4, 7), "two"), Edit::insertion(0, ">> ")];
        assert_eq!(apply("one 222 three", &edits).as_deref(), Ok(">> one two three"));
    }

    #[test]
    fn keeps_the_order_of_insertions_at_one_place() {
        let edits = [Edit::insertion(1, "1"), Edit::insertion(1, "2")];
        assert_eq!(apply("ab", &edits).as_deref(), Ok("a12b"));
    }

    #[test]
    fn refuses_overlap_and_split_characters() {
        let overlap = [Edit::new(Span::new(0, 2), ""), Edit::new(Span::new(1, 3), "")];
        assert_eq!(apply("abc", &overlap), Err(EditError::Overlap(1)));
        let split = [Edit::new(Span::new(1, 2), "")];
        assert!(matches!(apply("é", &split), Err(EditError::OutOfText(_))));
    }
}
