//! The embedded backend: the concordance in a folder of the cache, read where it lies.
//! It knows no configuration: folder and sources are given by the caller.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::by_date;
use super::concordance::{self, Generation, Loaded, Notice, Patience, Progress, Query, Sources, texts};
use super::readable::{Kept, Readable, is_same_path};
use super::searched::Searched;
use super::{
    AnnouncedSet, AttestedPhrase, Corpus, CorpusError, Document, DocumentRef, Hit, Hits, Passage, SetLabel, Usage, Zone,
};
use crate::prose::PartialDate;
use crate::text::{Span, WordKey};

/// How much of an index is read ahead, in bytes: beyond that it would push out of
/// memory what others need.
const READ_AHEAD: usize = 200 << 20;

/// One generation of an embedded index, open for reading. Cheap to open; a writer does
/// not disturb it.
#[derive(Debug)]
pub struct Index {
    generation: Generation,
    kept: Kept,
    names: OnceLock<FxHashMap<u64, Vec<u32>>>,
}

/// What an update gave.
#[derive(Debug)]
pub struct Update {
    /// The current generation.
    pub index: Index,
    /// Whether documents were added, replaced or removed.
    pub changed: bool,
    /// Files that are no documents, each with the reason, by path; also why an index
    /// had to be built anew.
    pub notices: Vec<Notice>,
}

impl Index {
    /// Opens the current generation; `None` where there is no index yet.
    ///
    /// # Errors
    /// [`CorpusError::Index`] when it is damaged or of another version; an
    /// [`Index::update`] builds it anew then.
    pub fn open(folder: &Path) -> Result<Option<Self>, CorpusError> {
        let generation = Generation::open(folder)?;
        Ok(generation.map(|generation| Self { generation, kept: Kept::default(), names: OnceLock::new() }))
    }

    /// Brings the index in `folder` up to date with its sources and opens it. Readers
    /// that have it open go on with what they have.
    ///
    /// # Errors
    /// [`CorpusError::Unwritable`] when the folder cannot be written,
    /// [`CorpusError::Limit`] when the corpus is too large for the layout.
    pub fn update(
        folder: &Path,
        sources: &Sources,
        patience: Patience,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Update, CorpusError> {
        let outcome = concordance::update(folder, sources, patience, progress)?;
        let missing = || CorpusError::Index { path: folder.to_owned(), cause: "it has vanished".to_owned() };
        let index = Self::open(folder)?.ok_or_else(missing)?;
        Ok(Update { index, changed: outcome.changed, notices: outcome.notices })
    }

    /// Makes the next update build the index anew: for one that [`Index::verify`] found
    /// damaged.
    ///
    /// # Errors
    /// [`CorpusError::Unwritable`] when the folder cannot be written.
    pub fn discard(folder: &Path) -> Result<(), CorpusError> {
        concordance::discard(folder)
    }

    /// Whether no writer has made a newer generation since; one small read.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.generation.is_current()
    }

    /// Reads the whole index and checks it; opening checks the smaller part only. For a
    /// thread in the background.
    ///
    /// # Errors
    /// [`CorpusError::Index`] when it is damaged.
    pub fn verify(&self) -> Result<(), CorpusError> {
        self.generation.verify()
    }

    /// Reads the index into memory, up to 200 MB: the first search on a cold index takes
    /// some 90 ms otherwise, and later ones up to 10. For a thread in the background.
    pub fn read_ahead(&self) {
        self.generation.read_ahead(READ_AHEAD);
    }

    /// Bytes of the index on disk.
    #[must_use]
    pub fn size(&self) -> usize {
        self.generation.size()
    }

    fn error(&self, cause: impl Into<String>) -> CorpusError {
        CorpusError::Index { path: self.generation.folder.clone(), cause: cause.into() }
    }

    fn place(&self, document: DocumentRef) -> Result<(&Loaded, u32), CorpusError> {
        self.generation.place(document).ok_or_else(|| self.error(format!("it has no document number {}", document.0)))
    }

    fn searched(&self) -> impl Iterator<Item = Searched<'_>> {
        Searched::all(&self.generation)
    }

    /// The end of the longest run of `words` from `start` on, for each start of a run
    /// that some segment cannot make longer; other starts end where they begin.
    fn reaches(&self, words: &[WordKey]) -> Vec<usize> {
        let mut reaches: Vec<usize> = (0..words.len()).collect();
        for segment in self.searched() {
            for run in segment.maximal_runs(&Query::new(&segment.view, words)) {
                if let Some(reach) = reaches.get_mut(run.start) {
                    *reach = run.end.max(*reach);
                }
            }
        }
        reaches
    }

    fn readable(&self, document: DocumentRef) -> Result<Arc<Readable>, CorpusError> {
        let (loaded, number) = self.place(document)?;
        self.kept.get(document, || {
            let view = loaded.segment.view();
            Readable::open(&self.generation.folder, self.metadata(loaded, number)?, view.joins(&view.range(number)))
        })
    }

    /// The document of a place, where it still holds the words that were indexed there.
    fn readable_at(&self, hit: Hit) -> Result<Arc<Readable>, CorpusError> {
        let (loaded, number) = self.place(hit.document)?;
        let readable = self.readable(hit.document)?;
        let view = loaded.segment.view();
        let range = view.range(number);
        let is_there = |word: u32| {
            let position = range.start.checked_add(word).filter(|position| range.contains(position));
            let indexed = position.and_then(|position| view.key(view.word(position as usize)));
            indexed.is_some() && indexed == readable.key(word)
        };
        let end = hit.word.checked_add(hit.len);
        if hit.len == 0 || !end.is_some_and(|end| (hit.word..end).all(is_there)) {
            return Err(CorpusError::Stale(readable.document.path.clone()));
        }
        Ok(readable)
    }

    fn metadata(&self, loaded: &Loaded, number: u32) -> Result<Document, CorpusError> {
        let document = loaded.segment.document(number).map_err(|cause| self.error(cause))?;
        Ok(Document { text_file: texts::file_of(&self.generation.folder, &document), ..document })
    }

    fn has_stem(&self, document: DocumentRef, stem: &str) -> bool {
        self.generation.document_names(document).is_some_and(|(_, path)| concordance::stem(path) == stem)
    }

    fn has_name(&self, document: DocumentRef, name: &str) -> bool {
        self.generation.document_names(document).is_some_and(|(id, path)| id == name || is_same_path(path, name))
    }
}

impl Corpus for Index {
    fn len(&self) -> u32 {
        self.generation.len()
    }

    fn document(&self, document: DocumentRef) -> Result<Arc<Document>, CorpusError> {
        let (loaded, number) = self.place(document)?;
        self.metadata(loaded, number).map(Arc::new)
    }

    fn find(&self, id: &str) -> Result<Option<DocumentRef>, CorpusError> {
        let names = self.names.get_or_init(|| self.generation.names());
        let known = names.get(&concordance::name_key(id)).map(Vec::as_slice).unwrap_or_default();
        let exact = known.iter().find(|&&number| self.has_name(DocumentRef(number), id));
        // A stem may be that of several documents, and finds none then.
        let only = known.first().filter(|&&number| known.len() == 1 && self.has_stem(DocumentRef(number), id));
        Ok(exact.or(only).copied().map(DocumentRef))
    }

    fn date(&self, document: DocumentRef) -> Option<PartialDate> {
        self.generation.date(document)
    }

    fn count(&self, phrase: &[WordKey]) -> Result<usize, CorpusError> {
        let count = |segment: Searched<'_>| segment.count(&Query::new(&segment.view, phrase));
        Ok(self.searched().map(count).sum())
    }

    fn attestations(&self, phrase: &[WordKey], limit: usize) -> Result<Hits, CorpusError> {
        Ok(by_date::attestations(&self.generation, phrase, limit))
    }

    fn documents_with(&self, phrase: &[WordKey]) -> Result<Vec<DocumentRef>, CorpusError> {
        let mut documents = Vec::new();
        for segment in self.searched() {
            let query = Query::new(&segment.view, phrase);
            documents.extend(segment.places(segment.view.phrase(&query)).map(|(document, _)| document));
        }
        documents.sort_unstable();
        documents.dedup();
        Ok(documents)
    }

    fn places_in(&self, document: DocumentRef, phrase: &[WordKey]) -> Result<Vec<Hit>, CorpusError> {
        let (loaded, number) = self.place(document)?;
        let view = loaded.segment.view();
        let (range, query) = (view.range(number), Query::new(&view, phrase));
        let len = concordance::narrow(query.len());
        let hit = |position: u32| Hit { document, word: position - range.start, len };
        Ok(view.occurrences(range.clone(), &query).map(hit).collect())
    }

    fn latest(&self, phrase: &[WordKey], until: PartialDate, limit: usize) -> Result<Vec<Hit>, CorpusError> {
        Ok(by_date::latest(&self.generation, phrase, until, limit))
    }

    fn longest_phrase(&self, words: &[WordKey], around: usize) -> Result<Option<AttestedPhrase>, CorpusError> {
        if around >= words.len() {
            return Ok(None);
        }
        let runs = self.searched().filter_map(|segment| {
            let query = Query::new(&segment.view, words);
            segment.longest_around(&query, around)
        });
        let longest = runs.min_by_key(|run| (std::cmp::Reverse(run.len()), run.start));
        let phrase = |words_of: std::ops::Range<usize>| {
            let total = self.count(words.get(words_of.clone()).unwrap_or_default())?;
            Ok(AttestedPhrase { words: words_of, total })
        };
        longest.map(phrase).transpose()
    }

    fn maximal_matches(
        &self,
        words: &[WordKey],
        min_len: usize,
        cap: usize,
    ) -> Result<Vec<(AttestedPhrase, Vec<Hit>)>, CorpusError> {
        let mut matches = Vec::new();
        let mut covered = 0;
        for (start, end) in self.reaches(words).into_iter().enumerate() {
            if end <= covered || end == start {
                continue;
            }
            covered = end;
            if end - start >= min_len {
                matches.push(self.seed(words, start..end, cap));
            }
        }
        Ok(matches)
    }

    fn usage(&self, phrase: &[WordKey]) -> Result<Usage, CorpusError> {
        let mut counts = vec![0_usize; self.len() as usize];
        for segment in self.searched() {
            let query = Query::new(&segment.view, phrase);
            for (document, _) in segment.places(segment.view.phrase(&query)) {
                if let Some(count) = counts.get_mut(document.0 as usize) {
                    *count += 1;
                }
            }
        }
        Ok(self.usage_of(&counts))
    }

    fn announced_sets(&self, label: Option<SetLabel>) -> Result<Vec<(DocumentRef, AnnouncedSet)>, CorpusError> {
        let mut found = Vec::new();
        for loaded in &self.generation.segments {
            let is_asked =
                |document, of: SetLabel| label.is_none_or(|label| label == of) && loaded.reference(document).is_some();
            let sets = loaded.segment.sets(is_asked).map_err(|cause| self.error(cause))?;
            let numbered = |(document, set)| Some((DocumentRef(loaded.reference(document)?), set));
            found.extend(sets.into_iter().filter_map(numbered));
        }
        let rank = |document: DocumentRef| self.generation.by_date.get(document.0 as usize).copied();
        found.sort_by_key(|(document, set)| (rank(*document), set.span));
        Ok(found)
    }

    fn words(&self, document: DocumentRef, range: std::ops::Range<u32>) -> Result<Vec<WordKey>, CorpusError> {
        let (loaded, number) = self.place(document)?;
        let view = loaded.segment.view();
        let positions = view.range(number);
        let at = |word: u32| positions.start.saturating_add(word).min(positions.end);
        let key = |position: u32| view.key(view.word(position as usize));
        Ok((at(range.start)..at(range.end)).filter_map(key).collect())
    }

    fn counted(&self, document: DocumentRef, words: &[WordKey]) -> Result<Vec<WordKey>, CorpusError> {
        let (loaded, _) = self.place(document)?;
        Ok(loaded.segment.view().counted(words).map(|(_, key)| key).collect())
    }

    fn passage(&self, hit: Hit) -> Result<Passage, CorpusError> {
        let readable = self.readable_at(hit)?;
        Ok(readable.passage(hit.word, hit.len))
    }

    fn span_in_text(&self, hit: Hit) -> Result<Span, CorpusError> {
        let readable = self.readable_at(hit)?;
        Ok(readable.cover(hit.word, hit.len))
    }

    fn text(&self, document: DocumentRef) -> Result<Arc<str>, CorpusError> {
        Ok(Arc::clone(&self.readable(document)?.text))
    }

    fn zones(&self, document: DocumentRef) -> Result<Vec<(Span, Zone)>, CorpusError> {
        Ok(self.readable(document)?.zones())
    }
}

impl Index {
    fn seed(&self, words: &[WordKey], run: std::ops::Range<usize>, cap: usize) -> (AttestedPhrase, Vec<Hit>) {
        let phrase = words.get(run.clone()).unwrap_or_default();
        let mut hits = Vec::new();
        let mut total = 0;
        for segment in self.searched() {
            let query = Query::new(&segment.view, phrase);
            let interval = segment.view.phrase(&query);
            total += segment.count(&query);
            let hit = |(document, word)| Hit { document, word, len: concordance::narrow(query.len()) };
            hits.extend(segment.places(interval).take(cap - hits.len().min(cap)).map(hit));
        }
        (AttestedPhrase { words: run, total }, hits)
    }

    /// Sums up how often each document uses a phrase.
    fn usage_of(&self, counts: &[usize]) -> Usage {
        let mut usage = Usage::default();
        let mut by_publisher: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for (document, &count) in (0..).map(DocumentRef).zip(counts).filter(|(_, count)| **count > 0) {
            let publisher =
                self.generation.place(document).and_then(|(loaded, number)| loaded.segment.publisher(number));
            usage.total += count;
            usage.documents += 1;
            *usage.by_year.entry(self.date(document).map(PartialDate::year)).or_default() += count;
            *by_publisher.entry(publisher).or_default() += count;
        }
        usage.by_publisher = by_publisher.into_iter().map(|(name, count)| (name.map(str::to_owned), count)).collect();
        usage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conforms() {
        super::super::conformance::check(&|folder| {
            let sources = Sources::new(vec![folder.to_owned()], &[], 1 << 20).expect("no glob");
            // Hidden, so that it is no part of the corpus.
            let index = folder.join(".index");
            Box::new(
                Index::update(&index, &sources, Patience::Wait, &|_| {}).expect("a folder that can be written").index,
            )
        });
    }
}
