//! The program: it picks a door.

use std::process::ExitCode;

fn main() -> ExitCode {
    glossator::cli::main()
}
