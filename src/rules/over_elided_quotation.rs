//! `over-elided-quotation`: dots that stand for more than a reader expects, or for words
//! that turn the sense.

use super::context::{Context, Needs, Rule};
use super::quoted::{evidence, source_name, source_of};
use super::{Finding, Severity};
use crate::evidence::quotation::{Certainty, ChangeClass, Difference, HeldQuotation, TracedPlace};
use crate::text::{Span, one_line, tokenize};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "over-elided-quotation",
    summary: "dots in a quotation for too much, or for words that turn its sense",
    page: include_str!("../../fixtures/rules/over-elided-quotation.md"),
    severity: Severity::Warning,
    needs: Needs::Corpus,
    check,
};

/// A part with fewer words stands anywhere.
const FEWEST_WORDS: usize = 3;
/// So many omitted words, and it is still beside the next.
const MOST_BESIDE_FEW: usize = 20;
/// Omitted words shown in a message, in characters.
const SHOWN: usize = 120;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations {
        // A source that quotes somebody in turn may have left out words of its own.
        let Some(place) = source_of(held).filter(|place| !place.is_second_hand) else { continue };
        findings.extend(turning(place).map(|difference| finding(held, place, difference)));
        findings.extend(longest(place).map(|difference| finding(held, place, difference)));
    }
}

/// Omissions that may turn the sense.
fn turning(place: &TracedPlace) -> impl Iterator<Item = &Difference> {
    place.judgement.differences.iter().filter(|it| it.class == ChangeClass::OmissionTurns)
}

/// Of omissions that are too long, each or together, the longest.
fn longest(place: &TracedPlace) -> Option<&Difference> {
    let differences = place.judgement.differences.iter();
    let long = differences.filter(|it| it.class == ChangeClass::OverElided && !is_far(place, it.segment));
    long.max_by_key(|it| place.segments.get(it.segment).and_then(Option::as_ref).map_or(0, |it| it.omitted.len()))
}

/// Whether one of the parts beside an omission is a word or two, and so much lies between
/// that it may be from elsewhere: "This ... is not ours".
fn is_far(place: &TracedPlace, segment: usize) -> bool {
    let words = |at: usize| place.segments.get(at).and_then(Option::as_ref).map_or(0, |it| tokenize(&it.words).len());
    let omitted = place.segments.get(segment).and_then(Option::as_ref).map_or(0, |it| tokenize(&it.omitted).len());
    words(segment).min(words(segment.saturating_sub(1))) < FEWEST_WORDS && omitted > MOST_BESIDE_FEW
}

fn finding(held: &HeldQuotation<'_>, place: &TracedPlace, difference: &Difference) -> Finding {
    let omitted = omitted(place, difference.segment);
    let words = if omitted.is_empty() { String::new() } else { format!(": \"{omitted}\"") };
    let what = match difference.class {
        ChangeClass::OmissionTurns => "the dots leave out words that may turn the sense",
        _ => "the dots stand for much",
    };
    Finding {
        rule: RULE.name,
        severity: if place.certainty == Certainty::Sure { Severity::Warning } else { Severity::Hint },
        span: held.to_source(difference.quoted),
        message: format!("{what}{words} ({})", source_name(place)),
        related: Vec::new(),
        evidence: evidence(std::slice::from_ref(place)),
        fixes: Vec::new(),
        outdated: false,
    }
}

/// The words of the source between a segment and the one before it.
fn omitted(place: &TracedPlace, segment: usize) -> String {
    let omitted = place
        .segments
        .get(segment)
        .and_then(Option::as_ref)
        .map(|segment| one_line(&segment.omitted))
        .unwrap_or_default();
    let omitted = omitted.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.'));
    let Some((cut, _)) = omitted.char_indices().nth(SHOWN) else { return omitted.to_owned() };
    let shown = Span::new(0, cut).slice(omitted);
    format!("{} …", shown.rsplit_once(' ').map_or(shown, |(whole, _)| whole))
}
