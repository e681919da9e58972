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
    /// Where they stand: the earliest.
    pub hit: Hit,
    /// Documents that have them.
    pub documents: usize,
}

/// The unmarked runs of a draft, in order. Empty where the corpus may not be asked yet.
#[must_use]
pub fn unmarked<'d>(snapshot: &'d Snapshot, sources: &Sources<'_>) -> Vec<Unmarked<'d>> {
    let mut found = Vec::new();
    for block in snapshot.blocks.iter().filter(|block| !block.quoted && block.kind == BlockKind::Paragraph) {
        let Answer::Known(runs) = sources.runs(&block.content) else { continue };
        found.push((block, runs));
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

/// Whether a block may hold a run at all: it is long enough, and it can be told which of its
/// words are quoted.
pub(in crate::evidence) fn may_hold_runs(content: &BlockContent) -> bool {
    content.tokens.len() >= SHORTEST_RUN && !content.has_stray_mark && !has_broken_marks(&content.text)
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
    let mut places = run.places.iter().filter(|place| own.binary_search(&place.document).is_err());
    let hit = *places.next()?;
    let span = block.content.tokens.cover(run.words.clone());
    Some(Unmarked { block, span, words: run.words.len(), hit, documents: 1 + places.count() })
}
