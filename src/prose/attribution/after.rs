//! Words that follow a quotation and say whose it is: "...," she said; "...," said Ada
//! Holm; "...," according to the minister. The quotation must let its sentence go on.

use super::class::Class;
use super::clause::{Clauses, Element, Ending};
use super::noun_phrase::{Mention, noun_phrase};
use super::{AttributionRule, Found};

/// How many elements a subject with its appositions may have before its verb.
const SUBJECT: usize = 24;

/// How many elements a noun phrase behind a verb may have.
const OBJECT: usize = 16;

/// Who is said to speak the quotation at `quotation`, by what follows it.
pub(super) fn after(clauses: &Clauses<'_>, quotation: usize) -> Option<Found> {
    let ending = clauses.ending(quotation);
    let next = clauses.get(quotation + 1)?;
    if ending == Ending::Stop
        || next.gap.has_colon()
        || ending != Ending::Comma && next.gap.ends_sentence() && ending == Ending::Bare
    {
        return None;
    }
    let at = quotation + 1;
    if let Some(found) = according_to(clauses, at) {
        return Some(found);
    }
    let found = verb_name(clauses, at).or_else(|| name_verb(clauses, at)).or_else(|| as_put_it(clauses, at));
    found.filter(|found| ending != Ending::Bare || found.is_close)
}

/// "according to Ada Holm"
pub(super) fn according_to(clauses: &Clauses<'_>, at: usize) -> Option<Found> {
    let is_told = clauses.is_word(at, "according") && clauses.is_word(at + 1, "to");
    let mention = is_told.then(|| noun_phrase(clauses, at + 2, at + 2 + OBJECT)).flatten()?;
    Some(Found::new(mention, clauses.get(at)?.span, AttributionRule::AccordingTo))
}

/// "as Ada Holm put it"
pub(super) fn as_put_it(clauses: &Clauses<'_>, at: usize) -> Option<Found> {
    if !clauses.is_word(at, "as") {
        return None;
    }
    let puts = |index: usize| {
        ["put", "puts"].iter().any(|word| clauses.is_word(index, word)) && clauses.is_word(index + 1, "it")
    };
    let verb = (at + 2..at + SUBJECT).take_while(|&index| goes_on(clauses, index)).find(|&index| puts(index))?;
    let mention = noun_phrase(clauses, at + 1, verb)?;
    Some(Found::new(mention, clauses.get(verb)?.span, AttributionRule::AccordingTo))
}

/// "said Ada Holm", "then asked the minister", "as Ada Holm put it".
fn verb_name(clauses: &Clauses<'_>, at: usize) -> Option<Found> {
    let verb = if clauses.get(at)?.is(Class::Adverb) { at + 1 } else { at };
    let element = clauses.get(verb)?;
    element.cue().filter(|cue| cue.is_finite() && cue.may_follow())?;
    let next = clauses.get(verb + 1).filter(|next| next.gap.is_open())?;
    // "said she" is written nowhere but in novels, "said that" brings something else.
    matches!(next.class(), Some(Class::Name | Class::Content | Class::Determiner | Class::Pronoun)).then_some(())?;
    let mention = noun_phrase(clauses, verb + 1, verb + 1 + OBJECT)?;
    Some(Found::new(mention, element.span, AttributionRule::VerbName))
}

/// "Ada Holm, the minister, said"
fn name_verb(clauses: &Clauses<'_>, at: usize) -> Option<Found> {
    let first = clauses.get(at)?;
    matches!(first.class(), Some(Class::Name | Class::Content | Class::Determiner | Class::Pronoun)).then_some(())?;
    // "..., compared to last year’s reports": no noun phrase begins with it.
    let is_verb_form = first.is(Class::Content) && clauses.slice(at).ends_with("ed") || first.cue().is_some();
    (!is_verb_form).then_some(())?;
    let verb =
        (at + 1..at + SUBJECT).take_while(|&index| goes_on(clauses, index)).find(|&index| is_verb(clauses, index))?;
    let mention = noun_phrase(clauses, at, verb)?;
    is_reached(clauses, mention, verb).then_some(())?;
    let mut found = Found::new(mention, clauses.get(verb)?.span, AttributionRule::NameVerb);
    found.is_close = mention.end == verb;
    Some(found)
}

fn goes_on(clauses: &Clauses<'_>, index: usize) -> bool {
    clauses.get(index).is_some_and(|element| !element.is_quotation() && !element.gap.ends_clause())
}

/// Whether the word at `index` is a verb in a sentence, not a noun ("the report", "his
/// claims").
fn is_verb(clauses: &Clauses<'_>, index: usize) -> bool {
    let Some(element) = clauses.get(index) else { return false };
    let before = clauses.get(index - 1);
    let follows = |class| before.is_some_and(|it| it.is(class));
    let is_noun =
        follows(Class::Determiner) || follows(Class::Preposition) || before.is_some_and(Element::is_possessive);
    element.cue().is_some_and(|cue| cue.may_follow() && (cue.is_finite() || is_plural_subject(clauses, index)))
        && !is_noun
}

/// "they say", "critics argue"
fn is_plural_subject(clauses: &Clauses<'_>, verb: usize) -> bool {
    let before = clauses.slice(verb - 1);
    clauses.get(verb).is_some_and(|it| it.cue().is_some_and(|cue| cue.form == super::cue::Form::Base))
        && (["they", "we", "I", "you", "They", "We", "people", "who"].contains(&before) || before.ends_with('s'))
}

/// Whether the verb belongs to the mention: right behind it, auxiliaries and adverbs
/// aside, or behind an apposition or a complement of it.
fn is_reached(clauses: &Clauses<'_>, mention: Mention, verb: usize) -> bool {
    let Some(next) = clauses.get(mention.end) else { return false };
    mention.end == verb
        || next.gap.has_comma()
        || next.gap.has_bracket()
        || matches!(
            next.class(),
            Some(
                Class::Auxiliary
                    | Class::Adverb
                    | Class::Preposition
                    | Class::Who
                    | Class::Subordinator
                    | Class::Conjunction
            )
        )
}

/// The port is "too small" for all, Ada Holm said.
pub(super) fn sentence_end(clauses: &Clauses<'_>, quotation: usize) -> Option<Found> {
    let end = (quotation + 1..quotation + SUBJECT * 2)
        .find(|&index| clauses.get(index).is_none_or(|it| it.gap.ends_sentence()))?;
    let comma = (quotation + 1..end).rev().find(|&index| {
        clauses.get(index).is_some_and(|it| it.gap.has_comma())
            && name_verb(clauses, index).is_some_and(|found| found.is_close)
    });
    let found = name_verb(clauses, comma?)?;
    let mut found = found;
    found.rule = AttributionRule::SentenceEnd;
    Some(found)
}
