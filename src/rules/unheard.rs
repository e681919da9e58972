//! Places of a transcript that say that words were not heard, or not printed. A place and
//! the words that a quotation was laid against enter; whether a difference is there leaves.

use crate::evidence::quotation::{Difference, TracedPlace};
use crate::text::Span;

/// What stands in brackets for words that nobody took down.
const MARKS: [&str; 8] =
    ["inaudible", "unintelligible", "indiscernible", "crosstalk", "bleep", "expletive", "off-mike", "audio gap"];

/// What stands behind a name that was written by its sound.
const BY_EAR: [&str; 3] = ["ph", "phonetic", "sp"];

/// Whether the source has, at a difference, a mark instead of words: what was said there
/// the quotation may know better.
pub(super) fn is_unheard(place: &TracedPlace, difference: &Difference) -> bool {
    let Some(segment) = place.segments.get(difference.segment).and_then(Option::as_ref) else { return false };
    let is_there = |gap: Span| gap.overlaps(difference.source) || is_beside(&segment.words, gap, difference.source);
    // Dots of a source that quotes somebody are omissions of its own.
    gaps(&segment.words).any(is_there) || place.is_second_hand && dots(&segment.words).any(is_there)
}

/// The dots of a text that stand for words.
fn dots(text: &str) -> impl Iterator<Item = Span> + '_ {
    let marks = ["...", ". . .", "…"].into_iter();
    marks.flat_map(move |mark| text.match_indices(mark).map(|(start, mark)| Span::new(start, start + mark.len())))
}

/// The brackets of a text that stand for words, with their bytes.
fn gaps(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.match_indices(['(', '[']).filter_map(move |(start, _)| {
        let rest = text.get(start + 1..)?;
        let inner = rest.get(..rest.find([')', ']'])?)?;
        let inner_folded = inner.to_lowercase();
        let is_gap = BY_EAR.contains(&inner_folded.as_str()) || MARKS.iter().any(|mark| inner_folded.contains(mark));
        is_gap.then(|| Span::new(start, start + inner.len() + 2))
    })
}

/// Whether no word stands between two places.
fn is_beside(text: &str, gap: Span, place: Span) -> bool {
    let between = Span::new(gap.end.min(place.end), gap.start.max(place.start));
    between.start <= between.end && !between.slice(text).contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_for_words_are_gaps() {
        let text =
            "You have no idea (INAUDIBLE). (APPLAUSE) She said he is a [expletive deleted]. Judge Curo (ph) went.";
        let found: Vec<&str> = gaps(text).map(|gap| gap.slice(text)).collect();
        assert_eq!(found, ["(INAUDIBLE)", "[expletive deleted]", "(ph)"]);
        let gap = gaps(text).next().expect("the first");
        let idea = Span::at(text.find(" (").expect("a bracket"));
        assert!(is_beside(text, gap, idea));
        assert!(!is_beside(text, gap, Span::new(0, 3)));
    }
}
