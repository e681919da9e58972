//! What running text holds: sentences, quotations, dates, announced
//! sets and their listings. Pure functions from a
//! text to spans in it; nothing here knows Markdown, terms or the corpus.

mod cardinal;
mod date;
mod enumeration;
mod front_matter;
mod quotation;
mod sentence;
mod weekday;
mod written_date;

pub use cardinal::{Cardinal, cardinal_at, number_in_words, number_written_like};
pub use date::{DateError, PartialDate, Period};
pub use enumeration::{
    Announcement, Count, Enumeration, Form, Item, Label, Link, ListPlace, Marks, Ordinal, Unit, UnitKind, enumerations,
};
pub use front_matter::{FrontMatter, front_matter};
pub use quotation::{has_stray_mark, quotations};
pub use sentence::{sentence_around, sentences};
pub use weekday::{Weekday, WeekdayDate, weekday_dates};
pub(crate) use written_date::MONTH_PATTERN;
pub use written_date::{month_named, written_date, written_dates};
