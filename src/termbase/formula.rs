//! A term as a row of content words with the function words that join them, for
//! telling how near a text comes to it.

use super::concept::{Term, TermStatus};
use super::head::{plural, singular};
use crate::text::{Gap, WordKey, stem_key, tokenize};

/// A term of at least two content words.
#[derive(Debug)]
pub(super) struct Formula {
    pub(super) concept: u32,
    pub(super) term: u16,
    pub(super) status: TermStatus,
    pub(super) words: Box<[FormulaWord]>,
    /// The function words after each content word but the last.
    pub(super) joints: Box<[Box<[WordKey]>]>,
    pub(super) has_comma: bool,
    /// Whether function words follow the last content word: the benefit of all.
    pub(super) ends_in_joint: bool,
}

/// One content word of a formula.
#[derive(Debug)]
pub(super) struct FormulaWord {
    pub(super) stem: WordKey,
    pub(super) text: Box<str>,
    key: WordKey,
}

impl Formula {
    /// `None` for terms that a text cannot come near to: other languages,
    /// abbreviations and terms of one content word.
    pub(super) fn of(concept: u32, index: u16, term: &Term) -> Option<Self> {
        let is_english = term.language == "en" || term.language.starts_with("en-");
        if !is_english || term.abbreviation {
            return None;
        }
        let tokens = tokenize(&term.text);
        let mut words: Vec<FormulaWord> = Vec::new();
        let mut joints: Vec<Box<[WordKey]>> = Vec::new();
        let mut between = Vec::new();
        let mut has_comma = false;
        for (at, &key) in tokens.keys().iter().enumerate() {
            let text = tokens.span(at).slice(&term.text);
            match tokens.flags(at).gap() {
                Gap::Stop if at > 0 => return None,
                gap => has_comma |= gap == Gap::Comma,
            }
            let Some(stem) = stem_key(key, text) else {
                between.push(key);
                continue;
            };
            let joint = std::mem::take(&mut between);
            joints.extend((!words.is_empty()).then(|| joint.into()));
            words.push(FormulaWord { stem, text: text.into(), key });
        }
        (words.len() > 1).then(|| Self {
            concept,
            term: index,
            status: term.status,
            words: words.into(),
            joints: joints.into(),
            has_comma,
            ends_in_joint: !between.is_empty(),
        })
    }

    /// How many content words are left without the last phrase, where they still
    /// make a formulation: community with a shared future (for mankind).
    pub(super) fn short_form(&self) -> Option<usize> {
        let last_joint = self.joints.iter().rposition(|joint| !joint.is_empty())?;
        let is_name_alone = last_joint + 2 == self.words.len();
        (is_name_alone && last_joint + 1 >= 3).then_some(last_joint + 1)
    }

    /// Whether some function word joins the content words.
    pub(super) fn has_joint(&self) -> bool {
        self.joints.iter().any(|joint| !joint.is_empty())
    }
}

impl FormulaWord {
    /// Whether a word is this one; in another grammatical number only for
    /// formulas with words enough.
    pub(super) fn is(&self, key: WordKey, in_either_number: bool) -> bool {
        self.key == key || (in_either_number && self.other_number() == Some(key))
    }

    /// Its singular, or its plural. Asked for only where a text holds another form of
    /// the word, which is seldom; a termbase holds tens of thousands of words.
    fn other_number(&self) -> Option<WordKey> {
        singular(&self.text).or_else(|| plural(&self.text)).map(|word| WordKey::of(&word))
    }
}
