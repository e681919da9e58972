//! What this server offers to a client.

use serde_json::{Value, json};

use super::actions::FIX_ALL;
use super::commands;
use super::editor::Editor;
use super::protocol::lsp::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, DiagnosticOptions,
    DiagnosticServerCapabilities, ExecuteCommandOptions, HoverProviderCapability, InitializeResult, OneOf, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use super::trial;

/// The answer to `initialize`.
pub(super) fn offer(editor: &Editor) -> InitializeResult {
    InitializeResult {
        capabilities: capabilities(editor),
        server_info: Some(ServerInfo {
            name: "glossator".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn capabilities(editor: &Editor) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(editor.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync())),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            resolve_provider: Some(true),
            // A citekey, and the label of a note. Not the colon: a list that opens behind
            // each would take the Enter with which the writer begins the list's lines.
            trigger_characters: Some(vec!["@".to_owned(), "^".to_owned()]),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR, FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands(editor),
            ..ExecuteCommandOptions::default()
        }),
        // One channel only: a client that asks is never pushed to.
        diagnostic_provider: editor.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("glossator".to_owned()),
                ..DiagnosticOptions::default()
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        experimental: Some(experimental(editor)),
        ..ServerCapabilities::default()
    }
}

/// What is offered beyond the protocol, see `editors/PROTOCOL.md`.
fn experimental(editor: &Editor) -> Value {
    if trial::is_on(editor) {
        json!({"attestations": true, "sources": true, "quote": true, "glossatorTrial": true})
    } else {
        json!({"attestations": true, "sources": true, "quote": true})
    }
}

fn sync() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    }
}

fn commands(editor: &Editor) -> Vec<String> {
    let offered = [commands::ADD_TERM, commands::REINDEX, commands::DEBUG_INFORMATION];
    let trials = if trial::is_on(editor) { trial::COMMANDS } else { &[] };
    offered.iter().chain(trials).map(|command| (*command).to_owned()).collect()
}
