//! `untraced-quotation`: words quoted from a cited source of the corpus that does not hold
//! them, nor does any other.

use super::context::{Context, Needs, Rule};
use super::quoted::{evidence, without_marks};
use super::recited::{is_bound, own_citations};
use super::untraced::{could_hold, of_known_speakers};
use super::{Finding, Severity};
use crate::corpus::DocumentRef;
use crate::evidence::quotation::{HeldQuotation, Traced, Verdict};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "untraced-quotation",
    summary: "a quotation that its cited source does not hold",
    page: include_str!("../../fixtures/rules/untraced-quotation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations {
        let Some(traced) = held.traced() else { continue };
        // Halves that stand apart are told by spliced-quotation.
        if traced.verdict() >= Verdict::Similar && traced.joined.is_none() && !held.cites_others {
            findings.extend(finding(context, held, traced));
        }
    }
    of_known_speakers(context, findings);
}

fn finding(context: &Context<'_>, held: &HeldQuotation<'_>, traced: &Traced) -> Option<Finding> {
    let citations = own_citations(held);
    if citations.is_empty() || !traced.cited_without.iter().all(|document| could_hold(context, held, *document)) {
        return None;
    }
    // A cited source with a passage that is no more than similar does not hold the words.
    let similar = traced.places.iter().filter(|place| place.is_cited).map(|place| place.number);
    let numbers = traced.cited_without.iter().copied().chain(similar);
    let mut numbers: Vec<DocumentRef> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    let numbers = numbers.into_iter();
    let cited: Vec<String> =
        numbers.filter_map(|number| Some(context.sources.corpus?.document(number).ok()?.named())).collect();
    let (first, rest) = cited.split_first()?;
    let others = if rest.is_empty() { String::new() } else { format!(" and {} more cited", rest.len()) };
    let near = match traced.places.first() {
        Some(place) if place.is_cited => "; a similar passage stands there",
        Some(_) => "; a similar passage stands in the sources",
        None => "",
    };
    Some(Finding {
        rule: RULE.name,
        severity: if is_bound(held, &citations) { Severity::Error } else { Severity::Warning },
        span: held.quotation.span,
        message: format!("the cited source does not hold these words ({first}{others}){near}"),
        related: Vec::new(),
        evidence: evidence(&traced.places),
        fixes: without_marks(held).into_iter().collect(),
        outdated: false,
    })
}
