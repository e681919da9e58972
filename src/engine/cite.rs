//! Inserting a citation: some words of a draft that the corpus attests enter, edits that
//! cite a document which has them leave.

use std::sync::Arc;

use super::citations::with_words;
use super::config::CiteAs;
use super::{Action, Analysis, Engine};
use crate::corpus::{Document, DocumentRef};
use crate::draft::{Block, Snapshot, is_key};
use crate::evidence::way_to;
use crate::text::{Edit, Span, tokenize};

/// Documents offered at most; which of several is meant, the author says.
const OFFERED: usize = 3;
/// Fewer words are found everywhere and prove no source.
const WORDS: usize = 2;
/// Places looked at for so many different documents.
const PLACES: usize = 40;

impl Engine {
    /// The ways to cite the words at `span` (the selection, or the quotation around the
    /// cursor), one for each of the first documents that have them; none where they are
    /// attested nowhere or one of these documents is cited already.
    pub(super) fn cite(&self, analysis: &Analysis, span: Span) -> Vec<Action> {
        let snapshot = &analysis.snapshot;
        let Some((block, words)) = words_at(snapshot, span) else { return Vec::new() };
        let documents = self.documents_with(&block.content.text, words);
        let citable = self.citable(analysis);
        let near = snapshot.citations_near(block.to_source(words));
        let is_cited = |document: &DocumentRef| {
            near.iter().any(|citation| citable.resolve(citation).documents().contains(document))
        };
        if documents.iter().any(is_cited) {
            return Vec::new();
        }
        let corpus = self.corpus();
        let found = documents.into_iter().take(OFFERED);
        let found = found.filter_map(|number| Some((number, corpus?.document(number).ok()?)));
        found.filter_map(|(number, document)| self.cited_as(analysis, block, words, number, &document)).collect()
    }

    /// The documents that have the words, by date.
    fn documents_with(&self, text: &str, words: Span) -> Vec<DocumentRef> {
        let tokens = tokenize(words.slice(text));
        let Some(corpus) = self.corpus().filter(|_| tokens.len() >= WORDS) else { return Vec::new() };
        let places = corpus.attestations(tokens.keys(), PLACES).map(|hits| hits.places).unwrap_or_default();
        let mut documents: Vec<DocumentRef> = Vec::new();
        for hit in places {
            if !documents.contains(&hit.document) {
                documents.push(hit.document);
            }
        }
        documents
    }

    fn cited_as(
        &self,
        analysis: &Analysis,
        block: &Block,
        words: Span,
        number: DocumentRef,
        document: &Arc<Document>,
    ) -> Option<Action> {
        let snapshot = &analysis.snapshot;
        let reference = self.citable(analysis).references_to(number).next();
        let quoted = words.slice(&block.content.text);
        let edits = match self.config.cite_as {
            CiteAs::Footnote => {
                let rendered = self.rendered(reference, Some(document), None)?;
                let linked = document.url.as_ref().map(|url| (url, format!("<{}>", with_words(url, quoted))));
                let rendered = linked.map_or(rendered.clone(), |(url, link)| rendered.replace(url.as_str(), &link));
                footnote(snapshot, block, words, &rendered)
            }
            CiteAs::Citekey => {
                let key = reference.map_or(document.id.as_str(), |reference| reference.key.as_str());
                let key = if is_key(key) { key.to_owned() } else { format!("{{{key}}}") };
                let end = block.to_source(behind_marks(block, words, false)).end;
                vec![Edit::insertion(end, format!(" [@{key}]"))]
            }
            CiteAs::Link => {
                let target = match &document.url {
                    Some(url) => with_words(url, quoted),
                    None => relative(analysis, document)?,
                };
                link(block, words, &target)?
            }
        };
        let date = document.date.map(|date| format!(", {date}")).unwrap_or_default();
        let name = document.title.as_deref().or(document.credit()).unwrap_or(&document.id);
        Some(Action::Cite { title: format!("Cite \"{name}\"{date}"), edits })
    }
}

/// The block and the words in it that are to be cited: those selected, a word that is
/// touched counting whole, or the quotation around a cursor.
fn words_at(snapshot: &Snapshot, span: Span) -> Option<(&Block, Span)> {
    let block = snapshot.block_at(span.start).filter(|block| block.source.contains(span))?;
    let content = &block.content;
    let selected = Span::new(block.offset_from_source(span.start), block.offset_from_source(span.end));
    let tokens = &content.tokens;
    // In Helix and Kakoune the letter under the cursor is always selected; Vim sends one, too.
    let around = if selected.slice(&content.text).chars().count() > 1 {
        selected
    } else {
        *content.quotations.iter().rev().find(|quotation| quotation.contains(selected))?
    };
    let touched = |&index: &usize| tokens.span(index).overlaps(around);
    let first = (0..tokens.len()).find(touched)?;
    let last = (first..tokens.len()).rfind(touched)?;
    Some((block, tokens.cover(first..last + 1)))
}

/// `words` with the quotation marks behind them, and what stands within these; with
/// `with_stop` all punctuation, since a mark of a note follows it.
fn behind_marks(block: &Block, words: Span, with_stop: bool) -> Span {
    let is_mark = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | ')');
    let rest = Span::new(words.end, block.content.text.len()).slice(&block.content.text);
    let len = rest.find(|c| !is_mark(c) && !matches!(c, '.' | ',' | '!' | '?')).unwrap_or(rest.len());
    let run = rest.get(..len).unwrap_or_default();
    let kept = if with_stop { run } else { run.trim_end_matches(|c| !is_mark(c)) };
    Span::new(words.start, words.end + kept.len())
}

/// A mark behind the words, and the note at the end of the draft.
fn footnote(snapshot: &Snapshot, block: &Block, words: Span, note: &str) -> Vec<Edit> {
    let is_taken =
        |label: &String| snapshot.notes.iter().any(|note| note.label.as_deref().is_some_and(|taken| taken == label));
    let mut labels = (1..=snapshot.notes.len() + 1).map(|number| number.to_string());
    let label = labels.find(|label| !is_taken(label)).unwrap_or_default();
    let end = block.to_source(behind_marks(block, words, true)).end;
    let text = &snapshot.text;
    let last = text.trim_end();
    let gap = if ends_with_note(snapshot, last.len()) { "\n" } else { "\n\n" };
    let mark = Edit::insertion(end, format!("[^{label}]"));
    let definition = Edit::new(Span::new(last.len(), text.len()), format!("{gap}[^{label}]: {note}\n"));
    vec![mark, definition]
}

fn ends_with_note(snapshot: &Snapshot, end: usize) -> bool {
    let notes = snapshot.notes.iter().filter(|note| note.label.is_some());
    notes.filter_map(|note| note.definition).any(|definition| definition.end == end)
}

/// A link around the words, where no mark runs through them.
fn link(block: &Block, words: Span, target: &str) -> Option<Vec<Edit>> {
    if !block.content.map.is_unbroken(words) {
        return None;
    }
    let source = block.to_source(words);
    let target = if target.contains([' ', '(', ')']) { format!("<{target}>") } else { target.to_owned() };
    Some(vec![Edit::insertion(source.start, "["), Edit::insertion(source.end, format!("]({target})"))])
}

/// The way from the draft to a document, where both lie below one folder.
fn relative(analysis: &Analysis, document: &Document) -> Option<String> {
    let folder = analysis.path.as_deref()?.parent()?;
    way_to(folder, &document.path)
}
