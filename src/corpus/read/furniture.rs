//! What a page carries besides its text: menus, share buttons, counters, teasers,
//! notices. Single lines enter, without the spaces around them; whether they are
//! such and of which zone leaves. The lists are data: a phrase more is a line more.

use crate::corpus::Zone;
use crate::prose::written_dates;

/// Lines that are furniture when they stand alone, in lower case, sorted.
const WHOLE_LINES: [&str; 82] = [
    "about us",
    "add to favorites",
    "adjust font size",
    "advertisement",
    "also read",
    "article continues after this advertisement",
    "back to top",
    "be the first to comment",
    "change text size",
    "comment",
    "comments",
    "contact",
    "contact us",
    "copy link",
    "copy to clipboard",
    "do you like the content of this article",
    "download app",
    "e-mail",
    "email",
    "facebook",
    "facebook email print",
    "featured stories",
    "follow us",
    "gift full article",
    "gift premium articles",
    "go to forum",
    "home",
    "join",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "linkedin",
    "listen to this article",
    "loading",
    "log in",
    "login",
    "menu",
    "more from author",
    "more news",
    "most popular",
    "most read",
    "most viewed",
    "next page",
    "no comments",
    "pause",
    "play",
    "popular",
    "previous page",
    "print",
    "privacy policy",
    "read also",
    "read full story",
    "read more",
    "read next",
    "recommended",
    "register",
    "related",
    "related article",
    "related articles",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "search",
    "share",
    "share article",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "show comments",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "subscribe",
    "subscribe now",
    "telegram",
    "thanks for sharing",
    "twitter",
    "whatsapp",
];

/// How lines begin that are furniture wherever they stand.
const BEGINNINGS: [&str; 27] = [
    ">>",
    "©",
    "also read:",
    "by registering, you agree",
    "by signing up, i ",
    "by signing up, you ",
    "click here to ",
    "copyright by ",
    "copyright ©",
    "copyright (c)",
    "copyright 1",
    "copyright 2",
    "follow us on ",
    "for more news about ",
    "go to forum",
    "join the forum",
    "join us on ",
    "no comments yet",
    "photo:",
    "read also:",
    "read more:",
    "related:",
    "share this:",
    "sign up for ",
    "subscribe to our ",
    "view all",
    "your email address will ",
];

/// What gives a line away near the head or the foot of a page.
const MARKS: [&str; 11] = [
    "(0)",
    "adjust font size",
    "all rights reserved",
    "comment(s)",
    "do not necessarily reflect",
    "not necessarily reflect those",
    "not necessarily those of",
    "required fields are marked",
    "skip to main content",
    "view comments",
    "you might also like",
];

/// How notes on author, translation and editing begin near the foot of a page.
const NOTES: [&str; 22] = [
    "(editor:",
    "(source:",
    "[editor:",
    "about the author",
    "edited by ",
    "editor:",
    "editors:",
    "source:",
    "the article first appeared",
    "the article is translated",
    "the article was ",
    "the author is ",
    "the author was ",
    "the authors are ",
    "the writer is ",
    "this article first appeared",
    "this article is translated",
    "this article was ",
    "this essay was ",
    "translated by ",
    "translated from ",
    "translator:",
];

/// Where the foot of a page begins: what follows belongs to other articles or to
/// the readers, unless the text goes on after it.
const FOOT_BEGINNINGS: [&str; 20] = [
    ">> view all",
    "article tags",
    "comments",
    "featured stories",
    "latest news",
    "latest stories",
    "leave a reply",
    "most popular",
    "most read",
    "popular",
    "recommended",
    "related article",
    "related articles",
    "related news",
    "related posts",
    "related stories",
    "share this",
    "thanks for sharing",
    "view all",
    "view comments",
];

/// Names that a page gives its versions in other languages.
const LANGUAGES: [&str; 14] = [
    "中文",
    "English",
    "Français",
    "Español",
    "Русский",
    "العربية",
    "Deutsch",
    "日本語",
    "日本語版",
    "한국어",
    "Português",
    "Italiano",
    "繁體",
    "简体",
];

/// Words at the end of an agency's text.
const END_MARKERS: [&str; 4] = ["Enditem", "Endi", "(end)", "###"];

/// A line longer than this is text, whatever it begins with.
const LONGEST_LINE: usize = 160;

/// Whether a line is furniture wherever it stands.
pub(super) fn is_furniture(line: &str) -> bool {
    line.len() <= LONGEST_LINE && (is_whole_line(line) || begins_with_any(line, &BEGINNINGS))
}

/// The zone of a line near the head or the foot of a page; `None` for the text.
pub(super) fn edge_zone(line: &str) -> Option<Zone> {
    if is_furniture(line) || is_language_bar(line) || is_menu(line) {
        return Some(Zone::Furniture);
    }
    let is_short = line.len() <= 2 * LONGEST_LINE;
    if is_short && begins_with_any(line, &NOTES) {
        return Some(Zone::Metadata);
    }
    if !is_short {
        return None;
    }
    let lower = line.to_lowercase();
    MARKS.iter().any(|mark| lower.contains(mark)).then_some(Zone::Furniture)
}

/// Whether the foot of a page may begin with this line.
pub(super) fn begins_foot(line: &str) -> bool {
    line.len() <= LONGEST_LINE && FOOT_BEGINNINGS.contains(&bare(line).as_str()) || line.starts_with(">> ")
}

/// Bytes of the end marker ("Enditem") that closes a line; 0 where there is none.
pub(super) fn end_marker_len(line: &str) -> usize {
    let marker = END_MARKERS.iter().find(|marker| {
        let before = line.strip_suffix(**marker).and_then(|before| before.chars().next_back());
        before.is_some_and(|c| !c.is_alphanumeric())
    });
    marker.map_or(0, |marker| marker.len())
}

fn is_whole_line(line: &str) -> bool {
    line.len() <= 60 && WHOLE_LINES.binary_search(&bare(line).as_str()).is_ok()
}

/// The line in lower case without marks at its ends ("Share this:", "- Print -").
fn bare(line: &str) -> String {
    let words = line.trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace();
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn begins_with_any(line: &str, beginnings: &[&str]) -> bool {
    let begins =
        |beginning: &&str| line.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning));
    beginnings.iter().any(begins)
}

/// Two or more names of languages in one short line.
fn is_language_bar(line: &str) -> bool {
    line.len() <= LONGEST_LINE
        && !line.ends_with('.')
        && LANGUAGES.iter().filter(|name| line.contains(**name)).count() >= 2
}

/// Parts of a menu, some of them with the date of the day the page was called up:
/// `HOME | CONTACT US Wed Nov. 13, 2013`.
fn is_menu(line: &str) -> bool {
    if line.len() > LONGEST_LINE {
        return false;
    }
    let marks = ['|', '·', '»', '\t'];
    let date = written_dates(line).next();
    if date.is_none() && !line.contains(marks) {
        return false;
    }
    let end = date.map_or(line.len(), |(span, _)| span.start);
    let parts: Vec<&str> = line.get(..end).unwrap_or_default().split(marks).collect();
    let are_short = parts.iter().all(|part| part.split_whitespace().count() <= 3);
    are_short && parts.iter().any(|part| is_whole_line(part.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_lines_is_sorted() {
        assert!(WHOLE_LINES.is_sorted());
    }

    #[test]
    fn knows_furniture_from_text() {
        let furniture =
            ["Share this:", "ADVERTISEMENT", ">> View All", "Go to Forum >>0 Comment(s)", "Read more: more"];
        for line in furniture {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["Sharing is a virtue.", "Comments were heard.", "A related question:", ""] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn knows_menus_notes_and_notices_at_the_edges() {
        let cases = [
            ("HOME | CONTACT US Wed Nov. 13, 2013", Some(Zone::Furniture)),
            ("CONTACT US Wed Nov. 13, 2013", Some(Zone::Furniture)),
            ("MPR 子午线(中文) Français Español", Some(Zone::Furniture)),
            ("The author is a senior lecturer.", Some(Zone::Metadata)),
            ("Editor: Petra Lindqvist-Obi", Some(Zone::Metadata)),
            ("Opinion articles are not necessarily those of the Times.", Some(Zone::Furniture)),
            ("Ledgers | a review", None),
            ("The ministers met.", None),
        ];
        for (line, zone) in cases {
            assert_eq!(edge_zone(line), zone, "{line}");
        }
    }

    #[test]
    fn finds_the_end_marker() {
        assert_eq!(end_marker_len("she said. Enditem"), 7);
        assert_eq!(end_marker_len("a Spendi"), 0);
        assert_eq!(end_marker_len("Enditem"), 0);
    }
}
