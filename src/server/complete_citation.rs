//! Completion of citekeys and of labels of notes.

use serde_json::json;

use crate::engine::CitationOffer;

use super::markdown::Page;
use super::protocol::lsp::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Position, TextEdit,
};
use super::view::View;

/// What may be cited at a position; `None` where no citation is being typed.
pub(super) fn complete(view: &View, position: Position) -> Option<CompletionList> {
    let found = view.engine().complete_citation(&view.analysed.analysis, view.ruler().offset(position))?;
    let items = found.iter().enumerate().map(|(rank, offer)| item(view, rank, offer)).collect();
    Some(CompletionList { is_incomplete: true, items })
}

fn item(view: &View, rank: usize, offer: &CitationOffer) -> CompletionItem {
    let range = view.ruler().range(offer.replaces);
    CompletionItem {
        label: offer.name.clone(),
        kind: Some(CompletionItemKind::REFERENCE),
        detail: Some(offer.detail.clone()).filter(|detail| !detail.is_empty()),
        sort_text: Some(format!("{rank:05}")),
        // The engine also looks into titles and authors, which a client does not know.
        filter_text: Some(offer.replaces.slice(view.ruler().text).to_owned()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, offer.text.clone()))),
        data: Some(json!({"citekey": offer.name, "uri": view.open.uri})),
        ..CompletionItem::default()
    }
}

/// The reference of a key, written out.
pub(super) fn documentation(view: &View, key: &str, markdown: bool) -> Option<String> {
    let mut page = Page::new(markdown);
    page.paragraph(&view.engine().cited_by_key(&view.analysed.analysis, key)?);
    Some(page.finish())
}
