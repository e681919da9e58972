//! A source as a person names it: by its key in the corpus or in a bibliography of the
//! project, by file, by address, by title. A name enters; documents leave, or the names
//! that are near it.

use std::path::Path;

use super::Engine;
use crate::corpus::{CorpusError, DocumentRef};
use crate::evidence::{Citable, Resolution, ShelfEntry};

/// Names that are offered where none fits.
const OFFERED: usize = 5;
/// How like a name a known one must be to be offered, from 0 to 1.
const LIKENESS: f64 = 0.8;

/// What a name of a source comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedSource {
    /// Documents of the corpus; several where one page was scraped twice.
    Documents(Vec<DocumentRef>),
    /// An entry of a bibliography that no document of the corpus is known to be: its key,
    /// and authors, title and date in a line.
    WithoutText(String, String),
    /// Nothing; the names that are near, the nearest first.
    Unknown(Vec<String>),
}

impl Engine {
    /// The source that somebody names who is in `folder`: `smith2024` or `@smith2024`, the
    /// key of a document or the only beginning of one, a path, an address, a title.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn source_named(&self, name: &str, folder: &Path) -> Result<NamedSource, CorpusError> {
        let Some(corpus) = self.corpus() else { return Ok(NamedSource::Unknown(Vec::new())) };
        let citable = Citable {
            own: None,
            shared: &self.bibliography,
            corpus: Some(corpus),
            shelf: &self.shelf,
            folder: Some(folder),
        };
        let key = bare_key(name);
        let resolution = citable.key(key);
        let mut documents = resolution.documents().to_vec();
        for find in [Citable::at_path, Citable::at_address, Citable::of_whole_title] {
            if documents.is_empty() {
                documents = find(&citable, name);
            }
        }
        if documents.is_empty() {
            documents = only_beginning(self.shelf.entries(corpus), key).into_iter().collect();
        }
        if !documents.is_empty() {
            return Ok(NamedSource::Documents(documents));
        }
        if let Resolution::Known(resolved) = &resolution
            && let Some(reference) = resolved.reference
        {
            return Ok(NamedSource::WithoutText(reference.key.clone(), reference.summary()));
        }
        let entries = self.shelf.entries(corpus).iter().map(|entry| entry.key.as_str());
        let keys = citable.references().map(|reference| reference.key.as_str());
        Ok(NamedSource::Unknown(nearest(key, keys.chain(entries))))
    }
}

/// A citekey without what marks it as one in a draft: `[@smith2024]`, `@{smith 2024}`.
fn bare_key(name: &str) -> &str {
    let inside = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let Some(key) = inside.strip_prefix('@') else { return name };
    key.strip_prefix('{').and_then(|key| key.strip_suffix('}')).unwrap_or(key)
}

/// The document whose key begins so, where one alone does.
fn only_beginning(entries: &[ShelfEntry], name: &str) -> Option<DocumentRef> {
    let mut beginning = entries.iter().filter(|entry| entry.key.starts_with(name));
    match (beginning.next(), beginning.next()) {
        (Some(only), None) if !name.is_empty() => Some(only.document),
        _ => None,
    }
}

/// The names that are most like one, or hold it.
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Vec<String> {
    let folded = name.to_lowercase();
    let likeness = |known: &str| {
        let known = known.to_lowercase();
        let last = known.rsplit('/').next().unwrap_or(&known);
        let is_part = !folded.is_empty() && (known.contains(&folded) || folded.contains(&known));
        if is_part { 1.0 } else { strsim::jaro_winkler(&known, &folded).max(strsim::jaro_winkler(last, &folded)) }
    };
    let mut near: Vec<(f64, &str)> = known.map(|known| (likeness(known), known)).collect();
    near.retain(|(likeness, _)| *likeness >= LIKENESS);
    near.sort_by(|(one, name), (other, other_name)| other.total_cmp(one).then(name.cmp(other_name)));
    near.dedup_by(|(_, one), (_, other)| one == other);
    near.into_iter().take(OFFERED).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citekey_is_read_as_drafts_write_it() {
        for name in ["smith2024", "@smith2024", "[@smith2024]", "@{smith2024}"] {
            assert_eq!(bare_key(name), "smith2024", "{name}");
        }
        assert_eq!(bare_key("[draft].md"), "[draft].md");
    }

    #[test]
    fn near_names_are_offered_the_nearest_first() {
        let known = ["smith2023", "smith2024", "talks/keynote", "oak1999"];
        assert_eq!(nearest("smiht2024", known.into_iter()), ["smith2024", "smith2023"]);
        assert_eq!(nearest("keynot", known.into_iter()), ["talks/keynote"]);
        assert!(nearest("harbour", known.into_iter()).is_empty());
    }
}
