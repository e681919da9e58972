//! A quotation traced: its words as a draft gives them enter; the places of the corpus
//! they may be from leave, each read from its source and judged word by word.
//!
//! A source that is cited is looked at before all others. Where several places agree
//! equally all are named, the cited and then the first-hand ones (a speech before an
//! article on it) first, then the earliest. Knows nothing of speakers.

use std::sync::Arc;

use super::certainty::{Certainty, beyond_chance, certainty, is_second_hand, weight};
use super::find::{Candidate, find, find_in};
use super::joined::{Joined, joined};
use super::judge::{Difference, Judgement, Practice, SourceSegment, Verdict, judge, shortest_diff, worded};
use crate::corpus::{Corpus, CorpusError, Document, DocumentRef, Hit, Passage, Zone};
use crate::prose::{BracketKind, Piece, Quoted, Segment, figure_at, sentence_around};
use crate::text::{Span, WordKey, is_function_word, tokenize};

/// Places that are read and judged; the others are only counted.
const JUDGED: usize = 4;
/// A segment of fewer words is not looked for by itself: it stands anywhere.
const LONE_SEGMENT: usize = 4;
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
    /// What comes nearest in these documents, where one has words that are like it.
    pub similar: Vec<TracedSegment>,
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

    /// The source's words of each segment; none where it is not there.
    fn source_words(&self) -> Vec<SourceSegment<'_>> {
        let words = self.segments.iter().map(|segment| segment.as_ref().map_or("", |segment| &segment.words));
        words.map(|text| SourceSegment { text, ..SourceSegment::default() }).collect()
    }

    /// The first passage, to show.
    #[must_use]
    pub fn passage(&self) -> Option<&Passage> {
        self.segments.iter().flatten().next().map(|segment| &segment.passage)
    }
}

impl TracedSegment {
    /// Makes the 's behind the last word part of it. Places are counted in words, and it is
    /// none; where the quotation stops at it, it is quoted.
    fn take_in_possessive(&mut self, text: &str) {
        let after = Span::new(self.span.end, text.len()).slice(text);
        let end = self.span.end + POSSESSIVES.iter().find(|ending| after.starts_with(*ending)).map_or(0, |it| it.len());
        self.span = Span::new(self.span.start, end);
        self.span.slice(text).clone_into(&mut self.words);
    }
}

impl TracedSegment {
    /// Makes the whole of a number at either end part of it, where a number stands there in
    /// the quotation: "120" is "one hundred and twenty", of which it was laid against a word.
    fn take_in_figures(&mut self, text: &str, quoted: &str) {
        let words = tokenize(quoted);
        let is_figure = |word: Option<usize>| word.is_some_and(|word| figure_at(quoted, &words, word).is_some());
        let (begins, ends) = (is_figure(Some(0)), is_figure(words.len().checked_sub(1)));
        if !begins && !ends {
            return;
        }
        let start = self.span.start.saturating_sub(LONGEST_FIGURE);
        let start = (start..=self.span.start).find(|at| text.is_char_boundary(*at)).unwrap_or(self.span.start);
        let end = text.len().min(self.span.end + LONGEST_FIGURE);
        let end = (self.span.end..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(self.span.end);
        let around = Span::new(start, end).slice(text);
        let source = tokenize(around);
        let figures = || (0..source.len()).filter_map(|word| figure_at(around, &source, word));
        let cut =
            |at: usize| figures().map(|figure| figure.span.shifted(start)).find(|it| it.start < at && at < it.end);
        if let Some(figure) = cut(self.span.end).filter(|_| ends) {
            self.span.end = figure.end;
        }
        if let Some(figure) = cut(self.span.start).filter(|_| begins) {
            self.span.start = figure.start;
        }
        self.span.slice(text).clone_into(&mut self.words);
    }
}

/// Bytes within which a number written in words ends.
const LONGEST_FIGURE: usize = 60;

const POSSESSIVES: [&str; 4] = ["'s", "’s", "'S", "’S"];

/// Whether a text stops at a word with 's.
fn ends_in_possessive(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    POSSESSIVES.iter().any(|ending| bare.ends_with(ending))
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
        similar: Vec::new(),
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
        let is_there = traced.places.get(before).is_some_and(|place| place.judgement.verdict < Verdict::Absent);
        if !is_there {
            let nearest = traced.places.drain(before..).flat_map(|place| place.segments).flatten().next();
            traced.similar.extend(nearest.filter(|nearest| resembles(self.text, nearest)));
            traced.cited_without.push(document);
        }
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
        traced.places.retain(|place| place.is_cited || place.judgement.verdict < Verdict::Absent);
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
        let numbers = 0..self.segments.len();
        let read = numbers.map(|number| candidate.hit(number).map(|hit| self.read(hit, &text)).transpose());
        let mut segments: Vec<Option<TracedSegment>> = read.collect::<Result<_, _>>()?;
        for (segment, quoted) in segments.iter_mut().zip(&self.segments) {
            let Some(segment) = segment else { continue };
            let quoted = quoted.span.slice(self.text);
            if ends_in_possessive(quoted) {
                segment.take_in_possessive(&text);
            }
            segment.take_in_figures(&text, quoted);
        }
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
            is_second_hand: segments.iter().flatten().all(|segment| is_second_hand(&text, segment.span)),
            segments,
            judgement,
            elsewhere: Vec::new(),
        })
    }

    /// Whether a word is one: other places have it as well.
    fn knows(&self, word: &str) -> bool {
        self.corpus.count(tokenize(word).keys()).is_ok_and(|count| count > 1)
    }

    fn read(&self, hit: Hit, text: &str) -> Result<TracedSegment, CorpusError> {
        let (span, passage) = (self.corpus.span_in_text(hit)?, self.corpus.passage(hit)?);
        Ok(TracedSegment { hit, passage, words: span.slice(text).to_owned(), span, omitted: String::new() })
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
        let segment = self.read(hit, &text)?;
        Ok(Some(segment).filter(|segment| segment.passage.zone != Zone::Furniture))
    }
}

/// So many words of weight, and half of a quotation's, make a passage similar to it.
const FEWEST_ALIKE: usize = 3;

/// Whether a passage says something like the quotation.
fn resembles(text: &str, passage: &TracedSegment) -> bool {
    let weighty = |text: &str| -> Vec<WordKey> {
        let tokens = tokenize(text);
        let is_weighty = |word: &usize| !is_function_word(tokens.span(*word).slice(text));
        (0..tokens.len()).filter(is_weighty).filter_map(|word| tokens.keys().get(word).copied()).collect()
    };
    let (quoted, source) = (weighty(text), weighty(&passage.words));
    let alike = quoted.iter().filter(|word| source.contains(word)).count();
    passage.passage.zone != Zone::Furniture && alike >= FEWEST_ALIKE && alike * 2 >= quoted.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possessive_ends_a_quotation_before_marks_and_dots() {
        for text in ["the children's", "the children’s ", "the children's,"] {
            assert!(ends_in_possessive(text), "{text}");
        }
        for text in ["the children", "it is", "the children's play", ""] {
            assert!(!ends_in_possessive(text), "{text}");
        }
    }
}
