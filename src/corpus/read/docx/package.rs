//! The zip package around a Word document: its parts by name, unpacked within a limit,
//! so that a small file that unpacks to gigabytes costs neither time nor memory.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use super::super::SkipReason;

/// Bytes of all parts together that are unpacked: the XML of some ten thousand pages.
const MOST_UNPACKED: u64 = 128 << 20;

/// How a file begins that Word has encrypted, or that is of the format before 2007.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0";

/// A package under reading.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    room: u64,
}

impl<'b> Package<'b> {
    /// Opens the package.
    ///
    /// # Errors
    /// When the file is no package, or an encrypted one.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, SkipReason> {
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(SkipReason::OldWord);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        Ok(Self { archive, room: MOST_UNPACKED })
    }

    /// The text of a part; `None` where the package has none of this name.
    ///
    /// # Errors
    /// When it cannot be unpacked, or unpacks to more than a document can have.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, SkipReason> {
        let file = match self.archive.by_name(name) {
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(SkipReason::Encrypted),
            file => file.map_err(|error| damaged(&error))?,
        };
        let mut bytes = Vec::new();
        file.take(self.room + 1).read_to_end(&mut bytes).map_err(|error| SkipReason::Damaged(error.to_string()))?;
        self.room = self.room.checked_sub(bytes.len() as u64).ok_or(SkipReason::Unpacks { limit: MOST_UNPACKED })?;
        super::super::decode::decode(&bytes, None).map(Some)
    }

    /// The name of the part that holds the text, as the package declares it.
    pub(super) fn main_part(&mut self) -> String {
        let declared = self.part("_rels/.rels").ok().flatten().and_then(|part| main_target(&part));
        declared.unwrap_or_else(|| "word/document.xml".to_owned())
    }
}

/// The target of the relation that names the main part.
fn main_target(relations: &str) -> Option<String> {
    let mut reader = Reader::from_str(relations);
    loop {
        let element = match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => return None,
            _ => continue,
        };
        if attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
            return attribute(&element, "Target").map(|target| target.trim_start_matches('/').to_owned());
        }
    }
}

/// The value of an attribute by its name as it is written.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

fn damaged(error: &ZipError) -> SkipReason {
    SkipReason::Damaged(error.to_string())
}
