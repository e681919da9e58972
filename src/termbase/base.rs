//! A whole termbase: concepts by number and by id, and what is built from them to
//! find terms, near misses and completions. Immutable once loaded.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::by_word::ByWord;
use super::check::check;
use super::check_named::check_named;
use super::complete::Completions;
use super::concept::{Concept, Term};
use super::event_names::{EventNames, EventRef};
use super::fault::{Fault, FaultKind};
use super::labels::{LabelIndex, SetRef};
use super::load::{Entry, Source, read};
use super::load_named::{Located, NamedEntries};
use super::matcher::{ConceptRef, Matcher, TermMatch};
use super::named::{EnumeratedSet, Event, Office, Person};
use super::names::{Names, OfficeRef, PersonRef};
use super::near::NearIndex;
use super::set_items::SetItems;
use super::set_series::SeriesIndex;
use super::signs::Signs;
use super::specs::failing_terms;
use crate::prose::PartialDate;
use crate::text::{LineIndex, Place, Span};

/// The concepts of all termbase files, in the order of files and places.
#[derive(Debug, Default)]
pub struct Termbase {
    concepts: Vec<Concept>,
    by_id: FxHashMap<String, ConceptRef>,
    sets: Vec<EnumeratedSet>,
    people: Vec<Person>,
    offices: Vec<Office>,
    events: Vec<Event>,
    files: Vec<PathBuf>,
    matcher: Matcher,
    /// Made when first asked for: a quarter of the time that loading takes, and a
    /// lookup needs none.
    near: OnceLock<NearIndex>,
    /// Made when first asked for.
    labels: OnceLock<LabelIndex>,
    /// Made when a text names a set.
    signs: OnceLock<Signs>,
    /// Made when first asked for.
    series: OnceLock<SeriesIndex>,
    /// Made when a text names a set.
    set_items: OnceLock<SetItems>,
    /// Made when first asked for, as `near`.
    names: OnceLock<Names>,
    /// Made when a text numbers a meeting.
    event_names: OnceLock<EventNames>,
    /// Made when a text has abbreviations.
    by_word: OnceLock<ByWord>,
    /// Made when first asked for: a check needs none.
    completions: OnceLock<Completions>,
}

impl Termbase {
    /// Loads `files`. What is faulty is left out and told in the faults, which
    /// stand in the order of files and places; the rest loads.
    #[must_use]
    pub fn load(files: &[PathBuf]) -> (Self, Vec<Fault>) {
        let mut sources = Vec::with_capacity(files.len());
        let mut unread = Vec::new();
        for path in files {
            match read_text(path) {
                Ok(text) => sources.push((path.clone(), text)),
                Err(fault) => unread.push(*fault),
            }
        }
        let (mut termbase, faults) = Self::parse(sources);
        termbase.files = files.to_vec();
        unread.extend(faults);
        let rank = |fault: &Fault| files.iter().position(|file| *file == fault.path);
        unread.sort_by_key(|fault| (rank(fault), fault.span, fault.kind));
        (termbase, unread)
    }

    /// Builds a termbase from texts that are already read, each with the path it
    /// is known by; otherwise as [`Termbase::load`].
    #[must_use]
    pub fn parse(sources: Vec<(PathBuf, String)>) -> (Self, Vec<Fault>) {
        let files = sources.iter().map(|(path, _)| path.clone()).collect();
        let sources: Vec<Source> = sources.into_iter().map(|(path, text)| Source::new(path, text)).collect();
        let mut entries = Vec::new();
        let mut named = NamedEntries::default();
        let mut faults = Vec::new();
        for (index, source) in sources.iter().enumerate() {
            let (of_file, faults_of_file) = read(source, index);
            entries.extend(of_file.concepts);
            named.extend(of_file.named);
            faults.extend(faults_of_file);
        }
        faults.extend(check(&mut entries, &sources));
        faults.extend(check_named(&mut named, &sources));
        let (concepts, matcher, failing) = proven(entries, &sources);
        faults.extend(failing);
        let rank = |fault: &Fault| sources.iter().position(|source| source.path == fault.path);
        faults.sort_by_key(|fault| (rank(fault), fault.span, fault.kind));
        let by_id = (0..).zip(&concepts).map(|(number, concept)| (concept.id.clone(), ConceptRef(number))).collect();
        let termbase = Self {
            concepts,
            by_id,
            sets: entries_of(named.sets),
            people: entries_of(named.people),
            offices: entries_of(named.offices),
            events: entries_of(named.events),
            files,
            matcher,
            ..Self::default()
        };
        (termbase, faults)
    }

    /// All concepts; a [`ConceptRef`] counts in this slice.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Whether it holds nothing at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.concepts.is_empty()
            && self.sets.is_empty()
            && self.people.is_empty()
            && self.offices.is_empty()
            && self.events.is_empty()
    }

    /// The counted sets.
    #[must_use]
    pub fn sets(&self) -> &[EnumeratedSet] {
        &self.sets
    }

    /// A set by its number; `None` for a number of another termbase.
    #[must_use]
    pub fn set(&self, set: SetRef) -> Option<&EnumeratedSet> {
        self.sets.get(set.0 as usize)
    }

    /// Finds labels of sets in running text.
    #[must_use]
    pub fn labels(&self) -> &LabelIndex {
        self.labels.get_or_init(|| LabelIndex::new(&self.sets))
    }

    /// Finds what tells sets apart in running text.
    #[must_use]
    pub fn signs(&self) -> &Signs {
        self.signs.get_or_init(|| Signs::new(&self.sets, &self.people))
    }

    /// Finds series that leave out one item of a set in running text.
    #[must_use]
    pub fn series(&self) -> &SeriesIndex {
        self.series.get_or_init(|| SeriesIndex::new(&self.sets))
    }

    /// The telling words of the items of sets.
    #[must_use]
    pub fn set_items(&self) -> &SetItems {
        self.set_items.get_or_init(|| SetItems::new(&self.sets))
    }

    /// The people.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The offices.
    #[must_use]
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// Finds people and titles in running text.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(&self.people, &self.offices))
    }

    /// A person by number; `None` for a number of another termbase.
    #[must_use]
    pub fn person(&self, person: PersonRef) -> Option<&Person> {
        self.people.get(person.0 as usize)
    }

    /// An office by number; `None` for a number of another termbase.
    #[must_use]
    pub fn office(&self, office: OfficeRef) -> Option<&Office> {
        self.offices.get(office.0 as usize)
    }

    /// The events.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Finds events in running text.
    #[must_use]
    pub fn event_names(&self) -> &EventNames {
        self.event_names.get_or_init(|| EventNames::new(&self.events))
    }

    /// An event by number; `None` for a number of another termbase.
    #[must_use]
    pub fn event(&self, event: EventRef) -> Option<&Event> {
        self.events.get(event.0 as usize)
    }

    /// The concepts with a term of one word that is exactly `word`, in their order.
    pub fn with_word(&self, word: &str) -> impl Iterator<Item = &Concept> {
        let found = self.by_word.get_or_init(|| ByWord::new(&self.concepts)).find(word);
        found.iter().filter_map(|concept| self.concept(*concept))
    }

    /// A concept by its number; `None` for a number of another termbase.
    #[must_use]
    pub fn concept(&self, concept: ConceptRef) -> Option<&Concept> {
        self.concepts.get(concept.0 as usize)
    }

    /// The term that was found.
    #[must_use]
    pub fn term(&self, found: &TermMatch) -> Option<&Term> {
        self.concept(found.concept)?.terms.get(usize::from(found.term))
    }

    /// The concept with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Concept> {
        self.concept(self.by_id(id)?)
    }

    /// The concept with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<ConceptRef> {
        self.by_id.get(id).copied()
    }

    /// The term to write for a concept in `language` in a text of `date`; where
    /// another concept took its place, still this concept's.
    #[must_use]
    pub fn preferred(&self, concept: ConceptRef, language: &str, date: PartialDate) -> Option<&Term> {
        self.concept(concept)?.preferred(language, date)
    }

    /// The files it was loaded from, also those that could not be read.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Finds terms in running text.
    #[must_use]
    pub const fn matcher(&self) -> &Matcher {
        &self.matcher
    }

    /// Finds what is nearly a term.
    #[must_use]
    pub fn near(&self) -> &NearIndex {
        self.near.get_or_init(|| NearIndex::new(&self.concepts))
    }

    /// The preferred and admitted terms whose words begin with the words of
    /// `prefix` (the last may be unfinished), in order of the alphabet: concept
    /// and index of the term. Abbreviations are among them. An empty prefix
    /// gives all.
    pub fn complete(&self, prefix: &str) -> impl Iterator<Item = (ConceptRef, u16)> + '_ {
        self.completions.get_or_init(|| Completions::new(&self.concepts)).complete(prefix)
    }
}

fn entries_of<T>(located: Vec<Located<T>>) -> Vec<T> {
    located.into_iter().map(|located| located.entry).collect()
}

/// Concepts and their matcher, without the terms whose specs fail.
fn proven(entries: Vec<Entry>, sources: &[Source]) -> (Vec<Concept>, Matcher, Vec<Fault>) {
    let mut sites = Vec::with_capacity(entries.len());
    let mut concepts = Vec::with_capacity(entries.len());
    for entry in entries {
        sites.push((entry.source, entry.sites));
        concepts.push(entry.concept);
    }
    let matcher = Matcher::new(&concepts);
    let (failing, faults) = failing_terms(&concepts, &sites, sources, &matcher);
    if failing.is_empty() {
        return (concepts, matcher, faults);
    }
    for (index, concept) in concepts.iter_mut().enumerate() {
        let mut term = 0..;
        concept.terms.retain(|_| term.next().is_some_and(|term| failing.binary_search(&(index, term)).is_err()));
    }
    let matcher = Matcher::new(&concepts);
    (concepts, matcher, faults)
}

fn read_text(path: &Path) -> Result<String, Box<Fault>> {
    let fault = |message: String, mend: &str, text: &str, at: usize| {
        Box::new(Fault {
            kind: FaultKind::Unreadable,
            path: path.to_path_buf(),
            place: if at == 0 { Place { line: 1, column: 1 } } else { LineIndex::new(text).place(text, at) },
            span: Span::at(at),
            message,
            mend: mend.to_owned(),
            other: None,
        })
    };
    let bytes = std::fs::read(path).map_err(|error| {
        let mend = "check the path and who may read the file";
        fault(format!("the termbase file cannot be read ({error})"), mend, "", 0)
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default()).into_owned();
        fault("the termbase file is not UTF-8 text".to_owned(), "save it as UTF-8", &text, valid)
    })
}
