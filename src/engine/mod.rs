//! The facade: everything a door (editor, command line) can ask, in byte offsets
//! of one draft.

mod answers;
mod config;

pub use answers::{Action, Checked, Completion, DocumentLink, Hover, Notice, OutlineEntry, Progress, Skipped, Target};
