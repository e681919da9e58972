//! How sure it is that a place of the corpus is where a quotation is from, and whether
//! it stands there at second hand. A place that was read and judged enters.
//!
//! Any six words are nearly somewhere in a large corpus: "to restore access to nuclear
//! weapons" is a word away from a speech that has nothing to do with it. What the words
//! that both have tell must outweigh how many places there are to be found by chance.

use std::ops::Range;

use super::judge::{ChangeClass, Difference, Gravity, Judgement};
use crate::corpus::{Corpus, CorpusError};
use crate::prose::quotations;
use crate::text::{Span, Tokens, WordKey, tokenize};

/// How sure it is that a quotation is from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// So few words agree that anybody may have said them.
    Chance,
    /// It is this passage, or another text that says nearly the same.
    Likely,
    /// It is this passage.
    Sure,
}

/// What each word of a run tells, in bits: far less than its rarity, since words come in
/// phrases. From here on the numbers were set by judging the findings in 790 policy papers
/// against 11,000 speeches and articles, none of which most of the papers quote.
const BITS_OF_A_WORD: f64 = 3.0;
/// What a run loses for each doubling of the places that have it: formulas of diplomacy
/// are long and everybody's.
const BITS_OF_A_DOUBLING: f64 = 2.0;
/// The places in a document, as a power of two: two thousand words.
const DOCUMENT: f64 = 11.0;
/// What must be told beyond the number of places.
const LIKELY: f64 = 10.0;
const SURE: f64 = 22.0;
/// The fewest words that stand together as a set phrase: "going to make the docks great".
const SHORTEST_FORMULA: usize = 6;
/// Places of the longest run that may be one text, printed twice.
pub(super) const ONE_TEXT: usize = 2;
/// What words must tell to be from a source that is cited: of all others there is no question.
pub(super) const CITED_WORDS: f64 = DOCUMENT + 4.0;

/// How sure it is that a quotation is from the place it was judged at: `segments` are
/// bytes of its text, each with whether it is there.
pub(super) fn certainty(
    corpus: &dyn Corpus,
    text: &str,
    segments: impl Iterator<Item = (Span, bool)>,
    judgement: &Judgement,
    is_cited: bool,
) -> Result<Certainty, CorpusError> {
    let (mut told, mut longest, mut is_formula) = (0.0, 0, false);
    for (span, _) in segments.filter(|(_, is_there)| *is_there) {
        let words = span.slice(text);
        let tokens = tokenize(words);
        let changed = judgement.differences.iter().filter(|it| is_of_the_editor(it)).map(|it| it.quoted);
        let changed: Vec<Span> = changed.filter(|it| span.contains(*it)).collect();
        for run in runs(&tokens, span.start, &changed) {
            let words = tokens.keys().get(run).unwrap_or_default();
            let places = corpus.count(words)?;
            told += told_by(corpus, words, places, |part| part.len())?;
            if words.len() > longest {
                (longest, is_formula) = (words.len(), places > ONE_TEXT);
            }
        }
    }
    if is_cited {
        return Ok(if told >= CITED_WORDS { Certainty::Sure } else { Certainty::Chance });
    }
    let certainty = beyond_chance(corpus, told);
    // Of what many say in many forms nobody knows which text has just this one.
    Ok(if is_formula { certainty.min(Certainty::Likely) } else { certainty })
}

/// How sure it is that words which tell so much are from where they were found.
pub(super) fn beyond_chance(corpus: &dyn Corpus, told: f64) -> Certainty {
    let beyond = told - f64::from(corpus.len().max(1)).log2() - DOCUMENT;
    match beyond {
        SURE.. => Certainty::Sure,
        LIKELY.. => Certainty::Likely,
        _ => Certainty::Chance,
    }
}

/// What a run of so many words tells that stands in so many places.
pub(super) fn weight(words: usize, places: usize) -> f64 {
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    (count(words) * BITS_OF_A_WORD - count(places.max(1)).log2() * BITS_OF_A_DOUBLING).max(0.0)
}

/// What a run of words tells that stands in so many places: no more than its two halves,
/// wherever it is cut, where each may be a formula. `counted` says how many of the words at
/// some places count.
pub(super) fn told_by(
    corpus: &dyn Corpus,
    words: &[WordKey],
    places: usize,
    counted: impl Fn(Range<usize>) -> usize,
) -> Result<f64, CorpusError> {
    let mut least = weight(counted(0..words.len()), places);
    for cut in SHORTEST_FORMULA..(words.len() + 1).saturating_sub(SHORTEST_FORMULA) {
        let (one, other) = words.split_at_checked(cut).unwrap_or_default();
        let first = weight(counted(0..cut), corpus.count(one)?);
        if first < least {
            least = least.min(first + weight(counted(cut..words.len()), corpus.count(other)?));
        }
    }
    Ok(least)
}

/// Whether words of a quotation are not those of the source, or stand in for them.
fn is_of_the_editor(difference: &Difference) -> bool {
    difference.gravity >= Gravity::Warning || difference.class == ChangeClass::Bracket
}

/// The runs of words that stand apart from what is `changed`; `base` is where the words
/// begin in the text that it is counted in.
fn runs(tokens: &Tokens, base: usize, changed: &[Span]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut reached = base;
    for (word, span) in (0..tokens.len()).map(|word| (word, tokens.span(word).shifted(base))) {
        if changed.iter().any(|changed| changed.overlaps(span)) {
            continue;
        }
        let is_parted = changed.iter().any(|changed| reached <= changed.start && changed.end <= span.start);
        match runs.last_mut().filter(|run| run.end == word && !is_parted) {
            Some(run) => run.end = word + 1,
            None => runs.push(word..word + 1),
        }
        reached = span.end;
    }
    runs
}

/// Whether most of the words at `span` stand between quotation marks in their source: it
/// quotes somebody in turn, and may do so wrongly.
#[must_use]
pub(super) fn is_second_hand(text: &str, span: Span) -> bool {
    let start = Span::new(0, span.start).slice(text).rfind('\n').map_or(0, |at| at + 1);
    let end = Span::new(span.end, text.len()).slice(text).find('\n').map_or(text.len(), |at| span.end + at);
    let paragraph = Span::new(start, end).slice(text);
    let words = Span::new(span.start - start, span.end - start);
    let shared = |quotation: &Span| quotation.end.min(words.end).saturating_sub(quotation.start.max(words.start));
    quotations(paragraph).iter().any(|quotation| shared(quotation) * 2 > words.len())
        || stands_at_a_mark(paragraph, words)
}

/// Whether words begin right behind an opening quotation mark or end right before a closing
/// one: of marks that scanners misread, one half is often left.
fn stands_at_a_mark(paragraph: &str, words: Span) -> bool {
    let before = Span::new(0, words.start).slice(paragraph);
    let after = Span::new(words.end, paragraph.len()).slice(paragraph);
    let opened = before.strip_suffix(['"', '“', '‘', '«', '„']);
    let closed = after.trim_start_matches(['.', ',', ';', ':', '?', '!']).strip_prefix(['"', '”', '»']);
    opened.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        || closed.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_marks_are_at_second_hand() {
        let text =
            "He spoke.\nThe paper says \"keep the lanes open\" and more.\n\"So it is said here from end to end.\"";
        let check = |words: &str| {
            let at = text.find(words).expect("words of it");
            is_second_hand(text, Span::new(at, at + words.len()))
        };
        assert!(check("keep the lanes open"));
        assert!(!check("The paper says"));
        assert!(check("it is said"));
        assert!(check("says \"keep the lanes open"), "a word more than the quotation");
        let halves = "He said: ‘keep the lanes open\" and went. The rest of it is his.";
        let at = |words: &str| halves.find(words).map_or(Span::at(0), |at| Span::new(at, at + words.len()));
        assert!(is_second_hand(halves, at("keep the lanes open")), "marks that do not pair");
        assert!(!is_second_hand(halves, at("The rest of it is his")));
    }

    #[test]
    fn a_formula_tells_less_than_a_sentence() {
        assert!(weight(10, 1) > weight(10, 500));
        assert!(weight(3, 100_000) < f64::EPSILON);
    }

    #[test]
    fn runs_end_where_the_words_differ() {
        let text = "we will not close the three northern docks";
        let tokens = tokenize(text);
        let at = text.find("three").expect("the word");
        assert_eq!(runs(&tokens, 0, &[Span::new(at, at + 5)]), [0..5, 6..8]);
        assert_eq!(runs(&tokens, 10, &[Span::at(17)]), [0..2, 2..8]);
        assert_eq!(runs(&tokens, 0, &[]).len(), 1);
    }
}
