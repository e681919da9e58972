//! The places of a phrase in order of date, cut from the middle.
//!
//! Few places are collected and sorted. Of a phrase that stands in every other document,
//! the first and the last places are found sooner by reading the oldest and the newest
//! documents.

use std::ops::Range;

use super::concordance::{Generation, Query, narrow};
use super::searched::Searched;
use super::{DocumentRef, Hit, Hits};
use crate::prose::PartialDate;
use crate::text::WordKey;

/// Collecting a place costs about as much as reading so many words.
const WORDS_PER_PLACE: usize = 8;

/// A place as one number, in order of date, document and word, and its number of words.
type Place = (u64, u32);

/// The places of a phrase in order of date, at most `limit`, as [`Hits::places`] has it.
pub(super) fn attestations(generation: &Generation, phrase: &[WordKey], limit: usize) -> Hits {
    let search = Search::new(generation, phrase);
    let undated = generation.first_undated();
    let mut places = search.outermost(0..undated, limit);
    places.extend(search.outermost(undated..generation.len(), limit - places.len()));
    Hits { total: search.total, places: places.into_iter().filter_map(|place| search.hit(place)).collect() }
}

/// The latest places of a phrase in dated documents not surely after `until`, the
/// latest first, at most `limit`.
pub(super) fn latest(generation: &Generation, phrase: &[WordKey], until: PartialDate, limit: usize) -> Vec<Hit> {
    let search = Search::new(generation, phrase);
    let places = search.newest(0..generation.first_after(until), limit);
    places.into_iter().rev().filter_map(|place| search.hit(place)).collect()
}

struct Search<'i> {
    generation: &'i Generation,
    segments: Vec<(Searched<'i>, Query)>,
    total: usize,
}

impl<'i> Search<'i> {
    fn new(generation: &'i Generation, phrase: &[WordKey]) -> Self {
        let segments: Vec<(Searched<'i>, Query)> = Searched::all(generation)
            .map(|segment| {
                let query = Query::new(&segment.view, phrase);
                (segment, query)
            })
            .collect();
        let total = segments.iter().map(|(segment, query)| segment.count(query)).sum();
        Self { generation, segments, total }
    }

    /// The first and the last places in documents of these ranks, `limit` together.
    fn outermost(&self, ranks: Range<u32>, limit: usize) -> Vec<Place> {
        if limit == 0 || ranks.is_empty() {
            return Vec::new();
        }
        self.outermost_by_reading(ranks.clone(), limit).unwrap_or_else(|| {
            let mut places = self.collect(&ranks);
            cut_middle(&mut places, limit);
            places.sort_unstable();
            places
        })
    }

    /// Reads documents from both ends of time; `None` where that would take longer than
    /// to collect all places.
    fn outermost_by_reading(&self, ranks: Range<u32>, limit: usize) -> Option<Vec<Place>> {
        let budget = self.budget(limit)?;
        let (head, tail) = (limit.div_ceil(2), limit / 2);
        let mut places = self.read(ranks.clone(), head, budget / 2)?;
        places.sort_unstable();
        places.truncate(head);
        let mut last = self.read(ranks.rev(), tail, budget / 2)?;
        last.sort_unstable();
        let last = last.split_off(last.len().saturating_sub(tail));
        let met = places.last().copied();
        places.extend(last.into_iter().filter(|place| Some(*place) > met));
        Some(places)
    }

    /// The last places in documents of these ranks, in order of date.
    fn newest(&self, ranks: Range<u32>, limit: usize) -> Vec<Place> {
        let read = self.budget(limit).and_then(|budget| self.read(ranks.clone().rev(), limit, budget));
        let mut places = read.unwrap_or_else(|| self.collect(&ranks));
        places.sort_unstable();
        places.split_off(places.len().saturating_sub(limit))
    }

    /// How many words may be read before collecting would be cheaper; `None` where that
    /// is so from the start.
    fn budget(&self, limit: usize) -> Option<usize> {
        let budget = self.total.saturating_mul(WORDS_PER_PLACE);
        let words: usize = self.segments.iter().map(|(segment, _)| segment.view.len()).sum();
        // Places stand in clusters: reading may take a few times what it should.
        (self.total > limit && words / self.total * limit * 4 <= budget).then_some(budget)
    }

    /// The places in documents of these ranks, until there are `enough`; `None` where
    /// that takes more than `budget` words.
    fn read(&self, ranks: impl Iterator<Item = u32>, enough: usize, mut budget: usize) -> Option<Vec<Place>> {
        let mut places = Vec::new();
        for rank in ranks {
            if places.len() >= enough {
                break;
            }
            let (segment, number) = self.generation.place_of_rank(rank)?;
            let (segment, query) = self.segments.get(segment)?;
            let range = segment.view.range(number);
            budget = budget.checked_sub(range.len())?;
            let start = range.start;
            let occurrences = segment.view.occurrences(range, query);
            places.extend(occurrences.map(|position| (ordered(rank, position - start), narrow(query.len()))));
        }
        Some(places)
    }

    /// All places in documents of these ranks, in no order.
    fn collect(&self, ranks: &Range<u32>) -> Vec<Place> {
        let mut places = Vec::new();
        for (segment, query) in &self.segments {
            let found = segment.places(segment.view.phrase(query));
            places.extend(found.filter_map(|(document, word)| {
                let rank = *self.generation.by_date.get(document.0 as usize)?;
                ranks.contains(&rank).then(|| (ordered(rank, word), narrow(query.len())))
            }));
        }
        places
    }

    fn hit(&self, (place, len): Place) -> Option<Hit> {
        let rank = usize::try_from(place >> 32).ok()?;
        let document = DocumentRef(*self.generation.dated.get(rank)?);
        Some(Hit { document, word: u32::try_from(place & u64::from(u32::MAX)).ok()?, len })
    }
}

fn ordered(rank: u32, word: u32) -> u64 {
    u64::from(rank) << 32 | u64::from(word)
}

/// Leaves the first and the last of `places`, `limit` together.
fn cut_middle(places: &mut Vec<Place>, limit: usize) {
    if places.len() <= limit {
        return;
    }
    let (head, tail) = (limit.div_ceil(2), limit / 2);
    places.select_nth_unstable(head);
    let rest = places.get_mut(head..).unwrap_or_default();
    let tail_from = rest.len() - tail;
    if tail > 0 {
        rest.select_nth_unstable(tail_from);
    }
    places.drain(head..head + tail_from);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_from_the_middle() {
        for limit in 0..12 {
            let mut places: Vec<(u64, u32)> = [5, 3, 9, 1, 7, 2, 8, 4, 6, 0].map(|place| (place, 1)).to_vec();
            cut_middle(&mut places, limit);
            places.sort_unstable();
            let left: Vec<u64> = places.into_iter().map(|(place, _)| place).collect();
            let expected: Vec<u64> = (0..10)
                .filter(|&at| limit >= 10 || at < limit.div_ceil(2) as u64 || at >= 10 - (limit / 2) as u64)
                .collect();
            assert_eq!(left, expected, "{limit}");
        }
    }
}
