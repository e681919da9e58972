//! Runs the specs of a termbase: sentences that show what a term must and must
//! not match, each tried with all terms in force, as in a draft.

use super::concept::{Concept, Spec, Term};
use super::fault::{Fault, FaultKind};
use super::load::{Source, TermSite};
use super::matcher::{Matcher, TermMatch};
use crate::text::{Span, tokenize};

/// The terms (concept, term), in order, that fail a spec, and what failed.
/// `sites` stands beside `concepts`: the number of the source and the terms' sites.
pub(super) fn failing_terms(
    concepts: &[Concept],
    sites: &[(usize, Vec<TermSite>)],
    sources: &[Source],
    matcher: &Matcher,
) -> (Vec<(usize, usize)>, Vec<Fault>) {
    let mut failing = Vec::new();
    let mut faults = Vec::new();
    for (index, (concept, (source, sites))) in concepts.iter().zip(sites).enumerate() {
        for (number, (term, site)) in concept.terms.iter().zip(sites).enumerate() {
            for (spec, span) in term.specs.iter().zip(&site.specs) {
                let found = matcher.find(&spec.text, &tokenize(&spec.text));
                let Some(message) = failure(concepts, (index, number), term, spec, &found) else { continue };
                failing.push((index, number));
                faults.extend(sources.get(*source).map(|source| report(source, *span, message, term)));
            }
        }
    }
    failing.dedup();
    (failing, faults)
}

fn report(source: &Source, span: Span, message: String, term: &Term) -> Fault {
    let mend = if term.exact_case {
        "mend the term, its match options (its letter case is exact) or the spec; the term is left out until then"
    } else {
        "mend the term, its match options or the spec; the term is left out until then"
    };
    source.fault(FaultKind::FailingSpec, span, message, mend)
}

/// What was expected and what was found, where they differ.
fn failure(
    concepts: &[Concept],
    (concept, number): (usize, usize),
    term: &Term,
    spec: &Spec,
    found: &[TermMatch],
) -> Option<String> {
    let is_own = |hit: &&TermMatch| hit.concept.0 as usize == concept && usize::from(hit.term) == number;
    let own: Vec<&str> = found.iter().filter(is_own).map(|hit| hit.span.slice(&spec.text)).collect();
    match (&spec.hit, own.as_slice()) {
        (None, []) => None,
        (None, [hit, ..]) => Some(format!("the spec wants {:?} not to be found, and {hit:?} is found", term.text)),
        (Some(hit), own) if own.contains(&hit.as_str()) => None,
        (Some(hit), [other, ..]) => Some(format!("the spec wants {hit:?} to be found, and {other:?} is found")),
        (Some(hit), []) => {
            let others =
                found.iter().map(|other| (other.span.slice(&spec.text), concepts.get(other.concept.0 as usize)));
            let instead = others
                .filter(|(text, _)| text.contains(hit.as_str()) || hit.contains(text))
                .find_map(|(text, concept)| Some(format!("{text:?} of the concept {:?}", concept?.id)));
            let instead = instead.unwrap_or_else(|| "nothing".to_owned());
            Some(format!("the spec wants {hit:?} to be found as {:?}, and {instead} is found", term.text))
        }
    }
}
