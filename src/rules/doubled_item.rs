//! `doubled-item`: a listing whose number is right because one item is cut in two and
//! another is left out.

use super::context::{Context, Needs, Rule};
use super::sets::{Listed, described, listed};
use super::{Finding, Severity};
use crate::evidence::Verdict;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doubled-item",
    summary: "a right number of items that hides one cut in two and another left out",
    page: include_str!("../../fixtures/rules/doubled-item.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(listed(context).filter_map(|listed| finding(context, &listed)));
}

fn finding(context: &Context<'_>, listed: &Listed<'_>) -> Option<Finding> {
    let comparison = &listed.listing.comparison;
    let is_right_number = comparison.verdicts.len() == listed.set.count;
    if !listed.set.is_complete || !is_right_number || comparison.missing.is_empty() {
        return None;
    }
    let item = comparison.verdicts.iter().find_map(|verdict| match verdict {
        Verdict::Half(item) => Some(*item),
        _ => None,
    })?;
    let is_half = |at: &usize| comparison.verdicts.get(*at) == Some(&Verdict::Half(item));
    let halves: Vec<usize> = (0..comparison.verdicts.len()).filter(is_half).collect();
    let quoted: Vec<String> = halves.iter().map(|at| format!("\"{}\"", listed.words(context, *at))).collect();
    let missing = listed.official_of(&comparison.missing);
    let verb = if comparison.missing.len() == 1 { "is" } else { "are" };
    let message = format!(
        "{} are one item of {}: \"{}\"; {missing} {verb} missing",
        quoted.join(" and "),
        described(listed.set),
        listed.official(item)
    );
    listed.finding(context, &RULE, *halves.last()?, message)
}
