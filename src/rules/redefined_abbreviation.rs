//! `redefined-abbreviation`: an abbreviation that is introduced twice, or for two
//! different things, or for something else than in the termbase.

use super::abbreviations::{Place, is_same_expansion};
use super::context::{Context, Needs, Rule};
use super::introduce::full_terms;
use super::{Finding, Related, Severity};
use crate::text::{Span, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "redefined-abbreviation",
    summary: "an abbreviation that is introduced twice, or for two things",
    page: include_str!("../../fixtures/rules/redefined-abbreviation.md"),
    severity: Severity::Warning,
    needs: Needs::Draft,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (name, places) in context.abbreviations.iter() {
        let told: Vec<(Place<'_>, &str)> = places
            .iter()
            .copied()
            .filter(|place| place.is_running_text() && !is_in_a_reference(place))
            .filter(|place| !place.block.is_all_strong(&context.snapshot.text))
            .filter_map(|place| Some((place, place.exact_expansion()?)))
            .collect();
        let Some(((first, expansion), later)) = told.split_first() else { continue };
        findings.extend(against_the_termbase(context, name, *first, expansion));
        let again = |(place, other): &(Place<'_>, &str)| again(context, name, (*first, expansion), (*place, *other));
        findings.extend(later.iter().filter_map(again));
    }
}

/// The finding about an introduction, where the termbase has another full form.
fn against_the_termbase(context: &Context<'_>, name: &str, first: Place<'_>, expansion: &str) -> Option<Finding> {
    let known: Vec<&str> = full_terms(context, name).collect();
    let other = known.first()?;
    let is_same = known.iter().any(|known| is_same_expansion(known, expansion));
    if is_same || is_known_wording(context, name, expansion) || !speaks_of_it(context, name) {
        return None;
    }
    let message = format!("\"{name}\" stands for \"{other}\" in the termbase, here for \"{}\"", one_line(expansion));
    Some(finding(first, Severity::Hint, message, Vec::new()))
}

/// Whether the draft speaks of what the termbase means by an abbreviation, in other words:
/// most letters stand for many things, and only where both meet can a reader mix them up.
fn speaks_of_it(context: &Context<'_>, name: &str) -> bool {
    let concepts = context.termbase.concepts();
    context.terms.iter().flat_map(|terms| &terms.matches).any(|found| {
        let concept = concepts.get(found.concept.0 as usize).filter(|it| it.terms.iter().any(|term| term.text == name));
        concept.and_then(|it| it.terms.get(usize::from(found.term))).is_some_and(|term| term.text != name)
    })
}

/// Whether the termbase has the words, in whatever status, as a term of a concept
/// with this abbreviation: other rules judge which of them is right.
fn is_known_wording(context: &Context<'_>, name: &str, expansion: &str) -> bool {
    let mut of_name = context.termbase.with_word(name);
    of_name.any(|concept| concept.terms.iter().any(|term| is_same_expansion(&term.text, expansion)))
}

fn again(context: &Context<'_>, name: &str, first: (Place<'_>, &str), later: (Place<'_>, &str)) -> Option<Finding> {
    let line = context.snapshot.lines.place(&context.snapshot.text, first.0.span().start).line;
    let related = vec![Related { span: first.0.span(), message: format!("\"{name}\" is introduced here") }];
    if is_same_expansion(first.1, later.1) {
        let message = format!("\"{name}\" has been introduced on line {line}; the abbreviation alone will do here");
        return Some(finding(later.0, Severity::Hint, message, related));
    }
    if may_be_chance(name, first.1) || may_be_chance(name, later.1) {
        return None;
    }
    let (one, other) = (one_line(first.1), one_line(later.1));
    let message = format!("\"{name}\" stands for \"{one}\" on line {line}, here for \"{other}\"; abbreviate only one");
    Some(finding(later.0, RULE.severity, message, related))
}

/// Whether two words in small letters may begin with the two letters by chance: "either
/// optical (EO)".
fn may_be_chance(name: &str, expansion: &str) -> bool {
    name.len() < 3 && !expansion.contains(char::is_uppercase)
}

/// Whether the place is in a list of references, which names authors in full each
/// time: "World Summit on the Information Society (WSIS). 2003.", "Source: ...".
fn is_in_a_reference(place: &Place<'_>) -> bool {
    let text = &place.block.content.text;
    let behind = Span::new(place.abbreviation.span.end, text.len()).slice(text);
    let year = behind.trim_start_matches([')', ']', '.', ',', ' ', '(']);
    let is_dated = year.len() < behind.len() && year.starts_with(|c: char| c.is_ascii_digit());
    is_dated || text.contains("Source:")
}

fn finding(place: Place<'_>, severity: Severity, message: String, related: Vec<Related>) -> Finding {
    Finding {
        rule: RULE.name,
        severity,
        span: place.span(),
        message,
        related,
        evidence: Vec::new(),
        fixes: Vec::new(),
        outdated: false,
    }
}
