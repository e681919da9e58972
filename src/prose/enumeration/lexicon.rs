//! The words that sets are announced and listed with, and a way to look at the words
//! around one another.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::prose::cardinal::{Numeral, numerals};
use crate::text::{Gap, Span, Tokens, WordKey};

/// What a set is a set of: the nouns of policy language that are counted and then
/// listed.
const HEADS: &str = "\
    achievements actions advantages advocacies aims answers approaches areas arguments aspects \
    assumptions barriers benefits categories causes caveats challenges characteristics choices \
    circumstances commitments components comprehensives concepts concerns conclusions conditions \
    confidences consequences considerations constraints contributions courses criteria criticisms \
    deficiencies deficits demands developments differences difficulties dilemmas dimensions directions \
    disadvantages domains drawbacks drivers duties effects elements errors examples explanations facets \
    factors facts failures fallacies features findings forces forms freedoms fronts functions gaps goals \
    guidelines ideas imperatives implications improvements incentives indicators ingredients initiatives \
    innovations insights issues items kinds lessons limitations lines means measures mechanisms methods \
    misconceptions missions mistakes modes musts myths needs norms objections objectives obligations \
    observations obstacles opportunities options outcomes paths pathways patterns persistences phases \
    pillars pledges points possibilities premises principles priorities problems proposals propositions \
    purposes questions reasons recommendations reforms requests requirements responsibilities risks roles routes \
    rules scenarios shortcomings shoulds stages standpoints steps strands strategies suggestions tasks \
    tenets themes things threats topics tracks trends types understandings values ways weaknesses";

/// What a number is joined to in "four-point", "three-pronged".
const JOINED: [&str; 8] = ["part", "phase", "pillar", "point", "pronged", "stage", "step", "track"];

/// What "four-point" is said of.
const PROGRAMMES: [&str; 18] = [
    "agenda",
    "agreement",
    "approach",
    "blueprint",
    "consensus",
    "formula",
    "framework",
    "initiative",
    "plan",
    "platform",
    "program",
    "programme",
    "proposal",
    "proposals",
    "proposition",
    "roadmap",
    "statement",
    "strategy",
];

/// What makes a scan stop at a word; everything else is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// "four", "twenty": a set may be announced.
    Cardinal,
    /// "following": a set may be announced without a number.
    Following,
    /// "third", "thirdly".
    Ordinal(u32),
    /// "finally", "last", "lastly".
    Last,
    /// "another", "also": something may be one more item.
    More,
}

static HEAD_KEYS: LazyLock<FxHashSet<WordKey>> = LazyLock::new(|| HEADS.split_whitespace().map(WordKey::of).collect());

static JOINED_KEYS: LazyLock<FxHashSet<WordKey>> = LazyLock::new(|| JOINED.map(WordKey::of).into_iter().collect());

static CUES: LazyLock<FxHashMap<WordKey, Cue>> = LazyLock::new(|| {
    let mut cues = FxHashMap::default();
    for (key, numeral) in numerals() {
        let cue = match numeral {
            Numeral::Unit(_) | Numeral::Tens(_) => Cue::Cardinal,
            Numeral::Ordinal(number) => Cue::Ordinal(number),
        };
        cues.insert(key, cue);
    }
    cues.insert(WordKey::of("following"), Cue::Following);
    cues.extend(["final", "finally", "last", "lastly"].map(|word| (WordKey::of(word), Cue::Last)));
    let more = ["additionally", "also", "another", "besides", "furthermore", "moreover", "other", "too"];
    cues.extend(more.map(|word| (WordKey::of(word), Cue::More)));
    cues
});

/// The cue that the word with this key gives.
pub(super) fn cue(key: WordKey) -> Option<Cue> {
    CUES.get(&key).copied()
}

/// The words of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t Tokens,
}

impl<'t> Words<'t> {
    /// The word at `index` as it stands; empty past the end.
    pub(super) fn word(self, index: usize) -> &'t str {
        self.tokens.span(index).slice(self.text)
    }

    /// The word `back` words before `index`; empty before the start.
    pub(super) fn before(self, index: usize, back: usize) -> &'t str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// Whether the word at `index` is one of `words`, in any case.
    pub(super) fn is_any(self, index: usize, words: &[&str]) -> bool {
        is_any(self.word(index), words)
    }

    /// What stands between the word at `index` and the word before it.
    pub(super) fn gap(self, index: usize) -> Gap {
        self.tokens.flags(index).gap()
    }

    /// The characters between the word at `index` and the one before it.
    pub(super) fn between(self, index: usize) -> &'t str {
        let start = index.checked_sub(1).map_or(0, |before| self.tokens.span(before).end);
        let end = if index < self.tokens.len() { self.tokens.span(index).start } else { self.text.len() };
        Span::new(start, end).slice(self.text)
    }

    /// Whether a sentence or clause begins with the word at `index`.
    pub(super) fn begins_clause(self, index: usize) -> bool {
        index == 0 || self.gap(index) == Gap::Stop
    }
}

/// Whether `word` is one of `words`, in any case.
pub(super) fn is_any(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether the word with this key is a noun that sets are made of.
pub(super) fn is_head(key: WordKey) -> bool {
    HEAD_KEYS.contains(&key)
}

/// Whether `word` is joined to a number to say of how many parts a thing is.
pub(super) fn is_joined(word: &str) -> bool {
    is_any(word, &JOINED)
}

/// Whether the word with this key is such a word.
pub(super) fn is_joined_key(key: WordKey) -> bool {
    JOINED_KEYS.contains(&key)
}

/// Whether `word` is a thing that is said to be of several points.
pub(super) fn is_programme(word: &str) -> bool {
    is_any(word, &PROGRAMMES)
}

/// Whether `text` begins with `word` as a whole word, in any case.
pub(super) fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text.get(word.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}
