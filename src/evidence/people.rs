//! The people whose texts a corpus has: its metadata enter once, the texts of a person
//! leave. Whoever only speaks in somebody else's text is not known here.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Corpus, DocumentRef};
use crate::prose::{PersonName, Sameness};

/// The speakers and authors of one opened corpus.
#[derive(Debug, Default)]
pub struct People {
    by_family: FxHashMap<String, Vec<(PersonName, DocumentRef)>>,
    given: FxHashSet<String>,
}

impl People {
    /// Reads the metadata of every document.
    #[must_use]
    pub fn of(corpus: &dyn Corpus) -> Self {
        let mut people = Self::default();
        for number in (0..corpus.len()).map(DocumentRef) {
            let Ok(document) = corpus.document(number) else { continue };
            let names = [&document.speaker, &document.author].into_iter().flatten();
            for name in names.filter_map(|name| PersonName::parse(name)).filter(PersonName::is_full) {
                people.given.extend(name.given().map(str::to_owned));
                people.by_family.entry(name.family().to_owned()).or_default().push((name, number));
            }
        }
        people
    }

    /// Whether anybody's given name is that of this name.
    #[must_use]
    pub fn has_given_name_of(&self, name: &PersonName) -> bool {
        name.given().is_some_and(|given| self.given.contains(given))
    }

    /// Whether somebody of this family name, folded, has a text.
    #[must_use]
    pub fn has_family(&self, name: &str) -> bool {
        self.by_family.contains_key(name)
    }

    /// The name in full of the only person of this family name, folded; `None` where there
    /// are several or none.
    #[must_use]
    pub fn only(&self, family: &str) -> Option<&PersonName> {
        let names = self.by_family.get(family)?;
        let (first, _) = names.first()?;
        names.iter().all(|(name, _)| name.compare(first) == Sameness::Same).then_some(first)
    }

    /// The texts that somebody with this full name spoke or wrote.
    pub fn texts_by(&self, name: &PersonName) -> impl Iterator<Item = DocumentRef> {
        let of_family = self.by_family.get(name.family()).into_iter().flatten();
        of_family.filter(|(other, _)| name.compare(other) == Sameness::Same).map(|(_, document)| *document)
    }
}
