//! Halves of one quotation that stand apart in the sources, with no dots between them.
//! The words of a quotation and the places it may be from enter; the halves and where each
//! stands leave, in the order of the quotation.
//!
//! ```text
//! The lamp has burnt without a break for ninety years, the buyers have sent their lorries home.
//! ^^^^^^^^^^^^^^^ a run of the sources ^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^ another ^^^^^^^^^^^^^^^
//! ```
//!
//! Each half must stand somewhere word for word and tell by itself where it is from. A cut
//! or a turn that the judge lays against one passage is a change of that passage's words,
//! and none of this file's business.

use std::ops::Range;

use super::TracedPlace;
use super::certainty::{CITED_WORDS, Certainty, ONE_TEXT, beyond_chance, is_second_hand, weight};
use super::judge::{ChangeClass, Gravity, Verdict};
use crate::corpus::{Corpus, CorpusError, DocumentRef, Hit, Passage, Zone};
use crate::prose::Segment;
use crate::text::{Span, Tokens, WordKey, tokenize};

/// Fewer words are half of nothing.
const FEWEST_WORDS: usize = 5;
/// With fewer words between them the halves are one passage, a few words of which are gone.
const NEAR: u32 = 12;
/// Documents that have both halves and are looked at.
const DOCUMENTS: usize = 8;

/// Two neighbouring parts of a quotation that stand apart in the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The parts, in the order of the quotation.
    pub halves: [Half; 2],
    /// How they stand to one another.
    pub apart: Apart,
    /// Whether both are beyond doubt from where they were found.
    pub is_sure: bool,
}

/// A part of a quotation, word for word at a place of the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Half {
    /// Bytes of the quotation's text.
    pub span: Span,
    /// The place.
    pub hit: Hit,
    /// The same as it is shown.
    pub passage: Passage,
    /// Whether the source quotes somebody there.
    pub is_second_hand: bool,
}

/// How the places of two parts stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// In one document and in order, with so many words between.
    Cut(u32),
    /// In one document, the second before the first.
    Turned,
    /// In two documents; none that the corpus has holds both.
    Sources,
}

/// Two halves of one of the `segments` of a quotation, where no place has it as it is.
/// What can be read no more is shown nowhere.
pub(super) fn joined(
    corpus: &dyn Corpus,
    text: &str,
    segments: &[Segment],
    cited: &[DocumentRef],
    places: &[TracedPlace],
) -> Result<Option<Joined>, CorpusError> {
    for segment in segments {
        let tokens = tokenize(segment.span.slice(text));
        if tokens.len() < 2 * FEWEST_WORDS {
            continue;
        }
        let joining =
            Joining { corpus, text: segment.span.slice(text), base: segment.span.start, tokens, cited, places };
        if let Some(joined) = joining.halves(segments.len() == 1)? {
            return Ok(Some(joined));
        }
    }
    Ok(None)
}

/// A segment while its halves are looked for.
struct Joining<'j> {
    corpus: &'j dyn Corpus,
    text: &'j str,
    /// Where the segment begins in the quotation.
    base: usize,
    tokens: Tokens,
    cited: &'j [DocumentRef],
    places: &'j [TracedPlace],
}

impl Joining<'_> {
    /// The first two runs that meet and stand apart.
    fn halves(&self, is_all: bool) -> Result<Option<Joined>, CorpusError> {
        let runs = self.corpus.maximal_matches(self.tokens.keys(), FEWEST_WORDS, 0)?;
        let runs: Vec<Range<usize>> = runs.into_iter().map(|(phrase, _)| phrase.words).collect();
        for (number, one) in runs.iter().enumerate() {
            for other in runs.iter().skip(number + 1).take_while(|other| other.start <= one.end) {
                let is_whole = is_all && one.start == 0 && other.end == self.tokens.len();
                // A passage that holds a part and has the rest otherwise may be what was quoted.
                if !is_whole && self.altered().next().is_some() {
                    continue;
                }
                let Some(seam) = self.seam(one, other) else { continue };
                if let Some(joined) = self.apart(one.start..seam, seam..other.end)? {
                    return Ok(Some(joined));
                }
            }
        }
        Ok(None)
    }

    /// The places that hold the quotation with changes.
    fn altered(&self) -> impl Iterator<Item = &TracedPlace> {
        self.places.iter().filter(|place| place.judgement.verdict == Verdict::Altered)
    }

    /// Where one half ends and the other begins: at the end of a sentence where both runs
    /// allow it, else at another mark, else where the first run ends.
    fn seam(&self, one: &Range<usize>, other: &Range<usize>) -> Option<usize> {
        let first = other.start.max(one.start + FEWEST_WORDS);
        let last = one.end.min(other.end.checked_sub(FEWEST_WORDS)?);
        let behind = |marks: &'static [char]| {
            (first..=last).rev().find(|word| {
                let end = word.checked_sub(1).map_or(0, |before| self.tokens.span(before).end);
                *word < self.tokens.len()
                    && Span::new(end, self.tokens.span(*word).start).slice(self.text).contains(marks)
            })
        };
        let at_mark = behind(&['.', '!', '?', '。', '\n']).or_else(|| behind(&[',', ';', ':', '—', '–', '，']));
        at_mark.or_else(|| (first <= last).then_some(last))
    }

    fn apart(&self, one: Range<usize>, other: Range<usize>) -> Result<Option<Joined>, CorpusError> {
        let (Some(first), Some(second)) = (self.stands(&one)?, self.stands(&other)?) else { return Ok(None) };
        let is_sure = first.certainty.min(second.certainty) == Certainty::Sure;
        let mut both = first.documents;
        both.retain(|it| second.documents.binary_search(it).is_ok());
        let found = match both.as_slice() {
            // A passage with a slip or two is what was quoted, whatever others have.
            [] if self.altered().any(|place| place.holds(0)) => None,
            [] => Some((Apart::Sources, [first.hit, second.hit])),
            both => self.in_one(both, &one, &other)?,
        };
        let Some((apart, hits)) = found else { return Ok(None) };
        let half = |words: Range<usize>, hit: Hit| {
            let span = self.tokens.cover(words).shifted(self.base);
            let passage = self.corpus.passage(hit).ok().filter(|passage| passage.zone != Zone::Furniture)?;
            let text = self.corpus.text(hit.document).ok()?;
            let is_second_hand = is_second_hand(&text, self.corpus.span_in_text(hit).ok()?);
            Some(Half { span, hit, passage, is_second_hand })
        };
        let [first, second] = hits;
        let halves = half(one, first).zip(half(other, second));
        Ok(halves.map(|(first, second)| Joined { halves: [first, second], apart, is_sure }))
    }

    /// The words of a half, as the index knows them.
    fn keys(&self, words: &Range<usize>) -> &[WordKey] {
        self.tokens.keys().get(words.clone()).unwrap_or_default()
    }

    /// Where a half stands; `None` where that may be chance.
    fn stands(&self, words: &Range<usize>) -> Result<Option<Stands>, CorpusError> {
        let keys = self.keys(words);
        let upper = beyond_chance(self.corpus, weight(keys.len(), 1));
        if upper == Certainty::Chance && self.cited.is_empty() {
            return Ok(None);
        }
        let places = self.corpus.attestations(keys, 1)?;
        let documents = self.corpus.documents_with(keys)?;
        let cited = self.cited.iter().find(|it| documents.binary_search(it).is_ok());
        let told = weight(keys.len(), places.total);
        let certainty = match beyond_chance(self.corpus, told) {
            Certainty::Sure if places.total > ONE_TEXT => Certainty::Likely,
            _ if cited.is_some() && told >= CITED_WORDS => Certainty::Sure,
            certainty => certainty,
        };
        let hit = match cited {
            Some(cited) => self.corpus.places_in(*cited, keys)?.first().copied(),
            None => places.places.first().copied(),
        };
        Ok(hit.filter(|_| certainty > Certainty::Chance).map(|hit| Stands { hit, documents, certainty }))
    }

    /// How two halves stand to one another in a document that has both: as near as any has
    /// them. `None` where the changes of a place there tell as much.
    fn in_one(
        &self,
        documents: &[DocumentRef],
        one: &Range<usize>,
        other: &Range<usize>,
    ) -> Result<Option<(Apart, [Hit; 2])>, CorpusError> {
        let mut nearest: Option<(u32, Apart, [Hit; 2])> = None;
        for &document in documents.iter().take(DOCUMENTS) {
            if self.places.iter().any(|it| it.number == document && is_told_by_its_changes(it)) {
                return Ok(None);
            }
            let others = self.corpus.places_in(document, self.keys(other))?;
            for first in self.corpus.places_in(document, self.keys(one))? {
                for second in &others {
                    let gap = second.word.checked_sub(first.word + first.len);
                    let (rank, apart) = gap.map_or((u32::MAX, Apart::Turned), |gap| (gap, Apart::Cut(gap)));
                    // What overlaps stands apart by nothing.
                    if gap.is_none() && first.word <= second.word {
                        continue;
                    }
                    if nearest.is_none_or(|(least, ..)| rank < least) {
                        nearest = Some((rank, apart, [first, *second]));
                    }
                }
            }
        }
        Ok(nearest.filter(|(gap, ..)| *gap >= NEAR).map(|(_, apart, hits)| (apart, hits)))
    }
}

/// Whether all that differs from a place is that words are gone or stand in another order:
/// the differences say so by themselves. Where halves are far apart, the words between them
/// are easily laid against a half, and the differences say anything.
fn is_told_by_its_changes(place: &TracedPlace) -> bool {
    let grave = place.judgement.differences.iter().filter(|it| it.gravity >= Gravity::Warning);
    let mut grave = grave.peekable();
    place.judgement.verdict == Verdict::Altered
        && grave.peek().is_some()
        && grave.all(|it| it.quoted.is_empty() || it.class == ChangeClass::Order)
}

/// Where a half stands.
struct Stands {
    /// The cited place, else the earliest.
    hit: Hit,
    documents: Vec<DocumentRef>,
    certainty: Certainty,
}
