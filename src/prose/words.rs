//! The words of a text with what stands between them, for the readers of this room that
//! go from word to word. Knows no meaning of any word.

use crate::text::{Gap, Span, Tokens, WordKey};

/// Words of one text, by index.
#[derive(Clone, Copy)]
pub(super) struct Words<'t> {
    text: &'t str,
    tokens: &'t Tokens,
}

impl<'t> Words<'t> {
    pub(super) const fn new(text: &'t str, tokens: &'t Tokens) -> Self {
        Self { text, tokens }
    }

    pub(super) fn len(self) -> usize {
        self.tokens.len()
    }

    pub(super) fn key(self, index: usize) -> Option<WordKey> {
        self.tokens.keys().get(index).copied()
    }

    pub(super) fn span(self, index: usize) -> Span {
        self.tokens.span(index)
    }

    pub(super) fn cover(self, words: std::ops::Range<usize>) -> Span {
        self.tokens.cover(words)
    }

    /// The word as it is written; empty past the end.
    pub(super) fn word(self, index: usize) -> &'t str {
        self.span(index).slice(self.text)
    }

    /// The word in small letters, so far as they are ASCII; empty past the end.
    pub(super) fn lower(self, index: usize) -> String {
        self.word(index).to_ascii_lowercase()
    }

    /// The word before `index`, in small letters; empty at the start.
    pub(super) fn lower_before(self, index: usize) -> String {
        index.checked_sub(1).map_or_else(String::new, |before| self.lower(before))
    }

    pub(super) fn is_capital(self, index: usize) -> bool {
        self.tokens.flags(index).is_capital()
    }

    pub(super) fn is_number(self, index: usize) -> bool {
        self.tokens.flags(index).is_number()
    }

    pub(super) fn is_possessive(self, index: usize) -> bool {
        self.tokens.flags(index).is_possessive()
    }

    /// What stands before the word; the end of a phrase past the end.
    pub(super) fn gap(self, index: usize) -> Gap {
        if index < self.len() { self.tokens.flags(index).gap() } else { Gap::Stop }
    }

    /// What stands between the word before `index` and the word there, without space;
    /// past the last word, what stands after it.
    pub(super) fn between(self, index: usize) -> &'t str {
        let start = index.checked_sub(1).map_or(0, |before| self.span(before).end);
        let end = if index < self.len() { self.span(index).start } else { self.text.len() };
        self.text.get(start..end).unwrap_or_default().trim()
    }

    /// Whether the word at `index` begins a sentence, so that its capital says nothing.
    pub(super) fn starts_sentence(self, index: usize) -> bool {
        index == 0 || self.gap(index) == Gap::Stop
    }

    /// The year that the word is, in four figures.
    pub(super) fn year(self, index: usize) -> Option<i16> {
        let word = self.word(index);
        let is_year = self.is_number(index) && word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then(|| word.parse().ok()).flatten().filter(|year| (1000..2200).contains(year))
    }

    /// The day of a month that the word may be: "8", "08", "8th".
    pub(super) fn day(self, index: usize) -> Option<i8> {
        if index >= self.len() || !self.is_number(index) {
            return None;
        }
        let word = self.word(index);
        let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, ending) = word.split_at_checked(digits)?;
        let is_day = digits <= 2 && matches!(ending.to_ascii_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th");
        is_day.then(|| number.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
    }
}
