//! The differences of a judgement in a writer's words: `"two" where the source has
//! "three"`. At most three, the gravest first.

use super::punctuation;
use super::{ChangeClass, Difference, Gravity, Judgement, SourceSegment};
use crate::text::{Span, one_line};

/// The most differences that a message shows.
const MOST: usize = 3;
/// The longest wording shown, in characters.
const LONGEST: usize = 60;

/// The differences of weight in the fewest words: those that are more than a hint, or
/// the hints where there is nothing else. `text` and `source` are what was judged.
#[must_use]
pub fn shortest_diff(judgement: &Judgement, text: &str, source: &[SourceSegment<'_>]) -> String {
    let least = if judgement.differences.iter().any(|it| it.gravity > Gravity::Hint) {
        Gravity::Warning
    } else {
        Gravity::Hint
    };
    let mut shown: Vec<&Difference> = judgement.differences.iter().filter(|it| it.gravity >= least).collect();
    shown.sort_by_key(|it| (std::cmp::Reverse(it.gravity), it.quoted));
    let more = shown.len().saturating_sub(MOST);
    shown.truncate(MOST);
    shown.sort_by_key(|it| it.quoted);
    let mut parts: Vec<String> = shown.into_iter().map(|it| worded(it, text, source)).collect();
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    parts.join("; ")
}

/// One difference in a writer's words, whatever its weight. `text` and `source` are what
/// was judged.
#[must_use]
pub fn worded(difference: &Difference, text: &str, source: &[SourceSegment<'_>]) -> String {
    let segment = source.get(difference.segment).copied().unwrap_or_default();
    if difference.class == ChangeClass::FinalPunctuation {
        let quoted = difference.quoted.slice(text);
        let word = last_word(text, difference.quoted.start);
        return punctuation::worded(quoted, word, segment, difference.source.start);
    }
    let (quoted, there) = (shown(difference.quoted, text), shown(difference.source, segment.text));
    match (quoted.is_empty(), there.is_empty()) {
        (false, false) => format!("\"{quoted}\" where the source has \"{there}\""),
        (false, true) if difference.class.is_about_dots() => format!("{} at \"{quoted}\"", difference.class.phrase()),
        (false, true) => format!("\"{quoted}\" is not in the source"),
        (true, _) => format!("the source has \"{there}\"{}", behind(difference.quoted, text)),
    }
}

/// The word that stands before a place: ` after "will"`.
fn behind(place: Span, text: &str) -> String {
    let word = last_word(text, place.start);
    if word.is_empty() { String::new() } else { format!(" after \"{word}\"") }
}

/// The last word before `place`, with the marks behind it.
fn last_word(text: &str, place: usize) -> &str {
    let before = Span::new(0, place).slice(text).trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

fn shown(span: Span, text: &str) -> String {
    let wording = one_line(span.slice(text));
    let wording = wording.trim();
    if wording.chars().count() <= LONGEST {
        return wording.to_owned();
    }
    let cut: String = wording.chars().take(LONGEST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
