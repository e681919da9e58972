//! `quotes.lock` on disk: read beside the settings, written by `check --lock` as a whole
//! or not at all, and never over a file that could not be read.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::check::CheckedDraft;
use super::terminal::forward_slashes;
use crate::draft::Snapshot;
use crate::engine::{Config, Engine, LOCK_NAME, Locked, LockedQuotation, QuotesLock};
use crate::prose::PartialDate;
use crate::text::Place;

/// The lock of a project.
#[derive(Debug)]
pub(super) struct LockFile {
    path: PathBuf,
    root: PathBuf,
    /// What it holds; nothing where there is no file.
    lock: QuotesLock,
}

/// What became of a lock that was written anew.
#[derive(Debug)]
pub(super) struct Renewed {
    /// Quotations it holds now.
    pub count: usize,
    /// Where quotations stand that it held before, and that are not verified any more.
    pub left_out: Vec<(PathBuf, Place)>,
}

impl LockFile {
    /// Reads the lock of a project; `None` where the project has no settings file for it to
    /// stand beside.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged: what is wrong, with its place.
    pub(super) fn load(config: &Config) -> Result<Option<Self>, String> {
        let Some(root) = config.file.as_deref().and_then(Path::parent) else { return Ok(None) };
        let path = root.join(LOCK_NAME);
        let lock = match std::fs::read_to_string(&path) {
            Ok(text) => QuotesLock::parse(text.trim_start_matches('\u{feff}'))
                .map_err(|error| format!("{}:{error}; the quotations were not held against it", path.display()))?,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => QuotesLock::default(),
            Err(cause) => return Err(format!("{} cannot be read: {cause}", path.display())),
        };
        Ok(Some(Self { path, root: root.to_owned(), lock }))
    }

    /// What is locked of a draft.
    pub(super) fn of(&self, draft: &Path) -> &[LockedQuotation] {
        self.lock.of(&self.name_of(draft))
    }

    /// The name of a draft in the lock. Settings hold for what stands below them, so a
    /// draft is always below their folder.
    fn name_of(&self, draft: &Path) -> String {
        forward_slashes(draft.strip_prefix(&self.root).unwrap_or(draft))
    }

    /// Locks the quotations of some drafts anew, as verified on a day. What is locked of
    /// other drafts stays, as long as there are such files.
    ///
    /// # Errors
    /// When the sources cannot be asked or the file cannot be written: why; then it is as
    /// it was.
    pub(super) fn renew(
        &self,
        engine: &Engine,
        drafts: &[CheckedDraft],
        verified: PartialDate,
    ) -> Result<Renewed, String> {
        let unwritten = |why: &dyn std::fmt::Display| format!("{} was not written: {why}", self.path.display());
        if engine.corpus().is_none() {
            return Err(unwritten(&"there are no sources to verify quotations in"));
        }
        let mut left_out = Vec::new();
        let names: Vec<String> = drafts.iter().map(|draft| self.name_of(&draft.draft.file.path)).collect();
        let is_kept = |entry: &&LockedQuotation| !names.contains(&entry.draft) && self.root.join(&entry.draft).exists();
        let mut quotations: Vec<LockedQuotation> = self.lock.quotations().iter().filter(is_kept).cloned().collect();
        for (draft, name) in drafts.iter().zip(&names) {
            let path = &draft.draft.file.path;
            let snapshot = Snapshot::parse(draft.draft.text.clone(), None);
            let analysis = engine.analyse_file(snapshot, Some(path), None);
            let locked = engine.lock_quotations(&analysis, name, &draft.checked.findings, self.lock.of(name), verified);
            let Locked { quotations: new, left_out: old } = locked.map_err(|error| unwritten(&error))?;
            quotations.extend(new);
            let place = |start| draft.snapshot.lines.place(&draft.snapshot.text, start);
            left_out.extend(old.into_iter().map(|span| (path.clone(), place(span.start))));
        }
        let lock = QuotesLock::new(quotations);
        if lock != self.lock || !self.path.exists() {
            let text = lock.to_text().map_err(|error| unwritten(&error))?;
            write_whole(&self.path, &text).map_err(|error| unwritten(&error))?;
        }
        Ok(Renewed { count: lock.quotations().len(), left_out })
    }
}

/// Puts a file in the place of another, through a temporary one beside it.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    // A link is followed, so that the file it leads to changes and the link stays.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let temporary = path.with_file_name(format!(".{LOCK_NAME}.glossator-{}", std::process::id()));
    let written = write_beside(&temporary, text, &path);
    if written.is_err() {
        // The first error is the one worth telling.
        let _ = std::fs::remove_file(&temporary);
    }
    written
}

fn write_beside(temporary: &Path, text: &str, path: &Path) -> io::Result<()> {
    let mut file = std::fs::File::create_new(temporary)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    std::fs::rename(temporary, path)
}
