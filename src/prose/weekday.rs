//! The days of the week: their names, long and short, and how to write one in place of
//! another. Which weekday a date has is the calendar's to say.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::words::Words;
use crate::text::{WordKey, capitalised};

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

static WEEKDAYS: LazyLock<FxHashMap<WordKey, Weekday>> = LazyLock::new(|| {
    let names = (0..).zip(NAMES).map(|(day, name)| (WordKey::of(name), Weekday(day)));
    names.chain(ABBREVIATIONS.map(|(name, day)| (WordKey::of(name), Weekday(day)))).collect()
});

/// A day of the week, Monday the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekday(u8);

impl Weekday {
    /// The weekday of a day.
    pub(super) fn of(date: Date) -> Self {
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

    /// The weekday that a word names. A short name is nothing else only with a capital
    /// and without "the": "The Sun" is a newspaper, and who sat or wed is no day.
    pub(super) fn named(words: Words<'_>, index: usize) -> Option<Self> {
        let weekday = WEEKDAYS.get(&words.key(index)?).copied()?;
        let is_name = words.is_capital(index) && !words.is_possessive(index);
        let is_short = !words.lower(index).ends_with("day");
        (is_name && !(is_short && words.lower_before(index) == "the")).then_some(weekday)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_weekday_as_another_was_written() {
        let cases = [("Tuesday", "Wednesday"), ("TUESDAY", "WEDNESDAY"), ("Tues", "Wed"), ("tue", "wed")];
        for (found, expected) in cases {
            assert_eq!(Weekday(2).written_like(found), expected);
        }
    }
}
