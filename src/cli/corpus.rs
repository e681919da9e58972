//! `glossator corpus`: what the sources are, and what is known of each.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{anyhow, bail};
use serde::Serialize;
use serde_json::json;

use super::Ending;
use super::args::{CorpusArguments, CorpusCommand, Format};
use super::report::counted;
use super::terminal::{Terminal, Tone, padded, shorten, width, wrapped};
use super::{complaint, project};
use crate::corpus::{Corpus, Document, DocumentRef, Field, Provenance};
use crate::engine::{Engine, Notice};
use crate::prose::PartialDate;

/// Runs the command.
pub(super) fn run(command: &CorpusCommand, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let (CorpusCommand::Index(arguments)
    | CorpusCommand::List(arguments)
    | CorpusCommand::Show { rest: arguments, .. }
    | CorpusCommand::Stats(arguments)) = command;
    let asked = Asked::open(arguments, terminal)?;
    match command {
        CorpusCommand::Index(_) | CorpusCommand::Stats(_) if arguments.format == Format::Json => {
            asked.stats_json(out)?;
        }
        CorpusCommand::Index(_) => asked.index(out)?,
        CorpusCommand::Stats(_) => asked.stats(out)?,
        CorpusCommand::List(_) if arguments.format == Format::Json => asked.list_json(out)?,
        CorpusCommand::List(_) => asked.list(out)?,
        CorpusCommand::Show { id, .. } => asked.show(id, arguments.format, out)?,
    }
    Ok(Ending::Clean)
}

/// An opened corpus and all that is asked of it.
struct Asked<'a> {
    engine: Engine,
    /// By id.
    documents: Vec<Arc<Document>>,
    notices: Vec<Notice>,
    terminal: &'a Terminal,
}

impl<'a> Asked<'a> {
    fn open(arguments: &CorpusArguments, terminal: &'a Terminal) -> anyhow::Result<Self> {
        let (engine, notices) = project::with_corpus(&arguments.project, terminal)?;
        complaint::notices(terminal, &notices);
        let corpus = engine.corpus().ok_or_else(|| anyhow!("the corpus is gone"))?;
        let documents: Result<Vec<_>, _> = (0..corpus.len()).map(|at| corpus.document(DocumentRef(at))).collect();
        let mut documents = documents?;
        documents.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(Self { engine, documents, notices, terminal })
    }

    fn words(&self) -> u64 {
        self.documents.iter().map(|document| u64::from(document.words)).sum()
    }

    /// The folder of the index, and the bytes in it.
    fn index_size(&self) -> (String, u64) {
        match self.engine.config().index_folder() {
            Some(folder) => (self.terminal.path(&folder), bytes_below(&folder)),
            None => ("unknown".to_owned(), 0),
        }
    }

    fn index(&self, out: &mut dyn Write) -> io::Result<()> {
        let (folder, bytes) = self.index_size();
        writeln!(
            out,
            "{} with {} words indexed; the index takes {} in {folder}",
            counted(self.documents.len(), "document"),
            grouped(self.words()),
            readable(bytes)
        )?;
        match self.notices.len() {
            0 => Ok(()),
            count => writeln!(out, "{} above", counted(count, "notice")),
        }
    }

    fn list_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let entries: Vec<Entry<'_>> =
            self.documents.iter().map(|document| Entry::new(document, self.terminal)).collect();
        serde_json::to_writer_pretty(&mut *out, &entries)?;
        writeln!(out)
    }

    fn list(&self, out: &mut dyn Write) -> io::Result<()> {
        let ids = self.documents.iter().map(|document| width(&document.id)).max().unwrap_or(0).min(36);
        let publishers = self.documents.iter().map(|document| width(publisher(document))).max().unwrap_or(0).min(24);
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

    fn show(&self, id: &str, format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
        let corpus = self.engine.corpus().ok_or_else(|| anyhow!("the corpus is gone"))?;
        let Some(found) = self.find(corpus, id)? else { bail!("{}", self.unknown(id)) };
        let document = corpus.document(found)?;
        let text = corpus.text(found)?;
        if format == Format::Json {
            let shown = Shown { entry: Entry::new(&document, self.terminal), text: &text };
            serde_json::to_writer_pretty(&mut *out, &shown)?;
            writeln!(out)?;
            return Ok(());
        }
        self.metadata(&document, out)?;
        writeln!(out, "\n{}", text.trim_end())?;
        Ok(())
    }

    /// By id, by path as the corpus knows it, or by path as the user sees it.
    fn find(&self, corpus: &dyn Corpus, id: &str) -> anyhow::Result<Option<DocumentRef>> {
        if let Some(found) = corpus.find(id)? {
            return Ok(Some(found));
        }
        let path = self.terminal.folder.join(Path::new(id));
        Ok(corpus.find(&path.to_string_lossy())?)
    }

    fn unknown(&self, id: &str) -> String {
        let names = self.documents.iter().map(|document| document.id.as_str());
        let near = names.filter(|name| name.contains(id) || id.contains(name)).take(5).collect::<Vec<_>>();
        if near.is_empty() {
            return format!("no document \"{id}\"; `glossator corpus list` names them all");
        }
        format!("no document \"{id}\"; there is {}", near.join(", "))
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
        writeln!(out, "{:10} {}", "words", grouped(u64::from(document.words)))
    }

    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for document in &self.documents {
            let year = document.date.map_or("unknown".to_owned(), |date| date.year().to_string());
            *counts.by_year.entry(year).or_default() += 1;
            *counts.by_publisher.entry(or_unknown(document.publisher.as_deref())).or_default() += 1;
            *counts.by_language.entry(or_unknown(document.language.as_deref())).or_default() += 1;
            counts.without_title += usize::from(document.title.is_none());
            counts.without_author += usize::from(document.author.is_none());
        }
        counts
    }

    fn stats_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let (folder, bytes) = self.index_size();
        let counts = self.counts();
        let skipped = self.notices.iter().map(|notice| {
            json!({ "path": notice.path.as_ref().map(|path| self.terminal.path(path)), "message": notice.message })
        });
        let stats = json!({
            "documents": self.documents.len(),
            "words": self.words(),
            "by_year": counts.by_year,
            "by_publisher": counts.by_publisher,
            "by_language": counts.by_language,
            "unknown": {
                "title": counts.without_title,
                "author": counts.without_author,
                "publisher": counts.by_publisher.get("unknown").unwrap_or(&0),
                "date": counts.by_year.get("unknown").unwrap_or(&0),
                "language": counts.by_language.get("unknown").unwrap_or(&0),
            },
            "index": { "path": folder, "bytes": bytes },
            "notices": skipped.collect::<Vec<_>>(),
        });
        serde_json::to_writer_pretty(&mut *out, &stats)?;
        writeln!(out)
    }

    fn stats(&self, out: &mut dyn Write) -> io::Result<()> {
        let counts = self.counts();
        let (folder, bytes) = self.index_size();
        writeln!(out, "{}, {} words", counted(self.documents.len(), "document"), grouped(self.words()))?;
        writeln!(out, "without title {}, without author {}", counts.without_title, counts.without_author)?;
        for (name, by) in
            [("year", &counts.by_year), ("publisher", &counts.by_publisher), ("language", &counts.by_language)]
        {
            let entries: Vec<String> = by.iter().map(|(value, count)| format!("{value} {count}")).collect();
            let columns = self.terminal.width.saturating_sub(14);
            let entries = wrapped(&entries.join(", "), columns).replace('\n', "\n              ");
            writeln!(out, "by {name:10} {entries}")?;
        }
        writeln!(out, "index {} in {folder}", readable(bytes))
    }
}

#[derive(Debug, Default)]
struct Counts {
    by_year: BTreeMap<String, usize>,
    by_publisher: BTreeMap<String, usize>,
    by_language: BTreeMap<String, usize>,
    without_title: usize,
    without_author: usize,
}

/// A document for programs.
#[derive(Debug, Serialize)]
struct Entry<'d> {
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
    provenance: BTreeMap<Field, Provenance>,
}

/// A document with its text.
#[derive(Debug, Serialize)]
struct Shown<'d> {
    #[serde(flatten)]
    entry: Entry<'d>,
    text: &'d str,
}

impl<'d> Entry<'d> {
    fn new(document: &'d Document, terminal: &Terminal) -> Self {
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
            provenance: document.provenance.iter().copied().collect(),
        }
    }
}

fn publisher(document: &Document) -> &str {
    document.publisher.as_deref().unwrap_or("-")
}

fn or_unknown(value: Option<&str>) -> String {
    value.unwrap_or("unknown").to_owned()
}

/// "front matter", as the JSON name without its hyphen.
fn name_of(provenance: Provenance) -> String {
    let name = serde_json::to_value(provenance).ok();
    name.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().replace('-', " ")
}

/// Bytes of all files below a folder; what cannot be read counts nothing.
fn bytes_below(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .filter_map(Result::ok)
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => bytes_below(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

/// "1,234,567".
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1.4 MB".
#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
fn readable(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_for_people() {
        assert_eq!((grouped(999), grouped(1_234_567)), ("999".to_owned(), "1,234,567".to_owned()));
        assert_eq!(
            (readable(12), readable(1_440), readable(2_500_000)),
            ("12 bytes".into(), "1.4 kB".into(), "2.5 MB".into())
        );
    }
}
