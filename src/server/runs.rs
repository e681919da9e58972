//! The index runs of all projects: which is under way, whether another is wanted after
//! it, and how the last one ended. At most one is under way for a project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::engine::Patience;

/// What is known of each project's runs.
#[derive(Default)]
pub(super) struct Runs(BTreeMap<PathBuf, Run>);

#[derive(Default)]
struct Run {
    /// Which kind of run is under way.
    under_way: Option<Patience>,
    /// Whether another is wanted after it.
    again: bool,
    /// Whether one has come to its end.
    has_ended: bool,
    /// Whether the last one could not update the index.
    has_failed: bool,
}

impl Runs {
    /// Whether a run may begin now, which then counts as under way; else another one is
    /// noted as wanted, unless it was to be a look only.
    pub(super) fn begin(&mut self, key: &Path, patience: Patience) -> bool {
        let run = self.0.entry(key.to_owned()).or_default();
        if run.under_way.is_some() {
            run.again |= patience == Patience::Wait;
            return false;
        }
        run.under_way = Some(patience);
        true
    }

    /// Notes that a run has ended, and whether it failed where it took place; returns
    /// whether another is wanted.
    pub(super) fn end(&mut self, key: &Path, has_failed: Option<bool>) -> bool {
        let run = self.0.entry(key.to_owned()).or_default();
        run.under_way = None;
        run.has_ended = true;
        run.has_failed = has_failed.unwrap_or(run.has_failed);
        std::mem::take(&mut run.again)
    }

    /// Forgets a project that is no more, unless a run is under way.
    pub(super) fn forget(&mut self, key: &Path) {
        self.0.retain(|known, run| known != key || run.under_way.is_some());
    }

    /// Whether a project's index is being brought up to date, or will be at once. A look
    /// after files that nobody watches does not count.
    pub(super) fn is_under_way(&self, key: &Path) -> bool {
        self.0.get(key).is_none_or(|run| run.under_way == Some(Patience::Wait) || run.again || !run.has_ended)
    }

    /// Whether a look is under way, which may find files to read.
    pub(super) fn is_looking(&self, key: &Path) -> bool {
        self.0.get(key).is_some_and(|run| run.under_way == Some(Patience::Now))
    }

    /// Whether the last run could not update the index.
    pub(super) fn has_failed(&self, key: &Path) -> bool {
        self.0.get(key).is_some_and(|run| run.has_failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_at_a_time_and_one_more_for_all_wishes() {
        let (mut runs, key) = (Runs::default(), Path::new("project"));
        assert!(runs.begin(key, Patience::Wait));
        assert!(!runs.begin(key, Patience::Wait) && !runs.begin(key, Patience::Now));
        assert!(runs.end(key, Some(false)), "another is wanted");
        assert!(runs.begin(key, Patience::Now) && !runs.begin(key, Patience::Now));
        assert!(!runs.end(key, Some(false)), "a look is not repeated");
    }

    #[test]
    fn a_project_is_under_way_until_its_first_run_has_ended() {
        let (mut runs, key) = (Runs::default(), Path::new("project"));
        assert!(runs.is_under_way(key));
        runs.begin(key, Patience::Wait);
        assert!(runs.is_under_way(key));
        runs.end(key, Some(false));
        assert!(!runs.is_under_way(key) && !runs.has_failed(key));
        runs.begin(key, Patience::Now);
        assert!(!runs.is_under_way(key) && runs.is_looking(key));
        runs.begin(key, Patience::Wait);
        assert!(runs.is_under_way(key), "a run follows the look");
    }

    #[test]
    fn a_failure_stands_until_a_run_takes_place_without_one() {
        let (mut runs, key) = (Runs::default(), Path::new("project"));
        for (outcome, expected) in [(Some(true), true), (None, true), (Some(false), false)] {
            runs.begin(key, Patience::Wait);
            runs.end(key, outcome);
            assert_eq!(runs.has_failed(key), expected, "{outcome:?}");
        }
    }
}
