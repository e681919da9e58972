//! Dates as pages write them ("20 December 2017", "Wed Nov. 13, 2013",
//! "2012-05-31", "2017年12月20日", "March 2013"). Only dates that say their year
//! count, and only those that can be read in one way: "Dec. 19" and "03/04/2018"
//! are left unread. Whether a date is the date *of* a page is not known here.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::PartialDate;
use crate::text::Span;

/// The first date in `text` and its bytes, a weekday before it included.
#[must_use]
pub fn written_date(text: &str) -> Option<(Span, PartialDate)> {
    written_dates(text).next()
}

/// All dates in `text`, in order.
pub fn written_dates(text: &str) -> impl Iterator<Item = (Span, PartialDate)> + '_ {
    let searched = if has_year(text) { text } else { "" };
    DATE.captures_iter(searched).filter_map(|found| {
        let whole = found.get(0)?;
        let span = Span::new(whole.start(), whole.end());
        (!stands_in_a_number(text, span)).then_some((span, date_of(&found)?))
    })
}

/// The month (from 1) that an English name or its abbreviation means.
#[must_use]
pub fn month_named(name: &str) -> Option<i8> {
    let start = name.get(..3)?.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(index + 1).ok()
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Names of months, long and short; without its brackets so that others can build on it.
pub(crate) const MONTH_PATTERN: &str = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|\
                                        Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = format!("(?:{MONTH_PATTERN}|{})", MONTH_PATTERN.to_uppercase());
    let weekday = r"(?:(?-u:\b)(?i:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?i:day)?\.?,?\s+)?";
    let ordinal = "(?:st|nd|rd|th)?";
    let pattern = format!(
        r"(?x)
        (?P<y1>[0-9]{{4}})-(?P<m1>[0-9]{{1,2}})-(?P<d1>[0-9]{{1,2}})
        |(?P<y2>[0-9]{{4}})/(?P<m2>[0-9]{{1,2}})/(?P<d2>[0-9]{{1,2}})
        |(?P<y3>[0-9]{{4}})\.(?P<m3>[0-9]{{1,2}})\.(?P<d3>[0-9]{{1,2}})
        |(?P<y4>[0-9]{{4}})\s?年\s?(?P<m4>[0-9]{{1,2}})\s?月(?:\s?(?P<d4>[0-9]{{1,2}})\s?日)?
        |(?P<a>[0-9]{{1,2}})[/.](?P<b>[0-9]{{1,2}})[/.](?P<y7>[0-9]{{4}})
        |{weekday}(?-u:\b)(?P<d5>[0-9]{{1,2}}){ordinal}[\s-]+(?:of\s+)?(?P<m5>{month})(?-u:\b)\.?,?[\s-]+(?P<y5>[0-9]{{4}})
        |{weekday}(?-u:\b)(?P<m6>{month})(?-u:\b)\.?,?\s+(?:(?P<d6>[0-9]{{1,2}}){ordinal}(?:,\s*|\s+))?(?P<y6>[0-9]{{4}})",
    );
    Regex::new(&pattern).expect("the pattern of dates is well formed")
});

fn date_of(found: &Captures) -> Option<PartialDate> {
    let group = |name: &str| found.name(name).map(|group| group.as_str());
    for (year, month, day) in [("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3"), ("y4", "m4", "d4")] {
        if let Some(year) = group(year) {
            return date(year, group(month)?.parse().ok()?, group(day));
        }
    }
    if let Some(year) = group("y7") {
        let (month, day) = month_and_day(group("a")?.parse().ok()?, group("b")?.parse().ok()?)?;
        return PartialDate::new(year.parse().ok()?, Some(month), Some(day));
    }
    for (year, month, day) in [("y5", "m5", "d5"), ("y6", "m6", "d6")] {
        if let Some(year) = group(year) {
            return date(year, month_named(group(month)?)?, group(day));
        }
    }
    None
}

fn date(year: &str, month: i8, day: Option<&str>) -> Option<PartialDate> {
    let day = match day {
        Some(day) => Some(day.parse().ok()?),
        None => None,
    };
    let year = year.parse().ok().filter(|year| (1000..2200).contains(year))?;
    PartialDate::new(year, Some(month), day)
}

/// Which of two numbers is the month, where only one of them can be.
fn month_and_day(first: i8, second: i8) -> Option<(i8, i8)> {
    match (first, second) {
        (day, month @ 1..=12) if day > 12 || day == month => Some((month, day)),
        (month @ 1..=12, day) if day > 12 => Some((month, day)),
        _ => None,
    }
}

/// Whether four digits stand together: without them there is no date, and most
/// lines of a text are passed over at no cost.
fn has_year(text: &str) -> bool {
    let mut digits = 0;
    text.bytes().any(|byte| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 4
    })
}

/// Whether more digits touch the date: then it is part of some longer number.
fn stands_in_a_number(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    before.is_some_and(|c| c.is_ascii_digit()) || after.is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<(String, String)> {
        written_date(text).map(|(span, date)| (span.slice(text).to_owned(), date.to_string()))
    }

    #[test]
    fn reads_dates_as_pages_write_them() {
        let cases = [
            ("on 20 December 2017 in", "20 December 2017", "2017-12-20"),
            ("Xinhua,December 20, 2017 Adjust", "December 20, 2017", "2017-12-20"),
            ("Dec. 20, 2017", "Dec. 20, 2017", "2017-12-20"),
            ("CONTACT US Wed Nov. 13, 2013", "Wed Nov. 13, 2013", "2013-11-13"),
            ("SATURDAY, AUGUST 17, 2024", "SATURDAY, AUGUST 17, 2024", "2024-08-17"),
            ("Updated: 2012-05-31 18:59", "2012-05-31", "2012-05-31"),
            ("2023-10-26T09:30:00+02:00", "2023-10-26", "2023-10-26"),
            ("2016/12/05", "2016/12/05", "2016-12-05"),
            ("于2017年12月20日在", "2017年12月20日", "2017-12-20"),
            ("the 21st of April 2022", "21st of April 2022", "2022-04-21"),
            ("March 2013", "March 2013", "2013-03"),
            ("20/12/2017", "20/12/2017", "2017-12-20"),
        ];
        for (text, found, date) in cases {
            assert_eq!(first(text), Some((found.to_owned(), date.to_owned())), "{text}");
        }
    }

    #[test]
    fn leaves_alone_what_says_no_year_or_two_things() {
        let texts = [
            "Dec. 19",
            "Tuesday",
            "03/04/2018",
            "2017-13-40",
            "February 30, 2017",
            "may 2018 do",
            "120 December 20171",
            "12345-12-12",
            "in 2017",
            "12 to 16",
        ];
        for text in texts {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn masses_of_one_kind_are_read_once() {
        for piece in [
            "1",
            "2017",
            "2017-",
            "1 ",
            "May ",
            "Mon ",
            "1 May ",
            "May 1, ",
            "Mon, 1 of ",
            "2017年",
            " ",
            "1/1/",
            "20/12/2017",
        ] {
            let text = piece.repeat(200_000 / piece.len());
            assert!(written_dates(&text).all(|(span, _)| span.end <= text.len()), "{piece:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_text_has_its_dates_in_order(text in "([0-9]{1,4}|[-/. ,年月日]|st|of|May|Dec\\.|Mon|é){0,30}") {
            let mut last = 0;
            for (span, date) in written_dates(&text) {
                proptest::prop_assert!(span.start >= last && text.get(span.start..span.end).is_some());
                proptest::prop_assert!(span.slice(&text).contains(&date.year().to_string()));
                last = span.end;
            }
        }
    }

    #[test]
    fn finds_every_date() {
        let text = "Published 1 May 2020, updated 2 May 2020";
        assert_eq!(written_dates(text).count(), 2);
    }
}
