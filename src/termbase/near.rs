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

use super::closeness::{Closeness, JointWords, Walk, other_word, same_words};
use super::concept::{Concept, TermStatus};
use super::formula::Formula;
use super::matcher::{ConceptRef, Shield, TermMatch};
use super::skeleton::Skeletons;
use crate::text::{Span, Tokens, WordKey};

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

/// The formulations of a termbase by the stems of their content words.
#[derive(Debug, Default)]
pub struct NearIndex {
    skeletons: Skeletons,
    /// In the order of concepts.
    formulas: Vec<Formula>,
    joint_words: JointWords,
}

/// Formulas of more content words are not looked for with one of them off, since
/// each costs the square of its length.
const MOST_WORDS_ONE_OFF: usize = 16;

impl NearIndex {
    /// Builds the index of `concepts`, whose order gives their numbers.
    #[must_use]
    pub fn new(concepts: &[Concept]) -> Self {
        let mut index = Self::default();
        for (number, concept) in (0..).zip(concepts) {
            for (at, term) in (0..).zip(&concept.terms) {
                if let Some(formula) = Formula::of(number, at, term) {
                    index.insert(formula);
                }
            }
        }
        index
    }

    /// Undesired terms lend the concept their words, and are not looked for.
    fn insert(&mut self, formula: Formula) {
        let number = self.formulas.len();
        if formula.status != TermStatus::Deprecated {
            let stems: Vec<WordKey> = formula.words.iter().map(|word| word.stem).collect();
            let short = formula.short_form().and_then(|words| stems.get(..words));
            for stems in std::iter::once(&*stems).chain(short) {
                let one_off = self.may_be_one_off(&formula, stems.len());
                self.skeletons.insert(stems, number, one_off);
            }
        }
        self.formulas.push(formula);
    }

    /// Short formulas without joints (Global Development Initiative) have
    /// neighbours of their own right at one word's distance.
    fn may_be_one_off(&self, formula: &Formula, words: usize) -> bool {
        let is_right = matches!(formula.status, TermStatus::Preferred | TermStatus::Admitted);
        let is_joined = formula.joints.iter().take(2).any(|joint| self.joint_words.join(joint));
        is_right && ((4..=MOST_WORDS_ONE_OFF).contains(&words) || (words == 3 && is_joined))
    }

    /// All near matches in `text`, in order of place. `stems` stands beside
    /// `tokens`, with `None` for function words; `exact` are the terms that
    /// stand in the text: what they overlap is not near, unless they lie inside
    /// a longer formulation whose function words differ.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &Tokens, stems: &[Option<WordKey>], exact: &[TermMatch]) -> Vec<NearMatch> {
        let next = self.joint_words.next_contents(tokens, stems);
        let mut walk = Walk { text, tokens, stems, next, path: Vec::new(), is_one_off: false };
        let mut found = Vec::new();
        for (start, stem) in stems.iter().enumerate() {
            let Some(node) = stem.and_then(|stem| self.skeletons.start(stem)) else { continue };
            walk.path.push(start);
            self.follow(node, &mut walk, &mut found);
            walk.path.pop();
        }
        resolve(found, tokens, exact)
    }

    /// Goes on from the last word of the walk's path, which led to `node`.
    fn follow(&self, node: u32, walk: &mut Walk<'_>, found: &mut Vec<Candidate>) {
        self.judge(node, walk, found);
        let Some((next, stem)) = walk.next_content() else { return };
        walk.path.push(next);
        if let Some(node) = self.skeletons.after(node, stem) {
            self.follow(node, walk, found);
        }
        if !walk.is_one_off
            && let Some(node) = self.skeletons.after_any(node)
        {
            walk.is_one_off = true;
            self.follow(node, walk, found);
            walk.is_one_off = false;
        }
        walk.path.pop();
    }

    /// Notes what the path means to the formulas that end at `node`.
    fn judge(&self, node: u32, walk: &Walk<'_>, found: &mut Vec<Candidate>) {
        let (Some(&first), Some(&last)) = (walk.path.first(), walk.path.last()) else { return };
        for (number, off) in self.skeletons.ends(node) {
            let Some(formula) = self.formulas.get(number) else { continue };
            let closeness = match off {
                None => same_words(formula, walk, &self.joint_words),
                Some(off) => {
                    let is_own = |key| self.is_word_of(formula.concept, number, key);
                    other_word(formula, off, walk, &self.joint_words, is_own)
                }
            };
            let Some(closeness) = closeness else { continue };
            let rank = (walk.path.len() < formula.words.len(), formula.status, formula.concept, formula.term);
            found.push(Candidate { words: first..last + 1, closeness, rank });
        }
    }

    /// Whether some term of the concept holds the word; formula `number` is one of
    /// the concept's, and the others stand around it.
    fn is_word_of(&self, concept: u32, number: usize, key: WordKey) -> bool {
        let (before, after) = self.formulas.split_at(number.min(self.formulas.len()));
        let is_own = |formula: &&Formula| formula.concept == concept;
        let mut own = before.iter().rev().take_while(is_own).chain(after.iter().take_while(is_own));
        own.any(|formula| formula.words.iter().any(|word| word.is(key, true)))
    }
}

struct Candidate {
    words: Range<usize>,
    closeness: Closeness,
    /// Among terms as near: whole ones before short forms, then by status,
    /// concept and term.
    rank: (bool, TermStatus, u32, u16),
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
            source += &["[[concept]]\nid = \"", id, "\"\n"].concat();
            for text in terms {
                let status = if text.starts_with('~') { "superseded" } else { "admitted" };
                let text = text.trim_start_matches('~');
                source += &["[[concept.term]]\ntext = \"", text, "\"\nstatus = \"", status, "\"\n"].concat();
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
