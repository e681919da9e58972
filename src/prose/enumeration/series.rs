//! Series in one sentence: "four aims: A, B, C and D", "namely A; B; and C", "(A, B,
//! and C)". The labels of a text enter; where a series follows one in its sentence, and
//! whether it is open, leaves. How a series falls into items is [`super::split`]'s.

use super::labels::Label;
use super::lexicon::{Words, starts_with_word};
use super::marks::{Marks, Series, Style};
use super::split::items;
use super::{Announcement, Enumeration, Form, Item, Link, Unit};
use crate::text::Span;

/// The most bytes of a series; what is longer is no sentence.
const LONG: usize = 4000;

/// The most words between a label and the colon that leads over to the series.
const FAR: usize = 12;

/// Words behind which a listing is open.
const OPENING: [&str; 14] = [
    "among them",
    "among others",
    "among which are",
    "e.g.",
    "especially",
    "for example",
    "for instance",
    "include",
    "included",
    "includes",
    "including",
    "inter alia",
    "notably",
    "such as",
];

/// Whether the words between a label and its listing leave the listing open.
pub(super) fn is_opened(between: &str) -> bool {
    let between = between.to_ascii_lowercase();
    let is_word = |at: usize, len: usize| {
        let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        edge(between.get(..at).and_then(|text| text.chars().next_back()))
            && edge(between.get(at + len..).and_then(|text| text.chars().next()))
    };
    OPENING.iter().any(|word| between.match_indices(word).any(|(at, found)| is_word(at, found.len())))
}

/// The series of the labels of one text.
pub(super) fn of_labels(words: Words<'_>, quotations: &[Span], marks: &Marks) -> Vec<Series> {
    let mut found = Vec::new();
    for (index, label) in marks.labels.iter().enumerate() {
        let limit = marks.labels.get(index + 1).map_or(words.text.len(), |next| next.span.start);
        let Some(listing) = listing_after(words, label, limit) else { continue };
        // "First, ...; second, ..." is a listing of another form.
        let is_numbered = marks.openers_in(listing.span).iter().any(|it| it.style != Style::Sign);
        let (items, mut count) = items(words.text, quotations, listing.span);
        if items.len() > 1 && !is_numbered {
            let list = listing.span.slice(words.text);
            let is_open = listing.is_open || is_cut_off(list);
            // "the first comprises ...; while under the third ..." counts in its own way.
            let names_ordinals = marks.mentions_in(listing.span).iter().any(|(_, number)| *number > 0);
            if names_ordinals || !listing.ends_surely {
                count.at_least = 1;
            }
            if names_ordinals || is_cut_short(list) {
                count.at_most = None;
            }
            found.push(Series { label: index, items, count, is_open, is_direct: listing.is_direct });
        }
    }
    found
}

/// The series that stand in the sentences of their labels.
pub(super) fn announced(units: &[Unit<'_>]) -> Vec<Enumeration> {
    let mut found = Vec::new();
    for (unit, it) in units.iter().enumerate() {
        for series in &it.marks.series {
            let Some(label) = it.marks.labels.get(series.label) else { continue };
            let item = |span: &Span| Item { unit, span: *span, ordinal: None };
            let link = if series.is_direct { Link::Direct } else { Link::Near };
            found.push(Enumeration {
                announcement: Some(Announcement { unit, label: label.clone(), link }),
                form: Form::Series,
                items: series.items.iter().map(item).collect(),
                first: 1,
                count: series.count,
                is_open: series.is_open,
            });
        }
    }
    found
}

/// Where a series stands, and what is known of its ends.
struct Listing {
    span: Span,
    is_open: bool,
    /// Whether nothing stands between the label and what leads over.
    is_direct: bool,
    /// Whether nothing else of the sentence can follow before its end.
    ends_surely: bool,
}

/// What leads over to a series: its bytes.
struct Lead {
    span: Span,
    is_open: bool,
    /// A colon or a bracket; after a comma or a dash the sentence may go on.
    is_strong: bool,
}

/// The series behind a label. No other label stands before `limit`.
fn listing_after(words: Words<'_>, label: &Label, limit: usize) -> Option<Listing> {
    let text = words.text;
    let sentence = label.sentence;
    let rest = Span::new(label.span.end, sentence.end);
    let lead = lead(rest.slice(text))?;
    let (from, start) = (rest.start + lead.span.start, rest.start + lead.span.end);
    let between = words.tokens.within(Span::new(label.span.end, from));
    if start > limit || between.len() > FAR {
        return None;
    }
    let span = Span::new(start, closing(text, from, sentence.end));
    if span.len() > LONG {
        return None;
    }
    // Each question is a sentence of its own.
    (!span.slice(text).trim_end().ends_with('?')).then_some(Listing {
        span,
        is_open: lead.is_open,
        is_direct: between.is_empty(),
        ends_surely: lead.is_strong || span.end < sentence.end,
    })
}

/// Whether a series may go on behind what was taken for its end: "the U.S. Treasury"
/// looks like two sentences, and a page may end with a comma.
fn is_cut_short(list: &str) -> bool {
    list.ends_with('.') && list.trim_end_matches('.').ends_with(char::is_uppercase)
        || list.trim_end().ends_with([',', ';', '-'])
}

fn lead(rest: &str) -> Option<Lead> {
    for (at, c) in rest.char_indices().take(LONG) {
        let is_sign = match c {
            ':' => !rest.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())),
            '—' => true,
            '–' => rest.get(..at).is_some_and(|before| before.ends_with(' ')),
            '(' => at <= 1,
            ';' | '.' | '?' | '!' => return None,
            _ => false,
        };
        let end = if is_sign { at + c.len_utf8() } else { at };
        if is_sign || c == ',' || at == 0 {
            // "namely" may follow a sign as well as stand alone.
            let worded = worded_lead(rest, end);
            if is_sign || worded.is_some() {
                let (end, is_open) = worded.unwrap_or((end, false));
                return Some(Lead { span: Span::new(at, end), is_open, is_strong: matches!(c, ':' | '(') });
            }
        }
    }
    None
}

/// "namely", "i.e.", "including", "such as" behind byte `at`: where it ends, and whether
/// the series is open.
fn worded_lead(rest: &str, at: usize) -> Option<(usize, bool)> {
    const CLOSED: [&str; 5] = ["namely", "i.e.", "that is", "viz.", "to wit"];
    let after = rest.get(at..)?.trim_start_matches([',', ' ', '\n']);
    let find = |leads: &[&'static str]| leads.iter().copied().find(|lead| starts_with_word(after, lead));
    let open = find(&OPENING);
    let lead = open.or_else(|| find(&CLOSED))?;
    let behind = after.get(lead.len()..)?.trim_start_matches([',', ':', ' ', '\n']);
    Some((rest.len() - behind.len(), open.is_some()))
}

/// Where a series ends that `lead` leads over to: at its closing bracket or second dash,
/// else at the end of the sentence.
fn closing(text: &str, lead: usize, end: usize) -> usize {
    let rest = Span::new(lead, end).slice(text);
    let mut characters = rest.char_indices();
    let opening = characters.next().map(|(_, c)| c);
    let close = match opening {
        Some('(') => rest.find(')'),
        Some(dash @ ('—' | '–')) => characters.find(|(_, c)| *c == dash).map(|(at, _)| at),
        _ => None,
    };
    close.map_or(end, |at| lead + at)
}

/// Whether a series ends in "etc." or the like.
pub(super) fn is_cut_off(list: &str) -> bool {
    let end = list.trim_end_matches(['.', ' ', ')', ':']);
    let tails = ["etc", "and so on", "and so forth", "among others", "and others", "inter alia", "and more", "…"];
    tails.iter().any(|tail| end.to_ascii_lowercase().ends_with(tail)) || list.trim_end().ends_with("...")
}
