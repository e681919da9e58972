//! `altered-quotation`: words in quotation marks that the source has otherwise, changed
//! as no editor may change them.

use std::cell::LazyCell;

use super::context::{Context, Needs, Rule};
use super::misread::is_misread;
use super::modernised_quotation::{Pair, pairs};
use super::quoted::{changes, evidence, fixes, is_named, source_name, source_of, span_of};
use super::unheard::is_unheard;
use super::{Finding, Severity};
use crate::evidence::DraftSpeakers;
use crate::evidence::quotation::{Certainty, ChangeClass, Difference, Gravity, HeldQuotation, TracedPlace, Verdict};
use crate::prose::{Sameness, quotations};
use crate::text::{Span, fold, tokenize};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "altered-quotation",
    summary: "a quotation whose words are not those of the source",
    page: include_str!("../../fixtures/rules/altered-quotation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // To read who speaks costs a walk through the draft.
    let speakers = LazyCell::new(|| DraftSpeakers::read(context.snapshot));
    // Halves that stand apart are told by spliced-quotation.
    let is_one = |held: &&HeldQuotation<'_>| held.traced().is_none_or(|traced| traced.joined.is_none());
    for held in context.quotations.iter().filter(is_one) {
        let Some(place) = source_of(held).filter(|place| place.judgement.verdict == Verdict::Altered) else {
            continue;
        };
        let found = finding(context, held, place);
        findings.extend(found.filter(|_| place.is_cited || !is_anothers(context, held, place, &speakers)));
    }
}

/// Whether the draft gives the words to somebody else than the source: who speaks there
/// repeats them in words of their own, or tells another's line.
fn is_anothers(context: &Context<'_>, held: &HeldQuotation<'_>, place: &TracedPlace, speakers: &DraftSpeakers) -> bool {
    let claimed = speakers.of_quotation(held.quotation).and_then(|claimed| claimed.speaker.as_ref());
    let answer = context.sources.speaker_at(place);
    let found = answer.known().and_then(Option::as_ref);
    claimed.zip(found).is_some_and(|(claimed, found)| claimed.name.compare(&found.name) == Sameness::Different)
}

fn finding(context: &Context<'_>, held: &HeldQuotation<'_>, place: &TracedPlace) -> Option<Finding> {
    let renderings: Vec<Pair> = pairs(context, held, place);
    let frame = frame(held, place);
    let is_told = |difference: &Difference| {
        difference.gravity >= Gravity::Warning
            && !is_about_omissions(difference.class)
            && (place.is_cited || place.segments.get(difference.segment).is_some_and(Option::is_some))
            && !(place.is_second_hand && is_bracketed(place, difference))
            && !is_unheard(place, difference)
            && (place.is_cited || !is_misread(context, held, place, difference))
            && frame.as_ref().is_none_or(|inner| inner.iter().any(|inner| inner.contains(difference.quoted)))
            && !renderings.iter().any(|pair| pair.holds(difference))
    };
    let differences: Vec<&Difference> = place.judgement.differences.iter().filter(|it| is_told(it)).collect();
    let gravest = differences.iter().max_by_key(|it| (it.gravity, it.class))?;
    let changes = changes(held, place, is_told);
    let told = place.told(&held.text.text, is_told);
    let places = held.traced().map(|traced| traced.places.as_slice()).unwrap_or_default();
    let rivals = rivals(place, places);
    let known = known(context, held, place, rivals)?;
    let is_slip = differences.iter().all(|difference| is_misread(context, held, place, difference));
    let doubt = if is_slip {
        "; the source may be misprinted there".to_owned()
    } else {
        doubt(place, rivals, gravest.gravity == Gravity::Error && known == Known::Named)
    };
    let severity = severity(gravest.gravity, known).min(if is_slip { Severity::Hint } else { Severity::Error });
    let what = gravest.class.phrase();
    Some(Finding {
        rule: RULE.name,
        severity,
        span: span_of(held, &changes),
        message: format!("{what}: {told} ({}){doubt}", source_name(place)),
        related: Vec::new(),
        evidence: evidence(places),
        fixes: fixes(held, &changes, gravest.class < ChangeClass::Name),
        outdated: false,
    })
}

/// How well it is known where a quotation is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// The draft names the source, or who speaks there.
    Named,
    /// It is from there.
    Proven,
}

/// `None` where it is hardly known: the draft speaks of no such source, and other texts may
/// well have the words; or the source quotes somebody in turn, in a wording of its own.
fn known(context: &Context<'_>, held: &HeldQuotation<'_>, place: &TracedPlace, rivals: usize) -> Option<Known> {
    let is_its_own = place.certainty == Certainty::Sure && !place.is_second_hand;
    match (place.is_cited, is_named(context, held, place)) {
        (true, _) if is_its_own => Some(Known::Proven),
        (_, true) if is_its_own && rivals == 0 => Some(Known::Proven),
        (true, _) => Some(Known::Named),
        (_, true) if !place.is_second_hand => Some(Known::Named),
        _ => None,
    }
}

/// Other texts that the words may be from; where a grave change is no error for it, how to
/// have it settled.
fn doubt(place: &TracedPlace, rivals: usize, is_in_doubt: bool) -> String {
    let others = match rivals {
        0 if is_in_doubt && place.is_second_hand => return "; the source quotes somebody there".to_owned(),
        0 if is_in_doubt => "; another text may say nearly the same".to_owned(),
        0 => return String::new(),
        1 => "; another source comes as near".to_owned(),
        rivals => format!("; {rivals} other sources come as near"),
    };
    let settled = if is_in_doubt { ": cite the source to have it checked against that one alone" } else { "" };
    format!("{others}{settled}")
}

/// What another rule tells: [`super::over_elided_quotation`].
const fn is_about_omissions(class: ChangeClass) -> bool {
    matches!(class, ChangeClass::OmissionTurns | ChangeClass::OverElided | ChangeClass::EdgeOmission)
}

/// An error is proven: the words are from there and nowhere else, and the source gives
/// them as its own. A source that the draft does not even name may be another text with
/// nearly the same words.
fn severity(gravity: Gravity, known: Known) -> Severity {
    let most = match known {
        Known::Proven => Severity::Error,
        Known::Named => Severity::Warning,
    };
    most.min(match gravity {
        Gravity::Silent => Severity::Off,
        Gravity::Hint => Severity::Hint,
        Gravity::Warning => Severity::Warning,
        Gravity::Error => Severity::Error,
    })
}

/// Whether a source that quotes somebody has brackets there: the words in them are its own.
fn is_bracketed(place: &TracedPlace, difference: &Difference) -> bool {
    let Some(segment) = place.segments.get(difference.segment).and_then(Option::as_ref) else { return false };
    let before = Span::new(0, difference.source.start).slice(&segment.words);
    difference.source.slice(&segment.words).contains(['(', '[']) || before.trim_end().ends_with(['(', '['])
}

/// How many other places are as near and have other words: a line said every year, two
/// translations. Which of them is meant is not known, unless one is cited.
fn rivals(place: &TracedPlace, places: &[TracedPlace]) -> usize {
    let words = |place: &TracedPlace| -> Vec<String> {
        place.segments.iter().flatten().map(|segment| fold(&segment.words)).collect()
    };
    let own = words(place);
    let is_rival = |other: &&TracedPlace| {
        other.number != place.number
            && other.judgement.verdict == Verdict::Altered
            && other.certainty > Certainty::Chance
            && words(other) != own
    };
    if place.is_cited { 0 } else { places.iter().filter(is_rival).count() }
}

/// The quotations inside one whose own words are somebody else's than the source's: of
/// "she said 'the docks stay open'" a speech has the inner words only. `None` where the
/// source has the outer words, too.
fn frame(held: &HeldQuotation<'_>, place: &TracedPlace) -> Option<Vec<Span>> {
    let text = &held.text.text;
    let inner: Vec<Span> = quotations(text).into_iter().filter(|span| *span != Span::new(0, text.len())).collect();
    let tokens = tokenize(text);
    let outer =
        (0..tokens.len()).map(|word| tokens.span(word)).filter(|word| !inner.iter().any(|it| it.contains(*word)));
    let outer: Vec<Span> = outer.collect();
    let is_changed = |word: &&Span| place.judgement.differences.iter().any(|it| it.quoted.overlaps(**word));
    let changed = outer.iter().filter(is_changed).count();
    (!inner.is_empty() && changed * 2 > outer.len()).then_some(inner)
}
