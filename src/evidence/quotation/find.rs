//! Where in the corpus the words of a quotation stand, as they are or changed. Segments
//! of word keys enter (a quotation is cut at its omissions); places leave, the best
//! first, with the source words that each segment covers.
//!
//! The words as they stand are looked up first. Where they are not attested, the runs
//! that are (the corpus's maximal matches) vote for stretches of documents, by what each
//! run tells: a run that stands in few places tells more. The best stretches are aligned
//! word by word. Knows nothing of speakers and citations, and judges nothing.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::align::{Alignment, align, best_score};
use crate::corpus::{Corpus, CorpusError, DocumentRef, Hit};
use crate::text::WordKey;

/// Exact places that are kept: of a line said every year the earliest and the latest.
const EXACT_PLACES: usize = 24;
/// The shortest run that votes, in words.
const SHORTEST_RUN: usize = 2;
/// Places asked for of each run. With 500 common quotations are lost in a corpus of 1 GB,
/// with 2,000 they are found (measured in the study that this design rests on).
const PLACES_OF_A_RUN: usize = 2_000;
/// Stretches that are aligned.
const STRETCHES: usize = 8;
/// Source words looked at beyond the quotation's own, before and after.
const MARGIN: u32 = 32;
/// Source words that an omission may leave out and its segments still vote together.
const LONGEST_OMISSION: u32 = 400;
/// Weights that differ by less are equal.
const EQUAL: f64 = 1e-6;
/// A place this much worse than the best, as a share of the best possible score, is no
/// rival of it.
const RIVALRY: f64 = 0.04;

/// A place of a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The document.
    pub document: DocumentRef,
    /// For each segment the words of the document it covers; none where it is not there.
    pub segments: Vec<Option<Range<u32>>>,
    /// How many of the quotation's words stand there, in order.
    pub same: usize,
    /// How many words are replaced, added or left out, within segments.
    pub edits: usize,
    /// How well it agrees: 1 for every word, in order and nothing else.
    pub likeness: f64,
}

impl Candidate {
    /// The words that a segment covers, as a place.
    #[must_use]
    pub fn hit(&self, segment: usize) -> Option<Hit> {
        let words = self.segments.get(segment)?.clone()?;
        Some(Hit { document: self.document, word: words.start, len: words.end - words.start })
    }

    /// Whether every word stands there as quoted.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        self.edits == 0
    }

    fn exact(hit: Hit) -> Self {
        let words = hit.word..hit.word + hit.len;
        Self { document: hit.document, segments: vec![Some(words)], same: hit.len as usize, edits: 0, likeness: 1.0 }
    }
}

/// The places of a quotation in the whole corpus, the best first and equals by date;
/// places much worse than the best are left out.
///
/// # Errors
/// When the index cannot be read.
pub fn find(corpus: &dyn Corpus, segments: &[Vec<WordKey>]) -> Result<Vec<Candidate>, CorpusError> {
    if let [words] = segments {
        let exact = corpus.attestations(words, EXACT_PLACES)?;
        if !exact.places.is_empty() {
            return Ok(exact.places.into_iter().map(Candidate::exact).collect());
        }
    }
    let stretches = stretches(&votes(corpus, segments)?, segments);
    let aligned = stretches.iter().map(|stretch| align_stretch(corpus, stretch, segments));
    Ok(best(corpus, aligned.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()))
}

/// The best place of a quotation in one document, however bad; `None` where the document
/// has nothing of it. For a source that is cited.
///
/// # Errors
/// When the index cannot be read.
pub fn find_in(
    corpus: &dyn Corpus,
    document: DocumentRef,
    segments: &[Vec<WordKey>],
) -> Result<Vec<Candidate>, CorpusError> {
    if let [words] = segments {
        let exact = corpus.places_in(document, words)?;
        if !exact.is_empty() {
            return Ok(exact.into_iter().take(EXACT_PLACES).map(Candidate::exact).collect());
        }
    }
    let votes = votes_in(corpus, document, segments)?;
    let stretches = stretches(&votes, segments);
    let aligned = stretches.iter().map(|stretch| align_stretch(corpus, stretch, segments));
    Ok(best(corpus, aligned.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()))
}

/// A run of the quotation at one place of the corpus.
#[derive(Debug, Clone, Copy)]
struct Vote {
    document: DocumentRef,
    /// The document's word where the run begins.
    word: u32,
    /// Which run it is.
    run: u32,
    /// The run's first word, counted from the quotation's first.
    quoted: u32,
    /// What the run tells.
    weight: f64,
}

/// A stretch of a document that may hold the quotation.
#[derive(Debug, Clone)]
struct Stretch {
    document: DocumentRef,
    words: Range<u32>,
    weight: f64,
}

fn votes(corpus: &dyn Corpus, segments: &[Vec<WordKey>]) -> Result<Vec<Vote>, CorpusError> {
    let mut votes = Vec::new();
    let (mut run, mut before) = (0, 0);
    for words in segments {
        for (phrase, hits) in corpus.maximal_matches(words, SHORTEST_RUN.min(words.len()), PLACES_OF_A_RUN)? {
            let weight = weight(phrase.words.len(), phrase.total);
            let quoted = narrow(before + phrase.words.start);
            votes.extend(hits.into_iter().map(|hit| Vote {
                document: hit.document,
                word: hit.word,
                run,
                quoted,
                weight,
            }));
            run += 1;
        }
        before += words.len();
    }
    votes.sort_unstable_by_key(|vote| (vote.document, vote.word));
    Ok(votes)
}

/// What a run tells of where a quotation is from: the more words it has, and the fewer
/// places it stands in, the more.
fn weight(words: usize, total: usize) -> f64 {
    let places = f64::from(narrow(total.max(1)));
    f64::from(narrow(words)) / (1.0 + places.ln())
}

/// In one document every run of the quotation votes that stands there at all: short ones
/// as well, since it is cited.
fn votes_in(corpus: &dyn Corpus, document: DocumentRef, segments: &[Vec<WordKey>]) -> Result<Vec<Vote>, CorpusError> {
    let source = corpus.words(document, 0..u32::MAX)?;
    let mut starts: FxHashMap<(WordKey, WordKey), Vec<u32>> = FxHashMap::default();
    for (word, pair) in (0..).zip(source.windows(2)) {
        if let [one, other] = pair {
            starts.entry((*one, *other)).or_default().push(word);
        }
    }
    let quoted: Vec<WordKey> = counted(corpus, document, segments)?.into_iter().flatten().collect();
    let mut votes = Vec::new();
    for (number, pair) in (0..).zip(quoted.windows(2)) {
        let [one, other] = pair else { continue };
        let Some(words) = starts.get(&(*one, *other)) else { continue };
        let weight = weight(2, words.len());
        let vote = |&word: &u32| Vote { document, word, run: number, quoted: number, weight };
        votes.extend(words.iter().take(PLACES_OF_A_RUN).map(vote));
    }
    votes.sort_unstable_by_key(|vote| vote.word);
    Ok(votes)
}

/// The stretches with most votes, one or more of a document, the best first.
fn stretches(votes: &[Vote], segments: &[Vec<WordKey>]) -> Vec<Stretch> {
    let words: usize = segments.iter().map(Vec::len).sum();
    let omissions = narrow(segments.len().saturating_sub(1)).saturating_mul(LONGEST_OMISSION);
    let mut found: Vec<Stretch> = Vec::new();
    for votes in votes.chunk_by(|one, other| one.document == other.document) {
        found.extend(stretches_of(votes, narrow(words), omissions));
    }
    found.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    let least = found.first().map_or(0.0, |best| best.weight / 4.0);
    found.truncate(STRETCHES);
    found.retain(|stretch| stretch.weight >= least);
    found
}

/// The stretches of one document: a window slides over its votes, each run counted once
/// in it, and the best window of those that overlap is kept. A quotation of `words` words
/// leaves out `omissions` at most.
///
/// A window does not see in which order its runs stand, and one of several segments may
/// have the last of them both too early and where it belongs: it goes on as far as that.
fn stretches_of(votes: &[Vote], words: u32, omissions: u32) -> Vec<Stretch> {
    let reach = words + MARGIN + omissions;
    let mut found: Vec<Stretch> = Vec::new();
    let mut inside: FxHashMap<u32, u32> = FxHashMap::default();
    let (mut weight, mut first) = (0.0, 0);
    for vote in votes {
        let times = inside.entry(vote.run).or_default();
        *times += 1;
        if *times == 1 {
            weight += vote.weight;
        }
        while let Some(gone) = votes.get(first).filter(|gone| vote.word - gone.word > reach) {
            first += 1;
            if let Some(times) = inside.get_mut(&gone.run) {
                *times -= 1;
                if *times == 0 {
                    weight -= gone.weight;
                }
            }
        }
        let Some(begin) = votes.get(first) else { continue };
        let start = begin.word.saturating_sub(begin.quoted + MARGIN);
        let end = vote.word.saturating_add(words.saturating_sub(vote.quoted) + MARGIN);
        let stretch = Stretch { document: vote.document, words: start..end, weight };
        match found.last_mut().filter(|last| last.words.end > stretch.words.start) {
            Some(last) if last.weight + EQUAL < stretch.weight => *last = stretch,
            Some(last) if omissions > 0 && stretch.weight + EQUAL > last.weight => {
                last.words.end = stretch.words.end.min(last.words.start + 2 * reach).max(last.words.end);
            }
            Some(_) => {}
            None => found.push(stretch),
        }
    }
    found
}

fn align_stretch(
    corpus: &dyn Corpus,
    stretch: &Stretch,
    segments: &[Vec<WordKey>],
) -> Result<Option<Candidate>, CorpusError> {
    let source = corpus.words(stretch.document, stretch.words.clone())?;
    let segments = counted(corpus, stretch.document, segments)?;
    Ok(align(&segments, &source).map(|alignment| candidate(stretch, &alignment, &segments)))
}

/// The words of a quotation as those of a document are counted: where it has a word that a
/// line's end tore, "non-proliferation" is one.
fn counted(
    corpus: &dyn Corpus,
    document: DocumentRef,
    segments: &[Vec<WordKey>],
) -> Result<Vec<Vec<WordKey>>, CorpusError> {
    segments.iter().map(|words| corpus.counted(document, words)).collect()
}

fn candidate(stretch: &Stretch, alignment: &Alignment, segments: &[Vec<WordKey>]) -> Candidate {
    let shifted =
        |words: &Range<usize>| stretch.words.start + narrow(words.start)..stretch.words.start + narrow(words.end);
    let words: usize = segments.iter().map(Vec::len).sum();
    // A segment of which hardly a word is there stands elsewhere or nowhere.
    let is_there = |number: usize| {
        let same = alignment.same.get(number).copied().unwrap_or(0);
        segments.get(number).is_some_and(|segment| same * 2 >= segment.len())
    };
    let places = alignment.segments.iter().enumerate();
    Candidate {
        document: stretch.document,
        segments: places.map(|(number, words)| words.as_ref().filter(|_| is_there(number)).map(shifted)).collect(),
        same: alignment.same.iter().sum(),
        edits: alignment.edits.iter().sum(),
        likeness: f64::from(alignment.score.max(0)) / f64::from(best_score(words.max(1))),
    }
}

/// The candidates that rival the best, the best first; of equals the earliest.
fn best(corpus: &dyn Corpus, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.same > 0 && candidate.segments.iter().any(Option::is_some));
    let date = |candidate: &Candidate| (corpus.date(candidate.document).is_none(), corpus.date(candidate.document));
    candidates.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then_with(|| date(one).cmp(&date(other))));
    candidates.dedup_by(|one, other| one.document == other.document && one.segments == other.segments);
    let least = candidates.first().map_or(0.0, |best| best.likeness - RIVALRY);
    candidates.retain(|candidate| candidate.likeness >= least);
    candidates
}

/// Word counts are 32-bit in the index.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
