//! `deprecated-term`: the author writes a term that the termbase marks as undesired.

use super::context::{Context, Needs, Rule, capped};
use super::{Finding, Severity, undesired};
use crate::evidence::Occurrence;
use crate::termbase::TermStatus;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "deprecated-term",
    summary: "a term that the termbase marks as undesired",
    page: include_str!("../../fixtures/rules/deprecated-term.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_sought = |occurrence: &Occurrence<'_>| {
        occurrence.term.status == TermStatus::Deprecated && occurrence.term.is_undesired_on(context.as_of)
    };
    for occurrence in context.own_terms(is_sought) {
        let severity = capped(RULE.severity, occurrence.concept, occurrence.term);
        findings.push(undesired::finding(context, &occurrence, RULE.name, severity));
    }
}
