//! Pushes diagnostics. One task: wakes come in, one check runs for each draft, and
//! what was found goes out if the draft still stands as it was checked.
//!
//! The first edit after a quiet time is checked at once. Edits that come while a
//! check runs are one edit to the next check; nothing is queued. A check of a stale
//! revision ends between two rules. Whoever types is told in two steps, the quick one
//! first; where only the sources or the termbase changed, nobody waits, and what needs
//! the corpus does not go and come back. Clients that ask for diagnostics themselves are
//! never pushed to.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};

use crate::rules::Needs;

use super::diagnostics::diagnostics;
use super::protocol::lsp::{Diagnostic, Url};
use super::session::Open;
use super::shared::Shared;
use super::uri::Key;
use super::view::View;

/// What the task is told.
pub(super) enum Wake {
    /// A draft was opened or changed.
    Changed(Key),
    /// A draft was closed; it was known to the client under this address.
    Closed(Key, Url),
    /// What drafts are held against has changed.
    Everything,
    /// A check found this; `None` where no project covers the draft.
    Found(Open, Option<Vec<Diagnostic>>),
    /// A check has ended.
    Ended(Key),
}

/// How what is found goes out. Of two wishes the later here holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Steps {
    /// First what the termbase can say, then what needs the corpus.
    Two,
    /// All at once.
    One,
}

struct Publisher {
    shared: Arc<Shared>,
    /// Drafts under check, and how to check them again if something changed meanwhile.
    running: BTreeMap<Key, Option<Steps>>,
    /// What the client shows.
    shown: BTreeMap<Key, Vec<Diagnostic>>,
}

/// Runs the task until the server ends.
pub(super) async fn publish(shared: Arc<Shared>, mut wakes: UnboundedReceiver<Wake>) {
    let mut publisher = Publisher { shared, running: BTreeMap::new(), shown: BTreeMap::new() };
    while let Some(wake) = wakes.recv().await {
        publisher.on(wake).await;
    }
}

impl Publisher {
    async fn on(&mut self, wake: Wake) {
        match wake {
            Wake::Changed(key) => self.check(key, Steps::Two),
            Wake::Everything => {
                self.shared.session.all().into_iter().for_each(|open| self.check(open.key, Steps::One));
            }
            Wake::Closed(key, uri) => self.clear(&key, uri).await,
            Wake::Found(open, found) => self.found(open, found).await,
            Wake::Ended(key) => {
                if let Some(Some(steps)) = self.running.remove(&key) {
                    self.check(key, steps);
                }
            }
        }
    }

    fn check(&mut self, key: Key, steps: Steps) {
        if let Some(again) = self.running.get_mut(&key) {
            *again = (*again).max(Some(steps));
            return;
        }
        let Some(open) = self.shared.session.get(&key) else { return };
        self.running.insert(key.clone(), None);
        let (shared, sender) = (self.shared.clone(), self.shared.publisher.clone());
        tokio::spawn(async move {
            let found = sender.clone();
            // A check that panics has been logged; the draft is checked again later.
            let _ = tokio::task::spawn_blocking(move || check(&shared, &open, steps, &found)).await;
            let _ = sender.send(Wake::Ended(key));
        });
    }

    async fn found(&mut self, open: Open, found: Option<Vec<Diagnostic>>) {
        if !self.shared.session.is_current(&open.key, open.revision) {
            return;
        }
        match found {
            Some(found) => {
                self.shown.insert(open.key, found.clone());
                self.shared.outbound.publish(open.uri, found, Some(open.draft.version())).await;
            }
            None => self.clear(&open.key, open.uri).await,
        }
    }

    /// Takes back what the client shows, if it shows anything.
    async fn clear(&mut self, key: &Key, uri: Url) {
        if self.shown.remove(key).is_some() {
            self.shared.outbound.publish(uri, Vec::new(), None).await;
        }
    }
}

/// Checks a draft, and tells what was found.
fn check(shared: &Shared, open: &Open, steps: Steps, sender: &UnboundedSender<Wake>) {
    let stop = || !shared.session.is_current(&open.key, open.revision);
    let tell = |found| drop(sender.send(Wake::Found(open.clone(), found)));
    match shared.view(open.clone()) {
        None => tell(None),
        Some(view) => in_steps(shared, &view, steps, &stop, |found| tell(Some(found))).unwrap_or_default(),
    }
}

/// `None` when stopped.
fn in_steps(
    shared: &Shared,
    view: &View,
    steps: Steps,
    stop: &dyn Fn() -> bool,
    tell: impl Fn(Vec<Diagnostic>),
) -> Option<()> {
    let mut first = None;
    if steps == Steps::Two && view.engine().corpus().is_some() {
        let found = diagnostics(shared, view, &view.check(Needs::Termbase, stop)?.findings);
        tell(first.insert(found).clone());
    }
    let all = diagnostics(shared, view, &view.checked(stop)?.findings);
    if first.as_ref() != Some(&all) {
        tell(all);
    }
    Some(())
}
