//! What the sources show about a draft. Draft, termbase and corpus meet here and
//! in the rules, nowhere else.

mod attested;
mod leaning;
mod meetings;
mod renderings;
mod shared;
mod terms;

pub use attested::{Answer, Attestations, Attested, Sources};
pub use leaning::{LeanedOn, Leaning, SharedPassage, leaning};
pub use meetings::MeetingYears;
pub use renderings::{ByYear, own_places};
pub use shared::{SharedKind, is_told_by_case};
pub use terms::{BlockTerms, Occurrence};

#[cfg(test)]
mod tests;
