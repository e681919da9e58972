//! `glossator termbase`: `check` tells every fault of the termbase files, with its place;
//! `mine` is told in [`super::mine`].

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::args::TermbaseCommand;
use super::report::counted;
use super::terminal::Terminal;
use super::{Ending, complaint, mine, project};
use crate::engine::{Config, Engine, Flags, Notice};

/// Runs the command.
pub(super) fn run(command: &TermbaseCommand, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    match command {
        TermbaseCommand::Check { files } => check(files, terminal, out),
        TermbaseCommand::Mine(arguments) => mine::run(arguments, terminal, out),
    }
}

fn check(files: &[PathBuf], terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let config = settings(files, terminal)?;
    let faults = |notice: &&Notice| notice.path.as_ref().is_some_and(|path| config.termbases.contains(path));
    let (engine, notices) = Engine::open(config.clone());
    let mut count = 0;
    for notice in notices.iter().filter(faults) {
        count += 1;
        writeln!(out, "{}", complaint::line(terminal, notice))?;
    }
    let (_, concepts, terms) = engine.size();
    let files = counted(config.termbases.len(), "file");
    let (concepts, terms) = (counted(concepts, "concept"), counted(terms, "term"));
    let faults = if count == 0 { "no fault".to_owned() } else { counted(count, "fault") };
    writeln!(out, "{faults} in {files} with {concepts} and {terms}")?;
    Ok(if count == 0 { Ending::Clean } else { Ending::Findings })
}

/// The project's settings without its corpus, which does not matter here.
fn settings(files: &[PathBuf], terminal: &Terminal) -> anyhow::Result<Config> {
    if let Some(missing) = files.iter().find(|file| !file.is_file()) {
        bail!("\"{}\" is not a file", missing.display());
    }
    let flags = Flags { termbases: files.to_vec(), ..Flags::default() };
    let mut config = project::settings(Path::new("."), &flags)?;
    if config.termbases.is_empty() {
        bail!("no termbase is named: set `files` under [termbase] in glossator.toml, or name the files");
    }
    config.corpus.clear();
    if let Some((what, path)) = project::missing(&config).first() {
        bail!("{}", project::not_there(what, path, terminal));
    }
    Ok(config)
}
