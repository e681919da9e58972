//! `missing-citation`: somebody's words that a source of the corpus has, and nothing near
//! them that says where they stand. Off by default: a news text names the speaker and
//! needs no more.

use super::context::{Context, Needs, Rule};
use super::quoted::{evidence, source_name};
use super::{Finding, Severity};
use crate::evidence::quotation::{HeldQuotation, Verdict};
use crate::prose::QuotationUse;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "missing-citation",
    summary: "words of a source with no citation near",
    page: include_str!("../../fixtures/rules/missing-citation.md"),
    severity: Severity::Off,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let speech = context.quotations.iter().filter(|held| held.quotation.used_as == QuotationUse::Speech);
    for held in speech {
        if !context.snapshot.is_cited_near(held.quotation.span) && !names_a_year(held) {
            findings.extend(finding(held));
        }
    }
}

fn finding(held: &HeldQuotation<'_>) -> Option<Finding> {
    let traced = held.traced().filter(|traced| traced.verdict() <= Verdict::Altered)?;
    let source = source_name(traced.places.first()?);
    Some(Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: held.quotation.span,
        message: format!("these words stand in the sources ({source}), and nothing near cites them"),
        related: Vec::new(),
        evidence: evidence(&traced.places),
        fixes: Vec::new(),
        outdated: false,
    })
}

/// Whether brackets with a year stand behind the quotation, in its paragraph: a citation
/// by author and year, `(Roe 2001, p. 3)`.
fn names_a_year(held: &HeldQuotation<'_>) -> bool {
    let Some(part) = held.quotation.parts.last() else { return false };
    let Some(block) = held.snapshot.blocks.get(part.block) else { return false };
    let behind = block.content.text.get(part.words.end..).unwrap_or_default();
    let brackets = behind.split('(').skip(1).filter_map(|inside| inside.split_once(')'));
    brackets.into_iter().any(|(inside, _)| {
        inside.split(|c: char| !c.is_ascii_digit()).any(|figure| figure.len() == 4 && figure.starts_with(['1', '2']))
    })
}
