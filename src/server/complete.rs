//! Completion of terms, of the items of counted sets and of quotations. The documentation of an entry is looked up when the client
//! asks for it.

use serde_json::json;

use crate::engine::{About, Completion};

use super::protocol::lsp::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation, InsertTextMode,
    MarkupContent, MarkupKind, Position, TextEdit, Url,
};
use super::shared::Shared;
use super::uri;
use super::view::View;
use super::{cards, complete_citation};

/// The citations that may stand at a position, else what continues the words before it.
pub(super) fn complete(shared: &Shared, view: &View, position: Position) -> CompletionList {
    if let Some(citations) = complete_citation::complete(view, position) {
        return citations;
    }
    let found = view.engine().complete(&view.analysed.analysis, view.ruler().offset(position), view.today);
    let items = found.iter().enumerate().map(|(rank, completion)| item(shared, view, rank, completion)).collect();
    // A term has several words, and what fits changes with each; the client asks anew.
    CompletionList { is_incomplete: true, items }
}

fn item(shared: &Shared, view: &View, rank: usize, completion: &Completion) -> CompletionItem {
    let range = view.ruler().range(completion.replaces);
    let typed = completion.replaces.slice(view.ruler().text);
    let (kind, id) = match &completion.about {
        About::Concept(id) => ("concept", id),
        About::Set(id) => ("set", id),
        About::Source(id) => ("source", id),
    };
    CompletionItem {
        label: completion.label.clone(),
        kind: Some(CompletionItemKind::TEXT),
        detail: Some(completion.detail.clone()).filter(|detail| !detail.is_empty()),
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(filter_text(typed, &completion.text)),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, completion.text.clone()))),
        // Lines of a list bring their own indentation.
        insert_text_mode: (completion.text.contains('\n') && shared.editor().insert_modes)
            .then_some(InsertTextMode::AS_IS),
        data: Some(json!({kind: id, "uri": view.open.uri})),
        ..CompletionItem::default()
    }
}

/// What a client holds the typed words against: the term, or the words themselves
/// where the engine found more likeness (another case, other spaces) than a client may.
fn filter_text(typed: &str, text: &str) -> String {
    let continues = text.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    if continues { text.to_owned() } else { typed.to_owned() }
}

/// The same entry with its documentation.
pub(super) fn resolve(shared: &Shared, mut item: CompletionItem) -> CompletionItem {
    item.documentation = documentation(shared, &item).or(item.documentation);
    item
}

fn documentation(shared: &Shared, item: &CompletionItem) -> Option<Documentation> {
    let data = item.data.as_ref()?;
    let uri: Url = data.get("uri")?.as_str()?.parse().ok()?;
    let view = shared.view(shared.session.get(&uri::key(&uri))?)?;
    let markdown = shared.editor().markdown_documentation;
    let id = |kind: &str| data.get(kind)?.as_str();
    let value = match (id("citekey"), id("concept"), id("set")) {
        (Some(key), ..) => complete_citation::documentation(&view, key, markdown)?,
        (_, Some(concept), _) => {
            let as_of = view.engine().as_of(&view.analysed.analysis.snapshot, view.today);
            cards::documentation(&view.engine().concept_card(concept, as_of)?, markdown)
        }
        (.., set) => cards::set_documentation(&view.engine().set_card(set?)?, markdown),
    };
    if !shared.editor().marked_documentation {
        return Some(Documentation::String(value));
    }
    let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Documentation::MarkupContent(MarkupContent { kind, value }))
}
