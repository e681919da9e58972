//! `experimental/serverStatus`: how the projects are and what is under way, for a status
//! line. The upkeep task and the index runs write it on a board; a task of its own tells
//! the client, never more than ten times a second and only what is new. The form is that
//! of `editors/PROTOCOL.md`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::engine::{Engine, Progress};

use super::markdown::on_one_line;
use super::outbound::Outbound;
use super::protocol::lsp::{Url, notification};
use super::uri;

/// The client is told no more often than this.
const PACE: Duration = Duration::from_millis(100);

/// What to do where no draft has a project.
const NO_PROJECT: &str = "no glossator.toml stands beside or above the draft; \
    \u{201C}Set up a project\u{201D}, or `glossator init`, writes one";

/// The notification.
pub(super) enum Notification {}

impl notification::Notification for Notification {
    type Params = ServerStatus;
    const METHOD: &'static str = "experimental/serverStatus";
}

/// Its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ServerStatus {
    health: Health,
    quiescent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    projects: Vec<ProjectStatus>,
}

/// Whether something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Health {
    /// Nothing.
    Ok,
    /// A part cannot be used.
    Warning,
    /// Settings cannot be used.
    Error,
}

/// One project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ProjectStatus {
    #[serde(skip)]
    key: PathBuf,
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<Url>,
    folder: String,
    documents: usize,
    concepts: usize,
    terms: usize,
    index: IndexState,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<FilesRead>,
}

/// How far an index run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct FilesRead {
    done: usize,
    total: usize,
}

/// How an index stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum IndexState {
    /// The project names no sources.
    None,
    /// It is being brought up to date.
    Indexing,
    /// It is up to date, as far as anybody knows.
    Ready,
    /// The last update failed.
    Stale,
}

impl ProjectStatus {
    /// What there is to say of a project.
    pub(super) fn of(key: PathBuf, engine: &Engine, index: IndexState) -> Self {
        let (documents, concepts, terms) = engine.size();
        let config = engine.config();
        Self {
            key,
            settings: config.file.as_deref().and_then(uri::from_path),
            folder: on_one_line(&config.root.display().to_string()),
            documents,
            concepts,
            terms,
            index,
            progress: None,
        }
    }
}

/// Where the status is written; empty before the first.
pub(super) struct Board(watch::Sender<Option<ServerStatus>>);

impl Board {
    /// An empty board, and the way to read it.
    pub(super) fn new() -> (Self, watch::Receiver<Option<ServerStatus>>) {
        let (sender, receiver) = watch::channel(None);
        (Self(sender), receiver)
    }

    /// Writes a status. A project whose index run goes on keeps its progress; one of
    /// `looking` has a run that counts only if it has found files to read.
    pub(super) fn set(
        &self,
        (health, message): (Health, Option<String>),
        mut projects: Vec<ProjectStatus>,
        looking: &[PathBuf],
    ) {
        let message = message.or_else(|| projects.is_empty().then(|| NO_PROJECT.to_owned()));
        let message = message.as_deref().map(on_one_line);
        self.0.send_if_modified(|board| {
            let before = board.as_ref().map(|status| status.projects.as_slice()).unwrap_or_default();
            for project in &mut projects {
                project.go_on(before, looking.contains(&project.key));
            }
            let quiescent = !projects.iter().any(ProjectStatus::is_under_way);
            let status = Some(ServerStatus { health, quiescent, message, projects });
            let is_new = *board != status;
            *board = status;
            is_new
        });
    }

    /// Writes how far a run has come; nothing before the first file has been read.
    pub(super) fn progress(&self, key: &Path, progress: Progress) {
        if progress.done == 0 {
            return;
        }
        self.0.send_if_modified(|board| {
            let Some(status) = board else { return false };
            let Some(project) = status.projects.iter_mut().find(|project| project.key == key) else { return false };
            project.index = IndexState::Indexing;
            project.progress = Some(FilesRead { done: progress.done, total: progress.total });
            status.quiescent = false;
            true
        });
    }
}

impl ProjectStatus {
    fn is_under_way(&self) -> bool {
        self.index == IndexState::Indexing
    }

    /// Takes over what a run that goes on has told before.
    fn go_on(&mut self, before: &[Self], is_looking: bool) {
        let progress = before.iter().find(|project| project.key == self.key).and_then(|project| project.progress);
        if progress.is_some() && is_looking {
            self.index = IndexState::Indexing;
        }
        self.progress = progress.filter(|_| self.is_under_way());
    }
}

/// Tells the client whatever is written on the board, until the server ends.
pub(super) async fn tell(outbound: Outbound, mut board: watch::Receiver<Option<ServerStatus>>) {
    let mut told = None;
    while board.changed().await.is_ok() {
        let status = board.borrow_and_update().clone();
        if let Some(status) = status.filter(|status| told.as_ref() != Some(status)) {
            outbound.status(status.clone()).await;
            told = Some(status);
        }
        tokio::time::sleep(PACE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(index: IndexState) -> ProjectStatus {
        let (key, folder) = (PathBuf::from("p"), "p".to_owned());
        ProjectStatus { key, settings: None, folder, documents: 0, concepts: 0, terms: 0, index, progress: None }
    }

    /// Writes a project; returns whether all is quiet, and how far its run has come.
    fn set(board: &Board, index: IndexState, is_looking: bool) -> (bool, Option<FilesRead>) {
        let looking = is_looking.then(|| PathBuf::from("p"));
        board.set((Health::Ok, None), vec![project(index)], looking.as_slice());
        state(board)
    }

    fn read(board: &Board, done: usize) -> (bool, Option<FilesRead>) {
        board.progress(Path::new("p"), Progress { done, total: 9 });
        state(board)
    }

    fn state(board: &Board) -> (bool, Option<FilesRead>) {
        let status = board.0.borrow().clone().expect("a status");
        (status.quiescent, status.projects.first().expect("a project").progress)
    }

    fn files(done: usize) -> FilesRead {
        FilesRead { done, total: 9 }
    }

    #[test]
    fn progress_stands_from_the_first_file_to_the_end_of_the_run() {
        let (board, _reader) = Board::new();
        assert_eq!(set(&board, IndexState::Indexing, false), (false, None));
        assert_eq!(read(&board, 0), (false, None), "files were listed, none was read");
        assert_eq!(read(&board, 4), (false, Some(files(4))));
        assert_eq!(set(&board, IndexState::Indexing, false), (false, Some(files(4))), "something else has happened");
        assert_eq!(set(&board, IndexState::Ready, false), (true, None));
    }

    #[test]
    fn a_look_counts_once_it_has_found_a_file_to_read() {
        let (board, _reader) = Board::new();
        assert_eq!(set(&board, IndexState::Ready, true), (true, None));
        assert_eq!(read(&board, 0), (true, None));
        assert_eq!(read(&board, 1), (false, Some(files(1))));
        assert_eq!(set(&board, IndexState::Ready, true), (false, Some(files(1))), "it goes on");
        assert_eq!(set(&board, IndexState::Ready, false), (true, None));
    }

    #[test]
    fn only_what_is_new_wakes_whoever_reads() {
        let (board, mut reader) = Board::new();
        for expected in [true, false] {
            set(&board, IndexState::Ready, false);
            assert_eq!(reader.has_changed().expect("the board is there"), expected);
            reader.mark_unchanged();
        }
        board.progress(Path::new("another"), Progress { done: 1, total: 1 });
        assert!(!reader.has_changed().expect("the board is there"));
    }
}
