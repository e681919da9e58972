//! `glossator corpus stats`: how many documents and words, by year, publisher and
//! language, and how large the index is.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde_json::json;

use super::{Asked, grouped, readable};
use crate::cli::report::counted;
use crate::cli::terminal::wrapped;

impl Asked<'_> {
    pub(super) fn stats_json(&self, out: &mut dyn Write) -> io::Result<()> {
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

    pub(super) fn stats(&self, out: &mut dyn Write) -> io::Result<()> {
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

    /// The folder of the index, and the bytes in it.
    pub(super) fn index_size(&self) -> (String, u64) {
        match self.engine.config().index_folder() {
            Some(folder) => (self.terminal.path(&folder), bytes_below(&folder)),
            None => ("unknown".to_owned(), 0),
        }
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
}

#[derive(Debug, Default)]
struct Counts {
    by_year: BTreeMap<String, usize>,
    by_publisher: BTreeMap<String, usize>,
    by_language: BTreeMap<String, usize>,
    without_title: usize,
    without_author: usize,
}

fn or_unknown(value: Option<&str>) -> String {
    value.unwrap_or("unknown").to_owned()
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
