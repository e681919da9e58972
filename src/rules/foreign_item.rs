//! `foreign-item`: an item among those of a known set that is none of them.

use super::context::{Context, Needs, Rule};
use super::sets::{Listed, described, listed};
use super::{Finding, Severity};
use crate::evidence::Verdict;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "foreign-item",
    summary: "an item in a known set that is none of its items",
    page: include_str!("../../fixtures/rules/foreign-item.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for listed in listed(context).filter(|listed| listed.set.is_complete && !listed.set.is_open) {
        let foreign: Vec<usize> = foreign(&listed).collect();
        // More than one, and it may be another set.
        if let [at] = *foreign {
            findings.extend(finding(context, &listed, at));
        }
    }
}

/// The items that share no word with any of the set's, where all others are its items.
fn foreign<'l>(listed: &'l Listed<'_>) -> impl Iterator<Item = usize> + 'l {
    let verdicts = &listed.listing.comparison.verdicts;
    let is_known = |verdict: &Verdict| matches!(verdict, Verdict::Same(_) | Verdict::Foreign);
    let are_known = verdicts.iter().all(is_known) && listed.listing.comparison.same() >= 3;
    (0..verdicts.len()).filter(move |at| are_known && verdicts.get(*at) == Some(&Verdict::Foreign))
}

fn finding(context: &Context<'_>, listed: &Listed<'_>, at: usize) -> Option<Finding> {
    let missing = &listed.listing.comparison.missing;
    let rest = match missing.as_slice() {
        [] => String::new(),
        [_] => format!("; {} is missing", listed.official_of(missing)),
        _ => format!("; {} are missing", listed.official_of(missing)),
    };
    let message = format!("\"{}\" is none of {}{rest}", listed.words(context, at), described(listed.set));
    listed.finding(context, &RULE, at, message)
}
