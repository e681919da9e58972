//! The documents that a draft leans on; what that means is the evidence room's.

use std::path::Path;

use super::{Analysis, Engine};
use crate::corpus::CorpusError;
use crate::evidence::{Leaning, leaning};

impl Engine {
    /// The documents of the corpus that the draft at `path` leans on. The draft itself
    /// is none of them, also where it lies among its sources. `None` where there is no
    /// corpus, or `stop` said so.
    ///
    /// # Errors
    /// When the corpus cannot answer.
    pub fn leaning(
        &self,
        analysis: &Analysis,
        path: Option<&Path>,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Leaning>, CorpusError> {
        let Some(corpus) = self.corpus() else { return Ok(None) };
        let itself = path.and_then(Path::to_str).map(|path| corpus.find(path)).transpose()?.flatten();
        let Analysis { snapshot, terms, termbase, .. } = analysis;
        leaning(corpus, termbase, &snapshot.blocks, terms, itself, stop)
    }
}
