//! What a feature looks at to answer one question: a draft as it stood when the
//! question came, the engine of its project, the analysis of the one by the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::engine::{Checked, Engine};
use crate::prose::PartialDate;
use crate::rules::Needs;

use super::analysis::Analysed;
use super::position::{Encoding, Ruler};
use super::projects::Current;
use super::session::Open;

/// A draft and all that is known of it.
pub(super) struct View {
    /// The draft.
    pub(super) open: Open,
    /// The engine, with its number.
    pub(super) current: Current,
    /// What the engine's termbase says of the draft.
    pub(super) analysed: Arc<Analysed>,
    /// What columns count.
    pub(super) encoding: Encoding,
    /// The date for drafts that have none.
    pub(super) today: PartialDate,
}

impl View {
    /// Looks at a draft. Blocking: parses and analyses it unless that was done.
    pub(super) fn new(open: Open, current: Current, encoding: Encoding) -> Self {
        let analysed = open.latest.of(&open, &current);
        Self { open, current, analysed, encoding, today: today() }
    }

    /// The engine.
    pub(super) fn engine(&self) -> &Engine {
        &self.current.engine
    }

    /// Converts positions of the draft.
    pub(super) fn ruler(&self) -> Ruler<'_> {
        let snapshot = &self.analysed.analysis.snapshot;
        Ruler { text: &snapshot.text, lines: &snapshot.lines, encoding: self.encoding }
    }

    /// Runs the rules that need no more than `needs`; `None` when stopped.
    pub(super) fn check(&self, needs: Needs, stop: &dyn Fn() -> bool) -> Option<Checked> {
        let path = self.open.path.as_deref();
        self.engine().check(&self.analysed.analysis, path, self.today, needs, stop)
    }

    /// What all rules say, from memory where they have run; `None` when stopped.
    pub(super) fn checked(&self, stop: &dyn Fn() -> bool) -> Option<Arc<Checked>> {
        if let Some(checked) = self.analysed.checked.get() {
            return Some(checked.clone());
        }
        let checked = Arc::new(self.check(Needs::Corpus, stop)?);
        Some(self.analysed.checked.get_or_init(|| checked).clone())
    }
}

/// Today where the writer is.
pub(super) fn today() -> PartialDate {
    PartialDate::from_day(jiff::Zoned::now().date())
}

/// Ends the work for a question when nobody waits for its answer any more: raised
/// when the handler's future is dropped, which is what a cancellation does to it.
#[derive(Default)]
pub(super) struct Cancellation(Arc<AtomicBool>);

impl Cancellation {
    /// Says whether to stop; for the thread that does the work.
    pub(super) fn flag(&self) -> impl Fn() -> bool + Send + Sync + 'static {
        let flag = self.0.clone();
        move || flag.load(Ordering::Relaxed)
    }
}

impl Drop for Cancellation {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
