//! Reads source files on several threads: bytes, readable text, words.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use super::compose::Item;
use super::gather::Gatherer;
use super::narrow;
use super::sources::{Listed, Stamp};
use super::texts;
use crate::corpus::announced::announced_sets;
use crate::corpus::{Document, read};
use crate::text::tokenize;

/// A file to be read, and the checksum of the content it had when it was read before.
#[derive(Debug)]
pub(super) struct Request<'l> {
    pub(super) listed: &'l Listed,
    pub(super) known_content: Option<u64>,
}

/// What reading a file gave.
#[derive(Debug)]
pub(super) enum Reading {
    /// The content is what it was.
    Unchanged { stamp: Stamp },
    /// A document.
    Document { item: Box<Item>, stamp: Stamp, content: u64 },
    /// The content cannot be read.
    Skipped { reason: String, stamp: Stamp, content: u64 },
    /// The file cannot be read now.
    Unreadable(String),
}

/// Reads all files, and keeps in `folder` the texts that had to be drawn out of theirs;
/// the readings are in the order of the requests. `done` is told the
/// number of files read so far.
pub(super) fn read_all(
    folder: &Path,
    requests: &[Request<'_>],
    threads: usize,
    done: &(dyn Fn(usize) + Sync),
) -> (Vec<Gatherer>, Vec<Reading>) {
    let threads = threads.min(requests.len() / 8 + 1);
    let next = AtomicUsize::new(0);
    let finished = Mutex::new((Vec::new(), Vec::new()));
    let work = |lexicon: usize| {
        let mut gatherer = Gatherer::default();
        let mut readings = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(request) = requests.get(index) else { break };
            readings.push((index, read_one(folder, request, lexicon, &mut gatherer)));
            done(index + 1);
        }
        let mut finished = finished.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        finished.0.push((lexicon, gatherer));
        finished.1.extend(readings);
    };
    std::thread::scope(|scope| {
        let work = &work;
        for lexicon in 1..threads {
            scope.spawn(move || work(lexicon));
        }
        work(0);
    });
    let (gatherers, readings) = finished.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    (in_order(gatherers), in_order(readings))
}

fn in_order<T>(mut numbered: Vec<(usize, T)>) -> Vec<T> {
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, value)| value).collect()
}

fn read_one(folder: &Path, request: &Request<'_>, lexicon: usize, gatherer: &mut Gatherer) -> Reading {
    let (bytes, stamp) = match read_file(&request.listed.path) {
        Ok(read) => read,
        Err(error) => return Reading::Unreadable(format!("cannot be read: {error}")),
    };
    let content = xxh3_64(&bytes);
    if request.known_content == Some(content) {
        return Reading::Unchanged { stamp };
    }
    match read::extract(&request.listed.path, &bytes) {
        Err(reason) => Reading::Skipped { reason: reason.to_string(), stamp, content },
        Ok(extracted) => {
            texts::keep(folder, &extracted.document, &extracted.text);
            let tokens = tokenize(&extracted.text);
            let words = gatherer.add(&extracted.text, &tokens);
            let sets = announced_sets(&extracted, &tokens);
            let (id, path) = (request.listed.id.clone(), request.listed.path.clone());
            let document = Document { id, path, words: narrow(words.len()), ..extracted.document };
            let item = Box::new(Item { document, lexicon, words, joins: Vec::new(), sets });
            Reading::Document { item, stamp, content }
        }
    }
}

/// The bytes of a file, and its stamp from before they were read: a change in between
/// will be seen the next time. A file that has grown too large is not read at all.
pub(in crate::corpus) fn read_file(path: &Path) -> std::io::Result<(Vec<u8>, Stamp)> {
    let metadata = std::fs::metadata(path)?;
    read::check_size(metadata.len()).map_err(std::io::Error::other)?;
    Ok((std::fs::read(path)?, Stamp::of(&metadata)))
}
