//! Whether a run of words is a person’s name.

use crate::prose::person_name::{self, PersonName};
use crate::text::Span;

/// The bytes of the name in a run of capitalised words: "Sen. [Tim Osei]"; `None` where
/// they name no person.
pub(super) fn name_in(text: &str, span: Span) -> Option<Span> {
    PersonName::find(span.slice(text)).map(|(_, name)| name.shifted(span.start))
}

/// Whether a word belongs to the surname behind it.
pub(super) fn is_particle(word: &str) -> bool {
    person_name::is_particle(word)
}

/// Whether a phrase is a title and no name.
pub(super) fn is_title(phrase: &str) -> bool {
    person_name::is_title_alone(phrase)
}
