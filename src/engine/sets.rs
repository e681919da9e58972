//! What is known of the counted set under the cursor: its label, or one of the items
//! that follow it.

use super::{Analysis, Engine, Hover, SetCard, SetEntry};
use crate::evidence::{ItemPlace, Listing, SetUse};
use crate::prose::PartialDate;
use crate::termbase::{EnumeratedSet, SetRef};
use crate::text::{Span, one_line};

impl Engine {
    /// The card of the set whose label or item stands at `offset`; all sets that fit
    /// where several do.
    pub(super) fn set_hover(&self, analysis: &Analysis, offset: usize, as_of: PartialDate) -> Option<Hover> {
        let sets = analysis.draft_sets(as_of);
        sets.uses
            .iter()
            .find_map(|found| self.card_of_use(analysis, found, offset))
            .map(|card| Hover::Set(Box::new(card)))
    }

    /// The card of a set by id, for the documentation of a completion.
    #[must_use]
    pub fn set_card(&self, id: &str) -> Option<SetCard> {
        let number = self.termbase.sets().iter().position(|set| set.id == id)?;
        let entry = self.entry(SetRef(u32::try_from(number).ok()?))?;
        Some(SetCard { span: Span::default(), found: entry.label.clone(), item: None, sets: vec![entry] })
    }

    fn card_of_use(&self, analysis: &Analysis, found: &SetUse, offset: usize) -> Option<SetCard> {
        let Place { span, item, sets } = place(analysis, found, offset)?;
        let sets: Vec<SetEntry> = sets.iter().filter_map(|set| self.entry(*set)).collect();
        let words = one_line(span.slice(&analysis.snapshot.text));
        (!sets.is_empty()).then_some(SetCard { span, found: words, item, sets })
    }

    fn entry(&self, set: SetRef) -> Option<SetEntry> {
        let set = self.termbase.set(set)?;
        Some(SetEntry {
            label: set.labels.first().cloned().unwrap_or_default(),
            announced: announced(set),
            items: set.items.iter().map(|item| item.text().to_owned()).collect(),
            unknown: set.count.saturating_sub(set.items.len()),
            source: set.source.clone(),
            notes: set.notes.clone(),
            origin: set.origin.clone(),
        })
    }
}

/// Words of a set.
struct Place {
    span: Span,
    /// The item's number in the one set; none for the label, or where several sets have it.
    item: Option<usize>,
    sets: Vec<SetRef>,
}

/// The words of a set at `offset`: its label, or an item.
fn place(analysis: &Analysis, found: &SetUse, offset: usize) -> Option<Place> {
    let snapshot = &analysis.snapshot;
    let span = found.span(snapshot);
    if span.touches(offset) {
        return Some(Place { span, item: None, sets: found.meaning.clone() });
    }
    let listings = || found.listing.iter().chain(&found.tied);
    let is_there = |item: &ItemPlace| item.to_source(snapshot).touches(offset);
    let at = listings().next()?.items.iter().position(is_there)?;
    let of = |listing: &Listing| Some((listing.set, listing.comparison.verdicts.get(at)?.item()?));
    let meant: Vec<(SetRef, usize)> = listings().filter_map(of).collect();
    let span = listings().next()?.items.get(at)?.to_source(snapshot);
    let item = if let [(_, item)] = *meant.as_slice() { Some(item) } else { None };
    Some(Place { span, item, sets: meant.into_iter().map(|(set, _)| set).collect() })
}

/// Who announced a set, where and when, as far as it is known.
pub(super) fn announced(set: &EnumeratedSet) -> String {
    let date = match (set.period.from, set.period.until) {
        (Some(from), None) => Some(from.to_string()),
        (None, None) => None,
        _ => Some(set.period.to_string()),
    };
    let known = [set.speaker.clone(), set.forum.clone(), date];
    known.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
