//! Writes a composition as a segment file.

use std::io::{self, Seek, SeekFrom, Write};

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::compose::Composition;
use super::layout::{HEADER, Header, NOBODY, SECTIONS, Section};
use super::narrow;
use super::segment::pack_date;
use crate::corpus::{AnnouncedSet, Document};

/// How many bytes are written at once.
const BLOCK: usize = 1 << 18;

/// Writes a segment to an empty file.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn write(composition: &Composition, suffixes: &[u32], file: &mut (impl Write + Seek)) -> io::Result<()> {
    file.write_all(&[0; HEADER])?;
    let mut sections = Sections { file, written: [(0, 0); SECTIONS] };
    let documents = DocumentSections::new(&composition.documents)?;
    let end = [narrow(composition.text.len())];
    sections.write(Section::Keys, composition.keys.iter().map(|key| key.0.to_le_bytes()))?;
    sections.write(Section::Free, composition.free.chunks(8).map(|bits| [packed_bits(bits)]))?;
    sections.write(Section::Firsts, numbers(&first_words(&composition.text, composition.keys.len())))?;
    sections.write(Section::Starts, numbers(&composition.starts).chain(numbers(&end)))?;
    sections.write_bytes(Section::Rows, &documents.rows)?;
    sections.write_bytes(Section::Names, &documents.names)?;
    sections.write_bytes(Section::Publishers, &serde_json::to_vec(&documents.publishers)?)?;
    sections.write(Section::Joins, numbers(&composition.joins))?;
    let pairs = composition.pairs.iter().flat_map(|pair| [pair.left, pair.right, pair.joined]);
    sections.write(Section::Pairs, pairs.map(|key| key.0.to_le_bytes()))?;
    let sets = SetSections::new(&composition.sets)?;
    sections.write_bytes(Section::SetRows, &sets.rows)?;
    sections.write_bytes(Section::Records, &documents.records)?;
    sections.write_bytes(Section::Sets, &sets.records)?;
    let words = composition.text.iter().map(|id| id.to_le_bytes()).map(|[low, middle, high, _]| [low, middle, high]);
    sections.write(Section::Words, words)?;
    sections.write(Section::Suffixes, numbers(suffixes))?;
    let header = Header::new(sections.written).ok_or(io::ErrorKind::FileTooLarge)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&header.to_bytes())
}

struct Sections<'f, F> {
    file: &'f mut F,
    written: [(usize, u64); SECTIONS],
}

impl<F: Write> Sections<'_, F> {
    /// Writes a section of numbers, each as its bytes.
    fn write<const N: usize>(&mut self, section: Section, numbers: impl Iterator<Item = [u8; N]>) -> io::Result<()> {
        let mut checksum = Xxh3::new();
        let mut block: Vec<u8> = Vec::with_capacity(BLOCK);
        let mut len = 0;
        for number in numbers {
            block.extend(number);
            if block.len() + N > BLOCK {
                len += self.write_block(&mut checksum, &mut block)?;
            }
        }
        len += self.write_block(&mut checksum, &mut block)?;
        self.record(section, len, checksum.digest());
        Ok(())
    }

    fn write_bytes(&mut self, section: Section, bytes: &[u8]) -> io::Result<()> {
        let mut checksum = Xxh3::new();
        checksum.update(bytes);
        self.file.write_all(bytes)?;
        self.record(section, bytes.len(), checksum.digest());
        Ok(())
    }

    fn write_block(&mut self, checksum: &mut Xxh3, block: &mut Vec<u8>) -> io::Result<usize> {
        checksum.update(block);
        self.file.write_all(block)?;
        let len = block.len();
        block.clear();
        Ok(len)
    }

    fn record(&mut self, section: Section, len: usize, checksum: u64) {
        if let Some(written) = self.written.get_mut(section as usize) {
            *written = (len, checksum);
        }
    }
}

fn numbers(numbers: &[u32]) -> impl Iterator<Item = [u8; 4]> {
    numbers.iter().map(|number| number.to_le_bytes())
}

/// Up to eight bits, the first one lowest.
fn packed_bits(bits: &[bool]) -> u8 {
    bits.iter().rev().fold(0, |byte, &bit| byte << 1 | u8::from(bit))
}

/// For each word id where its suffixes begin in the suffix array, and the end. The
/// separator has none.
fn first_words(text: &[u32], words: usize) -> Vec<u32> {
    let mut firsts = vec![0_u32; words + 2];
    for &id in text {
        if id > 0
            && let Some(count) = firsts.get_mut(id as usize + 1)
        {
            *count += 1;
        }
    }
    let mut sum = 0;
    for first in &mut firsts {
        sum += *first;
        *first = sum;
    }
    firsts
}

/// What a segment holds of its documents beside their words.
#[derive(Default)]
struct DocumentSections {
    rows: Vec<u8>,
    names: Vec<u8>,
    records: Vec<u8>,
    publishers: Vec<String>,
}

impl DocumentSections {
    fn new(documents: &[Document]) -> io::Result<Self> {
        let mut sections = Self::default();
        let mut numbers = FxHashMap::default();
        for document in documents {
            let publisher = document.publisher.as_ref().map_or(NOBODY, |name| {
                *numbers.entry(name.clone()).or_insert_with(|| {
                    sections.publishers.push(name.clone());
                    narrow(sections.publishers.len() - 1)
                })
            });
            sections.rows.extend(pack_date(document.date).to_le_bytes());
            sections.rows.extend(publisher.to_le_bytes());
            sections.rows.extend((sections.records.len() as u64).to_le_bytes());
            sections.rows.extend(narrow(sections.names.len()).to_le_bytes());
            sections.names.extend(document.id.bytes().chain([0]));
            sections.names.extend(document.path.to_string_lossy().bytes());
            serde_json::to_writer(&mut sections.records, document)?;
        }
        Ok(sections)
    }
}

/// What a segment holds of the sets that its documents announce.
#[derive(Default)]
struct SetSections {
    rows: Vec<u8>,
    records: Vec<u8>,
}

impl SetSections {
    fn new(sets: &[(u32, AnnouncedSet)]) -> io::Result<Self> {
        let mut sections = Self::default();
        for (document, set) in sets {
            let label = set.set_label();
            sections.rows.extend(document.to_le_bytes());
            sections.rows.extend(label.number.to_le_bytes());
            sections.rows.extend(label.noun.0.to_le_bytes());
            sections.rows.extend((sections.records.len() as u64).to_le_bytes());
            serde_json::to_writer(&mut sections.records, set)?;
        }
        Ok(sections)
    }
}
