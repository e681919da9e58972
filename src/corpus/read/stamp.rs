//! Where pages say when they were published: stamps, lines that hold little but a
//! date ("Harbour News,December 20, 2017 Adjust font size:"), and datelines, the
//! beginning of an agency's text ("GENEVA, Dec. 19 (Xinhua) --").

use std::sync::LazyLock;

use regex::Regex;

use super::furniture;
use super::names::{byline, is_organisation, person};
use crate::prose::{MONTH_PATTERN, PartialDate, written_date};

/// A line that dates the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The date.
    pub(super) date: PartialDate,
    /// Whether it is the date of the last change ("Updated:").
    pub(super) is_update: bool,
    /// The publisher, where the line names one.
    pub(super) publisher: Option<String>,
    /// The author, where the line names one.
    pub(super) author: Option<String>,
}

/// Longest stamp in bytes.
const LONGEST_LINE: usize = 200;

/// Reads `line` as a stamp; `None` where it says more than a stamp does.
pub(super) fn stamp(line: &str) -> Option<Stamp> {
    if line.len() > LONGEST_LINE || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (span, date) = written_date(line)?;
    let before = line.get(..span.start)?.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':' && c != ')');
    let ends_sentence = line.ends_with('.') && !line.ends_with(".m.");
    if ends_sentence || !is_rest_of_stamp(line.get(span.end..)?) {
        return None;
    }
    let mut stamp = Stamp { date, is_update: false, publisher: None, author: None };
    let label = before.trim_end_matches([':', ' ', '\u{A0}']).to_lowercase();
    if UPDATES.contains(&label.as_str()) {
        stamp.is_update = true;
    } else if !label.is_empty() && !PUBLICATIONS.contains(&label.as_str()) {
        // "The Council Convenes April 2022" is a title: only whole days follow a name.
        date.day()?;
        let before = before.trim_start_matches("Source:").trim();
        stamp.author = byline(before);
        stamp.publisher = is_organisation(before).then(|| before.to_owned());
        // Two capitalised words may be a person or a place: the date stands, the name does not.
        if stamp.author.is_none() && stamp.publisher.is_none() && person(before).as_deref() != Some(before) {
            return None;
        }
    }
    Some(stamp)
}

const UPDATES: [&str; 6] = ["updated", "last updated", "update", "modified", "last modified", "updated on"];

const PUBLICATIONS: [&str; 13] = [
    "published",
    "published on",
    "posted",
    "posted on",
    "date",
    "issued",
    "released",
    "created",
    "publication date",
    "release date",
    "first published",
    "publish date",
    "发布时间",
];

/// Whether what follows the date is a time, an edit note or a button.
fn is_rest_of_stamp(rest: &str) -> bool {
    let rest = TIME.find(rest).map_or(rest, |time| rest.get(time.end()..).unwrap_or_default());
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '>');
    rest.is_empty() || furniture::is_furniture(rest) || written_date(rest).is_some() && stamp(rest).is_some()
}

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\s,|)\-]*(?:T|at\s+)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\.[0-9]+)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:GMT|UTC|BST|EST|EDT|CST|SGT|HKT|WIB|Beijing time|local time)?(?:[+-][0-9]{1,2}:?(?:[0-9]{2})?)?\)?)?")
        .expect("the pattern of times is well formed")
});

/// The beginning of an agency's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Its length in bytes, up to the first word of the text.
    pub(super) len: usize,
    /// The agency, where it is named.
    pub(super) agency: Option<String>,
    /// The date, where it says its year.
    pub(super) date: Option<PartialDate>,
}

/// Reads the beginning of `paragraph` as a dateline.
pub(super) fn dateline(paragraph: &str) -> Option<Dateline> {
    let head = paragraph.get(..paragraph.floor_char_boundary(160)).unwrap_or(paragraph);
    let found = DATELINE.captures(head)?;
    let agency = found.name("agency").or_else(|| found.name("han"));
    let day = found.name("day").map_or("", |day| day.as_str());
    if agency.is_none() && day.is_empty() && !found.get(0)?.as_str().contains("--") {
        return None;
    }
    let agency = agency.map(|agency| agency.as_str().trim()).filter(|agency| is_organisation(agency));
    Some(Dateline {
        len: found.get(0)?.end(),
        agency: agency.map(str::to_owned),
        date: written_date(day).map(|(_, date)| date),
    })
}

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let month = format!("(?:{MONTH_PATTERN})");
    let pattern = format!(
        r"(?x)^(?:
        \p{{Lu}}[\p{{Lu}}\p{{M}}.'’/\s-]+(?:,\s\p{{Lu}}[\p{{L}}.'’\s-]+?)??
        (?:,?\s+(?P<day>(?:{month}\.?\s+[0-9]{{1,2}}|[0-9]{{1,2}}\s+{month}\.?)(?:,?\s+[0-9]{{4}})?))?
        \s*(?:\((?P<agency>[^()]+)\))?\s*(?:--|—|–|-\s)\s*
        |(?P<han>新华社)?\p{{Han}}+?[0-9]{{1,2}}月[0-9]{{1,2}}日电\s*(?:（[^（）]+）)?\s*
        )"
    );
    Regex::new(&pattern).expect("the pattern of datelines is well formed")
});

#[cfg(test)]
mod tests {
    use super::*;

    /// Date, publisher, author of a stamp.
    fn read(line: &str) -> Option<(String, Option<String>, Option<String>)> {
        stamp(line).map(|stamp| (stamp.date.to_string(), stamp.publisher, stamp.author))
    }

    #[test]
    fn reads_stamps() {
        let cases = [
            ("Updated: 2012-05-31 18:59", "2012-05-31", None, None),
            ("Harbour News,December 20, 2017 Adjust font size:", "2017-12-20", Some("Harbour News"), None),
            ("Xinhua,December 20, 2017 Adjust font size:", "2017-12-20", Some("Xinhua"), None),
            ("Harbour Translators' Circle, 21 October 2019", "2019-10-21", Some("Harbour Translators' Circle"), None),
            ("PUBLISHED : 15 Oct 2024 at 04:00", "2024-10-15", None, None),
            ("SATURDAY, AUGUST 17, 2024", "2024-08-17", None, None),
            ("11 June 2015", "2015-06-11", None, None),
            ("March 2023", "2023-03", None, None),
            ("By Ann Lee | 3 May 2019", "2019-05-03", None, Some("Ann Lee")),
            ("Published: 1 May 2020 | Updated: 2 May 2020", "2020-05-01", None, None),
        ];
        for (line, date, publisher, author) in cases {
            let expected = (date.to_owned(), publisher.map(str::to_owned), author.map(str::to_owned));
            assert_eq!(read(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_sentence_with_a_date_is_no_stamp() {
        let lines = [
            "In March 2013, the ministers met.",
            "The talks of 21 April 2022",
            "HOME | CONTACT US Wed Nov. 13, 2013",
            "Regular Press Conference on May 11, 2018",
            "Dec. 19",
            "On 21 September 1981",
            "16 September 2005.",
        ];
        for line in lines {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn reads_datelines() {
        let cases = [
            ("GENEVA, Dec. 19 (Xinhua) -- A diplomat", Some((28, Some("Xinhua"), None))),
            ("GREYHAVEN, Sept. 14, 2011 (Harbour News) -- A", Some((44, Some("Harbour News"), Some("2011-09-14")))),
            ("BEIJING, June 7 -- On a", Some((19, None, None))),
            ("WASHINGTON (AP) — The", Some((20, Some("AP"), None))),
            ("新华社北京12月19日电 记者", Some(("新华社北京12月19日电 ".len(), Some("新华社"), None))),
            ("The port -- and the sea", None),
            ("NATO - an alliance", None),
        ];
        for (text, expected) in cases {
            let found = dateline(text).map(|found| (found.len, found.agency, found.date.map(|date| date.to_string())));
            let expected = expected.map(|(len, agency, date): (usize, Option<&str>, Option<&str>)| {
                (len, agency.map(str::to_owned), date.map(str::to_owned))
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
