//! Who says what: the speaker of a quotation as the draft tells it, the speaker at a
//! place of a source, and whether the two contradict one another.
//!
//! | the words stand | the speaker is |
//! |---|---|
//! | between quotation marks | whom the surest rules of attribution tell, by name |
//! | in a turn of a transcript | whom its label names |
//! | in a speech | whom the document's metadata name |
//! | anywhere else | unknown |
//!
//! Pronouns, roles ("the spokesperson") and institutions stay unknown: a minister's
//! spokesman is not the minister. Whether a source speaks the same words elsewhere, by
//! somebody else, is not looked at.

mod draft;
mod known;
mod place;
mod source;

pub use draft::{DraftSpeakers, Quoted};
pub use source::SourceSpeakers;

pub(super) use known::is_surely_a_person;
pub(super) use place::{has_label, is_named_near, speaker_at};

use crate::prose::{FullNames, PersonName, Sameness};
use crate::text::Span;

/// Somebody who is said to speak some words, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The name in the longest form that the text gives.
    pub name: PersonName,
    /// The name where it tells the speaker, as written.
    pub text: String,
    /// Why.
    pub because: SpeakerEvidence,
}

/// Why somebody is taken for the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeakerEvidence {
    /// The words around the quotation say so.
    Attribution {
        /// Where the speaker is named: bytes of the source's readable text, or of the
        /// draft.
        mention: Span,
        /// Whether the surest rules read it.
        is_strict: bool,
    },
    /// The label of a turn, in bytes of the source's readable text.
    Label(Span),
    /// The same of a label that surely is a surname: "Ms. REYES".
    Surname(Span),
    /// The document's metadata name the speaker.
    DocumentSpeaker,
    /// The document is a speech, and its metadata name the author.
    DocumentAuthor,
}

impl Speaker {
    /// Whether an error may lean on it: the surest rules, and a name in full. "Holm" alone
    /// may be anybody's, but for the label of a turn, which tells one person from the others.
    #[must_use]
    pub fn is_provable(&self) -> bool {
        let is_sure = match self.because {
            SpeakerEvidence::Attribution { is_strict, .. } => is_strict,
            SpeakerEvidence::Label(_)
            | SpeakerEvidence::Surname(_)
            | SpeakerEvidence::DocumentSpeaker
            | SpeakerEvidence::DocumentAuthor => true,
        };
        is_sure && (self.name.is_full() || matches!(self.because, SpeakerEvidence::Surname(_)))
    }

    fn named(text: &str, names: &FullNames, because: SpeakerEvidence) -> Option<Self> {
        let name = PersonName::parse(text).or_else(|| PersonName::of_label(text))?;
        Some(Self { name: names.longest(&name).cloned().unwrap_or(name), text: text.to_owned(), because })
    }
}

/// Two people who cannot both be the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpeakerConflict<'s> {
    /// Whom the draft names.
    pub claimed: &'s Speaker,
    /// Whom the source names.
    pub found: &'s Speaker,
}

/// Whether draft and source name two people, both surely (see [`Speaker::is_provable`]), whose surnames
/// are not spellings of one. Everything else is no conflict.
#[must_use]
pub fn speaker_conflict<'s>(claimed: &'s Speaker, found: &'s Speaker) -> Option<SpeakerConflict<'s>> {
    let is_provable = claimed.is_provable() && found.is_provable();
    let differ = is_provable && claimed.name.compare(&found.name) == Sameness::Different;
    differ.then_some(SpeakerConflict { claimed, found })
}

#[cfg(test)]
mod tests;
