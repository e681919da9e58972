//! Amounts of a draft that its cited sources have otherwise. The sentences of a draft
//! that cite texts of the corpus enter; each amount leaves that the one sentence of a
//! source which says the same gives with another value. Facts are not checked: an amount
//! that stands anywhere in a cited text, or counts something else, is left alone.

mod read;
mod same;

use crate::corpus::{Corpus, CorpusError, DocumentRef, Passage};
use crate::draft::{Block, CitationForm, Snapshot};
use crate::prose::{paragraphs, sentences};
use crate::text::{Span, WordKey};

use super::{Citable, Sources};
use read::{Counted, Sentence};
use same::stands_for;

/// The share of a sentence's words, weighed by rarity, that the source's sentence has.
const LIKENESS: f64 = 0.6;
/// Words on each side of an amount that must be in the other sentence, for those of
/// content: the draft's in the source's, and the source's in the draft's.
const REACH: usize = 8;
const SOURCE_REACH: usize = 5;
/// So many words around an amount, in a row, make a sentence a repetition.
const REPEATED: usize = 6;
/// A sentence with fewer words of content is like many.
const FEWEST_STEMS: usize = 4;

/// An amount that the cited source has otherwise.
#[derive(Debug, Clone)]
pub struct AlteredFigure {
    /// The amount: bytes of the draft, or of the sentence while it is compared.
    pub span: Span,
    /// The amount as the source writes it.
    pub source: String,
    /// Where.
    pub passage: Passage,
    /// Whether the words around it are those of the source.
    pub is_repeated: bool,
}

/// The amounts of a draft that its cited sources have otherwise, in order. Empty where
/// the corpus may not be asked yet.
#[must_use]
pub fn altered_figures(snapshot: &Snapshot, sources: &Sources<'_>, citable: &Citable<'_>) -> Vec<AlteredFigure> {
    if snapshot.citations.is_empty() {
        return Vec::new();
    }
    let own = snapshot.blocks.iter().filter(|block| !block.quoted && block.note.is_none());
    own.flat_map(|block| in_block(snapshot, block, sources, citable)).collect()
}

fn in_block(snapshot: &Snapshot, block: &Block, sources: &Sources<'_>, citable: &Citable<'_>) -> Vec<AlteredFigure> {
    let mut found = Vec::new();
    for sentence in block.content.sentences() {
        let words = without_citations(snapshot, block, *sentence);
        if !may_count(&words) {
            continue;
        }
        let cited = cited(snapshot, block.to_source(*sentence), citable);
        let answer = sources.figures(&words, &cited);
        for figure in answer.known().into_iter().flatten() {
            let span = figure.span.shifted(sentence.start);
            if !block.content.quotations.iter().any(|quotation| quotation.overlaps(span)) {
                found.push(AlteredFigure { span: block.to_source(span), ..figure.clone() });
            }
        }
    }
    found
}

/// A sentence with blanks for its citekeys and addresses, and for links in brackets: they
/// say nothing of it.
fn without_citations(snapshot: &Snapshot, block: &Block, sentence: Span) -> String {
    let mut words = sentence.slice(&block.content.text).to_owned();
    let source = block.to_source(sentence);
    for citation in &snapshot.citations {
        let is_apart = || Span::new(0, citation.whole.start).slice(&snapshot.text).ends_with(['(', '[']);
        if !source.contains(citation.whole) || citation.form == CitationForm::Link && !is_apart() {
            continue;
        }
        let offset = |at| block.offset_from_source(at).saturating_sub(sentence.start);
        let (start, end) = (offset(citation.whole.start), offset(citation.whole.end));
        if let Some(text) = words.get(start..end) {
            words = words.replace(text, &" ".repeat(text.len()));
        }
    }
    words
}

/// Whether a sentence may hold an amount.
fn may_count(words: &str) -> bool {
    !Sentence::read(words).amounts.is_empty()
}

/// The documents that are cited at a sentence; none where something else is cited too.
fn cited(snapshot: &Snapshot, sentence: Span, citable: &Citable<'_>) -> Vec<DocumentRef> {
    let mut documents = Vec::new();
    for citation in snapshot.citations_near(sentence) {
        let resolution = citable.resolve(citation);
        if resolution.documents().is_empty() {
            return Vec::new();
        }
        documents.extend_from_slice(resolution.documents());
    }
    documents.sort_unstable();
    documents.dedup();
    documents
}

/// The amounts of a sentence that `documents` have otherwise.
pub(super) fn compared(
    corpus: &dyn Corpus,
    words: &str,
    documents: &[DocumentRef],
) -> Result<Vec<AlteredFigure>, CorpusError> {
    let sentence = Sentence::read(words);
    let weights = weights(corpus, &sentence)?;
    let mut altered: Vec<Option<AlteredFigure>> = vec![None; sentence.amounts.len()];
    let mut is_there = vec![false; sentence.amounts.len()];
    for document in documents {
        let text = corpus.text(*document)?;
        let read: Vec<(Span, Sentence)> = sentences_of(&text);
        let Some(like) = most_like(&sentence, &weights, &read) else { continue };
        for (at, amount) in sentence.amounts.iter().enumerate() {
            let mut all = read.iter().flat_map(|(_, other)| &other.amounts);
            if let Some(is_there) = is_there.get_mut(at) {
                *is_there |= all.any(|other| other.amount.unit == amount.amount.unit && stands_for(amount, other));
            }
            let found = altered_in(corpus, *document, &text, (&sentence, amount), like)?;
            if let Some(slot) = altered.get_mut(at) {
                *slot = slot.take().or(found);
            }
        }
    }
    let found = altered.into_iter().zip(is_there).filter(|(_, is_there)| !is_there);
    Ok(found.filter_map(|(altered, _)| altered).collect())
}

fn sentences_of(text: &str) -> Vec<(Span, Sentence)> {
    let of_paragraph = |paragraph: Span| {
        let spans = sentences(paragraph.slice(text)).into_iter();
        spans.map(move |span| span.shifted(paragraph.start))
    };
    let spans = paragraphs(text).into_iter().flat_map(of_paragraph);
    spans.map(|span| (span, Sentence::read(span.slice(text)))).collect()
}

/// How much each word of a sentence says: the rarer the more; those of its amounts and
/// those of grammar nothing.
fn weights(corpus: &dyn Corpus, sentence: &Sentence) -> Result<Vec<(WordKey, f64)>, CorpusError> {
    let mut weights = Vec::new();
    for (index, stem) in sentence.stems.iter().enumerate() {
        let is_amount = sentence.amounts.iter().any(|amount| amount.words.contains(&index));
        if let (Some(stem), Some(key), false) = (stem, sentence.tokens.keys().get(index), is_amount) {
            #[expect(clippy::cast_precision_loss, reason = "a weight")]
            let count = corpus.count(&[*key])? as f64;
            weights.push((*stem, 1.0 / (1.0 + (1.0 + count).ln_1p())));
        }
    }
    Ok(weights)
}

/// The sentence of a source that says the same; `None` where none does, or where it
/// speaks of other years or lacks a name.
fn most_like<'r>(
    sentence: &Sentence,
    weights: &[(WordKey, f64)],
    read: &'r [(Span, Sentence)],
) -> Option<&'r (Span, Sentence)> {
    if weights.len() < FEWEST_STEMS {
        return None;
    }
    let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let likeness = |other: &Sentence| {
        let shared = weights.iter().filter(|(stem, _)| other.stems.contains(&Some(*stem)));
        shared.map(|(_, weight)| weight).sum::<f64>() / all
    };
    let rated = read.iter().filter(|(_, other)| !other.amounts.is_empty()).map(|it| (likeness(&it.1), it));
    let (best, like) = rated.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let is_of_other_years = !sentence.years.is_empty() && !like.1.years.is_empty() && sentence.years != like.1.years;
    let names_the_same = sentence.names.iter().all(|name| like.1.tokens.keys().contains(name));
    (best >= LIKENESS && !is_of_other_years && names_the_same).then_some(like)
}

/// The one amount of a source's sentence that counts the same and has another value.
fn altered_in(
    corpus: &dyn Corpus,
    document: DocumentRef,
    text: &str,
    (sentence, amount): (&Sentence, &Counted),
    (place, like): &(Span, Sentence),
) -> Result<Option<AlteredFigure>, CorpusError> {
    let of_kind = |all: &[Counted]| all.iter().filter(|other| amount.counts_what(other)).count();
    let mut others = like.amounts.iter().filter(|other| amount.counts_what(other));
    let (Some(other), None, 1) = (others.next(), others.next(), of_kind(&sentence.amounts)) else { return Ok(None) };
    let is_said_there =
        sentence.agrees_around(amount, REACH, like) && like.agrees_around(other, SOURCE_REACH, sentence);
    if stands_for(amount, other) || !is_said_there {
        return Ok(None);
    }
    let span = other.span.shifted(place.start);
    let Some(passage) = passage(corpus, document, like, other, span)? else { return Ok(None) };
    Ok(Some(AlteredFigure {
        span: amount.span,
        source: span.slice(text).to_owned(),
        passage,
        is_repeated: words_in_a_row((sentence, amount), (like, other)) >= REPEATED,
    }))
}

/// How many words before and behind two amounts are the same, in a row.
fn words_in_a_row((sentence, amount): (&Sentence, &Counted), (like, other): (&Sentence, &Counted)) -> usize {
    let (one, two) = (sentence.tokens.keys(), like.tokens.keys());
    let before = |keys: &[WordKey], end: usize| keys.iter().take(end).rev().copied().collect::<Vec<_>>();
    let (one_before, two_before) = (before(one, amount.words.start), before(two, other.words.start));
    let ahead = one_before.iter().zip(&two_before).take_while(|(one, two)| one == two).count();
    let behind = one.iter().skip(amount.words.end).zip(two.iter().skip(other.words.end));
    ahead + behind.take_while(|(one, two)| one == two).count()
}

/// The passage of an amount; `None` where the index counts its words otherwise.
fn passage(
    corpus: &dyn Corpus,
    document: DocumentRef,
    like: &Sentence,
    amount: &Counted,
    span: Span,
) -> Result<Option<Passage>, CorpusError> {
    let keys = like.tokens.keys().get(amount.words.clone()).unwrap_or_default();
    for hit in corpus.places_in(document, keys)? {
        if corpus.span_in_text(hit)?.overlaps(span) {
            return corpus.passage(hit).map(Some);
        }
    }
    Ok(None)
}
