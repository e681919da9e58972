//! What the front matter of a draft says to a check: its title and the date it is
//! to be judged at.

use crate::prose::{self, PartialDate, written_date};
use crate::text::Span;

/// The front matter fields that matter to a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// All of it with its fences; empty at zero where there is none.
    pub span: Span,
    /// The document's title.
    pub title: Option<String>,
    /// Where the title stands, over several lines if need be; `None` where it is
    /// written with escapes.
    pub title_span: Option<Span>,
    /// The date it is to be judged at: `as-of` (or `as_of`), else `date`.
    pub date: Option<PartialDate>,
    /// Where that date stands.
    pub date_span: Option<Span>,
    /// A date field that could not be read as a date, and where it stands.
    pub unreadable_date: Option<(String, Span)>,
}

impl FrontMatter {
    /// The front matter at the head of a draft.
    pub(super) fn read(draft: &str) -> Self {
        let Some(matter) = prose::front_matter(draft) else {
            return Self::default();
        };
        let (title, span) = matter.get("title").unzip();
        let title_span = span.flatten().or_else(|| folded_span(draft, matter.span, title.as_deref()?));
        let mut read = Self { span: matter.span, title, title_span, ..Self::default() };
        for (value, span) in ["as-of", "as_of", "date"].iter().filter_map(|key| matter.get(key)) {
            if let Some(date) = date(&value) {
                (read.date, read.date_span) = (Some(date), span);
                break;
            }
            read.unreadable_date.get_or_insert((value, span.unwrap_or(matter.span)));
        }
        read
    }
}

/// Longer titles, in bytes, are not looked for over several lines: every place where
/// the first word stands may be the beginning.
const LONGEST_TITLE: usize = 1000;

/// Where the words of `title` stand in `matter` with nothing but space between
/// them, as in a value that goes on in the next line.
fn folded_span(draft: &str, matter: Span, title: &str) -> Option<Span> {
    let first = title.split_whitespace().next().filter(|_| title.len() <= LONGEST_TITLE)?;
    let places = matter.slice(draft).match_indices(first).map(|(at, _)| matter.start + at);
    places
        .filter_map(|start| Some(Span::new(start, end_of_words(draft, start, title)?)))
        .find(|span| matter.contains(*span))
}

/// Where the words of `title`, the first at `start`, end.
fn end_of_words(draft: &str, start: usize, title: &str) -> Option<usize> {
    let mut rest = draft.get(start..)?;
    for word in title.split_whitespace() {
        rest = rest.trim_start().strip_prefix(word)?;
    }
    Some(draft.len() - rest.len())
}

/// A year, a month, a day, a day with a time, or a date written out.
fn date(value: &str) -> Option<PartialDate> {
    let (day, time) = value.split_at_checked("2017-10-18".len()).unwrap_or((value, ""));
    let is_whole = time.is_empty() || time.starts_with(['T', 't', ' ']);
    let iso = is_whole.then(|| day.parse().ok()).flatten();
    iso.or_else(|| written_date(value).map(|(_, date)| date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_date_to_judge_at() {
        let cases = [
            ("---\ndate: 2013-10-24\n---\n", Some("2013-10-24")),
            ("---\ndate: 2013-10-24\nas-of: 2012\n---\n", Some("2012")),
            ("---\nas_of: \"2012-11\"\ndate: x\n---\n", Some("2012-11")),
            ("---\ndate: 2013-10-24T08:00:00+08:00\n---\n", Some("2013-10-24")),
            ("---\ndate: 2013-10-24 08:00\n---\n", Some("2013-10-24")),
            ("---\ndate: 18 June 2024\n---\n", Some("2024-06-18")),
            ("+++\ndate = 2022-09-14\n+++\n", Some("2022-09-14")),
            ("+++\ndate = 2022-09-14T10:00:00Z\n+++\n", Some("2022-09-14")),
            ("---\ntitle: x\n---\n", None),
            ("no front matter", None),
        ];
        for (draft, expected) in cases {
            let matter = FrontMatter::read(draft);
            assert_eq!(matter.date.map(|date| date.to_string()).as_deref(), expected, "{draft}");
            assert_eq!(matter.unreadable_date, None, "{draft}");
        }
    }

    #[test]
    fn finds_a_title_over_several_lines() {
        let cases = [
            ("---\ntitle: A future\n  we share\n---\n", Some("A future\n  we share")),
            ("---\nslug: A\ntitle: >\n  A future\n  we share\n---\n", Some("A future\n  we share")),
            ("---\ntitle: \"A \\\"shared\\\" future\"\n---\n", None),
        ];
        for (draft, expected) in cases {
            let matter = FrontMatter::read(draft);
            assert_eq!(matter.title_span.map(|span| span.slice(draft)), expected, "{draft}");
        }
    }

    #[test]
    fn says_which_date_it_cannot_read() {
        let draft = "---\nas-of: soon\ndate: 2013\n---\n";
        let matter = FrontMatter::read(draft);
        assert_eq!(matter.date, Some(PartialDate::year_only(2013)));
        assert_eq!(matter.date_span.map(|span| span.slice(draft)), Some("2013"));
        assert_eq!(matter.unreadable_date, Some(("soon".to_owned(), Span::new(11, 15))));
    }
}
