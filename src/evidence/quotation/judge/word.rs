//! One word of a quotation or of its source, ready to be laid against another.

use super::lexicon::{Sense, sense};
use crate::text::{Span, TokenFlags, WordKey, as_printed, one_line};

/// A word, or what takes the place of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// What it says, however it is written.
    pub(super) key: WordKey,
    /// What it may say as well: 'd is had or would.
    pub(super) other: Option<WordKey>,
    /// Its stem; none for words of grammar and for what is no word.
    pub(super) stem: Option<WordKey>,
    /// Its bytes.
    pub(super) span: Span,
    /// It as it is written.
    pub(super) text: &'t str,
    pub(super) sort: Sort,
    /// "\[T\]he": a letter of it is in an editor's bracket.
    pub(super) is_case_marked: bool,
    pub(super) flags: TokenFlags,
    pub(super) starts_sentence: bool,
    /// A note, a page line: it is no part of what is said.
    pub(super) is_aside: bool,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A word as it stands.
    Plain,
    /// A part of a contraction: don|'t.
    Contracted,
    /// An abbreviation that stands for its long form: Sen.
    Abbreviated,
    /// An amount, of one word or several.
    Figure,
    /// A day of a month, of several words.
    Date,
    /// A place for up to eight words of the source: an editor's bracket.
    Slot,
}

impl Word<'_> {
    /// What it does in its sentence.
    pub(super) fn sense(&self) -> Sense {
        match self.sort {
            Sort::Figure | Sort::Date | Sort::Slot => Sense::default(),
            _ => sense(self.key),
        }
    }

    /// Whether both say the same, be it in another dress.
    pub(super) fn says(&self, other: &Self) -> bool {
        self.key == other.key || self.other == Some(other.key) || other.other == Some(self.key)
    }

    /// Whether both are written alike but for the case of their letters.
    pub(super) fn is_spelt_like(&self, other: &Self) -> bool {
        self.text == other.text || bare(self.text).to_lowercase() == bare(other.text).to_lowercase()
    }

    /// Whether both are written alike, letter for letter.
    pub(super) fn is_written_like(&self, other: &Self) -> bool {
        self.text == other.text || bare(self.text) == bare(other.text)
    }

    /// A possessive or contracted end of another word.
    pub(super) fn is_clitic(&self) -> bool {
        self.sort == Sort::Contracted && self.text.starts_with(|c: char| !c.is_alphanumeric())
    }

    /// One character of a script written without spaces.
    pub(super) fn is_ideograph(&self) -> bool {
        self.flags.is_cjk()
    }

    pub(super) const fn is_slot(&self) -> bool {
        matches!(self.sort, Sort::Slot)
    }

    /// Whether it is an amount, or counts in another way.
    pub(super) fn is_number(&self) -> bool {
        self.sort == Sort::Figure || self.text.contains(|c: char| c.is_ascii_digit()) || self.sense().counts()
    }

    /// Whether its capital says that it is a name.
    pub(super) fn is_name(&self) -> bool {
        self.flags.is_capital() && !self.starts_sentence && !self.sense().is_grammar() && self.sort == Sort::Plain
    }

    /// Whether it is a word of grammar: no name, no number, nothing that limits or denies.
    pub(super) fn is_grammar(&self) -> bool {
        let sense = self.sense();
        sense.is_grammar() && !sense.denies() && !sense.limits() && !self.is_shouted() || self.is_clitic()
    }

    /// Whether one of the two is initials that make a word of grammar in small letters.
    pub(super) fn is_initials(&self, other: &Self) -> bool {
        let small = if self.is_shouted() { other } else { self };
        matches!(small.text, "us" | "Us" | "who" | "Who" | "it" | "It" | "am" | "aids" | "un")
    }

    /// Capitals throughout, where small letters make another word: US, WHO, IT.
    pub(super) fn is_shouted(&self) -> bool {
        self.text.len() > 1 && !self.text.contains(char::is_lowercase) && self.text.contains(char::is_uppercase)
    }
}

/// What is printed, ligatures spelt out, without full stops and commas inside, with one
/// kind of hyphen and single spaces; a line may break behind a hyphen.
fn bare(text: &str) -> String {
    let mut printed = as_printed(text);
    if printed.contains(char::is_whitespace) {
        printed = one_line(&printed).replace("- ", "-");
    }
    if printed.is_ascii() {
        return printed;
    }
    printed.replace(['‐', '‑', '–'], "-").replace('œ', "oe").replace('æ', "ae").replace('Œ', "Oe").replace('Æ', "Ae")
}
