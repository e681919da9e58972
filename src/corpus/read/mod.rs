//! Source files made readable: a path and its bytes enter; the readable text, the
//! way back from it to the file, and what the file says of itself leave.
//!
//! `READERS` is the seam for further formats: a file extension and a function.
//! Nothing here opens a file, and nothing here knows the index.

mod decode;
pub(super) mod docx;
mod foot;
mod furniture;
mod header;
mod html;
mod html_metadata;
mod html_zones;
mod language;
mod markdown;
mod metadata;
mod names;
mod page;
pub(super) mod pdf;
mod properties;
mod speech;
mod stamp;
mod text;
mod title;

use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::Document;
use crate::text::OffsetMap;

/// A source file made readable.
#[derive(Debug, Clone)]
pub struct Extracted {
    /// The readable text: what words and passages are taken from.
    pub text: String,
    /// From [`Self::text`] to [`Self::source`].
    pub map: OffsetMap,
    /// The file decoded to UTF-8, without a byte order mark; lines and columns are
    /// counted in it.
    pub source: String,
    /// What the file says of itself. `id` is empty and `words` is 0 until it is
    /// indexed; spans of its furniture are bytes of [`Self::source`].
    pub document: Document,
}

/// Why a file was left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SkipReason {
    /// No reader for files of this extension (empty where there is none).
    #[error("files of the kind \"{0}\" cannot be read yet; {supported} can", supported = supported())]
    UnsupportedKind(String),
    /// Larger than [`MAX_BYTES`].
    #[error("{size} MB is more than the {limit} MB that one source may have; split it", size = megabytes(*.size), limit = megabytes(*.limit))]
    TooLarge {
        /// Size of the file in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// Not a text in any encoding.
    #[error("the file holds binary data, not text")]
    Binary,
    /// It cannot be opened without a password.
    #[error("the file is protected by a password; save it without one")]
    Encrypted,
    /// A Word document of the format before 2007, as which Word also writes encrypted
    /// ones.
    #[error(
        "the file is a Word document of the format before 2007, or one with a password; save it as .docx without one"
    )]
    OldWord,
    /// The file breaks its format; what is wrong, as a clause.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// Packed so well that it could be made to fill any memory.
    #[error("the file unpacks to more than {limit} MB, which no document does", limit = .limit / 1_048_576)]
    Unpacks {
        /// The limit in bytes.
        limit: u64,
    },
    /// More characters than a publication has.
    #[error("the file holds more than {limit} characters; split it")]
    TooMuchText {
        /// The limit.
        limit: usize,
    },
    /// A PDF of pictures.
    #[error("no text is in the file, only pictures of pages; run OCR on it first")]
    Scanned,
    /// A PDF none of whose pages can be read.
    #[error("none of its pages can be read; print it to a new PDF")]
    NoReadablePage,
    /// No readable word.
    #[error("the file holds no text")]
    Empty,
}

/// Largest file that is read, in bytes: more than any single publication has, and
/// small enough to hold a file, its text and its words in memory at once.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Reads one format. The bytes are within [`MAX_BYTES`] and not empty.
type Reader = fn(&Path, &[u8]) -> Result<Extracted, SkipReason>;

/// Which extension is read by what. A new format is one more row and one more file.
const READERS: [(&str, Reader); 9] = [
    ("txt", text::read),
    ("text", text::read),
    ("md", markdown::read),
    ("markdown", markdown::read),
    ("html", html::read),
    ("htm", html::read),
    ("xhtml", html::read),
    ("docx", docx::read),
    ("pdf", pdf::read),
];

/// Extensions of the files that can be read, in lower case.
#[must_use]
pub fn readable_extensions() -> &'static [&'static str] {
    const EXTENSIONS: [&str; READERS.len()] = {
        let mut extensions = [""; READERS.len()];
        let mut index = 0;
        while index < READERS.len() {
            #[expect(clippy::indexing_slicing, reason = "the loop ends at the length of both arrays")]
            {
                extensions[index] = READERS[index].0;
            }
            index += 1;
        }
        extensions
    };
    &EXTENSIONS
}

/// Whether a file of this name can be read, by its extension.
#[must_use]
pub fn is_readable(path: &Path) -> bool {
    reader_of(path).is_some()
}

/// Whether a file of `size` bytes is small enough, known before it is read.
///
/// # Errors
/// When it is larger than [`MAX_BYTES`].
pub const fn check_size(size: u64) -> Result<(), SkipReason> {
    if size > MAX_BYTES { Err(SkipReason::TooLarge { size, limit: MAX_BYTES }) } else { Ok(()) }
}

/// Reads a source file; `path` names its format and may give its date.
///
/// # Errors
/// When the file cannot serve as a source; the reason is meant for its owner.
pub fn extract(path: &Path, bytes: &[u8]) -> Result<Extracted, SkipReason> {
    let reader = reader_of(path).ok_or_else(|| SkipReason::UnsupportedKind(extension(path)))?;
    check_size(bytes.len() as u64)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SkipReason::Empty);
    }
    let mut extracted = reader(path, bytes)?;
    if let Some(extraction) = &mut extracted.document.extraction {
        extraction.content = xxh3_64(bytes);
        extraction.checksum = xxh3_64(extracted.text.as_bytes());
    }
    if extracted.text.trim().is_empty() { Err(SkipReason::Empty) } else { Ok(extracted) }
}

fn reader_of(path: &Path) -> Option<Reader> {
    let extension = extension(path);
    READERS.iter().find(|(known, _)| *known == extension).map(|(_, reader)| *reader)
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn supported() -> String {
    readable_extensions().iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(path: &str, bytes: &[u8]) -> String {
        extract(Path::new(path), bytes).expect_err("a file of this test that cannot be read").to_string()
    }

    #[test]
    fn says_why_a_file_is_left_out() {
        assert!(reason("a.odt", b"PK").starts_with("files of the kind \"odt\" cannot be read yet; .txt, "));
        assert_eq!(reason("a.txt", b"%PDF-1.4\n\0\0\0"), "the file holds binary data, not text");
        assert_eq!(reason("a.txt", b" \n"), "the file holds no text");
        let large = check_size(MAX_BYTES + 1_048_576).expect_err("larger than the limit").to_string();
        assert_eq!(large, "65.0 MB is more than the 64.0 MB that one source may have; split it");
    }

    #[test]
    fn reads_by_extension_in_any_case() {
        assert!(is_readable(Path::new("A.HTM")));
        assert!(!is_readable(Path::new("txt")));
        assert_eq!(readable_extensions().first(), Some(&"txt"));
    }
}
