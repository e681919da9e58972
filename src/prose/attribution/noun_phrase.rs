//! Who a noun phrase names. The place where one begins enters, the mention leaves: the
//! name in it where its head is a person's name, else the phrase up to its head.
//!
//! ```text
//! Trump campaign manager Ada Holm of Port Ellery    a spokesman for Ada Holm
//!                        ^^^^^^^^ named               ^^^^^^^^^^^ described
//! the minister’s aide, Tom Okafor, said             she
//!                      ^^^^^^^^^^ named              ^^^ pronoun
//! ```

use super::SpeakerKind;
use super::class::Class;
use super::clause::{Clauses, Element};
use super::cue::Cue;
use crate::prose::person_name::{PersonName, is_particle, is_title_alone};
use crate::text::Span;

/// A mention of somebody within one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) kind: SpeakerKind,
    /// The element behind its last one.
    pub(super) end: usize,
}

/// The mention that begins with the element `start` and ends before `limit`.
pub(super) fn noun_phrase(clauses: &Clauses<'_>, start: usize, limit: usize) -> Option<Mention> {
    let first = clauses.get(start).filter(|_| start < limit)?;
    if first.is(Class::Pronoun) {
        return Some(Mention { span: first.span, kind: SpeakerKind::Pronoun, end: start + 1 });
    }
    let end = stretch_end(clauses, start, limit);
    let head = end.checked_sub(1).filter(|&head| head >= start)?;
    if clauses.get(head)?.is(Class::Determiner) && end - start > 1 {
        return None;
    }
    let named = named_at_end(clauses, start, end).or_else(|| named_after_office(clauses, start, end, limit));
    named.or_else(|| apposed(clauses, start, end, limit)).or_else(|| described(clauses, start, end))
}

/// The element behind the last of the determiners, names and nouns that follow one
/// another from `start` on.
fn stretch_end(clauses: &Clauses<'_>, start: usize, limit: usize) -> usize {
    let mut at = start;
    while at < limit {
        let Some(element) = clauses.get(at) else { break };
        if at > start && !element.gap.is_open() {
            break;
        }
        match element.class() {
            // "The spot concludes with ..."
            Some(Class::Content) if at > start && element.cue().is_some_and(Cue::is_finite) => break,
            Some(Class::Name | Class::Content) => {}
            Some(Class::Determiner)
                if at == start || clauses.get(at - 1).is_some_and(|it| it.is(Class::Determiner)) => {}
            Some(Class::Conjunction) if at > start && joins_names(clauses, at, limit) => {}
            _ => break,
        }
        at += 1;
    }
    at
}

/// "Tarn and Holm", not "Tarn and said".
fn joins_names(clauses: &Clauses<'_>, at: usize, limit: usize) -> bool {
    let is_name = |index: usize| clauses.get(index).is_some_and(|element| element.is(Class::Name));
    at + 1 < limit && clauses.is_word(at, "and") && is_name(at - 1) && is_name(at + 1)
}

/// The name that a stretch ends in: "campaign manager [Ada Holm]".
fn named_at_end(clauses: &Clauses<'_>, start: usize, end: usize) -> Option<Mention> {
    let first = run_start(clauses, start, end);
    let before = |class| first > start && clauses.get(first - 1).is_some_and(|it| it.is(class));
    let run = cover(clauses, first, end)?;
    // "the Osei" is an institution, "the Rev. Osei" a person.
    let has_article = first > start && clauses.is_word(first - 1, "the");
    let is_person = |name: &Span| !before(Class::Conjunction) && (!has_article || name.start > run.start);
    let name = name_in(clauses.text, run).filter(is_person)?;
    Some(Mention { span: name, kind: SpeakerKind::Named, end })
}

/// Where the run of names that ends before `end` begins, particles among them ("van");
/// a possessive belongs to what comes before.
fn run_start(clauses: &Clauses<'_>, start: usize, end: usize) -> usize {
    let is_name = |index: usize| clauses.get(index).is_some_and(|it| it.is(Class::Name));
    let mut first = end;
    while first > start {
        let last = first - 1;
        let is_particle = first < end && last > start && is_particle(clauses.slice(last)) && is_name(last - 1);
        let is_owner = first < end && clauses.get(last).is_some_and(Element::is_possessive);
        if is_owner || !(is_name(last) || is_particle) {
            break;
        }
        first = last;
    }
    first
}

/// The bytes of the name in a run of capitalised words: "Sen. [Tim Osei]"; `None` where
/// they name no person. A line may end in the midst of it.
fn name_in(text: &str, run: Span) -> Option<Span> {
    PersonName::find(&run.slice(text).replace('\n', " ")).map(|(_, name)| name.shifted(run.start))
}

/// "Secretary of State Ada Holm": a title, "of", and a name.
fn named_after_office(clauses: &Clauses<'_>, start: usize, end: usize, limit: usize) -> Option<Mention> {
    let title = cover(clauses, start, end)?.slice(clauses.text);
    let is_office = clauses.is_word(end, "of") && is_title_alone(title);
    let found = is_office
        .then(|| stretch_end(clauses, end + 1, limit))
        .and_then(|last| named_at_end(clauses, end + 1, last))?;
    // "Chairman of Sarum" names a place: a person's name has two words here.
    found.span.slice(clauses.text).contains([' ', '\n']).then_some(found)
}

/// A name behind a description: "the minister’s aide, [Tom Okafor], said".
fn apposed(clauses: &Clauses<'_>, start: usize, end: usize, limit: usize) -> Option<Mention> {
    let behind =
        clauses.get(end).filter(|element| end < limit && element.gap.has_comma() && element.is(Class::Name))?;
    let last = stretch_end(clauses, end, limit);
    let is_closed = last >= limit || clauses.get(last).is_none_or(|element| !element.gap.is_open());
    let is_described =
        (start..end).any(|index| clauses.get(index).is_some_and(|it| it.is(Class::Determiner) || it.is_possessive()));
    let found = named_at_end(clauses, end, last)
        .filter(|found| is_closed && is_described && found.span.start == behind.span.start)?;
    found.span.slice(clauses.text).contains([' ', '\n']).then_some(found)
}

fn described(clauses: &Clauses<'_>, start: usize, end: usize) -> Option<Mention> {
    let is_possessive = clauses.get(end - 1).is_some_and(Element::is_possessive);
    let span = cover(clauses, start, end).filter(|_| !is_possessive)?;
    Some(Mention { span, kind: SpeakerKind::Described, end })
}

fn cover(clauses: &Clauses<'_>, start: usize, end: usize) -> Option<Span> {
    let last = clauses.get(end.checked_sub(1)?)?;
    clauses.get(start).filter(|_| start < end).map(|first| first.span.cover(last.span))
}
