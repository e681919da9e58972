//! Source files made readable. A stand-in: plain text only.

use std::fmt;
use std::path::Path;

use super::Document;
use crate::text::OffsetMap;

/// A source file made readable.
pub struct Extracted {
    /// The readable text: what `tokenize` and passages run on.
    pub text: String,
    /// From `text` to `source`.
    pub map: OffsetMap,
    /// The file decoded to UTF-8.
    pub source: String,
    /// Metadata.
    pub document: Document,
}

/// Why a file is not read.
#[derive(Debug)]
pub struct SkipReason(String);

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a file.
///
/// # Errors
/// When it is no text.
pub fn extract(path: &Path, bytes: &[u8]) -> Result<Extracted, SkipReason> {
    let source = String::from_utf8(bytes.to_vec()).map_err(|_| SkipReason("not UTF-8".to_owned()))?;
    if source.contains('\0') {
        return Err(SkipReason("binary".to_owned()));
    }
    let header = |key: &str| -> Option<String> {
        source.lines().take(8).find_map(|line| line.strip_prefix(key)).map(|value| value.trim().to_owned())
    };
    let document = Document {
        id: String::new(),
        path: path.to_owned(),
        title: None,
        publisher: header("publisher:"),
        author: None,
        speaker: None,
        date: header("date:").and_then(|date| date.parse().ok()),
        language: None,
        url: None,
        words: 0,
        provenance: Vec::new(),
        furniture: Vec::new(),
    };
    Ok(Extracted { text: source.clone(), map: OffsetMap::identity(source.len()), source, document })
}

/// Extensions (lower case, without the stop) that can be read.
#[must_use]
pub fn readable_extensions() -> &'static [&'static str] {
    &["txt", "md"]
}
