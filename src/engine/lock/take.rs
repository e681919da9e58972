//! Takes down what the quotations of a draft are verified against. Entries that still
//! hold keep their date, so that to lock again changes nothing. A quotation that is given
//! to the wrong speaker, or cites what nothing has, is not verified, whatever its words.

use super::super::{Analysis, Engine};
use super::hold::{change_of, is_on_words, known};
use super::{Anchor, LockedQuotation, LockedVerdict, SourceChangeKind, fingerprint};
use crate::corpus::{Corpus, CorpusError};
use crate::evidence::quotation::{Certainty, HeldQuotation, TracedPlace, Verdict};
use crate::evidence::{DraftSpeakers, Misattributed};
use crate::prose::PartialDate;
use crate::rules::Finding;
use crate::text::Span;

/// The rule that says of a quotation's citation that it leads nowhere.
const LEADS_NOWHERE: &str = "unknown-citation";

/// The entries of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locked {
    /// What is locked, in order of the draft.
    pub quotations: Vec<LockedQuotation>,
    /// Quotations that were locked before and are not verified any more: bytes of the draft.
    pub left_out: Vec<Span>,
}

impl Engine {
    /// Locks the quotations of `draft` (its name in the lock) that its sources verify, and of
    /// whose words, speaker and citations nothing was found. Of the entries `before`, those
    /// stay as they are whose passages still stand in their source, and those whose source is
    /// not in the corpus: nothing speaks against them.
    ///
    /// # Errors
    /// When a source cannot be read.
    pub fn lock_quotations(
        &self,
        analysis: &Analysis,
        draft: &str,
        findings: &[Finding],
        before: &[LockedQuotation],
        verified: PartialDate,
    ) -> Result<Locked, CorpusError> {
        let mut locked = Locked::default();
        let Some(corpus) = self.corpus() else { return Ok(locked) };
        let speakers = DraftSpeakers::read(&analysis.snapshot);
        let sources = self.tracing();
        for held in self.all_held(analysis) {
            let words = words_of(&held);
            let before = known(corpus, before, &held);
            let change = before.map_or(Ok(None), |before| change_of(corpus, before, || true))?;
            let is_denied = cites_nothing(&held, findings) || Misattributed::of(&held, &sources, &speakers).is_some();
            let place = verified_place(&held, findings).filter(|_| !is_denied);
            let is_left_alone = match change {
                Some(SourceChangeKind::Moved) => !is_denied,
                Some(SourceChangeKind::Gone) => place.is_none(),
                Some(SourceChangeKind::Changed) | None => false,
            };
            match (before, place) {
                (Some(before), _) if is_left_alone => {
                    locked.quotations.push(LockedQuotation { words, ..before.clone() });
                }
                (_, Some(place)) => {
                    locked.quotations.push(entry(corpus, place, draft, words, verified)?.dated_like(before));
                }
                (Some(_), None) => locked.left_out.push(held.quotation.span),
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

/// Whether a citation of a quotation leads nowhere.
fn cites_nothing(held: &HeldQuotation<'_>, findings: &[Finding]) -> bool {
    let citations = held.snapshot.citations_near(held.quotation.span);
    let found = || findings.iter().filter(|finding| finding.rule == LEADS_NOWHERE);
    citations.iter().any(|citation| found().any(|finding| finding.span.overlaps(citation.whole)))
}

/// The place that has the words of a quotation beyond chance, and is cited where any is;
/// `None` where something was found in them.
fn verified_place<'h>(held: &'h HeldQuotation<'_>, findings: &[Finding]) -> Option<&'h TracedPlace> {
    if findings.iter().any(|finding| is_on_words(finding, held)) {
        return None;
    }
    let is_verified = |place: &&TracedPlace| {
        place.judgement.verdict <= Verdict::Adapted
            && place.certainty > Certainty::Chance
            && (place.is_cited || held.cited.is_empty())
    };
    held.traced()?.places.iter().find(is_verified)
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

#[cfg(test)]
mod tests {
    use super::LEADS_NOWHERE;
    use crate::rules;

    #[test]
    fn the_rule_on_citations_is_one() {
        assert!(rules::find(LEADS_NOWHERE).is_some());
    }
}
