//! Ordinals in words and figures: "second", "twenty-first", "12th". Words of a text
//! enter, numbers leave; and the ways to write a number as an ordinal, for looking it up.

use std::ops::Range;

use super::cardinal::{Numeral, numeral};
use super::number_in_words;
use super::words::Words;
use crate::text::{Gap, Tokens, WordKey};

/// An ordinal as a text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrdinalNumber {
    /// The number.
    pub number: u32,
    /// Its words, by index.
    pub words: Range<usize>,
}

/// The ordinal that begins with the word at `index`, below a hundred in words and a
/// thousand in figures.
pub(super) fn ordinal_at(text: &str, tokens: &Tokens, index: usize) -> Option<OrdinalNumber> {
    let words = Words::new(text, tokens);
    let ordinal = |number, end| OrdinalNumber { number, words: index..end };
    if words.is_number(index) {
        return in_figures(words.word(index)).map(|number| ordinal(number, index + 1));
    }
    let Some(numeral_here) = numeral(words.key(index)?) else {
        return tens_in_words(words, index).map(|number| ordinal(number, index + 1));
    };
    match numeral_here {
        // "secondly" counts arguments, not meetings.
        Numeral::Ordinal(number) => (!words.lower(index).ends_with("ly")).then(|| ordinal(number, index + 1)),
        Numeral::Tens(tens) => match words.key(index + 1).and_then(numeral) {
            Some(Numeral::Ordinal(unit @ 1..=9)) if words.gap(index + 1) <= Gap::Hyphen => {
                Some(ordinal(tens + unit, index + 2))
            }
            _ => None,
        },
        Numeral::Unit(_) => None,
    }
}

/// "thirtieth".
fn tens_in_words(words: Words<'_>, index: usize) -> Option<u32> {
    let stem = words.word(index).strip_suffix("ieth")?;
    match numeral(WordKey::of(&format!("{stem}y")))? {
        Numeral::Tens(tens) => Some(tens),
        _ => None,
    }
}

/// "2nd" and "12th", whatever the ending.
fn in_figures(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?;
    let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    (is_ordinal && digits.len() <= 3).then(|| digits.parse().ok()).flatten()
}

/// How a text may write an ordinal: "12th" and "twelfth".
#[must_use]
pub fn ordinal_wordings(number: u32) -> Vec<String> {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    let in_words = number_in_words(number).map(|words| as_ordinal(&words));
    std::iter::once(format!("{number}{ending}")).chain(in_words).collect()
}

/// "twenty-one" becomes "twenty-first".
fn as_ordinal(words: &str) -> String {
    let (tens, unit) = words.rsplit_once('-').map_or(("", words), |(tens, unit)| (tens, unit));
    let ordinal = match unit {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        _ => unit.strip_suffix('y').map_or_else(|| format!("{unit}th"), |stem| format!("{stem}ieth")),
    };
    if tens.is_empty() { ordinal } else { format!("{tens}-{ordinal}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn read(text: &str) -> Option<u32> {
        ordinal_at(text, &tokenize(text), 0).map(|ordinal| ordinal.number)
    }

    #[test]
    fn reads_words_and_figures() {
        let cases = [("second", 2), ("Twelfth", 12), ("2nd", 2), ("12TH", 12), ("twenty-first", 21), ("101st", 101)];
        for (text, number) in cases {
            assert_eq!(read(text), Some(number), "{text}");
        }
        for text in ["secondly", "two", "12", "12m", "twenty", "twenty, first", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for number in 1..200 {
            for wording in ordinal_wordings(number) {
                assert_eq!(read(&wording), Some(number), "{wording}");
            }
        }
        assert_eq!(ordinal_wordings(22), ["22nd", "twenty-second"]);
        assert_eq!(ordinal_wordings(113), ["113th"]);
    }
}
