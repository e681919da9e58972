//! The command line: takes arguments, asks the engine, writes reports, chooses the
//! exit code. It judges nothing itself.
//!
//! Exit codes: 0 for clean, 1 for findings (or nothing found by a search), 2 where
//! the program could not do what it was asked.

mod args;
mod check;
mod complaint;
mod config;
mod corpus;
mod drafts;
mod evidence_page;
mod fix;
mod init;
mod lock;
mod lookup;
mod mine;
mod named_source;
mod new_file;
mod project;
mod quote;
mod report;
mod report_page;
mod rule;
mod schema;
mod server;
mod starter;
mod termbase;
mod terminal;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Arguments, Command, Question};
use terminal::Terminal;

/// How a command ended, from the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ending {
    /// Done, and nothing to object.
    Clean,
    /// Findings, or nothing found.
    Findings,
    /// Something could not be done; it has been said.
    Failed,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Clean => 0,
            Ending::Findings => 1,
            Ending::Failed => 2,
        })
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let terminal = Terminal::of_process(arguments.color);
    match arguments.command {
        Command::Server(arguments) => server::run(&arguments, &terminal),
        Command::Question(question) => answer(question, &terminal),
    }
}

/// Answers on standard output; says on standard error what could not be done.
fn answer(question: Question, terminal: &Terminal) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let ending = run(question, terminal, &mut out).and_then(|ending| Ok(out.flush().map(|()| ending)?));
    match ending {
        Ok(ending) => ending.into(),
        Err(error) if is_broken_pipe(&error) => {
            // The reader (`| head`) has seen enough. What is still in the buffer
            // has nowhere to go and must not be flushed a second time.
            drop(out.into_parts());
            ExitCode::SUCCESS
        }
        Err(error) => {
            // An error of the system without any word about it is one of writing.
            let bare = error.downcast_ref::<io::Error>().filter(|_| error.chain().count() == 1);
            let message = bare.map_or(format!("{error:#}"), |cause| format!("the report cannot be written: {cause}"));
            complaint::error(terminal, &message);
            Ending::Failed.into()
        }
    }
}

fn run(question: Question, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    match question {
        Question::Check(arguments) => check::run(&arguments, terminal, out),
        Question::Lookup(arguments) => lookup::run(&arguments, terminal, out),
        Question::Quote(arguments) => quote::run(&arguments, terminal, out),
        Question::Report(arguments) => evidence_page::run(&arguments, terminal, out),
        Question::Corpus(command) => corpus::run(&command, terminal, out),
        Question::Termbase(command) => termbase::run(&command, terminal, out),
        Question::Rule { name } => rule::run(name.as_deref(), terminal, out),
        Question::Init(arguments) => init::run(&arguments, terminal, out),
        Question::Config { schema: true, .. } => schema::run(out),
        Question::Config { path, project, .. } => config::run(&path, &project, terminal, out),
        Question::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "glossator", &mut Sink(out));
            Ok(Ending::Clean)
        }
    }
}

/// Lets a generator write to what `generate` takes by value.
struct Sink<'w>(&'w mut dyn Write);

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
