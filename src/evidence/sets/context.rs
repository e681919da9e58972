//! What the words around a label say of the set it means: who, where, when, on what. The
//! signs of a sentence, its block and the headings above enter; for each set that has
//! the label it is told how near its signs stand, and whether something speaks against it.

use std::ops::Range;

use crate::draft::BlockContent;
use crate::prose::PartialDate;
use crate::termbase::{EnumeratedSet, SetRef, SignMatch, SignRef, Termbase};
use crate::text::Span;

/// How near a sign stands; the greater the nearer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Nearness {
    /// Nowhere around.
    #[default]
    Absent,
    /// In a heading above, or in the title.
    Heading,
    /// In the same block.
    Block,
    /// In the same sentence.
    Sentence,
}

/// What speaks for a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Evidence {
    pub(super) topic: Nearness,
    pub(super) speaker: Nearness,
    pub(super) forum: Nearness,
    pub(super) year: Nearness,
}

impl Evidence {
    const fn all(self) -> [Nearness; 4] {
        [self.topic, self.speaker, self.forum, self.year]
    }

    /// Whether everything speaks as much for this set as for another, and something more.
    pub(super) fn beats(self, other: Self) -> bool {
        self != other && self.all().iter().zip(other.all()).all(|(one, other)| *one >= other)
    }

    /// Whether a label means this set as far as its surroundings tell.
    pub(super) fn fits(self, set: &EnumeratedSet) -> bool {
        set.topics.is_empty()
            || self.topic > Nearness::Absent
            || self.forum >= Nearness::Block
            || self.speaker >= Nearness::Block && self.year >= Nearness::Block
    }

    /// Whether the sentence itself says which set it speaks of, so that its number can be
    /// held against it.
    pub(super) fn is_explicit(self, set: &EnumeratedSet) -> bool {
        let is_here = |nearness: Nearness| nearness == Nearness::Sentence;
        set.topics.is_empty()
            || is_here(self.forum)
            || is_here(self.speaker) && (is_here(self.year) || is_here(self.topic))
    }
}

/// The surroundings of one label.
pub(super) struct Surroundings<'s> {
    pub(super) content: &'s BlockContent,
    /// The signs of the block, in order of sign, then place.
    pub(super) signs: &'s [SignMatch],
    /// The words of the label's sentence.
    pub(super) sentence: Range<usize>,
    /// The signs of the headings above and of the title.
    pub(super) headings: &'s [&'s [SignMatch]],
}

/// The words of the one of `sentences` around a word.
pub(super) fn sentence_of(content: &BlockContent, sentences: &[Span], word: usize) -> Range<usize> {
    let at = content.tokens.span(word);
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end < at.end));
    sentence.map_or(0..content.tokens.len(), |sentence| content.tokens.within(*sentence))
}

impl Surroundings<'_> {
    /// What speaks for a set.
    pub(super) fn evidence(&self, termbase: &Termbase, set: SetRef) -> Evidence {
        let Some(signs) = termbase.signs().of_set(set.0) else { return Evidence::default() };
        Evidence {
            topic: self.nearest(&signs.topics),
            speaker: self.nearest(&signs.speaker),
            forum: self.nearest(&signs.forum),
            year: self.nearest(&signs.year),
        }
    }

    fn nearest(&self, signs: &[SignRef]) -> Nearness {
        signs.iter().map(|sign| self.nearness(*sign)).max().unwrap_or_default()
    }

    fn nearness(&self, sign: SignRef) -> Nearness {
        let places = places(self.signs, sign);
        if self.is_in_sentence(places) {
            Nearness::Sentence
        } else if !places.is_empty() {
            Nearness::Block
        } else if self.headings.iter().any(|heading| !self::places(heading, sign).is_empty()) {
            Nearness::Heading
        } else {
            Nearness::Absent
        }
    }

    fn is_in_sentence(&self, places: &[SignMatch]) -> bool {
        is_within(places, &self.sentence)
    }

    /// Whether a label holds a topic of a set itself: "principles of peaceful coexistence".
    pub(super) fn has_topic_within(&self, termbase: &Termbase, set: SetRef, label: &Range<usize>) -> bool {
        let topics = termbase.signs().of_set(set.0).map_or(&[][..], |signs| &signs.topics);
        topics.iter().any(|topic| is_within(places(self.signs, *topic), label))
    }

    /// Whether the sentence tells that somebody else announced something.
    pub(super) fn tells_an_announcement(&self) -> bool {
        let word = |index: usize| self.content.tokens.span(index).slice(&self.content.text);
        let has =
            |words: &[&str]| self.sentence.clone().any(|at| words.iter().any(|it| it.eq_ignore_ascii_case(word(at))));
        has(&ANNOUNCING) && !has(&OWN)
    }

    /// Whether something rules a set out: the draft is older, the sentence names other
    /// people only, or speaks of an earlier year only.
    pub(super) fn rules_out(&self, termbase: &Termbase, set: SetRef, as_of: PartialDate) -> bool {
        let (Some(known), Some(signs)) = (termbase.set(set), termbase.signs().of_set(set.0)) else { return true };
        let names = |sign: &SignRef| self.is_in_sentence(places(self.signs, *sign));
        let is_of_others =
            known.speaker.is_some() && !signs.speaker.iter().any(names) && termbase.signs().people().iter().any(names);
        known.period.is_surely_before(as_of) || is_of_others || self.is_of_an_earlier_year(known)
    }

    fn is_of_an_earlier_year(&self, set: &EnumeratedSet) -> bool {
        set.period.from.is_some_and(|from| self.latest_year().is_some_and(|year| year < from.year()))
    }

    /// The latest year that the sentence names.
    pub(super) fn latest_year(&self) -> Option<i16> {
        let content = self.content;
        let numbers = self.sentence.clone().filter(|word| content.tokens.flags(*word).is_number());
        let years = numbers.filter_map(|word| content.tokens.span(word).slice(&content.text).parse().ok());
        years.filter(|year| (1900..2100).contains(year)).max()
    }
}

/// Verbs of those who announce a set.
const ANNOUNCING: [&str; 12] = [
    "advanced",
    "announced",
    "declared",
    "forward",
    "introduced",
    "issued",
    "outlined",
    "presented",
    "proposed",
    "raised",
    "unveiled",
    "voiced",
];

/// Words by which an author speaks of a set of their own.
const OWN: [&str; 9] = ["article", "author", "authors", "brief", "I", "my", "our", "paper", "we"];

fn is_within(places: &[SignMatch], words: &Range<usize>) -> bool {
    let from = places.partition_point(|(_, word)| (*word as usize) < words.start);
    places.get(from).is_some_and(|(_, word)| (*word as usize) < words.end)
}

fn places(signs: &[SignMatch], sign: SignRef) -> &[SignMatch] {
    let start = signs.partition_point(|(other, _)| *other < sign);
    let end = signs.partition_point(|(other, _)| *other <= sign);
    signs.get(start..end).unwrap_or_default()
}
