//! `spliced-quotation`: parts of one quotation that stand in two sources, or in another
//! order in one.

use super::context::{Context, Needs, Rule};
use super::quoted::{evidence_of, is_document_named, is_named, source_name, with_dots, without_marks};
use super::{Finding, Severity};
use crate::corpus::Passage;
use crate::evidence::quotation::{
    Apart, Certainty, Half, HeldQuotation, Joined, Traced, TracedPlace, TracedSegment, Verdict,
};
use crate::text::{Span, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "spliced-quotation",
    summary: "a quotation put together from two places",
    page: include_str!("../../fixtures/rules/spliced-quotation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

/// More words left out are too much for dots: see [`super::over_elided_quotation`].
const MOST_WORDS_OF_DOTS: u32 = 60;
/// Words of a half that a message shows.
const SHOWN: usize = 4;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations {
        let Some(traced) = held.traced() else { continue };
        let spliced = likely(traced).find_map(|place| splice(place).map(|splice| (place, splice)));
        let spliced = spliced.filter(|(place, splice)| place.is_cited || are_meant(context, held, place, *splice));
        let joined =
            || traced.joined.as_ref().filter(|joined| !is_chosen(held, joined) && are_both_meant(held, joined));
        let spliced = spliced.map(|(place, splice)| finding(held, place, splice));
        findings.extend(spliced.or_else(|| joined().map(|joined| without_dots(held, joined))));
    }
}

/// The places that may lack a part of a quotation; none where one has all of it, which
/// settles the matter.
fn likely(traced: &Traced) -> impl Iterator<Item = &TracedPlace> {
    let is_whole = |place: &TracedPlace| place.segments.iter().all(Option::is_some);
    let is_settled = traced.places.iter().any(|it| is_whole(it) && it.judgement.verdict < Verdict::Similar);
    traced.places.iter().filter(move |place| !is_settled && place.certainty > Certainty::Chance)
}

/// Whether the draft names one of the sources of a splice, and none of them quotes somebody
/// in turn: else a third text may have both parts, such as a resolution that two speeches
/// quote.
fn are_meant(context: &Context<'_>, held: &HeldQuotation<'_>, place: &TracedPlace, splice: Splice<'_>) -> bool {
    let other = &splice.segment.passage.document;
    let is_own = !place.is_second_hand && !splice.segment.is_second_hand;
    is_own && (is_named(context, held, place) || is_document_named(held, other))
}

/// The same of halves without dots.
fn are_both_meant(held: &HeldQuotation<'_>, joined: &Joined) -> bool {
    let is_cited = |half: &Half| held.cited.contains(&half.hit.document);
    let is_named = |half: &Half| is_document_named(held, &half.passage.document);
    let are_own = || !joined.halves.iter().any(|half| half.is_second_hand);
    joined.halves.iter().any(is_cited) || joined.halves.iter().any(is_named) && are_own()
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
        let other = splice.segment.passage.document.named();
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

/// Whether the halves are points of one list, or numbered paragraphs: a reader sees that
/// some are chosen.
fn is_chosen(held: &HeldQuotation<'_>, joined: &Joined) -> bool {
    let [_, other] = &joined.halves;
    let at = held.to_source(other.span).start;
    let label = other.span.slice(&held.text.text).split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_label = label.len() == 1 || label.bytes().all(|byte| byte.is_ascii_digit());
    let is_point = || held.snapshot.block_at(at).is_some_and(|block| block.list.is_some());
    joined.apart != Apart::Sources && begins_paragraph(held, other) && (is_label || is_point())
}

fn begins_paragraph(held: &HeldQuotation<'_>, half: &Half) -> bool {
    Span::new(0, half.span.start).slice(&held.text.text).ends_with("\n\n")
}

/// Halves that stand apart, one behind the other as if they were one speech.
fn without_dots(held: &HeldQuotation<'_>, joined: &Joined) -> Finding {
    let [one, other] = &joined.halves;
    let second = beginning(other.span.slice(&held.text.text));
    let (first_source, second_source) = (one.passage.document.named(), other.passage.document.named());
    let message = match joined.apart {
        Apart::Cut(words) => {
            format!("{words} words are left out without dots before \"{second}\" ({first_source})")
        }
        Apart::Turned => {
            format!("\"{second}\" stands before the rest of this quotation in the source ({first_source})")
        }
        Apart::Sources => {
            format!(
                "this quotation is put together from two sources: {first_source}; and, from \"{second}\" on, {second_source}"
            )
        }
    };
    let passages = [one, other].into_iter().map(|half| half.passage.clone());
    let finding = told(held, severity_of(held, joined), message, passages);
    let dots = matches!(joined.apart, Apart::Cut(words) if words <= MOST_WORDS_OF_DOTS);
    let dots = dots.then(|| with_dots(held, [other.span.start]));
    Finding { fixes: dots.into_iter().chain(finding.fixes).collect(), ..finding }
}

/// The first words of a half, to find the place by.
fn beginning(words: &str) -> String {
    let words = one_line(words);
    let shown: Vec<&str> = words.split(' ').take(SHOWN).collect();
    let dots = if shown.len() < words.split(' ').count() { " …" } else { "" };
    format!("{}{dots}", shown.join(" "))
}

/// Proven where the source that is cited or named has both, or any has them in another
/// order; or where the cited one has one and not the other. Else a third text, which the
/// corpus does not hold, may have both as they are quoted.
fn severity_of(held: &HeldQuotation<'_>, joined: &Joined) -> Severity {
    let [one, other] = &joined.halves;
    let is_cited = |half: &Half| held.cited.contains(&half.hit.document);
    let is_proven = match joined.apart {
        Apart::Cut(_) => joined.is_sure && (is_cited(one) || is_document_named(held, &one.passage.document)),
        Apart::Turned => joined.is_sure,
        Apart::Sources => (is_cited(one) || is_cited(other)) && !held.cites_others,
    };
    if is_proven && !(joined.apart != Apart::Sources && begins_paragraph(held, other)) {
        Severity::Error
    } else {
        Severity::Warning
    }
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
