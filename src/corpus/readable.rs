//! Documents read again from their sources: the way from a word's number back to the
//! bytes, and the sentence around it. A few documents read last are kept.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use xxhash_rust::xxh3::xxh3_64;

use super::concordance::{Stamp, joined_key, read_file, texts};
use super::{CorpusError, Document, DocumentRef, Passage, Zone, read};
use crate::prose::sentence_around;
use crate::text::{LineIndex, OffsetMap, Span, Tokens, WordKey, tokenize};

/// The longest sentence that is shown whole, in characters.
const LONGEST_SENTENCE: usize = 400;

/// How many bytes of documents are kept: some hundred speeches, which is what a few
/// questions about one draft come back to.
const KEPT: usize = 8 << 20;

/// A document as its source is now.
#[derive(Debug)]
pub(super) struct Readable {
    pub(super) document: Arc<Document>,
    pub(super) text: Arc<str>,
    map: OffsetMap,
    source: String,
    lines: LineIndex,
    tokens: Tokens,
    /// Indexes of words that are joined from two tokens, sorted.
    joins: Vec<u32>,
    stamp: Stamp,
}

impl Readable {
    /// Reads a document from its source, or from the text in `folder` that was drawn
    /// out of it; `joins` are the indexes of its joined words.
    ///
    /// # Errors
    /// [`CorpusError::Unreadable`] when the source is gone or no text any more,
    /// [`CorpusError::Stale`] when its text has to be drawn out and it has changed.
    pub(super) fn open(folder: &Path, document: Document, joins: Vec<u32>) -> Result<Self, CorpusError> {
        let unreadable = |cause: String| CorpusError::Unreadable { path: document.path.clone(), cause };
        let (bytes, stamp) = read_file(&document.path).map_err(|error| unreadable(error.to_string()))?;
        let (text, map, source) = text_of(folder, &document, &bytes)?;
        let tokens = tokenize(&text);
        let lines = LineIndex::new(&source);
        Ok(Self { document: Arc::new(document), text: text.into(), map, source, lines, tokens, joins, stamp })
    }

    /// Bytes of memory, about.
    fn size(&self) -> usize {
        self.text.len() + self.source.len() + self.tokens.len() * 17
    }

    /// Whether the source has not been touched since.
    fn is_fresh(&self) -> bool {
        std::fs::metadata(&self.document.path).is_ok_and(|metadata| Stamp::of(&metadata) == self.stamp)
    }

    /// The first token of a word, and whether the next one belongs to it.
    fn token(&self, word: u32) -> (usize, bool) {
        let joins_before = self.joins.partition_point(|&join| join < word);
        (word as usize + joins_before, self.joins.get(joins_before) == Some(&word))
    }

    /// The parts of the text that are not the text itself, as bytes of it.
    pub(super) fn zones(&self) -> Vec<(Span, Zone)> {
        let in_text = |span: Span| {
            let start = self.map.offset_from_source(span.start);
            Span::new(start, self.map.offset_from_source(span.end).max(start))
        };
        let zones = self.document.furniture.iter().map(|(span, zone)| (in_text(*span), *zone));
        zones.filter(|(span, _)| !span.is_empty()).collect()
    }

    /// The key of a word.
    pub(super) fn key(&self, word: u32) -> Option<WordKey> {
        let (token, is_joined) = self.token(word);
        if is_joined {
            Some(joined_key(&self.text, &self.tokens, token))
        } else {
            self.tokens.keys().get(token).copied()
        }
    }

    /// The bytes of the text that `len` words from `word` on stand in.
    pub(super) fn cover(&self, word: u32, len: u32) -> Span {
        let (first, _) = self.token(word);
        let (last, is_joined) = self.token(word.saturating_add(len.max(1) - 1));
        self.tokens.cover(first..last + 1 + usize::from(is_joined))
    }

    /// The passage around `len` words from `word` on.
    pub(super) fn passage(&self, word: u32, len: u32) -> Passage {
        let words = self.cover(word, len);
        let span = self.map.span_to_source(words);
        let extraction = self.document.extraction.as_deref();
        let (text, shown) = shown(&self.text, sentence_around(&self.text, words), words);
        Passage {
            document: Arc::clone(&self.document),
            span,
            start: self.lines.place(&self.source, span.start),
            end: self.lines.place(&self.source, span.end),
            text,
            words: shown,
            zone: self.document.zone_at(span.start),
            page: extraction.and_then(|extraction| extraction.page_at(span.start)),
            is_doubtful: extraction.is_some_and(|extraction| extraction.is_doubtful(span)),
        }
    }
}

/// The readable text of a document, the way to its source, and that source decoded.
fn text_of(folder: &Path, document: &Document, bytes: &[u8]) -> Result<(String, OffsetMap, String), CorpusError> {
    if let Some(extraction) = &document.extraction
        && extraction.content != xxh3_64(bytes)
    {
        return Err(CorpusError::Stale(document.path.clone()));
    }
    let kept = document.text_file.as_ref().and_then(|file| texts::read(file, document));
    if let Some(text) = kept {
        return Ok((text.clone(), OffsetMap::identity(text.len()), text));
    }
    let unreadable = |cause: String| CorpusError::Unreadable { path: document.path.clone(), cause };
    let extracted = read::extract(&document.path, bytes).map_err(|reason| unreadable(reason.to_string()))?;
    texts::keep(folder, document, &extracted.text);
    Ok((extracted.text, extracted.map, extracted.source))
}

/// The sentence with each run of space as one, cut to a length people read, and where
/// the words stand in it.
fn shown(text: &str, sentence: Span, words: Span) -> (String, Span) {
    let before = collapsed(Span::new(sentence.start, words.start).slice(text));
    let within = collapsed(words.slice(text));
    let after = collapsed(Span::new(words.end, sentence.end).slice(text));
    let room = LONGEST_SENTENCE.saturating_sub(within.chars().count());
    let (long_before, long_after) = (before.chars().count(), after.chars().count());
    // The side that needs less than half of the room leaves the rest to the other.
    let room_after = (room / 2).max(room.saturating_sub(long_before));
    let room_before = room.saturating_sub(long_after.min(room_after));
    let before = cut_front(before.trim_start(), room_before);
    let after = cut_back(after.trim_end(), room_after);
    let span = Span::new(before.len(), before.len() + within.len());
    (format!("{before}{within}{after}"), span)
}

/// Each run of white space becomes one space.
fn collapsed(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            collapsed.push(c);
        } else if !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
    }
    collapsed
}

/// The last `room` characters, from a word's beginning.
fn cut_front(text: &str, room: usize) -> String {
    let Some(surplus) = text.chars().count().checked_sub(room).filter(|&surplus| surplus > 0) else {
        return text.to_owned();
    };
    let at = text.char_indices().nth(surplus).map_or(text.len(), |(at, _)| at);
    let kept = Span::new(at, text.len()).slice(text);
    let whole = kept.split_once(' ').map_or("", |(_, whole)| whole);
    format!("… {whole}")
}

/// The first `room` characters, to a word's end.
fn cut_back(text: &str, room: usize) -> String {
    let Some((at, _)) = text.char_indices().nth(room) else { return text.to_owned() };
    let kept = Span::new(0, at).slice(text);
    let whole = kept.rsplit_once(' ').map_or("", |(whole, _)| whole);
    format!("{whole} …")
}

/// The documents read last, the latest at the end.
#[derive(Debug, Default)]
pub(super) struct Kept {
    documents: Mutex<Vec<(DocumentRef, Arc<Readable>)>>,
}

impl Kept {
    /// A document, read now unless it is kept and its source untouched.
    ///
    /// # Errors
    /// What `read` says.
    pub(super) fn get(
        &self,
        document: DocumentRef,
        read: impl FnOnce() -> Result<Readable, CorpusError>,
    ) -> Result<Arc<Readable>, CorpusError> {
        if let Some(readable) = self.take(document).filter(|readable| readable.is_fresh()) {
            self.put(document, Arc::clone(&readable));
            return Ok(readable);
        }
        let readable = Arc::new(read()?);
        self.put(document, Arc::clone(&readable));
        Ok(readable)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(DocumentRef, Arc<Readable>)>> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, document: DocumentRef) -> Option<Arc<Readable>> {
        let mut documents = self.lock();
        let index = documents.iter().position(|(kept, _)| *kept == document)?;
        Some(documents.remove(index).1)
    }

    fn put(&self, document: DocumentRef, readable: Arc<Readable>) {
        let mut documents = self.lock();
        documents.retain(|(kept, _)| *kept != document);
        documents.push((document, readable));
        let mut size: usize = documents.iter().map(|(_, readable)| readable.size()).sum();
        let surplus = documents.iter().take_while(|(_, readable)| {
            let is_surplus = size > KEPT;
            size = size.saturating_sub(readable.size());
            is_surplus
        });
        let surplus = surplus.count();
        documents.drain(..surplus);
    }
}

/// Whether two paths are the same as written, with either kind of slash.
pub(super) fn is_same_path(one: &str, other: &str) -> bool {
    Path::new(one) == Path::new(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown_words(text: &str, words: &str) -> (String, String) {
        let start = text.find(words).expect("words of the text");
        let (shown, span) = shown(text, Span::new(0, text.len()), Span::new(start, start + words.len()));
        let words = span.slice(&shown).to_owned();
        (shown, words)
    }

    #[test]
    fn collapses_space() {
        let (shown, words) = shown_words(" a\n  b\u{A0}\u{A0}c \t d ", "b\u{A0}\u{A0}c");
        assert_eq!((shown.as_str(), words.as_str()), ("a b c d", "b c"));
    }

    #[test]
    fn cuts_long_sentences_at_words_on_both_sides() {
        let (before, after) = ("before ".repeat(100), " after".repeat(100));
        for text in [format!("{before}the words{after}"), format!("the words{after}"), format!("{before}the words")] {
            let (shown, words) = shown_words(&text, "the words");
            assert_eq!(words, "the words");
            let len = shown.chars().count();
            assert!((380..=LONGEST_SENTENCE + 4).contains(&len), "{len}");
            assert!(shown.split(' ').all(|word| ["before", "the", "words", "after", "…"].contains(&word)), "{shown}");
        }
    }

    #[test]
    fn never_cuts_the_words_themselves() {
        let text = "word ".repeat(200);
        assert_eq!(shown_words(&text, text.trim()).1, text.trim());
    }
}
