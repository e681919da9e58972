//! The people a draft names in full, and what its shorter names mean after that:
//! "Wang" is Wang Yi where the draft names Wang Yi and no other Wang.
//!
//! Only people of the termbase are known; a family name that two of them share in one
//! draft means neither.

use std::sync::Arc;

use super::BlockTerms;
use crate::termbase::{NameMatch, PersonRef, Termbase};

/// The people of a termbase whom a draft names in full, also in quotations.
#[derive(Debug, Default)]
pub struct Cast {
    /// In order of their numbers.
    people: Vec<PersonRef>,
}

impl Cast {
    /// The people that `terms`, one entry a block, name in full.
    #[must_use]
    pub fn of(termbase: &Termbase, terms: &[Arc<BlockTerms>]) -> Self {
        let names = terms.iter().flat_map(|terms| &terms.names);
        let mut people: Vec<PersonRef> =
            names.filter_map(|found| only(&termbase.names().meaning(found).full)).collect();
        people.sort_unstable();
        people.dedup();
        Self { people }
    }

    /// Whether the draft names this person in full.
    #[must_use]
    pub fn holds(&self, person: PersonRef) -> bool {
        self.people.binary_search(&person).is_ok()
    }

    /// Whose name this is: a full name, or a family name that one person of the draft
    /// has.
    #[must_use]
    pub fn whose(&self, termbase: &Termbase, found: &NameMatch) -> Option<PersonRef> {
        let meaning = termbase.names().meaning(found);
        only(&meaning.full).or_else(|| self.only_known(&meaning.family))
    }

    /// The one of `people` that the draft names in full, if it is one.
    #[must_use]
    pub fn only_known(&self, people: &[PersonRef]) -> Option<PersonRef> {
        let mut known = people.iter().copied().filter(|person| self.holds(*person));
        known.next().filter(|_| known.next().is_none())
    }
}

fn only(people: &[PersonRef]) -> Option<PersonRef> {
    match people {
        [person] => Some(*person),
        _ => None,
    }
}
