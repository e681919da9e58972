//! The years that the corpus gives to a numbered meeting: "the Second World Internet
//! Conference in 2015". An ordinal and a name enter; each year leaves with the passages
//! that state it. A passage that names the meeting without a year says nothing here, nor
//! does the date of its document.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use super::Sources;
use crate::corpus::{Corpus, CorpusError, Passage, Zone};
use crate::prose::{GivenYear, given_years, ordinal_wordings};
use crate::text::tokenize;

/// Places read for each way to write the meeting.
const PLACES: usize = 16;
/// Meetings remembered at most.
const REMEMBERED: usize = 5_000;

/// What the corpus says of one meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingYears {
    /// Each year given, with one passage for each document that gives it.
    pub years: BTreeMap<i16, Vec<Passage>>,
}

impl Sources<'_> {
    /// The years that the corpus gives to the meeting of this ordinal and name; `None`
    /// where there is no corpus, where it may not be asked now, or where it failed.
    #[must_use]
    pub fn meeting_years(&self, ordinal: u32, name: &str) -> Option<Arc<MeetingYears>> {
        let corpus = self.corpus?;
        let key = (ordinal, name.to_lowercase());
        let meetings = || self.attestations.meetings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = meetings().get(&key) {
            return Some(Arc::clone(known));
        }
        if !self.may_ask {
            return None;
        }
        let years = Arc::new(ask(corpus, ordinal, name).ok()?);
        let mut known = meetings();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(key, Arc::clone(&years));
        Some(years)
    }
}

fn ask(corpus: &dyn Corpus, ordinal: u32, name: &str) -> Result<MeetingYears, CorpusError> {
    let mut found = MeetingYears::default();
    for ordinal in ordinal_wordings(ordinal) {
        let phrase = tokenize(&format!("{ordinal} {name}"));
        for hit in corpus.attestations(phrase.keys(), PLACES)?.places {
            // A source that is gone or has changed is no evidence.
            let Some(passage) = corpus.passage(hit).ok().filter(|passage| passage.zone != Zone::Furniture) else {
                continue;
            };
            for given in years_of(&passage) {
                let passages = found.years.entry(given.year).or_default();
                if passages.iter().all(|known| known.document.id != passage.document.id) {
                    passages.push(passage.clone());
                }
            }
        }
    }
    Ok(found)
}

fn years_of(passage: &Passage) -> Vec<GivenYear> {
    let tokens = tokenize(&passage.text);
    given_years(&passage.text, &tokens, &tokens.within(passage.words))
}
