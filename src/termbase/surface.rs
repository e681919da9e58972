//! How a term stands in print beyond its folded words: commas and stops between
//! them, letter case where the termbase insists on it, the plural of the head.

use std::ops::Range;

use super::head::{head_index, plural};
use crate::text::{Gap, Tokens, WordKey, as_printed, capitalised, is_function_word};

/// What a term asks of the words it is found in. Terms of plain words in any
/// letter case have none.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    /// The gap before each word.
    gaps: Box<[Gap]>,
    /// The words in their own letter case, where only that matches.
    words: Option<Box<[Box<str>]>>,
}

impl Wording {
    pub(super) fn of(text: &str, tokens: &Tokens, exact_case: bool) -> Option<Self> {
        let gaps: Box<[Gap]> = (0..tokens.len()).map(|word| tokens.flags(word).gap()).collect();
        let has_marks = gaps.iter().skip(1).any(|gap| *gap > Gap::Hyphen);
        let words = || (0..tokens.len()).map(|word| as_printed(tokens.span(word).slice(text)).into()).collect();
        (has_marks || exact_case).then(|| Self { gaps, words: exact_case.then(words) })
    }

    /// The same wording with another word at `index`.
    pub(super) fn with_word(&self, index: usize, word: String) -> Self {
        let mut wording = self.clone();
        if let Some(old) = wording.words.as_mut().and_then(|words| words.get_mut(index)) {
            *old = word.into();
        }
        wording
    }

    pub(super) fn admits(&self, text: &str, tokens: &Tokens, words: Range<usize>) -> bool {
        self.admits_gaps(tokens, words.clone())
            && self.words.as_deref().is_none_or(|wanted| admits_case(wanted, text, tokens, words))
    }

    /// Missing marks are tolerated; of marks that the term lacks only the serial
    /// comma, in a term that is a list.
    fn admits_gaps(&self, tokens: &Tokens, words: Range<usize>) -> bool {
        let is_list = self.gaps.iter().skip(1).any(|gap| *gap == Gap::Comma);
        let conjunctions = [WordKey::of_folded("and"), WordKey::of_folded("or")];
        words.zip(&self.gaps).skip(1).all(|(word, own)| match tokens.flags(word).gap() {
            Gap::Space | Gap::Hyphen => true,
            Gap::Comma if *own >= Gap::Comma => true,
            Gap::Comma => is_list && tokens.keys().get(word).is_some_and(|key| conjunctions.contains(key)),
            Gap::Stop => *own == Gap::Stop,
        })
    }
}

/// Whether the letter case of the text is the wanted one, or differs from it by a
/// sentence start, by title case or by capitals throughout (the last two in terms
/// of several words only: "SAY" is not "say").
fn admits_case(wanted: &[Box<str>], text: &str, tokens: &Tokens, words: Range<usize>) -> bool {
    let opens = words.start == 0
        || tokens.flags(words.start).gap() == Gap::Stop
        || tokens.flags(words.start).starts_paragraph();
    let written = || words.clone().map(|word| as_printed(tokens.span(word).slice(text))).zip(wanted);
    let is_same = written().all(|(found, wanted)| found == **wanted);
    let is_opening = || {
        opens
            && written()
                .enumerate()
                .all(|(at, (found, wanted))| found == **wanted || (at == 0 && found == capitalised(wanted)))
    };
    let is_title = || {
        written().all(|(found, wanted)| found == capitalised(wanted) || (found == **wanted && is_function_word(wanted)))
    };
    let is_capitals = || written().all(|(found, wanted)| found == wanted.to_uppercase());
    is_same || is_opening() || (wanted.len() > 1 && (is_title() || is_capitals()))
}

/// The head noun's index and plural, where an English term of plain words has one.
/// Lists have no head.
pub(super) fn plural_form(text: &str, tokens: &Tokens, language: &str) -> Option<(usize, String)> {
    let is_list = (1..tokens.len()).any(|word| tokens.flags(word).gap() > Gap::Hyphen);
    if is_list || !(language == "en" || language.starts_with("en-")) {
        return None;
    }
    let words: Vec<&str> = (0..tokens.len()).map(|word| tokens.span(word).slice(text)).collect();
    let head = head_index(&words)?;
    Some((head, plural(words.get(head)?)?))
}
