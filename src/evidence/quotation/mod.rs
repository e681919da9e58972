//! Quotations held against the corpus: where their words stand, and what was changed.

mod align;
mod find;

pub use find::{Candidate, find, find_in};
