//! What is known of the counted set under the cursor: its label, or one of the items
//! that follow it.

use super::{Analysis, Engine, Hover, SetCard, SetEntry};
use crate::evidence::SetUse;
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

    fn card_of_use(&self, analysis: &Analysis, found: &SetUse, offset: usize) -> Option<SetCard> {
        let (span, item) = place(analysis, found, offset)?;
        let sets: Vec<SetEntry> = found.meaning.iter().filter_map(|set| self.entry(*set)).collect();
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

/// The words of a set at `offset`: its label, or an item with the item's number in the
/// set.
fn place(analysis: &Analysis, found: &SetUse, offset: usize) -> Option<(Span, Option<usize>)> {
    let snapshot = &analysis.snapshot;
    let label = found.span(snapshot);
    if label.touches(offset) {
        return Some((label, None));
    }
    let listing = found.listing.as_ref()?;
    let items = listing.items.iter().zip(&listing.comparison.verdicts);
    let mut spans = items.map(|(item, verdict)| (item.to_source(snapshot), verdict.item()));
    spans.find(|(span, item)| item.is_some() && span.touches(offset))
}

/// Who announced a set, where and when, as far as it is known.
fn announced(set: &EnumeratedSet) -> String {
    let date = match (set.period.from, set.period.until) {
        (Some(from), None) => Some(from.to_string()),
        (None, None) => None,
        _ => Some(set.period.to_string()),
    };
    let known = [set.speaker.clone(), set.forum.clone(), date];
    known.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
