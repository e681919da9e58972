//! What running text holds: sentences, quotations, dates, abbreviations, announced
//! sets and their listings. Pure functions from a text to spans in it; nothing here
//! knows Markdown, terms or the corpus.

mod abbreviation;
mod abbreviation_words;
mod cardinal;
mod date;
mod dates;
mod edition;
mod enumeration;
mod front_matter;
mod initials;
mod introduction;
mod locator;
mod ordinal;
mod quotation;
mod relative_date;
mod sayable;
mod sentence;
mod weekday;
mod words;
mod written_date;
mod written_days;

pub use abbreviation::{Abbreviation, abbreviations};
pub use cardinal::{Cardinal, cardinal_at, number_in_words, number_written_like};
pub use date::{DateError, PartialDate, Period};
pub use dates::Dates;
pub use edition::{GivenYear, NamedEdition, given_years, name_starts};
pub use enumeration::{
    Announcement, Count, Enumeration, Form, Item, Label, Link, ListPlace, Marks, Ordinal, Unit, UnitKind,
    counts_a_whole, enumerations,
};
pub use front_matter::{FrontMatter, front_matter};
pub use initials::Expansion;
pub use introduction::{Introduction, IntroductionForm, expansion_in, introductions};
pub use locator::{Locator, LocatorUnit};
pub use ordinal::{OrdinalNumber, ordinal_wordings};
pub use quotation::{has_stray_mark, quotations};
pub use sayable::is_sayable;
pub use sentence::{sentence_around, sentences};
pub use weekday::Weekday;
pub(crate) use written_date::MONTH_PATTERN;
pub use written_date::{month_named, written_date, written_dates};
pub use written_days::{DayFault, WrittenDay, WrittenDays, month_name, years_in};
