//! Writes one wording in place of another without harm: the letter case, the
//! number and the Markdown marks of the old wording stay, and a mend that would
//! itself be a fault is not offered.
//!
//! ```text
//! *community* of **common destiny**      becomes
//! *community* with a **shared future**
//! ```

use crate::draft::{Block, BlockContent};
use crate::termbase::{Concept, Term, TermMatch, Termbase, head_word, with_plural_head};
use crate::text::{CasePattern, Edit, Gap, OffsetMap, Span, Tokens, WordKey, fold, stem_key, tokenize};

use super::{Applicability, Fix};

/// Words looked at on each side of a mend; longer than terms are.
const AROUND: usize = 64;

/// Words of a draft that are to give way to a term.
pub(super) struct Mend<'m> {
    /// The block they stand in.
    pub(super) block: &'m Block,
    /// The words, as indexes of the block's tokens.
    pub(super) words: std::ops::Range<usize>,
    /// The wording they were recognised by; its letter case is the plain one.
    pub(super) recognised_by: &'m str,
    /// Whether they are the plural of it.
    pub(super) is_plural: bool,
    /// The concept.
    pub(super) concept: &'m Concept,
    /// What to write.
    pub(super) term: &'m Term,
}

impl Mend<'_> {
    /// The fix, or `None` where writing it would do harm: the words are quoted or a
    /// link's target, the marks inside them cannot be kept, or the result would not
    /// read as the term.
    pub(super) fn fix(&self, termbase: &Termbase) -> Option<Fix> {
        let content = &self.block.content;
        let span = content.tokens.cover(self.words.clone());
        if self.block.is_quoted(span) {
            return None;
        }
        let wording = self.dressed(span.slice(&content.text));
        let article = self.article(&wording);
        let is_safe = article.is_none() && !self.is_compound() && !content.has_stray_mark && self.keeps_the_head();
        let mut edits = self.edits(span, &wording)?;
        edits.extend(article);
        edits.sort();
        let is_target = |edit: &Edit| content.targets.iter().any(|target| target.overlaps(edit.span));
        if edits.iter().any(is_target) || !self.reads_as_the_term(termbase, &edits) {
            return None;
        }
        Some(Fix {
            title: format!("replace with \"{wording}\""),
            applicability: if is_safe { Applicability::Safe } else { Applicability::Unsafe },
            edits: edits.into_iter().map(|edit| Edit::new(self.block.to_source(edit.span), edit.replacement)).collect(),
        })
    }

    /// The new wording as the old one, `found`, is written: in its letter case, with its
    /// hyphens, without what the text goes on to say anyway.
    fn dressed(&self, found: &str) -> String {
        let wording = CasePattern::of(found, self.recognised_by).write(&self.wording());
        let wording = if self.is_compound() { wording.replace(' ', "-") } else { wording };
        without_repeated_tail(&wording, &self.block.content, self.words.end)
    }

    fn wording(&self) -> String {
        let plural = if self.is_plural && self.term.inflect { with_plural_head(&self.term.text) } else { None };
        plural.unwrap_or_else(|| self.term.text.clone())
    }

    /// "community-of-common-destiny": one adjective, which the mend stays.
    fn is_compound(&self) -> bool {
        let content = &self.block.content;
        let is_hyphen = |index: usize| content.tokens.flags(index).gap() == Gap::Hyphen;
        self.words.len() > 2 && self.words.clone().skip(1).all(is_hyphen)
    }

    /// Whether old and new wording share the word that verbs and articles agree
    /// with, so that the sentence around them stays right.
    fn keeps_the_head(&self) -> bool {
        let head = |wording: &str| {
            let word = head_word(wording)?;
            Some((stem_key(WordKey::of(word), word)?, is_plural_word(word)))
        };
        let old = head(self.recognised_by);
        old.is_some() && old == head(&self.term.text)
    }

    /// "an Internet" before "cyber": the article has to follow the sound.
    fn article(&self, wording: &str) -> Option<Edit> {
        let content = &self.block.content;
        let index = self.words.start.checked_sub(1)?;
        let span = content.tokens.span(index);
        let article = span.slice(&content.text);
        let wanted = match (fold(article).as_str(), begins_with_vowel(wording)?) {
            ("a", true) => "an",
            ("an", false) => "a",
            _ => return None,
        };
        Some(Edit::new(span, CasePattern::of(article, "a").write(wanted)))
    }

    /// Edits of the block's text. One where the words stand unbroken; else one a
    /// word, so that emphasis, links and line ends between them stay.
    fn edits(&self, span: Span, wording: &str) -> Option<Vec<Edit>> {
        let content = &self.block.content;
        if content.map.is_unbroken(span) && !span.slice(&content.text).contains('\n') {
            return Some(vec![Edit::new(span, wording)]);
        }
        word_by_word(&content.tokens, &content.map, &content.text, self.words.clone(), wording)
    }

    /// The words and those that a term may share with them: a very long block is not
    /// read anew for each of its terms.
    fn neighbourhood(&self) -> Span {
        let tokens = &self.block.content.tokens;
        tokens.cover(self.words.start.saturating_sub(AROUND)..(self.words.end + AROUND).min(tokens.len()))
    }

    /// Whether the block, once edited, holds this term where the words stood and
    /// nothing there that calls for another mend.
    fn reads_as_the_term(&self, termbase: &Termbase, edits: &[Edit]) -> bool {
        let content = &self.block.content;
        let around = self.neighbourhood();
        let edits: Vec<Edit> = edits
            .iter()
            .map(|edit| {
                let span = Span::new(edit.span.start - around.start, edit.span.end - around.start);
                Edit::new(span, edit.replacement.clone())
            })
            .collect();
        let Ok(text) = crate::text::apply(around.slice(&content.text), &edits) else { return false };
        let tokens = tokenize(&text);
        let start = edits.first().map_or(0, |edit| edit.span.start);
        let after = around.len() - edits.last().map_or(0, |edit| edit.span.end);
        let place = Span::new(start, text.len() - after);
        let found = termbase.matcher().find(&text, &tokens);
        let is_the_term = |found: &TermMatch| {
            termbase.concept(found.concept).is_some_and(|concept| concept.id == self.concept.id)
                && termbase.term(found).is_some_and(|term| term.text == self.term.text)
        };
        let mut there = found.iter().filter(|found| found.span.overlaps(place)).peekable();
        there.peek().is_some() && there.all(is_the_term) && !is_near_a_term(termbase, &text, &tokens, &found, place)
    }
}

/// Whether the words at `place` are still nearly a term: "community with a shared
/// future" before "of mankind".
fn is_near_a_term(termbase: &Termbase, text: &str, tokens: &Tokens, exact: &[TermMatch], place: Span) -> bool {
    let words = tokens.keys().iter().enumerate();
    let stems: Vec<_> = words.map(|(word, key)| stem_key(*key, tokens.span(word).slice(text))).collect();
    termbase.near().find(text, tokens, &stems, exact).iter().any(|near| near.span.overlaps(place))
}

/// "community of common destiny **for mankind**": what follows already says the
/// end of the new wording, which is then left out.
fn without_repeated_tail(wording: &str, content: &BlockContent, next: usize) -> String {
    let tokens = tokenize(wording);
    let longest = (1..tokens.len()).rev().find(|&count| {
        let tail = tokens.keys().get(tokens.len() - count..).unwrap_or_default();
        content.tokens.keys().get(next..next + count) == Some(tail)
    });
    match longest {
        Some(count) => wording.get(..tokens.span(tokens.len() - count - 1).end).unwrap_or(wording).to_owned(),
        None => wording.to_owned(),
    }
}

/// One edit for each word that changes. The last words are paired off one to one,
/// the first takes what is left over, so that each mark keeps a word.
fn word_by_word(
    tokens: &Tokens,
    map: &OffsetMap,
    text: &str,
    words: std::ops::Range<usize>,
    wording: &str,
) -> Option<Vec<Edit>> {
    let new: Vec<&str> = wording.split(' ').collect();
    let (old_len, shared_head) = (words.len(), shared_words(tokens, text, words.clone(), &new));
    let (old_left, new_left) = (old_len - shared_head, new.len().checked_sub(shared_head)?);
    if old_left == 0 || new_left < old_left {
        return None;
    }
    let surplus = new_left - old_left;
    let mut edits = Vec::new();
    for index in 0..old_left {
        let span = tokens.span(words.start + shared_head + index);
        let first = shared_head + if index == 0 { 0 } else { index + surplus };
        let last = shared_head + index + surplus;
        let replacement = new.get(first..=last)?.join(" ");
        if !map.is_unbroken(span) {
            return None;
        }
        if replacement != span.slice(text) {
            edits.push(Edit::new(span, replacement));
        }
    }
    Some(edits)
}

/// How many words old and new wording share at the start.
fn shared_words(tokens: &Tokens, text: &str, words: std::ops::Range<usize>, new: &[&str]) -> usize {
    words.zip(new).take_while(|(index, word)| tokens.span(*index).slice(text) == **word).count()
}

/// Whether a word sounds as if it began with a vowel; `None` where spelling does
/// not tell ("European", "hour", figures, abbreviations).
pub(super) fn begins_with_vowel(wording: &str) -> Option<bool> {
    let word = fold(wording.split([' ', '-']).next()?);
    let first = word.chars().next()?;
    if !first.is_alphabetic() || ["eu", "ho", "u", "one", "once"].iter().any(|unclear| word.starts_with(unclear)) {
        return None;
    }
    Some(matches!(first, 'a' | 'e' | 'i' | 'o'))
}

fn is_plural_word(word: &str) -> bool {
    let word = fold(word);
    word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("is")
}
