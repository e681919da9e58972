//! `unmarked-quotation`: a source's words, word for word, without quotation marks.

use super::context::{Context, Needs, Rule};
use super::quoted::{by_hand, evidence_of, named};
use super::{Finding, Severity};
use crate::corpus::{Passage, Zone};
use crate::evidence::quotation::{Unmarked, unmarked};
use crate::text::Edit;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unmarked-quotation",
    summary: "twelve or more words of a source in a row, without quotation marks",
    page: include_str!("../../fixtures/rules/unmarked-quotation.md"),
    severity: Severity::Hint,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(corpus) = context.sources.corpus else { return };
    for run in unmarked(context.snapshot, &context.sources) {
        // The page may be gone since: then there is nothing to show.
        let passage = corpus.passage(run.hit).ok().filter(|passage| passage.zone != Zone::Furniture);
        findings.extend(passage.map(|passage| finding(&run, passage)));
    }
}

fn finding(run: &Unmarked<'_>, passage: Passage) -> Finding {
    let others = match run.documents {
        1 => String::new(),
        documents => format!("; and {} more", documents - 1),
    };
    let span = run.block.to_source(run.span);
    let marks = vec![Edit::insertion(span.start, "\""), Edit::insertion(span.end, "\"")];
    Finding {
        rule: RULE.name,
        severity: Severity::Hint,
        span,
        message: format!(
            "these {} words stand word for word in a source ({}{others})",
            run.words,
            named(&passage.document)
        ),
        related: Vec::new(),
        evidence: vec![evidence_of(passage, "the words stand in the sources")],
        fixes: vec![by_hand("put them in quotation marks".to_owned(), marks)],
        outdated: false,
    }
}
