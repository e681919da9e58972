//! Keeps the projects up to date. One task: it hears that projects were opened, that
//! files changed, that settings changed; it shows notices, has files watched, brings
//! indexes up to date and has drafts checked again.
//!
//! Bursts of changed files are one change. At most one index run is under way for a
//! project; wishes for more that come meanwhile are one more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, Interval};

use crate::engine::{ConfigError, Notice, Patience};

use super::index;
use super::notices::{Notices, Outlook, Prepared, Stage};
use super::projects::Current;
use super::protocol::lsp::MessageType;
use super::runs::Runs;
use super::shared::Shared;
use super::source_text;
use super::status::{IndexState, ProjectStatus};
use super::watch::{self, Change, Fingerprints, Prints};

/// How long files must be quiet before a change counts.
const QUIET: Duration = Duration::from_millis(60);

/// How often settings and termbases are looked at where the client watches nothing.
const POLL: Duration = Duration::from_secs(2);

/// Every so many polls the corpus is looked at too.
const CORPUS_POLL: u32 = 5;

/// What the task is told.
pub(super) enum Event {
    /// The client is ready.
    Ready,
    /// A project was opened, or opened anew.
    Opened {
        /// Its key.
        key: PathBuf,
        /// Its engine.
        current: Current,
        /// What the engine said.
        notices: Vec<Notice>,
        /// The files that set it up, before they were read.
        prints: Prints,
    },
    /// Settings that cannot be used were met; the file before it was read.
    Broken(ConfigError, Prints),
    /// These files may have changed.
    Files(Vec<PathBuf>),
    /// The client's settings changed; null where it does not say how.
    Settings(Value),
    /// The client works in other folders now.
    Folders {
        /// No longer.
        removed: Vec<PathBuf>,
        /// From now on.
        added: Vec<PathBuf>,
    },
    /// All indexes shall be brought up to date.
    Reindex,
    /// An index run has ended.
    Indexed(Box<index::Outcome>),
}

struct Upkeep {
    shared: Arc<Shared>,
    notices: Notices,
    runs: Runs,
    changed: BTreeSet<PathBuf>,
    /// When the files have been quiet long enough.
    settled: Option<Instant>,
    /// The registration of each project's watchers.
    watchers: BTreeMap<PathBuf, String>,
    fingerprints: Fingerprints,
    polls: u32,
}

/// Runs the task until the server ends.
pub(super) async fn keep_up(shared: Arc<Shared>, mut events: UnboundedReceiver<Event>) {
    let mut upkeep = Upkeep {
        shared,
        notices: Notices::default(),
        runs: Runs::default(),
        changed: BTreeSet::new(),
        settled: None,
        watchers: BTreeMap::new(),
        fingerprints: Fingerprints::default(),
        polls: 0,
    };
    let mut poll: Interval = tokio::time::interval(POLL);
    poll.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let settled = upkeep.settled.unwrap_or_else(Instant::now);
        tokio::select! {
            event = events.recv() => match event {
                Some(event) => upkeep.on(event).await,
                None => return,
            },
            () = tokio::time::sleep_until(settled), if upkeep.settled.is_some() => upkeep.settle().await,
            _ = poll.tick() => upkeep.poll().await,
        }
        // Not before all is taken in that is known: a project that is just being opened
        // is not "no project".
        if events.is_empty() {
            upkeep.write_status().await;
        }
    }
}

impl Upkeep {
    async fn on(&mut self, event: Event) {
        match event {
            Event::Ready => self.ready().await,
            Event::Opened { key, current, notices, prints } => {
                self.fingerprints.note(prints);
                self.opened(key, &current, notices).await;
            }
            Event::Broken(error, prints) => {
                self.fingerprints.note(prints);
                self.broken(error).await;
            }
            Event::Files(files) => {
                self.changed.extend(files);
                self.settled = Some(Instant::now() + QUIET);
            }
            Event::Settings(settings) => self.settings(settings).await,
            Event::Folders { removed, added } => {
                let mut folders = self.shared.projects.folders();
                folders.retain(|folder| !removed.contains(folder));
                folders.extend(added);
                self.shared.projects.set_folders(folders);
                self.read_again().await;
            }
            Event::Reindex => {
                for (key, _) in self.projects().await {
                    self.index(key, Patience::Wait);
                }
            }
            Event::Indexed(outcome) => self.indexed(*outcome).await,
        }
    }

    async fn ready(&mut self) {
        let editor = self.shared.editor();
        if editor.watches {
            let options = watch::settings_anywhere();
            self.shared.outbound.register("glossator-settings-files".to_owned(), watch::METHOD, Some(options));
        }
        if editor.configuration_changes {
            let method = "workspace/didChangeConfiguration";
            let section = serde_json::json!({"section": "glossator"});
            self.shared.outbound.register("glossator-settings".to_owned(), method, Some(section));
        }
        if editor.shows_texts {
            let options = source_text::registration();
            self.shared.outbound.register("glossator-source-texts".to_owned(), source_text::METHOD, Some(options));
        }
        if editor.configuration {
            self.ask_for_settings();
        }
        self.open_folders().await;
    }

    /// Asks in the background; the answer comes as an event.
    fn ask_for_settings(&self) {
        let shared = self.shared.clone();
        tokio::spawn(async move {
            if let Some(settings) = shared.outbound.settings().await {
                let _ = shared.events.send(Event::Settings(settings));
            }
        });
    }

    async fn settings(&mut self, settings: Value) {
        if settings.is_null() || settings.get("glossator").is_some_and(Value::is_null) {
            if self.shared.editor().configuration {
                self.ask_for_settings();
            }
            return;
        }
        for problem in self.shared.set(&settings) {
            self.shared.outbound.show(MessageType::WARNING, problem).await;
        }
        self.read_again().await;
    }

    async fn opened(&mut self, key: PathBuf, current: &Current, notices: Vec<Notice>) {
        let (engine, outlook) = (current.engine.clone(), self.outlook());
        let prepared = blocking(move || Prepared::from_notices(&notices, engine.config(), &outlook)).await;
        let outbound = self.shared.outbound.clone();
        self.notices.set(&outbound, &key, Stage::Settings, Prepared::nothing()).await;
        if let Some(prepared) = prepared {
            self.notices.set(&outbound, &key, Stage::Opening, prepared).await;
        }
        self.watch(&key, current);
        self.index(key, Patience::Wait);
    }

    async fn broken(&mut self, error: ConfigError) {
        let (key, outlook) = (error.path.clone(), self.outlook());
        if let Some(prepared) = blocking(move || Prepared::from_error(&error, &outlook)).await {
            let outbound = self.shared.outbound.clone();
            self.notices.set(&outbound, &key, Stage::Settings, prepared).await;
        }
    }

    fn outlook(&self) -> Outlook {
        Outlook { encoding: self.shared.editor().encoding, folders: self.shared.projects.folders() }
    }

    fn watch(&mut self, key: &Path, current: &Current) {
        if !self.shared.editor().watches {
            return;
        }
        if let Some(old) = self.watchers.remove(key) {
            self.shared.outbound.unregister(old, watch::METHOD);
        }
        let options = watch::of_project(current.engine.config(), self.shared.editor().relative_patterns);
        let id = format!("glossator-files-{}", current.serial);
        self.shared.outbound.register(id.clone(), watch::METHOD, Some(options));
        self.watchers.insert(key.to_owned(), id);
    }

    /// Files have been quiet: finds out whom their change concerns.
    async fn settle(&mut self) {
        self.settled = None;
        let changed = std::mem::take(&mut self.changed);
        let projects = self.projects().await;
        let Change { read_again, index } = watch::concerns(&changed, &projects);
        tracing::debug!(?changed, read_again, ?index, "files changed");
        for key in index {
            self.index(key, Patience::Wait);
        }
        if read_again {
            self.shared.projects.forget();
            self.read_again().await;
        }
    }

    /// Opens anew what has to be, forgets what is no more, checks all drafts.
    async fn read_again(&mut self) {
        self.open_folders().await;
        let shared = self.shared.clone();
        let gone = blocking(move || {
            for open in shared.session.all() {
                shared.projects.engine_for(open.path.as_deref());
            }
            shared.projects.drop_unused()
        });
        let gone = gone.await.unwrap_or_default();
        let outbound = self.shared.outbound.clone();
        for key in gone.iter().chain(self.notices.broken().iter().filter(|file| !file.is_file())) {
            self.notices.clear(&outbound, key).await;
            self.runs.forget(key);
            if let Some(old) = self.watchers.remove(key) {
                outbound.unregister(old, watch::METHOD);
            }
        }
        self.shared.recheck();
        self.shared.refresh_hints();
    }

    /// Opens the projects of the workspace, so that an index is ready when the first
    /// draft is opened.
    async fn open_folders(&self) {
        let shared = self.shared.clone();
        let open = move || {
            for folder in shared.projects.folders() {
                shared.projects.engine_in(&folder);
            }
        };
        blocking(open).await;
    }

    fn index(&mut self, key: PathBuf, patience: Patience) {
        if self.runs.begin(&key, patience) {
            tokio::spawn(index::run(self.shared.clone(), key, patience));
        }
    }

    async fn indexed(&mut self, outcome: index::Outcome) {
        let index::Outcome { key, notices, has_changed, is_stale } = outcome;
        let has_failed = notices.as_ref().map(|(_, notices)| notices.iter().any(Notice::is_failed_update));
        let again = self.runs.end(&key, has_failed);
        if let Some((config, notices)) = notices {
            let outlook = self.outlook();
            let prepared = blocking(move || Prepared::from_notices(&notices, &config, &outlook)).await;
            let outbound = self.shared.outbound.clone();
            if let Some(prepared) = prepared {
                self.notices.set(&outbound, &key, Stage::Indexing, prepared).await;
            }
        }
        if has_changed {
            self.shared.sources.forget();
            self.shared.recheck();
        }
        if again || is_stale {
            self.index(key, Patience::Wait);
        }
    }

    /// Looks after what nobody watches.
    async fn poll(&mut self) {
        if self.shared.editor().watches || !self.shared.is_ready() {
            return;
        }
        let (shared, broken) = (self.shared.clone(), self.notices.broken());
        let mut fingerprints = std::mem::take(&mut self.fingerprints);
        let looked = blocking(move || {
            let projects = shared.projects.all();
            let changed = fingerprints.look(&projects, &broken);
            let is_new = shared.projects.has_new_settings(&broken);
            (fingerprints, changed, is_new, projects)
        });
        let Some((fingerprints, changed, is_new, projects)) = looked.await else { return };
        self.fingerprints = fingerprints;
        self.polls = self.polls.wrapping_add(1);
        if is_new {
            self.shared.projects.forget();
            self.read_again().await;
        } else if !changed.is_empty() {
            let _ = self.shared.events.send(Event::Files(changed));
        }
        if self.polls.is_multiple_of(CORPUS_POLL) {
            for (key, _) in projects {
                self.index(key, Patience::Now);
            }
        }
    }

    /// Writes what has come of it for the client's status line.
    async fn write_status(&self) {
        if !self.shared.editor().status || !self.shared.is_ready() {
            return;
        }
        let projects = self.projects().await;
        let looking: Vec<PathBuf> =
            projects.iter().map(|(key, _)| key).filter(|key| self.runs.is_looking(key)).cloned().collect();
        let status = |(key, current): (PathBuf, Current)| {
            let index = self.index_state(&key, &current);
            ProjectStatus::of(key, &current.engine, index)
        };
        self.shared.board.set(self.notices.health(), projects.into_iter().map(status).collect(), &looking);
    }

    fn index_state(&self, key: &Path, current: &Current) -> IndexState {
        if current.engine.config().corpus.is_empty() {
            IndexState::None
        } else if self.runs.is_under_way(key) {
            IndexState::Indexing
        } else if self.runs.has_failed(key) {
            IndexState::Stale
        } else {
            IndexState::Ready
        }
    }

    async fn projects(&self) -> Vec<(PathBuf, Current)> {
        let shared = self.shared.clone();
        blocking(move || shared.projects.all()).await.unwrap_or_default()
    }
}

/// Runs blocking work; `None` when it panicked, which has been logged.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}
