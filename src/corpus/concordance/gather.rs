//! Gathers the words of documents as they are read: each distinct word gets a number
//! in order of appearance. One gatherer per reading thread; they meet in
//! [`super::compose`].

use rustc_hash::{FxHashMap, FxHashSet};

use super::narrow;
use super::segment::View;
use crate::text::{Gap, Tokens, WordKey};

/// Two words that are joined wherever they meet, and the word they make: in
/// "harmo-nious" a line break of some printed page tore a word apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) left: WordKey,
    pub(super) right: WordKey,
    pub(super) joined: WordKey,
}

/// The distinct words of some documents, by number.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    pub(super) keys: Vec<WordKey>,
    /// Whether a word stands by itself somewhere, not only beside a hyphen.
    pub(super) free: Vec<bool>,
}

/// The words of the documents that one thread has read.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    pub(super) lexicon: Lexicon,
    numbers: FxHashMap<WordKey, u32>,
    /// Words that meet at a hyphen, by number, and what they make together.
    hyphenated: FxHashMap<(u32, u32), WordKey>,
}

impl Gatherer {
    /// Numbers the words of one document.
    pub(super) fn add(&mut self, text: &str, tokens: &Tokens) -> Vec<u32> {
        let words: Vec<u32> = tokens.keys().iter().map(|&key| self.number(key)).collect();
        let is_tied = |index: usize| tokens.flags(index).gap() == Gap::Hyphen;
        for (index, &word) in words.iter().enumerate() {
            if index > 0 && is_tied(index) {
                self.add_hyphenated(text, tokens, index, words.get(index - 1).copied(), word);
            } else if !is_tied(index + 1)
                && let Some(free) = self.lexicon.free.get_mut(word as usize)
            {
                *free = true;
            }
        }
        words
    }

    fn number(&mut self, key: WordKey) -> u32 {
        let Lexicon { keys, free } = &mut self.lexicon;
        *self.numbers.entry(key).or_insert_with(|| {
            keys.push(key);
            free.push(false);
            narrow(keys.len() - 1)
        })
    }

    /// Remembers the words at `index - 1` and `index`. Figures and characters of
    /// scripts without hyphens are never torn apart.
    fn add_hyphenated(&mut self, text: &str, tokens: &Tokens, index: usize, left: Option<u32>, right: u32) {
        let is_whole = |index: usize| tokens.flags(index).is_number() || tokens.flags(index).is_cjk();
        if let Some(left) = left
            && !is_whole(index - 1)
            && !is_whole(index)
        {
            self.hyphenated.entry((left, right)).or_insert_with(|| joined_key(text, tokens, index - 1));
        }
    }
}

/// The key of the word that the tokens at `index` and after it make together.
pub(in crate::corpus) fn joined_key(text: &str, tokens: &Tokens, index: usize) -> WordKey {
    let (left, right) = (tokens.span(index).slice(text), tokens.span(index + 1).slice(text));
    WordKey::of(&format!("{left}{right}"))
}

/// Decides from the corpus itself which words with hyphens are torn ones: what they
/// make together stands somewhere as a word, while one of the two never does. "win-win"
/// stays two words. Pairs that the segments in use join are joined here, too.
pub(super) fn torn_pairs(gatherers: &[Gatherer], known: &[View<'_>]) -> Vec<Pair> {
    let free: FxHashSet<WordKey> = gatherers
        .iter()
        .flat_map(|gatherer| gatherer.lexicon.keys.iter().zip(&gatherer.lexicon.free))
        .filter_map(|(&key, &is_free)| is_free.then_some(key))
        .collect();
    let is_free =
        |key: WordKey| free.contains(&key) || known.iter().any(|view| view.id(key).is_some_and(|id| view.is_free(id)));
    let is_torn = |pair: &Pair| {
        is_free(pair.joined) && !(is_free(pair.left) && is_free(pair.right))
            || known.iter().any(|view| view.joined(pair.left, pair.right).is_some())
    };
    let mut pairs: Vec<Pair> = gatherers.iter().flat_map(hyphenated_pairs).collect();
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| (pair.left, pair.right));
    pairs.retain(is_torn);
    pairs
}

fn hyphenated_pairs(gatherer: &Gatherer) -> Vec<Pair> {
    let key = |number: u32| gatherer.lexicon.keys.get(number as usize).copied();
    // In no order: the caller sorts.
    let pair = |(&(left, right), &joined): (&(u32, u32), &WordKey)| {
        Some(Pair { left: key(left)?, right: key(right)?, joined })
    };
    gatherer.hyphenated.iter().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn torn(texts: &[&str]) -> Vec<(&'static str, &'static str)> {
        let mut gatherer = Gatherer::default();
        for text in texts {
            gatherer.add(text, &tokenize(text));
        }
        let pairs = torn_pairs(&[gatherer], &[]);
        let known = [("harmo", "nious"), ("win", "win"), ("ever", "yone"), ("20", "17"), ("re", "sponse")];
        known
            .into_iter()
            .filter(|(left, right)| {
                pairs.iter().any(|pair| pair.left == WordKey::of(left) && pair.right == WordKey::of(right))
            })
            .collect()
    }

    #[test]
    fn tells_torn_words_from_compounds() {
        type Case = (&'static [&'static str], &'static [(&'static str, &'static str)]);
        let cases: [Case; 6] = [
            (&["a harmo-nious world", "a harmonious world"], &[("harmo", "nious")]),
            (&["a harmo-nious world"], &[]),
            (&["win-win", "to win", "winwin"], &[]),
            (&["ever-yone and everyone", "ever after"], &[("ever", "yone")]),
            (&["2017", "20-17"], &[]),
            (&["a re-sponse", "the response-time"], &[]),
        ];
        for (texts, expected) in cases {
            assert_eq!(torn(texts), expected, "{texts:?}");
        }
    }
}
