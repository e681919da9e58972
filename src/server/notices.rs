//! Shows what is wrong with a project's set-up: a fault in the settings or in a
//! termbase as a diagnostic of that file, and once as a message; a corpus that cannot
//! be used as a message; anything else (a source that was left out) in the client's log.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::engine::{Config, ConfigError, Notice};
use crate::text::{LineIndex, Place, Span};

use super::diagnostics::SOURCE;
use super::outbound::Outbound;
use super::position::{Encoding, Ruler};
use super::protocol::lsp::{Diagnostic, DiagnosticSeverity, MessageType, Range};
use super::status::Health;
use super::uri;

/// The most lines one stage writes into the client's log.
const MOST_LINES: usize = 100;

/// Diagnostics by file.
type ByFile = BTreeMap<PathBuf, Vec<Diagnostic>>;

/// Which part of a project's life its notices come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Reading the settings.
    Settings,
    /// Opening the project: its termbase, its index.
    Opening,
    /// Bringing the index up to date.
    Indexing,
}

/// What the client has been told.
#[derive(Default)]
pub(super) struct Notices {
    shown: BTreeMap<(PathBuf, Stage), ByFile>,
    /// What else still holds of each.
    standing: BTreeMap<(PathBuf, Stage), Standing>,
    said: BTreeSet<String>,
}

/// How the client sees files.
pub(super) struct Outlook {
    /// What columns count.
    pub(super) encoding: Encoding,
    /// The folders it works in.
    pub(super) folders: Vec<PathBuf>,
}

/// Notices made ready to be shown.
pub(super) struct Prepared {
    diagnostics: ByFile,
    /// What cannot be used, a sentence each, the gravest first.
    messages: Vec<String>,
    log: Vec<String>,
    /// Sources that were left out.
    left_out: usize,
}

/// What is said once and holds until the next notices of its stage.
struct Standing {
    /// What cannot be used, a sentence each, the gravest first.
    messages: Vec<String>,
    /// Sources that were left out.
    left_out: usize,
}

impl Prepared {
    /// Settings that cannot be used. Blocking: reads the file for its columns.
    pub(super) fn from_error(error: &ConfigError, outlook: &Outlook) -> Self {
        let faults = error.faults.iter().map(|(place, message)| (*place, message.as_str()));
        let diagnostics = diagnostics(&error.path, faults, DiagnosticSeverity::ERROR, outlook.encoding);
        let diagnostics = BTreeMap::from([(error.path.clone(), diagnostics)]);
        let messages = summary(&diagnostics, outlook).into_iter().collect();
        Self { diagnostics, messages, ..Self::nothing() }
    }

    /// Notices of a project. Blocking: reads the files for their columns.
    pub(super) fn from_notices(notices: &[Notice], config: &Config, outlook: &Outlook) -> Self {
        let mut faults: BTreeMap<&Path, Vec<(Option<Place>, &str)>> = BTreeMap::new();
        let (mut messages, mut log) = (Vec::new(), Vec::new());
        for notice in notices {
            match notice.path.as_deref() {
                Some(path) if is_set_up(path, config) => {
                    faults.entry(path).or_default().push((notice.place, notice.message.as_str()));
                }
                Some(path) if !is_whole_corpus(path, config) => {
                    log.push(line(notice, |path| path.display().to_string()));
                }
                _ => messages.push(line(notice, |path| outlook.seen(path))),
            }
        }
        let left_out = log.len();
        cut(&mut log);
        let shown = faults.into_iter().map(|(path, faults)| {
            (path.to_owned(), diagnostics(path, faults.into_iter(), DiagnosticSeverity::WARNING, outlook.encoding))
        });
        let diagnostics: ByFile = shown.collect();
        messages.extend(summary(&diagnostics, outlook));
        Self { diagnostics, messages, log, left_out }
    }

    /// Nothing to show.
    pub(super) fn nothing() -> Self {
        Self { diagnostics: ByFile::new(), messages: Vec::new(), log: Vec::new(), left_out: 0 }
    }
}

impl Notices {
    /// Shows the notices of a project in the place of its earlier ones of that stage.
    pub(super) async fn set(&mut self, outbound: &Outbound, key: &Path, stage: Stage, prepared: Prepared) {
        let new: BTreeSet<PathBuf> = prepared.diagnostics.keys().cloned().collect();
        let old = self.shown.insert((key.to_owned(), stage), prepared.diagnostics).unwrap_or_default();
        let touched = new.into_iter().chain(old.into_keys()).collect::<BTreeSet<_>>();
        for file in touched {
            self.publish(outbound, &file).await;
        }
        for message in &prepared.messages {
            if self.said.insert(message.clone()) {
                outbound.show(MessageType::WARNING, message.clone()).await;
            }
        }
        let standing = Standing { messages: prepared.messages, left_out: prepared.left_out };
        self.standing.insert((key.to_owned(), stage), standing);
        for line in prepared.log {
            if self.said.insert(line.clone()) {
                outbound.log(line).await;
            }
        }
    }

    /// Takes back all notices of a project that is no more.
    pub(super) async fn clear(&mut self, outbound: &Outbound, key: &Path) {
        for stage in [Stage::Settings, Stage::Opening, Stage::Indexing] {
            if self.shown.contains_key(&(key.to_owned(), stage)) {
                self.set(outbound, key, stage, Prepared::nothing()).await;
            }
        }
    }

    /// Settings files that could not be used.
    pub(super) fn broken(&self) -> BTreeSet<PathBuf> {
        let faulty = self.shown.iter().filter(|((_, stage), files)| *stage == Stage::Settings && !files.is_empty());
        faulty.map(|((key, _), _)| key.clone()).collect()
    }

    /// How things are, and one sentence on what is most in the way. Sources that were
    /// left out are worth a word and no warning: a folder of sources holds pictures and
    /// papers that nobody means to search.
    pub(super) fn health(&self) -> (Health, Option<String>) {
        let first = |is_of_stage: fn(Stage) -> bool| {
            let of_stage = self.standing.iter().filter(|((_, stage), _)| is_of_stage(*stage));
            of_stage.flat_map(|(_, standing)| &standing.messages).next().cloned()
        };
        if let Some(message) = first(|stage| stage == Stage::Settings) {
            return (Health::Error, Some(message));
        }
        if let Some(message) = first(|stage| stage != Stage::Settings) {
            return (Health::Warning, Some(message));
        }
        let left_out: usize = self.standing.values().map(|standing| standing.left_out).sum();
        (Health::Ok, sources_left_out(left_out))
    }

    /// Two projects may share a termbase, so a file shows what either says of it.
    async fn publish(&self, outbound: &Outbound, file: &Path) {
        let Some(uri) = uri::from_path(file) else { return };
        let mut all: Vec<Diagnostic> = Vec::new();
        for diagnostic in self.shown.values().filter_map(|files| files.get(file)).flatten() {
            if !all.contains(diagnostic) {
                all.push(diagnostic.clone());
            }
        }
        outbound.publish(uri, all, None).await;
    }
}

fn sources_left_out(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("one source was left out; the log of the server says which and why".to_owned()),
        more => Some(format!("{more} sources were left out; the log of the server says which and why")),
    }
}

fn is_set_up(path: &Path, config: &Config) -> bool {
    config.set_up_files().any(|file| file == path)
}

/// Whether a notice is about all the sources of a folder, or about the index.
fn is_whole_corpus(path: &Path, config: &Config) -> bool {
    config.corpus.iter().any(|corpus| corpus == path) || config.index_folder().is_some_and(|folder| folder == path)
}

/// Cuts a long log and says so.
fn cut(log: &mut Vec<String>) {
    let more = log.len().saturating_sub(MOST_LINES);
    if more > 0 {
        log.truncate(MOST_LINES);
        log.push(format!("{more} more like these; `glossator corpus stats --format json` names every one"));
    }
}

impl Outlook {
    /// A path as seen from the folder it lies in, which is named where there are
    /// several; any other path whole.
    fn seen(&self, path: &Path) -> String {
        let inside = |folder: &PathBuf| {
            let inner = path.strip_prefix(folder).ok().filter(|inner| !inner.as_os_str().is_empty())?;
            let name = folder.file_name().filter(|_| self.folders.len() > 1);
            Some(name.map_or_else(|| inner.to_owned(), |name| Path::new(name).join(inner)))
        };
        let nearest = self.folders.iter().filter_map(inside).min_by_key(|inner| inner.components().count());
        nearest.as_deref().unwrap_or(path).display().to_string()
    }
}

/// "terms.toml:3:1: message", the path as `show` says.
fn line(notice: &Notice, show: impl Fn(&Path) -> String) -> String {
    let message = &notice.message;
    match (&notice.path, notice.place) {
        (Some(path), Some(place)) => format!("{}:{}:{}: {message}", show(path), place.line, place.column),
        (Some(path), None) => format!("{}: {message}", show(path)),
        (None, _) => message.clone(),
    }
}

/// One sentence on all faults, with the first of them.
fn summary(files: &ByFile, outlook: &Outlook) -> Option<String> {
    let (file, first) = files.iter().find_map(|(file, diagnostics)| Some((file, diagnostics.first()?)))?;
    let count: usize = files.values().map(Vec::len).sum();
    let more = if count > 1 { format!(" (and {} more)", count - 1) } else { String::new() };
    Some(format!("{}:{}: {}{more}", outlook.seen(file), first.range.start.line + 1, first.message))
}

fn diagnostics<'f>(
    path: &Path,
    faults: impl Iterator<Item = (Option<Place>, &'f str)>,
    severity: DiagnosticSeverity,
    encoding: Encoding,
) -> Vec<Diagnostic> {
    let text = String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
    let lines = LineIndex::new(&text);
    let ruler = Ruler { text: &text, lines: &lines, encoding };
    faults
        .map(|(place, message)| Diagnostic {
            range: place.map_or_else(Range::default, |place| rest_of_line(ruler, place)),
            severity: Some(severity),
            source: Some(SOURCE.to_owned()),
            message: message.to_owned(),
            ..Diagnostic::default()
        })
        .collect()
}

fn rest_of_line(ruler: Ruler<'_>, place: Place) -> Range {
    let start = ruler.offset(ruler.position_of(place));
    let line = ruler.lines.line_span(ruler.text, place.line.saturating_sub(1));
    ruler.range(Span::new(start, line.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(folders: &[&str], path: &str) -> String {
        let folders = folders.iter().map(|folder| Path::new("/w").join(folder)).collect();
        let seen = Outlook { encoding: Encoding::Utf16, folders }.seen(&Path::new("/w").join(path));
        seen.replace('\\', "/")
    }

    #[test]
    fn a_path_is_shown_as_seen_from_its_folder() {
        assert_eq!(seen(&["one"], "one/terms/a.toml"), "terms/a.toml");
        assert_eq!(seen(&["one"], "other/a.toml"), "/w/other/a.toml");
        assert_eq!(seen(&["one"], "one"), "/w/one");
    }

    #[test]
    fn of_several_folders_the_nearest_is_named() {
        assert_eq!(seen(&["one", "two"], "two/a.toml"), "two/a.toml");
        assert_eq!(seen(&["one", "one/inner"], "one/inner/a.toml"), "inner/a.toml");
    }
}
