//! Finds the items of a named set in a series without a number, with one item left out:
//! "sincerity, concrete results and good faith". Words enter; where such a series stands,
//! of which set, and what is left out leave. Whether the set is meant is not known here.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::concept::Concept;
use super::labels::{SetRef, name};
use super::matcher::{Matcher, TermMatch};
use super::named::EnumeratedSet;
use crate::prose::cardinal_at;
use crate::text::{Gap, Span, Tokens, fold, is_function_word, tokenize};

/// A series that has all items of a set but one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortSeries {
    /// From its first word to its last.
    pub words: Range<usize>,
    /// Its bytes.
    pub span: Span,
    /// The set.
    pub set: SetRef,
    /// The item left out, from 0.
    pub missing: usize,
}

/// The items of the sets that stand in a text without a number.
#[derive(Debug, Default)]
pub struct SeriesIndex {
    matcher: Matcher,
    /// The sets and items that a wording belongs to, by the number of its concept.
    items: Vec<Vec<(SetRef, usize)>>,
    /// The number of items of each set that is looked for; nothing for the others.
    counts: FxHashMap<SetRef, usize>,
}

/// Fewer items tell too little of their set.
const FEWEST: usize = 4;

/// Items with more words stand in sentences, not in a series.
const LONGEST: usize = 6;

impl SeriesIndex {
    /// Collects the items of `sets`, whose order gives their numbers.
    #[must_use]
    pub fn new(sets: &[EnumeratedSet]) -> Self {
        let mut index = Self::default();
        let (mut known, mut concepts): (FxHashMap<String, usize>, Vec<Concept>) = Default::default();
        for (set, number) in sets.iter().zip(0..).filter(|(set, _)| is_looked_for(set)) {
            index.counts.insert(SetRef(number), set.count);
            for (item, wording) in
                set.items.iter().enumerate().flat_map(|(at, item)| item.wordings.iter().map(move |it| (at, it)))
            {
                let at = *known.entry(fold(wording)).or_insert_with(|| {
                    concepts.push(name(wording));
                    index.items.push(Vec::new());
                    index.items.len() - 1
                });
                index.items.get_mut(at).into_iter().for_each(|items| items.push((SetRef(number), item)));
            }
        }
        index.matcher = Matcher::new(&concepts);
        index
    }

    /// The short series in a text, by place.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &Tokens) -> Vec<ShortSeries> {
        if self.items.is_empty() {
            return Vec::new();
        }
        let found = self.matcher.find(text, tokens);
        let runs = found.chunk_by(|one, next| joint(text, tokens, one.words.end..next.words.start).is_some());
        runs.filter_map(|run| self.short(text, tokens, run)).collect()
    }

    /// The set of which a run has all items but one, in order; none where it has those of
    /// several.
    fn short(&self, text: &str, tokens: &Tokens, run: &[TermMatch]) -> Option<ShortSeries> {
        let [first, .., before, last] = run else { return None };
        let is_ended = joint(text, tokens, before.words.end..last.words.start) == Some(Joint::And);
        let words = first.words.start..last.words.end;
        if run.len() + 1 < FEWEST || !is_ended || !is_whole(text, tokens, &words) {
            return None;
        }
        let items = |found: &TermMatch| self.items.get(found.concept.0 as usize).map_or(&[][..], Vec::as_slice);
        let mut fitting = items(first).iter().filter_map(|(set, _)| {
            let of_set = |found: &TermMatch| items(found).iter().find(|(other, _)| other == set).map(|(_, item)| *item);
            let listed: Vec<usize> = run.iter().filter_map(of_set).collect();
            let is_fit = listed.len() == run.len() && listed.is_sorted_by(|one, next| one < next);
            let missing = (0..=run.len()).find(|item| !listed.contains(item))?;
            (is_fit && self.counts.get(set) == Some(&(run.len() + 1))).then_some((*set, missing))
        });
        match (fitting.next(), fitting.next()) {
            (Some((set, missing)), None) => {
                Some(ShortSeries { span: tokens.cover(words.clone()), words, set, missing })
            }
            _ => None,
        }
    }
}

/// Whether a set is known in full by items that stand in a series, and has a name that
/// counts nothing: where a number is said, the label finds the listing.
fn is_looked_for(set: &EnumeratedSet) -> bool {
    let is_name = |label: &String| cardinal_at(label, &tokenize(label), 0).is_none();
    let is_short = |wording: &str| wording.split_whitespace().count() <= LONGEST;
    set.is_complete
        && !set.is_open
        && set.count >= FEWEST
        && set.labels.iter().any(is_name)
        && set.items.iter().all(|item| is_short(item.text()))
}

/// What joins two items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Comma,
    And,
}

/// What the words between two items join them with: a comma, or "and" with or without.
fn joint(text: &str, tokens: &Tokens, between: Range<usize>) -> Option<Joint> {
    let (next, gap) = (between.end, |word: usize| tokens.flags(word).gap());
    if between.is_empty() {
        return (gap(next) == Gap::Comma).then_some(Joint::Comma);
    }
    let is_and = between.len() == 1 && tokens.span(between.start).slice(text).eq_ignore_ascii_case("and");
    (is_and && gap(between.start) <= Gap::Comma && gap(next) == Gap::Space).then_some(Joint::And)
}

/// Whether a series neither goes on nor has begun before, and its first and last words
/// are no part of a longer phrase.
fn is_whole(text: &str, tokens: &Tokens, words: &Range<usize>) -> bool {
    let word = |index: usize| tokens.span(index).slice(text);
    let joins = |index: usize| ["and", "or", "as"].iter().any(|it| it.eq_ignore_ascii_case(word(index)));
    let ends = |gap: Gap, beside: usize| {
        gap == Gap::Stop || gap < Gap::Comma && is_function_word(word(beside)) && !joins(beside)
    };
    let begins = words.start.checked_sub(1).is_none_or(|before| ends(tokens.flags(words.start).gap(), before));
    let closes = words.end >= tokens.len() || {
        let gap = tokens.flags(words.end).gap();
        ends(gap, words.end) || gap == Gap::Comma && !joins(words.end)
    };
    begins && closes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::termbase::Termbase;

    const SETS: &str = r#"
[[set]]
id = "harbour"
labels = ["harbour spirit"]
items = ["calm", ["good rope", "sound rope"], "tea", "patience"]
[[set]]
id = "counted"
labels = ["four aims"]
items = ["salt", "sail", "soap", "song"]
"#;

    fn found(text: &str) -> Vec<(String, usize)> {
        let (termbase, faults) = Termbase::parse(vec![("a.toml".into(), SETS.into())]);
        assert_eq!(faults, []);
        let series = SeriesIndex::new(termbase.sets()).find(text, &tokenize(text));
        series.iter().map(|it| (it.span.slice(text).to_owned(), it.missing)).collect()
    }

    #[test]
    fn a_series_without_one_item_is_found() {
        let text = "the spirit of calm, sound rope and patience in it";
        assert_eq!(found(text), [("calm, sound rope and patience".to_owned(), 2)]);
        assert_eq!(found("Good rope, tea, and patience."), [("Good rope, tea, and patience".to_owned(), 0)]);
    }

    #[test]
    fn whole_open_and_other_series_are_not() {
        for text in [
            "calm, good rope, tea and patience",
            "calm, good rope, tea, patience",
            "tea, good rope and patience",
            "calm, good rope and patience cake",
            "rum, calm, good rope and patience",
            "calm, good rope and patience, as well as rum",
            "salt, sail and song",
            "calm and patience",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
