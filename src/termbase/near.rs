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

/// Stands in the trie for a content word that may be any.
const ANY: WordKey = WordKey(0);
const ROOT: u32 = 0;
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
    /// Formulas that end at a node, with the place of the word that may be any.
    ends: FxHashMap<u32, Vec<(u32, Option<u8>)>>,
    formulas: Vec<Formula>,
    nodes: u32,
    joints: FxHashSet<WordKey>,
    articles: FxHashSet<WordKey>,
    conjunctions: FxHashSet<WordKey>,
}

impl NearIndex {
    /// Builds the index of `concepts`, whose order gives their numbers.
    #[must_use]
    pub fn new(concepts: &[Concept]) -> Self {
        let keys = |words: &[&str]| words.iter().map(|word| WordKey::of_folded(word)).collect();
        let mut index = Self {
            nodes: 1,
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
            let number = u32::try_from(self.formulas.len()).unwrap_or(u32::MAX);
            let stems: Vec<WordKey> = formula.words.iter().map(|word| word.stem).collect();
            self.insert_path(&stems, number, None);
            self.insert_path(stems.get(..formula.short_form().unwrap_or(0)).unwrap_or_default(), number, None);
            if self.allows_other_word(&formula) {
                for any in 1..stems.len() {
                    let mut stems = stems.clone();
                    if let Some(stem) = stems.get_mut(any) {
                        *stem = ANY;
                    }
                    self.insert_path(&stems, number, u8::try_from(any).ok());
                }
            }
        }
        self.formulas.push(formula);
    }

    fn insert_path(&mut self, stems: &[WordKey], formula: u32, any: Option<u8>) {
        if stems.is_empty() {
            return;
        }
        let mut node = ROOT;
        for &stem in stems {
            node = *self.edges.entry((node, stem)).or_insert_with(|| {
                self.nodes += 1;
                self.nodes - 1
            });
        }
        self.ends.entry(node).or_default().push((formula, any));
    }

    /// Short formulas without joints (Global Development Initiative) have
    /// neighbours of their own right at one word's distance.
    fn allows_other_word(&self, formula: &Formula) -> bool {
        let is_joined = formula.joints.iter().flatten().any(|word| !self.articles.contains(word));
        formula.words.len() > 3 || (formula.words.len() == 3 && is_joined)
    }

    /// All near matches in `text`, in order of place. `stems` stands beside
    /// `tokens`, with `None` for function words; `exact` are the terms that
    /// stand in the text: what they overlap is not near, unless they lie inside
    /// a longer formulation whose function words differ.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &Tokens, stems: &[Option<WordKey>], exact: &[TermMatch]) -> Vec<NearMatch> {
        let mut walk = Walk { text, tokens, stems, path: Vec::new(), any: None, found: Vec::new() };
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
        self.judge(node, walk);
        let Some((next, stem)) = self.next_content(walk) else { return };
        walk.path.push(next);
        if let Some(&node) = self.edges.get(&(node, stem)) {
            self.follow(node, walk);
        }
        if walk.any.is_none()
            && let Some(&node) = self.edges.get(&(node, ANY))
        {
            walk.any = Some(walk.path.len() - 1);
            self.follow(node, walk);
            walk.any = None;
        }
        walk.path.pop();
    }

    /// The next content word, where only joints stand before it.
    fn next_content(&self, walk: &Walk<'_>) -> Option<(usize, WordKey)> {
        let last = *walk.path.last()?;
        for at in last + 1..=last + 1 + MOST_BETWEEN {
            let flags = walk.tokens.flags(at);
            if flags.gap() == Gap::Stop || flags.starts_paragraph() {
                return None;
            }
            if let Some(stem) = walk.stems.get(at)? {
                return Some((at, *stem));
            }
            self.joints.get(walk.tokens.keys().get(at)?)?;
        }
        None
    }

    /// Notes what the path means to the formulas that end at `node`.
    fn judge(&self, node: u32, walk: &mut Walk<'_>) {
        let Some(ends) = self.ends.get(&node) else { return };
        for &(number, any) in ends {
            let Some(formula) = self.formulas.get(number as usize) else { continue };
            let closeness = match any {
                None => self.same_words(formula, walk),
                Some(any) => self.other_word(formula, usize::from(any), walk),
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
    fn other_word(&self, formula: &Formula, any: usize, walk: &Walk<'_>) -> Option<Closeness> {
        let word = formula.words.get(any)?;
        let at = *walk.path.get(any)?;
        let stem = walk.stems.get(at).copied().flatten()?;
        let written = walk.tokens.span(at).slice(walk.text);
        let is_meant = || self.is_word_of(formula.concept, stem) || is_slip(written, &word.text);
        let is_near =
            stem != word.stem && walk.has_words(formula, Some(any)) && self.is_one_phrase(formula, walk) && is_meant();
        is_near.then(|| Closeness::ContentWord { at, expected: word.text.to_string() })
    }

    /// Whether some term of the concept holds the word.
    fn is_word_of(&self, concept: u32, stem: WordKey) -> bool {
        let from = self.formulas.partition_point(|formula| formula.concept < concept);
        let formulas = self.formulas.get(from..).unwrap_or_default();
        let mut own = formulas.iter().take_while(|formula| formula.concept == concept);
        own.any(|formula| formula.words.iter().any(|word| word.stem == stem))
    }
}

/// Whether a word is another with a letter or two wrong.
fn is_slip(written: &str, meant: &str) -> bool {
    let allowed = match meant.chars().count() {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    strsim::osa_distance(&fold(written), &fold(meant)) <= allowed
}

/// The content words of a text that lead from the trie's root to some node.
struct Walk<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    stems: &'t [Option<WordKey>],
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

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// The term itself, but for the number of a noun: nothing to report.
    Known,
    /// So many joints differ.
    FunctionWords(usize),
    /// The word of the text at this index stands for the expected one.
    ContentWord { at: usize, expected: String },
}

impl Walk<'_> {
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
    found.sort_by(|one, other| {
        let size = |of: &Candidate| (Reverse(of.words.len()), of.words.start);
        size(one).cmp(&size(other)).then_with(|| (&one.closeness, one.rank).cmp(&(&other.closeness, other.rank)))
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

    const TERMS: [(&str, &[&str]); 3] = [
        ("future", &["community with a shared future for mankind", "community of common destiny"]),
        ("duties", &["common but differentiated responsibilities", "rule of law", "Global Development Initiative"]),
        ("benefits", &["extensive consultation, joint contribution and shared benefits"]),
    ];

    fn termbase() -> Termbase {
        let mut source = String::new();
        for (id, terms) in TERMS {
            source += &format!("[[concept]]\nid = \"{id}\"\n");
            for text in terms {
                source += &format!("[[concept.term]]\ntext = \"{text}\"\n");
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
            ("community with shared destiny", "shared for common"),
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
