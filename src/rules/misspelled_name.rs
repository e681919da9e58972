//! `misspelled-name`: two words that are nearly the name of a known person, and can be
//! no other's: the slip shows in the words, or a title of that person stands beside
//! them. A name that sources or draft have often is somebody's own.

use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Severity};
use crate::draft::Block;
use crate::evidence::{BlockTerms, Cast, titles};
use crate::termbase::{NearName, Person};
use crate::text::{Edit, Gap, Span, WordKey, one_line, tokenize};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "misspelled-name",
    summary: "a name that is nearly the name of a known person",
    page: include_str!("../../fixtures/rules/misspelled-name.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

/// Times a name stands in a draft, or in the sources, that make it somebody's own.
const OWN: usize = 3;
/// How many times as often the right name stands in the sources where a slip that is
/// there, too, is a slip nonetheless.
const RARER: usize = 20;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.terms.iter().all(|terms| terms.near_names.is_empty()) {
        return;
    }
    let cast = Cast::of(context.termbase, context.terms);
    for (block, terms) in context.snapshot.blocks.iter().zip(context.terms) {
        for near in terms.near_names.iter().filter(|near| !block.is_quoted(near.span)) {
            let Some(person) = context.termbase.person(near.person) else { continue };
            let is_meant = near.is_sure || has_title_of(context, block, terms, near, person);
            if is_meant && !is_own_name(context, block, near) {
                findings.push(finding(block, near, person, near.is_sure && cast.holds(near.person)));
            }
        }
    }
}

fn has_title_of(context: &Context<'_>, block: &Block, terms: &BlockTerms, near: &NearName, person: &Person) -> bool {
    let titles = titles(context.termbase, block, &terms.names, near.words.clone());
    titles.iter().any(|title| title.offices.iter().any(|office| office.held_by(&person.id).next().is_some()))
}

/// Whether the words as they stand are a name of their own.
fn is_own_name(context: &Context<'_>, block: &Block, near: &NearName) -> bool {
    let keys = block.content.tokens.keys().get(near.words.clone()).unwrap_or_default();
    let in_draft: usize = context.snapshot.blocks.iter().map(|block| times(&block.content.tokens, keys)).sum();
    let in_sources = |keys: &[WordKey]| context.sources.corpus.and_then(|corpus| corpus.count(keys).ok()).unwrap_or(0);
    let (found, right) = (in_sources(keys), in_sources(tokenize(&near.right).keys()));
    in_draft >= OWN || found >= OWN && found * RARER > right
}

fn times(tokens: &crate::text::Tokens, keys: &[WordKey]) -> usize {
    let starts = tokens.keys().windows(keys.len().max(1)).enumerate().filter(|(_, window)| *window == keys);
    starts.filter(|(start, _)| tokens.flags(start + 1).gap() < Gap::Comma).count()
}

fn finding(block: &Block, near: &NearName, person: &Person, is_sure: bool) -> Finding {
    let content = &block.content;
    let found = one_line(near.span.slice(&content.text));
    let known = person.source.as_ref().map_or_else(String::new, |source| format!(" ({source})"));
    let is_safe = is_sure && content.map.is_unbroken(near.span) && !content.has_stray_mark;
    let fix = Fix {
        title: format!("write \"{}\"", near.right),
        applicability: if is_safe { Applicability::Safe } else { Applicability::Unsafe },
        edits: vec![Edit::new(block.to_source(near.span), near.right.clone())],
    };
    // "Xi Jinpingin 2013": the name is right, and a space is missing.
    let is_glued = found.len() > near.right.len() + 1 && found.starts_with(&near.right);
    let is_target = content.targets.iter().any(|target: &Span| target.overlaps(near.span));
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: block.to_source(near.span),
        message: format!("\"{found}\" is nearly the name \"{}\"{known}", near.right),
        related: Vec::new(),
        evidence: Vec::new(),
        fixes: if is_target || is_glued { Vec::new() } else { vec![fix] },
        outdated: false,
    }
}
