//! Words of a source as they are shown: on one line, without marks of Markdown, no
//! longer than people read.

use crate::text::one_line;

/// The most characters of an item, or of what a label is about.
const LONGEST: usize = 240;

/// `words` as they are shown.
pub(super) fn cleaned(words: &str) -> String {
    let plain: String = words.chars().filter(|c| !matches!(c, '*' | '`' | '\u{AD}' | '\u{FFFC}')).collect();
    let line = one_line(&plain);
    let line = line.trim_matches(is_edge);
    // "docks; crews; and": the last word leads over to the next item.
    let line =
        [" and", " or"].iter().find_map(|joint| line.strip_suffix(joint)).unwrap_or(line).trim_end_matches(is_edge);
    let Some((at, _)) = line.char_indices().nth(LONGEST) else { return line.to_owned() };
    let kept = line.get(..at).unwrap_or_default();
    let whole = kept.rsplit_once(' ').map_or(kept, |(whole, _)| whole);
    format!("{whole}…")
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_without_marks_and_cut_at_a_space() {
        assert_eq!(cleaned(" **docks**\n and  `crews`; and"), "docks and crews");
        let long = cleaned(&"word ".repeat(99));
        assert!(long.ends_with("word…") && long.chars().count() <= LONGEST, "{long}");
    }
}
