//! Who is said to speak the words of a quotation. Paragraphs with their quotations
//! enter; attributions leave, each with the mention of the speaker, the words that say
//! so and the rule that read them.
//!
//! ```text
//! “The port is full,” said Ada Holm. “No ship can land.”
//!  ^^^^^^^^^^^^^^^^^  cue  ^^^^^^^^    ^^^^^^^^^^^^^^^^ the same speaker
//! ```
//!
//! A sieve of rules, the surest first, that stops at the first hit; where none hits,
//! nobody is told. On news of 2016 that no rule was tuned on (PolNeAR’s training part,
//! 7,224 quotations; `tests/gold/attribution.rs`) all rules are right in 94 of 100 and
//! reach 87 of 100, the strict ones 98 and 67. The order and the cures for wrong
//! subjects follow Muzny and others (2017) and what was measured.
//!
//! Nothing here knows who anybody is: a mention is a place in the text. Pronouns are
//! not resolved. Quotations inside others are told nobody.

mod after;
mod before;
mod class;
mod clause;
mod cue;
mod gap;
mod label;
mod noun_phrase;
mod sieve;
mod subject;

use self::noun_phrase::Mention;
use self::sieve::Sieve;
use crate::text::Span;

/// A paragraph with the quotations in it.
#[derive(Debug, Clone, Copy)]
pub struct QuotingParagraph<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its quotations with their marks, in order of their start, as
    /// [`super::quotations`] gives them.
    pub quotations: &'t [Span],
}

/// How a speaker is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpeakerKind {
    /// By a person's name; the span is the name without titles.
    Named,
    /// By a pronoun.
    Pronoun,
    /// In any other way: "the minister", "Xinhua", "a spokesman for Ada Holm".
    Described,
}

/// Where a speaker is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpeakerMention {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Bytes of that paragraph.
    pub span: Span,
    /// How.
    pub kind: SpeakerKind,
}

/// What told the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AttributionRule {
    /// `Ada Holm: "..."`; `"..." -- Ada Holm`
    Label,
    /// `"...," Ada Holm said`
    NameVerb,
    /// `"...," said Ada Holm`
    VerbName,
    /// `according to Ada Holm, "..."`; `as Ada Holm put it`, before or behind
    AccordingTo,
    /// `Ada Holm said: "..."`
    Announced,
    /// `Ada Holm called it "..."`; `Ada Holm said on Monday that "..."`
    Before,
    /// `the port is "too small" for all, Ada Holm said`
    SentenceEnd,
    /// `Ada Holm said the port would be "too small"`: a verb of saying, further away in
    /// the sentence.
    Clause,
    /// A headline: `Ada Holm: The port is "too small"`
    Headline,
    /// The speaker of the quotation before, in the same paragraph.
    SameParagraph,
    /// The quotation of the paragraph before was left open.
    RunningOn,
    /// The paragraph before ends `Ada Holm said:`, or in a quotation, and this one
    /// begins with one.
    NextParagraph,
    /// `Ada Holm said the port was full. "No ship can land."`
    SentenceBefore,
}

impl AttributionRule {
    /// Whether the rule is right in 97 of 100 cases. Left out are "according to", which
    /// takes a report for a quotation too often, and running on: writers forget closing
    /// marks.
    const fn is_strict(self) -> bool {
        matches!(self, Self::Label | Self::NameVerb | Self::VerbName | Self::Announced | Self::SameParagraph)
    }
}

/// Who is said to speak the words of one quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribution {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Index of the quotation among those of its paragraph.
    pub quotation: usize,
    /// The mention of the speaker; also in another paragraph.
    pub speaker: SpeakerMention,
    /// The words that say so ("said", "according"; the name itself for a label), with the
    /// index of their paragraph.
    pub cue: Option<(usize, Span)>,
    /// What told it.
    pub rule: AttributionRule,
    is_strict: bool,
}

impl Attribution {
    /// Whether the surest rules told it, from the cue to this quotation. Only these, and
    /// only with a [`SpeakerKind::Named`] speaker, may carry an error.
    #[must_use]
    pub const fn is_strict(&self) -> bool {
        self.is_strict
    }
}

/// What one rule finds in one paragraph.
#[derive(Debug, Clone, Copy)]
struct Found {
    mention: Mention,
    cue: Span,
    rule: AttributionRule,
    /// Whether nothing stands between mention and verb.
    is_close: bool,
}

impl Found {
    const fn new(mention: Mention, cue: Span, rule: AttributionRule) -> Self {
        Self { mention, cue, rule, is_close: true }
    }
}

/// Who is said to speak each quotation, in order of place; a quotation that nobody is
/// told to speak has no entry.
///
/// ```
/// use glossator::prose::{QuotingParagraph, attributions, quotations};
/// let text = "“The port is full,” said Ada Holm. “No ship can land.”";
/// let quoted = quotations(text);
/// let told = attributions(&[QuotingParagraph { text, quotations: &quoted }]);
/// let speakers: Vec<&str> = told.iter().map(|it| it.speaker.span.slice(text)).collect();
/// assert_eq!(speakers, ["Ada Holm", "Ada Holm"]);
/// ```
#[must_use]
pub fn attributions(paragraphs: &[QuotingParagraph<'_>]) -> Vec<Attribution> {
    let mut sieve = Sieve::default();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        sieve.add(index, paragraph);
    }
    sieve.finish()
}

#[cfg(test)]
mod tests;
