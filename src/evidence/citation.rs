//! What a citation of a draft names: an entry of a bibliography, documents of the
//! corpus, both, or nothing that is known. Citations enter, references and documents
//! leave.
//!
//! A citation may name several documents (one page that was scraped twice); nothing is
//! picked here.

use std::path::{Path, PathBuf};

use super::Shelf;
use crate::corpus::bibliography::{Bibliography, Reference};
use crate::corpus::{Corpus, DocumentRef};
use crate::draft::{Citation, CitationTarget, Snapshot};
use crate::text::Span;

/// Everything that the citations of one draft may name.
#[derive(Clone, Copy)]
pub struct Citable<'s> {
    /// What the draft's own front matter brings along; it goes before the rest.
    pub own: Option<&'s Bibliography>,
    /// The bibliographies of the project.
    pub shared: &'s Bibliography,
    /// The corpus, where there is one.
    pub corpus: Option<&'s dyn Corpus>,
    /// Its documents by address.
    pub shelf: &'s Shelf,
    /// The folder of the draft, from which its links start.
    pub folder: Option<&'s Path>,
}

/// What a citation names.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolution<'s> {
    /// A source that is known.
    Known(Resolved<'s>),
    /// A link to somewhere that is no source: it says nothing, and is no fault.
    Elsewhere,
    /// A citekey that nothing has.
    Unknown,
}

/// A source that is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved<'s> {
    /// The entry of a bibliography.
    pub reference: Option<&'s Reference>,
    /// The documents of the corpus: none, one or several.
    pub documents: Vec<DocumentRef>,
}

impl<'s> Resolution<'s> {
    /// The documents of the corpus that are named; none where none is.
    #[must_use]
    pub fn documents(&self) -> &[DocumentRef] {
        match self {
            Self::Known(resolved) => &resolved.documents,
            _ => &[],
        }
    }

    /// The entry of a bibliography, where one is named.
    #[must_use]
    pub const fn reference(&self) -> Option<&'s Reference> {
        match self {
            Self::Known(resolved) => resolved.reference,
            _ => None,
        }
    }
}

impl<'s> Citable<'s> {
    /// What `citation` names. Costs microseconds, the first address of one opened corpus
    /// some more (see [`Shelf`]).
    #[must_use]
    pub fn resolve(&self, citation: &Citation) -> Resolution<'s> {
        match &citation.target {
            CitationTarget::Key(key) => self.key(key),
            CitationTarget::Url(address) => known(Resolved { reference: None, documents: self.at_address(address) }),
            CitationTarget::Path(path) => known(Resolved { reference: None, documents: self.at_path(path) }),
        }
    }

    /// The documents that a draft cites for the words at `span`, and whether it cites
    /// anything else there.
    #[must_use]
    pub fn cited_near(&self, snapshot: &Snapshot, span: Span) -> (Vec<DocumentRef>, bool) {
        let mut documents = Vec::new();
        let mut cites_others = false;
        for citation in snapshot.citations_near(span) {
            let resolution = self.resolve(citation);
            cites_others |= resolution.documents().is_empty();
            documents.extend_from_slice(resolution.documents());
        }
        documents.sort_unstable();
        documents.dedup();
        (documents, cites_others)
    }

    /// What a citekey names.
    #[must_use]
    pub fn key(&self, key: &str) -> Resolution<'s> {
        let Some(reference) = self.reference(key) else {
            let documents: Vec<DocumentRef> = self.named(key).into_iter().collect();
            let resolved = Resolved { reference: None, documents };
            return if resolved.documents.is_empty() { Resolution::Unknown } else { Resolution::Known(resolved) };
        };
        Resolution::Known(Resolved { reference: Some(reference), documents: self.documents_of(reference) })
    }

    /// The entry of this key, the draft's own first.
    #[must_use]
    pub fn reference(&self, key: &str) -> Option<&'s Reference> {
        self.own.and_then(|own| own.get(key)).or_else(|| self.shared.get(key))
    }

    /// Every entry that may be cited; of two with one key, the one that is meant.
    pub fn references(&self) -> impl Iterator<Item = &'s Reference> + use<'s> {
        let own = self.own;
        let is_hidden = move |reference: &&Reference| own.is_some_and(|own| own.get(&reference.key).is_some());
        let shared = self.shared.references.iter().filter(move |reference| !is_hidden(reference));
        own.into_iter().flat_map(|own| &own.references).chain(shared)
    }

    /// Whether the draft has a bibliography to be held against.
    #[must_use]
    pub fn has_bibliography(&self) -> bool {
        !self.shared.is_empty() || self.own.is_some_and(|own| !own.is_empty())
    }

    /// Whether an entry that could not be read may be the one of this key.
    #[must_use]
    pub fn may_hold(&self, key: &str) -> bool {
        self.shared.may_hold(key) || self.own.is_some_and(|own| own.may_hold(key))
    }

    /// The entries that name a document, by its file, its address or its key.
    pub fn references_to(&self, document: DocumentRef) -> impl Iterator<Item = &'s Reference> {
        let names = move |reference: &&Reference| self.documents_of(reference).contains(&document);
        self.references().filter(names)
    }

    fn documents_of(&self, reference: &Reference) -> Vec<DocumentRef> {
        let folder = reference.origin.0.parent();
        let file = reference.file.as_ref().and_then(|file| self.file(folder, file));
        let mut documents: Vec<DocumentRef> = file.or_else(|| self.named(&reference.key)).into_iter().collect();
        if documents.is_empty() {
            documents = reference.url.as_deref().map(|url| self.at_address(url)).unwrap_or_default();
        }
        if documents.is_empty() {
            documents = self.of_title(reference).into_iter().collect();
        }
        documents
    }

    /// The one document that has the title of an entry, and no other date.
    fn of_title(&self, reference: &Reference) -> Option<DocumentRef> {
        let (corpus, title) = (self.corpus?, reference.title.as_deref()?);
        let [document] = self.shelf.of_title(corpus, title) else { return None };
        let dates = corpus.date(*document).zip(reference.date);
        dates.is_none_or(|(one, other)| one.year() == other.year()).then_some(*document)
    }

    /// The documents of a title, word for word.
    #[must_use]
    pub fn of_whole_title(&self, title: &str) -> Vec<DocumentRef> {
        self.corpus.map(|corpus| self.shelf.of_title(corpus, title).to_vec()).unwrap_or_default()
    }

    fn named(&self, name: &str) -> Option<DocumentRef> {
        self.corpus.and_then(|corpus| corpus.find(name).ok().flatten())
    }

    /// The documents that were published at an address.
    #[must_use]
    pub fn at_address(&self, address: &str) -> Vec<DocumentRef> {
        self.corpus.map(|corpus| self.shelf.at_address(corpus, address).to_vec()).unwrap_or_default()
    }

    /// The document that a link to a file leads to. What is percent-encoded in it is read
    /// both ways, since file names hold percent signs too.
    #[must_use]
    pub fn at_path(&self, link: &str) -> Vec<DocumentRef> {
        let (path, _) = link.split_once(['#', '?']).unwrap_or((link, ""));
        let found = self.file(self.folder, Path::new(link)).or_else(|| self.file(self.folder, Path::new(path)));
        let decoded = || self.file(self.folder, Path::new(&percent_decoded(path)));
        found.or_else(decoded).into_iter().collect()
    }

    fn file(&self, folder: Option<&Path>, path: &Path) -> Option<DocumentRef> {
        let path = if path.is_absolute() { path.to_owned() } else { folder?.join(path) };
        self.named(&without_ways_up(&path).to_string_lossy())
    }
}

fn known(resolved: Resolved<'_>) -> Resolution<'_> {
    if resolved.documents.is_empty() { Resolution::Elsewhere } else { Resolution::Known(resolved) }
}

/// A path as the corpus knows it: `/a/../b` is `/b`.
fn without_ways_up(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => drop(clean.pop()),
            std::path::Component::CurDir => {}
            part => clean.push(part),
        }
    }
    clean
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok()).filter(|_| *byte == b'%');
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(decoded.unwrap_or(*byte));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// How many folders the way from a draft to a source may lead up.
const WAYS_UP: usize = 4;

/// The way from a folder to a file, where both lie below one folder.
#[must_use]
pub fn way_to(folder: &Path, file: &Path) -> Option<String> {
    let mut ways_up = String::new();
    for ancestor in folder.ancestors().take(WAYS_UP) {
        if let Ok(below) = file.strip_prefix(ancestor) {
            return Some(ways_up + &below.to_string_lossy().replace('\\', "/"));
        }
        ways_up.push_str("../");
    }
    None
}
