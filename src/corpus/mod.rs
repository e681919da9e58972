//! What has been published: documents, the passages in them, every place where a
//! phrase is attested, and the counted sets that they announce and list.
//!
//! [`Corpus`] is the seam: a backend proposes places, verdicts come from aligning
//! the words of draft and source, so that every backend judges alike.

mod address;
mod announced;
pub mod bibliography;
mod by_date;
mod concordance;
#[cfg(test)]
mod conformance;
mod document;
mod embedded;
pub mod read;
mod readable;
mod searched;

pub use address::comparable_address;
pub use announced::{AnnouncedItem, AnnouncedSet, SetLabel};
pub use concordance::{Notice, Patience, Progress, Sources, address_of_text, text_by_address};
pub use document::{Document, Extraction, Field, PageStart, Provenance, Zone};
pub use embedded::{Index, Update};

use std::path::PathBuf;
use std::sync::Arc;

use crate::prose::PartialDate;
use crate::text::{Place, Span, WordKey, tokenize};

/// A document's number in one opened state of a corpus. It means nothing in any
/// other state: ids that last are [`Document::id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentRef(pub u32);

/// Where a run of words stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hit {
    /// The document.
    pub document: DocumentRef,
    /// Index of the first word, counted from the start of the document.
    pub word: u32,
    /// Number of words.
    pub len: u32,
}

/// The places of one phrase.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// Every occurrence there is, also those left out of `places`.
    pub total: usize,
    /// The places, by date of the document, those without a date last; then by
    /// document and word. Where there are more than the limit asked for, undated
    /// places are left out first, then dated ones from the middle: the earliest and
    /// the latest stay.
    pub places: Vec<Hit>,
}

/// How often a phrase is used: occurrences by year and by publisher.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// Every occurrence.
    pub total: usize,
    /// Documents with at least one.
    pub documents: usize,
    /// Occurrences by year; `None` counts the documents without a date.
    pub by_year: std::collections::BTreeMap<Option<i16>, usize>,
    /// Occurrences by publisher; `None` counts the unknown.
    pub by_publisher: std::collections::BTreeMap<Option<String>, usize>,
}

/// A run of words of a query that the corpus attests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttestedPhrase {
    /// Half-open range of word indexes in the query.
    pub words: std::ops::Range<usize>,
    /// Number of occurrences in the corpus.
    pub total: usize,
}

/// A place in a source, read from the source as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The document.
    pub document: Arc<Document>,
    /// The words that were asked for: bytes of the source file, decoded to UTF-8.
    pub span: Span,
    /// Line and column where they begin.
    pub start: Place,
    /// Line and column where they end.
    pub end: Place,
    /// The sentence around them, as readers see it (without markup).
    pub text: String,
    /// The words in `text`.
    pub words: Span,
    /// What part of the page they stand in.
    pub zone: Zone,
    /// The page of the source they begin on, where it has pages.
    pub page: Option<u32>,
    /// Whether the source may have them otherwise, since the text of that page did not
    /// come out well: no proof of anything.
    pub is_doubtful: bool,
}

/// Why a corpus could not answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CorpusError {
    /// The document has changed on disk since it was indexed.
    #[error("{path} has changed since it was indexed; run `glossator corpus index`", path = .0.display())]
    Stale(PathBuf),
    /// A file could not be read.
    #[error("cannot read {path}: {cause}", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// The index could not be written.
    #[error("the index cannot be written to {path}: {cause}; another folder is named by --cache, or by `cache` under [corpus]", path = .path.display())]
    Unwritable {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// The index is damaged or of another version.
    #[error("the index in {path} cannot be used: {cause}", path = .path.display())]
    Index {
        /// The folder of the index.
        path: PathBuf,
        /// What is wrong with it.
        cause: String,
    },
    /// A limit of the format was met.
    #[error("{0}")]
    Limit(String),
}

/// A body of published documents. Blocking; safe to ask from many threads.
///
/// Phrases are word keys of [`crate::text::tokenize`]. An empty phrase is
/// attested nowhere.
pub trait Corpus: Send + Sync {
    /// Number of documents; refs run from zero to it.
    fn len(&self) -> u32;

    /// Whether there is no document.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A document's metadata.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn document(&self, document: DocumentRef) -> Result<Arc<Document>, CorpusError>;

    /// The document with this lasting id or this path.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn find(&self, id: &str) -> Result<Option<DocumentRef>, CorpusError>;

    /// The date of a document, cheaper than all of its metadata.
    fn date(&self, document: DocumentRef) -> Option<PartialDate>;

    /// Number of occurrences of a phrase.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn count(&self, phrase: &[WordKey]) -> Result<usize, CorpusError>;

    /// The places of a phrase, at most `limit`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn attestations(&self, phrase: &[WordKey], limit: usize) -> Result<Hits, CorpusError>;

    /// The documents that hold a phrase, in order of their numbers: cheaper than all of
    /// its places where it stands in each of them often.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn documents_with(&self, phrase: &[WordKey]) -> Result<Vec<DocumentRef>, CorpusError>;

    /// The places of a phrase in one document, in order.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn places_in(&self, document: DocumentRef, phrase: &[WordKey]) -> Result<Vec<Hit>, CorpusError>;

    /// The latest places of a phrase in documents that are dated, and not surely after
    /// `until`; the latest first, at most `limit`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn latest(&self, phrase: &[WordKey], until: PartialDate, limit: usize) -> Result<Vec<Hit>, CorpusError>;

    /// The longest run of `words` that holds the word at index `around` and is
    /// attested; the leftmost of several. At least the word itself, or `None`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn longest_phrase(&self, words: &[WordKey], around: usize) -> Result<Option<AttestedPhrase>, CorpusError>;

    /// Runs of `words` that are attested and cannot be made longer, with at least
    /// `min_len` words, each with up to `cap` places: the seeds from which an altered
    /// quotation is found. In order of the query.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn maximal_matches(
        &self,
        words: &[WordKey],
        min_len: usize,
        cap: usize,
    ) -> Result<Vec<(AttestedPhrase, Vec<Hit>)>, CorpusError>;

    /// How often a phrase is used, by year and publisher.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn usage(&self, phrase: &[WordKey]) -> Result<Usage, CorpusError>;

    /// The sets that the documents announce and list, with the documents: those whose
    /// label is alike to `label`, or all of them. By date of the document, those without
    /// a date last; then by document and place. They are what stands there, approved by
    /// nobody.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn announced_sets(&self, label: Option<SetLabel>) -> Result<Vec<(DocumentRef, AnnouncedSet)>, CorpusError>;

    /// The words of a document as [`Hit`]s count them, in a half-open range of indexes
    /// that is cut to what there is. A backend may count a word torn by a line break as
    /// one, so tokens of [`Corpus::text`] are not always counted alike.
    ///
    /// # Errors
    /// When the index or the source cannot be read.
    fn words(&self, document: DocumentRef, range: std::ops::Range<u32>) -> Result<Vec<WordKey>, CorpusError> {
        let tokens = tokenize(&self.text(document)?);
        let end = tokens.len().min(range.end as usize);
        Ok(tokens.keys().get(range.start as usize..end).unwrap_or_default().to_vec())
    }

    /// `words` in the manner of [`Corpus::words`], to be laid against those of `document`.
    ///
    /// # Errors
    /// When the index cannot be read.
    fn counted(&self, document: DocumentRef, words: &[WordKey]) -> Result<Vec<WordKey>, CorpusError> {
        self.document(document).map(|_| words.to_vec())
    }

    /// The passage around a place, read from the source.
    ///
    /// # Errors
    /// When the source is gone, cannot be read, or no longer holds these words.
    fn passage(&self, hit: Hit) -> Result<Passage, CorpusError>;

    /// The bytes of [`Corpus::text`] that the words of a place stand in.
    ///
    /// # Errors
    /// When the source is gone, cannot be read, or no longer holds these words.
    fn span_in_text(&self, hit: Hit) -> Result<Span, CorpusError>;

    /// The whole readable text of a document.
    ///
    /// # Errors
    /// When the source is gone or cannot be read.
    fn text(&self, document: DocumentRef) -> Result<Arc<str>, CorpusError>;

    /// The parts of [`Corpus::text`] that are not the text itself, in order, as bytes
    /// of it: [`Document::furniture`] for readers.
    ///
    /// # Errors
    /// When the source is gone or cannot be read.
    fn zones(&self, document: DocumentRef) -> Result<Vec<(Span, Zone)>, CorpusError>;
}
