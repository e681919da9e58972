//! `superseded-rendering`: the author writes a rendering that another has replaced
//! by the draft's date.

use super::context::{Context, Needs, Rule, capped};
use super::{Applicability, Finding, Severity, undesired};
use crate::evidence::Occurrence;
use crate::prose::{PartialDate, sentence_around, years_in};
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
    let is_sought = |occurrence: &Occurrence<'_>| {
        occurrence.term.status == TermStatus::Superseded && occurrence.term.is_undesired_on(context.as_of)
    };
    for occurrence in context.own_terms(is_sought) {
        let severity = capped(RULE.severity, occurrence.concept, occurrence.term);
        let found = undesired::finding(context, &occurrence, RULE.name, severity);
        let found = match year_of_its_own(&occurrence) {
            Some(year) => doubted(found, year),
            None => found,
        };
        findings.push(Finding { outdated: true, ..found });
    }
}

/// A year in the sentence in which the rendering was right: then the sentence may tell
/// what was said that year.
///
/// ```text
/// In 2016 its statement welcomed a community of common destiny.
///    ^^^^
/// ```
fn year_of_its_own(occurrence: &Occurrence<'_>) -> Option<i16> {
    let content = &occurrence.block.content;
    let sentence = sentence_around(&content.text, occurrence.matched.span);
    let was_right = |year: &i16| occurrence.term.period.may_hold(PartialDate::year_only(*year));
    years_in(&content.text, &content.tokens, sentence).find(was_right)
}

/// The same finding as a hint whose fixes want to be looked at: the new rendering would
/// falsify what was said then.
fn doubted(mut finding: Finding, year: i16) -> Finding {
    finding.severity = finding.severity.min(Severity::Hint);
    finding.message = format!("{}; if the sentence tells what was said in {year}, leave it", finding.message);
    for fix in &mut finding.fixes {
        fix.applicability = Applicability::Unsafe;
    }
    finding
}
