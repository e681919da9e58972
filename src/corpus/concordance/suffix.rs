//! Sorts the suffixes of a run of word ids.
//!
//! Prefix doubling after Larsson and Sadakane ("Faster suffix sorting", 2007),
//! begun deep: suffixes are first put into one bucket per first word, then sorted
//! by as many following words as fit into 64 bits. Running text repeats itself
//! little beyond that, so that the doubling rounds touch a small part only, while a
//! text that repeats a whole document still costs a logarithmic number of rounds.
//! Chosen over a port of libsais: faster on words, and a page of safe code instead
//! of eighty thousand lines with unchecked memory access.

use std::ops::Range;
use std::sync::Mutex;

use super::narrow;

/// The separator that ends every document. No phrase holds it.
pub(super) const SEPARATOR: u32 = 0;

/// The positions of all words of `text`, in order of the words that begin there. A
/// suffix ends at the first separator; equal ones stand in order of position.
///
/// Ids are below `ids`; `text` ends with a separator (or is empty).
pub(super) fn sort_suffixes(text: &[u32], ids: u32, threads: usize) -> Vec<u32> {
    let mut sorter = Sorter::new(text, ids, threads);
    let depth = sorter.sort_by_packed_words(ids);
    sorter.double(depth);
    sorter.suffixes
}

/// Half-open ranges of `suffixes` whose members agree in the words compared so far.
type Groups = Vec<Range<usize>>;

struct Sorter<'t> {
    text: &'t [u32],
    threads: usize,
    suffixes: Vec<u32>,
    /// Whether a group begins at an index of `suffixes`.
    begins: Vec<bool>,
    /// For each position of the text, the order of its group among all suffixes.
    ranks: Vec<u32>,
    /// Ranks below this belong to separators, which all differ.
    separators: u32,
    groups: Groups,
}

impl<'t> Sorter<'t> {
    /// Puts the positions into one group per first word.
    fn new(text: &'t [u32], ids: u32, threads: usize) -> Self {
        let mut next = bucket_starts(text, ids);
        let words = next.last().copied().unwrap_or(0);
        let groups = next.windows(2).filter_map(|pair| unfinished(pair.first(), pair.last())).collect();
        let mut suffixes = vec![0; words];
        for (position, &id) in text.iter().enumerate().filter(|&(_, &id)| id != SEPARATOR) {
            if let Some(place) = next.get_mut(id as usize) {
                if let Some(slot) = suffixes.get_mut(*place) {
                    *slot = narrow(position);
                }
                *place += 1;
            }
        }
        let separators = narrow(text.len() - words);
        Self {
            text,
            threads,
            begins: vec![true; suffixes.len()],
            suffixes,
            ranks: vec![0; text.len()],
            separators,
            groups,
        }
    }

    /// Sorts every group by the words after the first; returns how many words have
    /// been compared then, the first included.
    fn sort_by_packed_words(&mut self, ids: u32) -> usize {
        let bits = 32 - ids.max(2).leading_zeros();
        let count = (64 / bits) as usize;
        let text = self.text;
        let pack = |position: u32| packed_words(text, position as usize + 1, count, bits);
        // A key that holds a separator (a zero) says all there is of a suffix.
        let ends = |key: u64| key & low_mask(bits) == 0;
        let groups = std::mem::take(&mut self.groups);
        sort_groups(&groups, &mut self.suffixes, &mut self.begins, self.threads, &pack, &ends);
        self.rank_separators();
        let everything = 0..self.suffixes.len();
        self.rank(&[everything]);
        count + 1
    }

    /// Doubles the number of compared words until no two suffixes agree.
    fn double(&mut self, mut depth: usize) {
        while !self.groups.is_empty() {
            let groups = std::mem::take(&mut self.groups);
            let ranks = &self.ranks;
            let follow = |position: u32| ranks.get(position as usize + depth).map_or(0, |&rank| u64::from(rank));
            sort_groups(&groups, &mut self.suffixes, &mut self.begins, self.threads, &follow, &|_| false);
            self.rank(&groups);
            depth *= 2;
        }
    }

    fn rank_separators(&mut self) {
        let separators = self.text.iter().enumerate().filter(|&(_, &id)| id == SEPARATOR);
        for (rank, (position, _)) in separators.enumerate() {
            if let Some(slot) = self.ranks.get_mut(position) {
                *slot = narrow(rank);
            }
        }
    }

    /// Gives the members of `ranges` the rank of their group and lists the groups
    /// that are still undecided.
    fn rank(&mut self, ranges: &[Range<usize>]) {
        for range in ranges {
            let mut start = range.start;
            for index in range.clone() {
                if index > start && self.begins.get(index).copied().unwrap_or(true) {
                    self.groups.extend(unfinished(Some(&start), Some(&index)));
                    start = index;
                }
                let position = self.suffixes.get(index).map_or(0, |&position| position as usize);
                if let Some(slot) = self.ranks.get_mut(position) {
                    *slot = self.separators + narrow(start);
                }
            }
            self.groups.extend(unfinished(Some(&start), Some(&range.end)));
        }
    }
}

/// A group of more than one member.
fn unfinished(start: Option<&usize>, end: Option<&usize>) -> Option<Range<usize>> {
    let range = *start?..*end?;
    (range.len() > 1).then_some(range)
}

/// Where the suffixes of each first word begin, with one entry more for the end.
fn bucket_starts(text: &[u32], ids: u32) -> Vec<usize> {
    let mut starts = vec![0; ids as usize + 1];
    for &id in text {
        if id != SEPARATOR
            && let Some(count) = starts.get_mut(id as usize + 1)
        {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

const fn low_mask(bits: u32) -> u64 {
    (1 << bits) - 1
}

/// `count` words from `start` in one number, zeros from the first separator on.
fn packed_words(text: &[u32], start: usize, count: usize, bits: u32) -> u64 {
    let words = text.get(start..).unwrap_or_default();
    let mut key = 0;
    let mut left = count;
    for &word in words.iter().take(count).take_while(|&&word| word != SEPARATOR) {
        key = key << bits | u64::from(word);
        left -= 1;
    }
    // `left` is at most 64 / bits, and only a shift of all 64 bits would overflow.
    key.checked_shl(bits * narrow(left)).unwrap_or(0)
}

/// A run of groups with the part of the arrays they lie in.
struct Share<'a> {
    base: usize,
    groups: &'a [Range<usize>],
    suffixes: &'a mut [u32],
    begins: &'a mut [bool],
}

/// Sorts each group by `key` and marks where a new group begins; members whose key
/// `ends` them become groups of their own, in order of position.
fn sort_groups(
    groups: &[Range<usize>],
    suffixes: &mut [u32],
    begins: &mut [bool],
    threads: usize,
    key: &(impl Fn(u32) -> u64 + Sync),
    ends: &(impl Fn(u64) -> bool + Sync),
) {
    let shares = Mutex::new(shares(groups, suffixes, begins, threads));
    let work = || {
        let mut keyed = Vec::new();
        while let Some(mut share) = next_share(&shares) {
            sort_share(&mut share, &mut keyed, key, ends);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
}

fn next_share<'a>(shares: &Mutex<Vec<Share<'a>>>) -> Option<Share<'a>> {
    shares.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop()
}

/// Cuts the groups into shares of like size, several for each thread.
fn shares<'a>(
    groups: &'a [Range<usize>],
    mut suffixes: &'a mut [u32],
    mut begins: &'a mut [bool],
    threads: usize,
) -> Vec<Share<'a>> {
    let members: usize = groups.iter().map(Range::len).sum();
    let target = (members / (threads * 8)).max(1024);
    let mut shares = Vec::new();
    let (mut first, mut base, mut size) = (0, 0, 0);
    for (index, group) in groups.iter().enumerate() {
        size += group.len();
        if size < target && index + 1 < groups.len() {
            continue;
        }
        let (these, other) = suffixes.split_at_mut(group.end - base);
        let (marks, unmarked) = begins.split_at_mut(group.end - base);
        let groups = groups.get(first..=index).unwrap_or_default();
        shares.push(Share { base, groups, suffixes: these, begins: marks });
        (suffixes, begins) = (other, unmarked);
        (first, base, size) = (index + 1, group.end, 0);
    }
    shares
}

fn sort_share(
    share: &mut Share<'_>,
    keyed: &mut Vec<(u64, u32)>,
    key: &impl Fn(u32) -> u64,
    ends: &impl Fn(u64) -> bool,
) {
    for group in share.groups {
        let range = group.start - share.base..group.end - share.base;
        let (Some(suffixes), Some(begins)) = (share.suffixes.get_mut(range.clone()), share.begins.get_mut(range))
        else {
            continue;
        };
        keyed.clear();
        keyed.extend(suffixes.iter().map(|&position| (key(position), position)));
        keyed.sort_unstable();
        let mut last = None;
        for ((suffix, begin), &(key, position)) in suffixes.iter_mut().zip(begins).zip(keyed.iter()) {
            *suffix = position;
            *begin = last != Some(key) || ends(key);
            last = Some(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by comparing whole suffixes.
    fn naive(text: &[u32]) -> Vec<u32> {
        let suffix = |position: u32| -> Vec<u32> {
            text[position as usize..].iter().copied().take_while(|&id| id != SEPARATOR).collect()
        };
        let mut positions: Vec<u32> = (0..narrow(text.len())).filter(|&at| text[at as usize] != SEPARATOR).collect();
        positions.sort_by_key(|&position| (suffix(position), position));
        positions
    }

    fn ended(mut text: Vec<u32>) -> Vec<u32> {
        text.push(SEPARATOR);
        text
    }

    #[test]
    fn sorts_nothing() {
        assert_eq!(sort_suffixes(&[], 1, 1), Vec::<u32>::new());
        assert_eq!(sort_suffixes(&[SEPARATOR], 1, 2), Vec::<u32>::new());
    }

    #[test]
    fn sorts_long_repeats() {
        let mut text = vec![7; 3000];
        text.push(SEPARATOR);
        text.extend(vec![7; 2000]);
        let text = ended(text);
        let sorted = sort_suffixes(&text, 8, 3);
        assert_eq!(sorted.len(), 5000);
        assert_eq!(sorted, naive(&text));
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_comparing_whole_suffixes(text in proptest::collection::vec(0_u32..5, 0..300)) {
            let text = ended(text);
            proptest::prop_assert_eq!(sort_suffixes(&text, 5, 2), naive(&text));
        }

        #[test]
        fn agrees_where_few_words_fit_a_key(
            text in proptest::collection::vec(proptest::prop_oneof![0_u32..3, 65_533_u32..65_536], 0..200),
        ) {
            let text = ended(text);
            proptest::prop_assert_eq!(sort_suffixes(&text, 65_536, 2), naive(&text));
        }
    }
}
