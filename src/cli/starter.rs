//! The starter termbase, carried in the program: official formulations with their
//! periods and sources, for projects that have no termbase yet.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::Context;

use super::new_file::write_new;

/// The folder in a project that it is written to.
pub(super) const FOLDER: &str = "terms";

/// A file of the starter termbase.
struct Starter {
    name: &'static str,
    text: &'static str,
}

macro_rules! starters {
    ($($name:literal),* $(,)?) => {
        [$(Starter { name: $name, text: include_str!(concat!("../../fixtures/terms/", $name)) }),*]
    };
}

const STARTERS: [Starter; 13] = starters![
    "culture-and-region.toml",
    "cyber.toml",
    "development.toml",
    "diplomacy.toml",
    "events.toml",
    "governance.toml",
    "naming.toml",
    "people.toml",
    "security.toml",
    "sets-cyber.toml",
    "sets-diplomacy.toml",
    "sets-initiatives.toml",
    "sets-world.toml",
];

/// What became of the files.
#[derive(Default)]
pub(super) struct Written {
    /// Written.
    pub new: Vec<&'static str>,
    /// There before, and left as they were.
    pub left: Vec<&'static str>,
}

/// Writes the files below a project's folder; never over another.
pub(super) fn write(project: &Path) -> anyhow::Result<Written> {
    let folder = project.join(FOLDER);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder \"{}\"", folder.display()))?;
    let mut written = Written::default();
    for Starter { name, text } in STARTERS {
        let path = folder.join(name);
        match write_new(&path, text) {
            Ok(()) => written.new.push(name),
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => written.left.push(name),
            Err(cause) => return Err(cause).with_context(|| format!("cannot write \"{}\"", path.display())),
        }
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_starter_termbase_is_carried() {
        let terms = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/terms");
        let files = std::fs::read_dir(terms).expect("the starter termbase").filter_map(Result::ok);
        let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        assert_eq!(names, STARTERS.map(|starter| starter.name));
    }
}
