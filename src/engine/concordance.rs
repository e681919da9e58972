//! The concordance of some words: every place where the sources say them, and how the
//! renderings of their concept are spread over the years.

use super::hover::{preferred_to, verdict, verdict_of};
use super::subject::{Subject, selected};
use super::{Analysis, Engine};
use crate::corpus::{Corpus, CorpusError, Passage};
use crate::evidence::{Occurrence, is_told_by_case, own_places};
use crate::prose::{PartialDate, Period};
use crate::termbase::{Concept, Term, TermStatus};
use crate::text::{Span, WordKey, one_line, tokenize};

/// Whose concordance is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// That of what stands at a byte of the draft, as a hover finds it.
    At(usize),
    /// That of the words under some bytes of the draft; a word that is touched counts
    /// whole.
    Span(Span),
    /// That of these words, wherever they come from.
    Phrase(String),
}

/// All that the sources say of some words.
#[derive(Debug, Clone, PartialEq)]
pub struct Concordance {
    /// The words.
    pub phrase: String,
    /// Places in the sources.
    pub total: usize,
    /// Documents with at least one of them.
    pub documents: usize,
    /// What the termbase says, where the words are one of its terms.
    pub concept: Option<NamedConcept>,
    /// The places by date, those without a date last; of more than were asked for, the
    /// earliest and the latest.
    pub passages: Vec<Passage>,
    /// The terms of the concept in the language of the words, the words first.
    pub renderings: Vec<Rendering>,
    /// What could not be read, a line each.
    pub notices: Vec<String>,
}

/// A concept, seen from the words that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedConcept {
    /// Its id.
    pub id: String,
    /// Its definition.
    pub definition: Option<String>,
    /// One line on the term found.
    pub verdict: String,
    /// The preferred term at the date of the draft, when it is another one.
    pub preferred: Option<String>,
}

/// How often a rendering stands in the sources, without the places where it is a part of
/// a longer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendering {
    /// The words.
    pub text: String,
    /// How the termbase regards them; `None` for words that are no term.
    pub status: Option<TermStatus>,
    /// The period that holds for, where it is limited.
    pub period: Option<Period>,
    /// All places.
    pub total: usize,
    /// Those in documents without a date.
    pub undated: usize,
    /// The others by year, in order; years without a place are left out.
    pub years: Vec<(i16, usize)>,
}

/// The words asked for, and what the termbase says of them.
struct Words<'e> {
    text: String,
    keys: Vec<WordKey>,
    term: Option<(&'e Concept, &'e Term)>,
    verdict: String,
}

impl Engine {
    /// The concordance of some words, with up to `limit` places, each read from its
    /// source. `None` where there are no sources or no words, or where `stop` said so.
    ///
    /// # Errors
    /// When the corpus cannot answer.
    pub fn concordance(
        &self,
        analysis: &Analysis,
        asked: &Asked,
        limit: usize,
        today: PartialDate,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Concordance>, CorpusError> {
        let as_of = self.as_of(&analysis.snapshot, today);
        let Some(corpus) = self.corpus() else { return Ok(None) };
        let Some(words) = self.words(analysis, asked, as_of) else { return Ok(None) };
        let usage = corpus.usage(&words.keys)?;
        let Some((passages, notices)) = read(corpus, &words.keys, limit, stop)? else { return Ok(None) };
        let renderings = renderings(corpus, &words)?;
        let concept = words.term.map(|(concept, term)| NamedConcept {
            id: concept.id.clone(),
            definition: concept.definition.clone(),
            verdict: words.verdict,
            preferred: preferred_to(concept, term, as_of).map(|preferred| preferred.text.clone()),
        });
        let (total, documents) = (usage.total, usage.documents);
        Ok(Some(Concordance { phrase: words.text, total, documents, concept, passages, renderings, notices }))
    }

    fn words<'e>(&'e self, analysis: &'e Analysis, asked: &Asked, as_of: PartialDate) -> Option<Words<'e>> {
        match asked {
            Asked::At(offset) => match self.subject(analysis, *offset)? {
                Subject::Term(occurrence) => Some(Words::of_term(&occurrence, as_of)),
                Subject::Phrase(phrase) | Subject::Named(phrase, _) => self.words_of(&phrase.text(), as_of),
                Subject::Suppression(_) => None,
            },
            Asked::Span(span) => self.words_of(&selected(&analysis.snapshot, *span), as_of),
            Asked::Phrase(phrase) => self.words_of(phrase, as_of),
        }
    }

    /// Words without a place in the draft, which are a term where the whole of them is
    /// one; `None` where there are none.
    fn words_of(&self, text: &str, as_of: PartialDate) -> Option<Words<'_>> {
        let text = one_line(text);
        let tokens = tokenize(&text);
        let found = self.termbase.matcher().find(&text, &tokens);
        let whole = found.first().filter(|found| found.words == (0..tokens.len()));
        let term = whole.and_then(|found| Some((self.termbase.concept(found.concept)?, self.termbase.term(found)?)));
        let verdict = term.map(|(_, term)| verdict(term, as_of)).unwrap_or_default();
        (!tokens.is_empty()).then(|| Words { keys: tokens.keys().to_vec(), text, term, verdict })
    }
}

impl<'e> Words<'e> {
    fn of_term(occurrence: &Occurrence<'e>, as_of: PartialDate) -> Self {
        let text = one_line(occurrence.words());
        let keys = tokenize(&text).keys().to_vec();
        let term = Some((occurrence.concept, occurrence.term));
        Self { text, keys, term, verdict: verdict_of(occurrence, as_of) }
    }
}

type ReadPassages = (Vec<Passage>, Vec<String>);

/// The passages of a phrase, and what could not be read; `None` where `stop` said so.
fn read(
    corpus: &dyn Corpus,
    phrase: &[WordKey],
    limit: usize,
    stop: &dyn Fn() -> bool,
) -> Result<Option<ReadPassages>, CorpusError> {
    let (mut passages, mut notices) = (Vec::new(), Vec::new());
    for hit in corpus.attestations(phrase, limit)?.places {
        if stop() {
            return Ok(None);
        }
        match corpus.passage(hit).map_err(|error| error.to_string()) {
            Ok(passage) => passages.push(passage),
            // A document that cannot be read may have many of the places.
            Err(notice) if notices.contains(&notice) => {}
            Err(notice) => notices.push(notice),
        }
    }
    Ok(Some((passages, notices)))
}

/// The words and the other terms of their concept in the same language, each wording
/// once. Terms that only their capitals tell from other words are left out: the corpus
/// knows no capitals.
fn renderings(corpus: &dyn Corpus, words: &Words<'_>) -> Result<Vec<Rendering>, CorpusError> {
    let own = words.term.filter(|(_, term)| tokenize(&term.text).keys() == words.keys);
    let text = own.map_or(words.text.as_str(), |(_, term)| term.text.as_str());
    let mut wordings = vec![(text, words.keys.clone(), words.term.map(|(_, term)| term))];
    for (term, keys) in words.term.into_iter().flat_map(|(concept, term)| terms_beside(concept, term)) {
        if !wordings.iter().any(|(_, known, _)| *known == keys) {
            wordings.push((&term.text, keys, Some(term)));
        }
    }
    let keys: Vec<&[WordKey]> = wordings.iter().map(|(_, keys, _)| keys.as_slice()).collect();
    let places = own_places(corpus, &keys)?;
    Ok(wordings.iter().zip(places).map(|((text, _, term), places)| Rendering::new(text, *term, &places)).collect())
}

/// The terms of a concept in the language of one of them, with their words.
fn terms_beside<'c>(concept: &'c Concept, term: &Term) -> impl Iterator<Item = (&'c Term, Vec<WordKey>)> {
    let language = term.language.clone();
    let terms = concept.terms.iter().filter(move |other| other.language == language && !is_told_by_case(other));
    terms.map(|term| (term, tokenize(&term.text).keys().to_vec()))
}

impl Rendering {
    fn new(text: &str, term: Option<&Term>, places: &crate::evidence::ByYear) -> Self {
        Self {
            text: text.to_owned(),
            status: term.map(|term| term.status),
            period: term.map(|term| term.period).filter(|period| *period != Period::default()),
            total: places.values().sum(),
            undated: places.get(&None).copied().unwrap_or(0),
            years: places.iter().filter_map(|(year, count)| Some(((*year)?, *count))).collect(),
        }
    }
}
