//! What stands in the source where a quotation has dots: how much it is, and whether it
//! turns the sense of what is left.

use super::lexicon::sense;
use super::{ChangeClass, Difference, Practice, SourceSegment};
use crate::prose::{Quoted, sentences};
use crate::text::{Span, Tokens, WordKey, tokenize};

/// The most words, and ends of sentences, that dots stand for unremarked.
const MOST_WORDS: usize = 60;
const MOST_ENDS: usize = 2;
/// The most omissions in one quotation.
const MOST_OMISSIONS: usize = 3;

/// What is to be said of all omissions of a quotation.
pub(super) fn differences(
    quoted: &Quoted,
    text: &str,
    source: &[SourceSegment<'_>],
    practice: Practice,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let difference = |class: ChangeClass, quoted: Span, segment: usize| Difference {
        class,
        gravity: class.gravity(practice),
        quoted,
        segment,
        source: Span::at(0),
    };
    let segments = quoted.segments(text);
    let last = segments.len().saturating_sub(1);
    let leading = quoted.leading_omission(text).filter(|_| !source.first().is_some_and(begins_with_dots));
    found.extend(leading.map(|span| difference(ChangeClass::EdgeOmission, span, 0)));
    let trailing = quoted.trailing_omission(text).filter(|_| !source.get(last).is_some_and(ends_with_dots));
    found.extend(trailing.map(|span| difference(ChangeClass::EdgeOmission, span, last)));
    let (mut omitted, mut kept, mut count) = (0, 0, 0);
    for (index, segment) in segments.iter().enumerate() {
        kept += tokenize(segment.span.slice(text)).len();
        let (Some(before), Some(passage)) = (index.checked_sub(1).and_then(|at| segments.get(at)), source.get(index))
        else {
            continue;
        };
        let Some(dots) =
            quoted.omissions().find(|dots| before.span.end <= dots.start && dots.end <= segment.span.start)
        else {
            continue;
        };
        let tokens = tokenize(passage.omitted);
        if tokens.is_empty() {
            continue;
        }
        count += 1;
        omitted += tokens.len();
        found.push(difference(
            class(Span::new(before.span.start, dots.end).slice(text), passage.omitted, &tokens, passage.text),
            dots,
            index,
        ));
    }
    if let Some(whole) = found.iter_mut().find(|difference| difference.class == ChangeClass::Omission)
        && (count > MOST_OMISSIONS || omitted > kept)
    {
        *whole = difference(ChangeClass::OverElided, whole.quoted, whole.segment);
    }
    found
}

/// Whether the source itself sets in with dots.
fn begins_with_dots(passage: &SourceSegment<'_>) -> bool {
    let head = passage.text.split(char::is_alphanumeric).next().unwrap_or_default();
    has_dots(head)
        || head.trim().is_empty() && has_dots(passage.before.rsplit(char::is_alphanumeric).next().unwrap_or_default())
}

/// Whether the source itself trails off with dots.
fn ends_with_dots(passage: &SourceSegment<'_>) -> bool {
    let tail = passage.text.rsplit(char::is_alphanumeric).next().unwrap_or_default();
    has_dots(tail)
        || tail.trim().is_empty() && has_dots(passage.after.split(char::is_alphanumeric).next().unwrap_or_default())
}

fn has_dots(marks: &str) -> bool {
    marks.contains("...") || marks.contains(". . .") || marks.contains('…')
}

fn class(before: &str, omitted: &str, tokens: &Tokens, after: &str) -> ChangeClass {
    if turns(before, omitted) && !is_set_against(tokens, after) {
        ChangeClass::OmissionTurns
    } else if tokens.len() > MOST_WORDS || ends(omitted) > MOST_ENDS {
        ChangeClass::OverElided
    } else {
        ChangeClass::Omission
    }
}

/// Whether what is left out is only what the rest is set against: "not by night, but".
fn is_set_against(omitted: &Tokens, after: &str) -> bool {
    let is_but = |key: Option<&WordKey>| key.is_some_and(|key| *key == WordKey::of_folded("but"));
    let denials = omitted.keys().iter().filter(|key| sense(**key).denies()).count();
    let turns_otherwise = |key: &WordKey| sense(*key).conditions() || sense(*key).attributes();
    denials > 0
        && !omitted.keys().iter().any(turns_otherwise)
        && (is_but(omitted.keys().last()) || is_but(tokenize(after).keys().first()))
}

/// How many sentences end in the text.
fn ends(omitted: &str) -> usize {
    let ends =
        |sentence: &&Span| sentence.slice(omitted).trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '?', '!']);
    sentences(omitted).iter().filter(ends).count()
}

/// Whether what is left out of the clause before the dots, or of the one behind them,
/// denies, excepts, makes a condition or names somebody whose words they are. Whole
/// sentences in between are no part of either.
fn turns(before: &str, omitted: &str) -> bool {
    let stops = ['.', ';', '?', '!'];
    let Some(first) = omitted.find(stops) else { return turns_in(omitted) };
    let last = omitted.rfind(stops).unwrap_or(first);
    let head = omitted.get(..first).unwrap_or_default();
    let tail = omitted.get(last..).unwrap_or_default();
    !ends_sentence(before) && turns_in(head) || turns_in(tail)
}

/// Whether a sentence ends before the dots that `before` ends with: three are theirs, one
/// more is the sentence's.
fn ends_sentence(before: &str) -> bool {
    let words =
        before.trim_end_matches(|c: char| matches!(c, '.' | '…' | '⋯' | '[' | ']' | '(' | ')') || c.is_whitespace());
    let dots = before.get(words.len()..).unwrap_or_default();
    let count: usize = dots
        .chars()
        .map(|c| match c {
            '.' => 1,
            '…' | '⋯' => 3,
            _ => 0,
        })
        .sum();
    count > 3 || words.trim_end_matches(['"', '”', '’']).ends_with(['?', '!', ';'])
}

/// Turns of speech with a word that denies.
const DENYING_NOTHING: [[&str; 2]; 6] = [
    ["not", "only"],
    ["not", "least"],
    ["no", "doubt"],
    ["without", "delay"],
    ["without", "doubt"],
    ["without", "hesitation"],
];

fn turns_in(clause: &str) -> bool {
    let tokens = tokenize(clause);
    let keys = tokens.keys();
    let is = |at: usize, word: &str| keys.get(at).is_some_and(|key| *key == WordKey::of_folded(word));
    keys.iter().enumerate().any(|(at, key)| {
        let sense = sense(*key);
        let is_said_so = DENYING_NOTHING.iter().any(|[one, other]| is(at, one) && is(at + 1, other));
        let is_contracted = tokens.span(at).slice(clause).replace('’', "'").to_lowercase().ends_with("n't");
        sense.denies() && !is_said_so || is_contracted || sense.conditions() && !is(at, "only") || sense.attributes()
    })
}
