//! Names in full, as abbreviations are made from them: words in a row that begin with
//! capitals, small words between them. A text enters, the words of its names leave, so
//! that the letters of an abbreviation can be held against them without the text.

use super::abbreviation_words::{Word, words};
use super::initials::Initials;
use crate::text::{Span, is_function_word};

/// The names of a text that have several words, in order of place.
#[derive(Debug, Clone, Default)]
pub struct NamesInFull {
    /// The words of all names.
    words: Vec<Word>,
    /// How many words there are up to the end of each name.
    ends: Vec<u32>,
    /// The signs of the letters that their words begin with: most names of a draft
    /// cannot be those of an abbreviation, and are not looked at.
    capitals: u64,
}

/// Finds the names of a text.
#[must_use]
pub fn full_names(text: &str) -> NamesInFull {
    let mut names = NamesInFull::default();
    let mut open: Vec<Word> = Vec::new();
    let mut end = 0;
    for word in words(text) {
        if !goes_on(text, end, word.span) {
            names.close(text, &mut open);
        }
        end = word.span.end;
        if !open.is_empty() || begins_with_capital(word.span.slice(text)) {
            open.push(word);
        }
    }
    names.close(text, &mut open);
    names
}

impl NamesInFull {
    fn close(&mut self, text: &str, open: &mut Vec<Word>) {
        if open.len() > 1 {
            let capitals = open.iter().filter_map(|word| word.span.slice(text).chars().next());
            self.capitals |= capitals.map(sign).fold(0, std::ops::BitOr::bitor);
            self.words.append(open);
            self.ends.extend(u32::try_from(self.words.len()));
        }
        open.clear();
    }

    /// The places where words of a name give the letters of an abbreviation as
    /// [`super::expansion_in`] has it, in order.
    pub fn of_abbreviation<'n>(&'n self, initials: &'n Initials) -> impl Iterator<Item = Span> + 'n {
        let may_be = self.capitals & sign(initials.first()) != 0;
        self.iter().filter(move |_| may_be).flat_map(move |words| {
            (0..words.len()).filter_map(move |start| {
                let words = words.get(start..)?;
                Some(Span::new(words.first()?.span.start, initials.given_by(words)?))
            })
        })
    }

    /// The words of each name.
    fn iter(&self) -> impl Iterator<Item = &[Word]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).filter_map(|(start, end)| self.words.get(start as usize..*end as usize))
    }
}

/// One bit of 64 for a letter.
fn sign(letter: char) -> u64 {
    1 << (u32::from(letter) % 64)
}

/// Whether a name that ends at `end` may go on with the next word: nothing but space, a
/// hyphen or the like stands between, and the word has a capital or is a small one.
fn goes_on(text: &str, end: usize, next: Span) -> bool {
    let gap = Span::new(end, next.start).slice(text);
    if gap.contains(['.', ',', ';', ':', '(', ')', '\u{FFFC}']) {
        return false;
    }
    let is_joined = !gap.contains(char::is_whitespace);
    let word = next.slice(text);
    is_joined || gap.ends_with(char::is_whitespace) && (begins_with_capital(word) || is_function_word(word))
}

fn begins_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
        let initials = Initials::of(name).expect("an abbreviation");
        full_names(text).of_abbreviation(&initials).map(|span| span.slice(text)).collect()
    }

    #[test]
    fn finds_the_words_of_an_abbreviation() {
        let text = "The National Security Agency and the Ministry of Non-Aligned Affairs. New Sea Air, not so a name.";
        assert_eq!(found(text, "NSA"), ["National Security Agency", "New Sea Air"]);
        assert_eq!(found(text, "MNAA"), ["Ministry of Non-Aligned Affairs"]);
        assert_eq!(found(text, "MNA"), ["Ministry of Non-Aligned"]);
        assert_eq!(found("Security (National) Agency, nothing secret at all", "NSA"), Vec::<&str>::new());
    }
}
