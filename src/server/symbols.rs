//! The headings of a draft, and the concepts and documents of all projects by name.

use crate::engine::{Engine, NamedPlace, OutlineEntry};

use super::cards;
use super::protocol::lsp::{
    DocumentSymbol, DocumentSymbolResponse, Location, Position, Range, SymbolInformation, SymbolKind,
};
use super::shared::Shared;
use super::sources::Places;
use super::view::View;

/// The most symbols of one project in one answer.
const MOST_NAMED: usize = 200;

/// The headings of a draft, nested where the client takes that.
pub(super) fn outline(shared: &Shared, view: &View) -> DocumentSymbolResponse {
    let entries = view.engine().outline(&view.analysed.analysis);
    if shared.editor().nested_symbols {
        let mut rest = entries.iter().peekable();
        return DocumentSymbolResponse::Nested(nested(view, &mut rest, 0));
    }
    let flat = entries.iter().map(|entry| {
        let location = Location::new(view.open.uri.clone(), view.ruler().range(entry.section));
        information(name(&entry.text), SymbolKind::STRING, location, None)
    });
    DocumentSymbolResponse::Flat(flat.collect())
}

/// The entries deeper than `above`, each with those under it.
fn nested<'e>(
    view: &View,
    rest: &mut std::iter::Peekable<impl Iterator<Item = &'e OutlineEntry>>,
    above: u8,
) -> Vec<DocumentSymbol> {
    let mut symbols = Vec::new();
    while let Some(entry) = rest.next_if(|entry| entry.level > above) {
        // A level that is skipped does not hide what stands under it.
        let children = nested(view, rest, entry.level);
        symbols.push(symbol(view, entry, children));
    }
    symbols
}

#[expect(deprecated, reason = "the type cannot be made without its deprecated field")]
fn symbol(view: &View, entry: &OutlineEntry, children: Vec<DocumentSymbol>) -> DocumentSymbol {
    DocumentSymbol {
        name: name(&entry.text),
        detail: None,
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        range: view.ruler().range(entry.section.cover(entry.heading)),
        selection_range: view.ruler().range(entry.heading),
        children: (!children.is_empty()).then_some(children),
    }
}

/// A symbol must have a name; a heading that is being typed may have none yet.
fn name(text: &str) -> String {
    if text.trim().is_empty() { "(untitled)".to_owned() } else { text.to_owned() }
}

/// Concepts and documents of one project whose name holds `query`.
pub(super) fn named(shared: &Shared, engine: &Engine, query: &str) -> Vec<SymbolInformation> {
    let mut places = shared.sources.places(shared.editor());
    let concept = if shared.editor().key_symbols { SymbolKind::KEY } else { SymbolKind::CONSTANT };
    engine.named(query, MOST_NAMED).iter().filter_map(|found| named_symbol(found, concept, &mut places)).collect()
}

fn named_symbol(found: &NamedPlace, concept: SymbolKind, places: &mut Places<'_>) -> Option<SymbolInformation> {
    Some(match found {
        NamedPlace::Document(document) => {
            let start = Position::new(0, 0);
            let location = Location::new(places.address(document.readable_file())?, Range::new(start, start));
            let title = document.title.as_deref().unwrap_or(&document.id);
            information(name(title), SymbolKind::FILE, location, Some(cards::source(document)))
        }
        NamedPlace::Concept { id, term, path, place } => {
            let location = places.location(path, *place, *place)?;
            information(name(term), concept, location, Some(id.clone()))
        }
    })
}

#[expect(deprecated, reason = "the type cannot be made without its deprecated field")]
fn information(name: String, kind: SymbolKind, location: Location, container: Option<String>) -> SymbolInformation {
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name: container }
}
