//! What announces a set: "four principles", "a 4-point proposal", "the following
//! steps". The words of one text enter, labels leave.
//!
//! A number that counts only some of a set ("two of the four principles", "three more
//! steps"), or is not sure of itself ("at least four"), announces nothing.

use super::lexicon::{Cue, Words, cue, is_any, is_head, is_joined, is_joined_key, is_programme};
use crate::prose::cardinal::{Cardinal, cardinal_at, numeral};
use crate::text::{Gap, Span, Tokens, is_function_word};

/// The largest number that somebody counts to in a text. Larger ones are amounts.
const MOST: u32 = 40;

/// The most words between a number and its noun.
const MODIFIERS: usize = 4;

/// The words that announce a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// From the number, or "following", to the noun: bytes of the text.
    pub span: Span,
    /// The number, where one is given.
    pub number: Option<u32>,
    /// The number's bytes.
    pub number_span: Span,
    /// Its words, by index.
    pub(super) words: std::ops::Range<usize>,
    /// Whether it speaks of a set as known: "the four principles".
    pub is_definite: bool,
    /// The sentence it stands in: bytes of the text.
    pub sentence: Span,
}

impl Label {
    /// The index of its last word, which is its noun: "principles", "proposal".
    #[must_use]
    pub const fn noun(&self) -> usize {
        self.words.end.saturating_sub(1)
    }
}

/// Words before a number that make it a part of something, or unsure.
const UNSURE: [&str; 52] = [
    "about",
    "additional",
    "all",
    "almost",
    "another",
    "approximately",
    "around",
    "article",
    "articles",
    "chapter",
    "each",
    "every",
    "exactly",
    "few",
    "figure",
    "final",
    "first",
    "further",
    "initial",
    "last",
    "latter",
    "least",
    "level",
    "line",
    "many",
    "more",
    "most",
    "nearly",
    "next",
    "no",
    "number",
    "objective",
    "option",
    "other",
    "over",
    "page",
    "paragraph",
    "part",
    "per",
    "phase",
    "pillar",
    "point",
    "remaining",
    "roughly",
    "section",
    "some",
    "stage",
    "step",
    "such",
    "than",
    "these",
    "those",
];

/// Words that take a part of what stands behind "of".
const PARTS: [&str; 18] = [
    "any", "both", "each", "either", "few", "half", "latter", "many", "most", "much", "neither", "none", "part",
    "parts", "rest", "several", "some", "which",
];

/// Words that say that a set is known already.
const DETERMINERS: [&str; 9] = ["her", "his", "its", "my", "our", "the", "their", "whose", "your"];

/// Words between a number and its noun that make it another matter.
const OTHERS: [&str; 9] =
    ["additional", "different", "further", "hundred", "million", "more", "other", "percent", "thousand"];

/// The words of a text that may begin a label: numbers and "following" with a noun near
/// behind them. A quick look at a long text, so that only the parts around them have to
/// be read.
pub fn may_announce(tokens: &Tokens) -> impl Iterator<Item = usize> + '_ {
    let is_opener = |index: usize| {
        tokens.flags(index).is_number()
            || tokens.keys().get(index).is_some_and(|key| matches!(cue(*key), Some(Cue::Cardinal | Cue::Following)))
    };
    let has_noun = |index: usize| {
        let behind = tokens.keys().iter().skip(index + 1).take(MODIFIERS + 2);
        behind.into_iter().any(|key| is_head(*key) || is_joined_key(*key))
    };
    (0..tokens.len()).filter(move |index| is_opener(*index) && has_noun(*index))
}

/// The label that begins with the cardinal at word `index`.
pub(super) fn counted(words: Words<'_>, index: usize) -> Option<Label> {
    let cardinal = cardinal_at(words.text, words.tokens, index)?;
    let is_named = cardinal.number < 2 || cardinal.number > MOST;
    if is_named || is_partial(words, &cardinal) {
        return None;
    }
    let after = cardinal.words.end;
    let end = match words.gap(after) {
        Gap::Hyphen if is_joined(words.word(after)) => programme_end(words, after + 1),
        // "three-dimensional tracks", "four-year goals".
        Gap::Hyphen => return None,
        _ => head_end(words, after)?,
    };
    Some(label(words, index..end, Some(&cardinal)))
}

/// The label that begins with "following" at word `index`: "the following concepts".
pub(super) fn uncounted(words: Words<'_>, index: usize) -> Option<Label> {
    if cardinal_at(words.text, words.tokens, index + 1).is_some() {
        return None;
    }
    let end = head_end(words, index + 1)?;
    Some(label(words, index..end, None))
}

fn label(words: Words<'_>, range: std::ops::Range<usize>, cardinal: Option<&Cardinal>) -> Label {
    let span = words.tokens.cover(range.clone());
    Label {
        span,
        number: cardinal.map(|cardinal| cardinal.number),
        number_span: cardinal.map_or(Span::at(span.start), |cardinal| cardinal.span),
        words: range,
        is_definite: cardinal.is_some_and(|cardinal| is_definite(words, cardinal.words.start)),
        sentence: span,
    }
}

/// Whether a number counts a whole set, as far as the words before it tell.
#[must_use]
pub fn counts_a_whole(text: &str, tokens: &Tokens, cardinal: &Cardinal) -> bool {
    !is_partial(Words { text, tokens }, cardinal)
}

/// Whether what stands before a number says that it counts something else than a whole
/// set.
fn is_partial(words: Words<'_>, cardinal: &Cardinal) -> bool {
    let first = cardinal.words.start;
    if first == 0 {
        return false;
    }
    let before = |back| words.before(first, back);
    if words.gap(first) >= Gap::Comma {
        // "US$4", "No. 4": a sign or a dot before figures.
        let sign =
            words.between(first).trim_end().ends_with(['$', '£', '€', '¥', '#', '§', '.', '/', '+', '~', '<', '>']);
        return sign && words.tokens.flags(first).is_number() && !words.between(first).ends_with(' ');
    }
    if words.gap(first) == Gap::Hyphen || is_any(before(1), &UNSURE) {
        return true;
    }
    let is_number = |back: usize| first >= back && cardinal_at(words.text, words.tokens, first - back).is_some();
    // "three or four", "two to three", "from two to four".
    if is_any(before(1), &["or", "to", "and", "by"]) && is_number(2) || is_number(1) {
        return true;
    }
    let is_limit = is_any(before(1), &["to"]) && is_any(before(2), &["up"])
        || is_any(before(1), &["as"]) && is_any(before(2), &["few", "little", "many"]);
    // "Phase 2 actions", "Goal 4 targets".
    let is_title = words.tokens.flags(first).is_number()
        && words.tokens.flags(first - 1).is_capital()
        && !words.begins_clause(first - 1);
    is_limit || is_title || is_part_of(words, first)
}

/// "one of four steps", "the last of the four steps", but not "a set of four steps".
fn is_part_of(words: Words<'_>, first: usize) -> bool {
    let back = if is_definite(words, first) { 2 } else { 1 };
    let takes_part = first.checked_sub(back + 1).is_some_and(|index| {
        let number = words.tokens.keys().get(index).copied().and_then(numeral);
        number.is_some() || words.is_any(index, &PARTS) || words.is_any(index, &UNSURE)
    });
    words.before(first, back).eq_ignore_ascii_case("of") && takes_part
}

fn is_definite(words: Words<'_>, first: usize) -> bool {
    let possessive = first.checked_sub(1).is_some_and(|before| words.tokens.flags(before).is_possessive());
    possessive || is_any(words.before(first, 1), &DETERMINERS)
}

/// The end of a label whose noun is looked for from word `from` on: behind the last of
/// several ("action points").
fn head_end(words: Words<'_>, from: usize) -> Option<usize> {
    let mut end = None;
    for index in from..=from + MODIFIERS {
        let word = words.word(index);
        let goes_on = index < words.tokens.len()
            && (words.gap(index) <= Gap::Hyphen || is_quoted_noun(words, index))
            && !index.checked_sub(1).is_some_and(|before| words.tokens.flags(before).is_possessive() && before >= from)
            && !is_any(word, &OTHERS);
        if !goes_on {
            break;
        }
        if words.tokens.keys().get(index).copied().is_some_and(is_head)
            && (!is_any(word, &["lines"]) || is_any(words.before(index, 1), &["red"]))
        {
            end = Some(index + 1);
        } else if end.is_some() || is_function_word(word) && !is_any(word, &["and", "most"]) {
            break;
        }
    }
    // "four steps process", "four ways street" and what else ends in a singular.
    end.filter(|end| {
        !is_any(words.word(*end), &["document", "documents", "paper", "process"]) || words.gap(*end) > Gap::Hyphen
    })
}

/// "four “red lines”": only a quotation mark stands before the word.
fn is_quoted_noun(words: Words<'_>, index: usize) -> bool {
    matches!(words.between(index).trim(), "\"" | "“" | "'" | "‘")
}

/// The end of "four-point peace proposal"; of "four-point" where no noun follows.
fn programme_end(words: Words<'_>, from: usize) -> usize {
    for index in from..(from + 3).min(words.tokens.len()) {
        if words.gap(index) > Gap::Hyphen || is_function_word(words.word(index)) {
            break;
        }
        if is_programme(words.word(index)) {
            return index + 1;
        }
    }
    from
}
