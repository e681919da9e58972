//! `altered-figure`: an amount that the cited source gives with another value.

use super::context::{Context, Needs, Rule};
use super::quoted::{by_hand, evidence_of};
use super::{Finding, Severity};
use crate::evidence::{AlteredFigure, altered_figures};
use crate::text::{Edit, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "altered-figure",
    summary: "an amount that the cited source gives with another value",
    page: include_str!("../../fixtures/rules/altered-figure.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for figure in altered_figures(context.snapshot, &context.sources, &context.citable) {
        findings.push(finding(context, figure));
    }
}

fn finding(context: &Context<'_>, figure: AlteredFigure) -> Finding {
    let (here, there) = (one_line(figure.span.slice(&context.snapshot.text)), one_line(&figure.source));
    let severity = match &figure {
        AlteredFigure { is_cited: false, .. } => Severity::Hint,
        AlteredFigure { is_repeated: true, is_place: false, .. } => Severity::Error,
        _ => Severity::Warning,
    };
    let source = if figure.is_cited { "the cited source" } else { "a source with nearly the same words" };
    Finding {
        rule: RULE.name,
        severity,
        span: figure.span,
        message: format!("\"{here}\" where {source} has \"{there}\" ({})", figure.passage.document.named()),
        related: Vec::new(),
        evidence: vec![evidence_of(figure.passage, "the source says")],
        fixes: vec![by_hand(format!("write \"{there}\""), vec![Edit::new(figure.span, there)])],
        outdated: false,
    }
}
