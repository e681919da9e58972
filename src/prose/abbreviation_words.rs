//! Words as abbreviations are made from them: the parts of a hyphenated word count
//! one by one, and small words may give no letter. A stretch of text enters, its words
//! leave one by one, from either end, since most are looked at no further than one.

use crate::text::Span;

/// A word that may give a letter to an abbreviation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Its bytes.
    pub(super) span: Span,
    /// Its first letter, small.
    pub(super) initial: char,
    /// Whether an abbreviation may take no letter from it: a small word, or the second
    /// part of a hyphenated one.
    pub(super) may_be_left_out: bool,
}

/// Words that abbreviations often take no letter from, in English and its neighbours.
const SMALL: [&str; 33] = [
    "a", "al", "an", "and", "as", "at", "by", "d", "da", "de", "del", "der", "des", "di", "do", "du", "e", "et", "for",
    "für", "in", "its", "l", "la", "le", "of", "on", "s", "the", "to", "und", "with", "y",
];

/// Whether a word is one that abbreviations often take no letter from.
pub(super) fn is_small(word: &str) -> bool {
    word.len() <= 4 && SMALL.iter().any(|small| small.eq_ignore_ascii_case(word))
}

/// The words of a stretch of text, in order. A possessive belongs to its word.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(char::is_alphanumeric)?;
        let word = text.get(start..)?;
        at = start + word.find(|c: char| !is_of_word(c)).unwrap_or(word.len());
        Some(read(text, Span::new(start, at)))
    })
}

/// The words of a stretch of text, the last first.
pub(super) fn words_backwards(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut end = text.len();
    std::iter::from_fn(move || {
        let rest = text.get(..end)?.trim_end_matches(|c: char| !c.is_alphanumeric());
        if rest.is_empty() {
            return None;
        }
        let word = rest.get(rest.trim_end_matches(is_of_word).len()..)?;
        let start = rest.len() - word.trim_start_matches(is_apostrophe).len();
        end = start;
        Some(read(text, Span::new(start, rest.len())))
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_apostrophe(c)
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn read(text: &str, span: Span) -> Word {
    let written = span.slice(text);
    let initial = written.chars().flat_map(char::to_lowercase).next().unwrap_or_default();
    let before = Span::new(0, span.start).slice(text);
    let is_second_part = before.ends_with(['-', '\u{2010}', '\u{2011}']);
    Word { span, initial, may_be_left_out: is_second_part || is_small(written) }
}
