//! `impossible-date`: a weekday and a date that no calendar brings together. The draft
//! alone proves it; which of the two is wrong, only the author knows.

use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Severity};
use crate::draft::Block;
use crate::prose::{WeekdayDate, weekday_dates};
use crate::text::{Edit, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "impossible-date",
    summary: "a weekday and a date that disagree",
    page: include_str!("../../fixtures/rules/impossible-date.md"),
    severity: Severity::Error,
    needs: Needs::Draft,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for block in &context.snapshot.blocks {
        let dates = weekday_dates(&block.content.text, &block.content.tokens);
        let wrong = dates.iter().filter(|it| it.written != it.actual && !block.is_quoted(it.span));
        findings.extend(wrong.map(|it| finding(block, it)));
    }
}

fn finding(block: &Block, found: &WeekdayDate) -> Finding {
    let date = one_line(found.date.slice(&block.content.text));
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: block.to_source(found.span),
        message: format!("{date} is a {}, not a {}", found.actual.name(), found.written.name()),
        related: Vec::new(),
        evidence: Vec::new(),
        fixes: fix(block, found).into_iter().collect(),
        outdated: false,
    }
}

/// The weekday written anew; the date may be the wrong half, so it is never safe.
fn fix(block: &Block, found: &WeekdayDate) -> Option<Fix> {
    let content = &block.content;
    let written = found.actual.written_like(found.weekday.slice(&content.text));
    content.map.is_unbroken(found.weekday).then(|| Fix {
        title: format!("write \"{written}\""),
        applicability: Applicability::Unsafe,
        edits: vec![Edit::new(block.to_source(found.weekday), written)],
    })
}
