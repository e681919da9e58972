//! A quotation offered from its first words: what stands in a draft between an opening
//! mark and the cursor enters; sentences of the sources that go on so leave, each to its
//! end and with its closing mark.
//!
//! Only the last word typed is replaced, by the same word as the source has it. Words
//! that stand in no source are continued by nothing: nobody's slip is mended here.

use super::{About, Analysis, Completion, Engine};
use crate::corpus::{Corpus, Hit, Passage, Zone};
use crate::draft::Block;
use crate::text::{Span, WordKey, fold, one_line, tokenize};

/// Words behind the opening mark before anything is offered.
const WORDS: usize = 3;
/// Sentences offered at most.
const OFFERED: usize = 5;
/// Places read in search of different ones: each may be a file.
const READ: usize = 8;
/// Characters of a sentence that a list of offers shows.
const SHOWN: usize = 80;

/// Marks that open a quotation, each with the one that closes it.
const MARKS: [(char, char); 6] = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('「', '」'), ('『', '』')];

/// A quotation that is being typed.
struct Begun<'t> {
    /// What is typed behind the mark, up to the cursor.
    typed: &'t str,
    /// The mark that will close it; none where one stands behind the cursor.
    closing: Option<char>,
    /// The last word typed, up to the cursor: bytes of the draft.
    replaces: Span,
}

/// A sentence of a source that goes on as a quotation begins.
struct Offer {
    /// Its words from the last typed one on.
    words: String,
    closing: Option<char>,
    /// What cites the source, to stand behind the quotation.
    citation: Option<String>,
}

impl Offer {
    fn text(&self) -> String {
        let mut text = self.words.clone();
        text.extend(self.closing);
        text.extend(self.citation.as_deref());
        text
    }
}

impl Engine {
    /// Sentences of the sources that continue the quotation at `offset`.
    pub(super) fn quotations_offered(&self, analysis: &Analysis, offset: usize) -> Vec<Completion> {
        let Some(corpus) = self.corpus() else { return Vec::new() };
        let Some(block) = analysis.snapshot.block_at(offset) else { return Vec::new() };
        let Some(begun) = begun(block, offset) else { return Vec::new() };
        let mut offered: Vec<Completion> = Vec::new();
        for passage in continuing(corpus, begun.typed) {
            let Some(words) = from_last_word(&passage, begun.typed) else { continue };
            let offer = Offer { words, closing: begun.closing, citation: None };
            if !offered.iter().any(|other| other.text == offer.text()) {
                offered.push(completion(&offer, &passage, begun.replaces));
            }
        }
        offered.truncate(OFFERED);
        offered
    }
}

/// The quotation that opens before `offset` in a block and is not closed there.
fn begun(block: &Block, offset: usize) -> Option<Begun<'_>> {
    let text = &block.content.text;
    let at = block.offset_from_source(offset);
    let (before, after) = text.split_at_checked(at)?;
    let (opened, closing) = opening(before)?;
    let typed = before.get(opened..)?;
    let tokens = tokenize(typed);
    let last = tokens.len().checked_sub(1)?;
    if tokens.len() < WORDS || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let is_closed = after.trim_start().starts_with(closing);
    if !is_closed && after.contains(closing) {
        return None;
    }
    let word = tokens.span(last);
    let start = block.to_source(Span::new(opened + word.start, opened + word.end)).start;
    let replaces = Span::new(start.min(offset), offset);
    Some(Begun { typed, closing: (!is_closed).then_some(closing), replaces })
}

/// Where the last quotation begins that nothing closes, and the mark that will close it.
fn opening(before: &str) -> Option<(usize, char)> {
    let (at, mark) = before.char_indices().rfind(|(_, c)| MARKS.iter().any(|(open, close)| c == open || c == close))?;
    let (open, close) = *MARKS.iter().find(|(open, _)| *open == mark)?;
    let count = |mark: char| before.matches(mark).count();
    let is_open = match open {
        '"' => count(open) % 2 == 1,
        // It closes what „ opens.
        '“' => count(open) > count(close) + count('„'),
        _ => count(open) > count(close),
    };
    is_open.then_some((at + mark.len_utf8(), close))
}

/// Passages that begin with the words typed; where none does, with those before the
/// last, which may not be typed to its end.
fn continuing(corpus: &dyn Corpus, typed: &str) -> Vec<Passage> {
    let tokens = tokenize(typed);
    let keys = tokens.keys();
    let whole = passages(corpus, keys, READ);
    match keys.split_last() {
        Some((_, before)) if whole.is_empty() && before.len() >= WORDS => passages(corpus, before, READ),
        _ => whole,
    }
}

fn passages(corpus: &dyn Corpus, words: &[WordKey], limit: usize) -> Vec<Passage> {
    let hits: Vec<Hit> = corpus.attestations(words, limit).map(|hits| hits.places).unwrap_or_default();
    let passages = hits.into_iter().filter_map(|hit| corpus.passage(hit).ok());
    passages.filter(|passage| passage.zone == Zone::Body && !passage.is_doubtful).collect()
}

/// The sentence from the last typed word on, where it begins as that does and goes on
/// behind it.
fn from_last_word(passage: &Passage, typed: &str) -> Option<String> {
    let sentence = one_line(passage.text.get(passage.words.start..)?);
    let (words, typed_words) = (tokenize(&sentence), tokenize(typed));
    let last = typed_words.len().checked_sub(1)?;
    let word = fold(typed_words.span(last).slice(typed));
    let start = (last < words.len()).then(|| words.span(last).start)?;
    let rest = sentence.get(start..)?.trim_end();
    let is_more = words.len() > last + 1 || words.span(last).len() > word.len();
    (is_more && fold(rest).starts_with(&word)).then(|| with_inner_marks(rest))
}

/// Within marks the marks of a source are the inner ones.
fn with_inner_marks(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' => '\'',
            '“' => '‘',
            '”' => '’',
            other => other,
        })
        .collect()
}

fn completion(offer: &Offer, passage: &Passage, replaces: Span) -> Completion {
    let document = &passage.document;
    let known = [document.credit(), document.title.as_deref()].into_iter().flatten();
    let source: Vec<String> = known.map(str::to_owned).chain([document.dated()]).collect();
    let text = offer.text();
    let mut label: String = text.chars().take(SHOWN).collect();
    if label.len() < text.len() {
        label.push('…');
    }
    Completion { label, text, replaces, detail: source.join(", "), about: About::Source(document.id.clone()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_begun_behind_a_mark_that_nothing_closes() {
        let open =
            |before: &str| opening(before).map(|(at, close)| (before.get(at..).unwrap_or_default().to_owned(), close));
        let begun = |typed: &str, close| Some((typed.to_owned(), close));
        assert_eq!(open("He said: “we keep"), begun("we keep", '”'));
        assert_eq!(open("“a” and “we keep"), begun("we keep", '”'));
        assert_eq!(open("\"a\" and \"we keep"), begun("we keep", '"'));
        assert_eq!(open("« a » et « nous"), begun(" nous", '»'));
        assert_eq!(open("er sagt: „wir"), begun("wir", '“'));
        assert_eq!(open("他说「我们"), begun("我们", '」'));
        for closed in ["“a” we keep", "\"a\" we keep", "„a“ und wir", "»a« und wir", "no mark", ""] {
            assert_eq!(open(closed), None, "{closed}");
        }
    }

    #[test]
    fn marks_within_marks_are_inner_ones() {
        assert_eq!(with_inner_marks("the “win-win” \"way\""), "the ‘win-win’ 'way'");
    }
}
