//! `superseded-rendering`: the author writes a rendering that another has replaced
//! by the draft's date.

use super::context::{Context, Needs, Rule, capped};
use super::{Finding, Severity, undesired};
use crate::termbase::TermStatus;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "superseded-rendering",
    summary: "a rendering that a later one has replaced by the draft's date",
    page: include_str!("../../fixtures/rules/superseded-rendering.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for occurrence in context.own_terms() {
        if occurrence.term.status == TermStatus::Superseded && occurrence.term.is_undesired_on(context.as_of) {
            let severity = capped(RULE.severity, occurrence.concept, occurrence.term);
            findings.push(Finding { outdated: true, ..undesired::finding(context, &occurrence, RULE.name, severity) });
        }
    }
}
