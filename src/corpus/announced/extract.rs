//! Finds the sets that a source announces and lists. Only the surroundings of words that
//! may announce one are read, which most of a text is not.

use super::cleaned::cleaned;
use super::phrases::{about, cuts_a_quotation, words_of};
use super::units::{Stretch, stretches};
use super::{AnnouncedItem, AnnouncedSet, SetLabel};
use crate::corpus::read::Extracted;
use crate::prose::{Announcement, Enumeration, Form, Item, Link, Marks, Unit, enumerations, may_announce, quotations};
use crate::text::{LineIndex, Span, Tokens};

/// How many units before an announcement are read with it: a run of ordinals that it
/// stands in is another one.
const BEFORE: usize = 2;

/// How many units behind an announcement may hold its items.
const BEHIND: usize = 30;

/// The most items of a set.
const MOST: usize = 40;

/// The sets that a source announces and lists, in order of their labels; `tokens` are
/// the words of its text.
pub(in crate::corpus) fn announced_sets(extracted: &Extracted, tokens: &Tokens) -> Vec<AnnouncedSet> {
    let places: Vec<usize> = may_announce(tokens).map(|word| tokens.span(word).start).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let reading = Reading { extracted, tokens, lines: LineIndex::new(&extracted.source) };
    let stretches = stretches(&extracted.text, &reading.furniture());
    let mut found: Vec<AnnouncedSet> =
        windows(&stretches, &places).iter().flat_map(|window| reading.sets(window)).collect();
    found.sort_by_key(|set| set.span.start);
    found
}

/// The units around `places`, in runs that do not overlap.
fn windows<'s>(stretches: &'s [Stretch], places: &[usize]) -> Vec<&'s [Stretch]> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for &place in places {
        let at = stretches.partition_point(|stretch| stretch.span.end <= place);
        if stretches.get(at).is_none_or(|stretch| place < stretch.span.start) {
            continue;
        }
        let (start, end) = (at.saturating_sub(BEFORE), (at + BEHIND).min(stretches.len()));
        match ranges.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => ranges.push(start..end),
        }
    }
    ranges.into_iter().filter_map(|range| stretches.get(range)).collect()
}

/// A source while it is read.
struct Reading<'r> {
    extracted: &'r Extracted,
    tokens: &'r Tokens,
    lines: LineIndex,
}

/// One unit with what it says by itself.
struct Content<'t> {
    text: &'t str,
    tokens: Tokens,
    quotations: Vec<Span>,
    marks: Marks,
}

impl<'r> Reading<'r> {
    /// The parts of the text that are not the text itself.
    fn furniture(&self) -> Vec<Span> {
        let Extracted { map, document, .. } = self.extracted;
        let in_text = |span: &Span| {
            let start = map.offset_from_source(span.start);
            Span::new(start, map.offset_from_source(span.end).max(start))
        };
        document.furniture.iter().map(|(span, _)| in_text(span)).filter(|span| !span.is_empty()).collect()
    }

    /// The sets of some units one after the other.
    fn sets(&self, stretches: &[Stretch]) -> Vec<AnnouncedSet> {
        let contents: Vec<Content<'_>> = stretches.iter().map(|stretch| self.content(stretch.span)).collect();
        let units: Vec<Unit<'_>> =
            stretches.iter().zip(&contents).map(|(stretch, content)| content.unit(*stretch)).collect();
        let listed = |found: &Enumeration| {
            let announcement = found.announcement.as_ref().filter(|it| is_listing_of(it, found))?;
            self.set(stretches, &contents, found, announcement)
        };
        enumerations(&units).iter().filter_map(listed).collect()
    }

    fn content(&self, span: Span) -> Content<'r> {
        let text = span.slice(&self.extracted.text);
        let (tokens, quotations) = (self.tokens.part(span), quotations(text));
        Content { marks: Marks::of(text, &tokens, &quotations), text, tokens, quotations }
    }

    fn set(
        &self,
        stretches: &[Stretch],
        contents: &[Content<'_>],
        found: &Enumeration,
        announcement: &Announcement,
    ) -> Option<AnnouncedSet> {
        let Announcement { unit, label, link } = announcement;
        let (stretch, content) = (stretches.get(*unit)?, contents.get(*unit)?);
        let span = self.in_source(*stretch, label.span);
        let items = self.items(stretches, contents, found)?;
        let is_sound = items.iter().all(|item| !item.text.is_empty())
            && !cuts_a_quotation(found, &content.tokens, &content.quotations);
        is_sound.then(|| AnnouncedSet {
            label: cleaned(label.span.slice(content.text)),
            about: about(found, announcement, content.text),
            number: label.number,
            noun: SetLabel::of(label, content.text, &content.tokens).noun.0,
            is_direct: *link == Link::Direct,
            is_full: is_full(found, label.number),
            span,
            place: self.lines.place(&self.extracted.source, span.start),
            items,
        })
    }

    fn items(
        &self,
        stretches: &[Stretch],
        contents: &[Content<'_>],
        found: &Enumeration,
    ) -> Option<Vec<AnnouncedItem>> {
        let read = |item: &Item| {
            let (stretch, content) = (stretches.get(item.unit)?, contents.get(item.unit)?);
            let words = words_of(item, found.form, content.text, &content.tokens);
            Some(AnnouncedItem { text: cleaned(words.slice(content.text)), span: self.in_source(*stretch, words) })
        };
        found.items.iter().map(read).collect()
    }

    /// The bytes in the file of some bytes of a unit.
    fn in_source(&self, stretch: Stretch, span: Span) -> Span {
        self.extracted.map.span_to_source(span.shifted(stretch.span.start))
    }
}

impl Content<'_> {
    fn unit(&self, stretch: Stretch) -> Unit<'_> {
        Unit {
            kind: stretch.kind,
            list: None,
            is_quoted: false,
            text: self.text,
            tokens: &self.tokens,
            quotations: &self.quotations,
            marks: &self.marks,
        }
    }
}

/// Whether a listing can be what was announced. Without a number, or with fewer items
/// than announced, it has to follow at once.
fn is_listing_of(announcement: &Announcement, found: &Enumeration) -> bool {
    let len = found.items.len();
    if found.first != 1 || len > MOST {
        return false;
    }
    let is_direct = announcement.link == Link::Direct;
    match announcement.label.number.map(|number| number as usize) {
        Some(number) if number == len => len > 2 || is_sure_series(found),
        Some(number) => is_direct && len < number && is_sure_series(found),
        // "The following principles": a series of two is no sign of a set.
        None => is_direct && found.form != Form::Series && (len > 2 || found.count.sure() == Some(2)),
    }
}

/// Whether as many items are listed as announced, and nothing says that there are more.
fn is_full(found: &Enumeration, number: Option<u32>) -> bool {
    let len = u32::try_from(found.items.len()).unwrap_or(u32::MAX);
    let is_counted = match number {
        Some(number) => len == number && found.count.may_be(number),
        None => found.count.sure() == Some(len),
    };
    is_counted && !found.is_open
}

/// Whether commas part items for sure where items stand in a series: three parts for
/// three announced are no chance, two may be.
fn is_sure_series(found: &Enumeration) -> bool {
    found.form != Form::Series || found.count.at_least > 1 || found.count.at_most.is_some() && !found.is_open
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::corpus::read;
    use crate::text::tokenize;

    fn sets(text: &str) -> Vec<AnnouncedSet> {
        let Ok(extracted) = read::extract(Path::new("a.md"), text.as_bytes()) else { return Vec::new() };
        announced_sets(&extracted, &tokenize(&extracted.text))
    }

    /// Each set as "label: items", with "!" where it is not given in full.
    fn drawn(text: &str) -> Vec<String> {
        let draw = |set: &AnnouncedSet| {
            let items: Vec<&str> = set.items.iter().map(|item| item.text.as_str()).collect();
            format!("{}: {}{}", set.label, items.join(" | "), if set.is_full { "" } else { "!" })
        };
        sets(text).iter().map(draw).collect()
    }

    #[test]
    fn an_item_is_what_says_what_it_is() {
        let text = "The envoy made three proposals.\n\nFirst, keep the light. It is old.\n\n\
                    Second, pay the crews: they have waited.\n\nThird, mend the ropes.\n";
        assert_eq!(drawn(text), ["three proposals: keep the light | pay the crews | mend the ropes"]);
    }

    #[test]
    fn fewer_items_than_announced_are_not_the_whole() {
        assert_eq!(drawn("Four aims: docks; crews; and books."), ["Four aims: docks | crews | books!"]);
        assert_eq!(drawn("Three aims such as docks, crews and books."), ["Three aims: docks | crews | books!"]);
    }

    #[test]
    fn more_items_than_announced_are_another_set() {
        assert_eq!(drawn("Two aims: docks; crews; and books."), [""; 0]);
    }

    #[test]
    fn a_clause_behind_a_comma_is_no_second_item() {
        assert_eq!(drawn("Two aims, including docks and crews, were named."), [""; 0]);
    }

    #[test]
    fn an_item_keeps_the_marks_inside_it() {
        let text =
            "Three aims: (1) the \u{201C}docks and crews\u{201D} (old); (2) ropes (new); and (3) \"tea and ink\".";
        assert_eq!(drawn(text), ["Three aims: the “docks and crews” (old) | ropes (new) | tea and ink"]);
        let text = "Three aims: the light, the \"crews and the ropes\" of old, and \"fair and free trade\" for all.";
        assert_eq!(
            drawn(text),
            ["Three aims: the light | the \"crews and the ropes\" of old | \"fair and free trade\" for all"]
        );
        assert_eq!(drawn("Three aims: \"more light\" and \"free and fair trade\"."), [""; 0]);
    }

    #[test]
    fn an_item_does_without_the_verb_of_its_ordinal() {
        let text = "Two aims stand out. The first is to keep calm. The second is to keep still.";
        assert_eq!(drawn(text), ["Two aims: keep calm | keep still"]);
    }

    #[test]
    fn what_has_no_number_is_a_set_where_it_follows_at_once() {
        let text = "We keep the following rules:\n\n1. Be calm.\n2. Be kind.\n3. Be still.\n";
        assert_eq!(drawn(text), ["following rules: Be calm | Be kind | Be still"]);
        assert_eq!(drawn("We keep the following rules. First, calm. Second, ink."), [""; 0]);
    }

    #[test]
    fn a_listing_far_below_belongs_to_nothing() {
        let text =
            format!("We have two aims.\n\n{}First, docks. Second, crews.\n", "Words of no weight.\n\n".repeat(60));
        assert_eq!(drawn(&text), [""; 0]);
    }

    #[test]
    fn masses_of_announcements_are_read_once() {
        for piece in [
            "two aims: a1 and b1. ",
            "two aims: a1 and b1.\n",
            "two aims\n",
            "(1) two aims ",
            "- two aims\n",
            "two ",
            "\u{201C}two aims\u{201D}: ",
        ] {
            let text = piece.repeat(200_000 / piece.len());
            assert!(sets(&text).len() <= text.len(), "{piece:?}");
        }
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_source(
            text in "(two|2|three|aims|points|the following|First,|Second,|Third,|and|namely|one-|\\(1\\)|\\(2\\)|[,;:.—()“”\"'*#-]|é|docks|crews|\u{FEFF}|\r\n| |\n){0,60}",
        ) {
            let source = text.trim_start_matches('\u{FEFF}');
            for set in sets(&text) {
                prop_assert!(source.get(set.span.start..set.span.end).is_some());
                prop_assert!(set.items.len() > 1);
                prop_assert!(set.items.iter().all(|item| source.get(item.span.start..item.span.end).is_some()));
            }
        }
    }
}
