//! Which words are right: concepts, their terms with status and period, loaded
//! from TOML and found in word streams by one matcher.
//!
//! The room knows neither drafts nor corpus: it takes word keys and returns
//! ranges of words.

mod concept;

pub use concept::{Concept, Spec, Term, TermStatus};
