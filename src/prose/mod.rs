//! What running text holds: sentences, quotations, dates. Pure functions from a
//! text to spans in it; nothing here knows Markdown, terms or the corpus.

mod date;
mod front_matter;

pub use date::{DateError, PartialDate, Period};
pub use front_matter::{FrontMatter, front_matter};
