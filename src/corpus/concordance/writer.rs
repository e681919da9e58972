//! The steps of an update: sorts out which files have to be read, puts what they gave
//! into a new segment, and makes it current. Knows no lock: the caller holds it.

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::compose::{Composition, Item, compose};
use super::files::{self, SourceFile, State};
use super::gather::{Gatherer, torn_pairs};
use super::index::Generation;
use super::manifest::{Manifest, Part};
use super::reading::{Reading, Request, read_all};
use super::sources::{Listed, Notice, Sources};
use super::suffix::sort_suffixes;
use super::update::{Progress, unwritable};
use super::{durable, merge, narrow, texts, write};
use crate::corpus::CorpusError;

/// Some file systems know the time of a change to two seconds only.
const CLOCK_STEP: u64 = 2_000_000_000;

/// An update under way.
pub(super) struct Writer<'p> {
    folder: PathBuf,
    threads: usize,
    progress: &'p (dyn Fn(Progress) + Sync),
    pub(super) notices: Vec<Notice>,
    /// The generation being made.
    manifest: Manifest,
    /// The table of files of that generation.
    files: Vec<SourceFile>,
}

/// Files of the former generation, by path.
type Known = FxHashMap<String, SourceFile>;

impl<'p> Writer<'p> {
    /// A writer that begins at `checked` by the clock of the file system.
    pub(super) fn new(folder: &Path, checked: u64, progress: &'p (dyn Fn(Progress) + Sync)) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let manifest = Manifest::first(checked);
        Self { folder: folder.to_owned(), threads, progress, notices: Vec::new(), manifest, files: Vec::new() }
    }

    /// Lists the sources and reads what is new; makes a new generation if documents
    /// changed, and says so.
    pub(super) fn take_in(
        &mut self,
        sources: &Sources,
        current: Option<&Generation>,
        files: Vec<SourceFile>,
    ) -> Result<bool, CorpusError> {
        let settled_before = current.map_or(0, |current| current.manifest.checked);
        if let Some(current) = current {
            self.manifest = Manifest { checked: self.manifest.checked, ..current.manifest.clone() };
        }
        let listed = sources.list(&self.folder, &mut self.notices);
        (self.progress)(Progress::Listed(listed.len()));
        let mut known: Known = files.into_iter().map(|file| (file.path.clone(), file)).collect();
        let requests = self.sort_out(&listed, &mut known, settled_before);
        let were_read = !requests.is_empty();
        let (gatherers, items) = self.read(&requests, &mut known);
        self.report_skipped();
        // What is left is not there any more, or has been replaced.
        let changed = current.is_none() || !items.is_empty() || known.values().any(SourceFile::is_document);
        if changed {
            self.put_together(current, gatherers, items)?;
        }
        if changed || were_read || !known.is_empty() {
            self.commit(changed)?;
        }
        Ok(changed)
    }

    /// Keeps the files that are as they were and asks for the others. A file changed
    /// shortly before it was looked at may have changed once more within one step of
    /// the clock, and is read again.
    fn sort_out<'l>(&mut self, listed: &'l [Listed], known: &mut Known, settled_before: u64) -> Vec<Request<'l>> {
        let mut requests = Vec::new();
        for listed in listed {
            let path = listed.path.to_string_lossy();
            let file = known.get(path.as_ref()).filter(|file| file.id == listed.id);
            let is_settled = listed.stamp.changed.saturating_add(CLOCK_STEP) < settled_before;
            if is_settled && file.is_some_and(|file| file.stamp == listed.stamp) {
                self.files.extend(known.remove(path.as_ref()));
            } else {
                requests.push(Request { listed, known_content: file.map(|file| file.content) });
            }
        }
        requests
    }

    /// Reads files and records what became of them; returns the new documents.
    fn read(&mut self, requests: &[Request<'_>], known: &mut Known) -> (Vec<Gatherer>, Vec<Item>) {
        let total = requests.len();
        let progress = self.progress;
        let (gatherers, readings) =
            read_all(&self.folder, requests, self.threads, &|done| progress(Progress::Read { done, total }));
        let mut items = Vec::new();
        for (request, reading) in requests.iter().zip(readings) {
            self.record(request.listed, reading, known, &mut items);
        }
        (gatherers, items)
    }

    fn record(&mut self, listed: &Listed, reading: Reading, known: &mut Known, items: &mut Vec<Item>) {
        let path = listed.path.to_string_lossy().into_owned();
        let id = listed.id.clone();
        match reading {
            Reading::Unchanged { stamp } => {
                self.files.extend(known.remove(&path).map(|file| SourceFile { stamp, ..file }));
            }
            Reading::Document { item, stamp, content } => {
                let state = State::unnamed(items.len());
                items.push(*item);
                self.files.push(SourceFile { path, id, stamp, content, state });
            }
            Reading::Skipped { reason, stamp, content } => {
                self.files.push(SourceFile { path, id, stamp, content, state: State::Skipped(reason) });
            }
            Reading::Unreadable(reason) => self.notices.push(Notice { path: listed.path.clone(), reason }),
        }
    }

    fn report_skipped(&mut self) {
        let skipped = self.files.iter().filter_map(|file| match &file.state {
            State::Skipped(reason) => Some(Notice { path: PathBuf::from(&file.path), reason: reason.clone() }),
            State::Document(..) => None,
        });
        self.notices.extend(skipped);
        self.notices.sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// Puts new documents into a segment, and marks as gone those that no file stands
    /// for any more.
    fn put_together(
        &mut self,
        current: Option<&Generation>,
        gatherers: Vec<Gatherer>,
        items: Vec<Item>,
    ) -> Result<(), CorpusError> {
        let segments = current.map(|current| current.segments.as_slice()).unwrap_or_default();
        self.bury(segments.iter().map(|loaded| loaded.segment.documents()));
        let views: Vec<_> = segments.iter().map(|loaded| loaded.segment.view()).collect();
        let pairs = torn_pairs(&gatherers, &views);
        let lexicons: Vec<_> = gatherers.into_iter().map(|gatherer| gatherer.lexicon).collect();
        self.add_segment(&compose(&lexicons, items, pairs)?)
    }

    /// Marks documents without a file as gone and drops segments without a document;
    /// `lens` are the numbers of documents of the segments.
    fn bury(&mut self, lens: impl Iterator<Item = u32>) {
        let mut there: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for file in &self.files {
            if let State::Document(segment, number) = &file.state {
                there.entry(segment).or_default().push(*number);
            }
        }
        let parts = std::mem::take(&mut self.manifest.segments);
        for (Part { name, .. }, len) in parts.into_iter().zip(lens) {
            let Some(mut there) = there.remove(name.as_str()) else { continue };
            there.sort_unstable();
            let gone = (0..len).filter(|number| there.binary_search(number).is_err()).collect();
            self.manifest.segments.push(Part { name, gone });
        }
    }

    /// Writes a composition as a new segment, unless it is empty. The files whose state
    /// is a document of an unnamed segment are its documents.
    fn add_segment(&mut self, composition: &Composition) -> Result<(), CorpusError> {
        if composition.documents.is_empty() {
            return Ok(());
        }
        (self.progress)(Progress::Sorting);
        let suffixes = sort_suffixes(&composition.text, narrow(composition.keys.len()) + 1, self.threads);
        let name = format!("{}{}", self.manifest.take_serial(), durable::SEGMENT);
        let written = durable::put(&self.folder, &name, |file| write::write(composition, &suffixes, file));
        written.map_err(|error| unwritable(&self.folder.join(&name), &error))?;
        self.files.iter_mut().for_each(|file| file.state.name_segment(&name));
        self.manifest.segments.push(Part { name, gone: Vec::new() });
        Ok(())
    }

    /// Makes what was done so far the current state; a new generation if documents
    /// `changed`.
    fn commit(&mut self, changed: bool) -> Result<(), CorpusError> {
        let name = format!("{}{}", self.manifest.take_serial(), durable::FILES);
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

    /// Merges segments that are small or mostly gone into one. Segments that would
    /// make too large a one together stay as they are.
    pub(super) fn merge(&mut self) -> Result<(), CorpusError> {
        let Some(generation) = Generation::open(&self.folder)? else { return Ok(()) };
        let chosen = merge::choose(&generation);
        if chosen.is_empty() {
            return Ok(());
        }
        generation.verify()?;
        let (composition, moved) = match merge::merge(&generation, &chosen) {
            Err(CorpusError::Limit(_)) => return Ok(()),
            merged => merged?,
        };
        for file in &mut self.files {
            if let State::Document(segment, number) = &file.state
                && let Some(&number) = moved.get(&(segment.clone(), *number))
            {
                file.state = State::unnamed(number as usize);
            }
        }
        let names: Vec<&str> = chosen.iter().map(|&index| generation.segment_name(index)).collect();
        self.manifest.segments.retain(|part| !names.contains(&part.name.as_str()));
        self.add_segment(&composition)?;
        self.commit(true)
    }

    /// Removes files of former generations, and unfinished ones.
    pub(super) fn clean_up(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for path in entries.flatten().map(|entry| entry.path()) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let is_used = name == self.manifest.files.0 || self.manifest.segments.iter().any(|part| part.name == name);
            if durable::is_ours(name) && !is_used {
                durable::remove(&path);
            }
        }
        let contents = self.files.iter().filter(|file| file.is_document()).map(|file| file.content);
        texts::remove_others(&self.folder, &contents.collect());
    }
}
