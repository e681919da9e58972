//! `glossator init`: a commented settings file, filled in with what lies there.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use super::Ending;
use super::terminal::Terminal;
use crate::engine::config::{FILE_NAME, template};

/// Names that folders of sources go by.
const SOURCES: [&str; 3] = ["sources", "corpus", "texts"];

/// Writes the file; never over another.
pub(super) fn run(folder: &Path, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    if !folder.is_dir() {
        bail!("\"{}\" is not a folder", folder.display());
    }
    let path = folder.join(FILE_NAME);
    let corpus = SOURCES.into_iter().find(|name| folder.join(name).is_dir());
    let has_terms = has_termbases(&folder.join("terms"));
    let mut file = match std::fs::File::create_new(&path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("\"{}\" exists already and is left as it is", path.display())
        }
        Err(cause) => return Err(cause).with_context(|| format!("cannot write \"{}\"", path.display())),
    };
    file.write_all(filled_in(&template(), corpus, has_terms).as_bytes())?;
    writeln!(out, "wrote {}", terminal.path(&path))?;
    writeln!(out, "\nnext:")?;
    match corpus {
        Some(name) => writeln!(out, "  sources: {name}/ (found here)")?,
        None => writeln!(out, "  name the folder of your sources: paths = [...] under [corpus]")?,
    }
    if has_terms {
        writeln!(out, "  termbase: terms/*.toml (found here)")?;
    } else {
        writeln!(out, "  name your termbase, if you have one: files = [...] under [termbase]")?;
    }
    writeln!(out, "  glossator check          to hold the drafts here against them")?;
    writeln!(out, "  glossator lookup PHRASE  to see where the sources use a phrase")?;
    Ok(Ending::Clean)
}

fn has_termbases(folder: &Path) -> bool {
    let is_toml = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.path().extension().is_some_and(|extension| extension == "toml"))
    };
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.any(is_toml))
}

/// The template with the lines set for which something was found.
fn filled_in(template: &str, corpus: Option<&str>, has_terms: bool) -> String {
    let mut text = String::with_capacity(template.len());
    for line in template.split_inclusive('\n') {
        match corpus {
            Some(name) if line.starts_with("# paths = ") => text.extend(["paths = [\"", name, "\"]\n"]),
            _ if has_terms && line.starts_with("# files = [\"terms/") => text.push_str("files = [\"terms/*.toml\"]\n"),
            _ => text.push_str(line),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_what_was_found_and_leaves_the_rest_as_comment() {
        let text = filled_in(&template(), Some("texts"), true);
        assert!(text.contains("\npaths = [\"texts\"]\n"), "{text}");
        assert!(text.contains("\nfiles = [\"terms/*.toml\"]\n"), "{text}");
        assert_eq!(filled_in(&template(), None, false), template());
    }
}
