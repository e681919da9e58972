//! `glossator/sources`: the documents that a draft leans on. The form of question and
//! answer is that of `editors/PROTOCOL.md`.

use serde::{Deserialize, Serialize};

use crate::corpus::CorpusError;
use crate::engine::{LeanedOn, SharedKind, SharedPassage};

use super::markdown::on_one_line;
use super::protocol::lsp::{Location, Range, TextDocumentIdentifier};
use super::shared::Shared;
use super::source_document::{SourceDocument, location};
use super::sources::Places;
use super::view::View;

/// Its name.
pub(super) const METHOD: &str = "glossator/sources";

/// The question.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SourcesParams {
    pub(super) text_document: TextDocumentIdentifier,
}

/// The answer.
#[derive(Debug, Serialize)]
pub(super) struct DraftSources {
    total: usize,
    documents: Vec<DraftSource>,
}

#[derive(Debug, Serialize)]
struct DraftSource {
    document: SourceDocument,
    words: usize,
    runs: usize,
    terms: usize,
    passages: Vec<PassageShared>,
}

#[derive(Debug, Serialize)]
struct PassageShared {
    kind: &'static str,
    words: String,
    range: Range,
    location: Location,
}

/// Answers the question for a draft. Blocking: reads the sources of what is listed.
///
/// # Errors
/// When the corpus cannot answer.
pub(super) fn answer(
    shared: &Shared,
    view: &View,
    stop: &dyn Fn() -> bool,
) -> Result<Option<DraftSources>, CorpusError> {
    let found = view.engine().leaning(&view.analysed.analysis, view.open.path.as_deref(), stop)?;
    let mut places = shared.sources.places(shared.editor());
    Ok(found.map(|leaning| DraftSources {
        total: leaning.total,
        documents: leaning.documents.iter().filter_map(|one| DraftSource::of(one, view, &mut places)).collect(),
    }))
}

impl DraftSource {
    fn of(one: &LeanedOn, view: &View, places: &mut Places<'_>) -> Option<Self> {
        let document = SourceDocument::of(&one.document, places)?;
        let passages = one.passages.iter().filter_map(|passage| PassageShared::of(passage, view, places));
        Some(Self { document, words: one.words, runs: one.runs, terms: one.terms, passages: passages.collect() })
    }
}

impl PassageShared {
    fn of(shared: &SharedPassage, view: &View, places: &mut Places<'_>) -> Option<Self> {
        let kind = match shared.kind {
            SharedKind::Run => "run",
            SharedKind::Term => "term",
        };
        let (words, range) = (on_one_line(&shared.words), view.ruler().range(shared.span));
        Some(Self { kind, words, range, location: location(&shared.passage, places)? })
    }
}
