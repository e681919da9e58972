//! Words that tell a time from the day of writing: "last September", "two years ago",
//! "recently", "on Tuesday". A text and its words enter, their places leave. Whether the
//! text has a date, so that they can be understood, is not known here.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cardinal::numeral;
use super::words::Words;
use super::written_days::written_days;
use super::{Weekday, month_named};
use crate::text::{Gap, Span, Tokens, WordKey};

/// Times that repeat, so that the last and the next one can be told.
const UNITS: [&str; 11] =
    ["week", "weekend", "month", "quarter", "year", "spring", "summer", "autumn", "fall", "winter", "semester"];

/// What is counted before "ago".
const COUNTED: [&str; 12] =
    ["day", "days", "week", "weeks", "month", "months", "year", "years", "decade", "decades", "hours", "weekends"];

/// Words that count without a number.
const AMOUNTS: [&str; 6] = ["a", "couple", "few", "many", "several", "some"];

/// Words before "last" and the like after which a time is told from another one: "the
/// last month of the war".
const ARTICLES: [&str; 9] = ["a", "each", "every", "her", "his", "its", "our", "the", "their"];

/// Words after which a weekday is one of many, or part of a name: "every Monday",
/// "Black Friday".
const NO_DAY: [&str; 18] = [
    "a", "any", "ash", "black", "bloody", "cyber", "each", "easter", "every", "good", "holy", "most", "palm", "red",
    "shrove", "some", "super", "the",
];

/// What a word may begin or end.
#[derive(Clone, Copy)]
enum Cue {
    /// "last", "next", "this": a time follows.
    Before,
    /// "recently", "yesterday": by itself.
    Alone,
    /// "ago": a count stands before it.
    Ago,
    /// A weekday.
    Weekday,
}

static CUES: LazyLock<FxHashMap<WordKey, Cue>> = LazyLock::new(|| {
    let cues = [
        ("last", Cue::Before),
        ("next", Cue::Before),
        ("this", Cue::Before),
        ("recently", Cue::Alone),
        ("yesterday", Cue::Alone),
        ("tomorrow", Cue::Alone),
        ("ago", Cue::Ago),
    ];
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let weekdays = weekdays.map(|name| (name, Cue::Weekday));
    cues.into_iter().chain(weekdays).map(|(word, cue)| (WordKey::of(word), cue)).collect()
});

/// The places in a text that only a reader who knows its date understands, in order.
///
/// ```
/// use glossator::{prose::Dates, text::tokenize};
/// let text = "They met last September and again on Tuesday.";
/// let found: Vec<&str> = Dates::of(text, &tokenize(text)).relative.iter().map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["last September", "Tuesday"]);
/// ```
pub(super) fn relative_dates(text: &str, tokens: &Tokens) -> Vec<Span> {
    let words = Words::new(text, tokens);
    let mut found: Vec<Span> = Vec::new();
    for (index, key) in tokens.keys().iter().enumerate() {
        let Some(cue) = CUES.get(key) else { continue };
        let range = match cue {
            Cue::Before => named_time(words, index),
            Cue::Alone => is_by_itself(words, index).then_some(index..index + 1),
            Cue::Ago => counted(words, index),
            Cue::Weekday => is_a_certain_day(words, index).then_some(index..index + 1),
        };
        let span = range.map(|range| words.cover(range));
        found.extend(span.filter(|span| found.last().is_none_or(|last| !last.overlaps(*span))));
    }
    if !found.is_empty() {
        let days = written_days(text, tokens);
        found.retain(|span| !days.iter().any(|days| days.span.overlaps(*span)));
    }
    found
}

/// "last September", "next month", "this Tuesday".
fn named_time(words: Words<'_>, index: usize) -> Option<std::ops::Range<usize>> {
    let time = index + 1;
    if words.gap(time) != Gap::Space || ARTICLES.contains(&words.lower_before(index).as_str()) {
        return None;
    }
    let word = words.lower(time);
    let is_month = words.is_capital(time) && word.len() > 2 && is_month_name(words.word(time));
    let is_time = UNITS.contains(&word.as_str()) || is_month || is_full_weekday(words, time);
    // "this fall" may be somebody's, "this spring" a source.
    let is_doubtful = words.lower(index) == "this" && matches!(word.as_str(), "fall" | "spring" | "quarter");
    (is_time && !is_doubtful).then_some(index..time + 1)
}

/// A month's name in full, or one of the usual short forms.
fn is_month_name(word: &str) -> bool {
    month_named(word).is_some_and(|month| {
        let full = super::month_name(month);
        word.eq_ignore_ascii_case(full) || full.get(..3).is_some_and(|short| word.eq_ignore_ascii_case(short))
    })
}

fn is_full_weekday(words: Words<'_>, index: usize) -> bool {
    words.word(index).ends_with("day") && Weekday::named(words, index).is_some()
}

/// "recently", "yesterday"; not "the world of tomorrow", "yesterday's wars", "today and
/// tomorrow".
fn is_by_itself(words: Words<'_>, index: usize) -> bool {
    let before = words.lower_before(index);
    if words.lower(index) == "recently" {
        // "mark what has been recently updated" holds on any day.
        return !matches!(before.as_str(), "been" | "more" | "most");
    }
    let is_paired = |word: &str| matches!(word, "and" | "or" | "today" | "nor" | "not" | "than");
    !words.is_possessive(index)
        && !matches!(before.as_str(), "of" | "for" | "the" | "a" | "from")
        && !is_paired(&before)
        && !is_paired(&words.lower(index + 1))
        && words.gap(index) != Gap::Hyphen
}

/// "two years ago", "a few weeks ago".
fn counted(words: Words<'_>, ago: usize) -> Option<std::ops::Range<usize>> {
    let unit = ago.checked_sub(1)?;
    let count = unit.checked_sub(1)?;
    let is_count = words.is_number(count) || words.key(count).is_some_and(|key| numeral(key).is_some());
    let is_amount = AMOUNTS.contains(&words.lower(count).as_str());
    if !COUNTED.contains(&words.lower(unit).as_str()) || words.gap(ago) != Gap::Space || !is_count && !is_amount {
        return None;
    }
    // "13,000 years ago" does not depend on the year of writing.
    if words.word(count).bytes().filter(u8::is_ascii_digit).count() > 3 {
        return None;
    }
    // "a few", "seventy-five".
    let before = count.checked_sub(1).filter(|&before| {
        let is_article = words.gap(count) == Gap::Space && words.lower(before) == "a";
        is_article || words.gap(count) == Gap::Hyphen
    });
    Some(before.unwrap_or(count)..ago + 1)
}

/// Whether a weekday is one day, not a habit, a name or one of several.
fn is_a_certain_day(words: Words<'_>, index: usize) -> bool {
    let before = words.lower_before(index);
    let follows = index + 1;
    let is_name_before = index > 0
        && words.gap(index) <= Gap::Hyphen
        && words.is_capital(index - 1)
        && !words.starts_sentence(index - 1)
        && !is_full_weekday(words, index - 1);
    let is_name_after = words.gap(follows) <= Gap::Hyphen && words.is_capital(follows);
    let is_habit_after = matches!(words.lower(follows).as_str(), "mornings" | "evenings" | "afternoons" | "nights");
    // "the last Friday of each month".
    let is_of_a_stretch = words.lower(follows) == "of"
        && matches!(words.lower(follows + 1).as_str(), "a" | "any" | "each" | "every" | "the");
    words.is_capital(index)
        && !is_of_a_stretch
        && !NO_DAY.contains(&before.as_str())
        && !is_name_before
        && !is_name_after
        && !is_habit_after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn found(text: &str) -> Vec<&str> {
        relative_dates(text, &tokenize(text)).into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn finds_times_told_from_the_day_of_writing() {
        let cases: [(&str, &[&str]); 9] = [
            ("as they said last September", &["last September"]),
            ("Next month, and this year, too", &["Next month", "this year"]),
            ("They met two years ago, or a few days ago.", &["two years ago", "a few days ago"]),
            ("More than seventy-five years ago", &["seventy-five years ago"]),
            ("It was recently said that", &["recently"]),
            ("said on Tuesday that", &["Tuesday"]),
            ("Monday to Wednesday", &["Monday", "Wednesday"]),
            ("On Monday, yesterday", &["Monday", "yesterday"]),
            ("said last Tuesday", &["last Tuesday"]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn leaves_alone_what_is_told_otherwise() {
        for text in [
            "the last month of the war",
            "every Monday and any Tuesday",
            "on the last Friday of each month",
            "settled 13,000 years ago",
            "mark what has been recently updated",
            "Black Friday and Good Friday",
            "the Sunday Times",
            "The Wednesday club",
            "on Tuesday 8 November",
            "the world of tomorrow, today and tomorrow, yesterday's wars",
            "last of all, this one, next to it",
            "long ago, the goings-on decades ago",
            "on Sundays",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn places_lie_in_the_text_and_apart(
            text in "(last |next |May |Monday|ago|two |years | |, |é|recently |tomorrow|and ){0,30}",
        ) {
            let places = relative_dates(&text, &tokenize(&text));
            proptest::prop_assert!(places.iter().all(|place| !place.slice(&text).is_empty()));
            proptest::prop_assert!(places.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
