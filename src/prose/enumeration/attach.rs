//! Which label announces which listing: the last one before it, if the sentence it
//! stands in leads over to the listing.

use super::series::{is_cut_off, is_opened};
use super::{Announcement, Enumeration, Form, Label, Link, Unit, UnitKind};
use crate::text::Span;

/// The most words between a label and the end of its sentence where the two belong
/// together beyond doubt.
const FAR: usize = 16;

/// Finds what announces each of `found`.
pub(super) fn announcements(units: &[Unit<'_>], found: &mut [Enumeration]) {
    for enumeration in found {
        enumeration.announcement = announcement(units, enumeration);
        enumeration.is_open = is_open(units, enumeration);
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

/// Whether the announcement, or the last item, says that there are more.
fn is_open(units: &[Unit<'_>], enumeration: &Enumeration) -> bool {
    let opens = enumeration.announcement.as_ref().is_some_and(|announcement| {
        let text = units.get(announcement.unit).map_or("", |unit| unit.text);
        let first = enumeration.items.first().filter(|first| first.unit == announcement.unit);
        let end = first.map_or(text.len(), |first| first.span.start);
        is_opened(Span::new(announcement.label.span.end, end).slice(text))
    });
    let last = enumeration.items.last().and_then(|last| Some(last.span.slice(units.get(last.unit)?.text)));
    opens || last.is_some_and(is_cut_off)
}

/// The last label in `before`, a part of the unit at `index`.
fn nearest(unit: &Unit<'_>, index: usize, before: Span, form: Form) -> Option<Announcement> {
    let labels = &unit.marks.labels;
    let end = labels.partition_point(|label| label.span.end <= before.end);
    let (label, others) = labels.get(..end)?.split_last()?;
    let sentence = label.sentence;
    let is_alone = others.last().is_none_or(|other| other.sentence != sentence);
    let is_direct = is_alone && leads_over(unit, label, before, sentence, form);
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
        _ if lead.ends_with(':') => !leads_into_a_clause(lead) && (!label.is_definite || between.len() < 4),
        _ => !label.is_definite && points_down(sentence.slice(unit.text)),
    }
}

/// Whether a sentence without a colon says that something follows it.
fn points_down(sentence: &str) -> bool {
    let sentence = sentence.to_ascii_lowercase();
    sentence.starts_with("there are ")
        || [" below", "below ", "following", "as follows", "here are "].iter().any(|cue| sentence.contains(cue))
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
