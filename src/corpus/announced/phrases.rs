//! The words of items and labels, cut so that they can be shown alone. An item and the
//! text it stands in enter, bytes of that text leave.

use super::cleaned::cleaned;
use crate::prose::{Announcement, Enumeration, Form, Item};
use crate::text::{Span, Tokens};

/// The words that say what an item is, with the marks that belong to them.
pub(super) fn words_of(item: &Item, form: Form, text: &str, tokens: &Tokens) -> Span {
    with_its_marks(text, without_verb(item.gist(form, text, tokens), item, text))
}

/// The words between a label and the end of its clause, or its listing.
pub(super) fn about(found: &Enumeration, announcement: &Announcement, text: &str) -> String {
    let label = &announcement.label;
    let first = found.items.first().filter(|first| first.unit == announcement.unit);
    let end = first.map_or(label.sentence.end, |first| first.span.start.min(label.sentence.end));
    let rest = Span::new(label.span.end, end.max(label.span.end)).slice(text);
    let clause = rest.split([',', ':', ';', '(', '—', '–', '"', '“', '”']).next().unwrap_or_default();
    let is_more = clause.starts_with(char::is_whitespace);
    if is_more { cleaned(clause) } else { String::new() }
}

/// Whether an item of a series begins or ends amid a quotation that does not hold the
/// whole listing: "and" in a title parts nothing.
pub(super) fn cuts_a_quotation(found: &Enumeration, tokens: &Tokens, quotations: &[Span]) -> bool {
    let (Some(first), Some(last)) = (found.items.first(), found.items.last()) else { return false };
    let listing = first.span.cover(last.span);
    let has_words = |start: usize, end: usize| !tokens.within(Span::new(start, end.max(start))).is_empty();
    let cuts = |item: Span, quotation: Span| {
        let is_inside = |at: usize| quotation.start < at && at < quotation.end;
        is_inside(item.start) && has_words(quotation.start, item.start)
            || is_inside(item.end) && has_words(item.end, quotation.end)
    };
    let within = quotations.iter().filter(|quotation| quotation.overlaps(listing) && !quotation.contains(listing));
    found.form == Form::Series
        && within.into_iter().any(|quotation| {
            found.items.iter().any(|item| item.span.overlaps(*quotation) && cuts(item.span, *quotation))
        })
}

/// The words of an item without the verb that ties it to its ordinal: "The first is to
/// keep calm".
fn without_verb(gist: Span, item: &Item, text: &str) -> Span {
    let words = gist.slice(text);
    let verb = ["is to ", "is that ", "is ", "are "].iter().find(|verb| words.starts_with(**verb));
    let verb = verb.filter(|_| item.ordinal.is_some()).map_or(0, |verb| verb.len());
    Span::new(gist.start + verb, gist.end)
}

/// Some words with the bracket or quotation mark before or behind them whose other half
/// stands among them.
fn with_its_marks(text: &str, words: Span) -> Span {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('“', '”'), ('"', '"')];
    let has_half = |mark: char, other: char, words: Span| {
        let count = |it: char| words.slice(text).chars().filter(|c| *c == it).count();
        if mark == other { count(mark) % 2 == 1 } else { count(other) > count(mark) }
    };
    let mut words = words;
    for (opening, closing) in PAIRS {
        let before = text.get(..words.start).is_some_and(|before| before.ends_with(opening));
        let behind = text.get(words.end..).is_some_and(|behind| behind.starts_with(closing));
        if behind && has_half(closing, opening, words) {
            words.end += closing.len_utf8();
        } else if before && has_half(opening, closing, words) {
            words.start -= opening.len_utf8();
        }
    }
    words
}
