//! A series taken apart: where commas, semicolons and "and" part items, and where they
//! stand inside one ("democracy and human rights"). The bytes of a series enter; its
//! items leave, and how many they are at least and at most. Where the build of the
//! sentence does not decide, the range holds every reading.

use super::Count;
use super::lexicon::{is_any, starts_with_word};
use crate::prose::cardinal::numeral;
use crate::text::{Span, WordKey, is_function_word};

/// The most words of an item that is a name of something rather than a clause.
const SHORT: usize = 7;

/// Verbs that make a part a sentence of its own.
const FINITE: [&str; 16] = [
    "are", "can", "could", "did", "does", "had", "has", "have", "is", "may", "must", "should", "was", "were", "will",
    "would",
];

/// Words that begin an addition to what stands before.
const ADDING: [&str; 30] = [
    "also",
    "although",
    "as",
    "because",
    "both",
    "despite",
    "either",
    "formerly",
    "given",
    "hence",
    "if",
    "known",
    "like",
    "namely",
    "not",
    "often",
    "particularly",
    "rather",
    "respectively",
    "since",
    "then",
    "thereby",
    "though",
    "thus",
    "unlike",
    "usually",
    "when",
    "where",
    "while",
    "whose",
];

/// The items of a series and how many there can be.
pub(super) fn items(text: &str, quotations: &[Span], list: Span) -> (Vec<Span>, Count) {
    let list = trimmed(text, list);
    let commas = separators(text, quotations, list, ',');
    let semicolons = separators(text, quotations, list, ';');
    if semicolons.is_empty() {
        let segments = cut(text, list, &commas);
        return by_commas(text, segments);
    }
    let segments = cut(text, list, &semicolons);
    let count = by_semicolons(text, &segments, quotations);
    (segments, count)
}

/// Where `mark` stands in `list` outside brackets, quotations and figures.
fn separators(text: &str, quotations: &[Span], list: Span, mark: char) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (at, c) in list.slice(text).char_indices() {
        let at = list.start + at;
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            // The comma of American print stands before the closing mark.
            _ if c == mark && depth == 0 => {
                let in_quotation = quotations.iter().any(|quotation| {
                    quotation.touches(at) && quotation.start < at && !ends_at_mark(text, *quotation, at)
                });
                if !in_quotation && !is_in_figure(text, at) {
                    found.push(at);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether only the closing mark of a quotation stands behind `at`.
fn ends_at_mark(text: &str, quotation: Span, at: usize) -> bool {
    Span::new(at + 1, quotation.end).slice(text).chars().count() <= 1
}

fn is_in_figure(text: &str, at: usize) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    is_digit(text.get(..at).and_then(|text| text.chars().next_back()))
        && is_digit(text.get(at + 1..).and_then(|text| text.chars().next()))
}

/// The parts of `list` between `marks`, without "and" before them.
fn cut(text: &str, list: Span, marks: &[usize]) -> Vec<Span> {
    let mut start = list.start;
    let mut parts = Vec::new();
    for end in marks.iter().copied().chain([list.end]) {
        let part = without_joint(text, trimmed(text, Span::new(start, end)));
        if part.slice(text).chars().any(|c| c.is_alphanumeric() || c == '\u{FFFC}') {
            parts.push(part);
        }
        start = end + 1;
    }
    parts
}

/// A part without the "and" or "or" that joins it to the one before.
fn without_joint(text: &str, part: Span) -> Span {
    let words = part.slice(text);
    let joint = ["and", "or", "&", "as well as"].iter().find(|joint| starts_with_word(words, joint));
    joint.map_or(part, |joint| trimmed(text, Span::new(part.start + joint.len(), part.end)))
}

fn trimmed(text: &str, span: Span) -> Span {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '.' | ';' | ',' | ':');
    let words = span.slice(text);
    let start = span.start + (words.len() - words.trim_start_matches(is_edge).len());
    Span::new(start, start + words.trim_matches(is_edge).len())
}

/// Semicolons part items; a comma may stand for one where what follows it begins as
/// items do.
fn by_semicolons(text: &str, segments: &[Span], quotations: &[Span]) -> Count {
    let number = count(segments.len());
    let first_words: Vec<&str> = segments.iter().map(|segment| first_word(segment.slice(text))).collect();
    let begins_as_item = |part: &Span| {
        let word = first_word(part.slice(text));
        is_any(word, &first_words) || word.ends_with("ing") && first_words.iter().any(|first| first.ends_with("ing"))
    };
    // Without "and" behind the last semicolon, an "and" further on may stand for one.
    let last = segments.last().filter(|last| !is_joined(text, **last));
    let mut doubtful = last.map_or(0, |last| joints(last.slice(text)).len());
    for segment in segments {
        let commas = separators(text, quotations, *segment, ',');
        doubtful += cut(text, *segment, &commas).iter().skip(1).filter(|part| begins_as_item(part)).count();
    }
    Count { at_least: number, at_most: Some(number + count(doubtful)) }
}

/// Commas part items, and the last "and" does.
fn by_commas(text: &str, mut segments: Vec<Span>) -> (Vec<Span>, Count) {
    let Some(last) = segments.last().copied() else { return (segments, Count::exactly(0)) };
    let ands: usize = segments.iter().map(|segment| joints(segment.slice(text)).len()).sum();
    let at_most = count(segments.len() + ands);
    // "A, B, C and D" are four. With one comma or with more than one "and" it may be
    // "the islands, democracy and human rights".
    let is_split = !is_joined(text, last) && ands == 1 && segments.len() > 2 && joints(last.slice(text)).len() == 1;
    let at_least = count(segments.len() + usize::from(is_split));
    // "Paris, France, and Rome, Italy": only the last item has "and" before it.
    let joined = segments.iter().filter(|segment| is_joined(text, **segment)).count();
    let is_plain = joined == usize::from(is_joined(text, last))
        && segments.iter().all(|segment| is_plain(segment.slice(text)))
        && !segments.windows(2).any(|pair| matches!(pair, [one, next] if is_added(one.slice(text), next.slice(text))));
    if joined == 0
        && let Some(joint) = joints(last.slice(text)).pop()
    {
        segments.pop();
        segments.push(trimmed(text, Span::new(last.start, last.start + joint.start)));
        segments.push(trimmed(text, Span::new(last.start + joint.end, last.end)));
        segments.retain(|segment| !segment.is_empty());
    }
    let count =
        if is_plain { Count { at_least, at_most: Some(at_most) } } else { Count { at_least: 1, at_most: None } };
    (segments, count)
}

/// Whether "and" or "or" stands right before a part.
fn is_joined(text: &str, part: Span) -> bool {
    let before = text.get(..part.start).unwrap_or_default().trim_end();
    ["and", "or", "&", "as well as"].iter().any(|joint| before.ends_with(joint))
}

/// The places of "and" and "or" in a part, without the space around them.
fn joints(part: &str) -> Vec<Span> {
    let mut at = 0;
    let words = part.split_inclusive(char::is_whitespace).map(|word| {
        at += word.len();
        Span::new(at - word.len(), at - word.len() + word.trim_end().len())
    });
    words.filter(|word| word.start > 0 && is_any(word.slice(part), &["and", "or", "&", "and/or"])).collect()
}

/// Whether a part is a short name of something, so that a comma before or behind it
/// parts items and not clauses. Figures are counts of their own, or references.
fn is_plain(part: &str) -> bool {
    let part = &without_brackets(part);
    let first = first_word(part);
    let is_clause = is_function_word(first) && !is_any(first, &["a", "an", "the", "more", "our", "their", "its"]);
    let is_amount = part.contains(|c: char| c.is_ascii_digit()) || is_number_word(first);
    let says = part.split_whitespace().any(|word| is_any(word, &FINITE));
    part.split_whitespace().count() <= SHORT && !is_clause && !says && !is_amount && !part.contains(['—', '–', ':'])
}

/// Whether `next` says more of the part before it rather than being an item: "also
/// called X", "designed to last".
fn is_added(before: &str, next: &str) -> bool {
    let is_participle = |part: &str| first_word(part).ends_with("ing") || first_word(part).ends_with("ed");
    is_any(first_word(next), &ADDING)
        || next.contains(char::is_whitespace) && is_participle(next) && !is_participle(before)
}

fn without_brackets(part: &str) -> String {
    let mut depth = 0_usize;
    let keep = |c: &char| {
        depth = if matches!(c, '(' | '[') { depth + 1 } else { depth };
        let is_outside = depth == 0;
        depth = if matches!(c, ')' | ']') { depth.saturating_sub(1) } else { depth };
        is_outside
    };
    part.chars().filter(keep).collect()
}

fn is_number_word(word: &str) -> bool {
    numeral(WordKey::of(word)).is_some()
}

fn first_word(part: &str) -> &str {
    part.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
