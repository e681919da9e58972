//! The documents of a corpus by their names and addresses, to be cited: made with one
//! walk through the metadata when it is first asked for, and kept as long as one state of
//! the corpus is open.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::corpus::{Corpus, DocumentRef, comparable_address};
use crate::text::{WordKey, fold, tokenize};

/// The fewest words of a title by which a document is known.
const TELLING_TITLE: usize = 3;

/// The documents of one opened corpus.
#[derive(Debug, Default)]
pub struct Shelf(OnceLock<Box<Shelved>>);

#[derive(Debug, Default)]
struct Shelved {
    entries: Vec<ShelfEntry>,
    by_address: FxHashMap<String, Vec<DocumentRef>>,
    by_title: FxHashMap<Vec<WordKey>, Vec<DocumentRef>>,
}

/// A document that may be cited.
#[derive(Debug, Clone)]
pub struct ShelfEntry {
    /// The document.
    pub document: DocumentRef,
    /// Its key: [`crate::corpus::Document::id`].
    pub key: String,
    /// Key, credit and title, folded, to be searched.
    pub folded: String,
    /// Credit, title and date, as far as known, for a list.
    pub summary: String,
}

impl Shelf {
    /// Every document, by number.
    pub fn entries(&self, corpus: &dyn Corpus) -> &[ShelfEntry] {
        &self.shelved(corpus).entries
    }

    /// The documents that were published at an address, however it is spelt.
    pub fn at_address(&self, corpus: &dyn Corpus, address: &str) -> &[DocumentRef] {
        let found = self.shelved(corpus).by_address.get(&comparable_address(address));
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// The documents of a title, word for word; none for a title of one or two words, which
    /// many have.
    pub fn of_title(&self, corpus: &dyn Corpus, title: &str) -> &[DocumentRef] {
        let words = tokenize(title).keys().to_vec();
        let found = self.shelved(corpus).by_title.get(&words).filter(|_| words.len() >= TELLING_TITLE);
        found.map(Vec::as_slice).unwrap_or_default()
    }

    fn shelved(&self, corpus: &dyn Corpus) -> &Shelved {
        self.0.get_or_init(|| {
            let mut shelved = Box::<Shelved>::default();
            for number in (0..corpus.len()).map(DocumentRef) {
                let Ok(document) = corpus.document(number) else { continue };
                let date = document.date.map(|date| date.to_string());
                let known = [document.credit(), document.title.as_deref(), date.as_deref()];
                let summary = known.into_iter().flatten().collect::<Vec<_>>().join(", ");
                let folded = fold(&format!("{} {summary}", document.id));
                if let Some(title) = &document.title {
                    shelved.by_title.entry(tokenize(title).keys().to_vec()).or_default().push(number);
                }
                if let Some(url) = &document.url {
                    shelved.by_address.entry(comparable_address(url)).or_default().push(number);
                }
                shelved.entries.push(ShelfEntry { document: number, key: document.id.clone(), folded, summary });
            }
            shelved
        })
    }
}
