//! What the sources announce and list and the termbase does not hold: candidates for it.
//! Corpus and termbase enter; the candidates leave, the best attested first, with the
//! number of sets that the termbase knows. Nothing is approved here.

use std::cmp::Reverse;

use super::compare::compare;
use super::told::{ToldSet, told_sets};
use crate::corpus::{AnnouncedSet, Corpus, CorpusError, SetLabel};
use crate::termbase::Termbase;

/// The sets that a termbase may take in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mined {
    /// Sets that the termbase does not hold, the best attested first.
    pub candidates: Vec<ToldSet>,
    /// How many sets of the sources it holds.
    pub known: usize,
}

/// The sets that the sources tell, held against the termbase.
///
/// # Errors
/// When the corpus cannot answer.
pub fn mined(corpus: &dyn Corpus, termbase: &Termbase) -> Result<Mined, CorpusError> {
    let known = Known::new(termbase);
    let (held, mut candidates): (Vec<ToldSet>, Vec<ToldSet>) =
        told_sets(corpus, None)?.into_iter().partition(|told| known.holds(told));
    candidates.sort_by_cached_key(|told| Reverse(attestation(told)));
    Ok(Mined { candidates, known: held.len() })
}

/// The sets of a termbase, by what their labels are alike to.
struct Known<'t> {
    termbase: &'t Termbase,
    /// For each set of the termbase, in its order.
    labels: Vec<Vec<SetLabel>>,
}

impl<'t> Known<'t> {
    fn new(termbase: &'t Termbase) -> Self {
        let labels = termbase.sets().iter().map(|set| set.labels.iter().filter_map(|label| SetLabel::parse(label)));
        Self { termbase, labels: labels.map(Iterator::collect).collect() }
    }

    /// Whether one of the termbase's sets has the items: half of them where its label is
    /// the same, else nearly all.
    fn holds(&self, told: &ToldSet) -> bool {
        let Some((_, set)) = told.shown() else { return false };
        let sets = self.termbase.sets().iter().zip(&self.labels).zip(0_u32..);
        sets.into_iter().any(|((known, labels), number)| {
            let items = self.termbase.set_items().of_set(number);
            if items.is_empty() || known.count != set.count() {
                return false;
            }
            let found = compare(told.wordings(), items).found();
            let is_named = labels.contains(&set.set_label());
            found >= 2 && (is_named && found * 2 >= told.wordings().len() || found * 5 >= known.count * 4)
        })
    }
}

/// Nouns of sets that somebody puts forward, to be quoted; others count what a text
/// happens to say.
const PUT_FORWARD: [&str; 29] = [
    "actions",
    "advocacies",
    "commitments",
    "demands",
    "goals",
    "guidelines",
    "initiatives",
    "measures",
    "missions",
    "norms",
    "objectives",
    "pillars",
    "plan",
    "platform",
    "pledges",
    "principles",
    "priorities",
    "proposal",
    "proposals",
    "propositions",
    "recommendations",
    "requirements",
    "rules",
    "steps",
    "strategies",
    "suggestions",
    "tasks",
    "tenets",
    "values",
];

/// Documents above this number say no more for a set.
const MOST_DOCUMENTS: usize = 20;

/// What speaks for a set: how many documents tell it, and how much it looks like a
/// formulation that is quoted.
fn attestation(told: &ToldSet) -> usize {
    told.documents().len().min(MOST_DOCUMENTS) * 4 + told.shown().map_or(0, |(_, set)| standing(set))
}

/// A noun of what is put forward, given in full, listed at once, in short items of one
/// make.
fn standing(set: &AnnouncedSet) -> usize {
    let noun = set.label.rsplit([' ', '-', '\u{2011}']).next().unwrap_or_default();
    let is_put_forward = PUT_FORWARD.iter().any(|known| known.eq_ignore_ascii_case(noun));
    let words: Vec<usize> = set.items.iter().map(|item| item.text.split_whitespace().count()).collect();
    let longest = words.iter().copied().max().unwrap_or(0);
    let points = [
        (is_put_forward, 6),
        (set.is_full, 4),
        (set.number.is_some(), 3),
        (set.items.len() > 2, 3),
        (longest <= 9, 3),
        (longest <= 16, 2),
        (set.is_direct, 1),
    ];
    points.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}
