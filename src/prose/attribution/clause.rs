//! A paragraph as attribution reads it: words outside quotation marks with what stands
//! before each, and every quotation as one element, so that nothing inside the marks is
//! ever taken for a verb or a name.
//!
//! ```text
//! “No,” Mr. Tarn said. He “hates” it.
//! Q     Tarn     said  He Q       it      (titles are words, too)
//! ```

use super::class::{Class, class};
use super::cue::{Cue, cue};
use super::gap::{Gap, is_abbreviation};
use crate::text::{Span, fold, is_function_word, tokenize};

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word outside all quotation marks.
    Word(Word),
    /// The quotation with this index in its paragraph.
    Quotation(usize),
}

/// A word outside quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) class: Class,
    pub(super) cue: Option<Cue>,
    /// Whether a possessive 's or an apostrophe follows.
    pub(super) is_possessive: bool,
}

/// A word or a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) span: Span,
    pub(super) gap: Gap,
    pub(super) kind: Kind,
}

impl Element {
    pub(super) const fn word(&self) -> Option<&Word> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            Kind::Quotation(_) => None,
        }
    }

    pub(super) fn class(&self) -> Option<Class> {
        self.word().map(|word| word.class)
    }

    pub(super) fn is(&self, class: Class) -> bool {
        self.class() == Some(class)
    }

    pub(super) fn cue(&self) -> Option<Cue> {
        self.word().and_then(|word| word.cue)
    }

    pub(super) fn is_possessive(&self) -> bool {
        self.word().is_some_and(|word| word.is_possessive)
    }

    pub(super) const fn is_quotation(&self) -> bool {
        matches!(self.kind, Kind::Quotation(_))
    }
}

/// How the words of a quotation end, its closing mark aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A comma, inside or right behind the mark: the sentence goes on.
    Comma,
    /// A question mark, an exclamation mark, a dash or an ellipsis: it may go on.
    Open,
    /// A full stop.
    Stop,
    /// A word.
    Bare,
}

/// One paragraph, element by element.
#[derive(Debug)]
pub(super) struct Clauses<'t> {
    pub(super) text: &'t str,
    pub(super) elements: Vec<Element>,
}

impl<'t> Clauses<'t> {
    /// Reads a paragraph; of nested quotations only the outer ones count.
    pub(super) fn read(text: &'t str, quotations: &[Span]) -> Self {
        let mut clauses = Self { text, elements: Vec::new() };
        let mut at = 0;
        for (index, span) in quotations.iter().enumerate() {
            if span.start < at || span.is_empty() {
                continue;
            }
            clauses.read_words(Span::new(at, span.start));
            let gap = clauses.gap_before(span.start, true);
            clauses.elements.push(Element { span: *span, gap, kind: Kind::Quotation(index) });
            at = span.end;
        }
        clauses.read_words(Span::new(at, text.len()));
        clauses
    }

    fn read_words(&mut self, stretch: Span) {
        let text = stretch.slice(self.text);
        let tokens = tokenize(text);
        for index in 0..tokens.len() {
            let flags = tokens.flags(index);
            let span = tokens.span(index).shifted(stretch.start);
            let gap = self.gap_before(span.start, flags.is_capital());
            let opens = gap.ends_sentence() || self.elements.is_empty();
            let folded = fold(span.slice(self.text));
            let class = class(&folded, flags.is_capital(), opens);
            let is_capital = flags.is_capital();
            let is_possessive = flags.is_possessive() || self.has_apostrophe_after(span.end);
            // "Long said" and "the Times Says"; a name in mid-sentence is no verb.
            let cue = cue(&folded).filter(|_| !is_capital || opens);
            self.elements.push(Element { span, gap, kind: Kind::Word(Word { class, cue, is_possessive }) });
        }
    }

    fn has_apostrophe_after(&self, end: usize) -> bool {
        let rest = Span::new(end, self.text.len()).slice(self.text);
        let mut rest = rest.chars();
        matches!(rest.next(), Some('’' | '\'')) && rest.next().is_none_or(|c| c.is_whitespace() || c == 's')
    }

    /// What stands between the last element and the byte `start`.
    fn gap_before(&self, start: usize, next_is_capital: bool) -> Gap {
        let Some(last) = self.elements.last() else { return Gap::default() };
        let between = Span::new(last.span.end, start).slice(self.text);
        let is_abbreviation = last.word().is_some() && is_abbreviation(last.span.slice(self.text));
        let gap = Gap::read(between, next_is_capital && !is_abbreviation);
        let is_ended = last.is_quotation() && next_is_capital && ends_with_stop(last.span.slice(self.text));
        if is_ended { gap.with_stop() } else { gap }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Element> {
        self.elements.get(index)
    }

    pub(super) fn slice(&self, index: usize) -> &'t str {
        self.elements.get(index).map_or("", |element| element.span.slice(self.text))
    }

    /// Whether the element is this word, in any case.
    pub(super) fn is_word(&self, index: usize, word: &str) -> bool {
        self.elements.get(index).is_some_and(|element| !element.is_quotation())
            && self.slice(index).eq_ignore_ascii_case(word)
    }

    /// Whether the quotation at `index` is written as titles are: "The Morning Hour".
    pub(super) fn is_title(&self, index: usize) -> bool {
        let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let words = self.slice(index).split(|c: char| c.is_whitespace() || is_mark(c)).filter(|word| !word.is_empty());
        let mut capitals = 0;
        for word in words {
            capitals += usize::from(is_capital(word));
            if !is_capital(word) && !is_function_word(word) {
                return false;
            }
        }
        capitals > 1
    }

    /// How the quotation at `index` ends.
    pub(super) fn ending(&self, index: usize) -> Ending {
        let Some(element) = self.elements.get(index) else { return Ending::Bare };
        let next = self.elements.get(index + 1);
        if next.is_some_and(|next| next.gap.has_comma()) {
            return Ending::Comma;
        }
        let inside = element.span.slice(self.text).trim_end_matches(is_mark).trim_end();
        match inside.chars().next_back() {
            Some(',' | '，') => Ending::Comma,
            Some('?' | '!' | '？' | '！' | '…' | '\u{2012}'..='\u{2015}' | '-') => Ending::Open,
            Some('.') if inside.ends_with("..") || inside.ends_with(". .") => Ending::Open,
            Some('.' | '。') => Ending::Stop,
            _ if next.is_some_and(|next| next.gap.has_dash()) => Ending::Open,
            _ => Ending::Bare,
        }
    }

    /// Whether the quotation at `index` has no closing mark: it goes on in the next
    /// paragraph.
    pub(super) fn is_left_open(&self, index: usize) -> bool {
        let Some(element) = self.elements.get(index).filter(|element| element.span.end == self.text.len()) else {
            return false;
        };
        let words = element.span.slice(self.text);
        let inside = words.trim_start_matches(is_mark);
        !inside.trim_end().ends_with(is_mark) && inside.len() < words.len()
    }

    /// The first element of the sentence that holds the element at `index`.
    pub(super) fn sentence_start(&self, index: usize) -> usize {
        let reach = index.saturating_sub(REACH);
        let mut at = index;
        while at > reach && !self.elements.get(at).is_none_or(|element| element.gap.ends_sentence()) {
            at -= 1;
        }
        at
    }
}

/// How many elements a clause is looked through in either direction; sentences of the
/// press have some 25 words, and a bound keeps the walk linear.
pub(super) const REACH: usize = 60;

pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»' | '\u{2018}'..='\u{201F}' | '‹' | '›' | '「' | '」' | '『' | '』' | '《' | '》')
}

fn ends_with_stop(quotation: &str) -> bool {
    quotation.trim_end_matches(is_mark).ends_with(['.', '?', '!', '。', '…'])
}
