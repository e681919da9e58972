//! The quotations of a draft, each with what the sources say of it: what rules and hovers
//! lean on. Only what is given as somebody's words, or names a formulation, is traced.

use super::{Practice, Traced};
use crate::corpus::DocumentRef;
use crate::draft::{Quotation, QuotedText, Snapshot};
use crate::evidence::{Answer, Citable, Sources};
use crate::prose::QuotationUse;
use crate::text::Span;

/// A quotation of a draft, held against the sources.
#[derive(Debug, Clone)]
pub struct HeldQuotation<'d> {
    /// The draft.
    pub snapshot: &'d Snapshot,
    /// The quotation.
    pub quotation: &'d Quotation,
    /// Its words in one piece; spans of [`Traced`] are bytes of it.
    pub text: QuotedText,
    /// The documents of the corpus that the draft cites for it.
    pub cited: Vec<DocumentRef>,
    /// Whether the draft cites for it something that is no document of the corpus.
    pub cites_others: bool,
    /// What an editor may do to it.
    pub practice: Practice,
    /// What the sources say.
    pub answer: Answer<Traced>,
}

impl<'d> HeldQuotation<'d> {
    /// Holds one quotation against the sources, whatever it is there for.
    #[must_use]
    pub fn hold(
        snapshot: &'d Snapshot,
        quotation: &'d Quotation,
        sources: &Sources<'_>,
        citable: &Citable<'_>,
        practice: Practice,
    ) -> Self {
        let text = quotation.quoted_text(&snapshot.blocks);
        let (cited, cites_others) = citable.cited_near(snapshot, quotation.span);
        let answer = sources.traced(&text.text, &cited, practice);
        Self { snapshot, quotation, text, cited, cites_others, practice, answer }
    }

    /// All quotations of a draft that give somebody's words or name a formulation, in order.
    #[must_use]
    pub fn all(snapshot: &'d Snapshot, sources: &Sources<'_>, citable: &Citable<'_>, practice: Practice) -> Vec<Self> {
        if sources.corpus.is_none() {
            return Vec::new();
        }
        let is_traced = |quotation: &&Quotation| matches!(quotation.used_as, QuotationUse::Speech | QuotationUse::Term);
        let traced = snapshot.quotations.iter().filter(is_traced);
        traced.map(|quotation| Self::hold(snapshot, quotation, sources, citable, practice)).collect()
    }

    /// What the sources say, where they were asked and could answer.
    #[must_use]
    pub fn traced(&self) -> Option<&Traced> {
        self.answer.known()
    }

    /// The bytes of the draft of a range of its words.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        self.quotation.to_source(&self.text, span, &self.snapshot.blocks)
    }
}
