//! Merges segments: many small ones into one, and ones whose documents are mostly gone
//! into one without them. No source is read.

use rustc_hash::FxHashMap;

use super::compose::{Composition, Item, compose};
use super::gather::{Lexicon, Pair};
use super::index::{Generation, Loaded};
use super::layout::u64_at;
use super::narrow;
use crate::corpus::CorpusError;
use crate::text::WordKey;

/// Every segment costs each search some tens of microseconds.
const MOST_SEGMENTS: usize = 8;

/// The segments to be merged, by index; none where all is well. Beyond
/// [`MOST_SEGMENTS`] the smaller half is merged, and each segment is rewritten of whose
/// documents more than a third are gone.
pub(super) fn choose(generation: &Generation) -> Vec<usize> {
    let len = |index: usize| generation.segments.get(index).map_or(0, Generation::segment_len);
    let mut by_len: Vec<usize> = (0..generation.segments.len()).collect();
    by_len.sort_by_key(|&index| len(index));
    let small = if by_len.len() > MOST_SEGMENTS { by_len.len() - MOST_SEGMENTS / 2 + 1 } else { 0 };
    let is_thin = |loaded: &Loaded| {
        let gone = loaded.segment.documents() as usize - loaded.documents().count();
        gone * 3 > loaded.segment.documents() as usize
    };
    let chosen = by_len
        .iter()
        .enumerate()
        .filter(|&(order, &index)| order < small || generation.segments.get(index).is_some_and(is_thin));
    chosen.map(|(_, &index)| index).collect()
}

/// Where each document of the merged segments now stands: by name of its old segment
/// and number there.
pub(super) type Moved = FxHashMap<(String, u32), u32>;

/// Puts the documents of the `chosen` segments that are still there together.
///
/// # Errors
/// [`CorpusError::Index`] when a record is damaged, [`CorpusError::Limit`] when there
/// are too many words.
pub(super) fn merge(generation: &Generation, chosen: &[usize]) -> Result<(Composition, Moved), CorpusError> {
    let mut lexicons = Vec::new();
    let mut pairs = Vec::new();
    let mut documents = Vec::new();
    for &index in chosen {
        let Some(loaded) = generation.segments.get(index) else { continue };
        documents.extend(loaded.documents().map(|number| (loaded.reference(number), index, lexicons.len(), number)));
        lexicons.push(lexicon(loaded));
        pairs.extend(pairs_of(loaded));
    }
    documents.sort_unstable();
    let mut moved = Moved::default();
    let mut items = Vec::with_capacity(documents.len());
    for (_, index, lexicon, number) in documents {
        moved.insert((generation.segment_name(index).to_owned(), number), narrow(items.len()));
        let loaded = generation.segments.get(index);
        items.extend(loaded.map(|loaded| item(generation, loaded, number, lexicon)).transpose()?);
    }
    Ok((compose(&lexicons, items, pairs)?, moved))
}

fn lexicon(loaded: &Loaded) -> Lexicon {
    let view = loaded.segment.view();
    let keys: Vec<WordKey> = view.keys.iter().map(|bytes| WordKey(u64::from_le_bytes(*bytes))).collect();
    let free = (1..=narrow(keys.len())).map(|id| view.is_free(id)).collect();
    Lexicon { keys, free }
}

fn pairs_of(loaded: &Loaded) -> Vec<Pair> {
    let view = loaded.segment.view();
    let pair = |bytes: &[u8; super::layout::PAIR]| {
        let key = |offset| u64_at(bytes, offset).map(WordKey);
        Some(Pair { left: key(0)?, right: key(8)?, joined: key(16)? })
    };
    view.pairs.iter().filter_map(pair).collect()
}

fn item(generation: &Generation, loaded: &Loaded, number: u32, lexicon: usize) -> Result<Item, CorpusError> {
    let view = loaded.segment.view();
    let range = view.range(number);
    let document = loaded.segment.document(number);
    let document = document.map_err(|cause| CorpusError::Index { path: generation.folder.clone(), cause })?;
    // Word ids count from one, numbers of a lexicon from zero.
    let words = range.clone().map(|position| view.word(position as usize).wrapping_sub(1)).collect();
    let sets = loaded
        .segment
        .sets_of(number)
        .map_err(|cause| CorpusError::Index { path: generation.folder.clone(), cause })?;
    Ok(Item { document, lexicon, words, joins: view.joins(&range), sets })
}
