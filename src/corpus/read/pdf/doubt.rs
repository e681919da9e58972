//! Which pages came out badly. A font without a table of its characters gives signs for
//! letters, loses ligatures ("ocial", "di ff cult") or runs words together; a page where
//! more than two words in a hundred bear such a trace proves nothing.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::corpus::PageStart;
use crate::text::Span;

/// Words in a hundred with a trace of damage from which a page is doubtful.
const MOST_DAMAGED: usize = 2;

/// More letters than any word of running text has.
const LONGEST_WORD: usize = 28;

/// Ligatures that get lost.
const LIGATURES: [&str; 5] = ["ffi", "ffl", "ff", "fi", "fl"];

/// Common words with ligatures; what is left of them without is no English word.
const WITH_LIGATURES: &str = "affair affairs affect affected beneficial benefit benefits confidence confident \
    conflict conflicts coffee defined definition different difficult difficulty effect effective effects efficient \
    effort efforts field fields fifth fight figure figures final finally finance financial find finding first fiscal \
    five flexible flow flows fulfil identified identify influence inflation magnificent modified office officer \
    officers offices official officials offer offered offers pacific profit profits qualified reflect reflected \
    reflects sacrifice scientific significant significantly specific specifically specified staff sufficient \
    suffer suffered traffic unified verified workflow";

/// Ruined forms of [`WITH_LIGATURES`].
static RUINED: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let words = WITH_LIGATURES.split_whitespace();
    let without = |word: &str| {
        let ligature = LIGATURES.iter().find(|ligature| word.contains(**ligature))?;
        Some(word.replacen(ligature, "", 1)).filter(|rest| rest.len() >= 4)
    };
    words.filter_map(without).filter(|rest| !SOUND.contains(&rest.as_str())).collect()
});

/// What is a word also without its ligature.
const SOUND: [&str; 2] = ["full", "suer"];

/// The parts of a text that stand on doubtful pages, in order; those that could not be
/// read to their end are `broken`.
pub(super) fn doubtful(text: &str, places: &[PageStart], broken: &[u32]) -> Vec<Span> {
    let mut counts: Vec<(u32, usize, usize)> = Vec::new();
    let spans: Vec<(u32, Span)> = spans(text, places).collect();
    for (page, span) in &spans {
        let (words, damaged) = count(span.slice(text));
        match counts.iter_mut().find(|(known, ..)| known == page) {
            Some((_, all, bad)) => (*all, *bad) = (*all + words, *bad + damaged),
            None => counts.push((*page, words, damaged)),
        }
    }
    // One trace alone is a printer's error.
    let is_doubtful = |page: u32| {
        broken.contains(&page)
            || counts
                .iter()
                .any(|&(known, words, damaged)| known == page && damaged > 1 && damaged * 100 > words * MOST_DAMAGED)
    };
    spans.into_iter().filter(|(page, _)| is_doubtful(*page)).map(|(_, span)| span).collect()
}

/// The stretches of the text with the pages they stand on.
fn spans<'p>(text: &'p str, places: &'p [PageStart]) -> impl Iterator<Item = (u32, Span)> + 'p {
    let ends = places.iter().skip(1).map(|next| next.start as usize).chain([text.len()]);
    places.iter().zip(ends).map(|(place, end)| (place.page, Span::new(place.start as usize, end)))
}

/// Number of words, and of those with a trace of damage.
fn count(text: &str) -> (usize, usize) {
    let mut words = 0;
    let mut damaged = 0;
    for word in text.split_whitespace() {
        words += 1;
        damaged += usize::from(is_damaged(word));
    }
    (words, damaged)
}

fn is_damaged(word: &str) -> bool {
    let is_sign = |c: char| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}') || c.is_control();
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_address = || word.contains("://") || word.contains(['/', '@', '_', '.']);
    word.chars().filter(|c| !matches!(c, '\u{F0A0}'..='\u{F0FF}')).any(is_sign)
        || bare.contains(|c: char| matches!(c, '\u{2D8}'..='\u{2DD}'))
        || LIGATURES.contains(&bare)
        || bare.chars().filter(|c| c.is_alphabetic() && c.is_ascii()).count() > LONGEST_WORD && !is_address()
        || RUINED.contains(bare)
        || has_capital_inside(bare)
}

/// "operaOons": one capital between small letters, which is how a lost ligature of
/// some fonts shows, and is no name such as `McKay` or `iPhone`.
fn has_capital_inside(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let is_inside =
        |three: &[char]| matches!(three, [a, b, c] if a.is_lowercase() && b.is_uppercase() && c.is_lowercase());
    letters.len() >= 7
        && letters.iter().all(|c| c.is_alphabetic())
        && letters.first().is_some_and(|first| first.is_lowercase())
        && letters.iter().filter(|c| c.is_uppercase()).count() == 1
        && letters.windows(3).skip(1).any(is_inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_traces_of_damage() {
        for word in ["ocial", "dicult", "ff", "operaOons", "scienti\u{2DD}c", "\u{FFFD}\u{FFFD}", "a\u{E123}b"] {
            assert!(is_damaged(word), "{word}");
        }
        for word in
            ["official", "flow", "full", "McKay", "iPhone", "https://example.org/aVeryLongAddressOfSomething", "•"]
        {
            assert!(!is_damaged(word), "{word}");
        }
    }

    #[test]
    fn only_the_pages_with_damage_are_doubtful() {
        let (good, bad) = ("The officers met. ".repeat(40), "The ocers of the ocial body had a oce there. ".repeat(10));
        let text = format!("{good}{bad}{good}");
        let start = |start: usize| u32::try_from(start).expect("a short text");
        let places = [(0, 1), (good.len(), 2), (good.len() + bad.len(), 3)];
        let places = places.map(|(at, page)| PageStart { start: start(at), page });
        assert_eq!(doubtful(&text, &places, &[]), [Span::new(good.len(), good.len() + bad.len())]);
    }
}
