//! `reordered-items`: all items of a known set, in another order.

use super::context::{Context, Needs, Rule};
use super::sets::{Listed, described, listed};
use super::{Finding, Severity};
use crate::evidence::Verdict;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "reordered-items",
    summary: "the items of a known set in another order",
    page: include_str!("../../fixtures/rules/reordered-items.md"),
    severity: Severity::Hint,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(listed(context).filter_map(|listed| finding(context, &listed)));
}

fn finding(context: &Context<'_>, listed: &Listed<'_>) -> Option<Finding> {
    let comparison = &listed.listing.comparison;
    // Where the termbase lowers a set, it is not sure enough of it to insist on an order.
    let has_order = listed.set.is_complete && listed.set.severity.is_none();
    let is_whole = has_order && comparison.same() == listed.set.count && comparison.missing.is_empty();
    if !is_whole || comparison.verdicts.len() != listed.set.count {
        return None;
    }
    let at = (0..).zip(&comparison.verdicts).position(|(place, verdict)| *verdict != Verdict::Same(place))?;
    let order: Vec<usize> = (0..listed.set.count).collect();
    let message = format!("the order of {} is {}", described(listed.set), listed.official_of(&order));
    listed.finding(context, &RULE, at, message)
}
