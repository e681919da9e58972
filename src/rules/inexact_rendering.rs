//! `inexact-rendering`: a wording that is nearly a known formulation, with other
//! function words or with one content word off.
//!
//! A formulation is fixed where its sources fix it. What the corpus itself says
//! often enough is no slip of the author's, so the sources decide first.

use super::context::{Context, Needs, Rule, capped};
use super::mend::Mend;
use super::{Applicability, Finding, Severity, undesired};
use crate::draft::Block;
use crate::evidence::Answer;
use crate::termbase::{Difference, NearMatch, TermStatus};
use crate::text::one_line;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "inexact-rendering",
    summary: "a wording that is nearly a known formulation",
    page: include_str!("../../fixtures/rules/inexact-rendering.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

/// From so many places in the corpus on, a wording is the sources' own.
const ESTABLISHED: usize = 3;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (block, terms) in context.snapshot.blocks.iter().zip(context.terms) {
        for near in &terms.near {
            if !block.is_quoted(near.span) {
                findings.extend(finding(context, block, near));
            }
        }
    }
}

fn finding(context: &Context<'_>, block: &Block, near: &NearMatch) -> Option<Finding> {
    let concept = context.termbase.concept(near.concept)?;
    let nearest = concept.terms.get(usize::from(near.term))?;
    // A concept without a standard form (its severity is capped) has no exact wording.
    if nearest.status == TermStatus::Deprecated || concept.severity.is_some() {
        return None;
    }
    let words = near.span.slice(&block.content.text);
    let found = one_line(words);
    match context.sources.attested(&found) {
        Answer::NotYet => return None,
        Answer::Known(attested) if attested.total >= ESTABLISHED => return None,
        _ => {}
    }
    let right = concept.preferred(&nearest.language, context.as_of).unwrap_or(nearest);
    let what = match &near.difference {
        Difference::FunctionWords => String::new(),
        Difference::ContentWord { found, expected } => {
            format!(": \"{}\" for \"{expected}\"", found.slice(&block.content.text))
        }
    };
    let mend =
        Mend { block, words: near.words.clone(), recognised_by: &nearest.text, is_plural: false, concept, term: right };
    let fix = mend.fix(context.termbase).map(|fix| super::Fix { applicability: Applicability::Unsafe, ..fix });
    Some(Finding {
        rule: RULE.name,
        severity: capped(RULE.severity, concept, nearest),
        span: block.to_source(near.span),
        message: format!("\"{found}\" is close to \"{}\" but not it{what}", right.text),
        related: Vec::new(),
        evidence: undesired::evidence(context, &found, Some(&right.text)),
        fixes: fix.into_iter().collect(),
        outdated: false,
    })
}
