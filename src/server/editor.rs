//! What the client can do and where it works, read from the raw parameters of
//! `initialize`: the library's types lose `workspace.diagnostics.refreshSupport`
//! and refuse parameters they do not know.

use std::path::PathBuf;

use serde_json::Value;

use super::position::Encoding;
use super::protocol::lsp::Url;
use super::uri;

/// The numbers of the protocol for what was added to it later.
const DEPRECATED: u64 = 2;
const KEY: u64 = 20;
const AS_IS: u64 = 1;

/// A client, as it described itself.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one capability of the protocol")]
pub(super) struct Editor {
    /// Name and version, for the log.
    pub(super) name: String,
    /// What columns count in this session.
    pub(super) encoding: Encoding,
    /// Asks for diagnostics itself, and can be told to ask again; then none are pushed
    /// for drafts. One that cannot be told (Neovim 0.11) would show old diagnostics after
    /// a change of sources or terms, so it is pushed to.
    pub(super) pulls: bool,
    /// Shows related information.
    pub(super) related: bool,
    /// Opens the link of a diagnostic's code.
    pub(super) code_links: bool,
    /// Strikes deprecated words through.
    pub(super) deprecated_tag: bool,
    /// Hands a diagnostic's data back.
    pub(super) data: bool,
    /// Reads Markdown in a hover.
    pub(super) markdown_hover: bool,
    /// Reads Markdown in the documentation of a completion.
    pub(super) markdown_documentation: bool,
    /// Takes documentation that says in which format it is.
    pub(super) marked_documentation: bool,
    /// Puts lines of a completion in as they stand, where it is told to.
    pub(super) insert_modes: bool,
    /// Asks for inlay hints again when it is told to.
    pub(super) refreshes_hints: bool,
    /// Takes links as definitions.
    pub(super) links: bool,
    /// Takes nested symbols.
    pub(super) nested_symbols: bool,
    /// Knows symbols of the kind "key" in the workspace.
    pub(super) key_symbols: bool,
    /// Takes code actions that are more than commands.
    pub(super) action_literals: bool,
    /// Tells preferred code actions from others.
    pub(super) preferred_actions: bool,
    /// Takes edits for a version of a document.
    pub(super) versioned_edits: bool,
    /// Creates a file as part of an edit.
    pub(super) creates_files: bool,
    /// Applies edits it is sent.
    pub(super) applies_edits: bool,
    /// Shows progress it did not ask for.
    pub(super) progress: bool,
    /// Shows a status line, and reads `experimental/serverStatus` for it.
    pub(super) status: bool,
    /// Watches files for the server.
    pub(super) watches: bool,
    /// Watches files relative to a folder.
    pub(super) relative_patterns: bool,
    /// Answers questions about its settings.
    pub(super) configuration: bool,
    /// Tells when its settings change, where it is asked to.
    pub(super) configuration_changes: bool,
    /// Shows texts that the server gives it for addresses of its own.
    pub(super) shows_texts: bool,
    /// The folders it works in, as far as they are on disk.
    pub(super) folders: Vec<PathBuf>,
    /// Its process, to end with it.
    pub(super) process: Option<u32>,
    /// Settings from `initializationOptions`.
    pub(super) settings: Value,
}

impl Editor {
    /// Reads the parameters of `initialize`, whatever they are.
    pub(super) fn read(raw: &Value) -> Self {
        let at = |path: &str| raw.pointer(&format!("/capabilities/{path}")).unwrap_or(&Value::Null);
        let is = |path: &str| at(path).as_bool() == Some(true);
        let has = |path: &str| at(path).is_object();
        let lists = |path: &str, wanted: &str| strings(at(path)).any(|item| item == wanted);
        Self {
            name: client_name(raw),
            encoding: Encoding::choose(&strings(at("general/positionEncodings")).collect::<Vec<_>>()),
            pulls: has("textDocument/diagnostic")
                && (is("workspace/diagnostics/refreshSupport") || is("workspace/diagnostic/refreshSupport")),
            related: is("textDocument/publishDiagnostics/relatedInformation")
                || is("textDocument/diagnostic/relatedInformation"),
            code_links: is("textDocument/publishDiagnostics/codeDescriptionSupport")
                || is("textDocument/diagnostic/codeDescriptionSupport"),
            deprecated_tag: tags(at("textDocument/publishDiagnostics/tagSupport"))
                || tags(at("textDocument/diagnostic/tagSupport")),
            data: is("textDocument/publishDiagnostics/dataSupport") || is("textDocument/diagnostic/dataSupport"),
            markdown_hover: lists("textDocument/hover/contentFormat", "markdown"),
            markdown_documentation: lists("textDocument/completion/completionItem/documentationFormat", "markdown"),
            marked_documentation: at("textDocument/completion/completionItem/documentationFormat").is_array(),
            insert_modes: numbers(at("textDocument/completion/completionItem/insertTextModeSupport/valueSet"), AS_IS),
            refreshes_hints: is("workspace/inlayHint/refreshSupport"),
            links: is("textDocument/definition/linkSupport"),
            nested_symbols: is("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            key_symbols: numbers(at("workspace/symbol/symbolKind/valueSet"), KEY),
            action_literals: has("textDocument/codeAction/codeActionLiteralSupport"),
            preferred_actions: is("textDocument/codeAction/isPreferredSupport"),
            versioned_edits: is("workspace/workspaceEdit/documentChanges"),
            creates_files: lists("workspace/workspaceEdit/resourceOperations", "create"),
            applies_edits: is("workspace/applyEdit"),
            progress: is("window/workDoneProgress"),
            status: is("experimental/serverStatusNotification"),
            watches: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            relative_patterns: is("workspace/didChangeWatchedFiles/relativePatternSupport"),
            configuration: is("workspace/configuration"),
            configuration_changes: is("workspace/didChangeConfiguration/dynamicRegistration"),
            shows_texts: is("workspace/textDocumentContent/dynamicRegistration"),
            folders: folders(raw),
            process: raw.pointer("/processId").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok()),
            settings: raw.get("initializationOptions").cloned().unwrap_or_default(),
        }
    }
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().map(Vec::as_slice).unwrap_or_default().iter().filter_map(Value::as_str)
}

/// Whether a list of numbers holds this one.
fn numbers(list: &Value, wanted: u64) -> bool {
    list.as_array().is_some_and(|list| list.iter().any(|number| number.as_u64() == Some(wanted)))
}

/// Whether the tag for deprecated words is among the supported ones; before 3.16 the
/// support of all tags was said by `true`.
fn tags(support: &Value) -> bool {
    support.as_bool() == Some(true) || support.get("valueSet").is_some_and(|list| numbers(list, DEPRECATED))
}

fn client_name(raw: &Value) -> String {
    let part = |path: &str| raw.pointer(path).and_then(Value::as_str).unwrap_or_default();
    format!("{} {}", part("/clientInfo/name"), part("/clientInfo/version")).trim().to_owned()
}

/// `workspaceFolders`, else the older `rootUri`, else the oldest `rootPath`.
fn folders(raw: &Value) -> Vec<PathBuf> {
    let path = |value: &Value| uri::path(&value.as_str()?.parse::<Url>().ok()?);
    let listed = raw.get("workspaceFolders").and_then(Value::as_array);
    let mut folders: Vec<PathBuf> =
        listed.into_iter().flatten().filter_map(|folder| path(folder.get("uri")?)).collect();
    if folders.is_empty() {
        let old = || raw.get("rootPath").and_then(Value::as_str).map(PathBuf::from);
        folders.extend(raw.get("rootUri").and_then(path).or_else(old).filter(|root| root.is_absolute()));
    }
    folders
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_what_the_library_loses() {
        let editor = Editor::read(&json!({
            "processId": 7,
            "rootUri": "file:///old",
            "workspaceFolders": [{"uri": "file:///a%20b", "name": "a b"}, {"uri": "vscode-vfs:/x", "name": "x"}],
            "capabilities": {
                "workspace": {"diagnostics": {"refreshSupport": true}},
                "textDocument": {"diagnostic": {}, "publishDiagnostics": {"tagSupport": {"valueSet": [1, 2]}}},
            },
        }));
        assert!(editor.pulls && editor.deprecated_tag);
        assert_eq!((editor.process, editor.folders), (Some(7), vec![PathBuf::from("/a b")]));
    }

    #[test]
    fn takes_anything_for_parameters() {
        for odd in [json!(null), json!([]), json!({"capabilities": 3, "workspaceFolders": null, "processId": -1})] {
            let editor = Editor::read(&odd);
            assert_eq!((editor.encoding, editor.process), (Encoding::Utf16, None));
        }
    }
}
