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
    found.extend(quoted.leading_omission(text).map(|span| difference(ChangeClass::EdgeOmission, span, 0)));
    let last = segments.len().saturating_sub(1);
    found.extend(quoted.trailing_omission(text).map(|span| difference(ChangeClass::EdgeOmission, span, last)));
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
        found.push(difference(class(before.span.slice(text), passage.omitted, &tokens), dots, index));
    }
    if let Some(whole) = found.iter_mut().find(|difference| difference.class == ChangeClass::Omission)
        && (count > MOST_OMISSIONS || omitted > kept)
    {
        *whole = difference(ChangeClass::OverElided, whole.quoted, whole.segment);
    }
    found
}

fn class(before: &str, omitted: &str, tokens: &Tokens) -> ChangeClass {
    if turns(before, omitted) {
        ChangeClass::OmissionTurns
    } else if tokens.len() > MOST_WORDS || ends(omitted) > MOST_ENDS {
        ChangeClass::OverElided
    } else {
        ChangeClass::Omission
    }
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
    let is_ended = before.trim_end().trim_end_matches(['"', '”', '’', ')']).ends_with(stops);
    let Some(first) = omitted.find(stops) else { return turns_in(omitted) };
    let last = omitted.rfind(stops).unwrap_or(first);
    let head = omitted.get(..first).unwrap_or_default();
    let tail = omitted.get(last..).unwrap_or_default();
    !is_ended && turns_in(head) || turns_in(tail)
}

fn turns_in(clause: &str) -> bool {
    let tokens = tokenize(clause);
    let keys = tokens.keys();
    let is = |at: usize, word: &str| keys.get(at).is_some_and(|key| *key == WordKey::of_folded(word));
    keys.iter().enumerate().any(|(at, key)| {
        let sense = sense(*key);
        let is_not_only = is(at, "not") && is(at + 1, "only");
        let is_contracted = tokens.span(at).slice(clause).replace('’', "'").to_lowercase().ends_with("n't");
        sense.denies() && !is_not_only || is_contracted || sense.conditions() && !is(at, "only") || sense.attributes()
    })
}
