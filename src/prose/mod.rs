//! What running text holds: sentences, quotations and who speaks them, names of people,
//! dates, abbreviations, announced sets and their listings. Pure functions from a text to
//! spans in it; nothing here knows Markdown, terms or the corpus.

mod abbreviation;
mod abbreviation_words;
mod attribution;
mod cardinal;
mod date;
mod dates;
mod edition;
mod enumeration;
mod figure;
mod front_matter;
mod full_name;
mod initials;
mod introduction;
mod locator;
mod ordinal;
mod person_name;
mod quotation;
mod quotation_use;
mod quoted;
mod relative_date;
mod sayable;
mod sentence;
mod turn;
mod weekday;
mod words;
mod written_date;
mod written_days;

pub use abbreviation::{Abbreviation, abbreviations, written_abbreviations};
pub use attribution::{Attribution, AttributionRule, QuotingParagraph, SpeakerKind, SpeakerMention, attributions};
pub use cardinal::{Cardinal, cardinal_at, number_in_words, number_written_like};
pub use date::{DateError, PartialDate, Period};
pub use dates::Dates;
pub use edition::{GivenYear, NamedEdition, given_years, name_starts};
pub use enumeration::{
    Announcement, Count, Enumeration, Form, Item, Label, Link, ListPlace, Marks, Ordinal, Unit, UnitKind,
    counts_a_whole, enumerations, may_announce,
};
pub use figure::{Amount, Figure, FigureUnit, figure_at};
pub use front_matter::{FrontMatter, front_matter};
pub use full_name::{NamesInFull, full_names};
pub use initials::{Expansion, Initials};
pub use introduction::{Introduction, IntroductionForm, expansion_in, introductions};
pub use locator::{Locator, LocatorUnit};
pub use ordinal::{OrdinalNumber, ordinal_wordings};
pub(crate) use person_name::is_pinyin;
pub use person_name::{FullNames, PersonName, Sameness};
pub use quotation::{has_stray_mark, quotations};
pub use quotation_use::{QuotationUse, is_quotation_mark, quotation_use, without_marks};
pub use quoted::{Bracket, BracketKind, Piece, Quoted, Segment};
pub use sayable::is_sayable;
pub use sentence::{paragraphs, sentence_around, sentences};
pub use turn::{Turn, TurnSpeaker, turns};
pub use weekday::Weekday;
pub(crate) use written_date::MONTH_PATTERN;
pub use written_date::{month_named, written_date, written_dates};
pub use written_days::{DayFault, WrittenDay, WrittenDays, month_name, years_in};
