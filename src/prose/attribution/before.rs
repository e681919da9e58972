//! Words before a quotation that say whose it is: Ada Holm said: "..."; she called it
//! "..."; according to the minister, "...".

use super::after::{according_to, as_put_it};
use super::class::Class;
use super::clause::{Clauses, Element, Ending, REACH};
use super::cue::Form;
use super::noun_phrase::Mention;
use super::subject::subject;
use super::{AttributionRule, Found};

/// Who is said to speak the quotation at `quotation`, by what comes before it.
pub(super) fn before(clauses: &Clauses<'_>, quotation: usize) -> Option<Found> {
    let from = clause_start(clauses, quotation);
    let verb = (from..quotation).rev().take(REACH).find(|&index| is_verb(clauses, from, index));
    if let Some(found) = verb.and_then(|verb| by_verb(clauses, from, verb, quotation)) {
        return Some(found);
    }
    let told = |index: usize| according_to(clauses, index).or_else(|| as_put_it(clauses, index));
    (from..quotation).rev().take(REACH).find_map(told).filter(|found| found.mention.end <= quotation)
}

fn by_verb(clauses: &Clauses<'_>, from: usize, verb: usize, quotation: usize) -> Option<Found> {
    let mention = subject(clauses, from, verb)?;
    let rule = if is_announced(clauses, &mention, verb, quotation) {
        AttributionRule::Announced
    } else if is_close(clauses, verb, quotation) {
        AttributionRule::Before
    } else {
        AttributionRule::Clause
    };
    Some(Found::new(mention, clauses.get(verb)?.span, rule))
}

/// Whether the quotation is announced in so many words: "Ada Holm said: ...".
fn is_announced(clauses: &Clauses<'_>, mention: &Mention, verb: usize, quotation: usize) -> bool {
    let is_marked = clauses.get(quotation).is_some_and(|it| it.gap.has_comma() || it.gap.has_colon());
    let brings_words = clauses.get(verb).and_then(Element::cue).is_some_and(|cue| cue.is_finite() && cue.may_follow());
    is_marked && brings_words && mention.end == verb && verb + 1 == quotation
}

/// Where the clause before the quotation begins: its sentence, and no further than a
/// quotation of a sentence's length.
fn clause_start(clauses: &Clauses<'_>, quotation: usize) -> usize {
    let start = clauses.sentence_start(quotation);
    let semicolon = (start + 1..quotation).rev().find(|&index| clauses.get(index).is_some_and(|it| it.gap.has_colon()));
    semicolon.unwrap_or(start)
}

fn is_verb(clauses: &Clauses<'_>, from: usize, index: usize) -> bool {
    let Some(element) = clauses.get(index) else { return false };
    let Some(cue) = element.cue() else { return false };
    let before = index.checked_sub(1).filter(|&before| before >= from).and_then(|before| clauses.get(before));
    let is_noun = before.is_some_and(|it| {
        it.is(Class::Determiner)
            || it.is_possessive()
            || it.is(Class::Preposition)
                && cue.form != Form::Participle
                && !it.span.slice(clauses.text).eq_ignore_ascii_case("to")
    });
    cue.form != Form::PastParticiple && !is_noun
}

/// Whether nothing but "that", an addressee or a time stands between verb and quotation.
fn is_close(clauses: &Clauses<'_>, verb: usize, quotation: usize) -> bool {
    let between = verb + 1..quotation;
    between.len() <= 1
        || between.len() <= 4 && clauses.get(quotation).is_some_and(|it| it.gap.has_comma() || it.gap.has_colon())
}

/// A paragraph that ends in a colon behind a verb of saying: the next one is quoted.
pub(super) fn introduced(clauses: &Clauses<'_>) -> Option<Found> {
    let ends_in_colon = clauses.text.trim_end().ends_with([':', '：']);
    let end = clauses.elements.len();
    let from = clauses.sentence_start(end.checked_sub(1).filter(|_| ends_in_colon)?);
    let verb = (from..end).rev().take(REACH).find(|&index| is_verb(clauses, from, index))?;
    let mention = subject(clauses, from, verb)?;
    Some(Found::new(mention, clauses.get(verb)?.span, AttributionRule::NextParagraph))
}

/// The sentence before a quotation that is a sentence of its own: Tarn said the port was
/// full. "No ship can land."
pub(super) fn sentence_before(clauses: &Clauses<'_>, quotation: usize) -> Option<Found> {
    let is_sentence = clauses.get(quotation)?.gap.ends_sentence() && clauses.ending(quotation) == Ending::Stop;
    let last = quotation.checked_sub(1).filter(|_| is_sentence)?;
    let from = clauses.sentence_start(last);
    let verb = (from..quotation).find(|&index| is_verb(clauses, from, index))?;
    let mention = subject(clauses, from, verb)?;
    Some(Found::new(mention, clauses.get(verb)?.span, AttributionRule::SentenceBefore))
}
