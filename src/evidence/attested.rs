//! What the corpus says of a phrase, seen from the date of a draft: how often it
//! stands there, and a place to show.
//!
//! Asking costs microseconds, reading a passage costs a file; answers are
//! remembered for as long as one state of the corpus is open.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::MeetingYears;
use crate::corpus::{Corpus, CorpusError, Hit, Passage, Zone};
use crate::prose::PartialDate;
use crate::termbase::Termbase;
use crate::text::tokenize;

/// Passages read in search of one that shows the phrase by itself.
const TRIES: usize = 6;
/// Answers remembered at most.
const REMEMBERED: usize = 20_000;

/// What the corpus says of one phrase.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attested {
    /// Occurrences in all.
    pub total: usize,
    /// One to show: the latest not after the draft's date; where there is none, the
    /// earliest.
    pub passage: Option<Passage>,
}

/// The remembered answers of one opened corpus.
#[derive(Debug, Default)]
pub struct Attestations {
    known: Mutex<FxHashMap<(String, PartialDate), Arc<Attested>>>,
    pub(super) meetings: Mutex<FxHashMap<(u32, String), Arc<MeetingYears>>>,
}

/// The answer to a question about a phrase.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The project has no corpus.
    NoCorpus,
    /// The corpus may not be asked in this pass.
    NotYet,
    /// What it says.
    Known(Arc<Attested>),
    /// It could not answer.
    Failed(CorpusError),
}

impl Answer {
    /// What the corpus says, where it said something.
    #[must_use]
    pub fn known(&self) -> Option<&Attested> {
        match self {
            Self::Known(attested) => Some(attested),
            _ => None,
        }
    }
}

/// The sources a rule may lean on in one pass over a draft.
#[derive(Clone, Copy)]
pub struct Sources<'s> {
    /// The corpus, where there is one.
    pub corpus: Option<&'s dyn Corpus>,
    /// Tells a phrase from a longer term that it is the beginning of.
    pub termbase: &'s Termbase,
    /// What it has already said.
    pub attestations: &'s Attestations,
    /// Whether it may be asked something new: reading passages costs time that a
    /// keystroke does not have.
    pub may_ask: bool,
    /// The date of the draft.
    pub as_of: PartialDate,
}

impl Sources<'_> {
    /// What the corpus says of `phrase`.
    #[must_use]
    pub fn attested(&self, phrase: &str) -> Answer {
        let Some(corpus) = self.corpus else { return Answer::NoCorpus };
        let key = (phrase.to_owned(), self.as_of);
        if let Some(known) = self.attestations.lock().get(&key) {
            return Answer::Known(Arc::clone(known));
        }
        if !self.may_ask {
            return Answer::NotYet;
        }
        match self.ask(corpus, phrase) {
            Ok(attested) => {
                let attested = Arc::new(attested);
                let mut known = self.attestations.lock();
                if known.len() >= REMEMBERED {
                    known.clear();
                }
                known.insert(key, Arc::clone(&attested));
                Answer::Known(attested)
            }
            Err(error) => Answer::Failed(error),
        }
    }

    fn ask(&self, corpus: &dyn Corpus, phrase: &str) -> Result<Attested, CorpusError> {
        let tokens = tokenize(phrase);
        let total = corpus.count(tokens.keys())?;
        let latest = corpus.latest(tokens.keys(), self.as_of, TRIES)?;
        let passage = match self.telling(corpus, &latest) {
            None if total > 0 => self.telling(corpus, &corpus.attestations(tokens.keys(), TRIES)?.places),
            passage => passage,
        };
        Ok(Attested { total, passage })
    }

    /// The first of `hits` where the phrase stands by itself; else the first that can
    /// be read and is not page furniture.
    fn telling(&self, corpus: &dyn Corpus, hits: &[Hit]) -> Option<Passage> {
        let mut passages: Vec<Passage> = hits
            .iter()
            .take(TRIES)
            .filter_map(|hit| corpus.passage(*hit).ok())
            .filter(|passage| passage.zone != Zone::Furniture)
            .collect();
        let best = passages.iter().position(|passage| self.is_by_itself(passage)).unwrap_or(0);
        (best < passages.len()).then(|| passages.swap_remove(best))
    }

    /// Whether the words of a passage are no part of a longer term: "community with a
    /// shared future" says less where "in cyberspace" follows.
    fn is_by_itself(&self, passage: &Passage) -> bool {
        let tokens = tokenize(&passage.text);
        let terms = self.termbase.matcher().find(&passage.text, &tokens);
        !terms.iter().any(|term| term.span.contains(passage.words) && term.span.len() > passage.words.len() + 1)
    }
}

impl Attestations {
    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<(String, PartialDate), Arc<Attested>>> {
        // A map of finished answers is whole even if a thread died beside it.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
