//! Brings an index up to date with its sources. One writer at a time; readers are
//! never held up, and see the old generation or the new one, whenever it is killed.
//!
//! ```text
//! list files -> read what changed -> write a segment -> replace the manifest -> merge
//! ```

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::compose::{Composition, Item, compose};
use super::files::{self, Outcome, SourceFile};
use super::gather::torn_pairs;
use super::index::Generation;
use super::manifest::{Manifest, Part};
use super::reading::{Reading, Request, read_all};
use super::sources::{Listed, Notice, Sources, Stamp};
use super::suffix::sort_suffixes;
use super::{durable, merge, narrow, write};
use crate::corpus::CorpusError;

/// Some file systems know the time of a change to two seconds only.
const CLOCK_STEP: u64 = 2_000_000_000;

/// What a writer does when another one is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Waits for the other one, then looks for itself.
    Wait,
    /// Takes the generation there is; waits only where there is none yet.
    UseCurrent,
}

/// How far an update has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many files were found.
    Listed(usize),
    /// So many of the files that had to be read have been read.
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
pub(in crate::corpus) struct Outcomes {
    pub(in crate::corpus) changed: bool,
    pub(in crate::corpus) notices: Vec<Notice>,
}

/// Brings the index in `folder` up to date.
///
/// # Errors
/// [`CorpusError::Unreadable`] when the folder cannot be written, and
/// [`CorpusError::Limit`] when the corpus is too large.
pub(in crate::corpus) fn update(
    folder: &Path,
    sources: &Sources,
    patience: Patience,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcomes, CorpusError> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let Some(lock) = lock(folder, patience)? else { return Ok(Outcomes::default()) };
    let checked = touch(&lock).map_err(|error| unwritable(folder, &error))?;
    let update = |current, files, notices| {
        Writer::new(folder, checked, progress, &current, files, notices).run(sources, current)
    };
    let mut notices = Vec::new();
    let (current, files) = opened(folder, &mut notices);
    match update(current, files, notices) {
        // What opening does not look at is damaged, and was met when segments were merged.
        Err(error @ CorpusError::Index { .. }) => update(None, Vec::new(), vec![built_anew(folder, &error)]),
        outcomes => outcomes,
    }
}

fn built_anew(folder: &Path, error: &CorpusError) -> Notice {
    Notice { path: folder.to_owned(), reason: format!("{error}; it is built anew") }
}

/// Makes the index in `folder` forget everything, so that the next update builds it
/// anew: for an index whose verification failed.
///
/// # Errors
/// [`CorpusError::Unreadable`] when the folder cannot be written.
pub(in crate::corpus) fn discard(folder: &Path) -> Result<(), CorpusError> {
    let _lock = lock(folder, Patience::Wait)?;
    let path = folder.join(super::manifest::NAME);
    if path.exists() { fs::remove_file(&path).map_err(|error| unwritable(&path, &error)) } else { Ok(()) }
}

fn unwritable(path: &Path, error: &std::io::Error) -> CorpusError {
    CorpusError::Unreadable { path: path.to_owned(), cause: error.to_string() }
}

/// The lock of the folder, held until the file is dropped, even by a kill; `None`
/// where another writer has it and there is a generation to use.
fn lock(folder: &Path, patience: Patience) -> Result<Option<File>, CorpusError> {
    let path = folder.join("lock");
    let error = |error: &std::io::Error| unwritable(&path, error);
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(|cause| error(&cause))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            if patience == Patience::UseCurrent && matches!(Manifest::read(folder), Ok(Some(_))) {
                return Ok(None);
            }
            file.lock().map_err(|cause| error(&cause))?;
            Ok(Some(file))
        }
        Err(TryLockError::Error(cause)) => Err(error(&cause)),
    }
}

/// The time by the clock of the file system: that of a file written now.
fn touch(mut lock: &File) -> std::io::Result<u64> {
    lock.write_all(b"\n")?;
    Ok(Stamp::of(&lock.metadata()?).changed)
}

/// The current generation with its table of files; an unusable one is replaced, and
/// that is said.
fn opened(folder: &Path, notices: &mut Vec<Notice>) -> (Option<Generation>, Vec<SourceFile>) {
    let opened = Generation::open(folder).and_then(|generation| {
        let Some(generation) = generation else { return Ok((None, Vec::new())) };
        let files = files::read(folder, &generation.manifest.files);
        let files = files.map_err(|cause| CorpusError::Index { path: folder.to_owned(), cause })?;
        Ok((Some(generation), files))
    });
    opened.unwrap_or_else(|error| {
        notices.push(built_anew(folder, &error));
        (None, Vec::new())
    })
}

/// An update under way.
struct Writer<'p> {
    folder: PathBuf,
    threads: usize,
    progress: &'p (dyn Fn(Progress) + Sync),
    notices: Vec<Notice>,
    /// The generation being made.
    manifest: Manifest,
    /// The table of files as of that generation.
    files: Vec<SourceFile>,
}

impl<'p> Writer<'p> {
    fn new(
        folder: &Path,
        checked: u64,
        progress: &'p (dyn Fn(Progress) + Sync),
        current: &Option<Generation>,
        files: Vec<SourceFile>,
        notices: Vec<Notice>,
    ) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let manifest = current.as_ref().map_or_else(|| Manifest::first(checked), |current| current.manifest.clone());
        let manifest = Manifest { checked, ..manifest };
        Self { folder: folder.to_owned(), threads, progress, notices, manifest, files }
    }

    fn run(mut self, sources: &Sources, current: Option<Generation>) -> Result<Outcomes, CorpusError> {
        let changed = self.take_in(sources, current)?;
        self.merge()?;
        self.clean_up();
        Ok(Outcomes { changed, notices: self.notices })
    }

    /// Lists and reads the sources; makes a new generation if documents changed.
    fn take_in(&mut self, sources: &Sources, current: Option<Generation>) -> Result<bool, CorpusError> {
        let before = current.as_ref().map_or(0, |current| current.manifest.checked);
        let listed = sources.list(&self.folder, &mut self.notices);
        (self.progress)(Progress::Listed(listed.len()));
        let mut known: FxHashMap<String, SourceFile> =
            std::mem::take(&mut self.files).into_iter().map(|file| (file.path.clone(), file)).collect();
        let known_files = known.len();
        let (fresh, requests) = self.sort_out(&listed, &mut known, before);
        let total = requests.len();
        let (gatherers, readings) =
            read_all(&requests, self.threads, &|done| (self.progress)(Progress::Read { done, total }));
        let mut items = Vec::new();
        let mut unchanged = fresh;
        for (request, reading) in requests.iter().zip(readings) {
            unchanged &= matches!(reading, Reading::Unchanged { .. });
            self.record(request.listed, reading, &mut known, &mut items);
        }
        self.report_skipped();
        if current.is_some() && unchanged && self.files.len() == known_files {
            return self.note_stamps(total).map(|()| false);
        }
        self.bury(&current);
        let known_views: Vec<_> =
            current.iter().flat_map(|current| &current.segments).map(|loaded| loaded.segment.view()).collect();
        let pairs = torn_pairs(&gatherers, &known_views);
        let lexicons: Vec<_> = gatherers.into_iter().map(|gatherer| gatherer.lexicon).collect();
        let changed = current.is_none() || !items.is_empty() || self.has_fewer(&current);
        self.add_segment(&compose(&lexicons, items, pairs)?)?;
        self.commit(changed)?;
        Ok(changed)
    }

    /// Splits the listed files into those that are as they were (which stay) and those
    /// that have to be read. Says whether no file is new.
    fn sort_out<'l>(
        &mut self,
        listed: &'l [Listed],
        known: &mut FxHashMap<String, SourceFile>,
        before: u64,
    ) -> (bool, Vec<Request<'l>>) {
        let mut requests = Vec::new();
        let mut none_is_new = true;
        for listed in listed {
            let path = listed.path.to_string_lossy();
            let file = known.get(path.as_ref()).filter(|file| file.id == listed.id);
            let is_settled = listed.stamp.changed.saturating_add(CLOCK_STEP) < before;
            if is_settled && file.is_some_and(|file| file.stamp == listed.stamp) {
                self.files.extend(known.remove(path.as_ref()));
                continue;
            }
            none_is_new &= file.is_some();
            requests.push(Request { listed, known_content: file.map(|file| file.content) });
        }
        (none_is_new, requests)
    }

    /// Records what became of a file that was read.
    fn record(
        &mut self,
        listed: &Listed,
        reading: Reading,
        known: &mut FxHashMap<String, SourceFile>,
        items: &mut Vec<Item>,
    ) {
        let path = listed.path.to_string_lossy().into_owned();
        let id = listed.id.clone();
        match reading {
            Reading::Unchanged { stamp } => {
                self.files.extend(known.remove(&path).map(|file| SourceFile { stamp, ..file }));
            }
            Reading::Document { item, stamp, content } => {
                // The segment's name is not known yet, and filled in when it is written.
                let outcome = Outcome::Document(String::new(), narrow(items.len()));
                items.push(*item);
                self.files.push(SourceFile { path, id, stamp, content, outcome });
            }
            Reading::Skipped { reason, stamp, content } => {
                self.files.push(SourceFile { path, id, stamp, content, outcome: Outcome::Skipped(reason) });
            }
            Reading::Unreadable(reason) => self.notices.push(Notice { path: listed.path.clone(), reason }),
        }
    }

    fn report_skipped(&mut self) {
        let skipped = self.files.iter().filter_map(|file| match &file.outcome {
            Outcome::Skipped(reason) => Some(Notice { path: PathBuf::from(&file.path), reason: reason.clone() }),
            Outcome::Document(..) => None,
        });
        self.notices.extend(skipped);
        self.notices.sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// Keeps the stamps of files that were read and found unchanged, so that they need
    /// not be read again.
    fn note_stamps(&mut self, read: usize) -> Result<(), CorpusError> {
        if read == 0 { Ok(()) } else { self.commit(false) }
    }

    /// Marks documents as gone that no file stands for any more.
    fn bury(&mut self, current: &Option<Generation>) {
        let Some(current) = current else { return };
        let mut live: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for file in &self.files {
            if let Outcome::Document(segment, document) = &file.outcome {
                live.entry(segment).or_default().push(*document);
            }
        }
        for (part, loaded) in self.manifest.segments.iter_mut().zip(&current.segments) {
            let mut kept = live.remove(part.name.as_str()).unwrap_or_default();
            kept.sort_unstable();
            part.gone = (0..loaded.segment.documents()).filter(|number| kept.binary_search(number).is_err()).collect();
        }
        let is_empty = |part: &Part| {
            let loaded = current.manifest.segments.iter().zip(&current.segments).find(|(old, _)| old.name == part.name);
            loaded.is_none_or(|(_, loaded)| loaded.segment.documents() as usize == part.gone.len())
        };
        self.manifest.segments.retain(|part| !is_empty(part));
    }

    fn has_fewer(&self, current: &Option<Generation>) -> bool {
        current.as_ref().is_some_and(|current| current.manifest.segments != self.manifest.segments)
    }

    /// Writes a composition as a new segment, unless it is empty.
    fn add_segment(&mut self, composition: &Composition) -> Result<(), CorpusError> {
        if composition.documents.is_empty() {
            return Ok(());
        }
        (self.progress)(Progress::Sorting);
        let suffixes = sort_suffixes(&composition.text, narrow(composition.keys.len()) + 1, self.threads);
        let name = format!("{}.segment", self.manifest.take_serial());
        let written = durable::put(&self.folder, &name, |file| write::write(composition, &suffixes, file));
        written.map_err(|error| unwritable(&self.folder.join(&name), &error))?;
        for file in &mut self.files {
            if let Outcome::Document(segment, _) = &mut file.outcome
                && segment.is_empty()
            {
                segment.clone_from(&name);
            }
        }
        self.manifest.segments.push(Part { name, gone: Vec::new() });
        Ok(())
    }

    /// Makes what was done so far the current state; a new generation if documents
    /// `changed`.
    fn commit(&mut self, changed: bool) -> Result<(), CorpusError> {
        let name = format!("{}.files", self.manifest.take_serial());
        let result = files::write(&self.folder, &name, &self.files).and_then(|checksum| {
            self.manifest.files = (name, checksum);
            self.manifest.generation += u64::from(changed);
            self.manifest.write(&self.folder)
        });
        result.map_err(|error| unwritable(&self.folder, &error))?;
        if changed {
            (self.progress)(Progress::Current(self.manifest.generation));
        }
        Ok(())
    }

    /// Merges segments that are small or mostly gone into one.
    fn merge(&mut self) -> Result<(), CorpusError> {
        let Some(generation) = Generation::open(&self.folder)? else { return Ok(()) };
        let chosen = merge::choose(&generation);
        if chosen.is_empty() {
            return Ok(());
        }
        generation.verify()?;
        let (composition, moved) = merge::merge(&generation, &chosen)?;
        for file in &mut self.files {
            if let Outcome::Document(segment, document) = &mut file.outcome
                && let Some(&number) = moved.get(&(segment.clone(), *document))
            {
                (*segment, *document) = (String::new(), number);
            }
        }
        self.manifest.segments.retain(|part| !chosen.iter().any(|&index| generation.segment_name(index) == part.name));
        self.add_segment(&composition)?;
        self.commit(true)
    }

    /// Removes files of former generations, and unfinished ones.
    fn clean_up(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let is_ours = name.ends_with(".segment") || name.ends_with(".files") || name.ends_with(durable::UNFINISHED);
            let is_used = name == self.manifest.files.0 || self.manifest.segments.iter().any(|part| part.name == name);
            if is_ours && !is_used {
                durable::remove(&path);
            }
        }
    }
}
