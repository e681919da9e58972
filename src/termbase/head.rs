//! The plural of a term's head noun. A word list decides what the spelling rules
//! of English do not; nothing here knows matching.

use crate::text::capitalised;

/// Words that open what follows a head noun: community *with* a shared future.
const PREPOSITIONS: [&str; 11] = ["of", "with", "for", "in", "on", "to", "between", "against", "from", "at", "by"];

/// Singular and plural where the spelling rules fail.
const IRREGULAR: [(&str, &str); 30] = [
    ("man", "men"),
    ("woman", "women"),
    ("child", "children"),
    ("foot", "feet"),
    ("tooth", "teeth"),
    ("mouse", "mice"),
    ("criterion", "criteria"),
    ("phenomenon", "phenomena"),
    ("medium", "media"),
    ("datum", "data"),
    ("life", "lives"),
    ("knife", "knives"),
    ("wife", "wives"),
    ("half", "halves"),
    ("leaf", "leaves"),
    ("loaf", "loaves"),
    ("shelf", "shelves"),
    ("self", "selves"),
    ("thief", "thieves"),
    ("wolf", "wolves"),
    ("hero", "heroes"),
    ("echo", "echoes"),
    ("veto", "vetoes"),
    ("embargo", "embargoes"),
    ("potato", "potatoes"),
    ("tomato", "tomatoes"),
    ("bus", "buses"),
    ("gas", "gases"),
    ("lens", "lenses"),
    ("bias", "biases"),
];

/// The head noun of an English wording; `None` for a wording without words.
#[must_use]
pub fn head_word(wording: &str) -> Option<&str> {
    let words: Vec<&str> = wording.split_whitespace().collect();
    words.get(head_index(&words)?).copied()
}

/// An English wording with its head noun in the plural; `None` where it stands in
/// the plural already.
#[must_use]
pub fn with_plural_head(wording: &str) -> Option<String> {
    let head = head_word(wording)?;
    let plural = plural(head)?;
    let at = head.as_ptr() as usize - wording.as_ptr() as usize;
    Some(format!("{}{plural}{}", wording.get(..at)?, wording.get(at + head.len()..)?))
}

/// The index of the head noun among the words of an English term: the word before
/// the first preposition, else the last word. `None` for no words.
///
/// ```text
/// human community with a shared future      new type of international relations
///       ^^^^^^^^^                               ^^^^
/// ```
pub(super) fn head_index(words: &[&str]) -> Option<usize> {
    let is_preposition = |word: &&str| PREPOSITIONS.iter().any(|preposition| word.eq_ignore_ascii_case(preposition));
    let last = words.len().checked_sub(1)?;
    match words.iter().position(is_preposition) {
        Some(at) if at > 0 => Some(at - 1),
        _ => Some(last),
    }
}

/// The plural of a noun in its own letter case; `None` for a word that is plural
/// already or is no plain word.
pub(super) fn plural(noun: &str) -> Option<String> {
    if noun.len() < 2 || !noun.chars().all(char::is_alphabetic) {
        return None;
    }
    let capitals = noun.chars().all(char::is_uppercase);
    if capitals {
        return Some(format!("{noun}s"));
    }
    let lower = noun.to_lowercase();
    if IRREGULAR.iter().any(|(_, plural)| lower == *plural || lower.ends_with("men")) {
        return None;
    }
    if let Some((singular, plural)) = irregular(&lower) {
        let kept = noun.len() - singular.len();
        let initial = noun.get(kept..).and_then(|rest| rest.chars().next())?;
        let ending = if initial.is_uppercase() { capitalised(plural) } else { plural.to_owned() };
        return Some(format!("{}{ending}", noun.get(..kept)?));
    }
    regular(noun, &lower)
}

/// The irregular pair of a word, or of the last part of a compound in -man.
fn irregular(lower: &str) -> Option<(&'static str, &'static str)> {
    IRREGULAR.into_iter().find(|(singular, _)| {
        lower == *singular || (*singular == "man" && lower.ends_with("man") && !lower.ends_with("human"))
    })
}

fn regular(noun: &str, lower: &str) -> Option<String> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    if lower.ends_with("sis") {
        return noun.get(..noun.len() - 2).map(|stem| format!("{stem}es"));
    }
    if lower.ends_with('s') && !ends(&["ss", "us"]) {
        return None;
    }
    if ends(&["s", "x", "z", "ch", "sh"]) {
        return Some(format!("{noun}es"));
    }
    if lower.ends_with('y') && !ends(&["ay", "ey", "oy", "uy"]) {
        return noun.get(..noun.len() - 1).map(|stem| format!("{stem}ies"));
    }
    Some(format!("{noun}s"))
}

/// The singular of a regular plural; `None` where the word does not look like one.
pub(super) fn singular(noun: &str) -> Option<String> {
    let lower = noun.to_lowercase();
    let cut = |letters: usize, ending: &str| {
        noun.get(..noun.len().saturating_sub(letters)).map(|stem| format!("{stem}{ending}"))
    };
    if lower.len() < 4 || !lower.ends_with('s') || lower.ends_with("ss") || lower.ends_with("us") {
        None
    } else if lower.ends_with("ies") {
        cut(3, "y")
    } else if ["ches", "shes", "xes", "sses"].iter().any(|ending| lower.ends_with(ending)) {
        cut(2, "")
    } else {
        cut(1, "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_the_plural_of_nouns() {
        for (noun, expected) in [
            ("community", "communities"),
            ("Community", "Communities"),
            ("era", "eras"),
            ("path", "paths"),
            ("process", "processes"),
            ("consensus", "consensuses"),
            ("crisis", "crises"),
            ("way", "ways"),
            ("Life", "Lives"),
            ("statesman", "statesmen"),
            ("human", "humans"),
            ("SAY", "SAYs"),
        ] {
            assert_eq!(plural(noun).as_deref(), Some(expected));
        }
    }

    #[test]
    fn leaves_plurals_and_odd_words_alone() {
        for word in ["relations", "media", "women", "politics", "5G", "a", ""] {
            assert_eq!(plural(word), None, "{word}");
        }
    }

    #[test]
    fn undoes_regular_plurals() {
        for (word, expected) in
            [("responsibilities", Some("responsibility")), ("futures", Some("future")), ("consensus", None)]
        {
            assert_eq!(singular(word).as_deref(), expected);
        }
    }

    #[test]
    fn finds_the_head_noun() {
        for (term, head) in
            [("human community with a shared future", 1), ("new type of relations", 1), ("new era", 1), ("in kind", 1)]
        {
            assert_eq!(head_index(&term.split(' ').collect::<Vec<_>>()), Some(head), "{term}");
        }
        assert_eq!(head_index(&[]), None);
    }
}
