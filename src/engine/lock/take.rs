//! Takes down what the quotations of a draft are verified against. Entries that still
//! hold keep their date, so that to lock again changes nothing.

use super::super::{Analysis, Engine};
use super::{Anchor, LockedQuotation, LockedVerdict, entry_of, fingerprint};
use crate::corpus::{Corpus, CorpusError};
use crate::evidence::quotation::{Certainty, HeldQuotation, TracedPlace, Verdict};
use crate::prose::PartialDate;
use crate::text::Span;

/// The entries of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locked {
    /// What is locked, in order of the draft.
    pub quotations: Vec<LockedQuotation>,
    /// Quotations that were locked before and are not verified any more: bytes of the draft.
    pub left_out: Vec<Span>,
}

impl Engine {
    /// Locks the quotations of `draft` (its name in the lock) that its sources verify. Of `known`, entries that
    /// still hold stay as they are, and so do those whose source is not in the corpus:
    /// nothing speaks against them.
    ///
    /// # Errors
    /// When a source cannot be read.
    pub fn lock_quotations(
        &self,
        analysis: &Analysis,
        draft: &str,
        known: &[LockedQuotation],
        verified: PartialDate,
    ) -> Result<Locked, CorpusError> {
        let mut locked = Locked::default();
        let Some(corpus) = self.corpus() else { return Ok(locked) };
        for held in self.all_held(analysis) {
            let words = words_of(&held);
            let before = entry_of(known, &words);
            match (verified_place(&held), before) {
                (Some(place), _) => {
                    locked.quotations.push(entry(corpus, place, draft, words, verified)?.dated_like(before));
                }
                (None, Some(before)) if corpus.find(&before.source)?.is_none() => {
                    locked.quotations.push(LockedQuotation { words, ..before.clone() });
                }
                (None, Some(_)) => locked.left_out.push(held.quotation.span),
                (None, None) => {}
            }
        }
        Ok(locked)
    }

    /// Every quotation of a draft that gives somebody's words, held against the sources.
    pub(super) fn all_held<'a>(&self, analysis: &'a Analysis) -> Vec<HeldQuotation<'a>> {
        HeldQuotation::all(&analysis.snapshot, &self.tracing(), &self.citable(analysis), self.config.quoting)
    }
}

impl LockedQuotation {
    /// The same with the date of `before`, where it says nothing new.
    fn dated_like(self, before: Option<&Self>) -> Self {
        let same = before.map(|before| Self { words: self.words.clone(), ..before.clone() });
        match same {
            Some(same) if same == (Self { verified: same.verified, ..self.clone() }) => same,
            _ => self,
        }
    }
}

/// The words of a quotation with what stands around it in the draft.
pub(super) fn words_of(held: &HeldQuotation<'_>) -> Anchor {
    Anchor::new(&held.text.text, &held.snapshot.text, held.quotation.span)
}

/// The place that has the words of a quotation beyond chance: a cited one first.
fn verified_place<'h>(held: &'h HeldQuotation<'_>) -> Option<&'h TracedPlace> {
    let is_verified =
        |place: &&TracedPlace| place.judgement.verdict <= Verdict::Adapted && place.certainty > Certainty::Chance;
    held.traced()?.places.iter().filter(is_verified).min_by_key(|place| !place.is_cited)
}

fn entry(
    corpus: &dyn Corpus,
    place: &TracedPlace,
    draft: &str,
    words: Anchor,
    verified: PartialDate,
) -> Result<LockedQuotation, CorpusError> {
    let text = corpus.text(place.number)?;
    let passages = place.segments.iter().flatten();
    Ok(LockedQuotation {
        draft: draft.to_owned(),
        words,
        verdict: match place.judgement.verdict {
            Verdict::Verbatim => LockedVerdict::Verbatim,
            _ => LockedVerdict::Adapted,
        },
        verified,
        source: place.document.id.clone(),
        hash: fingerprint(&text),
        passages: passages.map(|segment| Anchor::new(&segment.words, &text, segment.span)).collect(),
    })
}
