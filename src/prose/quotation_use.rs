//! What a quotation is there for: somebody's words, a term that is named, a title, or
//! marks that keep a word at arm's length. The text around a quotation enters; nothing
//! here knows who speaks.

use crate::text::{Span, is_function_word, tokenize};

/// What a quotation is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuotationUse {
    /// It says what somebody said or wrote.
    Speech,
    /// A few words that name something: a "community with a shared future".
    Term,
    /// The title of a text.
    Title,
    /// The writer does not mean it so: a so-called "peace plan".
    Distance,
}

/// From so many words on a quotation without a cue is speech: shorter ones in running
/// text are mostly terms.
const SPEECH_WORDS: usize = 6;

/// What the quotation at `quotation` (with its marks) is there for in `text`.
#[must_use]
pub fn quotation_use(text: &str, quotation: Span) -> QuotationUse {
    let before = Span::new(0, quotation.start).slice(text).trim_end();
    let inner = without_marks(text, quotation).slice(text);
    if is_distance(before) {
        QuotationUse::Distance
    } else if quotation.slice(text).starts_with('《') || is_title_cued(before) || is_title(inner) {
        QuotationUse::Title
    } else if is_cued(before, inner) || tokenize(inner).len() >= SPEECH_WORDS {
        QuotationUse::Speech
    } else {
        QuotationUse::Term
    }
}

/// A quotation without the marks around it; one by an element has none.
#[must_use]
pub fn without_marks(text: &str, quotation: Span) -> Span {
    let quoted = quotation.slice(text);
    let inner = quoted.strip_prefix(is_quotation_mark).unwrap_or(quoted);
    let start = quotation.end - inner.len();
    let end = inner.strip_suffix(is_quotation_mark).map_or(quotation.end, |inner| start + inner.len());
    Span::new(start, end)
}

/// Whether a character opens or closes quotations.
#[must_use]
pub const fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»' | '\u{2018}'..='\u{201F}' | '‹' | '›')
        || matches!(c, '《' | '》' | '「' | '」' | '『' | '』' | '\u{FF02}')
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default()
}

fn is_distance(before: &str) -> bool {
    ["so-called", "self-styled", "self-proclaimed", "supposed", "alleged"]
        .iter()
        .any(|word| last_word(before).eq_ignore_ascii_case(word))
}

fn is_title_cued(before: &str) -> bool {
    const CUES: [&str; 6] = ["entitled", "titled", "headlined", "headed", "themed", "called"];
    CUES.iter().any(|word| last_word(before).eq_ignore_ascii_case(word))
}

/// Two words or more, each of weight capitalised, and no end of a sentence.
fn is_title(inner: &str) -> bool {
    !inner.ends_with(['.', ',', '!', ';', '…']) && is_title_case(inner)
}

fn is_title_case(inner: &str) -> bool {
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let mut words = inner.split_whitespace().filter(|word| !is_function_word(word)).peekable();
    words.by_ref().take(2).filter(|word| word.starts_with(char::is_uppercase)).count() == 2 && !words.any(is_small)
}

/// A comma or colon leads in, or the quotation ends in a comma: "... ," he said.
fn is_cued(before: &str, inner: &str) -> bool {
    let words = inner.split_whitespace().count();
    words >= 3 && (before.ends_with([',', ':']) && inner.starts_with(char::is_uppercase) || inner.ends_with(['?', '!']))
        || words >= 4 && inner.ends_with(',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::quotations;

    fn check(text: &str, expected: QuotationUse) {
        let quotation = quotations(text).first().copied().expect("a quotation");
        assert_eq!(quotation_use(text, quotation), expected, "{text}");
    }

    #[test]
    fn tells_speech_from_terms_titles_and_distance() {
        use QuotationUse::{Distance, Speech, Term, Title};
        check("\"The ports must stay open to all,\" she said.", Speech);
        check("She said: \"Ports stay open.\"", Speech);
        check("He asked, \"Who keeps watch?\"", Speech);
        check("It calls this a \"community with a shared future\" at sea.", Term);
        check("a so-called \"peace plan for all of the islands\"", Distance);
        check("in \"Keeping the Harbour Open for All\" the author", Title);
        check("a paper entitled \"on harbours\"", Title);
        check("《宣言》 says", Title);
        check("the council holds that \"small ports must keep three open lanes\" today", Speech);
    }

    #[test]
    fn marks_come_off_on_both_sides() {
        let inner = |text: &str| without_marks(text, Span::new(0, text.len())).slice(text).to_owned();
        assert_eq!(inner("“one two”"), "one two");
        assert_eq!(inner("“runs on"), "runs on");
        assert_eq!(inner("an element"), "an element");
        assert_eq!(inner("\"\""), "");
        assert_eq!(inner("\""), "");
    }
}
