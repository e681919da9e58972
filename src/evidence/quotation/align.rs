//! The words of a quotation laid against a stretch of a source. Word keys enter; which
//! source words each segment of the quotation covers leaves, with the number of words
//! that differ. Whether a difference matters is decided elsewhere, on the words as they
//! stand.
//!
//! Gotoh's alignment with affine gaps: the whole quotation is used, the stretch may
//! begin and end anywhere. To skip source words costs little more however many they are,
//! so that an unmarked omission stays one alignment, but too much for a single word to be
//! sought far from the rest; between two segments it costs nothing.

use std::ops::Range;

use crate::text::WordKey;

const SAME: i32 = 16;
const REPLACED: i32 = -8;
/// The first source word that the quotation does not have, and each further one.
const SKIPPED: i32 = -20;
const SKIPPED_FURTHER: i32 = -1;
/// The first quoted word that the source does not have, and each further one.
const ADDED: i32 = -20;
const ADDED_FURTHER: i32 = -8;
const NEVER: i32 = i32::MIN / 2;

/// The most cells of one table: some three milliseconds' work.
const LARGEST_TABLE: usize = 1 << 20;

/// What it costs to leave source words alone.
#[derive(Debug, Clone, Copy)]
struct Skipping {
    first: i32,
    further: i32,
}

impl Skipping {
    /// Within a segment.
    const DEAR: Self = Self { first: SKIPPED, further: SKIPPED_FURTHER };
    /// Where dots say so.
    const FREE: Self = Self { first: 0, further: 0 };
}

/// A quotation laid against a stretch of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alignment {
    /// How well they agree: [`SAME`] for each word at best.
    pub(super) score: i32,
    /// For each segment the source words it covers, counted from the beginning of the
    /// stretch; none where no word of it is there.
    pub(super) segments: Vec<Option<Range<usize>>>,
    /// For each segment how many of its words stand in the source.
    pub(super) same: Vec<usize>,
    /// For each segment how many words are replaced, added or left out within it.
    pub(super) edits: Vec<usize>,
}

/// The best score that so many words can have.
pub(super) fn best_score(words: usize) -> i32 {
    i32::try_from(words).unwrap_or(i32::MAX / SAME) * SAME
}

/// How a quoted word and a source word are left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Both together, equal or not.
    Both,
    /// The source word alone.
    Source,
    /// The quoted word alone.
    Quoted,
}

/// One cell: the best score that ends in each step, and where that came from.
#[derive(Debug, Clone, Copy)]
struct Cell {
    score: [i32; 3],
    from: [Step; 3],
}

impl Cell {
    const NONE: Self = Self { score: [NEVER; 3], from: [Step::Both; 3] };

    fn of(&self, step: Step) -> i32 {
        let [both, source, quoted] = self.score;
        match step {
            Step::Both => both,
            Step::Source => source,
            Step::Quoted => quoted,
        }
    }

    fn from(&self, step: Step) -> Step {
        let [both, source, quoted] = self.from;
        match step {
            Step::Both => both,
            Step::Source => source,
            Step::Quoted => quoted,
        }
    }

    /// The best step; a word beside a word before a gap, so that a changed first or last
    /// word stays part of the quotation.
    fn best(&self) -> (i32, Step) {
        let [both, source, quoted] = self.score;
        if both >= source && both >= quoted {
            (both, Step::Both)
        } else if quoted >= source {
            (quoted, Step::Quoted)
        } else {
            (source, Step::Source)
        }
    }
}

/// Lays the segments of a quotation, in their order, against `source`; `None` where
/// either has no word or the table would be too large.
pub(super) fn align(segments: &[Vec<WordKey>], source: &[WordKey]) -> Option<Alignment> {
    let quoted: Vec<WordKey> = segments.iter().flatten().copied().collect();
    if quoted.is_empty() || source.is_empty() || quoted.len().checked_mul(source.len())? > LARGEST_TABLE {
        return None;
    }
    let table = Table::fill(&quoted, source, &ends_of(segments));
    Some(table.read(segments, &quoted, source))
}

/// The number of quoted words up to the end of each segment but the last.
fn ends_of(segments: &[Vec<WordKey>]) -> Vec<usize> {
    let mut words = 0;
    let mut ends: Vec<usize> = Vec::with_capacity(segments.len());
    for segment in segments {
        words += segment.len();
        ends.push(words);
    }
    ends.pop();
    ends
}

/// Rows are quoted words, from none on; columns are source words, from none on.
struct Table {
    cells: Vec<Cell>,
    width: usize,
}

impl Table {
    fn cell(&self, row: usize, column: usize) -> Cell {
        self.cells.get(row * self.width + column).copied().unwrap_or(Cell::NONE)
    }

    fn fill(quoted: &[WordKey], source: &[WordKey], ends: &[usize]) -> Self {
        let width = source.len() + 1;
        let mut table = Self { cells: Vec::with_capacity((quoted.len() + 1) * width), width };
        // The stretch may begin anywhere.
        table.cells.resize(width, Cell { score: [0, NEVER, NEVER], from: [Step::Both; 3] });
        for (row, word) in (1..).zip(quoted) {
            let skipping = if ends.contains(&row) { Skipping::FREE } else { Skipping::DEAR };
            table.row(row, *word, source, skipping);
        }
        table
    }

    fn row(&mut self, row: usize, word: WordKey, source: &[WordKey], skipping: Skipping) {
        let mut left = Cell::NONE;
        let mut above_left = self.cell(row - 1, 0);
        left.score = [NEVER, NEVER, adding(&above_left).0];
        left.from = [Step::Both, Step::Both, adding(&above_left).1];
        self.cells.push(left);
        for (column, other) in (1..).zip(source) {
            let above = self.cell(row - 1, column);
            let (before, before_step) = above_left.best();
            let beside = before + if word == *other { SAME } else { REPLACED };
            let (source_score, source_step) = going_on(&left, skipping);
            let (quoted_score, quoted_step) = adding(&above);
            left = Cell { score: [beside, source_score, quoted_score], from: [before_step, source_step, quoted_step] };
            self.cells.push(left);
            above_left = above;
        }
    }

    /// Walks back from the best end.
    fn read(&self, segments: &[Vec<WordKey>], quoted: &[WordKey], source: &[WordKey]) -> Alignment {
        let row = quoted.len();
        let ends = (0..self.width).map(|column| (self.cell(row, column).best(), column));
        // Of equal ends the leftmost: what follows the quotation is no part of it.
        let best = ends.max_by_key(|((score, _), column)| (*score, std::cmp::Reverse(*column)));
        let ((score, step), column) = best.unwrap_or(((0, Step::Both), 0));
        let mut walk = Walk::new(segments);
        walk.back(self, (row, column, step), quoted, source);
        walk.into_alignment(score)
    }
}

/// The score and origin of leaving one more quoted word alone.
fn adding(above: &Cell) -> (i32, Step) {
    let (best, step) = above.best();
    let further = above.of(Step::Quoted) + ADDED_FURTHER;
    if further >= best + ADDED { (further, Step::Quoted) } else { (best + ADDED, step) }
}

/// The score and origin of leaving one more source word alone.
fn going_on(left: &Cell, skipping: Skipping) -> (i32, Step) {
    let further = left.of(Step::Source) + skipping.further;
    let [both, _, quoted] = left.score;
    let (best, step) = if both >= quoted { (both, Step::Both) } else { (quoted, Step::Quoted) };
    let first = best + skipping.first;
    // Of two places that agree as well, dots stand for the fewer words.
    let is_further = further > first || further == first && skipping.first < 0;
    if is_further { (further, Step::Source) } else { (first, step) }
}

/// What is gathered on the way back.
struct Walk {
    /// The segment of each quoted word.
    segment_of: Vec<usize>,
    covered: Vec<Option<Range<usize>>>,
    same: Vec<usize>,
    edits: Vec<usize>,
}

impl Walk {
    fn new(segments: &[Vec<WordKey>]) -> Self {
        let segment_of =
            segments.iter().enumerate().flat_map(|(number, words)| std::iter::repeat_n(number, words.len())).collect();
        let count = segments.len();
        Self { segment_of, covered: vec![None; count], same: vec![0; count], edits: vec![0; count] }
    }

    fn back(
        &mut self,
        table: &Table,
        (mut row, mut column, mut step): (usize, usize, Step),
        quoted: &[WordKey],
        source: &[WordKey],
    ) {
        while row > 0 {
            let from = table.cell(row, column).from(step);
            match step {
                Step::Both => {
                    (row, column) = (row - 1, column.saturating_sub(1));
                    self.beside(row, column, quoted.get(row) == source.get(column));
                }
                Step::Quoted => {
                    row -= 1;
                    self.count(row);
                }
                Step::Source => column = column.saturating_sub(1),
            }
            step = from;
        }
    }

    fn beside(&mut self, row: usize, column: usize, is_same: bool) {
        let Some(&segment) = self.segment_of.get(row) else { return };
        if let Some(covered) = self.covered.get_mut(segment) {
            let end = covered.as_ref().map_or(column + 1, |covered| covered.end);
            *covered = Some(column..end);
        }
        if is_same {
            if let Some(same) = self.same.get_mut(segment) {
                *same += 1;
            }
        } else {
            self.count(row);
        }
    }

    fn count(&mut self, row: usize) {
        if let Some(edits) = self.segment_of.get(row).and_then(|segment| self.edits.get_mut(*segment)) {
            *edits += 1;
        }
    }

    /// Source words within a segment that were skipped are edits, too.
    fn into_alignment(mut self, score: i32) -> Alignment {
        let mut beside = vec![0_usize; self.covered.len()];
        for segment in self.segment_of {
            if let Some(words) = beside.get_mut(segment) {
                *words += 1;
            }
        }
        for (number, covered) in self.covered.iter().enumerate() {
            let (Some(covered), Some(edits)) = (covered, self.edits.get_mut(number)) else { continue };
            let words = beside.get(number).copied().unwrap_or(0);
            *edits += covered.len().saturating_sub(words);
        }
        Alignment { score, segments: self.covered, same: self.same, edits: self.edits }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn words(text: &str) -> Vec<WordKey> {
        tokenize(text).keys().to_vec()
    }

    fn aligned(quoted: &[&str], source: &str) -> Alignment {
        let segments: Vec<Vec<WordKey>> = quoted.iter().map(|segment| words(segment)).collect();
        align(&segments, &words(source)).expect("words on both sides")
    }

    const SOURCE: &str = "The harbour council said that small ports must keep three open lanes for every ship in need.";

    #[test]
    fn finds_the_same_words() {
        let alignment = aligned(&["small ports must keep three open lanes"], SOURCE);
        assert_eq!(alignment.segments, [Some(5..12)]);
        assert_eq!((alignment.edits, alignment.score), (vec![0], best_score(7)));
    }

    #[test]
    fn keeps_a_changed_word_at_either_end() {
        let alignment = aligned(&["big ports must keep three open roads"], SOURCE);
        assert_eq!(alignment.segments, [Some(5..12)]);
        assert_eq!((alignment.same, alignment.edits), (vec![5], vec![2]));
    }

    #[test]
    fn counts_words_put_in_and_left_out() {
        let put_in = aligned(&["small ports must always keep three open lanes"], SOURCE);
        assert_eq!((put_in.segments, put_in.edits), (vec![Some(5..12)], vec![1]));
        let left_out = aligned(&["small ports must keep open lanes"], SOURCE);
        assert_eq!((left_out.segments, left_out.edits), (vec![Some(5..12)], vec![1]));
    }

    #[test]
    fn a_changed_first_word_is_not_sought_far_away() {
        let alignment = aligned(&["the lanes for every ship in need"], SOURCE);
        assert_eq!(alignment.segments, [Some(10..17)], "not from \"the harbour council\" on");
    }

    #[test]
    fn what_stands_between_two_segments_costs_nothing() {
        let alignment = aligned(&["The harbour council said", "three open lanes for every ship"], SOURCE);
        assert_eq!(alignment.segments, [Some(0..4), Some(9..15)]);
        assert_eq!((alignment.edits, alignment.score), (vec![0, 0], best_score(10)));
    }

    #[test]
    fn dots_stand_for_the_fewest_words() {
        let source = "The crews will stay. The crews will stay until winter and then they leave.";
        let alignment = aligned(&["The crews will stay", "then they leave"], source);
        assert_eq!(alignment.segments, [Some(4..8), Some(11..14)]);
    }

    #[test]
    fn an_unmarked_omission_stays_one_alignment() {
        let alignment = aligned(&["The harbour council said that every ship in need"], SOURCE);
        assert_eq!(alignment.segments, [Some(0..17)]);
        assert_eq!(alignment.same, [9]);
    }

    #[test]
    fn a_segment_that_is_not_there_covers_nothing_of_worth() {
        let alignment = aligned(&["small ports must keep", "whales sing at noon"], SOURCE);
        assert_eq!(alignment.segments.first(), Some(&Some(5..9)));
        assert_eq!(alignment.same, [4, 0]);
    }
}
