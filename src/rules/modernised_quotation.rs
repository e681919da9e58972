//! `modernised-quotation`: a rendering inside a quotation that the source has otherwise,
//! in the rendering of its day: the well-meant falsification of an archive.

use super::context::{Context, Needs, Rule};
use super::quoted::{Change, evidence, fixes, is_source, source_name, source_of, span_of};
use super::{Finding, Severity};
use crate::evidence::quotation::{Certainty, Difference, Gravity, HeldQuotation, Traced, TracedPlace, Verdict};
use crate::termbase::TermMatch;
use crate::text::{Span, one_line, tokenize};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "modernised-quotation",
    summary: "a quotation with today's rendering where the source has that of its day",
    page: include_str!("../../fixtures/rules/modernised-quotation.md"),
    severity: Severity::Error,
    needs: Needs::Corpus,
    check,
};

/// Words beside a rendering that a quotation must have for the rendering to be restored:
/// the rendering alone stands in many places.
const WORDS_BESIDE: usize = 4;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations.iter().filter(|held| has_rendering(context, held)) {
        let Some(traced) = held.traced() else { continue };
        match source_of(held) {
            Some(place) => {
                findings.extend(exchanges(context, held, place).map(|exchange| finding(held, &exchange, traced)));
            }
            None if traced.verdict() <= Verdict::Adapted => {}
            None => findings.extend(restored(context, held)),
        }
    }
}

/// Whether a quotation has a rendering at all, as far as its blocks were looked through
/// before: most have none, and need not be read again.
fn has_rendering(context: &Context<'_>, held: &HeldQuotation<'_>) -> bool {
    held.quotation.parts.iter().any(|part| {
        let terms = context.terms.get(part.block);
        terms.is_some_and(|terms| terms.matches.iter().any(|found| found.span.overlaps(part.words)))
    })
}

fn finding(held: &HeldQuotation<'_>, exchange: &Change, traced: &Traced) -> Finding {
    let changes = std::slice::from_ref(exchange);
    let source = traced.places.first().map(source_name).unwrap_or_default();
    // Proven where hardly another text can have the words around it; else another
    // translation may.
    let is_proven = traced.places.first().is_some_and(|it| it.certainty == Certainty::Sure && !it.is_second_hand);
    Finding {
        rule: RULE.name,
        severity: if is_proven { Severity::Error } else { Severity::Warning },
        span: span_of(held, changes),
        message: format!(
            "the source has \"{}\", not \"{}\" ({source}); a quotation keeps the rendering of its day",
            exchange.source, exchange.has
        ),
        related: Vec::new(),
        evidence: evidence(&traced.places),
        fixes: fixes(held, changes, true),
        outdated: false,
    }
}

/// A quotation that stands nowhere, but does with another rendering of a concept in it.
fn restored(context: &Context<'_>, held: &HeldQuotation<'_>) -> Option<Finding> {
    let text = &held.text.text;
    let tokens = tokenize(text);
    let found = context.termbase.matcher().find(text, &tokens);
    found.iter().filter(|ours| tokens.len() >= ours.words.len() + WORDS_BESIDE).find_map(|ours| {
        let concept = context.termbase.concept(ours.concept)?;
        let term = concept.terms.get(usize::from(ours.term))?;
        let others = concept.terms.iter().filter(|other| other.language == term.language && other.text != term.text);
        others.into_iter().find_map(|other| {
            let before = Span::new(0, ours.span.start).slice(text);
            let after = Span::new(ours.span.end, text.len()).slice(text);
            let as_of_its_day = format!("{before}{}{after}", other.text);
            let answer = context.sources.traced(&as_of_its_day, &held.cited, held.practice);
            let is_there = |place: &TracedPlace| place.judgement.verdict <= Verdict::Adapted && is_source(place);
            let traced = answer.known().filter(|traced| traced.places.first().is_some_and(is_there))?;
            let has = one_line(ours.span.slice(text));
            Some(finding(held, &Change { quoted: ours.span, has, source: other.text.clone() }, traced))
        })
    })
}

/// The renderings exchanged, as changes.
fn exchanges<'c>(
    context: &'c Context<'_>,
    held: &'c HeldQuotation<'_>,
    place: &'c TracedPlace,
) -> impl Iterator<Item = Change> + 'c {
    pairs(context, held, place).into_iter().filter_map(move |pair| {
        let words = &place.segments.get(pair.segment)?.as_ref()?.words;
        let is_changed = place.judgement.differences.iter().any(|it| it.gravity > Gravity::Hint && pair.holds(it));
        is_changed.then(|| Change {
            quoted: pair.quoted,
            has: one_line(pair.quoted.slice(&held.text.text)),
            source: one_line(pair.source.slice(words)),
        })
    })
}

/// Two renderings of one concept, one in the quotation and one in its source.
pub(super) struct Pair {
    segment: usize,
    /// Bytes of the quoted text.
    quoted: Span,
    /// Bytes of the segment's words.
    source: Span,
}

impl Pair {
    /// Whether a difference is part of the exchange.
    pub(super) fn holds(&self, difference: &Difference) -> bool {
        difference.segment == self.segment
            && self.quoted.contains(difference.quoted)
            && self.source.contains(difference.source)
    }
}

/// Pairs of different renderings of one concept, of a quotation and its source.
pub(super) fn pairs(context: &Context<'_>, held: &HeldQuotation<'_>, place: &TracedPlace) -> Vec<Pair> {
    if !has_rendering(context, held) {
        return Vec::new();
    }
    let find = |text: &str| context.termbase.matcher().find(text, &tokenize(text));
    let quoted: Vec<TermMatch> = find(&held.text.text);
    let mut pairs = Vec::new();
    for (number, segment) in place.segments.iter().enumerate() {
        let source = segment.as_ref().map(|segment| find(&segment.words)).unwrap_or_default();
        let is_other =
            |ours: &TermMatch, theirs: &TermMatch| theirs.concept == ours.concept && theirs.term != ours.term;
        pairs.extend(quoted.iter().filter_map(|ours| {
            let theirs = source.iter().find(|theirs| is_other(ours, theirs))?;
            Some(Pair { segment: number, quoted: ours.span, source: theirs.span })
        }));
    }
    pairs
}
