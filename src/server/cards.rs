//! What is known of some words, laid out for a hover or for the documentation of a
//! completion.

use std::path::Path;

use crate::corpus::{Document, Passage};
use crate::engine::{AttestedCard, ConceptCard, Hover};
use crate::text::{Place, Span};

use super::markdown::Page;
use super::protocol::lsp::Url;
use super::uri;

/// The words that a hover is about.
pub(super) fn span(hover: &Hover) -> Span {
    match hover {
        Hover::Concept(card) => card.span,
        Hover::Attested(card) => card.span,
        Hover::Suppression { span, .. } => *span,
    }
}

/// A hover's text.
pub(super) fn hover(hover: &Hover, markdown: bool) -> String {
    let mut page = Page::new(markdown);
    match hover {
        Hover::Concept(card) => concept(card, &mut page),
        Hover::Attested(card) => attested(card, &mut page),
        Hover::Suppression { rule, summary, reason, .. } => {
            page.title(&format!("allows {rule}"));
            page.paragraph(summary);
            page.paragraph(reason.as_deref().map_or("no reason is given, so it has no effect", |reason| reason));
        }
    }
    page.finish()
}

/// The documentation of a concept.
pub(super) fn documentation(card: &ConceptCard, markdown: bool) -> String {
    let mut page = Page::new(markdown);
    concept(card, &mut page);
    page.finish()
}

fn concept(card: &ConceptCard, page: &mut Page) {
    page.title(if card.found.is_empty() { &card.id } else { &card.found });
    if !card.verdict.is_empty() {
        page.paragraph(&card.verdict);
    }
    if let Some(preferred) = &card.preferred {
        page.paragraph(&format!("preferred: \"{preferred}\""));
    }
    if let Some(definition) = &card.definition {
        page.paragraph(definition);
    }
    page.list(card.terms.iter().map(String::as_str));
    card.notes.iter().for_each(|note| page.paragraph(note));
    if let Some(attested) = &card.attested {
        attestations(attested, page);
    }
    let (path, place) = &card.origin;
    let named = card.field.as_ref().map_or_else(|| card.id.clone(), |field| format!("{} ({field})", card.id));
    page.quotation(["", "", &named], "termbase", link(path, *place).as_ref().map(|(url, label)| (url, label.as_str())));
}

fn attested(card: &AttestedCard, page: &mut Page) {
    page.title(&format!("\u{201C}{}\u{201D}", card.phrase));
    attestations(card, page);
}

fn attestations(card: &AttestedCard, page: &mut Page) {
    page.paragraph(&count(card));
    let named = [("first", &card.first), ("latest", &card.latest)];
    for (label, passage) in named.into_iter().filter_map(|(label, passage)| Some((label, passage.as_ref()?))) {
        quotation(passage, Some(label), page);
    }
    for passage in &card.others {
        quotation(passage, None, page);
    }
    page.list(card.notices.iter().map(String::as_str));
}

/// "12 times in 9 documents, 2012 to 2019, most in 2017 (5)".
fn count(card: &AttestedCard) -> String {
    let usage = &card.usage;
    let number = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut text =
        format!("{} in {}", number(usage.total, "time", "times"), number(usage.documents, "document", "documents"));
    let years: Vec<(i16, usize)> = usage.by_year.iter().filter_map(|(year, count)| Some(((*year)?, *count))).collect();
    match (years.first(), years.last()) {
        (Some((first, _)), Some((last, _))) if first == last => text.extend([", ", &first.to_string()]),
        (Some((first, _)), Some((last, _))) => text.extend([", ", &first.to_string(), " to ", &last.to_string()]),
        _ => {}
    }
    if let Some((year, count)) = years.iter().rev().max_by_key(|(_, count)| *count).filter(|_| years.len() > 1) {
        text.extend([", most in ", &year.to_string(), " (", &count.to_string(), ")"]);
    }
    text
}

fn quotation(passage: &Passage, label: Option<&str>, page: &mut Page) {
    let text = &passage.text;
    let before = Span::new(0, passage.words.start).slice(text);
    let after = Span::new(passage.words.end, text.len()).slice(text);
    let parts = match passage.words.slice(text) {
        "" => [text.as_str(), "", ""],
        words => [before, words, after],
    };
    let source = source(&passage.document);
    let source = label.map_or_else(|| source.clone(), |label| format!("{label}: {source}"));
    let link = link(&passage.document.path, passage.start);
    page.quotation(parts, &source, link.as_ref().map(|(url, label)| (url, label.as_str())));
}

/// A passage on one line: `"sentence" (title, publisher, date)`.
pub(super) fn passage_line(passage: &Passage) -> String {
    format!("\u{201C}{}\u{201D} ({})", passage.text.trim(), source(&passage.document))
}

/// Title, publisher (or speaker, or author) and date of a document; what is unknown is said to be.
pub(super) fn source(document: &Document) -> String {
    let title = document.title.as_deref().unwrap_or(&document.id);
    let publisher = document.credit().unwrap_or("publisher unknown");
    let date = document.date.map_or_else(|| "date unknown".to_owned(), |date| date.to_string());
    format!("{title}, {publisher}, {date}")
}

/// The address of a line of a file, and how to name it.
fn link(path: &Path, place: Place) -> Option<(Url, String)> {
    let mut url = uri::from_path(path)?;
    url.set_fragment(Some(&format!("L{}", place.line)));
    let name = path.file_name()?.to_string_lossy();
    Some((url, format!("{name}:{}", place.line)))
}
