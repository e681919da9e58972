//! All conversions between the editor's positions and byte offsets, in both
//! directions and in the three encodings of the protocol.
//!
//! A position past the end of its line means the end of the line, one past the last
//! line the end of the text, and one inside a character the start of it. Lines end
//! at LF, CRLF and a lone CR only.

use crate::draft::Draft;
use crate::text::{LineIndex, Place, Span};

use super::protocol::lsp::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every client speaks.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The cheapest encoding among those a client offers; UTF-16 when it offers none.
    pub(super) fn choose(offered: &[&str]) -> Self {
        let offers = |name| offered.contains(&name);
        if offers("utf-8") {
            Self::Utf8
        } else if offers("utf-32") && !offers("utf-16") {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// The columns that `text` takes.
    fn columns(self, text: &str) -> u32 {
        let columns: usize = match self {
            Self::Utf8 => text.len(),
            _ => text.chars().map(|character| self.width(character)).sum(),
        };
        u32::try_from(columns).unwrap_or(u32::MAX)
    }

    /// The bytes before `column` in a line given by its characters.
    fn bytes_before(self, line: impl Iterator<Item = char>, column: u32) -> usize {
        let (mut columns, mut bytes) = (column as usize, 0);
        for character in line.take_while(|character| !matches!(character, '\n' | '\r')) {
            let width = self.width(character);
            if width > columns {
                break;
            }
            columns -= width;
            bytes += character.len_utf8();
        }
        bytes
    }
}

/// The byte of an open draft that a position means.
pub(super) fn offset_in_draft(draft: &Draft, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    match draft.line(line) {
        Some(text) => draft.line_to_byte(line) + encoding.bytes_before(text.chars(), position.character),
        None => draft.len(),
    }
}

/// The bytes of an open draft under a range; an inverted range is read the right
/// way round.
pub(super) fn span_in_draft(draft: &Draft, range: Range, encoding: Encoding) -> Span {
    let one = offset_in_draft(draft, range.start, encoding);
    let other = offset_in_draft(draft, range.end, encoding);
    Span::new(one.min(other), one.max(other))
}

/// Measures one text whose lines are known.
#[derive(Clone, Copy)]
pub(super) struct Ruler<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its lines.
    pub(super) lines: &'t LineIndex,
    /// What a column counts.
    pub(super) encoding: Encoding,
}

impl Ruler<'_> {
    /// The byte that a position means.
    pub(super) fn offset(self, position: Position) -> usize {
        let line = self.lines.line_span(self.text, position.line as usize);
        line.start + self.encoding.bytes_before(line.slice(self.text).chars(), position.character)
    }

    /// The bytes under a range.
    pub(super) fn span(self, range: Range) -> Span {
        let (one, other) = (self.offset(range.start), self.offset(range.end));
        Span::new(one.min(other), one.max(other))
    }

    /// The position of a byte; inside a line end, the end of the line.
    pub(super) fn position(self, offset: usize) -> Position {
        let line = self.lines.line_of(offset.min(self.text.len()));
        let bytes = self.lines.line_span(self.text, line);
        let end = self.text.floor_char_boundary(offset.min(bytes.end));
        let before = Span::new(bytes.start, end).slice(self.text);
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), self.encoding.columns(before))
    }

    /// The range of some bytes.
    pub(super) fn range(self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The position of a place as people count.
    pub(super) fn position_of(self, place: Place) -> Position {
        let line = place.line.saturating_sub(1);
        let text = self.lines.line_span(self.text, line).slice(self.text);
        let before = text.char_indices().nth(place.column.saturating_sub(1)).and_then(|(at, _)| text.get(..at));
        let columns = self.encoding.columns(before.unwrap_or(text));
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), columns)
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "the model cuts at character boundaries only")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// The simplest thing that can be right: walk the text character by character.
    fn model(text: &str, offset: usize, encoding: Encoding) -> Position {
        let (mut line, mut column) = (0, 0);
        let mut characters = text[..offset].chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => {}
                // A CR whose LF stands after the offset ends no line yet.
                '\r' if characters.peek().is_none() && text[offset..].starts_with('\n') => {}
                '\r' | '\n' => (line, column) = (line + 1, 0),
                other => column += encoding.width(other),
            }
        }
        Position::new(line, u32::try_from(column).expect("a short text"))
    }

    #[test]
    fn prefers_bytes_then_the_default() {
        let choose = Encoding::choose;
        assert_eq!(choose(&["utf-16", "utf-8"]), Encoding::Utf8);
        assert_eq!(choose(&["utf-32", "utf-16"]), Encoding::Utf16);
        assert_eq!(choose(&["utf-32"]), Encoding::Utf32);
        assert_eq!(choose(&[]), Encoding::Utf16);
    }

    #[test]
    fn positions_nowhere_mean_the_nearest_place_before() {
        let text = "a😀b\r\nc";
        let lines = LineIndex::new(text);
        let draft = Draft::new(text, 0);
        for (line, column, expected) in [(0, 2, 1), (0, 3, 5), (0, 99, 6), (1, 99, 9), (9, 0, 9), (9, 9, 9)] {
            let position = Position::new(line, column);
            let ruler = Ruler { text, lines: &lines, encoding: Encoding::Utf16 };
            assert_eq!(ruler.offset(position), expected, "{position:?}");
            assert_eq!(offset_in_draft(&draft, position, Encoding::Utf16), expected, "{position:?}");
        }
    }

    #[test]
    fn places_count_characters() {
        let text = "né 😀x\nz";
        let lines = LineIndex::new(text);
        let column = |encoding| {
            let ruler = Ruler { text, lines: &lines, encoding };
            ruler.position_of(Place { line: 1, column: 5 }).character
        };
        assert_eq!(ENCODINGS.map(column), [8, 5, 4]);
    }

    proptest! {
        #[test]
        fn there_and_back_again(text in "[a-zé漢😀\u{301}\u{2028}\u{85}\r\n ]{0,60}") {
            let lines = LineIndex::new(&text);
            let draft = Draft::new(&text, 0);
            for encoding in ENCODINGS {
                let ruler = Ruler { text: &text, lines: &lines, encoding };
                for offset in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                    let position = ruler.position(offset);
                    prop_assert_eq!(position, model(&text, offset, encoding));
                    let inside_line_end = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    prop_assert_eq!(ruler.offset(position), if inside_line_end { offset - 1 } else { offset });
                    prop_assert_eq!(offset_in_draft(&draft, position, encoding), ruler.offset(position));
                }
            }
        }

        #[test]
        fn any_position_lies_in_the_text(
            text in "[a-zé😀\r\n]{0,40}",
            line in 0_u32..50,
            column in prop_oneof![0_u32..60, Just(u32::MAX)],
        ) {
            let lines = LineIndex::new(&text);
            let draft = Draft::new(&text, 0);
            for encoding in ENCODINGS {
                let ruler = Ruler { text: &text, lines: &lines, encoding };
                let offset = ruler.offset(Position::new(line, column));
                prop_assert!(text.is_char_boundary(offset));
                prop_assert_eq!(offset_in_draft(&draft, Position::new(line, column), encoding), offset);
            }
        }
    }
}
