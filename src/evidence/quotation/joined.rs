//! Sentences of one quotation that stand in no source together: put together without
//! dots. The words of a quotation enter; the places of two of its sentences leave, in its
//! order.

use super::certainty::{Certainty, beyond_chance, weight};
use crate::corpus::{Corpus, CorpusError, DocumentRef, Hit};
use crate::prose::sentences;
use crate::text::tokenize;

/// A sentence that stands in the sources word for word.
struct Found {
    hit: Hit,
    documents: Vec<DocumentRef>,
}

/// Two sentences of `text`, each of which only other documents have.
///
/// # Errors
/// When the index cannot be read.
pub fn joined(corpus: &dyn Corpus, text: &str) -> Result<Option<[Hit; 2]>, CorpusError> {
    let sentences = sentences(text);
    if sentences.len() < 2 {
        return Ok(None);
    }
    let mut found: Vec<Found> = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let tokens = tokenize(sentence.slice(text));
        let places = corpus.attestations(tokens.keys(), 1)?;
        let is_telling = beyond_chance(corpus, weight(tokens.len(), places.total)) > Certainty::Chance;
        if let Some(hit) = places.places.first().filter(|_| is_telling) {
            found.push(Found { hit: *hit, documents: corpus.documents_with(tokens.keys())? });
        }
    }
    let are_apart = |pair: &[Found]| match pair {
        [one, other] => one.documents.iter().all(|document| other.documents.binary_search(document).is_err()),
        _ => false,
    };
    let pair = found.windows(2).find(|pair| are_apart(pair));
    Ok(pair.and_then(|pair| Some([pair.first()?.hit, pair.last()?.hit])))
}
