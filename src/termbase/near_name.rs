//! Finds what is nearly the name of a known person: two capitalised words of which
//! one is a word of the name and the other nearly is. Takes a text, its tokens and
//! the names found in it; how sure a find is stands beside it. Whether the person is
//! meant (a title, other places of the draft) is decided elsewhere.
//!
//! ```text
//! said Wang Yiwi and Wang Li
//!      ^^^^^^^^^              no Pinyin: Wang Yiwei; Wang Li may be anybody
//! ```

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::named::Person;
use super::names::{NameMatch, PersonRef};
use crate::prose::is_pinyin;
use crate::text::{Gap, Span, Tokens, WordKey, fold};

/// A place where a name nearly stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearName {
    /// Whose.
    pub person: PersonRef,
    /// The two words.
    pub words: Range<usize>,
    /// Their bytes.
    pub span: Span,
    /// The right name, in the order of the words found.
    pub right: String,
    /// Whether the words alone show the slip; else the title beside them has to.
    pub is_sure: bool,
}

/// A name of two words.
#[derive(Debug)]
struct Pair {
    person: PersonRef,
    words: [String; 2],
    folded: [String; 2],
    family_first: bool,
}

/// The names of a termbase that have two words, by each of them.
#[derive(Debug, Default)]
pub struct NearNames {
    pairs: Vec<Pair>,
    /// Indexes of `pairs`, by a word and its place in the name.
    by_word: FxHashMap<(WordKey, usize), Vec<usize>>,
}

impl NearNames {
    pub(super) fn new(people: &[Person]) -> Self {
        let mut near = Self::default();
        for (person, entry) in (0..).map(PersonRef).zip(people) {
            for name in std::iter::once(&entry.name).chain(&entry.variants) {
                let words: Vec<&str> = name.split(' ').collect();
                if let [first, last] = *words.as_slice() {
                    near.add(person, first, last, entry);
                }
            }
        }
        near
    }

    fn add(&mut self, person: PersonRef, first: &str, last: &str, entry: &Person) {
        let folded = [fold(first), fold(last)];
        for (place, word) in folded.iter().enumerate() {
            self.by_word.entry((WordKey::of_folded(word), place)).or_default().push(self.pairs.len());
        }
        let family_first = entry.has_family_first();
        self.pairs.push(Pair { person, words: [first.to_owned(), last.to_owned()], folded, family_first });
    }

    /// What is nearly a name in `text`, by place. `exact`: the names and titles found
    /// there, which are never nearly names.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &Tokens, exact: &[NameMatch]) -> Vec<NearName> {
        let starts = (0..tokens.len().saturating_sub(1)).filter(|&at| stands_as_a_name(tokens, at));
        starts.filter_map(|at| self.near(text, tokens, at).filter(|near| is_free(near, exact))).collect()
    }

    fn near(&self, text: &str, tokens: &Tokens, at: usize) -> Option<NearName> {
        let found = [at, at + 1].map(|word| tokens.keys().get(word).copied().unwrap_or(WordKey(0)));
        let of = |place: usize| self.by_word.get(&(*found.get(place)?, place));
        let (by_first, by_last) = (of(0), of(1));
        if by_first.is_none() && by_last.is_none() {
            return None;
        }
        let words = [at, at + 1].map(|word| fold(tokens.span(word).slice(text)));
        let candidates = [(by_first, 1), (by_last, 0)];
        let judged = candidates
            .into_iter()
            .flat_map(|(pairs, place)| pairs.into_iter().flatten().map(move |pair| (*pair, place)));
        let (nearness, index) =
            judged.filter_map(|(index, place)| Some((self.pairs.get(index)?.nearness(&words, place)?, index))).min()?;
        let pair = self.pairs.get(index)?;
        Some(NearName {
            person: pair.person,
            words: at..at + 2,
            span: tokens.cover(at..at + 2),
            right: pair.words.join(" "),
            is_sure: !nearness.0,
        })
    }
}

/// Two capitalised words with nothing but space between them, and no third: "Ali Reza
/// Ahmadian" is another man.
fn stands_as_a_name(tokens: &Tokens, at: usize) -> bool {
    let is_capital = |word: usize| tokens.flags(word).is_capital();
    let joins = |word: usize| word < tokens.len() && tokens.flags(word).gap() <= Gap::Hyphen;
    is_capital(at)
        && is_capital(at + 1)
        && tokens.flags(at + 1).gap() == Gap::Space
        && !tokens.flags(at + 1).starts_paragraph()
        && !tokens.flags(at).is_possessive()
        && !(joins(at + 2) && is_capital(at + 2) && !tokens.flags(at + 1).is_possessive())
}

/// Whether no name stands there: a title beside a name and a family name alone do.
fn is_free(near: &NearName, exact: &[NameMatch]) -> bool {
    let from = exact.partition_point(|found| found.words.end <= near.words.start);
    exact.iter().skip(from).take_while(|found| found.words.start < near.words.end).all(|found| found.words.len() == 1)
}

impl Pair {
    /// How near `words` come to this name, whose other word is found as it is; the
    /// less the nearer, sure before unsure. `None` where they may be another's name.
    fn nearness(&self, words: &[String; 2], place: usize) -> Option<(bool, usize)> {
        let (found, right) = (words.get(place)?, self.folded.get(place)?);
        let same = self.folded.get(1 - place)?;
        let is_accented = right.is_ascii() && !found.is_ascii();
        // Pinyin has one spelling.
        let is_respelled = !self.family_first && is_respelled(found, right);
        if found == right || found.chars().next() != right.chars().next() || is_accented || is_respelled {
            return None;
        }
        let distance = strsim::osa_distance(found, right);
        let is_family = self.family_first == (place == 0);
        let is_sure = if self.family_first {
            is_sure_slip_of_pinyin(found, right, same, is_family, distance)
        } else {
            is_sure_slip(right, same, is_family, distance)
        };
        let is_possible = distance <= 3 && distance * 2 <= right.len() && right.len() > 3 && !is_family
            || distance <= 3 && distance * 2 <= right.len() && !self.family_first && right.len() > 4;
        (is_sure || is_possible).then_some((!is_sure, distance))
    }
}

/// A Chinese name: a slip that is Pinyin may be somebody else's name.
fn is_sure_slip_of_pinyin(found: &str, right: &str, same: &str, is_family: bool, distance: usize) -> bool {
    let is_long = if is_family { same.len() > 5 } else { right.len() > 4 };
    is_long && !is_pinyin(found) && (distance == 1 || distance == 2 && right.len() > 7)
}

/// Any other name: the words have to be long, for short names are near one another.
fn is_sure_slip(right: &str, same: &str, is_family: bool, distance: usize) -> bool {
    let is_long = if is_family { right.len() > 5 && same.len() > 3 } else { right.len() > 3 && same.len() > 4 };
    is_long && (distance == 1 || distance == 2 && right.len() > 8)
}

/// Whether the two are one name in two transliterations: Sergei and Sergey.
fn is_respelled(one: &str, other: &str) -> bool {
    let plain = |word: &str| word.replace('y', "i").replace("ii", "i").replace("kh", "h").replace('j', "i");
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use crate::termbase::Termbase;
    use crate::text::tokenize;

    fn near(text: &str) -> Vec<(String, bool)> {
        let people = ["Wang Yi", "Wang Yiwei", "Lu Wei", "Lu Zhongwei", "Li Qiang", "Li Keqiang", "Xi Jinping"]
            .iter()
            .map(|name| (name, name.split(' ').next().unwrap_or_default()))
            .chain([(&"Robert Hormats", "Hormats"), (&"Sergei Shoigu", "Shoigu")]);
        let entry = |(name, family): (&&str, &str)| {
            format!(
                "[[person]]\nid = \"{}\"\nname = \"{name}\"\nfamily = \"{family}\"\n",
                name.to_lowercase().replace(' ', "-")
            )
        };
        let (termbase, faults) = Termbase::parse(vec![("people.toml".into(), people.map(entry).collect())]);
        assert_eq!(faults, []);
        let tokens = tokenize(text);
        let exact = termbase.names().find(text, &tokens);
        let found = termbase.names().near().find(text, &tokens, &exact).into_iter();
        found.map(|near| (near.right, near.is_sure)).collect()
    }

    #[test]
    fn finds_slips_that_are_nobodys_name() {
        for (slip, right) in [
            ("said Wang Yiwi.", "Wang Yiwei"),
            ("met Li Keqaing today", "Li Keqiang"),
            ("and Robert Hormatz said", "Robert Hormats"),
            ("and Robrt Hormats said", "Robert Hormats"),
        ] {
            assert_eq!(near(slip), [(right.to_owned(), true)], "{slip}");
        }
    }

    #[test]
    fn leaves_the_rest_to_the_title() {
        for (slip, right) in [("Robert Hermes said", "Robert Hormats"), ("met Xi Jingping", "Xi Jinping")] {
            assert_eq!(near(slip), [(right.to_owned(), false)], "{slip}");
        }
    }

    #[test]
    fn keeps_known_people_apart() {
        for text in [
            "Wang Yi",
            "Wang Yiwei",
            "Lu Wei and Lu Zhongwei",
            "Li Qiang and Li Keqiang",
            "Wang Li",
            "Lu Wen",
            "Li Peng",
            "Sergey Shoigu",
            "Robert Harris",
            "robert hormatz",
            "Robert Hormatz Foundation",
        ] {
            assert_eq!(near(text), [], "{text}");
        }
    }
}
