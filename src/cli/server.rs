//! `glossator server`: hands over to the language server.

use std::process::ExitCode;

use super::args::ServerArguments;
use super::complaint;
use super::terminal::Terminal;

/// Runs the language server until its client is done.
pub(super) fn run(_arguments: &ServerArguments) -> ExitCode {
    let terminal = Terminal::of_process(super::args::ColorChoice::Auto);
    complaint::error(&terminal, "the language server is not part of this build");
    ExitCode::from(2)
}
