//! Characters at their places to lines of words. A gap is a space; raised figures after
//! a word are marks of notes and are left out, as they are in every other format; what
//! is drawn twice to look bold is there once.

use super::page::Glyph;

/// A gap of this part of the font's height is a space: spaces of justified lines are
/// wider, kerning is narrower.
const SPACE: f64 = 0.15;

/// A gap of this many heights of the font ends a line: beside it stands another column
/// or another cell.
const COLUMN: f64 = 3.0;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its base line, counted downwards.
    pub(super) base: f64,
    /// Height of its largest font.
    pub(super) size: f64,
}

/// Puts characters together in the order in which they are drawn.
pub(super) fn lines(glyphs: impl Iterator<Item = Glyph>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut().filter(|line| line.goes_on_with(&glyph)) {
            Some(line) => line.push(&glyph),
            None if glyph.text.trim().is_empty() => {}
            None => lines.push(Line::beginning_with(&glyph)),
        }
    }
    for line in &mut lines {
        line.text.truncate(line.text.trim_end().len());
    }
    lines.retain(|line| !line.text.is_empty());
    lines.dedup_by(|again, line| again.is_drawn_over(line));
    lines
}

impl Line {
    fn beginning_with(glyph: &Glyph) -> Self {
        let text = glyph.text.trim_start().to_owned();
        Self { text, left: glyph.start, right: glyph.end, base: glyph.base, size: glyph.size }
    }

    fn is_drawn_over(&self, line: &Self) -> bool {
        let is_near = |one: f64, other: f64| (one - other).abs() < 0.2 * self.size;
        self.text == line.text && is_near(self.left, line.left) && is_near(self.base, line.base)
    }

    fn goes_on_with(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.start - self.right;
        (glyph.base - self.base).abs() < 0.5 * size && gap > -size && gap < COLUMN * size
    }

    fn push(&mut self, glyph: &Glyph) {
        let gap = glyph.start - self.right;
        self.right = self.right.max(glyph.end);
        if self.is_note_mark(glyph) {
            return;
        }
        let is_space = gap > SPACE * self.size.min(glyph.size) || glyph.text.starts_with(char::is_whitespace);
        if is_space && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.text.extend(glyph.text.chars().filter(|c| !c.is_whitespace() && !is_control(*c)));
        if glyph.size > self.size {
            (self.size, self.base) = (glyph.size, glyph.base);
        }
    }

    /// Whether a character is a small raised figure after a word.
    fn is_note_mark(&self, glyph: &Glyph) -> bool {
        let is_mark = glyph.text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '*' | '†' | '‡'));
        let is_raised = glyph.size < 0.8 * self.size && glyph.base < self.base - 0.15 * self.size;
        let before = self.text.chars().next_back().unwrap_or(' ');
        is_raised && is_mark && !before.is_numeric()
    }
}

/// A soft hyphen is kept: it says that a word goes on.
fn is_control(c: char) -> bool {
    c.is_control() && c != '\u{AD}'
}
