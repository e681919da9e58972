//! Places in source and termbase files as the editor counts them: an engine's place
//! counts characters, so the line has to be read. Blocking; what was read once is
//! remembered until the corpus changes. Here an address is made of every such file: the
//! text of a PDF or a Word document has one of its own where the client can ask for it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::text::{LineIndex, Place};

use super::editor::Editor;
use super::position::Ruler;
use super::protocol::lsp::{Location, Position, Range, Url};
use super::source_text;

/// More places than this are forgotten rather than kept.
const MOST_PLACES: usize = 20_000;

/// More bytes of files than this are not held while one question is answered.
const MOST_BYTES: usize = 4 << 20;

/// Places that were looked up.
#[derive(Default)]
pub(super) struct Sources {
    known: Mutex<BTreeMap<(PathBuf, Place), Position>>,
}

/// Looks up places for one answer; holds the files it has read meanwhile.
pub(super) struct Places<'s> {
    sources: &'s Sources,
    editor: &'s Editor,
    files: BTreeMap<PathBuf, (String, LineIndex)>,
    bytes: usize,
}

impl Sources {
    /// Begins an answer.
    pub(super) fn places<'s>(&'s self, editor: &'s Editor) -> Places<'s> {
        Places { sources: self, editor, files: BTreeMap::new(), bytes: 0 }
    }

    /// Forgets all, since files have changed.
    pub(super) fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Places<'_> {
    /// The address of a file; `None` for a path that is not absolute.
    pub(super) fn address(&self, path: &Path) -> Option<Url> {
        source_text::address(path, self.editor)
    }

    /// From one place of a file to another, with its address.
    pub(super) fn location(&mut self, path: &Path, start: Place, end: Place) -> Option<Location> {
        Some(Location::new(self.address(path)?, self.range(path, start, end)))
    }

    /// From one place of a file to another.
    fn range(&mut self, path: &Path, start: Place, end: Place) -> Range {
        let start = self.position(path, start);
        Range::new(start, self.position(path, end).max(start))
    }

    /// A place of a file. Where the file cannot be read, its characters are taken to
    /// be of one column each.
    fn position(&mut self, path: &Path, place: Place) -> Position {
        let asked = (path.to_owned(), place);
        let known =
            |sources: &Sources| sources.known.lock().unwrap_or_else(PoisonError::into_inner).get(&asked).copied();
        if let Some(position) = known(self.sources) {
            return position;
        }
        let encoding = self.editor.encoding;
        let (text, lines) = self.file(path);
        let position = Ruler { text, lines, encoding }.position_of(place);
        let mut known = self.sources.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_PLACES {
            known.clear();
        }
        known.insert(asked, position);
        position
    }

    fn file(&mut self, path: &Path) -> &(String, LineIndex) {
        if self.bytes > MOST_BYTES {
            self.files.clear();
            self.bytes = 0;
        }
        let bytes = &mut self.bytes;
        self.files.entry(path.to_owned()).or_insert_with(|| {
            let file = std::fs::read(path).unwrap_or_default();
            // An editor shows a text without its byte order mark.
            let text = String::from_utf8_lossy(file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file)).into_owned();
            *bytes += text.len();
            let lines = LineIndex::new(&text);
            (text, lines)
        })
    }
}
