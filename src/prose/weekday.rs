//! Dates with a weekday: "Wednesday, 13 November 2013", "2013-11-13 (Wed)", "on 13
//! November 2013, a Wednesday". A text and its words enter; each date leaves with the
//! weekday written and the one that the calendar has.
//!
//! Only dates that say their year beside the weekday count, and only from 1924 on: by
//! then every country had changed its calendar.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{PartialDate, written_date, written_dates};
use crate::text::{Span, Tokens, WordKey, capitalised};

/// The weekdays, Monday first.
const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Their abbreviations, each with the day it means.
const ABBREVIATIONS: [(&str, u8); 10] = [
    ("mon", 0),
    ("tue", 1),
    ("tues", 1),
    ("wed", 2),
    ("thu", 3),
    ("thur", 3),
    ("thurs", 3),
    ("fri", 4),
    ("sat", 5),
    ("sun", 6),
];

/// The first year that is judged. Greece left the Julian calendar in 1923, the last.
const FIRST_YEAR: i16 = 1924;

/// The most bytes between a weekday and the far end of its date.
const REACH: usize = 48;

static WEEKDAYS: LazyLock<FxHashMap<WordKey, Weekday>> = LazyLock::new(|| {
    let names = (0..).zip(NAMES).map(|(day, name)| (WordKey::of(name), Weekday(day)));
    names.chain(ABBREVIATIONS.map(|(name, day)| (WordKey::of(name), Weekday(day)))).collect()
});

/// A day of the week, Monday the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekday(u8);

impl Weekday {
    fn of(date: Date) -> Self {
        Self(u8::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default())
    }

    /// Its full English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.0)).copied().unwrap_or_default()
    }

    /// Its name in the dress of `found`, another weekday: as short, in capitals.
    #[must_use]
    pub fn written_like(self, found: &str) -> String {
        let name = self.name();
        let is_short = !found.to_ascii_lowercase().ends_with("day");
        let name = if is_short { name.get(..3).unwrap_or(name) } else { name };
        if found.chars().all(char::is_uppercase) {
            name.to_uppercase()
        } else if found.starts_with(char::is_lowercase) {
            name.to_lowercase()
        } else {
            capitalised(name)
        }
    }
}

/// A date with its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekdayDate {
    /// Both: bytes of the text.
    pub span: Span,
    /// The weekday's bytes.
    pub weekday: Span,
    /// The date's bytes.
    pub date: Span,
    /// The weekday written.
    pub written: Weekday,
    /// The weekday of that date.
    pub actual: Weekday,
}

/// The dates with weekdays in a text, in order.
///
/// ```
/// use glossator::{prose::weekday_dates, text::tokenize};
/// let text = "They met on Tuesday, 13 November 2013.";
/// let found = weekday_dates(text, &tokenize(text));
/// assert_eq!(found[0].actual.name(), "Wednesday");
/// ```
#[must_use]
pub fn weekday_dates(text: &str, tokens: &Tokens) -> Vec<WeekdayDate> {
    let mut found = Vec::new();
    for (index, key) in tokens.keys().iter().enumerate() {
        let Some(written) = WEEKDAYS.get(key).copied() else { continue };
        let weekday = tokens.span(index);
        // "The Sun, 13 November 2013" is a newspaper's.
        let before = index.checked_sub(1).map_or("", |before| tokens.span(before).slice(text));
        if weekday.len() == 3 && before.eq_ignore_ascii_case("the") {
            continue;
        }
        let Some((date, day)) = date_after(text, weekday).or_else(|| date_before(text, weekday)) else { continue };
        let span = weekday.cover(date);
        found.push(WeekdayDate { span, weekday, date, written, actual: Weekday::of(day) });
    }
    found
}

/// "Wednesday, the 13th of November 2013".
fn date_after(text: &str, weekday: Span) -> Option<(Span, Date)> {
    let end = text.floor_char_boundary(weekday.end + REACH);
    let (date, day) = written_date(Span::new(weekday.end, end).slice(text))?;
    let date = date.shifted(weekday.end);
    let between = Span::new(weekday.end, date.start).slice(text).trim_start_matches(['.', ',', ' ', '\n', '\u{A0}']);
    let is_beside = matches!(between, "" | "the " | "(");
    is_beside.then_some(()).and_then(|()| Some((date, certain(day)?)))
}

/// "13 November 2013 (Wednesday)", "13 November 2013, a Wednesday".
fn date_before(text: &str, weekday: Span) -> Option<(Span, Date)> {
    let start = text.ceil_char_boundary(weekday.start.saturating_sub(REACH));
    let (date, day) = written_dates(Span::new(start, weekday.start).slice(text)).last()?;
    let date = date.shifted(start);
    let between = Span::new(date.end, weekday.start).slice(text);
    let after = text.get(weekday.end..).unwrap_or_default();
    let is_beside = match between.trim() {
        "(" => after.starts_with([')', ',']) || after.starts_with(".)"),
        ", a" => !after.starts_with(" in "),
        "," => after.is_empty() || after.starts_with([',', '.', ';', ')']),
        _ => false,
    };
    is_beside.then_some(()).and_then(|()| Some((date, certain(day)?)))
}

/// The day that a date means, where it is one and its calendar is beyond doubt.
fn certain(date: PartialDate) -> Option<Date> {
    (date.day().is_some() && date.year() >= FIRST_YEAR).then(|| date.first_day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn found(text: &str) -> Vec<(&str, &str)> {
        let dates = weekday_dates(text, &tokenize(text));
        dates.into_iter().map(|it| (it.span.slice(text), it.actual.name())).collect()
    }

    #[test]
    fn reads_every_order() {
        for text in [
            "Wednesday, 13 November 2013",
            "Wednesday 13 November 2013",
            "WEDNESDAY, NOVEMBER 13, 2013",
            "Wed Nov. 13, 2013",
            "Wed., Nov. 13, 2013",
            "Wednesday, the 13th of November 2013",
            "Wednesday (13 November 2013",
            "Wednesday, 2013-11-13",
            "13 November 2013 (Wednesday",
            "2013-11-13 (Wed",
            "November 13, 2013, a Wednesday",
            "November 13, 2013, Wednesday",
        ] {
            assert_eq!(found(&format!("On {text}), it rained")), [(text, "Wednesday")], "{text}");
        }
    }

    #[test]
    fn leaves_alone_what_does_not_belong_together() {
        for text in [
            "Wednesday, 13 November",
            "Monday to Wednesday, 11-13 November 2013",
            "Saturday and Sunday, 5 and 6 October 1996",
            "The Sun, 13 November 2013",
            "On 13 November 2013, Tuesday's paper said",
            "13 November 2013 (Tuesday in the islands)",
            "Sunday, 9 January 1905",
            "On Wednesday. In May 2013",
            "Wednesday, November 2013",
            "Friday night, 13 November 2013",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn writes_a_weekday_as_another_was_written() {
        let cases = [("Tuesday", "Wednesday"), ("TUESDAY", "WEDNESDAY"), ("Tues", "Wed"), ("tue", "wed")];
        for (found, expected) in cases {
            assert_eq!(Weekday(2).written_like(found), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn weekday_and_date_lie_in_the_text(
            text in "(Monday|Sun|wed|\\(|\\)|, | |a |the |13|1st|of|November|May|2013|2013-11-13|é|\u{A0}){0,30}",
        ) {
            for it in weekday_dates(&text, &tokenize(&text)) {
                proptest::prop_assert!(it.span.contains(it.weekday) && it.span.contains(it.date));
                proptest::prop_assert!(!it.weekday.overlaps(it.date));
                proptest::prop_assert!(!it.date.slice(&text).is_empty());
            }
        }
    }
}
