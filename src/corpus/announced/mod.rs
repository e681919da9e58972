//! Sets that the sources announce and list: "four principles", and which they are. The
//! readable text of a source enters once, when it is indexed; the sets leave, with their
//! places in the file, to be kept beside its words.
//!
//! What is kept is what stands there: nobody has approved it, and nothing here knows the
//! termbase.

mod cleaned;
mod extract;
mod phrases;
mod units;

pub(super) use extract::announced_sets;

use serde::{Deserialize, Serialize};

use crate::prose::{Label, Marks};
use crate::text::{Place, Span, Tokens, WordKey, stem_key, tokenize};

/// A set that a source announces, with the items it lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedSet {
    /// The words that announce it, on one line: "four guiding principles".
    pub label: String,
    /// What the source says they are principles of, on one line: the words between the
    /// label and the end of its clause. Often empty.
    pub about: String,
    /// The number announced; `None` for "the following principles".
    pub number: Option<u32>,
    /// What it is found by.
    pub(super) noun: u64,
    /// Whether the listing follows at once, by a colon or "namely", or there are only
    /// the number and the order to tell that it is what was announced.
    pub is_direct: bool,
    /// Whether as many items are listed as were announced, and nothing says that there
    /// are more.
    pub is_full: bool,
    /// The words of the label: bytes of the source file, decoded to UTF-8.
    pub span: Span,
    /// Where they begin.
    pub place: Place,
    /// The items listed, in order: two at least.
    pub items: Vec<AnnouncedItem>,
}

/// One item of an announced set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedItem {
    /// The words that say what it is, on one line; what is longer than a sentence people
    /// read is cut, and ends in "…".
    pub text: String,
    /// Those words: bytes of the source file, decoded to UTF-8.
    pub span: Span,
}

/// What tells labels alike: their number and their noun. "The 4 guiding principles" is
/// "four principles".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SetLabel {
    /// The number; 0 where the label has none.
    pub number: u32,
    /// The stem of the last word.
    pub noun: WordKey,
}

impl SetLabel {
    /// Of a label in a text.
    #[must_use]
    pub fn of(label: &Label, text: &str, tokens: &Tokens) -> Self {
        let key = tokens.keys().get(label.noun()).copied().unwrap_or(WordKey(0));
        let noun = stem_key(key, tokens.span(label.noun()).slice(text)).unwrap_or(key);
        Self { number: label.number.unwrap_or(0), noun }
    }

    /// Of some words that are a label, or begin with one: "Five Principles of Peaceful
    /// Coexistence". `None` where they count nothing.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let tokens = tokenize(words);
        let marks = Marks::of(words, &tokens, &[]);
        let label = marks.labels().first().filter(|label| label.number.is_some())?;
        Some(Self::of(label, words, &tokens))
    }
}

impl AnnouncedSet {
    /// What its label is alike to.
    #[must_use]
    pub fn set_label(&self) -> SetLabel {
        SetLabel { number: self.number.unwrap_or(0), noun: WordKey(self.noun) }
    }

    /// How many items it has: as many as are announced, or as are listed where no number
    /// is.
    #[must_use]
    pub fn count(&self) -> usize {
        self.number.map_or(self.items.len(), |number| number as usize)
    }
}
