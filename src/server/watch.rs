//! Which files matter to a project, how a client is asked to watch them, and how
//! they are watched where a client does not (Neovim on Linux).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::{Value, json};

use crate::engine::Config;
use crate::engine::config::FILE_NAME;

use super::projects::Current;
use super::uri;

/// The method by which changed files are told.
pub(super) const METHOD: &str = "workspace/didChangeWatchedFiles";

/// Watches for settings files anywhere in the workspace.
pub(super) fn settings_anywhere() -> Value {
    json!({"watchers": [{"globPattern": format!("**/{FILE_NAME}")}]})
}

/// Watches for the files of one project, wherever they lie.
pub(super) fn of_project(config: &Config, relative: bool) -> Value {
    let mut watchers = Vec::new();
    let files = config.set_up_files().chain(config.corpus.iter().filter(|path| path.is_file()));
    for file in files {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        watchers.extend(file.parent().and_then(|folder| watcher(folder, &name, relative)));
    }
    // A glob of termbases may come to fit a new file.
    watchers.extend(watcher(&config.root, "**/*.toml", relative));
    for folder in config.corpus.iter().filter(|path| path.is_dir()) {
        watchers.extend(watcher(folder, "**/*", relative));
    }
    json!({"watchers": watchers})
}

fn watcher(folder: &Path, pattern: &str, relative: bool) -> Option<Value> {
    if relative {
        return Some(json!({"globPattern": {"baseUri": uri::from_path(folder)?, "pattern": pattern}}));
    }
    let folder = folder.to_string_lossy().replace('\\', "/");
    Some(json!({"globPattern": format!("{}/{pattern}", folder.trim_end_matches('/'))}))
}

/// What a change of files asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Settings or termbases have to be read again.
    pub(super) read_again: bool,
    /// The projects whose index has to be brought up to date.
    pub(super) index: Vec<PathBuf>,
}

/// Whom changed files concern.
pub(super) fn concerns(changed: &BTreeSet<PathBuf>, projects: &[(PathBuf, Current)]) -> Change {
    let configs: Vec<(&PathBuf, &Config)> =
        projects.iter().map(|(key, current)| (key, current.engine.config())).collect();
    let sets_up = |path: &PathBuf| {
        let is_toml = path.extension().is_some_and(|extension| extension == "toml");
        path.file_name().is_some_and(|name| name == FILE_NAME)
            || configs.iter().any(|(_, config)| {
                config.set_up_files().any(|file| file == path) || (is_toml && path.starts_with(&config.root))
            })
    };
    let holds = |config: &Config| {
        let is_source = |path: &PathBuf| config.corpus.iter().any(|corpus| path.starts_with(corpus));
        changed.iter().any(is_source)
    };
    let index = configs.iter().filter(|(_, config)| holds(config)).map(|(key, _)| (*key).clone()).collect();
    Change { read_again: changed.iter().any(sets_up), index }
}

/// Time and size of files; `None` for a file that is not there.
pub(super) type Prints = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// The prints of some files as they are now. Blocking.
pub(super) fn prints<'f>(files: impl IntoIterator<Item = &'f PathBuf>) -> Prints {
    files.into_iter().map(|file| (file.clone(), fingerprint(file))).collect()
}

/// The prints of the files that set projects up, when last looked at.
#[derive(Default)]
pub(super) struct Fingerprints(Prints);

impl Fingerprints {
    /// Takes prints that were made before the files were read, so that no change
    /// after the reading is missed.
    pub(super) fn note(&mut self, prints: Prints) {
        self.0.extend(prints);
    }

    /// Looks at the files again; returns those that are not as they were. Blocking.
    pub(super) fn look(&mut self, projects: &[(PathBuf, Current)], broken: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
        let configs = projects.iter().map(|(_, current)| current.engine.config());
        let set_up = configs.flat_map(Config::set_up_files);
        let now = prints(set_up.chain(broken));
        let differs = |(file, print): (&PathBuf, &Option<_>)| {
            (self.0.get(file).is_some_and(|before| before != print)).then(|| file.clone())
        };
        let changed = now.iter().filter_map(differs).collect();
        self.0 = now;
        changed
    }
}

fn fingerprint(file: &Path) -> Option<(SystemTime, u64)> {
    let metadata = std::fs::metadata(file).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
