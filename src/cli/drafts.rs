//! Finds the drafts that a check is asked for, and reads them.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::project;
use super::terminal::forward_slashes;
use crate::engine::config::absolute;
use crate::engine::{Config, ConfigError, Flags};

/// A draft file, before it is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DraftFile {
    /// As the user named it, with forward slashes.
    pub shown: String,
    /// Where it is.
    pub path: PathBuf,
}

/// A draft's text.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The file.
    pub file: DraftFile,
    /// Its text without a byte order mark.
    pub text: Arc<str>,
    /// Bytes of the byte order mark: what offsets in the file are ahead of `text`.
    pub mark: usize,
}

/// Drafts that share settings.
#[derive(Debug)]
pub(super) struct Project {
    /// The settings.
    pub config: Config,
    /// Its drafts, by path.
    pub files: Vec<DraftFile>,
}

/// What a search for drafts came to.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Drafts by project, in order of the settings files.
    pub projects: Vec<Project>,
    /// Why paths could not be checked.
    pub failures: Vec<String>,
    /// Files in searched folders that were passed over because they are sources.
    pub sources: usize,
    /// Files in searched folders that belong to no project.
    pub homeless: Vec<String>,
}

impl Search {
    /// Looks for drafts at `paths`.
    pub(super) fn new(paths: &[PathBuf], flags: &Flags) -> Self {
        let mut finder = Finder { flags, configs: BTreeMap::new(), search: Self::default(), files: BTreeMap::new() };
        for path in paths {
            finder.path(path);
        }
        finder.finish()
    }
}

struct Finder<'f> {
    flags: &'f Flags,
    /// Settings by folder, so that a folder of a thousand drafts reads them once.
    configs: BTreeMap<PathBuf, Result<Option<Config>, ConfigError>>,
    files: BTreeMap<Option<PathBuf>, (Config, Vec<DraftFile>)>,
    search: Search,
}

impl Finder<'_> {
    fn path(&mut self, path: &Path) {
        match std::fs::metadata(path) {
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                let hint = if path == Path::new("-") { "; --stdin-filename PATH reads standard input" } else { "" };
                self.search.failures.push(format!("\"{}\" does not exist{hint}", path.display()));
            }
            Err(cause) => self.search.failures.push(format!("cannot read \"{}\": {cause}", path.display())),
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) => self.named(path),
        }
    }

    fn named(&mut self, path: &Path) {
        let file = draft_file(path);
        match self.config(&file.path) {
            Ok(Some(config)) => self.add(config, file),
            Ok(None) => self.search.failures.push(project::no_project(&file.shown)),
            Err(error) => self.fail(&error),
        }
    }

    /// Searches a folder. Its sources are passed over, unless the folder itself is
    /// one of them: then they are what the user wants to have checked.
    fn folder(&mut self, folder: &Path) {
        let searched = absolute(folder);
        let mut walk = ignore::WalkBuilder::new(folder);
        walk.require_git(false).sort_by_file_path(Ord::cmp);
        for entry in walk.build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_markdown(entry.path()) => {
                    self.found(draft_file(entry.path()), &searched);
                }
                Ok(_) => {}
                Err(error) => self.search.failures.push(format!("cannot search \"{}\": {error}", folder.display())),
            }
        }
    }

    fn found(&mut self, file: DraftFile, searched: &Path) {
        match self.config(&file.path) {
            Ok(Some(config)) if config.is_source(&file.path) && !config.is_source(searched) => {
                self.search.sources += 1;
            }
            Ok(Some(config)) => self.add(config, file),
            Ok(None) => self.search.homeless.push(file.shown),
            Err(error) => self.fail(&error),
        }
    }

    fn config(&mut self, path: &Path) -> Result<Option<Config>, ConfigError> {
        let folder = path.parent().unwrap_or(path).to_owned();
        self.configs.entry(folder).or_insert_with(|| Config::resolve(path, self.flags)).clone()
    }

    fn add(&mut self, config: Config, file: DraftFile) {
        self.files.entry(config.file.clone()).or_insert_with(|| (config, Vec::new())).1.push(file);
    }

    /// Each mistake of a settings file once, however many drafts it is for.
    fn fail(&mut self, error: &ConfigError) {
        for message in error.to_string().lines() {
            if !self.search.failures.iter().any(|failure| failure == message) {
                self.search.failures.push(message.to_owned());
            }
        }
    }

    fn finish(mut self) -> Search {
        for (config, mut files) in self.files.into_values() {
            files.sort();
            files.dedup_by(|one, other| one.path == other.path);
            self.search.projects.push(Project { config, files });
        }
        self.search
    }
}

/// A path as given, and where it leads.
pub(super) fn draft_file(path: &Path) -> DraftFile {
    let shown = path.strip_prefix(".").unwrap_or(path);
    DraftFile { shown: forward_slashes(shown), path: absolute(path) }
}

fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["md", "markdown"].iter().any(|known| known.eq_ignore_ascii_case(extension))
}

/// Why a draft cannot be checked.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// The system would not give it.
    Io(std::io::Error),
    /// It is not UTF-8 from this byte on, at this line.
    Encoding(usize, usize),
    /// Its byte order mark says UTF-16.
    Utf16,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(cause) => write!(f, "cannot be read: {cause}"),
            Self::Utf16 => f.write_str("is UTF-16; save the draft as UTF-8"),
            Self::Encoding(byte, line) => write!(
                f,
                "is not UTF-8: byte {byte}, in line {line}, does not begin a character; \
                 save the draft as UTF-8"
            ),
        }
    }
}

impl Draft {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read or is not UTF-8.
    pub(super) fn load(file: &DraftFile) -> Result<Self, Unreadable> {
        Self::decode(file, std::fs::read(&file.path).map_err(Unreadable::Io)?)
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// When they are not UTF-8.
    pub(super) fn decode(file: &DraftFile, bytes: Vec<u8>) -> Result<Self, Unreadable> {
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Err(Unreadable::Utf16);
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let (valid, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
            Unreadable::Encoding(valid.len(), valid.split(|byte| *byte == b'\n').count())
        })?;
        let (text, mark) = match text.strip_prefix(MARK) {
            Some(rest) => (rest.into(), MARK.len_utf8()),
            None => (text.into(), 0),
        };
        Ok(Self { file: file.clone(), text, mark })
    }
}

/// The byte order mark.
pub(super) const MARK: char = '\u{feff}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_a_draft_stops_being_utf_8() {
        let error = Draft::decode(&draft_file(Path::new("a.md")), b"one\ncaf\xe9\n".to_vec()).map(|draft| draft.text);
        let message = error.map_err(|error| error.to_string());
        assert!(message.is_err_and(|message| message.starts_with("is not UTF-8: byte 7, in line 2,")));
    }

    #[test]
    fn takes_a_byte_order_mark_off_and_remembers_it() {
        let draft = Draft::decode(&draft_file(Path::new("./a.md")), "\u{feff}x".into());
        let draft = draft.expect("UTF-8");
        assert_eq!((&*draft.text, draft.mark, &*draft.file.shown), ("x", 3, "a.md"));
    }
}
