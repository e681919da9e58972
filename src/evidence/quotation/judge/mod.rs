//! The words of a quotation held against the words of its source. A quotation taken
//! apart and the passages it was laid against enter; a verdict and every difference,
//! by class, leave. Where the passages were found, who spoke and what a writer is told
//! is not known here.
//!
//! Folded words align the two; the words as they stand decide what differs.

mod abbreviation;
mod align;
mod aside;
mod case_mark;
mod change;
mod class;
mod contraction;
mod date;
mod hunk;
mod inflection;
mod lexicon;
mod message;
mod neighbour;
mod omission;
mod order;
mod pair;
mod punctuation;
mod read;
mod run;
mod spelling;
mod word;

#[cfg(test)]
mod tests;

use crate::prose::Quoted;
use crate::text::Span;

use case_mark::Unmarked;
use change::Change;
use read::Read;
use word::Word;

pub(super) use abbreviation::has_stop;
pub use class::{ChangeClass, Gravity, Practice};
pub(super) use contraction::contracted;
pub use message::{shortest_diff, worded};

/// The words of a source that a segment of a quotation was laid against, as the source
/// has them. They may reach a few words beyond the segment on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SourceSegment<'s> {
    /// The passage.
    pub text: &'s str,
    /// What its first sentence has before it.
    pub before: &'s str,
    /// What its last sentence has after it.
    pub after: &'s str,
    /// What stands between the segment before and this one; empty for the first.
    pub omitted: &'s str,
}

/// How the words of a quotation stand to those of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The source's words.
    Verbatim,
    /// Changed as editors may: brackets, dots, abbreviations.
    Adapted,
    /// The passage, with other words than it has, or cut so that it says another thing.
    Altered,
    /// Too far from the passage to call it altered.
    Similar,
    /// Not this passage.
    Absent,
}

impl Verdict {
    /// What it is called where programs read it; "unknown" stands beside these.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Adapted => "adapted",
            Self::Altered => "altered",
            Self::Similar => "similar",
            Self::Absent => "absent",
        }
    }
}

/// One place where a quotation and its source differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// What kind of change it is.
    pub class: ChangeClass,
    /// How much it matters under the practice it was judged by.
    pub gravity: Gravity,
    /// Bytes of the text the quotation stands in; empty where words of the source are
    /// missing.
    pub quoted: Span,
    /// The segment, by its place among those of the quotation.
    pub segment: usize,
    /// Bytes of that segment's passage; empty where the quotation has more words.
    pub source: Span,
}

/// What a comparison came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The outcome.
    pub verdict: Verdict,
    /// Where the two differ, in the order of the quotation. Empty for another passage.
    pub differences: Vec<Difference>,
    /// Words the quotation gives as the speaker's.
    pub words: usize,
    /// Of these, how many would have to be put right.
    pub edits: usize,
}

/// Holds a quotation against the passages its segments were laid against; `text` is what
/// the spans of `quoted` mean. A segment without a passage is taken to be nowhere.
///
/// `knows` tells whether a word, as it is written, is one: it stands in other texts as
/// well. A source's word that is none may be a slip that the quotation mends.
#[must_use]
pub fn judge(
    quoted: &Quoted,
    text: &str,
    source: &[SourceSegment<'_>],
    practice: Practice,
    knows: &dyn Fn(&str) -> bool,
) -> Judgement {
    let passages: Vec<Read<'_>> = source.iter().map(read_passage).collect();
    let mut differences = Vec::new();
    let (mut words, mut edits) = (0, 0);
    let segments = quoted.segments(text);
    let count = segments.len();
    for (index, segment) in segments.iter().enumerate() {
        let pieces = quoted.pieces.get(segment.pieces.clone()).unwrap_or_default();
        let unmarked = Unmarked::new(text, segment.span, pieces);
        let read = read::segment(&unmarked, &passages);
        let own = passages.get(index).map_or(&[] as &[Word<'_>], |passage| &passage.words);
        let passage = source.get(index).copied().unwrap_or_default();
        let mut changes = change::changes(text, &read.words, passage.text, own, knows);
        changes.extend(read.notes.iter().map(|note| Change::note(*note)));
        if index + 1 == count {
            changes.extend(punctuation::last(text, segment.span, &read.words, passage, own));
        }
        words += spoken(&read.words);
        edits += changes.iter().map(|change| change.edits).sum::<usize>();
        differences.extend(changes.into_iter().map(|change| change.difference(index, practice)));
    }
    for difference in &mut differences {
        let passage = source.get(difference.segment).map_or("", |segment| segment.text);
        difference.quoted = begun_word(text, difference.quoted, difference.source.slice(passage));
        difference.source = begun_word(passage, difference.source, difference.quoted.slice(text));
    }
    differences.extend(omission::differences(quoted, text, source, practice));
    differences.sort_by_key(|difference| (difference.quoted, difference.segment, difference.source));
    let verdict = verdict(&differences, words, edits);
    if verdict == Verdict::Absent {
        differences.clear();
    }
    Judgement { verdict, differences, words, edits }
}

/// The word before an empty `place` where `other` is that word and more: of "can" and
/// "cannot" the whole words differ, though the half of one says the same.
fn begun_word(text: &str, place: Span, other: &str) -> Span {
    if !place.is_empty() {
        return place;
    }
    let before = Span::new(0, place.start).slice(text).trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let goes_on = other.len() > word.len() && other.to_lowercase().starts_with(&word.to_lowercase());
    let is_half = goes_on && other.get(word.len()..).is_some_and(|rest| !rest.starts_with(char::is_whitespace));
    if word.is_empty() || !is_half { place } else { Span::new(before.len() - word.len(), before.len()) }
}

fn read_passage<'s>(source: &SourceSegment<'s>) -> Read<'s> {
    let before = source.before.trim_end_matches([' ', '\t']);
    read::passage(source.text, before.is_empty() || before.ends_with('\n'))
}

/// How many words are given as the speaker's. Two ideographs make a word.
fn spoken(words: &[Word<'_>]) -> usize {
    let own = words.iter().filter(|word| !word.is_slot() && !word.is_clitic() && !word.is_aside);
    let (ideographs, others): (Vec<&Word<'_>>, Vec<&Word<'_>>) = own.partition(|word| word.is_ideograph());
    others.len() + ideographs.len().div_ceil(2)
}

/// What so many edits in so many words come to. The bounds were measured on news that
/// quotes speeches whose transcripts are known; below them other people's words do not
/// match by chance.
fn verdict(differences: &[Difference], words: usize, edits: usize) -> Verdict {
    let is_near = match words {
        15.. => edits * 100 <= words * 35,
        9..=14 => edits * 100 <= words * 25,
        6..=8 => edits <= 1,
        _ => edits == 0,
    };
    if !is_near {
        return if words >= 15 && edits * 2 <= words { Verdict::Similar } else { Verdict::Absent };
    }
    let of = |is: fn(ChangeClass) -> bool| differences.iter().all(|difference| is(difference.class));
    if of(ChangeClass::keeps_the_words) {
        Verdict::Verbatim
    } else if of(|class| class.keeps_the_words() || class.adapts()) {
        Verdict::Adapted
    } else {
        Verdict::Altered
    }
}
