//! The texts that were drawn out of files no editor shows (PDF, Word), kept beside the
//! segments: a passage is read, and opened in an editor, without drawing it out again.
//!
//! ```text
//! texts/<checksum of the source, 16 digits>/<name of the source>.txt
//! ```
//!
//! A text is named by the content it came from, so it never changes, and old and new
//! generations never disagree about it. It is a convenience: one that is missing or was
//! altered is drawn out again, so failing to write or to remove one is no fault.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::durable;
use crate::corpus::Document;

/// The folder of the texts, in that of the index.
const FOLDER: &str = "texts";

/// Bytes of a file's name that are kept: with what is added to it, more than 255 are
/// refused by most systems.
const LONGEST_NAME: usize = 200;

/// Where the text of a document is kept, if it has one.
pub(in crate::corpus) fn file_of(folder: &Path, document: &Document) -> Option<PathBuf> {
    let extraction = document.extraction.as_ref()?;
    let name = document.path.file_name()?.to_str()?;
    let name = name.get(..name.floor_char_boundary(LONGEST_NAME))?;
    Some(folder_of(folder, extraction.content).join(format!("{name}.txt")))
}

fn folder_of(folder: &Path, content: u64) -> PathBuf {
    folder.join(FOLDER).join(format!("{content:016x}"))
}

/// Keeps the text of a document, unless it is there.
pub(in crate::corpus) fn keep(folder: &Path, document: &Document, text: &str) {
    let Some(file) = file_of(folder, document) else { return };
    let (Some(parent), Some(name)) = (file.parent(), file.file_name().and_then(|name| name.to_str())) else { return };
    if read(&file, document).is_none() && fs::create_dir_all(parent).is_ok() {
        let _ = durable::put(parent, name, |out| {
            out.write_all(text.as_bytes())?;
            let mut permissions = out.metadata()?.permissions();
            permissions.set_readonly(true);
            out.set_permissions(permissions)
        });
    }
}

/// The text of a document as it was kept in `file`; `None` where it is missing or is
/// not what was kept.
pub(in crate::corpus) fn read(file: &Path, document: &Document) -> Option<String> {
    let text = fs::read(file).ok()?;
    let is_whole = document.extraction.as_ref()?.checksum == xxh3_64(&text);
    String::from_utf8(text).ok().filter(|_| is_whole)
}

/// Removes the texts of all contents but these.
pub(super) fn remove_others(folder: &Path, contents: &HashSet<u64>) {
    let Ok(entries) = fs::read_dir(folder.join(FOLDER)) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let content = path.file_name().and_then(|name| name.to_str()).and_then(content_of);
        if content.is_some_and(|content| !contents.contains(&content)) {
            durable::remove_folder(&path);
        }
    }
}

fn content_of(name: &str) -> Option<u64> {
    (name.len() == 16).then(|| u64::from_str_radix(name, 16).ok()).flatten()
}

/// The address of a kept text within its index, `<checksum>/<name>.txt`; `None` for any
/// other file.
#[must_use]
pub fn address_of_text(file: &Path) -> Option<String> {
    let mut parts = file.components().rev().map(|part| part.as_os_str().to_str());
    let (name, content, folder) = (parts.next()??, parts.next()??, parts.next()??);
    (folder == FOLDER && content_of(content).is_some()).then(|| format!("{content}/{name}"))
}

/// The text at such an address in the index of `folder`. No other file can be named.
#[must_use]
pub fn text_by_address(folder: &Path, address: &str) -> Option<String> {
    let (content, name) = address.split_once('/')?;
    let is_plain = !name.contains(['/', '\\']) && !matches!(name, "" | "." | "..");
    let folder = folder_of(folder, content_of(content)?);
    is_plain.then(|| fs::read_to_string(folder.join(name)).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::docx::samples::plain;
    use crate::corpus::{Corpus, CorpusError, DocumentRef, Index, Passage, Patience, Sources};
    use crate::text::{WordKey, tokenize};

    struct Library(tempfile::TempDir);

    impl Library {
        fn of(paragraphs: &[&str]) -> Self {
            let library = Self(tempfile::tempdir().expect("a folder for this test"));
            library.put(paragraphs);
            library
        }

        fn put(&self, paragraphs: &[&str]) {
            fs::write(self.0.path().join("note.docx"), plain(paragraphs)).expect("a folder that can be written");
        }

        fn folder(&self) -> PathBuf {
            self.0.path().join(".index")
        }

        fn index(&self) -> Index {
            let sources = Sources::new(vec![self.0.path().to_owned()], &[], 1 << 20).expect("no glob");
            Index::update(&self.folder(), &sources, Patience::Wait, &|_| {})
                .expect("a folder that can be written")
                .index
        }

        /// The kept texts, by the names of their files.
        fn texts(&self) -> Vec<(String, PathBuf)> {
            let entries =
                |folder: &Path| fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()));
            let folders = entries(&self.folder().join(FOLDER)).into_iter().flatten();
            let files = folders.flat_map(|folder| entries(&folder).into_iter().flatten());
            files.map(|file| (file.file_name().expect("a file").to_string_lossy().into_owned(), file)).collect()
        }
    }

    fn passage(index: &Index, phrase: &str) -> Result<Passage, CorpusError> {
        let words: Vec<WordKey> = tokenize(phrase).keys().to_vec();
        let places = index.attestations(&words, 1).expect("a sound index").places;
        index.passage(*places.first().expect("a place"))
    }

    #[test]
    fn a_text_is_kept_beside_the_segments_and_opened_at_the_line() {
        let library = Library::of(&["The sea is calm.", "The port is open to all."]);
        let passage = passage(&library.index(), "open to all").expect("a passage");
        assert_eq!((passage.start.line, passage.start.column), (3, 13));
        let [(name, file)] = library.texts().try_into().expect("one text");
        assert_eq!(name, "note.docx.txt");
        assert_eq!(passage.document.readable_file(), file);
        assert_eq!(fs::read_to_string(&file).expect("a text"), "The sea is calm.\n\nThe port is open to all.\n");
        assert!(fs::metadata(&file).expect("a text").permissions().readonly());
        let address = address_of_text(&file).expect("an address");
        assert_eq!(text_by_address(&library.folder(), &address), fs::read_to_string(&file).ok());
    }

    #[test]
    fn a_text_that_is_missing_or_was_altered_is_drawn_out_again() {
        let library = Library::of(&["The port is open to all."]);
        let index = library.index();
        let [(_, file)] = library.texts().try_into().expect("one text");
        for altered in [None, Some("The port is shut.\n"), Some("")] {
            fs::remove_file(&file).expect("a text");
            if let Some(altered) = altered {
                fs::write(&file, altered).expect("a folder that can be written");
            }
            let index = Index::open(&library.folder()).expect("a sound index").expect("an index");
            assert_eq!(passage(&index, "open to all").expect("a passage").start.line, 1);
            assert_eq!(fs::read_to_string(&file).expect("a text"), "The port is open to all.\n");
        }
        assert_eq!(index.len(), 1);
    }

    #[test]
    fn a_text_goes_with_its_document() {
        let library = Library::of(&["The port is open to all."]);
        let before = library.index();
        library.put(&["The port is shut."]);
        assert!(matches!(passage(&before, "open to all"), Err(CorpusError::Stale(_))));
        let after = library.index();
        assert_eq!(after.text(DocumentRef(0)).expect("a text").as_ref(), "The port is shut.\n");
        assert_eq!(library.texts().len(), 1, "the old text is gone");
        fs::remove_file(library.0.path().join("note.docx")).expect("a file of this test");
        library.index();
        assert_eq!(library.texts(), []);
    }

    #[test]
    fn no_other_file_has_an_address() {
        let library = Library::of(&["The port is open to all."]);
        library.index();
        let [(_, file)] = library.texts().try_into().expect("one text");
        let address = address_of_text(&file).expect("an address");
        let content = address.split('/').next().expect("a checksum");
        for other in [
            "../manifest",
            "manifest",
            "/etc/passwd",
            "",
            &format!("{content}/../../manifest"),
            &format!("{content}/.."),
        ] {
            assert_eq!(text_by_address(&library.folder(), other), None, "{other}");
        }
        for other in ["/a/texts/x/b.txt", "/a/b.txt", "b.txt", "/texts/0123456789abcdef"] {
            assert_eq!(address_of_text(Path::new(other)), None, "{other}");
        }
    }
}
