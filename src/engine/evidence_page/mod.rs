//! The evidence page of a draft: what an editor hands to the desk. The draft in order, with
//! each quotation, term, counted set and citation marked; for each a note with what the
//! sources say; the sources; when which rendering was in use; and what nobody checked.
//! Plain values leave; how they look is the doors' business.

mod marks;
mod numbers;
mod pieces;
mod shelf;
mod timelines;
mod unchecked;

pub use marks::{MarkKind, Note, NoteSubject};
pub use numbers::{PageNumbers, QuotationNumbers};
pub use pieces::{Marked, PagePiece};
pub use shelf::PageSource;
pub use timelines::Timeline;

use std::path::Path;

use super::{Analysis, Checked, Engine};
use crate::corpus::CorpusError;
use crate::prose::PartialDate;
use crate::rules::Needs;

/// All that an evidence page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidencePage {
    /// The title of the draft: its front matter's, else its first heading's.
    pub title: Option<String>,
    /// The date its front matter gives.
    pub date: Option<PartialDate>,
    /// The date it was judged at.
    pub as_of: PartialDate,
    /// Documents that it was held against.
    pub documents: usize,
    /// Concepts that it was held against.
    pub concepts: usize,
    /// What is on the page, counted.
    pub numbers: PageNumbers,
    /// The draft, in order.
    pub pieces: Vec<PagePiece>,
    /// The notes, in order of their numbers, which begin at 1.
    pub notes: Vec<Note>,
    /// The documents it quotes, cites or leans on; those it quotes most first.
    pub sources: Vec<PageSource>,
    /// Cited works that are no documents of the corpus, written out.
    pub works: Vec<String>,
    /// The renderings of its concepts by year, the concepts it names most first.
    pub timelines: Vec<Timeline>,
    /// What was not checked, and what the writer allowed: a line each.
    pub unchecked: Vec<String>,
}

impl Engine {
    /// The evidence page of a draft at `path`. Asks the corpus for everything; `None` where
    /// `stop` said so.
    ///
    /// # Errors
    /// When the corpus cannot answer.
    pub fn evidence_page(
        &self,
        analysis: &Analysis,
        path: Option<&Path>,
        today: PartialDate,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<EvidencePage>, CorpusError> {
        let as_of = self.as_of(&analysis.snapshot, today);
        let Some(checked) = self.check(analysis, path, today, Needs::Corpus, stop) else { return Ok(None) };
        let Checked { findings, skipped } = checked;
        let marks = self.page_marks(analysis, &findings, as_of);
        if stop() {
            return Ok(None);
        }
        let leaning = self.leaning(analysis, path, stop)?;
        let (timelines, undrawn) = self.page_timelines(analysis, today)?;
        let (documents, concepts, _) = self.size();
        let front_matter = &analysis.snapshot.front_matter;
        Ok(Some(EvidencePage {
            title: front_matter.title.clone().or_else(|| first_heading(analysis)),
            date: front_matter.date,
            as_of,
            documents,
            concepts,
            numbers: PageNumbers::of(&marks, &findings),
            sources: shelf::sources(&marks, leaning.as_ref()),
            works: shelf::works(&marks),
            unchecked: self.unchecked(analysis, &marks, &skipped, leaning.as_ref(), undrawn),
            pieces: pieces::pieces(&analysis.snapshot, &marks.places),
            notes: marks.notes,
            timelines,
        }))
    }
}

fn first_heading(analysis: &Analysis) -> Option<String> {
    let section = analysis.snapshot.sections().into_iter().next()?;
    Some(crate::text::one_line(&section.heading.content.text))
}
