//! Which line of a page is its title. The lines of the page enter; an index leaves,
//! or nothing where two lines may be it or the page begins with its text.

use super::furniture;
use super::header::{Label, labelled_values};
use super::names::{byline, is_masthead};
use super::page::{Page, is_ideograph, words};
use super::stamp::{dateline, stamp};
use crate::corpus::Field;

/// Longest title in bytes.
const LONGEST_TITLE: usize = 300;

/// How people begin to speak, and titles do not.
const SPEECH_BEGINNINGS: [&str; 16] = [
    "Q:",
    "A:",
    "Question:",
    "Answer:",
    "I ",
    "I’",
    "I'",
    "We ",
    "My ",
    "It is ",
    "Let me ",
    "Mr. President",
    "On behalf of ",
    "Allow me ",
    "Thank you",
    "Since the ",
];

/// Words that a title does not end with: the line was broken after them.
const CUT_WORDS: [&str; 26] = [
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "has", "have", "in", "is", "my", "of", "on", "or", "our",
    "that", "the", "to", "was", "which", "will", "with", "your",
];

impl Page<'_> {
    /// A Markdown heading of the first rank; else the first line that reads like a
    /// title above a stamp or a byline; else the first line of the page, where what
    /// follows reads like its text.
    pub(super) fn find_title(&self) -> Option<usize> {
        let heading = (0..self.body).find(|index| self.line(*index).starts_with("# "));
        if heading.is_some() {
            return heading;
        }
        let anchor = (1..self.body).find(|index| self.is_anchor(*index));
        if let Some(anchor) = anchor {
            let above = || (0..anchor).filter(|index| self.reads_like_title(*index));
            let is_full = |index: &usize| words(self.line(*index)) >= 3 && !is_masthead(self.line(*index));
            let mut full = above().filter(is_full);
            return match (full.next(), full.next(), above().count()) {
                (Some(first), Some(second), _) if self.may_be_section(first, second) => None,
                (Some(first), ..) => Some(first),
                (None, _, 1) => above().next(),
                (None, ..) => None,
            };
        }
        let first = (0..self.body)
            .find(|index| furniture::edge_zone(self.line(*index)).is_none() && !self.is_labelled(*index))?;
        (self.reads_like_title(first) && words(self.line(first)) >= 2 && self.is_followed_by_text(first))
            .then_some(first)
    }

    /// Whether a short line in capitals ("Middle East and Africa") above a much longer
    /// one may be the name of a section as well as a title.
    fn may_be_section(&self, first: usize, second: usize) -> bool {
        let name = self.line(first);
        let is_capital = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "and" | "of" | "&");
        words(name) <= 4 && name.split_whitespace().all(is_capital) && words(self.line(second)) >= 2 * words(name)
    }

    /// Whether a line says when or by whom the page was published.
    fn is_anchor(&self, index: usize) -> bool {
        let line = self.line(index);
        stamp(line).is_some()
            || byline(line).is_some()
            || labelled_values(line)
                .iter()
                .any(|(label, _)| matches!(label, Label::Field(Field::Author | Field::Date | Field::Publisher)))
    }

    pub(super) fn is_labelled(&self, index: usize) -> bool {
        !labelled_values(self.line(index)).is_empty()
    }

    fn reads_like_title(&self, index: usize) -> bool {
        let line = self.line(index);
        let begins_well =
            line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_ideograph(c) || "“‘\"'《".contains(c));
        let ends_like_text = line.ends_with(['.', ',', ';', ':', '。', '，']) && !ends_with_initials(line);
        let is_speech = SPEECH_BEGINNINGS.iter().any(|beginning| line.starts_with(beginning));
        let is_cut = line.split_whitespace().next_back().is_none_or(|last| last.len() < 8 && CUT_WORDS.contains(&last));
        line.len() <= LONGEST_TITLE
            && begins_well
            && !ends_like_text
            && !is_speech
            && !is_cut
            && !is_numbered(line)
            && furniture::edge_zone(line).is_none()
            && !self.is_labelled(index)
            && stamp(line).is_none()
            && byline(line).is_none()
            && dateline(line).is_none()
    }

    /// Whether the lines after `index` are a text of their own and not its going on.
    fn is_followed_by_text(&self, index: usize) -> bool {
        let next = self.line(index + 1);
        let begins_anew = next.starts_with(|c: char| !c.is_lowercase() && !",.;:)”’—–".contains(c));
        let is_apart = self.lines.get(index).is_some_and(|line| line.ends_paragraph);
        begins_anew && (is_apart || next == self.line(index))
    }
}

/// Whether a title's last full stop belongs to initials ("... in the U.S.").
fn ends_with_initials(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    last.len() > 2 && last.chars().enumerate().all(|(at, c)| if at % 2 == 0 { c.is_uppercase() } else { c == '.' })
}

/// "203. The delegation": a numbered paragraph.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = rest.trim_start_matches(['.', ')']);
    rest.len() < line.len() && text.len() < rest.len() && text.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::corpus::read::page::tests::{document, paragraph};

    #[test]
    fn a_first_line_is_a_title_only_where_it_reads_like_one() {
        let cases = [
            ("Fish and the law\n\n", Some("Fish and the law")),
            ("Fish in the U.S.\n\n", Some("Fish in the U.S.")),
            ("Fish and the law\nFish and the law\n", Some("Fish and the law")),
            ("Opinion\nFish and the law of the sea\nAda Holm\n3 May 2019\n", Some("Fish and the law of the sea")),
            ("Asia and Africa\nPort\nFish and the law of the sea, a debate\n3 May 2019\n", None),
            ("I have the honour\nto inform the members\n", None),
            ("WE THE PEOPLES\nto save succeeding generations\n", None),
            ("The port of Greyhaven\n. Residents said so.\n", None),
            ("The boats at dawn (Photo by Ada Holm)\n", None),
            ("Fish are wise.\n\n", None),
            ("GREYHAVEN, Sept. 14 (Harbour News) -- Fish\n\n", None),
            ("Q: What of fish?\n\n", None),
        ];
        for (head, title) in cases {
            let text = format!("{head}{}\n", paragraph());
            assert_eq!(document(&text).title.as_deref(), title, "{head}");
        }
    }
}
