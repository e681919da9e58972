//! One analysis for each revision of a draft, made once and shared by everything
//! that asks about it. Used on blocking threads only.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::draft::Snapshot;
use crate::engine::{Analysis, Checked};

use super::projects::Current;
use super::session::Open;

/// The newest analysis of one draft.
#[derive(Default)]
pub(super) struct Latest(Mutex<Option<Arc<Analysed>>>);

/// One revision of a draft, seen by one engine.
pub(super) struct Analysed {
    revision: u64,
    engine: u64,
    /// What the termbase says of it.
    pub(super) analysis: Analysis,
    /// What all rules found in it, once they have run.
    pub(super) checked: OnceLock<Arc<Checked>>,
}

impl Latest {
    /// The analysis of `open` by `current`. Whoever asks at the same time waits for
    /// the first instead of doing the work twice.
    pub(super) fn of(&self, open: &Open, current: &Current) -> Arc<Analysed> {
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(analysed) = latest.as_ref()
            && (analysed.revision, analysed.engine) == (open.revision, current.serial)
        {
            return analysed.clone();
        }
        let analysed = Arc::new(analyse(open, current, latest.as_deref()));
        // A question may be older than the last edit; its answer is not kept.
        if latest.as_ref().is_none_or(|latest| latest.revision <= open.revision) {
            *latest = Some(analysed.clone());
        }
        analysed
    }
}

fn analyse(open: &Open, current: &Current, previous: Option<&Analysed>) -> Analysed {
    let snapshot = Snapshot::parse(open.draft.text(), previous.map(|previous| previous.analysis.snapshot.as_ref()));
    let previous = previous.map(|previous| &previous.analysis);
    let analysis = current.engine.analyse_file(snapshot, open.path.as_deref(), previous);
    Analysed { revision: open.revision, engine: current.serial, analysis, checked: OnceLock::new() }
}
