//! Files that are wholly there or not at all, whenever the machine stops: written
//! under a temporary name, synced, renamed, the folder synced.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Ending of files that are not complete yet.
const UNFINISHED: &str = ".part";

/// Ending of segments.
pub(super) const SEGMENT: &str = ".segment";

/// Ending of tables of source files.
pub(super) const FILES: &str = ".files";

/// Whether a file of this name in the folder of an index was written by us, and may be
/// removed.
pub(super) fn is_ours(name: &str) -> bool {
    [SEGMENT, FILES, UNFINISHED].iter().any(|ending| name.ends_with(ending))
}

/// Creates or replaces `folder/name` with what `write` writes.
///
/// # Errors
/// When the file cannot be written; the old one is untouched then.
pub(super) fn put(folder: &Path, name: &str, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let unfinished = folder.join(format!("{name}{UNFINISHED}"));
    let written = put_whole(folder, name, &unfinished, write);
    if written.is_err() {
        // A full disk should not be left fuller.
        remove(&unfinished);
    }
    written
}

fn put_whole(
    folder: &Path,
    name: &str,
    unfinished: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    step()?;
    let mut file = File::create(unfinished)?;
    step()?;
    write(&mut file)?;
    step()?;
    file.sync_all()?;
    drop(file);
    fs::rename(unfinished, folder.join(name))?;
    step()?;
    sync_folder(folder)
}

/// Removes a file that nobody refers to any more. Some systems refuse while a reader
/// still maps it: it goes another time.
pub(super) fn remove(path: &Path) {
    if step().is_ok() {
        let _ = fs::remove_file(path);
    }
}

/// Removes a folder of files that nobody refers to any more.
pub(super) fn remove_folder(path: &Path) {
    if step().is_ok() {
        let _ = fs::remove_dir_all(path);
    }
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems cannot sync a folder, and keep renames in order by themselves.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A place where the machine may stop.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "it fails in tests")]
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use stopping::{step, stop_after};

/// Lets tests stop the machine at any step.
#[cfg(test)]
mod stopping {
    use std::cell::Cell;
    use std::io;

    thread_local! {
        static STEPS_LEFT: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Everything on this thread fails after `steps` more steps; `None`: nothing does.
    pub(in super::super) fn stop_after(steps: Option<usize>) {
        STEPS_LEFT.set(steps);
    }

    pub(in super::super) fn step() -> io::Result<()> {
        match STEPS_LEFT.get() {
            Some(0) => Err(io::Error::other("stopped by the test")),
            Some(steps) => {
                STEPS_LEFT.set(Some(steps - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}
