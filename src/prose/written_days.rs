//! Days as running text writes them, with or without weekday and year: "Tuesday, 19
//! December 2017", "Dec. 19 (Tuesday)", "Monday to Wednesday, 11-13 November",
//! "2013-11-13, a Wednesday". A text and its words enter; each expression leaves in its
//! parts, and says what the calendar of a year makes of it. Which year an expression
//! without one means is not known here.
//!
//! ```text
//! from Monday 11 to Wednesday 13 November 2013
//!      ------ --    --------- -- -------- ----
//!      weekday and day, twice    month    year
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::words::Words;
use super::{PartialDate, Weekday, month_named};
use crate::text::{Gap, Span, Tokens, WordKey, is_function_word};

/// The first year that is judged. Greece left the Julian calendar in 1923, the last.
const FIRST_YEAR: i16 = 1924;

/// The most days between a dated text and a day that it names without a year. Half a
/// year apart two years are equally near; somewhat more leaves both open there.
const NEAR: i32 = 300;

const MONTHS: [&str; 12] = [
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
];

/// Words before a number that is no day: "Vol. 31 June 2017".
const LABELS: [&str; 20] = [
    "art",
    "article",
    "chapter",
    "figure",
    "goal",
    "issue",
    "item",
    "no",
    "nos",
    "number",
    "p",
    "page",
    "paragraph",
    "pp",
    "resolution",
    "rule",
    "section",
    "table",
    "vol",
    "volume",
];

/// Words between the two ends of a stretch, or between two days.
const JOINTS: [&str; 6] = ["and", "or", "through", "till", "to", "until"];

/// The month that each name or abbreviation means.
static MONTHS_NAMED: LazyLock<FxHashMap<WordKey, i8>> = LazyLock::new(|| {
    let short = MONTHS.iter().filter_map(|name| name.get(..3)).chain(["Sept"]);
    let names = MONTHS.iter().copied().chain(short);
    names.filter_map(|name| Some((WordKey::of(name), month_named(name)?))).collect()
});

/// One day, or a few of one month, as a text has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDays {
    /// All of it, weekdays and year included: bytes of the text.
    pub span: Span,
    /// The part without weekdays before or after it.
    pub date: Span,
    /// One day, or the first and the last of a stretch, or two days.
    pub days: Vec<WrittenDay>,
    /// The month, from 1.
    pub month: i8,
    /// The year, where the expression states it.
    pub year: Option<i16>,
    words: Range<usize>,
}

/// A day of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenDay {
    /// Its number.
    pub number: i8,
    /// The weekday beside it and its bytes.
    pub weekday: Option<(Weekday, Span)>,
}

/// What no calendar allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFault {
    /// The month ends before the day.
    NoSuchDay {
        /// The last day of the month.
        last: i8,
    },
    /// The day has another weekday.
    Weekday {
        /// The one it has.
        actual: Weekday,
    },
}

impl WrittenDays {
    /// What is wrong with one of the days in `year`.
    #[must_use]
    pub fn fault_in(&self, day: &WrittenDay, year: i16) -> Option<DayFault> {
        if let Some(fault) = self.fault_in_any_year(day) {
            return Some(fault);
        }
        if year < FIRST_YEAR {
            return None;
        }
        let Ok(date) = Date::new(year, self.month, day.number) else {
            let last = Date::new(year, self.month, 1).ok()?.days_in_month();
            return Some(DayFault::NoSuchDay { last });
        };
        let (written, _) = day.weekday?;
        let actual = Weekday::of(date);
        (written != actual).then_some(DayFault::Weekday { actual })
    }

    /// What is wrong with one of the days whatever the year: 31 June.
    #[must_use]
    pub fn fault_in_any_year(&self, day: &WrittenDay) -> Option<DayFault> {
        // A leap year has every day that any year has.
        let last = Date::new(2000, self.month, 1).ok()?.days_in_month();
        (day.number > last).then_some(DayFault::NoSuchDay { last })
    }

    /// The years that the expression may mean in a text of this date, the nearest that
    /// its month and day allow.
    pub fn years_near(&self, date: PartialDate) -> impl Iterator<Item = i16> + '_ {
        let years = date.year().saturating_sub(1)..=date.year().saturating_add(1);
        years.filter(move |year| date.month().is_none() || self.distance(*year, date.first_day()) <= NEAR)
    }

    /// The days between `date` and the first of these days in `year`.
    fn distance(&self, year: i16, date: Date) -> i32 {
        let number = self.days.first().map_or(1, |day| day.number).min(28);
        let day = Date::new(year, self.month, number).unwrap_or(Date::MAX);
        date.until(day).map_or(i32::MAX, |span| span.get_days().abs())
    }

    /// Whether `other` names the same month and first day.
    #[must_use]
    pub fn is_same_day(&self, other: &Self) -> bool {
        let number = |days: &Self| days.days.first().map(|day| day.number);
        self.month == other.month && number(self) == number(other)
    }
}

/// The English name of a month, from 1; empty for any other number.
#[must_use]
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// The days in a text, in order.
///
/// ```
/// use glossator::{prose::Dates, text::tokenize};
/// let text = "They met on Tuesday 8 November.";
/// let found = Dates::of(text, &tokenize(text)).days;
/// assert_eq!((found[0].month, found[0].year), (11, None));
/// ```
pub(super) fn written_days(text: &str, tokens: &Tokens) -> Vec<WrittenDays> {
    let words = Words::new(text, tokens);
    let mut found: Vec<WrittenDays> = Vec::new();
    for index in 0..tokens.len() {
        let read = if words.is_capital(index) {
            words.key(index).and_then(|key| MONTHS_NAMED.get(&key)).and_then(|month| around_month(words, index, *month))
        } else if words.is_number(index) {
            in_figures(words, index)
        } else {
            None
        };
        found.extend(read.filter(|read| found.last().is_none_or(|last| last.words.end <= read.words.start)));
    }
    share_years(words, &mut found);
    found
}

/// The years that stand in a part of a text, each alone in four figures.
pub fn years_in<'t>(text: &'t str, tokens: &'t Tokens, part: Span) -> impl Iterator<Item = i16> + 't {
    let words = Words::new(text, tokens);
    tokens.within(part).filter_map(move |index| words.year(index)).filter(|year| (1900..2100).contains(year))
}

/// An expression while it is read.
struct Reading {
    /// The numbers and the words they are, one or two.
    days: Vec<(i8, usize)>,
    /// Weekdays that stand between the days.
    weekdays: Vec<Option<usize>>,
    month: i8,
    year: Option<i16>,
    words: Range<usize>,
}

/// "8 November 2013", "November 8, 2013" and the like, around the month at `index`.
fn around_month(words: Words<'_>, index: usize, month: i8) -> Option<WrittenDays> {
    let first = days_before(words, index);
    let reading = match days_after(words, index) {
        Some((days, end)) if first.is_none() || year_at(words, end, true).is_some() => {
            month_first(words, index, month, days, end)?
        }
        _ => day_first(words, month, first?, index + 1),
    };
    Some(finished(words, reading))
}

fn day_first(words: Words<'_>, month: i8, before: DaysBefore, end: usize) -> Reading {
    let year = year_at(words, end, false);
    let DaysBefore { days, weekdays, start } = before;
    Reading { days, weekdays, month, year, words: start..end + usize::from(year.is_some()) }
}

fn month_first(words: Words<'_>, index: usize, month: i8, days: Vec<(i8, usize)>, end: usize) -> Option<Reading> {
    let year = year_at(words, end, true);
    // "In June 31 states agreed" counts states.
    let counts = year.is_none() && words.gap(end) == Gap::Space && !words.is_capital(end) && !is_grammar(words, end);
    let end = end + usize::from(year.is_some());
    let weekdays = vec![None; days.len()];
    (!counts).then_some(Reading { days, weekdays, month, year, words: index..end })
}

/// The days before a month, the weekday beside each where it stands among them, and
/// where they begin.
struct DaysBefore {
    days: Vec<(i8, usize)>,
    weekdays: Vec<Option<usize>>,
    start: usize,
}

fn days_before(words: Words<'_>, month: usize) -> Option<DaysBefore> {
    let mut last = month.checked_sub(1)?;
    let mut next = month;
    if words.lower(last) == "of" {
        next = last;
        last = last.checked_sub(1)?;
    }
    let number = words.day(last)?;
    if words.gap(next) > Gap::Hyphen || LABELS.contains(&words.lower_before(last).as_str()) {
        return None;
    }
    let alone = DaysBefore { days: vec![(number, last)], weekdays: vec![None], start: last };
    // "Monday 11 to Wednesday 13 November": the second weekday stands among the days.
    let second_weekday =
        last.checked_sub(1).filter(|&at| is_beside(words, last) && Weekday::named(words, at).is_some());
    let second = second_weekday.unwrap_or(last);
    let Some(before) = joined_before(words, second) else { return Some(alone) };
    match words.day(before) {
        Some(first) if first < number => Some(DaysBefore {
            days: vec![(first, before), (number, last)],
            weekdays: vec![None, second_weekday],
            start: before,
        }),
        _ => Some(alone),
    }
}

/// The days after a month and where they end.
fn days_after(words: Words<'_>, month: usize) -> Option<(Vec<(i8, usize)>, usize)> {
    let first = month + 1;
    let number = words.day(first).filter(|_| matches!(words.between(first), "" | "."))?;
    let is_joint = words.gap(first + 1) <= Gap::Hyphen && JOINTS.contains(&words.lower(first + 1).as_str());
    let second = match words.gap(first + 1) {
        Gap::Hyphen => Some(first + 1),
        _ if is_joint => Some(first + 2),
        _ => None,
    };
    let alone = (vec![(number, first)], first + 1);
    match second.and_then(|second| Some((words.day(second).filter(|last| *last > number)?, second))) {
        // "November 5 and 13 others" counts others, "November 5 to 8 December" goes on.
        Some((last, second)) if is_closed(words, second + 1) => {
            Some((vec![(number, first), (last, second)], second + 1))
        }
        _ => Some(alone),
    }
}

/// Whether nothing that is counted, and no month, follows a number.
fn is_closed(words: Words<'_>, index: usize) -> bool {
    words.gap(index) >= Gap::Comma || is_grammar(words, index) || words.year(index).is_some()
}

/// The word before the joint that stands before `index`: the 11 in "11-13", "11 to 13".
fn joined_before(words: Words<'_>, index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    if words.gap(index) == Gap::Hyphen {
        return Some(before);
    }
    let is_joint = words.gap(index) == Gap::Space && JOINTS.contains(&words.lower(before).as_str());
    before.checked_sub(1).filter(|_| is_joint && words.gap(before) <= Gap::Comma)
}

/// The year that closes an expression. After a comma, a day before its month leaves room
/// for doubt: "On 13 November, 2000 people came".
fn year_at(words: Words<'_>, index: usize, is_month_first: bool) -> Option<i16> {
    let year = words.year(index)?;
    let between = words.between(index);
    let fits = match between {
        "" | "." | "-" => true,
        "," | ".," => is_month_first || words.gap(index + 1) > Gap::Space || is_grammar(words, index + 1),
        _ => false,
    };
    fits.then_some(year)
}

fn is_grammar(words: Words<'_>, index: usize) -> bool {
    is_function_word(&words.lower(index))
}

/// "2013-11-13".
fn in_figures(words: Words<'_>, index: usize) -> Option<WrittenDays> {
    let year = words.year(index)?;
    let two = |index: usize| words.day(index).filter(|_| words.between(index) == "-" && words.word(index).len() == 2);
    let (month, number) = (two(index + 1).filter(|month| *month <= 12)?, two(index + 2)?);
    let is_longer = words.gap(index) == Gap::Hyphen && index > 0 || words.gap(index + 3) == Gap::Hyphen;
    let days = vec![(number, index + 2)];
    let reading = Reading { days, weekdays: vec![None], month, year: Some(year), words: index..index + 3 };
    (!is_longer).then(|| finished(words, reading))
}

/// Looks for weekdays before and after.
fn finished(words: Words<'_>, reading: Reading) -> WrittenDays {
    let Reading { days, mut weekdays, month, year, words: date } = reading;
    let is_stretch = days.len() > 1;
    let among = weekdays.iter().any(Option::is_some);
    let beside = if is_stretch && !among {
        stretch_before(words, date.start).or_else(|| stretch_after(words, date.end))
    } else {
        let single = |range: Range<usize>| (vec![range.start], range);
        before(words, date.start).map(single).or_else(|| after(words, date.end).filter(|_| !among).map(single))
    };
    let mut whole = date.clone();
    if let Some((found, range)) = beside {
        for (weekday, found) in weekdays.iter_mut().zip(&found) {
            *weekday = Some(*found);
        }
        whole = whole.start.min(range.start)..whole.end.max(range.end);
    }
    let weekday = |index: Option<usize>| index.and_then(|it| Some((Weekday::named(words, it)?, words.span(it))));
    let days = days.iter().zip(weekdays).map(|((number, _), it)| WrittenDay { number: *number, weekday: weekday(it) });
    WrittenDays {
        span: words.cover(whole.clone()),
        date: words.cover(date),
        days: days.collect(),
        month,
        year,
        words: whole,
    }
}

/// The weekday right before a date: "Wednesday, the 13th", "Wednesday (13 November".
fn before(words: Words<'_>, date: usize) -> Option<Range<usize>> {
    let (weekday, start) = last_before(words, date)?;
    // One of two weekdays: which of them is meant cannot be told.
    (joined_weekday(words, weekday).is_none()).then_some(weekday..start.max(weekday + 1))
}

/// The weekday before a date, and where the date begins with its article.
fn last_before(words: Words<'_>, date: usize) -> Option<(usize, usize)> {
    let the = date.checked_sub(1).filter(|&at| words.lower(at) == "the" && words.between(date).is_empty());
    let start = the.unwrap_or(date);
    let weekday = start.checked_sub(1)?;
    Weekday::named(words, weekday)?;
    is_beside(words, start).then_some((weekday, start))
}

fn is_beside(words: Words<'_>, index: usize) -> bool {
    matches!(words.between(index), "" | "," | "." | ".," | "(")
}

/// The weekday joined to the one at `weekday` by "to", "and" or a dash.
fn joined_weekday(words: Words<'_>, weekday: usize) -> Option<usize> {
    let other = joined_before(words, weekday)?;
    Weekday::named(words, other).map(|_| other)
}

/// "Monday to Wednesday, 11-13 November".
fn stretch_before(words: Words<'_>, date: usize) -> Option<(Vec<usize>, Range<usize>)> {
    let (last, start) = last_before(words, date)?;
    let first = joined_weekday(words, last)?;
    Some((vec![first, last], first..start))
}

/// "11-13 November (Monday to Wednesday)".
fn stretch_after(words: Words<'_>, end: usize) -> Option<(Vec<usize>, Range<usize>)> {
    Weekday::named(words, end).filter(|_| words.between(end) == "(")?;
    let last = [end + 1, end + 2]
        .into_iter()
        .find(|&last| Weekday::named(words, last).is_some() && joined_before(words, last) == Some(end))?;
    words.between(last + 1).starts_with([')', ',']).then_some((vec![end, last], end..last + 1))
}

/// "13 November 2013 (Wednesday)", "13 November 2013, a Wednesday".
fn after(words: Words<'_>, end: usize) -> Option<Range<usize>> {
    let weekday = if words.lower(end) == "a" && words.between(end) == "," { end + 1 } else { end };
    Weekday::named(words, weekday)?;
    let follows = words.between(weekday + 1);
    let is_beside = if weekday > end {
        words.lower(weekday + 1) != "in"
    } else {
        match words.between(weekday) {
            "(" => follows.starts_with([')', ',']) || follows.starts_with(".)"),
            "," => weekday + 1 == words.len() || follows.starts_with([',', '.', ';', ')']),
            _ => false,
        }
    };
    is_beside.then_some(weekday..weekday + 1)
}

/// "Monday, 30 October to Friday, 3 November 2017": the year stands for both.
fn share_years(words: Words<'_>, found: &mut [WrittenDays]) {
    let mut next: Option<(i8, i16, usize)> = None;
    for days in found.iter_mut().rev() {
        if let Some((month, year, start)) = next.filter(|_| days.year.is_none()) {
            let gap = days.words.end..start;
            let is_joined = match gap.len() {
                0 => words.gap(start) == Gap::Hyphen,
                1 => JOINTS.contains(&words.lower(gap.start).as_str()) && words.gap(start) == Gap::Space,
                2 => words.lower(gap.start + 1) == "on" && words.lower(gap.start) == "and",
                _ => false,
            };
            // From December to January the year changes, from June to May nobody counts.
            if is_joined && days.month <= month {
                days.year = Some(year);
            }
        }
        next = days.year.map(|year| (days.month, year, days.words.start));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn read(text: &str) -> Vec<WrittenDays> {
        written_days(text, &tokenize(text))
    }

    /// Each expression: its words, then each day with its weekday, the month and year.
    fn drawn(text: &str) -> Vec<String> {
        let day = |day: &WrittenDay| {
            let weekday = day.weekday.map_or_else(String::new, |(weekday, _)| format!("{} ", weekday.name()));
            format!("{weekday}{}", day.number)
        };
        let drawn = |days: &WrittenDays| {
            let numbers: Vec<String> = days.days.iter().map(day).collect();
            let year = days.year.map_or_else(String::new, |year| format!(" {year}"));
            format!("{} = {} {}{year}", days.span.slice(text), numbers.join(", "), days.month)
        };
        read(text).iter().map(drawn).collect()
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
            "Wednesday the 13th of November, 2013",
            "Wednesday (13 November 2013",
            "Wednesday, 2013-11-13",
            "13 November 2013 (Wednesday",
            "2013-11-13 (Wed",
            "November 13, 2013, a Wednesday",
            "November 13, 2013, Wednesday",
            "Wed 13-Nov-2013",
        ] {
            assert_eq!(drawn(&format!("On {text}), it rained")), [format!("{text} = Wednesday 13 11 2013")], "{text}");
        }
    }

    #[test]
    fn reads_days_without_a_year() {
        for text in [
            "Tuesday 8 November",
            "Tuesday, 8 November",
            "Tuesday, November 8",
            "Tuesday, the 8th of November",
            "Nov. 8 (Tuesday",
            "November 8, a Tuesday",
        ] {
            assert_eq!(drawn(&format!("On {text}), it rained")), [format!("{text} = Tuesday 8 11")], "{text}");
        }
    }

    #[test]
    fn reads_stretches() {
        let cases = [
            ("Monday to Wednesday, 11-13 November 2013", "Monday 11, Wednesday 13 11 2013"),
            ("Monday 11 to Wednesday 13 November 2013", "Monday 11, Wednesday 13 11 2013"),
            ("Saturday and Sunday, 5 and 6 October 1996", "Saturday 5, Sunday 6 10 1996"),
            ("November 11–13, 2013 (Monday to Wednesday", "Monday 11, Wednesday 13 11 2013"),
            ("August 22 to 24", "22, 24 8"),
        ];
        for (text, expected) in cases {
            assert_eq!(drawn(&format!("From {text}), they met.")), [format!("{text} = {expected}")], "{text}");
        }
    }

    #[test]
    fn two_ends_share_the_year() {
        let cases: [(&str, &[Option<i16>]); 4] = [
            ("Monday, 30 October to Friday, 3 November 2017", &[Some(2017), Some(2017)]),
            ("30 October–3 November 2017", &[Some(2017), Some(2017)]),
            ("28 December to 3 January 2018", &[None, Some(2018)]),
            ("30 October, when it rained, to 3 November 2017", &[None, Some(2017)]),
        ];
        for (text, expected) in cases {
            let years: Vec<Option<i16>> = read(text).iter().map(|days| days.year).collect();
            assert_eq!(years, expected, "{text}");
        }
    }

    #[test]
    fn leaves_alone_what_is_no_day() {
        for text in [
            "In June 31 states agreed",
            "Vol. 31 June 2017",
            "in May 2013",
            "may 8 of them come",
            "November 5 people",
            "12-2013-11-13",
            "2013-11-13-07",
            "2013-13-01",
        ] {
            assert_eq!(drawn(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn leaves_a_weekday_alone_that_belongs_to_something_else() {
        for text in [
            "The Sun, 13 November 2013",
            "On 13 November 2013, Tuesday's paper said",
            "13 November 2013 (Tuesday in the islands)",
            "Friday night, 13 November 2013",
            "Monday to Wednesday, 13 November 2013",
            "Monday, 11-13 November 2013",
            "On Wednesday. Then on 13 November 2013",
        ] {
            assert!(read(text).iter().flat_map(|days| &days.days).all(|day| day.weekday.is_none()), "{text}");
        }
    }

    #[test]
    fn a_count_after_a_comma_is_no_year() {
        assert_eq!(read("On 13 November, 2000 people came").first().and_then(|days| days.year), None);
        assert_eq!(read("On 13 November, 2000, people came").first().and_then(|days| days.year), Some(2000));
    }

    #[test]
    fn the_calendar_says_what_is_wrong() {
        let fault = |text: &str| {
            let days = read(text);
            let days = days.first().expect("a day of this test");
            days.days.iter().find_map(|day| days.fault_in(day, days.year.unwrap_or(2023)))
        };
        assert_eq!(fault("31 June"), Some(DayFault::NoSuchDay { last: 30 }));
        assert_eq!(fault("29 February 2023"), Some(DayFault::NoSuchDay { last: 28 }));
        assert_eq!(fault("29 February 2024"), None);
        assert_eq!(fault("31 June 1823"), Some(DayFault::NoSuchDay { last: 30 }));
        assert_eq!(fault("29 February 1900"), None);
        assert!(matches!(fault("Tuesday, 13 November 2013"), Some(DayFault::Weekday { .. })));
        assert_eq!(fault("Sunday, 9 January 1905"), None);
    }

    #[test]
    fn a_day_without_a_year_is_near_its_text() {
        let near = |text: &str, date: &str| -> Vec<i16> {
            let days = read(text);
            days.first().expect("a day").years_near(date.parse().expect("a date")).collect()
        };
        assert_eq!(near("8 November", "2023-11-09"), [2023]);
        assert_eq!(near("28 December", "2024-01-05"), [2023]);
        assert_eq!(near("8 May", "2023-11"), [2023, 2024]);
        assert_eq!(near("8 May", "2023"), [2022, 2023, 2024]);
    }

    proptest::proptest! {
        #[test]
        fn every_part_lies_in_the_text(
            text in "(Monday|Sun|Wed|\\(|\\)|, | |a |the |13|1st|of|to|-|and|November|May|2013|2013-11-13|é|\u{A0}){0,30}",
        ) {
            for days in read(&text) {
                proptest::prop_assert!(days.span.contains(days.date) && !days.date.slice(&text).is_empty());
                for (_, weekday) in days.days.iter().filter_map(|day| day.weekday) {
                    proptest::prop_assert!(days.span.contains(weekday));
                }
            }
        }
    }
}
