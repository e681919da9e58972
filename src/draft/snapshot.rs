//! One version of a draft, parsed and immutable.

use std::sync::Arc;

use crate::prose::PartialDate;
use crate::text::{LineIndex, Span};

use super::{Block, BlockKind};

/// One version of a draft.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The whole text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: LineIndex,
    /// What its front matter says.
    pub front_matter: FrontMatter,
    /// Its prose, in order.
    pub blocks: Vec<Block>,
    /// Its suppression comments, in order.
    pub suppressions: Vec<Suppression>,
}

/// The front matter fields that matter to a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// All of it with its fences; empty at zero where there is none.
    pub span: Span,
    /// The document's title.
    pub title: Option<String>,
    /// The date it is to be judged at: `as-of` (or `as_of`), else `date`.
    pub date: Option<PartialDate>,
    /// Where that date stands.
    pub date_span: Option<Span>,
    /// A date field that could not be read as a date, and where it stands.
    pub unreadable_date: Option<(String, Span)>,
}

/// A comment by which the author allows findings of one rule.
///
/// ```text
/// <!-- glossator: allow superseded-rendering: the heading of the 2012 paper -->
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub comment: Span,
    /// The rule's name as written, and where it stands.
    pub rule: (String, Span),
    /// Why; `None` where the author gave no reason, which voids the suppression.
    pub reason: Option<String>,
    /// How it was written.
    pub scope: SuppressionScope,
    /// The bytes of the draft it covers.
    pub covers: Span,
}

/// The three ways to write a suppression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuppressionScope {
    /// `allow RULE: reason` - the next block (a list or a table as a whole).
    NextBlock,
    /// `allow-file RULE: reason` - the whole draft.
    File,
    /// `allow-start RULE: reason` to `allow-end RULE` - everything between.
    Range,
}

impl Snapshot {
    /// The block that a cursor at `offset` stands in.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let index = self.blocks.partition_point(|block| block.source.end < offset);
        self.blocks.get(index).filter(|block| block.source.touches(offset))
    }

    /// Headings, with their level and text.
    pub fn headings(&self) -> impl Iterator<Item = (u8, &Block)> {
        self.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((level, block)),
            _ => None,
        })
    }
}
