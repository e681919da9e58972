//! `misattributed-quotation`: words that the draft gives to one person and the sources to
//! another.

use super::context::{Context, Needs, Rule};
use super::quoted::{by_hand, evidence, source_of};
use super::{Finding, Severity};
use crate::evidence::quotation::HeldQuotation;
use crate::evidence::{DraftSpeakers, Misattributed};
use crate::prose::PersonName;
use crate::text::{Edit, capitalised};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "misattributed-quotation",
    summary: "a quotation given to somebody whose words they are not",
    page: include_str!("../../fixtures/rules/misattributed-quotation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // To read who speaks costs a walk through the draft.
    let held: Vec<&HeldQuotation<'_>> = context.quotations.iter().filter(|held| source_of(held).is_some()).collect();
    if held.is_empty() {
        return;
    }
    let speakers = DraftSpeakers::read(context.snapshot);
    for held in held {
        let denied = Misattributed::of(held, &context.sources, &speakers);
        findings.extend(denied.and_then(|denied| finding(&denied)));
    }
}

fn finding(denied: &Misattributed) -> Option<Finding> {
    let place = denied.places.first()?;
    let claimed = denied.claimed.speaker.as_ref()?;
    let (claimed, found) = (shown(&claimed.name), shown(&denied.found.name));
    let edit = Edit::new(denied.claimed.mention, found.as_str());
    Some(Finding {
        rule: RULE.name,
        severity: Severity::Error,
        span: denied.claimed.mention,
        message: format!(
            "these words are given to {claimed} here, in the source they are {found}'s ({})",
            place.document.named()
        ),
        related: Vec::new(),
        evidence: evidence(&denied.places),
        fixes: vec![by_hand(format!("name {found} as the speaker"), vec![edit])],
        outdated: false,
    })
}

/// A name as prose has it; labels of turns are often written in capitals.
fn shown(name: &PersonName) -> String {
    let written = name.to_string();
    if written.chars().any(char::is_lowercase) {
        return written;
    }
    written.split(' ').map(|word| capitalised(&word.to_lowercase())).collect::<Vec<_>>().join(" ")
}
