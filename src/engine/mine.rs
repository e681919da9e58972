//! Counted sets of the sources for the termbase: candidates that it does not hold, as a
//! writer reads them and as entries to paste. What is pasted is the writer's to approve.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Engine;
use crate::corpus::{AnnouncedItem, AnnouncedSet, Corpus, CorpusError, Document};
use crate::evidence::{ToldSet, mined};
use crate::text::{Place, one_line};

/// The candidates for a termbase.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Candidates {
    /// The best attested first.
    pub sets: Vec<CandidateSet>,
    /// How many sets of the sources the termbase holds already.
    pub known: usize,
}

/// A set that the sources announce and list and the termbase does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct CandidateSet {
    /// An id that neither the termbase nor another candidate has.
    pub id: String,
    /// The set as the best of its sources gives it.
    pub set: AnnouncedSet,
    /// Where it is announced, once for each document, by date; those without a date last.
    pub tellings: Vec<Telling>,
    /// Which of them gives the set as it is shown.
    pub shown: usize,
}

/// A document that announces a set, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// The document.
    pub document: Arc<Document>,
    /// Where the label begins.
    pub place: Place,
}

impl Engine {
    /// The candidates for the termbase; `None` where there is no corpus.
    ///
    /// # Errors
    /// When the corpus cannot answer.
    pub fn candidates(&self) -> Result<Option<Candidates>, CorpusError> {
        let Some(corpus) = self.corpus() else { return Ok(None) };
        let found = mined(corpus, &self.termbase)?;
        let mut taken: FxHashSet<String> = self.termbase.sets().iter().map(|set| set.id.clone()).collect();
        let mut sets = Vec::with_capacity(found.candidates.len());
        for told in &found.candidates {
            sets.extend(candidate(corpus, told, &mut taken)?);
        }
        Ok(Some(Candidates { sets, known: found.known }))
    }
}

fn candidate(
    corpus: &dyn Corpus,
    told: &ToldSet,
    taken: &mut FxHashSet<String>,
) -> Result<Option<CandidateSet>, CorpusError> {
    let Some((best, set)) = told.shown() else { return Ok(None) };
    let mut tellings: Vec<Telling> = Vec::new();
    for document in told.documents() {
        let mut here = told.tellings.iter().filter(|(other, _)| *other == document).map(|(_, set)| set.place);
        let place = if document == best { Some(set.place) } else { here.next() };
        let document = corpus.document(document)?;
        tellings.extend(place.map(|place| Telling { document, place }));
    }
    let shown = told.documents().iter().position(|document| *document == best).unwrap_or(0);
    Ok(Some(CandidateSet { id: free_id(set, taken), set: set.clone(), tellings, shown }))
}

impl CandidateSet {
    /// The document whose words are shown.
    #[must_use]
    pub fn source(&self) -> Option<&Telling> {
        self.tellings.get(self.shown)
    }

    /// The entry of a termbase file, after a line that says what it is. `place_of` names
    /// a place as the writer does. Items that are not the whole set are told in a remark
    /// and left to the writer.
    #[must_use]
    pub fn entry(&self, place_of: &dyn Fn(&Telling) -> String) -> String {
        let mut lines: Vec<String> = Vec::new();
        for telling in &self.tellings {
            let source = one_line(&format!("{} {}", place_of(telling), cited(&telling.document)));
            lines.push(format!("# candidate, not approved: {source}"));
        }
        lines.push("[[set]]".to_owned());
        lines.push(format!("id = {}", text(&self.id)));
        lines.push(format!("labels = [{}]", text(&self.label())));
        lines.push(format!("count = {}", self.set.count()));
        lines.extend(self.item_lines());
        if let Some(Telling { document, .. }) = self.source() {
            lines.extend(document.speaker.as_deref().map(|speaker| format!("speaker = {}", text(speaker))));
            lines.extend(document.date.map(|date| format!("date = {}", text(&date.to_string()))));
            lines.push(format!("source = {}", text(&cited(document))));
        }
        lines.join("\n") + "\n"
    }

    /// The items as lines of an entry, as remarks where they are not all.
    fn item_lines(&self) -> Vec<String> {
        let AnnouncedSet { items, is_full, .. } = &self.set;
        let item_line = |sign: &str, item: &AnnouncedItem| format!("{sign}  {},", text(&item.text));
        if *is_full {
            let items = items.iter().map(|item| item_line("", item));
            return ["items = [".to_owned()].into_iter().chain(items).chain(["]".to_owned()]).collect();
        }
        let remark = format!("# {} items are listed, perhaps not all, or not the first ones:", items.len());
        [remark].into_iter().chain(items.iter().map(|item| item_line("#", item))).collect()
    }

    /// The label in the case of running text, without marks.
    fn label(&self) -> String {
        let label = self.set.label.replace(['"', '“', '”', '‘'], "");
        let is_opening = label.chars().skip(1).all(|c| !c.is_uppercase());
        if is_opening { label.to_lowercase() } else { label }
    }
}

/// "four-principles-docks": the label and the first words of the first item; with a
/// number where that is taken.
fn free_id(set: &AnnouncedSet, taken: &mut FxHashSet<String>) -> String {
    let words = |text: &str, most: usize| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(most).map(str::to_lowercase).collect()
    };
    let first = set.items.first().map_or("", |item| item.text.as_str());
    let id = [words(&set.label, 6), words(first, 4)].concat().join("-");
    let mut free = id.clone();
    for number in 2_u32.. {
        if taken.insert(free.clone()) {
            break;
        }
        free = format!("{id}-{number}");
    }
    free
}

/// Publisher, title and date of a document, as far as they are known.
fn cited(document: &Document) -> String {
    let title = document.title.as_deref().unwrap_or(&document.id);
    let known = [document.credit(), Some(title)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    format!("{known}, {}", document.dated())
}

/// A text as TOML writes it.
fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
