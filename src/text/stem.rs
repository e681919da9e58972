//! Words of weight and their stems, for finding what is *nearly* a known
//! formulation. Stems over-merge (universe and university are one), so they
//! propose and never prove.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::{WordKey, fold};

/// Words that carry grammar rather than content, folded, in order of the alphabet:
/// the articles, prepositions, conjunctions, pronouns and auxiliaries of English.
const FUNCTION_WORDS: [&str; 88] = [
    "a", "about", "above", "after", "against", "all", "among", "an", "and", "any", "are", "as", "at", "be", "been",
    "before", "being", "between", "both", "but", "by", "can", "could", "did", "do", "does", "during", "each", "for",
    "from", "had", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "may", "might",
    "more", "most", "must", "no", "nor", "not", "of", "on", "or", "our", "over", "shall", "she", "should", "so",
    "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
    "through", "to", "under", "upon", "us", "was", "we", "were", "which", "who", "will", "with", "within", "would",
    "your",
];

/// Whether a word (in any case) carries grammar rather than content.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&fold(word).as_str()).is_ok()
}

/// The most stems remembered on one thread; a draft has some ten thousand words.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    /// Stemming costs some 200 ns a word, looking it up 20.
    static STEMS: RefCell<FxHashMap<WordKey, Option<WordKey>>> = RefCell::default();
}

/// The key of a word's English stem (Porter 2), or `None` for a function word.
/// `key` is the word's own key.
#[must_use]
pub fn stem_key(key: WordKey, word: &str) -> Option<WordKey> {
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.get(&key) {
            return *stem;
        }
        let folded = without_stops(fold(word));
        let stem =
            FUNCTION_WORDS.binary_search(&folded.as_str()).is_err().then(|| WordKey::of_folded(&english(&folded)));
        if stems.len() >= REMEMBERED {
            stems.clear();
        }
        stems.insert(key, stem);
        stem
    })
}

/// "U.S." has the key of "US", so it has to have its stem.
fn without_stops(folded: String) -> String {
    if folded.starts_with(char::is_alphabetic) { folded.replace('.', "") } else { folded }
}

fn english(folded: &str) -> String {
    use frostem::{Algorithm, Stemmer};
    Stemmer::new(Algorithm::English).stem(folded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(word: &str) -> Option<WordKey> {
        stem_key(WordKey::of(word), word)
    }

    #[test]
    fn words_of_one_key_have_one_stem() {
        for word in ["U.S.", "US", "us"] {
            assert_eq!(stem_key(WordKey::of("us"), word), None, "{word}");
            STEMS.with_borrow_mut(FxHashMap::clear);
        }
    }

    #[test]
    fn merges_inflections_and_leaves_function_words_out() {
        assert_eq!(stem("communities"), stem("Community"));
        assert_eq!(stem("shared"), stem("sharing"));
        assert_ne!(stem("future"), stem("destiny"));
        assert_eq!(stem("With"), None);
    }

    #[test]
    fn function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
    }
}
