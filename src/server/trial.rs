//! Commands for the protocol tests alone: a handler that panics, one that waits for
//! the client, one that keeps a processor busy until it is cancelled, a look at the
//! text the server holds.
//!
//! They exist in builds with debug assertions only, and there only for a client
//! that asks for them with `initializationOptions: {"glossatorTrial": true}`.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::editor::Editor;
use super::protocol::lsp::Url;
use super::protocol::{Result, cancelled, failed};
use super::session::Open;
use super::shared::Shared;
use super::uri;

/// Panics before its first `.await`.
pub(super) const PANIC_AT_ONCE: &str = "glossator.trial.panicAtOnce";
/// Waits for an answer of the client within the handler, as no other handler does.
pub(super) const AWAIT_CLIENT: &str = "glossator.trial.awaitClient";
/// Panics on the blocking thread.
const PANIC_AT_WORK: &str = "glossator.trial.panicAtWork";
/// Keeps a thread busy until [`RELEASE`] or a cancellation.
const SPIN: &str = "glossator.trial.spin";
/// Says how many threads [`SPIN`] keeps busy.
const SPINNING: &str = "glossator.trial.spinning";
/// Ends every [`SPIN`].
const RELEASE: &str = "glossator.trial.release";
/// Returns text and version of the draft named by the first argument, as they were
/// when the request came.
const TEXT: &str = "glossator.trial.text";

/// All of them.
pub(super) const COMMANDS: &[&str] = &[PANIC_AT_ONCE, AWAIT_CLIENT, PANIC_AT_WORK, SPIN, SPINNING, RELEASE, TEXT];

static SPINNERS: AtomicUsize = AtomicUsize::new(0);
static RELEASED: AtomicBool = AtomicBool::new(false);

/// Whether a client gets these commands.
pub(super) fn is_on(editor: &Editor) -> bool {
    cfg!(debug_assertions) && editor.settings.get("glossatorTrial") == Some(&Value::Bool(true))
}

/// What [`TEXT`] shows: the draft as it stands when the request comes.
pub(super) fn draft_of(shared: &Shared, command: &str, arguments: &[Value]) -> Option<Open> {
    if command != TEXT || !is_on(shared.editor()) {
        return None;
    }
    let uri: Url = arguments.first()?.as_str()?.parse().ok()?;
    shared.session.get(&uri::key(&uri))
}

/// Carries a trial command out; `None` for any other command. Blocking.
pub(super) fn execute(
    shared: &Shared,
    command: &str,
    draft: Option<&Open>,
    stop: &dyn Fn() -> bool,
) -> Option<Result<Option<Value>>> {
    if !is_on(shared.editor()) {
        return None;
    }
    Some(match command {
        PANIC_AT_WORK => panic_on_purpose(),
        SPIN => spin(stop),
        SPINNING => Ok(Some(json!(SPINNERS.load(Ordering::SeqCst)))),
        RELEASE => {
            RELEASED.store(true, Ordering::SeqCst);
            Ok(None)
        }
        TEXT => draft
            .map(|open| Some(json!({"text": open.draft.text(), "version": open.draft.version()})))
            .ok_or_else(|| failed("no such draft")),
        _ => return None,
    })
}

/// Panics.
pub(super) fn panic_on_purpose() -> ! {
    panic!("a panic on purpose")
}

fn spin(stop: &dyn Fn() -> bool) -> Result<Option<Value>> {
    SPINNERS.fetch_add(1, Ordering::SeqCst);
    while !stop() && !RELEASED.load(Ordering::SeqCst) {
        std::hint::spin_loop();
        std::thread::yield_now();
    }
    SPINNERS.fetch_sub(1, Ordering::SeqCst);
    if stop() { Err(cancelled()) } else { Ok(None) }
}
