//! The manifest names the files of the current generation of an index. Replacing it
//! is the one act that makes a new generation current.
//!
//! ```text
//! glossator-corpus <format> <program> <tokeniser> <generation> <checksum>
//! {"files": ..., "segments": [...], "checked": ...}
//! ```

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::durable;
use super::layout::{FORMAT, tokeniser_fingerprint};

/// Name of the manifest in the folder of the index.
pub(super) const NAME: &str = "manifest";

const TITLE: &str = "glossator-corpus";

/// What a document's text and metadata are taken to be changes with the program.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// The current generation of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Grows by one with every change of the documents.
    #[serde(skip)]
    pub(super) generation: u64,
    /// Grows with every file written, so that no name is used twice.
    pub(super) serial: u64,
    /// When the sources were last looked at, by the clock of the file system, in
    /// nanoseconds since 1970. A file changed at that time or later may have changed
    /// again without a trace in its time of change.
    pub(super) checked: u64,
    /// Name and checksum of the table of source files.
    pub(super) files: (String, u64),
    /// The segments.
    pub(super) segments: Vec<Part>,
}

/// A segment of the current generation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// Name of the file.
    pub(super) name: String,
    /// Numbers of the documents that have been replaced or are gone, sorted.
    pub(super) gone: Vec<u32>,
}

impl Manifest {
    /// The state before the first generation. Its numbers are taken from the clock of
    /// the file system, so that an index built anew repeats none of the former one's.
    pub(super) fn first(checked: u64) -> Self {
        Self { generation: checked, serial: checked, checked, ..Self::default() }
    }

    /// A number for the name of a new file.
    pub(super) fn take_serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// Reads the manifest; `None` where there is none.
    ///
    /// # Errors
    /// Why it cannot be used, as a clause.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, String> {
        match std::fs::read_to_string(folder.join(NAME)) {
            Ok(text) => Self::parse(&text).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let (head, body) = text.split_once('\n').ok_or("its manifest is cut off")?;
        let mut words = head.split(' ');
        if words.next() != Some(TITLE) {
            return Err("its manifest is damaged".to_owned());
        }
        if words.next() != Some(FORMAT.to_string().as_str()) || words.next() != Some(PROGRAM) {
            return Err("it is of another version".to_owned());
        }
        if words.next() != Some(format!("{:x}", tokeniser_fingerprint()).as_str()) {
            return Err("words were told apart in another way when it was built".to_owned());
        }
        let generation = words.next().and_then(|word| word.parse().ok()).ok_or("its manifest is damaged")?;
        if words.next() != Some(checksum(generation, body).as_str()) {
            return Err("its manifest is damaged".to_owned());
        }
        let manifest: Self = serde_json::from_str(body).map_err(|error| format!("its manifest is damaged: {error}"))?;
        Ok(Self { generation, ..manifest })
    }

    /// Makes this generation the current one.
    ///
    /// # Errors
    /// When it cannot be written; the old generation stays current then.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let body = serde_json::to_string(self)?;
        let (tokeniser, generation) = (tokeniser_fingerprint(), self.generation);
        let checksum = checksum(generation, &body);
        let text = format!("{TITLE} {FORMAT} {PROGRAM} {tokeniser:x} {generation} {checksum}\n{body}");
        durable::put(folder, NAME, |file| file.write_all(text.as_bytes()))
    }

    /// The number of the current generation, read from the first bytes alone.
    pub(super) fn current_generation(folder: &Path) -> Option<u64> {
        let mut head = [0; 128];
        let mut file = File::open(folder.join(NAME)).ok()?;
        let len = file.read(&mut head).ok()?;
        let head = std::str::from_utf8(head.get(..len)?).unwrap_or_default();
        head.split(' ').nth(4)?.parse().ok()
    }
}

/// Covers the generation as well.
fn checksum(generation: u64, body: &str) -> String {
    format!("{:016x}", xxh3_64(body.as_bytes()) ^ xxh3_64(&generation.to_le_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_was_written() {
        let folder = tempfile::tempdir().expect("a folder for this test");
        assert_eq!(Manifest::read(folder.path()), Ok(None));
        let part = Part { name: "1-0.segment".to_owned(), gone: vec![3, 9] };
        let manifest =
            Manifest { generation: 7, serial: 4, checked: 5, files: ("7.files".to_owned(), 1), segments: vec![part] };
        manifest.write(folder.path()).expect("a folder that can be written");
        assert_eq!(Manifest::read(folder.path()), Ok(Some(manifest)));
        assert_eq!(Manifest::current_generation(folder.path()), Some(7));
    }

    #[test]
    fn damage_is_seen() {
        let folder = tempfile::tempdir().expect("a folder for this test");
        Manifest::default().write(folder.path()).expect("a folder that can be written");
        let path = folder.path().join(NAME);
        let whole = std::fs::read(&path).expect("the manifest");
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            std::fs::write(&path, damaged).expect("a folder that can be written");
            assert!(Manifest::read(folder.path()).is_err(), "byte {at}");
        }
    }
}
