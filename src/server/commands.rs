//! What a client can have the server do. The server does it itself, so that a
//! command works in every editor.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::text::LineIndex;

use super::position::Ruler;
use super::protocol::lsp::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit, Url, WorkspaceEdit,
};
use super::protocol::{Result, failed};
use super::shared::Shared;
use super::upkeep::Event;
use super::uri;

/// Appends an entry to a termbase file, as an edit the user sees and can undo.
pub(super) const ADD_TERM: &str = "glossator.addTerm";
/// Brings the index of every project up to date.
pub(super) const REINDEX: &str = "glossator.reindex";
/// Returns versions, projects, sizes and memory as text.
pub(super) const DEBUG_INFORMATION: &str = "glossator.debugInformation";

/// Carries a command out. Blocking; an answer of the client is not waited for.
pub(super) fn execute(shared: &Shared, command: &str, arguments: &[Value]) -> Result<Option<Value>> {
    match command {
        ADD_TERM => add_term(shared, arguments).map(|()| None),
        REINDEX => {
            // The upkeep task lives as long as the server.
            let _ = shared.events.send(Event::Reindex);
            Ok(None)
        }
        DEBUG_INFORMATION => Ok(Some(Value::String(debug_information(shared)))),
        other => Err(failed(format!("\"{other}\" is no command of glossator"))),
    }
}

#[derive(Deserialize)]
struct NewTerm {
    termbase: PathBuf,
    text: String,
    entry: String,
}

fn add_term(shared: &Shared, arguments: &[Value]) -> Result<()> {
    let argument = arguments.first().cloned().unwrap_or_default();
    let term: NewTerm = serde_json::from_value(argument)
        .map_err(|error| failed(format!("{ADD_TERM} takes {{termbase, text, entry}}: {error}")))?;
    let projects = shared.projects.all();
    if !projects.iter().any(|(_, current)| current.engine.config().termbases.contains(&term.termbase)) {
        return Err(failed(format!("{} is no termbase of an open project", term.termbase.display())));
    }
    if !shared.editor().applies_edits {
        return Err(failed("this editor applies no edits; add the entry to the termbase by hand"));
    }
    let edit = appended(shared, &term.termbase, &term.entry).map_err(failed)?;
    shared.outbound.apply(format!("Add \"{}\"", term.text), edit);
    Ok(())
}

/// An edit that appends an entry to a file, which is made where it does not exist.
fn appended(shared: &Shared, file: &Path, entry: &str) -> std::result::Result<WorkspaceEdit, String> {
    let uri = uri::from_path(file).ok_or_else(|| format!("{} is no absolute path", file.display()))?;
    let (text, exists) = match std::fs::read_to_string(file) {
        Ok(text) => (text, true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => (String::new(), false),
        Err(error) => return Err(format!("cannot read {}: {error}", file.display())),
    };
    let lines = LineIndex::new(&text);
    let end = Ruler { text: &text, lines: &lines, encoding: shared.editor().encoding }.position(text.len());
    let gap = if text.is_empty() || text.ends_with("\n\n") {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let new_text = format!("{gap}{}\n", entry.trim());
    let edit = TextEdit::new(Range::new(end, end), new_text);
    let creates = !exists && shared.editor().creates_files;
    Ok(if shared.editor().versioned_edits { with_file(uri, edit, creates) } else { without_version(uri, edit) })
}

fn without_version(uri: Url, edit: TextEdit) -> WorkspaceEdit {
    WorkspaceEdit::new(HashMap::from([(uri, vec![edit])]))
}

fn with_file(uri: Url, edit: TextEdit, creates: bool) -> WorkspaceEdit {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
    let edit = TextDocumentEdit { text_document, edits: vec![OneOf::Left(edit)] };
    let changes = if creates {
        let create = DocumentChangeOperation::Op(ResourceOp::Create(create));
        DocumentChanges::Operations(vec![create, DocumentChangeOperation::Edit(edit)])
    } else {
        DocumentChanges::Edits(vec![edit])
    };
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

fn debug_information(shared: &Shared) -> String {
    let editor = shared.editor();
    let mut lines = vec![
        format!("glossator {} on {} {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH),
        format!("client: {}", if editor.name.is_empty() { "unnamed" } else { &editor.name }),
        format!("columns: {:?}; diagnostics: {}", editor.encoding, if editor.pulls { "pulled" } else { "pushed" }),
        format!("memory: {}", memory().unwrap_or_else(|| "unknown".to_owned())),
    ];
    for folder in shared.projects.folders() {
        lines.push(format!("folder: {}", folder.display()));
    }
    for (key, current) in shared.projects.all() {
        let (documents, concepts, terms) = current.engine.size();
        let index = current.engine.config().index_folder().map(|folder| folder.display().to_string());
        lines.push(format!("project: {}", key.display()));
        lines.push(format!("  {documents} documents, {concepts} concepts, {terms} terms"));
        lines.push(format!("  index: {}", index.unwrap_or_else(|| "nowhere".to_owned())));
    }
    for open in shared.session.all() {
        lines.push(format!("draft: {} version {}, {} bytes", open.key, open.draft.version(), open.draft.len()));
    }
    lines.join("\n")
}

/// Resident and anonymous memory, where the system tells in `/proc`.
fn memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    Some(format!("{} resident, {} anonymous", field("VmRSS")?, field("RssAnon")?))
}
