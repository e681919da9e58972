//! Puts documents together into the content of one segment: one sorted vocabulary,
//! one run of word ids, torn words joined. Documents come freshly read or out of older
//! segments, each with the lexicon its word numbers refer to.

use rustc_hash::FxHashMap;

use super::gather::{Lexicon, Pair};
use super::narrow;
use super::suffix::SEPARATOR;
use crate::corpus::{AnnouncedSet, CorpusError, Document};
use crate::text::WordKey;

/// Word ids are stored in three bytes.
const MOST_WORDS: usize = (1 << 24) - 2;
/// Positions are stored in four bytes.
const MOST_POSITIONS: usize = u32::MAX as usize - 1;

/// A document on its way into a segment.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) document: Document,
    /// Which lexicon the word numbers refer to.
    pub(super) lexicon: usize,
    pub(super) words: Vec<u32>,
    /// Indexes of words that are joined already.
    pub(super) joins: Vec<u32>,
    /// What it announces and lists.
    pub(super) sets: Vec<AnnouncedSet>,
}

/// The content of a segment, but for the suffix array.
#[derive(Debug, Default)]
pub(super) struct Composition {
    pub(super) documents: Vec<Document>,
    /// Word ids of all documents, each followed by a separator.
    pub(super) text: Vec<u32>,
    /// For each document its first position.
    pub(super) starts: Vec<u32>,
    /// Sorted; the id of a word is its rank from 1.
    pub(super) keys: Vec<WordKey>,
    pub(super) free: Vec<bool>,
    /// Positions of joined words, sorted.
    pub(super) joins: Vec<u32>,
    /// Sorted.
    pub(super) pairs: Vec<Pair>,
    /// The sets that the documents announce, each with the number of its document, in
    /// order of document.
    pub(super) sets: Vec<(u32, AnnouncedSet)>,
}

/// Puts `items` together in their order.
///
/// # Errors
/// [`CorpusError::Limit`] when there are too many words for the layout.
pub(super) fn compose(
    lexicons: &[Lexicon],
    items: Vec<Item>,
    mut pairs: Vec<Pair>,
) -> Result<Composition, CorpusError> {
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| (pair.left, pair.right));
    let keys = all_keys(lexicons, &pairs)?;
    let ranks: Vec<Vec<u32>> = lexicons.iter().map(|lexicon| ranks(&keys, &lexicon.keys)).collect();
    let positions: usize = items.iter().map(|item| item.words.len() + 1).sum();
    if positions > MOST_POSITIONS {
        return Err(CorpusError::Limit(format!("the corpus has more than {MOST_POSITIONS} words; split it")));
    }
    let names: usize = items.iter().map(|item| item.document.id.len() + item.document.path.as_os_str().len() + 1).sum();
    if u32::try_from(names).is_err() {
        return Err(CorpusError::Limit(format!(
            "the names of the documents have more than {} bytes; split it",
            u32::MAX
        )));
    }
    let joiner = Joiner::new(&keys, &pairs);
    let mut composition = Composition { free: free(lexicons, &ranks, keys.len()), ..Composition::default() };
    composition.text.reserve_exact(positions);
    for mut item in items {
        let start = composition.text.len();
        composition.starts.push(narrow(start));
        let ranks = ranks.get(item.lexicon).map(Vec::as_slice).unwrap_or_default();
        joiner.append(&item, ranks, &mut composition.text, &mut composition.joins);
        let number = narrow(composition.documents.len());
        composition.sets.extend(item.sets.drain(..).map(|set| (number, set)));
        item.document.words = narrow(composition.text.len() - start);
        composition.text.push(SEPARATOR);
        composition.documents.push(item.document);
    }
    Ok(Composition { keys, pairs, ..composition })
}

fn all_keys(lexicons: &[Lexicon], pairs: &[Pair]) -> Result<Vec<WordKey>, CorpusError> {
    let mut keys: Vec<WordKey> = lexicons.iter().flat_map(|lexicon| lexicon.keys.iter().copied()).collect();
    keys.extend(pairs.iter().map(|pair| pair.joined));
    keys.sort_unstable();
    keys.dedup();
    keys.shrink_to_fit();
    if keys.len() > MOST_WORDS {
        return Err(CorpusError::Limit(format!("the corpus has more than {MOST_WORDS} different words; split it")));
    }
    Ok(keys)
}

/// The id of each of `words` among all `keys`.
fn ranks(keys: &[WordKey], words: &[WordKey]) -> Vec<u32> {
    words.iter().map(|&word| id(keys, word).unwrap_or(SEPARATOR)).collect()
}

fn id(keys: &[WordKey], word: WordKey) -> Option<u32> {
    keys.binary_search(&word).ok().map(|rank| narrow(rank) + 1)
}

/// Whether each word stands by itself in any of the lexicons.
fn free(lexicons: &[Lexicon], ranks: &[Vec<u32>], len: usize) -> Vec<bool> {
    let mut free = vec![false; len];
    for (lexicon, ranks) in lexicons.iter().zip(ranks) {
        for (_, &rank) in lexicon.free.iter().zip(ranks).filter(|(is_free, _)| **is_free) {
            if let Some(free) = free.get_mut((rank as usize).wrapping_sub(1)) {
                *free = true;
            }
        }
    }
    free
}

/// Joins pairs of words wherever they meet.
struct Joiner {
    joined: FxHashMap<(u32, u32), u32>,
    /// Whether a word id is the left one of a pair: most words are not.
    is_left: Vec<bool>,
}

impl Joiner {
    fn new(keys: &[WordKey], pairs: &[Pair]) -> Self {
        let mut joiner = Self { joined: FxHashMap::default(), is_left: vec![false; keys.len() + 1] };
        for pair in pairs {
            if let (Some(left), Some(right), Some(joined)) =
                (id(keys, pair.left), id(keys, pair.right), id(keys, pair.joined))
                && let Some(is_left) = joiner.is_left.get_mut(left as usize)
            {
                *is_left = true;
                joiner.joined.insert((left, right), joined);
            }
        }
        joiner
    }

    fn joined(&self, left: u32, right: Option<&u32>) -> Option<u32> {
        let is_left = self.is_left.get(left as usize).copied().unwrap_or(false);
        if is_left { self.joined.get(&(left, *right?)).copied() } else { None }
    }

    /// Appends the ids of an item's words to `text` and the positions of its joined
    /// words to `joins`. A word that was joined before is not joined again.
    fn append(&self, item: &Item, ranks: &[u32], text: &mut Vec<u32>, joins: &mut Vec<u32>) {
        let rank = |number: &u32| ranks.get(*number as usize).copied().unwrap_or(SEPARATOR);
        let mut joined_before = item.joins.iter().copied().peekable();
        let mut index = 0;
        while let Some(id) = item.words.get(index).map(rank) {
            let was_joined = joined_before.next_if_eq(&narrow(index)).is_some();
            let is_next_joined = joined_before.peek() == Some(&narrow(index + 1));
            let next = item.words.get(index + 1).map(rank);
            let joined = if was_joined || is_next_joined { None } else { self.joined(id, next.as_ref()) };
            if was_joined || joined.is_some() {
                joins.push(narrow(text.len()));
            }
            text.push(joined.unwrap_or(id));
            index += 1 + usize::from(joined.is_some());
        }
    }
}
