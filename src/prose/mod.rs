//! What running text holds: sentences, quotations, dates, abbreviations. Pure functions from a
//! text to spans in it; nothing here knows Markdown, terms or the corpus.

mod abbreviation;
mod abbreviation_words;
mod date;
mod front_matter;
mod initials;
mod introduction;
mod quotation;
mod sayable;
mod sentence;
mod written_date;

pub use abbreviation::{Abbreviation, abbreviations};
pub use date::{DateError, PartialDate, Period};
pub use front_matter::{FrontMatter, front_matter};
pub use initials::Expansion;
pub use introduction::{Form, Introduction, expansion_in, introductions};
pub use quotation::{has_stray_mark, quotations};
pub use sayable::is_sayable;
pub use sentence::{sentence_around, sentences};
pub(crate) use written_date::MONTH_PATTERN;
pub use written_date::{month_named, written_date, written_dates};
