//! `glossator init`: a commented settings file, filled in with what was named, else
//! with what lies there. It writes over nothing.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use super::Ending;
use super::args::InitArguments;
use super::new_file::write_new;
use super::starter::{self, Written};
use super::terminal::Terminal;
use crate::corpus::bibliography::Bibliography;
use crate::engine::config::{FILE_NAME, absolute, files_fitting, literal_glob, template};

/// Names that folders of sources go by.
const SOURCES: [&str; 3] = ["sources", "corpus", "texts"];

/// What stands for all termbases in the folder for them.
const ALL_TERMS: &str = "terms/*.toml";

/// What bibliographies are called.
const BIBLIOGRAPHIES: &str = "*.{bib,bibtex}";

/// What bibliographies are called, and other files, too.
const LISTS: &str = "*.{json,yaml,yml}";

/// What a settings file is filled in with, as it is written there.
#[derive(Debug, Default, PartialEq, Eq)]
struct Project {
    corpus: Vec<String>,
    termbases: Vec<String>,
    bibliographies: Vec<String>,
}

/// Writes the file, and the starter termbase where asked.
pub(super) fn run(arguments: &InitArguments, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let folder = arguments.folder.as_path();
    if !folder.is_dir() {
        bail!("\"{}\" is not a folder", folder.display());
    }
    let path = folder.join(FILE_NAME);
    // A link counts too, also one that leads nowhere.
    if path.symlink_metadata().is_ok() {
        bail!("\"{}\" exists already and is left as it is", path.display());
    }
    let (found, named) = (found_in(folder), named_by(arguments)?);
    let written = if arguments.starter { starter::write(folder)? } else { Written::default() };
    let project = Project {
        corpus: if named.corpus.is_empty() { found.corpus.clone() } else { named.corpus },
        termbases: if named.termbases.is_empty() { found.termbases.clone() } else { named.termbases },
        bibliographies: found.bibliographies.clone(),
    };
    let text = filled_in(&template(), &project);
    write_new(&path, &text).with_context(|| format!("cannot write \"{}\"", path.display()))?;
    writeln!(out, "wrote {}", terminal.path(&path))?;
    say_starter(&written, &terminal.path(&folder.join(starter::FOLDER)), out)?;
    say_next(&project, &found, out)?;
    Ok(Ending::Clean)
}

/// What lies in a folder and looks like sources, termbases and bibliographies.
fn found_in(folder: &Path) -> Project {
    let corpus = SOURCES.into_iter().find(|name| folder.join(name).is_dir());
    let termbases = Some(ALL_TERMS).filter(|all| files_fitting(folder, all).is_ok_and(|files| !files.is_empty()));
    let list = |name: Option<&str>| name.into_iter().map(str::to_owned).collect();
    Project { corpus: list(corpus), termbases: list(termbases), bibliographies: bibliographies_in(folder) }
}

/// The bibliographies right in a folder. What ends in .json or .yaml is one only where it
/// lists references.
fn bibliographies_in(folder: &Path) -> Vec<String> {
    let files = |names: &str| {
        let files = files_fitting(folder, names).unwrap_or_default();
        files.into_iter().filter(|file| file.parent() == Some(folder)).collect::<Vec<_>>()
    };
    let lists = files(LISTS).into_iter().filter(|file| !Bibliography::load(std::slice::from_ref(file)).is_empty());
    let found = files(BIBLIOGRAPHIES).into_iter().chain(lists);
    found.filter_map(|file| Some(literal_glob(file.file_name()?.to_str()?))).collect()
}

/// What the command line names, as seen from the folder of the project.
fn named_by(arguments: &InitArguments) -> anyhow::Result<Project> {
    let mut project = Project::default();
    if arguments.starter {
        project.termbases.push(ALL_TERMS.to_owned());
    }
    for source in &arguments.corpus {
        let written = seen_from(&arguments.folder, source)?;
        if absolute(&arguments.folder).starts_with(absolute(source)) {
            bail!(
                "\"{}\" holds the drafts too, and a source is no draft; name a folder for the sources alone",
                source.display()
            );
        }
        if !project.corpus.contains(&written) {
            project.corpus.push(written);
        }
    }
    for termbase in &arguments.termbase {
        if termbase.is_dir() {
            bail!("\"{}\" is a folder; name the termbase files in it", termbase.display());
        }
        let seen = seen_from(&arguments.folder, termbase)?;
        let written = literal_glob(&seen);
        if written != seen && Path::new(&seen).is_absolute() {
            bail!("\"{}\" reads as a pattern, and those are for files below the folder; rename it", termbase.display());
        }
        let is_named = project.termbases.contains(&written) || arguments.starter && is_in_terms(&written);
        if !is_named {
            project.termbases.push(written);
        }
    }
    Ok(project)
}

/// Whether the glob for all termbases takes a file already.
fn is_in_terms(written: &str) -> bool {
    let path = Path::new(written);
    path.starts_with(starter::FOLDER) && path.extension().is_some_and(|extension| extension == "toml")
}

/// A path that exists: from the folder where it is below it, so that the folder can be
/// moved, else from the root.
fn seen_from(folder: &Path, path: &Path) -> anyhow::Result<String> {
    if !path.exists() {
        bail!("\"{}\" does not exist", path.display());
    }
    let whole = absolute(path);
    let (path, is_below) = match whole.strip_prefix(absolute(folder)) {
        Ok(below) => (below, true),
        Err(_) => (whole.as_path(), false),
    };
    let text = path.to_str().with_context(|| format!("\"{}\" is no path in UTF-8; rename it", path.display()))?;
    Ok(if is_below { text.replace(std::path::MAIN_SEPARATOR, "/") } else { text.to_owned() })
}

/// The template with the lines set for which there is something.
fn filled_in(template: &str, project: &Project) -> String {
    let mut text = String::with_capacity(template.len());
    for line in template.split_inclusive('\n') {
        let (name, list) = match line {
            _ if line.starts_with("# paths = ") => ("paths", project.corpus.as_slice()),
            _ if line.starts_with("# files = [\"terms/") => ("files", project.termbases.as_slice()),
            _ if line.starts_with("# bibliography = ") => ("bibliography", project.bibliographies.as_slice()),
            _ => ("", [].as_slice()),
        };
        if list.is_empty() {
            text.push_str(line);
        } else {
            let list: Vec<String> = list.iter().map(|one| quoted(one)).collect();
            text.extend([name, " = [", &list.join(", "), "]\n"]);
        }
    }
    text
}

/// A text in TOML. JSON escapes it alike, but for one control character.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7F}', "\\u007F")
}

fn say_starter(written: &Written, folder: &str, out: &mut dyn Write) -> std::io::Result<()> {
    if !written.new.is_empty() {
        writeln!(out, "wrote the starter termbase into {folder}/: {}", written.new.join(", "))?;
    }
    if !written.left.is_empty() {
        writeln!(out, "left as they are in {folder}/: {}", written.left.join(", "))?;
    }
    Ok(())
}

fn say_next(project: &Project, found: &Project, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "\nnext:")?;
    match (project.corpus.as_slice(), project.corpus == found.corpus) {
        ([], _) => writeln!(out, "  name the folder of your sources: paths = [...] under [corpus]")?,
        ([name], true) => writeln!(out, "  sources: {name}/ (found here)")?,
        (names, _) => writeln!(out, "  sources: {}", names.join(", "))?,
    }
    match (project.termbases.as_slice(), project.termbases == found.termbases) {
        ([], _) => writeln!(out, "  name your termbase, if you have one: files = [...] under [termbase]")?,
        (names, true) => writeln!(out, "  termbase: {} (found here)", names.join(", "))?,
        (names, _) => writeln!(out, "  termbase: {}", names.join(", "))?,
    }
    if !project.bibliographies.is_empty() {
        writeln!(out, "  bibliography: {} (found here)", project.bibliographies.join(", "))?;
    }
    writeln!(out, "  glossator check          to hold the drafts here against them")?;
    writeln!(out, "  glossator lookup PHRASE  to see where the sources use a phrase")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(corpus: &[&str], termbases: &[&str]) -> Project {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Project { corpus: list(corpus), termbases: list(termbases), bibliographies: Vec::new() }
    }

    #[test]
    fn sets_what_is_there_and_leaves_the_rest_as_comment() {
        let text = filled_in(&template(), &project(&["texts"], &["terms/*.toml"]));
        assert!(text.contains("\npaths = [\"texts\"]\n"), "{text}");
        assert!(text.contains("\nfiles = [\"terms/*.toml\"]\n"), "{text}");
        assert_eq!(filled_in(&template(), &Project::default()), template());
    }

    #[test]
    fn every_path_can_be_written() {
        let odd = "C:\\a \"b\"\n\u{7F}\u{1}é";
        let text = filled_in(&template(), &project(&[odd, "b"], &[]));
        assert!(text.contains("\npaths = [\"C:\\\\a \\\"b\\\"\\n\\u007F\\u0001é\", \"b\"]\n"), "{text}");
    }
}
