//! The facade: everything a door (editor, command line) can ask, in byte offsets
//! of one draft.

mod answers;
pub mod config;

pub use answers::{
    Action, AttestedCard, Checked, Completion, ConceptCard, Hover, NamedPlace, Notice, OutlineEntry, Progress, Skipped,
    Target,
};
pub use config::{Config, ConfigError, Flags};

use std::path::Path;
use std::sync::Arc;

use crate::corpus::{Corpus, CorpusError};
use crate::draft::Snapshot;
use crate::prose::PartialDate;
use crate::rules::Needs;
use crate::text::Span;

/// One opened project: settings, termbase, corpus. Immutable; a changed setting,
/// termbase or corpus opens another.
pub struct Engine {
    config: Config,
}

/// A snapshot with everything the termbase says of it. Made once per version of a
/// draft; blocks that did not change are taken over from the one before.
pub struct Analysis {
    /// The draft.
    pub snapshot: Arc<Snapshot>,
}

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
        (Self { config }, Vec::new())
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

    /// The settings.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The corpus, where the project has one and its index could be opened.
    #[must_use]
    pub fn corpus(&self) -> Option<&dyn Corpus> {
        None
    }

    /// Numbers of documents, concepts and terms, for a status line.
    #[must_use]
    pub fn size(&self) -> (usize, usize, usize) {
        (0, 0, 0)
    }

    /// Finds the terms of a snapshot.
    #[must_use]
    pub fn analyse(&self, snapshot: Snapshot, _previous: Option<&Analysis>) -> Analysis {
        Analysis { snapshot: Arc::new(snapshot) }
    }

    /// Runs the rules that need no more than `needs` over a draft at `path`.
    /// `today` is the date for drafts that have none. Returns `None` when `stop`
    /// said so between two rules.
    #[must_use]
    pub fn check(
        &self,
        _analysis: &Analysis,
        _path: Option<&Path>,
        _today: PartialDate,
        _needs: Needs,
        _stop: &dyn Fn() -> bool,
    ) -> Option<Checked> {
        Some(Checked::default())
    }

    /// What is known of the words at `offset`.
    #[must_use]
    pub fn hover(&self, _analysis: &Analysis, _offset: usize, _today: PartialDate) -> Option<Hover> {
        None
    }

    /// Where the words at `offset` come from: attestations in the sources, the most
    /// telling first, else the termbase entry.
    #[must_use]
    pub fn definition(&self, _analysis: &Analysis, _offset: usize) -> Vec<Target> {
        Vec::new()
    }

    /// Every attestation of the words at `offset`, by date, up to `limit`.
    #[must_use]
    pub fn references(&self, _analysis: &Analysis, _offset: usize, _limit: usize) -> Vec<Target> {
        Vec::new()
    }

    /// The other places of the draft where the same concept (or the same words)
    /// stands, the one at `offset` included.
    #[must_use]
    pub fn highlights(&self, _analysis: &Analysis, _offset: usize) -> Vec<Span> {
        Vec::new()
    }

    /// Terms that continue the words before `offset`.
    #[must_use]
    pub fn complete(&self, _analysis: &Analysis, _offset: usize, _today: PartialDate) -> Vec<Completion> {
        Vec::new()
    }

    /// The card of a concept by id, for the documentation of a completion.
    #[must_use]
    pub fn concept_card(&self, _id: &str, _today: PartialDate) -> Option<ConceptCard> {
        None
    }

    /// The headings of a draft.
    #[must_use]
    pub fn outline(&self, _analysis: &Analysis) -> Vec<OutlineEntry> {
        Vec::new()
    }

    /// Concepts and corpus documents whose name holds `query`, up to `limit`.
    #[must_use]
    pub fn named(&self, _query: &str, _limit: usize) -> Vec<NamedPlace> {
        Vec::new()
    }

    /// What the author can do about the findings that touch `span`.
    #[must_use]
    pub fn actions(&self, _analysis: &Analysis, _checked: &Checked, _span: Span) -> Vec<Action> {
        Vec::new()
    }

    /// The concordance of a phrase: its attestations by date, up to `limit`.
    ///
    /// # Errors
    /// When the corpus cannot answer.
    pub fn lookup(&self, _phrase: &str, _limit: usize) -> Result<Option<AttestedCard>, CorpusError> {
        Ok(None)
    }
}
