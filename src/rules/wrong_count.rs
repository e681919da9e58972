//! `wrong-count`: "five principles" for a set that is known to have four. What follows
//! the label, or the sentence it stands in, says which set is meant.

use super::context::{Context, Needs, Rule};
use super::sets::{attribution, finding, number, own};
use super::{Applicability, Finding, Fix, Severity};
use crate::evidence::SetUse;
use crate::prose::number_written_like;
use crate::termbase::EnumeratedSet;
use crate::text::{Edit, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "wrong-count",
    summary: "a known set announced with another number",
    page: include_str!("../../fixtures/rules/wrong-count.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    findings.extend(own(context).filter_map(|found| judged(context, found)));
}

fn judged(context: &Context<'_>, found: &SetUse) -> Option<Finding> {
    let (announced, _) = found.label.number?;
    let set = match &found.listing {
        Some(listing) => {
            // A number that its own listing does not bear out is miscounted-set's business.
            let enumeration = context.snapshot.enumerations.get(listing.enumeration)?;
            let set = enumeration.count.may_be(announced).then(|| context.termbase.set(listing.set)).flatten()?;
            // Many list "pillars" of their own, and the termbase is not sure enough of a set
            // that it lowers to say whose they are.
            Some(set).filter(|set| set.severity.is_none())?
        }
        None => context.termbase.set(found.miscounted?)?,
    };
    if u32::try_from(set.count).ok()? == announced {
        return None;
    }
    let block = context.snapshot.blocks.get(found.block)?;
    let words = one_line(found.label.span.slice(&block.content.text));
    let whose = match attribution(set).as_str() {
        "" => "the known ones".to_owned(),
        attribution => format!("those{attribution}"),
    };
    let message = format!("\"{words}\": {whose} are {}", number(set.count));
    let fixes = fix(context, found, set).into_iter().collect();
    Some(Finding { fixes, ..finding(&RULE, set, found.span(context.snapshot), message) })
}

fn fix(context: &Context<'_>, found: &SetUse, set: &EnumeratedSet) -> Option<Fix> {
    let (_, span) = found.label.number?;
    let block = context.snapshot.blocks.get(found.block)?;
    let written = number_written_like(u32::try_from(set.count).ok()?, span.slice(&block.content.text))?;
    let edits = vec![Edit::new(block.to_source(span), written.clone())];
    let title = format!("write \"{written}\"");
    block.content.map.is_unbroken(span).then_some(Fix { title, applicability: Applicability::Unsafe, edits })
}
