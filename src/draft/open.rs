//! The open text of a draft while it is edited: a rope with a version. Edits
//! enter in byte offsets, the whole text leaves for a snapshot.
//!
//! Lines end at LF, CRLF and a lone CR, and nowhere else. Nothing here knows
//! Markdown, nor how an editor counts columns.

use ropey::{Rope, RopeSlice};

use crate::text::{Edit, EditError, Span};

/// The open text of one draft. Cloning shares the text and costs next to nothing.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    rope: Rope,
    version: i32,
}

impl Draft {
    /// A draft as it was opened.
    #[must_use]
    pub fn new(text: &str, version: i32) -> Self {
        Self { rope: Rope::from_str(text), version }
    }

    /// The number its owner gave to the text as it stands.
    #[must_use]
    pub const fn version(&self) -> i32 {
        self.version
    }

    /// Numbers the text as it stands.
    pub const fn set_version(&mut self, version: i32) {
        self.version = version;
    }

    /// Applies `edits`, whose spans speak of the text before any of them.
    /// Insertions at one offset keep their given order.
    ///
    /// # Errors
    /// When edits overlap or do not lie in the text on character boundaries;
    /// nothing is applied then.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<(), EditError> {
        let mut order: Vec<&Edit> = edits.iter().collect();
        order.sort_by_key(|edit| edit.span);
        let mut at = 0;
        for edit in &order {
            if edit.span.start < at {
                return Err(EditError::Overlap(edit.span.start));
            }
            self.characters(edit.span)?;
            at = edit.span.end;
        }
        // From the end on, so that the offsets of those still to come stay right.
        order.iter().rev().try_for_each(|edit| self.replace(edit.span, &edit.replacement))
    }

    /// The bytes under `span` give way to `replacement`.
    ///
    /// # Errors
    /// When `span` does not lie in the text on character boundaries.
    pub fn replace(&mut self, span: Span, replacement: &str) -> Result<(), EditError> {
        let characters = self.characters(span)?;
        let start = characters.start;
        self.rope.remove(characters);
        self.rope.insert(start, replacement);
        Ok(())
    }

    /// The whole text, copied.
    #[must_use]
    pub fn text(&self) -> String {
        self.rope.to_string()
    }

    /// The text as a rope, for counting characters and code units.
    #[must_use]
    pub const fn rope(&self) -> &Rope {
        &self.rope
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of lines, at least one; a line end at the end opens another line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The first byte of a line (from 0); past the last line, the end of the text.
    #[must_use]
    pub fn line_to_byte(&self, line: usize) -> usize {
        self.rope.try_line_to_byte(line).unwrap_or_else(|_| self.len())
    }

    /// The line (from 0) that holds a byte; past the end, the last line.
    #[must_use]
    pub fn byte_to_line(&self, offset: usize) -> usize {
        self.rope.byte_to_line(offset.min(self.len()))
    }

    /// A line (from 0) with its line end; `None` past the last.
    #[must_use]
    pub fn line(&self, line: usize) -> Option<RopeSlice<'_>> {
        self.rope.get_line(line)
    }

    /// The characters under `span`, which is how the rope counts.
    fn characters(&self, span: Span) -> Result<std::ops::Range<usize>, EditError> {
        let start = self.character(span.start).ok_or(EditError::OutOfText(span))?;
        let end = self.character(span.end).ok_or(EditError::OutOfText(span))?;
        Ok(start..end)
    }

    /// The character that begins at a byte; `None` inside one or past the end.
    fn character(&self, offset: usize) -> Option<usize> {
        let character = self.rope.try_byte_to_char(offset).ok()?;
        (self.rope.char_to_byte(character) == offset).then_some(character)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{LineIndex, apply};

    #[test]
    fn keeps_the_order_of_insertions_at_one_place() {
        let mut draft = Draft::new("ab", 1);
        let edits = [Edit::insertion(1, "1"), Edit::new(Span::new(1, 2), "x"), Edit::insertion(1, "2")];
        assert_eq!(draft.apply(&edits), Ok(()));
        assert_eq!(draft.text(), "a12x");
    }

    #[test]
    fn applies_nothing_when_one_edit_is_wrong() {
        let mut draft = Draft::new("né", 1);
        let edits = [Edit::insertion(0, "x"), Edit::new(Span::new(2, 3), "")];
        assert_eq!(draft.apply(&edits), Err(EditError::OutOfText(Span::new(2, 3))));
        assert!(draft.replace(Span::new(0, 9), "").is_err());
        assert_eq!(draft.text(), "né");
    }

    #[test]
    fn lines_end_as_the_line_index_has_them() {
        let text = "a\u{2028}b\r\nc\u{85}\rd\u{0B}\u{0C}\ne\r";
        let (draft, index) = (Draft::new(text, 1), LineIndex::new(text));
        assert_eq!(draft.line_count(), index.len());
        for offset in 0..=text.len() {
            assert_eq!(draft.byte_to_line(offset), index.line_of(offset), "at {offset}");
        }
        assert_eq!(draft.line_to_byte(2), index.line_span(text, 2).start);
        assert_eq!(draft.line_to_byte(99), text.len());
        assert_eq!(draft.line(99), None);
    }

    proptest! {
        #[test]
        fn edits_do_to_a_draft_what_they_do_to_a_string(
            text in "[a-zé😀\r\n \u{2028}]{0,60}",
            edits in prop::collection::vec((0_usize..80, 0_usize..20, "[a😀\r\n]{0,4}"), 0..6),
        ) {
            let edits: Vec<Edit> =
                edits.into_iter().map(|(at, len, new)| Edit::new(Span::new(at, at + len), new)).collect();
            let mut draft = Draft::new(&text, 1);
            let before = draft.clone();
            let outcome = draft.apply(&edits);
            match apply(&text, &edits) {
                Ok(expected) => prop_assert_eq!(draft.text(), expected),
                Err(_) => prop_assert!(outcome.is_err() && draft.text() == text),
            }
            prop_assert_eq!(before.text(), text);
        }

        #[test]
        fn one_edit_after_the_other(
            text in "[a-zé😀\r\n]{0,40}",
            edits in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, "[aé😀\r\n]{0,4}"), 1..8),
        ) {
            let (mut draft, mut model) = (Draft::new(&text, 1), text);
            for (from, to, new) in edits {
                let span = Span::new(boundary(&model, from.min(to)), boundary(&model, from.max(to)));
                model.replace_range(std::ops::Range::from(span), &new);
                prop_assert_eq!(draft.replace(span, &new), Ok(()));
                prop_assert_eq!(draft.text(), model.as_str());
                prop_assert_eq!(draft.line_count(), LineIndex::new(&model).len());
            }
        }
    }

    /// The character boundary nearest to a share of the text.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a test")]
    fn boundary(text: &str, share: f64) -> usize {
        text.floor_char_boundary((text.len() as f64 * share) as usize)
    }
}
