//! What the author writes: the open text, and immutable parsed snapshots of it.
//!
//! Parsing never fails: a broken draft is normal input. The room knows no terms
//! and no corpus.

mod address;
mod begun;
mod block;
mod citation;
mod contents;
mod front_matter;
mod layout;
mod lists;
mod open;
mod plain;
mod quotation;
mod reader;
mod snapshot;
mod suppression;

pub use begun::{Begun, BegunForm, begun, listed_pieces};
pub use block::{Block, BlockContent, BlockKind};
pub use citation::{Citation, CitationForm, CitationTarget, Note, NoteReference, is_key};
pub use front_matter::FrontMatter;
pub use layout::{Element, Laid, layout};
pub use open::Draft;
pub use quotation::{Quotation, QuotationForm, QuotationPart, QuotedText};
pub use snapshot::{Section, Snapshot};
pub use suppression::{Suppression, SuppressionScope};
