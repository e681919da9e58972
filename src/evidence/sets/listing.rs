//! The items that follow a label, and the set whose items they are. What a listing is
//! like is the prose room's; a listing and the sets it may be enter, the one it is for
//! sure leaves, with what each item is.

use crate::draft::Snapshot;
use crate::prose::{Form, Item};
use crate::termbase::{SetRef, Termbase, Wording, telling, telling_of};
use crate::text::Span;

use super::Candidate;
use super::compare::{Comparison, compare};

/// A listing of a draft that is a known set.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The set.
    pub set: SetRef,
    /// The listing among the snapshot's.
    pub enumeration: usize,
    /// Where each item stands: the words that say what it is.
    pub items: Vec<ItemPlace>,
    /// What each item is.
    pub comparison: Comparison,
}

/// The words of one item that say what it is, without its ordinal and what is said about
/// it further on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemPlace {
    /// The block, by number.
    pub block: usize,
    /// Bytes of the block's text.
    pub span: Span,
}

impl ItemPlace {
    /// The bytes in the draft.
    #[must_use]
    pub fn to_source(self, snapshot: &Snapshot) -> Span {
        snapshot.blocks.get(self.block).map_or_else(Span::default, |block| block.to_source(self.span))
    }

    /// The words.
    #[must_use]
    pub fn words(self, snapshot: &Snapshot) -> &str {
        snapshot.blocks.get(self.block).map_or("", |block| self.span.slice(&block.content.text))
    }
}

/// The listing that the label at `label` of a block announces, by number.
pub(super) fn following(snapshot: &Snapshot, block: usize, label: Span) -> Option<usize> {
    snapshot.enumerations.iter().position(|enumeration| {
        let announcement = enumeration.announcement.as_ref();
        announcement.is_some_and(|it| it.unit == block && it.label.span.overlaps(label))
    })
}

/// The words that matched items must have together where nothing but the items tells
/// which set it is.
const TELLING: usize = 8;

/// The sets whose items a listing has, each with what the items are of it: of `right`, or of
/// the sets that have the label with another number, where such a one fits and all its items
/// are listed, or the sentence names it. One, or several that nothing tells apart.
pub(super) fn identified(
    termbase: &Termbase,
    snapshot: &Snapshot,
    enumeration: usize,
    right: &[Candidate<'_>],
    others: &[Candidate<'_>],
) -> Vec<Listing> {
    let Some(found) = snapshot.enumerations.get(enumeration).filter(|found| found.first == 1) else {
        return Vec::new();
    };
    let items: Vec<ItemPlace> = found.items.iter().map(|item| place(snapshot, found.form, item)).collect();
    let listed: Vec<Wording> = items.iter().map(|item| stems(snapshot, *item)).collect();
    let mut likely: Vec<(&Candidate<'_>, Comparison)> = Vec::new();
    let of_number = right.iter().map(|candidate| (candidate, true));
    for (candidate, is_of_number) in of_number.chain(others.iter().map(|candidate| (candidate, false))) {
        let wordings = termbase.set_items().of_set(candidate.number.0);
        let comparison = compare(&listed, wordings);
        // Many speak of "four pillars" of their own; half of another's items prove nothing.
        let is_whole = comparison.missing.is_empty() && candidate.evidence.fits(candidate.set);
        let is_proved = is_of_number || is_whole || candidate.evidence.is_explicit(candidate.set);
        if is_proved && is_this_set(candidate, wordings, &comparison) {
            likely.push((candidate, comparison));
        }
    }
    let likeness = |(_, comparison): &(&Candidate<'_>, Comparison)| comparison.same() * 2 + comparison.found();
    let Some(most) = likely.iter().map(likeness).max() else { return Vec::new() };
    likely.retain(|one| likeness(one) == most);
    let is_beaten = |one: &Candidate<'_>| likely.iter().any(|(other, _)| other.evidence.beats(one.evidence));
    let best = likely.iter().filter(|(one, _)| !is_beaten(one));
    let listing = |(one, comparison): &(&Candidate<'_>, Comparison)| Listing {
        set: one.number,
        enumeration,
        items: items.clone(),
        comparison: comparison.clone(),
    };
    best.map(listing).collect()
}

/// Which items of a set are among some words that list them, each item in its own piece:
/// for each piece the number of the item, from 0.
#[must_use]
pub fn items_among(termbase: &Termbase, set: SetRef, pieces: &[&str]) -> Vec<Option<usize>> {
    let listed: Vec<Wording> = pieces.iter().map(|piece| telling_of(piece)).collect();
    compare(&listed, termbase.set_items().of_set(set.0)).verdicts.iter().map(|verdict| verdict.item()).collect()
}

/// Whether a listing has so many of a set's items that it is this set.
fn is_this_set(candidate: &Candidate<'_>, wordings: &[Vec<Wording>], comparison: &Comparison) -> bool {
    let (known, found) = (wordings.len(), comparison.found());
    let stems = |item: usize| wordings.get(item).and_then(|it| it.first()).map_or(0, |wording| wording.len());
    let told: usize = comparison.verdicts.iter().filter_map(|verdict| verdict.item()).map(stems).sum();
    let is_meant = candidate.evidence.fits(candidate.set);
    found >= 2 && (is_meant && found * 2 >= known || found * 5 >= known * 3 && told >= TELLING)
}

fn place(snapshot: &Snapshot, form: Form, item: &Item) -> ItemPlace {
    let content = snapshot.blocks.get(item.unit).map(|block| &block.content);
    let span = content.map_or(item.span, |content| item.gist(form, &content.text, &content.tokens));
    ItemPlace { block: item.unit, span }
}

fn stems(snapshot: &Snapshot, item: ItemPlace) -> Wording {
    let Some(block) = snapshot.blocks.get(item.block) else { return Wording::default() };
    let words = block.content.tokens.within(item.span);
    telling(block.content.stems.get(words).unwrap_or_default())
}
