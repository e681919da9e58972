//! Lines to paragraphs: by the gaps between them, their indents, their fonts. What a
//! line break tore apart is put together as it is printed ("harmo-nious"); the corpus
//! knows which of such words are one.

use super::line::Line;

/// A paragraph of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// Height of its font.
    pub(super) size: f64,
    /// Base line of its last line, counted downwards.
    pub(super) foot: f64,
}

impl Paragraph {
    fn beginning_with(line: &Line) -> Self {
        Self { text: line.text.clone(), size: line.size, foot: line.base }
    }

    /// Whether `next`, in another column or on another page, goes on with it.
    pub(super) fn goes_on_in(&self, next: &str, size: f64) -> bool {
        let is_alike = (self.size - size).abs() < 0.06 * self.size;
        let begins_low = next.starts_with(|c: char| c.is_lowercase());
        is_alike && !ends_sentence(&self.text) && (begins_low || is_torn(&self.text, next))
    }

    /// Takes in what goes on with it.
    pub(super) fn append(&mut self, next: &str) {
        let is_one_word = is_torn(&self.text, next) || self.text.ends_with('\u{AD}');
        let has_no_spaces = self.text.ends_with(is_ideograph) && next.starts_with(is_ideograph);
        if !is_one_word && !has_no_spaces {
            self.text.push(' ');
        }
        self.text.push_str(next);
    }
}

/// Puts the lines of one page together, in their order.
pub(super) fn paragraphs<'l>(lines: impl Iterator<Item = &'l Line>) -> Vec<Paragraph> {
    let lines: Vec<&Line> = lines.collect();
    let pitch = pitch(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut above: Option<&Line> = None;
    for line in lines {
        let joined = above.zip(paragraphs.last_mut()).filter(|(above, open)| open.takes(above, line, pitch));
        match joined {
            Some((_, open)) => {
                open.append(&line.text);
                open.foot = line.base;
            }
            None => paragraphs.push(Paragraph::beginning_with(line)),
        }
        above = Some(line);
    }
    paragraphs
}

impl Paragraph {
    /// Whether `line` below `above` belongs to it.
    fn takes(&self, above: &Line, line: &Line, pitch: f64) -> bool {
        let step = (line.base - above.base) / line.size.max(1.0);
        if step < 0.3 {
            // A line further up or beside: another column, a cell, a caption.
            return step < -1.0 && self.goes_on_in(&line.text, line.size);
        }
        let is_alike = (line.size - above.size).abs() < 0.12 * above.size;
        let is_near = step < 1.25 * pitch;
        let is_ended = ends_sentence(&above.text) || above.text.ends_with([':', ';']);
        let is_indented = line.left > above.left + 0.8 * line.size;
        let is_short_above = line.right > above.right + 4.0 * line.size;
        is_alike && is_near && !(is_ended && (is_indented || is_short_above || begins_item(&line.text)))
    }
}

/// The usual step from line to line, in heights of the font.
fn pitch(lines: &[&Line]) -> f64 {
    let steps = lines.windows(2).filter_map(|pair| match pair {
        [above, line] => Some((line.base - above.base) / line.size.max(1.0)),
        _ => None,
    });
    let mut steps: Vec<f64> = steps.filter(|step| (0.8..2.5).contains(step)).collect();
    steps.sort_by(f64::total_cmp);
    // A lower quartile: gaps between paragraphs are steps, too.
    steps.get(steps.len() / 4).copied().unwrap_or(1.2)
}

/// Whether a word goes on over the end of a line.
fn is_torn(text: &str, next: &str) -> bool {
    let before = text.strip_suffix(['-', '\u{2010}']).and_then(|before| before.chars().next_back());
    before.is_some_and(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', '。', '！', '？'])
}

/// "• ships", "(a) ships", "12. Ships".
fn begins_item(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let bare = first.trim_matches(['(', ')', '.']);
    let is_number = bare.len() < first.len() && bare.len() <= 4 && bare.chars().all(char::is_alphanumeric);
    is_number && !bare.is_empty() || matches!(first, "•" | "–" | "—" | "-" | "▪" | "●" | "◦" | "*")
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}
