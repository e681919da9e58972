//! `glossator corpus list`: the documents with what is known of each.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Asked, grouped};
use crate::cli::report::counted;
use crate::cli::terminal::{Terminal, Tone, padded, shorten, width};
use crate::corpus::{Document, Extraction, Field, Provenance};
use crate::prose::PartialDate;

impl Asked<'_> {
    pub(super) fn list_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let entries: Vec<Entry<'_>> =
            self.documents.iter().map(|document| Entry::new(document, self.terminal)).collect();
        serde_json::to_writer_pretty(&mut *out, &entries)?;
        writeln!(out)
    }

    pub(super) fn list(&self, out: &mut dyn Write) -> io::Result<()> {
        let ids = self.documents.iter().map(|document| width(&document.id)).max().unwrap_or(0).min(32);
        let publishers =
            self.documents.iter().map(|document| width(publisher(document))).max().unwrap_or(0).clamp(9, 20);
        let heads = format!(
            "{}  {}  {}  {:>8}  title",
            padded("id", ids),
            padded("date", 10),
            padded("publisher", publishers),
            "words"
        );
        writeln!(out, "{}", self.terminal.paint(Tone::Faint, &heads))?;
        for document in &self.documents {
            let id = padded(&shorten(&document.id, ids), ids);
            let date = padded(&document.date.map_or("-".to_owned(), |date| date.to_string()), 10);
            let publisher = padded(&shorten(publisher(document), publishers), publishers);
            let used = ids + publishers + 10 + 8 + 8;
            let title =
                shorten(document.title.as_deref().unwrap_or("-"), self.terminal.width.saturating_sub(used).max(20));
            let id = self.terminal.paint(Tone::Strong, &id);
            writeln!(out, "{id}  {date}  {publisher}  {:>8}  {title}", grouped(u64::from(document.words)))?;
        }
        let (count, words) = (counted(self.documents.len(), "document"), grouped(self.words()));
        writeln!(out, "{count}, {words} words")
    }
}

/// A document for programs.
#[derive(Debug, Serialize)]
pub(super) struct Entry<'d> {
    id: &'d str,
    path: String,
    title: Option<&'d str>,
    publisher: Option<&'d str>,
    author: Option<&'d str>,
    speaker: Option<&'d str>,
    date: Option<PartialDate>,
    language: Option<&'d str>,
    url: Option<&'d str>,
    words: u32,
    /// Pages of a PDF without a word, and those that came out badly.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blank: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubtful: Vec<u32>,
    provenance: BTreeMap<Field, Provenance>,
}

impl<'d> Entry<'d> {
    pub(super) fn new(document: &'d Document, terminal: &Terminal) -> Self {
        let extraction = document.extraction.as_deref();
        Self {
            id: &document.id,
            path: terminal.path(&document.path),
            title: document.title.as_deref(),
            publisher: document.publisher.as_deref(),
            author: document.author.as_deref(),
            speaker: document.speaker.as_deref(),
            date: document.date,
            language: document.language.as_deref(),
            url: document.url.as_deref(),
            words: document.words,
            blank: extraction.map(|extraction| extraction.blank.clone()).unwrap_or_default(),
            doubtful: extraction.map(Extraction::doubtful_pages).unwrap_or_default(),
            provenance: document.provenance.iter().copied().collect(),
        }
    }
}

fn publisher(document: &Document) -> &str {
    document.publisher.as_deref().unwrap_or("-")
}
