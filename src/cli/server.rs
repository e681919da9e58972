//! `glossator server`: hands over to the language server.

use std::process::ExitCode;

use super::args::ServerArguments;
use super::terminal::Terminal;
use super::{Ending, complaint};
use crate::server::{self, ServerOptions};

/// Runs the language server until its client is done.
pub(super) fn run(arguments: &ServerArguments, terminal: &Terminal) -> ExitCode {
    let options = ServerOptions {
        flags: arguments.project.flags(None),
        log_file: arguments.log_file.clone(),
        record: arguments.record.clone(),
        client_process: arguments.client_process_id,
    };
    server::run(options).unwrap_or_else(|error| {
        complaint::error(terminal, &error.to_string());
        Ending::Failed.into()
    })
}
