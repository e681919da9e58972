//! What blocks say, each worked out once: a block that an earlier snapshot, or
//! this one, already holds is shared.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::prose::{
    Dates, Marks, abbreviations, full_names, has_stray_mark, introductions, quotation_use, quotations,
    written_abbreviations,
};
use crate::text::{Span, stem_key, tokenize};

use super::plain::Extracted;
use super::{Block, BlockContent, BlockKind};

/// The contents of blocks, by their hash.
#[derive(Debug, Default)]
pub(super) struct Contents {
    known: FxHashMap<u64, Arc<BlockContent>>,
}

impl Contents {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let known = blocks.iter().map(|block| (block.content.hash, Arc::clone(&block.content))).collect();
        Self { known }
    }

    /// What a block of these source bytes says.
    ///
    /// A link definition elsewhere changes how the same bytes read, so text, map
    /// and citations decide together with them whether a known content is this one.
    pub(super) fn content(&mut self, kind: BlockKind, source: &str, extracted: Extracted) -> Arc<BlockContent> {
        let by_source = xxh3_64_with_seed(source.as_bytes(), code(kind));
        let hash = xxh3_64_with_seed(extracted.text.as_bytes(), by_source);
        if let Some(content) = self.known.get(&hash)
            && content.text == extracted.text
            && content.map == extracted.map
            && content.apparatus == extracted.apparatus
        {
            return Arc::clone(content);
        }
        let content = Arc::new(analysed(hash, source, extracted));
        self.known.insert(hash, Arc::clone(&content));
        content
    }
}

/// A number for each kind of block; equal bytes of two kinds are two contents.
fn code(kind: BlockKind) -> u64 {
    match kind {
        BlockKind::Heading(level) => u64::from(level),
        BlockKind::Paragraph => 7,
        BlockKind::Cell => 8,
        BlockKind::Footnote => 9,
        BlockKind::Title => 10,
    }
}

fn analysed(hash: u64, source: &str, extracted: Extracted) -> BlockContent {
    let Extracted { text, map, quotations: marked, targets, apparatus } = extracted;
    let tokens = tokenize(&text);
    let keys = tokens.keys().iter().enumerate();
    let stems = keys.map(|(index, key)| stem_key(*key, tokens.span(index).slice(&text))).collect();
    let quotations = merged(quotations(&text), marked);
    let uses = quotations.iter().map(|quotation| quotation_use(&text, *quotation)).collect();
    let has_stray_mark = has_stray_mark(&text);
    let quoted_until = furthest_ends(&quotations);
    let marks = Marks::of(&text, &tokens, &quotations);
    let dates = Dates::of(&text, &tokens);
    let abbreviations = abbreviations(&text);
    let introductions = introductions(&text, &abbreviations);
    let full_names = full_names(&text);
    let written_abbreviations = written_abbreviations(source).collect();
    BlockContent {
        hash,
        text,
        map,
        tokens,
        stems,
        quotations,
        uses,
        targets,
        has_stray_mark,
        marks,
        dates,
        abbreviations,
        introductions,
        apparatus,
        sentences: OnceLock::new(),
        counting: OnceLock::new(),
        full_names,
        written_abbreviations,
        quoted_until,
    }
}

fn furthest_ends(quotations: &[Span]) -> Vec<usize> {
    let furthest = |furthest: &mut usize, quotation: &Span| {
        *furthest = quotation.end.max(*furthest);
        Some(*furthest)
    };
    quotations.iter().scan(0, furthest).collect()
}

/// Quotations by marks and by elements, in order.
fn merged(mut quotations: Vec<Span>, marked: Vec<Span>) -> Vec<Span> {
    if !marked.is_empty() {
        quotations.extend(marked);
        quotations.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        quotations.dedup();
    }
    quotations
}
