//! Which documents of the corpus a draft leans on, and by which words: through runs of
//! words that both have, and through terms that stand in both.
//!
//! Counting asks the index alone and costs some microseconds a wording. Sources are
//! read only for the passages that are listed, and only of these it is known whether
//! they stand in the furniture of a page: the numbers count furniture too, the list
//! shows none.

use std::cmp::Reverse;
use std::sync::Arc;

use super::BlockTerms;
use super::shared::{Shared, SharedKind, runs, terms};
use crate::corpus::{Corpus, CorpusError, Document, DocumentRef, Hit, Passage, Zone};
use crate::draft::Block;
use crate::termbase::Termbase;
use crate::text::Span;

/// Documents that are listed at most.
const MOST_DOCUMENTS: usize = 50;
/// Documents that are looked at for those to list: some have all of it in their menus.
const MOST_TRIED: usize = 2 * MOST_DOCUMENTS;
/// Passages shown of one document.
const MOST_PASSAGES: usize = 8;
/// Wordings of one document that are looked at for those to show.
const MOST_WORDINGS: usize = 3 * MOST_PASSAGES;
/// Places of a wording in one document that are read in search of one in the text.
const MOST_PLACES: usize = 6;

/// The documents that a draft leans on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leaning {
    /// All of them, also those not listed.
    pub total: usize,
    /// The documents with most words in runs first, then those with most terms, then the
    /// latest. Of one whose shared words all stand in its furniture there is nothing to
    /// show; it is not listed.
    pub documents: Vec<LeanedOn>,
}

/// One document that a draft leans on.
#[derive(Debug, Clone, PartialEq)]
pub struct LeanedOn {
    /// The document.
    pub document: Arc<Document>,
    /// Words of the draft in shared runs, each once where runs overlap.
    pub words: usize,
    /// Shared runs; one that the draft repeats counts once.
    pub runs: usize,
    /// Shared terms.
    pub terms: usize,
    /// Runs, the longest first; then terms, those in the fewest documents first. None
    /// where the source cannot be read as it was indexed.
    pub passages: Vec<SharedPassage>,
}

/// Words that stand in a draft and in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedPassage {
    /// How they are shared.
    pub kind: SharedKind,
    /// The words as the draft has them, without marks.
    pub words: String,
    /// Where the draft has them first.
    pub span: Span,
    /// Where the document has them first in its text.
    pub passage: Passage,
}

/// Finds the documents that a draft leans on; `besides` is the draft itself, where it is
/// one of the documents. `found` is parallel to `blocks`. `None` where `stop` said so.
///
/// # Errors
/// When the corpus cannot answer.
pub fn leaning(
    corpus: &dyn Corpus,
    termbase: &Termbase,
    blocks: &[Block],
    found: &[Arc<BlockTerms>],
    besides: Option<DocumentRef>,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Leaning>, CorpusError> {
    let Some(mut shared) = runs(corpus, blocks, found, stop)? else { return Ok(None) };
    let Some(terms) = terms(corpus, termbase, blocks, found, stop)? else { return Ok(None) };
    shared.extend(terms);
    let ranked = ranked(corpus, tallied(&shared, besides));
    shared.sort_by_key(|shared| match shared.kind {
        SharedKind::Run => (shared.kind, Reverse(shared.words.len()), 0),
        SharedKind::Term => (shared.kind, Reverse(0), shared.documents.len()),
    });
    let mut documents = Vec::new();
    for &(document, tally) in ranked.iter().take(MOST_TRIED) {
        if stop() {
            return Ok(None);
        }
        if documents.len() == MOST_DOCUMENTS {
            break;
        }
        documents.extend(shown(corpus, document, tally, &shared)?);
    }
    Ok(Some(Leaning { total: ranked.len(), documents }))
}

/// How much a draft shares with one document.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    words: usize,
    runs: usize,
    terms: usize,
    /// Where the last run ends in the draft.
    covered: usize,
}

impl Tally {
    fn add(&mut self, shared: &Shared<'_>) {
        match shared.kind {
            SharedKind::Run => {
                let new = shared.words.start.max(self.covered)..shared.words.end;
                self.words += new.len();
                self.covered = shared.words.end;
                self.runs += 1;
            }
            SharedKind::Term => self.terms += 1,
        }
    }
}

/// What each document shares; `shared` comes in order of place.
fn tallied(shared: &[Shared<'_>], besides: Option<DocumentRef>) -> Vec<(DocumentRef, Tally)> {
    let last = shared.iter().filter_map(|shared| shared.documents.last()).max();
    let mut tallies = vec![Tally::default(); last.map_or(0, |last| last.0 as usize + 1)];
    for shared in shared {
        for document in &shared.documents {
            if let Some(tally) = tallies.get_mut(document.0 as usize) {
                tally.add(shared);
            }
        }
    }
    let numbered = (0..).map(DocumentRef).zip(tallies);
    numbered.filter(|(document, tally)| tally.runs + tally.terms > 0 && Some(*document) != besides).collect()
}

fn ranked(corpus: &dyn Corpus, mut tallied: Vec<(DocumentRef, Tally)>) -> Vec<(DocumentRef, Tally)> {
    tallied.sort_by_cached_key(|(document, tally)| {
        (Reverse(tally.words), Reverse(tally.terms), Reverse(corpus.date(*document)), *document)
    });
    tallied
}

/// One document with its passages; `None` where all it shares is furniture.
fn shown(
    corpus: &dyn Corpus,
    document: DocumentRef,
    tally: Tally,
    shared: &[Shared<'_>],
) -> Result<Option<LeanedOn>, CorpusError> {
    let (mut passages, mut has_furniture) = (Vec::new(), false);
    let in_it = shared.iter().filter(|shared| shared.documents.binary_search(&document).is_ok());
    for shared in in_it.take(MOST_WORDINGS) {
        match first_passage(corpus, document, shared)? {
            Some(passage) if passage.zone == Zone::Furniture => has_furniture = true,
            Some(passage) => {
                let (words, span) = (shared.text(), shared.span());
                passages.push(SharedPassage { kind: shared.kind, words, span, passage });
            }
            None => {}
        }
        if passages.len() == MOST_PASSAGES {
            break;
        }
    }
    if passages.is_empty() && has_furniture {
        return Ok(None);
    }
    let Tally { words, runs, terms, .. } = tally;
    Ok(Some(LeanedOn { document: corpus.document(document)?, words, runs, terms, passages }))
}

/// The first passage of a wording in the text of a document; one in its furniture where
/// there is no other, and none where it cannot be read.
fn first_passage(
    corpus: &dyn Corpus,
    document: DocumentRef,
    shared: &Shared<'_>,
) -> Result<Option<Passage>, CorpusError> {
    let mut places: Vec<Hit> = Vec::new();
    for wording in &shared.wordings {
        places.extend(corpus.places_in(document, wording)?);
    }
    places.sort_unstable();
    let mut furniture = None;
    for passage in places.into_iter().take(MOST_PLACES).filter_map(|hit| corpus.passage(hit).ok()) {
        if passage.zone != Zone::Furniture {
            return Ok(Some(passage));
        }
        furniture = furniture.or(Some(passage));
    }
    Ok(furniture)
}
