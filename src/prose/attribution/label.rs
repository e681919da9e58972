//! Names that stand as labels: `Ada Holm: "..."`, a headline that begins `Ada Holm:`, and
//! a signature behind a dash. They need no verb.

use super::clause::Clauses;
use super::noun_phrase::{Mention, noun_phrase};
use super::{AttributionRule, Found, SpeakerKind};

/// How many elements a label may have.
const LABEL: usize = 8;

/// The longest headline, in bytes.
const HEADLINE: usize = 200;

/// `Ada Holm: "..."`
pub(super) fn label(clauses: &Clauses<'_>, quotation: usize) -> Option<Found> {
    let start = clauses.sentence_start(quotation);
    let is_labelled = (start + 1..start + LABEL).contains(&quotation) && clauses.get(quotation)?.gap.has_colon();
    is_labelled.then(|| named(clauses, start, quotation, AttributionRule::Label)).flatten()
}

/// `Ada Holm: The port is "too small"`
pub(super) fn headline(clauses: &Clauses<'_>, quotation: usize) -> Option<Found> {
    let is_headline = !clauses.text.trim_end().ends_with('.') && clauses.text.len() < HEADLINE;
    let mut colons = (1..quotation.min(LABEL)).filter(|&at| clauses.get(at).is_some_and(|it| it.gap.has_colon()));
    let colon = colons.next().filter(|_| is_headline)?;
    named(clauses, 0, colon, AttributionRule::Headline)
}

/// `"..." -- Ada Holm` at the end of a paragraph.
pub(super) fn signature(clauses: &Clauses<'_>, quotation: usize) -> Option<Found> {
    let start = quotation + 1;
    clauses.get(start).filter(|next| next.gap.has_dash())?;
    let mention = noun_phrase(clauses, start, start + LABEL).filter(is_named)?;
    let ends = clauses.get(mention.end).is_none_or(|behind| behind.gap.has_comma());
    ends.then(|| Found::new(mention, mention.span, AttributionRule::Label))
}

/// The name that all elements from `start` to `end` are.
fn named(clauses: &Clauses<'_>, start: usize, end: usize, rule: AttributionRule) -> Option<Found> {
    let mention = noun_phrase(clauses, start, end).filter(|mention| is_named(mention) && mention.end == end)?;
    Some(Found::new(mention, mention.span, rule))
}

fn is_named(mention: &Mention) -> bool {
    mention.kind == SpeakerKind::Named
}
