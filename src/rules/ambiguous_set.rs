//! `ambiguous-set`: a label that several known sets have, where nothing in the text says
//! which of them is meant.

use super::context::{Context, Needs, Rule};
use super::sets::{attribution, finding, own};
use super::{Applicability, Finding, Fix, Severity};
use crate::draft::{Block, BlockKind};
use crate::evidence::SetUse;
use crate::termbase::EnumeratedSet;
use crate::text::{Edit, fold, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "ambiguous-set",
    summary: "a label that several known sets have",
    page: include_str!("../../fixtures/rules/ambiguous-set.md"),
    severity: Severity::Hint,
    needs: Needs::Termbase,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut known: Vec<String> = Vec::new();
    for found in own(context) {
        let Some(block) = context.snapshot.blocks.get(found.block) else { continue };
        let words = one_line(found.label.span.slice(&block.content.text));
        // What is told once, here or by an earlier finding, holds for the whole text.
        let is_first = !known.contains(&fold(&words));
        let is_prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Footnote);
        if is_prose || !found.meaning.is_empty() && found.meaning.len() < 2 {
            known.push(fold(&words));
        }
        if is_first && is_prose && found.meaning.len() > 1 && !found.is_listed && found.is_announced {
            findings.extend(judged(context, found, block, &words));
        }
    }
}

fn judged(context: &Context<'_>, found: &SetUse, block: &Block, words: &str) -> Option<Finding> {
    let sets: Vec<&EnumeratedSet> = found.meaning.iter().filter_map(|set| context.termbase.set(*set)).collect();
    // Whose sets they are must be known, or nobody can say which is meant.
    if sets.iter().any(|set| attribution(set).is_empty()) {
        return None;
    }
    let named: Vec<String> = sets.iter().map(|set| source(set)).collect();
    let message = format!("\"{words}\" may be any of {} sets: {}", sets.len(), named.join("; "));
    let fixes = sets.iter().filter_map(|set| fix(found, block, words, set)).collect();
    Some(Finding { fixes, ..finding(&RULE, sets.first()?, found.span(context.snapshot), message) })
}

/// Speaker, forum and date of a set, as far as they are known.
fn source(set: &EnumeratedSet) -> String {
    let date = set.period.from.map(|date| date.to_string());
    let known = [set.speaker.clone(), set.forum.clone(), date];
    known.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The attribution behind the label, and behind the mark that closes its quotation.
fn fix(found: &SetUse, block: &Block, words: &str, set: &EnumeratedSet) -> Option<Fix> {
    let attribution = Some(attribution(set)).filter(|it| !it.is_empty())?;
    let after = block.content.text.get(found.label.span.end..)?;
    let mark = after.chars().next().filter(|c| matches!(c, '"' | '\u{201D}' | '\u{2019}')).map_or(0, char::len_utf8);
    let at = block.to_source(found.label.span).end + mark;
    let title = format!("write \"{words}{attribution}\"");
    Some(Fix { title, applicability: Applicability::Unsafe, edits: vec![Edit::insertion(at, attribution)] })
}
