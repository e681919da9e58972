//! What tells sets of one label apart: their topics, who announced them, where, in which
//! year. Words of a text enter; the places of such signs leave. Nothing here decides.

use rustc_hash::FxHashMap;

use super::labels::phrase_keys;
use super::named::{EnumeratedSet, Person};
use crate::text::{Tokens, WordKey, is_function_word};

/// A phrase that tells something of a set or names a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SignRef(u32);

/// The signs of one set.
#[derive(Debug, Default)]
pub struct SetSigns {
    /// Its topics.
    pub topics: Vec<SignRef>,
    /// The names of its speaker.
    pub speaker: Vec<SignRef>,
    /// Its forum, or the document it stands in.
    pub forum: Vec<SignRef>,
    /// The year it was announced in.
    pub year: Vec<SignRef>,
}

/// The signs of all sets of a termbase.
#[derive(Debug, Default)]
pub struct Signs {
    phrases: FxHashMap<WordKey, Vec<Phrase>>,
    of_sets: Vec<SetSigns>,
    /// The names of people, who may have announced a set or not.
    people: Vec<SignRef>,
}

#[derive(Debug)]
struct Phrase {
    words: Box<[WordKey]>,
    sign: SignRef,
    /// Whether only a capital makes it this sign: names and abbreviations.
    is_name: bool,
}

/// A sign and the word of the text it begins with.
pub type SignMatch = (SignRef, u32);

impl Signs {
    /// Collects the signs of `sets`; `people` give the forms of names.
    #[must_use]
    pub fn new(sets: &[EnumeratedSet], people: &[Person]) -> Self {
        let mut made = Making::default();
        let mut of_sets = Vec::with_capacity(sets.len());
        for set in sets {
            of_sets.push(SetSigns {
                topics: set.topics.iter().filter_map(|topic| made.sign(topic, is_abbreviation(topic))).collect(),
                speaker: set.speaker.iter().flat_map(|name| made.names(name, people)).collect(),
                forum: set.forum.iter().flat_map(|forum| made.forums(forum)).collect(),
                year: set.period.from.iter().filter_map(|date| made.sign(&date.year().to_string(), false)).collect(),
            });
        }
        let people = people.iter().flat_map(|person| made.names(&person.name, people)).collect();
        Self { phrases: made.phrases, of_sets, people }
    }

    /// The signs of a set, by its number.
    #[must_use]
    pub fn of_set(&self, set: u32) -> Option<&SetSigns> {
        self.of_sets.get(set as usize)
    }

    /// The names of people.
    #[must_use]
    pub fn people(&self) -> &[SignRef] {
        &self.people
    }

    /// The signs in a text, in order of sign, then place. `stems` are those of `tokens`.
    #[must_use]
    pub fn find(&self, tokens: &Tokens, stems: &[Option<WordKey>]) -> Vec<SignMatch> {
        let key = |index: usize| stems.get(index).copied().flatten().or_else(|| tokens.keys().get(index).copied());
        let mut found = Vec::new();
        for index in 0..tokens.len() {
            for phrase in key(index).and_then(|key| self.phrases.get(&key)).into_iter().flatten() {
                let holds = phrase.words.iter().zip(index..).all(|(word, at)| key(at) == Some(*word));
                if holds && (!phrase.is_name || tokens.flags(index).is_capital()) {
                    found.push((phrase.sign, u32::try_from(index).unwrap_or(u32::MAX)));
                }
            }
        }
        found.sort_unstable();
        found
    }
}

/// Signs while they are collected: one phrase is one sign, whichever sets it tells of.
#[derive(Default)]
struct Making {
    phrases: FxHashMap<WordKey, Vec<Phrase>>,
    made: u32,
}

impl Making {
    fn sign(&mut self, text: &str, is_name: bool) -> Option<SignRef> {
        let words = phrase_keys(text);
        let known = self.phrases.entry(*words.first()?).or_default();
        if let Some(known) = known.iter().find(|known| *known.words == *words && known.is_name == is_name) {
            return Some(known.sign);
        }
        let sign = SignRef(self.made);
        self.made += 1;
        known.push(Phrase { words: words.into(), sign, is_name });
        Some(sign)
    }

    /// The forms of a person's name: in full, the family name alone, its variants.
    fn names(&mut self, name: &str, people: &[Person]) -> Vec<SignRef> {
        let person = people.iter().find(|person| person.name == name);
        let others = person.into_iter().flat_map(|person| person.variants.iter().chain([&person.family]));
        let forms: Vec<&str> = [name].into_iter().chain(others.map(String::as_str)).collect();
        forms.into_iter().filter_map(|form| self.sign(form, true)).collect()
    }

    /// "the Second World Internet Conference, Wuzhen" gives the conference with its
    /// ordinal and without, and the town.
    fn forums(&mut self, forum: &str) -> Vec<SignRef> {
        let mut signs = Vec::new();
        for part in forum.split(", ") {
            let words: Vec<&str> = part.split(' ').skip_while(|word| is_function_word(word)).collect();
            signs.extend(self.sign(&words.join(" "), false));
            if let Some((first, rest)) = words.split_first()
                && is_ordinal(first)
                && rest.len() > 1
            {
                signs.extend(self.sign(&rest.join(" "), false));
            }
        }
        signs
    }
}

fn is_abbreviation(topic: &str) -> bool {
    topic.len() < 6 && topic.chars().all(char::is_uppercase)
}

fn is_ordinal(word: &str) -> bool {
    const ORDINALS: [&str; 5] = ["First", "Second", "Third", "Fourth", "Fifth"];
    ORDINALS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::termbase::Termbase;
    use crate::text::{stem_key, tokenize};

    #[test]
    fn topics_speaker_forum_and_year_are_found() {
        let source = "[[person]]\nid = \"osei-tarn\"\nname = \"Osei Tarn\"\nfamily = \"Tarn\"\n\
            [[set]]\nid = \"a\"\nlabels = [\"two aims\"]\ntopics = [\"harbours\"]\nspeaker = \"Osei Tarn\"\n\
            forum = \"the Second Harbour Forum, Sarum\"\ndate = \"2015-12\"\ncount = 2\n";
        let (termbase, faults) = Termbase::parse(vec![("a.toml".into(), source.into())]);
        assert_eq!(faults, []);
        let signs = Signs::new(termbase.sets(), termbase.people());
        let of_set = signs.of_set(0).expect("the set");
        let finds = |text: &str, wanted: &[SignRef]| {
            let tokens = tokenize(text);
            let stems: Vec<_> =
                tokens.keys().iter().enumerate().map(|(at, key)| stem_key(*key, tokens.span(at).slice(text))).collect();
            signs.find(&tokens, &stems).iter().any(|(sign, _)| wanted.contains(sign))
        };
        assert!(finds("in the harbour", &of_set.topics));
        assert!(finds("Mr. Tarn said", &of_set.speaker) && !finds("on the tarn", &of_set.speaker));
        assert!(finds("at the harbour forum", &of_set.forum) && finds("in Sarum", &of_set.forum));
        assert!(finds("in 2015", &of_set.year) && !finds("in 2014", &of_set.year));
    }
}
