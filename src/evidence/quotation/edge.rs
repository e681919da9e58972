//! Where the words of a source begin and end that a segment of a quotation stands for.
//! Places are counted in words; what is written as more words than one on either side is
//! cut by that: a possessive, a number in words, the long form of a contraction, a word
//! with a hyphen, the full stop of an abbreviation. A place and the quoted words enter, the
//! whole place leaves.

use super::judge::{contracted, has_stop};
use crate::prose::figure_at;
use crate::text::{Span, Tokens, WordKey, fold, tokenize};

/// Bytes looked at beyond either end: a number in words, or one word more.
const MARGIN: usize = 60;

const POSSESSIVES: [&str; 4] = ["'s", "’s", "'S", "’S"];

/// The place in `text` with what its first and last words need to say what the `quoted`
/// ones do.
pub(super) fn widened(text: &str, place: Span, quoted: &str) -> Span {
    let words = tokenize(quoted);
    let Some(last) = words.len().checked_sub(1) else { return place };
    let mut place = place;
    if ends_in_possessive(quoted) {
        place.end += possessive_after(Span::new(place.end, text.len()).slice(text));
    }
    if has_stop(quoted, &words, last) && Span::new(place.end, text.len()).slice(text).starts_with('.') {
        place.end += 1;
    }
    let is_figure = |word: usize| figure_at(quoted, &words, word).is_some();
    let (begins, ends) = (is_figure(0), is_figure(last));
    let (opens, closes) = (contracted(quoted, &words, 0), contracted(quoted, &words, last));
    let (first_differs, last_differs) = differs(&tokenize(place.slice(text)), &words);
    if !(begins || ends || first_differs || last_differs || opens.is_some() || closes.is_some()) {
        return place;
    }
    let around = around(text, place);
    let near = Near { text: around.slice(text), words: tokenize(around.slice(text)), before: around.start };
    let figures = near.figures_cut_by(place);
    let own = |word: usize| fold(words.span(word).slice(quoted));
    let start = figures.0.filter(|_| begins);
    let start = start.or_else(|| near.host_before(place, opens?));
    let start = start.or_else(|| near.divided_before(place, &own(0), &own(1.min(last))).filter(|_| first_differs));
    let end = figures.1.filter(|_| ends);
    let end = end.or_else(|| near.ending_after(place, closes?));
    let end =
        end.or_else(|| near.divided_after(place, &own(last.saturating_sub(1)), &own(last)).filter(|_| last_differs));
    Span::new(start.unwrap_or(place.start), end.unwrap_or(place.end))
}

/// Whether the first, and the last, words of two texts are others.
fn differs(source: &Tokens, quoted: &Tokens) -> (bool, bool) {
    (source.keys().first() != quoted.keys().first(), source.keys().last() != quoted.keys().last())
}

/// The place and [`MARGIN`] bytes on both sides, whole characters.
fn around(text: &str, place: Span) -> Span {
    let start = place.start.saturating_sub(MARGIN);
    let end = text.len().min(place.end + MARGIN);
    Span::new(
        (start..=place.start).find(|at| text.is_char_boundary(*at)).unwrap_or(place.start),
        (place.end..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(place.end),
    )
}

/// The text around a place.
struct Near<'t> {
    text: &'t str,
    words: Tokens,
    /// Bytes of the whole text before it.
    before: usize,
}

impl Near<'_> {
    /// Where a number begins that the place begins in, and where one ends that it ends in:
    /// "120" is "one hundred and twenty", of which it was laid against one word.
    fn figures_cut_by(&self, place: Span) -> (Option<usize>, Option<usize>) {
        let figures = (0..self.words.len()).filter_map(|word| figure_at(self.text, &self.words, word));
        let spans: Vec<Span> = figures.map(|figure| figure.span.shifted(self.before)).collect();
        let cut = |at: usize| spans.iter().find(|span| span.start < at && at < span.end);
        (cut(place.start).map(|figure| figure.start), cut(place.end).map(|figure| figure.end))
    }

    /// Where the word before the place begins, if it and the first make what is quoted as
    /// one: "I have" for "I've".
    fn host_before(&self, place: Span, [host, _]: [WordKey; 2]) -> Option<usize> {
        let first = self.words_of(place).start;
        let before = first.checked_sub(1)?;
        let is_host = |word: usize| self.words.keys().get(word) == Some(&host);
        (is_host(before) && !is_host(first)).then(|| self.words.span(before).start + self.before)
    }

    /// Where the word behind the place ends, if the last and it make what is quoted as one:
    /// "do not" for "don't".
    fn ending_after(&self, place: Span, [host, ending]: [WordKey; 2]) -> Option<usize> {
        let next = self.words_of(place).end;
        let last = next.checked_sub(1)?;
        let is = |word: usize, key| self.words.keys().get(word) == Some(&key);
        (is(last, host) && is(next, ending)).then(|| self.words.span(next).end + self.before)
    }

    /// Where the words before the place begin that are the first quoted ones, divided
    /// otherwise: "e-mail" for "email".
    fn divided_before(&self, place: Span, first: &str, second: &str) -> Option<usize> {
        let at = self.words_of(place).start;
        let (before, earlier) = (at.checked_sub(1)?, at.checked_sub(2));
        let starts = [
            (self.joined(before..at) == format!("{first}{second}")).then_some(before),
            (self.joined(before..at + 1) == first).then_some(before),
            earlier.filter(|earlier| self.joined(*earlier..at) == first),
        ];
        starts.into_iter().flatten().next().map(|word| self.words.span(word).start + self.before)
    }

    /// Where the words behind the place end that are the last quoted ones, divided
    /// otherwise.
    fn divided_after(&self, place: Span, last_but_one: &str, last: &str) -> Option<usize> {
        let next = self.words_of(place).end;
        let before = next.checked_sub(1)?;
        let ends = [
            (self.joined(next..next + 1) == format!("{last_but_one}{last}")).then_some(next),
            (self.joined(before..next + 1) == last).then_some(next),
            (self.joined(next..next + 2) == last).then_some(next + 1),
        ];
        let end = ends.into_iter().flatten().find(|word| *word < self.words.len());
        end.map(|word| self.words.span(word).end + self.before)
    }

    /// The letters of some words in one.
    fn joined(&self, words: std::ops::Range<usize>) -> String {
        words.filter(|word| *word < self.words.len()).map(|word| fold(self.words.span(word).slice(self.text))).collect()
    }

    fn words_of(&self, place: Span) -> std::ops::Range<usize> {
        self.words.within(Span::new(place.start - self.before, place.end - self.before))
    }
}

fn possessive_after(text: &str) -> usize {
    POSSESSIVES.iter().find(|ending| text.starts_with(*ending)).map_or(0, |ending| ending.len())
}

/// Whether a text stops at a word with 's.
fn ends_in_possessive(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    POSSESSIVES.iter().any(|ending| bare.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_widened(text: &str, place: &str, quoted: &str, whole: &str) {
        let start = text.find(place).expect("the place is in the text");
        let widened = widened(text, Span::new(start, start + place.len()), quoted);
        assert_eq!(widened.slice(text), whole);
    }

    #[test]
    fn a_possessive_ends_a_quotation_before_marks_and_dots() {
        for text in ["the children's", "the children’s ", "the children's,"] {
            assert!(ends_in_possessive(text), "{text}");
        }
        for text in ["the children", "it is", "the children's play", ""] {
            assert!(!ends_in_possessive(text), "{text}");
        }
    }

    #[test]
    fn what_was_cut_is_taken_in() {
        let text = "I have seen the children's room: one hundred and twenty beds, and we do not sleep.";
        assert_widened(text, "the children", "the children's", "the children's");
        assert_widened(text, "hundred and twenty beds", "120 beds", "one hundred and twenty beds");
        assert_widened(text, "room: one hundred", "room: 120", "room: one hundred and twenty");
        assert_widened(text, "have seen", "I've seen", "I have seen");
        assert_widened(text, "and we do", "and we don't", "and we do not");
        let text = "Fish, nets, etc. are sold.";
        assert_widened(text, "nets, etc", "nets, etc.", "nets, etc.");
        assert_widened(text, "nets, etc", "nets, etc", "nets, etc");
        let text = "Email us by fax or email; e-mail is a web site, a co-worker reads the website.";
        assert_widened(text, "by fax or", "by fax or e-mail", "by fax or email");
        assert_widened(text, "us by fax", "e-mail us by fax", "Email us by fax");
        assert_widened(text, "is a web", "is a website", "is a web site");
        assert_widened(text, "a co", "a coworker", "a co-worker");
        assert_widened(text, "reads the", "reads the web-site", "reads the website");
        assert_widened(text, "mail is a web", "email is a web", "e-mail is a web");
    }

    #[test]
    fn what_is_whole_stays() {
        let text = "I have seen it, and we do not sleep.";
        for place in ["have seen it", "seen it, and we do", "I have seen it, and we do not"] {
            assert_widened(text, place, place, place);
        }
        assert_widened(text, "I have seen", "I've seen", "I have seen");
        assert_widened(text, "have seen it", "You've seen it", "have seen it");
    }
}
