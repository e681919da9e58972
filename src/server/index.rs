//! One run that brings a project's index up to date, with a progress display that
//! begins with the first file there is to read and ends with the run, however it ends.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::watch;

use crate::engine::{Config, Notice, Patience, Progress};

use super::outbound::Outbound;
use super::protocol::lsp::{WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport};
use super::shared::Shared;
use super::upkeep::Event;

/// Progress is told no more often than this.
const PACE: Duration = Duration::from_millis(100);

/// A later run that is over before this is not shown.
const SHORT: Duration = Duration::from_millis(400);

/// How many displays were begun, which names each of them.
static SHOWN: AtomicU64 = AtomicU64::new(0);

/// How a run ended.
pub(super) struct Outcome {
    /// The project.
    pub(super) key: PathBuf,
    /// What the engine said, and the settings it ran under; `None` where it did not run.
    pub(super) notices: Option<(Config, Vec<Notice>)>,
    /// Whether the corpus is another now.
    pub(super) has_changed: bool,
    /// Whether the project was opened anew meanwhile, so that the run was in vain.
    pub(super) is_stale: bool,
}

impl Outcome {
    /// Of a run that did not take place, or ended in a panic.
    fn nothing(key: PathBuf) -> Self {
        Self { key, notices: None, has_changed: false, is_stale: false }
    }
}

/// Runs, then tells the upkeep task.
pub(super) async fn run(shared: Arc<Shared>, key: PathBuf, patience: Patience) {
    let (report, reports) = watch::channel(None);
    if shared.editor().progress && patience == Patience::Wait {
        let is_first = shared.projects.get(&key).is_none_or(|current| current.engine.size().0 == 0);
        let delay = if is_first { Duration::ZERO } else { SHORT };
        tokio::spawn(show(shared.outbound.clone(), reports, delay));
    }
    let (at, project) = (shared.clone(), key.clone());
    let outcome = tokio::task::spawn_blocking(move || update(&at, project, patience, &report)).await;
    let outcome = outcome.unwrap_or_else(|_| Outcome::nothing(key.clone()));
    let is_new = outcome.has_changed || patience == Patience::Wait;
    // The upkeep task lives as long as the server.
    let _ = shared.events.send(Event::Indexed(Box::new(outcome)));
    if let Some(current) = shared.projects.get(&key).filter(|_| is_new) {
        // Nobody waits for it; a question asked meanwhile is only slower.
        tokio::task::spawn_blocking(move || current.engine.read_ahead());
    }
}

fn update(shared: &Shared, key: PathBuf, patience: Patience, report: &watch::Sender<Option<Progress>>) -> Outcome {
    let Some(current) = shared.projects.get(&key).filter(|current| !current.engine.config().corpus.is_empty()) else {
        return Outcome::nothing(key);
    };
    let progress = |progress: Progress| {
        shared.board.progress(&key, progress);
        report.send_replace(Some(progress));
    };
    let (engine, notices) = current.engine.update_corpus(patience, &progress);
    let replaced = engine.map(|engine| shared.projects.replace(&key, current.serial, engine));
    tracing::info!(project = %key.display(), changed = ?replaced, notices = notices.len(), "index");
    let notices = Some((current.engine.config().clone(), notices));
    Outcome { key, notices, has_changed: replaced == Some(true), is_stale: replaced == Some(false) }
}

/// Shows the progress of one run until its sender is dropped; nothing where that is
/// before the delay.
async fn show(outbound: Outbound, mut reports: watch::Receiver<Option<Progress>>, delay: Duration) {
    tokio::time::sleep(delay).await;
    if reports.has_changed().is_err() && !delay.is_zero() || reports.changed().await.is_err() {
        return;
    }
    let token = format!("glossator-index-{}", SHOWN.fetch_add(1, Ordering::Relaxed));
    if !outbound.open_progress(&token).await {
        return;
    }
    let begin = WorkDoneProgressBegin {
        title: "Indexing sources".to_owned(),
        cancellable: Some(false),
        message: None,
        percentage: Some(0),
    };
    outbound.progress(&token, WorkDoneProgress::Begin(begin)).await;
    loop {
        let now = *reports.borrow_and_update();
        if let Some(now) = now {
            outbound.progress(&token, WorkDoneProgress::Report(state(now))).await;
        }
        tokio::time::sleep(PACE).await;
        if reports.changed().await.is_err() {
            break;
        }
    }
    outbound.progress(&token, WorkDoneProgress::End(WorkDoneProgressEnd { message: None })).await;
}

fn state(progress: Progress) -> WorkDoneProgressReport {
    let percentage = (progress.done * 100).checked_div(progress.total).unwrap_or(100).min(100);
    WorkDoneProgressReport {
        cancellable: Some(false),
        message: Some(format!("{} of {} files", progress.done, progress.total)),
        percentage: u32::try_from(percentage).ok(),
    }
}
