//! What stands in the source where a quotation has dots: how much it is, and whether it
//! turns the sense of what is left.

use super::lexicon::sense;
use super::{ChangeClass, Difference, Practice, SourceSegment};
use crate::prose::{Quoted, sentences};
use crate::text::{Gap, Span, Tokens, WordKey, tokenize};

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
    if turns(before, omitted) && !is_set_against(before, tokens, after) {
        ChangeClass::OmissionTurns
    } else if tokens.len() > MOST_WORDS || ends(omitted) > MOST_ENDS {
        ChangeClass::OverElided
    } else {
        ChangeClass::Omission
    }
}

/// Whether what is left out is only what the rest is set against: "not by night, but". What
/// denies the verb, as "will not", is more than that.
fn is_set_against(before: &str, omitted: &Tokens, after: &str) -> bool {
    let is = |key: Option<&WordKey>, word: &str| key.is_some_and(|key| *key == WordKey::of_folded(word));
    let begins = omitted.keys().split_first().filter(|(first, _)| is(Some(first), "not"));
    let turns = |key: &WordKey| sense(*key).conditions() || sense(*key).attributes();
    let verb = tokenize(before);
    let denies_verb = verb.keys().last().is_some_and(|last| DENIED.iter().any(|verb| is(Some(last), verb)));
    begins.is_some_and(|(_, rest)| !rest.iter().any(turns))
        && !denies_verb
        && (is(omitted.keys().last(), "but") || is(tokenize(after).keys().first(), "but"))
}

/// Verbs that "not" stands behind.
const DENIED: [&str; 20] = [
    "will", "would", "shall", "should", "can", "could", "may", "might", "must", "do", "does", "did", "is", "are",
    "was", "were", "am", "has", "have", "had",
];

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
    (0..tokens.len()).any(|at| Clause { text: clause, tokens: &tokens }.turns_at(at))
}

/// What is left out of a clause.
struct Clause<'t> {
    text: &'t str,
    tokens: &'t Tokens,
}

impl Clause<'_> {
    fn turns_at(&self, at: usize) -> bool {
        let Some(sense) = self.tokens.keys().get(at).map(|key| sense(*key)) else { return false };
        let written = self.tokens.span(at).slice(self.text).replace('’', "'").to_lowercase();
        let is_said_so = DENYING_NOTHING.iter().any(|[one, other]| self.is(at, &[*one]) && self.is(at + 1, &[*other]));
        sense.denies() && !is_said_so
            || written.ends_with("n't")
            || sense.conditions() && self.conditions(at, &written)
            || sense.attributes() && self.attributes(at, &written)
    }

    /// Whether a word that may make a condition does: "save in war", not "to save lives";
    /// "provided that", not "provided food".
    fn conditions(&self, at: usize, word: &str) -> bool {
        match word {
            "only" => false,
            "save" => {
                self.is(at + 1, &["for", "in", "that", "as", "where", "when", "by", "with"])
                    && !self.is_behind(at, VERBAL)
            }
            "providing" => self.is(at + 1, &["that"]),
            "provided" => {
                let is_behind_comma = self.tokens.flags(at).gap() >= Gap::Comma;
                self.is(at + 1, &["that"]) || is_behind_comma && self.is(at + 1, SUBJECTS)
            }
            "subject" => self.is(at + 1, &["to"]),
            "absent" => self.is(at + 1, &["a", "an", "any", "such", "the"]),
            _ => true,
        }
    }

    /// Whether a word that may give words to somebody does: "he said", not "the said port".
    fn attributes(&self, at: usize, word: &str) -> bool {
        match word {
            "according" => self.is(at + 1, &["to"]),
            _ => !self.is_behind(at, DETERMINERS),
        }
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.keys().get(at).is_some_and(|key| words.iter().any(|word| *key == WordKey::of_folded(word)))
    }

    fn is_behind(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is(before, words))
    }
}

/// What a verb stands behind.
const VERBAL: &[&str] =
    &["to", "will", "would", "can", "could", "must", "should", "may", "might", "shall", "and", "not"];
/// What a noun or an adjective stands behind.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "our", "their", "his", "her", "its", "my", "your", "of", "for",
];
/// What a condition begins with behind "provided".
const SUBJECTS: &[&str] = &["it", "they", "we", "he", "she", "you", "the", "there", "all", "no", "its", "their"];
