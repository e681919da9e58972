//! Projects that a test writes, the program run on them, and what it came to.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A termbase with one concept whose rendering changed.
pub(crate) const TERMS: &str = r#"
[[concept]]
id = "harbour-watch"
[[concept.term]]
text = "joint harbour watch"
language = "en"
status = "preferred"
from = "2018"
[[concept.term]]
text = "common harbour watch"
language = "en"
status = "superseded"
until = "2017"
"#;

/// Settings that name it.
pub(crate) const SETTINGS: &str = "[termbase]\nfiles = [\"terms.toml\"]\n";

/// A folder with files, gone when the test ends.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (name, text) in files {
            project.write(name, text.as_bytes());
        }
        project
    }

    /// A project with a termbase and these drafts.
    pub(crate) fn with_terms(drafts: &[(&str, &str)]) -> Self {
        let project = Self::new(drafts);
        project.write("glossator.toml", SETTINGS.as_bytes());
        project.write("terms.toml", TERMS.as_bytes());
        project
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a writable folder");
        std::fs::write(path, bytes).expect("a writable folder");
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("a readable file")
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).stdin(Stdio::null()).output().expect("the program runs"))
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        let mut command = self.command(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the program reads its input");
        Run::of(child.wait_with_output().expect("the program ends"))
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        command_in(self.folder.path(), &self.path(".cache"), arguments)
    }
}

/// The program in a folder, with nothing of the environment that changes output.
fn command_in(folder: &Path, cache: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    command.current_dir(folder).args(arguments).env("GLOSSATOR_CACHE", cache);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// The program on the sample project, run where a new user would run it.
pub(crate) fn sample(arguments: &[&str]) -> Run {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Run::of(command_in(root, cache.path(), arguments).stdin(Stdio::null()).output().expect("the program runs"))
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    /// Exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn complains(self, words: &str) -> Self {
        assert!(self.err.contains(words), "no \"{words}\" in {self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.out.contains(words), "no \"{words}\" in {self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:#?}"))
    }
}
