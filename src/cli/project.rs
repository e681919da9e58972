//! Opens the project that a command works with, and shows how far its index is.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};

use super::args::ProjectArguments;
use super::terminal::Terminal;
use crate::engine::{Config, Engine, Flags, Notice, Patience, Progress};

/// An index update that is shorter than this shows no progress bar.
const UNNOTICED: Duration = Duration::from_millis(300);

/// The settings that hold at `path`.
///
/// # Errors
/// When there are none, or the file that holds them cannot be used.
pub(super) fn settings(path: &Path, flags: &Flags) -> anyhow::Result<Config> {
    match Config::resolve(path, flags)? {
        Some(config) => Ok(config),
        None => bail!("{}", no_project(&path.display().to_string())),
    }
}

/// What to say of a path that belongs to no project.
pub(super) fn no_project(path: &str) -> String {
    format!(
        "no glossator.toml in or above \"{path}\"; write one with `glossator init`, \
         or name the sources with --corpus DIR and the termbase with --termbase FILE"
    )
}

/// What the settings name and the disk does not hold: the kind of thing, and its path.
pub(super) fn missing(config: &Config) -> Vec<(&'static str, PathBuf)> {
    let corpus = config.corpus.iter().map(|path| ("corpus folder", path));
    let termbases = config.termbases.iter().map(|path| ("termbase file", path));
    corpus.chain(termbases).filter(|(_, path)| !path.exists()).map(|(what, path)| (what, path.clone())).collect()
}

/// "the termbase file "terms.toml" does not exist"
pub(super) fn not_there(what: &str, path: &Path, terminal: &Terminal) -> String {
    format!("the {what} \"{}\" does not exist", terminal.path(path))
}

/// The project of the current folder, its index brought up to date. Where only the
/// corpus is asked, a corpus there must be.
///
/// # Errors
/// When there is no project, it has no corpus, or its index cannot be used.
pub(super) fn with_corpus(arguments: &ProjectArguments, terminal: &Terminal) -> anyhow::Result<(Engine, Vec<Notice>)> {
    let config = settings(Path::new("."), &arguments.flags(None))?;
    if config.corpus.is_empty() {
        let place = config.file.as_ref().map_or_else(String::new, |file| format!(" in {}", terminal.path(file)));
        bail!("no sources are named: set `paths` under [corpus]{place}, or say --corpus DIR");
    }
    if let Some((what, path)) = missing(&config).into_iter().find(|(_, path)| config.corpus.contains(path)) {
        bail!("{}", not_there(what, &path, terminal));
    }
    let (engine, notices) = open(config, terminal);
    if engine.corpus().is_none() {
        let why: Vec<String> = notices.iter().map(|notice| super::complaint::line(terminal, notice)).collect();
        bail!("the corpus could not be opened{}{}", if why.is_empty() { "" } else { ": " }, why.join("; "));
    }
    Ok((engine, notices))
}

/// Opens a project and brings its index up to date.
pub(super) fn open(config: Config, terminal: &Terminal) -> (Engine, Vec<Notice>) {
    let (engine, mut notices) = Engine::open(config);
    let bar = IndexBar::new(terminal.progress);
    let (updated, more) = engine.update_corpus(Patience::Wait, &|progress| bar.show(progress));
    bar.finish();
    for notice in more {
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }
    (updated.unwrap_or(engine), notices)
}

/// A progress bar that appears only where there is something to wait for.
struct IndexBar {
    started: Option<Instant>,
    bar: Mutex<Option<ProgressBar>>,
}

impl IndexBar {
    fn new(is_watched: bool) -> Self {
        Self { started: is_watched.then(Instant::now), bar: Mutex::new(None) }
    }

    fn show(&self, progress: Progress) {
        if self.started.is_none_or(|started| started.elapsed() < UNNOTICED) {
            return;
        }
        // A poisoned lock means that another thread panicked while drawing; the
        // indexing itself goes on.
        let Ok(mut bar) = self.bar.lock() else { return };
        let bar = bar.get_or_insert_with(new_bar);
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    }

    fn finish(self) {
        if let Ok(Some(bar)) = self.bar.into_inner() {
            bar.finish_and_clear();
        }
    }
}

fn new_bar() -> ProgressBar {
    let style = ProgressStyle::with_template("indexing sources [{bar:30}] {pos} of {len} files");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "))
}
