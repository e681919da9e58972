//! A document of the corpus as the answers beyond the protocol name it.

use serde::Serialize;

use crate::corpus::{Document, Passage};

use super::markdown::on_one_line;
use super::protocol::lsp::{Location, Url};
use super::sources::Places;

/// What a client is told of a document; what is unknown is absent.
#[derive(Debug, Serialize)]
pub(super) struct SourceDocument {
    id: String,
    uri: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

impl SourceDocument {
    /// `None` for a document whose path is no address.
    pub(super) fn of(document: &Document, places: &Places<'_>) -> Option<Self> {
        Some(Self {
            id: on_one_line(&document.id),
            uri: places.address(document.readable_file())?,
            title: document.title.as_deref().map(on_one_line),
            credit: document.credit().map(on_one_line),
            date: document.date.map(|date| date.to_string()),
        })
    }
}

/// Where the words of a passage stand. Blocking: reads the line for its columns.
pub(super) fn location(passage: &Passage, places: &mut Places<'_>) -> Option<Location> {
    places.location(passage.document.readable_file(), passage.start, passage.end)
}
