//! The quotations of a draft: between marks, in a `<q>` element, or set off as a block.
//! Blocks enter; each quotation leaves once, over as many paragraphs as it runs, with
//! the way from its words back to the draft. Nothing here knows whose words they are.

use crate::prose::{QuotationUse, is_quotation_mark, without_marks};
use crate::text::Span;

use super::{Block, BlockKind};

/// How a quotation is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuotationForm {
    /// By quotation marks.
    Marks,
    /// By an element, `<q>`.
    Element,
    /// As a block quotation.
    Block,
}

/// Words that the draft gives as somebody else's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// How it is set off.
    pub form: QuotationForm,
    /// What it is there for.
    pub used_as: QuotationUse,
    /// Its bytes of the draft, from the first mark to the last.
    pub span: Span,
    /// Its words, a part for each paragraph.
    pub parts: Vec<QuotationPart>,
}

/// The part of a quotation that stands in one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotationPart {
    /// Index of the block.
    pub block: usize,
    /// The words, without the marks around them: bytes of the block's text.
    pub words: Span,
}

/// The words of a quotation in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedText {
    /// The words, a paragraph's end as an empty line.
    pub text: String,
    /// Where each part begins in `text`.
    starts: Vec<usize>,
}

/// What stands between two paragraphs of a quotation.
const PARAGRAPH_END: &str = "\n\n";

impl Quotation {
    /// Its words in one piece.
    #[must_use]
    pub fn quoted_text(&self, blocks: &[Block]) -> QuotedText {
        let mut quoted = QuotedText { text: String::new(), starts: Vec::with_capacity(self.parts.len()) };
        for part in &self.parts {
            if !quoted.starts.is_empty() {
                quoted.text.push_str(PARAGRAPH_END);
            }
            quoted.starts.push(quoted.text.len());
            quoted.text.push_str(blocks.get(part.block).map_or("", |block| part.words.slice(&block.content.text)));
        }
        quoted
    }

    /// The bytes of the draft of a range of [`QuotedText::text`].
    #[must_use]
    pub fn to_source(&self, quoted: &QuotedText, span: Span, blocks: &[Block]) -> Span {
        let inside = self.parts.iter().zip(&quoted.starts).filter_map(|(part, start)| {
            let in_block = |offset: usize| part.words.start + offset.saturating_sub(*start).min(part.words.len());
            let is_touched = span.start <= start + part.words.len() && *start <= span.end;
            let words = Span::new(in_block(span.start), in_block(span.end));
            blocks.get(part.block).filter(|_| is_touched).map(|block| block.to_source(words))
        });
        inside.reduce(Span::cover).unwrap_or(self.span)
    }

    /// Whether an offset of the draft stands in it.
    #[must_use]
    pub const fn covers(&self, offset: usize) -> bool {
        self.span.start <= offset && offset <= self.span.end
    }
}

/// The quotations of a draft, in order; those inside another belong to it.
pub(super) fn quotations(draft: &str, blocks: &[Block]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut goes_on = false;
    for (number, block) in blocks.iter().enumerate() {
        if block.quoted {
            goes_on = false;
            set_off(draft, blocks, number, &mut found);
        } else {
            goes_on = between_marks(draft, block, number, goes_on, &mut found);
        }
    }
    found.retain(|quotation| !quotation.parts.iter().all(|part| part.words.is_empty()));
    found
}

/// Adds a block of a block quotation: to the one before, where they are one quotation.
fn set_off(draft: &str, blocks: &[Block], number: usize, found: &mut Vec<Quotation>) {
    let Some(block) = blocks.get(number) else { return };
    if !matches!(block.kind, BlockKind::Paragraph) {
        return;
    }
    let words = without_attribution(&block.content.text, spoken(block));
    let part = QuotationPart { block: number, words };
    match found.last_mut().filter(|last| goes_on_in(draft, last, block)) {
        Some(last) => {
            last.span.end = block.source.end;
            last.parts.push(part);
        }
        None => found.push(Quotation {
            form: QuotationForm::Block,
            used_as: QuotationUse::Speech,
            span: block.source,
            parts: vec![part],
        }),
    }
}

/// Whether a quoted block belongs to the block quotation before it: the lines between
/// them all bear its mark.
fn goes_on_in(draft: &str, last: &Quotation, block: &Block) -> bool {
    let between = Span::new(last.span.end.min(block.source.start), block.source.start).slice(draft);
    let mut lines = between.lines().skip(1).peekable();
    last.form == QuotationForm::Block && lines.peek().is_some() && lines.all(|line| line.contains('>'))
}

/// The words of a block of a block quotation, without marks around all of it.
fn spoken(block: &Block) -> Span {
    let text = &block.content.text;
    let whole = Span::new(0, text.len());
    let trimmed = text.trim_end();
    match block.content.quotations.first() {
        Some(first) if first.start == 0 && first.end == trimmed.len() => without_marks(text, *first),
        Some(first) if first.start == 0 && first.end == text.len() => without_marks(text, *first),
        _ => whole,
    }
}

/// `words` without a last line that says whose they are: "— Ana Lima, harbour master".
fn without_attribution(text: &str, words: Span) -> Span {
    let spoken = words.slice(text);
    let (at, last) = spoken.rfind('\n').map_or((0, spoken), |at| (at, spoken.get(at + 1..).unwrap_or_default()));
    let is_attribution = last.trim_start().starts_with(['—', '–', '―']) || last.trim_start().starts_with("--");
    if is_attribution { Span::new(words.start, words.start + at) } else { words }
}

/// Adds the quotations between marks of one block, the outermost only. `goes_on`: the
/// block before ends in a quotation that nothing closed; returns whether this one does.
fn between_marks(draft: &str, block: &Block, number: usize, goes_on: bool, found: &mut Vec<Quotation>) -> bool {
    let content = &block.content;
    let text = &content.text;
    let goes_on = goes_on && block.kind == BlockKind::Paragraph;
    if goes_on && !begins_quoted(text) {
        // The mark before was a stray after all.
        found.pop();
    }
    if content.has_stray_mark {
        return false;
    }
    let mut reached = 0;
    for (quotation, used_as) in content.quotations.iter().zip(&content.uses) {
        if quotation.start < reached {
            continue;
        }
        reached = quotation.end;
        let Some(form) = form_of(draft, block, *quotation) else { continue };
        let part = QuotationPart { block: number, words: without_marks(text, *quotation) };
        let span = block.to_source(*quotation);
        match found.last_mut().filter(|_| goes_on && quotation.start == 0) {
            Some(last) => {
                last.span.end = span.end;
                last.parts.push(part);
            }
            None => found.push(Quotation { form, used_as: *used_as, span, parts: vec![part] }),
        }
    }
    content.quotations.last().is_some_and(|last| is_unclosed(text, *last)) && block.kind == BlockKind::Paragraph
}

fn begins_quoted(text: &str) -> bool {
    text.starts_with(is_quotation_mark)
}

/// Whether a quotation runs to the end of its paragraph and no mark closes it.
fn is_unclosed(text: &str, quotation: Span) -> bool {
    let words = without_marks(text, quotation);
    quotation.end == text.len() && words.start > quotation.start && words.end == quotation.end
}

/// How a quotation is set off; none for a title or code in an element.
fn form_of(draft: &str, block: &Block, quotation: Span) -> Option<QuotationForm> {
    if quotation.slice(&block.content.text).starts_with(is_quotation_mark) {
        return Some(QuotationForm::Marks);
    }
    let before = draft.get(..block.to_source(quotation).start)?.trim_end().strip_suffix('>')?;
    let tag = before.rsplit('<').next()?;
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let quotes = name.eq_ignore_ascii_case("q") || name.eq_ignore_ascii_case("blockquote");
    quotes.then_some(QuotationForm::Element)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Snapshot;

    fn quoted(draft: &str) -> Vec<(QuotationForm, String)> {
        let snapshot = Snapshot::parse(draft, None);
        let text = |quotation: &Quotation| (quotation.form, quotation.quoted_text(&snapshot.blocks).text);
        snapshot.quotations.iter().map(text).collect()
    }

    fn check(draft: &str, expected: &[(QuotationForm, &str)]) {
        let expected: Vec<(QuotationForm, String)> =
            expected.iter().map(|(form, text)| (*form, (*text).to_owned())).collect();
        assert_eq!(quoted(draft), expected, "in {draft}");
    }

    use QuotationForm::{Block as SetOff, Element, Marks};

    #[test]
    fn takes_words_out_of_marks_emphasis_and_links() {
        check("She said \"keep the *old* [lanes](l.md) open[^1].\"\n\n[^1]: a", &[(Marks, "keep the old lanes open.")]);
        check("“the ‘win-win’ way” and «deux mots»", &[(Marks, "the ‘win-win’ way"), (Marks, "deux mots")]);
        check("a <q>lane for all</q> and <cite>Lanes</cite>", &[(Element, "lane for all")]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        check("He said: “One lane.\n\n“Two lanes.”\n\nAll.", &[(Marks, "One lane.\n\nTwo lanes.")]);
        check("“A stray opens here.\n\nNothing closes it.", &[]);
    }

    #[test]
    fn block_quotations_are_one_each_without_their_attribution() {
        check("> One lane.\n>\n> Two lanes.\n> — Ana Lima", &[(SetOff, "One lane.\n\nTwo lanes.")]);
        check("> One lane.\n\n> Two lanes.", &[(SetOff, "One lane."), (SetOff, "Two lanes.")]);
        check("> “Ports stay open.”", &[(SetOff, "Ports stay open.")]);
        check("> [!note]\n> not quoted", &[]);
    }

    #[test]
    fn unbalanced_marks_are_refused() {
        check("a \"stray and a \"good one\" here", &[]);
    }

    #[test]
    fn words_lead_back_to_the_draft() {
        let draft = "He said: “One *lane*.\n\n“Two lanes.”";
        let snapshot = Snapshot::parse(draft, None);
        let quotation = snapshot.quotations.first().expect("a quotation");
        let text = quotation.quoted_text(&snapshot.blocks);
        let back = |words: &str| {
            let at = text.text.find(words).expect("words of it");
            quotation.to_source(&text, Span::new(at, at + words.len()), &snapshot.blocks).slice(draft)
        };
        assert_eq!((back("lane"), back("Two lanes")), ("lane", "Two lanes"));
        assert_eq!(quotation.span.slice(draft), "“One *lane*.\n\n“Two lanes.”");
    }

    proptest::proptest! {
        #[test]
        fn takes_any_draft(draft in "[a-c s\"“”‘’>\n<q/*_—-]{0,60}") {
            let snapshot = Snapshot::parse(draft.as_str(), None);
            for quotation in &snapshot.quotations {
                let text = quotation.quoted_text(&snapshot.blocks);
                let all = Span::new(0, text.text.len());
                let span = quotation.to_source(&text, all, &snapshot.blocks);
                proptest::prop_assert!(draft.get(span.start..span.end).is_some());
                proptest::prop_assert!(quotation.span.start <= quotation.span.end);
            }
        }
    }
}
