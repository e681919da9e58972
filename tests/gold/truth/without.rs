//! A corpus as if one document were not in it: a speech that quotes another must not be
//! found as the source of its own quotation.

use std::ops::Range;
use std::sync::Arc;

use glossator::corpus::{
    AnnouncedSet, AttestedPhrase, Corpus, CorpusError, Document, DocumentRef, Hit, Hits, Passage, SetLabel, Usage, Zone,
};
use glossator::prose::PartialDate;
use glossator::text::{Span, WordKey};

/// A corpus without one of its documents.
pub(crate) struct Without<'c> {
    pub(crate) corpus: &'c dyn Corpus,
    pub(crate) hidden: Option<DocumentRef>,
}

impl Without<'_> {
    fn own(&self, phrase: &[WordKey]) -> Result<usize, CorpusError> {
        self.hidden.map_or(Ok(0), |hidden| self.corpus.places_in(hidden, phrase).map(|places| places.len()))
    }

    fn is_shown(&self, document: DocumentRef) -> bool {
        self.hidden != Some(document)
    }

    /// Where the longest run from `start` on ends that stands in another document; not
    /// before `known`, the end of the run from the word before.
    fn reach(&self, words: &[WordKey], start: usize, known: usize) -> Result<usize, CorpusError> {
        let mut end = known.max(start);
        while end < words.len() && self.count(words.get(start..=end).unwrap_or_default())? > 0 {
            end += 1;
        }
        Ok(end)
    }
}

impl Corpus for Without<'_> {
    fn len(&self) -> u32 {
        self.corpus.len()
    }

    fn document(&self, document: DocumentRef) -> Result<Arc<Document>, CorpusError> {
        self.corpus.document(document)
    }

    fn find(&self, id: &str) -> Result<Option<DocumentRef>, CorpusError> {
        self.corpus.find(id)
    }

    fn date(&self, document: DocumentRef) -> Option<PartialDate> {
        self.corpus.date(document)
    }

    fn count(&self, phrase: &[WordKey]) -> Result<usize, CorpusError> {
        let all = self.corpus.count(phrase)?;
        if all == 0 { Ok(0) } else { Ok(all - self.own(phrase)?) }
    }

    fn attestations(&self, phrase: &[WordKey], limit: usize) -> Result<Hits, CorpusError> {
        let own = self.own(phrase)?;
        let mut hits = self.corpus.attestations(phrase, limit.saturating_add(own))?;
        hits.total -= own;
        hits.places.retain(|hit| self.is_shown(hit.document));
        hits.places.truncate(limit);
        Ok(hits)
    }

    fn documents_with(&self, phrase: &[WordKey]) -> Result<Vec<DocumentRef>, CorpusError> {
        let mut documents = self.corpus.documents_with(phrase)?;
        documents.retain(|document| self.is_shown(*document));
        Ok(documents)
    }

    fn places_in(&self, document: DocumentRef, phrase: &[WordKey]) -> Result<Vec<Hit>, CorpusError> {
        if self.is_shown(document) { self.corpus.places_in(document, phrase) } else { Ok(Vec::new()) }
    }

    fn latest(&self, phrase: &[WordKey], until: PartialDate, limit: usize) -> Result<Vec<Hit>, CorpusError> {
        let mut hits = self.corpus.latest(phrase, until, limit)?;
        hits.retain(|hit| self.is_shown(hit.document));
        Ok(hits)
    }

    fn longest_phrase(&self, words: &[WordKey], around: usize) -> Result<Option<AttestedPhrase>, CorpusError> {
        self.corpus.longest_phrase(words, around)
    }

    fn maximal_matches(
        &self,
        words: &[WordKey],
        min_len: usize,
        cap: usize,
    ) -> Result<Vec<(AttestedPhrase, Vec<Hit>)>, CorpusError> {
        if self.hidden.is_none() {
            return self.corpus.maximal_matches(words, min_len, cap);
        }
        let (mut matches, mut covered) = (Vec::new(), 0);
        for start in 0..words.len() {
            let end = self.reach(words, start, covered)?;
            if end > covered && end - start >= min_len.max(1) {
                let hits = self.attestations(words.get(start..end).unwrap_or_default(), cap)?;
                matches.push((AttestedPhrase { words: start..end, total: hits.total }, hits.places));
            }
            covered = covered.max(end);
        }
        Ok(matches)
    }

    fn usage(&self, phrase: &[WordKey]) -> Result<Usage, CorpusError> {
        self.corpus.usage(phrase)
    }

    fn announced_sets(&self, label: Option<SetLabel>) -> Result<Vec<(DocumentRef, AnnouncedSet)>, CorpusError> {
        self.corpus.announced_sets(label)
    }

    fn words(&self, document: DocumentRef, range: Range<u32>) -> Result<Vec<WordKey>, CorpusError> {
        self.corpus.words(document, range)
    }

    fn counted(&self, document: DocumentRef, words: &[WordKey]) -> Result<Vec<WordKey>, CorpusError> {
        self.corpus.counted(document, words)
    }

    fn passage(&self, hit: Hit) -> Result<Passage, CorpusError> {
        self.corpus.passage(hit)
    }

    fn span_in_text(&self, hit: Hit) -> Result<Span, CorpusError> {
        self.corpus.span_in_text(hit)
    }

    fn text(&self, document: DocumentRef) -> Result<Arc<str>, CorpusError> {
        self.corpus.text(document)
    }

    fn zones(&self, document: DocumentRef) -> Result<Vec<(Span, Zone)>, CorpusError> {
        self.corpus.zones(document)
    }
}
