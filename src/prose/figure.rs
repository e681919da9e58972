//! Amounts as texts write them: "5", "five", "1,500", "$5 million", "US$5m", "five per
//! cent", "4.8%", "two hundred and five", "the 3rd". Words of a text enter, the value
//! with its unit leaves, exact to the last digit, so that two ways of writing one
//! amount can be told from two amounts. Dates and ranges are not read here.

mod unit;

use std::ops::Range;

use super::cardinal::{Numeral, numeral};
use crate::text::{Gap, Span, Tokens};

pub use unit::FigureUnit;

/// The most digits that are read; longer ones are marks, not amounts.
const MOST_DIGITS: usize = 18;

/// An amount in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it amounts to.
    pub amount: Amount,
    /// Its words, by index.
    pub words: Range<usize>,
    /// Its bytes in the text, with the signs for currency and per cent.
    pub span: Span,
}

/// A value with its unit: `digits` times ten to the power of `exponent`. Equal amounts
/// are equal however they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// Without zeros at the end.
    pub digits: u64,
    /// The power of ten.
    pub exponent: i8,
    /// What is counted.
    pub unit: FigureUnit,
}

impl Amount {
    fn new(digits: u64, exponent: i8, unit: FigureUnit) -> Self {
        let (mut digits, mut exponent) = (digits, if digits == 0 { 0 } else { exponent });
        while digits != 0 && digits.is_multiple_of(10) {
            digits /= 10;
            exponent = exponent.saturating_add(1);
        }
        Self { digits, exponent, unit }
    }
}

/// A number before its unit is known.
#[derive(Debug, Clone, Copy)]
struct Number {
    digits: u64,
    exponent: i8,
    /// One past its last word.
    end: usize,
    is_ordinal: bool,
}

/// The amount that begins with the word at `index`.
///
/// ```
/// use glossator::{prose::figure_at, text::tokenize};
/// let amount = |text: &str| figure_at(text, &tokenize(text), 0).map(|figure| figure.amount);
/// assert_eq!(amount("$5m"), amount("five million dollars"));
/// assert_ne!(amount("1.5"), amount("15"));
/// ```
#[must_use]
pub fn figure_at(text: &str, tokens: &Tokens, index: usize) -> Option<Figure> {
    let before = unit::before(text, tokens, index);
    let start = before.map_or(index, |before| before.number);
    let number = number_at(text, tokens, start, before.is_some())?;
    let mut span = tokens.cover(index..number.end);
    let mut end = number.end;
    span.start = before.map_or(span.start, |before| before.start);
    let unit = if number.is_ordinal {
        FigureUnit::Ordinal
    } else if let Some(before) = before {
        before.unit
    } else if let Some(after) = unit::after(text, tokens, number.end) {
        (end, span.end) = (after.next, after.end);
        after.unit
    } else {
        FigureUnit::None
    };
    Some(Figure { amount: Amount::new(number.digits, number.exponent, unit), words: index..end, span })
}

fn number_at(text: &str, tokens: &Tokens, index: usize, is_money: bool) -> Option<Number> {
    if tokens.flags(index).is_number() {
        in_figures(text, tokens, index, is_money)
    } else {
        in_words(text, tokens, index)
    }
}

/// "5", "1,500", "4.8", "5m", "3rd", "5 million".
fn in_figures(text: &str, tokens: &Tokens, index: usize, is_money: bool) -> Option<Number> {
    let word = tokens.span(index).slice(text);
    let length = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
    let (figures, ending) = word.split_at_checked(length)?;
    let (whole, decimals) = figures.split_once('.').unwrap_or((figures, ""));
    let written: String = whole.chars().chain(decimals.chars()).filter(char::is_ascii_digit).collect();
    if written.len() > MOST_DIGITS || decimals.contains('.') {
        return None;
    }
    let places = i8::try_from(decimals.len()).ok()?;
    let number = |scale: i8, end| Number {
        digits: written.parse().unwrap_or_default(),
        exponent: scale.saturating_sub(places),
        end,
        is_ordinal: false,
    };
    match ending.to_ascii_lowercase().as_str() {
        "" => Some(match scale_at(text, tokens, index + 1, is_money) {
            Some(scale) => number(scale, index + 2),
            None => number(0, index + 1),
        }),
        "st" | "nd" | "rd" | "th" if places == 0 => Some(Number { is_ordinal: true, ..number(0, index + 1) }),
        "k" => Some(number(3, index + 1)),
        "m" | "mn" => Some(number(6, index + 1)),
        "b" if is_money => Some(number(9, index + 1)),
        "bn" => Some(number(9, index + 1)),
        "tn" | "trn" => Some(number(12, index + 1)),
        _ => None,
    }
}

/// The power of ten that the word at `index` multiplies the figures before it with.
fn scale_at(text: &str, tokens: &Tokens, index: usize, is_money: bool) -> Option<i8> {
    let word = tokens.span(index).slice(text);
    match scale(word) {
        _ if index >= tokens.len() || tokens.flags(index).gap() > Gap::Hyphen => None,
        None if is_money && word == "m" => Some(6),
        found => found,
    }
}

fn scale(word: &str) -> Option<i8> {
    Some(match word.to_ascii_lowercase().as_str() {
        "hundred" => 2,
        "thousand" => 3,
        "million" | "mn" => 6,
        "billion" | "bn" => 9,
        "trillion" | "tn" | "trn" => 12,
        _ => return None,
    })
}

/// "five", "twenty-one", "two hundred and five", "a million", "three dozen", "twenty-first".
fn in_words(text: &str, tokens: &Tokens, index: usize) -> Option<Number> {
    let mut reading = Reading::default();
    let mut at = index;
    while at < tokens.len() && (at == index || tokens.flags(at).gap() <= Gap::Hyphen) {
        let word = tokens.span(at).slice(text).to_ascii_lowercase();
        if !reading.take(&word, tokens, at) {
            break;
        }
        at += 1;
        if reading.is_ordinal {
            break;
        }
    }
    let end = at - usize::from(reading.ends_loosely);
    let is_number = reading.has_number && end > index;
    is_number.then_some(Number {
        digits: reading.total + reading.part,
        exponent: 0,
        end,
        is_ordinal: reading.is_ordinal,
    })
}

/// A number in words as far as it was read.
#[derive(Debug, Default)]
struct Reading {
    /// Whole thousands, millions ...
    total: u64,
    /// What is below the next of these.
    part: u64,
    has_number: bool,
    is_ordinal: bool,
    /// The last word, an article or "and", belongs to the number only if more follows.
    ends_loosely: bool,
    last: Last,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    Article,
    Unit,
    Tens,
    Scale,
    And,
}

impl Reading {
    /// Takes the word into the number; false where it does not go on with it.
    fn take(&mut self, word: &str, tokens: &Tokens, at: usize) -> bool {
        let taken = if word.ends_with("ly") { None } else { tokens.keys().get(at).copied().and_then(numeral) };
        let may_count = !matches!(self.last, Last::Article | Last::Unit);
        let last = match (taken, scale(word)) {
            (Some(Numeral::Unit(number)), _) if may_count && (self.last != Last::Tens || (1..10).contains(&number)) => {
                self.part += u64::from(number);
                Last::Unit
            }
            (Some(Numeral::Ordinal(number)), _) if may_count && (self.last != Last::Tens || number < 10) => {
                self.part += u64::from(number);
                self.is_ordinal = true;
                Last::Unit
            }
            (Some(Numeral::Tens(number)), _) if may_count && self.last != Last::Tens => {
                self.part += u64::from(number);
                Last::Tens
            }
            (None, Some(power)) if self.may_scale() && self.scaled_by(power) => Last::Scale,
            (None, None) if word == "dozen" && self.last != Last::Nothing && self.total == 0 => {
                self.part = self.part.max(1) * 12;
                self.has_number = true;
                Last::Scale
            }
            (None, None) if matches!(word, "a" | "an") && self.last == Last::Nothing => Last::Article,
            (None, None) if word == "and" && self.last == Last::Scale => Last::And,
            _ => return false,
        };
        self.last = last;
        self.ends_loosely = matches!(last, Last::Article | Last::And);
        self.has_number |= matches!(last, Last::Unit | Last::Tens | Last::Scale);
        true
    }

    fn may_scale(&self) -> bool {
        matches!(self.last, Last::Article | Last::Unit | Last::Tens | Last::Scale)
    }

    /// Multiplies what was read last; false where that makes no number.
    fn scaled_by(&mut self, power: i8) -> bool {
        let factor = 10_u64.pow(u32::try_from(power).unwrap_or_default());
        let Some(scaled) = self.part.max(1).checked_mul(factor).filter(|scaled| *scaled < 1 << 60) else {
            return false;
        };
        if power == 2 {
            self.part = scaled;
        } else if self.part == 0 && self.total != 0 {
            return false;
        } else {
            self.total = self.total.saturating_add(scaled);
            self.part = 0;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::tokenize;

    /// The first amount of a text as it is written and as it is read.
    fn read(text: &str) -> Option<(&str, String)> {
        let tokens = tokenize(text);
        let figure = (0..tokens.len()).find_map(|index| figure_at(text, &tokens, index))?;
        let Amount { digits, exponent, unit } = figure.amount;
        Some((figure.span.slice(text), format!("{digits}e{exponent} {unit:?}")))
    }

    #[test]
    fn reads_amounts_as_they_are_written() {
        let cases = [
            ("some 5 docks", "5", "5e0 None"),
            ("some five docks", "five", "5e0 None"),
            ("1,500 docks", "1,500", "15e2 None"),
            ("fifteen hundred docks", "fifteen hundred", "15e2 None"),
            ("4.8 docks", "4.8", "48e-1 None"),
            ("4.80%", "4.80%", "48e-1 Percent"),
            ("4.8 per cent of", "4.8 per cent", "48e-1 Percent"),
            ("five percent of", "five percent", "5e0 Percent"),
            ("5 percentage points", "5 percentage points", "5e0 PercentagePoint"),
            ("$5m for", "$5m", "5e6 Dollar"),
            ("US$5 million for", "US$5 million", "5e6 Dollar"),
            ("five million dollars", "five million dollars", "5e6 Dollar"),
            ("5 million US dollars", "5 million US dollars", "5e6 Dollar"),
            ("£2bn", "£2bn", "2e9 Pound"),
            ("two hundred and five ships", "two hundred and five", "205e0 None"),
            ("two hundred and more", "two hundred", "2e2 None"),
            ("twenty-one ships", "twenty-one", "21e0 None"),
            ("a million and a half", "a million", "1e6 None"),
            ("1.2 million", "1.2 million", "12e5 None"),
            ("the 3rd dock", "3rd", "3e0 Ordinal"),
            ("the third dock", "third", "3e0 Ordinal"),
            ("twenty-first century", "twenty-first", "21e0 Ordinal"),
            ("two dozen", "two dozen", "24e0 None"),
            ("three million two hundred thousand", "three million two hundred thousand", "32e5 None"),
        ];
        for (text, span, amount) in cases {
            assert_eq!(read(text), Some((span, amount.to_owned())), "{text}");
        }
        for text in ["a dock", "and so", "thirdly", "dozens", "the 1990s", "B52", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read_within_its_bounds(
            text in "(a |and |five |twenty|-|hundred |million |trillion |dozen |first |5|0|\\.|,|m|%|\\$|US| |per cent|dollars|é){0,24}",
        ) {
            let tokens = tokenize(&text);
            for index in 0..tokens.len() {
                if let Some(figure) = figure_at(&text, &tokens, index) {
                    prop_assert!(text.get(figure.span.start..figure.span.end).is_some());
                    prop_assert!(figure.words.start == index && figure.words.end > index && figure.words.end <= tokens.len());
                }
            }
        }
    }
}
