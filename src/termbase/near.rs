//! Finds what is nearly a term: its content words in order with other function
//! words between them, or with one content word off. Free paraphrase is not near:
//! content words must stand in the term's own form or its plural, joined only by
//! articles, prepositions and conjunctions.
//!
//! ```text
//! term    community with a shared future     community with a shared future
//! text    community of shared future         community with shared destiny
//!                   ^^                                             ^^^^^^^
//!         FunctionWords                      ContentWord
//! ```
//!
//! A trie over content-word stems proposes, the words themselves decide.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::concept::{Concept, TermStatus};
use super::formula::Formula;
use super::matcher::{ConceptRef, Shield, TermMatch};
use crate::text::{Gap, Span, Tokens, WordKey, fold};

/// A place where a text comes near to a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMatch {
    /// The concept.
    pub concept: ConceptRef,
    /// The index of the nearest term in its concept.
    pub term: u16,
    /// The words of the text, from the first to the last content word.
    pub words: Range<usize>,
    /// The bytes of the text.
    pub span: Span,
    /// In what the text differs.
    pub difference: Difference,
}

/// How a near match differs from its term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// Other function words, or some too many or too few.
    FunctionWords,
    /// One content word is another.
    ContentWord {
        /// The word in the text.
        found: Span,
        /// The term's word.
        expected: String,
    },
}

const ROOT: u32 = 0;
const NONE: u32 = u32::MAX;
/// The most function words in a row that a formulation holds together over.
const MOST_BETWEEN: usize = 3;
/// Function words that may stand in a formulation. Pronouns and verbs make a
/// clause, and a clause is the writer's own.
const JOINTS: [&str; 32] = [
    "a", "about", "against", "among", "an", "and", "any", "as", "at", "between", "but", "by", "during", "each", "for",
    "from", "in", "into", "its", "of", "on", "or", "our", "over", "some", "the", "their", "through", "to", "upon",
    "with", "within",
];
const ARTICLES: [&str; 3] = ["a", "an", "the"];
const CONJUNCTIONS: [&str; 3] = ["and", "but", "or"];

/// The formulations of a termbase by the stems of their content words.
#[derive(Debug, Default)]
pub struct NearIndex {
    edges: FxHashMap<(u32, WordKey), u32>,
    nodes: Vec<Node>,
    ends: Vec<End>,
    /// In the order of concepts.
    formulas: Vec<Formula>,
    joints: FxHashSet<WordKey>,
    articles: FxHashSet<WordKey>,
    conjunctions: FxHashSet<WordKey>,
}

/// Where a row of stems leads.
#[derive(Debug)]
struct Node {
    /// The first formula that ends here, in `ends`.
    end: u32,
    /// The node behind a word that may be any.
    any: u32,
}

/// A formula that ends at a node; the ends of one node are chained.
#[derive(Debug)]
struct End {
    formula: u32,
    /// The place of the word that may be any.
    any: Option<u8>,
    next: u32,
}

impl NearIndex {
    /// Builds the index of `concepts`, whose order gives their numbers.
    #[must_use]
    pub fn new(concepts: &[Concept]) -> Self {
        let keys = |words: &[&str]| words.iter().map(|word| WordKey::of_folded(word)).collect();
        let mut index = Self {
            nodes: vec![Node { end: NONE, any: NONE }],
            joints: keys(&JOINTS),
            articles: keys(&ARTICLES),
            conjunctions: keys(&CONJUNCTIONS),
            ..Self::default()
        };
        for (number, concept) in (0..).zip(concepts) {
            for (at, term) in (0..).zip(&concept.terms) {
                if let Some(formula) = Formula::of(number, at, term) {
                    index.insert(formula);
                }
            }
        }
        index
    }

    fn insert(&mut self, formula: Formula) {
        if formula.status != TermStatus::Deprecated {
            let stems: Vec<WordKey> = formula.words.iter().map(|word| word.stem).collect();
            self.insert_row(&stems, &formula);
            if let Some(short) = formula.short_form() {
                self.insert_row(stems.get(..short).unwrap_or_default(), &formula);
            }
        }
        self.formulas.push(formula);
    }

    /// Inserts the stems as they are and, where the formula allows it, once with
    /// each but the first that may be any.
    fn insert_row(&mut self, stems: &[WordKey], formula: &Formula) {
        let is_right = matches!(formula.status, TermStatus::Preferred | TermStatus::Admitted);
        let allows_other = is_right && self.allows_other_word(formula, stems.len());
        let mut node = ROOT;
        for (at, &stem) in stems.iter().enumerate() {
            if at > 0 && allows_other {
                let mut other = self.node_after_any(node);
                for &stem in stems.get(at + 1..).unwrap_or_default() {
                    other = self.node_after(other, stem);
                }
                self.end_at(other, u8::try_from(at).ok());
            }
            node = self.node_after(node, stem);
        }
        self.end_at(node, None);
    }

    fn node_after(&mut self, node: u32, stem: WordKey) -> u32 {
        *self.edges.entry((node, stem)).or_insert_with(|| new_node(&mut self.nodes))
    }

    fn node_after_any(&mut self, node: u32) -> u32 {
        let known = self.nodes.get(node as usize).map_or(NONE, |node| node.any);
        if known != NONE {
            return known;
        }
        let new = new_node(&mut self.nodes);
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.any = new;
        }
        new
    }

    fn end_at(&mut self, node: u32, any: Option<u8>) {
        if let Some(node) = self.nodes.get_mut(node as usize) {
            self.ends.push(End { formula: number(self.formulas.len()), any, next: node.end });
            node.end = number(self.ends.len() - 1);
        }
    }

    /// Short formulas without joints (Global Development Initiative) have
    /// neighbours of their own right at one word's distance.
    fn allows_other_word(&self, formula: &Formula, words: usize) -> bool {
        let is_joined = formula.joints.iter().take(2).flatten().any(|word| !self.articles.contains(word));
        words > 3 || (words == 3 && is_joined)
    }

    /// All near matches in `text`, in order of place. `stems` stands beside
    /// `tokens`, with `None` for function words; `exact` are the terms that
    /// stand in the text: what they overlap is not near, unless they lie inside
    /// a longer formulation whose function words differ.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &Tokens, stems: &[Option<WordKey>], exact: &[TermMatch]) -> Vec<NearMatch> {
        let next = self.next_contents(tokens, stems);
        let mut walk = Walk { text, tokens, stems, next, path: Vec::new(), any: None, found: Vec::new() };
        for (start, stem) in stems.iter().enumerate() {
            let Some(&node) = stem.as_ref().and_then(|&stem| self.edges.get(&(ROOT, stem))) else { continue };
            walk.path.push(start);
            self.follow(node, &mut walk);
            walk.path.pop();
        }
        resolve(walk.found, tokens, exact)
    }

    /// Goes on from the last word of the walk's path, which led to `node`.
    fn follow(&self, node: u32, walk: &mut Walk<'_>) {
        let Some(&Node { end, any }) = self.nodes.get(node as usize) else { return };
        self.judge(end, walk);
        let Some((next, stem)) = walk.next_content() else { return };
        walk.path.push(next);
        if let Some(&node) = self.edges.get(&(node, stem)) {
            self.follow(node, walk);
        }
        if any != NONE && walk.any.is_none() {
            walk.any = Some(walk.path.len() - 1);
            self.follow(any, walk);
            walk.any = None;
        }
        walk.path.pop();
    }

    /// For each word the content word that follows it within one phrase, with
    /// only joints between; the word itself where there is none.
    fn next_contents(&self, tokens: &Tokens, stems: &[Option<WordKey>]) -> Vec<u32> {
        let mut next: Vec<u32> = Vec::with_capacity(stems.len());
        let mut open: Option<usize> = None;
        for (at, (stem, key)) in stems.iter().zip(tokens.keys()).enumerate() {
            let flags = tokens.flags(at);
            if flags.gap() == Gap::Stop || flags.starts_paragraph() {
                open = None;
            }
            next.push(number(at));
            if stem.is_some() {
                if let Some(place) = open.and_then(|word| next.get_mut(word)) {
                    *place = number(at);
                }
                open = Some(at);
            } else if open.is_some_and(|word| at - word > MOST_BETWEEN) || !self.joints.contains(key) {
                open = None;
            }
        }
        next
    }

    /// Notes what the path means to the formulas from `end` on.
    fn judge(&self, mut end: u32, walk: &mut Walk<'_>) {
        while let Some(&End { formula: number, any, next }) = self.ends.get(end as usize) {
            end = next;
            let number = number as usize;
            let Some(formula) = self.formulas.get(number) else { continue };
            let closeness = match any {
                None => self.same_words(formula, walk),
                Some(any) => self.other_word(number, usize::from(any), walk),
            };
            let Some(closeness) = closeness else { continue };
            let (Some(&first), Some(&last)) = (walk.path.first(), walk.path.last()) else { continue };
            let rank = (walk.path.len() < formula.words.len(), formula.status, formula.concept, formula.term);
            walk.found.push(Candidate { words: first..last + 1, closeness, rank });
        }
    }

    /// Same content words: known where the joints are the same, near where not.
    fn same_words(&self, formula: &Formula, walk: &Walk<'_>) -> Option<Closeness> {
        let count = walk.path.len();
        if !walk.has_words(formula, None) || !self.is_one_phrase(formula, walk) {
            return None;
        }
        let differing = (0..count - 1).filter(|&gap| Some(walk.between(gap)) != formula.joints.get(gap).map(|j| &**j));
        match differing.count() {
            0 => Some(Closeness::Known),
            _ if count == 2 && (!formula.has_joint() || formula.ends_in_joint) => None,
            differing => Some(Closeness::FunctionWords(differing)),
        }
    }

    /// Commas, conjunctions and possessives that the formula does not have part
    /// one phrase into two: the community and its shared future.
    fn is_one_phrase(&self, formula: &Formula, walk: &Walk<'_>) -> bool {
        let conjoins = |words: &[WordKey]| words.iter().any(|word| self.conjunctions.contains(word));
        let is_conjoined_alike = formula
            .joints
            .iter()
            .enumerate()
            .all(|(gap, joint)| conjoins(joint) || formula.has_comma || !conjoins(walk.between(gap)));
        (formula.has_comma || !walk.has_comma()) && is_conjoined_alike && !walk.has_possessive()
    }

    /// One content word is another, and one that can be meant for it: a word of
    /// the concept's other terms ("shared destiny"), or a slip of the keys. Any
    /// other word makes another phrase (community of shared interests): measured
    /// on real texts, hardly one in twenty of those was meant to be the term.
    fn other_word(&self, number: usize, any: usize, walk: &Walk<'_>) -> Option<Closeness> {
        let formula = self.formulas.get(number)?;
        let word = formula.words.get(any)?;
        let at = *walk.path.get(any)?;
        let stem = walk.stems.get(at).copied().flatten()?;
        let written = walk.tokens.span(at).slice(walk.text);
        let is_meant = is_slip(written, &word.text) || self.is_word_of(formula.concept, number, stem);
        let is_near =
            is_meant && stem != word.stem && walk.has_words(formula, Some(any)) && self.is_one_phrase(formula, walk);
        is_near.then(|| Closeness::ContentWord { at, expected: word.text.to_string() })
    }

    /// Whether some term of the concept holds the word; formula `number` is one of
    /// the concept's, and the others stand around it.
    fn is_word_of(&self, concept: u32, number: usize, stem: WordKey) -> bool {
        let (before, after) = self.formulas.split_at(number.min(self.formulas.len()));
        let is_own = |formula: &&Formula| formula.concept == concept;
        let mut own = before.iter().rev().take_while(is_own).chain(after.iter().take_while(is_own));
        own.any(|formula| formula.words.iter().any(|word| word.stem == stem))
    }
}

fn new_node(nodes: &mut Vec<Node>) -> u32 {
    nodes.push(Node { end: NONE, any: NONE });
    number(nodes.len() - 1)
}

/// Numbers stay below 2^32: the text of so many words would not fit the loader.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

/// Whether a word is another with a letter or two wrong, but not the first.
fn is_slip(written: &str, meant: &str) -> bool {
    let allowed = match meant.len() {
        0..=4 => return false,
        5..=7 => 1,
        _ => 2,
    };
    let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
    written.len().abs_diff(meant.len()) <= allowed
        && first(written) == first(meant)
        && strsim::osa_distance(&fold(written), &fold(meant)) <= allowed
}

/// The content words of a text that lead from the trie's root to some node.
struct Walk<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    stems: &'t [Option<WordKey>],
    /// See `next_contents`.
    next: Vec<u32>,
    path: Vec<usize>,
    /// The place in `path` that was taken for any word.
    any: Option<usize>,
    found: Vec<Candidate>,
}

struct Candidate {
    words: Range<usize>,
    closeness: Closeness,
    /// Among terms as near: whole ones before short forms, then by status,
    /// concept and term.
    rank: (bool, TermStatus, u32, u16),
}

enum Closeness {
    /// The term itself, but for the number of a noun: nothing to report.
    Known,
    /// So many joints differ.
    FunctionWords(usize),
    /// The word of the text at this index stands for the expected one.
    ContentWord { at: usize, expected: String },
}

impl Closeness {
    /// How far the text is from the term.
    const fn distance(&self) -> (u8, usize) {
        match self {
            Self::Known => (0, 0),
            Self::FunctionWords(differing) => (1, *differing),
            Self::ContentWord { .. } => (2, 0),
        }
    }
}

impl Walk<'_> {
    fn next_content(&self) -> Option<(usize, WordKey)> {
        let last = *self.path.last()?;
        let next = *self.next.get(last)? as usize;
        (next != last).then(|| Some((next, self.stems.get(next).copied()??)))?
    }

    /// Whether the path's words are the formula's, leaving one out of account.
    fn has_words(&self, formula: &Formula, but: Option<usize>) -> bool {
        let in_either_number = formula.words.len() > 2;
        self.path.iter().zip(&formula.words).enumerate().all(|(at, (&word, own))| {
            but == Some(at) || self.tokens.keys().get(word).is_some_and(|&key| own.is(key, in_either_number))
        })
    }

    /// The words between a content word of the path and the next.
    fn between(&self, gap: usize) -> &[WordKey] {
        match (self.path.get(gap), self.path.get(gap + 1)) {
            (Some(&one), Some(&next)) => self.tokens.keys().get(one + 1..next).unwrap_or_default(),
            _ => &[],
        }
    }

    fn has_possessive(&self) -> bool {
        let inner = self.path.split_last().map_or(&[] as &[usize], |(_, inner)| inner);
        inner.iter().any(|&word| self.tokens.flags(word).is_possessive())
    }

    fn has_comma(&self) -> bool {
        let (Some(&first), Some(&last)) = (self.path.first(), self.path.last()) else { return false };
        (first + 1..=last).any(|word| self.tokens.flags(word).gap() == Gap::Comma)
    }
}

/// Keeps the longest and nearest candidates that no term shields.
fn resolve(mut found: Vec<Candidate>, tokens: &Tokens, exact: &[TermMatch]) -> Vec<NearMatch> {
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|candidate| {
        (Reverse(candidate.words.len()), candidate.words.start, candidate.closeness.distance(), candidate.rank)
    });
    let mut shield = Shield::new(tokens.len());
    let mut near: Vec<NearMatch> = found
        .into_iter()
        .filter(|candidate| !is_shielded(candidate, exact) && shield.accept(&candidate.words))
        .filter_map(|candidate| candidate.report(tokens))
        .collect();
    near.sort_by_key(|near| near.words.start);
    near
}

/// Whether a term of the text overlaps the candidate. A shorter term inside a
/// formulation with other function words does not speak against it: "community
/// with a shared future" in "community with a shared future of mankind".
fn is_shielded(candidate: &Candidate, exact: &[TermMatch]) -> bool {
    let words = &candidate.words;
    let from = exact.partition_point(|hit| hit.words.end <= words.start);
    let mut overlapping = exact.get(from..).unwrap_or_default().iter().take_while(|hit| hit.words.start < words.end);
    let may_hold_terms = matches!(candidate.closeness, Closeness::FunctionWords(_));
    overlapping.any(|hit| {
        let is_inside = words.start <= hit.words.start && hit.words.end <= words.end && hit.words != *words;
        !(may_hold_terms && is_inside)
    })
}

impl Candidate {
    fn report(self, tokens: &Tokens) -> Option<NearMatch> {
        let difference = match self.closeness {
            Closeness::Known => return None,
            Closeness::FunctionWords(_) => Difference::FunctionWords,
            Closeness::ContentWord { at, expected } => Difference::ContentWord { found: tokens.span(at), expected },
        };
        let span = tokens.cover(self.words.clone());
        let (_, _, concept, term) = self.rank;
        Some(NearMatch { concept: ConceptRef(concept), term, words: self.words, span, difference })
    }
}

#[cfg(test)]
mod tests {
    use crate::termbase::Termbase;
    use crate::text::{stem_key, tokenize};

    use super::*;

    /// Concepts and their terms; a tilde marks a superseded one.
    const TERMS: [(&str, &[&str]); 3] = [
        ("future", &["community with a shared future for mankind", "~community of common destiny"]),
        ("duties", &["common but differentiated responsibilities", "rule of law", "Global Development Initiative"]),
        ("benefits", &["extensive consultation, joint contribution and shared benefits"]),
    ];

    fn termbase() -> Termbase {
        let mut source = String::new();
        for (id, terms) in TERMS {
            source += &format!("[[concept]]\nid = \"{id}\"\n");
            for text in terms {
                let status = if text.starts_with('~') { "superseded" } else { "admitted" };
                let text = text.trim_start_matches('~');
                source += &format!("[[concept.term]]\ntext = \"{text}\"\nstatus = \"{status}\"\n");
            }
        }
        let (termbase, faults) = Termbase::parse(vec![("terms.toml".into(), source)]);
        assert_eq!(faults, []);
        termbase
    }

    /// The near matches of a text and the word that is off in each.
    fn near(text: &str) -> Vec<(String, String)> {
        let (termbase, tokens) = (termbase(), tokenize(text));
        let words = tokens.keys().iter().enumerate();
        let stems: Vec<_> = words.map(|(at, &key)| stem_key(key, tokens.span(at).slice(text))).collect();
        let exact = termbase.matcher().find(text, &tokens);
        let off = |near: &NearMatch| match &near.difference {
            Difference::FunctionWords => String::new(),
            Difference::ContentWord { found, expected } => format!("{} for {expected}", found.slice(text)),
        };
        let found = termbase.near().find(text, &tokens, &stems, &exact);
        found.iter().map(|near| (near.span.slice(text).to_owned(), off(near))).collect()
    }

    #[test]
    fn reports_other_function_words() {
        for text in [
            "community of shared future for mankind",
            "community with shared future for mankind",
            "communities with shared futures of mankind",
            "community with a shared future of mankind",
            "community of shared future",
            "community of the common destiny",
            "common and differentiated responsibility",
            "rule by law",
            "extensive consultation and joint contribution for shared benefits",
        ] {
            assert_eq!(near(&format!("They build a {text}.")), [(text.to_owned(), String::new())]);
        }
    }

    #[test]
    fn reports_one_word_off() {
        for (text, off) in [
            ("community with shared destiny", "destiny for future"),
            ("community with a shared destiny for mankind", "destiny for future"),
            ("common but diferentiated responsibilities", "diferentiated for differentiated"),
        ] {
            assert_eq!(near(&format!("They build a {text}.")), [(text.to_owned(), off.to_owned())]);
        }
    }

    #[test]
    fn is_silent_on_terms_and_on_free_paraphrase() {
        for text in [
            "a community with a shared future for mankind",
            "communities with a shared future",
            "The community shares a future.",
            "The community has a shared future.",
            "the community and its shared future",
            "the community's shared future",
            "a community of shared interests",
            "a community. With a shared future for mankind",
            "a global and developmental initiative",
            "ruling the law, the law rules",
            "common responsibilities",
        ] {
            assert_eq!(near(text), [], "{text}");
        }
    }
}
