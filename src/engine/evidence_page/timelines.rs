//! When which rendering was in use: for each concept that a draft names, its renderings in
//! the language of the draft by year, from the corpus.

use std::cmp::Reverse;

use crate::corpus::CorpusError;
use crate::engine::{Analysis, Asked, Engine, Rendering};
use crate::evidence::Occurrence;
use crate::prose::PartialDate;
use crate::termbase::{Concept, Term};

/// Concepts whose timeline is drawn: the ones that the draft names most.
const MOST: usize = 24;

/// The renderings of one concept by year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The concept.
    pub concept: String,
    /// Its preferred term at the date of the draft, else the one that stands there.
    pub term: String,
    /// Its definition.
    pub definition: Option<String>,
    /// How often the draft names it.
    pub named: usize,
    /// Its renderings that the sources have in a dated document.
    pub renderings: Vec<Rendering>,
}

impl Engine {
    /// The timelines of a draft, and for how many concepts there was no room. A concept that
    /// no dated source names has none.
    pub(super) fn page_timelines(
        &self,
        analysis: &Analysis,
        today: PartialDate,
    ) -> Result<(Vec<Timeline>, usize), CorpusError> {
        let as_of = self.as_of(&analysis.snapshot, today);
        let mut timelines = Vec::new();
        let named = named(analysis);
        for (concept, term, count) in named.iter().take(MOST) {
            let term = concept.preferred(&term.language, as_of).unwrap_or(term);
            let asked = Asked::Phrase(term.text.clone());
            let concordance = self.concordance(analysis, &asked, 0, today, &|| false)?;
            let mut renderings = concordance.map(|found| found.renderings).unwrap_or_default();
            renderings.retain(|rendering| !rendering.years.is_empty());
            if !renderings.is_empty() {
                timelines.push(Timeline {
                    concept: concept.id.clone(),
                    term: term.text.clone(),
                    definition: concept.definition.clone(),
                    named: *count,
                    renderings,
                });
            }
        }
        Ok((timelines, named.len().saturating_sub(MOST)))
    }
}

/// The concepts of a draft, each with a term of it that stands there and how often, those
/// named most first.
fn named(analysis: &Analysis) -> Vec<(&Concept, &Term, usize)> {
    let mut named: Vec<(&Concept, &Term, usize)> = Vec::new();
    for found in Occurrence::all(&analysis.termbase, &analysis.snapshot.blocks, &analysis.terms) {
        match named.iter_mut().find(|(concept, ..)| concept.id == found.concept.id) {
            Some((.., count)) => *count += 1,
            None => named.push((found.concept, found.term, 1)),
        }
    }
    named.sort_by_key(|(.., count)| Reverse(*count));
    named
}
