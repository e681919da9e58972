//! The texts of PDF and Word documents, which no editor shows. A client that knows
//! `workspace/textDocumentContent` (3.18) asks for them by addresses of a scheme of our
//! own and shows them as read-only; any other is given the address of the file in the
//! folder of the index where the text is kept, which is read-only, too.
//!
//! ```text
//! glossator-source:/3f0c52b1a9e4d876/white%20paper.pdf.txt
//! ```

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::corpus::{address_of_text, text_by_address};

use super::editor::Editor;
use super::protocol::lsp::Url;
use super::protocol::{Result, failed};
use super::shared::Shared;
use super::uri;

/// Its name.
pub(super) const METHOD: &str = "workspace/textDocumentContent";

const SCHEME: &str = "glossator-source";

/// The question.
#[derive(Debug, Deserialize)]
pub(super) struct TextDocumentContentParams {
    uri: Url,
}

/// The answer.
#[derive(Debug, Serialize)]
pub(super) struct TextDocumentContentResult {
    text: String,
}

/// What is registered for it.
pub(super) fn registration() -> Value {
    json!({ "schemes": [SCHEME] })
}

/// The address of a source or termbase file, as this client can open it.
pub(super) fn address(path: &Path, editor: &Editor) -> Option<Url> {
    let text = address_of_text(path).filter(|_| editor.shows_texts);
    let Some(text) = text else { return uri::from_path(path) };
    let mut url: Url = format!("{SCHEME}:/").parse().ok()?;
    url.path_segments_mut().ok()?.extend(text.split('/'));
    Some(url)
}

/// The text at an address. Blocking.
///
/// # Errors
/// When no open project has it: its source has changed, or is none any more.
pub(super) fn answer(shared: &Shared, params: &TextDocumentContentParams) -> Result<TextDocumentContentResult> {
    let address = uri::decoded_path(&params.uri);
    let projects = shared.projects.all();
    let mut folders = projects.iter().filter_map(|(_, current)| current.engine.config().index_folder());
    let text = folders.find_map(|folder| text_by_address(&folder, address.trim_start_matches('/')));
    let text = text.filter(|_| params.uri.scheme() == SCHEME);
    let gone = || failed("this source has changed or is gone; go to it from the draft again");
    text.map(|text| TextDocumentContentResult { text }).ok_or_else(gone)
}
