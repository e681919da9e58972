//! One version of a draft, parsed and immutable.

use std::sync::Arc;

use crate::prose::{Enumeration, Unit, UnitKind, enumerations};
use crate::text::{LineIndex, Span};

use super::citation::Gathered;
use super::contents::Contents;
use super::quotation::{Quotation, quotations};
use super::reader::Reader;
use super::{Block, BlockKind, Citation, FrontMatter, Note, NoteReference, Suppression};

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
    /// The sets it lists; units are indices of `blocks`.
    pub enumerations: Vec<Enumeration>,
    /// Its quotations, in order.
    pub quotations: Vec<Quotation>,
    /// What it cites, in order of place.
    pub citations: Vec<Citation>,
    /// Its notes: those with a definition in its order, then inline notes and labels
    /// without a definition in order of place.
    pub notes: Vec<Note>,
    /// Places that refer to a note, in order.
    pub note_references: Vec<NoteReference>,
    /// Its suppression comments, in order.
    pub suppressions: Vec<Suppression>,
    /// Comments that speak to this program and cannot be understood, each with what
    /// is wrong and how to write it.
    pub unreadable: Vec<(Span, String)>,
}

/// A heading and everything under it.
#[derive(Debug, Clone, Copy)]
pub struct Section<'s> {
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// The heading.
    pub heading: &'s Block,
    /// From the heading to the next of the same or a higher level, or to the end of
    /// the draft.
    pub span: Span,
}

impl Snapshot {
    /// Reads a draft. What blocks say is taken over from `previous` where it holds
    /// the same blocks; the snapshot is the same without it, only later.
    #[must_use]
    pub fn parse(text: impl Into<Arc<str>>, previous: Option<&Self>) -> Self {
        let text = text.into();
        let front_matter = FrontMatter::read(&text);
        let known = previous.map_or_else(Contents::default, |previous| Contents::of(&previous.blocks));
        let mut reader = Reader::new(&text, known);
        if let Some(span) = front_matter.title_span {
            reader.title(span);
        }
        let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        reader.body(front_matter.span.end.max(mark));
        let Reader { blocks, comments, definitions, .. } = reader;
        let (suppressions, unreadable) = (comments.suppressions, comments.unreadable);
        let units: Vec<Unit<'_>> = blocks.iter().map(unit).collect();
        let enumerations = enumerations(&units);
        let Gathered { citations, notes, references: note_references, .. } = Gathered::of(&blocks, definitions);
        let quotations = quotations(&text, &blocks);
        Self {
            lines: LineIndex::new(&text),
            text,
            front_matter,
            blocks,
            enumerations,
            quotations,
            citations,
            notes,
            note_references,
            suppressions,
            unreadable,
        }
    }

    /// The block that a cursor at `offset` stands in.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        self.placed_block_at(offset).map(|(_, block)| block)
    }

    /// The block that a cursor at `offset` stands in, with its index.
    pub(super) fn placed_block_at(&self, offset: usize) -> Option<(usize, &Block)> {
        let index = self.blocks.partition_point(|block| block.source.end < offset);
        self.blocks.get(index).filter(|block| block.source.touches(offset)).map(|block| (index, block))
    }

    /// Headings, with their level and text.
    fn headings(&self) -> impl Iterator<Item = (u8, &Block)> {
        self.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((level, block)),
            _ => None,
        })
    }

    /// The author's headings with what stands under each, in order. Headings inside
    /// a block quotation structure another text.
    #[must_use]
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut sections: Vec<Section<'_>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (level, heading) in self.headings().filter(|(_, heading)| !heading.quoted) {
            let start = heading.source.start;
            while let Some(index) = open.pop_if(|index| sections.get(*index).is_some_and(|it| it.level >= level)) {
                if let Some(section) = sections.get_mut(index) {
                    section.span.end = start;
                }
            }
            open.push(sections.len());
            sections.push(Section { level, heading, span: Span::new(start, self.text.len()) });
        }
        sections
    }
}

/// A block as the recognition of sets sees it.
fn unit(block: &Block) -> Unit<'_> {
    let kind = match block.kind {
        BlockKind::Paragraph => UnitKind::Paragraph,
        BlockKind::Heading(level) => UnitKind::Heading(level),
        BlockKind::Cell | BlockKind::Footnote | BlockKind::Title => UnitKind::Aside,
    };
    let content = &block.content;
    Unit {
        kind,
        list: block.list,
        is_quoted: block.quoted,
        text: &content.text,
        tokens: &content.tokens,
        quotations: &content.quotations,
        marks: &content.marks,
    }
}
