//! Finds people and titles in running text: one matcher over full names, family and
//! given names, names in the wrong order, and titles. Takes a text and its tokens,
//! gives ranges of words with what they may mean; which of it they do mean (whether
//! "Yi" is Wang Yi or Yi Gang) is decided where the rest of the draft is known.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::matcher::Matcher;
use super::named::{Office, Person};
use super::near_name::NearNames;
use crate::text::{Span, Tokens, WordKey, tokenize};

/// A person of one termbase, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonRef(pub u32);

/// An office of one termbase, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfficeRef(pub u32);

/// What words may mean that a [`Names`] finds. Words may be one person's family name
/// and another's given name at once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NameMeaning {
    /// Whose whole name it is, in a right order and spelling.
    pub full: Vec<PersonRef>,
    /// Whose family name, or the name that later mentions use.
    pub family: Vec<PersonRef>,
    /// Whose given name, of those whose family name stands first and who are not
    /// called by it.
    pub given: Vec<PersonRef>,
    /// Whose whole name it is in the wrong order.
    pub reversed: Vec<PersonRef>,
    /// The offices with this title.
    pub title: Vec<OfficeRef>,
}

/// A place where a name or a title stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMatch {
    /// The number of its phrase, for [`Names::meaning`].
    phrase: u32,
    /// The words of the text that it covers.
    pub words: Range<usize>,
    /// The bytes of the text that it covers, without a possessive 's.
    pub span: Span,
}

/// All people and offices of a termbase, ready to be found.
#[derive(Debug, Default)]
pub struct Names {
    matcher: Matcher,
    meanings: Vec<NameMeaning>,
    near: NearNames,
    /// For each office the words that tell it from others.
    of: Vec<Vec<Vec<WordKey>>>,
    /// All of these words.
    countries: FxHashSet<Vec<WordKey>>,
}

impl Names {
    /// Builds the index; the order of `people` and `offices` gives their numbers.
    #[must_use]
    pub(super) fn new(people: &[Person], offices: &[Office]) -> Self {
        // By the words and whether their letter case counts: a name is capitalised, a
        // title may be ("foreign minister Wang Yi").
        let mut phrases: BTreeMap<(String, bool), NameMeaning> = BTreeMap::new();
        for (number, person) in (0..).map(PersonRef).zip(people) {
            add_person(&mut phrases, number, person);
        }
        for (number, office) in (0..).map(OfficeRef).zip(offices) {
            for title in &office.titles {
                phrases.entry((title.to_lowercase(), false)).or_default().title.push(number);
            }
        }
        let matcher = Matcher::of_phrases(phrases.keys().map(|(text, exact_case)| (text.as_str(), *exact_case)));
        let keys = |of: &String| tokenize(of).keys().to_vec();
        let of: Vec<Vec<Vec<WordKey>>> = offices.iter().map(|office| office.of.iter().map(keys).collect()).collect();
        let countries = of.iter().flatten().cloned().collect();
        Self { matcher, meanings: phrases.into_values().collect(), near: NearNames::new(people), of, countries }
    }

    /// All names and titles in `text`, in order of place; no two overlap, the longer
    /// wins.
    #[must_use]
    pub fn find(&self, text: &str, tokens: &Tokens) -> Vec<NameMatch> {
        let found = self.matcher.find(text, tokens).into_iter();
        found.map(|hit| NameMatch { phrase: hit.concept.0, words: hit.words, span: hit.span }).collect()
    }

    /// What the words may mean.
    #[must_use]
    pub fn meaning(&self, found: &NameMatch) -> &NameMeaning {
        static NOTHING: NameMeaning = NameMeaning {
            full: Vec::new(),
            family: Vec::new(),
            given: Vec::new(),
            reversed: Vec::new(),
            title: Vec::new(),
        };
        self.meanings.get(found.phrase as usize).unwrap_or(&NOTHING)
    }

    /// Whether the words (their keys) tell this office from others: "Chinese".
    #[must_use]
    pub fn is_of(&self, office: OfficeRef, words: &[WordKey]) -> bool {
        self.of.get(office.0 as usize).is_some_and(|of| of.iter().any(|of| of == words))
    }

    /// Whether the words tell some office from others.
    #[must_use]
    pub fn is_country(&self, words: &[WordKey]) -> bool {
        self.countries.contains(words)
    }

    /// Finds what is nearly a name.
    #[must_use]
    pub const fn near(&self) -> &NearNames {
        &self.near
    }
}

fn add_person(phrases: &mut BTreeMap<(String, bool), NameMeaning>, number: PersonRef, person: &Person) {
    let mut add = |text: &str, list: fn(&mut NameMeaning) -> &mut Vec<PersonRef>| {
        if text.is_empty() {
            return;
        }
        let people = list(phrases.entry((text.to_owned(), true)).or_default());
        if !people.contains(&number) {
            people.push(number);
        }
    };
    let full: Vec<&str> = std::iter::once(&person.name).chain(&person.variants).map(String::as_str).collect();
    for name in &full {
        add(name, |meaning| &mut meaning.full);
    }
    add(&person.family, |meaning| &mut meaning.family);
    add(person.later_mention(), |meaning| &mut meaning.family);
    if person.has_family_first() && person.called.is_none() {
        add(person.given(), |meaning| &mut meaning.given);
    }
    let reversed = full.iter().filter_map(|name| reversed(name, person));
    for name in reversed.filter(|name| !full.contains(&name.as_str())) {
        add(&name, |meaning| &mut meaning.reversed);
    }
}

/// The name with its two halves changed about: "Yi Wang".
fn reversed(name: &str, person: &Person) -> Option<String> {
    if name == person.name && !person.given().is_empty() {
        let (first, last) = if person.has_family_first() {
            (person.given(), person.family.as_str())
        } else {
            (person.family.as_str(), person.given())
        };
        return Some(format!("{first} {last}"));
    }
    let (first, last) = name.split_once(' ')?;
    (!last.contains(' ')).then(|| format!("{last} {first}"))
}

#[cfg(test)]
mod tests {
    use crate::termbase::Termbase;
    use crate::text::tokenize;

    const PEOPLE: &str = r#"
[[person]]
id = "wang-yi"
name = "Wang Yi"
family = "Wang"
variants = ["王毅"]
[[person]]
id = "yi-gang"
name = "Yi Gang"
family = "Yi"
[[person]]
id = "trong"
name = "Nguyen Phu Trong"
family = "Nguyen"
called = "Trong"
[[office]]
id = "minister"
titles = ["Foreign Minister", "Secretary of Iran's Council"]
"#;

    /// Each find, with what it may be: full, family, given, reversed, title.
    fn found(text: &str) -> Vec<(&str, String)> {
        let (termbase, faults) = Termbase::parse(vec![("people.toml".into(), PEOPLE.to_owned())]);
        assert_eq!(faults, []);
        let names = termbase.names();
        let told = |found| {
            let meaning = names.meaning(found);
            let lists = [
                ("full", &meaning.full),
                ("family", &meaning.family),
                ("given", &meaning.given),
                ("reversed", &meaning.reversed),
            ];
            let mut told: Vec<&str> =
                lists.iter().filter(|(_, list)| !list.is_empty()).map(|(told, _)| *told).collect();
            told.extend((!meaning.title.is_empty()).then_some("title"));
            told.join(" ")
        };
        names.find(text, &tokenize(text)).iter().map(|found| (found.span.slice(text), told(found))).collect()
    }

    fn owned<'t>(pairs: &[(&'t str, &str)]) -> Vec<(&'t str, String)> {
        pairs.iter().map(|(words, told)| (*words, (*told).to_owned())).collect()
    }

    #[test]
    fn finds_names_and_titles() {
        let text = "Foreign minister Wang Yi’s aide met Yi Wang, Wangs, wang yi, WANG YI and 王毅.";
        let expected = [
            ("Foreign minister", "title"),
            ("Wang Yi", "full"),
            ("Yi Wang", "reversed"),
            ("WANG YI", "full"),
            ("王毅", "full"),
        ];
        assert_eq!(found(text), owned(&expected));
    }

    #[test]
    fn a_word_may_be_one_persons_family_name_and_anothers_given_name() {
        assert_eq!(
            found("Yi said; Yi Gang said; Wang said"),
            owned(&[("Yi", "family given"), ("Yi Gang", "full"), ("Wang", "family")])
        );
    }

    #[test]
    fn a_person_may_be_called_by_another_word_of_the_name() {
        assert_eq!(found("Trong and Nguyen"), owned(&[("Trong", "family"), ("Nguyen", "family")]));
    }

    #[test]
    fn titles_hold_possessives() {
        assert_eq!(found("the secretary of Iran's Council"), owned(&[("secretary of Iran's Council", "title")]));
    }
}
