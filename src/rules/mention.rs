//! Use and mention: "formerly known as One Belt, One Road" names the old wording
//! as a wording. Such a place is right as it stands.

use crate::evidence::Occurrence;
use crate::text::{Gap, Span, fold};

/// Words that announce a wording as a wording, alone.
const NAMES_A_WORDING: [&str; 12] = [
    "expression",
    "label",
    "phrase",
    "phrases",
    "rendering",
    "renderings",
    "slogan",
    "string",
    "term",
    "terms",
    "translation",
    "wording",
];
/// Words that do so together with one of [`EARLIER`].
const CALLS: [&str; 11] = [
    "called",
    "dubbed",
    "entitled",
    "known",
    "labelled",
    "named",
    "rendered",
    "styled",
    "termed",
    "titled",
    "translated",
];
/// Words that say the name was another one, or one of several.
const EARLIER: [&str; 12] = [
    "also",
    "before",
    "earlier",
    "first",
    "formerly",
    "initially",
    "once",
    "originally",
    "previously",
    "sometimes",
    "then",
    "variously",
];
/// How far back a cue may stand, in words.
const REACH: usize = 6;

/// Whether the words at `occurrence` are named as a wording rather than used.
pub(super) fn is_mention(occurrence: &Occurrence<'_>) -> bool {
    let content = &occurrence.block.content;
    let first = occurrence.matched.words.start;
    let before: Vec<String> = (first.saturating_sub(REACH)..first)
        .rev()
        // A cue belongs to the same clause; brackets and commas do not end it.
        .take_while(|&index| index + 1 == first || content.tokens.flags(index + 1).gap() != Gap::Stop)
        .map(|index| fold(content.tokens.span(index).slice(&content.text)))
        .collect();
    if is_after_clause_end(occurrence) {
        return false;
    }
    let mut nearest = before.iter().filter(|word| !matches!(word.as_str(), "the" | "a" | "an" | "of" | "its"));
    if nearest.next().is_some_and(|word| NAMES_A_WORDING.contains(&word.as_str())) {
        return true;
    }
    before.iter().any(|word| EARLIER.contains(&word.as_str()))
        && before.iter().any(|word| CALLS.contains(&word.as_str()))
        || before.first().is_some_and(|word| word == "formerly")
}

/// Whether a full stop or the like stands right before the words.
fn is_after_clause_end(occurrence: &Occurrence<'_>) -> bool {
    let content = &occurrence.block.content;
    let first = occurrence.matched.words.start;
    let Some(previous) = first.checked_sub(1) else { return true };
    let gap = Span::new(content.tokens.span(previous).end, content.tokens.span(first).start);
    gap.slice(&content.text).contains(['.', '!', '?', ';'])
}
