//! Punctuation between words that are the same, and behind the last one. Quotation
//! marks, dashes and space are print and never told.

use super::change::Change;
use super::word::Word;
use super::{ChangeClass, SourceSegment};
use crate::text::Span;

/// What stands between two words that both texts have, where its marks differ.
pub(super) fn between(
    text: &str,
    (before, word): (&Word<'_>, &Word<'_>),
    passage: &str,
    (source_before, source_word): (&Word<'_>, &Word<'_>),
) -> Option<Change> {
    let quoted = Span::new(before.span.end, word.span.start);
    let source = Span::new(source_before.span.end, source_word.span.start);
    let (one, other) = (quoted.slice(text), source.slice(passage));
    let brackets = ['[', ']', '(', ')'];
    let is_plain = one == other || one.contains(brackets) || other.contains(brackets);
    let differs = !is_plain && !marks(one).eq(marks(other));
    differs.then_some(Change { class: ChangeClass::Punctuation, quoted, source, edits: 0 })
}

/// What stands behind the last word of a quotation, where its first mark differs.
pub(super) fn last(
    text: &str,
    segment: Span,
    quoted: &[Word<'_>],
    passage: SourceSegment<'_>,
    source: &[Word<'_>],
) -> Option<Change> {
    let word = quoted.last()?;
    let last = source.iter().rev().find(|other| other.says(word))?;
    let behind = Span::new(word.span.end, segment.end);
    let differs = marks(behind.slice(text)).next() != mark_at(passage, last.span.end);
    let class = ChangeClass::FinalPunctuation;
    differs.then_some(Change { class, quoted: behind, source: Span::at(last.span.end), edits: 0 })
}

/// The mark that stands before the next word behind a place of a passage; `None` where the
/// source goes on without one.
fn mark_at(passage: SourceSegment<'_>, place: usize) -> Option<char> {
    let rest = Span::new(place, passage.text.len()).slice(passage.text);
    let until_word = |text: &'_ str| text.find(char::is_alphanumeric);
    match until_word(rest) {
        Some(end) => marks(Span::new(0, end).slice(rest)).next(),
        None => marks(rest).next().or_else(|| {
            let after = passage.after;
            marks(Span::new(0, until_word(after).unwrap_or(after.len())).slice(after)).next()
        }),
    }
}

/// Last marks that differ, in a writer's words: `a full stop where the source has a comma,
/// behind "night"`. `quoted` is what a quotation has behind its last word, `word`; `place`
/// is where the source has its mark, if it has one.
pub(super) fn worded(quoted: &str, word: &str, passage: SourceSegment<'_>, place: usize) -> String {
    match (marks(quoted).next(), mark_at(passage, place)) {
        (Some(mark), Some(there)) => {
            format!("{} after \"{word}\" where the source has {}", named(mark), named(there))
        }
        (Some(mark), None) => format!("{} after \"{word}\" where the source goes on", named(mark)),
        (None, Some(there)) => format!("the source has {} after \"{word}\"", named(there)),
        (None, None) => format!("the source goes on after \"{word}\""),
    }
}

/// A mark as writers call it.
const fn named(mark: char) -> &'static str {
    match mark {
        ',' => "a comma",
        ';' => "a semicolon",
        ':' => "a colon",
        '?' => "a question mark",
        '!' => "an exclamation mark",
        _ => "a full stop",
    }
}

/// The marks that part sentences and clauses.
fn marks(gap: &str) -> impl Iterator<Item = char> + '_ {
    gap.chars().filter_map(|c| match c {
        ',' | '.' | ';' | ':' | '?' | '!' => Some(c),
        '，' | '、' => Some(','),
        '。' => Some('.'),
        '；' => Some(';'),
        '：' => Some(':'),
        '？' => Some('?'),
        '！' => Some('!'),
        _ => None,
    })
}
