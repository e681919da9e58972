//! `altered-quotation`: words in quotation marks that the source has otherwise, changed
//! as no editor may change them.

use super::context::{Context, Needs, Rule};
use super::modernised_quotation::{Pair, pairs};
use super::quoted::{changes, evidence, fixes, source_name, span_of};
use super::{Finding, Severity};
use crate::evidence::quotation::{ChangeClass, Difference, Gravity, HeldQuotation, TracedPlace, Verdict};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "altered-quotation",
    summary: "a quotation whose words are not those of the source",
    page: include_str!("../../fixtures/rules/altered-quotation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations {
        let Some(traced) = held.traced() else { continue };
        if let Some(place) = traced.places.first() {
            findings.extend(finding(context, held, place, &traced.places));
        }
    }
}

fn finding(
    context: &Context<'_>,
    held: &HeldQuotation<'_>,
    place: &TracedPlace,
    places: &[TracedPlace],
) -> Option<Finding> {
    if !matches!(place.judgement.verdict, Verdict::Altered) {
        return None;
    }
    let renderings: Vec<Pair> = pairs(context, held, place);
    let is_told = |difference: &Difference| {
        difference.gravity >= Gravity::Warning
            && !is_about_omissions(difference.class)
            && !renderings.iter().any(|pair| pair.holds(difference))
    };
    let differences: Vec<&Difference> = place.judgement.differences.iter().filter(|it| is_told(it)).collect();
    let gravest = differences.iter().max_by_key(|it| (it.gravity, it.class))?;
    let changes = changes(held, place, is_told);
    let told = place.told(&held.text.text, is_told);
    Some(Finding {
        rule: RULE.name,
        severity: severity(gravest.gravity),
        span: span_of(held, &changes),
        message: format!("{told} ({}): {}", source_name(place), gravest.class.phrase()),
        related: Vec::new(),
        evidence: evidence(places),
        fixes: fixes(held, &changes),
        outdated: false,
    })
}

/// What another rule tells: [`super::over_elided_quotation`].
const fn is_about_omissions(class: ChangeClass) -> bool {
    matches!(class, ChangeClass::OmissionTurns | ChangeClass::OverElided | ChangeClass::EdgeOmission)
}

const fn severity(gravity: Gravity) -> Severity {
    match gravity {
        Gravity::Silent => Severity::Off,
        Gravity::Hint => Severity::Hint,
        Gravity::Warning => Severity::Warning,
        Gravity::Error => Severity::Error,
    }
}
