//! Holds the findings of a check against the lock. Where a quotation has the words that
//! were verified and its source has not, the draft is not at fault: what rules find of the
//! words is taken back where the passage still stands in the source, or its source is
//! gone, and else called no more than a warning that says what happened.

use super::super::check::allows;
use super::super::{Analysis, Checked, Engine};
use super::take::words_of;
use super::{LockedQuotation, entry_of, fingerprint};
use crate::corpus::{Corpus, CorpusError, DocumentRef};
use crate::evidence::quotation::{HeldQuotation, Verdict};
use crate::prose::PartialDate;
use crate::rules::{Finding, Severity};
use crate::text::{Span, one_line, tokenize};

/// The rules that hold the words of a quotation against those of a source.
const ON_WORDS: [&str; 6] = [
    "altered-quotation",
    "modernised-quotation",
    "over-elided-quotation",
    "spliced-quotation",
    "untraced-quotation",
    "wrong-citation",
];

/// A locked quotation whose source is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceChange {
    /// The quotation: bytes of the draft.
    pub span: Span,
    /// What happened.
    pub kind: SourceChangeKind,
    /// The id of the source.
    pub source: String,
    /// When the quotation was verified in it.
    pub verified: PartialDate,
    /// The same in words, and what can be done. `None` where nothing need be done, or a
    /// finding says it.
    pub message: Option<String>,
}

/// What happened to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceChangeKind {
    /// It has other words than those that were locked.
    Changed,
    /// It is another text, and still has the words that were locked.
    Moved,
    /// It is not in the corpus.
    Gone,
}

impl Engine {
    /// Holds what was found in a draft against its locked quotations, and mends the
    /// findings; returns what became of the sources, in order of the draft. A quotation
    /// whose source cannot be read, or is as it was, is left as it is.
    pub fn hold_to_lock(
        &self,
        analysis: &Analysis,
        entries: &[LockedQuotation],
        checked: &mut Checked,
    ) -> Vec<SourceChange> {
        let Some(corpus) = self.corpus().filter(|_| !entries.is_empty()) else { return Vec::new() };
        let mut changes = Vec::new();
        for held in self.all_held(analysis) {
            let Some(entry) = known(corpus, entries, &held) else { continue };
            let Ok(Some(kind)) = change_of(corpus, entry, || is_in_doubt(&held, &checked.findings)) else { continue };
            changes.push(told(&held, entry, kind, &mut checked.findings));
        }
        changes
    }
}

/// The entry of a quotation, where the draft did not change: it has the same words, and
/// cites the source where it cites any.
pub(super) fn known<'l>(
    corpus: &dyn Corpus,
    entries: &'l [LockedQuotation],
    held: &HeldQuotation<'_>,
) -> Option<&'l LockedQuotation> {
    let entry = entry_of(entries, &words_of(held))?;
    let is_cited = match corpus.find(&entry.source).ok()? {
        Some(source) => held.cited.contains(&source),
        // The citation of a source that is gone leads nowhere, or elsewhere.
        None => held.cites_others,
    };
    (held.cited.is_empty() || is_cited).then_some(entry)
}

/// Whether the words of a quotation are not verified, or something is found in them.
fn is_in_doubt(held: &HeldQuotation<'_>, findings: &[Finding]) -> bool {
    held.traced().is_none_or(|traced| traced.verdict() > Verdict::Adapted)
        || findings.iter().any(|finding| is_on_words(finding, held))
}

/// Whether a finding is one on the words of a quotation.
pub(super) fn is_on_words(finding: &Finding, held: &HeldQuotation<'_>) -> bool {
    ON_WORDS.contains(&finding.rule) && finding.span.overlaps(held.quotation.span)
}

/// What became of a locked source; `None` where it is as it was. One that is there is read
/// only where the quotation `is_in_doubt`.
pub(super) fn change_of(
    corpus: &dyn Corpus,
    entry: &LockedQuotation,
    is_in_doubt: impl Fn() -> bool,
) -> Result<Option<SourceChangeKind>, CorpusError> {
    let Some(source) = corpus.find(&entry.source)? else { return Ok(Some(SourceChangeKind::Gone)) };
    if !is_in_doubt() || fingerprint(&corpus.text(source)?) == entry.hash {
        return Ok(None);
    }
    Ok(Some(if has_passages(corpus, source, entry)? { SourceChangeKind::Moved } else { SourceChangeKind::Changed }))
}

/// Whether a source still has every passage of an entry, word for word, wherever.
fn has_passages(corpus: &dyn Corpus, source: DocumentRef, entry: &LockedQuotation) -> Result<bool, CorpusError> {
    let text = corpus.text(source)?;
    for passage in &entry.passages {
        let mut is_there = false;
        for hit in corpus.places_in(source, tokenize(&passage.exact).keys())? {
            is_there |= one_line(corpus.span_in_text(hit)?.slice(&text)) == passage.exact;
        }
        if !is_there {
            return Ok(false);
        }
    }
    Ok(!entry.passages.is_empty())
}

/// Mends the findings on a quotation by what became of its source, and tells that.
fn told(
    held: &HeldQuotation<'_>,
    entry: &LockedQuotation,
    kind: SourceChangeKind,
    findings: &mut Vec<Finding>,
) -> SourceChange {
    let LockedQuotation { source, verified, .. } = entry;
    let message = match kind {
        SourceChangeKind::Moved => {
            findings.retain(|finding| !is_on_words(finding, held));
            None
        }
        SourceChangeKind::Gone => {
            findings.retain(|finding| !is_on_words(finding, held));
            Some(format!(
                "the source \"{source}\" of this quotation, which was verified on {verified}, is no longer in the \
                 corpus; put it back, or take the entry out of quotes.lock"
            ))
        }
        SourceChangeKind::Changed => {
            let said = format!("the source \"{source}\" has changed since the quotation was verified on {verified}");
            let is_told = blame_source(held, &said, findings);
            let way = "and has other words now; look at it, then run `glossator check --lock`";
            (!is_told && !is_suppressed(held)).then(|| format!("{said}, {way}"))
        }
    };
    SourceChange { span: held.quotation.span, kind, source: source.clone(), verified: *verified, message }
}

/// Has the findings on a quotation's words say that its source changed: a warning at most.
/// Returns whether there are any.
fn blame_source(held: &HeldQuotation<'_>, said: &str, findings: &mut [Finding]) -> bool {
    let mut is_told = false;
    for finding in findings.iter_mut().filter(|finding| is_on_words(finding, held)) {
        finding.message = format!("{said}: {}", finding.message);
        finding.severity = finding.severity.min(Severity::Warning);
        is_told = true;
    }
    is_told
}

/// Whether the author allows one of the findings.
fn is_suppressed(held: &HeldQuotation<'_>) -> bool {
    let suppressions = &held.snapshot.suppressions;
    ON_WORDS.iter().any(|rule| suppressions.iter().any(|one| allows(one, rule, held.quotation.span)))
}

#[cfg(test)]
mod tests {
    use super::ON_WORDS;
    use crate::rules;

    #[test]
    fn every_rule_on_words_is_one() {
        assert!(ON_WORDS.iter().all(|name| rules::find(name).is_some()));
    }
}
