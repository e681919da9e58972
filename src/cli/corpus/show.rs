//! `glossator corpus show`: what is known of a document and why, and its text.

use std::io::{self, Write};

use anyhow::anyhow;
use serde::Serialize;

use super::list::Entry;
use super::{Asked, grouped};
use crate::cli::args::Format;
use crate::cli::named_source;
use crate::cli::terminal::Tone;
use crate::corpus::{Document, Field, Provenance, Zone};
use crate::text::{LineIndex, Span};

impl Asked<'_> {
    pub(super) fn show(&self, id: &str, format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
        let corpus = self.engine.corpus().ok_or_else(|| anyhow!("the corpus is gone"))?;
        let found = named_source::find(&self.engine, id, self.terminal)?;
        let found = *found.first().ok_or_else(|| anyhow!("the corpus is gone"))?;
        let document = corpus.document(found)?;
        let text = corpus.text(found)?;
        if format == Format::Json {
            let shown = Shown { entry: Entry::new(&document, self.terminal), text: &text };
            serde_json::to_writer_pretty(&mut *out, &shown)?;
            writeln!(out)?;
            return Ok(());
        }
        self.metadata(&document, out)?;
        self.body(&corpus.zones(found)?, text.trim_end(), out)?;
        Ok(())
    }

    /// The text, with a dot before each line that is not the author's.
    fn body(&self, zones: &[(Span, Zone)], text: &str, out: &mut dyn Write) -> io::Result<()> {
        let furniture = || zones.iter().filter(|(_, zone)| *zone == Zone::Furniture).map(|(span, _)| span);
        let is_marked = furniture().next().is_some();
        if is_marked {
            writeln!(out, "\n{}", self.terminal.paint(Tone::Faint, "· page furniture"))?;
        }
        writeln!(out)?;
        let lines = LineIndex::new(text);
        for line in (0..lines.len()).map(|line| lines.line_span(text, line)) {
            let words = line.slice(text);
            let start = line.start + (words.len() - words.trim_start().len());
            if words.is_empty() || !is_marked {
                writeln!(out, "{words}")?;
            } else if furniture().any(|span| span.start <= start && start < span.end) {
                writeln!(out, "{}", self.terminal.paint(Tone::Faint, &format!("· {words}")))?;
            } else {
                writeln!(out, "  {words}")?;
            }
        }
        Ok(())
    }

    fn metadata(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let date = document.date.map(|date| date.to_string());
        let fields = [
            ("title", &document.title, Field::Title),
            ("publisher", &document.publisher, Field::Publisher),
            ("author", &document.author, Field::Author),
            ("speaker", &document.speaker, Field::Speaker),
            ("date", &date, Field::Date),
            ("language", &document.language, Field::Language),
            ("url", &document.url, Field::Url),
        ];
        writeln!(out, "{:10} {}", "id", self.terminal.paint(Tone::Strong, &document.id))?;
        writeln!(out, "{:10} {}", "path", self.terminal.path(&document.path))?;
        for (name, value, field) in fields {
            let Some(value) = value else {
                writeln!(out, "{name:10} {}", self.terminal.paint(Tone::Faint, "unknown"))?;
                continue;
            };
            let origin = document.provenance_of(field).map(|origin| format!("  ({})", name_of(origin)));
            writeln!(out, "{name:10} {value}{}", self.terminal.paint(Tone::Faint, &origin.unwrap_or_default()))?;
        }
        writeln!(out, "{:10} {}", "words", grouped(u64::from(document.words)))?;
        let Some(extraction) = &document.extraction else { return Ok(()) };
        for (name, pages) in [("blank", extraction.blank.clone()), ("doubtful", extraction.doubtful_pages())] {
            if !pages.is_empty() {
                let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
                writeln!(out, "{name:10} p. {}", pages.join(", "))?;
            }
        }
        Ok(())
    }
}

/// A document with its text.
#[derive(Debug, Serialize)]
struct Shown<'d> {
    #[serde(flatten)]
    entry: Entry<'d>,
    text: &'d str,
}

/// "front matter", as the JSON name without its hyphen.
fn name_of(provenance: Provenance) -> String {
    let name = serde_json::to_value(provenance).ok();
    name.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().replace('-', " ")
}
