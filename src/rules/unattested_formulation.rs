//! `unattested-formulation`: words in quotation marks, presented as a set
//! formulation, that neither termbase nor corpus holds. Off unless asked for.

use super::context::{Context, Needs, Rule};
use super::{Finding, Severity};
use crate::draft::{Block, BlockContent};
use crate::evidence::BlockTerms;
use crate::text::{Gap, Span, fold, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unattested-formulation",
    summary: "a quoted formulation that neither termbase nor corpus holds",
    page: include_str!("../../fixtures/rules/unattested-formulation.md"),
    severity: Severity::Off,
    needs: Needs::Corpus,
    check,
};

/// Nouns by which an author presents words as a formulation, singular.
const PRESENTS: [&str; 24] = [
    "approach",
    "concept",
    "diplomacy",
    "doctrine",
    "expression",
    "formula",
    "formulation",
    "framework",
    "idea",
    "initiative",
    "label",
    "model",
    "notion",
    "phrase",
    "policy",
    "principle",
    "proposal",
    "slogan",
    "spirit",
    "strategy",
    "term",
    "theory",
    "thought",
    "vision",
];
/// Lengths of formulations, in words; longer quotations are speech.
const WORDS: std::ops::RangeInclusive<usize> = 2..=8;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(corpus) = context.sources.corpus else { return };
    for (block, terms) in context.snapshot.blocks.iter().zip(context.terms) {
        for quotation in candidates(block, terms) {
            let words = block.content.tokens.within(quotation);
            let keys = block.content.tokens.keys().get(words.clone()).unwrap_or_default();
            if !matches!(corpus.count(keys), Ok(0)) {
                continue;
            }
            let inner = block.content.tokens.cover(words);
            findings.push(Finding {
                rule: RULE.name,
                severity: Severity::Hint,
                span: block.to_source(inner),
                message: format!(
                    "\"{}\" stands neither in the termbase nor in any of the {} sources",
                    one_line(inner.slice(&block.content.text)),
                    corpus.len()
                ),
                related: Vec::new(),
                evidence: Vec::new(),
                fixes: Vec::new(),
                outdated: false,
            });
        }
    }
}

/// Quotations that are presented as formulations and hold no known term.
fn candidates<'b>(block: &'b Block, terms: &'b BlockTerms) -> impl Iterator<Item = Span> + 'b {
    let content = &block.content;
    content.quotations.iter().copied().filter(move |quotation| {
        !block.quoted
            && WORDS.contains(&content.tokens.within(*quotation).len())
            && !terms.matches.iter().any(|found| found.span.overlaps(*quotation))
            && is_one_phrase(content, *quotation)
            && is_presented(content, *quotation)
    })
}

/// Whether the quoted words run on without a stop: a phrase, not sentences.
fn is_one_phrase(content: &BlockContent, quotation: Span) -> bool {
    content.tokens.within(quotation).skip(1).all(|index| content.tokens.flags(index).gap() != Gap::Stop)
}

/// Whether the noun before (`the concept of "..."`) or after (`the "..." concept`)
/// the quotation presents it as a formulation.
fn is_presented(content: &BlockContent, quotation: Span) -> bool {
    let words = content.tokens.within(quotation);
    let word = |index: usize| fold(content.tokens.span(index).slice(&content.text));
    let presents = |word: &str| PRESENTS.binary_search(&word.strip_suffix('s').unwrap_or(word)).is_ok();
    let before = (words.start.saturating_sub(3)..words.start)
        .rev()
        .map(word)
        .find(|word| !matches!(word.as_str(), "of" | "the" | "a" | "an"));
    let after = (words.end < content.tokens.len()).then(|| word(words.end));
    before.is_some_and(|word| presents(&word)) || after.is_some_and(|word| presents(&word))
}

#[cfg(test)]
mod tests {
    #[test]
    fn presenting_nouns_are_sorted() {
        assert!(super::PRESENTS.is_sorted());
    }
}
