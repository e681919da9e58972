//! `glossator/quote`: what the sources say of a quotation. The form of question and
//! answer is that of `editors/PROTOCOL.md`.

use serde::{Deserialize, Serialize};

use crate::corpus::{CorpusError, Passage, Zone};
use crate::engine::{QuotationCard, QuotationPlace, Verdict};
use crate::text::one_line;

use super::cards;
use super::markdown::on_one_line;
use super::protocol::lsp::{Location, Range, TextDocumentIdentifier};
use super::shared::Shared;
use super::source_document::{SourceDocument, location};
use super::sources::Places;
use super::view::View;

/// Its name.
pub(super) const METHOD: &str = "glossator/quote";

/// The question.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuoteParams {
    pub(super) text_document: TextDocumentIdentifier,
    range: Option<Range>,
    text: Option<String>,
}

/// The answer.
#[derive(Debug, Serialize)]
pub(super) struct Quote {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
    verdict: &'static str,
    headline: &'static str,
    explanation: String,
    documents: usize,
    places: Vec<QuotedPlace>,
    notices: Vec<String>,
}

#[derive(Debug, Serialize)]
struct QuotedPlace {
    document: SourceDocument,
    cited: bool,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    passages: Vec<QuotedPassage>,
    differences: Vec<String>,
}

#[derive(Debug, Serialize)]
struct QuotedPassage {
    location: Location,
    before: String,
    words: String,
    after: String,
    furniture: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

/// Answers the question for a draft. Blocking: reads the sources of what is found.
///
/// # Errors
/// When the corpus cannot answer.
pub(super) fn answer(shared: &Shared, view: &View, params: &QuoteParams) -> Result<Option<Quote>, CorpusError> {
    let card = match (&params.text, params.range) {
        (Some(text), _) => view.engine().quote(&one_line(text), &[])?,
        (None, Some(range)) => view.engine().quote_selected(&view.analysed.analysis, view.ruler().span(range))?,
        (None, None) => None,
    };
    let mut places = shared.sources.places(shared.editor());
    Ok(card.map(|card| Quote::of(&card, view, &mut places)))
}

impl Quote {
    fn of(card: &QuotationCard, view: &View, places: &mut Places<'_>) -> Self {
        Self {
            text: on_one_line(&one_line(&card.text)),
            range: (!card.span.is_empty()).then(|| view.ruler().range(card.span)),
            verdict: name_of(card.verdict),
            headline: card.headline,
            explanation: card.explanation.clone(),
            documents: card.documents,
            places: card.places.iter().filter_map(|place| QuotedPlace::of(place, places)).collect(),
            notices: card.notices.iter().map(|notice| on_one_line(notice)).collect(),
        }
    }
}

impl QuotedPlace {
    fn of(place: &QuotationPlace, places: &mut Places<'_>) -> Option<Self> {
        Some(Self {
            document: SourceDocument::of(&place.document, places)?,
            cited: place.is_cited,
            verdict: name_of(Some(place.verdict)),
            speaker: place.speaker.as_deref().map(on_one_line),
            passages: place.passages.iter().filter_map(|passage| QuotedPassage::of(passage, places)).collect(),
            differences: place.differences.iter().map(|difference| on_one_line(&difference.told)).collect(),
        })
    }
}

impl QuotedPassage {
    fn of(passage: &Passage, places: &mut Places<'_>) -> Option<Self> {
        let [before, words, after] = cards::parts(passage).map(on_one_line);
        let furniture = passage.zone == Zone::Furniture;
        Some(Self { location: location(passage, places)?, before, words, after, furniture, page: passage.page })
    }
}

fn name_of(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("unknown", Verdict::name)
}
