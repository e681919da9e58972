//! Numbers in words and figures: "four", "4", "twenty-one"; "third", "thirdly". Words
//! of a text enter, numbers leave, and a number goes back into words in the dress of
//! the one it replaces. Fractions, decimals and "both" are no cardinals here.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{Gap, Span, Tokens, WordKey, capitalised};

/// From nought to nineteen.
const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// From twenty to ninety.
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// From the first to the twentieth.
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// What a word says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numeral {
    /// "four", "fourteen".
    Unit(u32),
    /// "twenty".
    Tens(u32),
    /// "fourth", "fourthly".
    Ordinal(u32),
}

static NUMERALS: LazyLock<FxHashMap<WordKey, Numeral>> = LazyLock::new(|| {
    let mut numerals = FxHashMap::default();
    for (number, word) in (0..).zip(UNITS) {
        numerals.insert(WordKey::of(word), Numeral::Unit(number));
    }
    for (number, word) in (20..).step_by(10).zip(TENS) {
        numerals.insert(WordKey::of(word), Numeral::Tens(number));
    }
    for (number, word) in (1..).zip(ORDINALS) {
        numerals.insert(WordKey::of(word), Numeral::Ordinal(number));
        numerals.insert(WordKey::of(&format!("{word}ly")), Numeral::Ordinal(number));
    }
    numerals
});

/// What the word with this key says of a number.
pub(super) fn numeral(key: WordKey) -> Option<Numeral> {
    NUMERALS.get(&key).copied()
}

/// All words that say something of a number, with what they say.
pub(super) fn numerals() -> impl Iterator<Item = (WordKey, Numeral)> {
    let mut all: Vec<(WordKey, Numeral)> = NUMERALS.iter().map(|(key, numeral)| (*key, *numeral)).collect();
    all.sort_unstable_by_key(|(key, _)| *key);
    all.into_iter()
}

/// A whole number as a text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cardinal {
    /// The number.
    pub number: u32,
    /// Its words, by index.
    pub words: Range<usize>,
    /// Its bytes in the text.
    pub span: Span,
}

/// The cardinal that begins with the word at `index`, up to 9999.
#[must_use]
pub fn cardinal_at(text: &str, tokens: &Tokens, index: usize) -> Option<Cardinal> {
    let key = *tokens.keys().get(index)?;
    let cardinal = |number, end| Cardinal { number, words: index..end, span: tokens.cover(index..end) };
    if tokens.flags(index).is_number() {
        let word = tokens.span(index).slice(text);
        let is_whole = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        return is_whole.then(|| word.parse().ok()).flatten().map(|number| cardinal(number, index + 1));
    }
    match numeral(key)? {
        Numeral::Unit(number) => Some(cardinal(number, index + 1)),
        Numeral::Tens(tens) => Some(match tokens.keys().get(index + 1).copied().and_then(numeral) {
            Some(Numeral::Unit(unit @ 1..=9)) if tokens.flags(index + 1).gap() <= Gap::Hyphen => {
                cardinal(tens + unit, index + 2)
            }
            _ => cardinal(tens, index + 1),
        }),
        Numeral::Ordinal(_) => None,
    }
}

/// `number` in the dress of `found`, another number: in figures, or in words with a
/// capital or in capitals. `None` where words for it are not known here.
///
/// ```
/// use glossator::prose::number_written_like;
/// assert_eq!(number_written_like(21, "Four").as_deref(), Some("Twenty-one"));
/// assert_eq!(number_written_like(5, "4").as_deref(), Some("5"));
/// ```
#[must_use]
pub fn number_written_like(number: u32, found: &str) -> Option<String> {
    if found.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(number.to_string());
    }
    let words = number_in_words(number)?;
    let is_capital = |c: char| c.is_uppercase();
    Some(match found {
        _ if found.len() > 1 && found.chars().filter(|c| c.is_alphabetic()).all(is_capital) => words.to_uppercase(),
        _ if found.starts_with(is_capital) => capitalised(&words),
        _ => words,
    })
}

/// A number below a hundred in words: "twenty-one".
#[must_use]
pub fn number_in_words(number: u32) -> Option<String> {
    let index = usize::try_from(number).ok()?;
    if let Some(word) = UNITS.get(index) {
        return Some((*word).to_owned());
    }
    let tens = TENS.get((index / 10).checked_sub(2)?)?;
    Some(match UNITS.get(index % 10) {
        Some(unit) if index % 10 > 0 => format!("{tens}-{unit}"),
        _ => (*tens).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn read(text: &str) -> Option<u32> {
        let tokens = tokenize(text);
        let cardinal = cardinal_at(text, &tokens, 0)?;
        assert_eq!(cardinal.span, tokens.cover(cardinal.words.clone()));
        Some(cardinal.number)
    }

    #[test]
    fn reads_words_and_figures() {
        let cases = [("four", 4), ("Four ends", 4), ("twenty-one", 21), ("twenty one", 21), ("FORTY", 40), ("12", 12)];
        for (text, number) in cases {
            assert_eq!(read(text), Some(number), "{text}");
        }
        for text in ["both", "fourth", "4.5", "1,500,000", "4th", "a", ""] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("twenty, one of them"), Some(20));
    }

    #[test]
    fn writes_a_number_as_another_was_written() {
        let cases = [("four", "six"), ("Four", "Six"), ("FOUR", "SIX"), ("4", "6")];
        for (found, expected) in cases {
            assert_eq!(number_written_like(6, found).as_deref(), Some(expected));
        }
        assert_eq!(number_in_words(100), None);
        assert_eq!(number_in_words(30).as_deref(), Some("thirty"));
        assert_eq!(number_in_words(0).as_deref(), Some("zero"));
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_can_be_read(number in 0_u32..100, dress in "four|Four|FOUR|4") {
            let written = number_written_like(number, &dress).expect("a number below a hundred");
            proptest::prop_assert_eq!(read(&written), Some(number));
        }
    }
}
