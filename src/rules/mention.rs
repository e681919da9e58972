//! Words that are not the author's choice though they stand in the author's text:
//! wordings named as wordings ("formerly known as One Belt, One Road") and words
//! inside a name ("the National Cyber Security Centre"). Both are right as they stand.

use crate::draft::{BlockContent, BlockKind};
use crate::evidence::Occurrence;
use crate::text::{CasePattern, Gap, Span, fold};

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

/// Whether the words stand inside a longer name: capitals where the term has none,
/// and a capital beside them that is not there for a sentence's or heading's sake.
///
/// ```text
/// the National Cyber Security Centre was founded
///              ^^^^^^^^^^^^^^
/// ```
pub(super) fn is_in_a_name(occurrence: &Occurrence<'_>) -> bool {
    let (content, words) = (&occurrence.block.content, &occurrence.matched.words);
    if matches!(occurrence.block.kind, BlockKind::Heading(_) | BlockKind::Title) {
        return false;
    }
    let pattern = CasePattern::of(occurrence.words(), &occurrence.term.text);
    let is_written_as_name =
        pattern == CasePattern::Title || (words.len() == 1 && pattern == CasePattern::FirstCapital);
    is_written_as_name && has_capital_beside(content, words)
}

/// Whether a name in the plural has its plural from a name before it: the Digital
/// Silk Road and Belt and Road Initiatives are one initiative each.
pub(super) fn shares_a_plural(occurrence: &Occurrence<'_>) -> bool {
    let (content, first) = (&occurrence.block.content, occurrence.matched.words.start);
    let word = |back: usize| first.checked_sub(back).map(|index| content.tokens.span(index).slice(&content.text));
    occurrence.term.text.starts_with(char::is_uppercase)
        && occurrence.term.text.ends_with('s')
        && matches!(word(1), Some("and" | "or"))
        && word(2).is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether words that are a name themselves stand inside a longer one: the Select
/// Committee on the Chinese Communist Party.
pub(super) fn is_part_of_a_name(occurrence: &Occurrence<'_>) -> bool {
    occurrence.words().starts_with(char::is_uppercase)
        && !matches!(occurrence.block.kind, BlockKind::Heading(_) | BlockKind::Title)
        && has_capital_beside(&occurrence.block.content, &occurrence.matched.words)
}

/// Whether a capital stands beside the words, small words aside, that no sentence
/// start calls for.
fn has_capital_beside(content: &BlockContent, words: &std::ops::Range<usize>) -> bool {
    let is_capital = |index: usize| {
        let flags = content.tokens.flags(index);
        flags.is_capital() && index > 0 && !is_sentence_start(content, index)
    };
    let joins = |index: usize| content.tokens.flags(index).gap() <= Gap::Hyphen;
    let before = (0..words.start).rev().take_while(|&index| joins(index + 1)).find(|&index| !links(content, index));
    let after =
        (words.end..content.tokens.len()).take_while(|&index| joins(index)).find(|&index| !links(content, index));
    before.into_iter().chain(after).any(is_capital)
}

/// Small words that names are put together with.
fn links(content: &BlockContent, index: usize) -> bool {
    matches!(content.tokens.span(index).slice(&content.text), "of" | "for" | "and" | "the" | "on" | "in" | "its" | "a")
}

fn is_sentence_start(content: &BlockContent, index: usize) -> bool {
    index == 0 || content.tokens.flags(index).gap() == Gap::Stop
}

/// Whether a full stop or the like stands right before the words.
fn is_after_clause_end(occurrence: &Occurrence<'_>) -> bool {
    let content = &occurrence.block.content;
    let first = occurrence.matched.words.start;
    let Some(previous) = first.checked_sub(1) else { return true };
    let gap = Span::new(content.tokens.span(previous).end, content.tokens.span(first).start);
    gap.slice(&content.text).contains(['.', '!', '?', ';'])
}
