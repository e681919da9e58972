//! A person’s name as it is compared: titles, post-nominals and places taken off,
//! accents folded, the family name found. A phrase enters; a name leaves, or nothing
//! where the phrase is a role ("the spokesperson"), an institution or a place.
//!
//! ```text
//! H.E. Mr. Wang Yi    Sen. Tim Osei, D-Va.    Ada Holm, PhD    Holm, Ada
//!          ^^^^^^^         ^^^^^^^^            ^^^^^^^^         Ada Holm
//! ```
//!
//! Nothing here knows who anybody is: that two names are one person’s is never said,
//! only that they may be.

mod compare;
mod full_names;
mod order;
mod pinyin;
mod vocabulary;

pub use compare::Sameness;
pub use full_names::FullNames;
pub(crate) use pinyin::is_pinyin;
pub(crate) use vocabulary::is_particle;

use std::fmt;

use self::order::{Order, order};
use self::vocabulary::{is_adjective, is_nobody, is_only_title, is_post_nominal, is_regnal, is_suffix, is_title};
use crate::text::{Span, fold, one_line, without_accents};

/// The most words a name has, particles among them.
const MOST_WORDS: usize = 6;

/// The longest word of a name, in bytes.
const LONGEST_WORD: usize = 40;

/// A person’s name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PersonName {
    /// Its words as written, without titles.
    written: String,
    /// Its words, folded, in the order written; particles (van, de) are left out.
    words: Vec<String>,
    order: Order,
    /// jr, sr, ii
    suffix: Option<String>,
    /// Whether it is the name of a pope or a king: not the one in the passport.
    is_regnal: bool,
}

impl PersonName {
    /// The name that a phrase is: "H.E. Mr. Wang Yi", "Holm, Ada". "Ada Holm of Sarum" is
    /// none.
    ///
    /// ```
    /// use glossator::prose::PersonName;
    /// let name = PersonName::parse("Chinese Foreign Minister Wang Yi").map(|name| name.to_string());
    /// assert_eq!(name.as_deref(), Some("Wang Yi"));
    /// assert_eq!(PersonName::parse("the spokesperson"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::find(text).map(|(name, _)| name)
    }

    /// The name that a phrase is, and its bytes in the phrase; "Holm, Ada" as a whole.
    pub(crate) fn find(text: &str) -> Option<(Self, Span)> {
        let phrase = text.split(['(', '[', '\n']).next().unwrap_or_default();
        let (head, tail) = phrase.split_once(',').unwrap_or((phrase, ""));
        let (name, span) = match inverted(head, tail) {
            Some(turned) => (Self { order: Order::Last, ..Self::of_words(&turned)?.0 }, Span::new(0, phrase.len())),
            None => Self::of_words(head)?,
        };
        // NATO, CNN: capitals without another word are an institution.
        let is_acronym = name.words.len() == 1 && name.written.len() <= LONGEST_ACRONYM && is_capitals(&name.written);
        (!is_acronym).then_some((name, span))
    }

    /// The name in the label of a speaker's turn, where names are written in capitals:
    /// "MR. OKAFOR".
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        Self::of_words(label.split(['(', '[', ',']).next().unwrap_or_default()).map(|(name, _)| name)
    }

    fn of_words(phrase: &str) -> Option<(Self, Span)> {
        let all = words(phrase);
        if all.len() > MOST_WORDS * 3 || all.iter().any(|word| word.len() > LONGEST_WORD) {
            return None;
        }
        let keys: Vec<String> = all.iter().map(|word| key(word.slice(phrase))).collect();
        let end = keys.iter().rposition(|key| !is_suffix(key) && !is_post_nominal(key))? + 1;
        let suffix = keys.get(end..)?.iter().find(|key| is_suffix(key)).cloned();
        let start = start_of_name(&keys, end);
        let is_regnal = start.checked_sub(1).and_then(|at| keys.get(at)).is_some_and(|key| is_regnal(key));
        let (spans, keys) = (all.get(start..end)?, keys.get(start..end)?);
        let written: Vec<&str> = spans.iter().map(|span| span.slice(phrase)).collect();
        let is_addressed =
            start.checked_sub(1).and_then(|at| all.get(at)).is_some_and(|word| is_address(word.slice(phrase)));
        let is_title = are_a_title(keys) || keys.last().is_some_and(|key| is_only_title(key));
        (are_a_name(&written, keys) && (is_addressed || !is_title)).then_some(())?;
        let span = spans.first()?.cover(*spans.last()?);
        let (words, order) = ordered(&written, keys);
        Some((Self { written: one_line(span.slice(phrase)), words, order, suffix, is_regnal }, span))
    }

    /// The family name, folded; the only word of a name of one.
    #[must_use]
    pub fn family(&self) -> &str {
        let word = match self.order {
            Order::First | Order::FirstCalledByLast => self.words.first(),
            Order::Last | Order::Unclear => self.words.last(),
        };
        word.map_or("", String::as_str)
    }

    /// The first of the given names, folded; `None` where only a surname is written.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        let others = self.words.len() > 1;
        let word = match self.order {
            Order::First | Order::FirstCalledByLast => self.words.get(1),
            Order::Last | Order::Unclear => self.words.first(),
        };
        word.map(String::as_str).filter(|_| others)
    }

    /// Whether a given name is written, too.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.given().is_some()
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// Whether a phrase is a title and names nobody: "Deputy Secretary".
pub(crate) fn is_title_alone(phrase: &str) -> bool {
    let keys: Vec<String> = words(phrase).iter().map(|word| key(word.slice(phrase))).collect();
    are_a_title(&keys) && keys.iter().any(|key| is_title(key))
}

/// Whether a phrase addresses an office and nobody by name: "Mr. President", but not "Ms. King".
pub(crate) fn is_office_addressed(phrase: &str) -> bool {
    let keys: Vec<String> = words(phrase).iter().map(|word| key(word.slice(phrase))).collect();
    are_a_title(&keys) && keys.last().is_some_and(|key| is_only_title(key) && !is_address(key))
}

fn are_a_title(keys: &[String]) -> bool {
    !keys.is_empty() && keys.iter().all(|key| is_title(key) || is_adjective(key) || is_regnal(key))
}

/// Whether nothing but a surname follows: "Mr. King", "Dr. Bishop".
fn is_address(word: &str) -> bool {
    ["mr", "mrs", "ms", "miss", "dr"].contains(&key(word).as_str())
}

/// Where the name begins: behind the last title, and behind words that say where
/// somebody is from.
fn start_of_name(keys: &[String], end: usize) -> usize {
    let before = keys.get(..end.saturating_sub(1)).unwrap_or_default();
    let mut start = before.iter().rposition(|key| is_title(key) || is_regnal(key)).map_or(0, |at| at + 1);
    while start + 1 < end && keys.get(start).is_some_and(|key| is_adjective(key)) {
        start += 1;
    }
    start
}

/// The words that names are compared by, and where the family name stands: a word in
/// capitals among others is the family name ("WANG Yi").
fn ordered(written: &[&str], keys: &[String]) -> (Vec<String>, Order) {
    let of_name = |(_, key): &(&str, &String)| written.len() == 1 || !is_particle(key);
    let bare: Vec<(&str, &String)> = written.iter().copied().zip(keys).filter(of_name).collect();
    let words: Vec<String> = bare.iter().map(|(_, key)| (*key).clone()).collect();
    let is_capital = |(word, _): &(&str, &String)| word.len() > 1 && !word.contains('.') && is_capitals(word);
    let mut capitals = bare.iter().enumerate().filter(|(_, word)| is_capital(word)).map(|(at, _)| at);
    let only = capitals.next().filter(|_| capitals.next().is_none() && words.len() > 1);
    let order = match only {
        Some(0) => Order::First,
        Some(at) if at + 1 == words.len() => Order::Last,
        _ => order(&words, bare.last().is_some_and(|(word, _)| is_hyphenated_given(word))),
    };
    (words, order)
}

/// "Geun-hye", "Kai-shek"
fn is_hyphenated_given(word: &str) -> bool {
    word.split_once(['-', '\u{2010}', '\u{2011}']).is_some_and(|(_, second)| second.starts_with(char::is_lowercase))
}

/// The longest run of capitals that is taken for an institution's initials, in bytes.
const LONGEST_ACRONYM: usize = 4;

/// "Holm, Ada" as "Ada Holm"; `None` where what follows the comma is no given name.
fn inverted(family: &str, given: &str) -> Option<String> {
    let keys: Vec<String> = words(given).iter().map(|word| key(word.slice(given))).collect();
    let is_other =
        |key: &String| is_suffix(key) || is_post_nominal(key) || is_title(key) || is_nobody(key) || is_adjective(key);
    let is_given = (1..=2).contains(&keys.len()) && !keys.iter().any(is_other) && !given.contains([',', '.']);
    let is_capital = given.trim().starts_with(char::is_uppercase);
    (words(family).len() == 1 && is_given && is_capital).then(|| format!("{} {}", given.trim(), family.trim()))
}

/// The words of a phrase: marks at their ends off, a possessive off; ideographs of one
/// name as the family name and the rest.
fn words(phrase: &str) -> Vec<Span> {
    let mut words = Vec::new();
    for word in split_words(phrase) {
        let written = word.slice(phrase);
        let family = written.chars().next().filter(|_| is_in_ideographs(written));
        match family.map(|family| word.start + family.len_utf8()) {
            Some(middle) if middle < word.end => {
                words.extend([Span::new(word.start, middle), Span::new(middle, word.end)]);
            }
            _ => words.push(word),
        }
    }
    words
}

/// What stands between spaces, without the marks around it; the stop of an initial stays.
fn split_words(phrase: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    phrase.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let opened = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = opened.trim_end_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let is_abbreviated = bare.chars().count() == 1 || is_suffix(&key(bare));
        let stop = usize::from(is_abbreviated && opened.get(bare.len()..).is_some_and(|rest| rest.starts_with('.')));
        let start = start + (piece.len() - opened.len());
        (!bare.is_empty()).then(|| Span::new(start, start + bare.len() + stop))
    })
}

fn is_in_ideographs(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(is_ideograph)
}

/// A word as it is compared.
fn key(word: &str) -> String {
    let mut key = fold(&without_accents(word));
    if !key.is_ascii() {
        key = key.replace(['\u{2010}', '\u{2011}', '\u{2013}'], "-");
    }
    let article = if key.starts_with("al-") || key.starts_with("el-") { 3 } else { 0 };
    key.drain(..article);
    key.truncate(key.trim_end_matches('.').len());
    key
}

/// Whether each word is one that people are called by.
fn are_a_name(written: &[&str], keys: &[String]) -> bool {
    let is_of_name = |word: &str, key: &str| {
        // al-Hadid, d'Arc; ideographs have no case.
        let has_capital = word.chars().any(char::is_uppercase) || !word.chars().any(char::is_lowercase);
        let is_spelt = word.chars().all(|c| {
            c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '.') || is_mark_of_letter(c)
        });
        // "A. Holm": an initial, not the article.
        let is_initial = word.ends_with('.');
        (has_capital || is_particle(key)) && is_spelt && (is_initial || !is_nobody(key))
    };
    let count = keys.iter().filter(|key| !is_particle(key)).count();
    let has_word = keys.iter().any(|key| key.chars().count() > 1 || key.chars().all(is_ideograph));
    (1..=MOST_WORDS).contains(&count.max(usize::from(written.len() == 1)))
        && has_word
        && written.iter().zip(keys).all(|(word, key)| is_of_name(word, key))
}

/// A combining accent.
const fn is_mark_of_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

fn is_capitals(word: &str) -> bool {
    !word.chars().any(char::is_lowercase) && word.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(String, String, Option<String>)> {
        let name = PersonName::parse(text)?;
        Some((name.to_string(), name.family().to_owned(), name.given().map(str::to_owned)))
    }

    #[test]
    fn takes_titles_and_post_nominals_off() {
        let cases = [
            ("H.E. Mr. Wang Yi", "Wang Yi", "wang", Some("yi")),
            ("Sen. Tim Osei, D-Va.", "Tim Osei", "osei", Some("tim")),
            ("Ada Holm, PhD", "Ada Holm", "holm", Some("ada")),
            ("Holm, Ada", "Ada Holm", "holm", Some("ada")),
            ("Ada Holm (Lab.)", "Ada Holm", "holm", Some("ada")),
            ("Lt. Gen. Ivo Okafor Jr.", "Ivo Okafor", "okafor", Some("ivo")),
            ("J. Q. Holm", "J. Q. Holm", "holm", Some("j")),
            ("Secretary of State Ada Holm", "Ada Holm", "holm", Some("ada")),
            ("Chinese Foreign Minister Wang Yi", "Wang Yi", "wang", Some("yi")),
            ("Meridian Times editor Ada Holm", "Ada Holm", "holm", Some("ada")),
            ("Mr. Holm", "Holm", "holm", None),
            ("Dr. King", "King", "king", None),
            ("Holm’s", "Holm", "holm", None),
            ("Ursula von der Berg", "Ursula von der Berg", "berg", Some("ursula")),
            ("王毅", "王毅", "王", Some("毅")),
            ("Łukasz Żak", "Łukasz Żak", "zak", Some("lukasz")),
        ];
        for (text, written, family, given) in cases {
            let expected = (written.to_owned(), family.to_owned(), given.map(str::to_owned));
            assert_eq!(parsed(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn roles_institutions_and_places_are_no_names() {
        for text in [
            "",
            "the spokesperson",
            "The Secretary-General",
            "President",
            "White House",
            "Fox News",
            "the Trump campaign",
            "CNN",
            "Beijing",
            "EU Commissioner",
            "North Korea",
            "Officials",
            "Ministry of Foreign Affairs",
            "Long live the port",
            "J.",
            "42",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn labels_are_names_in_capitals() {
        assert_eq!(PersonName::of_label("MR. OSEI").map(|name| name.family().to_owned()).as_deref(), Some("osei"));
        assert_eq!(
            PersonName::of_label("ADA HOLM (via phone)").map(|name| name.family().to_owned()).as_deref(),
            Some("holm")
        );
        assert_eq!(PersonName::of_label("QUESTION"), None);
    }

    proptest::proptest! {
        #[test]
        fn reads_anything(one in "\\PC{0,60}", two in "[A-Za-zé王 .,'’-]{0,40}") {
            let names = [&one, &two].map(|text| PersonName::parse(text));
            if let [Some(one), Some(two)] = &names {
                proptest::prop_assert_eq!(one.compare(two), two.compare(one));
                proptest::prop_assert_eq!(one.compare(one) == Sameness::Different, false);
            }
            let names = FullNames::of(&one);
            proptest::prop_assert!(PersonName::parse("Holm").is_some_and(|holm| names.longest(&holm).is_none() || one.contains("olm")));
        }
    }
}
