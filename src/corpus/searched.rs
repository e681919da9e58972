//! One segment of the index during a search: what the concordance finds there, without
//! the documents that are gone.

use std::cmp::Reverse;
use std::ops::Range;

use super::DocumentRef;
use super::concordance::{Generation, Interval, Loaded, Query, View};

/// A segment during a search.
pub(super) struct Searched<'i> {
    pub(super) loaded: &'i Loaded,
    pub(super) view: View<'i>,
}

impl<'i> Searched<'i> {
    /// All segments of an index.
    pub(super) fn all(generation: &'i Generation) -> impl Iterator<Item = Self> {
        generation.segments.iter().map(|loaded| Self { loaded, view: loaded.segment.view() })
    }

    /// The places of an interval whose documents are still there.
    pub(super) fn places(&self, interval: Interval) -> impl Iterator<Item = (DocumentRef, u32)> {
        (interval.start..interval.end).filter_map(|index| self.loaded.locate(&self.view, self.view.suffix(index)))
    }

    /// Number of places of a query. What stands in gone documents is taken off, which
    /// are few, or else the places are few.
    pub(super) fn count(&self, query: &Query) -> usize {
        let interval = self.view.phrase(query);
        let gone = || self.loaded.gone.iter().map(|&document| self.view.range(document));
        if gone().map(|range| range.len()).sum::<usize>() > interval.len() {
            return self.places(interval).count();
        }
        let occurrences: usize = gone().map(|range| self.view.occurrences(range, query).count()).sum();
        interval.len().saturating_sub(occurrences)
    }

    /// How many of the query's words in `range` stand together in documents that are
    /// still there, from the first on.
    fn longest_prefix(&self, query: &Query, range: Range<usize>) -> usize {
        let is_there = |interval| self.loaded.gone.is_empty() || self.places(interval).next().is_some();
        self.view.longest_prefix(query, range, is_there).0
    }

    /// Whether the query's words from `start` to before `end` stand together somewhere.
    fn stands(&self, query: &Query, start: usize, end: usize) -> bool {
        self.longest_prefix(query, start..end) == end - start
    }

    /// The run that holds the word at `index`, begins at `from` or later, and cannot be
    /// made longer on either side. Runs that hold it stand for each start beyond the
    /// first that does, which is found in steps that double.
    fn first_run(&self, query: &Query, from: usize, index: usize) -> Option<Range<usize>> {
        let stands = |start: usize| self.stands(query, start, index + 1);
        let (mut fails, mut start, mut step) = (from, index, 1);
        if !stands(start) {
            return None;
        }
        while start > from {
            let further = start.saturating_sub(step).max(from);
            if !stands(further) {
                fails = further + 1;
                break;
            }
            (start, step) = (further, step * 2);
        }
        while fails < start {
            let middle = fails + (start - fails) / 2;
            if stands(middle) { start = middle } else { fails = middle + 1 }
        }
        Some(start..start + self.longest_prefix(query, start..query.len()))
    }

    /// The runs of the query that cannot be made longer, in order, as ranges of query
    /// words: those that hold a word from `first` on.
    fn runs(&self, query: &Query, first: usize) -> impl Iterator<Item = Range<usize>> {
        let (mut from, mut index) = (0, first);
        std::iter::from_fn(move || {
            while index < query.len() {
                if let Some(run) = self.first_run(query, from, index) {
                    (from, index) = (run.start + 1, run.end);
                    return Some(run);
                }
                index += 1;
                from = index;
            }
            None
        })
    }

    /// All runs of the query that cannot be made longer, in order.
    pub(super) fn maximal_runs(&self, query: &Query) -> Vec<Range<usize>> {
        self.runs(query, 0).map(|run| query.start(run.start)..query.start(run.end)).collect()
    }

    /// The longest run that holds the query word at `around`, the leftmost of several.
    pub(super) fn longest_around(&self, query: &Query, around: usize) -> Option<Range<usize>> {
        let around = query.index_of(around);
        let holding = self.runs(query, around).take_while(|run| run.contains(&around));
        let words = holding.map(|run| query.start(run.start)..query.start(run.end));
        words.min_by_key(|words| (Reverse(words.len()), words.start))
    }
}
