//! One segment of the index during a search: what the concordance finds there, without
//! the documents that are gone.

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

    /// As [`View::longest_prefix`], for documents that are still there.
    pub(super) fn longest_prefix(&self, query: &Query, from: usize) -> (usize, Interval) {
        let is_there = |interval| self.loaded.gone.is_empty() || self.places(interval).next().is_some();
        self.view.longest_prefix(query, from, is_there)
    }

    /// The longest run that holds the query word at `around`, the leftmost of several.
    /// A run that reaches it from further left holds all shorter ones, so the first
    /// start that fails ends the search.
    pub(super) fn longest_around(&self, query: &Query, around: usize) -> Option<std::ops::Range<usize>> {
        let around = query.index_of(around);
        let mut longest: Option<std::ops::Range<usize>> = None;
        for start in (0..=around).rev() {
            let (len, _) = self.longest_prefix(query, start);
            if start + len <= around {
                break;
            }
            let words = query.start(start)..query.start(start + len);
            if longest.as_ref().is_none_or(|longest| words.len() >= longest.len()) {
                longest = Some(words);
            }
        }
        longest
    }
}
