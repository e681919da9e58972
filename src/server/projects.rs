//! The opened projects, one engine each, found from the drafts by the same
//! resolver as on the command line. Used on blocking threads only: opening a
//! project reads its settings and termbase.
//!
//! What happens to a project is told to the upkeep task, which shows notices,
//! watches files and brings indexes up to date.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use crate::engine::config::FILE_NAME;
use crate::engine::{Config, Engine, Flags};

use super::upkeep::Event;
use super::watch::{self, Prints};

/// An engine, and a number that tells it from all others of this process.
#[derive(Clone)]
pub(super) struct Current {
    /// The engine.
    pub(super) engine: Arc<Engine>,
    /// Its number.
    pub(super) serial: u64,
}

/// All projects. A project's key is its settings file, or its root where it has none.
pub(super) struct Projects {
    state: Mutex<State>,
    events: UnboundedSender<Event>,
}

#[derive(Default)]
struct State {
    flags: Flags,
    folders: Vec<PathBuf>,
    /// The key of the project that each folder with drafts belongs to, if any.
    by_folder: BTreeMap<PathBuf, Option<PathBuf>>,
    projects: BTreeMap<PathBuf, Project>,
    serial: u64,
}

struct Project {
    current: Current,
    /// Whether the settings were read since something last changed.
    fresh: bool,
}

impl Projects {
    /// No projects yet. `events` hears what happens to them.
    pub(super) fn new(events: UnboundedSender<Event>) -> Self {
        Self { state: Mutex::default(), events }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets what all projects stand under, and has every project read again.
    pub(super) fn set_flags(&self, flags: Flags) {
        let mut state = self.lock();
        state.flags = flags;
        state.forget();
    }

    /// Sets the folders the client works in.
    pub(super) fn set_folders(&self, folders: Vec<PathBuf>) {
        let mut state = self.lock();
        state.folders = folders;
        state.forget();
    }

    /// The folders the client works in.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.lock().folders.clone()
    }

    /// Has every project read its settings and termbase again when it is next asked
    /// for. Until then it answers as before.
    pub(super) fn forget(&self) {
        self.lock().forget();
    }

    /// The engine for a draft; `None` where no project covers it. A draft that is on
    /// no disk belongs to the first workspace folder.
    pub(super) fn engine_for(&self, path: Option<&Path>) -> Option<Current> {
        let folder = match path {
            Some(path) => path.parent()?.to_owned(),
            None => self.lock().folders.first()?.clone(),
        };
        self.engine_in(&folder)
    }

    /// The engine for the drafts in a folder.
    pub(super) fn engine_in(&self, folder: &Path) -> Option<Current> {
        let mut state = self.lock();
        let known = state.by_folder.get(folder).cloned();
        let key = known.unwrap_or_else(|| self.resolve(&mut state, folder))?;
        state.projects.get(&key).map(|project| project.current.clone())
    }

    /// The engine of a project by its key.
    pub(super) fn get(&self, key: &Path) -> Option<Current> {
        self.lock().projects.get(key).map(|project| project.current.clone())
    }

    fn resolve(&self, state: &mut State, folder: &Path) -> Option<PathBuf> {
        // Made before the settings are read, so that a later change is noticed.
        let above: Vec<PathBuf> = folder.ancestors().map(|folder| folder.join(FILE_NAME)).collect();
        let prints = watch::prints(above.iter().filter(|file| file.is_file()));
        let key = match state.config(folder) {
            Ok(None) => None,
            Ok(Some(config)) => Some(self.project(state, config, prints)),
            Err(error) => {
                // A project whose settings broke goes on with the last good ones.
                let key = Some(error.path.clone()).filter(|key| state.projects.contains_key(key));
                self.tell(Event::Broken(error, prints));
                key
            }
        };
        state.by_folder.insert(folder.to_owned(), key.clone());
        key
    }

    fn project(&self, state: &mut State, config: Config, mut prints: Prints) -> PathBuf {
        let key = config.file.clone().unwrap_or_else(|| config.root.clone());
        if state.projects.get(&key).is_some_and(|project| project.fresh) {
            return key;
        }
        prints.extend(watch::prints(config.set_up_files()));
        let (engine, notices) = Engine::open(config);
        let current = state.number(Arc::new(engine));
        state.projects.insert(key.clone(), Project { current: current.clone(), fresh: true });
        self.tell(Event::Opened { key: key.clone(), current, notices, prints });
        key
    }

    /// Puts an engine with an updated corpus in the place of the one it was made
    /// from. Returns false when that one has been replaced meanwhile.
    pub(super) fn replace(&self, key: &Path, base: u64, engine: Engine) -> bool {
        let mut state = self.lock();
        let current = state.number(Arc::new(engine));
        match state.projects.get_mut(key).filter(|project| project.current.serial == base) {
            Some(project) => {
                project.current = current;
                true
            }
            None => false,
        }
    }

    /// Every opened project.
    pub(super) fn all(&self) -> Vec<(PathBuf, Current)> {
        self.lock().projects.iter().map(|(key, project)| (key.clone(), project.current.clone())).collect()
    }

    /// Forgets the projects that no draft was found to belong to since the last
    /// [`Self::forget`]; returns their keys.
    pub(super) fn drop_unused(&self) -> Vec<PathBuf> {
        let mut state = self.lock();
        let used: Vec<PathBuf> = state.by_folder.values().flatten().cloned().collect();
        let unused: Vec<PathBuf> = state.projects.keys().filter(|key| !used.contains(key)).cloned().collect();
        for key in &unused {
            state.projects.remove(key);
        }
        unused
    }

    /// Whether a settings file that is not among `broken` has come to stand above a
    /// folder that had none.
    pub(super) fn has_new_settings(&self, broken: &BTreeSet<PathBuf>) -> bool {
        let state = self.lock();
        let without = state.by_folder.iter().filter(|(_, key)| key.is_none());
        without.into_iter().any(|(folder, _)| match Config::resolve(folder, &state.flags) {
            Ok(config) => config.is_some(),
            Err(error) => !broken.contains(&error.path),
        })
    }

    fn tell(&self, event: Event) {
        // The upkeep task lives as long as the server; at its end nobody listens.
        let _ = self.events.send(event);
    }
}

impl State {
    fn forget(&mut self) {
        self.by_folder.clear();
        for project in self.projects.values_mut() {
            project.fresh = false;
        }
    }

    /// The settings for a folder. A project made by flags alone begins at the
    /// workspace folder, so that all drafts there share one engine.
    fn config(&self, folder: &Path) -> Result<Option<Config>, crate::engine::ConfigError> {
        let config = Config::resolve(folder, &self.flags)?;
        let workspace = self.folders.iter().find(|workspace| folder.starts_with(workspace));
        match (config, workspace) {
            (Some(config), Some(workspace)) if config.file.is_none() => Config::resolve(workspace, &self.flags),
            (config, _) => Ok(config),
        }
    }

    fn number(&mut self, engine: Arc<Engine>) -> Current {
        self.serial += 1;
        Current { engine, serial: self.serial }
    }
}
