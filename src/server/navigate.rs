//! Going from the words of a draft to where they come from, and to the other places
//! where they stand.

use crate::engine::{References, Target};

use super::protocol::lsp::{
    DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Location, LocationLink, Position,
};
use super::shared::Shared;
use super::sources::Places;
use super::view::View;

/// The most references that are listed: more than anybody walks through in an editor,
/// and each may be one more file to read: some 60 milliseconds together. Reading by
/// several threads was measured to save little and to leave 20 MB of heaps behind.
const MOST_REFERENCES: usize = 200;

/// Where the words at a position come from.
pub(super) fn definition(shared: &Shared, view: &View, position: Position) -> Option<GotoDefinitionResponse> {
    let targets = view.engine().definition(&view.analysed.analysis, view.ruler().offset(position));
    if targets.is_empty() {
        return None;
    }
    let mut places = shared.sources.places(shared.editor());
    Some(if shared.editor().links {
        GotoDefinitionResponse::Link(targets.iter().filter_map(|target| link(view, target, &mut places)).collect())
    } else {
        GotoDefinitionResponse::Array(targets.iter().filter_map(|target| location(target, &mut places)).collect())
    })
}

/// The attestations of the words at a position; the client's log says where there are
/// more than are listed.
pub(super) fn references(shared: &Shared, view: &View, position: Position) -> Vec<Location> {
    let offset = view.ruler().offset(position);
    let References { phrase, targets, total } =
        view.engine().references(&view.analysed.analysis, offset, MOST_REFERENCES);
    if total > MOST_REFERENCES {
        shared.outbound.put_log(format!(
            "\u{201C}{phrase}\u{201D} is in the sources {total} times; the earliest and the latest, \
             {MOST_REFERENCES} together, are listed; `glossator lookup --limit 0` shows every one"
        ));
    }
    let mut places = shared.sources.places(shared.editor());
    targets.iter().filter_map(|target| location(target, &mut places)).collect()
}

/// The places of the draft where the same concept stands.
pub(super) fn highlights(view: &View, position: Position) -> Vec<DocumentHighlight> {
    let spans = view.engine().highlights(&view.analysed.analysis, view.ruler().offset(position));
    let highlight =
        |span| DocumentHighlight { range: view.ruler().range(span), kind: Some(DocumentHighlightKind::TEXT) };
    spans.into_iter().map(highlight).collect()
}

fn location(target: &Target, places: &mut Places<'_>) -> Option<Location> {
    places.location(&target.path, target.start, target.end)
}

fn link(view: &View, target: &Target, places: &mut Places<'_>) -> Option<LocationLink> {
    let Location { uri, range } = location(target, places)?;
    Some(LocationLink {
        origin_selection_range: Some(view.ruler().range(target.origin)),
        target_uri: uri,
        target_range: range,
        target_selection_range: range,
    })
}
