//! Finds where a text names a counted set: "four principles", "4-point proposal", "the
//! four cyber principles", "Shanghai Spirit". Words and their stems enter; the words
//! that are a label leave, with every set that has such a label, and every set that has
//! it with another number. Which of them is meant is not known here.

use std::ops::Range;
use std::path::PathBuf;

use rustc_hash::{FxHashMap, FxHashSet};

use super::concept::{Concept, Term};
use super::matcher::Matcher;
use super::named::EnumeratedSet;
use crate::prose::{Cardinal, cardinal_at, counts_a_whole};
use crate::text::{Gap, Place, Span, Tokens, WordKey, fold, is_function_word, stem_key, tokenize};

/// A set of one termbase, by its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SetRef(pub u32);

/// Words that name a set, or one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelMatch {
    /// From the number to the last word of the label.
    pub words: Range<usize>,
    /// Its bytes.
    pub span: Span,
    /// The number written in it, and its bytes; none in "Shanghai Spirit".
    pub number: Option<(u32, Span)>,
    /// Whether "the", "its" or the like stands before it: it speaks of a known set.
    pub is_definite: bool,
    /// The sets that have this label.
    pub sets: Vec<SetRef>,
    /// The sets that have it with another number.
    pub others: Vec<SetRef>,
}

/// The labels of all sets of a termbase.
#[derive(Debug, Default)]
pub struct LabelIndex {
    /// What follows the number, by its first stem.
    tails: FxHashMap<WordKey, Vec<Tail>>,
    /// Labels without a number, found as terms are; a concept's number counts in `named`.
    names: Matcher,
    named: Vec<Vec<SetRef>>,
    /// The stems of each set's topics: words that may stand inside a label.
    topics: Vec<FxHashSet<WordKey>>,
}

/// A label without its number.
#[derive(Debug)]
struct Tail {
    words: Box<[WordKey]>,
    number: u32,
    set: SetRef,
}

/// Numbers above this count amounts.
const MOST: u32 = 40;

/// The most words between the number and the rest of a label.
const MODIFIERS: usize = 2;

/// Words that may stand inside any label and say nothing of its set.
const GENERIC: [&str; 20] = [
    "basic",
    "broad",
    "central",
    "chinese",
    "clear",
    "concrete",
    "core",
    "famous",
    "fundamental",
    "general",
    "guiding",
    "important",
    "key",
    "main",
    "major",
    "new",
    "overarching",
    "so-called",
    "specific",
    "well-known",
];

/// Words that say that a set is known already.
const DETERMINERS: [&str; 7] = ["his", "her", "its", "our", "the", "their", "whose"];

/// The stem of each word, or its own key where it is a function word.
pub(super) fn phrase_keys(text: &str) -> Vec<WordKey> {
    let tokens = tokenize(text);
    let keys = tokens.keys().iter().enumerate();
    keys.map(|(index, key)| stem_key(*key, tokens.span(index).slice(text)).unwrap_or(*key)).collect()
}

impl LabelIndex {
    /// Builds the index of `sets`, whose order gives their numbers.
    #[must_use]
    pub fn new(sets: &[EnumeratedSet]) -> Self {
        let mut index = Self::default();
        let mut names: FxHashMap<String, usize> = FxHashMap::default();
        let mut concepts = Vec::new();
        for (set, number) in sets.iter().zip(0..) {
            index.topics.push(set.topics.iter().flat_map(|topic| phrase_keys(topic)).collect());
            for label in &set.labels {
                index.add(label, SetRef(number), &mut names, &mut concepts);
            }
        }
        index.names = Matcher::new(&concepts);
        index
    }

    fn add(&mut self, label: &str, set: SetRef, names: &mut FxHashMap<String, usize>, concepts: &mut Vec<Concept>) {
        let tokens = tokenize(label);
        let keys = phrase_keys(label);
        if let Some(cardinal) = cardinal_at(label, &tokens, 0)
            && let Some(words) = keys.get(cardinal.words.end..)
            && let Some(first) = words.first()
        {
            let tail = Tail { words: words.into(), number: cardinal.number, set };
            self.tails.entry(*first).or_default().push(tail);
            return;
        }
        let at = *names.entry(fold(label)).or_insert_with(|| {
            concepts.push(name(label));
            self.named.push(Vec::new());
            self.named.len() - 1
        });
        self.named.get_mut(at).into_iter().for_each(|sets| sets.push(set));
    }

    /// The labels in a text, by place; no two overlap. `stems` are those of `tokens`.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &Tokens, stems: &[Option<WordKey>]) -> Vec<LabelMatch> {
        if self.topics.is_empty() {
            return Vec::new();
        }
        let words = Words { text, tokens, stems };
        let mut found: Vec<LabelMatch> = Vec::new();
        for index in 0..tokens.len() {
            let is_inside = found.last().is_some_and(|last| index < last.words.end);
            found.extend(
                cardinal_at(text, tokens, index).filter(|_| !is_inside).and_then(|it| self.counted(words, &it)),
            );
        }
        let named: Vec<LabelMatch> = self.named(words, &found).collect();
        found.extend(named);
        found.sort_unstable_by_key(|label| label.words.start);
        found
    }

    /// The label that begins with a number.
    fn counted(&self, words: Words<'_>, cardinal: &Cardinal) -> Option<LabelMatch> {
        if cardinal.number < 2 || cardinal.number > MOST || !counts_a_whole(words.text, words.tokens, cardinal) {
            return None;
        }
        let after = cardinal.words.end;
        let is_joined = words.gap(after) == Gap::Hyphen;
        let modifiers = if is_joined { 0 } else { MODIFIERS };
        for start in after..=after + modifiers {
            if !words.goes_on(start) || start > after && is_function_word(words.word(start - 1)) {
                return None;
            }
            if let Some(label) = self.with_tail(words, cardinal, after..start) {
                return Some(label);
            }
        }
        None
    }

    /// The label whose rest begins where `modifiers` end: the longest.
    fn with_tail(&self, words: Words<'_>, cardinal: &Cardinal, modifiers: Range<usize>) -> Option<LabelMatch> {
        let start = modifiers.end;
        let fits = |tail: &&Tail| words.hold(start, &tail.words) && self.admits(tail.set, words, modifiers.clone());
        let tails: Vec<&Tail> = self.tails.get(&words.key(start)?)?.iter().filter(fits).collect();
        let longest = tails.iter().map(|tail| tail.words.len()).max()?;
        let of = |is_right: bool| {
            let tails = tails.iter().filter(|tail| tail.words.len() == longest);
            let mut sets: Vec<SetRef> =
                tails.filter(|tail| (tail.number == cardinal.number) == is_right).map(|tail| tail.set).collect();
            sets.dedup();
            sets
        };
        let range = cardinal.words.start..start + longest;
        Some(LabelMatch {
            span: words.tokens.cover(range.clone()),
            words: range,
            number: Some((cardinal.number, cardinal.span)),
            is_definite: words.is_definite(cardinal.words.start),
            sets: of(true),
            others: of(false),
        })
    }

    /// Whether the words between number and noun may stand in a label of this set.
    fn admits(&self, set: SetRef, words: Words<'_>, mut modifiers: Range<usize>) -> bool {
        let topics = self.topics.get(set.0 as usize);
        modifiers.all(|index| {
            let word = words.word(index);
            let is_generic = GENERIC.iter().any(|generic| generic.eq_ignore_ascii_case(word));
            is_generic || words.key(index).is_some_and(|key| topics.is_some_and(|topics| topics.contains(&key)))
        })
    }

    /// The labels without a number that stand in none with one.
    fn named<'i>(&'i self, words: Words<'i>, counted: &'i [LabelMatch]) -> impl Iterator<Item = LabelMatch> + 'i {
        let found = self.names.find(words.text, words.tokens).into_iter();
        found.filter_map(move |term| {
            let is_inside = counted.iter().any(|label| label.span.overlaps(term.span));
            let sets = self.named.get(term.concept.0 as usize).filter(|_| !is_inside)?;
            Some(LabelMatch {
                is_definite: words.is_definite(term.words.start),
                words: term.words,
                span: term.span,
                number: None,
                sets: sets.clone(),
                others: Vec::new(),
            })
        })
    }
}

/// A label without a number, or an item, as the matcher of terms takes it.
pub(super) fn name(label: &str) -> Concept {
    let place = Place { line: 1, column: 1 };
    Concept {
        id: String::new(),
        field: None,
        definition: None,
        notes: Vec::new(),
        severity: None,
        replaced_by: None,
        terms: vec![Term::plain(label.to_owned(), place)],
        origin: (PathBuf::new(), place),
    }
}

/// The words of one text with their stems.
#[derive(Clone, Copy)]
struct Words<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    stems: &'t [Option<WordKey>],
}

impl Words<'_> {
    fn word(&self, index: usize) -> &str {
        self.tokens.span(index).slice(self.text)
    }

    fn gap(&self, index: usize) -> Gap {
        self.tokens.flags(index).gap()
    }

    /// The stem of a word, or its own key where it is a function word.
    fn key(&self, index: usize) -> Option<WordKey> {
        self.stems.get(index).copied().flatten().or_else(|| self.tokens.keys().get(index).copied())
    }

    /// Whether the phrase goes on with the word at `index`; an opening quotation mark
    /// may stand between ("four “red lines”").
    fn goes_on(&self, index: usize) -> bool {
        let is_quoted = || {
            let before = index.checked_sub(1).map_or(0, |before| self.tokens.span(before).end);
            let between = Span::new(before, self.tokens.span(index).start.max(before)).slice(self.text);
            matches!(between.trim(), "\"" | "“" | "'" | "‘")
        };
        index < self.tokens.len() && (self.gap(index) <= Gap::Hyphen || is_quoted())
    }

    /// Whether the words from `start` on are `wanted`.
    fn hold(&self, start: usize, wanted: &[WordKey]) -> bool {
        wanted
            .iter()
            .zip(start..)
            .all(|(key, index)| self.key(index) == Some(*key) && (index == start || self.gap(index) <= Gap::Hyphen))
    }

    fn is_definite(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else { return false };
        let word = self.word(before);
        self.tokens.flags(before).is_possessive()
            || DETERMINERS.iter().any(|determiner| determiner.eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::termbase::Termbase;

    const SETS: &str = r#"
[[set]]
id = "harbour"
labels = ["four principles", "four-point proposal", "Tarn Spirit"]
topics = ["cyber", "harbour"]
count = 4
[[set]]
id = "coexistence"
labels = ["five principles", "Five Principles of Peaceful Coexistence", "five-pronged approach"]
count = 5
"#;

    /// Each label as "words: sets / sets of another number".
    fn found(text: &str) -> Vec<String> {
        let (termbase, faults) = Termbase::parse(vec![("a.toml".into(), SETS.into())]);
        assert_eq!(faults, []);
        let tokens = tokenize(text);
        let stems: Vec<_> =
            tokens.keys().iter().enumerate().map(|(at, key)| stem_key(*key, tokens.span(at).slice(text))).collect();
        let name = |sets: &[SetRef]| {
            let ids = sets.iter().filter_map(|set| termbase.set(*set)).map(|set| set.id.as_str());
            ids.collect::<Vec<_>>().join(" ")
        };
        let labels = LabelIndex::new(termbase.sets()).find(text, &tokens, &stems);
        labels.iter().map(|it| format!("{}: {} / {}", it.span.slice(text), name(&it.sets), name(&it.others))).collect()
    }

    #[test]
    fn a_label_is_found_in_every_dress() {
        let cases = [
            ("the four principles of it", "four principles: harbour / coexistence"),
            ("4 principles", "4 principles: harbour / coexistence"),
            ("the Four Principles", "Four Principles: harbour / coexistence"),
            ("a four-point proposal", "four-point proposal: harbour / "),
            ("four-point proposals", "four-point proposals: harbour / "),
            ("the four cyber principles", "four cyber principles: harbour / "),
            ("four major harbour principles", "four major harbour principles: harbour / "),
            ("the Tarn spirit", "Tarn spirit: harbour / "),
            ("Five Principles of Peaceful Co-existence", "Five Principles: coexistence / harbour"),
            ("six principles of peaceful coexistence", "six principles of peaceful coexistence:  / coexistence"),
            ("the five‑pronged approach", "five‑pronged approach: coexistence / "),
            ("four “principles”", "four “principles: harbour / coexistence"),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_counts_no_whole_set_is_no_label() {
        for text in ["at least four principles", "two of principles", "four, principles", "four medical principles", ""]
        {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
