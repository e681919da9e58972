//! The ground every other room stands on: byte spans and edits, one tokeniser
//! that folds what print varies (case, quotes, dashes, spaces, soft hyphens,
//! ligatures), and the ways back from folded words to the bytes they came from.
//!
//! Everything here is a pure function of its text. The room knows no Markdown,
//! no terms and no corpus.

mod case;
mod fold;
mod fragment;
mod lines;
mod map;
mod span;
mod stem;
mod tokenise;
mod tokens;

pub use case::{CasePattern, capitalised};
pub use fold::{as_printed, fold, is_ignorable, without_accents};
pub use fragment::text_fragment;
pub use lines::{LineIndex, Place, line_spans, one_line};
pub use map::OffsetMap;
pub use span::{Edit, EditError, Span, apply};
pub use stem::{is_function_word, stem_key};
pub use tokenise::tokenize;
pub use tokens::{Gap, TokenFlags, Tokens, WordKey};
