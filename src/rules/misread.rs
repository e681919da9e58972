//! Words of a source that a scanner misread, or whoever took it down mistyped, where what
//! came out is a word as well: "people hat have been here", "it has become dear to all".
//! A place and a difference enter; whether the source is in the wrong there leaves.
//!
//! The judge knows slips that are no words. Of these only the words beside them tell: the
//! quotation's word stands between such neighbours elsewhere, the source's does not.

use super::context::Context;
use crate::evidence::quotation::{ChangeClass, Difference, HeldQuotation, TracedPlace};
use crate::text::{WordKey, fold, tokenize};

/// Shorter words are like too many others.
const SHORTEST: usize = 3;
/// How many times rarer than the word meant a slip is that scanners make again and again.
const RARER: usize = 20;
/// Letters that scanners take for one another.
const LOOK_ALIKE: [(&str, &str); 5] = [("cl", "d"), ("rn", "m"), ("li", "h"), ("ii", "u"), ("vv", "w")];

/// Whether a word of the source that a quotation has otherwise is surely a slip.
pub(super) fn is_misread(
    context: &Context<'_>,
    held: &HeldQuotation<'_>,
    place: &TracedPlace,
    difference: &Difference,
) -> bool {
    let may_be = matches!(difference.class, ChangeClass::ContentReplaced | ChangeClass::Name);
    let segment = place.segments.get(difference.segment).and_then(Option::as_ref);
    let (Some(segment), Some(corpus), true) = (segment, context.sources.corpus, may_be) else { return false };
    let (meant, written) = (fold(difference.quoted.slice(&held.text.text)), difference.source.slice(&segment.words));
    let tokens = tokenize(&segment.words);
    let at = tokens.within(difference.source);
    let [meant_key] = *tokenize(&meant).keys() else { return false };
    let beside = at.start.checked_sub(1).and_then(|before| tokens.keys().get(before)).zip(tokens.keys().get(at.end));
    let Some((before, after)) = beside.filter(|_| at.len() == 1 && are_alike(&meant, &fold(written))) else {
        return false;
    };
    let Some(written_key) = tokens.keys().get(at.start) else { return false };
    let count = |words: &[WordKey]| corpus.count(words).unwrap_or_default();
    let meant = [count(&[*before, meant_key]), count(&[meant_key, *after])];
    let written = [count(&[*before, *written_key]), count(&[*written_key, *after])];
    let is_rare = written.iter().zip(meant).all(|(written, meant)| written * RARER < meant);
    meant.iter().all(|count| *count > 1) && (is_rare || written.iter().any(|count| *count <= 1))
}

/// Whether two words are a letter apart as a scanner sees them.
fn are_alike(one: &str, other: &str) -> bool {
    let seen =
        |word: &str| LOOK_ALIKE.iter().fold(word.to_owned(), |seen, (read, printed)| seen.replace(read, printed));
    one.chars().count().min(other.chars().count()) >= SHORTEST && strsim::osa_distance(&seen(one), &seen(other)) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_to_a_scanner() {
        for (one, other) in [("that", "hat"), ("clear", "dear"), ("modern", "modem"), ("their", "thier")] {
            assert!(are_alike(one, other), "{one} {other}");
        }
        for (one, other) in [("two", "three"), ("of", "or"), ("harbour", "barrel")] {
            assert!(!are_alike(one, other), "{one} {other}");
        }
    }
}
