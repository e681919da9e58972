//! One immutable part of the concordance, mapped into memory: the words of some
//! documents, every suffix of them in order, and the documents' metadata.
//!
//! Opening checks the header and the small sections, and parses no metadata. What
//! is read later is checked against its bounds: on a damaged file answers may be
//! wrong, and nothing worse.

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::layout::{HEADER, Header, LARGE, NOBODY, PAIR, ROW, SET_ROW, SMALL, Section, u32_at, u64_at};
use super::mapping::Mapping;
use super::narrow;
use crate::corpus::{AnnouncedSet, Document, SetLabel};
use crate::prose::PartialDate;
use crate::text::WordKey;

/// A part of the concordance.
#[derive(Debug)]
pub(in crate::corpus) struct Segment {
    map: Mapping,
    header: Header,
    publishers: Vec<String>,
    documents: u32,
}

impl Segment {
    /// Opens a segment file.
    ///
    /// # Errors
    /// Why it cannot be used, as a clause.
    pub(super) fn open(path: &Path) -> Result<Self, String> {
        let map = Mapping::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let header = Header::parse(map.bytes())?;
        let documents = narrow(header.extents.get(Section::Rows as usize).map_or(0, |rows| rows.len / ROW));
        let mut segment = Self { map, header, publishers: Vec::new(), documents };
        segment.verify(&SMALL)?;
        segment.publishers =
            serde_json::from_slice(segment.bytes(Section::Publishers)).map_err(|error| error.to_string())?;
        Ok(segment)
    }

    /// Reads the sections that opening leaves unread, and checks them.
    ///
    /// # Errors
    /// What is damaged, as a clause.
    pub(super) fn verify_large(&self) -> Result<(), String> {
        self.verify(&LARGE)
    }

    fn verify(&self, sections: &[Section]) -> Result<(), String> {
        let is_whole = |section: &Section| {
            self.header.extents.get(*section as usize).map(|extent| extent.checksum)
                == Some(xxh3_64(self.bytes(*section)))
        };
        match sections.iter().find(|section| !is_whole(section)) {
            Some(section) => Err(format!("its {section:?} section is damaged")),
            None => Ok(()),
        }
    }

    /// Reads the first `len` bytes of the file into memory.
    pub(super) fn read_ahead(&self, len: usize) {
        self.map.read_ahead(len);
    }

    /// Size of the file in bytes.
    pub(super) fn size(&self) -> usize {
        self.map.bytes().len().max(HEADER)
    }

    pub(super) fn bytes(&self, section: Section) -> &[u8] {
        let extent = self.header.extents.get(section as usize).copied().unwrap_or_default();
        self.map.bytes().get(extent.start..extent.start + extent.len).unwrap_or_default()
    }

    /// Number of documents, also of those that are no longer there.
    pub(in crate::corpus) fn documents(&self) -> u32 {
        self.documents
    }

    /// The arrays that a search walks over.
    pub(in crate::corpus) fn view(&self) -> View<'_> {
        View {
            keys: self.bytes(Section::Keys).as_chunks().0,
            free: self.bytes(Section::Free),
            firsts: self.bytes(Section::Firsts).as_chunks().0,
            starts: self.bytes(Section::Starts).as_chunks().0,
            joins: self.bytes(Section::Joins).as_chunks().0,
            pairs: self.bytes(Section::Pairs).as_chunks().0,
            words: self.bytes(Section::Words).as_chunks().0,
            suffixes: self.bytes(Section::Suffixes).as_chunks().0,
        }
    }

    fn row(&self, document: u32) -> Option<&[u8; ROW]> {
        self.bytes(Section::Rows).as_chunks().0.get(document as usize)
    }

    /// A number that orders dates as [`PartialDate`] does, unknown ones last.
    pub(in crate::corpus) fn packed_date(&self, document: u32) -> u32 {
        self.row(document).and_then(|row| u32_at(row, 0)).unwrap_or(UNDATED)
    }

    /// The publisher's name.
    pub(in crate::corpus) fn publisher(&self, document: u32) -> Option<&str> {
        let number = u32_at(self.row(document)?, 4).filter(|&number| number != NOBODY)?;
        self.publishers.get(number as usize).map(String::as_str)
    }

    /// A document's lasting id and its path.
    pub(in crate::corpus) fn names(&self, document: u32) -> Option<(&str, &str)> {
        let start = |row: &[u8; ROW]| u32_at(row, 16).map(|start| start as usize);
        let names = self.bytes(Section::Names);
        let end = self.row(document + 1).and_then(start).unwrap_or(names.len());
        let names = names.get(start(self.row(document)?)?..end)?;
        std::str::from_utf8(names).ok()?.split_once('\0')
    }

    /// A document's metadata, parsed now.
    ///
    /// # Errors
    /// When the record is damaged.
    pub(in crate::corpus) fn document(&self, document: u32) -> Result<Document, String> {
        let start = |row: &[u8; ROW]| u64_at(row, 8).and_then(|start| usize::try_from(start).ok());
        let records = self.bytes(Section::Records);
        let end = self.row(document + 1).and_then(start).unwrap_or(records.len());
        let record = self.row(document).and_then(start).and_then(|start| records.get(start..end));
        serde_json::from_slice(record.unwrap_or_default()).map_err(|error| format!("a record is damaged: {error}"))
    }

    fn set_rows(&self) -> &[[u8; SET_ROW]] {
        self.bytes(Section::SetRows).as_chunks().0
    }

    /// The announced sets that `is_asked` for, by number of document and label; each with
    /// its document, parsed now.
    ///
    /// # Errors
    /// When a record is damaged.
    pub(in crate::corpus) fn sets(
        &self,
        is_asked: impl Fn(u32, SetLabel) -> bool,
    ) -> Result<Vec<(u32, AnnouncedSet)>, String> {
        let asked = |row: &[u8; SET_ROW]| {
            let label = SetLabel { number: u32_at(row, 4)?, noun: WordKey(u64_at(row, 8)?) };
            u32_at(row, 0).filter(|document| is_asked(*document, label))
        };
        let rows = self.set_rows().iter().enumerate();
        let rows = rows.filter_map(|(index, row)| Some((index, asked(row)?)));
        rows.map(|(index, document)| Ok((document, self.set(index)?))).collect()
    }

    /// The sets that a document announces.
    ///
    /// # Errors
    /// When a record is damaged.
    pub(super) fn sets_of(&self, document: u32) -> Result<Vec<AnnouncedSet>, String> {
        let rows = self.set_rows();
        let first = rows.partition_point(|row| u32_at(row, 0) < Some(document));
        let end = rows.partition_point(|row| u32_at(row, 0) <= Some(document));
        (first..end).map(|index| self.set(index)).collect()
    }

    /// The announced set of a row.
    fn set(&self, index: usize) -> Result<AnnouncedSet, String> {
        let start = |row: &[u8; SET_ROW]| u64_at(row, 16).and_then(|start| usize::try_from(start).ok());
        let (rows, records) = (self.set_rows(), self.bytes(Section::Sets));
        let end = rows.get(index + 1).and_then(start).unwrap_or(records.len());
        let record = rows.get(index).and_then(start).and_then(|start| records.get(start..end));
        serde_json::from_slice(record.unwrap_or_default()).map_err(|error| format!("a record is damaged: {error}"))
    }
}

/// A date that is not known, as [`pack_date`] writes it.
const UNDATED: u32 = u32::MAX;

/// A number that orders dates as [`PartialDate`] does, unknown ones last.
pub(super) fn pack_date(date: Option<PartialDate>) -> u32 {
    let part = |part: Option<i8>| part.map_or(0, |part| u32::from(part.unsigned_abs()));
    date.map_or(UNDATED, |date| {
        // Years from -32,768 are moved to begin at zero.
        let year = u32::from(date.year().cast_unsigned() ^ 0x8000);
        year << 9 | part(date.month()) << 5 | part(date.day())
    })
}

/// The date that [`pack_date`] packed.
pub(in crate::corpus) fn unpack_date(packed: u32) -> Option<PartialDate> {
    let part = |bits: u32| i8::try_from(bits).ok().filter(|&part| part > 0);
    let year = u16::try_from(packed >> 9).ok()?;
    PartialDate::new((year ^ 0x8000).cast_signed(), part(packed >> 5 & 15), part(packed & 31))
}

/// The arrays of a segment. Numbers stand in them as little-endian bytes, so that no
/// bytes have to be reinterpreted.
#[derive(Debug, Clone, Copy)]
pub(in crate::corpus) struct View<'s> {
    pub(super) keys: &'s [[u8; 8]],
    pub(super) free: &'s [u8],
    pub(super) firsts: &'s [[u8; 4]],
    pub(super) starts: &'s [[u8; 4]],
    pub(super) joins: &'s [[u8; 4]],
    pub(super) pairs: &'s [[u8; PAIR]],
    pub(super) words: &'s [[u8; 3]],
    pub(super) suffixes: &'s [[u8; 4]],
}

/// A word id as it is stored.
pub(super) fn word_id([low, middle, high]: [u8; 3]) -> u32 {
    u32::from_le_bytes([low, middle, high, 0])
}

impl View<'_> {
    /// Number of positions.
    pub(in crate::corpus) fn len(&self) -> usize {
        self.words.len()
    }

    /// The id of a word, from 1.
    pub(in crate::corpus) fn id(&self, key: WordKey) -> Option<u32> {
        let rank = self.keys.binary_search_by_key(&key.0, |bytes| u64::from_le_bytes(*bytes)).ok()?;
        Some(narrow(rank) + 1)
    }

    /// The key of a word id.
    pub(in crate::corpus) fn key(&self, id: u32) -> Option<WordKey> {
        self.keys.get((id as usize).checked_sub(1)?).map(|bytes| WordKey(u64::from_le_bytes(*bytes)))
    }

    /// Whether a word stands by itself somewhere.
    pub(super) fn is_free(&self, id: u32) -> bool {
        let bit = id as usize - usize::from(id > 0);
        id > 0 && self.free.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// The word id at a position; the separator past the end.
    pub(in crate::corpus) fn word(&self, position: usize) -> u32 {
        self.words.get(position).map_or(0, |bytes| word_id(*bytes))
    }

    /// The position at an index of the suffix array; past the end, the last there can be.
    pub(in crate::corpus) fn suffix(&self, index: u32) -> u32 {
        self.suffixes.get(index as usize).map_or(u32::MAX, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The first position of a document.
    pub(in crate::corpus) fn start(&self, document: u32) -> u32 {
        self.starts.get(document as usize).map_or(u32::MAX, |bytes| u32::from_le_bytes(*bytes))
    }

    /// Positions of a document's words, its separator left out.
    pub(in crate::corpus) fn range(&self, document: u32) -> std::ops::Range<u32> {
        let start = self.start(document);
        let end = self.start(document.saturating_add(1));
        start..end.saturating_sub(1).max(start)
    }

    /// Positions of joined words within `range`, counted from its start.
    pub(in crate::corpus) fn joins(&self, range: &std::ops::Range<u32>) -> Vec<u32> {
        let position = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes);
        let first = self.joins.partition_point(|bytes| position(bytes) < range.start);
        let rest = self.joins.get(first..).unwrap_or_default();
        rest.iter().map(position).take_while(|&at| at < range.end).map(|at| at.saturating_sub(range.start)).collect()
    }

    /// The word that `left` and `right` are joined to where they meet.
    pub(super) fn joined(&self, left: WordKey, right: WordKey) -> Option<WordKey> {
        let sides = |pair: &[u8; PAIR]| (u64_at(pair, 0), u64_at(pair, 8));
        let index = self.pairs.binary_search_by_key(&(Some(left.0), Some(right.0)), sides).ok()?;
        self.pairs.get(index).and_then(|pair| u64_at(pair, 16)).map(WordKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_dates_keep_their_order() {
        let dates = ["0001", "1999-12-31", "2017", "2017-01", "2017-01-01", "2017-10", "2017-10-18", "9999-12-31"];
        let dates: Vec<Option<PartialDate>> = dates.iter().map(|date| date.parse().ok()).chain([None]).collect();
        let packed: Vec<u32> = dates.iter().map(|&date| pack_date(date)).collect();
        assert!(packed.is_sorted());
        assert_eq!(packed.iter().map(|&date| unpack_date(date)).collect::<Vec<_>>(), dates);
    }
}
