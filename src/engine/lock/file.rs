//! The text of `quotes.lock`: TOML, sorted, the same bytes for the same entries. A text
//! that was damaged, or written by a newer version, is refused with its place: nothing of
//! it is read, and so nothing of it is lost.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{LockedQuotation, QuotesLock};
use crate::text::{LineIndex, Place};

/// The version of the format. One that is higher holds what this program does not know.
const VERSION: u32 = 1;

/// What a person who opens the file reads first.
const HEAD: &str = "# The quotations that were verified, and against which words of which source.\n\
    # Written by `glossator check --lock` and read by `glossator check`; keep it under version control.\n\n";

/// Why a text is no lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockError {
    /// Where.
    pub place: Place,
    /// Why, as a clause.
    pub message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.place.line, self.place.column, self.message)
    }
}

impl std::error::Error for LockError {}

/// What of a file of any version can be read.
#[derive(Debug, Deserialize)]
struct Versioned {
    version: toml::Spanned<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(default, rename = "quotation", skip_serializing_if = "Vec::is_empty")]
    quotations: Vec<LockedQuotation>,
}

impl QuotesLock {
    /// Reads the text of a lock.
    ///
    /// # Errors
    /// When it is damaged, or of a version that this program does not know.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let at =
            |offset: usize, message: String| LockError { place: LineIndex::new(text).place(text, offset), message };
        let failed = |error: toml::de::Error| {
            let offset = error.span().map_or(0, |span| span.start);
            at(
                offset,
                format!("it is damaged ({}); restore it, or delete it and lock anew", error.message().trim_end()),
            )
        };
        let versioned: Versioned = toml::from_str(text).map_err(failed)?;
        let version = *versioned.version.get_ref();
        if version != VERSION {
            let message =
                format!("it is of version {version}, and this program knows version {VERSION}; use a newer one");
            return Err(at(versioned.version.span().start, message));
        }
        let file: File = toml::from_str(text).map_err(failed)?;
        Ok(Self::new(file.quotations))
    }

    /// The text of the lock.
    ///
    /// # Errors
    /// When it cannot be written as TOML: then the entries hold what the format cannot.
    pub fn to_text(&self) -> Result<String, toml::ser::Error> {
        let file = File { version: VERSION, quotations: self.quotations.clone() };
        Ok(format!("{HEAD}{}", toml::to_string(&file)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::lock::{Anchor, LockedVerdict};
    use crate::prose::PartialDate;

    fn quotation(exact: &str) -> LockedQuotation {
        let anchor = Anchor {
            exact: exact.to_owned(),
            prefix: "He said: \"'''".to_owned(),
            suffix: "\\ 共同体 \u{7}".to_owned(),
        };
        LockedQuotation {
            draft: "a.md".to_owned(),
            words: anchor.clone(),
            verdict: LockedVerdict::Adapted,
            verified: PartialDate::year_only(2024),
            source: "talks/keynote".to_owned(),
            hash: "xxh3:00".to_owned(),
            passages: vec![anchor],
        }
    }

    fn lock(words: &[&str]) -> QuotesLock {
        QuotesLock::new(words.iter().copied().map(quotation).collect())
    }

    #[test]
    fn what_is_written_is_read_again_also_with_other_line_ends() {
        let lock = lock(&["alpha", "beta"]);
        let text = lock.to_text().expect("it can be written");
        assert_eq!(QuotesLock::parse(&text), Ok(lock.clone()));
        assert_eq!(QuotesLock::parse(&text.replace('\n', "\r\n")), Ok(lock));
    }

    #[test]
    fn the_order_of_entries_does_not_change_the_text() {
        assert_eq!(lock(&["beta", "alpha", "beta"]).to_text(), lock(&["alpha", "beta"]).to_text());
    }

    #[test]
    fn an_empty_lock_is_one() {
        let text = QuotesLock::default().to_text().expect("it can be written");
        assert_eq!(QuotesLock::parse(&text), Ok(QuotesLock::default()));
    }

    #[test]
    fn says_where_a_text_is_damaged_or_of_another_version() {
        let said = |text: &str| QuotesLock::parse(text).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said("version = 1\n\n<<<<<<< HEAD\n").starts_with("3:9: it is damaged ("));
        assert!(said("").starts_with("1:1: it is damaged (missing field `version`"));
        assert!(said("# x\nversion = 7\nnew = 1\n").starts_with("2:11: it is of version 7"));
        assert!(said("version = 1\nother = 2\n").starts_with("2:1: it is damaged (unknown field `other`"));
    }
}
