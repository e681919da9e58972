//! `glossator corpus`: what the sources are, and what is known of each.

mod list;
mod show;
mod stats;

use std::io::{self, Write};
use std::sync::Arc;

use anyhow::anyhow;

use super::args::{CorpusArguments, CorpusCommand, Format};
use super::report::counted;
use super::terminal::Terminal;
use super::{Ending, complaint, project};
use crate::corpus::{Document, DocumentRef};
use crate::engine::{Engine, Notice};

/// Runs the command.
pub(super) fn run(command: &CorpusCommand, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let (CorpusCommand::Index(arguments)
    | CorpusCommand::List(arguments)
    | CorpusCommand::Show { rest: arguments, .. }
    | CorpusCommand::Stats(arguments)) = command;
    let asked = Asked::open(arguments, terminal)?;
    match command {
        CorpusCommand::Index(_) => complaint::all_notices(terminal, &asked.notices),
        _ => complaint::notices(terminal, &asked.notices),
    }
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
        let corpus = engine.corpus().ok_or_else(|| anyhow!("the corpus is gone"))?;
        let documents: Result<Vec<_>, _> = (0..corpus.len()).map(|at| corpus.document(DocumentRef(at))).collect();
        let mut documents = documents?;
        documents.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(Self { engine, documents, notices, terminal })
    }

    fn words(&self) -> u64 {
        self.documents.iter().map(|document| u64::from(document.words)).sum()
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
