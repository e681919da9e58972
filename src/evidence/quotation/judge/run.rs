//! A stretch that differs, step by step: words in the place of others, words put in,
//! words gone, brackets. What an editor may not do is told as one change where its words
//! stand together.

use super::ChangeClass;
use super::align::{Step, WIDEST_SLOT};
use super::change::Change;
use super::hunk::{Hunk, Side, cover, place};
use super::lexicon::{are_fillers, sense};
use super::pair;
use super::word::Word;
use crate::text::{Span, WordKey, tokenize};

/// Dropped words count as so many edits at most: those that are there are the source's.
const MOST_DROPPED: usize = 3;

/// The steps one by one; what an editor may not do is told as one change where its
/// words stand together.
pub(super) fn by_word(side: &Side<'_, '_>, hunk: &Hunk) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let (mut quoted_at, mut source_at) = (hunk.next_quoted, hunk.next_source);
    let mut rest = hunk.steps.as_slice();
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|step| is_alike(step, first)).count().max(1);
        let (run, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = others;
        let places = (place(side.quoted, quoted_at), place(side.source, source_at));
        let change = of_run(side, run, places);
        for step in run {
            match *step {
                Step::Pair { quoted, source } => (quoted_at, source_at) = (quoted + 1, source + 1),
                Step::Added { quoted } => quoted_at = quoted + 1,
                Step::Gone { source } => source_at = source + 1,
                Step::Slot { quoted, to, .. } => (quoted_at, source_at) = (quoted + 1, to),
            }
        }
        match changes.last_mut() {
            Some(last) if is_grave(last.class) && is_grave(change.class) => join(last, change),
            _ => changes.push(change),
        }
    }
    widened(side, hunk, changes)
}

/// Words gone, or added, go together; pairs and slots stand alone.
const fn is_alike(one: &Step, other: &Step) -> bool {
    matches!((one, other), (Step::Gone { .. }, Step::Gone { .. }) | (Step::Added { .. }, Step::Added { .. }))
}

fn is_grave(class: ChangeClass) -> bool {
    !class.keeps_the_words() && !class.adapts()
}

fn join(last: &mut Change, change: Change) {
    last.class = last.class.max(change.class);
    last.quoted = both(last.quoted, change.quoted);
    last.source = both(last.source, change.source);
    last.edits += change.edits;
    let is_one_sided = matches!(last.class, ChangeClass::ContentAdded | ChangeClass::ContentDropped);
    if is_one_sided && !last.quoted.is_empty() && !last.source.is_empty() {
        last.class = ChangeClass::ContentReplaced;
    }
}

/// What covers both; a place where words are missing counts only beside another.
fn both(one: Span, other: Span) -> Span {
    match (one.is_empty(), other.is_empty()) {
        (true, false) => other,
        (false, true) => one,
        _ => one.cover(other),
    }
}

/// Steps of one kind.
fn of_run(side: &Side<'_, '_>, run: &[Step], places: (Span, Span)) -> Change {
    match run.first() {
        Some(Step::Pair { quoted, source }) => match (side.quoted.get(*quoted), side.source.get(*source)) {
            (Some(one), Some(other)) => {
                let class = pair::replaced(one, other, side.knows);
                let edits = usize::from(class.counts());
                Change { class, quoted: one.span, source: other.span, edits }
            }
            _ => Change::note(places.0),
        },
        Some(Step::Slot { quoted, from, to }) => slot(side, *quoted, *from, *to, places),
        Some(Step::Added { .. }) => {
            let at = |step: &Step| match step {
                Step::Added { quoted } => Some(*quoted),
                _ => None,
            };
            let words = run.iter().filter_map(at);
            alone(side.quoted, words, Kind::Added, places)
        }
        _ => {
            let at = |step: &Step| match step {
                Step::Gone { source } => Some(*source),
                _ => None,
            };
            alone(side.source, run.iter().filter_map(at), Kind::Gone, places)
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Added,
    Gone,
}

/// Words that stand on one side alone.
fn alone(words: &[Word<'_>], indices: impl Iterator<Item = usize>, kind: Kind, places: (Span, Span)) -> Change {
    let indices: Vec<usize> = indices.collect();
    let run: Vec<&Word<'_>> = indices.iter().filter_map(|at| words.get(*at)).collect();
    let spoken: Vec<&Word<'_>> = run.iter().copied().filter(|word| !word.is_aside).collect();
    let span = cover(run.iter().copied(), Span::at(0));
    let (quoted, source) = if kind == Kind::Added { (span, places.1) } else { (places.0, span) };
    let from = indices.first().copied().unwrap_or_default();
    let class = if spoken.is_empty() {
        ChangeClass::SourceNote
    } else if is_disfluent(words, from, &spoken) {
        ChangeClass::Disfluency
    } else {
        let of = |word: &&Word<'_>| match kind {
            Kind::Added => pair::added(word),
            Kind::Gone => pair::gone(word),
        };
        spoken.iter().map(of).max().unwrap_or(ChangeClass::FunctionWord)
    };
    let most = if kind == Kind::Gone { MOST_DROPPED } else { usize::MAX };
    let edits = if class.counts() { spoken.len().min(most) } else { 0 };
    Change { class, quoted, source, edits }
}

/// Fillers, an opener of speech, or words said twice.
fn is_disfluent(words: &[Word<'_>], from: usize, run: &[&Word<'_>]) -> bool {
    let keys: Vec<WordKey> = run.iter().map(|word| word.key).collect();
    let same = |start: Option<usize>| {
        let other = start.and_then(|start| words.get(start..start + keys.len()));
        other.is_some_and(|other| other.iter().map(|word| word.key).eq(keys.iter().copied()))
    };
    let opens = |word: &&&Word<'_>| word.starts_sentence && word.sense().opens_speech();
    let is_opener = run.len() == 1 && run.iter().all(|word| opens(&word));
    // "The kind of ship" is no filler.
    let is_noun = from.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| {
        matches!(
            word.text,
            "a" | "the" | "this" | "that" | "any" | "some" | "every" | "what" | "one" | "same" | "The" | "This"
        )
    });
    let is_kind = run.first().is_some_and(|word| matches!(word.text, "sort" | "kind"));
    are_fillers(&keys) && !(is_kind && is_noun)
        || is_opener
        || same(from.checked_sub(keys.len()))
        || same(Some(from + keys.len()))
}

/// A bracket in the place of words of the source.
fn slot(side: &Side<'_, '_>, quoted: usize, from: usize, to: usize, places: (Span, Span)) -> Change {
    let span = side.quoted.get(quoted).map_or(places.0, |word| word.span);
    let taken = side.source.get(from..to).unwrap_or_default();
    let denials = |count: usize, word: &Word<'_>| count + usize::from(word.sense().denies());
    let denied = taken.iter().fold(0, denials);
    let own = tokenize(side.quoted.get(quoted).map_or("", |word| word.text));
    let own_denials = own.keys().iter().filter(|key| sense(**key).denies()).count();
    let class = if denied == own_denials { ChangeClass::Bracket } else { ChangeClass::BracketDenies };
    Change { class, quoted: span, source: cover(taken.iter(), places.1), edits: 0 }
}

/// A bracket with words gone beside it that it has no room for stands for these, too.
fn widened(side: &Side<'_, '_>, hunk: &Hunk, changes: Vec<Change>) -> Vec<Change> {
    let is_full = |step: &Step| matches!(step, Step::Slot { from, to, .. } if to - from == WIDEST_SLOT);
    let is_wide = hunk.steps.iter().any(is_full) && hunk.steps.iter().any(|step| matches!(step, Step::Gone { .. }));
    let is_only = hunk.steps.iter().all(|step| matches!(step, Step::Slot { .. } | Step::Gone { .. }));
    if !(is_wide && is_only && side.quoted.len() > 1) {
        return changes;
    }
    let whole = changes.into_iter().reduce(|mut one, other| {
        join(&mut one, other);
        one
    });
    whole.map(|change| Change { class: ChangeClass::BracketTooWide, edits: 0, ..change }).into_iter().collect()
}
