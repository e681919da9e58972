//! The layout of a segment file: a header of fixed size, then sections.
//!
//! ```text
//! magic | format | tokeniser | section lengths and checksums | header checksum | sections ...
//! ```
//!
//! All numbers are little-endian and unaligned. Nothing here touches a file.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::tokenize;

/// Version of this layout; an index of another version is built anew.
pub(super) const FORMAT: u32 = 3;

const MAGIC: [u8; 8] = *b"glosconc";
pub(super) const SECTIONS: usize = 14;

/// Size of the header in bytes.
pub(super) const HEADER: usize = 8 + 4 + 8 + SECTIONS * 16 + 8;

/// Size of a document row in bytes: date, publisher, start of record, start of names.
pub(super) const ROW: usize = 4 + 4 + 8 + 4;

/// Size in bytes of a pair of words that a line break tore apart: left, right, joined.
pub(super) const PAIR: usize = 24;

/// Size of the row of an announced set in bytes: document, number, noun, start of record.
pub(super) const SET_ROW: usize = 4 + 4 + 8 + 8;

/// A publisher that is not known.
pub(super) const NOBODY: u32 = u32::MAX;

/// The parts of a segment, in order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Sorted word keys, 8 bytes each; the id of a word is its rank from 1.
    Keys,
    /// One bit for each key: whether the word stands by itself somewhere, not only
    /// as a part of words with hyphens.
    Free,
    /// For each id from 0 where its suffixes begin, and the end: 4 bytes each.
    Firsts,
    /// For each document its first position, and the end: 4 bytes each.
    Starts,
    /// Document rows of [`ROW`] bytes.
    Rows,
    /// For each document its id, a zero and its path.
    Names,
    /// The publishers' names as a JSON array.
    Publishers,
    /// Sorted positions of words that were joined from two tokens: 4 bytes each.
    Joins,
    /// Sorted pairs of words that are joined wherever they meet.
    Pairs,
    /// For each announced set a row of [`SET_ROW`] bytes, in order of document.
    SetRows,
    /// For each document its metadata as JSON.
    Records,
    /// The announced sets as JSON.
    Sets,
    /// Word ids of all documents, a zero after each, 3 bytes each.
    Words,
    /// The suffix array: 4 bytes for each word.
    Suffixes,
}

/// Sections small enough to be verified whenever a segment is opened.
pub(super) const SMALL: [Section; 10] = [
    Section::Keys,
    Section::Free,
    Section::Firsts,
    Section::Starts,
    Section::Rows,
    Section::Names,
    Section::Publishers,
    Section::Joins,
    Section::Pairs,
    Section::SetRows,
];

/// The other sections: they grow with the text.
pub(super) const LARGE: [Section; 4] = [Section::Records, Section::Sets, Section::Words, Section::Suffixes];

/// Where a section lies, and the checksum of its bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) start: usize,
    pub(super) len: usize,
    pub(super) checksum: u64,
}

/// The extents of all sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) extents: [Extent; SECTIONS],
}

impl Header {
    /// Lays sections of these lengths and checksums out one after the other.
    pub(super) fn new(sections: [(usize, u64); SECTIONS]) -> Option<Self> {
        let mut extents = [Extent::default(); SECTIONS];
        let mut start = HEADER;
        for (extent, (len, checksum)) in extents.iter_mut().zip(sections) {
            *extent = Extent { start, len, checksum };
            start = start.checked_add(len)?;
        }
        Some(Self { extents })
    }

    /// Length of the whole file.
    pub(super) fn file_len(&self) -> usize {
        self.extents.last().map_or(HEADER, |last| last.start + last.len)
    }

    /// The header as it stands in the file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend(MAGIC);
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend(tokeniser_fingerprint().to_le_bytes());
        for extent in &self.extents {
            bytes.extend((extent.len as u64).to_le_bytes());
            bytes.extend(extent.checksum.to_le_bytes());
        }
        let checksum = xxh3_64(&bytes);
        bytes.extend(checksum.to_le_bytes());
        bytes
    }

    /// Reads the header of a file.
    ///
    /// # Errors
    /// What is wrong with it, as a clause.
    pub(super) fn parse(file: &[u8]) -> Result<Self, &'static str> {
        let header = file.get(..HEADER).ok_or("a segment is cut off")?;
        let (content, checksum) = header.split_at(HEADER - 8);
        if !content.starts_with(&MAGIC) {
            return Err("a segment is no segment");
        }
        if u32_at(content, 8) != Some(FORMAT) {
            return Err("it is of another version");
        }
        if u64_at(checksum, 0) != Some(xxh3_64(content)) {
            return Err("a segment is damaged");
        }
        if u64_at(content, 12) != Some(tokeniser_fingerprint()) {
            return Err("words were told apart in another way when it was built");
        }
        let mut sections = [(0, 0); SECTIONS];
        for (index, section) in sections.iter_mut().enumerate() {
            let len = u64_at(content, 20 + index * 16).and_then(|len| usize::try_from(len).ok());
            let checksum = u64_at(content, 28 + index * 16);
            *section = len.zip(checksum).ok_or("a segment is damaged")?;
        }
        let header = Self::new(sections).ok_or("a segment is damaged")?;
        if header.file_len() == file.len() { Ok(header) } else { Err("a segment is cut off") }
    }
}

/// A little-endian number in `bytes`.
pub(super) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let bytes = bytes.get(offset..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

/// A little-endian number in `bytes`.
pub(super) fn u64_at(bytes: &[u8], offset: usize) -> Option<u64> {
    let bytes = bytes.get(offset..)?.first_chunk()?;
    Some(u64::from_le_bytes(*bytes))
}

/// Changes when the tokeniser tells words apart in another way, so that an index
/// never outlives the tokeniser that made it. It is taken from what the tokeniser
/// does to the cases that print and scripts make hard.
pub(super) fn tokeniser_fingerprint() -> u64 {
    static FINGERPRINT: std::sync::LazyLock<u64> = std::sync::LazyLock::new(|| {
        let sample = "China’s win-win co\u{AD}operation; U.S. don't 1,500.5 cafe\u{301} ﬁnal œuvre and/or 1.5% \
                      harmo-\nnious China–US — the workers' 人类命运共同体 カタカナ a\u{200B}b x² I. Then in 2017.The \
                      Ｆｕｌｌ naïve l’État e.g. A.B.C. U.S’s U.K\u{A0}b don´t o'b.c region’s² G20 3D *bold* _it_ «o» “q” don‘t\r\n\r\n한국 Москва Ελλάδα हिन्दी";
        let tokens = tokenize(sample);
        let mut bytes = Vec::new();
        for (index, key) in tokens.keys().iter().enumerate() {
            bytes.extend(key.0.to_le_bytes());
            bytes.extend(tokens.span(index).start.to_le_bytes());
            bytes.push(u8::from(tokens.flags(index).gap() == crate::text::Gap::Hyphen));
        }
        xxh3_64(&bytes)
    });
    *FINGERPRINT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_reads_back_what_was_written() {
        let mut sections = [(0, 0); SECTIONS];
        sections[3] = (5, 77);
        let header = Header::new(sections).expect("a small file");
        let mut file = header.to_bytes();
        assert_eq!(Header::parse(&file), Err("a segment is cut off"));
        file.extend([0; 5]);
        assert_eq!(Header::parse(&file), Ok(header));
    }

    #[test]
    fn a_flipped_bit_is_seen() {
        let bytes = Header::new([(0, 0); SECTIONS]).expect("a small file").to_bytes();
        for index in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[index] ^= 4;
            assert!(Header::parse(&damaged).is_err(), "byte {index}");
        }
    }
}
