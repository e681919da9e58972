//! The sources of an evidence page: the documents that the draft quotes, cites or leans on,
//! each with how often; and the works it cites that the corpus does not hold.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::marks::{Marks, Note, NoteSubject};
use crate::corpus::Document;
use crate::engine::{Leaning, Verdict};

/// A document that a draft uses.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSource {
    /// The document.
    pub document: Arc<Document>,
    /// Quotations and expressions that are from it, as far as the sources tell.
    pub quoted: usize,
    /// Places that cite it.
    pub cited: usize,
    /// Words of the draft in runs that it has too.
    pub words: usize,
    /// Terms that stand in both.
    pub terms: usize,
}

/// The documents of a page: those it quotes most first, then those it cites, then those it
/// shares most words with.
pub(super) fn sources(marks: &Marks, leaning: Option<&Leaning>) -> Vec<PageSource> {
    let mut shelf = Shelf::default();
    for note in &marks.notes {
        shelf.note(note);
    }
    for leaned in leaning.into_iter().flat_map(|leaning| &leaning.documents) {
        let source = shelf.source(&leaned.document);
        (source.words, source.terms) = (leaned.words, leaned.terms);
    }
    let mut sources: Vec<PageSource> = shelf.by_id.into_values().collect();
    sources.sort_by(|one, other| one.rank().cmp(&other.rank()));
    sources
}

/// Cited works that are no documents of the corpus, each once.
pub(super) fn works(marks: &Marks) -> Vec<String> {
    let mut works: Vec<String> = Vec::new();
    for note in &marks.notes {
        let NoteSubject::Citation(card) = &note.subject else { continue };
        for cited in card.sources.iter().filter(|cited| cited.document.is_none()) {
            if !works.contains(&cited.rendered) {
                works.push(cited.rendered.clone());
            }
        }
    }
    works
}

#[derive(Default)]
struct Shelf {
    by_id: BTreeMap<String, PageSource>,
}

impl Shelf {
    fn note(&mut self, note: &Note) {
        match &note.subject {
            NoteSubject::Quotation(card) => {
                let place = card.places.first().filter(|place| place.verdict < Verdict::Similar);
                if let Some(place) = place {
                    self.source(&place.document).quoted += note.times;
                }
            }
            NoteSubject::Citation(card) => {
                for document in card.sources.iter().filter_map(|cited| cited.document.as_ref()) {
                    self.source(document).cited += note.times;
                }
            }
            _ => {}
        }
    }

    fn source(&mut self, document: &Arc<Document>) -> &mut PageSource {
        let unused = || PageSource { document: Arc::clone(document), quoted: 0, cited: 0, words: 0, terms: 0 };
        self.by_id.entry(document.id.clone()).or_insert_with(unused)
    }
}

impl PageSource {
    fn rank(&self) -> impl Ord + '_ {
        let Self { quoted, cited, words, terms, document } = self;
        (Reverse(*quoted), Reverse(*cited), Reverse(*words), Reverse(*terms), document.id.as_str())
    }
}
