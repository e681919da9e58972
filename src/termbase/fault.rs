//! What is wrong with a termbase, in a writer's words: where it stands, what it
//! is and how to mend it. Pure data; who shows it and how is not known here.

use std::fmt;
use std::path::PathBuf;

use crate::text::{Place, Span};

/// One fault of a termbase file. Faults never stop the loading of the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// The file it stands in.
    pub path: PathBuf,
    /// Where it begins; line 1, column 1 when the file could not be read.
    pub place: Place,
    /// The bytes of the file it concerns.
    pub span: Span,
    /// What is wrong, without a full stop.
    pub message: String,
    /// How to mend it, one sentence in the imperative.
    pub mend: String,
    /// The other place that the message names, where there is one.
    pub other: Option<(PathBuf, Place)>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column } = self.place;
        write!(f, "{}:{line}:{column}: {}; {}", self.path.display(), self.message, self.mend)
    }
}

/// The kinds of fault, and what each refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaultKind {
    /// The file could not be read; refuses the file.
    Unreadable,
    /// Not TOML; refuses the concept it stands in.
    Syntax,
    /// A key that the termbase does not have; refuses the key.
    UnknownKey,
    /// A required key is missing; refuses its entry, term or spec.
    MissingKey,
    /// A value of another type than its key wants; refuses the key of a
    /// concept, the whole of a term or spec.
    WrongType,
    /// A word outside the list of words that its key may have.
    UnknownWord,
    /// An id that is not kebab-case; refuses the concept.
    BadId,
    /// An id that stands twice; refuses the second concept.
    DuplicateId,
    /// No date, or a period that ends before it begins; refuses the term.
    BadDate,
    /// A term without a word in it; refuses the term.
    EmptyText,
    /// More words or terms than the matcher holds; refuses the term.
    TooLarge,
    /// Two preferred terms of one language and time; refuses the second.
    TwoPreferred,
    /// A term that another concept has; refuses the second.
    SharedTerm,
    /// A term that its concept has already; refuses the second.
    RepeatedTerm,
    /// `replaced-by` names no concept; refuses the link.
    UnknownReplacement,
    /// Concepts that replace one another in a circle; refuses the links.
    ReplacementCycle,
    /// A `count` below the number of items listed; refuses the set.
    WrongCount,
    /// A holder of an office that is no person of the termbase; refuses the holder.
    UnknownPerson,
    /// A spec that its term does not meet; refuses the term.
    FailingSpec,
    /// A spec that no term could meet; refuses the spec.
    ImpossibleSpec,
}
