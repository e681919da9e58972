//! Concepts and their terms, in the words of ISO 1087 and TBX.

use std::path::PathBuf;

use crate::prose::{PartialDate, Period};
use crate::text::Place;

/// What one or several terms stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Concept {
    /// Stable name, unique in the termbase.
    pub id: String,
    /// Subject field.
    pub field: Option<String>,
    /// What the concept is, in a sentence or two.
    pub definition: Option<String>,
    /// Remarks for the writer.
    pub notes: Vec<String>,
    /// The most that a finding about this concept may be called; `None` leaves
    /// the rule's own severity. `Some("off")` silences the concept.
    pub severity: Option<String>,
    /// The concept that took this one's place.
    pub replaced_by: Option<String>,
    /// Its terms, in file order.
    pub terms: Vec<Term>,
    /// The file it stands in, and where.
    pub origin: (PathBuf, Place),
}

/// How a termbase regards a term (ISO 1087; TBX `administrativeStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TermStatus {
    /// The first choice.
    Preferred,
    /// An acceptable synonym.
    Admitted,
    /// Undesired.
    Deprecated,
    /// Replaced by another term over time.
    Superseded,
}

impl TermStatus {
    /// The status as the termbase writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Admitted => "admitted",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
        }
    }
}

/// One designation of a concept in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The term as it is written.
    pub text: String,
    /// BCP 47 language tag.
    pub language: String,
    /// How the termbase regards it.
    pub status: TermStatus,
    /// When it holds. A superseded term is right within its period.
    pub period: Period,
    /// Where this rendering stands.
    pub source: Option<String>,
    /// A remark for the writer.
    pub note: Option<String>,
    /// The most that a finding about this term may be called, as
    /// [`Concept::severity`] says it of all terms; the lower of the two holds.
    pub severity: Option<String>,
    /// Whether only this letter case matches (a capital at a sentence start and
    /// title case are tolerated all the same).
    pub exact_case: bool,
    /// Whether the plural of the head noun matches too.
    pub inflect: bool,
    /// Whether it abbreviates the preferred term; never a competing rendering.
    pub abbreviation: bool,
    /// Sentences that show what the term must and must not match.
    pub specs: Vec<Spec>,
    /// Where it stands in the concept's file.
    pub place: Place,
}

/// A sentence and the part of it that a term must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// The sentence.
    pub text: String,
    /// What must be matched; `None` where the term must not be found.
    pub hit: Option<String>,
}

impl Term {
    /// An admitted English term with nothing more said of it; what a termbase leaves out
    /// about a term stands here.
    #[must_use]
    pub fn plain(text: String, place: Place) -> Self {
        Self {
            text,
            language: "en".to_owned(),
            status: TermStatus::Admitted,
            period: Period::default(),
            source: None,
            note: None,
            severity: None,
            exact_case: false,
            inflect: true,
            abbreviation: false,
            specs: Vec::new(),
            place,
        }
    }

    /// Whether the term is wrong in the author's own words in a text of `date`.
    /// Undecided dates count for the author.
    #[must_use]
    pub fn is_undesired_on(&self, date: PartialDate) -> bool {
        match self.status {
            TermStatus::Preferred | TermStatus::Admitted => false,
            TermStatus::Deprecated => self.period.may_hold(date),
            TermStatus::Superseded => self.period.until.is_none() || self.period.is_surely_over(date),
        }
    }
}

impl Concept {
    /// The term to write in `language` in a text of `date`: the preferred term of
    /// that date, else the superseded one that was right then.
    #[must_use]
    pub fn preferred(&self, language: &str, date: PartialDate) -> Option<&Term> {
        let of_language = || self.terms.iter().filter(|term| term.language == language && !term.abbreviation);
        of_language().find(|term| term.status == TermStatus::Preferred && term.period.may_hold(date)).or_else(|| {
            of_language().find(|term| {
                term.status == TermStatus::Superseded && term.period.until.is_some() && term.period.may_hold(date)
            })
        })
    }
}
