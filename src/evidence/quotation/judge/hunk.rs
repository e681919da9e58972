//! Stretches of words that differ, between words that do not, and what they come to:
//! the same words in another order, a word divided, fillers; else word by word.

use super::ChangeClass;
use super::align::{Step, WIDEST_SLOT};
use super::change::Change;
use super::lexicon::are_fillers;
use super::pair;
use super::word::{Sort, Word};
use crate::text::{Span, WordKey, fold};

/// Both rows of words.
pub(super) struct Side<'w, 't> {
    pub(super) quoted: &'w [Word<'t>],
    pub(super) source: &'w [Word<'t>],
    /// Whether a word stands in other texts, too.
    pub(super) knows: &'w dyn Fn(&str) -> bool,
}

/// Steps next to one another, none of which pairs words that say the same.
#[derive(Debug, Default)]
pub(super) struct Hunk {
    pub(super) steps: Vec<Step>,
    /// The words of both rows that come next; what is missing stands there.
    quoted: usize,
    source: usize,
}

/// How many stretches one change of order may run over.
const MOST_MOVED: usize = 4;

/// Dropped words count as so many edits at most: those that are there are the source's.
const MOST_DROPPED: usize = 3;

impl Hunk {
    /// Begins behind a step.
    pub(super) fn after(&mut self, step: Step) {
        if let Step::Pair { quoted, source } = step {
            (self.quoted, self.source) = (quoted + 1, source + 1);
        }
    }

    fn quoted<'w, 't>(&self, side: &Side<'w, 't>) -> Vec<&'w Word<'t>> {
        let at = |step: &Step| match step {
            Step::Pair { quoted, .. } | Step::Added { quoted } => side.quoted.get(*quoted),
            Step::Gone { .. } | Step::Slot { .. } => None,
        };
        self.steps.iter().filter_map(at).collect()
    }

    fn source<'w, 't>(&self, side: &Side<'w, 't>) -> Vec<&'w Word<'t>> {
        let at = |step: &Step| match step {
            Step::Pair { source, .. } | Step::Gone { source } => side.source.get(*source),
            Step::Added { .. } | Step::Slot { .. } => None,
        };
        self.steps.iter().filter_map(at).filter(|word| !word.is_aside).collect()
    }

    /// The bytes of both sides; the place where words are missing for a side without any.
    fn spans(&self, side: &Side<'_, '_>) -> (Span, Span) {
        (
            cover(self.quoted(side).into_iter(), place(side.quoted, self.quoted)),
            cover(self.source(side).into_iter(), place(side.source, self.source)),
        )
    }
}

/// The place before the word at `at`, behind the word before it.
fn place(words: &[Word<'_>], at: usize) -> Span {
    let before = at.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.span.end);
    Span::at(before.or_else(|| words.get(at).map(|word| word.span.start)).unwrap_or_default())
}

fn cover<'w, 't: 'w>(words: impl Iterator<Item = &'w Word<'t>>, otherwise: Span) -> Span {
    words.map(|word| word.span).reduce(Span::cover).unwrap_or(otherwise)
}

/// What all stretches come to.
pub(super) fn classify(side: &Side<'_, '_>, hunks: &[Hunk]) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = 0;
    while let Some(hunk) = hunks.get(at) {
        if let Some((change, count)) = reordered(side, hunks.get(at..).unwrap_or_default()) {
            changes.push(change);
            at += count;
            continue;
        }
        at += 1;
        match divided(side, hunk) {
            Some(change) => changes.push(change),
            None => changes.extend(by_word(side, hunk)),
        }
    }
    changes
}

/// The first stretches, as many as hold the same words on both sides.
fn reordered(side: &Side<'_, '_>, hunks: &[Hunk]) -> Option<(Change, usize)> {
    let (mut quoted, mut source): (Vec<&Word<'_>>, Vec<&Word<'_>>) = (Vec::new(), Vec::new());
    let mut spans = hunks.first()?.spans(side);
    for (count, hunk) in (1..).zip(hunks.iter().take(MOST_MOVED)) {
        quoted.extend(hunk.quoted(side));
        source.extend(hunk.source(side));
        let (one, other) = hunk.spans(side);
        spans = (spans.0.cover(one), spans.1.cover(other));
        let moved = sorted(&quoted);
        if !moved.is_empty() && moved == sorted(&source) {
            let is_grammar = quoted.iter().all(|word| word.is_grammar());
            let class = if is_grammar { ChangeClass::FunctionWord } else { ChangeClass::Order };
            return Some((Change { class, quoted: spans.0, source: spans.1, edits: 1 }, count));
        }
    }
    None
}

fn sorted(words: &[&Word<'_>]) -> Vec<WordKey> {
    let mut keys: Vec<WordKey> = words.iter().map(|word| word.key).collect();
    keys.sort_unstable();
    keys
}

/// One word where the other side has two, letter for letter the same.
fn divided(side: &Side<'_, '_>, hunk: &Hunk) -> Option<Change> {
    let (quoted, source) = (hunk.quoted(side), hunk.source(side));
    if quoted.is_empty() || source.is_empty() || joined(&quoted) != joined(&source) {
        return None;
    }
    let is_contracted = |words: &[&Word<'_>]| words.iter().any(|word| word.sort == Sort::Contracted);
    let matters = |word: &&&Word<'_>| word.sense().denies() || word.sense().limits();
    let class = if is_contracted(&quoted) || is_contracted(&source) {
        const OTHER_WORDS: [&str; 7] = ["were", "well", "ill", "hell", "shell", "wed", "shed"];
        match joined(&quoted).as_str() {
            word if OTHER_WORDS.contains(&word) => ChangeClass::ContentReplaced,
            _ => ChangeClass::SlipMended,
        }
    } else if quoted.iter().chain(&source).any(|word| matters(&word)) {
        return None;
    } else {
        ChangeClass::WordDivision
    };
    let (quoted, source) = hunk.spans(side);
    Some(Change { class, quoted, source, edits: usize::from(class == ChangeClass::ContentReplaced) })
}

fn joined(words: &[&Word<'_>]) -> String {
    words.iter().map(|word| fold(word.text)).collect()
}

/// The steps one by one; what an editor may not do is told as one change where its
/// words stand together.
fn by_word(side: &Side<'_, '_>, hunk: &Hunk) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let (mut quoted_at, mut source_at) = (hunk.quoted, hunk.source);
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
    last.quoted = last.quoted.cover(change.quoted);
    last.source = last.source.cover(change.source);
    last.edits += change.edits;
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
    are_fillers(&keys) || is_opener || same(from.checked_sub(keys.len())) || same(Some(from + keys.len()))
}

/// A bracket in the place of words of the source.
fn slot(side: &Side<'_, '_>, quoted: usize, from: usize, to: usize, places: (Span, Span)) -> Change {
    let span = side.quoted.get(quoted).map_or(places.0, |word| word.span);
    let taken = side.source.get(from..to).unwrap_or_default();
    let denials = |count: usize, word: &Word<'_>| count + usize::from(word.sense().denies());
    let denied = taken.iter().fold(0, denials);
    let own = crate::text::tokenize(side.quoted.get(quoted).map_or("", |word| word.text));
    let denies = own.keys().iter().filter(|key| super::lexicon::sense(**key).denies()).count();
    let class = if denied == denies { ChangeClass::Bracket } else { ChangeClass::BracketDenies };
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
    whole.map(|change| Change { class: ChangeClass::BracketTooWide, ..change }).into_iter().collect()
}
