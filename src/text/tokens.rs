//! Words of a text as everything else works on them: a key each, the bytes it came
//! from, and flags, among them the kind of gap before it. How a text is taken apart
//! is [`super::tokenise`]'s.

use super::Span;
use super::fold::fold;

/// The key of a folded word: FNV-1a, 64 bit, with the finaliser of
/// `MurmurHash3`. Stable across versions, since indexes on disk hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordKey(pub u64);

pub(super) const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

pub(super) const fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(FNV_PRIME)
}

pub(super) const fn finish(mut hash: u64) -> WordKey {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    WordKey(hash)
}

impl WordKey {
    /// The key of a word that is already folded.
    #[must_use]
    pub fn of_folded(word: &str) -> Self {
        finish(word.bytes().fold(FNV_OFFSET, mix))
    }

    /// The key of a word as it stands in a text.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self::of_folded(&fold(word))
    }
}

/// What stands between a word and the word before it; the strongest mark wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing but space, or nothing at all.
    Space,
    /// A hyphen or a dash without spaces around it.
    Hyphen,
    /// A comma.
    Comma,
    /// A full stop, colon, bracket, quotation mark, dash ...: the end of a phrase.
    Stop,
}

/// Properties of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenFlags(pub(super) u8);

impl TokenFlags {
    pub(super) const POSSESSIVE: u8 = 1 << 2;
    pub(super) const CAPITAL: u8 = 1 << 3;
    pub(super) const NUMBER: u8 = 1 << 4;
    pub(super) const CJK: u8 = 1 << 5;
    pub(super) const PARAGRAPH: u8 = 1 << 6;

    /// What stands before the word.
    #[must_use]
    pub const fn gap(self) -> Gap {
        match self.0 & 3 {
            0 => Gap::Space,
            1 => Gap::Hyphen,
            2 => Gap::Comma,
            _ => Gap::Stop,
        }
    }

    /// Whether a possessive 's follows the word.
    #[must_use]
    pub const fn is_possessive(self) -> bool {
        self.0 & Self::POSSESSIVE != 0
    }

    /// Whether the word begins with a capital.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }

    /// Whether the word begins with a digit.
    #[must_use]
    pub const fn is_number(self) -> bool {
        self.0 & Self::NUMBER != 0
    }

    /// Whether the token is one character of a script written without spaces.
    #[must_use]
    pub const fn is_cjk(self) -> bool {
        self.0 & Self::CJK != 0
    }

    /// Whether an empty line stands before the word.
    #[must_use]
    pub const fn starts_paragraph(self) -> bool {
        self.0 & Self::PARAGRAPH != 0
    }
}

/// The words of one text, in order: keys, bytes and flags side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    keys: Vec<WordKey>,
    spans: Vec<(u32, u32)>,
    flags: Vec<TokenFlags>,
}

impl Tokens {
    /// Empty, with room for the words of a text in English.
    pub(super) fn with_room_for(text: &str) -> Self {
        let words = text.len() / 6;
        Self { keys: Vec::with_capacity(words), spans: Vec::with_capacity(words), flags: Vec::with_capacity(words) }
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the text holds no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// All word keys, in order.
    #[must_use]
    pub fn keys(&self) -> &[WordKey] {
        &self.keys
    }

    /// The bytes of a word; empty at zero for an index past the end.
    #[must_use]
    pub fn span(&self, index: usize) -> Span {
        self.spans.get(index).map_or_else(Span::default, |&(start, end)| Span::new(start as usize, end as usize))
    }

    /// The flags of a word.
    #[must_use]
    pub fn flags(&self, index: usize) -> TokenFlags {
        self.flags.get(index).copied().unwrap_or_default()
    }

    /// The bytes from the first to the last of `words` (a half-open index range).
    #[must_use]
    pub fn cover(&self, words: std::ops::Range<usize>) -> Span {
        if words.is_empty() {
            return Span::at(self.span(words.start).start);
        }
        Span::new(self.span(words.start).start, self.span(words.end - 1).end)
    }

    /// The index of the first word that ends at or after `offset`: the word a
    /// cursor at `offset` stands in, at the edge of, or before.
    #[must_use]
    pub fn index_at(&self, offset: usize) -> usize {
        self.spans.partition_point(|&(_, end)| (end as usize) < offset)
    }

    /// Half-open range of the words that lie wholly inside `span`.
    #[must_use]
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.spans.partition_point(|&(start, _)| (start as usize) < span.start);
        let end = self.spans.partition_point(|&(_, end)| (end as usize) <= span.end);
        start..end.max(start)
    }

    /// The words in `span` as those of a text of its own, counted from its first byte.
    #[must_use]
    pub fn part(&self, span: Span) -> Self {
        let words = self.within(span);
        let start = u32::try_from(span.start).unwrap_or(u32::MAX);
        let moved = |&(first, last): &(u32, u32)| (first.saturating_sub(start), last.saturating_sub(start));
        Self {
            keys: self.keys.get(words.clone()).unwrap_or_default().to_vec(),
            spans: self.spans.get(words.clone()).unwrap_or_default().iter().map(moved).collect(),
            flags: self.flags.get(words).unwrap_or_default().to_vec(),
        }
    }

    pub(super) fn push(&mut self, key: WordKey, start: usize, end: usize, flags: TokenFlags) {
        // Texts over 4 GiB are refused where files are read.
        self.keys.push(key);
        self.spans.push((u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX)));
        self.flags.push(flags);
    }
}
