//! One key for every spelling of a document's address: `file:///c%3A/x` and
//! `file:///C:/x` are one draft. The client's own spelling is kept for replies.

use std::fmt;
use std::path::{Path, PathBuf};

use super::protocol::lsp::Url;

/// What a document is filed under; equal for equal documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key(String);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The key of an address.
pub(super) fn key(uri: &Url) -> Key {
    let decoded = decoded_path(uri);
    let path = if uri.scheme() == "file" { with_small_drive(decoded) } else { decoded };
    let host = uri.host_str().unwrap_or_default();
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Key(format!("{}:{host}{path}{query}", uri.scheme()))
}

/// The file behind an address; `None` for one that is not on disk (`untitled:`).
pub(super) fn path(uri: &Url) -> Option<PathBuf> {
    if uri.scheme() != "file" {
        return None;
    }
    uri.to_file_path().ok()
}

/// The address of a file; `None` for a path that is not absolute.
pub(super) fn from_path(path: &Path) -> Option<Url> {
    Url::from_file_path(path).ok()
}

/// The path of an address without its escapes.
pub(super) fn decoded_path(uri: &Url) -> String {
    String::from_utf8_lossy(&percent_decoded(uri.path())).into_owned()
}

/// `/C:/x` becomes `/c:/x`: the letter of a drive has no case.
fn with_small_drive(mut path: String) -> String {
    let is_drive = matches!(path.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    if is_drive && let Some(drive) = path.get_mut(..2) {
        drive.make_ascii_lowercase();
    }
    path
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let Some((&byte, rest)) = bytes.split_first() {
        let escaped = rest.first_chunk::<2>().filter(|_| byte == b'%').and_then(|digits| hex(*digits));
        bytes = if escaped.is_some() { rest.get(2..).unwrap_or_default() } else { rest };
        decoded.push(escaped.unwrap_or(byte));
    }
    decoded
}

fn hex(digits: [u8; 2]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok().filter(|_| digits[0].is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(uri: &str) -> Key {
        key(&uri.parse().expect("an address"))
    }

    #[test]
    fn spellings_of_one_document_share_a_key() {
        for (one, other) in [
            ("file:///c%3A/x%20y.md", "file:///C:/x y.md"),
            ("file:///c%3a/d%C3%A9.md", "file:///c:/dé.md"),
            ("file:///home/a%2Bb.md", "file:///home/a+b.md"),
            ("file://localhost/tmp/x.md", "file:///tmp/x.md"),
        ] {
            assert_eq!(key_of(one), key_of(other));
        }
    }

    #[test]
    fn other_documents_have_other_keys() {
        for (one, other) in [
            ("file:///c/x.md", "file:///C/x.md"),
            ("untitled:Untitled-1", "untitled:Untitled-2"),
            ("file:///x", "untitled:/x"),
            ("file:///100%25", "file:///100%2525"),
        ] {
            assert_ne!(key_of(one), key_of(other));
        }
    }

    #[test]
    fn only_files_have_a_path() {
        assert_eq!(path(&"untitled:Untitled-1".parse().expect("an address")), None);
        assert_eq!(path(&"file:///a%20b.md".parse().expect("an address")), Some(PathBuf::from("/a b.md")));
    }
}
