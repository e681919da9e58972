//! Words that carry more than their length tells: what denies, what limits, what is
//! grammar, what is only a sound. A word key enters, what it does leaves.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::WordKey;

/// What a word does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sense(u16);

impl Sense {
    const NEGATION: u16 = 1;
    const MODALITY: u16 = 1 << 1;
    const GRAMMAR: u16 = 1 << 2;
    const FILLER: u16 = 1 << 3;
    const OPENER: u16 = 1 << 4;
    const CONDITION: u16 = 1 << 5;
    const ATTRIBUTION: u16 = 1 << 6;
    const TIME: u16 = 1 << 7;
    const UNIT: u16 = 1 << 8;
    const COUNT: u16 = 1 << 9;

    /// It denies: not, never, without.
    pub(super) const fn denies(self) -> bool {
        self.0 & Self::NEGATION != 0
    }

    /// It says what may or must be, how many or how often.
    pub(super) const fn limits(self) -> bool {
        self.0 & Self::MODALITY != 0
    }

    /// It joins other words and says little itself.
    pub(super) const fn is_grammar(self) -> bool {
        self.0 & Self::GRAMMAR != 0
    }

    /// It is no word of the sentence: um.
    pub(super) const fn is_filler(self) -> bool {
        self.0 & Self::FILLER != 0
    }

    /// It fills the time before a sentence: well, look.
    pub(super) const fn opens_speech(self) -> bool {
        self.0 & Self::OPENER != 0
    }

    /// It makes a condition or an exception: if, unless, except.
    pub(super) const fn conditions(self) -> bool {
        self.0 & Self::CONDITION != 0
    }

    /// It gives words to somebody else: allegedly, according.
    pub(super) const fn attributes(self) -> bool {
        self.0 & Self::ATTRIBUTION != 0
    }

    /// It names a month, a weekday, a day near now.
    pub(super) const fn tells_time(self) -> bool {
        self.0 & Self::TIME != 0
    }

    /// It is measured in.
    pub(super) const fn measures(self) -> bool {
        self.0 & Self::UNIT != 0
    }

    /// It counts without being a plain number: dozens, half, twice.
    pub(super) const fn counts(self) -> bool {
        self.0 & Self::COUNT != 0
    }
}

/// What the word with this key does.
pub(super) fn sense(key: WordKey) -> Sense {
    SENSES.get(&key).copied().unwrap_or_default()
}

/// The words of each kind; one word may be of several.
const WORDS: [(u16, &str); 10] = [
    (
        Sense::NEGATION,
        "not no never nor neither none nothing nobody nowhere without hardly barely scarcely cannot aint 不 没 無 无 未 非",
    ),
    (
        Sense::MODALITY,
        "may might must shall should will would can could ought need all some only any every each many most much few \
         fewer several both either half always often sometimes rarely seldom ever usually generally mostly mainly \
         largely partly partially entirely completely fully solely merely least almost nearly virtually roughly \
         approximately perhaps maybe possibly probably likely unlikely certainly definitely more less unless except \
         enough nobody everybody everyone everything nothing anyone anything something someone",
    ),
    (
        Sense::GRAMMAR,
        "a about above across after against ago all along also although am among amongst an and another any are around as \
         at away be became because become been before being below beneath beside besides between beyond both but by came \
         can could did do does doing done down during each either else even ever every far for from get gets got had has \
         have having he hence her here hers herself him himself his how however i if in indeed instead into is it its \
         itself just may me might mine more most much must my myself near neither no nor not now of off on once one onto \
         or other our ours ourselves out over own per quite rather same shall she should since so some still such than \
         that the their theirs them themselves then there therefore these they this those though through throughout thus \
         till to together too toward towards under until unto up upon us very via was we well were what whatever when \
         whenever where whereas wherever whether which whichever while whilst who whoever whom whose why will with within \
         without would yet you your yours yourself yourselves",
    ),
    (Sense::FILLER, "um umm uh uhh uhm er erm ah eh hm hmm mm mmm huh"),
    (Sense::OPENER, "well so okay ok look listen now right yeah yes oh like and but anyway actually frankly folks"),
    (
        Sense::CONDITION,
        "if unless except excepting excluding provided providing until only save conditional subject barring absent \
         pending notwithstanding although though",
    ),
    (
        Sense::ATTRIBUTION,
        "allegedly reportedly supposedly purportedly apparently alleged alleges claims claimed claim argues argued \
         according said says told contends contended believes believed thinks thought suggests suggested critics",
    ),
    (
        Sense::TIME,
        "january february march april may june july august september october november december monday tuesday wednesday \
         thursday friday saturday sunday yesterday today tomorrow tonight spring summer autumn winter morning evening \
         afternoon night century decade year month week day hour",
    ),
    (
        Sense::UNIT,
        "metre metres meter meters kilometre kilometres kilometer kilometers mile miles foot feet inch inches yard yards \
         hectare hectares acre acres litre litres liter liters gallon gallons barrel barrels tonne tonnes ton tons \
         kilogram kilograms gram grams pound pounds ounce ounces watt watts kilowatt kilowatts megawatt megawatts gigawatt \
         gigawatts degree degrees celsius fahrenheit second seconds minute minutes hour hours day days week weeks month \
         months quarter quarters year years decade decades century centuries percent dollar dollars euro euros yuan yen \
         rupee rupees knot knots teu cubic square",
    ),
    (
        Sense::COUNT,
        "half halves quarter quarters third thirds twice thrice double doubled triple tripled dozen dozens hundred \
         hundreds thousand thousands million millions billion billions trillion trillions couple single zero",
    ),
];

static SENSES: LazyLock<FxHashMap<WordKey, Sense>> = LazyLock::new(|| {
    let mut senses: FxHashMap<WordKey, Sense> = FxHashMap::default();
    for (bit, words) in WORDS {
        for word in words.split_whitespace() {
            senses.entry(WordKey::of(word)).or_default().0 |= bit;
        }
    }
    senses
});

/// Words that say the opposite of one another, though each is only grammar.
const OPPOSITES: [(&str, &str); 14] = [
    ("for", "against"),
    ("with", "without"),
    ("before", "after"),
    ("above", "below"),
    ("over", "under"),
    ("up", "down"),
    ("in", "out"),
    ("on", "off"),
    ("from", "to"),
    ("and", "or"),
    ("since", "until"),
    ("inside", "outside"),
    ("near", "far"),
    ("into", "from"),
];

/// Whether the two words turn a sentence round.
pub(super) fn are_opposites(one: WordKey, other: WordKey) -> bool {
    let is = |key: WordKey, word: &str| key == WordKey::of_folded(word);
    OPPOSITES.iter().any(|(a, b)| is(one, a) && is(other, b) || is(one, b) && is(other, a))
}

/// Words that fill time only together.
const PHRASES: [&[&str]; 6] =
    [&["you", "know"], &["i", "mean"], &["sort", "of"], &["kind", "of"], &["i", "guess"], &["you", "see"]];

/// Whether the words, folded, are nothing but fillers.
pub(super) fn are_fillers(keys: &[WordKey]) -> bool {
    let mut rest = keys;
    while let Some((first, others)) = rest.split_first() {
        let starts = |phrase: &&&[&str]| {
            phrase.len() <= rest.len() && phrase.iter().zip(rest).all(|(word, key)| *key == WordKey::of_folded(word))
        };
        rest = match PHRASES.iter().find(starts) {
            Some(phrase) => rest.get(phrase.len()..).unwrap_or_default(),
            None if sense(*first).is_filler() => others,
            None => return false,
        };
    }
    !keys.is_empty()
}
