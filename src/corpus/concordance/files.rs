//! The table of source files of an index: what each file was when it was read, and
//! what became of it. Only the writer reads it.

use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::sources::Stamp;
use super::{durable, narrow};

/// A source file as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SourceFile {
    pub(super) path: String,
    pub(super) id: String,
    pub(super) stamp: Stamp,
    /// Checksum of its content.
    pub(super) content: u64,
    pub(super) state: State,
}

/// What became of a source file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// It is a document of this segment file, with this number in it.
    Document(String, u32),
    /// It cannot be read, for this reason.
    Skipped(String),
}

impl SourceFile {
    /// Whether the file is a document of the corpus.
    pub(super) fn is_document(&self) -> bool {
        matches!(self.state, State::Document(..))
    }
}

impl State {
    /// A document of the segment that is being put together.
    pub(super) fn unnamed(number: usize) -> Self {
        Self::Document(String::new(), narrow(number))
    }

    /// Names the segment that was put together.
    pub(super) fn name_segment(&mut self, name: &str) {
        if let Self::Document(segment, _) = self
            && segment.is_empty()
        {
            name.clone_into(segment);
        }
    }
}

/// Writes the table; returns its checksum.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(folder: &Path, name: &str, files: &[SourceFile]) -> std::io::Result<u64> {
    let table = serde_json::to_vec(files)?;
    durable::put(folder, name, |file| file.write_all(&table))?;
    Ok(xxh3_64(&table))
}

/// Reads the table.
///
/// # Errors
/// Why it cannot be used, as a clause.
pub(super) fn read(folder: &Path, (name, checksum): &(String, u64)) -> Result<Vec<SourceFile>, String> {
    let table = std::fs::read(folder.join(name)).map_err(|error| error.to_string())?;
    if xxh3_64(&table) != *checksum {
        return Err("its table of files is damaged".to_owned());
    }
    serde_json::from_slice(&table).map_err(|error| error.to_string())
}
