//! Whose words a verb brings that stands before them: its subject. The verb's place
//! enters, the mention leaves, or nothing where the subject cannot be told.
//!
//! Most precision is lost here, so the ways are few: the word right before the verb;
//! the antecedent of "who"; the first noun phrase of the clause behind a participle, a
//! conjunction or an apposition. A possessive ("Tarn’s remarks") is never the subject.

use super::SpeakerKind;
use super::class::Class;
use super::clause::{Clauses, Element};
use super::cue::Form;
use super::noun_phrase::{Mention, noun_phrase};
use crate::prose::person_name::is_title_alone;

/// The subject of the verb at `verb`, in the clause that begins at `from`.
pub(super) fn subject(clauses: &Clauses<'_>, from: usize, verb: usize) -> Option<Mention> {
    let form = clauses.get(verb)?.cue()?.form;
    let before = chain_start(clauses, from, verb);
    let at = before.checked_sub(1).filter(|&at| at >= from)?;
    let element = clauses.get(at)?;
    let has_comma = clauses.get(before)?.gap.has_comma() || clauses.get(before)?.gap.has_dash();
    if form == Form::Participle && before == verb {
        let agent =
            (element.is(Class::Name) && !has_comma && !element.is_possessive()).then(|| last_words(clauses, from, at));
        return agent.flatten().or_else(|| first_noun_phrase(clauses, from, at + 1));
    }
    match element.class() {
        Some(Class::Pronoun) if !has_comma => pronoun(clauses, from, at),
        // The noun phrase before "who".
        Some(Class::Who) => ending_at(clauses, from, at.checked_sub(1).filter(|&last| last >= from)?),
        Some(Class::Name | Class::Content) if !has_comma && !element.is_possessive() => ending_at(clauses, from, at),
        Some(Class::Name | Class::Content) if has_comma => {
            apposed(clauses, from, before).or_else(|| first_noun_phrase(clauses, from, at + 1))
        }
        _ => first_noun_phrase(clauses, from, at + 1),
    }
}

/// A pronoun right behind an earlier verb of saying means the speaker of that one: "Tarn
/// said \[that\] he called it".
fn pronoun(clauses: &Clauses<'_>, from: usize, at: usize) -> Option<Mention> {
    let before = at.checked_sub(1).filter(|&before| before > from);
    let verb = before.map(|before| if clauses.is_word(before, "that") { before - 1 } else { before });
    let is_said = |verb: &usize| {
        clauses.get(*verb).is_some_and(|it| it.cue().is_some_and(|cue| cue.may_follow() && cue.is_finite()))
    };
    let speaker = verb.filter(|verb| *verb > from && is_said(verb)).and_then(|verb| subject(clauses, from, verb));
    speaker.or_else(|| noun_phrase(clauses, at, at + 1))
}

/// The noun phrase before an apposition that a comma closes at `end`: "Ada Holm, the
/// minister, \[said\]"; or the name in the apposition: "the minister, Ada Holm, \[said\]".
fn apposed(clauses: &Clauses<'_>, from: usize, end: usize) -> Option<Mention> {
    let comma = (from + 1..end).rev().find(|&index| clauses.get(index).is_some_and(|it| it.gap.has_comma()))?;
    let named = noun_phrase(clauses, comma, end).filter(|it| {
        it.kind == SpeakerKind::Named && it.end == end && it.span.slice(clauses.text).contains([' ', '\n'])
    });
    let before = clauses.get(comma - 1).filter(|it| matches!(it.class(), Some(Class::Name | Class::Content)))?;
    if before.is(Class::Content) { named } else { ending_at(clauses, from, comma - 1) }
}

/// The first element of the chain of auxiliaries and adverbs before a verb: "has also
/// repeatedly \[said\]", "went on to \[say\]".
fn chain_start(clauses: &Clauses<'_>, from: usize, verb: usize) -> usize {
    let mut at = verb;
    while at > from {
        let is_chained = clauses.get(at - 1).is_some_and(|element| {
            matches!(element.class(), Some(Class::Auxiliary | Class::Adverb)) || is_of_chain(clauses.slice(at - 1))
        });
        if !is_chained {
            break;
        }
        at -= 1;
    }
    at
}

fn is_of_chain(word: &str) -> bool {
    const WORDS: &str = "appeared as began came come continued continues goes going on quick quoted seemed seems \
                         sought to tried used want wanted wants went";
    WORDS.split_ascii_whitespace().any(|known| known == word)
}

/// The noun phrase whose last element is `last`. Where a preposition stands before its
/// last words ("a spokesman for Tarn"), its head is further left.
fn ending_at(clauses: &Clauses<'_>, from: usize, last: usize) -> Option<Mention> {
    let mut first = last;
    while first > from && is_joined(clauses, first) {
        first -= 1;
    }
    let before =
        first.checked_sub(1).filter(|&before| before >= from && clauses.get(first).is_some_and(|it| it.gap.is_open()));
    match before.and_then(|before| clauses.get(before)).and_then(Element::class) {
        Some(Class::Preposition) => first_noun_phrase(clauses, from, last + 1),
        Some(Class::Who) => None,
        _ => noun_phrase(clauses, first, last + 1),
    }
}

/// The last words of a noun phrase, whatever stands before them.
fn last_words(clauses: &Clauses<'_>, from: usize, last: usize) -> Option<Mention> {
    let first = (from..last).rev().take_while(|&index| is_joined(clauses, index + 1)).last().unwrap_or(last);
    noun_phrase(clauses, first, last + 1)
}

fn is_joined(clauses: &Clauses<'_>, index: usize) -> bool {
    let (Some(element), Some(before)) = (clauses.get(index), clauses.get(index - 1)) else { return false };
    let goes_on =
        matches!(before.class(), Some(Class::Name | Class::Content | Class::Determiner)) && before.cue().is_none();
    element.gap.is_open() && goes_on && !element.is(Class::Determiner)
}

/// The first noun phrase of a clause, what introduces the clause ("On Monday,",
/// "Speaking in Sarum,", "When asked,") left out.
fn first_noun_phrase(clauses: &Clauses<'_>, from: usize, limit: usize) -> Option<Mention> {
    let mut at = from;
    while at < limit {
        let element = clauses.get(at)?;
        match element.class() {
            Some(Class::Conjunction | Class::Adverb | Class::Time | Class::Auxiliary) => at += 1,
            Some(Class::Preposition | Class::Subordinator) => at = introduction_end(clauses, at, limit),
            Some(Class::Name | Class::Content) if is_participle(clauses, at) => {
                at = introduction_end(clauses, at, limit);
            }
            Some(Class::Name) => return noun_phrase(clauses, at, names_end(clauses, at, limit)),
            Some(Class::Pronoun | Class::Determiner | Class::Content) => return noun_phrase(clauses, at, limit),
            _ => return None,
        }
    }
    None
}

/// Where the noun phrase ends that begins with the name at `at`: with the names in a row
/// ("\[Holm\] met Okafor"), unless a title follows them ("Holm campaign manager").
fn names_end(clauses: &Clauses<'_>, at: usize, limit: usize) -> usize {
    let is = |index: usize, class| clauses.get(index).is_some_and(|it| it.is(class) && it.gap.is_open());
    let names = (at + 1..limit).find(|&index| !is(index, Class::Name)).unwrap_or(limit);
    let nouns = (names..limit).find(|&index| !is(index, Class::Content)).unwrap_or(limit);
    let has_title = nouns > names && is_title_alone(clauses.slice(nouns - 1));
    let is_possessive = clauses.get(names - 1).is_some_and(Element::is_possessive);
    if has_title || is_possessive || !is(names, Class::Content) { limit } else { names }
}

/// "Speaking to reporters", "Asked about it".
fn is_participle(clauses: &Clauses<'_>, index: usize) -> bool {
    let word = clauses.slice(index);
    word.len() > 4
        && (word.ends_with("ing") || word.ends_with("ed"))
        && clauses.get(index + 1).is_some_and(|next| {
            matches!(next.class(), Some(Class::Preposition | Class::Determiner | Class::Object | Class::Subordinator))
        })
}

/// Where an introduction that begins at `at` ends: behind its comma, else before the next
/// pronoun.
fn introduction_end(clauses: &Clauses<'_>, at: usize, limit: usize) -> usize {
    let comma = (at + 1..limit).find(|&index| clauses.get(index).is_some_and(|element| element.gap.has_comma()));
    let pronoun = || (at + 1..limit).find(|&index| clauses.get(index).is_some_and(|it| it.is(Class::Pronoun)));
    comma.or_else(pronoun).unwrap_or(limit)
}
