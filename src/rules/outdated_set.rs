//! `outdated-set`: a set whose place another has taken by the draft's date: "three global
//! initiatives" after the fourth, the links of the Belt and Road as they stood in 2013.

use super::context::{Context, Needs, Rule, at_most};
use super::sets::{Listed, finding, label, listed, own};
use super::{Finding, Severity};
use crate::evidence::SetUse;
use crate::prose::PartialDate;
use crate::termbase::EnumeratedSet;
use crate::text::one_line;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "outdated-set",
    summary: "a set whose place another has taken",
    page: include_str!("../../fixtures/rules/outdated-set.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(own(context).filter_map(|found| outdated_label(context, found)));
    findings.extend(listed(context).filter_map(|listed| outdated_items(context, &listed)));
}

/// The set that took the place of one that is over at the draft's date.
fn successor<'c>(context: &Context<'c>, set: &EnumeratedSet) -> Option<&'c EnumeratedSet> {
    let id = set.replaced_by.as_ref().filter(|_| set.period.is_surely_over(context.as_of))?;
    context.termbase.sets().iter().find(|other| other.id == *id)
}

/// The set that a chain of successors ends with.
fn latest<'c>(context: &Context<'c>, set: &EnumeratedSet) -> Option<&'c EnumeratedSet> {
    let mut latest = successor(context, set)?;
    // No chain is longer than the sets that there are.
    for _ in context.termbase.sets() {
        match successor(context, latest) {
            Some(next) => latest = next,
            None => break,
        }
    }
    Some(latest)
}

/// A label that the set of today does not have.
fn outdated_label(context: &Context<'_>, found: &SetUse) -> Option<Finding> {
    let set = found.set(context.termbase)?;
    let latest = latest(context, set)?;
    // "In 2023 there were three global initiatives."
    if found.year.is_some_and(|year| set.period.may_hold(PartialDate::year_only(year))) {
        return None;
    }
    if latest.labels.iter().any(|label| set.labels.contains(label)) {
        return None;
    }
    let block = context.snapshot.blocks.get(found.block)?;
    let words = one_line(found.label.span.slice(&block.content.text));
    let message = format!("\"{words}\" {}; {}", held(set), now(latest));
    Some(outdated(latest, finding(&RULE, set, found.span(context.snapshot), message)))
}

/// Items that stood in the set before; the label is the same.
fn outdated_items(context: &Context<'_>, listed: &Listed<'_>) -> Option<Finding> {
    let latest = latest(context, listed.set)?;
    if !latest.labels.iter().any(|label| listed.set.labels.contains(label)) {
        return None;
    }
    let is_gone = |item: usize| !latest.items.iter().any(|other| other.text() == listed.official(item));
    let verdicts = listed.listing.comparison.verdicts.iter();
    let at = verdicts.clone().position(|verdict| verdict.item().is_some_and(is_gone))?;
    let items: Vec<String> = latest.items.iter().map(|item| format!("\"{}\"", item.text())).collect();
    let message =
        format!("\"{}\" {}; {}: {}", listed.words(context, at), held(listed.set), now(latest), items.join(", "));
    Some(outdated(latest, listed.finding(context, &RULE, at, message)?))
}

/// A finding that rests on the set of today as well.
fn outdated(latest: &EnumeratedSet, finding: Finding) -> Finding {
    Finding { outdated: true, severity: at_most(finding.severity, [&latest.severity]), ..finding }
}

fn held(set: &EnumeratedSet) -> String {
    set.period.until.map_or_else(String::new, |until| format!("held until {until}"))
}

fn now(set: &EnumeratedSet) -> String {
    let since = set.period.from.map(|from| format!("since {from} ")).unwrap_or_default();
    format!("{since}it is \"{}\"", label(set))
}
