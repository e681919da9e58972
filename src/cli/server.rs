//! `glossator server`: hands over to the language server.

use std::process::ExitCode;

use super::args::ServerArguments;
use crate::server::{self, ServerOptions};

/// Runs the language server until its client is done.
pub(super) fn run(arguments: &ServerArguments) -> ExitCode {
    server::run(ServerOptions {
        flags: arguments.project.flags(None),
        log_file: arguments.log_file.clone(),
        client_process: arguments.client_process_id,
    })
}
