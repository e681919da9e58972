//! Inlay hints: the numbers of listed items, before the items. The client says whether
//! it wants any (the setting `inlayHints`), and its user whether they are shown.

use crate::engine::ItemNumber;

use super::protocol::lsp::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};
use super::shared::Shared;
use super::view::View;

/// The hints in a range of a draft; none where they are switched off.
pub(super) fn hints(shared: &Shared, view: &View, range: Range) -> Vec<InlayHint> {
    if !shared.has_inlay_hints() {
        return Vec::new();
    }
    let within = view.ruler().span(range);
    let numbers = view.engine().item_numbers(&view.analysed.analysis, within, view.today);
    numbers.into_iter().map(|number| hint(view, number)).collect()
}

fn hint(view: &View, found: ItemNumber) -> InlayHint {
    let ItemNumber { at, number, of, about } = found;
    let label = of.map_or_else(|| number.to_string(), |of| format!("{number}/{of}"));
    InlayHint {
        position: view.ruler().position(at),
        label: InlayHintLabel::String(label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(about)),
        padding_left: None,
        padding_right: Some(true),
        data: None,
    }
}
