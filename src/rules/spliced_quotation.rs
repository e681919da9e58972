//! `spliced-quotation`: parts of one quotation that stand in two sources, or in another
//! order in one.

use super::context::{Context, Needs, Rule};
use super::quoted::{evidence_of, is_document_named, is_named, is_source, named, source_name, without_marks};
use super::{Finding, Severity};
use crate::corpus::{Hit, Passage, Zone};
use crate::evidence::quotation::{
    Certainty, HeldQuotation, TracedPlace, TracedSegment, Verdict, is_second_hand, joined,
};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "spliced-quotation",
    summary: "a quotation put together from two places",
    page: include_str!("../../fixtures/rules/spliced-quotation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations {
        let Some(traced) = held.traced() else { continue };
        // A place that has all of it settles the matter.
        let is_whole = |place: &TracedPlace| place.segments.iter().all(Option::is_some);
        if traced.places.iter().any(|place| is_whole(place) && place.judgement.verdict < Verdict::Similar) {
            continue;
        }
        let likely = traced.places.iter().filter(|place| place.certainty > Certainty::Chance);
        let spliced = likely.into_iter().find_map(|place| splice(place).map(|splice| (place, splice)));
        let spliced = spliced.filter(|(place, splice)| place.is_cited || are_meant(context, held, place, *splice));
        match spliced {
            Some((place, splice)) => findings.push(finding(held, place, splice)),
            None if !traced.places.iter().any(is_source) => findings.extend(without_dots(context, held)),
            None => {}
        }
    }
}

/// Whether the draft names one of the sources of a splice, and none of them quotes somebody
/// in turn: else a third text may have both parts, such as a resolution that two speeches
/// quote.
fn are_meant(context: &Context<'_>, held: &HeldQuotation<'_>, place: &TracedPlace, splice: Splice<'_>) -> bool {
    let other = &splice.segment.passage.document;
    let is_own = !place.is_second_hand && is_own(context, splice.segment.hit);
    is_own && (is_named(context, held, place) || is_document_named(held, other))
}

/// Whether a source has the words at a place as its own.
fn is_own(context: &Context<'_>, hit: Hit) -> bool {
    let Some(corpus) = context.sources.corpus else { return false };
    // What cannot be read shows nothing.
    let read = corpus.text(hit.document).and_then(|text| Ok((text, corpus.span_in_text(hit)?)));
    read.is_ok_and(|(text, span)| !is_second_hand(&text, span))
}

/// A segment that stands apart from the rest.
#[derive(Clone, Copy)]
struct Splice<'p> {
    /// Its place among the segments.
    number: usize,
    segment: &'p TracedSegment,
    /// Whether it stands in the same document, before what it is quoted after or the
    /// other way round.
    is_turned: bool,
}

fn splice(place: &TracedPlace) -> Option<Splice<'_>> {
    place.elsewhere.iter().find_map(|(number, segment)| {
        let number = *number;
        if segment.hit.document != place.number {
            return Some(Splice { number, segment, is_turned: false });
        }
        let before = place.segments.iter().take(number).flatten();
        let after = place.segments.iter().skip(number + 1).flatten();
        let is_turned = before.into_iter().any(|one| one.span.start > segment.span.start)
            || after.into_iter().any(|one| one.span.start < segment.span.start);
        is_turned.then_some(Splice { number, segment, is_turned })
    })
}

fn finding(held: &HeldQuotation<'_>, place: &TracedPlace, splice: Splice<'_>) -> Finding {
    let message = if splice.is_turned {
        format!("the parts of this quotation stand in another order in the source ({})", source_name(place))
    } else {
        let other = named(&splice.segment.passage.document);
        let is_first = place.segments.iter().take(splice.number).all(Option::is_none);
        let sources = if is_first { [other, source_name(place)] } else { [source_name(place), other] };
        of_two_sources(&sources)
    };
    let mut parts: Vec<&TracedSegment> = place.segments.iter().flatten().collect();
    let before = place.segments.iter().take(splice.number).flatten().count();
    parts.insert(before, splice.segment);
    let passages = parts.into_iter().map(|part| part.passage.clone());
    told(held, severity(place, splice), message, passages)
}

/// Sentences of two sources, one behind the other as if they were one speech.
fn without_dots(context: &Context<'_>, held: &HeldQuotation<'_>) -> Option<Finding> {
    let [segment] = held.traced()?.quoted.segments(&held.text.text).try_into().ok()?;
    let corpus = context.sources.corpus?;
    // What cannot be read shows nothing.
    let places = joined(corpus, segment.span.slice(&held.text.text)).ok()??;
    if !places.iter().all(|place| is_own(context, *place)) {
        return None;
    }
    let passages = places.map(|place| corpus.passage(place).ok().filter(|it| it.zone != Zone::Furniture));
    let [Some(one), Some(other)] = passages else { return None };
    if ![&one, &other].into_iter().any(|passage| is_document_named(held, &passage.document)) {
        return None;
    }
    let message = of_two_sources(&[named(&one.document), named(&other.document)]);
    Some(told(held, Severity::Warning, message, [one, other].into_iter()))
}

fn of_two_sources([one, other]: &[String; 2]) -> String {
    format!("the parts of this quotation stand in two sources: {one}; and {other}")
}

fn told(
    held: &HeldQuotation<'_>,
    severity: Severity,
    message: String,
    passages: impl Iterator<Item = Passage>,
) -> Finding {
    Finding {
        rule: RULE.name,
        severity,
        span: held.quotation.span,
        message,
        related: Vec::new(),
        evidence: passages.map(|it| evidence_of(it, "part of the quotation stands in the sources")).collect(),
        fixes: without_marks(held).into_iter().collect(),
        outdated: false,
    }
}

/// Proven where the source is cited, or has all parts in another order. Else a third text,
/// which the corpus does not hold, may have them together.
fn severity(place: &TracedPlace, splice: Splice<'_>) -> Severity {
    let is_proven = splice.is_turned && place.certainty == Certainty::Sure || place.is_cited;
    if is_proven { Severity::Error } else { Severity::Warning }
}
