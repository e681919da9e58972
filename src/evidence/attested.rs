//! What the corpus says of a phrase, seen from the date of a draft: how often it
//! stands there, and a place to show; and of a quotation: where it is from.
//!
//! Asking costs microseconds, reading a passage costs a file; answers are
//! remembered for as long as one state of the corpus is open.

use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::Speaker;
use super::figures::{AlteredFigure, HeldFigure, compared, may_repeat, repeated_in};
use super::quotation::{BlockRun, Practice, Traced, TracedPlace, block_runs, may_hold_runs, trace};
use super::speaker::speaker_at;
use super::{MeetingYears, People};
use crate::corpus::{Corpus, CorpusError, DocumentRef, Hit, Passage, Zone};
use crate::draft::BlockContent;
use crate::prose::PartialDate;
use crate::termbase::Termbase;
use crate::text::{Span, tokenize};

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

/// The words of a quotation, the documents cited with it, and the practice it is judged by.
type QuotationKey = (String, Vec<DocumentRef>, Practice);

/// A sentence, and the documents cited in it.
type FigureKey = (String, Vec<DocumentRef>);

/// A place of a document: bytes of its text.
type PlaceKey = (DocumentRef, Span);

/// The remembered answers of one opened corpus.
#[derive(Debug, Default)]
pub struct Attestations {
    known: Mutex<FxHashMap<(String, PartialDate), Arc<Attested>>>,
    traced: Mutex<FxHashMap<QuotationKey, Arc<Traced>>>,
    /// By the hash of the block.
    runs: Mutex<FxHashMap<u64, Arc<Vec<BlockRun>>>>,
    speakers: Mutex<FxHashMap<PlaceKey, Arc<Option<Speaker>>>>,
    figures: Mutex<FxHashMap<FigureKey, Arc<Vec<HeldFigure>>>>,
    /// By the hash of the block.
    repeated: Mutex<FxHashMap<u64, Arc<Vec<AlteredFigure>>>>,
    people: OnceLock<People>,
    pub(super) meetings: Mutex<FxHashMap<(u32, String), Arc<MeetingYears>>>,
}

/// The answer to a question about a phrase, or about a quotation.
#[derive(Debug, Clone)]
pub enum Answer<T = Attested> {
    /// The project has no corpus.
    NoCorpus,
    /// The corpus may not be asked in this pass.
    NotYet,
    /// What it says.
    Known(Arc<T>),
    /// It could not answer.
    Failed(CorpusError),
}

impl<T> Answer<T> {
    /// What the corpus says, where it said something.
    #[must_use]
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(known) => Some(known),
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
        self.remembered(&self.attestations.known, (phrase.to_owned(), self.as_of), || self.ask(corpus, phrase))
    }

    /// Where the words of a quotation are from; `text` is what stands between its marks.
    /// Documents in `cited` are looked at first.
    #[must_use]
    pub fn traced(&self, text: &str, cited: &[DocumentRef], practice: Practice) -> Answer<Traced> {
        let Some(corpus) = self.corpus else { return Answer::NoCorpus };
        let key = (text.to_owned(), cited.to_vec(), practice);
        self.remembered(&self.attestations.traced, key, || trace(corpus, text, cited, practice))
    }

    /// Who speaks the words of a place of a source; `None` where it is unknown or where
    /// several people do. Reads the source once for each place.
    #[must_use]
    pub fn speaker_at(&self, place: &TracedPlace) -> Answer<Option<Speaker>> {
        let Some(corpus) = self.corpus else { return Answer::NoCorpus };
        let spans = place.segments.iter().flatten().map(|segment| segment.span);
        let Some(words) = spans.reduce(Span::cover) else { return Answer::Known(Arc::default()) };
        self.remembered(&self.attestations.speakers, (place.number, words), || speaker_at(corpus, place))
    }

    /// The people whose texts the corpus has; none before it may be asked.
    #[must_use]
    pub fn people(&self) -> Option<&People> {
        let corpus = self.corpus?;
        match self.attestations.people.get() {
            None if !self.may_ask => None,
            _ => Some(self.attestations.people.get_or_init(|| People::of(corpus))),
        }
    }

    /// The amounts of a sentence, held against the documents cited in it.
    #[must_use]
    pub fn figures(&self, sentence: &str, cited: &[DocumentRef]) -> Answer<Vec<HeldFigure>> {
        let Some(corpus) = self.corpus else { return Answer::NoCorpus };
        if cited.is_empty() {
            return Answer::Known(Arc::default());
        }
        let key = (sentence.to_owned(), cited.to_vec());
        self.remembered(&self.attestations.figures, key, || compared(corpus, sentence, cited))
    }

    /// The amounts of a block's sentences that nearly repeat a source which has others.
    #[must_use]
    pub fn repeated_figures(&self, content: &BlockContent) -> Answer<Vec<AlteredFigure>> {
        let Some(corpus) = self.corpus else { return Answer::NoCorpus };
        if !may_repeat(content) {
            return Answer::Known(Arc::default());
        }
        self.remembered(&self.attestations.repeated, content.hash, || repeated_in(corpus, content))
    }

    /// The runs of a block's own words that stand in the sources word for word.
    #[must_use]
    pub fn runs(&self, content: &BlockContent) -> Answer<Vec<BlockRun>> {
        let Some(corpus) = self.corpus else { return Answer::NoCorpus };
        if !may_hold_runs(content) {
            return Answer::Known(Arc::default());
        }
        self.remembered(&self.attestations.runs, content.hash, || block_runs(corpus, content))
    }

    /// An answer of before; else, where the corpus may be asked, a new one.
    fn remembered<K: Eq + Hash, T>(
        &self,
        answers: &Mutex<FxHashMap<K, Arc<T>>>,
        key: K,
        ask: impl FnOnce() -> Result<T, CorpusError>,
    ) -> Answer<T> {
        if let Some(known) = locked(answers).get(&key) {
            return Answer::Known(Arc::clone(known));
        }
        if !self.may_ask {
            return Answer::NotYet;
        }
        match ask() {
            Ok(answer) => {
                let answer = Arc::new(answer);
                let mut known = locked(answers);
                if known.len() >= REMEMBERED {
                    known.clear();
                }
                known.insert(key, Arc::clone(&answer));
                Answer::Known(answer)
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

fn locked<T>(answers: &Mutex<T>) -> MutexGuard<'_, T> {
    // A map of finished answers is whole even if a thread died beside it.
    answers.lock().unwrap_or_else(PoisonError::into_inner)
}
