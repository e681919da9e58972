//! A source as a person names it: by id, by path as the corpus knows it or as it is seen
//! from here, or by the start of an id where only one starts so.

use anyhow::bail;

use super::terminal::Terminal;
use crate::corpus::{Corpus, CorpusError, DocumentRef};

/// Names that are offered where none fits.
const OFFERED: usize = 5;

/// The document that `name` names.
///
/// # Errors
/// When none is named so, with those whose names are near; when the index cannot be read.
pub(super) fn find(corpus: &dyn Corpus, name: &str, terminal: &Terminal) -> anyhow::Result<DocumentRef> {
    let path = terminal.folder.join(name);
    for known in [name, &path.to_string_lossy()] {
        if let Some(found) = corpus.find(known)? {
            return Ok(found);
        }
    }
    let ids = ids(corpus)?;
    let mut starting = ids.iter().filter(|(id, _)| id.starts_with(name));
    match (starting.next(), starting.next()) {
        (Some((_, only)), None) => Ok(*only),
        _ => bail!("{}", unknown(name, &ids)),
    }
}

/// The id of each document, in order.
fn ids(corpus: &dyn Corpus) -> Result<Vec<(String, DocumentRef)>, CorpusError> {
    let document = |at| Ok((corpus.document(DocumentRef(at))?.id.clone(), DocumentRef(at)));
    let mut ids = (0..corpus.len()).map(document).collect::<Result<Vec<_>, CorpusError>>()?;
    ids.sort();
    Ok(ids)
}

fn unknown(name: &str, ids: &[(String, DocumentRef)]) -> String {
    let names = ids.iter().map(|(id, _)| id.as_str());
    let near = names.filter(|id| id.contains(name) || name.contains(id)).take(OFFERED).collect::<Vec<_>>();
    if near.is_empty() {
        return format!("no document \"{name}\"; `glossator corpus list` names them all");
    }
    format!("no document \"{name}\"; there is {}", near.join(", "))
}
