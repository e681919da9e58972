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
    let is_plain = one == other || one.contains(['[', ']']) || other.contains(['[', ']']);
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
    let source_behind = Span::new(last.span.end, passage.text.len());
    let mark = marks(behind.slice(text)).next();
    let source_mark = if last.span == source.last()?.span {
        marks(source_behind.slice(passage.text)).next().or_else(|| ahead(passage.after))
    } else {
        ahead(source_behind.slice(passage.text))
    };
    let differs = mark != source_mark && (mark.is_some() || source_mark.is_some());
    let class = ChangeClass::FinalPunctuation;
    differs.then_some(Change { class, quoted: behind, source: Span::at(last.span.end), edits: 0 })
}

/// The mark that `rest` begins with, behind closing quotation marks.
fn ahead(rest: &str) -> Option<char> {
    let end = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
    marks(rest.get(..end)?).next()
}

/// The marks that part sentences and clauses.
fn marks(gap: &str) -> impl Iterator<Item = char> + '_ {
    gap.chars().filter_map(|c| match c {
        ',' | '.' | ';' | ':' | '?' | '!' | '(' | ')' => Some(c),
        '，' | '、' => Some(','),
        '。' => Some('.'),
        '；' => Some(';'),
        '：' => Some(':'),
        '？' => Some('?'),
        '！' => Some('!'),
        '（' => Some('('),
        '）' => Some(')'),
        _ => None,
    })
}
