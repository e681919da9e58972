//! What the rules on superseded and deprecated terms have in common: the message,
//! the passages that show it, and the mend.

use crate::corpus::Passage;
use crate::evidence::Occurrence;
use crate::termbase::{Term, TermStatus};
use crate::text::one_line;

use super::context::Context;
use super::mend::Mend;
use super::{Evidence, Finding, Severity};

/// The finding about an undesired term at `occurrence`.
pub(super) fn finding(
    context: &Context<'_>,
    occurrence: &Occurrence<'_>,
    rule: &'static str,
    severity: Severity,
) -> Finding {
    let preferred = occurrence.concept.preferred(&occurrence.term.language, context.as_of);
    let mend = |term| Mend {
        block: occurrence.block,
        words: occurrence.matched.words.clone(),
        recognised_by: &occurrence.term.text,
        is_plural: occurrence.matched.inflected,
        concept: occurrence.concept,
        term,
    };
    Finding {
        rule,
        severity,
        span: occurrence.span(),
        message: message(context, occurrence, preferred),
        related: Vec::new(),
        evidence: evidence(context, &occurrence.term.text, preferred.map(|term| term.text.as_str())),
        fixes: preferred.and_then(|term| mend(term).fix(context.termbase)).into_iter().collect(),
        outdated: false,
    }
}

fn message(context: &Context<'_>, occurrence: &Occurrence<'_>, preferred: Option<&Term>) -> String {
    let term = occurrence.term;
    let found = one_line(occurrence.words());
    let what = match (term.status, term.period.until) {
        (TermStatus::Superseded, Some(until)) => format!("\"{found}\" was the rendering until {until}"),
        (TermStatus::Superseded, None) => format!("\"{found}\" is a superseded rendering"),
        _ => format!("the termbase advises against \"{found}\""),
    };
    let instead = match preferred {
        Some(preferred) => {
            let since = preferred.period.from.map_or_else(String::new, |from| format!("since {from} "));
            format!("; {since}write \"{}\"{}", preferred.text, cited(context, preferred))
        }
        None => successor(context, occurrence),
    };
    let reason = term.note.as_ref().filter(|_| term.status == TermStatus::Deprecated);
    let note = reason.map_or_else(String::new, |note| format!(" - {}", note.trim_end_matches('.')));
    format!("{what}{instead}{note}")
}

/// Where the preferred term stands: the latest passage of the corpus, else what the
/// termbase names.
fn cited(context: &Context<'_>, term: &Term) -> String {
    let answer = context.sources.attested(&term.text);
    let source = answer.known().and_then(|attested| attested.passage.as_ref()).map(citation);
    source.or_else(|| term.source.clone()).map_or_else(String::new, |source| format!(" ({source})"))
}

fn successor(context: &Context<'_>, occurrence: &Occurrence<'_>) -> String {
    let next = occurrence.concept.replaced_by.as_deref().and_then(|id| context.termbase.find(id));
    let name = next.and_then(|next| next.preferred(&occurrence.term.language, context.as_of));
    name.map_or_else(String::new, |term| format!("; \"{}\" took its place", term.text))
}

/// Whose a passage is, and its date.
fn citation(passage: &Passage) -> String {
    let document = &passage.document;
    let name = document.credit().or(document.title.as_deref()).unwrap_or(&document.id);
    format!("{name}, {}", document.dated())
}

/// The passages: where the right wording stands, then where the found one does.
pub(super) fn evidence(context: &Context<'_>, found: &str, right: Option<&str>) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for wording in right.into_iter().chain([found]) {
        let answer = context.sources.attested(wording);
        let Some(attested) = answer.known() else { continue };
        let Some(passage) = &attested.passage else { continue };
        let times = match attested.total {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            total => format!("{total} times"),
        };
        evidence
            .push(Evidence { passage: passage.clone(), shows: format!("\"{wording}\" stands in the sources {times}") });
    }
    evidence
}
