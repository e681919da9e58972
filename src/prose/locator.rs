//! The place in a source that a citation points at: what follows a citekey enters, a
//! unit and its number leave. The units and their spellings are those of Pandoc
//! (<https://pandoc.org/MANUAL.html#citation-syntax>), with articles of a law added.

use std::fmt;

/// A place in a source: `p. 33`, `chap. 1`, `paras. 4-6`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    /// What is counted.
    pub unit: LocatorUnit,
    /// The number or numbers, as written: `33-35, 38`.
    pub value: String,
}

/// What a locator counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the word it stands for")]
pub enum LocatorUnit {
    Article,
    Book,
    Chapter,
    Column,
    Figure,
    Folio,
    Line,
    Note,
    Number,
    Opus,
    Page,
    Paragraph,
    Part,
    Section,
    SubVerbo,
    Verse,
    Volume,
}

/// The spellings of each unit: one, several; the first pair is the one that is shown.
const SPELLINGS: [(LocatorUnit, &[&str]); 17] = [
    (LocatorUnit::Article, &["art.", "arts.", "article", "articles", "Art.", "Article"]),
    (LocatorUnit::Book, &["bk.", "bks.", "book", "books"]),
    (LocatorUnit::Chapter, &["chap.", "chaps.", "chapter", "chapters", "ch."]),
    (LocatorUnit::Column, &["col.", "cols.", "column", "columns"]),
    (LocatorUnit::Figure, &["fig.", "figs.", "figure", "figures"]),
    (LocatorUnit::Folio, &["fol.", "fols.", "folio", "folios"]),
    (LocatorUnit::Line, &["l.", "ll.", "line", "lines"]),
    (LocatorUnit::Note, &["n.", "nn.", "note", "notes"]),
    (LocatorUnit::Number, &["no.", "nos.", "number", "numbers"]),
    (LocatorUnit::Opus, &["op.", "opp.", "opus", "opera"]),
    (LocatorUnit::Page, &["p.", "pp.", "page", "pages"]),
    (LocatorUnit::Paragraph, &["para.", "paras.", "paragraph", "paragraphs", "¶", "¶¶"]),
    (LocatorUnit::Part, &["pt.", "pts.", "part", "parts"]),
    (LocatorUnit::Section, &["sec.", "secs.", "section", "sections", "§", "§§"]),
    (LocatorUnit::SubVerbo, &["s.v.", "s.vv.", "sub verbo", "sub verbis"]),
    (LocatorUnit::Verse, &["v.", "vv.", "verse", "verses"]),
    (LocatorUnit::Volume, &["vol.", "vols.", "volume", "volumes"]),
];

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spellings = SPELLINGS.iter().find(|(unit, _)| *unit == self.unit).map_or(&[][..], |(_, all)| all);
        let is_several = self.value.contains(['-', '–', ',', '&']);
        let spelling = spellings.get(usize::from(is_several)).copied().unwrap_or_default();
        write!(f, "{spelling} {}", self.value)
    }
}

impl Locator {
    /// The locator that `suffix`, the words between a citekey and the end of its
    /// citation, begins with. In braces it is explicit: `{pp. iv, vi-xi}`.
    #[must_use]
    pub fn read(suffix: &str) -> Option<Self> {
        let suffix = suffix.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if let Some((inside, _)) = suffix.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            let (unit, value) = unit_at(inside).unwrap_or((LocatorUnit::Page, inside));
            return Some(Self { unit, value: value.trim().to_owned() }).filter(|locator| !locator.value.is_empty());
        }
        let (unit, rest) = match unit_at(suffix) {
            Some(found) => found,
            None if suffix.starts_with(|c: char| c.is_ascii_digit()) => (LocatorUnit::Page, suffix),
            None => return None,
        };
        let value = numbers(rest);
        (!value.is_empty()).then(|| Self { unit, value: value.to_owned() })
    }
}

/// The unit that `text` begins with, and what follows it.
fn unit_at(text: &str) -> Option<(LocatorUnit, &str)> {
    let spelt = |(unit, spellings): &(LocatorUnit, &'static [&'static str])| {
        let longest =
            spellings.iter().filter(|spelling| is_spelt(text, spelling)).max_by_key(|spelling| spelling.len());
        longest.map(|spelling| (*unit, spelling.len()))
    };
    let (unit, len) = SPELLINGS.iter().filter_map(spelt).max_by_key(|(_, len)| *len)?;
    Some((unit, text.get(len..)?))
}

fn is_spelt(text: &str, spelling: &str) -> bool {
    let follows = text.strip_prefix(spelling);
    follows.is_some_and(|rest| !spelling.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric))
}

/// The numbers that `text` begins with: `33-35, 38 and xii`.
fn numbers(text: &str) -> &str {
    let text = text.trim_start();
    let (mut end, mut at) = (0, 0);
    for word in text.split_inclusive([' ', '\n', ',']) {
        let bare = word.trim_end_matches([' ', '\n', ',']);
        at += word.len();
        if is_number(bare) {
            end = at - (word.len() - bare.len());
        } else if !bare.is_empty() && bare != "and" && bare != "&" {
            break;
        }
    }
    text.get(..end).unwrap_or_default().trim_end_matches(['.', ':', ')'])
}

fn is_number(word: &str) -> bool {
    let is_roman = |part: &str| !part.is_empty() && part.bytes().all(|b| b"ivxlcdmIVXLCDM".contains(&b));
    word.bytes().any(|b| b.is_ascii_digit()) || word.split(['-', '–']).all(is_roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_ways_pandoc_knows() {
        let cases = [
            (", pp. 33-35, 38 and passim", Some("pp. 33-35, 38")),
            (", p. 33", Some("p. 33")),
            (" 44", Some("p. 44")),
            (", chap. 1", Some("chap. 1")),
            (", paras. 4-6, emphasis added", Some("paras. 4-6")),
            (" §12", Some("sec. 12")),
            (", vol. iii", Some("vol. iii")),
            (", {pp. iv, vi-xi, (xv)-(xvii)} with suffix here", Some("pp. iv, vi-xi, (xv)-(xvii)")),
            (", art. 2.", Some("art. 2")),
            (", pages 3–4", Some("pp. 3–4")),
            (", see the note", None),
            (", particularly 3", None),
            (", v. good", None),
            ("", None),
            (", {}", None),
        ];
        for (suffix, expected) in cases {
            let read = Locator::read(suffix).map(|locator| locator.to_string());
            assert_eq!(read.as_deref(), expected, "{suffix}");
        }
    }
}
