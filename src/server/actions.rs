//! What a writer can do at a place, as code actions: each fix, all safe fixes of the
//! draft at once, a suppression, a new term.

use std::collections::HashMap;

use serde_json::json;

use crate::engine::{Action, Checked};
use crate::rules::{Applicability, Finding, safe_fixes};
use crate::text::Edit;

use super::commands::ADD_TERM;
use super::diagnostics;
use super::protocol::lsp::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use super::shared::Shared;
use super::view::View;

/// The kind of the action that applies all safe fixes, for "fix on save".
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.glossator");

/// The kind of the actions that insert a citation.
const CITE: CodeActionKind = CodeActionKind::new("refactor.glossator.cite");

/// The kind of the action that adds a term.
const NEW_TERM: CodeActionKind = CodeActionKind::new("refactor.glossator.term");

/// The actions for a range of a draft; a client of the first years takes commands only.
pub(super) fn actions(
    shared: &Shared,
    view: &View,
    checked: &Checked,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let only = params.context.only.as_deref();
    let span = view.ruler().span(params.range);
    let found = view.engine().actions(&view.analysed.analysis, checked, span);
    let at_place = found.iter().filter_map(|action| action_at_place(shared, view, action, only));
    let all = wanted(only, &FIX_ALL).then(|| fix_all(shared, view, checked)).flatten();
    let takes = |action: &_| shared.editor().action_literals || matches!(action, CodeActionOrCommand::Command(_));
    at_place.chain(all.map(CodeActionOrCommand::CodeAction)).filter(takes).collect()
}

/// Whether a client wants actions of this kind: `source` wants `source.fixAll`.
fn wanted(only: Option<&[CodeActionKind]>, kind: &CodeActionKind) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|asked| {
            let rest = kind.as_str().strip_prefix(asked.as_str());
            asked.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    })
}

fn action_at_place(
    shared: &Shared,
    view: &View,
    action: &Action,
    only: Option<&[CodeActionKind]>,
) -> Option<CodeActionOrCommand> {
    let is_wanted = |kind| wanted(only, &kind);
    match action {
        Action::Fix { finding, fix } if is_wanted(CodeActionKind::QUICKFIX) => {
            let preferred = fix.applicability == Applicability::Safe && finding.fixes.first() == Some(fix);
            Some(quickfix(shared, view, finding, &fix.title, &fix.edits, preferred))
        }
        Action::Suppress { finding, title, edits } if is_wanted(CodeActionKind::QUICKFIX) => {
            Some(quickfix(shared, view, finding, title, edits, false))
        }
        Action::Cite { title, edits } if is_wanted(CITE) => Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: title.clone(),
            kind: Some(CITE),
            edit: Some(edit(shared, view, edits)),
            ..CodeAction::default()
        })),
        Action::AddTerm { text, termbase, entry } if is_wanted(NEW_TERM) => {
            let title = format!("Add \"{text}\" to {}", termbase.file_name().unwrap_or_default().to_string_lossy());
            let argument = json!({"termbase": termbase, "text": text, "entry": entry});
            let command = Command::new(title.clone(), ADD_TERM.to_owned(), Some(vec![argument]));
            if !shared.editor().action_literals {
                return Some(CodeActionOrCommand::Command(command));
            }
            let action = CodeAction { title, kind: Some(NEW_TERM), command: Some(command), ..CodeAction::default() };
            Some(CodeActionOrCommand::CodeAction(action))
        }
        _ => None,
    }
}

fn quickfix(
    shared: &Shared,
    view: &View,
    finding: &Finding,
    title: &str,
    edits: &[Edit],
    preferred: bool,
) -> CodeActionOrCommand {
    CodeActionOrCommand::CodeAction(CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(diagnostics::diagnostics(shared, view, std::slice::from_ref(finding))),
        edit: Some(edit(shared, view, edits)),
        is_preferred: (preferred && shared.editor().preferred_actions).then_some(true),
        ..CodeAction::default()
    })
}

fn fix_all(shared: &Shared, view: &View, checked: &Checked) -> Option<CodeAction> {
    let edits: Vec<Edit> = safe_fixes(&checked.findings).flat_map(|fix| fix.edits.iter().cloned()).collect();
    (!edits.is_empty()).then(|| CodeAction {
        title: "Apply all safe fixes of this draft".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(edit(shared, view, &edits)),
        ..CodeAction::default()
    })
}

/// Edits of the draft, for the version they were made for where the client takes that.
fn edit(shared: &Shared, view: &View, edits: &[Edit]) -> WorkspaceEdit {
    let uri = view.open.uri.clone();
    let edits = edits.iter().map(|edit| TextEdit::new(view.ruler().range(edit.span), edit.replacement.clone()));
    if !shared.editor().versioned_edits {
        return WorkspaceEdit::new(HashMap::from([(uri, edits.collect())]));
    }
    let version = Some(view.open.draft.version());
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
    let changes = vec![TextDocumentEdit { text_document, edits: edits.map(OneOf::Left).collect() }];
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(changes)), ..WorkspaceEdit::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_kind_asks_for_the_narrower() {
        let only = |kinds: &[&'static str]| kinds.iter().map(|kind| CodeActionKind::new(kind)).collect::<Vec<_>>();
        for (asked, answer) in [("source", true), ("source.fixAll", true), ("source.fix", false), ("quickfix", false)] {
            assert_eq!(wanted(Some(&only(&[asked])), &FIX_ALL), answer, "{asked}");
        }
        assert!(wanted(None, &FIX_ALL) && wanted(Some(&only(&[""])), &FIX_ALL));
    }
}
