//! What is known of the counted set under the cursor: its label, or one of the items
//! that follow it. What the termbase holds stands first; what the sources announce by the
//! same label is shown as theirs.

use super::{Analysis, Engine, Hover, SetCard, SetEntry, ToldEntry};
use crate::corpus::{Corpus, SetLabel};
use crate::evidence::{ItemPlace, Listing, SetUse, ToldSet, told_sets};
use crate::prose::{Item, PartialDate};
use crate::termbase::{EnumeratedSet, SetRef};
use crate::text::{Span, one_line};

/// Sets of the sources on a card, which is read in passing.
const TOLD: usize = 3;

/// What a cursor on a counted set stands on.
struct Pointed {
    card: SetCard,
    /// What the sources are asked for.
    label: Option<SetLabel>,
    /// The item whose words a set of the sources must have to be shown.
    item: Option<String>,
}

impl Engine {
    /// The card of the set of the termbase whose label or item stands at `offset`, of all
    /// sets where several fit; then what the sources announce by that label.
    pub(super) fn set_hover(&self, analysis: &Analysis, offset: usize, as_of: PartialDate) -> Option<Hover> {
        let sets = analysis.draft_sets(as_of);
        let pointed = sets.uses.iter().find_map(|found| self.pointed_use(analysis, found, offset))?;
        Some(Hover::Set(Box::new(self.told(pointed))))
    }

    /// The card of a set by id, for the documentation of a completion.
    #[must_use]
    pub fn set_card(&self, id: &str) -> Option<SetCard> {
        let number = self.termbase.sets().iter().position(|set| set.id == id)?;
        let entry = self.entry(SetRef(u32::try_from(number).ok()?))?;
        Some(SetCard { found: entry.label.clone(), sets: vec![entry], ..SetCard::default() })
    }

    /// The card of the sets that the sources alone announce by the label at `offset`, or
    /// by that of the item there.
    pub(super) fn told_hover(&self, analysis: &Analysis, offset: usize) -> Option<Hover> {
        let pointed = pointed_label(analysis, offset).or_else(|| pointed_item(analysis, offset))?;
        let card = self.told(pointed);
        (!card.told.is_empty()).then(|| Hover::Set(Box::new(card)))
    }

    fn pointed_use(&self, analysis: &Analysis, found: &SetUse, offset: usize) -> Option<Pointed> {
        let Place { span, item, sets } = place(analysis, found, offset)?;
        let sets: Vec<SetEntry> = sets.iter().filter_map(|set| self.entry(*set)).collect();
        let label = SetLabel::parse(found.span(&analysis.snapshot).slice(&analysis.snapshot.text));
        let card = SetCard { item, sets, ..card(analysis, span) };
        (!card.sets.is_empty()).then_some(Pointed { card, label, item: None })
    }

    /// The card with the sets of the sources; where they cannot answer, without.
    fn told(&self, Pointed { mut card, label, item }: Pointed) -> SetCard {
        let (Some(corpus), Some(label)) = (self.corpus(), label) else { return card };
        let mut told = told_sets(corpus, Some(label)).unwrap_or_default();
        if let Some(item) = item {
            told.retain(|told| told.has_item(&item));
        }
        card.told = told.iter().take(TOLD).filter_map(|told| told_entry(corpus, told)).collect();
        card.more = told.len().saturating_sub(TOLD);
        card
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

/// A card on some words of the draft, with nothing on it.
fn card(analysis: &Analysis, span: Span) -> SetCard {
    let found = one_line(span.slice(&analysis.snapshot.text));
    SetCard { span, found, item: None, sets: Vec::new(), told: Vec::new(), more: 0 }
}

/// The label at `offset`, whether the termbase knows it or not.
fn pointed_label(analysis: &Analysis, offset: usize) -> Option<Pointed> {
    let block = analysis.snapshot.block_at(offset)?;
    let content = &block.content;
    let labels = content.marks.labels().iter().filter(|label| label.number.is_some());
    let label = labels.into_iter().find(|label| block.to_source(label.span).touches(offset))?;
    let asked = SetLabel::of(label, &content.text, &content.tokens);
    Some(Pointed { card: card(analysis, block.to_source(label.span)), label: Some(asked), item: None })
}

/// The item at `offset` of a listing that a label announces.
fn pointed_item(analysis: &Analysis, offset: usize) -> Option<Pointed> {
    let blocks = &analysis.snapshot.blocks;
    analysis.snapshot.enumerations.iter().find_map(|listing| {
        let announcement = listing.announcement.as_ref().filter(|it| it.label.number.is_some())?;
        let gist = |item: &Item| {
            let block = blocks.get(item.unit)?;
            Some(block.to_source(item.gist(listing.form, &block.content.text, &block.content.tokens)))
        };
        let span = listing.items.iter().filter_map(gist).find(|span| span.touches(offset))?;
        let content = &blocks.get(announcement.unit)?.content;
        let label = SetLabel::of(&announcement.label, &content.text, &content.tokens);
        let card = card(analysis, span);
        Some(Pointed { item: Some(card.found.clone()), label: Some(label), card })
    })
}

/// A set of the sources as a card shows it.
fn told_entry(corpus: &dyn Corpus, told: &ToldSet) -> Option<ToldEntry> {
    let (document, set) = told.shown()?;
    Some(ToldEntry {
        label: set.label.clone(),
        items: set.items.iter().map(|item| item.text.clone()).collect(),
        count: set.count(),
        is_full: set.is_full,
        document: corpus.document(document).ok()?,
        place: set.place,
        others: told.documents().len().saturating_sub(1),
    })
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
