//! `glossator config`: the settings that hold at a path, and who said so.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Ending;
use super::args::ProjectArguments;
use super::project;
use super::terminal::{Terminal, Tone, padded};
use crate::corpus::bibliography::STYLE;
use crate::engine::Config;
use crate::engine::config::{CiteAs, POLICIES, PRACTICES, WAYS_TO_CITE};
use crate::evidence::quotation::Practice;
use crate::rules::{RULES, RenderingPolicy, Severity};

/// Columns before a value.
const INDENT: usize = 27;

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Flag,
    /// The flag for the index, or the environment variable that stands for it.
    FlagOrVariable,
    File,
    Default,
}

/// Prints the settings, one a line: value, then origin.
pub(super) fn run(
    path: &Path,
    arguments: &ProjectArguments,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> anyhow::Result<Ending> {
    if !path.exists() {
        anyhow::bail!("\"{}\" does not exist", path.display());
    }
    let flags = arguments.flags(None);
    let config = project::settings(path, &flags)?;
    let file = config.file.as_ref().map_or("none".to_owned(), |file| terminal.path(file));
    writeln!(out, "settings file: {file}")?;
    let origin = |is_flag: bool, is_set: bool| match (is_flag, is_set) {
        (true, _) => Origin::Flag,
        (false, true) => Origin::File,
        (false, false) => Origin::Default,
    };
    let mut rows = vec![
        ("corpus.paths", paths(&config.corpus, terminal), origin(!flags.corpus.is_empty(), !config.corpus.is_empty())),
        ("corpus.exclude", or_none(config.exclude.join(", ")), origin(false, !config.exclude.is_empty())),
        (
            "index",
            index(&config, terminal),
            match flags.cache {
                Some(_) => Origin::FlagOrVariable,
                None => origin(false, config.cache.is_some()),
            },
        ),
        (
            "termbase.files",
            paths(&config.termbases, terminal),
            origin(!flags.termbases.is_empty(), !config.termbases.is_empty()),
        ),
        (
            "citations.bibliography",
            paths(&config.bibliographies, terminal),
            origin(false, !config.bibliographies.is_empty()),
        ),
        ("citations.style", config.citation_style.clone(), origin(false, config.citation_style != STYLE)),
        (
            "citations.insert",
            name_of(config.cite_as, &WAYS_TO_CITE).to_owned(),
            origin(false, config.cite_as != CiteAs::default()),
        ),
        (
            "check.as-of",
            config.as_of.map_or("today".to_owned(), |date| date.to_string()),
            origin(false, config.as_of.is_some()),
        ),
        (
            "check.renderings",
            name_of(config.renderings, &POLICIES).to_owned(),
            origin(false, config.renderings != RenderingPolicy::default()),
        ),
        (
            "check.quoting",
            name_of(config.quoting, &PRACTICES).to_owned(),
            origin(false, config.quoting != Practice::default()),
        ),
        (
            "check.known-abbreviations",
            or_none(config.known_abbreviations.join(", ")),
            origin(false, !config.known_abbreviations.is_empty()),
        ),
        (
            "check.fail-on",
            config.fail_on.unwrap_or(Severity::Warning).to_string(),
            origin(false, config.fail_on.is_some()),
        ),
    ];
    let path = std::path::absolute(path)?;
    for rule in RULES {
        let severity = config.severity(rule, Some(&path));
        rows.push((rule.name, severity.to_string(), origin(false, severity != rule.severity)));
    }
    for (name, value, origin) in rows {
        let origin = match origin {
            Origin::Flag => "flag",
            Origin::FlagOrVariable => "flag or GLOSSATOR_CACHE",
            Origin::File => "file",
            Origin::Default => "default",
        };
        writeln!(
            out,
            "{} = {value}  {}",
            padded(name, INDENT - 3),
            terminal.paint(Tone::Faint, &format!("({origin})"))
        )?;
    }
    Ok(Ending::Clean)
}

/// Paths, one a line where there are several.
fn paths(paths: &[PathBuf], terminal: &Terminal) -> String {
    let separator = format!("\n{:INDENT$}", "");
    or_none(paths.iter().map(|path| terminal.path(path)).collect::<Vec<_>>().join(&separator))
}

fn or_none(text: String) -> String {
    if text.is_empty() { "none".to_owned() } else { text }
}

fn index(config: &Config, terminal: &Terminal) -> String {
    config.index_folder().map_or("none: the system names no cache folder".to_owned(), |folder| terminal.path(&folder))
}

fn name_of<T: Copy + PartialEq>(value: T, names: &[(&'static str, T)]) -> &'static str {
    names.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| *name)
}
