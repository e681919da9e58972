//! Stretches of words that differ, between words that do not, and what they come to:
//! the same words in another order, a word divided, fillers; else word by word.

use std::ops::Range;

use super::ChangeClass;
use super::align::Step;
use super::change::Change;
use super::order::{moved_from_the_edge, reordered};
use super::run::by_word;
use super::word::{Sort, Word};
use crate::text::{Span, fold};

/// Both rows of words.
pub(super) struct Side<'w, 't> {
    pub(super) quoted: &'w [Word<'t>],
    pub(super) source: &'w [Word<'t>],
    /// What the words of the quotation and of its source are bytes of.
    pub(super) texts: (&'w str, &'w str),
    /// Whether a word stands in other texts, too.
    pub(super) knows: &'w dyn Fn(&str) -> bool,
}

/// Steps next to one another, none of which pairs words that say the same.
#[derive(Debug, Default)]
pub(super) struct Hunk {
    pub(super) steps: Vec<Step>,
    /// The words of both rows that come next; what is missing stands there.
    pub(super) next_quoted: usize,
    pub(super) next_source: usize,
}

impl Hunk {
    /// Begins behind a step.
    pub(super) fn after(&mut self, step: Step) {
        if let Step::Pair { quoted, source } = step {
            (self.next_quoted, self.next_source) = (quoted + 1, source + 1);
        }
    }

    pub(super) fn quoted<'w, 't>(&self, side: &Side<'w, 't>) -> Vec<&'w Word<'t>> {
        let at = |step: &Step| match step {
            Step::Pair { quoted, .. } | Step::Added { quoted } => side.quoted.get(*quoted),
            Step::Gone { .. } | Step::Slot { .. } => None,
        };
        self.steps.iter().filter_map(at).collect()
    }

    pub(super) fn source<'w, 't>(&self, side: &Side<'w, 't>) -> Vec<&'w Word<'t>> {
        let at = |step: &Step| match step {
            Step::Pair { source, .. } | Step::Gone { source } => side.source.get(*source),
            Step::Added { .. } | Step::Slot { .. } => None,
        };
        self.steps.iter().filter_map(at).filter(|word| !word.is_aside).collect()
    }

    /// The bytes of both sides; the place where words are missing for a side without any.
    pub(super) fn spans(&self, side: &Side<'_, '_>) -> (Span, Span) {
        (
            cover(self.quoted(side).into_iter(), place(side.quoted, self.next_quoted)),
            cover(self.source(side).into_iter(), place(side.source, self.next_source)),
        )
    }
}

/// The place before the word at `at`, behind the word before it.
pub(super) fn place(words: &[Word<'_>], at: usize) -> Span {
    let before = at.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.span.end);
    Span::at(before.or_else(|| words.get(at).map(|word| word.span.start)).unwrap_or_default())
}

pub(super) fn cover<'w, 't: 'w>(words: impl Iterator<Item = &'w Word<'t>>, otherwise: Span) -> Span {
    words.map(|word| word.span).reduce(Span::cover).unwrap_or(otherwise)
}

/// What all stretches come to. `edges` are the words of the passage beyond the segment.
pub(super) fn classify(side: &Side<'_, '_>, hunks: &[Hunk], edges: &[Range<usize>; 2]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(hunk) = hunks.get(at) {
        if let Some((change, count)) = reordered(side, hunks.get(at..).unwrap_or_default()) {
            changes.push(change);
            at += count;
            continue;
        }
        at += 1;
        match divided(side, hunk).or_else(|| moved_from_the_edge(side, hunk, edges)) {
            Some(change) => changes.push(change),
            None => changes.extend(by_word(side, hunk)),
        }
    }
    changes
}

/// One word where the other side has two, letter for letter the same.
fn divided(side: &Side<'_, '_>, hunk: &Hunk) -> Option<Change> {
    let (quoted, source) = (hunk.quoted(side), hunk.source(side));
    if quoted.is_empty() || source.is_empty() || joined(&quoted) != joined(&source) {
        return None;
    }
    let (quoted_span, source_span) = hunk.spans(side);
    let is_contracted = |words: &[&Word<'_>]| words.iter().any(|word| word.sort == Sort::Contracted);
    let matters = |word: &&&Word<'_>| word.sense().denies() || word.sense().limits();
    let class = if is_contracted(&quoted) || is_contracted(&source) {
        // An apostrophe more or less: its, it's.
        ChangeClass::SlipMended
    } else if quoted.iter().chain(&source).any(|word| matters(&word)) {
        return None;
    } else if is_hyphenated_otherwise(quoted_span.slice(side.texts.0), source_span.slice(side.texts.1)) {
        ChangeClass::HouseStyle
    } else {
        ChangeClass::WordDivision
    };
    Some(Change { class, quoted: quoted_span, source: source_span, edits: 0 })
}

/// Whether one of the two has a hyphen within a line, where somebody put it, and the other
/// has none: "co-operation". At a line's end the printer put it, or a scanner.
fn is_hyphenated_otherwise(one: &str, other: &str) -> bool {
    const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];
    let within = |words: &str| words.split(HYPHENS).skip(1).any(|part| part.starts_with(char::is_alphanumeric));
    within(one) && !other.contains(HYPHENS) || within(other) && !one.contains(HYPHENS)
}

fn joined(words: &[&Word<'_>]) -> String {
    // The parts of "can't" are written in the same letters.
    let mut words = words.to_vec();
    words.dedup_by_key(|word| word.span);
    let joined: String = words.iter().map(|word| fold(word.text)).collect();
    // "Twenty- first", as a scanner reads it: the hyphen is no letter. In figures it is.
    if joined.contains(|c: char| c.is_ascii_digit()) { joined } else { letters(&joined) }
}

fn letters(joined: &str) -> String {
    joined.chars().filter(|c| *c != '-' && !c.is_whitespace()).collect()
}
