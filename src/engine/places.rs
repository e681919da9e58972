//! Places to go to: sources of the words under the cursor, other places of the
//! draft, headings, documents and concepts by name.

use super::subject::{Subject, occurrences};
use super::{Analysis, Engine, NamedPlace, OutlineEntry, References, Target};
use crate::corpus::{Corpus, DocumentRef, Hit, Passage, Zone};
use crate::draft::Section;
use crate::evidence::quotation::{HeldQuotation, Verdict};
use crate::prose::QuotationUse;
use crate::text::{Span, fold, one_line, tokenize};

/// Sources offered where a definition is asked for: enough to choose from.
const CHOICE: usize = 20;

impl Engine {
    /// Where the words at `offset` come from: of a citation its entry, its note or its
    /// document; of a quotation the places it may be from, the best first; of other words
    /// their places in the sources, the
    /// earliest first, page furniture only where there is nothing else; where the
    /// sources do not hold them, the termbase entry.
    #[must_use]
    pub fn definition(&self, analysis: &Analysis, offset: usize) -> Vec<Target> {
        if let Some(targets) = self.citation_targets(analysis, offset, false).filter(|targets| !targets.is_empty()) {
            return targets;
        }
        let quotation = self.quotation_at(analysis, offset);
        let is_speech = |held: &HeldQuotation<'_>| matches!(held.quotation.used_as, QuotationUse::Speech);
        let quoted = quotation.filter(is_speech).map(|held| quoted_from(&held).targets).unwrap_or_default();
        if !quoted.is_empty() {
            return quoted;
        }
        let mut targets = self.attested_at(analysis, offset, CHOICE).targets;
        let is_text = |target: &Target| target.zone != Zone::Furniture;
        if targets.iter().any(is_text) {
            targets.retain(is_text);
        }
        if !targets.is_empty() {
            return targets;
        }
        let (origin, entry) = match self.subject(analysis, offset) {
            Some(Subject::Term(occurrence)) => (occurrence.span(), Some(occurrence.concept.origin.clone())),
            Some(Subject::Named(phrase, named)) => (phrase.span(), named.origin()),
            _ => return self.citation_targets(analysis, offset, true).unwrap_or_default(),
        };
        let target = |(path, place)| Target { origin, path, start: place, end: place, zone: Zone::Body };
        entry.map(target).into_iter().collect()
    }

    /// The attestations of the words at `offset`, by date, up to `limit`. Reads each
    /// source that holds one of them. Of a quotation the places it may be from, unless a
    /// term or a name stands there: then it is asked where that is used.
    #[must_use]
    pub fn references(&self, analysis: &Analysis, offset: usize, limit: usize) -> References {
        if let Some(references) = self.citation_references(analysis, offset) {
            return references;
        }
        let is_known = matches!(self.subject(analysis, offset), Some(Subject::Term(_) | Subject::Named(..)));
        let quotation = self.quotation_at(analysis, offset).filter(|_| !is_known);
        let quoted = quotation.map(|held| self.quoted_anywhere(&held, limit)).unwrap_or_default();
        if quoted.total > 0 { quoted } else { self.attested_at(analysis, offset, limit) }
    }

    /// Every place of a quotation that is verbatim; else the places it may be from.
    fn quoted_anywhere(&self, held: &HeldQuotation<'_>, limit: usize) -> References {
        let is_verbatim = held.traced().is_some_and(|traced| traced.verdict() == Verdict::Verbatim);
        let verbatim = || self.attested(held.quotation.span, one_line(&held.text.text), limit);
        let everywhere = if is_verbatim { verbatim() } else { References::default() };
        if everywhere.total > 0 { everywhere } else { quoted_from(held) }
    }

    fn attested_at(&self, analysis: &Analysis, offset: usize, limit: usize) -> References {
        let (origin, phrase) = match self.subject(analysis, offset) {
            Some(Subject::Term(occurrence)) => (occurrence.span(), occurrence.words().to_owned()),
            Some(Subject::Phrase(phrase) | Subject::Named(phrase, _)) => (phrase.span(), phrase.text()),
            _ => return References::default(),
        };
        self.attested(origin, phrase, limit)
    }

    /// The attestations of a phrase that the words at `origin` are.
    fn attested(&self, origin: Span, phrase: String, limit: usize) -> References {
        let Some(corpus) = self.corpus() else { return References::default() };
        let Ok(hits) = corpus.attestations(tokenize(&phrase).keys(), limit) else { return References::default() };
        let targets = passages(corpus, &hits.places).iter().map(|passage| target(origin, passage)).collect();
        References { phrase, targets, total: hits.total }
    }

    /// The places of the draft where the same concept stands, or the same words,
    /// the one at `offset` included.
    #[must_use]
    pub fn highlights(&self, analysis: &Analysis, offset: usize) -> Vec<Span> {
        if let Some((_, spans)) = self.same_citations(analysis, offset) {
            return spans;
        }
        match self.subject(analysis, offset) {
            Some(Subject::Term(here)) => occurrences(analysis)
                .filter(|occurrence| occurrence.concept.id == here.concept.id)
                .map(|occurrence| occurrence.span())
                .collect(),
            Some(Subject::Phrase(here) | Subject::Named(here, _)) => same_words(analysis, &here),
            _ => Vec::new(),
        }
    }

    /// The author's headings.
    #[must_use]
    pub fn outline(&self, analysis: &Analysis) -> Vec<OutlineEntry> {
        let entry = |section: Section<'_>| OutlineEntry {
            level: section.level,
            text: one_line(&section.heading.content.text),
            heading: section.heading.source,
            section: section.span,
        };
        analysis.snapshot.sections().into_iter().map(entry).collect()
    }

    /// Concepts and corpus documents whose name holds `query`, up to `limit`.
    #[must_use]
    pub fn named(&self, query: &str, limit: usize) -> Vec<NamedPlace> {
        let query = fold(query);
        let concepts = self.termbase.concepts().iter().filter_map(|concept| {
            let term = concept.terms.iter().find(|term| fold(&term.text).contains(&query))?;
            let (path, place) = concept.origin.clone();
            Some(NamedPlace::Concept { id: concept.id.clone(), term: term.text.clone(), path, place })
        });
        let documents = self
            .corpus()
            .into_iter()
            .flat_map(|corpus| (0..corpus.len()).filter_map(move |index| corpus.document(DocumentRef(index)).ok()));
        let named = documents
            .filter(|document| fold(document.title.as_deref().unwrap_or(&document.id)).contains(&query))
            .map(NamedPlace::Document);
        concepts.chain(named).take(limit).collect()
    }
}

/// The places that a quotation may be from.
fn quoted_from(held: &HeldQuotation<'_>) -> References {
    let places = held.traced().map_or(&[] as &[_], |traced| &traced.places);
    let segments = places.iter().flat_map(|place| place.segments.iter().flatten());
    let targets: Vec<Target> = segments.map(|segment| target(held.quotation.span, &segment.passage)).collect();
    References { phrase: one_line(&held.text.text), total: targets.len(), targets }
}

/// Reads the passages of some hits, in their order; those that cannot be read are left
/// out.
fn passages(corpus: &dyn Corpus, hits: &[Hit]) -> Vec<Passage> {
    hits.iter().filter_map(|hit| corpus.passage(*hit).ok()).collect()
}

fn target(origin: Span, passage: &Passage) -> Target {
    let path = passage.document.readable_file().to_owned();
    Target { origin, path, start: passage.start, end: passage.end, zone: passage.zone }
}

fn same_words(analysis: &Analysis, phrase: &super::subject::Phrase<'_>) -> Vec<Span> {
    let keys = phrase.block.content.tokens.keys().get(phrase.words.clone()).unwrap_or_default();
    let mut spans = Vec::new();
    for block in &analysis.snapshot.blocks {
        let tokens = &block.content.tokens;
        for (start, window) in tokens.keys().windows(keys.len().max(1)).enumerate() {
            if window == keys {
                spans.push(block.to_source(tokens.cover(start..start + keys.len())));
            }
        }
    }
    spans
}
