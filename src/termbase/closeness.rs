//! How near a row of content words in a text comes to a formula. Pure judgement
//! over word keys; which rows are judged is not decided here.

use rustc_hash::FxHashSet;

use super::formula::Formula;
use crate::text::{Gap, Tokens, WordKey, fold};

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

/// The function words that may stand between content words, by their part.
#[derive(Debug)]
pub(super) struct JointWords {
    all: FxHashSet<WordKey>,
    articles: FxHashSet<WordKey>,
    conjunctions: FxHashSet<WordKey>,
}

impl Default for JointWords {
    fn default() -> Self {
        let keys = |words: &[&str]| words.iter().map(|word| WordKey::of_folded(word)).collect();
        Self { all: keys(&JOINTS), articles: keys(&ARTICLES), conjunctions: keys(&CONJUNCTIONS) }
    }
}

impl JointWords {
    /// Whether more than articles stand among the words.
    pub(super) fn join(&self, words: &[WordKey]) -> bool {
        words.iter().any(|word| !self.articles.contains(word))
    }

    /// Whether the path is joined as the formula is, but for articles.
    fn join_alike(&self, formula: &Formula, walk: &Walk<'_>) -> bool {
        let bare = |words: &[WordKey]| -> Vec<WordKey> {
            words.iter().copied().filter(|word| !self.articles.contains(word)).collect()
        };
        let mut joints = formula.joints.iter().enumerate().take(walk.path.len().saturating_sub(1));
        joints.all(|(gap, joint)| bare(joint) == bare(walk.between(gap)))
    }

    /// For each word the content word that follows it within one phrase, with
    /// only joints between; the word itself where there is none.
    pub(super) fn next_contents(&self, tokens: &Tokens, stems: &[Option<WordKey>]) -> Vec<u32> {
        let mut next: Vec<u32> = Vec::with_capacity(stems.len());
        let mut open: Option<usize> = None;
        for (at, (stem, key)) in stems.iter().zip(tokens.keys()).enumerate() {
            let flags = tokens.flags(at);
            if flags.gap() == Gap::Stop || flags.starts_paragraph() {
                open = None;
            }
            next.push(place(at));
            if stem.is_some() {
                if let Some(follower) = open.and_then(|word| next.get_mut(word)) {
                    *follower = place(at);
                }
                open = Some(at);
            } else if open.is_some_and(|word| at - word > MOST_BETWEEN) || !self.all.contains(key) {
                open = None;
            }
        }
        next
    }

    /// Commas, conjunctions and possessives that the formula does not have part
    /// one phrase into two: the community and its shared future.
    fn keep_one_phrase(&self, formula: &Formula, walk: &Walk<'_>) -> bool {
        let conjoins = |words: &[WordKey]| words.iter().any(|word| self.conjunctions.contains(word));
        let is_conjoined_alike = formula
            .joints
            .iter()
            .enumerate()
            .all(|(gap, joint)| conjoins(joint) || formula.has_comma || !conjoins(walk.between(gap)));
        (formula.has_comma || !walk.has_comma())
            && is_conjoined_alike
            && !walk.has_possessive()
            && !self.goes_on(formula, walk)
    }

    /// Whether a list that ends in a conjunction lacks it in the text, where more
    /// members follow: another list, with the formula's for its beginning.
    fn goes_on(&self, formula: &Formula, walk: &Walk<'_>) -> bool {
        let conjoins = |words: &[WordKey]| words.iter().any(|word| self.conjunctions.contains(word));
        let (Some(last_joint), Some(&last)) = (formula.joints.last(), walk.path.last()) else { return false };
        let gap = walk.path.len().saturating_sub(2);
        let follows = last + 1 < walk.tokens.len() && walk.tokens.flags(last + 1).gap() == Gap::Comma;
        formula.has_comma && follows && conjoins(last_joint) && !conjoins(walk.between(gap))
    }
}

fn place(at: usize) -> u32 {
    // Tokens count their bytes in 32 bits, so there are no more words.
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The content words of a text that lead from the root of the skeletons to a node.
pub(super) struct Walk<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t Tokens,
    pub(super) stems: &'t [Option<WordKey>],
    /// See `next_contents`.
    pub(super) next: Vec<u32>,
    /// The words gone through, by their place in the text.
    pub(super) path: Vec<usize>,
    /// Whether one of them was taken for another.
    pub(super) is_one_off: bool,
}

/// How a row of content words stands to a formula.
pub(super) enum Closeness {
    /// The term itself, but for the number of a noun: nothing to report.
    Known,
    /// So many joints differ.
    FunctionWords(usize),
    /// The word of the text at this index stands for the expected one.
    ContentWord { at: usize, expected: String },
}

impl Closeness {
    /// How far the text is from the term.
    pub(super) const fn distance(&self) -> (u8, usize) {
        match self {
            Self::Known => (0, 0),
            Self::FunctionWords(differing) => (1, *differing),
            Self::ContentWord { .. } => (2, 0),
        }
    }
}

/// Same content words: known where the joints are the same, near where not.
pub(super) fn same_words(formula: &Formula, walk: &Walk<'_>, joint_words: &JointWords) -> Option<Closeness> {
    let count = walk.path.len();
    if !walk.has_words(formula, None) || !joint_words.keep_one_phrase(formula, walk) {
        return None;
    }
    let differing = (0..count - 1).filter(|&gap| Some(walk.between(gap)) != formula.joints.get(gap).map(|j| &**j));
    match differing.count() {
        0 => Some(Closeness::Known),
        _ if count == 2 && (!formula.has_joint() || formula.ends_in_joint) => None,
        differing => Some(Closeness::FunctionWords(differing)),
    }
}

/// The content word at `off` is another, and one that can be meant for it: a word
/// of the concept's other terms ("shared destiny"), or a slip of the keys. Any
/// other word makes another phrase (community of shared interests): on 55 MB of
/// real texts, hardly one in twenty of those was meant to be the term. Nor may a
/// second thing differ: but for articles, the joints are the term's (those of lists
/// are free).
pub(super) fn other_word(
    formula: &Formula,
    off: usize,
    walk: &Walk<'_>,
    joint_words: &JointWords,
    is_of_concept: impl Fn(WordKey) -> bool,
) -> Option<Closeness> {
    let word = formula.words.get(off)?;
    let at = *walk.path.get(off)?;
    let stem = walk.stems.get(at).copied().flatten()?;
    let key = *walk.tokens.keys().get(at)?;
    let is_near = stem != word.stem
        && (is_slip(walk.tokens.span(at).slice(walk.text), &word.text) || is_of_concept(key))
        && walk.has_words(formula, Some(off))
        && joint_words.keep_one_phrase(formula, walk)
        && (formula.has_comma || joint_words.join_alike(formula, walk));
    is_near.then(|| Closeness::ContentWord { at, expected: word.text.to_string() })
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

impl Walk<'_> {
    /// The content word that goes on from the path's last.
    pub(super) fn next_content(&self) -> Option<(usize, WordKey)> {
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
