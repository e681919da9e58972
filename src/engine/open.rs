//! Opening a project, and bringing its index up to date.

use std::path::Path;
use std::sync::Arc;

use super::{Config, Engine, Notice, Progress};
use crate::corpus::bibliography::{self, Bibliography};
use crate::corpus::{self, CorpusError, Index, Patience, Sources};
use crate::evidence::{Attestations, Shelf};
use crate::termbase::Termbase;

/// Indexes up to this size, in bytes, are checked whole at every update: some tens of
/// milliseconds. Larger ones when they are made. An update that is no more than a look
/// ([`Patience::Now`], every few seconds in an editor) and finds nothing checks nothing.
const ALWAYS_VERIFIED: usize = 256 << 20;

impl Engine {
    /// Opens a project: loads its termbase and maps the index as it stands, without
    /// bringing it up to date. What cannot be used is left out and said in a notice.
    #[must_use]
    pub fn open(config: Config) -> (Self, Vec<Notice>) {
        let (termbase, faults) = Termbase::load(&config.termbases);
        let notice = |fault: crate::termbase::Fault| Notice {
            message: format!("{}; {}", fault.message, fault.mend),
            place: Some(fault.place),
            path: Some(fault.path),
        };
        let bibliography = Bibliography::load(&config.bibliographies);
        let unread = bibliography.faults.iter().map(unread);
        let notices = faults.into_iter().map(notice).chain(unread).collect();
        // An index that cannot be opened is built anew by the update, which says so.
        let folder = config.index_folder().filter(|_| !config.corpus.is_empty());
        let corpus = folder.and_then(|folder| Index::open(&folder).ok().flatten());
        let engine = Self {
            config: Arc::new(config),
            termbase: Arc::new(termbase),
            bibliography: Arc::new(bibliography),
            corpus: corpus.map(Arc::new),
            attestations: Attestations::default(),
            shelf: Shelf::default(),
        };
        (engine, notices)
    }

    /// Brings the index up to date with the files of the corpus. Returns an engine
    /// over the new state, or `None` where nothing changed. `progress` may be called
    /// from several threads.
    pub fn update_corpus(
        &self,
        patience: Patience,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> (Option<Self>, Vec<Notice>) {
        if self.config.corpus.is_empty() {
            return (None, Vec::new());
        }
        let Some(folder) = self.config.index_folder() else {
            let message = "the system names no cache folder; set `cache` under [corpus] in glossator.toml";
            return (None, vec![Notice { path: None, place: None, message: message.to_owned() }]);
        };
        match self.updated(&folder, patience, progress) {
            Ok(update) => {
                let is_new = update.changed || !self.corpus.as_ref().is_some_and(|corpus| corpus.is_current());
                (is_new.then(|| self.over(update.index)), update.notices.into_iter().map(left_out).collect())
            }
            Err(error) => (None, vec![self.not_updated(&error)]),
        }
    }

    /// The error names the folder itself.
    fn not_updated(&self, error: &CorpusError) -> Notice {
        let rest = if self.corpus.is_some() { "; the index is used as it stands" } else { "" };
        Notice { path: None, place: None, message: format!("{error}{rest}") }
    }

    /// Updates the index; one that proves damaged is thrown away and built anew.
    fn updated(
        &self,
        folder: &Path,
        patience: Patience,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<corpus::Update, CorpusError> {
        let sources = Sources::new(self.config.corpus.clone(), &self.config.exclude, corpus::read::MAX_BYTES)
            .map_err(CorpusError::Limit)?;
        let update = || Index::update(folder, &sources, patience, &|step| report(progress, step));
        let first = update()?;
        let is_a_look = patience == Patience::Now && !first.changed;
        if is_a_look || first.index.size() > ALWAYS_VERIFIED {
            return Ok(first);
        }
        let Err(CorpusError::Index { cause, .. }) = first.index.verify() else { return Ok(first) };
        Index::discard(folder)?;
        let mut second = update()?;
        let reason = format!("the index cannot be used: {cause}; it is built anew");
        second.notices.push(corpus::Notice { path: folder.to_owned(), reason });
        Ok(corpus::Update { changed: true, ..second })
    }

    /// Reads the index into memory, so that the first questions find it there. Blocking;
    /// worth it where many questions follow, as in an editor.
    pub fn read_ahead(&self) {
        if let Some(corpus) = &self.corpus {
            corpus.read_ahead();
        }
    }

    /// The same project over another state of its corpus.
    fn over(&self, corpus: Index) -> Self {
        Self {
            config: Arc::clone(&self.config),
            termbase: Arc::clone(&self.termbase),
            bibliography: Arc::clone(&self.bibliography),
            corpus: Some(Arc::new(corpus)),
            attestations: Attestations::default(),
            shelf: Shelf::default(),
        }
    }
}

/// Progress of an update, in files.
fn report(progress: &(dyn Fn(Progress) + Sync), step: corpus::Progress) {
    match step {
        corpus::Progress::Listed(total) => progress(Progress { done: 0, total }),
        corpus::Progress::Read { done, total } => progress(Progress { done, total }),
        corpus::Progress::Sorting | corpus::Progress::Current(_) => {}
    }
}

/// What could not be read of a bibliography.
fn unread(fault: &bibliography::Fault) -> Notice {
    Notice { path: Some(fault.path.clone()), place: fault.place, message: fault.message.clone() }
}

fn left_out(notice: corpus::Notice) -> Notice {
    Notice { path: Some(notice.path), place: None, message: notice.reason }
}
