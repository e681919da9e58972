//! Finds the words that an abbreviation is made from. Text beside an abbreviation
//! and its letters enter; the words leave, with how surely they are the ones.
//!
//! Two readings are tried. The exact one takes each letter from the beginning of a
//! word and leaves out small words only. The loose one is the algorithm of Schwartz
//! and Hearst (2003): letters from the right, anywhere in the words, the first at the
//! beginning of one.

use super::abbreviation_words::{Word, is_small, words, words_backwards};
use crate::text::Span;

/// The words an abbreviation is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expansion {
    /// The words.
    pub span: Span,
    /// Whether each letter begins a word and each word of weight gives a letter.
    pub is_exact: bool,
}

/// The letters of an abbreviation, ready to be held against many names in full.
#[derive(Debug, Clone)]
pub struct Initials {
    letters: Letters,
    /// The first letter as it is written.
    first: char,
}

impl Initials {
    /// The letters of `name`; `None` where there are too few to tell anything.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Some(Self { letters: letters(name)?, first: name.chars().next()? })
    }

    /// The first letter as it is written.
    pub(super) const fn first(&self) -> char {
        self.first
    }

    /// Where the words that give the letters end, where `words` begin with them.
    pub(super) fn given_by(&self, words: &[Word]) -> Option<usize> {
        let is_first = words.first()?.initial == *self.letters.first()?;
        let last = if is_first { aligned(words.iter().copied(), &self.letters) } else { None };
        last.map(|word| word.span.end)
    }
}

/// Letters of an abbreviation, small.
type Letters = Vec<char>;

/// The longest that is read: longer words in capitals are no abbreviations.
const LONGEST: usize = 12;

/// The expansion of `name` that ends where `before` ends.
pub(super) fn expansion_before(before: &str, name: &str) -> Option<Expansion> {
    exact_before(before, name).or_else(|| loose_before(before, name))
}

/// The exact expansion of `name` that ends where `before` ends.
pub(super) fn exact_before(before: &str, name: &str) -> Option<Expansion> {
    let mut letters = letters(name)?;
    letters.reverse();
    let end = words_backwards(before).next()?.span.end;
    let first = aligned(words_backwards(before), &letters)?;
    Some(Expansion { span: Span::new(first.span.start, end), is_exact: true })
}

/// The exact expansion of `name` that begins where `after` begins, an article aside.
pub(super) fn exact_after(after: &str, name: &str) -> Option<Expansion> {
    let letters = letters(name)?;
    let is_article = |word: &Word| is_small(word.span.slice(after)) && Some(&word.initial) != letters.first();
    let first = words(after).find(|word| !is_article(word))?;
    if first.initial != *letters.first()? {
        return None;
    }
    let last = aligned(words(after).skip_while(is_article), &letters)?;
    Some(Expansion { span: Span::new(first.span.start, last.span.end), is_exact: true })
}

/// The letters to look for; `None` where there are too few to tell anything.
fn letters(name: &str) -> Option<Letters> {
    let letters: Letters = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    (2..=LONGEST).contains(&letters.len()).then_some(letters)
}

/// The word that gives the last of the letters, where the words give them in order
/// and none but small words between them gives none.
fn aligned(words: impl Iterator<Item = Word>, letters: &[char]) -> Option<Word> {
    // Bit n: the words so far can have given n letters.
    let mut given: u32 = 1;
    for word in words.take(LONGEST * 3) {
        let kept = if word.may_be_left_out { given } else { 0 };
        let is_next = |count: &usize| given & (1 << count) != 0 && letters.get(*count) == Some(&word.initial);
        given = (0..letters.len()).filter(is_next).fold(kept, |given, count| given | 1 << (count + 1));
        if given == 0 {
            return None;
        }
        if given & (1 << letters.len()) != 0 {
            return Some(word);
        }
    }
    None
}

fn loose_before(before: &str, name: &str) -> Option<Expansion> {
    let letters = letters(name)?;
    let reach = (letters.len() + 5).min(letters.len() * 2);
    let mut near: Vec<Word> = words_backwards(before).take(reach).collect();
    near.reverse();
    let span = loosely_aligned(before, &near, &letters)?;
    Some(Expansion { span, is_exact: false })
}

/// The words that hold the letters in order, the first at a beginning and at least
/// half of them so.
fn loosely_aligned(text: &str, words: &[Word], letters: &[char]) -> Option<Span> {
    let whole = words.first()?.span.cover(words.last()?.span);
    let is_beginning = |at: usize| words.iter().any(|word| word.span.start == at);
    let mut left = letters.iter().rev().peekable();
    let (mut beginnings, mut start) = (0, whole.start);
    for (at, c) in whole.slice(text).char_indices().rev() {
        let Some(letter) = left.peek() else { break };
        let begins = is_beginning(whole.start + at);
        if c.to_lowercase().next() == Some(**letter) && (begins || left.len() > 1) {
            left.next();
            beginnings += usize::from(begins);
            start = whole.start + at;
        }
    }
    let is_whole = left.peek().is_none() && beginnings * 2 >= letters.len();
    let is_several = words.last().is_some_and(|last| last.span.start > start);
    (is_whole && is_several).then(|| Span::new(start, whole.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before<'t>(text: &'t str, name: &str) -> Option<(&'t str, bool)> {
        let found = expansion_before(text, name)?;
        Some((found.span.slice(text), found.is_exact))
    }

    #[test]
    fn takes_each_letter_from_a_word() {
        let cases = [
            ("by the National Security Agency", "NSA", "National Security Agency"),
            ("the Ministry of Defence", "MoD", "Ministry of Defence"),
            ("our Cyberspace Administration of China", "CAC", "Cyberspace Administration of China"),
            ("many non-governmental organizations", "NGO", "non-governmental organizations"),
            ("in research and development", "R&D", "research and development"),
            ("small and medium-sized enterprises", "SME", "small and medium-sized enterprises"),
            ("Department for Business, Energy and Trade", "DBET", "Department for Business, Energy and Trade"),
            ("the Internet of Things", "IoT", "Internet of Things"),
        ];
        for (text, name, expected) in cases {
            assert_eq!(before(text, name), Some((expected, true)), "{name}");
        }
    }

    #[test]
    fn takes_letters_from_inside_words_where_it_must() {
        assert_eq!(before("a hypertext markup language", "HTML"), Some(("hypertext markup language", false)));
        assert_eq!(before("the Ministry of State Security of China", "MSS").map(|found| found.1), Some(false));
        assert_eq!(before("the German Christian Democrats", "SPD"), None);
        assert_eq!(before("Max Muster", "CDU"), None);
        assert_eq!(before("Group of Twenty", "G20"), None);
    }

    #[test]
    fn reads_on_behind_an_abbreviation() {
        let after = |text: &'static str, name| exact_after(text, name).map(|found| found.span.slice(text));
        assert_eq!(after("the National Security Agency of the US", "NSA"), Some("National Security Agency"));
        assert_eq!(after("Cyberspace Administration of China", "CAC"), Some("Cyberspace Administration of China"));
        assert_eq!(after("Ministry of Defence", "MoD"), Some("Ministry of Defence"));
        assert_eq!(after("an office in Washington", "NSA"), None);
    }
}
