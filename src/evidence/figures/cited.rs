//! The sentences of a draft that cite documents of the corpus, and nothing else. A block
//! enters; its amounts leave, held against what is cited beside them.

use super::HeldFigure;
use crate::draft::{Block, CitationForm, Snapshot};
use crate::evidence::{Citable, Sources};
use crate::text::Span;

/// The amounts of a block, outside its quotations.
pub(super) fn in_block(
    snapshot: &Snapshot,
    block: &Block,
    sources: &Sources<'_>,
    citable: &Citable<'_>,
) -> Vec<HeldFigure> {
    let mut found = Vec::new();
    for sentence in block.content.counting_sentences() {
        let (cited, cites_others) = citable.cited_near(snapshot, block.to_source(*sentence));
        if cited.is_empty() || cites_others {
            continue;
        }
        let words = without_attribution(without_citations(snapshot, block, *sentence));
        for figure in sources.figures(&words, &cited).known().into_iter().flatten() {
            let span = figure.span.shifted(sentence.start);
            if !block.content.quotations.iter().any(|quotation| quotation.overlaps(span)) {
                found.push(figure.shifted(|span| block.to_source(span.shifted(sentence.start))));
            }
        }
    }
    found
}

/// A sentence with blanks for its citekeys and addresses, and for links in brackets: they
/// say nothing of it.
fn without_citations(snapshot: &Snapshot, block: &Block, sentence: Span) -> String {
    let mut words = sentence.slice(&block.content.text).to_owned();
    let source = block.to_source(sentence);
    for citation in &snapshot.citations {
        let is_apart = || Span::new(0, citation.whole.start).slice(&snapshot.text).ends_with(['(', '[']);
        if !source.contains(citation.whole) || citation.form == CitationForm::Link && !is_apart() {
            continue;
        }
        let offset = |at| block.offset_from_source(at).saturating_sub(sentence.start);
        let (start, end) = (offset(citation.whole.start), offset(citation.whole.end));
        if let Some(text) = words.get(start..end) {
            words = words.replace(text, &" ".repeat(text.len()));
        }
    }
    words
}

/// A sentence with blanks for "According to the report," in front of it: who says so is
/// not what is said.
fn without_attribution(words: String) -> String {
    let begins = |beginning: &str| words.get(..beginning.len()).is_some_and(|it| it.eq_ignore_ascii_case(beginning));
    let is_attributed = ["According to ", "As reported by "].into_iter().any(begins);
    match words.split_once(", ").filter(|_| is_attributed) {
        Some((source, rest)) => format!("{}  {rest}", " ".repeat(source.len())),
        None => words,
    }
}
