//! The facade: everything a door (editor, command line) can ask, in byte offsets
//! of one draft.

mod actions;
mod answers;
mod check;
mod citations;
mod cite;
mod complete;
mod complete_citation;
mod concordance;
pub mod config;
mod deviation;
mod evidence_page;
mod hover;
mod item_numbers;
mod items_offered;
mod leaning;
mod lock;
mod mine;
mod named;
mod named_source;
mod open;
mod pasted;
mod places;
mod quotation;
mod quotations_offered;
mod sets;
mod subject;
mod verdict;

pub use crate::corpus::Patience;
pub use crate::evidence::quotation::{Gravity, Verdict};
pub use crate::evidence::{LeanedOn, Leaning, SharedKind, SharedPassage};
pub use answers::{
    About, Action, AttestedCard, Checked, Completion, ConceptCard, Hover, ItemNumber, NamedCard, NamedPlace, Notice,
    OutlineEntry, Progress, References, SetCard, SetEntry, Skipped, Target, ToldEntry,
};
pub use citations::{CitationCard, CitedSource};
pub use complete_citation::CitationOffer;
pub use concordance::{Asked, Concordance, NamedConcept, Rendering};
pub use config::{Config, ConfigError, Flags};
pub use deviation::Deviation;
pub use evidence_page::{
    EvidencePage, MarkKind, Marked, Note, NoteSubject, PageNumbers, PagePiece, PageSource, QuotationNumbers, Timeline,
};
pub use lock::{LOCK_NAME, LockError, Locked, LockedQuotation, QuotesLock, SourceChange, SourceChangeKind};
pub use mine::{CandidateSet, Candidates, Telling};
pub use named_source::NamedSource;
pub use quotation::{QuotationCard, QuotationPlace};

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::corpus::bibliography::Bibliography;
use crate::corpus::{Corpus, Index};
use crate::draft::Snapshot;
use crate::evidence::{Attestations, BlockSets, BlockTerms, Citable, DraftSets, Shelf, Sources, draft_sets};
use crate::prose::PartialDate;
use crate::termbase::Termbase;

/// One opened project: settings, termbase, corpus. Immutable; a changed setting,
/// termbase or corpus opens another.
pub struct Engine {
    config: Arc<Config>,
    termbase: Arc<Termbase>,
    bibliography: Arc<Bibliography>,
    corpus: Option<Arc<Index>>,
    attestations: Attestations,
    shelf: Shelf,
}

/// A snapshot with everything the termbase says of it. Made once per version of a
/// draft; blocks that did not change are taken over from the one before.
pub struct Analysis {
    /// The draft.
    pub snapshot: Arc<Snapshot>,
    /// The terms of each block, in the order of the snapshot's blocks.
    terms: Vec<Arc<BlockTerms>>,
    /// What names a set in each block, in the same order.
    sets: Vec<Arc<BlockSets>>,
    /// What the sets mean at the date they were first asked for.
    draft_sets: OnceLock<(PartialDate, Arc<DraftSets>)>,
    /// The termbase they were found with.
    termbase: Arc<Termbase>,
    /// The draft's file, where it has one.
    path: Option<PathBuf>,
    /// The references that its front matter brings along.
    bibliography: Option<Arc<Bibliography>>,
}

impl Analysis {
    /// The sets that the draft names, judged at `as_of`.
    fn draft_sets(&self, as_of: PartialDate) -> Arc<DraftSets> {
        let find = || Arc::new(draft_sets(&self.termbase, &self.snapshot, &self.sets, as_of));
        match self.draft_sets.get_or_init(|| (as_of, find())) {
            (date, found) if *date == as_of => Arc::clone(found),
            _ => find(),
        }
    }
}

impl Engine {
    /// The settings.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The termbase; empty where the project has none.
    #[must_use]
    pub fn termbase(&self) -> &Termbase {
        &self.termbase
    }

    /// The corpus, where the project has one and its index could be opened.
    #[must_use]
    pub fn corpus(&self) -> Option<&dyn Corpus> {
        self.corpus.as_deref().map(|index| index as &dyn Corpus)
    }

    /// Numbers of documents, concepts and terms, for a status line.
    #[must_use]
    pub fn size(&self) -> (usize, usize, usize) {
        let documents = self.corpus().map_or(0, |corpus| corpus.len() as usize);
        let concepts = self.termbase.concepts();
        (documents, concepts.len(), concepts.iter().map(|concept| concept.terms.len()).sum())
    }

    /// The date a draft is judged at: the flag, its front matter, the project's
    /// setting, `today`.
    #[must_use]
    pub fn as_of(&self, snapshot: &Snapshot, today: PartialDate) -> PartialDate {
        self.config.forced_as_of.or(snapshot.front_matter.date).or(self.config.as_of).unwrap_or(today)
    }

    /// Everything that the citations of a draft may name.
    fn citable<'a>(&'a self, analysis: &'a Analysis) -> Citable<'a> {
        Citable {
            own: analysis.bibliography.as_deref(),
            shared: &self.bibliography,
            corpus: self.corpus(),
            shelf: &self.shelf,
            folder: analysis.path.as_deref().and_then(Path::parent),
        }
    }

    fn sources(&self, as_of: PartialDate, may_ask: bool) -> Sources<'_> {
        Sources { corpus: self.corpus(), termbase: &self.termbase, attestations: &self.attestations, may_ask, as_of }
    }
}
