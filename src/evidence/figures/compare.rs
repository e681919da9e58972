//! A sentence of a draft against documents: the one sentence that says the same is looked
//! for, and each amount is held against its counterpart there. Words enter; each amount
//! leaves with what the source has instead, or why nothing is said.

use std::sync::Arc;

use super::read::{Counted, Sentence};
use super::same::stands_for;
use super::{AlteredFigure, HeldFigure, Silence};
use crate::corpus::{Corpus, CorpusError, DocumentRef, Passage};
use crate::prose::{FigureUnit, paragraphs, sentences};
use crate::text::{Span, WordKey};

/// The share of a sentence's words, weighed by rarity, that the source's sentence has.
const LIKENESS: f64 = 0.6;
/// The same where words are repeated without a citation, or a year or an ordinal is
/// changed: many years have much the same sentence.
const CLOSE: f64 = 0.8;
/// The share that a sentence has which may say the same in other words: the draft's
/// amount in it is one the source gives.
const AKIN: f64 = 0.4;
/// Words on each side of an amount that must be in the other sentence, for those of
/// content: the draft's in the source's, and the source's in the draft's.
const REACH: usize = 8;
const SOURCE_REACH: usize = 5;
/// So many words around an amount, in a row, make a sentence a repetition.
pub(super) const REPEATED: usize = 6;
/// Words in a row that tell one of several amounts of a kind from the others.
const TELLING: usize = 4;
/// A sentence with fewer words of content, "rose" and "reached" aside, is like many.
const FEWEST_STEMS: usize = 3;

/// A sentence with what each of its words says.
struct Told<'t> {
    corpus: &'t dyn Corpus,
    sentence: &'t Sentence,
    weights: Vec<(WordKey, f64)>,
}

/// A document, read.
struct Source {
    document: DocumentRef,
    text: Arc<str>,
    /// Its sentences with amounts and the likeness of each.
    sentences: Vec<(Span, Sentence, f64)>,
}

/// The amounts of a sentence, held against `documents`.
pub(in crate::evidence) fn compared(
    corpus: &dyn Corpus,
    words: &str,
    documents: &[DocumentRef],
) -> Result<Vec<HeldFigure>, CorpusError> {
    let sentence = Sentence::read(words);
    let told = Told { corpus, sentence: &sentence, weights: weights(corpus, &sentence)? };
    let sources = documents.iter().map(|document| told.read(*document)).collect::<Result<Vec<Source>, _>>()?;
    let mut held = Vec::new();
    for amount in &sentence.amounts {
        let answers = sources.iter().map(|source| told.held(amount, source)).collect::<Result<Vec<_>, _>>()?;
        // What one source has is not held against another.
        let same = answers.iter().position(|answer| matches!(answer, Err(Silence::Same)));
        let altered = answers.iter().position(Result::is_ok);
        let answer = answers.into_iter().nth(same.or(altered).unwrap_or_default());
        held.extend(answer.map(|answer| HeldFigure { span: amount.span, answer }));
    }
    if are_all_others(&held) {
        for held in &mut held {
            held.answer = Err(Silence::OtherWords);
        }
    }
    Ok(held)
}

/// Whether several amounts differ and none is the same: then the sentence speaks of
/// something else in the same words.
fn are_all_others(held: &[HeldFigure]) -> bool {
    let is_same = |held: &HeldFigure| matches!(held.answer, Err(Silence::Same));
    held.iter().filter(|held| held.answer.is_ok()).count() > 1 && !held.iter().any(is_same)
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

impl Told<'_> {
    fn read(&self, document: DocumentRef) -> Result<Source, CorpusError> {
        let text = self.corpus.text(document)?;
        let of_paragraph = |paragraph: Span| {
            let spans = sentences(paragraph.slice(&text)).into_iter();
            spans.map(move |span| span.shifted(paragraph.start))
        };
        let spans = paragraphs(&text).into_iter().flat_map(of_paragraph);
        let read = spans.map(|span| (span, Sentence::read(span.slice(&text))));
        let rated = read.map(|(span, sentence)| {
            let likeness = self.likeness(&sentence);
            (span, sentence, likeness)
        });
        let sentences = rated.collect();
        Ok(Source { document, text, sentences })
    }

    fn likeness(&self, other: &Sentence) -> f64 {
        let all: f64 = self.weights.iter().map(|(_, weight)| weight).sum();
        let shared = self.weights.iter().filter(|(stem, _)| other.stems.contains(&Some(*stem)));
        shared.map(|(_, weight)| weight).sum::<f64>() / all.max(f64::MIN_POSITIVE)
    }

    /// One amount against one document.
    fn held(&self, amount: &Counted, source: &Source) -> Result<Result<AlteredFigure, Silence>, CorpusError> {
        let Some(at) = source.most_like().filter(|_| self.weights.len() >= FEWEST_STEMS) else {
            return Ok(Err(Silence::NoSentence));
        };
        if source.gives(amount, at) {
            return Ok(Err(Silence::Same));
        }
        let Some((span, like, likeness)) = source.sentences.get(at) else { return Ok(Err(Silence::NoSentence)) };
        let other = match self.counterpart(amount, like, *likeness) {
            Ok(other) => other,
            Err(silence) => return Ok(Err(silence)),
        };
        let there = other.span.shifted(span.start);
        let Some(passage) = passage(self.corpus, source.document, like, other, there)? else {
            return Ok(Err(Silence::NoSentence));
        };
        Ok(Ok(AlteredFigure {
            span: amount.span,
            source: there.slice(&source.text).to_owned(),
            passage,
            is_repeated: *likeness >= CLOSE && words_in_a_row((self.sentence, amount), (like, other)) >= REPEATED,
            is_place: amount.is_place(),
            is_cited: true,
        }))
    }

    /// The amount of a source's sentence that stands where the draft has another one.
    fn counterpart<'s>(&self, amount: &Counted, like: &'s Sentence, likeness: f64) -> Result<&'s Counted, Silence> {
        let sentence = self.sentence;
        let (other, row) = counterpart((sentence, amount), like).ok_or(Silence::NoCounterpart)?;
        let years: Vec<u64> = if amount.is_year { Vec::new() } else { sentence.years.clone() };
        let is_of_other_years = !like.years.is_empty() && years.iter().any(|year| !like.years.contains(year));
        let knows_when = |one: &Sentence, other: &Sentence| one.times.iter().all(|time| other.times.contains(time));
        // "the first quarter", "the third session".
        let other_places = sentence.amounts.iter().filter(|one| one.is_place() && one.span != amount.span);
        let is_elsewhere =
            other_places.filter(|one| !like.amounts.iter().any(|it| it.amount == one.amount)).count() > 0;
        if is_elsewhere
            || is_of_other_years
            || !knows_when(sentence, like)
            || !sentence.times.is_empty() && !knows_when(like, sentence)
        {
            return Err(Silence::OtherTime);
        }
        let has_names = sentence.names.iter().all(|name| like.tokens.keys().contains(name));
        let is_said_there =
            sentence.agrees_around(amount, REACH, like) && like.agrees_around(other, SOURCE_REACH, sentence);
        let is_close = !amount.is_place() || row >= REPEATED && likeness >= CLOSE;
        if has_names && is_said_there && is_close { Ok(other) } else { Err(Silence::OtherWords) }
    }
}

impl Source {
    /// The sentence that says the same; none where none does.
    fn most_like(&self) -> Option<usize> {
        let with_amounts = self.sentences.iter().enumerate().filter(|(_, (_, other, _))| !other.amounts.is_empty());
        let (at, (_, _, best)) = with_amounts.max_by(|(_, one), (_, other)| one.2.total_cmp(&other.2))?;
        (*best >= LIKENESS).then_some(at)
    }

    /// Whether an amount stands in the sentence that says the same, beside it, or in
    /// another that may be about the same.
    fn gives(&self, amount: &Counted, like: usize) -> bool {
        let near = like.saturating_sub(1)..=like + 1;
        let akin = self.sentences.iter().enumerate().filter(|(at, it)| near.contains(at) || it.2 >= AKIN);
        let mut amounts = akin.flat_map(|(_, (_, other, _))| &other.amounts);
        amounts.any(|other| {
            let is_equal = amount.amount == other.amount && amount.amount.unit != FigureUnit::Ordinal;
            let may_be_it = amount.amount.unit.is_told() || is_equal || amount.counts_what(other);
            other.is_like(amount) && may_be_it && stands_for(amount, other)
        })
    }
}

/// The one amount of a source's sentence that counts what the draft's does, with the
/// words around both that are the same in a row.
fn counterpart<'s>((sentence, amount): (&Sentence, &Counted), like: &'s Sentence) -> Option<(&'s Counted, usize)> {
    let row = |other: &Counted| words_in_a_row((sentence, amount), (like, other));
    let alike = like.amounts.iter().filter(|other| amount.is_like(other));
    let mut alike: Vec<(usize, &Counted)> = alike.map(|other| (row(other), other)).collect();
    let is_told = amount.is_year || amount.amount.unit.is_told();
    // "rose by 5 percent" and "grew by 6 percent": nothing else there is a share.
    let is_alone = |one: &Sentence| one.amounts.iter().filter(|other| amount.is_like(other)).count() == 1;
    let is_alone = is_alone(sentence) && is_alone(like);
    alike.retain(|(row, other)| {
        amount.counts_what(other) || is_told && (*row >= TELLING || is_alone && amount.is_bare() && other.is_bare())
    });
    alike.sort_by_key(|(row, _)| std::cmp::Reverse(*row));
    let of_kind = |all: &[Counted]| all.iter().filter(|other| amount.counts_what(other)).count();
    let (best, other) = *alike.first()?;
    let is_only_one = alike.len() == 1 && of_kind(&sentence.amounts) <= 1;
    let is_told = || best >= TELLING && alike.get(1).is_none_or(|(row, _)| best >= row + 2);
    (is_only_one || is_told()).then_some((other, best))
}

/// How many words before and behind two amounts are the same, in a row.
fn words_in_a_row((sentence, amount): (&Sentence, &Counted), (like, other): (&Sentence, &Counted)) -> usize {
    let (one, two) = (sentence.tokens.keys(), like.tokens.keys());
    let before = |keys: &[WordKey], end: usize| keys.iter().take(end).rev().copied().collect::<Vec<_>>();
    let (one_before, two_before) = (before(one, amount.lead), before(two, other.lead));
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
