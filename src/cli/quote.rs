//! `glossator quote`: one quotation, or a sentence with quoted parts, held against the
//! sources. The words of a draft enter by argument or by standard input; what the engine
//! says of them is reported.

use std::io::{self, Read, Write};

use anyhow::{Context, bail};

use super::Ending;
use super::args::{Format, QuoteArguments};
use super::lookup::{longest_part, times};
use super::terminal::Terminal;
use super::{complaint, named_source, project, report};
use crate::corpus::{Corpus, DocumentRef};
use crate::engine::{QuotationCard, Verdict};
use crate::text::{one_line, tokenize};

/// The fewest words of a part that are worth telling.
const TELLING_WORDS: usize = 3;

/// Runs the command.
pub(super) fn run(arguments: &QuoteArguments, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let text = text(arguments)?;
    let (engine, notices) = project::with_corpus(&arguments.project, terminal)?;
    complaint::notices(terminal, &notices);
    let corpus = engine.corpus().context("the corpus is gone")?;
    let cited = arguments.source.iter().map(|name| named_source::find(&engine, name, terminal));
    let mut cited: Vec<DocumentRef> = cited.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    cited.sort_unstable();
    cited.dedup();
    let cards = engine.quote_pasted(&text, &cited)?;
    if cards.is_empty() {
        bail!("\"{text}\" holds no word to look for");
    }
    for notice in cards.iter().flat_map(|card| &card.notices) {
        complaint::note(terminal, &terminal.shortened(notice));
    }
    if arguments.format == Format::Json {
        report::quotations_json(&text, &cards, terminal, out)?;
    } else {
        for (number, card) in cards.iter().enumerate() {
            say(card, number, corpus, terminal, out)?;
        }
    }
    let endings = cards.iter().map(|card| ending(card, !cited.is_empty()));
    Ok(endings.max().unwrap_or(Ending::Clean))
}

/// What the sources say of a quotation, for reading.
fn say(
    card: &QuotationCard,
    number: usize,
    corpus: &dyn Corpus,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if number > 0 {
        writeln!(out)?;
    }
    report::quotation(card, terminal, out)?;
    if card.verdict == Some(Verdict::Absent) {
        say_longest_part(corpus, &card.text, out)?;
    }
    Ok(())
}

/// The quotation, on one line.
fn text(arguments: &QuoteArguments) -> anyhow::Result<String> {
    if arguments.text != ["-"] {
        return Ok(one_line(&arguments.text.join(" ")));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
    Ok(one_line(&String::from_utf8(bytes).context("standard input is not UTF-8")?))
}

/// What of the words does stand in the sources, where it is more than a chance pair.
fn say_longest_part(corpus: &dyn Corpus, text: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    let part = longest_part(corpus, text)?.filter(|(part, _)| tokenize(part).len() >= TELLING_WORDS);
    if let Some((part, total)) = part {
        writeln!(out, "the longest part that is: \"{part}\", {}", times(total))?;
    }
    Ok(())
}

/// Where a source is named, the words have to stand in that one.
fn ending(card: &QuotationCard, is_cited: bool) -> Ending {
    let is_there = card.places.first().is_some_and(|place| place.is_cited || !is_cited);
    match card.verdict {
        None => Ending::Failed,
        Some(Verdict::Verbatim | Verdict::Adapted) if is_there => Ending::Clean,
        Some(_) => Ending::Findings,
    }
}
