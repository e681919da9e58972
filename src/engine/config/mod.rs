//! The project's settings: where sources and terms lie, which rules speak how
//! loudly. One resolver serves the editor and the command line alike.
//!
//! `glossator.toml` is found by walking up from the draft; paths in it are
//! relative to its folder. Without it and without flags there is no project, and
//! the doors stay silent.

mod keys;
mod load;

pub use keys::{KEYS, Key, Kind, POLICIES, PRACTICES, WAYS_TO_CITE, template};
pub(crate) use load::unknown_name;
pub use load::{ConfigError, files_fitting};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobMatcher};

use crate::corpus::bibliography;
use crate::evidence::quotation::Practice;
use crate::prose::PartialDate;
use crate::rules::{RenderingPolicy, Rule, Severity};

/// The name of the settings file.
pub const FILE_NAME: &str = "glossator.toml";

/// The settings of one project, with every path absolute.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder that relative paths and globs start from.
    pub root: PathBuf,
    /// The settings file, where there is one.
    pub file: Option<PathBuf>,
    /// Files and folders of the corpus.
    pub corpus: Vec<PathBuf>,
    /// Globs of corpus files to leave out, relative to the corpus folder.
    pub exclude: Vec<String>,
    /// The folder that holds indexes; `None` for the user's cache folder.
    pub cache: Option<PathBuf>,
    /// Termbase files, globs expanded.
    pub termbases: Vec<PathBuf>,
    /// Files of references, globs expanded.
    pub bibliographies: Vec<PathBuf>,
    /// The citation style in which references are written out.
    pub citation_style: String,
    /// How a citation is inserted.
    pub cite_as: CiteAs,
    /// The date drafts without one of their own are judged at.
    pub as_of: Option<PartialDate>,
    /// A date that outranks the one in a draft's front matter (a command-line flag).
    pub forced_as_of: Option<PartialDate>,
    /// Which of several renderings in one text is the right one.
    pub renderings: RenderingPolicy,
    /// What an editor may do inside quotation marks.
    pub quoting: Practice,
    /// Abbreviations that need no introduction, besides the best known.
    pub known_abbreviations: Vec<String>,
    /// The severity from which findings fail a check; `None` where the file leaves
    /// it to the door.
    pub fail_on: Option<Severity>,
    rules: BTreeMap<&'static str, Severity>,
    overrides: Vec<Override>,
}

/// How a citation is inserted into a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CiteAs {
    /// A note with the reference written out.
    #[default]
    Footnote,
    /// A citekey in brackets.
    Citekey,
    /// A link around the words.
    Link,
}

/// Severities for some files only.
#[derive(Debug, Clone)]
struct Override {
    files: Vec<GlobMatcher>,
    rules: BTreeMap<&'static str, Severity>,
}

/// What the command line (or an editor's setting) says on top of the file.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// Corpus files and folders; replace those of the file.
    pub corpus: Vec<PathBuf>,
    /// Termbase files; replace those of the file.
    pub termbases: Vec<PathBuf>,
    /// The date to judge every draft at.
    pub as_of: Option<PartialDate>,
    /// The folder that holds indexes.
    pub cache: Option<PathBuf>,
}

impl Flags {
    /// Whether the flags make a project without any settings file.
    #[must_use]
    pub fn make_project(&self) -> bool {
        !self.corpus.is_empty() || !self.termbases.is_empty()
    }
}

impl Config {
    /// A project without a settings file.
    #[must_use]
    pub fn empty(root: PathBuf) -> Self {
        Self {
            root,
            file: None,
            corpus: Vec::new(),
            exclude: Vec::new(),
            cache: None,
            termbases: Vec::new(),
            bibliographies: Vec::new(),
            citation_style: bibliography::STYLE.to_owned(),
            cite_as: CiteAs::default(),
            as_of: None,
            forced_as_of: None,
            renderings: RenderingPolicy::default(),
            quoting: Practice::default(),
            known_abbreviations: Vec::new(),
            fail_on: None,
            rules: BTreeMap::new(),
            overrides: Vec::new(),
        }
    }

    /// The settings that hold for a draft (or a folder) at `path`: the nearest
    /// settings file above it, under the flags. `None` where there is neither.
    ///
    /// # Errors
    /// When the file cannot be read or says something it may not.
    pub fn resolve(path: &Path, flags: &Flags) -> Result<Option<Self>, ConfigError> {
        let path = absolute(path);
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
        let config = match find_file(folder) {
            Some(file) => Self::load(&file)?,
            None if flags.make_project() => Self::empty(folder.to_owned()),
            None => return Ok(None),
        };
        Ok(Some(config.under(flags)))
    }

    /// Reads a settings file.
    ///
    /// # Errors
    /// When the file cannot be read or says something it may not.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        load::load(file)
    }

    fn under(mut self, flags: &Flags) -> Self {
        let all_absolute = |paths: &[PathBuf]| paths.iter().map(|path| absolute(path)).collect();
        if !flags.corpus.is_empty() {
            self.corpus = all_absolute(&flags.corpus);
        }
        if !flags.termbases.is_empty() {
            self.termbases = all_absolute(&flags.termbases);
        }
        if let Some(cache) = &flags.cache {
            self.cache = Some(absolute(cache));
        }
        self.forced_as_of = flags.as_of.or(self.forced_as_of);
        self
    }

    /// The severity of a rule for a draft at `path`: its default, the project's
    /// choice, then the overrides in their order, the last one that fits winning.
    #[must_use]
    pub fn severity(&self, rule: &Rule, path: Option<&Path>) -> Severity {
        let mut severity = self.rules.get(rule.name).copied().unwrap_or(rule.severity);
        let Some(path) = path else { return severity };
        let below_root = path.strip_prefix(&self.root).unwrap_or(path);
        for entry in &self.overrides {
            if entry.files.iter().any(|glob| glob.is_match(below_root)) {
                severity = entry.rules.get(rule.name).copied().unwrap_or(severity);
            }
        }
        severity
    }

    /// Whether a file belongs to the corpus, and is therefore no draft. `exclude` is
    /// read as the corpus reads it: below each corpus folder, a glob without a slash
    /// at any depth, and one that fits a folder takes all in it.
    #[must_use]
    pub fn is_source(&self, path: &Path) -> bool {
        let deep = |glob: &String| if glob.contains('/') { glob.clone() } else { format!("**/{glob}") };
        let globs: Vec<GlobMatcher> = self
            .exclude
            .iter()
            .filter_map(|glob| Glob::new(&deep(&glob.trim_end_matches('/').to_owned())).ok())
            .map(|glob| glob.compile_matcher())
            .collect();
        let is_excluded = |below: &Path| below.ancestors().any(|part| globs.iter().any(|glob| glob.is_match(part)));
        self.corpus.iter().filter_map(|source| path.strip_prefix(source).ok()).any(|below| !is_excluded(below))
    }

    /// The files that set the project up: its settings, its termbases, its bibliographies.
    pub fn set_up_files(&self) -> impl Iterator<Item = &PathBuf> {
        self.file.iter().chain(&self.termbases).chain(&self.bibliographies)
    }

    /// The folder for this project's index: below the configured cache folder, or
    /// the user's own. `None` where the system names no cache folder.
    #[must_use]
    pub fn index_folder(&self) -> Option<PathBuf> {
        use etcetera::BaseStrategy;
        let cache = self
            .cache
            .clone()
            .or_else(|| Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("glossator")))?;
        // Two installed versions must not build each other's index anew for ever.
        let mut named = String::from(concat!(env!("CARGO_PKG_VERSION"), "\n"));
        for path in &self.corpus {
            named.push_str(&path.to_string_lossy());
            named.push('\n');
        }
        named.push_str(&self.exclude.join("\n"));
        Some(cache.join(format!("{:016x}", xxhash_rust::xxh3::xxh3_64(named.as_bytes()))))
    }
}

/// Absolute, and without the `..` of a shell or a settings file, which would hide that
/// a file lies below a folder. Links are left as they are: the user knows files by them.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        if part == std::path::Component::ParentDir {
            clean.pop();
        } else {
            clean.push(part);
        }
    }
    clean
}

/// The glob that fits one path alone; most paths are their own.
#[must_use]
pub fn literal_glob(path: &str) -> String {
    if is_glob(path) { globset::escape(path) } else { path.to_owned() }
}

/// Whether the settings file takes a text for a glob, not for a path.
fn is_glob(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

fn find_file(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_named_by_a_way_up_are_known_as_sources() {
        let up = std::env::current_dir().unwrap_or_default();
        let flags = Flags { corpus: vec![PathBuf::from("a/../../texts")], ..Flags::default() };
        let config = Config::empty(up.clone()).under(&flags);
        let outside = up.parent().unwrap_or(&up).join("texts").join("a.md");
        assert!(config.is_source(&outside), "{config:?}");
    }

    #[test]
    fn what_the_corpus_leaves_out_is_no_source() {
        let mut config = Config::empty(PathBuf::from("/p"));
        config.corpus = vec![PathBuf::from("/p/texts")];
        config.exclude = vec!["drafts/".to_owned(), "old/*.md".to_owned()];
        let is_source = |path: &str| config.is_source(Path::new(path));
        assert!(is_source("/p/texts/a.md") && is_source("/p/texts/b/old/c.md"));
        assert!(!is_source("/p/texts/x/drafts/a.md") && !is_source("/p/texts/old/a.md") && !is_source("/p/a.md"));
    }
}
