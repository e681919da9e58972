//! Amounts of a draft that a source has otherwise. The sentences of a draft that cite
//! texts of the corpus, and those that nearly repeat a sentence of it, enter; each amount
//! leaves with what the sources say of it. Facts are not checked: an amount that a source
//! gives as well, or that counts something else there, is left alone.

mod cited;
mod compare;
mod read;
mod repeated;
mod same;
mod words;

use crate::corpus::Passage;
use crate::draft::{BlockKind, Snapshot};
use crate::text::Span;

use super::{Citable, Sources};

pub(super) use compare::compared;
pub(super) use repeated::{may_repeat, repeated_in};

/// An amount that a source has otherwise.
#[derive(Debug, Clone)]
pub struct AlteredFigure {
    /// The amount: bytes of the draft, or of the words that are compared.
    pub span: Span,
    /// The amount as the source writes it.
    pub source: String,
    /// Where.
    pub passage: Passage,
    /// Whether the words around it are those of the source.
    pub is_repeated: bool,
    /// Whether it says which one and not how many: a year, an ordinal.
    pub is_place: bool,
    /// Whether the draft cites the source.
    pub is_cited: bool,
}

/// Why an amount of a sentence is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silence {
    /// No sentence of the source says the same.
    NoSentence,
    /// The source's sentence has no amount of what the draft counts, or it cannot be told
    /// which of several.
    NoCounterpart,
    /// The two sentences speak of different times.
    OtherTime,
    /// A name, or a word near the amount, is only in one of the two.
    OtherWords,
    /// The source has the draft's amount, too.
    Same,
}

/// An amount of a draft, held against the sources.
#[derive(Debug, Clone)]
pub struct HeldFigure {
    /// The amount: bytes of the draft, or of the words that are compared.
    pub span: Span,
    /// How the source has it, or why nothing is said of it.
    pub answer: Result<AlteredFigure, Silence>,
}

impl HeldFigure {
    fn shifted(&self, to_draft: impl Fn(Span) -> Span) -> Self {
        let span = to_draft(self.span);
        Self { span, answer: self.answer.clone().map(|altered| AlteredFigure { span, ..altered }) }
    }
}

/// The amounts of a draft's own sentences that cite documents of the corpus, in order.
/// Empty where the corpus may not be asked yet.
#[must_use]
pub fn held_figures(snapshot: &Snapshot, sources: &Sources<'_>, citable: &Citable<'_>) -> Vec<HeldFigure> {
    if snapshot.citations.is_empty() {
        return Vec::new();
    }
    let own = snapshot.blocks.iter().filter(|block| !block.quoted && block.note.is_none());
    own.flat_map(|block| cited::in_block(snapshot, block, sources, citable)).collect()
}

/// The amounts of a draft that its sources have otherwise: those that it cites, then
/// those whose sentences it nearly repeats without a citation.
#[must_use]
pub fn altered_figures(snapshot: &Snapshot, sources: &Sources<'_>, citable: &Citable<'_>) -> Vec<AlteredFigure> {
    let held = held_figures(snapshot, sources, citable).into_iter();
    let mut altered: Vec<AlteredFigure> = held.filter_map(|held| held.answer.ok()).collect();
    for block in snapshot.blocks.iter().filter(|block| !block.quoted && block.kind == BlockKind::Paragraph) {
        for figure in sources.repeated_figures(&block.content).known().into_iter().flatten() {
            let span = block.to_source(figure.span);
            let sentence = block.content.sentences().iter().find(|sentence| sentence.contains(figure.span));
            let is_cited =
                sentence.is_none_or(|sentence| !snapshot.citations_near(block.to_source(*sentence)).is_empty());
            if !is_cited {
                altered.push(AlteredFigure { span, ..figure.clone() });
            }
        }
    }
    altered
}
