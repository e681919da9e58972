//! `quotes.lock`: what quotations of drafts were verified against, so that a later check
//! can tell a draft that changed from a source that was scraped anew.
//!
//! A [`QuotesLock`] is text in, text out (`file`); `take` makes the entries of a draft,
//! `hold` holds the findings of a later check against them. Files are the doors' business,
//! and so is the day on which something is verified.

mod file;
mod hold;
mod take;

pub use file::LockError;
pub use hold::{SourceChange, SourceChangeKind};
pub use take::Locked;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::prose::PartialDate;
use crate::text::{Span, one_line};

/// The name of the file, which stands beside the settings.
pub const LOCK_NAME: &str = "quotes.lock";

/// Characters kept of what stands around an anchor, as the W3C's Web Annotation Data Model
/// has it for a text quote selector.
const AROUND: usize = 32;

/// The verified quotations of a project, in order of drafts and words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotesLock {
    quotations: Vec<LockedQuotation>,
}

impl QuotesLock {
    /// A lock of these quotations, whatever their order.
    #[must_use]
    pub fn new(mut quotations: Vec<LockedQuotation>) -> Self {
        quotations.sort_by(|one, other| (&one.draft, &one.words, one).cmp(&(&other.draft, &other.words, other)));
        quotations.dedup();
        Self { quotations }
    }

    /// All quotations.
    #[must_use]
    pub fn quotations(&self) -> &[LockedQuotation] {
        &self.quotations
    }

    /// The quotations of a draft.
    #[must_use]
    pub fn of(&self, draft: &str) -> &[LockedQuotation] {
        let start = self.quotations.partition_point(|quotation| quotation.draft.as_str() < draft);
        let end = self.quotations.partition_point(|quotation| quotation.draft.as_str() <= draft);
        self.quotations.get(start..end).unwrap_or_default()
    }
}

/// A quotation, and the passage that it was verified against.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedQuotation {
    /// The draft: its path below the folder of the settings, with forward slashes.
    pub draft: String,
    /// How it stood to the source.
    pub verdict: LockedVerdict,
    /// When that was found.
    pub verified: PartialDate,
    /// The lasting id of the source.
    pub source: String,
    /// The fingerprint of the source's text.
    pub hash: String,
    /// Its words and what stands around them in the draft.
    pub words: Anchor,
    /// The words of the source, one anchor for each part of the quotation: parts are
    /// parted by dots.
    pub passages: Vec<Anchor>,
}

/// Words and what stands around them, all on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The words.
    pub exact: String,
    /// At most 32 characters before them.
    pub prefix: String,
    /// At most 32 characters after them.
    pub suffix: String,
}

/// The verdicts that are locked: what is not in order is found anew each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LockedVerdict {
    /// The source's words.
    Verbatim,
    /// Changed as editors may.
    Adapted,
}

impl Anchor {
    /// The anchor of `span`, whose words may be written otherwise than `text` has them.
    fn new(words: &str, text: &str, span: Span) -> Self {
        let before = one_line(last(Span::new(0, span.start).slice(text), AROUND * 4));
        let after = Span::new(span.end, text.len()).slice(text);
        let after: String = one_line(&after.chars().take(AROUND * 4).collect::<String>());
        Self {
            exact: one_line(words),
            prefix: last(&before, AROUND).trim_start().to_owned(),
            suffix: after.chars().take(AROUND).collect::<String>().trim_end().to_owned(),
        }
    }
}

/// The last characters of a text.
fn last(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().take(characters).last().map_or(text.len(), |(start, _)| start);
    Span::new(start, text.len()).slice(text)
}

/// The fingerprint of a source's text. Line ends do not count: version control writes
/// them as the machine likes them.
fn fingerprint(text: &str) -> String {
    let hash = xxh3_64(text.replace("\r\n", "\n").as_bytes());
    format!("xxh3:{hash:016x}")
}

/// The entry of a quotation: one with its words, and of several the one that stands
/// between the same words.
fn entry_of<'l>(entries: &'l [LockedQuotation], words: &Anchor) -> Option<&'l LockedQuotation> {
    let same = || entries.iter().filter(|entry| entry.words.exact == words.exact);
    same().find(|entry| entry.words == *words).or_else(|| same().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_keeps_32_characters_on_either_side_on_one_line() {
        let text = format!("{}é\r\n  the words\n{}", "ä".repeat(40), "界".repeat(40));
        let start = text.find("the").unwrap_or_default();
        let anchor = Anchor::new("the\r\nwords", &text, Span::new(start, start + "the words".len()));
        assert_eq!(anchor.exact, "the words");
        assert_eq!(anchor.prefix, format!("{}é", "ä".repeat(31)));
        assert_eq!(anchor.suffix, "界".repeat(32));
    }

    #[test]
    fn line_ends_do_not_change_a_fingerprint_and_words_do() {
        assert_eq!(fingerprint("one\r\ntwo\r\n"), fingerprint("one\ntwo\n"));
        assert_ne!(fingerprint("one"), fingerprint("two"));
    }

    #[test]
    fn of_equal_words_the_entry_between_the_same_words_is_meant() {
        let entry = |prefix: &str| LockedQuotation {
            draft: "a.md".to_owned(),
            words: Anchor { exact: "words".to_owned(), prefix: prefix.to_owned(), suffix: String::new() },
            verdict: LockedVerdict::Verbatim,
            verified: PartialDate::year_only(2024),
            source: prefix.to_owned(),
            hash: String::new(),
            passages: Vec::new(),
        };
        let entries = [entry("one"), entry("two")];
        let source = |prefix| entry_of(&entries, &entry(prefix).words).map(|entry| entry.source.as_str());
        assert_eq!((source("two"), source("elsewhere")), (Some("two"), Some("one")));
        let other = Anchor { exact: "other".to_owned(), prefix: "one".to_owned(), suffix: String::new() };
        assert_eq!(entry_of(&entries, &other), None);
    }
}
