//! Contractions in their parts: don't is do and not, I've is I and have. A word of a
//! text enters, its parts leave, each with what it stands for; the bytes stay.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::{Span, Tokens, WordKey, is_ignorable};

/// A part of a contraction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) key: WordKey,
    /// What it may stand for as well.
    pub(super) other: Option<WordKey>,
    pub(super) span: Span,
}

/// Contractions that are written as one word, with the words they stand for.
const WHOLE: [(&str, &str); 20] = [
    ("cannot", "can not"),
    ("can't", "can not"),
    ("won't", "will not"),
    ("shan't", "shall not"),
    ("ain't", "is not"),
    ("gonna", "going to"),
    ("wanna", "want to"),
    ("gotta", "got to"),
    ("gimme", "give me"),
    ("lemme", "let me"),
    ("dunno", "do not know"),
    ("kinda", "kind of"),
    ("sorta", "sort of"),
    ("outta", "out of"),
    ("y'all", "you all"),
    ("o'clock", "o'clock"),
    ("ma'am", "madam"),
    ("'em", "them"),
    ("'cause", "because"),
    ("'til", "until"),
];

/// Ends that are written after an apostrophe, with what they stand for.
const ENDS: [(&str, &str, Option<&str>); 5] = [
    ("ve", "have", None),
    ("re", "are", None),
    ("ll", "will", Some("shall")),
    ("m", "am", None),
    ("d", "would", Some("had")),
];

const APOSTROPHES: [char; 5] = ['\'', '’', '‘', '`', '´'];

/// Those of [`WHOLE`] that have no apostrophe.
static BARE: LazyLock<FxHashSet<WordKey>> = LazyLock::new(|| {
    WHOLE.iter().filter(|(short, _)| !short.contains('\'')).map(|(short, _)| WordKey::of(short)).collect()
});

/// The two words that the contraction at `index` is short for: do and not for "don't".
pub(in crate::evidence::quotation) fn contracted(text: &str, tokens: &Tokens, index: usize) -> Option<[WordKey; 2]> {
    match parts(text, tokens, index).as_slice() {
        [host, ending] => Some([host.key, ending.key]),
        _ => None,
    }
}

/// The parts of the word at `index`; empty where it is no contraction.
pub(super) fn parts(text: &str, tokens: &Tokens, index: usize) -> Vec<Part> {
    let span = with_apostrophe(text, tokens.span(index));
    if tokens.flags(index).is_possessive() {
        return with_s(text, span);
    }
    let has_apostrophe = span.slice(text).contains(APOSTROPHES);
    if !has_apostrophe && !tokens.keys().get(index).is_some_and(|key| BARE.contains(key)) {
        return Vec::new();
    }
    let word = straight(span.slice(text));
    if let Some((_, long)) = WHOLE.iter().find(|(short, _)| *short == word) {
        return long.split(' ').map(|part| part_of(part, None, span)).collect();
    }
    let Some(apostrophe) = word.find('\'') else { return Vec::new() };
    let Some((host, end)) = word.split_at_checked(apostrophe) else { return Vec::new() };
    let end = end.trim_start_matches('\'');
    if let Some(host) = host.strip_suffix('n').filter(|host| end == "t" && !host.is_empty()) {
        return split(text, span, host, host.chars().count(), "not", None);
    }
    match ENDS.iter().find(|(short, ..)| *short == end) {
        Some((_, long, other)) if !host.is_empty() => split(text, span, host, host.chars().count(), long, *other),
        _ => Vec::new(),
    }
}

/// A word and what its end stands for, the end beginning after `letters` letters.
fn split(text: &str, span: Span, host: &str, letters: usize, end: &str, other: Option<&str>) -> Vec<Part> {
    let written = span.slice(text);
    let mut printed = written.char_indices().filter(|(_, c)| !is_ignorable(*c));
    let at = printed.nth(letters).map_or(span.end, |(at, _)| span.start + at);
    vec![
        Part { key: WordKey::of(host), other: None, span: Span::new(span.start, at) },
        part_of(end, other, Span::new(at, span.end)),
    ]
}

/// "it's": the s is is, has, us, or a possessive, which is a word of its own here.
fn with_s(text: &str, span: Span) -> Vec<Part> {
    let rest = text.get(span.end..).unwrap_or_default();
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    let end = Span::new(span.end, span.end + mark + 1);
    let host = straight(span.slice(text));
    let (key, other) = match host.as_str() {
        "let" => ("us", None),
        "it" | "he" | "she" | "that" | "there" | "here" | "what" | "where" | "who" | "how" | "when" => {
            ("is", Some("has"))
        }
        _ => ("'s", Some("is")),
    };
    vec![Part { key: WordKey::of(&host), other: None, span }, part_of_key(key, other, end)]
}

fn part_of(word: &str, other: Option<&str>, span: Span) -> Part {
    Part { key: WordKey::of(word), other: other.map(WordKey::of), span }
}

/// As [`part_of`], but the apostrophe of a possessive stays in its key.
fn part_of_key(word: &str, other: Option<&str>, span: Span) -> Part {
    Part { key: WordKey::of_folded(word), other: other.map(WordKey::of), span }
}

/// The word with an apostrophe that stands before it, where that makes a contraction.
fn with_apostrophe(text: &str, span: Span) -> Span {
    let is_one = matches!(span.slice(text).to_ascii_lowercase().as_str(), "em" | "cause" | "til");
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    match before {
        Some(mark @ ('\'' | '’' | '‘')) if is_one => Span::new(span.start - mark.len_utf8(), span.end),
        _ => span,
    }
}

/// Small letters and straight apostrophes, nothing that prints nothing.
fn straight(word: &str) -> String {
    word.chars()
        .filter(|c| !is_ignorable(*c))
        .map(|c| if APOSTROPHES.contains(&c) { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}
