//! All that a text says of time, read once and kept with its block: a keystroke in
//! another block costs nothing here.

use crate::text::{Span, Tokens};

use super::edition::{NamedEdition, named_editions};
use super::ordinal::{OrdinalNumber, ordinal_at};
use super::relative_date::relative_dates;
use super::written_days::{WrittenDays, written_days};

/// The dates and numbered meetings of one text, each kind in order of place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    /// Days with their month, and their weekdays and year where these are written.
    pub days: Vec<WrittenDays>,
    /// Times told from the day of writing.
    pub relative: Vec<Span>,
    /// Ordinals, in words and in figures.
    pub ordinals: Vec<OrdinalNumber>,
    /// Numbered meetings whose names show by their capitals.
    pub editions: Vec<NamedEdition>,
}

impl Dates {
    /// Reads a text whose words are `tokens`.
    #[must_use]
    pub fn of(text: &str, tokens: &Tokens) -> Self {
        let ordinals: Vec<OrdinalNumber> =
            (0..tokens.len()).filter_map(|index| ordinal_at(text, tokens, index)).collect();
        Self {
            days: written_days(text, tokens),
            relative: relative_dates(text, tokens),
            editions: named_editions(text, tokens, &ordinals),
            ordinals,
        }
    }
}
