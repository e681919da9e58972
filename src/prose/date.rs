//! Dates as policy texts give them: a year, a month or a day. Each is a stretch
//! of days, so two dates can also be undecided against one another.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date that may be known to the year or the month only.
///
/// Orders by its first day, the coarser of two first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// A text that is not a date in ISO 8601 form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a date; write a year, a month or a day, such as 2017, 2017-10 or 2017-10-18")]
pub struct DateError(pub String);

impl PartialDate {
    /// A whole year.
    #[must_use]
    pub const fn year_only(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A year, a month or a day; `None` where the calendar has no such date.
    #[must_use]
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        (day.is_none() || month.is_some()).then_some(Self { year, month, day })
    }

    /// A day of the calendar.
    #[must_use]
    pub fn from_day(day: Date) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, where known.
    #[must_use]
    pub const fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, where known.
    #[must_use]
    pub const fn day(self) -> Option<i8> {
        self.day
    }

    /// The first day this date can mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::MIN)
    }

    /// The last day this date can mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (Some(_), Some(_)) => self.first_day(),
            (Some(_), None) => self.first_day().last_of_month(),
            _ => self.first_day().last_of_year(),
        }
    }

    /// Days from the last day that `other` can mean to the first day of this date;
    /// negative where this date may lie before.
    #[must_use]
    pub fn days_after(self, other: Self) -> i32 {
        (self.first_day() - other.last_day()).get_days()
    }

    /// Whether every day this date can mean lies after every day of `other`.
    #[must_use]
    pub fn is_surely_after(self, other: Self) -> bool {
        self.first_day() > other.last_day()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let mut parts = text.trim().splitn(3, '-');
        let number = |part: Option<&str>, digits: usize| -> Result<Option<i16>, DateError> {
            match part {
                None => Ok(None),
                Some(part) if part.len() == digits => part.parse().map(Some).map_err(|_| error()),
                Some(_) => Err(error()),
            }
        };
        let year = number(parts.next(), 4)?.ok_or_else(error)?;
        let month = number(parts.next(), 2)?.and_then(|month| i8::try_from(month).ok());
        let day = number(parts.next(), 2)?.and_then(|day| i8::try_from(day).ok());
        Self::new(year, month, day).ok_or_else(error)
    }
}

impl TryFrom<String> for PartialDate {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

/// A stretch of time; an open end is unbounded. Both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// First date.
    pub from: Option<PartialDate>,
    /// Last date.
    pub until: Option<PartialDate>,
}

impl Period {
    /// Whether some day that `date` can mean lies in the period.
    #[must_use]
    pub fn may_hold(self, date: PartialDate) -> bool {
        !self.is_surely_before(date) && !self.is_surely_over(date)
    }

    /// Whether the period was over before the first day of `date`.
    #[must_use]
    pub fn is_surely_over(self, date: PartialDate) -> bool {
        self.until.is_some_and(|until| date.is_surely_after(until))
    }

    /// Whether the period began only after the last day of `date`.
    #[must_use]
    pub fn is_surely_before(self, date: PartialDate) -> bool {
        self.from.is_some_and(|from| from.is_surely_after(date))
    }

    /// Whether the two periods share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let begins_in_time = |one: Self, other: Self| match (one.from, other.until) {
            (Some(from), Some(until)) => from.first_day() <= until.last_day(),
            _ => true,
        };
        begins_in_time(self, other) && begins_in_time(other, self)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (Some(from), Some(until)) => write!(f, "{from} to {until}"),
            (Some(from), None) => write!(f, "since {from}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (None, None) => write!(f, "at any time"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().expect("a date of this test")
    }

    #[test]
    fn reads_and_writes_years_months_and_days() {
        for text in ["2017", "2017-10", "2017-10-18"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in ["17", "2017-13", "2017-02-30", "2017-1", "Oct 2017", ""] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn counts_days_between_dates() {
        assert_eq!(date("2023-07-25").days_after(date("2022-12-30")), 207);
        assert_eq!(date("2023").days_after(date("2023-02")), -58);
    }

    #[test]
    fn leaves_what_is_undecided_undecided() {
        let period = Period { from: None, until: Some(date("2017")) };
        assert!(!period.is_surely_over(date("2017-12-31")));
        assert!(period.is_surely_over(date("2018")));
        let mid_year = Period { from: None, until: Some(date("2017-06")) };
        assert!(!mid_year.is_surely_over(date("2017")));
        assert!(mid_year.may_hold(date("2017")));
    }

    #[test]
    fn periods_overlap_by_days() {
        let first = Period { from: None, until: Some(date("2017-09")) };
        let second = Period { from: Some(date("2017-10")), until: None };
        assert!(!first.overlaps(second));
        assert!(first.overlaps(Period { from: Some(date("2017")), until: None }));
    }
}
