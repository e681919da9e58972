//! The words of a segment laid against the words of a passage: every word of the
//! segment is used, the passage may reach beyond it at both ends. Two rows of words
//! enter, pairs leave.
//!
//! Gotoh's alignment with affine gaps; a slot takes in up to eight words of the
//! passage. Long rows are compared within a band around the diagonal, which bounds
//! the work: 2,000 words against 2,000 take some 400,000 steps.

use super::word::{Sort, Word};

/// The most words of the source that an editor's bracket may stand for.
pub(super) const WIDEST_SLOT: usize = 8;

/// Cells up to which every pair of words is looked at.
const FULL: usize = 1 << 18;
/// Cells that are never passed.
const MOST: usize = 1 << 22;
/// Words that a band is wider than the rows differ in length, on either side.
const SLACK: usize = 64;

const FAR: i32 = i32::MAX / 4;
const OPEN: i32 = 3;

/// What became of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A word of the segment stands against one of the passage.
    Pair { quoted: usize, source: usize },
    /// The segment has a word more.
    Added { quoted: usize },
    /// The passage has a word more.
    Gone { source: usize },
    /// A slot stands for words of the passage, half-open.
    Slot { quoted: usize, from: usize, to: usize },
}

/// The steps that lay `quoted` against `source`, in order.
pub(super) fn align(quoted: &[Word<'_>], source: &[Word<'_>]) -> Vec<Step> {
    let mut table = Table::new(quoted, source);
    for row in 1..=quoted.len() {
        table.fill(row);
    }
    table.steps()
}

/// How far two words are from one another.
fn distance(one: &Word<'_>, other: &Word<'_>) -> i32 {
    if one.says(other) {
        return 0;
    }
    let is_amount = |word: &Word<'_>| matches!(word.sort, Sort::Figure | Sort::Date);
    match (one.stem, other.stem) {
        (Some(a), Some(b)) if a == b => 2,
        _ if is_amount(one) && is_amount(other) => 2,
        _ if one.stem.is_some() == other.stem.is_some() => 4,
        _ => 5,
    }
}

/// What it costs that a word stands on one side alone, gap by gap.
fn lone(word: &Word<'_>) -> i32 {
    match word {
        _ if word.is_aside => 0,
        _ if word.is_clitic() || word.sense().is_filler() => 1,
        _ => 2,
    }
}

const BY_PAIR: u8 = 0;
const BY_GONE: u8 = 1;
const BY_ADDED: u8 = 2;
const BY_SLOT: u8 = 3;
const WAY: u8 = 3;
const GONE_GOES_ON: u8 = 1 << 2;
const ADDED_GOES_ON: u8 = 1 << 3;
const SLOT_SHIFT: u8 = 4;

/// The costs of laying the beginnings of both rows against one another, row by row; of
/// earlier rows only the way here is kept.
struct Table<'w> {
    quoted: &'w [Word<'w>],
    source: &'w [Word<'w>],
    lone: Vec<i32>,
    /// Columns on either side of the diagonal.
    reach: usize,
    width: usize,
    best: Vec<i32>,
    above: Vec<i32>,
    added: Vec<i32>,
    ways: Vec<u8>,
}

impl<'w> Table<'w> {
    fn new(quoted: &'w [Word<'w>], source: &'w [Word<'w>]) -> Self {
        let (rows, columns) = (quoted.len() + 1, source.len() + 1);
        let reach = if rows * columns <= FULL {
            columns
        } else {
            (quoted.len().abs_diff(source.len()) + SLACK).min(MOST / rows / 2).max(1)
        };
        let width = columns.min(2 * reach + 1);
        Self {
            quoted,
            source,
            lone: source.iter().map(lone).collect(),
            reach,
            width,
            best: vec![0; columns],
            above: vec![FAR; columns],
            added: vec![FAR; columns],
            ways: vec![0; rows * width],
        }
    }

    /// The columns that row `row` looks at, half-open.
    fn band(&self, row: usize) -> (usize, usize) {
        if self.width > self.source.len() {
            return (0, self.source.len() + 1);
        }
        let middle = row * self.source.len() / self.quoted.len().max(1);
        let from = middle.saturating_sub(self.reach);
        (from, (from + self.width).min(self.source.len() + 1))
    }

    fn fill(&mut self, row: usize) {
        std::mem::swap(&mut self.best, &mut self.above);
        let (from, to) = self.band(row);
        let (_, above_to) = self.band(row - 1);
        let Some(word) = self.quoted.get(row - 1) else { return };
        if let Some(unseen) = self.above.get_mut(above_to..to.max(above_to)) {
            unseen.fill(FAR);
        }
        if let Some(unseen) = self.added.get_mut(above_to..to.max(above_to)) {
            unseen.fill(FAR);
        }
        let first_cost = lone(word);
        let open = if word.is_aside { 0 } else { OPEN };
        let (mut gone, mut left) = (FAR, FAR);
        for column in from..to {
            let above = cell(&self.above, column);
            let diagonal =
                if column == 0 || column - 1 < self.band(row - 1).0 { FAR } else { cell(&self.above, column - 1) };
            let mut way = 0;
            let added_on = cell(&self.added, column) + first_cost;
            let added_new = above + open + first_cost;
            let added = if word.is_slot() {
                FAR
            } else if added_on < added_new {
                way |= ADDED_GOES_ON;
                added_on
            } else {
                added_new
            };
            if column > from {
                let other = self.source.get(column - 1);
                let each = cell(&self.lone, column - 1);
                let opened = left + each + if other.is_some_and(|word| word.is_aside) { 0 } else { OPEN };
                if gone + each < opened {
                    way |= GONE_GOES_ON;
                    gone += each;
                } else {
                    gone = opened;
                }
            }
            let (best, by) = if word.is_slot() {
                let (cost, taken) = self.slot(row, column);
                way |= taken << SLOT_SHIFT;
                if gone < cost { (gone, BY_GONE) } else { (cost, BY_SLOT) }
            } else {
                let pair = match self.source.get(column.wrapping_sub(1)) {
                    Some(other) if diagonal < FAR => diagonal + distance(word, other),
                    _ => FAR,
                };
                if pair <= gone && pair <= added {
                    (pair, BY_PAIR)
                } else if gone <= added {
                    (gone, BY_GONE)
                } else {
                    (added, BY_ADDED)
                }
            };
            way |= by;
            left = best;
            set(&mut self.best, column, best);
            set(&mut self.added, column, added.min(FAR));
            if let Some(slot) = self.ways.get_mut(row * self.width + column - from) {
                *slot = way;
            }
        }
    }

    /// The least cost of a slot that ends before `column`, and the words it takes in.
    fn slot(&self, row: usize, column: usize) -> (i32, u8) {
        let (from, _) = self.band(row - 1);
        let mut best = (FAR, 0);
        for taken in 0..=WIDEST_SLOT.min(column.saturating_sub(from)) {
            let count = i32::try_from(taken).unwrap_or(FAR);
            let cost = cell(&self.above, column - taken) + count;
            if cost < best.0 {
                best = (cost, u8::try_from(taken).unwrap_or(0));
            }
        }
        best
    }

    fn way(&self, row: usize, column: usize) -> u8 {
        let (from, _) = self.band(row);
        self.ways.get(row * self.width + column.saturating_sub(from)).copied().unwrap_or(0)
    }

    /// The cheapest way, from its end. What the passage has beyond is free.
    fn steps(&self) -> Vec<Step> {
        let mut row = self.quoted.len();
        let (from, to) = self.band(row);
        let mut column = (from..to).min_by_key(|column| cell(&self.best, *column)).unwrap_or(0);
        let mut steps = Vec::with_capacity(row);
        while row > 0 {
            let way = self.way(row, column);
            match way & WAY {
                BY_PAIR if column > 0 => {
                    steps.push(Step::Pair { quoted: row - 1, source: column - 1 });
                    (row, column) = (row - 1, column - 1);
                }
                BY_SLOT => {
                    let taken = usize::from(way >> SLOT_SHIFT).min(column);
                    steps.push(Step::Slot { quoted: row - 1, from: column - taken, to: column });
                    (row, column) = (row - 1, column - taken);
                }
                BY_GONE if column > 0 => {
                    let mut goes_on = true;
                    while goes_on && column > 0 {
                        goes_on = self.way(row, column) & GONE_GOES_ON != 0;
                        steps.push(Step::Gone { source: column - 1 });
                        column -= 1;
                    }
                }
                _ => {
                    let mut goes_on = true;
                    while goes_on && row > 0 {
                        goes_on = self.way(row, column) & ADDED_GOES_ON != 0;
                        steps.push(Step::Added { quoted: row - 1 });
                        row -= 1;
                    }
                }
            }
        }
        steps.reverse();
        steps
    }
}

fn cell(row: &[i32], column: usize) -> i32 {
    row.get(column).copied().unwrap_or(FAR)
}

fn set(row: &mut [i32], column: usize, cost: i32) {
    if let Some(place) = row.get_mut(column) {
        *place = cost;
    }
}
