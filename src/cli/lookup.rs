//! `glossator lookup`: a concordance. Each attestation on a line, the phrase in one
//! column, then who said it, where and when.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::Ending;
use super::args::{Format, LookupArguments};
use super::report::{citation, counted, place_of};
use super::terminal::{Terminal, Tone, head, padded, shorten, tail, width};
use super::{complaint, project};
use crate::corpus::{Corpus, CorpusError, Passage, Zone};
use crate::engine::AttestedCard;
use crate::prose::PartialDate;
use crate::text::{Span, tokenize};

/// Columns of a date and the space after it.
const DATE: usize = 12;

/// Runs the command.
pub(super) fn run(arguments: &LookupArguments, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let phrase = arguments.phrase.join(" ");
    let (engine, notices) = project::with_corpus(&arguments.project, terminal)?;
    complaint::notices(terminal, &notices);
    if tokenize(&phrase).is_empty() {
        anyhow::bail!("\"{phrase}\" holds no word to look for");
    }
    let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    let card = engine.lookup(&phrase, limit)?.filter(|card| card.usage.total > 0);
    let concordance = Concordance { phrase: &phrase, card: card.as_ref(), limit, terminal };
    for notice in card.iter().flat_map(|card| &card.notices) {
        complaint::note(terminal, notice);
    }
    match arguments.format {
        Format::Json => concordance.json(out)?,
        Format::Human if card.is_some() => concordance.human(arguments.context, out)?,
        Format::Human => {
            let part = engine.corpus().map(|corpus| longest_part(corpus, &phrase)).transpose()?.flatten();
            not_found(&phrase, part.as_ref(), out)?;
        }
    }
    Ok(if card.is_some() { Ending::Clean } else { Ending::Findings })
}

/// The longest part of a phrase that is attested, and how often.
pub(super) fn longest_part(corpus: &dyn Corpus, phrase: &str) -> Result<Option<(String, usize)>, CorpusError> {
    let tokens = tokenize(phrase);
    let matches = corpus.maximal_matches(tokens.keys(), 1, 1)?;
    // The first of equally long ones, hence the order of the search is turned.
    let longest = matches.into_iter().rev().max_by_key(|(part, _)| part.words.len());
    Ok(longest.map(|(part, _)| (tokens.cover(part.words).slice(phrase).to_owned(), part.total)))
}

fn not_found(phrase: &str, part: Option<&(String, usize)>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\"{phrase}\" stands nowhere in the sources")?;
    if let Some((part, total)) = part {
        writeln!(out, "the longest part that does: \"{part}\", {}", times(*total))?;
    }
    Ok(())
}

/// "once", "3 times".
pub(super) fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

struct Concordance<'c> {
    phrase: &'c str,
    card: Option<&'c AttestedCard>,
    /// Passages to show; more of them are cut from the middle.
    limit: usize,
    terminal: &'c Terminal,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    phrase: &'a str,
    total: usize,
    attestations: Vec<Attestation<'a>>,
    by_year: BTreeMap<String, usize>,
}

#[derive(Debug, Serialize)]
struct Attestation<'a> {
    document: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<PartialDate>,
    path: String,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    text: &'a str,
    zone: Zone,
}

impl<'c> Concordance<'c> {
    /// The passages, by date; the undated last. Of too many, the earliest and the
    /// latest.
    fn passages(&self) -> Vec<&'c Passage> {
        let Some(card) = self.card else { return Vec::new() };
        let mut passages: Vec<&Passage> = card.first.iter().chain(&card.others).chain(&card.latest).collect();
        passages.sort_by_key(|passage| {
            let document = &passage.document;
            (document.date.is_none(), document.date, &document.id, passage.span)
        });
        passages.dedup_by(|one, other| one.document.id == other.document.id && one.span == other.span);
        if passages.len() > self.limit {
            let latest = self.limit / 2;
            passages.drain(self.limit - latest..passages.len() - latest);
        }
        passages
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let attestations = self.passages().into_iter().map(|passage| Attestation {
            document: &passage.document.id,
            title: passage.document.title.as_deref(),
            publisher: passage.document.publisher.as_deref(),
            author: passage.document.author.as_deref(),
            date: passage.document.date,
            path: self.terminal.path(&passage.document.path),
            line: passage.start.line,
            column: passage.start.column,
            page: passage.page,
            text: &passage.text,
            zone: passage.zone,
        });
        let usage = self.card.map(|card| &card.usage);
        let by_year = usage.map(|usage| usage.by_year.iter().map(|(year, count)| (year_name(*year), *count)).collect());
        let answer = Answer {
            phrase: self.phrase,
            total: usage.map_or(0, |usage| usage.total),
            attestations: attestations.collect(),
            by_year: by_year.unwrap_or_default(),
        };
        serde_json::to_writer_pretty(&mut *out, &answer)?;
        writeln!(out)
    }

    fn human(&self, context: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        let passages = self.passages();
        let Some(card) = self.card else { return Ok(()) };
        let times = times(card.usage.total);
        let documents = counted(card.usage.documents, "document");
        writeln!(out, "\"{}\" {times} in {documents}\n", self.terminal.paint(Tone::Strong, self.phrase))?;
        // What is left out stood between the earliest and the latest.
        let left_out = card.usage.total.saturating_sub(passages.len());
        let (earliest, latest) = passages.split_at(passages.len() - passages.len() / 2);
        for passage in earliest {
            self.line(passage, context, out)?;
        }
        if left_out > 0 {
            writeln!(out, "{:DATE$}… {left_out} more here; --limit 0 shows every one", "")?;
        }
        for passage in latest {
            self.line(passage, context, out)?;
        }
        first_and_latest(card, out)?;
        self.years(card, out)
    }

    fn line(&self, passage: &Passage, context: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        let date = passage.document.date.map_or("undated".to_owned(), |date| date.to_string());
        let text = passage.text.replace(['\n', '\r', '\t'], " ");
        let words = passage.words.slice(&text);
        let room = self.terminal.width.saturating_sub(DATE + width(self.phrase)) / 2;
        let room = context.unwrap_or(room.max(12));
        let before = left_of(Span::new(0, passage.words.start).slice(&text), room);
        let after = right_of(Span::new(passage.words.end, text.len()).slice(&text), room);
        let indent = " ".repeat(room.saturating_sub(width(&before)));
        let words = self.terminal.paint(Tone::Warning, words);
        writeln!(out, "{}{indent}{before}{words}{after}", padded(&date, DATE))?;
        let zone = if passage.zone == Zone::Furniture { " [page furniture]" } else { "" };
        let place = place_of(passage, self.terminal);
        let room = self.terminal.width.saturating_sub(DATE + width(&place) + width(zone) + 2).max(24);
        let source = format!("{}{zone}  {place}", shorten(&title_and_publisher(passage), room));
        writeln!(out, "{:DATE$}{}", "", self.terminal.paint(Tone::Faint, &source))
    }

    /// A bar for each year, the longest a third of the line.
    fn years(&self, card: &AttestedCard, out: &mut dyn Write) -> io::Result<()> {
        let most = card.usage.by_year.values().copied().max().unwrap_or(1).max(1);
        let longest = (self.terminal.width / 3).min(most);
        writeln!(out)?;
        // Years in order, those without a date last.
        let mut years: Vec<_> = card.usage.by_year.iter().collect();
        years.sort_by_key(|(year, _)| (year.is_none(), **year));
        for (year, count) in years {
            let bar = bar(*count, most, longest, self.terminal.blocks);
            writeln!(out, "{:7} {} {count}", year_name(*year), self.terminal.paint(Tone::Note, &bar))?;
        }
        Ok(())
    }
}

fn first_and_latest(card: &AttestedCard, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    let Some(first) = &card.first else {
        return writeln!(out, "first and latest use unknown: no source that has it is dated");
    };
    if card.usage.total == 1 {
        return writeln!(out, "{:7} {}", "only", citation(&first.document));
    }
    writeln!(out, "{:7} {}", "first", citation(&first.document))?;
    // One dated passage among undated ones is both.
    writeln!(out, "{:7} {}", "latest", citation(&card.latest.as_ref().unwrap_or(first).document))
}

fn year_name(year: Option<i16>) -> String {
    year.map_or_else(|| "unknown".to_owned(), |year| year.to_string())
}

fn title_and_publisher(passage: &Passage) -> String {
    let document = &passage.document;
    let title = document.title.as_ref().unwrap_or(&document.id);
    match document.credit() {
        Some(publisher) => format!("{publisher}, {title}"),
        None => title.clone(),
    }
}

/// The end of the words before the phrase.
fn left_of(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept = tail(text, room.saturating_sub(1));
    format!("…{kept}")
}

/// The start of the words after the phrase.
fn right_of(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    format!("{}…", head(text, room.saturating_sub(1)))
}

/// A bar of at most `longest` columns; with blocks, to an eighth of a column.
fn bar(count: usize, most: usize, longest: usize, blocks: bool) -> String {
    if !blocks {
        return "#".repeat((count * longest).div_ceil(most));
    }
    let eighths = (count * longest * 8).div_ceil(most);
    let part = ['\0', '▏', '▎', '▍', '▌', '▋', '▊', '▉'].get(eighths % 8).filter(|part| **part != '\0');
    let mut bar = "█".repeat(eighths / 8);
    bar.extend(part);
    bar
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::samples;
    use crate::corpus::Usage;

    fn card() -> AttestedCard {
        let by_year = BTreeMap::from([(None, 1), (Some(2018), 4)]);
        let usage = Usage { total: 5, documents: 2, by_year, by_publisher: BTreeMap::new() };
        let first = Some(samples::passage());
        let phrase = "community with a shared future".to_owned();
        AttestedCard {
            span: Span::at(0),
            phrase,
            usage,
            first: first.clone(),
            latest: first,
            others: vec![],
            notices: vec![],
        }
    }

    #[test]
    fn aligns_the_phrase_and_says_where_it_stands() {
        let (card, terminal) = (card(), samples::terminal());
        let concordance = Concordance { phrase: &card.phrase, card: Some(&card), limit: 9, terminal: &terminal };
        let mut out = Vec::new();
        concordance.human(None, &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("output is UTF-8");
        let expected = include_str!("../../tests/cli/lookup.txt");
        assert_eq!(text, expected, "\n{text}");
    }

    #[test]
    fn answers_in_json_with_unknown_years_named() {
        let (card, terminal) = (card(), samples::terminal());
        let concordance = Concordance { phrase: &card.phrase, card: Some(&card), limit: 9, terminal: &terminal };
        let mut out = Vec::new();
        concordance.json(&mut out).expect("a vector takes everything");
        let answer: serde_json::Value = serde_json::from_slice(&out).expect("a JSON object");
        assert_eq!(answer["by_year"], serde_json::json!({"2018": 4, "unknown": 1}));
        assert_eq!(answer["attestations"].as_array().map(Vec::len), Some(1));
        assert_eq!(answer["attestations"][0]["line"], 26);
    }

    #[test]
    fn draws_bars_in_proportion() {
        assert_eq!(bar(4, 4, 4, true), "████");
        assert_eq!(bar(1, 16, 4, true), "▎");
        assert_eq!(bar(1, 16, 4, false), "#");
    }
}
