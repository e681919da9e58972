//! What a word does in a clause, as far as its letters tell. There is no tagger here:
//! closed classes are listed, a capital makes a name, the rest is content.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The part a word plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// he, she, they, I, we: a subject without a name.
    Pronoun,
    /// him, them: never a subject.
    Object,
    /// the, a, this, his: begins a noun phrase.
    Determiner,
    /// of, in, with
    Preposition,
    /// and, or, but
    Conjunction,
    /// that, which, when, because
    Subordinator,
    /// who
    Who,
    /// has, will, did, not
    Auxiliary,
    /// also, then, repeatedly
    Adverb,
    /// Monday, July, yesterday
    Time,
    /// A capitalised word that is none of the above.
    Name,
    /// Anything else.
    Content,
}

const CLOSED: [(Class, &str); 10] = [
    (Class::Pronoun, "he she they i we it you"),
    (Class::Object, "him them me us himself herself themselves itself myself"),
    (
        Class::Determiner,
        "the a an this these those his her its their our my your one some many several another other two three four \
         five both all most each every no any",
    ),
    (
        Class::Preposition,
        "about above across after against along among amid around at before behind below beside besides between \
         beyond by despite during except for from in inside into like near of off on onto out outside over past per \
         since through throughout to toward towards under until up upon via with within without according regarding \
         following",
    ),
    (Class::Conjunction, "and or but nor yet plus"),
    (
        Class::Subordinator,
        "that which when where while because if although though as unless whether why how what whose",
    ),
    (Class::Who, "who"),
    (
        Class::Auxiliary,
        "has have had is are was were be been being am do does did will would shall should can could may might must \
         not cannot having didn doesn hasn hadn isn wasn t d ll ve",
    ),
    (
        Class::Adverb,
        "also then later now just even still again often once never always further instead earlier ever soon \
         already simply quickly thus therefore however meanwhile afterward afterwards recently first finally perhaps \
         too only there so",
    ),
    (
        Class::Time,
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
         september october november december jan feb mar apr aug sept oct nov dec yesterday today tonight tomorrow \
         earlier",
    ),
];

/// Words that are names in mid-sentence when capitalised, whatever they are else.
const NAMES_TOO: &str = "will may march april june august";

static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let of = |(class, words): &(Class, &'static str)| {
        words.split_ascii_whitespace().map(|word| (word, *class)).collect::<Vec<_>>()
    };
    CLOSED.iter().flat_map(of).collect()
});

/// The class of a word. `folded` is in small letters; `is_capital` whether it begins
/// with a capital, `opens` whether any word would, since a sentence begins here.
pub(super) fn class(folded: &str, is_capital: bool, opens: bool) -> Class {
    let known = CLASSES.get(folded);
    let may_be_name = is_capital && !opens && NAMES_TOO.split(' ').any(|word| word == folded);
    match known {
        Some(class) if !may_be_name => *class,
        _ if is_adverb_in_ly(folded, is_capital) => Class::Adverb,
        _ if is_capital => Class::Name,
        _ => Class::Content,
    }
}

/// repeatedly, but not Kelly, nor ally, family, daily (nouns and adjectives).
fn is_adverb_in_ly(folded: &str, is_capital: bool) -> bool {
    const OTHERS: [&str; 14] = [
        "ally", "family", "daily", "weekly", "monthly", "early", "elderly", "assembly", "anomaly", "italy", "likely",
        "friendly", "monopoly", "supply",
    ];
    !is_capital && folded.len() > 4 && folded.ends_with("ly") && !OTHERS.contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_words_do() {
        let cases = [
            ("he", true, true, Class::Pronoun),
            ("the", true, true, Class::Determiner),
            ("trump", true, false, Class::Name),
            ("will", true, false, Class::Name),
            ("will", false, false, Class::Auxiliary),
            ("kelly", true, false, Class::Name),
            ("repeatedly", false, false, Class::Adverb),
            ("family", false, false, Class::Content),
            ("friday", true, false, Class::Time),
            ("minister", false, false, Class::Content),
        ];
        for (word, is_capital, opens, expected) in cases {
            assert_eq!(class(word, is_capital, opens), expected, "{word}");
        }
    }
}
