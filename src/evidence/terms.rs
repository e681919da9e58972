//! The terms and the names of a termbase in the blocks of a draft.

use std::sync::Arc;

use crate::draft::{Block, BlockContent};
use crate::termbase::{Concept, NameMatch, NearMatch, NearName, Term, TermMatch, Termbase};
use crate::text::Span;

/// What a termbase finds in one block; depends on the block's own words only, so
/// it is shared between the versions of a draft.
#[derive(Debug, Clone, Default)]
pub struct BlockTerms {
    /// Terms, by place.
    pub matches: Vec<TermMatch>,
    /// Wordings that are nearly a term, by place.
    pub near: Vec<NearMatch>,
    /// Names and titles, by place.
    pub names: Vec<NameMatch>,
    /// What is nearly a name, by place.
    pub near_names: Vec<NearName>,
}

impl BlockTerms {
    /// Finds the terms in a block.
    #[must_use]
    pub fn find(termbase: &Termbase, content: &BlockContent) -> Self {
        let matches = termbase.matcher().find(&content.text, &content.tokens);
        let near = termbase.near().find(&content.text, &content.tokens, &content.stems, &matches);
        let names = termbase.names().find(&content.text, &content.tokens);
        let near_names = termbase.names().near().find(&content.text, &content.tokens, &names);
        Self { matches, near, names, near_names }
    }
}

/// One term in one block of a draft.
#[derive(Debug, Clone, Copy)]
pub struct Occurrence<'d> {
    /// The block.
    pub block: &'d Block,
    /// What matched.
    pub matched: &'d TermMatch,
    /// The term's concept.
    pub concept: &'d Concept,
    /// The term.
    pub term: &'d Term,
}

impl<'d> Occurrence<'d> {
    /// All terms of a draft, in order of place. `terms` is parallel to `blocks`.
    pub fn all(
        termbase: &'d Termbase,
        blocks: &'d [Block],
        terms: &'d [Arc<BlockTerms>],
    ) -> impl Iterator<Item = Self> {
        blocks.iter().zip(terms).flat_map(move |(block, terms)| {
            terms.matches.iter().filter_map(move |matched| {
                let concept = termbase.concept(matched.concept)?;
                let term = concept.terms.get(usize::from(matched.term))?;
                Some(Self { block, matched, concept, term })
            })
        })
    }

    /// The words as they stand in the block.
    #[must_use]
    pub fn words(&self) -> &'d str {
        self.matched.span.slice(&self.block.content.text)
    }

    /// The bytes of the draft.
    #[must_use]
    pub fn span(&self) -> Span {
        self.block.to_source(self.matched.span)
    }

    /// Whether the words are somebody else's.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.block.is_quoted(self.matched.span)
    }
}
