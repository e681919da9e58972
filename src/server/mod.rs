//! The language server: it translates between an editor's questions and the engine's
//! answers, and knows nothing else about drafts, terms or sources.
//!
//! Reading order: [`run`]; `inlet` and `outlet` (the two ends of the wire), `record` (a
//! copy of what passes them, where asked for), `ordered` (how messages reach a handler),
//! `handlers` (one method each), `editor` (what this client can do), `session` (open
//! drafts), `projects` (opened engines), `view` (what a feature looks at), `publish`,
//! `upkeep` and `status` (the tasks; `runs` and `notices` are what upkeep remembers),
//! `outbound` (all that is sent unasked), `position` (all conversions). The other files
//! are one feature each; `attestations`, `leaning`, `quote` and `status` are the four beyond
//! the protocol, in the form of `editors/PROTOCOL.md`, and `source_text` is a request that
//! the library does not know.
//!
//! What is absent: a handler never waits for the client, a lock is never held over an
//! `.await`, and no work that takes time runs on the threads of the runtime.

mod actions;
mod analysis;
mod attestations;
mod capabilities;
mod cards;
mod commands;
mod complete;
mod complete_citation;
mod diagnostics;
mod editor;
mod frames;
mod handlers;
mod hints;
mod index;
mod inlet;
mod leaning;
mod lifetime;
mod logging;
mod markdown;
mod navigate;
mod notices;
mod ordered;
mod outbound;
mod outlet;
mod pages;
mod position;
mod projects;
mod protocol;
mod publish;
mod pull;
mod quotation_card;
mod quote;
mod record;
mod runs;
mod session;
mod settings;
mod shared;
mod source_document;
mod source_text;
mod sources;
mod status;
mod surrogates;
mod symbols;
mod trial;
mod upkeep;
mod uri;
mod view;
mod watch;
mod without_nulls;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::engine::Flags;

use handlers::Handlers;
use inlet::Inlet;
use ordered::Ordered;
use outlet::Outlet;
use protocol::{LspService, Transport};
use record::Recorder;
use shared::Shared;
use without_nulls::WithoutNulls;

pub use settings::settings_schema;

/// How many requests may be under way. The library's default of four can stop it
/// from reading for good.
const MOST_REQUESTS: usize = 4_096;

/// How long unfinished work and unread output may hold the end of the server up.
const LAST_MOMENTS: Duration = Duration::from_millis(500);

/// What the command line says about the server.
#[derive(Debug, Clone, Default)]
pub struct ServerOptions {
    /// Corpus, termbase and so on; these outrank the client's settings.
    pub flags: Flags,
    /// Where to log; standard error where absent.
    pub log_file: Option<PathBuf>,
    /// Where to record every message of the session, which holds the text of drafts.
    pub record: Option<PathBuf>,
    /// A process to end with, besides the one that `initialize` names.
    pub client_process: Option<u32>,
}

/// Serves one client over standard input and output until it says `exit`, closes its
/// end, or is gone.
///
/// Returns 0 when the client asked for a shutdown first, else 1.
///
/// # Errors
/// When the server could not be started; the message is for the user.
pub fn run(options: ServerOptions) -> io::Result<ExitCode> {
    let started = start(options);
    if let Err(error) = &started {
        tracing::error!(%error, "the server could not be started");
    }
    started.map(|in_order| if in_order { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Whether the client said goodbye in order.
fn start(options: ServerOptions) -> io::Result<bool> {
    logging::start(options.log_file.as_deref())?;
    let recorder = match &options.record {
        Some(file) => Recorder::open(file, &options.flags)?,
        None => Recorder::idle(),
    };
    // Two threads carry messages; the work is done on blocking threads.
    // Each thread brings a heap of its own: fewer threads keep memory small, and ten
    // pieces of work at once are more than a writer asks for.
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(2).max_blocking_threads(10).enable_time().build()?;
    let in_order = runtime.block_on(serve(options, recorder));
    // Work that is still running is not waited for.
    runtime.shutdown_background();
    in_order
}

async fn serve(options: ServerOptions, recorder: Recorder) -> io::Result<bool> {
    let outlet = Outlet::open(recorder.clone())?;
    let (input, ended) = Inlet::open(&outlet, recorder.clone())?;
    let mut made = None;
    let service = LspService::build(|client| {
        let (shared, ears) = Shared::new(client, options.flags);
        made = Some((shared.clone(), ears));
        Handlers(shared)
    });
    let service = service.custom_method(attestations::METHOD, Handlers::attestations);
    let service = service.custom_method(quote::METHOD, Handlers::quote);
    let service = service.custom_method(source_text::METHOD, Handlers::source_text);
    let (service, socket) = service.custom_method(leaning::METHOD, Handlers::sources).finish();
    let (shared, ears) = made.ok_or_else(|| io::Error::other("the library made no service"))?;
    tokio::spawn(publish::publish(shared.clone(), ears.wakes));
    tokio::spawn(upkeep::keep_up(shared.clone(), ears.events));
    tokio::spawn(status::tell(shared.outbound.clone(), ears.status));
    let met = shared.clone();
    let service = Ordered { inner: service, initialize: move |raw: &_| met.meet(raw) };
    let transport = Transport::new(input, outlet.clone(), WithoutNulls(socket)).concurrency_level(MOST_REQUESTS);
    let mut served = tokio::spawn(transport.serve(service));
    tokio::select! {
        // The library has stopped, also by a panic of its own.
        _ = &mut served => {}
        // The client has said `exit` or closed its end: what is on its way may finish.
        _ = ended => drop(tokio::time::timeout(LAST_MOMENTS, &mut served).await),
        () = lifetime::client_gone(&shared, options.client_process) => {}
    }
    outlet.flush(LAST_MOMENTS);
    recorder.flush(LAST_MOMENTS);
    Ok(shared.has_shut_down.load(Ordering::SeqCst))
}
