//! Finds terms in running text: a trie over word keys, all matches at all places
//! first, then one pass in which longer matches shield what lies inside them.
//! Takes a text and its tokens, gives ranges of words; knows no Markdown.
//!
//! ```text
//! a community with a shared future
//!   ------------------------------  accepted
//!                      ^^^^^^^^^^^^^  "shared future": shielded
//! ```

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::concept::Concept;
use super::surface::{Wording, plural_form};
use crate::text::{Gap, Span, Tokens, WordKey, tokenize};

/// A concept of one termbase, by its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptRef(pub u32);

/// A place where a term stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermMatch {
    /// The concept.
    pub concept: ConceptRef,
    /// The index of the term in its concept.
    pub term: u16,
    /// The words of the text that it covers.
    pub words: Range<usize>,
    /// Whether the head noun stands in the plural that the term does not have.
    pub inflected: bool,
    /// The bytes of the text that it covers, without a possessive 's.
    pub span: Span,
}

/// One way a term may stand in a text; forms of one trie node are chained.
#[derive(Debug)]
struct Form {
    concept: u32,
    term: u16,
    inflected: bool,
    /// Index of the wording to compare with, or `NONE` for plain words.
    wording: u32,
    next: u32,
}

const NONE: u32 = u32::MAX;

/// All terms of a termbase, ready to be found.
#[derive(Debug, Default)]
pub struct Matcher {
    roots: FxHashMap<WordKey, u32>,
    edges: FxHashMap<(u32, WordKey), u32>,
    /// The first form that ends at each node.
    ends: Vec<u32>,
    forms: Vec<Form>,
    wordings: Vec<Wording>,
}

impl Matcher {
    /// Builds the matcher of `concepts`, whose order gives their numbers.
    #[must_use]
    pub fn new(concepts: &[Concept]) -> Self {
        let mut matcher = Self::default();
        let terms: usize = concepts.iter().map(|concept| concept.terms.len()).sum();
        // Some four words a term, and the plural of most.
        matcher.edges.reserve(terms * 6);
        matcher.forms.reserve(terms * 2);
        for (number, concept) in (0..).zip(concepts) {
            for (index, term) in (0..).zip(&concept.terms) {
                let tokens = tokenize(&term.text);
                let plural = term.inflect.then(|| plural_form(&term.text, &tokens, &term.language)).flatten();
                let wording = Wording::of(&term.text, &tokens, term.exact_case);
                if let Some((head, plural)) = plural {
                    let mut keys = tokens.keys().to_vec();
                    if let Some(key) = keys.get_mut(head) {
                        *key = WordKey::of(&plural);
                    }
                    let wording = wording.as_ref().map(|wording| wording.with_word(head, plural));
                    matcher.insert(&keys, number, index, true, wording);
                }
                matcher.insert(tokens.keys(), number, index, false, wording);
            }
        }
        matcher
    }

    /// Builds a matcher of phrases that are no terms: names, titles. The number of a
    /// match's concept is the place of its phrase; with each stands whether only its
    /// own letter case matches.
    pub(super) fn of_phrases<'p>(phrases: impl Iterator<Item = (&'p str, bool)>) -> Self {
        let mut matcher = Self::default();
        for (number, (phrase, exact_case)) in (0..).zip(phrases) {
            let tokens = tokenize(phrase);
            let wording = Wording::of(phrase, &tokens, exact_case);
            matcher.insert(tokens.keys(), number, 0, false, wording);
        }
        matcher
    }

    fn insert(&mut self, keys: &[WordKey], concept: u32, term: u16, inflected: bool, wording: Option<Wording>) {
        let Some((first, rest)) = keys.split_first() else { return };
        let mut node = *self.roots.entry(*first).or_insert_with(|| new_node(&mut self.ends));
        for key in rest {
            node = *self.edges.entry((node, *key)).or_insert_with(|| new_node(&mut self.ends));
        }
        let wording = wording.map_or(NONE, |wording| {
            self.wordings.push(wording);
            number(self.wordings.len() - 1)
        });
        let Some(end) = self.ends.get_mut(node as usize) else { return };
        self.forms.push(Form { concept, term, inflected, wording, next: *end });
        *end = number(self.forms.len() - 1);
    }

    /// All terms in `text`, whose words are `tokens`, in order of place. No two
    /// overlap: the one with more words wins, then the one further left.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &Tokens) -> Vec<TermMatch> {
        let mut found = Vec::new();
        for (start, key) in tokens.keys().iter().enumerate() {
            if let Some(&root) = self.roots.get(key) {
                self.walk(root, start, text, tokens, &mut found);
            }
        }
        resolve(found)
    }

    /// Follows the trie from the word at `start`, as far as it goes.
    fn walk(&self, root: u32, start: usize, text: &str, tokens: &Tokens, found: &mut Vec<TermMatch>) {
        let keys = tokens.keys();
        let (mut node, mut end, mut widest) = (root, start + 1, Gap::Space);
        loop {
            let mut form = self.ends.get(node as usize).copied().unwrap_or(NONE);
            while let Some(ending) = self.forms.get(form as usize) {
                if self.admits(ending, widest, text, tokens, start..end) {
                    found.push(ending.at(start..end, tokens));
                }
                form = ending.next;
            }
            let Some(&next) = keys.get(end).and_then(|&key| self.edges.get(&(node, key))) else { return };
            let flags = tokens.flags(end);
            if flags.starts_paragraph() {
                return;
            }
            widest = widest.max(flags.gap());
            (node, end) = (next, end + 1);
        }
    }

    /// Whether gaps and letter case of the text suit the form.
    fn admits(&self, form: &Form, widest: Gap, text: &str, tokens: &Tokens, words: Range<usize>) -> bool {
        match self.wordings.get(form.wording as usize) {
            None => widest <= Gap::Hyphen,
            Some(wording) => wording.admits(text, tokens, words),
        }
    }
}

impl Form {
    fn at(&self, words: Range<usize>, tokens: &Tokens) -> TermMatch {
        let span = tokens.cover(words.clone());
        TermMatch { concept: ConceptRef(self.concept), term: self.term, words, inflected: self.inflected, span }
    }
}

fn new_node(ends: &mut Vec<u32>) -> u32 {
    ends.push(NONE);
    number(ends.len() - 1)
}

/// Numbers stay below 2^32: the text of so many words would not fit the loader.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

/// Keeps the longest matches; each shields the words it covers. `found` comes in
/// the order of starts, so only runs of matches that overlap need sorting.
fn resolve(found: Vec<TermMatch>) -> Vec<TermMatch> {
    let mut accepted = Vec::with_capacity(found.len());
    let mut run: Vec<TermMatch> = Vec::new();
    let mut end = 0;
    for hit in found {
        if hit.words.start >= end {
            resolve_run(&mut run, &mut accepted);
        }
        end = end.max(hit.words.end);
        run.push(hit);
    }
    resolve_run(&mut run, &mut accepted);
    accepted
}

fn resolve_run(run: &mut Vec<TermMatch>, accepted: &mut Vec<TermMatch>) {
    if run.len() > 1 {
        run.sort_unstable_by_key(|hit| {
            (std::cmp::Reverse(hit.words.len()), hit.words.start, hit.inflected, hit.concept, hit.term)
        });
        let first = run.iter().map(|hit| hit.words.start).min().unwrap_or(0);
        let end = run.iter().map(|hit| hit.words.end).max().unwrap_or(0);
        let mut shield = Shield::new(end - first);
        run.retain(|hit| shield.accept(&(hit.words.start - first..hit.words.end - first)));
        run.sort_unstable_by_key(|hit| hit.words.start);
    }
    accepted.append(run);
}

/// The words of a text that accepted matches cover.
pub(super) struct Shield(Vec<bool>);

impl Shield {
    pub(super) fn new(words: usize) -> Self {
        Self(vec![false; words])
    }

    /// Covers `words` unless a match accepted before covers one of them. Matches
    /// come in falling length, so a covered range always has a covered end.
    pub(super) fn accept(&mut self, words: &Range<usize>) -> bool {
        let covered = |at: usize| self.0.get(at).copied().unwrap_or(true);
        if words.is_empty() || covered(words.start) || covered(words.end - 1) {
            return false;
        }
        if let Some(range) = self.0.get_mut(words.clone()) {
            range.fill(true);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::termbase::Termbase;

    /// A termbase of one concept per line, `text | option, option`.
    fn termbase(lines: &[&str]) -> Termbase {
        let mut source = String::new();
        for (number, line) in lines.iter().enumerate() {
            let (text, options) = line.split_once(" | ").unwrap_or((line, ""));
            let options = options.replace(", ", "\n");
            let concept = format!("[[concept]]\nid = \"c{number}\"\n[[concept.term]]\ntext = \"{text}\"\n{options}\n");
            source.push_str(&concept);
        }
        let (termbase, faults) = Termbase::parse(vec![("terms.toml".into(), source)]);
        assert_eq!(faults, []);
        termbase
    }

    fn found<'t>(terms: &[&str], text: &'t str) -> Vec<&'t str> {
        let matches = termbase(terms).matcher().find(text, &tokenize(text));
        matches.iter().map(|hit| hit.span.slice(text)).collect()
    }

    #[test]
    fn finds_a_term_in_every_form_of_print() {
        let term = ["community of common destiny"];
        for hit in [
            "community of common destiny",
            "communities of common destiny",
            "community-of-common-destiny",
            "community of\n    common destiny",
            "community of  common destiny",
            "community of common\u{A0}destiny",
            "Community of Common Destiny",
            "COMMUNITY OF COMMON DESTINY",
            "community of com\u{AD}mon destiny",
        ] {
            assert_eq!(found(&term, &format!("They want a {hit}’s end.")), [hit]);
        }
    }

    #[test]
    fn tells_a_plural_from_the_term_itself() {
        let text = "communities with a shared future, a community with a shared future";
        let matches = termbase(&["community with a shared future"]).matcher().find(text, &tokenize(text));
        assert_eq!(matches.iter().map(|hit| hit.inflected).collect::<Vec<_>>(), [true, false]);
        assert_eq!(found(&["shared future | inflect = false"], "shared futures"), [""; 0]);
    }

    #[test]
    fn a_longer_term_shields_what_lies_inside() {
        let terms = ["shared future", "community with a shared future", "future order"];
        let text = "a shared future and a community with a shared future order";
        assert_eq!(found(&terms, text), ["shared future", "community with a shared future"]);
    }

    #[test]
    fn a_term_ends_where_a_phrase_ends() {
        for text in ["a shared. Future", "shared (future)", "shared\n\nfuture", "shared, future", "shared – future"] {
            assert_eq!(found(&["shared future"], text), [""; 0], "{text:?}");
        }
        assert_eq!(found(&["cyberspace"], "cyber-space and cyber space"), [""; 0]);
    }

    #[test]
    fn lists_bear_a_serial_comma_and_a_missing_one() {
        let terms = ["consultation, contribution and shared benefits", "peace and development"];
        for hit in [
            "consultation, contribution and shared benefits",
            "consultation, contribution, and shared benefits",
            "consultation contribution and shared benefits",
        ] {
            assert_eq!(found(&terms, hit), [hit]);
        }
        assert_eq!(found(&terms, "They want peace, and development follows."), [""; 0]);
    }

    #[test]
    fn exact_case_bears_sentence_starts_titles_and_capitals() {
        let phrase = ["Belt and Road | exact-case = true"];
        for (text, is_found) in
            [("Belt and Road", true), ("belt and road", false), ("BELT AND ROAD", true), ("Belt And Road", true)]
        {
            assert_eq!(!found(&phrase, text).is_empty(), is_found, "{text}");
        }
        let word = ["internet | exact-case = true"];
        assert_eq!(found(&word, "Internet. Internet (internet) the Internet"), ["Internet", "Internet", "internet"]);
        let short = ["SAY | exact-case = true, abbreviation = true"];
        assert_eq!(found(&short, "Say what SAYs and SAY’s say"), ["SAYs", "SAY"]);
    }

    #[test]
    fn finds_chinese_by_characters() {
        let term = ["人类命运共同体 | language = \"zh\""];
        assert_eq!(found(&term, "推动构建人类命运共同体的倡议"), ["人类命运共同体"]);
    }

    proptest::proptest! {
        #[test]
        fn matches_lie_in_the_text_and_apart(text in "(shared|future|Shared|community|with|a|-| |, |\\. |\n|共|é){0,30}") {
            let termbase = termbase(&["shared future", "community with a shared future", "future | exact-case = true"]);
            let matches = termbase.matcher().find(&text, &tokenize(&text));
            let mut end = 0;
            for hit in matches {
                proptest::prop_assert!(hit.words.start >= end && !hit.span.slice(&text).is_empty());
                end = hit.words.end;
            }
        }
    }
}
