//! The changes between a segment and its passage, from the steps that lay one against
//! the other.

use std::ops::Range;

use super::align::{Step, align};
use super::hunk::{Hunk, Side};
use super::word::{Sort, Word};
use super::{ChangeClass, Difference, Practice, hunk, neighbour, punctuation};
use crate::text::Span;

/// One change, in the bytes of both texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    pub(super) class: ChangeClass,
    pub(super) quoted: Span,
    pub(super) source: Span,
    /// How many words it takes to put it right.
    pub(super) edits: usize,
}

impl Change {
    /// An editor's remark: it stands for nothing in the source.
    pub(super) const fn note(quoted: Span) -> Self {
        Self { class: ChangeClass::Bracket, quoted, source: Span::at(0), edits: 0 }
    }

    /// Whether the two share bytes on either side.
    fn touches(&self, other: &Self) -> bool {
        self.quoted.overlaps(other.quoted) || self.source.overlaps(other.source)
    }

    /// Takes in another part of the same contraction: "won't" for "will" and "not".
    fn take_in(&mut self, other: &Self) -> bool {
        let is_one = self.class == ChangeClass::Contraction && other.class == self.class && self.touches(other);
        if is_one {
            (self.quoted, self.source) = (self.quoted.cover(other.quoted), self.source.cover(other.source));
        }
        is_one
    }

    pub(super) const fn difference(self, segment: usize, practice: Practice) -> Difference {
        let Self { class, quoted, source, .. } = self;
        Difference { class, gravity: class.gravity(practice), quoted, segment, source }
    }
}

/// The changes between the words of a segment and those of its passage.
pub(super) fn changes(
    text: &str,
    quoted: &[Word<'_>],
    passage: &str,
    source: &[Word<'_>],
    knows: &dyn Fn(&str) -> bool,
) -> Vec<Change> {
    let side = Side { quoted, source, texts: (text, passage), knows };
    let (mut changes, mut hunks) = (Vec::new(), Vec::new());
    let mut open = Hunk::default();
    let mut last = None;
    let steps = neighbour::set_apart(align(quoted, source), quoted, source);
    let edges = edges(&steps, source.len());
    for step in steps {
        let Some((one, other)) = same(&side, step) else {
            open.steps.push(step);
            last = None;
            continue;
        };
        if !open.steps.is_empty() {
            hunks.push(std::mem::take(&mut open));
        }
        open.after(step);
        changes.extend(dress(&side, step, one, other));
        if let Some((before, before_other)) = last {
            changes.extend(punctuation::between(text, (before, one), passage, (before_other, other)));
        }
        last = Some((one, other));
    }
    if !open.steps.is_empty() {
        hunks.push(open);
    }
    let mut graver = hunk::classify(&side, &hunks, &edges);
    changes.retain(|change| change.class != ChangeClass::Contraction || !graver.iter().any(|it| it.touches(change)));
    changes.append(&mut graver);
    changes.sort_by_key(|change| (change.quoted, change.source));
    changes.dedup_by(|later, first| first.take_in(later));
    changes
}

/// The words of the passage before the first that stands against one of the segment, and
/// those behind the last.
fn edges(steps: &[Step], count: usize) -> [Range<usize>; 2] {
    let from = |step: &Step| match *step {
        Step::Pair { source, .. } | Step::Gone { source } => Some(source..source + 1),
        Step::Slot { from, to, .. } => Some(from..to),
        Step::Added { .. } => None,
    };
    let first = steps.iter().find_map(from).map_or(0, |range| range.start);
    let last = steps.iter().rev().find_map(from).map_or(0, |range| range.end);
    [0..first, last..count]
}

/// The two words of a step, where they say the same.
fn same<'w, 't>(side: &Side<'w, 't>, step: Step) -> Option<(&'w Word<'t>, &'w Word<'t>)> {
    let Step::Pair { quoted, source } = step else { return None };
    let (one, other) = (side.quoted.get(quoted)?, side.source.get(source)?);
    one.says(other).then_some((one, other))
}

/// What differs in the writing of two words that say the same.
fn dress(side: &Side<'_, '_>, step: Step, one: &Word<'_>, other: &Word<'_>) -> Option<Change> {
    if one.is_written_like(other) || one.is_case_marked && one.is_spelt_like(other) {
        return None;
    }
    let class = if one.is_spelt_like(other) {
        letter_case(side, step, one, other)
    } else if one.sort == Sort::Contracted || other.sort == Sort::Contracted {
        return Some(contraction(side, step, one, other));
    } else if one.sort == Sort::Plain && other.sort == Sort::Plain {
        return None;
    } else {
        ChangeClass::HouseStyle
    };
    Some(Change { class, quoted: one.span, source: other.span, edits: 0 })
}

/// The case of letters tells words apart where one is shouted and the other is a word of
/// grammar: US and us, WHO and who. Elsewhere houses differ: the Government, NEVER, and
/// "AM" among other capitals.
fn letter_case(side: &Side<'_, '_>, step: Step, one: &Word<'_>, other: &Word<'_>) -> ChangeClass {
    if one.is_shouted() != other.is_shouted() && one.is_initials(other) && !is_among_capitals(side, step) {
        ChangeClass::ContentReplaced
    } else if (one.starts_sentence || other.starts_sentence) && !one.is_shouted() && !other.is_shouted() {
        ChangeClass::FirstLetter
    } else {
        ChangeClass::LetterCase
    }
}

/// Whether a word beside either of two is in capitals.
fn is_among_capitals(side: &Side<'_, '_>, step: Step) -> bool {
    let Step::Pair { quoted, source } = step else { return false };
    let beside = |words: &[Word<'_>], at: usize| {
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        before.into_iter().chain(words.get(at + 1)).any(Word::is_shouted)
    };
    beside(side.quoted, quoted) || beside(side.source, source)
}

/// The whole words on both sides: "I've" where the source has "I have".
fn contraction(side: &Side<'_, '_>, step: Step, one: &Word<'_>, other: &Word<'_>) -> Change {
    let Step::Pair { quoted, source } = step else { return Change::note(one.span) };
    let host = |words: &[Word<'_>], at: usize| at.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.span);
    let (mut span, mut other_span) = (one.span, other.span);
    if let (Some(before), Some(before_other)) = (host(side.quoted, quoted), host(side.source, source))
        && (before.end == span.start || before_other.end == other_span.start)
    {
        (span, other_span) = (before.cover(span), before_other.cover(other_span));
    }
    Change { class: ChangeClass::Contraction, quoted: span, source: other_span, edits: 0 }
}
