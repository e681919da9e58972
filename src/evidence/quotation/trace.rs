//! A quotation traced: its words as a draft gives them enter; the places of the corpus
//! they may be from leave, each read from its source and judged word by word.
//!
//! A source that is cited is looked at before all others. Where several places agree
//! equally all are named, the cited and then the first-hand ones (a speech before an
//! article on it) first, then the earliest. Knows nothing of speakers.

use std::sync::Arc;

use super::certainty::{Certainty, beyond_chance, certainty, is_second_hand, weight};
use super::edge::widened;
use super::find::{Candidate, find, find_in};
use super::joined::{Joined, joined};
use super::judge::{Difference, Judgement, Practice, SourceSegment, Verdict, judge, shortest_diff, worded};
use crate::corpus::{Corpus, CorpusError, Document, DocumentRef, Hit, Passage, Zone};
use crate::prose::{BracketKind, Piece, Quoted, Segment, sentence_around};
use crate::text::{Span, WordKey, tokenize};

/// Places that are read and judged; the others are only counted.
const JUDGED: usize = 4;
/// A segment of fewer words is not looked for by itself: it stands anywhere.
const LONE_SEGMENT: usize = 4;
/// Of fewer words the half is no passage.
const LIKE_WORDS: usize = 6;
/// How many words of a lone segment may differ for it to be from another place.
const LONE_EDITS: usize = 1;

/// Where a quotation is from, as far as the corpus tells.
#[derive(Debug, Clone)]
pub struct Traced {
    /// The quotation, taken apart.
    pub quoted: Quoted,
    /// The places, the best first: none where the corpus has nothing like it.
    pub places: Vec<TracedPlace>,
    /// Documents that hold the words as well as the first place does, itself included.
    pub documents: usize,
    /// For each cited document that holds nothing like it, its number.
    pub cited_without: Vec<DocumentRef>,
    /// Two halves of it that stand apart, where no place has it.
    pub joined: Option<Joined>,
    /// Sources that could not be read, each with the reason.
    pub unreadable: Vec<CorpusError>,
}

/// A place that a quotation may be from.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedPlace {
    /// The document.
    pub document: Arc<Document>,
    /// Its number in this state of the corpus.
    pub number: DocumentRef,
    /// Whether the draft cites it here.
    pub is_cited: bool,
    /// Where each segment of the quotation stands; none where it is not there.
    pub segments: Vec<Option<TracedSegment>>,
    /// What was changed.
    pub judgement: Judgement,
    /// How sure it is that the words are from there.
    pub certainty: Certainty,
    /// Whether they stand there between quotation marks: the source quotes somebody.
    pub is_second_hand: bool,
    /// Segments that are not there, but elsewhere: their number and the place.
    pub elsewhere: Vec<(usize, TracedSegment)>,
}

/// The words of a source that a segment of a quotation is laid against.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedSegment {
    /// The place.
    pub hit: Hit,
    /// The same as it is shown.
    pub passage: Passage,
    /// The words as the source has them.
    pub words: String,
    /// The bytes of the document's text.
    pub span: Span,
    /// What the source has between the segment before and this one.
    pub omitted: String,
    /// Whether they stand there between quotation marks: the source quotes somebody.
    pub is_second_hand: bool,
}

impl Traced {
    /// The outcome at the best place.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.places.first().map_or(Verdict::Absent, |place| place.judgement.verdict)
    }
}

/// So many words of a quotation may have one changed, and it is still surely this passage.
const WORDS_TO_AN_EDIT: usize = 8;

impl TracedPlace {
    /// Whether the words stand there beyond doubt; of fewer than `fewest_words` nobody can
    /// tell.
    #[must_use]
    pub fn holds(&self, fewest_words: usize) -> bool {
        let judgement = &self.judgement;
        let is_near = judgement.verdict == Verdict::Altered && judgement.edits * WORDS_TO_AN_EDIT <= judgement.words;
        let is_alike = judgement.verdict <= Verdict::Adapted || is_near;
        judgement.words >= fewest_words && self.certainty > Certainty::Chance && is_alike
    }

    /// The differences that `is_told` says, in the writer's words: `"two" where the source
    /// has "three"`. `text` is the quotation's.
    #[must_use]
    pub fn told(&self, text: &str, is_told: impl Fn(&Difference) -> bool) -> String {
        let mut judgement = self.judgement.clone();
        judgement.differences.retain(is_told);
        shortest_diff(&judgement, text, &self.source_words())
    }

    /// One difference in the writer's words, whatever its weight. `text` is the quotation's.
    #[must_use]
    pub fn worded(&self, text: &str, difference: &Difference) -> String {
        worded(difference, text, &self.source_words())
    }

    /// The source's words of each segment, and how the sentence goes on; none where it is
    /// not there.
    fn source_words(&self) -> Vec<SourceSegment<'_>> {
        let words = self.segments.iter().map(|segment| {
            let Some(segment) = segment else { return SourceSegment::default() };
            SourceSegment { text: &segment.words, after: segment.rest_of_sentence(), ..SourceSegment::default() }
        });
        words.collect()
    }

    /// The first passage, to show.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        self.segments.iter().flatten().next().map(|segment| &segment.passage)
    }
}

impl TracedSegment {
    /// What the sentence of the last words has behind them.
    fn rest_of_sentence(&self) -> &str {
        let Passage { text, words, .. } = &self.passage;
        let rest = Span::new(words.end, text.len()).slice(text);
        // More may have been taken in than was laid against the quotation.
        let taken_in = self.words.split_once(words.slice(text)).map_or("", |(_, behind)| behind);
        rest.strip_prefix(taken_in).unwrap_or(rest)
    }
}

/// Traces the words of a quotation; `text` is what stands between its marks.
///
/// # Errors
/// When the index cannot be read.
pub fn trace(
    corpus: &dyn Corpus,
    text: &str,
    cited: &[DocumentRef],
    practice: Practice,
) -> Result<Traced, CorpusError> {
    let quoted = Quoted::parse(text, Span::new(0, text.len()));
    let tracing = Tracing { corpus, text, segments: quoted.segments(text), practice, cited };
    let words: Vec<Vec<WordKey>> =
        tracing.segments.iter().map(|segment| search_words(&quoted, text, segment)).collect();
    let mut traced = Traced {
        quoted,
        places: Vec::new(),
        documents: 0,
        cited_without: Vec::new(),
        joined: None,
        unreadable: Vec::new(),
    };
    for &document in cited {
        tracing.look_in(document, &words, &mut traced)?;
    }
    if !traced.places.iter().any(is_sound) {
        tracing.look_everywhere(&words, &mut traced)?;
    }
    if !traced.places.iter().any(is_sound) {
        traced.joined = joined(corpus, text, &tracing.segments, cited, &traced.places)?;
    }
    traced.places.sort_by_key(|place| (place.judgement.verdict, !place.is_cited));
    Ok(traced)
}

/// Whether a place settles where a quotation is from: its words stand there.
fn is_sound(place: &TracedPlace) -> bool {
    place.judgement.verdict <= Verdict::Adapted
}

/// Whether a passage of a cited source is worth showing, though the words are not from it:
/// in a source that is named half of them are enough, however few they are.
const fn is_like(judgement: &Judgement) -> bool {
    judgement.words >= LIKE_WORDS && judgement.edits * 2 <= judgement.words
}

/// The words of a segment as they are looked for: the speaker's, with a letter in
/// brackets as part of its word, and without what an editor put in.
fn search_words(quoted: &Quoted, text: &str, segment: &Segment) -> Vec<WordKey> {
    let mut words = String::with_capacity(segment.span.len());
    for piece in quoted.pieces.get(segment.pieces.clone()).unwrap_or_default() {
        match piece {
            Piece::Words(span) => words.push_str(span.slice(text)),
            Piece::Bracket(bracket) if bracket.kind == BracketKind::CaseChange => {
                words.push_str(bracket.inner.slice(text));
            }
            Piece::Bracket(_) | Piece::Omission(_) => words.push(' '),
        }
    }
    tokenize(&words).keys().to_vec()
}

/// One quotation while it is traced.
struct Tracing<'t> {
    corpus: &'t dyn Corpus,
    text: &'t str,
    segments: Vec<Segment>,
    practice: Practice,
    cited: &'t [DocumentRef],
}

impl Tracing<'_> {
    /// The best place in a cited document.
    fn look_in(&self, document: DocumentRef, words: &[Vec<WordKey>], traced: &mut Traced) -> Result<(), CorpusError> {
        let candidates = find_in(self.corpus, document, words)?;
        let before = traced.places.len();
        self.judge_all(candidates.into_iter().take(1), words, traced)?;
        match traced.places.get_mut(before) {
            Some(place) if place.judgement.verdict < Verdict::Absent => return Ok(()),
            Some(place) if is_like(&place.judgement) => place.judgement.verdict = Verdict::Similar,
            _ => traced.places.truncate(before),
        }
        traced.cited_without.push(document);
        Ok(())
    }

    /// The best places of the whole corpus that were not looked at before.
    fn look_everywhere(&self, words: &[Vec<WordKey>], traced: &mut Traced) -> Result<(), CorpusError> {
        let mut candidates = find(self.corpus, words)?;
        let mut documents: Vec<DocumentRef> = candidates.iter().map(|candidate| candidate.document).collect();
        documents.sort_unstable();
        documents.dedup();
        traced.documents = documents.len();
        self.put_first_hand_first(&mut candidates)?;
        let known = |document| traced.places.iter().any(|place| place.number == document);
        candidates.retain(|candidate| !known(candidate.document));
        self.judge_all(candidates.into_iter().take(JUDGED), words, traced)?;
        traced.places.retain(|place| place.judgement.verdict < Verdict::Absent);
        Ok(())
    }

    /// Of equally good places those in speeches and statements go first.
    fn put_first_hand_first(&self, candidates: &mut Vec<Candidate>) -> Result<(), CorpusError> {
        let mut ranked = Vec::with_capacity(candidates.len());
        for candidate in candidates.drain(..) {
            let document = self.corpus.document(candidate.document)?;
            ranked.push((document.speaker.is_none(), candidate));
        }
        // Stable: equals stay in order of date.
        ranked.sort_by(|(one_rank, one), (other_rank, other)| {
            other.likeness.total_cmp(&one.likeness).then(one_rank.cmp(other_rank))
        });
        candidates.extend(ranked.into_iter().map(|(_, candidate)| candidate));
        Ok(())
    }

    fn judge_all(
        &self,
        candidates: impl Iterator<Item = Candidate>,
        words: &[Vec<WordKey>],
        traced: &mut Traced,
    ) -> Result<(), CorpusError> {
        for candidate in candidates {
            match self.judged(&candidate, &traced.quoted) {
                Ok(mut place) => {
                    self.look_for_lone_segments(words, &mut place)?;
                    traced.places.push(place);
                }
                Err(error @ (CorpusError::Stale(_) | CorpusError::Unreadable { .. })) => traced.unreadable.push(error),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// A place, read and judged.
    fn judged(&self, candidate: &Candidate, quoted: &Quoted) -> Result<TracedPlace, CorpusError> {
        let text = self.corpus.text(candidate.document)?;
        let read = self.segments.iter().enumerate().map(|(number, own)| {
            let Some(hit) = candidate.hit(number) else { return Ok(None) };
            let span = widened(&text, self.corpus.span_in_text(hit)?, self.spoken(quoted, own));
            self.read(hit, span, &text).map(Some)
        });
        let mut segments: Vec<Option<TracedSegment>> = read.collect::<Result<_, CorpusError>>()?;
        note_omitted(&text, &mut segments);
        let judgement =
            judge(quoted, self.text, &source_segments(&text, &segments), self.practice, &|word| self.knows(word));
        let is_cited = self.cited.contains(&candidate.document);
        let there = self.segments.iter().map(|segment| segment.span).zip(segments.iter().map(Option::is_some));
        Ok(TracedPlace {
            document: self.corpus.document(candidate.document)?,
            number: candidate.document,
            is_cited,
            certainty: certainty(self.corpus, self.text, there, &judgement, is_cited)?,
            is_second_hand: segments.iter().flatten().all(|segment| segment.is_second_hand),
            segments,
            judgement,
            elsewhere: Vec::new(),
        })
    }

    /// A segment from the first to the last word of the speaker's: an editor's remark at
    /// either end stands for nothing in the source.
    fn spoken(&self, quoted: &Quoted, segment: &Segment) -> &str {
        let pieces = quoted.pieces.get(segment.pieces.clone()).unwrap_or_default().iter();
        let words = pieces.filter_map(|piece| match piece {
            Piece::Words(span) if span.slice(self.text).contains(char::is_alphanumeric) => Some(*span),
            Piece::Bracket(bracket) if bracket.kind == BracketKind::CaseChange => Some(bracket.span),
            _ => None,
        });
        words.reduce(Span::cover).unwrap_or(segment.span).slice(self.text)
    }

    /// Whether a word is one: other places have it as well.
    fn knows(&self, word: &str) -> bool {
        self.corpus.count(tokenize(word).keys()).is_ok_and(|count| count > 1)
    }

    /// The words at `span` of a document's text, which are those of `hit` or a few more.
    fn read(&self, hit: Hit, span: Span, text: &str) -> Result<TracedSegment, CorpusError> {
        Ok(TracedSegment {
            hit,
            passage: self.corpus.passage(hit)?,
            words: span.slice(text).to_owned(),
            span,
            omitted: String::new(),
            is_second_hand: is_second_hand(text, span),
        })
    }

    /// Looks for the segments that a place lacks: words from two places put together.
    fn look_for_lone_segments(&self, words: &[Vec<WordKey>], place: &mut TracedPlace) -> Result<(), CorpusError> {
        if words.len() < 2 || place.segments.iter().all(Option::is_none) {
            return Ok(());
        }
        let lacking = place.segments.iter().zip(words).enumerate();
        let lacking: Vec<usize> = lacking
            .filter(|(_, (segment, words))| segment.is_none() && words.len() >= LONE_SEGMENT)
            .map(|(number, _)| number)
            .collect();
        for number in lacking {
            let Some(words) = words.get(number) else { continue };
            if let Some(segment) = self.lone_segment(words, place.number)? {
                place.elsewhere.push((number, segment));
            }
        }
        Ok(())
    }

    /// The place of a segment by itself: in the same document where it stands there too.
    fn lone_segment(&self, words: &[WordKey], home: DocumentRef) -> Result<Option<TracedSegment>, CorpusError> {
        let words = [words.to_vec()];
        let mut candidates = find_in(self.corpus, home, &words)?;
        candidates.extend(find(self.corpus, &words)?);
        let Some(hit) = candidates.iter().filter(|it| it.edits <= LONE_EDITS).find_map(|it| it.hit(0)) else {
            return Ok(None);
        };
        let told = weight(
            hit.len as usize,
            self.corpus.count(&self.corpus.words(hit.document, hit.word..hit.word + hit.len)?)?,
        );
        if hit.document != home && beyond_chance(self.corpus, told) == Certainty::Chance {
            return Ok(None);
        }
        let text = self.corpus.text(hit.document)?;
        let segment = self.read(hit, self.corpus.span_in_text(hit)?, &text)?;
        Ok(Some(segment).filter(|segment| segment.passage.zone != Zone::Furniture))
    }
}

/// Notes for each segment what stands between the one before and it.
fn note_omitted(text: &str, segments: &mut [Option<TracedSegment>]) {
    let mut ended: Option<usize> = None;
    for segment in segments.iter_mut().flatten() {
        if let Some(end) = ended.filter(|end| *end <= segment.span.start) {
            Span::new(end, segment.span.start).slice(text).clone_into(&mut segment.omitted);
        }
        ended = Some(segment.span.end);
    }
}

/// What the judge sees of each segment.
fn source_segments<'s>(text: &'s str, segments: &'s [Option<TracedSegment>]) -> Vec<SourceSegment<'s>> {
    let seen = |segment: &'s Option<TracedSegment>| {
        let Some(segment) = segment else { return SourceSegment::default() };
        let sentence = sentence_around(text, segment.span);
        SourceSegment {
            text: &segment.words,
            before: Span::new(sentence.start, segment.span.start).slice(text),
            after: Span::new(segment.span.end, sentence.end).slice(text),
            omitted: &segment.omitted,
        }
    };
    segments.iter().map(seen).collect()
}
