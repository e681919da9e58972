//! Terms in order of the alphabet, for finishing what a writer begins to type.

use super::concept::{Concept, TermStatus};
use super::matcher::ConceptRef;
use crate::text::{fold, tokenize};

/// The preferred and admitted terms by their folded words.
#[derive(Debug, Default)]
pub(super) struct Completions {
    /// Sorted; words joined by single spaces.
    terms: Vec<(Box<str>, ConceptRef, u16)>,
}

impl Completions {
    pub(super) fn new(concepts: &[Concept]) -> Self {
        let mut terms = Vec::new();
        for (number, concept) in (0..).zip(concepts) {
            for (index, term) in (0..).zip(&concept.terms) {
                if matches!(term.status, TermStatus::Preferred | TermStatus::Admitted) {
                    terms.push((words_of(&term.text).into(), ConceptRef(number), index));
                }
            }
        }
        terms.sort_unstable();
        Self { terms }
    }

    pub(super) fn complete(&self, prefix: &str) -> impl Iterator<Item = (ConceptRef, u16)> + '_ {
        let mut typed = words_of(prefix);
        if !typed.is_empty() && prefix.ends_with([' ', '-', '\u{A0}']) {
            typed.push(' ');
        }
        let first = self.terms.partition_point(|(words, ..)| **words < *typed);
        let rest = self.terms.get(first..).unwrap_or_default();
        rest.iter().take_while(move |(words, ..)| words.starts_with(&typed)).map(|&(_, concept, term)| (concept, term))
    }
}

/// The folded words of a text, joined by single spaces.
fn words_of(text: &str) -> String {
    let tokens = tokenize(text);
    let mut words = String::with_capacity(text.len());
    for word in 0..tokens.len() {
        if word > 0 {
            words.push(' ');
        }
        words.extend(fold(tokens.span(word).slice(text)).chars().filter(|c| !matches!(c, '.' | ',')));
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::termbase::Termbase;

    #[test]
    fn completes_preferred_and_admitted_terms_by_words() {
        let source = "[[concept]]\nid = \"a\"\n\
            [[concept.term]]\ntext = \"Win-win cooperation\"\nstatus = \"preferred\"\n\
            [[concept.term]]\ntext = \"winning side\"\n\
            [[concept.term]]\ntext = \"win at all costs\"\nstatus = \"deprecated\"\n\
            [[concept.term]]\ntext = \"命运共同体\"\nlanguage = \"zh\"\n";
        let (termbase, _) = Termbase::parse(vec![("a.toml".into(), source.to_owned())]);
        let completed = |prefix: &str| -> Vec<u16> { termbase.complete(prefix).map(|(_, term)| term).collect() };
        assert_eq!(completed("win"), [0, 1]);
        assert_eq!(completed("Win "), [0]);
        assert_eq!(completed("win win co"), [0]);
        assert_eq!(completed("命运"), [3]);
        assert_eq!(completed("loss"), [0; 0]);
        assert_eq!(completed("").len(), 3);
    }
}
