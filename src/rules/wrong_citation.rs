//! `wrong-citation`: words quoted from a cited source that does not hold them, while
//! another source does.

use super::context::{Context, Needs, Rule};
use super::quoted::{by_hand, evidence};
use super::recited::{is_bound, is_whole, own_citations, recited};
use super::{Finding, Fix, Severity};
use crate::corpus::{Document, DocumentRef};
use crate::draft::Citation;
use crate::evidence::quotation::{Gravity, HeldQuotation, Traced, TracedPlace, Verdict};
use crate::prose::QuotationUse;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "wrong-citation",
    summary: "a quotation whose words stand in another source than the cited one",
    page: include_str!("../../fixtures/rules/wrong-citation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

/// Fewer words stand anywhere.
const FEWEST_WORDS: usize = 5;
/// Fewer words may be a slogan, which each text has in a form of its own, or stand beside
/// a citation of something else.
const FEWEST_SURE_WORDS: usize = 8;
/// Sources offered.
const OFFERED: usize = 3;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations.iter().filter(|held| held.quotation.used_as == QuotationUse::Speech) {
        let Some(traced) = held.traced().filter(|traced| traced.unreadable.is_empty()) else { continue };
        findings.extend(finding(context, held, traced));
    }
}

fn finding(context: &Context<'_>, held: &HeldQuotation<'_>, traced: &Traced) -> Option<Finding> {
    let citations = own_citations(held);
    let cited = cited(context, &citations)?;
    let is_cited = |place: &&TracedPlace| cited.contains(&place.number);
    let holding: Vec<&TracedPlace> =
        traced.places.iter().filter(|place| place.holds(FEWEST_WORDS) && !is_cited(place)).collect();
    let first = *holding.first()?;
    let otherwise = traced.places.iter().find(is_cited).filter(|place| place.judgement.verdict < Verdict::Similar);
    if otherwise.is_some_and(|place| !is_another_wording(place)) {
        return None;
    }
    let is_sure = otherwise.is_none() && is_bound(held, &citations);
    if !is_sure && first.judgement.words < FEWEST_SURE_WORDS {
        return None;
    }
    let documents = cited.iter().map(|number| context.sources.corpus?.document(*number).ok());
    let documents = documents.collect::<Option<Vec<_>>>()?;
    if !documents.iter().all(|cited| is_whole(cited) && may_speak_alike(cited, &first.document)) {
        return None;
    }
    let name = documents.first().map(|document| document.named())?;
    let told = match otherwise {
        Some(_) => format!("the cited source has these words otherwise ({name})"),
        None => format!("the cited source does not hold these words ({name})"),
    };
    let places: Vec<TracedPlace> = holding.iter().take(OFFERED).map(|place| (*place).clone()).collect();
    Some(Finding {
        rule: RULE.name,
        severity: if is_sure { Severity::Error } else { Severity::Warning },
        span: held.quotation.span,
        message: format!("{told}; another source has them ({})", first.document.named()),
        related: Vec::new(),
        evidence: evidence(&places),
        fixes: places.iter().filter_map(|place| fix(context, &citations, place)).collect(),
        outdated: false,
    })
}

/// The documents that are cited; `None` where something else is cited as well, or nothing.
fn cited(context: &Context<'_>, citations: &[&Citation]) -> Option<Vec<DocumentRef>> {
    let mut documents = Vec::new();
    for citation in citations {
        let resolution = context.citable.resolve(citation);
        let found = resolution.documents();
        if found.is_empty() {
            return None;
        }
        documents.extend_from_slice(found);
    }
    (!documents.is_empty()).then_some(documents)
}

/// Whether the cited source has the passage in words that no editor may change into these.
fn is_another_wording(place: &TracedPlace) -> bool {
    let is_grave = place.judgement.differences.iter().any(|difference| difference.gravity == Gravity::Error);
    place.judgement.verdict == Verdict::Altered && is_grave && !place.holds(FEWEST_WORDS)
}

/// Whether two documents may be in one language.
fn may_speak_alike(one: &Document, other: &Document) -> bool {
    let languages = one.language.as_ref().zip(other.language.as_ref());
    languages.is_none_or(|(one, other)| one == other)
}

/// Cites the document that has the words, where one citation alone is the wrong one.
fn fix(context: &Context<'_>, citations: &[&Citation], place: &TracedPlace) -> Option<Fix> {
    let [citation] = citations else { return None };
    let edit = recited(context, citation, place)?;
    Some(by_hand(format!("cite {}", place.document.named()), vec![edit]))
}
