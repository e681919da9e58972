//! The concordance: every word of the sources in order, and every place where a run of
//! words begins in the order of those words. The places of a phrase stand side by side
//! there, so that one structure answers where a phrase is said, how often, by whom and
//! when, what is the longest known phrase, and what is left of an altered quotation.
//!
//! | part | files, in reading order |
//! |---|---|
//! | the file format | `layout`, `mapping` (the one unsafe place), `segment`, `write` |
//! | putting words together | `gather`, `compose`, `suffix` |
//! | searching | `search`, `index` |
//! | keeping it up to date | `sources`, `reading`, `update`, `writer`, `merge` |
//! | surviving a kill | `durable`, `manifest`, `files` |
//! | texts of PDF and Word files | `texts` |
//!
//! Beside the words a segment keeps the sets that its documents announce
//! ([`super::AnnouncedSet`]), found when they were read.
//!
//! Invariants: a file of the index is written once, under a name never used before, and
//! is current only when the manifest names it; a reader holds no lock; nothing read from
//! a file is trusted to lie within it. The texts themselves are not kept but
//! for those that had to be drawn out of a file: a place is shown by reading its source
//! again.

mod compose;
mod durable;
mod files;
mod gather;
mod index;
mod layout;
mod manifest;
mod mapping;
mod merge;
mod reading;
mod search;
mod segment;
mod sources;
mod suffix;
#[cfg(test)]
mod tests;
pub(super) mod texts;
mod update;
mod write;
mod writer;

pub(super) use gather::joined_key;
pub(super) use index::{Generation, Loaded, name_key, stem};
pub(super) use reading::read_file;
pub(super) use search::{Interval, Query};
pub(super) use segment::View;
pub(super) use sources::Stamp;
pub use sources::{Notice, Sources};
pub use texts::{address_of_text, text_by_address};
pub use update::{Patience, Progress};
pub(super) use update::{discard, update};

/// A count or position as the index stores it. What does not fit is refused where
/// documents are put together.
pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
