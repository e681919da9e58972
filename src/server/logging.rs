//! The log: off unless asked for, since editors show standard error as errors.
//!
//! `GLOSSATOR_LOG` is a filter (`info`, `glossator=debug`); a log file without it is
//! written at `info`. Panics go there too and never straight to standard error,
//! which may be closed.

use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

/// The variable that holds the filter.
const VARIABLE: &str = "GLOSSATOR_LOG";

/// Begins to log.
///
/// # Errors
/// When the log file cannot be opened.
pub(super) fn start(file: Option<&Path>) -> io::Result<()> {
    let wanted = std::env::var(VARIABLE).ok().filter(|filter| !filter.trim().is_empty());
    let filter = EnvFilter::new(wanted.unwrap_or_else(|| if file.is_some() { "info" } else { "off" }.to_owned()));
    let log = tracing_subscriber::fmt().with_env_filter(filter);
    // A second start in one process keeps the first log.
    let _ = match file {
        Some(path) => {
            let trouble = |cause: io::Error| {
                io::Error::new(cause.kind(), format!("the log cannot be written to \"{}\": {cause}", path.display()))
            };
            let file = OpenOptions::new().create(true).append(true).open(path).map_err(trouble)?;
            log.with_ansi(false).with_writer(Mutex::new(file)).try_init()
        }
        None => log.with_ansi(io::stderr().is_terminal()).with_writer(io::stderr).try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        tracing::error!(backtrace = %Backtrace::force_capture(), "{panic}");
    }));
    Ok(())
}
