//! Phrases in one segment. The suffixes that begin with a phrase stand side by side in
//! the suffix array: their interval is the list of its places, their number is how
//! often it is said.

use std::ops::Range;

use super::narrow;
use super::segment::{View, word_id};
use super::suffix::SEPARATOR;
use crate::text::WordKey;

/// Suffixes `start..end` of a segment, which share their first words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) struct Interval {
    pub(in crate::corpus) start: u32,
    pub(in crate::corpus) end: u32,
}

impl Interval {
    const EMPTY: Self = Self { start: 0, end: 0 };

    pub(in crate::corpus) fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    pub(in crate::corpus) fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The first index that is not `before`, which holds for a front part only.
    fn partition_point(self, before: impl Fn(u32) -> bool) -> u32 {
        let (mut start, mut end) = (self.start, self.end);
        while start < end {
            let middle = start + (end - start) / 2;
            if before(middle) {
                start = middle + 1;
            } else {
                end = middle;
            }
        }
        start
    }
}

/// A run of query words as one segment knows them: torn words joined as they are
/// joined there, words it does not hold as separators, which begin no suffix.
#[derive(Debug)]
pub(in crate::corpus) struct Query {
    ids: Vec<u32>,
    /// Index of the first query word of each id, and the number of query words.
    starts: Vec<usize>,
}

impl Query {
    pub(in crate::corpus) fn new(view: &View<'_>, words: &[WordKey]) -> Self {
        let mut query = Self { ids: Vec::with_capacity(words.len()), starts: Vec::with_capacity(words.len() + 1) };
        for (start, key) in view.counted(words) {
            query.ids.push(view.id(key).unwrap_or(SEPARATOR));
            query.starts.push(start);
        }
        query.starts.push(words.len());
        query
    }

    /// Number of words as the segment counts them.
    pub(in crate::corpus) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Where in the query the word at `index` of this segment begins; for the number
    /// of words, the end of the query.
    pub(in crate::corpus) fn start(&self, index: usize) -> usize {
        self.starts.get(index).or(self.starts.last()).copied().unwrap_or(0)
    }

    /// Which word of the segment holds the query word at `index`.
    pub(in crate::corpus) fn index_of(&self, index: usize) -> usize {
        self.starts.partition_point(|&start| start <= index).saturating_sub(1)
    }

    fn id(&self, index: usize) -> Option<u32> {
        self.ids.get(index).copied()
    }
}

impl View<'_> {
    /// Words as this segment counts them, torn ones joined, each with the index of its
    /// first.
    pub(in crate::corpus) fn counted(&self, words: &[WordKey]) -> impl Iterator<Item = (usize, WordKey)> {
        let mut index = 0;
        std::iter::from_fn(move || {
            let (start, &word) = (index, words.get(index)?);
            let joined = words.get(index + 1).and_then(|&next| self.joined(word, next));
            index += 1 + usize::from(joined.is_some());
            Some((start, joined.unwrap_or(word)))
        })
    }

    /// The suffixes that begin with a word.
    pub(in crate::corpus) fn first(&self, id: u32) -> Interval {
        let at = |id: usize| self.firsts.get(id).map(|bytes| u32::from_le_bytes(*bytes));
        match (at(id as usize), at(id as usize + 1)) {
            (Some(start), Some(end)) if id != SEPARATOR => Interval { start, end },
            _ => Interval::EMPTY,
        }
    }

    /// Those suffixes of `interval` whose word at index `depth` is `id`. All of its
    /// suffixes agree in the words before.
    pub(in crate::corpus) fn narrowed(&self, interval: Interval, depth: usize, id: u32) -> Interval {
        if id == SEPARATOR {
            return Interval::EMPTY;
        }
        let word = |index: u32| self.word((self.suffix(index) as usize).saturating_add(depth));
        let start = interval.partition_point(|index| word(index) < id);
        let end = Interval { start, ..interval }.partition_point(|index| word(index) <= id);
        Interval { start, end }
    }

    /// The suffixes that begin with the whole query.
    pub(in crate::corpus) fn phrase(&self, query: &Query) -> Interval {
        let (len, interval) = self.longest_prefix(query, 0..query.len(), |_| true);
        if len > 0 && len == query.len() { interval } else { Interval::EMPTY }
    }

    /// The positions within `range` where the query stands, found by reading.
    pub(in crate::corpus) fn occurrences(&self, range: Range<u32>, query: &Query) -> impl Iterator<Item = u32> {
        let words = self.words.get(range.start as usize..range.end as usize).unwrap_or_default();
        let is_there = |window: &[[u8; 3]]| {
            window.iter().zip(&query.ids).all(|(word, id)| word_id(*word) == *id && *id != SEPARATOR)
        };
        let windows = words.windows(query.len().max(1)).enumerate();
        windows
            .filter(move |(_, window)| !query.ids.is_empty() && is_there(window))
            .map(move |(at, _)| range.start + narrow(at))
    }

    /// How many of the query's words in `range` stand together in the segment, from the
    /// first on, and where; only intervals that `counts` are regarded.
    pub(in crate::corpus) fn longest_prefix(
        &self,
        query: &Query,
        range: Range<usize>,
        counts: impl Fn(Interval) -> bool,
    ) -> (usize, Interval) {
        let (mut len, mut longest) = (0, Interval::EMPTY);
        while let Some(id) = query.id(range.start + len).filter(|_| len < range.len()) {
            let interval = if len == 0 { self.first(id) } else { self.narrowed(longest, len, id) };
            if interval.is_empty() || !counts(interval) {
                break;
            }
            (len, longest) = (len + 1, interval);
        }
        (len, longest)
    }
}
