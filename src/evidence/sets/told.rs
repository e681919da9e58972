//! The counted sets that the sources announce and list, each once however many documents
//! tell it: the same number and noun, and items that share their telling words. Sets of a
//! corpus enter; groups leave, those of one label after those of another.

use std::collections::BTreeMap;

use crate::corpus::{AnnouncedSet, Corpus, CorpusError, DocumentRef, SetLabel};
use crate::termbase::{Wording, telling};
use crate::text::{stem_key, tokenize};

/// A set that one or more documents announce and list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldSet {
    /// Where it is announced, by date, those without a date last; one at least.
    pub tellings: Vec<(DocumentRef, AnnouncedSet)>,
    /// Which of them is shown: the first that gives it in full, else the longest.
    best: usize,
    /// The telling words of the items of that one.
    wordings: Vec<Wording>,
}

impl ToldSet {
    fn new(document: DocumentRef, set: AnnouncedSet) -> Self {
        let wordings = wordings(&set);
        Self { tellings: vec![(document, set)], best: 0, wordings }
    }

    /// The set as it is shown, and whose words those are.
    #[must_use]
    pub fn shown(&self) -> Option<(DocumentRef, &AnnouncedSet)> {
        self.tellings.get(self.best).map(|(document, set)| (*document, set))
    }

    /// Whether some words are about the same as one of its items.
    #[must_use]
    pub fn has_item(&self, words: &str) -> bool {
        let item = wording(words);
        self.wordings.iter().any(|known| is_alike(known, &item))
    }

    /// The documents, each once, by date.
    #[must_use]
    pub fn documents(&self) -> Vec<DocumentRef> {
        let mut documents: Vec<DocumentRef> = Vec::with_capacity(self.tellings.len());
        for (document, _) in &self.tellings {
            if !documents.contains(document) {
                documents.push(*document);
            }
        }
        documents
    }

    pub(super) fn wordings(&self) -> &[Wording] {
        &self.wordings
    }

    fn take(&mut self, document: DocumentRef, set: AnnouncedSet, wordings: Vec<Wording>) {
        let rank = |set: &AnnouncedSet| (set.is_full, set.items.len());
        if self.shown().is_some_and(|(_, shown)| rank(shown) < rank(&set)) {
            self.best = self.tellings.len();
            self.wordings = wordings;
        }
        self.tellings.push((document, set));
    }
}

/// The sets of a label, or of all labels, that the sources tell; of each label the
/// earliest first.
///
/// # Errors
/// When the corpus cannot answer.
pub fn told_sets(corpus: &dyn Corpus, label: Option<SetLabel>) -> Result<Vec<ToldSet>, CorpusError> {
    let mut by_label: BTreeMap<SetLabel, Vec<ToldSet>> = BTreeMap::new();
    for (document, set) in corpus.announced_sets(label)? {
        let told = by_label.entry(set.set_label()).or_default();
        let wordings = wordings(&set);
        match told.iter_mut().find(|told| is_same(&told.wordings, &wordings)) {
            Some(told) => told.take(document, set, wordings),
            None => told.push(ToldSet::new(document, set)),
        }
    }
    Ok(by_label.into_values().flatten().collect())
}

/// The telling words of each item.
pub(super) fn wordings(set: &AnnouncedSet) -> Vec<Wording> {
    set.items.iter().map(|item| wording(&item.text)).collect()
}

/// The telling words of an item.
pub(super) fn wording(text: &str) -> Wording {
    let tokens = tokenize(text);
    let keys = tokens.keys().iter().enumerate();
    telling(&keys.map(|(at, key)| stem_key(*key, tokens.span(at).slice(text))).collect::<Vec<_>>())
}

/// Whether two listings are of the same items: as many in the same order, or all of the
/// shorter one among those of the longer.
fn is_same(one: &[Wording], other: &[Wording]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() == long.len() {
        return short.iter().zip(long).all(|(one, other)| is_alike(one, other));
    }
    short.iter().all(|item| long.iter().any(|other| is_alike(item, other)))
}

/// Whether two items share most words of the shorter one, and some of the longer.
fn is_alike(one: &Wording, other: &Wording) -> bool {
    let common = one.iter().filter(|word| other.contains(word)).count();
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    common > 0 && common * 3 >= short * 2 && common * 4 >= long
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &[&str], other: &[&str]) -> bool {
        let wordings = |items: &[&str]| items.iter().map(|item| wording(item)).collect::<Vec<_>>();
        is_same(&wordings(one), &wordings(other))
    }

    #[test]
    fn listings_in_other_words_for_the_same_items_are_one_set() {
        assert!(same(&["respect for harbour law", "good rope"], &["respecting harbour law", "the good ropes"]));
        assert!(same(&["harbour law", "good rope"], &["harbour law", "fresh tea", "good rope"]));
    }

    #[test]
    fn other_items_or_another_order_are_another_set() {
        assert!(!same(&["harbour law", "good rope"], &["good rope", "harbour law"]));
        assert!(!same(&["harbour law", "good rope"], &["harbour law", "bad ink"]));
        assert!(!same(&["the", "of"], &["the", "of"]), "items without a telling word are alike to nothing");
    }
}
