//! What a draft shares with the corpus: runs of words that both have word for word,
//! and terms of the termbase that stand in both. A draft's blocks and terms enter;
//! what leaves is each shared wording once, where the draft has it first, with the
//! documents that have it. Reads no source.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{BlockTerms, Occurrence};
use crate::corpus::{Corpus, CorpusError, DocumentRef};
use crate::draft::{Block, BlockContent};
use crate::termbase::{Term, Termbase};
use crate::text::{Span, WordKey, one_line, tokenize};

/// The fewest words of a run. Five words in a row are often anybody's.
const SHORTEST_RUN: usize = 6;

/// How a wording is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SharedKind {
    /// Words that follow one another in both.
    Run,
    /// A term of the termbase.
    Term,
}

/// A wording that the draft and some documents have.
pub(super) struct Shared<'d> {
    /// How it is shared.
    pub(super) kind: SharedKind,
    /// The block of the draft that has it first.
    block: &'d Block,
    /// The bytes of the block's text.
    place: Span,
    /// The words of the draft, counted from its beginning.
    pub(super) words: Range<usize>,
    /// What it may read like in a source.
    pub(super) wordings: Vec<Vec<WordKey>>,
    /// The documents that have it, in order.
    pub(super) documents: Vec<DocumentRef>,
}

impl<'d> Shared<'d> {
    fn new(kind: SharedKind, block: &'d Block, words: Range<usize>, words_before: usize) -> Self {
        Self {
            kind,
            block,
            place: block.content.tokens.cover(words.clone()),
            words: words_before + words.start..words_before + words.end,
            wordings: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// The words as the draft has them, without marks.
    pub(super) fn text(&self) -> String {
        one_line(self.place.slice(&self.block.content.text))
    }

    /// The bytes of the draft.
    pub(super) fn span(&self) -> Span {
        self.block.to_source(self.place)
    }

    fn add(&mut self, wording: &[WordKey], corpus: &dyn Corpus) -> Result<(), CorpusError> {
        if self.wordings.iter().any(|known| known == wording) {
            return Ok(());
        }
        self.documents.extend(corpus.documents_with(wording)?);
        self.documents.sort_unstable();
        self.documents.dedup();
        self.wordings.push(wording.to_vec());
        Ok(())
    }
}

/// The runs of a draft that sources have word for word, in order of place; `None` where
/// `stop` said so between two blocks. A run counts at its longest: where one source has
/// ten words of the draft and others only seven of them, the run is that one's.
pub(super) fn runs<'d>(
    corpus: &dyn Corpus,
    blocks: &'d [Block],
    found: &[Arc<BlockTerms>],
    stop: &dyn Fn() -> bool,
) -> Result<Option<Vec<Shared<'d>>>, CorpusError> {
    let (mut runs, mut known, mut words_before) = (Vec::new(), FxHashSet::default(), 0);
    for (block, terms) in blocks.iter().zip(found) {
        if stop() {
            return Ok(None);
        }
        let keys = block.content.tokens.keys();
        for (run, _) in corpus.maximal_matches(keys, SHORTEST_RUN, 0)? {
            let wording = keys.get(run.words.clone()).unwrap_or_default();
            if says_something(&block.content, terms, &run.words) && known.insert(wording) {
                let mut shared = Shared::new(SharedKind::Run, block, run.words, words_before);
                shared.add(wording, corpus)?;
                runs.push(shared);
            }
        }
        words_before += keys.len();
    }
    Ok(Some(runs))
}

/// Whether a run has a word that is no grammar, no number and no part of a term: official
/// terms are long, everybody has them, and they count as terms.
fn says_something(content: &BlockContent, terms: &BlockTerms, words: &Range<usize>) -> bool {
    let is_in_term = |word: usize| {
        let begun = terms.matches.partition_point(|term| term.words.start <= word);
        begun.checked_sub(1).and_then(|last| terms.matches.get(last)).is_some_and(|term| term.words.contains(&word))
    };
    let is_content =
        |word: usize| content.stems.get(word).is_some_and(Option::is_some) && !content.tokens.flags(word).is_number();
    words.clone().any(|word| is_content(word) && !is_in_term(word))
}

/// The terms of a draft that stand in sources, in order of place, as the termbase has
/// them or inflected as the draft has them; `None` where `stop` said so. Terms that only
/// their capitals tell from other words are left out, for the corpus knows no capitals.
pub(super) fn terms<'d>(
    corpus: &dyn Corpus,
    termbase: &'d Termbase,
    blocks: &'d [Block],
    found: &'d [Arc<BlockTerms>],
    stop: &dyn Fn() -> bool,
) -> Result<Option<Vec<Shared<'d>>>, CorpusError> {
    let mut terms: Vec<Shared<'d>> = Vec::new();
    let mut known = FxHashMap::default();
    let mut words_before = 0;
    for (index, block) in blocks.iter().enumerate() {
        if stop() {
            return Ok(None);
        }
        let (block, found) = (std::slice::from_ref(block), found.get(index..=index).unwrap_or_default());
        for occurrence in Occurrence::all(termbase, block, found).filter(|found| !is_told_by_case(found.term)) {
            let matched = occurrence.matched;
            let at = *known.entry((matched.concept, matched.term)).or_insert(terms.len());
            if at == terms.len() {
                let mut shared = Shared::new(SharedKind::Term, occurrence.block, matched.words.clone(), words_before);
                shared.add(tokenize(&occurrence.term.text).keys(), corpus)?;
                terms.push(shared);
            }
            let keys = occurrence.block.content.tokens.keys().get(matched.words.clone()).unwrap_or_default();
            if let Some(shared) = terms.get_mut(at) {
                shared.add(keys, corpus)?;
            }
        }
        words_before += block.iter().map(|block| block.content.tokens.len()).sum::<usize>();
    }
    terms.retain(|term| !term.documents.is_empty());
    Ok(Some(terms))
}

/// Whether nothing but capitals tells a term from another word: WHO from who.
#[must_use]
pub fn is_told_by_case(term: &Term) -> bool {
    term.exact_case && tokenize(&term.text).len() == 1
}
