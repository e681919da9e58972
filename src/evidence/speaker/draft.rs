//! Who speaks the quotations of a draft, as the draft tells it. A snapshot enters; the
//! speaker of each quotation may be asked for then, block quotations too.

use super::{Speaker, SpeakerEvidence};
use crate::draft::{Block, Quotation, Snapshot};
use crate::prose::{Attribution, FullNames, QuotingParagraph, SpeakerKind, attributions};
use crate::text::{Span, one_line};

/// The attributions of a draft.
#[derive(Debug)]
pub struct DraftSpeakers {
    quotations: Vec<Quoted>,
}

/// A quotation whose speaker the draft mentions.
#[derive(Debug, Clone)]
pub struct Quoted {
    /// Index of its block in [`Snapshot::blocks`].
    pub block: usize,
    /// Its bytes of the block's text, marks included; all of the text for a block
    /// quotation.
    pub span: Span,
    /// Where the speaker is mentioned, in bytes of the draft.
    pub mention: Span,
    /// Who it is; `None` where the draft gives no name ("he", "the minister").
    pub speaker: Option<Speaker>,
}

impl DraftSpeakers {
    /// Reads a draft.
    #[must_use]
    pub fn read(snapshot: &Snapshot) -> Self {
        let quotations: Vec<Vec<Span>> = snapshot.blocks.iter().map(quotations_of).collect();
        let quoting: Vec<QuotingParagraph<'_>> = snapshot
            .blocks
            .iter()
            .zip(&quotations)
            .map(|(block, quotations)| QuotingParagraph { text: &block.content.text, quotations })
            .collect();
        let texts: Vec<&str> = snapshot.blocks.iter().map(|block| block.content.text.as_str()).collect();
        let names = FullNames::of(&texts.join("\n\n"));
        let told = attributions(&quoting);
        Self { quotations: told.iter().filter_map(|told| quoted(snapshot, &quotations, &names, told)).collect() }
    }

    /// Whom the draft names for a quotation, by its first part.
    #[must_use]
    pub fn of_quotation(&self, quotation: &Quotation) -> Option<&Quoted> {
        let part = quotation.parts.first()?;
        self.of(part.block, part.words)
    }

    /// The quotation of the block that holds `words`, bytes of the block's text.
    #[must_use]
    pub fn of(&self, block: usize, words: Span) -> Option<&Quoted> {
        let start = self.quotations.partition_point(|it| it.block < block);
        let here = self.quotations.iter().skip(start).take_while(|it| it.block == block);
        here.filter(|it| it.span.contains(words)).last()
    }
}

/// The quotations of a block; a block quotation is one, a signature at its end ("--
/// Ada Holm") left out.
fn quotations_of(block: &Block) -> Vec<Span> {
    if !block.quoted {
        return block.content.quotations.clone();
    }
    let text = &block.content.text;
    let last_line = text.trim_end().rfind('\n').map_or(text.len(), |at| at + 1);
    let is_signature =
        text.get(last_line..).is_some_and(|line| line.starts_with(['—', '–', '―']) || line.starts_with("--"));
    vec![Span::new(0, if is_signature { last_line } else { text.len() })]
}

fn quoted(snapshot: &Snapshot, quotations: &[Vec<Span>], names: &FullNames, told: &Attribution) -> Option<Quoted> {
    let span = *quotations.get(told.paragraph)?.get(told.quotation)?;
    let block = snapshot.blocks.get(told.speaker.paragraph)?;
    let mention = block.to_source(told.speaker.span);
    let because = SpeakerEvidence::Attribution { mention, is_strict: told.is_strict() };
    let name = told.speaker.span.slice(&block.content.text);
    let is_named = told.speaker.kind == SpeakerKind::Named;
    // A line may end in the midst of a name.
    let speaker = Speaker::named(&one_line(name), names, because).filter(|_| is_named);
    Some(Quoted { block: told.paragraph, span, mention, speaker })
}
