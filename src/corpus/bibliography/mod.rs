//! Bibliographies: lists of references that a draft may cite by key. Files in four
//! formats enter (CSL in JSON or YAML, BibTeX and BibLaTeX, Hayagriva), or the front
//! matter of a draft; references leave, and what could not be read.
//!
//! Every format is turned into the fields of the Citation Style Language, so that one
//! reference is like another. What a reference has to do with a draft or with a document
//! of the corpus is not known here.

mod bibtex;
mod csl;
mod hayagriva;
mod read;
mod reference;
mod render;
mod rendered;

pub use reference::{Name, Reference};
pub use render::{STYLE, render_document, render_reference};
pub use rendered::is_style;

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::prose::front_matter;
use crate::text::{Place, Span};

/// The references of some files, or of one draft.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    /// In order of the files and of the entries in them.
    pub references: Vec<Reference>,
    /// What could not be read; the rest is there.
    pub faults: Vec<Fault>,
    /// The references by their keys.
    by_key: HashMap<String, usize>,
    /// What was read, to tell when it is to be read anew.
    sources: Vec<Stamp>,
    /// The front matter it was read from.
    head: String,
}

/// One fault of a bibliography. It never stops the reading of the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// Where in it; `None` where it could not be opened.
    pub place: Option<Place>,
    /// What is wrong and how to mend it.
    pub message: String,
    /// What cannot be cited for it.
    pub left_out: LeftOut,
}

/// What a fault leaves out of a bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// All entries of the file.
    File,
    /// The entry of this key; empty where the key is unknown too.
    Entry(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(Place { line, column }) => write!(f, "{}:{line}:{column}: {}", self.path.display(), self.message),
            None => write!(f, "{}: {}", self.path.display(), self.message),
        }
    }
}

/// A file as it was when it was read; no time and length where it was not there.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok();
    (path.to_owned(), metadata.and_then(|metadata| Some((metadata.modified().ok()?, metadata.len()))))
}

impl Bibliography {
    /// Reads some files.
    #[must_use]
    pub fn load(paths: &[PathBuf]) -> Self {
        let mut bibliography = Self { sources: paths.iter().map(|path| stamp(path)).collect(), ..Self::default() };
        for path in paths {
            bibliography.add(read::file(path));
        }
        bibliography
    }

    /// Reads the text of one file; its format is told by the ending of `path`.
    #[must_use]
    pub fn parse(path: &Path, text: &str) -> Self {
        let mut bibliography = Self::default();
        bibliography.add(read::text(path, text));
        bibliography
    }

    /// What the front matter of a draft names: the files of `bibliography`, relative to
    /// the draft, and the entries of `references`. Where nothing changed since
    /// `previous`, that.
    ///
    /// `None` for a draft that names neither. Looks at the time stamps of the files each
    /// time, which costs microseconds.
    #[must_use]
    pub fn of_draft(draft: &str, path: Option<&Path>, previous: Option<&Arc<Self>>) -> Option<Arc<Self>> {
        if !draft.trim_start_matches('\u{FEFF}').starts_with(['-', '+']) {
            return None;
        }
        let matter = front_matter(draft)?;
        let head = matter.span.slice(draft);
        if let Some(previous) = previous.filter(|previous| previous.head == head && previous.is_current()) {
            return Some(Arc::clone(previous));
        }
        let folder = path.and_then(Path::parent);
        let files = matter.value("bibliography").map(csl::texts).unwrap_or_default();
        let files: Vec<PathBuf> =
            folder.into_iter().flat_map(|folder| files.iter().map(|file| folder.join(file))).collect();
        let references = matter.value("references").and_then(|value| value.as_array());
        if files.is_empty() && references.is_none() {
            return None;
        }
        let mut bibliography = Self::load(&files);
        if let Some(items) = references {
            let places = csl::yaml_places(head).into_iter();
            let places = places.map(|(key, span)| (key, span.shifted(matter.span.start))).collect();
            bibliography.add(csl::items(items, path.unwrap_or(Path::new("")), draft, &places));
        }
        head.clone_into(&mut bibliography.head);
        Some(Arc::new(bibliography))
    }

    /// The reference of this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Reference> {
        self.references.get(*self.by_key.get(key)?)
    }

    /// Whether there is no reference.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.references.is_empty()
    }

    /// Whether an entry that could not be read may be the one of this key.
    #[must_use]
    pub fn may_hold(&self, key: &str) -> bool {
        self.faults.iter().any(|fault| match &fault.left_out {
            LeftOut::File => true,
            LeftOut::Entry(left_out) => left_out == key,
        })
    }

    /// Whether the files are as they were.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.sources.iter().all(|known| stamp(&known.0) == *known)
    }

    /// Of two references with one key the first is the one that is meant; the second is a
    /// fault where the same file has both.
    fn add(&mut self, (references, faults): (Vec<Reference>, Vec<Fault>)) {
        self.faults.extend(faults);
        for reference in references {
            let known = self.get(&reference.key).map(|known| known.origin.clone());
            if let Some((path, place)) = known {
                if path == reference.origin.0 {
                    let first = place.line;
                    let message =
                        format!("\"{}\" is the key of line {first} already; rename one of the two", reference.key);
                    let left_out = LeftOut::Entry(reference.key);
                    self.faults.push(Fault { path, place: Some(reference.origin.1), message, left_out });
                }
                continue;
            }
            self.by_key.insert(reference.key.clone(), self.references.len());
            self.references.push(reference);
        }
    }
}

/// Where each key stands in a file: the bytes of the key.
type Places = HashMap<String, Span>;

#[cfg(test)]
mod tests;
