//! One page as the library draws it: characters enter with their places, lines leave.
//! The library knows no lines and no spaces that are only gaps.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

use super::line::{Line, lines};

/// A page, read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its lines, in the order in which they were drawn.
    pub(super) lines: Vec<Line>,
    /// Whether it could not be read to its end.
    pub(super) is_broken: bool,
}

/// A character at its place. Lengths are in the units of the page, 1/72 inch as a rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it begins and ends in the direction of writing.
    pub(super) start: f64,
    pub(super) end: f64,
    /// Its base line, counted downwards.
    pub(super) base: f64,
    /// Height of its font.
    pub(super) size: f64,
}

/// The way lines run on a page: from left to right on most, in quarter turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Right,
    Up,
    Left,
    Down,
}

const DIRECTIONS: [Direction; 4] = [Direction::Right, Direction::Up, Direction::Left, Direction::Down];

/// A page under reading.
pub(super) struct Sheet {
    glyphs: Vec<(Direction, Glyph)>,
    /// Characters that may still be read.
    room: usize,
}

impl Sheet {
    pub(super) fn new(room: usize) -> Self {
        Self { glyphs: Vec::new(), room }
    }

    pub(super) fn room(&self) -> usize {
        self.room
    }

    /// The lines of the page. Marginal notes that run in another direction than most of
    /// them are left out.
    pub(super) fn finish(self) -> Vec<Line> {
        let count = |direction| self.glyphs.iter().filter(|(known, _)| *known == direction).count();
        let main = DIRECTIONS.into_iter().max_by_key(|direction| (count(*direction), *direction == Direction::Right));
        let glyphs = self.glyphs.into_iter().filter(|(direction, _)| Some(*direction) == main);
        lines(glyphs.map(|(_, glyph)| glyph))
    }
}

impl OutputDev for Sheet {
    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.room = self.room.saturating_sub(1);
        if self.room == 0 {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        let across = (place.m21.hypot(place.m22)) * font_size.abs();
        let along = (place.m11.hypot(place.m12)) * font_size.abs();
        let (direction, start, base) = if place.m11.abs() >= place.m12.abs() {
            let is_right = place.m11 >= 0.0;
            let turn = if is_right { 1.0 } else { -1.0 };
            let direction = if is_right { Direction::Right } else { Direction::Left };
            (direction, turn * place.m31, -turn * place.m32)
        } else {
            let is_up = place.m12 >= 0.0;
            let turn = if is_up { 1.0 } else { -1.0 };
            (if is_up { Direction::Up } else { Direction::Down }, turn * place.m32, turn * place.m31)
        };
        if [start, base, along, across, width].iter().all(|number| number.is_finite()) {
            let glyph = Glyph { text: text.to_owned(), start, end: start + width * along, base, size: across };
            self.glyphs.push((direction, glyph));
        }
        Ok(())
    }

    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
