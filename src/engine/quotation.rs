//! The card of a quotation: what the sources say of words that a draft, or a writer,
//! gives as somebody's. A traced quotation enters; its verdict, every place it may be
//! from and every difference leave, in words. How they look is the doors' business.

use std::sync::Arc;

use super::deviation::{Deviation, deviations};
use super::subject::selected;
use super::{Analysis, Engine, verdict};
use crate::corpus::{Corpus, CorpusError, Document, DocumentRef, Passage};
use crate::draft::Quotation;
use crate::evidence::quotation::{HeldQuotation, Traced, TracedPlace, Verdict};
use crate::evidence::{Answer, Sources};
use crate::prose::{PartialDate, QuotationUse, is_quotation_mark, quotations, without_marks};
use crate::text::{Span, tokenize};

/// The most words that are verified at a time: work and memory grow with their square.
const MOST_WORDS: usize = 2_000;

/// Bytes of the widest quotation mark.
const WIDEST_MARK: usize = 3;

/// What the sources say of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotationCard {
    /// The quotation with its marks: bytes of the draft.
    pub span: Span,
    /// Its words, without the marks around them.
    pub text: String,
    /// How they stand to those of the best place; unknown where a source that may have
    /// them cannot be read.
    pub verdict: Option<Verdict>,
    /// The verdict in a word or two: "verbatim".
    pub headline: &'static str,
    /// What it means, in half a line. Where several documents fit equally it asks which.
    pub explanation: String,
    /// Whether a source is cited and another one has the words, or has them better.
    pub is_elsewhere: bool,
    /// The places they may be from, the best first; a few of more.
    pub places: Vec<QuotationPlace>,
    /// How many documents have them as well as the first place does, itself included.
    pub documents: usize,
    /// What else is to be known: a cited source without them, a source that cannot be
    /// read; a line each.
    pub notices: Vec<String>,
}

/// A place that a quotation may be from.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotationPlace {
    /// The document.
    pub document: Arc<Document>,
    /// The passage of each part of the quotation: parts are parted by dots.
    pub passages: Vec<Passage>,
    /// Whether the quotation cites the document.
    pub is_cited: bool,
    /// How the quotation stands to this place.
    pub verdict: Verdict,
    /// What differs, in the order of the quotation, also what editors may change.
    pub differences: Vec<Deviation>,
    /// Who says the words there, where that is known.
    pub speaker: Option<String>,
}

impl Engine {
    /// Verifies words that somebody is said to have used, with or without the marks around
    /// them; documents in `cited` are looked at first. `None` where there is no corpus, or
    /// no word.
    ///
    /// # Errors
    /// When the corpus cannot answer, or the words are more than can be compared.
    pub fn quote(&self, words: &str, cited: &[DocumentRef]) -> Result<Option<QuotationCard>, CorpusError> {
        let text = unmarked(words);
        match tokenize(text).len() {
            0 => return Ok(None),
            count if count > MOST_WORDS => return Err(too_long(count)),
            _ => {}
        }
        match self.tracing().traced(text, cited, self.config.quoting) {
            Answer::NoCorpus | Answer::NotYet => Ok(None),
            Answer::Failed(error) => Err(error),
            Answer::Known(traced) => Ok(self.corpus().map(|corpus| self.card(corpus, text, &traced))),
        }
    }

    /// Verifies what is selected in a draft: a quotation with all that its marks and brackets
    /// say, whatever it is there for, where the selection is one or a cursor stands in one;
    /// else the words selected. `None` where there are none, or no corpus.
    ///
    /// # Errors
    /// When the corpus cannot answer.
    pub fn quote_selected(&self, analysis: &Analysis, span: Span) -> Result<Option<QuotationCard>, CorpusError> {
        let is_meant =
            |quotation: &&Quotation| is_about(span, quotation.span) || span.is_empty() && quotation.covers(span.start);
        if let Some(quotation) = analysis.snapshot.quotations.iter().find(is_meant) {
            let held = self.held(analysis, quotation);
            return match held.answer {
                Answer::Failed(error) => Err(error),
                _ => Ok(self.card_of_held(&held)),
            };
        }
        let words = selected(&analysis.snapshot, span);
        if span.is_empty() || tokenize(&words).is_empty() {
            return Ok(None);
        }
        Ok(self.quote(&words, &[])?.map(|card| QuotationCard { span, ..card }))
    }

    /// The quotation at `offset`, held against the sources, where it gives somebody's
    /// words or names a formulation: titles and words at arm's length are no quotations.
    pub(super) fn quotation_at<'a>(&self, analysis: &'a Analysis, offset: usize) -> Option<HeldQuotation<'a>> {
        let is_there = |quotation: &&Quotation| {
            quotation.covers(offset) && matches!(quotation.used_as, QuotationUse::Speech | QuotationUse::Term)
        };
        let quotation = analysis.snapshot.quotations.iter().find(is_there)?;
        Some(self.held(analysis, quotation))
    }

    /// The card of a quotation, where the sources could be asked.
    pub(super) fn card_of_held(&self, held: &HeldQuotation<'_>) -> Option<QuotationCard> {
        let card = self.card(self.corpus()?, &held.text.text, held.traced()?);
        Some(QuotationCard { span: held.quotation.span, ..card })
    }

    fn held<'a>(&self, analysis: &'a Analysis, quotation: &'a Quotation) -> HeldQuotation<'a> {
        HeldQuotation::hold(
            &analysis.snapshot,
            quotation,
            &self.tracing(),
            &self.citable(analysis),
            self.config.quoting,
        )
    }

    fn card(&self, corpus: &dyn Corpus, text: &str, traced: &Traced) -> QuotationCard {
        let documents = rivals(traced);
        let is_known = !traced.places.is_empty() || traced.unreadable.is_empty();
        let verdict = is_known.then(|| traced.verdict());
        let told = verdict::told(corpus, traced, verdict, documents);
        QuotationCard {
            span: Span::default(),
            text: text.to_owned(),
            verdict,
            headline: told.headline,
            explanation: told.explanation,
            is_elsewhere: told.is_elsewhere,
            places: traced.places.iter().map(|place| self.quotation_place(text, place)).collect(),
            documents,
            notices: verdict::notices(corpus, text, traced, told.is_elsewhere),
        }
    }

    fn quotation_place(&self, text: &str, place: &TracedPlace) -> QuotationPlace {
        let answer = self.tracing().speaker_at(place);
        let speaker = answer.known().and_then(Option::as_ref).map(|speaker| speaker.name.to_string());
        QuotationPlace {
            document: Arc::clone(&place.document),
            passages: place.segments.iter().flatten().map(|segment| segment.passage.clone()).collect(),
            is_cited: place.is_cited,
            verdict: place.judgement.verdict,
            differences: deviations(text, place),
            speaker,
        }
    }

    /// The sources for tracing: where words stand is the same at any date.
    pub(super) fn tracing(&self) -> Sources<'_> {
        self.sources(PartialDate::year_only(1), true)
    }
}

fn too_long(words: usize) -> CorpusError {
    CorpusError::Limit(format!("{words} words are too many for a quotation; verify at most {MOST_WORDS} at a time"))
}

/// Whether a selection is a quotation, give or take a mark on either side.
const fn is_about(selection: Span, quotation: Span) -> bool {
    selection.start.abs_diff(quotation.start) <= WIDEST_MARK && selection.end.abs_diff(quotation.end) <= WIDEST_MARK
}

/// Words without marks around all of them. Of two quotations the first and the last mark
/// are around neither.
fn unmarked(words: &str) -> &str {
    let words = words.trim();
    let are_several = || quotations(words).first().is_some_and(|first| first.start == 0 && first.end < words.len());
    if words.starts_with(is_quotation_mark) && words.ends_with(is_quotation_mark) && !are_several() {
        without_marks(words, Span::new(0, words.len())).slice(words).trim()
    } else {
        words
    }
}

/// How many documents have the words as well as the first place does. Only a few places
/// are judged; where these are all alike, those that were found with them count, too.
fn rivals(traced: &Traced) -> usize {
    let Some(first) = traced.places.first() else { return 0 };
    let likeness = |place: &TracedPlace| (place.judgement.verdict, place.judgement.edits, place.is_cited);
    let alike = traced.places.iter().filter(|place| likeness(place) == likeness(first));
    let mut documents: Vec<DocumentRef> = alike.map(|place| place.number).collect();
    let are_all_alike = documents.len() == traced.places.len();
    documents.sort_unstable();
    documents.dedup();
    if are_all_alike { documents.len().max(traced.documents) } else { documents.len() }
}
