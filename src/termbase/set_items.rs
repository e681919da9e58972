//! The words that tell the items of sets apart: stems of content words, without the
//! verbs and empty nouns that speakers change at will ("respect for", "upholding the
//! principle of"). Items enter once; the stems of each wording leave.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::named::EnumeratedSet;
use crate::text::{WordKey, stem_key, tokenize};

/// The telling stems of one wording, in order.
pub type Wording = Box<[WordKey]>;

/// The telling stems of each wording of each item of each set.
#[derive(Debug, Default)]
pub struct SetItems {
    of_sets: Vec<Vec<Vec<Wording>>>,
}

/// What frames an item and may be changed without changing it.
const FRAMES: &str = "\
    abide abiding achieve achieving actively adhere adhering advance advancing advocacy advocate advocating \
    aim always approach build building commitment committed construct cultivate cultivating cultivation deepen \
    deepening  effort efforts ensure ensuring enhance enhancing first firstly focus focusing \
    forge forging foster fostering fourth fourthly full fully further guarantee guaranteeing improve improving jointly keep keeping \
    maintain maintaining maintenance make making need needs oppose opposing practice practicing practise \
    practising principle principles prioritize prioritise prioritizing priority promote promoting promotion  pursue pursuing \
    pursuit refrain refraining respect respecting safeguard safeguarding second secondly seek seeking should stay staying \
    strengthen strengthening support supporting take taking third thirdly uphold upholding ";

static FRAME_STEMS: LazyLock<FxHashSet<WordKey>> =
    LazyLock::new(|| FRAMES.split_whitespace().filter_map(|word| stem_key(WordKey::of(word), word)).collect());

impl SetItems {
    /// Reads the items of `sets`, whose order gives their numbers.
    #[must_use]
    pub fn new(sets: &[EnumeratedSet]) -> Self {
        let wording = |text: &String| telling_of(text);
        let items = |set: &EnumeratedSet| {
            set.items.iter().map(|item| item.wordings.iter().map(wording).collect()).collect::<Vec<Vec<Wording>>>()
        };
        Self { of_sets: sets.iter().map(items).collect() }
    }

    /// The items of a set by its number, each with the stems of its wordings.
    #[must_use]
    pub fn of_set(&self, set: u32) -> &[Vec<Wording>] {
        self.of_sets.get(set as usize).map_or(&[], Vec::as_slice)
    }
}

/// The telling stems of a text.
#[must_use]
pub fn telling_of(text: &str) -> Wording {
    let tokens = tokenize(text);
    let keys = tokens.keys().iter().enumerate();
    telling(&keys.map(|(at, key)| stem_key(*key, tokens.span(at).slice(text))).collect::<Vec<_>>())
}

/// The telling ones of the stems of some words; where all of them are frames
/// ("respect"), those.
#[must_use]
pub fn telling(stems: &[Option<WordKey>]) -> Wording {
    let content = || stems.iter().flatten().copied();
    let told: Vec<WordKey> = content().filter(|stem| !FRAME_STEMS.contains(stem)).collect();
    if told.is_empty() { content().collect() } else { told.into() }
}
