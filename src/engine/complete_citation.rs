//! What may be cited, offered while the author types: keys after an at-sign, labels of
//! notes after `[^`.

use super::{Analysis, Engine};
use crate::corpus::bibliography::Reference;
use crate::draft::{Note, Snapshot, is_key};
use crate::text::{Span, fold, one_line};

/// Entries offered at most.
const OFFERED: usize = 50;
/// Letters of a key, in bytes, that are looked back for an at-sign.
const REACH: usize = 200;
/// Letters of a note beside its label.
const NOTE: usize = 80;
/// Documents of the corpus are offered from so many letters on: a name that begins with an
/// at-sign is seldom theirs.
const LETTERS: usize = 2;

/// A citation offered while typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationOffer {
    /// The key or the label.
    pub name: String,
    /// What is typed.
    pub text: String,
    /// What it replaces: the letters typed so far.
    pub replaces: Span,
    /// Author, title and date; for a note, its beginning.
    pub detail: String,
}

impl Engine {
    /// The citations that may stand at `offset`; `None` where no citation is being typed.
    #[must_use]
    pub fn complete_citation(&self, analysis: &Analysis, offset: usize) -> Option<Vec<CitationOffer>> {
        let snapshot = &analysis.snapshot;
        if let Some(replaces) = begun_label(&snapshot.text, offset) {
            return Some(labels(snapshot, replaces));
        }
        let replaces = begun_key(&snapshot.text, offset)?;
        let offered = self.keys(analysis, replaces);
        (!offered.is_empty()).then_some(offered)
    }

    /// What a citekey names, written out; for the documentation of an offer.
    #[must_use]
    pub fn cited_by_key(&self, analysis: &Analysis, key: &str) -> Option<String> {
        let resolution = self.citable(analysis).key(key);
        let document = resolution.documents().first().and_then(|document| self.corpus()?.document(*document).ok());
        self.rendered(resolution.reference(), document.as_deref(), None)
    }

    fn keys(&self, analysis: &Analysis, replaces: Span) -> Vec<CitationOffer> {
        let typed = replaces.slice(&analysis.snapshot.text).trim_start_matches('{');
        let (query, citable) = (fold(typed), self.citable(analysis));
        let is_braced = replaces.slice(&analysis.snapshot.text).starts_with('{');
        let fits = |reference: &&Reference| {
            query.is_empty() || fold(&format!("{} {}", reference.key, reference.summary())).contains(&query)
        };
        let offer = |key: &str, detail: String| CitationOffer {
            name: key.to_owned(),
            text: if is_braced || !is_key(key) { format!("{{{key}}}") } else { key.to_owned() },
            replaces,
            detail,
        };
        let mut references: Vec<&Reference> = citable.references().filter(fits).collect();
        references.sort_by_key(|reference| !fold(&reference.key).starts_with(&query));
        let first = references.into_iter().take(OFFERED);
        let mut offered: Vec<CitationOffer> = first.map(|entry| offer(&entry.key, entry.summary())).collect();
        let Some(corpus) = self.corpus().filter(|_| typed.len() >= LETTERS) else { return offered };
        let entries = self.shelf.entries(corpus).iter().filter(|entry| entry.folded.contains(&query));
        let room = OFFERED.saturating_sub(offered.len());
        offered.extend(entries.take(room).map(|entry| offer(&entry.key, entry.summary.clone())));
        offered
    }
}

/// The key that is being typed before `offset`, without its at-sign.
fn begun_key(text: &str, offset: usize) -> Option<Span> {
    let start = offset.saturating_sub(REACH);
    let before = text.get((0..=start).rev().find(|at| text.is_char_boundary(*at))?..offset)?;
    let at = before.rfind('@')?;
    let typed = before.get(at + 1..)?;
    let is_part = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/{".contains(c);
    let starts = before.get(..at)?.chars().next_back();
    // A letter before the at-sign makes an address of mail, a backslash no citation.
    let is_free = starts.is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '(' | ';' | '-' | ',' | '{'));
    (is_free && typed.chars().all(is_part)).then(|| Span::new(offset - typed.len(), offset))
}

/// The label of a note that is being typed before `offset`.
fn begun_label(text: &str, offset: usize) -> Option<Span> {
    let start = offset.saturating_sub(REACH);
    let before = text.get((0..=start).rev().find(|at| text.is_char_boundary(*at))?..offset)?;
    let at = before.rfind("[^")?;
    let typed = before.get(at + 2..)?;
    let is_escaped = before.get(..at)?.ends_with('\\');
    let is_label = typed.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (!is_escaped && is_label).then(|| Span::new(offset - typed.len(), offset))
}

/// The labels of the notes of a draft, each with the beginning of its note.
fn labels(snapshot: &Snapshot, replaces: Span) -> Vec<CitationOffer> {
    let typed = replaces.slice(&snapshot.text).to_lowercase();
    let offer = |(index, note): (usize, &Note)| {
        let label = note.label.as_deref().filter(|label| label.to_lowercase().starts_with(&typed))?;
        note.definition.filter(|definition| !definition.touches(replaces.end))?;
        let text = snapshot.blocks.iter().find(|block| block.note == Some(index));
        let text = text.map(|block| one_line(&block.content.text)).unwrap_or_default();
        // An editor may have closed the bracket already.
        let is_closed = snapshot.text.get(replaces.end..).is_some_and(|rest| rest.starts_with(']'));
        Some(CitationOffer {
            name: label.to_owned(),
            text: if is_closed { label.to_owned() } else { format!("{label}]") },
            replaces,
            detail: text.chars().take(NOTE).collect(),
        })
    };
    snapshot.notes.iter().enumerate().filter_map(offer).take(OFFERED).collect()
}
