//! What the engine answers. Offsets are bytes; nothing here knows an editor.

use std::path::PathBuf;
use std::sync::Arc;

use super::{CitationCard, QuotationCard};
use crate::corpus::{Document, Passage, Usage, Zone};
use crate::rules::{Finding, Fix};
use crate::text::{Edit, Place, Span};

/// The outcome of a check.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// What was found, by place, then rule.
    pub findings: Vec<Finding>,
    /// Rules that cannot run in this project as it is, each with the reason: never a
    /// fault of the text. Rules that are off, or that need more than the pass may ask,
    /// are not among them.
    pub skipped: Vec<Skipped>,
}

/// A rule that did not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its name.
    pub rule: &'static str,
    /// Why, in words for the author.
    pub reason: String,
}

/// Something the user should know about set-up: a file left out, a faulty entry,
/// an index built anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The file it is about, and where in it.
    pub path: Option<PathBuf>,
    /// Line and column, where there is one.
    pub place: Option<Place>,
    /// What happened and how to mend it.
    pub message: String,
}

impl Notice {
    /// Whether it says that the index could not be brought up to date: it is about the
    /// whole of the corpus, and no file.
    #[must_use]
    pub const fn is_failed_update(&self) -> bool {
        self.path.is_none()
    }
}

/// How far an index update has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files in all.
    pub total: usize,
}

/// What is known of the words under the cursor.
#[derive(Debug, Clone, PartialEq)]
pub enum Hover {
    /// A citation, or a mark of a note.
    Citation(Box<CitationCard>),
    /// A quotation, and what is known of the words under the cursor within it.
    Quotation(Box<QuotationCard>, Option<Box<Hover>>),
    /// A term of the termbase.
    Concept(Box<ConceptCard>),
    /// A counted set: its label, or one of its items.
    Set(Box<SetCard>),
    /// A person's name, or a title.
    Named(Box<NamedCard>),
    /// A phrase that the corpus attests.
    Attested(Box<AttestedCard>),
    /// A suppression comment.
    Suppression {
        /// The comment.
        span: Span,
        /// The rule it allows.
        rule: String,
        /// What that rule finds.
        summary: String,
        /// The author's reason.
        reason: Option<String>,
    },
}

/// A concept, seen from one of its terms at one date.
#[derive(Debug, Clone, PartialEq)]
pub struct ConceptCard {
    /// The words of the draft.
    pub span: Span,
    /// The words as written.
    pub found: String,
    /// The concept's id.
    pub id: String,
    /// Subject field.
    pub field: Option<String>,
    /// Definition.
    pub definition: Option<String>,
    /// One line on the term found: its status at the draft's date, or that it
    /// stands in a quotation.
    pub verdict: String,
    /// The preferred term at that date, when it is another one.
    pub preferred: Option<String>,
    /// All terms: text, language, status, period and source, as a line each.
    pub terms: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// Where the concept is defined.
    pub origin: (PathBuf, Place),
    /// Attestations of the words found; none where there is no corpus.
    pub attested: Option<AttestedCard>,
}

/// The counted sets that a label may mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetCard {
    /// The words of the draft: the label, or an item.
    pub span: Span,
    /// The words as written.
    pub found: String,
    /// Which item of the set the words are, from 0; none for the label.
    pub item: Option<usize>,
    /// The sets of the termbase, one where the text decides.
    pub sets: Vec<SetEntry>,
    /// Sets that the sources announce with the same number and noun, the earliest first;
    /// approved by nobody.
    pub told: Vec<ToldEntry>,
    /// How many more of them there are.
    pub more: usize,
}

/// A counted set that the sources announce, on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldEntry {
    /// The words that announce it there.
    pub label: String,
    /// Its items in order, as they are listed there.
    pub items: Vec<String>,
    /// How many it has.
    pub count: usize,
    /// Whether all of them are listed, as far as the source tells.
    pub is_full: bool,
    /// The document.
    pub document: Arc<Document>,
    /// Where the label stands in it.
    pub place: Place,
    /// How many further documents announce it with the same items.
    pub others: usize,
}

/// A counted set on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetEntry {
    /// Its usual label.
    pub label: String,
    /// Who announced it, where and when, as far as known; may be empty.
    pub announced: String,
    /// Its items in order, in the official words.
    pub items: Vec<String>,
    /// How many more it has that the termbase does not know.
    pub unknown: usize,
    /// Where it stands.
    pub source: Option<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// Where it is defined.
    pub origin: (PathBuf, Place),
}

/// A person, or an office, seen at one date.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedCard {
    /// The words of the draft.
    pub span: Span,
    /// The person's name, or the title as written.
    pub name: String,
    /// How the name is made up and used; nothing for a title.
    pub order: Option<String>,
    /// What the person holds, or who holds the office, at the draft's date.
    pub verdict: String,
    /// The periods: a line for each office of the person, or for each holder.
    pub periods: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// Where the entry stands, the first of several.
    pub origin: Option<(PathBuf, Place)>,
    /// Attestations of the words found; none where there is no corpus.
    pub attested: Option<AttestedCard>,
}

/// Where and when a phrase was said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttestedCard {
    /// The words of the draft.
    pub span: Span,
    /// The phrase.
    pub phrase: String,
    /// How often, by year and publisher.
    pub usage: Usage,
    /// The earliest dated passage.
    pub first: Option<Passage>,
    /// The latest dated passage, where it is another one.
    pub latest: Option<Passage>,
    /// Others, by date; one in a hover, up to the limit in a lookup.
    pub others: Vec<Passage>,
    /// What could not be read, one line each.
    pub notices: Vec<String>,
}

/// A place to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The words in the draft that lead there.
    pub origin: Span,
    /// The file; for a PDF or a Word document, the one its text is kept in.
    pub path: PathBuf,
    /// Where the words begin there.
    pub start: Place,
    /// Where they end.
    pub end: Place,
    /// What part of its page it is.
    pub zone: Zone,
}

/// Where the words of a draft are said in the sources.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// The words.
    pub phrase: String,
    /// The places by date; of more than were asked for, the earliest and the latest.
    pub targets: Vec<Target>,
    /// How many places there are.
    pub total: usize,
}

/// A term, items of a counted set or the words of a source, offered while typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What is typed.
    pub text: String,
    /// What it replaces: the words typed so far.
    pub replaces: Span,
    /// Beside the label: field and status; of an item its number, and whose set it is;
    /// of words their source.
    pub detail: String,
    /// For the documentation that is asked for later.
    pub about: About,
}

/// What a completion is about, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A concept.
    Concept(String),
    /// A counted set.
    Set(String),
    /// A document of the corpus, whose words are offered.
    Source(String),
}

/// The number of a listed item, where the text shows none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemNumber {
    /// Where the item begins.
    pub at: usize,
    /// The number, from 1.
    pub number: usize,
    /// How many items the set has, where it is known.
    pub of: Option<usize>,
    /// Which item of what it is: a line for each set.
    pub about: String,
}

/// A heading of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Level, 1 to 6.
    pub level: u8,
    /// Text without marks.
    pub text: String,
    /// The heading.
    pub heading: Span,
    /// The heading and all under it.
    pub section: Span,
}

/// An entry of a project-wide search by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedPlace {
    /// A document of the corpus.
    Document(Arc<Document>),
    /// A concept.
    Concept {
        /// Its id.
        id: String,
        /// Its preferred term.
        term: String,
        /// The termbase file.
        path: PathBuf,
        /// Where it is defined there.
        place: Place,
    },
}

/// Something a writer can do at a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Apply a fix of a finding.
    Fix {
        /// The finding.
        finding: Finding,
        /// The fix.
        fix: Fix,
    },
    /// Write a suppression comment whose reason the author fills in.
    Suppress {
        /// The finding.
        finding: Finding,
        /// What the action does.
        title: String,
        /// The comment, as edits of the draft.
        edits: Vec<Edit>,
    },
    /// Cite a document of the corpus that has the words.
    Cite {
        /// What the action does.
        title: String,
        /// The citation, as edits of the draft.
        edits: Vec<Edit>,
    },
    /// Add the selected words to a termbase file as a new concept.
    AddTerm {
        /// The words.
        text: String,
        /// The file.
        termbase: PathBuf,
        /// What is appended to it.
        entry: String,
    },
}
