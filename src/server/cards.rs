//! What is known of some words, laid out for a hover or for the documentation of a
//! completion.

use std::path::Path;

use crate::corpus::{Document, Passage};
use crate::engine::{
    AttestedCard, CitationCard, CitedSource, ConceptCard, Hover, NamedCard, SetCard, SetEntry, ToldEntry,
};
use crate::text::{Place, Span};

use super::markdown::Page;
use super::protocol::lsp::Url;
use super::{quotation_card, uri};

/// The words that a hover is about.
pub(super) fn span(hover: &Hover) -> Span {
    match hover {
        Hover::Citation(card) => card.span,
        // Over the words within, so that others of the same quotation are asked for anew.
        Hover::Quotation(_, Some(within)) => span(within),
        Hover::Quotation(card, None) => card.span,
        Hover::Concept(card) => card.span,
        Hover::Named(card) => card.span,
        Hover::Attested(card) => card.span,
        Hover::Set(card) => card.span,
        Hover::Suppression { span, .. } => *span,
    }
}

/// A hover's text.
pub(super) fn hover(hover: &Hover, markdown: bool) -> String {
    let mut page = Page::new(markdown);
    write(hover, &mut page);
    page.finish()
}

fn write(hover: &Hover, page: &mut Page) {
    match hover {
        Hover::Citation(card) => citation(card, page),
        Hover::Quotation(card, within) => {
            quotation_card::write(card, page);
            if let Some(within) = within {
                page.rule();
                write(within, page);
            }
        }
        Hover::Concept(card) => concept(card, page),
        Hover::Named(card) => named(card, page),
        Hover::Attested(card) => attested(card, page),
        Hover::Set(card) => set(card, page),
        Hover::Suppression { rule, summary, reason, .. } => {
            page.title(&format!("allows {rule}"));
            page.paragraph(summary);
            page.paragraph(reason.as_deref().map_or("no reason is given, so it has no effect", |reason| reason));
        }
    }
}

/// The documentation of a concept.
pub(super) fn documentation(card: &ConceptCard, markdown: bool) -> String {
    let mut page = Page::new(markdown);
    concept(card, &mut page);
    page.finish()
}

/// The documentation of a counted set.
pub(super) fn set_documentation(card: &SetCard, markdown: bool) -> String {
    let mut page = Page::new(markdown);
    set(card, &mut page);
    page.finish()
}

/// First what the note says, then each source that is cited.
fn citation(card: &CitationCard, page: &mut Page) {
    page.title(&card.found);
    if let Some(amiss) = &card.amiss {
        page.paragraph(amiss);
    }
    if let Some(note) = &card.note {
        page.paragraph(note);
    }
    card.sources.iter().for_each(|source| cited(source, page));
}

fn cited(source: &CitedSource, page: &mut Page) {
    page.paragraph(&source.rendered);
    if let Some(document) = &source.document {
        let start = Place { line: 1, column: 1 };
        let more = match source.others {
            0 => String::new(),
            others => format!(" (or {others} more of the same address)"),
        };
        let label = format!("In the corpus: {}{more}", document.dated());
        page.place(&label, link(&document.path, start).as_ref().map(|(url, label)| (url, label.as_str())));
    }
    if let Some((path, place)) = &source.entry {
        page.place("Bibliography", link(path, *place).as_ref().map(|(url, label)| (url, label.as_str())));
    }
    let web = source.url.as_ref().and_then(|url| Url::parse(url).ok());
    if let Some(url) = web.filter(|url| matches!(url.scheme(), "http" | "https")) {
        let host = url.host_str().unwrap_or("web").to_owned();
        page.place("On the web", Some((&url, &host)));
    }
}

/// First what to write, then where it was said, then what else is known.
fn concept(card: &ConceptCard, page: &mut Page) {
    page.title(if card.found.is_empty() { &card.id } else { &card.found });
    match &card.preferred {
        Some(preferred) => page.pointing(&format!("{}; preferred:", card.verdict), preferred),
        None => page.paragraph(&card.verdict),
    }
    if let Some(definition) = &card.definition {
        page.paragraph(definition);
    }
    if let Some(attested) = &card.attested {
        attestations(attested, page);
    }
    page.list(card.terms.iter().map(String::as_str));
    card.notes.iter().for_each(|note| page.paragraph(note));
    let (path, place) = &card.origin;
    let field = card.field.as_ref().map(|field| format!(": {field}")).unwrap_or_default();
    page.place(&format!("Termbase{field}"), link(path, *place).as_ref().map(|(url, label)| (url, label.as_str())));
}

/// Each set with who announced it and its items in order.
fn set(card: &SetCard, page: &mut Page) {
    page.title(&card.found);
    match (card.item, card.sets.as_slice()) {
        (Some(item), [only]) => page.paragraph(&format!("item {} of {}", item + 1, only.label)),
        (_, [_, _, ..]) => page.paragraph(&format!("may be any of {} sets", card.sets.len())),
        _ => {}
    }
    card.sets.iter().for_each(|entry| set_entry(entry, page));
    if card.sets.is_empty() {
        page.paragraph("in the sources, not in the termbase");
    } else if !card.told.is_empty() {
        page.paragraph("in the sources");
    }
    card.told.iter().for_each(|told| told_entry(told, page));
    if card.more > 0 {
        page.paragraph(&format!("... {} more said", card.more));
    }
}

/// A set of the sources: its label where it stands, and the items listed there.
fn told_entry(told: &ToldEntry, page: &mut Page) {
    let document = &told.document;
    let mut source = vec![document.dated()];
    source.extend(known(document).into_iter().map(str::to_owned));
    match told.others {
        0 => {}
        1 => source.push("and one more document".to_owned()),
        others => source.push(format!("and {others} more documents")),
    }
    let link = link(&document.path, told.place);
    let link = link.as_ref().map(|(url, label)| (url, label.as_str()));
    page.quotation(["", &told.label, ""], &source.join(" \u{B7} "), link);
    page.numbered(told.items.iter().map(String::as_str));
    match told.count.checked_sub(told.items.len()) {
        Some(missing) if missing > 0 => page.paragraph(&format!("{missing} of {} are not listed there", told.count)),
        _ if !told.is_full => page.paragraph("there may be more"),
        _ => {}
    }
}

fn set_entry(entry: &SetEntry, page: &mut Page) {
    if !entry.announced.is_empty() {
        page.paragraph(&entry.announced);
    }
    page.numbered(entry.items.iter().map(String::as_str));
    match (entry.unknown, entry.items.len()) {
        (0, _) => {}
        (unknown, 0) => page.paragraph(&format!("{unknown} items, which the termbase does not know")),
        (unknown, _) => page.paragraph(&format!("and {unknown} more, which the termbase does not know")),
    }
    entry.notes.iter().for_each(|note| page.paragraph(note));
    let (path, place) = &entry.origin;
    let source = entry.source.as_ref().map_or_else(|| "Termbase".to_owned(), |source| format!("Source: {source}"));
    page.place(&source, link(path, *place).as_ref().map(|(url, label)| (url, label.as_str())));
}

/// First what holds at the draft's date, then the periods, then the words themselves.
fn named(card: &NamedCard, page: &mut Page) {
    page.title(&card.name);
    page.paragraph(&card.verdict);
    if let Some(order) = &card.order {
        page.paragraph(order);
    }
    page.list(card.periods.iter().map(String::as_str));
    card.notes.iter().for_each(|note| page.paragraph(note));
    if let Some(attested) = &card.attested {
        attestations(attested, page);
    }
    if let Some((path, place)) = &card.origin {
        page.place("Termbase", link(path, *place).as_ref().map(|(url, label)| (url, label.as_str())));
    }
}

fn attested(card: &AttestedCard, page: &mut Page) {
    page.title(&format!("\u{201C}{}\u{201D}", card.phrase));
    attestations(card, page);
}

fn attestations(card: &AttestedCard, page: &mut Page) {
    page.paragraph(&count(card));
    // Of a single passage it says nothing that it is the first.
    let first = card.latest.as_ref().map(|_| "first");
    let named = [(first, &card.first), (Some("latest"), &card.latest)];
    for (label, passage) in named.into_iter().filter_map(|(label, passage)| Some((label, passage.as_ref()?))) {
        quotation(passage, label, page);
    }
    for passage in &card.others {
        quotation(passage, None, page);
    }
    let shown = card.others.len() + usize::from(card.first.is_some()) + usize::from(card.latest.is_some());
    if let Some(more) = card.usage.total.checked_sub(shown + card.notices.len()).filter(|more| *more > 0) {
        page.paragraph(&format!("and {more} more (find references)"));
    }
    page.list(card.notices.iter().map(String::as_str));
}

/// "12 times in the sources, in 9 documents, 2012 to 2019, most of them in 2017".
fn count(card: &AttestedCard) -> String {
    let usage = &card.usage;
    let years: Vec<(i16, usize)> = usage.by_year.iter().filter_map(|(year, count)| Some(((*year)?, *count))).collect();
    let mut text = match (usage.total, usage.documents) {
        (1, _) => "Once in the sources".to_owned(),
        (total, 1) => format!("{total} times in the sources, in one document"),
        (total, documents) => format!("{total} times in the sources, in {documents} documents"),
    };
    match (years.first(), years.last()) {
        (Some((first, _)), Some((last, _))) if first == last => text.extend([", ", &first.to_string()]),
        (Some((first, _)), Some((last, _))) => text.extend([", ", &first.to_string(), " to ", &last.to_string()]),
        _ => {}
    }
    let is_most = |(_, count): &&(i16, usize)| years.len() > 1 && *count * 2 > usage.total;
    if let Some((year, _)) = years.iter().find(is_most) {
        text.extend([", most of them in ", &year.to_string()]);
    }
    text
}

/// A passage with its words in bold, and under it where it stands; `label` says what
/// is special about it.
pub(super) fn quotation(passage: &Passage, label: Option<&str>, page: &mut Page) {
    let document = &passage.document;
    let date = document.dated();
    let date = label.map_or_else(|| date.clone(), |label| format!("{label}, {date}"));
    let unsure = passage.is_doubtful.then_some("its page came out badly: look at the source itself");
    let source = [vec![date.as_str()], known(document), Vec::from_iter(unsure)].concat().join(" \u{B7} ");
    let link = passage_link(passage);
    page.quotation(parts(passage), &source, link.as_ref().map(|(url, label)| (url, label.as_str())));
}

/// The sentence of a passage in three parts: before the words, the words, after them.
pub(super) fn parts(passage: &Passage) -> [&str; 3] {
    let text = &passage.text;
    let before = Span::new(0, passage.words.start).slice(text);
    let after = Span::new(passage.words.end, text.len()).slice(text);
    match passage.words.slice(text) {
        "" => [text.as_str(), "", ""],
        words => [before, words, after],
    }
}

/// A passage on one line: `"sentence" (publisher, title, date)`.
pub(super) fn passage_line(passage: &Passage) -> String {
    let page = passage.page.map(|page| format!(", p. {page}")).unwrap_or_default();
    let (text, source) = (passage.text.trim(), source(&passage.document) + &page);
    // A sentence of direct speech brings its own marks.
    if text.starts_with(['\u{201C}', '"']) {
        format!("{text} ({source})")
    } else {
        format!("\u{201C}{text}\u{201D} ({source})")
    }
}

/// Publisher, title and date of a document, as far as they are known; its name where
/// neither publisher nor title is.
pub(super) fn source(document: &Document) -> String {
    let known = known(document);
    let name = if known.is_empty() { document.id.clone() } else { known.join(", ") };
    format!("{name}, {}", document.dated())
}

/// Publisher (or speaker, or author) and title, where they are known.
fn known(document: &Document) -> Vec<&str> {
    [document.credit(), document.title.as_deref()].into_iter().flatten().collect()
}

/// The address of a passage, and how to name it. It is that of a file, also for texts
/// that the client could ask for: hovers open no addresses of other schemes.
fn passage_link(passage: &Passage) -> Option<(Url, String)> {
    let (url, _) = link(passage.document.readable_file(), passage.start)?;
    let name = passage.document.path.file_name()?.to_string_lossy();
    let line = passage.start.line;
    Some((url, passage.page.map_or_else(|| format!("{name}:{line}"), |page| format!("{name}, p. {page}"))))
}

/// The address of a line of a file, and how to name it.
fn link(path: &Path, place: Place) -> Option<(Url, String)> {
    let mut url = uri::from_path(path)?;
    url.set_fragment(Some(&format!("L{}", place.line)));
    let name = path.file_name()?.to_string_lossy();
    Some((url, format!("{name}:{}", place.line)))
}
