//! What the parts of a running server share.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

use crate::engine::Flags;

use super::editor::Editor;
use super::outbound::Outbound;
use super::pages::Pages;
use super::projects::{Current, Projects};
use super::protocol::Client;
use super::publish::Wake;
use super::session::{Open, Session};
use super::settings;
use super::sources::Sources;
use super::status::{Board, ServerStatus};
use super::upkeep::Event;
use super::view::View;

/// One running server.
pub(super) struct Shared {
    editor: OnceLock<Editor>,
    command_line: Flags,
    /// The open drafts.
    pub(super) session: Session,
    /// The opened projects.
    pub(super) projects: Projects,
    /// Positions in source files.
    pub(super) sources: Sources,
    /// The rules' pages on disk.
    pub(super) pages: Pages,
    /// The way to the client.
    pub(super) outbound: Outbound,
    /// The way to the publishing task.
    pub(super) publisher: UnboundedSender<Wake>,
    /// The way to the upkeep task.
    pub(super) events: UnboundedSender<Event>,
    /// Where the status of all projects is written.
    pub(super) board: Board,
    inlay_hints: AtomicBool,
    ready: AtomicBool,
    /// Whether `shutdown` was asked for.
    pub(super) has_shut_down: AtomicBool,
    /// Tells this process from others in the ids of results.
    pub(super) stamp: u64,
}

/// What the tasks listen to.
pub(super) struct Ears {
    /// For the publishing task.
    pub(super) wakes: UnboundedReceiver<Wake>,
    /// For the upkeep task.
    pub(super) events: UnboundedReceiver<Event>,
    /// For the task that tells the status.
    pub(super) status: watch::Receiver<Option<ServerStatus>>,
}

impl Shared {
    /// A server that knows nothing of its client yet.
    pub(super) fn new(client: Client, command_line: Flags) -> (Arc<Self>, Ears) {
        let (publisher, wakes) = unbounded_channel();
        let (events, heard) = unbounded_channel();
        let (board, status) = Board::new();
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let shared = Self {
            editor: OnceLock::new(),
            command_line,
            session: Session::default(),
            projects: Projects::new(events.clone()),
            sources: Sources::default(),
            pages: Pages::default(),
            outbound: Outbound::new(client),
            publisher,
            events,
            board,
            inlay_hints: AtomicBool::new(true),
            ready: AtomicBool::new(false),
            has_shut_down: AtomicBool::new(false),
            stamp: u64::try_from(since_epoch.as_micros()).unwrap_or_default(),
        };
        (Arc::new(shared), Ears { wakes, events: heard, status })
    }

    /// Takes the raw parameters of `initialize`. A second time changes nothing.
    pub(super) fn meet(&self, raw: &Value) {
        let editor = Editor::read(raw);
        if self.editor.get().is_some() {
            return;
        }
        tracing::info!(client = editor.name, encoding = ?editor.encoding, pulls = editor.pulls, "client");
        self.projects.set_folders(editor.folders.clone());
        self.set(&editor.settings);
        let _ = self.editor.set(editor);
    }

    /// Puts the client's settings into force; says what could not be read.
    pub(super) fn set(&self, settings: &Value) -> Vec<String> {
        let folders = self.projects.folders();
        let (chosen, problems) = settings::chosen(&self.command_line, settings, folders.first().map(AsRef::as_ref));
        self.inlay_hints.store(chosen.inlay_hints, Ordering::SeqCst);
        for problem in &problems {
            tracing::warn!(problem, "setting");
        }
        self.projects.set_flags(chosen.flags);
        problems
    }

    /// The client; one that can nothing before it has introduced itself.
    pub(super) fn editor(&self) -> &Editor {
        static STRANGER: OnceLock<Editor> = OnceLock::new();
        self.editor.get().unwrap_or_else(|| STRANGER.get_or_init(Editor::default))
    }

    /// Notes that the client has said `initialized`; before that it may be sent nothing.
    pub(super) fn set_ready(&self) {
        self.ready.store(true, Ordering::SeqCst);
    }

    /// Whether the client has said `initialized`.
    pub(super) fn is_ready(&self) -> bool {
        self.ready.load(Ordering::SeqCst)
    }

    /// Whether the client wants inlay hints.
    pub(super) fn has_inlay_hints(&self) -> bool {
        self.inlay_hints.load(Ordering::SeqCst)
    }

    /// Looks at a draft with the engine of its project; `None` where it has none.
    /// Blocking.
    pub(super) fn view(&self, open: Open) -> Option<View> {
        let current = self.projects.engine_for(open.path.as_deref())?;
        Some(self.view_by(open, current))
    }

    /// Looks at a draft with a given engine. Blocking.
    pub(super) fn view_by(&self, open: Open, current: Current) -> View {
        View::new(open, current, self.editor().encoding)
    }

    /// Has the client ask for inlay hints again, where it can be told to.
    pub(super) fn refresh_hints(&self) {
        if self.editor().refreshes_hints {
            self.outbound.refresh_hints();
        }
    }

    /// Has every open draft checked again.
    pub(super) fn recheck(&self) {
        if self.editor().pulls {
            self.outbound.refresh();
        } else {
            // The publishing task lives as long as the server.
            let _ = self.publisher.send(Wake::Everything);
        }
    }
}
