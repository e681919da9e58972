//! Brings an index up to date with its sources. One writer at a time; readers are
//! never held up, and see the old generation or the new one, whenever it is killed.
//!
//! ```text
//! list files -> read what changed -> write a segment -> replace the manifest -> merge
//! ```

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::Path;

use super::files::{self, SourceFile};
use super::index::Generation;
use super::manifest::{self, Manifest};
use super::sources::{Notice, Sources, Stamp};
use super::writer::Writer;
use crate::corpus::CorpusError;

/// What a writer does when another one is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Waits for the other one, then looks for itself.
    Wait,
    /// Takes the generation there is; waits only where there is none yet.
    Now,
}

/// How far an update has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many files were found.
    Listed(usize),
    /// So many of the files that had to be read have been read, about: several threads
    /// report.
    Read {
        /// Files read.
        done: usize,
        /// Files to read.
        total: usize,
    },
    /// Words are being put in order.
    Sorting,
    /// A new generation is there: readers may open it, while segments are merged.
    Current(u64),
}

/// What an update found.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Outcome {
    pub(in crate::corpus) changed: bool,
    pub(in crate::corpus) notices: Vec<Notice>,
}

/// Brings the index in `folder` up to date.
///
/// # Errors
/// [`CorpusError::Unwritable`] when the folder cannot be written, and
/// [`CorpusError::Limit`] when the corpus is too large.
pub(in crate::corpus) fn update(
    folder: &Path,
    sources: &Sources,
    patience: Patience,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, CorpusError> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let Some(lock) = lock(folder, patience)? else { return Ok(Outcome::default()) };
    let checked = touch(&lock).map_err(|error| unwritable(folder, &error))?;
    let started = opened(folder).and_then(|current| {
        let (current, files) = current.unzip();
        write(Writer::new(folder, checked, progress), sources, current, files)
    });
    match started {
        Err(CorpusError::Index { cause, .. }) => {
            let mut writer = Writer::new(folder, checked, progress);
            let reason = format!("the index cannot be used: {cause}; it is built anew");
            writer.notices.push(Notice { path: folder.to_owned(), reason });
            write(writer, sources, None, None)
        }
        outcome => outcome,
    }
}

fn write(
    mut writer: Writer<'_>,
    sources: &Sources,
    current: Option<Generation>,
    files: Option<Vec<SourceFile>>,
) -> Result<Outcome, CorpusError> {
    let changed = writer.take_in(sources, current.as_ref(), files.unwrap_or_default())?;
    // Some systems remove no file that is mapped.
    drop(current);
    writer.merge()?;
    writer.clean_up();
    Ok(Outcome { changed, notices: writer.notices })
}

/// Makes the index in `folder` forget everything, so that the next update builds it
/// anew: for an index whose verification failed.
///
/// # Errors
/// [`CorpusError::Unwritable`] when the folder cannot be written.
pub(in crate::corpus) fn discard(folder: &Path) -> Result<(), CorpusError> {
    let _lock = lock(folder, Patience::Wait)?;
    let path = folder.join(manifest::NAME);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(&path, &error)),
        _ => Ok(()),
    }
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> CorpusError {
    CorpusError::Unwritable { path: path.to_owned(), cause: error.to_string() }
}

/// The lock of the folder, held until the file is dropped, even by a kill; `None`
/// where another writer has it and there is a generation to use.
fn lock(folder: &Path, patience: Patience) -> Result<Option<File>, CorpusError> {
    let path = folder.join("lock");
    let locked = File::options().create(true).truncate(false).write(true).open(&path).and_then(|file| {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => {}
        }
        if patience == Patience::Now && matches!(Manifest::read(folder), Ok(Some(_))) {
            return Ok(None);
        }
        file.lock().map(|()| Some(file))
    });
    locked.map_err(|error| unwritable(&path, &error))
}

/// The time by the clock of the file system: that of a file written now.
fn touch(mut lock: &File) -> io::Result<u64> {
    lock.write_all(b"\n")?;
    Ok(Stamp::of(&lock.metadata()?).changed)
}

/// The current generation with its table of files; `None` where there is no index yet.
fn opened(folder: &Path) -> Result<Option<(Generation, Vec<SourceFile>)>, CorpusError> {
    let Some(generation) = Generation::open(folder)? else { return Ok(None) };
    let files = files::read(folder, &generation.manifest.files);
    let files = files.map_err(|cause| CorpusError::Index { path: folder.to_owned(), cause })?;
    Ok(Some((generation, files)))
}
