//! The same words in another order. Stretches that differ enter; where both sides of
//! them hold the same words, a change of order leaves.

use std::ops::Range;

use super::ChangeClass;
use super::change::Change;
use super::hunk::{Hunk, Side, cover};
use super::word::Word;
use crate::text::{Span, WordKey};

/// How many stretches one change of order may run over.
const MOST_MOVED: usize = 4;

/// Words put in where others like them are left at an end of the passage: they were moved.
pub(super) fn moved_from_the_edge(side: &Side<'_, '_>, hunk: &Hunk, edges: &[Range<usize>; 2]) -> Option<Change> {
    let quoted = hunk.quoted(side);
    let keys = sorted(&quoted);
    if quoted.iter().all(|word| word.is_grammar()) || !hunk.source(side).is_empty() {
        return None;
    }
    let windows =
        edges.iter().filter_map(|edge| side.source.get(edge.clone())).flat_map(|edge| edge.windows(keys.len().max(1)));
    let mut same = windows.filter(|window| sorted(&window.iter().collect::<Vec<_>>()) == keys);
    let source = cover(same.next()?.iter(), Span::at(0));
    Some(Change { class: ChangeClass::Order, quoted: hunk.spans(side).0, source, edits: 1 })
}

/// The first stretches, as many as hold the same words on both sides.
pub(super) fn reordered(side: &Side<'_, '_>, hunks: &[Hunk]) -> Option<(Change, usize)> {
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
