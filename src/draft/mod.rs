//! What the author writes: the open text, and immutable parsed snapshots of it.
//!
//! Parsing never fails: a broken draft is normal input. The room knows no terms
//! and no corpus.

mod block;
mod open;
mod snapshot;

pub use block::{Block, BlockContent, BlockKind};
pub use open::Draft;
pub use snapshot::{FrontMatter, Snapshot, Suppression, SuppressionScope};
