//! `mixed-renderings`: one concept in two or more accepted renderings in the
//! author's own text.
//!
//! Undesired renderings are other rules' business, so that no place is blamed twice;
//! abbreviations never compete with what they abbreviate.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::context::{Context, Needs, RenderingPolicy, Rule, capped};
use super::mend::Mend;
use super::{Applicability, Finding, Fix, Related, Severity, mention, undesired};
use crate::draft::BlockKind;
use crate::evidence::Occurrence;
use crate::termbase::{ConceptRef, Term, TermMatch};
use crate::text::one_line;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "mixed-renderings",
    summary: "one concept in several renderings in one text",
    page: include_str!("../../fixtures/rules/mixed-renderings.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let several = concepts_with_several_terms(context);
    if several.is_empty() {
        return;
    }
    let mut by_concept: BTreeMap<(ConceptRef, &str), Vec<Occurrence<'_>>> = BTreeMap::new();
    let is_sought = |occurrence: &Occurrence<'_>| {
        several.contains(&occurrence.matched.concept)
            && !occurrence.term.abbreviation
            && !occurrence.term.is_undesired_on(context.as_of)
            && occurrence.block.kind != BlockKind::Title
    };
    for occurrence in context.own_terms(is_sought).filter(|occurrence| !mention::is_part_of_a_name(occurrence)) {
        let key = (occurrence.matched.concept, occurrence.term.language.as_str());
        by_concept.entry(key).or_default().push(occurrence);
    }
    for occurrences in by_concept.values_mut() {
        leave_out_comparisons(occurrences);
        if let Some(right) = right_rendering(context, occurrences) {
            report(context, occurrences, right, findings);
        }
    }
}

/// The concepts that the draft has more than one term of, whoever uses it.
fn concepts_with_several_terms(context: &Context<'_>) -> FxHashSet<ConceptRef> {
    let mut first_terms: FxHashMap<ConceptRef, u16> = FxHashMap::default();
    let matches = context.terms.iter().flat_map(|terms| &terms.matches);
    let is_another = |found: &&TermMatch| *first_terms.entry(found.concept).or_insert(found.term) != found.term;
    matches.filter(is_another).map(|found| found.concept).collect()
}

/// Words between two renderings that the author sets side by side.
const COMPARES: [&str; 10] = ["and", "and/or", "as", "from", "nor", "not", "or", "than", "versus", "vs"];

/// Takes out renderings that the author names together, as two things or two names:
/// "cyber sovereignty and Internet sovereignty" is no inconsistency.
fn leave_out_comparisons(occurrences: &mut Vec<Occurrence<'_>>) {
    let is_compared = |one: &Occurrence<'_>, other: &Occurrence<'_>| {
        let (content, between) = (&one.block.content, one.matched.words.end..other.matched.words.start);
        let word = |index| content.tokens.span(index).slice(&content.text).to_lowercase();
        one.block.source == other.block.source
            && one.matched.term != other.matched.term
            && between.len() <= 2
            && between.clone().all(|index| COMPARES.contains(&word(index).as_str()))
    };
    let compared: Vec<bool> =
        occurrences.windows(2).map(|pair| matches!(pair, [one, other] if is_compared(one, other))).collect();
    let is_side = |at: usize| compared.get(at) == Some(&true) || at > 0 && compared.get(at - 1) == Some(&true);
    let mut at = 0;
    occurrences.retain(|_| {
        at += 1;
        !is_side(at - 1)
    });
}

/// The rendering to keep, or `None` where the text uses only one.
fn right_rendering<'o>(context: &Context<'_>, occurrences: &[Occurrence<'o>]) -> Option<&'o Term> {
    let first = occurrences.first()?;
    if occurrences.iter().all(|occurrence| occurrence.matched.term == first.matched.term) {
        return None;
    }
    let uses = |term: &Term| occurrences.iter().filter(|occurrence| occurrence.term.text == term.text).count();
    let house = first.concept.preferred(&first.term.language, context.as_of);
    // Where there is no standard form (the concept is capped), no house form is right by
    // itself: the text's own habit decides.
    let policy = match context.renderings {
        RenderingPolicy::House if first.concept.severity.is_some() => RenderingPolicy::Majority,
        chosen => chosen,
    };
    match policy {
        RenderingPolicy::House => house.filter(|term| uses(term) > 0).or(Some(first.term)),
        RenderingPolicy::FirstUsed => Some(first.term),
        // Of equals the first used: max_by_key keeps the last, so the walk is backwards.
        RenderingPolicy::Majority => {
            occurrences.iter().rev().map(|occurrence| occurrence.term).max_by_key(|term| uses(term))
        }
    }
}

fn report(context: &Context<'_>, occurrences: &[Occurrence<'_>], right: &Term, findings: &mut Vec<Finding>) {
    let Some(anchor) = occurrences.iter().find(|occurrence| occurrence.term.text == right.text) else { return };
    let line = context.snapshot.lines.place(&context.snapshot.text, anchor.span().start).line;
    for occurrence in occurrences.iter().filter(|occurrence| occurrence.term.text != right.text) {
        let found = one_line(occurrence.words());
        let applicability = safest(occurrence, right);
        let mend = Mend {
            block: occurrence.block,
            words: occurrence.matched.words.clone(),
            recognised_by: &occurrence.term.text,
            is_plural: occurrence.matched.inflected,
            concept: occurrence.concept,
            term: right,
        };
        findings.push(Finding {
            rule: RULE.name,
            severity: capped(RULE.severity, occurrence.concept, occurrence.term),
            span: occurrence.span(),
            message: format!("\"{found}\" and \"{}\" (line {line}) render one concept; keep one in a text", right.text),
            related: vec![Related { span: anchor.span(), message: format!("\"{}\" stands here", right.text) }],
            evidence: undesired::evidence(context, &occurrence.term.text, Some(&right.text)),
            fixes: mend.fix(context.termbase).map(|fix| at_most(applicability, fix)).into_iter().collect(),
            outdated: false,
        });
    }
}

/// How safe a fix can be: without a standard form (the concept is capped) a wording
/// of another build is the author's choice at each place; "genuine" for "true" is not.
fn safest(occurrence: &Occurrence<'_>, right: &Term) -> Applicability {
    let words = |text: &str| text.split(' ').count();
    let is_of_one_build = words(&occurrence.term.text) == words(&right.text);
    if is_of_one_build || occurrence.concept.severity.is_none() { Applicability::Safe } else { Applicability::Unsafe }
}

/// The fix, no safer than `most`.
fn at_most(most: Applicability, fix: Fix) -> Fix {
    if most == Applicability::Unsafe { Fix { applicability: most, ..fix } } else { fix }
}
