//! Series in one sentence: "four aims: A, B, C and D", "namely A; B; and C", "(A, B,
//! and C)". A label and its sentence enter; the items leave, with how many there can be
//! at least and at most.
//!
//! Commas and "and" stand between items and inside them alike ("democracy and human
//! rights"). Where that is not decided by the build of the sentence, the count is a
//! range that holds every reading.

use super::labels::Label;
use super::lexicon::{Words, is_any};
use super::marks::{Marks, Series, Style};
use super::{Announcement, Count, Enumeration, Form, Item, Link, Unit};
use crate::prose::cardinal::numeral;
use crate::text::{Span, WordKey, is_function_word};

/// The most words of an item that is a name of something rather than a clause.
const SHORT: usize = 7;

/// The most bytes of a series; what is longer is no sentence.
const LONG: usize = 4000;

/// The most words between a label and the colon that leads over to the series.
const FAR: usize = 12;

/// Verbs that make a part a sentence of its own.
const FINITE: [&str; 16] = [
    "are", "can", "could", "did", "does", "had", "has", "have", "is", "may", "must", "should", "was", "were", "will",
    "would",
];

/// Words that begin an addition to what stands before.
const ADDING: [&str; 16] = [
    "also",
    "both",
    "either",
    "formerly",
    "hence",
    "known",
    "namely",
    "not",
    "often",
    "particularly",
    "rather",
    "respectively",
    "then",
    "thereby",
    "thus",
    "usually",
];

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

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text.get(word.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
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

/// The items of a series and how many there can be.
fn items(text: &str, quotations: &[Span], list: Span) -> (Vec<Span>, Count) {
    let list = trimmed(text, list);
    let commas = separators(text, quotations, list, ',');
    let semicolons = separators(text, quotations, list, ';');
    if semicolons.is_empty() {
        let segments = cut(text, list, &commas);
        return by_commas(text, segments);
    }
    let segments = cut(text, list, &semicolons);
    let count = by_semicolons(text, &segments, quotations);
    (segments, count)
}

/// Where `mark` stands in `list` outside brackets, quotations and figures.
fn separators(text: &str, quotations: &[Span], list: Span, mark: char) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for (at, c) in list.slice(text).char_indices() {
        let at = list.start + at;
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            // The comma of American print stands before the closing mark.
            _ if c == mark && depth == 0 => {
                let in_quotation = quotations.iter().any(|quotation| {
                    quotation.touches(at) && quotation.start < at && !ends_at_mark(text, *quotation, at)
                });
                if !in_quotation && !is_in_figure(text, at) {
                    found.push(at);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether only the closing mark of a quotation stands behind `at`.
fn ends_at_mark(text: &str, quotation: Span, at: usize) -> bool {
    Span::new(at + 1, quotation.end).slice(text).chars().count() <= 1
}

fn is_in_figure(text: &str, at: usize) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    is_digit(text.get(..at).and_then(|text| text.chars().next_back()))
        && is_digit(text.get(at + 1..).and_then(|text| text.chars().next()))
}

/// The parts of `list` between `marks`, without "and" before them.
fn cut(text: &str, list: Span, marks: &[usize]) -> Vec<Span> {
    let mut start = list.start;
    let mut parts = Vec::new();
    for end in marks.iter().copied().chain([list.end]) {
        let part = without_joint(text, trimmed(text, Span::new(start, end)));
        if part.slice(text).chars().any(|c| c.is_alphanumeric() || c == '\u{FFFC}') {
            parts.push(part);
        }
        start = end + 1;
    }
    parts
}

/// A part without the "and" or "or" that joins it to the one before.
fn without_joint(text: &str, part: Span) -> Span {
    let words = part.slice(text);
    let joint = ["and", "or", "&", "as well as"].iter().find(|joint| starts_with_word(words, joint));
    joint.map_or(part, |joint| trimmed(text, Span::new(part.start + joint.len(), part.end)))
}

fn trimmed(text: &str, span: Span) -> Span {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '.' | ';' | ',' | ':');
    let words = span.slice(text);
    let start = span.start + (words.len() - words.trim_start_matches(is_edge).len());
    Span::new(start, start + words.trim_matches(is_edge).len())
}

/// Semicolons part items; a comma may stand for one where what follows it begins as
/// items do.
fn by_semicolons(text: &str, segments: &[Span], quotations: &[Span]) -> Count {
    let number = count(segments.len());
    let first_words: Vec<&str> = segments.iter().map(|segment| first_word(segment.slice(text))).collect();
    let begins_as_item = |part: &Span| {
        let word = first_word(part.slice(text));
        is_any(word, &first_words) || word.ends_with("ing") && first_words.iter().any(|first| first.ends_with("ing"))
    };
    // Without "and" behind the last semicolon, an "and" further on may stand for one.
    let last = segments.last().filter(|last| !is_joined(text, **last));
    let mut doubtful = last.map_or(0, |last| joints(last.slice(text)).len());
    for segment in segments {
        let commas = separators(text, quotations, *segment, ',');
        doubtful += cut(text, *segment, &commas).iter().skip(1).filter(|part| begins_as_item(part)).count();
    }
    Count { at_least: number, at_most: Some(number + count(doubtful)) }
}

/// Commas part items, and the last "and" does.
fn by_commas(text: &str, mut segments: Vec<Span>) -> (Vec<Span>, Count) {
    let Some(last) = segments.last().copied() else { return (segments, Count::exactly(0)) };
    let ands: usize = segments.iter().map(|segment| joints(segment.slice(text)).len()).sum();
    let (at_least, at_most) = (count(segments.len()), count(segments.len() + ands));
    let joined = segments.iter().filter(|segment| is_joined(text, **segment)).count();
    let is_plain = joined < 2
        && segments.iter().all(|segment| is_plain(segment.slice(text)))
        && !segments.windows(2).any(|pair| matches!(pair, [one, next] if is_added(one.slice(text), next.slice(text))));
    if joined == 0
        && let Some(joint) = joints(last.slice(text)).pop()
    {
        segments.pop();
        segments.push(trimmed(text, Span::new(last.start, last.start + joint.start)));
        segments.push(trimmed(text, Span::new(last.start + joint.end, last.end)));
        segments.retain(|segment| !segment.is_empty());
    }
    let count =
        if is_plain { Count { at_least, at_most: Some(at_most) } } else { Count { at_least: 1, at_most: None } };
    (segments, count)
}

/// Whether "and" or "or" stands right before a part.
fn is_joined(text: &str, part: Span) -> bool {
    let before = text.get(..part.start).unwrap_or_default().trim_end();
    ["and", "or", "&", "as well as"].iter().any(|joint| before.ends_with(joint))
}

/// The places of "and" and "or" in a part, without the space around them.
fn joints(part: &str) -> Vec<Span> {
    let mut at = 0;
    let words = part.split_inclusive(char::is_whitespace).map(|word| {
        at += word.len();
        Span::new(at - word.len(), at - word.len() + word.trim_end().len())
    });
    words.filter(|word| word.start > 0 && is_any(word.slice(part), &["and", "or", "&", "and/or"])).collect()
}

/// Whether a part is a short name of something, so that a comma before or behind it
/// parts items and not clauses. Figures are counts of their own, or references.
fn is_plain(part: &str) -> bool {
    let part = &without_brackets(part);
    let first = first_word(part);
    let is_clause = is_function_word(first) && !is_any(first, &["a", "an", "the", "more", "our", "their", "its"]);
    let is_amount = part.contains(|c: char| c.is_ascii_digit()) || is_number_word(first);
    let says = part.split_whitespace().any(|word| is_any(word, &FINITE));
    part.split_whitespace().count() <= SHORT && !is_clause && !says && !is_amount && !part.contains(['—', '–', ':'])
}

/// Whether `next` says more of the part before it rather than being an item: "also
/// called X", "designed to last".
fn is_added(before: &str, next: &str) -> bool {
    let is_participle = |part: &str| first_word(part).ends_with("ing") || first_word(part).ends_with("ed");
    is_any(first_word(next), &ADDING)
        || next.contains(char::is_whitespace) && is_participle(next) && !is_participle(before)
}

fn without_brackets(part: &str) -> String {
    let mut depth = 0_usize;
    let keep = |c: &char| {
        depth = if matches!(c, '(' | '[') { depth + 1 } else { depth };
        let is_outside = depth == 0;
        depth = if matches!(c, ')' | ']') { depth.saturating_sub(1) } else { depth };
        is_outside
    };
    part.chars().filter(keep).collect()
}

fn is_number_word(word: &str) -> bool {
    numeral(WordKey::of(word)).is_some()
}

fn first_word(part: &str) -> &str {
    part.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
