//! stub
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
pub use update::{Patience, Progress};
pub(super) use update::{discard, update};

/// A count or position as the index stores it. What does not fit is refused where
/// documents are put together.
pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
