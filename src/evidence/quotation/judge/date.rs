//! A day of a month as one word, in whichever order it is written: "5 May 2020", "May 5,
//! 2020", "the 5th of May". Weekdays are words of their own.

use std::ops::Range;

use crate::prose::month_named;
use crate::text::{Gap, Span, Tokens, WordKey};

/// A day of a month, with or without its year.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub(super) key: WordKey,
    pub(super) words: Range<usize>,
    pub(super) span: Span,
}

/// The day that begins with the word at `index`.
pub(super) fn day_at(text: &str, tokens: &Tokens, index: usize) -> Option<Day> {
    let number = tokens.flags(index).is_number();
    let (day, month, next) = if number {
        let day = day(text, tokens, index)?;
        let of = usize::from(word(text, tokens, index + 1) == "of");
        (day, month(text, tokens, index + 1 + of)?, index + 2 + of)
    } else {
        let month = month(text, tokens, index)?;
        let the = usize::from(word(text, tokens, index + 1) == "the");
        (day(text, tokens, index + 1 + the)?, month, index + 2 + the)
    };
    let year = year(text, tokens, next);
    let end = next + usize::from(year.is_some());
    let key = WordKey::of_folded(&format!("\u{2}{} {month} {day}", year.unwrap_or_default()));
    Some(Day { key, words: index..end, span: tokens.cover(index..end) })
}

fn word<'t>(text: &'t str, tokens: &Tokens, index: usize) -> &'t str {
    tokens.span(index).slice(text)
}

fn month(text: &str, tokens: &Tokens, index: usize) -> Option<i8> {
    const NAMES: [&str; 24] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sept",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ];
    if index >= tokens.len() || !tokens.flags(index).is_capital() {
        return None;
    }
    let name = word(text, tokens, index);
    NAMES.contains(&name).then(|| month_named(name)).flatten()
}

fn day(text: &str, tokens: &Tokens, index: usize) -> Option<u8> {
    if index >= tokens.len() || !tokens.flags(index).is_number() {
        return None;
    }
    let word = word(text, tokens, index);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_ordinal = matches!(word.get(digits.len()..)?, "" | "st" | "nd" | "rd" | "th");
    (is_ordinal && digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

fn year(text: &str, tokens: &Tokens, index: usize) -> Option<u16> {
    if index >= tokens.len() || tokens.flags(index).gap() > Gap::Comma {
        return None;
    }
    let word = word(text, tokens, index);
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1000..2200).contains(year))
}
