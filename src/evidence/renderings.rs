//! How often each of several renderings stands in the corpus, year by year, when one may
//! be a part of another: a place counts for the longest rendering that holds it.

use std::collections::BTreeMap;

use crate::corpus::{Corpus, CorpusError};
use crate::text::WordKey;

/// Places by year; `None` counts the documents without a date.
pub type ByYear = BTreeMap<Option<i16>, usize>;

/// The places of each of `renderings` that are no part of a longer one of them, in the
/// same order. Where two renderings may overlap without one holding the other, a shorter
/// one within both is taken off twice, and never below zero.
///
/// # Errors
/// When the corpus cannot answer.
pub fn own_places(corpus: &dyn Corpus, renderings: &[&[WordKey]]) -> Result<Vec<ByYear>, CorpusError> {
    let mut places = Vec::with_capacity(renderings.len());
    for rendering in renderings {
        places.push(corpus.usage(rendering)?.by_year);
    }
    take_off(renderings, &mut places);
    Ok(places)
}

/// Takes the places within longer renderings off, from the longest rendering on, so that
/// what is taken off are places that are the longer one's own.
fn take_off(renderings: &[&[WordKey]], places: &mut [ByYear]) {
    let len = |index: usize| renderings.get(index).map_or(0, |rendering| rendering.len());
    let mut order: Vec<usize> = (0..renderings.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(len(index)));
    for (rank, &short) in order.iter().enumerate() {
        for &long in order.iter().take(rank).filter(|&&long| len(long) > len(short)) {
            let times = occurrences(renderings, short, long);
            let longer = places.get(long).cloned().filter(|_| times > 0).unwrap_or_default();
            if let Some(own) = places.get_mut(short) {
                for (year, count) in longer {
                    reduce(own, year, count * times);
                }
            }
        }
    }
}

/// How often one rendering stands in another.
fn occurrences(renderings: &[&[WordKey]], short: usize, long: usize) -> usize {
    let (Some(short), Some(long)) = (renderings.get(short), renderings.get(long)) else { return 0 };
    long.windows(short.len().max(1)).filter(|window| window == short).count()
}

/// Takes `by` places of a year off; a year without places is none.
fn reduce(places: &mut ByYear, year: Option<i16>, by: usize) {
    if let Some(count) = places.get_mut(&year) {
        *count = count.saturating_sub(by);
        if *count == 0 {
            places.remove(&year);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<WordKey> {
        text.split(' ').map(WordKey::of).collect()
    }

    /// The own places of renderings, given how often each stands anywhere.
    fn own(counted: &[(&str, usize)]) -> Vec<usize> {
        let renderings: Vec<Vec<WordKey>> = counted.iter().map(|(text, _)| words(text)).collect();
        let keys: Vec<&[WordKey]> = renderings.iter().map(Vec::as_slice).collect();
        let mut places: Vec<ByYear> = counted.iter().map(|(_, count)| ByYear::from([(Some(2017), *count)])).collect();
        take_off(&keys, &mut places);
        places.iter().map(|years| years.values().sum()).collect()
    }

    #[test]
    fn a_place_counts_for_the_longest_rendering() {
        let counted = [("shared future", 20), ("community with a shared future", 12), ("common destiny", 3)];
        assert_eq!(own(&counted), [8, 12, 3]);
    }

    #[test]
    fn a_place_within_two_longer_renderings_is_taken_off_once() {
        let counted = [("a", 10), ("a b", 6), ("a b c", 4)];
        assert_eq!(own(&counted), [4, 2, 4]);
    }

    #[test]
    fn a_rendering_that_a_longer_one_holds_twice_is_taken_off_twice() {
        assert_eq!(own(&[("win", 9), ("win win", 4)]), [1, 4]);
    }

    #[test]
    fn years_are_told_apart_and_empty_ones_left_out() {
        let (short, long) = (words("future"), words("shared future"));
        let mut places = [
            ByYear::from([(None, 2), (Some(2016), 1), (Some(2017), 5)]),
            ByYear::from([(None, 1), (Some(2016), 1), (Some(2018), 7)]),
        ];
        take_off(&[&short, &long], &mut places);
        assert_eq!(places[0], ByYear::from([(None, 1), (Some(2017), 5)]));
    }

    proptest! {
        /// Renderings of which each holds the next: against a walk through a text.
        #[test]
        fn as_a_walk_through_the_text_would_count(text in "[xabc]{0,60}") {
            let (text, nested) = (text.as_bytes(), ["abcab", "abca", "bc", "c"]);
            let count = |rendering: &str| (0..text.len()).filter(|&at| text[at..].starts_with(rendering.as_bytes())).count();
            let held = |at: usize, rendering: &str, longer: &str| {
                (0..text.len()).any(|from| {
                    text[from..].starts_with(longer.as_bytes()) && from <= at && at + rendering.len() <= from + longer.len()
                })
            };
            let walked: Vec<usize> = nested.iter().enumerate().map(|(index, rendering)| {
                let is_own = |&at: &usize| {
                    text[at..].starts_with(rendering.as_bytes()) && !nested[..index].iter().any(|longer| held(at, rendering, longer))
                };
                (0..text.len()).filter(is_own).count()
            }).collect();
            let spaced: Vec<String> = nested.map(|rendering| rendering.split("").collect::<Vec<_>>().join(" ")).to_vec();
            let counted: Vec<(&str, usize)> =
                spaced.iter().map(|text| text.trim()).zip(nested.map(count)).collect();
            prop_assert_eq!(own(&counted), walked);
        }
    }
}
