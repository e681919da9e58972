//! `unused-citation`: a note that nothing refers to, so that no reader sees it, and an
//! entry of the draft's own list of references that it never cites.

use super::context::{Context, Needs, Rule};
use super::{Finding, Severity};
use crate::draft::{CitationTarget, Note};
use crate::text::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unused-citation",
    summary: "a note that nothing refers to, or a reference that the draft never cites",
    page: include_str!("../../fixtures/rules/unused-citation.md"),
    severity: Severity::Hint,
    needs: Needs::Draft,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    notes(context, findings);
    references(context, findings);
}

fn notes(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (draft, notes) = (&*context.snapshot.text, &context.snapshot.notes);
    for (index, note) in notes.iter().enumerate().filter(|(_, note)| note.reference.is_none()) {
        let Note { label: Some(label), definition: Some(definition), .. } = note else { continue };
        let is_same =
            |other: &Note| other.label.as_ref().is_some_and(|other| other.to_lowercase() == label.to_lowercase());
        let message = if notes.iter().take(index).any(is_same) {
            format!("the note \"{label}\" is written a second time; readers see the first one")
        } else if is_written_elsewhere(draft, label, *definition) {
            // In HTML, a caption, a comment: what is there, nobody has read.
            continue;
        } else {
            format!("nothing refers to the note \"{label}\", so readers do not see it")
        };
        let mark = Span::new(definition.start, definition.start + label.len() + "[^]".len());
        findings.push(RULE.finding(mark, message, Vec::new()));
    }
}

fn is_written_elsewhere(draft: &str, label: &str, definition: Span) -> bool {
    let mark = format!("[^{label}]");
    draft.match_indices(&mark).any(|(at, _)| at < definition.start || at >= definition.end)
}

/// Entries of `references` in the front matter. Those of a file are shared with other
/// drafts.
fn references(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let matter = context.snapshot.front_matter.span;
    // `nocite` says that entries are listed without being cited.
    if matter.slice(&context.snapshot.text).contains("nocite") {
        return;
    }
    let body = Span::new(matter.end, context.snapshot.text.len()).slice(&context.snapshot.text);
    let is_cited = |key: &str| {
        let is_key = |target: &CitationTarget| matches!(target, CitationTarget::Key(cited) if **cited == *key);
        context.snapshot.citations.iter().any(|citation| is_key(&citation.target))
            || body.contains(&format!("@{key}"))
            || body.contains(&format!("@{{{key}}}"))
    };
    let own = context.citable.own.into_iter().flat_map(|own| &own.references);
    for reference in own.filter(|reference| !reference.span.is_empty() && matter.contains(reference.span)) {
        let is_of_draft = reference.span.slice(&context.snapshot.text) == reference.key;
        if is_of_draft && !is_cited(&reference.key) {
            let message = format!("\"{}\" is listed here and cited nowhere in this draft", reference.key);
            findings.push(RULE.finding(reference.span, message, Vec::new()));
        }
    }
}
