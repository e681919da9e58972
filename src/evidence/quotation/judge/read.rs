//! A quotation's segment, or a passage, as a row of words to compare: contractions in
//! their parts, amounts and dates as one word each, abbreviations as their long forms,
//! brackets as slots, and asides marked.

use super::abbreviation::Abbreviated;
use super::aside;
use super::case_mark::Unmarked;
use super::contraction::{self, Part};
use super::date::day_at;
use super::word::{Sort, Word};
use crate::prose::{Bracket, BracketKind, Piece, Quoted, figure_at};
use crate::text::{Gap, Span, TokenFlags, Tokens, WordKey, fold, stem_key, tokenize};

/// No prose: code or a picture in a draft.
const OBJECT: char = '\u{FFFC}';

/// The words of one text.
#[derive(Debug, Default)]
pub(super) struct Read<'t> {
    pub(super) words: Vec<Word<'t>>,
    /// What an editor set beside them: sic, emphasis added, a letter in another case.
    pub(super) notes: Vec<Span>,
    /// What stands in the brackets that were read as words, folded.
    literal: Vec<String>,
}

/// The words of the passage `text` of a source. `starts_line`: nothing of its line
/// stands before it.
pub(super) fn passage(text: &str, starts_line: bool) -> Read<'_> {
    let whole = Span::new(0, text.len());
    let quoted = Quoted::parse(text, whole);
    let asides = aside::in_passage(text, &quoted, starts_line);
    Reading { text, asides: &asides, sources: None, read: Read::default() }.run(&quoted.pieces)
}

/// The words of a segment of a quotation. Brackets that one of `sources` has as well
/// are no editor's.
pub(super) fn segment<'t>(segment: &'t Unmarked<'_>, sources: &[Read<'_>]) -> Read<'t> {
    let text = segment.text.as_ref();
    let quoted = Quoted::parse(text, Span::new(0, text.len()));
    let mut read = Reading { text, asides: &[], sources: Some(sources), read: Read::default() }.run(&quoted.pieces);
    for word in &mut read.words {
        word.span = segment.back(word.span);
        word.is_case_marked = segment.marks(word.span);
    }
    read.notes.iter_mut().for_each(|note| *note = segment.back(*note));
    read.notes.extend(segment.brackets.iter().map(|bracket| bracket.span));
    read
}

struct Reading<'t, 'p> {
    text: &'t str,
    asides: &'p [Span],
    /// The sources of a quotation; none while a source is read.
    sources: Option<&'p [Read<'p>]>,
    read: Read<'t>,
}

impl<'t> Reading<'t, '_> {
    fn run(mut self, pieces: &[Piece]) -> Read<'t> {
        let tokens = tokenize(self.text);
        let mut next = 0;
        for piece in pieces {
            let within = tokens.within(piece.span());
            let words = within.start.max(next)..within.end;
            match piece {
                Piece::Words(span) => next = self.words(&tokens, words, *span),
                Piece::Omission(_) => {}
                Piece::Bracket(bracket) => next = self.bracket(&tokens, words, *bracket),
            }
            next = next.max(within.end);
        }
        self.read
    }

    /// Words that are given as the speaker's; the index of the first that is left.
    fn words(&mut self, tokens: &Tokens, words: std::ops::Range<usize>, span: Span) -> usize {
        let mut at = words.start;
        let objects = span.slice(self.text).match_indices(OBJECT);
        let mut objects: Vec<usize> = objects.map(|(at, _)| span.start + at).collect();
        objects.reverse();
        while at < words.end {
            while objects.last().is_some_and(|object| *object < tokens.span(at).start) {
                let object = objects.pop().unwrap_or_default();
                self.slot(Span::new(object, object + OBJECT.len_utf8()));
            }
            at = self.word(tokens, at, words.end);
        }
        for object in objects.into_iter().rev() {
            self.slot(Span::new(object, object + OBJECT.len_utf8()));
        }
        words.end
    }

    /// Takes in the word at `at`, or the amount or date that begins there.
    fn word(&mut self, tokens: &Tokens, at: usize, end: usize) -> usize {
        if let Some(day) = day_at(self.text, tokens, at).filter(|day| day.words.end <= end) {
            self.push(tokens, at, day.span, day.key, Sort::Date);
            return day.words.end;
        }
        if let Some(figure) = figure_at(self.text, tokens, at).filter(|figure| figure.words.end <= end) {
            let amount = figure.amount;
            let key = WordKey::of_folded(&format!("\u{1}{}e{} {:?}", amount.digits, amount.exponent, amount.unit));
            self.push(tokens, at, figure.span, key, Sort::Figure);
            return figure.words.end;
        }
        if let Some(Abbreviated { key, other, span }) = super::abbreviation::at(self.text, tokens, at) {
            self.push(tokens, at, span, key, Sort::Abbreviated);
            if let Some(word) = self.read.words.last_mut() {
                word.other = other;
            }
            return at + 1;
        }
        self.signs(tokens, at);
        let parts = contraction::parts(self.text, tokens, at);
        if parts.is_empty() {
            self.plain(tokens, at);
        }
        for Part { key, other, span } in parts {
            self.push(tokens, at, span, key, Sort::Contracted);
            if let Some(word) = self.read.words.last_mut() {
                word.other = other;
            }
        }
        at + 1
    }

    fn plain(&mut self, tokens: &Tokens, at: usize) {
        let Some(key) = tokens.keys().get(at).copied() else { return };
        self.push(tokens, at, tokens.span(at), key, Sort::Plain);
        let stem = stem_key(key, tokens.span(at).slice(self.text));
        if let Some(word) = self.read.words.last_mut() {
            word.stem = stem;
        }
    }

    /// Signs before a word that are read aloud: &, minus, degrees.
    fn signs(&mut self, tokens: &Tokens, at: usize) {
        let start = at.checked_sub(1).map_or(0, |before| tokens.span(before).end);
        let gap = Span::new(start, tokens.span(at).start);
        for (place, sign) in gap.slice(self.text).char_indices() {
            let word = match sign {
                '&' => "and",
                '+' => "plus",
                '=' => "=",
                '°' => "degrees",
                '§' => "section",
                _ => continue,
            };
            let span = Span::new(gap.start + place, gap.start + place + sign.len_utf8());
            self.push(tokens, at, span, WordKey::of_folded(word), Sort::Abbreviated);
        }
    }

    fn push(&mut self, tokens: &Tokens, at: usize, span: Span, key: WordKey, sort: Sort) {
        let flags = tokens.flags(at);
        let starts_sentence = self.read.words.is_empty() || flags.gap() == Gap::Stop || flags.starts_paragraph();
        self.read.words.push(Word {
            key,
            other: None,
            stem: None,
            span,
            text: span.slice(self.text),
            sort,
            is_case_marked: false,
            flags,
            starts_sentence,
            is_aside: self.asides.iter().any(|aside| aside.contains(span)),
        });
    }

    fn slot(&mut self, span: Span) {
        self.read.words.push(Word {
            key: WordKey(0),
            other: None,
            stem: None,
            span,
            text: span.slice(self.text),
            sort: Sort::Slot,
            is_case_marked: false,
            flags: TokenFlags::default(),
            starts_sentence: false,
            is_aside: false,
        });
    }

    /// A bracket; the index of the first word that is left.
    fn bracket(&mut self, tokens: &Tokens, words: std::ops::Range<usize>, bracket: Bracket) -> usize {
        match (bracket.kind, self.sources) {
            (BracketKind::Sic | BracketKind::Note, Some(_)) => self.read.notes.push(bracket.span),
            (_, Some(sources)) if !is_of_source(self.inner(bracket), sources) => {
                return self.insertion(tokens, words.end, bracket);
            }
            _ => {
                let literal = fold(self.inner(bracket));
                self.read.literal.push(literal);
                return self.words(tokens, words, bracket.inner);
            }
        }
        words.end
    }

    fn inner(&self, bracket: Bracket) -> &'t str {
        bracket.inner.slice(self.text)
    }

    /// A slot for words of the source, with the word that the bracket touches: "sail\[ed\]".
    fn insertion(&mut self, tokens: &Tokens, end: usize, bracket: Bracket) -> usize {
        let mut span = bracket.span;
        let touches = |word: &Word<'_>| word.span.end == bracket.span.start;
        while let Some(word) = self.read.words.pop_if(|word| touches(word) || word.span.end > bracket.span.start) {
            span.start = span.start.min(word.span.start);
        }
        let rest = Span::new(span.end, self.text.len()).slice(self.text);
        let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '’')).map_or(0, char::len_utf8);
        let is_touched = end < tokens.len() && tokens.span(end).start == span.end + mark;
        if is_touched {
            span.end = tokens.span(end).end;
        }
        self.slot(span);
        end + usize::from(is_touched)
    }
}

/// How much of a bracket must be the source's for it to be one of the source, altered or
/// not. Below, an editor's bracket stands in the place of the source's.
const ALIKE: f64 = 0.8;

/// Whether a source has the bracket itself.
fn is_of_source(inner: &str, sources: &[Read<'_>]) -> bool {
    let folded = fold(inner);
    let mut own = sources.iter().flat_map(|source| &source.literal);
    own.any(|literal| strsim::normalized_levenshtein(literal, &folded) >= ALIKE)
}
