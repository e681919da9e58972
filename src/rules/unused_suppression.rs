//! `unused-suppression`: a comment that allows what is not there, or that cannot
//! work: no such rule, no reason, not readable. Runs after all other rules.

use super::context::{Context, Needs, Rule, SuppressionUse};
use super::{Applicability, Finding, Fix, Severity};
use crate::draft::Suppression;
use crate::text::{Edit, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unused-suppression",
    summary: "a suppression comment that hides nothing or cannot work",
    page: include_str!("../../fixtures/rules/unused-suppression.md"),
    severity: Severity::Warning,
    needs: Needs::Draft,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (suppression, usage) in context.snapshot.suppressions.iter().zip(context.suppressions) {
        findings.extend(judged(suppression, *usage));
    }
    for (span, message) in &context.snapshot.unreadable {
        findings.push(finding(*span, message.clone(), Vec::new()));
    }
}

fn judged(suppression: &Suppression, usage: SuppressionUse) -> Option<Finding> {
    let (name, place) = &suppression.rule;
    if super::find(name).is_none() {
        let message = match nearest(name) {
            Some(known) => format!("there is no rule \"{name}\"; did you mean \"{known}\"?"),
            None => format!("there is no rule \"{name}\"; `glossator rule` lists them"),
        };
        return Some(finding(*place, message, Vec::new()));
    }
    if suppression.reason.is_none() {
        let message = format!("this comment hides nothing without a reason: write \"{name}: why\"");
        return Some(finding(suppression.comment, message, Vec::new()));
    }
    (usage == SuppressionUse::Unused).then(|| {
        let message = format!("nothing here departs from \"{name}\" any more; the comment can go");
        let fix = Fix {
            title: "remove the comment".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit::new(suppression.comment, "")],
        };
        finding(suppression.comment, message, vec![fix])
    })
}

fn finding(span: Span, message: String, fixes: Vec<Fix>) -> Finding {
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span,
        message,
        related: Vec::new(),
        evidence: Vec::new(),
        fixes,
        outdated: false,
    }
}

fn nearest(name: &str) -> Option<&'static str> {
    super::RULES
        .iter()
        .map(|rule| (strsim::jaro_winkler(rule.name, name), rule.name))
        .filter(|(nearness, _)| *nearness > 0.75)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, known)| known)
}
