//! Words of a source that a draft has word for word and not as a quotation. The draft
//! enters; each such run leaves once, with a place of the corpus.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::certainty::{Certainty, beyond_chance, told_by};
use crate::corpus::{Corpus, CorpusError, DocumentRef, Hit};
use crate::draft::{Block, BlockContent, BlockKind, Snapshot};
use crate::evidence::{Answer, Sources};
use crate::text::Span;

/// The fewest words of a run. Twelve in a row are hardly chance; official names and set
/// phrases rarely reach them.
const SHORTEST_RUN: usize = 12;
/// What more documents have word for word is everybody's: articles of a treaty.
const MOST_DOCUMENTS: usize = 3;
/// Places of a run that are looked at.
const PLACES: usize = 32;
/// A document that has this share of a draft's words in runs, in hundredths, and so many
/// words, is the draft itself, published.
const OWN_SHARE: usize = 40;
const OWN_WORDS: usize = 60;
/// A run with so many small words, capitals aside, says something. Names of conventions
/// and lists of countries are long, and everybody's.
const FEWEST_PLAIN: usize = 9;

/// A run of words of one block that stands in the sources. Depends on the block's words
/// and the corpus only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRun {
    /// Indexes of the block's words.
    words: Range<usize>,
    /// Places of it, one a document, by date.
    places: Vec<Hit>,
}

/// Words of a draft that stand word for word in a source, unmarked.
#[derive(Debug, Clone)]
pub struct Unmarked<'d> {
    /// The block.
    pub block: &'d Block,
    /// Bytes of the block's text.
    pub span: Span,
    /// Number of words.
    pub words: usize,
    /// Where they stand, one place a document, the earliest first; at least one.
    pub places: Vec<Hit>,
}

/// The unmarked runs of a draft, in order. Empty where the corpus may not be asked yet.
#[must_use]
pub fn unmarked<'d>(snapshot: &'d Snapshot, sources: &Sources<'_>) -> Vec<Unmarked<'d>> {
    let mut found = Vec::new();
    let own = snapshot.blocks.iter().enumerate();
    let own = own.filter(|(_, block)| !block.quoted && block.kind == BlockKind::Paragraph);
    for (number, block) in own {
        let Answer::Known(runs) = sources.runs(&block.content) else { continue };
        if !runs.is_empty() && !is_given(&snapshot.blocks, number) {
            found.push((block, runs));
        }
    }
    let own = own_documents(snapshot, &found);
    let unmarked = found.iter().flat_map(|(block, runs)| runs.iter().filter_map(|run| told(block, run, &own)));
    unmarked.collect()
}

/// The runs of a block, outside its quotations.
///
/// # Errors
/// When the index cannot be read.
pub(in crate::evidence) fn block_runs(
    corpus: &dyn Corpus,
    content: &BlockContent,
) -> Result<Vec<BlockRun>, CorpusError> {
    let mut runs = Vec::new();
    if has_broken_marks(&content.text) {
        return Ok(runs);
    }
    for words in outside_quotations(content) {
        let keys = content.tokens.keys().get(words.clone()).unwrap_or_default();
        for (phrase, _) in corpus.maximal_matches(keys, SHORTEST_RUN, 0)? {
            let wording = keys.get(phrase.words.clone()).unwrap_or_default();
            let words = words.start + phrase.words.start..words.start + phrase.words.end;
            if plain_words(content, words.clone()) < FEWEST_PLAIN {
                continue;
            }
            let plain = |part: Range<usize>| plain_words(content, words.start + part.start..words.start + part.end);
            if beyond_chance(corpus, told_by(corpus, wording, phrase.total, plain)?) < Certainty::Sure {
                continue;
            }
            let mut places = corpus.attestations(wording, PLACES)?.places;
            places.dedup_by_key(|hit| hit.document);
            if places.len() > MOST_DOCUMENTS {
                continue;
            }
            keep(&mut runs, BlockRun { words, places });
        }
    }
    Ok(runs)
}

/// Keeps a run, or of two that share words the longer.
fn keep(runs: &mut Vec<BlockRun>, run: BlockRun) {
    match runs.last_mut().filter(|last| last.words.end > run.words.start) {
        Some(last) if last.words.len() < run.words.len() => *last = run,
        Some(_) => {}
        None => runs.push(run),
    }
}

/// How many words are no names, titles or numbers, as far as their letters tell.
fn plain_words(content: &BlockContent, words: Range<usize>) -> usize {
    let is_plain = |word: &usize| {
        let text = content.tokens.span(*word).slice(&content.text);
        !text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    };
    words.filter(is_plain).count()
}

/// Whether a block may hold a run, as far as a keystroke can afford to ask: it is long
/// enough, and its marks pair.
pub(in crate::evidence) fn may_hold_runs(content: &BlockContent) -> bool {
    content.tokens.len() >= SHORTEST_RUN && !content.has_stray_mark
}

/// Whether curly marks were read in a wrong encoding: their bytes one by one.
fn has_broken_marks(text: &str) -> bool {
    text.contains("â\u{80}") || text.contains("â€")
}

/// The stretches of words between quotations.
fn outside_quotations(content: &BlockContent) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for quotation in &content.quotations {
        let quoted = content.tokens.within(*quotation);
        if quoted.start > start {
            stretches.push(start..quoted.start);
        }
        start = start.max(quoted.end);
    }
    stretches.push(start..content.tokens.len());
    stretches.retain(|words| words.len() >= SHORTEST_RUN);
    stretches
}

/// Documents that are the draft itself: it stands in them for the most part.
fn own_documents(snapshot: &Snapshot, found: &[(&Block, Arc<Vec<BlockRun>>)]) -> Vec<DocumentRef> {
    let mut words: FxHashMap<DocumentRef, usize> = FxHashMap::default();
    for run in found.iter().flat_map(|(_, runs)| runs.iter()) {
        for place in &run.places {
            *words.entry(place.document).or_default() += run.words.len();
        }
    }
    let all: usize = snapshot.blocks.iter().map(|block| block.content.tokens.len()).sum();
    let mut own: Vec<DocumentRef> = words
        .into_iter()
        .filter(|(_, words)| *words >= OWN_WORDS && words * 100 > all * OWN_SHARE)
        .map(|(document, _)| document)
        .collect();
    own.sort_unstable();
    own
}

fn told<'d>(block: &'d Block, run: &BlockRun, own: &[DocumentRef]) -> Option<Unmarked<'d>> {
    let content = &block.content;
    let places = run.places.iter().filter(|place| own.binary_search(&place.document).is_err());
    let places: Vec<Hit> = places.copied().collect();
    let span = content.tokens.cover(run.words.clone());
    let before = Span::new(0, span.start).slice(&content.text);
    let is_own = !places.is_empty() && !is_title(content, run.words.clone()) && !introduces(before);
    is_own.then_some(Unmarked { block, span, words: run.words.len(), places })
}

/// Whether most words of weight begin with a capital: a title, or a list of them.
fn is_title(content: &BlockContent, words: Range<usize>) -> bool {
    let is_weighty = |word: &usize| content.stems.get(*word).is_some_and(Option::is_some);
    let weighty = words.filter(is_weighty).map(|word| content.tokens.flags(word).is_capital());
    let (capitals, others): (Vec<bool>, Vec<bool>) = weighty.partition(|is_capital| *is_capital);
    capitals.len() > others.len()
}

/// Whether a block is given as somebody's text, though no marks say so: what stands before
/// it, or before the list it is in, introduces it, or a line below it says whose it is, as
/// under an epigraph.
fn is_given(blocks: &[Block], number: usize) -> bool {
    let text = |number: usize| blocks.get(number).map_or("", |block| block.content.text.trim());
    let list = |number: usize| blocks.get(number).and_then(|block| block.list).map(|place| place.list);
    let first = (0..number).rev().take_while(|before| list(number).is_some() && list(*before) == list(number)).last();
    let is_introduced = first.unwrap_or(number).checked_sub(1).is_some_and(|before| introduces(text(before)));
    let is_signed = text(number).lines().skip(1).last().is_some_and(is_signature);
    is_introduced || is_signed || is_signature(text(number + 1))
}

/// "— Ana Lima, harbour master"
fn is_signature(line: &str) -> bool {
    let name = line.trim_start_matches(['—', '–', '―', '-']);
    name.len() + 1 < line.len() && name.trim_start().starts_with(char::is_uppercase) && !name.contains('\n')
}

/// Whether words before a text say that it follows as it is written: "Article 2 reads:".
fn introduces(before: &str) -> bool {
    let Some(told) = before.trim_end().strip_suffix(':') else { return false };
    let sentence = told.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default();
    sentence.split(|c: char| !c.is_alphanumeric()).any(|word| READING.contains(&word.to_lowercase().as_str()))
}

/// Words that announce a text as it stands; a list of one's own points has other ones.
const READING: [&str; 25] = [
    "read",
    "reads",
    "reading",
    "say",
    "says",
    "said",
    "state",
    "states",
    "stated",
    "provide",
    "provides",
    "provided",
    "stipulates",
    "declares",
    "declared",
    "wrote",
    "writes",
    "text",
    "wording",
    "quote",
    "article",
    "section",
    "paragraph",
    "clause",
    "preamble",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_introduced_by_words_of_reading() {
        for before in ["Article 2 reads:", "It is late. The preamble of the treaty says:\n", "Clause 4 (as amended):"] {
            assert!(introduces(before), "{before}");
        }
        for before in ["We propose:", "Article 2 is old. We propose:", "Article 2 reads well.", "", ":"] {
            assert!(!introduces(before), "{before}");
        }
    }

    #[test]
    fn a_signature_is_a_dash_and_a_name() {
        for line in ["— Ana Lima", "-- Ana Lima, 2021", "–Ana"] {
            assert!(is_signature(line), "{line}");
        }
        for line in ["", "—", "- a point", "Ana — Lima", "- Ana"] {
            assert!(!is_signature(line), "{line}");
        }
    }
}
