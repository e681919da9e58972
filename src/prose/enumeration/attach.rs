//! Which label announces which listing: the last one before it, if the sentence it
//! stands in leads over to the listing.

use super::{Announcement, Enumeration, Form, Label, Link, Unit, UnitKind};
use crate::prose::sentence_around;
use crate::text::Span;

/// The most words between a label and the end of its sentence where the two belong
/// together beyond doubt.
const FAR: usize = 16;

/// Finds what announces each of `found`.
pub(super) fn announcements(units: &[Unit<'_>], found: &mut [Enumeration]) {
    for enumeration in found {
        enumeration.announcement = announcement(units, enumeration);
    }
}

fn announcement(units: &[Unit<'_>], enumeration: &Enumeration) -> Option<Announcement> {
    let first = enumeration.items.first()?;
    let inside = units.get(first.unit)?;
    let before = Span::new(0, first.span.start);
    if enumeration.form == Form::Ordinals && before.slice(inside.text).chars().any(char::is_alphanumeric) {
        return nearest(inside, first.unit, before, enumeration.form);
    }
    let at = first.unit.checked_sub(1)?;
    let unit = units.get(at)?;
    let depth = |unit: &Unit<'_>| unit.list.map_or(0, |place| place.depth);
    let is_above = unit.kind != UnitKind::Aside
        && unit.is_quoted == inside.is_quoted
        && (enumeration.form != Form::List || inside.list.is_none() || depth(unit) < depth(inside));
    is_above.then(|| nearest(unit, at, Span::new(0, unit.text.len()), enumeration.form)).flatten()
}

/// The last label in `before`, a part of the unit at `index`.
fn nearest(unit: &Unit<'_>, index: usize, before: Span, form: Form) -> Option<Announcement> {
    let labels = &unit.marks.labels;
    let end = labels.partition_point(|label| label.span.end <= before.end);
    let label = labels.get(..end)?.last()?;
    let sentence = sentence_around(unit.text, label.span);
    let others = labels.iter().filter(|other| sentence.contains(other.span)).count();
    let is_direct = others == 1 && leads_over(unit, label, before, sentence, form);
    let link = if is_direct { Link::Direct } else { Link::Near };
    Some(Announcement { unit: index, label: label.clone(), link })
}

/// Whether the sentence of a label ends where the listing begins, in a way that leads
/// over to it.
fn leads_over(unit: &Unit<'_>, label: &Label, before: Span, sentence: Span, form: Form) -> bool {
    let lead = before.slice(unit.text).trim_end();
    if sentence.end < lead.len() {
        return false;
    }
    let between = unit.tokens.within(Span::new(label.span.end, lead.len()));
    if unit.kind != UnitKind::Paragraph || between.len() > FAR {
        return false;
    }
    match form {
        Form::Ordinals => !label.is_definite || lead.ends_with(':'),
        _ => lead.ends_with(':') && !leads_into_a_clause(lead) && (!label.is_definite || between.len() < 4),
    }
}

/// "The four principles require states to:" lists what is required, not principles.
fn leads_into_a_clause(lead: &str) -> bool {
    const OPENERS: [&str; 20] = [
        "by", "can", "could", "for", "from", "in", "may", "must", "of", "on", "shall", "should", "that", "to", "we",
        "when", "where", "will", "with", "would",
    ];
    let word = lead.trim_end_matches(':').rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    OPENERS.iter().any(|opener| opener.eq_ignore_ascii_case(word))
}
