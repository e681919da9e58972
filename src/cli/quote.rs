//! `glossator quote`: one quotation held against the sources. The words of a draft enter
//! by argument or by standard input; what the engine says of them is reported.

use std::io::{self, Read, Write};

use anyhow::Context;

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
    let cited = arguments.source.iter().map(|name| named_source::find(corpus, name, terminal));
    let cited: Vec<DocumentRef> = cited.collect::<Result<_, _>>()?;
    let card = engine.quote(&text, &cited)?.with_context(|| format!("\"{text}\" holds no word to look for"))?;
    for notice in &card.notices {
        complaint::note(terminal, &terminal.shortened(notice));
    }
    match arguments.format {
        Format::Json => report::quotation_json(&card, terminal, out)?,
        Format::Human => report::quotation(&card, terminal, out)?,
    }
    if arguments.format == Format::Human && card.verdict == Some(Verdict::Absent) {
        say_longest_part(corpus, &card.text, out)?;
    }
    Ok(ending(&card, !cited.is_empty()))
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
