//! Concepts by their terms of one word, as abbreviations are: the words as they are
//! written enter, the concepts that have them leave.

use rustc_hash::FxHashMap;

use super::concept::Concept;
use super::matcher::ConceptRef;

/// The concepts of a termbase by the exact text of their terms without a space.
#[derive(Debug, Default)]
pub(super) struct ByWord(FxHashMap<String, Vec<ConceptRef>>);

impl ByWord {
    /// Builds the index; the order of `concepts` gives their numbers.
    pub(super) fn new(concepts: &[Concept]) -> Self {
        let mut found: FxHashMap<String, Vec<ConceptRef>> = FxHashMap::default();
        for (number, concept) in (0..).map(ConceptRef).zip(concepts) {
            for term in concept.terms.iter().filter(|term| !term.text.contains(' ')) {
                let concepts = found.entry(term.text.clone()).or_default();
                if concepts.last() != Some(&number) {
                    concepts.push(number);
                }
            }
        }
        Self(found)
    }

    /// The concepts with this word as a term, in their order.
    pub(super) fn find(&self, word: &str) -> &[ConceptRef] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }
}
