//! The numbers of listed items, where the text shows none or another one. A stretch of a
//! draft enters, numbers with their places leave.
//!
//! An item of a known set has its number in the set; where several sets fit, only if it
//! has the same in all. An item of any other set that is announced with a number, or that
//! other items count, has its number in the listing. Items that show that very number
//! themselves get none, and neither does a series in a sentence that is of no known set:
//! there "and" leaves open what is one item.

use std::collections::BTreeSet;

use super::sets::announced;
use super::{Analysis, Engine, ItemNumber};
use crate::draft::Snapshot;
use crate::evidence::{ItemPlace, Listing};
use crate::prose::{Enumeration, Form, Item, Link, PartialDate};
use crate::termbase::EnumeratedSet;
use crate::text::{Span, one_line};

impl Engine {
    /// The numbers of the items that begin in `within`, by place.
    #[must_use]
    pub fn item_numbers(&self, analysis: &Analysis, within: Span, today: PartialDate) -> Vec<ItemNumber> {
        let snapshot = &analysis.snapshot;
        let sets = analysis.draft_sets(self.as_of(snapshot, today));
        let mut of_sets: BTreeSet<usize> = BTreeSet::new();
        let mut found: Vec<ItemNumber> = Vec::new();
        for one in &sets.uses {
            let listings: Vec<&Listing> = one.listing.iter().chain(&one.tied).collect();
            of_sets.extend(listings.first().map(|listing| listing.enumeration));
            found.extend(self.numbers_in_sets(snapshot, &listings, within));
        }
        let is_other =
            |(at, other): &(usize, &Enumeration)| !of_sets.contains(at) && is_within(snapshot, other, within);
        let others = snapshot.enumerations.iter().enumerate().filter(is_other);
        found.extend(others.flat_map(|(_, other)| numbers_in_listing(snapshot, other, within)));
        found.sort_by_key(|number| number.at);
        found.dedup_by_key(|number| number.at);
        found
    }

    fn numbers_in_sets(&self, snapshot: &Snapshot, listings: &[&Listing], within: Span) -> Vec<ItemNumber> {
        let Some(items) = listings.first().map(|listing| &listing.items) else { return Vec::new() };
        let sets: Vec<&EnumeratedSet> = listings.iter().filter_map(|listing| self.termbase.set(listing.set)).collect();
        let number = |(at, item): (usize, &ItemPlace)| {
            let start = Some(item.to_source(snapshot).start).filter(|start| within.touches(*start))?;
            let number = agreed(listings, at)? + 1;
            let enumeration = snapshot.enumerations.get(listings.first()?.enumeration)?;
            let shown = shown_number(snapshot, enumeration.items.get(at)?);
            let of = sets.first().map(|set| set.count).filter(|count| sets.iter().all(|set| set.count == *count))?;
            let about: Vec<String> = sets.iter().map(|set| described(set, number)).collect();
            (shown != Some(number)).then(|| ItemNumber { at: start, number, of: Some(of), about: about.join("\n") })
        };
        items.iter().enumerate().filter_map(number).collect()
    }
}

/// The number, from 0, that an item has in every one of the sets.
fn agreed(listings: &[&Listing], at: usize) -> Option<usize> {
    let mut numbers = listings.iter().map(|listing| listing.comparison.verdicts.get(at)?.item());
    let first = numbers.next()??;
    numbers.all(|number| number == Some(first)).then_some(first)
}

/// "item 2 of four principles (Xi Jinping, ..., 2015-12-16): maintenance of peace".
fn described(set: &EnumeratedSet, number: usize) -> String {
    let label = set.labels.first().map_or("", String::as_str);
    let announced = Some(announced(set)).filter(|it| !it.is_empty()).map(|it| format!(" ({it})"));
    let item = set.items.get(number - 1).map(|item| format!(": {}", item.text()));
    format!("item {number} of {label}{}{}", announced.unwrap_or_default(), item.unwrap_or_default())
}

/// The number that an item shows itself, by its ordinal or as one of a numbered list.
fn shown_number(snapshot: &Snapshot, item: &Item) -> Option<usize> {
    let ordinal = item.ordinal.and_then(|ordinal| ordinal.number);
    let in_list = || {
        let place = snapshot.blocks.get(item.unit)?.list.filter(|place| place.opens)?;
        u32::try_from(place.start? + u64::from(place.item)).ok()
    };
    ordinal.or_else(in_list).and_then(|number| usize::try_from(number).ok())
}

/// Whether some of a listing may stand in a stretch of a draft.
fn is_within(snapshot: &Snapshot, listing: &Enumeration, within: Span) -> bool {
    let place = |item: &Item| snapshot.blocks.get(item.unit).map(|block| block.source);
    let ends = listing.items.first().and_then(place).zip(listing.items.last().and_then(place));
    ends.is_some_and(|(first, last)| first.start <= within.end && within.start <= last.end)
}

/// The numbers of items that belong to no known set.
fn numbers_in_listing(snapshot: &Snapshot, listing: &Enumeration, within: Span) -> Vec<ItemNumber> {
    let announcement = listing.announcement.as_ref().filter(|it| it.label.number.is_some());
    let is_counted = announcement.is_some_and(|it| it.link == Link::Direct);
    let announced = announcement.and_then(|it| Some((it, snapshot.blocks.get(it.unit)?)));
    let of = announced.map_or_else(String::new, |(it, block)| {
        format!(" of \"{}\"", one_line(it.label.span.slice(&block.content.text)))
    });
    let number = |(number, item): (usize, &Item)| {
        let block = snapshot.blocks.get(item.unit).filter(|block| !block.quoted)?;
        let start = Some(block.to_source(item.span).start).filter(|start| within.touches(*start))?;
        let is_told = match listing.form {
            Form::List => is_counted,
            // "Finally", "last but not least" among others that are numbered.
            Form::Ordinals => item.ordinal.is_some(),
            Form::Headings | Form::Series => false,
        };
        let is_bare = shown_number(snapshot, item).is_none();
        (is_told && is_bare).then(|| ItemNumber { at: start, number, of: None, about: format!("item {number}{of}") })
    };
    let first = usize::try_from(listing.first).unwrap_or(1);
    (first..).zip(&listing.items).filter_map(number).collect()
}
