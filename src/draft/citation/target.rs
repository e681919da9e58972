//! What a link leads to: the destination as written enters, an address or a path
//! leaves, or nothing where it is no source (a mail address, a place in the same
//! draft).

use std::sync::Arc;

/// What a citation names, as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CitationTarget {
    /// The key of a reference, without the at-sign.
    Key(Arc<str>),
    /// An address of the web.
    Url(Arc<str>),
    /// A file, relative to the draft unless it begins with a slash.
    Path(Arc<str>),
}

impl CitationTarget {
    /// Key, address or path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let (Self::Key(text) | Self::Url(text) | Self::Path(text)) = self;
        text
    }

    /// The target of a link.
    pub(super) fn of_link(destination: &str) -> Option<Self> {
        let destination = destination.trim();
        let is_drive = destination.as_bytes().get(1) == Some(&b':');
        let scheme = destination.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| is_scheme(scheme));
        match scheme.filter(|_| !is_drive).map(str::to_ascii_lowercase).as_deref() {
            Some("http" | "https" | "ftp" | "doi" | "urn") => Some(Self::Url(destination.into())),
            Some("file") => Some(Self::Path(file_path(destination).into())),
            Some(_) => None,
            None if destination.is_empty() || destination.starts_with('#') => None,
            None if destination.starts_with("//") || is_host(destination) => Some(Self::Url(destination.into())),
            None => Some(Self::Path(destination.into())),
        }
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

fn is_host(text: &str) -> bool {
    text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// The path of a `file:` address, which may or may not name an empty host.
fn file_path(address: &str) -> &str {
    let rest = address.get("file:".len()..).unwrap_or_default();
    rest.strip_prefix("//").unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_web_to_a_file_or_to_no_source() {
        let url = |text: &str| Some(CitationTarget::Url(text.into()));
        let path = |text: &str| Some(CitationTarget::Path(text.into()));
        let cases = [
            ("https://a.b/c", url("https://a.b/c")),
            ("HTTP://a.b", url("HTTP://a.b")),
            ("//a.b/c", url("//a.b/c")),
            ("www.a.b", url("www.a.b")),
            ("doi:10.1000/x", url("doi:10.1000/x")),
            ("../sources/a b.txt", path("../sources/a b.txt")),
            ("file:///a/b.md", path("/a/b.md")),
            ("C:/a.md", path("C:/a.md")),
            ("a.md#part", path("a.md#part")),
            ("#part", None),
            ("", None),
            ("mailto:a@b.c", None),
            ("tel:+123", None),
            ("javascript:alert(1)", None),
        ];
        for (destination, expected) in cases {
            assert_eq!(CitationTarget::of_link(destination), expected, "{destination}");
        }
    }
}
