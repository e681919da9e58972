//! One generation of an index, opened: its segments, and the documents that are still
//! there in one order. Nothing is parsed or copied but what every search needs.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::layout::Section;
use super::manifest::Manifest;
use super::narrow;
use super::segment::{Segment, View, unpack_date};
use crate::corpus::{CorpusError, DocumentRef};
use crate::prose::PartialDate;

/// A document that is no longer there, in [`Loaded::refs`].
const GONE: u32 = u32::MAX;

/// Documents are looked up by position through a landmark every 2,048 positions.
const LANDMARK_BITS: u32 = 11;

/// How often a generation is looked for while a writer replaces it.
const ATTEMPTS: usize = 5;

/// A segment in use.
#[derive(Debug)]
pub(in crate::corpus) struct Loaded {
    pub(in crate::corpus) segment: Segment,
    /// For each of its documents the number in the whole index, or [`GONE`].
    refs: Vec<u32>,
    /// Its documents that are gone.
    pub(in crate::corpus) gone: Vec<u32>,
    /// The document at every 2,048th position.
    landmarks: Vec<u32>,
}

impl Loaded {
    fn new(segment: Segment, gone: &[u32]) -> Self {
        let mut refs = vec![0; segment.documents() as usize];
        for &document in gone {
            if let Some(slot) = refs.get_mut(document as usize) {
                *slot = GONE;
            }
        }
        let landmarks = landmarks(&segment.view(), segment.documents());
        Self { segment, refs, gone: gone.to_owned(), landmarks }
    }

    /// The documents that are still there, by their number in the segment.
    pub(super) fn documents(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.segment.documents()).filter(|&document| self.reference(document).is_some())
    }

    /// The number in the whole index of a document of this segment.
    pub(in crate::corpus) fn reference(&self, document: u32) -> Option<u32> {
        self.refs.get(document as usize).copied().filter(|&reference| reference != GONE)
    }

    /// The document at a position and the word's index in it; `None` where the
    /// document is gone.
    pub(in crate::corpus) fn locate(&self, view: &View<'_>, position: u32) -> Option<(DocumentRef, u32)> {
        let landmark = (position >> LANDMARK_BITS) as usize;
        let first = self.landmarks.get(landmark).copied()?;
        let last = self.landmarks.get(landmark + 1).copied().unwrap_or(self.segment.documents());
        let between = view.starts.get(first as usize + 1..=last as usize).unwrap_or_default();
        let further = between.partition_point(|bytes| u32::from_le_bytes(*bytes) <= position);
        let document = first + narrow(further);
        let reference = self.reference(document)?;
        Some((DocumentRef(reference), position.checked_sub(view.start(document))?))
    }
}

fn landmarks(view: &View<'_>, documents: u32) -> Vec<u32> {
    let blocks = (view.words.len() >> LANDMARK_BITS) + 1;
    let mut landmarks = Vec::with_capacity(blocks);
    let mut document = 0;
    for block in 0..blocks {
        let position = narrow(block << LANDMARK_BITS);
        while document + 1 < documents && view.start(document + 1) <= position {
            document += 1;
        }
        landmarks.push(document);
    }
    landmarks
}

/// One generation of an index.
#[derive(Debug)]
pub(in crate::corpus) struct Generation {
    pub(in crate::corpus) folder: PathBuf,
    pub(super) manifest: Manifest,
    pub(in crate::corpus) segments: Vec<Loaded>,
    /// Segment, and number in it, of each document; documents stand in order of id.
    places: Vec<(u32, u32)>,
    /// For each document its place in order of date, unknown dates last.
    pub(in crate::corpus) by_date: Vec<u32>,
    /// The documents in order of date.
    pub(in crate::corpus) dated: Vec<u32>,
}

impl Generation {
    /// Opens the current generation; `None` where there is no index yet.
    ///
    /// # Errors
    /// [`CorpusError::Index`] when it is damaged or of another version.
    pub(in crate::corpus) fn open(folder: &Path) -> Result<Option<Self>, CorpusError> {
        let error = |cause| CorpusError::Index { path: folder.to_owned(), cause };
        let mut failure = String::new();
        for _ in 0..ATTEMPTS {
            let Some(manifest) = Manifest::read(folder).map_err(error)? else { return Ok(None) };
            let generation = manifest.generation;
            match Self::load(folder, manifest) {
                Ok(loaded) => return Ok(Some(loaded)),
                Err(cause) => failure = cause,
            }
            // A writer may have replaced the files between the two readings.
            if Manifest::current_generation(folder) == Some(generation) {
                break;
            }
        }
        Err(error(failure))
    }

    fn load(folder: &Path, manifest: Manifest) -> Result<Self, String> {
        let mut segments = Vec::with_capacity(manifest.segments.len());
        for part in &manifest.segments {
            segments.push(Loaded::new(Segment::open(&folder.join(&part.name))?, &part.gone));
        }
        let places = places(&segments);
        for (reference, &(segment, document)) in places.iter().enumerate() {
            let slot = segments.get_mut(segment as usize).and_then(|loaded| loaded.refs.get_mut(document as usize));
            if let Some(slot) = slot {
                *slot = narrow(reference);
            }
        }
        let mut generation =
            Self { folder: folder.to_owned(), manifest, segments, places, by_date: Vec::new(), dated: Vec::new() };
        generation.order_by_date();
        Ok(generation)
    }

    fn order_by_date(&mut self) {
        let mut dated: Vec<(u32, u32)> =
            (0..self.len()).map(|reference| (self.packed_date(DocumentRef(reference)), reference)).collect();
        dated.sort_unstable();
        self.by_date = vec![0; dated.len()];
        for (rank, &(_, reference)) in dated.iter().enumerate() {
            if let Some(slot) = self.by_date.get_mut(reference as usize) {
                *slot = narrow(rank);
            }
        }
        self.dated = dated.into_iter().map(|(_, reference)| reference).collect();
    }

    /// Whether no newer generation is there.
    pub(in crate::corpus) fn is_current(&self) -> bool {
        Manifest::current_generation(&self.folder) == Some(self.manifest.generation)
    }

    /// Number of documents.
    pub(in crate::corpus) fn len(&self) -> u32 {
        narrow(self.places.len())
    }

    /// The segment of a document, and the document's number in it.
    pub(in crate::corpus) fn place(&self, document: DocumentRef) -> Option<(&Loaded, u32)> {
        let &(segment, number) = self.places.get(document.0 as usize)?;
        Some((self.segments.get(segment as usize)?, number))
    }

    /// The segment of the document at a place in order of date, and its number there.
    pub(in crate::corpus) fn place_of_rank(&self, rank: u32) -> Option<(usize, u32)> {
        let &reference = self.dated.get(rank as usize)?;
        let &(segment, number) = self.places.get(reference as usize)?;
        Some((segment as usize, number))
    }

    /// The first rank without a date; all ranks from there on have none.
    pub(in crate::corpus) fn first_undated(&self) -> u32 {
        narrow(self.dated.partition_point(|&reference| self.date(DocumentRef(reference)).is_some()))
    }

    /// The first rank of a document that is surely later than `date`.
    pub(in crate::corpus) fn first_after(&self, date: PartialDate) -> u32 {
        let is_in_time = |known: PartialDate| !known.is_surely_after(date);
        narrow(self.dated.partition_point(|&reference| self.date(DocumentRef(reference)).is_some_and(is_in_time)))
    }

    fn packed_date(&self, document: DocumentRef) -> u32 {
        self.place(document).map_or(u32::MAX, |(loaded, number)| loaded.segment.packed_date(number))
    }

    /// The date of a document.
    pub(in crate::corpus) fn date(&self, document: DocumentRef) -> Option<PartialDate> {
        unpack_date(self.packed_date(document))
    }

    /// Bytes of all segment files.
    pub(in crate::corpus) fn size(&self) -> usize {
        self.segments.iter().map(|loaded| loaded.segment.size()).sum()
    }

    /// Checks the sections that opening leaves unread.
    ///
    /// # Errors
    /// [`CorpusError::Index`] when one is damaged.
    pub(in crate::corpus) fn verify(&self) -> Result<(), CorpusError> {
        let result = self.segments.iter().try_for_each(|loaded| loaded.segment.verify_large());
        result.map_err(|cause| CorpusError::Index { path: self.folder.clone(), cause })
    }

    /// Reads segments into memory, up to `limit` bytes.
    pub(in crate::corpus) fn read_ahead(&self, limit: usize) {
        let mut left = limit;
        for loaded in &self.segments {
            loaded.segment.read_ahead(left);
            left = left.saturating_sub(loaded.segment.size());
        }
    }

    /// Document numbers by the checksum of each name they can be found by: id, path
    /// and file stem.
    pub(in crate::corpus) fn names(&self) -> FxHashMap<u64, Vec<u32>> {
        let mut names: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for reference in 0..self.len() {
            let Some((loaded, number)) = self.place(DocumentRef(reference)) else { continue };
            let Some((id, path)) = loaded.segment.names(number) else { continue };
            let mut known: Vec<u64> = [id, path, stem(path)].iter().map(|name| name_key(name)).collect();
            known.dedup();
            for name in known {
                names.entry(name).or_default().push(reference);
            }
        }
        names
    }

    /// A document's lasting id and its path.
    pub(in crate::corpus) fn document_names(&self, document: DocumentRef) -> Option<(&str, &str)> {
        let (loaded, number) = self.place(document)?;
        loaded.segment.names(number)
    }

    /// The name of a segment's file.
    pub(super) fn segment_name(&self, index: usize) -> &str {
        self.manifest.segments.get(index).map_or("", |part| part.name.as_str())
    }

    /// Bytes of the word ids, as a measure of a segment's length.
    pub(super) fn segment_len(loaded: &Loaded) -> usize {
        loaded.segment.bytes(Section::Words).len()
    }
}

/// The file name without folder and extension.
pub(in crate::corpus) fn stem(path: &str) -> &str {
    Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

/// The checksum of a name.
pub(in crate::corpus) fn name_key(name: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(name.as_bytes())
}

/// The documents of all segments that are still there, in order of id: the order does
/// not depend on the way the index has grown.
fn places(segments: &[Loaded]) -> Vec<(u32, u32)> {
    let mut named: Vec<(&str, u32, u32)> = Vec::new();
    for (index, loaded) in segments.iter().enumerate() {
        let name = |document| loaded.segment.names(document).map_or("", |(id, _)| id);
        named.extend(loaded.documents().map(|document| (name(document), narrow(index), document)));
    }
    named.sort_unstable();
    named.into_iter().map(|(_, segment, document)| (segment, document)).collect()
}
