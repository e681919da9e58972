//! A sentence as it is pasted from a draft or a page: quoted parts, and the words around
//! them, which are nobody's to verify. The pasted words enter; a card for each quotation
//! that was verified leaves, and says what was not looked for.

use super::{Engine, QuotationCard};
use crate::corpus::{CorpusError, DocumentRef};
use crate::evidence::quotation::Verdict;
use crate::prose::{has_stray_mark, quotations, without_marks};
use crate::text::{Span, tokenize};

/// From so many words on what is quoted may be most of what is meant, though the words
/// around it are more.
const SPEECH_WORDS: usize = 6;

impl Engine {
    /// Verifies pasted words. They are one quotation where no other marks stand in them, or
    /// where the sources have all of them, with the marks. Else the quoted parts are
    /// verified: as one where they are the words of one place (`"We stay," he said, "until
    /// dawn."`), else each by itself. Nothing where there is no corpus, or no word.
    ///
    /// # Errors
    /// As [`Engine::quote`].
    pub fn quote_pasted(&self, words: &str, cited: &[DocumentRef]) -> Result<Vec<QuotationCard>, CorpusError> {
        let Some(whole) = self.quote(words, cited)? else { return Ok(Vec::new()) };
        let parts = quoted_parts(&whole.text);
        let is_marked_as_one = whole.text.len() < words.trim().len();
        if parts.is_empty() || is_marked_as_one || is_one_quotation(&whole, &parts) {
            return Ok(vec![whole]);
        }
        let left_out = left_out(&whole.text, &parts);
        let told = |mut card: QuotationCard| {
            card.notices.splice(0..0, left_out.clone());
            card
        };
        let quoted: Vec<&str> = parts.iter().map(|part| without_comma(part.slice(&whole.text))).collect();
        let joined = self.quote(&quoted.join(" "), cited)?;
        if let Some(joined) = joined.filter(|card| parts.len() == 1 || has_the_words(card)) {
            return Ok(vec![told(joined)]);
        }
        let mut cards = Vec::with_capacity(quoted.len());
        for words in quoted {
            cards.extend(self.quote(words, cited)?);
        }
        let first = cards.drain(..cards.len().min(1)).map(told).collect::<Vec<_>>();
        Ok(first.into_iter().chain(cards).collect())
    }
}

/// The words between marks, where they are most of what is meant. Of marks without their
/// other half nobody can tell what they quote.
fn quoted_parts(text: &str) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    let mut reached = 0;
    for quotation in quotations(text).into_iter().filter(|_| !has_stray_mark(text)) {
        if quotation.start >= reached {
            reached = quotation.end;
            parts.push(without_marks(text, quotation));
        }
    }
    parts.retain(|part| !tokenize(part.slice(text)).is_empty());
    let quoted: usize = parts.iter().map(|part| tokenize(part.slice(text)).len()).sum();
    let is_meant = quoted >= SPEECH_WORDS || quoted * 2 >= tokenize(text).len();
    if is_meant { parts } else { Vec::new() }
}

/// Words without the comma that leads on to who says them: `"We stay," he said`.
fn without_comma(words: &str) -> &str {
    words.trim_end().trim_end_matches([',', '，'])
}

const fn has_the_words(card: &QuotationCard) -> bool {
    matches!(card.verdict, Some(Verdict::Verbatim | Verdict::Adapted))
}

/// Whether the sources have the words around the quoted parts, too: then a source quotes
/// somebody. Unknown where a source cannot be read, and then nothing is left out.
fn is_one_quotation(card: &QuotationCard, parts: &[Span]) -> bool {
    let tokens = tokenize(&card.text);
    let outer: Vec<Span> = (0..tokens.len())
        .map(|word| tokens.span(word))
        .filter(|word| !parts.iter().any(|part| part.contains(*word)))
        .collect();
    let differences = card.places.first().map_or(&[] as &[_], |place| &place.differences);
    let changed = outer.iter().filter(|word| differences.iter().any(|it| it.quoted.overlaps(**word))).count();
    match card.verdict {
        Some(Verdict::Verbatim | Verdict::Adapted) | None => true,
        Some(Verdict::Altered) => changed * 2 <= outer.len(),
        Some(Verdict::Similar | Verdict::Absent) => outer.is_empty(),
    }
}

/// What stands outside the marks and was not looked for, told in a line.
fn left_out(text: &str, parts: &[Span]) -> Option<String> {
    let ends = parts.iter().map(|part| part.start).chain([text.len()]);
    let starts = [0].into_iter().chain(parts.iter().map(|part| part.end));
    let bare = |gap: Span| gap.slice(text).trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let outside = starts.zip(ends).map(|(start, end)| bare(Span::new(start, end.max(start))));
    let outside: Vec<String> = outside.filter(|words| !words.is_empty()).map(|words| format!("\"{words}\"")).collect();
    (!outside.is_empty()).then(|| format!("not looked for, since outside the quotation marks: {}", outside.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        quoted_parts(text).into_iter().map(|part| part.slice(text)).collect()
    }

    #[test]
    fn what_stands_between_marks_is_verified() {
        let text = "\"We will stay,\" he said, \"until the work is done.\"";
        assert_eq!(parts(text), ["We will stay,", "until the work is done."]);
        let said = left_out(text, &quoted_parts(text)).unwrap_or_default();
        assert_eq!(said, "not looked for, since outside the quotation marks: \"he said\"");
    }

    #[test]
    fn a_word_in_marks_among_many_is_no_sentence_that_is_quoted() {
        assert_eq!(parts("the so-called \"wall\" of the harbour has never caught a fish"), [] as [&str; 0]);
        assert_eq!(parts("We stay, he said, \"until dawn"), [] as [&str; 0]);
    }
}
