//! `modernised-quotation`: a rendering inside a quotation that the source has otherwise,
//! in the rendering of its day: the well-meant falsification of an archive.

use super::context::{Context, Needs, Rule};
use super::quoted::{Change, evidence, fixes, source_name, span_of};
use super::{Finding, Severity};
use crate::evidence::quotation::{Difference, Gravity, HeldQuotation, TracedPlace, Verdict};
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

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for held in context.quotations {
        let Some(traced) = held.traced() else { continue };
        let Some(place) = traced.places.first() else { continue };
        if place.judgement.verdict != Verdict::Altered {
            continue;
        }
        let found = exchanges(context, held, place).map(|exchange| Finding {
            rule: RULE.name,
            severity: Severity::Error,
            span: span_of(held, std::slice::from_ref(&exchange)),
            message: format!(
                "the source has \"{}\", not \"{}\" ({}); a quotation keeps the rendering of its day",
                exchange.source,
                exchange.has,
                source_name(place)
            ),
            related: Vec::new(),
            evidence: evidence(&traced.places),
            fixes: fixes(held, std::slice::from_ref(&exchange)),
            outdated: false,
        });
        findings.extend(found);
    }
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
