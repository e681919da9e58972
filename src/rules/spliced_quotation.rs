//! `spliced-quotation`: parts of one quotation that stand in two sources, or in another
//! order in one.

use super::context::{Context, Needs, Rule};
use super::quoted::{evidence_of, source_name, without_marks};
use super::{Finding, Severity};
use crate::evidence::quotation::{HeldQuotation, TracedPlace, TracedSegment, Verdict};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "spliced-quotation",
    summary: "a quotation put together from two places",
    page: include_str!("../../fixtures/rules/spliced-quotation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations {
        let Some(traced) = held.traced() else { continue };
        // A place that has all of it settles the matter.
        let is_whole = |place: &TracedPlace| place.segments.iter().all(Option::is_some);
        if traced.places.iter().any(|place| is_whole(place) && place.judgement.verdict < Verdict::Similar) {
            continue;
        }
        let spliced = traced.places.iter().find_map(|place| splice(place).map(|splice| (place, splice)));
        findings.extend(spliced.map(|(place, splice)| finding(held, place, splice)));
    }
}

/// A segment that stands apart from the rest.
#[derive(Clone, Copy)]
struct Splice<'p> {
    segment: &'p TracedSegment,
    /// Whether it stands in the same document, before what it is quoted after or the
    /// other way round.
    is_turned: bool,
}

fn splice(place: &TracedPlace) -> Option<Splice<'_>> {
    place.elsewhere.iter().find_map(|(number, segment)| {
        if segment.hit.document != place.number {
            return Some(Splice { segment, is_turned: false });
        }
        let before = place.segments.iter().take(*number).flatten();
        let after = place.segments.iter().skip(number + 1).flatten();
        let is_turned = before.into_iter().any(|one| one.span.start > segment.span.start)
            || after.into_iter().any(|one| one.span.start < segment.span.start);
        is_turned.then_some(Splice { segment, is_turned })
    })
}

fn finding(held: &HeldQuotation<'_>, place: &TracedPlace, splice: Splice<'_>) -> Finding {
    let other = &splice.segment.passage.document;
    let message = if splice.is_turned {
        format!("the parts of this quotation stand in another order in the source ({})", source_name(place))
    } else {
        format!(
            "the parts of this quotation stand in two sources: {}, and {}, {}",
            source_name(place),
            other.title.as_deref().or(other.credit()).unwrap_or(&other.id),
            other.dated()
        )
    };
    let parts = place.segments.iter().flatten().chain([splice.segment]);
    Finding {
        rule: RULE.name,
        severity: severity(place, splice),
        span: held.quotation.span,
        message,
        related: Vec::new(),
        evidence: parts
            .map(|part| evidence_of(part.passage.clone(), "part of the quotation stands in the sources"))
            .collect(),
        fixes: without_marks(held).into_iter().collect(),
        outdated: false,
    }
}

/// Proven where the source is cited, or has all parts in another order. Else a third text,
/// which the corpus does not hold, may have them together.
const fn severity(place: &TracedPlace, splice: Splice<'_>) -> Severity {
    if splice.is_turned || place.is_cited { Severity::Error } else { Severity::Warning }
}
