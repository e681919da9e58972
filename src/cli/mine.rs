//! `glossator termbase mine`: the counted sets that the sources announce and list and the
//! termbase does not hold. Each with its items and where it stands, for reading, for
//! programs, or as entries that a writer pastes.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{MineArguments, MineFormat};
use super::report::counted;
use super::terminal::{Terminal, Tone, padded, shorten, width, wrapped};
use super::{Ending, complaint, project};
use crate::engine::{CandidateSet, Candidates, Telling};
use crate::prose::PartialDate;

/// Columns of a date and the space after it.
const DATE: usize = 12;

/// Sources shown below a set; the rest are counted.
const SOURCES: usize = 3;

/// Runs the command.
pub(super) fn run(arguments: &MineArguments, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let (engine, notices) = project::with_corpus(&arguments.project, terminal)?;
    complaint::notices(terminal, &notices);
    let found = engine.candidates()?.unwrap_or_default();
    let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    let report = Report { found: &found, limit, terminal };
    match arguments.format {
        MineFormat::Human => report.human(out)?,
        MineFormat::Json => report.json(out)?,
        MineFormat::Toml => report.toml(out)?,
    }
    Ok(if found.sets.is_empty() { Ending::Findings } else { Ending::Clean })
}

struct Report<'r> {
    found: &'r Candidates,
    /// Sets to show.
    limit: usize,
    terminal: &'r Terminal,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    total: usize,
    known: usize,
    candidates: Vec<Candidate<'a>>,
}

#[derive(Debug, Serialize)]
struct Candidate<'a> {
    label: &'a str,
    about: &'a str,
    count: usize,
    complete: bool,
    items: Vec<&'a str>,
    documents: usize,
    earliest: Option<PartialDate>,
    latest: Option<PartialDate>,
    sources: Vec<Source<'a>>,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    document: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    speaker: Option<&'a str>,
    date: Option<PartialDate>,
    path: String,
    line: usize,
    column: usize,
}

impl Report<'_> {
    fn shown(&self) -> impl Iterator<Item = &CandidateSet> {
        self.found.sets.iter().take(self.limit)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let candidates = self.shown().map(|candidate| Candidate {
            label: &candidate.set.label,
            about: &candidate.set.about,
            count: candidate.set.count(),
            complete: candidate.set.is_full,
            items: candidate.set.items.iter().map(|item| item.text.as_str()).collect(),
            documents: candidate.tellings.len(),
            earliest: dates(candidate).min(),
            latest: dates(candidate).max(),
            sources: candidate.tellings.iter().map(|telling| self.source(telling)).collect(),
        });
        let answer = Answer { total: self.found.sets.len(), known: self.found.known, candidates: candidates.collect() };
        serde_json::to_writer_pretty(&mut *out, &answer)?;
        writeln!(out)
    }

    fn source<'t>(&self, telling: &'t Telling) -> Source<'t> {
        let document = &telling.document;
        Source {
            document: &document.id,
            title: document.title.as_deref(),
            publisher: document.publisher.as_deref(),
            speaker: document.speaker.as_deref(),
            date: document.date,
            path: self.terminal.path(&document.path),
            line: telling.place.line,
            column: telling.place.column,
        }
    }

    fn toml(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "# Candidates: sets that the sources announce and list. None is approved; keep")?;
        writeln!(out, "# what you have read in its source.")?;
        self.shown().try_for_each(|candidate| write!(out, "\n{}", candidate.entry(&|telling| self.place(telling))))
    }

    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for candidate in self.shown() {
            self.candidate(candidate, out)?;
        }
        let total = self.found.sets.len();
        if total > self.limit {
            writeln!(out, "… {} more; --limit 0 shows every one\n", total - self.limit)?;
        }
        let candidates = match total {
            0 => "no candidate".to_owned(),
            _ => format!("{}, none of them approved", counted(total, "candidate")),
        };
        let known = match self.found.known {
            0 => String::new(),
            known => format!("; {} of the sources the termbase holds already", counted(known, "set")),
        };
        writeln!(out, "{candidates}{known}")
    }

    fn candidate(&self, candidate: &CandidateSet, out: &mut dyn Write) -> io::Result<()> {
        let set = &candidate.set;
        let date = candidate.tellings.first().and_then(|telling| telling.document.date);
        let date = date.map_or("undated".to_owned(), |date| date.to_string());
        let label = self.terminal.paint(Tone::Strong, &set.label);
        let room = self.terminal.width.saturating_sub(DATE + width(&set.label) + 1);
        let about = if set.about.is_empty() { String::new() } else { format!(" {}", shorten(&set.about, room)) };
        writeln!(out, "{}{label}{about}", padded(&date, DATE))?;
        for (number, item) in (1..).zip(&set.items) {
            self.item(number, &item.text, out)?;
        }
        if !set.is_full {
            let listed = set.items.len().min(set.count());
            let remark = match set.count() - listed {
                0 if set.number.is_none() => "the source announces no number; there may be more".to_owned(),
                0 => "the source says that there may be more".to_owned(),
                _ => format!("incomplete: {listed} of {} are listed", set.count()),
            };
            writeln!(out, "{:DATE$}{}", "", self.terminal.paint(Tone::Warning, &remark))?;
        }
        for telling in candidate.tellings.iter().take(SOURCES) {
            self.telling(telling, out)?;
        }
        if let Some(more) = candidate.tellings.len().checked_sub(SOURCES).filter(|more| *more > 0) {
            let latest = dates(candidate).max().map_or_else(String::new, |date| format!(", to {date}"));
            let documents = if more == 1 { "document" } else { "documents" };
            let more = format!("… {more} more {documents}{latest}");
            writeln!(out, "{:DATE$}{}", "", self.terminal.paint(Tone::Faint, &more))?;
        }
        writeln!(out)
    }

    fn item(&self, number: usize, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let lines = wrapped(text, self.terminal.width.saturating_sub(DATE + 4));
        for (index, line) in lines.lines().enumerate() {
            let number = if index == 0 { format!("{number:>2}  ") } else { " ".repeat(4) };
            writeln!(out, "{:DATE$}{number}{line}", "")?;
        }
        Ok(())
    }

    fn telling(&self, telling: &Telling, out: &mut dyn Write) -> io::Result<()> {
        let (document, place) = (&telling.document, self.place(telling));
        let title = document.title.as_ref().unwrap_or(&document.id);
        let date = document.date.map(|date| date.to_string());
        let known = [document.speaker.as_deref(), document.publisher.as_deref(), Some(title), date.as_deref()];
        let known = known.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let room = self.terminal.width.saturating_sub(DATE + width(&place) + 2).max(24);
        let source = format!("{}  {place}", shorten(&known, room));
        writeln!(out, "{:DATE$}{}", "", self.terminal.paint(Tone::Faint, &source))
    }

    /// "sources/keynote.md:7:21"
    fn place(&self, telling: &Telling) -> String {
        let Telling { document, place } = telling;
        format!("{}:{}:{}", self.terminal.path(&document.path), place.line, place.column)
    }
}

/// The dates of the documents that have one.
fn dates(candidate: &CandidateSet) -> impl Iterator<Item = PartialDate> {
    candidate.tellings.iter().filter_map(|telling| telling.document.date)
}
