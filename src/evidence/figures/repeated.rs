//! Sentences of a draft that nearly repeat one of a source, and cite nothing. The words
//! of a block enter; the amounts leave that the source's sentence has otherwise.
//!
//! What stands in the sources word for word, the amount included, is left alone; so is a
//! sentence that many documents have, and one of which any of them has the draft's amount.
//! Reports repeat their sentences from year to year with other figures, so years, ordinals
//! and durations are left alone, and of several amounts in a sentence only one may differ.

use std::ops::Range;

use super::compare::{REPEATED, compared};
use super::read::{Counted, Sentence};
use super::same::stands_for;
use super::{AlteredFigure, HeldFigure, Silence};
use crate::corpus::{Corpus, CorpusError, DocumentRef, Hit};
use crate::draft::BlockContent;
use crate::text::tokenize;

/// Documents that may have the sentence; what more have is a formula.
const MOST_DOCUMENTS: usize = 12;
/// A shorter sentence is repeated by chance, as is one with fewer words of content.
const FEWEST_WORDS: usize = 10;
const FEWEST_STEMS: usize = 6;
/// The share of the source's words of content that the draft has, in hundredths.
const SHARE: usize = 60;

/// Whether a block may hold such a sentence at all.
pub(in crate::evidence) fn may_repeat(content: &BlockContent) -> bool {
    content.tokens.len() >= FEWEST_WORDS && !content.counting_sentences().is_empty()
}

/// The amounts of a block's own sentences that a source which has nearly the same
/// sentence gives with another value: bytes of the block's text.
///
/// # Errors
/// When the index or a source cannot be read.
pub(in crate::evidence) fn repeated_in(
    corpus: &dyn Corpus,
    content: &BlockContent,
) -> Result<Vec<AlteredFigure>, CorpusError> {
    let mut altered = Vec::new();
    for sentence in content.counting_sentences() {
        if content.quotations.iter().any(|quotation| quotation.overlaps(*sentence)) {
            continue;
        }
        let found = in_sentence(corpus, sentence.slice(&content.text))?;
        altered.extend(found.into_iter().map(|it| AlteredFigure { span: it.span.shifted(sentence.start), ..it }));
    }
    Ok(altered)
}

fn in_sentence(corpus: &dyn Corpus, words: &str) -> Result<Vec<AlteredFigure>, CorpusError> {
    let tokens = tokenize(words);
    if tokens.len() < FEWEST_WORDS || !(0..tokens.len()).any(|word| tokens.flags(word).is_number()) {
        return Ok(Vec::new());
    }
    let sentence = Sentence::read(words);
    let mut altered = Vec::new();
    if sentence.amounts.is_empty() {
        return Ok(altered);
    }
    let runs = corpus.maximal_matches(tokens.keys(), REPEATED, MOST_DOCUMENTS)?;
    let runs: Vec<(Range<usize>, Vec<Hit>)> = runs.into_iter().map(|(run, hits)| (run.words, hits)).collect();
    for amount in sentence.amounts.iter().filter(|amount| !amount.is_place() && !amount.is_duration) {
        let beside = beside(amount, &runs);
        let is_there = runs.iter().any(|(run, _)| run.start <= amount.words.start && run.end >= amount.words.end);
        if is_there || beside.is_empty() || any_gives(corpus, amount, &beside)? {
            continue;
        }
        let document = beside.iter().map(|hit| hit.document).next();
        altered.extend(document.map(|document| held(corpus, words, amount, document)).transpose()?.flatten());
    }
    altered.retain(|altered| repeats(&sentence, &Sentence::read(&altered.passage.text)));
    Ok(altered)
}

/// Whether two sentences speak of one time, and the draft's leaves out little.
fn repeats(sentence: &Sentence, source: &Sentence) -> bool {
    let content = |one: &Sentence| one.stems.iter().flatten().count();
    let shared = source.stems.iter().flatten().filter(|stem| sentence.stems.contains(&Some(**stem))).count();
    sentence.years == source.years
        && sentence.times == source.times
        && content(sentence) >= FEWEST_STEMS
        && shared * 100 >= content(source) * SHARE
}

/// The places of the longest run that touches an amount; none where more documents than
/// are looked at have it.
fn beside(amount: &Counted, runs: &[(Range<usize>, Vec<Hit>)]) -> Vec<Hit> {
    let touches = |run: &Range<usize>| run.end + 3 >= amount.lead && run.start <= amount.words.end + 2;
    let near = runs.iter().filter(|(run, _)| touches(run)).max_by_key(|(run, _)| run.len());
    near.map(|(_, hits)| hits.clone()).filter(|hits| hits.len() < MOST_DOCUMENTS).unwrap_or_default()
}

/// Whether a sentence at any of these places has an amount that the draft's stands for.
fn any_gives(corpus: &dyn Corpus, amount: &Counted, hits: &[Hit]) -> Result<bool, CorpusError> {
    for hit in hits {
        let other = Sentence::read(&corpus.passage(*hit)?.text);
        if other.amounts.iter().any(|other| other.is_like(amount) && stands_for(amount, other)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What a document whose sentence the draft nearly repeats has instead of an amount.
fn held(
    corpus: &dyn Corpus,
    words: &str,
    amount: &Counted,
    document: DocumentRef,
) -> Result<Option<AlteredFigure>, CorpusError> {
    let (its, others): (Vec<HeldFigure>, Vec<HeldFigure>) =
        compared(corpus, words, &[document])?.into_iter().partition(|held| held.span == amount.span);
    if !others.iter().all(|other| matches!(other.answer, Err(Silence::Same))) {
        return Ok(None);
    }
    let altered = its.into_iter().find_map(|held| held.answer.ok()).filter(|altered| altered.is_repeated);
    Ok(altered.map(|altered| AlteredFigure { is_cited: false, ..altered }))
}
