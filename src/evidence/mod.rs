//! What the sources show about a draft. Draft, termbase and corpus meet here and
//! in the rules, nowhere else.

mod attested;
mod terms;

pub use attested::{Answer, Attestations, Attested, Sources};
pub use terms::{BlockTerms, Occurrence};
