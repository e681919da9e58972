//! The documents that quotations are held against: folders enter, an index and the
//! documents by the names of their files leave.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use glossator::corpus::{Corpus, DocumentRef, Index, Patience, Sources};

/// An index that lives as long as it is measured.
pub(crate) struct Library {
    pub(crate) index: Index,
    by_name: HashMap<String, DocumentRef>,
    _folder: tempfile::TempDir,
}

impl Library {
    /// Indexes the folders; `None`, with a line that says so, where one is not there.
    pub(crate) fn open(folders: &[PathBuf]) -> Option<Self> {
        if let Some(missing) = folders.iter().find(|folder| !folder.is_dir()) {
            println!("left out: there is no folder {}", missing.display());
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let sources = Sources::new(folders.to_vec(), &[], 64 << 20).expect("no globs");
        let start = Instant::now();
        let update = Index::update(folder.path(), &sources, Patience::Wait, &|_| {}).expect("a corpus");
        let index = update.index;
        println!("{} documents, indexed in {:.1} s", index.len(), start.elapsed().as_secs_f64());
        let named = (0..index.len()).map(DocumentRef).map(|number| {
            let document = index.document(number).expect("a sound index");
            (file_name(&document.path), number)
        });
        let by_name = named.collect();
        Some(Self { index, by_name, _folder: folder })
    }

    /// The document in the file of this name.
    pub(crate) fn named(&self, name: &str) -> Option<DocumentRef> {
        self.by_name.get(name).copied()
    }
}

/// The folder of a corpus: its `docs`, wherever the archive put them.
pub(crate) fn documents_of(folder: &Path) -> PathBuf {
    let nested = folder.file_name().map(|name| folder.join(name).join("docs"));
    [nested, Some(folder.join("docs"))]
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir())
        .unwrap_or_else(|| folder.to_owned())
}

pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
