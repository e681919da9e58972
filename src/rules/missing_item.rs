//! `missing-item`: a known set listed with one item or more left out.

use super::context::{Context, Needs, Rule};
use super::sets::{self, Listed, described, listed};
use super::{Finding, Severity};
use crate::evidence::Verdict;
use crate::termbase::{EnumeratedSet, ShortSeries};
use crate::text::one_line;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "missing-item",
    summary: "a known set listed without one of its items",
    page: include_str!("../../fixtures/rules/missing-item.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(listed(context).filter_map(|listed| finding(context, &listed)));
    findings.extend(context.sets.short.iter().filter_map(|(block, series)| finding_of_series(context, *block, series)));
}

/// A series of a set without a number, in which one item is left out.
fn finding_of_series(context: &Context<'_>, block: usize, series: &ShortSeries) -> Option<Finding> {
    // What the termbase knows as a wording is the term rules' business.
    let terms = context.terms.get(block)?;
    let is_term = terms.matches.iter().any(|term| term.span.overlaps(series.span))
        || terms.near.iter().any(|near| near.span.contains(series.span));
    let block = context.snapshot.blocks.get(block).filter(|block| !is_term && !block.is_quoted(series.span))?;
    let set = context.termbase.set(series.set)?;
    let missing = set.items.get(series.missing)?.text();
    let words = one_line(series.span.slice(&block.content.text));
    let message = format!("\"{words}\" leaves out \"{missing}\"{}", attributed(set));
    Some(sets::finding(&RULE, set, block.to_source(series.span), message))
}

/// Who counts the item among the set's.
fn attributed(set: &EnumeratedSet) -> String {
    match sets::attribution(set).as_str() {
        "" => String::new(),
        attribution => format!(", which stands among those{attribution}"),
    }
}

/// Every listed item must be one of the set's as it is: a listing with changed items may
/// hold the missing one in other words.
fn finding(context: &Context<'_>, listed: &Listed<'_>) -> Option<Finding> {
    let comparison = &listed.listing.comparison;
    let is_whole = comparison.verdicts.iter().all(|verdict| matches!(verdict, Verdict::Same(_)));
    let is_short = comparison.verdicts.len() < listed.set.count;
    if !listed.is_closed() || comparison.missing.is_empty() || !is_whole || !is_short {
        return None;
    }
    let missing = listed.official_of(&comparison.missing);
    let verb = if comparison.missing.len() == 1 { "is" } else { "are" };
    let message = format!("of {}, {missing} {verb} not listed", described(listed.set));
    listed.finding(context, &RULE, comparison.verdicts.len().checked_sub(1)?, message)
}
