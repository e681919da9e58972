//! What a cursor stands on: the one walk that hover, definition, references and
//! highlights share.

use std::ops::Range;

use super::{Analysis, Engine};
use crate::draft::{Block, BlockContent, Snapshot, Suppression};
use crate::evidence::{Cast, Occurrence, title_alone, titles};
use crate::termbase::{NameMatch, Office, Person, Termbase};
use crate::text::{Span, is_function_word, one_line};

/// How far around the cursor an attested phrase is looked for, in words.
const REACH: usize = 40;

/// What a cursor stands on, the most telling first.
pub(super) enum Subject<'a> {
    /// A suppression comment.
    Suppression(&'a Suppression),
    /// A term of the termbase.
    Term(Occurrence<'a>),
    /// The name or the title of somebody the termbase knows.
    Named(Phrase<'a>, Named<'a>),
    /// The longest phrase around the cursor that the corpus attests.
    Phrase(Phrase<'a>),
}

/// Whom or what a name or a title names.
pub(super) enum Named<'a> {
    /// A person.
    Person(&'a Person),
    /// The offices of a title.
    Offices(Vec<&'a Office>),
}

/// A run of words in a block.
pub(super) struct Phrase<'a> {
    /// The block.
    pub(super) block: &'a Block,
    /// Indexes of its words.
    pub(super) words: Range<usize>,
}

impl<'a> Phrase<'a> {
    fn content(&self) -> &'a BlockContent {
        &self.block.content
    }

    /// The words as a reader sees them.
    pub(super) fn text(&self) -> String {
        let span = self.content().tokens.cover(self.words.clone());
        one_line(span.slice(&self.content().text))
    }

    /// The bytes of the draft.
    pub(super) fn span(&self) -> Span {
        self.block.to_source(self.content().tokens.cover(self.words.clone()))
    }

    /// The same phrase without function words at its ends; the word at `kept` stays.
    fn trimmed(mut self, kept: usize) -> Self {
        let content = self.content();
        let is_function = |index: usize| is_function_word(content.tokens.span(index).slice(&content.text));
        while self.words.start < kept && is_function(self.words.start) {
            self.words.start += 1;
        }
        while self.words.end > kept + 1 && is_function(self.words.end - 1) {
            self.words.end -= 1;
        }
        self
    }

    /// Whether the phrase says something: two words, one of them of content.
    fn is_telling(&self) -> bool {
        let content = self.content();
        let is_content = |index: usize| !is_function_word(content.tokens.span(index).slice(&content.text));
        self.words.len() > 1 && self.words.clone().any(is_content)
            || self.words.clone().filter(|&index| content.tokens.flags(index).is_cjk()).count() > 1
    }
}

impl Engine {
    /// What the cursor at `offset` stands on.
    pub(super) fn subject<'a>(&'a self, analysis: &'a Analysis, offset: usize) -> Option<Subject<'a>> {
        let snapshot = &analysis.snapshot;
        if let Some(suppression) = snapshot.suppressions.iter().find(|found| found.comment.touches(offset)) {
            return Some(Subject::Suppression(suppression));
        }
        if let Some(occurrence) = occurrences(analysis).find(|occurrence| occurrence.span().touches(offset)) {
            return Some(Subject::Term(occurrence));
        }
        if let Some((phrase, named)) = named(analysis, offset) {
            return Some(Subject::Named(phrase, named));
        }
        self.attested_phrase(snapshot.block_at(offset)?, offset).map(Subject::Phrase)
    }

    fn attested_phrase<'a>(&self, block: &'a Block, offset: usize) -> Option<Phrase<'a>> {
        let corpus = self.corpus()?;
        let tokens = &block.content.tokens;
        let at = block.offset_from_source(offset);
        let cursor = tokens.index_at(at);
        // Between two words a cursor stands on neither.
        if !tokens.span(cursor).touches(at) || cursor >= tokens.len() {
            return None;
        }
        let reach = cursor.saturating_sub(REACH)..(cursor + REACH).min(tokens.len());
        let keys = tokens.keys().get(reach.clone())?;
        let found = corpus.longest_phrase(keys, cursor - reach.start).ok()??;
        let words = found.words.start + reach.start..found.words.end + reach.start;
        Some(Phrase { block, words }.trimmed(cursor)).filter(Phrase::is_telling)
    }
}

/// The name or the title at `offset`.
fn named(analysis: &Analysis, offset: usize) -> Option<(Phrase<'_>, Named<'_>)> {
    let (termbase, snapshot) = (&*analysis.termbase, &analysis.snapshot);
    let block = snapshot.block_at(offset)?;
    let index = snapshot.blocks.partition_point(|other| other.source.end < block.source.end);
    let names = &analysis.terms.get(index)?.names;
    let found = names.iter().find(|found| block.to_source(found.span).touches(offset))?;
    let cast = Cast::of(termbase, &analysis.terms);
    let meaning = termbase.names().meaning(found);
    let loose = || meaning.reversed.first().copied().or_else(|| cast.only_known(&meaning.given));
    let person = cast.whose(termbase, found).or_else(loose).and_then(|person| termbase.person(person));
    let meant = match person {
        Some(person) => Named::Person(person),
        None => Named::Offices(offices(termbase, &cast, block, names, found)?),
    };
    Some((Phrase { block, words: found.words.clone() }, meant))
}

/// The offices of the title `found`: those of the person it is given to, else those of
/// the country beside it.
fn offices<'a>(
    termbase: &'a Termbase,
    cast: &Cast,
    block: &Block,
    names: &[NameMatch],
    found: &NameMatch,
) -> Option<Vec<&'a Office>> {
    for name in names {
        let Some(person) = cast.whose(termbase, name).and_then(|person| termbase.person(person)) else { continue };
        let mut given = titles(termbase, block, names, name.words.clone()).into_iter();
        if let Some(title) = given.find(|title| title.span == found.span) {
            let is_held = |office: &&Office| office.held_by(&person.id).next().is_some();
            return Some(title.offices.into_iter().filter(is_held).collect()).filter(|held: &Vec<_>| !held.is_empty());
        }
    }
    title_alone(termbase, block, found).map(|title| title.offices)
}

/// The words of a draft under some bytes, as a reader sees them; a word that is touched
/// counts whole. Where no prose stands (code, front matter), the bytes as they are.
pub(super) fn selected(snapshot: &Snapshot, span: Span) -> String {
    let parts: Vec<&str> = snapshot.blocks.iter().filter_map(|block| selected_in(block, span)).collect();
    if parts.is_empty() { one_line(span.slice(&snapshot.text)) } else { one_line(&parts.join(" ")) }
}

fn selected_in(block: &Block, span: Span) -> Option<&str> {
    if !block.source.overlaps(span) {
        return None;
    }
    let BlockContent { text, tokens, .. } = block.content.as_ref();
    let bytes = Span::new(block.offset_from_source(span.start), block.offset_from_source(span.end));
    let touched = |&word: &usize| tokens.span(word).overlaps(bytes);
    let first = (0..tokens.len()).find(touched)?;
    let last = (first..tokens.len()).rfind(touched)?;
    Some(tokens.cover(first..last + 1).slice(text))
}

/// The terms of a draft, in order of place.
pub(super) fn occurrences(analysis: &Analysis) -> impl Iterator<Item = Occurrence<'_>> {
    Occurrence::all(&analysis.termbase, &analysis.snapshot.blocks, &analysis.terms)
}
