//! Lines and columns of a text for people: both counted from one, columns in
//! characters. Lines end at LF, CRLF and a lone CR and nowhere else, as in the
//! Language Server Protocol, so that editor and report agree.

use serde::{Deserialize, Serialize};

use super::Span;

/// Where a byte stands, as a person counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The line starts of one text.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        if text.contains('\r') {
            starts.extend(ends(text));
        } else {
            // The usual case, at the speed of a search for one byte.
            starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        }
        Self { starts }
    }

    /// Number of lines; a text without line ends has one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: a text has at least one line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line (from 0) that holds `offset`.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of a line (from 0) without its line end; empty past the last.
    #[must_use]
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let Some(&start) = self.starts.get(line) else {
            return Span::at(text.len());
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let whole = Span::new(start, end).slice(text);
        Span::new(start, start + whole.trim_end_matches(['\n', '\r']).len())
    }

    /// The place of `offset` in the text this index was made from.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = Span::new(start, offset.min(text.len())).slice(text).chars().count() + 1;
        Place { line: line + 1, column }
    }
}

/// The lines of `text` one after another, each as its bytes without the line end.
/// Cheap where only the head of a long text is wanted.
pub fn line_spans(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = bytes.get(start..).unwrap_or_default();
        let end = start + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        next = match bytes.get(end..) {
            Some([b'\r', b'\n', ..]) => Some(end + 2),
            Some([_, ..]) => Some(end + 1),
            _ => None,
        };
        Some(Span::new(start, end))
    })
}

/// `text` on one line: each run of white space is a space, none stands at the ends.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Where each line ends, its line end included, in a text that may hold any of the three.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let ends_line = move |at: usize, byte: u8| byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    bytes.iter().enumerate().filter(move |(at, byte)| ends_line(*at, **byte)).map(|(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_as_the_protocol_does() {
        let text = "a\u{2028}b\r\nc\rd\ne";
        let index = LineIndex::new(text);
        assert_eq!(index.len(), 4);
        assert_eq!(index.line_span(text, 0).slice(text), "a\u{2028}b");
        assert_eq!(index.place(text, text.len()), Place { line: 4, column: 2 });
    }

    #[test]
    fn lines_one_by_one_are_the_lines_of_the_index() {
        for text in ["", "a", "a\n", "a\r\nb\rc\n\nd", "\r\r\n"] {
            let index = LineIndex::new(text);
            let indexed: Vec<Span> = (0..index.len()).map(|line| index.line_span(text, line)).collect();
            assert_eq!(line_spans(text).collect::<Vec<_>>(), indexed, "{text:?}");
        }
    }

    #[test]
    fn one_line_keeps_words_apart() {
        assert_eq!(one_line(" a\r\n\u{A0} b\tc "), "a b c");
        assert_eq!(one_line(" \n"), "");
    }

    #[test]
    fn columns_are_characters() {
        let text = "né 😀x";
        let index = LineIndex::new(text);
        assert_eq!(index.place(text, text.len() - 1), Place { line: 1, column: 5 });
    }
}
