//! What running text holds: sentences, quotations, dates. Pure functions from a
//! text to spans in it; nothing here knows Markdown, terms or the corpus.

mod date;
mod sentence;

pub use date::{DateError, PartialDate, Period};
pub use sentence::{sentence_around, sentences};
