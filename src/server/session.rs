//! The open drafts, behind one mutex that is held for an edit or a copy of a
//! handle and never over an `.await`.
//!
//! Every change gets a revision, a number that never comes again in this session;
//! the client's own version numbers start anew when a draft is opened again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::draft::Draft;

use super::analysis::Latest;
use super::position::{Encoding, span_in_draft};
use super::protocol::lsp::{TextDocumentContentChangeEvent, Url};
use super::uri::{self, Key};

/// An open draft as it stood at one moment. Copies share the text.
#[derive(Clone)]
pub(super) struct Open {
    /// What it is filed under.
    pub(super) key: Key,
    /// Its address as the client spells it.
    pub(super) uri: Url,
    /// Its file, where it has one.
    pub(super) path: Option<PathBuf>,
    /// The text, with the client's version.
    pub(super) draft: Draft,
    /// Which change of the session made this text.
    pub(super) revision: u64,
    /// The last analysis of it, shared by all its revisions.
    pub(super) latest: Arc<Latest>,
}

/// All open drafts.
#[derive(Default)]
pub(super) struct Session {
    open: Mutex<Drafts>,
}

#[derive(Default)]
struct Drafts {
    by_key: BTreeMap<Key, Open>,
    revision: u64,
}

impl Session {
    fn lock(&self) -> MutexGuard<'_, Drafts> {
        // A panic leaves at worst one edit out; the other drafts must live on.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a draft, or opens it anew.
    pub(super) fn open(&self, uri: Url, text: &str, version: i32) -> Key {
        let (key, path) = (uri::key(&uri), uri::path(&uri));
        let draft = Draft::new(text, version);
        let mut drafts = self.lock();
        drafts.revision += 1;
        let open = Open { key: key.clone(), uri, path, draft, revision: drafts.revision, latest: Arc::default() };
        drafts.by_key.insert(key.clone(), open);
        key
    }

    /// Applies changes in their order; each speaks of the text after the one before.
    pub(super) fn change(
        &self,
        uri: &Url,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> Option<Key> {
        let key = uri::key(uri);
        let mut drafts = self.lock();
        let revision = drafts.revision + 1;
        let open = drafts.by_key.get_mut(&key)?;
        for change in changes {
            apply(&mut open.draft, change, encoding);
        }
        open.draft.set_version(version);
        open.revision = revision;
        drafts.revision = revision;
        Some(key)
    }

    /// Closes a draft.
    pub(super) fn close(&self, uri: &Url) -> Option<Open> {
        self.lock().by_key.remove(&uri::key(uri))
    }

    /// A draft as it stands now.
    pub(super) fn get(&self, key: &Key) -> Option<Open> {
        self.lock().by_key.get(key).cloned()
    }

    /// Whether a draft still stands as it did at `revision`.
    pub(super) fn is_current(&self, key: &Key, revision: u64) -> bool {
        self.lock().by_key.get(key).is_some_and(|open| open.revision == revision)
    }

    /// All open drafts.
    pub(super) fn all(&self) -> Vec<Open> {
        self.lock().by_key.values().cloned().collect()
    }
}

fn apply(draft: &mut Draft, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    let Some(range) = change.range else {
        *draft = Draft::new(&change.text, draft.version());
        return;
    };
    let span = span_in_draft(draft, range, encoding);
    if let Err(error) = draft.replace(span, &change.text) {
        // Positions were brought onto character boundaries, so this is a defect here.
        tracing::error!(%error, ?range, "a change could not be applied");
    }
}

#[cfg(test)]
mod tests {
    use super::super::protocol::lsp::{Position, Range};
    use super::*;

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() }
    }

    #[test]
    fn each_change_speaks_of_the_text_after_the_one_before() {
        let session = Session::default();
        let uri: Url = "untitled:1".parse().expect("an address");
        let key = session.open(uri.clone(), "one\ntwo", 1);
        let before = session.get(&key).expect("just opened");
        let changes = [change((0, 0), (0, 0), "😀\n"), change((1, 0), (1, 3), "1"), change((9, 9), (9, 9), "!")];
        session.change(&uri, 2, &changes, Encoding::Utf16);
        let after = session.get(&key).expect("still open");
        assert_eq!((after.draft.text().as_str(), after.draft.version()), ("😀\n1\ntwo!", 2));
        assert_eq!(before.draft.text(), "one\ntwo");
        assert!(!session.is_current(&key, before.revision) && session.is_current(&key, after.revision));
    }

    #[test]
    fn a_draft_opened_again_is_another_revision() {
        let session = Session::default();
        let uri: Url = "untitled:1".parse().expect("an address");
        let key = session.open(uri.clone(), "a", 1);
        let first = session.get(&key).expect("just opened").revision;
        session.close(&uri);
        assert!(!session.is_current(&key, first));
        session.open(uri, "a", 1);
        assert!(!session.is_current(&key, first));
    }
}
