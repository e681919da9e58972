//! A source's text as units in which sets are looked for: its paragraphs, headings and
//! the lines of its lists, without what is not the text itself. A text and the bytes of
//! it that are furniture enter, spans leave, in order.

use crate::prose::UnitKind;
use crate::text::{Span, line_spans};

/// A line between these lengths, in bytes, is one of a text broken at its margin.
const BROKEN: std::ops::RangeInclusive<usize> = 45..=110;

/// A paragraph, a heading or a line of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) span: Span,
    pub(super) kind: UnitKind,
}

/// The units of `text` outside `furniture`, which is in order.
pub(super) fn stretches(text: &str, furniture: &[Span]) -> Vec<Stretch> {
    let is_broken = is_broken_at_its_margin(text);
    let mut found: Vec<Stretch> = Vec::new();
    let mut is_behind_space = true;
    for line in body_lines(text, furniture) {
        let words = trimmed(text, line);
        if words.is_empty() {
            is_behind_space = true;
            continue;
        }
        let stretch = stretch(text, words);
        match found.last_mut() {
            Some(last) if is_broken && !is_behind_space && goes_on(text, last, stretch) => last.span.end = words.end,
            _ => found.push(stretch),
        }
        is_behind_space = false;
    }
    found
}

/// Whether a line is the rest of the paragraph above it, in a text whose lines are broken.
fn goes_on(text: &str, above: &Stretch, next: Stretch) -> bool {
    above.kind == UnitKind::Paragraph && next.kind == UnitKind::Paragraph && !opens_an_item(next.span.slice(text))
}

/// Whether a line begins with a sign or figures that lists have.
fn opens_an_item(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let is_sign = matches!(first, "-" | "--" | "–" | "—" | "•" | "·" | "*" | "+" | "●" | "▪");
    let digits = first.trim_start_matches('(').trim_end_matches(['.', ')']);
    is_sign || first != digits && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether the lines of a text are cut at a margin, so that one paragraph has several.
fn is_broken_at_its_margin(text: &str) -> bool {
    let (mut broken, mut long) = (0_usize, 0_usize);
    for line in line_spans(text) {
        broken += usize::from(BROKEN.contains(&line.len()));
        long += usize::from(line.len() > *BROKEN.end());
    }
    broken > 8 && long * 10 < broken
}

/// The lines of the text, those that hold furniture cut around it.
fn body_lines<'t>(text: &'t str, furniture: &'t [Span]) -> impl Iterator<Item = Span> + 't {
    let mut rest = furniture.iter().copied().peekable();
    line_spans(text).flat_map(move |line| {
        let mut pieces = Vec::with_capacity(1);
        let mut start = line.start;
        while let Some(zone) = rest.peek().copied().filter(|zone| zone.start < line.end) {
            if zone.start > start {
                pieces.push(Span::new(start, zone.start));
            }
            start = start.max(zone.end);
            if zone.end > line.end {
                break;
            }
            rest.next();
        }
        if start < line.end || pieces.is_empty() && line.is_empty() {
            pieces.push(Span::new(start.min(line.end), line.end));
        }
        pieces
    })
}

fn stretch(text: &str, words: Span) -> Stretch {
    let line = words.slice(text);
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&marks) && line.get(marks..).is_some_and(|rest| rest.starts_with(' ')) {
        let span = trimmed(text, Span::new(words.start + marks, words.end));
        return Stretch { span, kind: UnitKind::Heading(u8::try_from(marks).unwrap_or(6)) };
    }
    let kind = if line.starts_with('|') { UnitKind::Aside } else { UnitKind::Paragraph };
    Stretch { span: words, kind }
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.slice(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn<'t>(text: &'t str, furniture: &[&str]) -> Vec<&'t str> {
        let place = |words: &&str| text.find(words).map(|start| Span::new(start, start + words.len()));
        let furniture: Vec<Span> = furniture.iter().filter_map(place).collect();
        stretches(text, &furniture).iter().map(|stretch| stretch.span.slice(text)).collect()
    }

    #[test]
    fn each_line_is_a_paragraph_without_its_furniture() {
        assert_eq!(drawn("MENU\n one two \r\n\n# three\n", &["MENU"]), ["one two", "three"]);
        assert_eq!(drawn("TARN (News) -- one two. End", &["TARN (News) --", "End"]), ["one two."]);
        assert_eq!(drawn("MENU\nmore menu\none", &["MENU\nmore menu\n"]), ["one"]);
        assert_eq!(drawn("", &[]), [""; 0]);
    }

    #[test]
    fn lines_that_a_margin_broke_are_put_together() {
        let line = "some fifty and more bytes of words that go on in the next";
        let text = format!("{}\n\n- {line}\n- {line}\n", [line; 10].join("\n"));
        let drawn = drawn(&text, &[]);
        assert_eq!(drawn.len(), 3);
        assert!(drawn.iter().skip(1).all(|item| item.starts_with("- ")), "{drawn:?}");
    }
}
