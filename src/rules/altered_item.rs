//! `altered-item`: an item of a known set with other words.
//!
//! Official renderings differ in their verbs, so only the words that tell items apart
//! count, and an item that is told at length is left alone.

use super::context::{Context, Needs, Rule};
use super::sets::{Listed, described, listed};
use super::{Applicability, Finding, Fix, Severity};
use crate::evidence::Verdict;
use crate::prose::Form;
use crate::text::Edit;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "altered-item",
    summary: "an item of a known set with other words",
    page: include_str!("../../fixtures/rules/altered-item.md"),
    severity: Severity::Hint,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for listed in listed(context) {
        let verdicts = &listed.listing.comparison.verdicts;
        let is_known = |verdict: &Verdict| matches!(verdict, Verdict::Same(_) | Verdict::Altered(_));
        if verdicts.iter().all(is_known) && listed.listing.comparison.same() * 2 >= verdicts.len() {
            let altered = verdicts.iter().enumerate().filter_map(|(at, verdict)| match verdict {
                Verdict::Altered(item) => finding(context, &listed, at, *item),
                _ => None,
            });
            findings.extend(altered);
        }
    }
}

fn finding(context: &Context<'_>, listed: &Listed<'_>, at: usize, item: usize) -> Option<Finding> {
    let (words, official) = (listed.words(context, at), listed.official(item));
    let message = format!("\"{words}\" is \"{official}\" in {}", described(listed.set));
    let fixes = fix(context, listed, at, official).into_iter().collect();
    Some(Finding { fixes, ..listed.finding(context, &RULE, at, message)? })
}

fn fix(context: &Context<'_>, listed: &Listed<'_>, at: usize, official: &str) -> Option<Fix> {
    let item = listed.listing.items.get(at).filter(|_| listed.enumeration.form == Form::Series)?;
    let block = context.snapshot.blocks.get(item.block)?;
    let edits = vec![Edit::new(block.to_source(item.span), official)];
    let title = format!("write \"{official}\"");
    block.content.map.is_unbroken(item.span).then_some(Fix { title, applicability: Applicability::Unsafe, edits })
}
