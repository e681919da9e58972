//! A verified quotation for programs, as one JSON object; of a sentence with several
//! quotations one object that holds theirs as `parts`.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::terminal::Terminal;
use crate::corpus::{Passage, Zone};
use crate::engine::{Deviation, Gravity, QuotationCard, QuotationPlace, Verdict};
use crate::prose::PartialDate;

#[derive(Debug, Serialize)]
struct Answer<'a> {
    quotation: &'a str,
    verdict: &'static str,
    headline: String,
    /// Documents that fit as well as the first place does.
    documents: usize,
    places: Vec<Place<'a>>,
    notices: &'a [String],
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    document: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    speaker: Option<&'a str>,
    date: Option<PartialDate>,
    path: String,
    cited: bool,
    verdict: &'static str,
    passages: Vec<Found<'a>>,
    differences: Vec<Difference<'a>>,
}

#[derive(Debug, Serialize)]
struct Found<'a> {
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// The sentence around the words.
    text: &'a str,
    /// The words in the source.
    words: &'a str,
    zone: Zone,
    /// Whether the source may have the words otherwise, since its page came out badly.
    doubtful: bool,
}

#[derive(Debug, Serialize)]
struct Difference<'a> {
    quoted: &'a str,
    source: &'a str,
    gravity: &'static str,
    message: &'a str,
}

#[derive(Debug, Serialize)]
struct Sentence<'a> {
    /// All of it, as it was given.
    quotation: &'a str,
    /// The worst of the parts.
    verdict: &'static str,
    headline: String,
    parts: Vec<Answer<'a>>,
}

/// Writes what the sources say of a quotation, or of those in a sentence.
pub(in crate::cli) fn quotations_json(
    sentence: &str,
    cards: &[QuotationCard],
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let [card] = cards {
        serde_json::to_writer_pretty(&mut *out, &answer(card, terminal))?;
        return writeln!(out);
    }
    // Unknown is worse than anything that is known.
    let worst = cards.iter().max_by_key(|card| (card.verdict.is_none(), card.is_elsewhere, card.verdict));
    let sentence = Sentence {
        quotation: sentence,
        verdict: verdict_name(worst.and_then(|card| card.verdict)),
        headline: worst.map_or_else(String::new, headline),
        parts: cards.iter().map(|card| answer(card, terminal)).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &sentence)?;
    writeln!(out)
}

fn headline(card: &QuotationCard) -> String {
    format!("{}: {}", card.headline, card.explanation)
}

fn answer<'a>(card: &'a QuotationCard, terminal: &Terminal) -> Answer<'a> {
    Answer {
        quotation: &card.text,
        verdict: verdict_name(card.verdict),
        headline: headline(card),
        documents: card.documents,
        places: card.places.iter().map(|place| place_of(card, place, terminal)).collect(),
        notices: &card.notices,
    }
}

fn place_of<'a>(card: &'a QuotationCard, place: &'a QuotationPlace, terminal: &Terminal) -> Place<'a> {
    let document = &place.document;
    Place {
        document: &document.id,
        title: document.title.as_deref(),
        publisher: document.publisher.as_deref(),
        author: document.author.as_deref(),
        speaker: place.speaker.as_deref(),
        date: document.date,
        path: terminal.path(&document.path),
        cited: place.is_cited,
        verdict: verdict_name(Some(place.verdict)),
        passages: place.passages.iter().map(found).collect(),
        differences: place.differences.iter().map(|difference| difference_of(card, difference)).collect(),
    }
}

fn found(passage: &Passage) -> Found<'_> {
    Found {
        line: passage.start.line,
        column: passage.start.column,
        page: passage.page,
        text: &passage.text,
        words: passage.words.slice(&passage.text),
        zone: passage.zone,
        doubtful: passage.is_doubtful,
    }
}

fn difference_of<'a>(card: &'a QuotationCard, difference: &'a Deviation) -> Difference<'a> {
    Difference {
        quoted: difference.quoted.slice(&card.text),
        source: &difference.source,
        gravity: match difference.gravity {
            Gravity::Silent => "silent",
            Gravity::Hint => "hint",
            Gravity::Warning => "warning",
            Gravity::Error => "error",
        },
        message: &difference.told,
    }
}

fn verdict_name(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("unknown", Verdict::name)
}
