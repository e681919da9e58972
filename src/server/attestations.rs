//! `glossator/attestations`: the concordance of some words. The form of question and
//! answer is that of `editors/PROTOCOL.md`.

use serde::{Deserialize, Serialize};

use crate::corpus::{CorpusError, Passage, Zone};
use crate::engine::{Asked, Concordance, NamedConcept, Rendering};
use crate::termbase::TermStatus;
use crate::text::one_line;

use super::cards;
use super::markdown::on_one_line;
use super::protocol::lsp::{Location, Range, TextDocumentIdentifier};
use super::shared::Shared;
use super::source_document::{SourceDocument, location};
use super::sources::Places;
use super::view::View;

/// Its name.
pub(super) const METHOD: &str = "glossator/attestations";

/// Places listed where the client does not say how many.
const USUAL_LIMIT: usize = 200;
/// Places listed at most: each may be one more file to read.
const HIGHEST_LIMIT: usize = 2_000;

/// The question.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AttestationsParams {
    pub(super) text_document: TextDocumentIdentifier,
    range: Option<Range>,
    phrase: Option<String>,
    limit: Option<usize>,
}

/// The answer.
#[derive(Debug, Serialize)]
pub(super) struct Attestations {
    phrase: String,
    total: usize,
    documents: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    concept: Option<ConceptFound>,
    #[serde(rename = "attestations")]
    places: Vec<Attestation>,
    renderings: Vec<RenderingByYear>,
    notices: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ConceptFound {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
    verdict: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred: Option<String>,
}

#[derive(Debug, Serialize)]
struct Attestation {
    location: Location,
    before: String,
    words: String,
    after: String,
    document: SourceDocument,
    furniture: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

#[derive(Debug, Serialize)]
struct RenderingByYear {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    total: usize,
    undated: usize,
    years: Vec<YearCount>,
}

#[derive(Debug, Serialize)]
struct YearCount {
    year: i16,
    count: usize,
}

/// Answers the question for a draft. Blocking: reads the sources of what is listed.
///
/// # Errors
/// When the corpus cannot answer.
pub(super) fn answer(
    shared: &Shared,
    view: &View,
    params: &AttestationsParams,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Attestations>, CorpusError> {
    let Some(asked) = asked(view, params) else { return Ok(None) };
    let limit = params.limit.unwrap_or(USUAL_LIMIT).min(HIGHEST_LIMIT);
    let found = view.engine().concordance(&view.analysed.analysis, &asked, limit, view.today, stop)?;
    Ok(found.map(|concordance| Attestations::of(concordance, &mut shared.sources.places(shared.editor()))))
}

fn asked(view: &View, params: &AttestationsParams) -> Option<Asked> {
    if let Some(phrase) = &params.phrase {
        return Some(Asked::Phrase(phrase.clone()));
    }
    let span = view.ruler().span(params.range?);
    Some(if span.is_empty() { Asked::At(span.start) } else { Asked::Span(span) })
}

impl Attestations {
    fn of(found: Concordance, places: &mut Places<'_>) -> Self {
        Self {
            phrase: on_one_line(&found.phrase),
            total: found.total,
            documents: found.documents,
            concept: found.concept.map(ConceptFound::of),
            places: found.passages.iter().filter_map(|passage| Attestation::of(passage, places)).collect(),
            renderings: found.renderings.iter().map(RenderingByYear::of).collect(),
            notices: found.notices.iter().map(|notice| on_one_line(notice)).collect(),
        }
    }
}

impl ConceptFound {
    fn of(concept: NamedConcept) -> Self {
        Self {
            id: on_one_line(&concept.id),
            definition: concept.definition.map(|definition| on_one_line(&one_line(&definition))),
            verdict: on_one_line(&concept.verdict),
            preferred: concept.preferred.map(|preferred| on_one_line(&preferred)),
        }
    }
}

impl Attestation {
    fn of(passage: &Passage, places: &mut Places<'_>) -> Option<Self> {
        let [before, words, after] = cards::parts(passage).map(on_one_line);
        Some(Self {
            location: location(passage, places)?,
            before,
            words,
            after,
            document: SourceDocument::of(&passage.document, places)?,
            furniture: passage.zone == Zone::Furniture,
            page: passage.page,
        })
    }
}

impl RenderingByYear {
    fn of(rendering: &Rendering) -> Self {
        Self {
            text: on_one_line(&rendering.text),
            status: rendering.status.map(TermStatus::as_str),
            period: rendering.period.map(|period| period.to_string()),
            total: rendering.total,
            undated: rendering.undated,
            years: rendering.years.iter().map(|&(year, count)| YearCount { year, count }).collect(),
        }
    }
}
