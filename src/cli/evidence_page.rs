//! `glossator report`: the evidence page of a draft, as one file of HTML that an editor can
//! hand on. The draft enters by path or by standard input; nothing is written over that is
//! no such page.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::Ending;
use super::args::ReportArguments;
use super::drafts::{Draft, draft_file};
use super::new_file::write_new;
use super::report_page::{self, Occasion};
use super::terminal::Terminal;
use super::{complaint, project};
use crate::draft::Snapshot;
use crate::engine::{Engine, Notice};
use crate::prose::PartialDate;

/// What the name of a page ends in.
const EXTENSION: &str = "report.html";
/// How much of a file is read to tell whether it is such a page.
const HEAD: u64 = 1024;

/// Runs the command.
pub(super) fn run(arguments: &ReportArguments, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let draft = draft(arguments)?;
    let target = target(arguments, &draft.file.path);
    if let Some(path) = &target {
        may_be_written(path, arguments.force)?;
    }
    let (engine, notices) = open(arguments, &draft, terminal)?;
    complaint::notices(terminal, &notices);
    let html = html(&engine, &draft, &notices, terminal)?;
    let Some(path) = target else {
        out.write_all(html.as_bytes())?;
        return Ok(Ending::Clean);
    };
    let written = if path.exists() { std::fs::write(&path, html) } else { write_new(&path, &html) };
    written.with_context(|| format!("cannot write \"{}\"", path.display()))?;
    writeln!(out, "wrote {}", terminal.path(&path))?;
    Ok(Ending::Clean)
}

fn draft(arguments: &ReportArguments) -> anyhow::Result<Draft> {
    let read = match (&arguments.draft, &arguments.stdin_filename) {
        (Some(path), _) if path.is_dir() => bail!("\"{}\" is a folder; name one draft", path.display()),
        (Some(path), _) if !path.exists() => bail!("\"{}\" does not exist", path.display()),
        (Some(path), _) => Draft::load(&draft_file(path)).map_err(|error| (path, error)),
        (None, Some(path)) => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
            Draft::decode(&draft_file(path), bytes).map_err(|error| (path, error))
        }
        (None, None) => bail!("name the draft"),
    };
    read.map_err(|(path, error)| anyhow::anyhow!("\"{}\" {error}", path.display()))
}

/// Where the page goes; `None` for standard output.
fn target(arguments: &ReportArguments, draft: &Path) -> Option<PathBuf> {
    match &arguments.output {
        Some(path) if path == Path::new("-") => None,
        Some(path) => Some(path.clone()),
        None => Some(draft.with_extension(EXTENSION)),
    }
}

/// A file that somebody else wrote is left as it is.
fn may_be_written(path: &Path, is_forced: bool) -> anyhow::Result<()> {
    if path.is_dir() {
        bail!("\"{}\" is a folder; name a file", path.display());
    }
    if is_forced || path.symlink_metadata().is_err() {
        return Ok(());
    }
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    if read.is_err() || !String::from_utf8_lossy(&head).contains(report_page::GENERATOR) {
        bail!("\"{}\" exists and is no evidence page; name another file with -o, or say --force", path.display());
    }
    Ok(())
}

/// Opens the project of the draft. Without what the user named a page would vouch for
/// what nobody looked at.
fn open(arguments: &ReportArguments, draft: &Draft, terminal: &Terminal) -> anyhow::Result<(Engine, Vec<Notice>)> {
    let config = project::settings(&draft.file.path, &arguments.project.flags(arguments.as_of))?;
    if let Some((what, path)) = project::missing(&config).first() {
        bail!("{}", project::not_there(what, path, terminal));
    }
    let has_sources = !config.corpus.is_empty();
    let (engine, notices) = project::open(config, terminal);
    if has_sources && engine.corpus().is_none() {
        complaint::notices(terminal, &notices);
        bail!("the sources could not be indexed");
    }
    Ok((engine, notices))
}

fn html(engine: &Engine, draft: &Draft, notices: &[Notice], terminal: &Terminal) -> anyhow::Result<String> {
    let path = Some(draft.file.path.as_path());
    let today = PartialDate::from_day(jiff::Zoned::now().date());
    let analysis = engine.analyse_file(Snapshot::parse(draft.text.clone(), None), path, None);
    let page = engine.evidence_page(&analysis, path, today, &|| false)?.context("the page was not finished")?;
    let name = draft.file.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let notices = notices.iter().map(|notice| complaint::line(terminal, notice)).collect();
    Ok(report_page::html(&page, &Occasion { draft: name, made: today, notices }))
}
