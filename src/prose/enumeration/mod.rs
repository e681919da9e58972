//! Announced sets and their listings: "four principles" and the four that follow.
//!
//! Units of text (paragraphs, list items, headings; a draft's blocks and a source's
//! lines map to them) enter, [`Enumeration`]s leave: what announces them, their items
//! in order, how many there can be. What one unit says by itself is its [`Marks`],
//! worked out once; putting the units together is cheap.
//!
//! Where the text does not decide how many items there are (is "democracy and human
//! rights" one?), the count is a range; where a listing may go on elsewhere it is not
//! given in full. Nothing here knows which sets exist.

mod attach;
mod gist;
mod headings;
mod labels;
mod lexicon;
mod lists;
mod marks;
mod ordinals;
mod series;
mod split;

#[cfg(test)]
mod tests;

use crate::text::{Span, Tokens};

pub use labels::{Label, counts_a_whole, may_announce};
pub use marks::Marks;

/// A stretch of text that holds words of its own.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'t> {
    /// What it is.
    pub kind: UnitKind,
    /// Its place in a list, where the text is marked up as one.
    pub list: Option<ListPlace>,
    /// Whether its words are somebody else's, as in a block quotation.
    pub is_quoted: bool,
    /// Its text.
    pub text: &'t str,
    /// The words of `text`.
    pub tokens: &'t Tokens,
    /// The quotations in `text`.
    pub quotations: &'t [Span],
    /// What it says of sets by itself.
    pub marks: &'t Marks,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Running text.
    Paragraph,
    /// A heading of a level, 1 the highest.
    Heading(u8),
    /// What stands beside the text: a table's cell, a note, a title. No listing runs
    /// through it.
    Aside,
}

/// The place of a unit in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ListPlace {
    /// Tells the lists of one text apart.
    pub list: u32,
    /// How many lists are around it, itself counted.
    pub depth: u32,
    /// Which item of the list it belongs to, from 0.
    pub item: u32,
    /// The number written before the list's first item, where items are numbered.
    pub start: Option<u64>,
    /// Whether the item begins with this unit.
    pub opens: bool,
}

/// How a listing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A list of Markdown, or lines that begin with the same sign.
    List,
    /// "First, ... Second, ...", "(1) ... (2) ...".
    Ordinals,
    /// Headings that are numbered.
    Headings,
    /// "A, B and C" in one sentence, or with semicolons.
    Series,
}

/// How many items a listing has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// No fewer than this.
    pub at_least: u32,
    /// No more than this; `None` where the text does not tell.
    pub at_most: Option<u32>,
}

impl Count {
    /// A number that is sure.
    #[must_use]
    pub const fn exactly(number: u32) -> Self {
        Self { at_least: number, at_most: Some(number) }
    }

    /// The number, where it is sure.
    #[must_use]
    pub fn sure(self) -> Option<u32> {
        self.at_most.filter(|most| *most == self.at_least)
    }

    /// Whether there may be `number` items.
    #[must_use]
    pub fn may_be(self, number: u32) -> bool {
        self.at_least <= number && self.at_most.is_none_or(|most| number <= most)
    }
}

/// One item of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The unit it begins in.
    pub unit: usize,
    /// Its bytes in that unit's text, its ordinal included; up to the next item or the
    /// unit's end.
    pub span: Span,
    /// "Firstly", "(2)", "Last but not least", where one is written.
    pub ordinal: Option<Ordinal>,
}

/// What numbers an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinal {
    /// Its bytes in the unit's text.
    pub span: Span,
    /// The number; `None` for "finally" and the like.
    pub number: Option<u32>,
}

/// What announces a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The unit it stands in.
    pub unit: usize,
    /// The words.
    pub label: Label,
    /// How surely the listing is what the words announce.
    pub link: Link,
}

/// How surely a listing belongs to its announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// It stands nearest before it; other words stand between.
    Near,
    /// Nothing stands between, or a colon, "namely", a bracket leads over.
    Direct,
}

/// A set and its listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// What announces it.
    pub announcement: Option<Announcement>,
    /// How it is written.
    pub form: Form,
    /// Its items, in order of place; they do not overlap.
    pub items: Vec<Item>,
    /// The number of the first item: above 1 where the text begins amid the list.
    pub first: u32,
    /// How many items the set has as far as the text shows, those before the first
    /// included.
    pub count: Count,
    /// Whether the text says that there are more: "including", "such as", "etc.".
    pub is_open: bool,
}

/// The sets that `units` list, in order of their first items.
#[must_use]
pub fn enumerations(units: &[Unit<'_>]) -> Vec<Enumeration> {
    let mut found = lists::lists(units);
    found.extend(headings::headings(units));
    found.extend(ordinals::ordinals(units));
    attach::announcements(units, &mut found);
    found.extend(series::announced(units));
    found.sort_by_key(|enumeration| enumeration.items.first().map(|item| (item.unit, item.span.start)));
    found
}
