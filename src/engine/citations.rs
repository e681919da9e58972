//! What is known of a citation under the cursor, and where it leads.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Analysis, Engine, References, Target};
use crate::corpus::bibliography::{Reference, render_document, render_reference};
use crate::corpus::{Document, Zone};
use crate::draft::{Citation, CitationForm, CitationTarget, NoteReference, Snapshot};
use crate::evidence::{Resolution, Resolved};
use crate::prose::Locator;
use crate::text::{Place, Span, one_line, text_fragment};

/// Longer notes, in characters, are cut on a card.
const NOTE: usize = 400;

/// A citation, or a mark of a note, under the cursor.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationCard {
    /// The words of the draft.
    pub span: Span,
    /// The words as written.
    pub found: String,
    /// The text of the note, for a mark of a note.
    pub note: Option<String>,
    /// The sources that are cited.
    pub sources: Vec<CitedSource>,
    /// What is amiss: a key that nothing has, a note that is written nowhere.
    pub amiss: Option<String>,
}

/// A source that a citation names.
#[derive(Debug, Clone, PartialEq)]
pub struct CitedSource {
    /// The reference, written out as a note gives it.
    pub rendered: String,
    /// The document of the corpus, where it is one.
    pub document: Option<Arc<Document>>,
    /// Further documents of the corpus that it may be.
    pub others: usize,
    /// Where it is on the web; with the words that are quoted beside the citation, where
    /// it is a document of the corpus.
    pub url: Option<String>,
    /// The entry of the bibliography.
    pub entry: Option<(PathBuf, Place)>,
}

/// What can be cited at a place: a citation, or a mark of a note.
pub(super) enum Cited<'a> {
    Citation(&'a Citation),
    Note(NoteReference),
}

impl Engine {
    /// The citation at `offset`. Of a link, the part in brackets behind its words; the
    /// words themselves only with `words`.
    pub(super) fn cited<'a>(&self, analysis: &'a Analysis, offset: usize, words: bool) -> Option<Cited<'a>> {
        let snapshot = &analysis.snapshot;
        let is_note = |reference: &&NoteReference| {
            let note = snapshot.notes.get(reference.note);
            reference.span.touches(offset) && note.is_some_and(|note| note.label.is_some())
        };
        if let Some(reference) = snapshot.note_references.iter().find(is_note) {
            return Some(Cited::Note(*reference));
        }
        let end = snapshot.citations.partition_point(|citation| citation.span.start <= offset);
        let before = snapshot.citations.get(..end)?.iter().rev();
        let found = before.take_while(|citation| citation.span.end >= offset).next()?;
        let is_meant = words || found.form != CitationForm::Link || !stands_on_words(snapshot, offset);
        let is_telling = is_meant && !self.is_a_handle(analysis, found);
        (is_telling && self.citable(analysis).resolve(found) != Resolution::Elsewhere).then_some(Cited::Citation(found))
    }

    /// Whether what looks like a citekey amid words may be somebody in a network: nothing
    /// knows it.
    fn is_a_handle(&self, analysis: &Analysis, citation: &Citation) -> bool {
        let citable = self.citable(analysis);
        citation.form == CitationForm::InText && citable.resolve(citation) == Resolution::Unknown
    }

    /// What is known of the citation at `offset`.
    pub(super) fn citation_card(&self, analysis: &Analysis, offset: usize, words: bool) -> Option<CitationCard> {
        let snapshot = &analysis.snapshot;
        match self.cited(analysis, offset, words)? {
            Cited::Citation(citation) => {
                let sources: Vec<CitedSource> = self.cited_source(analysis, citation).into_iter().collect();
                let amiss = sources.is_empty().then(|| "no bibliography and no source has this key".to_owned());
                let found = one_line(citation.span.slice(&snapshot.text));
                Some(CitationCard { span: citation.span, found, note: None, sources, amiss })
            }
            Cited::Note(reference) => {
                let note = snapshot.notes.get(reference.note)?;
                let cites = snapshot.citations.get(note.citations.clone()).unwrap_or_default();
                let sources = cites.iter().filter_map(|citation| self.cited_source(analysis, citation)).collect();
                let text = note.definition.map(|_| note_text(snapshot, reference.note));
                Some(CitationCard {
                    span: reference.span,
                    found: reference.span.slice(&snapshot.text).to_owned(),
                    amiss: text.is_none().then(|| "this note is written nowhere in the draft".to_owned()),
                    note: text,
                    sources,
                })
            }
        }
    }

    fn cited_source(&self, analysis: &Analysis, citation: &Citation) -> Option<CitedSource> {
        let Resolution::Known(Resolved { reference, documents }) = self.citable(analysis).resolve(citation) else {
            return None;
        };
        let first = documents.first().and_then(|document| self.corpus()?.document(*document).ok());
        let rendered = self.rendered(reference, first.as_deref(), citation.locator.as_ref())?;
        let url = reference.and_then(|reference| reference.url.clone());
        let url = first.as_ref().and_then(|document| document.url.clone()).or(url);
        Some(CitedSource {
            rendered,
            others: documents.len().saturating_sub(1),
            url: url.map(|url| with_words(&url, &quoted_words(&analysis.snapshot, citation))),
            document: first,
            entry: reference.map(|reference| reference.origin.clone()),
        })
    }

    /// The reference, else the document, in the project's style.
    pub(super) fn rendered(
        &self,
        reference: Option<&Reference>,
        document: Option<&Document>,
        locator: Option<&Locator>,
    ) -> Option<String> {
        let style = &self.config.citation_style;
        reference
            .map(|reference| render_reference(reference, locator, style))
            .or_else(|| document.map(|document| render_document(document, locator, style)))
    }

    /// Where the citation at `offset` leads: to the entry of its bibliography, else to its
    /// documents; from the mark of a note to the note.
    pub(super) fn citation_targets(&self, analysis: &Analysis, offset: usize, words: bool) -> Option<Vec<Target>> {
        let snapshot = &analysis.snapshot;
        let at = |origin, path: &Path, place| Target {
            origin,
            path: path.to_owned(),
            start: place,
            end: place,
            zone: Zone::Body,
        };
        match self.cited(analysis, offset, words)? {
            Cited::Note(reference) => {
                let definition = snapshot.notes.get(reference.note)?.definition?;
                let path = analysis.path.as_deref()?;
                Some(vec![at(reference.span, path, snapshot.lines.place(&snapshot.text, definition.start))])
            }
            Cited::Citation(citation) => {
                let resolution = self.citable(analysis).resolve(citation);
                if let Some(reference) = resolution.reference() {
                    return Some(vec![at(citation.span, &reference.origin.0, reference.origin.1)]);
                }
                let corpus = self.corpus()?;
                let documents = resolution.documents().iter().filter_map(|document| corpus.document(*document).ok());
                let start = Place { line: 1, column: 1 };
                Some(documents.map(|document| at(citation.span, &document.path, start)).collect())
            }
        }
    }

    /// The other places of the draft that cite the same: citations of one key or of one
    /// document, marks of one note.
    pub(super) fn same_citations(&self, analysis: &Analysis, offset: usize) -> Option<(String, Vec<Span>)> {
        let snapshot = &analysis.snapshot;
        match self.cited(analysis, offset, false)? {
            Cited::Note(reference) => {
                let of_note = snapshot.note_references.iter().filter(|other| other.note == reference.note);
                let definition = snapshot.notes.get(reference.note)?.definition;
                let label = reference.span.slice(&snapshot.text).to_owned();
                let definition = definition.map(|span| Span::new(span.start, span.start + label.len()));
                let mut spans: Vec<Span> = of_note.map(|other| other.span).chain(definition).collect();
                spans.sort_unstable();
                Some((label, spans))
            }
            Cited::Citation(citation) => {
                let citable = self.citable(analysis);
                let here = citable.resolve(citation);
                let is_same = |other: &&Citation| {
                    other.target == citation.target
                        || !here.documents().is_empty() && citable.resolve(other).documents() == here.documents()
                };
                let spans = snapshot.citations.iter().filter(is_same).map(|other| other.span).collect();
                Some((citation.target.as_str().to_owned(), spans))
            }
        }
    }

    /// The same as places of the draft's file; `None` where the cursor stands on no
    /// citekey and no mark of a note. A link leads to its source and has no other places.
    pub(super) fn citation_references(&self, analysis: &Analysis, offset: usize) -> Option<References> {
        let snapshot = &analysis.snapshot;
        if let Cited::Citation(Citation { target: CitationTarget::Url(_) | CitationTarget::Path(_), .. }) =
            self.cited(analysis, offset, false)?
        {
            return None;
        }
        let (phrase, spans) = self.same_citations(analysis, offset)?;
        let path = analysis.path.as_deref()?;
        let place = |offset| snapshot.lines.place(&snapshot.text, offset);
        let target = |span: &Span| Target {
            origin: *span,
            path: path.to_owned(),
            start: place(span.start),
            end: place(span.end),
            zone: Zone::Body,
        };
        Some(References { total: spans.len(), targets: spans.iter().map(target).collect(), phrase })
    }
}

/// Whether the cursor stands on words that a reader sees.
fn stands_on_words(snapshot: &Snapshot, offset: usize) -> bool {
    snapshot.block_at(offset).is_some_and(|block| {
        let tokens = &block.content.tokens;
        let near = tokens.index_at(block.offset_from_source(offset));
        let words = near.saturating_sub(1)..(near + 2).min(tokens.len());
        words.into_iter().any(|index| block.to_source(tokens.span(index)).touches(offset))
    })
}

/// The words of a note, on one line.
fn note_text(snapshot: &Snapshot, note: usize) -> String {
    let blocks = snapshot.blocks.iter().filter(|block| block.note == Some(note));
    let text = one_line(&blocks.map(|block| block.content.text.replace('\u{FFFC}', "")).collect::<Vec<_>>().join(" "));
    match text.char_indices().nth(NOTE) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// The words of the nearest quotation in the block of a citation, without its marks; of a
/// citation in a note, in the block that refers to the note.
fn quoted_words(snapshot: &Snapshot, citation: &Citation) -> String {
    let reference = citation.note.and_then(|note| snapshot.note_references.iter().find(|found| found.note == note));
    let (index, at) = reference.map_or((citation.block, citation.span.start), |found| (found.block, found.span.start));
    let Some(block) = snapshot.blocks.get(index) else { return String::new() };
    let (text, at) = (&block.content.text, block.offset_from_source(at));
    let before = block.content.quotations.iter().filter(|quotation| quotation.end <= at);
    let nearest = before.max_by_key(|quotation| quotation.end);
    let marks = |c: char| !c.is_alphanumeric();
    nearest.map(|quotation| quotation.slice(text).trim_matches(marks).to_owned()).unwrap_or_default()
}

/// An address that leads to some words of the page. One that has a fragment keeps it.
pub(super) fn with_words(url: &str, words: &str) -> String {
    if url.contains('#') { url.to_owned() } else { format!("{url}{}", text_fragment(words)) }
}
