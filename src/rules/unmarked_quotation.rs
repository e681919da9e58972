//! `unmarked-quotation`: a source's words, word for word, without quotation marks.

use super::context::{Context, Needs, Rule};
use super::quoted::{by_hand, evidence_of};
use super::{Finding, Severity};
use crate::corpus::{DocumentRef, Hit, Passage, Zone};
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
        let cited = cited_place(context, &run);
        // A list of what sources say, each with its source, is kept word for word on purpose.
        if cited.is_some() && run.block.list.is_some() {
            continue;
        }
        let Some(place) = cited.or(run.places.first()) else { continue };
        // The page may be gone since: then there is nothing to show.
        let passage = corpus.passage(*place).ok().filter(|passage| passage.zone != Zone::Furniture);
        findings.extend(passage.map(|passage| finding(&run, passage, cited.is_some())));
    }
}

/// The place of a run in a source that is cited for it.
fn cited_place<'r>(context: &Context<'_>, run: &'r Unmarked<'_>) -> Option<&'r Hit> {
    let near = context.snapshot.citations_near(run.block.to_source(run.span));
    let cited: Vec<DocumentRef> =
        near.into_iter().flat_map(|citation| context.citable.resolve(citation).documents().to_vec()).collect();
    run.places.iter().find(|place| cited.contains(&place.document))
}

fn finding(run: &Unmarked<'_>, passage: Passage, is_cited: bool) -> Finding {
    let (words, name) = (run.words, passage.document.named());
    let message = match (is_cited, run.places.len()) {
        (true, _) => format!("cited, but without quotation marks: these {words} words are the source's ({name})"),
        (false, 1) => format!("these {words} words stand word for word in a source ({name})"),
        (false, documents) => {
            format!("these {words} words stand word for word in a source ({name}; and {} more)", documents - 1)
        }
    };
    let span = run.block.to_source(run.span);
    let marks = vec![Edit::insertion(span.start, "\""), Edit::insertion(span.end, "\"")];
    Finding {
        rule: RULE.name,
        severity: Severity::Hint,
        span,
        message,
        related: Vec::new(),
        evidence: vec![evidence_of(passage, "the words stand in the sources")],
        fixes: vec![by_hand("put them in quotation marks".to_owned(), marks)],
        outdated: false,
    }
}
