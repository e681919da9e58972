//! Reads `glossator.toml` and says of every mistake in it what, where, and what
//! was probably meant.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobMatcher};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{KEYS, POLICIES, PRACTICES, WAYS_TO_CITE};
use super::{Config, Override, absolute, is_glob};
use crate::corpus::bibliography::is_style;
use crate::prose::PartialDate;
use crate::rules::{self, Severity};
use crate::text::{LineIndex, Place};

/// A settings file that cannot be used, with all its mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong and where, in order of place; without a place where the file
    /// could not be read at all.
    pub faults: Vec<(Option<Place>, String)>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (place, message)) in self.faults.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{}", self.path.display())?;
            if let Some(place) = place {
                write!(f, ":{}:{}", place.line, place.column)?;
            }
            write!(f, ": {message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

pub(super) fn load(file: &Path) -> Result<Config, ConfigError> {
    let text = std::fs::read_to_string(file)
        .map_err(|cause| ConfigError { path: file.to_owned(), faults: vec![(None, unreadable(&cause))] })?;
    let root = file.parent().unwrap_or(Path::new("")).to_owned();
    let mut reader = Reader { text: &text, lines: LineIndex::new(&text), faults: Vec::new() };
    let mut config = Config::empty(root);
    config.file = Some(file.to_owned());
    match DeTable::parse(&text) {
        Ok(table) => reader.file(table.get_ref(), &mut config),
        Err(error) => reader.fault_at(error.span().map_or(0, |span| span.start), error.message()),
    }
    if reader.faults.is_empty() {
        return Ok(config);
    }
    reader.faults.sort();
    Err(ConfigError { path: file.to_owned(), faults: reader.faults })
}

fn unreadable(cause: &std::io::Error) -> String {
    match cause.kind() {
        std::io::ErrorKind::InvalidData => "is not in UTF-8; save it in that encoding".to_owned(),
        _ => format!("cannot be read: {cause}"),
    }
}

type Value<'t> = Spanned<DeValue<'t>>;

struct Reader<'t> {
    text: &'t str,
    lines: LineIndex,
    faults: Vec<(Option<Place>, String)>,
}

impl Reader<'_> {
    fn fault_at(&mut self, offset: usize, message: impl Into<String>) {
        let place = self.lines.place(self.text, offset);
        self.faults.push((Some(place), message.into()));
    }

    fn fault(&mut self, value: &Value<'_>, message: impl Into<String>) {
        self.fault_at(value.span().start, message);
    }

    fn file(&mut self, table: &DeTable<'_>, config: &mut Config) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "corpus" => self.section("corpus", value, |reader, name, value| reader.corpus(name, value, config)),
                "termbase" => self.section("termbase", value, |reader, _, value| {
                    config.termbases = reader.globbed(value, &config.root);
                }),
                "citations" => {
                    self.section("citations", value, |reader, name, value| reader.citations(name, value, config));
                }
                "check" => self.section("check", value, |reader, name, value| reader.check(name, value, config)),
                "rules" => config.rules = self.rules(value),
                "overrides" => config.overrides = self.overrides(value),
                unknown => {
                    let tables = ["corpus", "termbase", "citations", "check", "rules", "overrides"];
                    self.fault_at(key.span().start, unknown_name("table", unknown, tables.into_iter()));
                }
            }
        }
    }

    /// Walks one table; names that [`KEYS`] does not list are faults.
    fn section(&mut self, table: &str, value: &Value<'_>, mut read: impl FnMut(&mut Self, &str, &Value<'_>)) {
        let Some(entries) = value.get_ref().as_table() else {
            self.fault(value, format!("\"{table}\" is a table; write [{table}]"));
            return;
        };
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            let known = || KEYS.iter().filter(|key| key.table == table).map(|key| key.name);
            if known().any(|known| known == name) {
                read(self, name, value);
            } else {
                self.fault_at(key.span().start, unknown_name("key", name, known()));
            }
        }
    }

    fn corpus(&mut self, name: &str, value: &Value<'_>, config: &mut Config) {
        match name {
            "paths" => config.corpus = self.paths(value, &config.root),
            "exclude" => config.exclude = self.globs(value).into_iter().map(|(pattern, _)| pattern).collect(),
            _ => config.cache = self.string(value).map(|path| absolute(&config.root.join(path))),
        }
    }

    fn citations(&mut self, name: &str, value: &Value<'_>, config: &mut Config) {
        if name == "bibliography" {
            config.bibliographies = self.globbed(value, &config.root);
            return;
        }
        let Some(named) = self.string(value) else { return };
        match name {
            "style" if is_style(&named) => config.citation_style = named,
            "style" => self.fault(
                value,
                format!("there is no citation style \"{named}\"; chicago-notes, apa, modern-language-association and ieee are some"),
            ),
            _ => match WAYS_TO_CITE.into_iter().find(|(known, _)| *known == named) {
                Some((_, way)) => config.cite_as = way,
                None => {
                    self.fault(value, unknown_name("value", &named, WAYS_TO_CITE.into_iter().map(|(known, _)| known)));
                }
            },
        }
    }

    fn check(&mut self, name: &str, value: &Value<'_>, config: &mut Config) {
        if name == "as-of" {
            config.as_of = self.date(value);
            return;
        }
        if name == "fail-on" {
            config.fail_on = self.severity(value);
            return;
        }
        if name == "known-abbreviations" {
            config.known_abbreviations = self.strings(value).into_iter().map(|(_, known)| known).collect();
            return;
        }
        if name == "quoting" {
            config.quoting = self.named(value, &PRACTICES).unwrap_or(config.quoting);
            return;
        }
        config.renderings = self.named(value, &POLICIES).unwrap_or(config.renderings);
    }

    /// One of a few values, by its name.
    fn named<T: Copy>(&mut self, value: &Value<'_>, values: &[(&'static str, T)]) -> Option<T> {
        let name = self.string(value)?;
        let found = values.iter().find(|(known, _)| *known == name).map(|(_, found)| *found);
        if found.is_none() {
            self.fault(value, unknown_name("value", &name, values.iter().map(|(known, _)| *known)));
        }
        found
    }

    fn date(&mut self, value: &Value<'_>) -> Option<PartialDate> {
        let written = match value.get_ref() {
            DeValue::Datetime(date) => date.date.map(|date| date.to_string()).unwrap_or_default(),
            DeValue::Integer(year) => year.as_str().to_owned(),
            _ => self.string(value)?,
        };
        written.parse().map_err(|error| self.fault(value, format!("{error}"))).ok()
    }

    fn rules(&mut self, value: &Value<'_>) -> BTreeMap<&'static str, Severity> {
        let mut severities = BTreeMap::new();
        let Some(entries) = value.get_ref().as_table() else {
            self.fault(value, "rules are a table: RULE = \"off\" | \"hint\" | \"warning\" | \"error\"");
            return severities;
        };
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            let Some(rule) = rules::find(name) else {
                self.fault_at(key.span().start, unknown_rule(name));
                continue;
            };
            if let Some(severity) = self.severity(value) {
                severities.insert(rule.name, severity);
            }
        }
        severities
    }

    fn severity(&mut self, value: &Value<'_>) -> Option<Severity> {
        self.string(value)?.parse().map_err(|message: String| self.fault(value, message)).ok()
    }

    fn overrides(&mut self, value: &Value<'_>) -> Vec<Override> {
        let Some(entries) = value.get_ref().as_array() else {
            self.fault(value, "overrides are a list; write [[overrides]]");
            return Vec::new();
        };
        let mut overrides = Vec::new();
        for entry in entries {
            let mut read = Override { files: Vec::new(), rules: BTreeMap::new() };
            let faults = self.faults.len();
            self.section("overrides", entry, |reader, name, value| match name {
                "files" => read.files = reader.globs(value).into_iter().map(|(_, glob)| glob).collect(),
                _ => read.rules = reader.rules(value),
            });
            // A mistyped `files` has been said already.
            if read.files.is_empty() && self.faults.len() == faults {
                self.fault(entry, "an override needs files = [globs], or it is for no draft at all");
            }
            overrides.push(read);
        }
        overrides
    }

    fn string(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.fault(value, format!("expected a text in quotation marks, found {}", value.get_ref().type_str()));
        }
        text
    }

    /// A list of texts with their offsets; one text alone is read as a list of one.
    fn strings(&mut self, value: &Value<'_>) -> Vec<(usize, String)> {
        let one = std::slice::from_ref(value);
        let values = value.get_ref().as_array().map_or(one, |values| values);
        values.iter().filter_map(|value| Some((value.span().start, self.string(value)?))).collect()
    }

    fn globs(&mut self, value: &Value<'_>) -> Vec<(String, GlobMatcher)> {
        let mut globs = Vec::new();
        for (start, pattern) in self.strings(value) {
            match Glob::new(&pattern) {
                Ok(glob) => globs.push((pattern, glob.compile_matcher())),
                Err(error) => self.fault_at(start, format!("\"{pattern}\" is no glob: {}", error.kind())),
            }
        }
        globs
    }

    fn paths(&mut self, value: &Value<'_>, root: &Path) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for (start, name) in self.strings(value) {
            let path = absolute(&root.join(&name));
            if path.exists() {
                paths.push(path);
            } else {
                self.fault_at(start, format!("\"{name}\" does not exist; paths are relative to this file"));
            }
        }
        paths
    }

    /// Paths, or globs over the files below `root`; each must name a file.
    fn globbed(&mut self, value: &Value<'_>, root: &Path) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for (start, pattern) in self.strings(value) {
            if !is_glob(&pattern) {
                paths.push(absolute(&root.join(&pattern)));
                continue;
            }
            match files_fitting(root, &pattern) {
                Ok(files) if files.is_empty() => {
                    self.fault_at(start, format!("no file fits \"{pattern}\" below the folder of this file"));
                }
                Ok(files) => paths.extend(files),
                Err(_) => self.fault_at(start, format!("\"{pattern}\" is no glob")),
            }
        }
        paths
    }
}

/// The files below a folder that a glob takes. The folders that the glob begins with are
/// entered whatever they are; below them those that are hidden or links are not.
///
/// # Errors
/// When the pattern is no glob.
pub fn files_fitting(root: &Path, pattern: &str) -> Result<Vec<PathBuf>, globset::Error> {
    let glob = Glob::new(pattern)?.compile_matcher();
    let mut walk = ignore::WalkBuilder::new(root.join(beginning(pattern)));
    walk.standard_filters(false).hidden(true).sort_by_file_path(Ord::cmp);
    let paths = walk.build().filter_map(Result::ok).map(ignore::DirEntry::into_path);
    let fits = |path: &PathBuf| path.strip_prefix(root).is_ok_and(|below| glob.is_match(below)) && path.is_file();
    Ok(paths.filter(fits).collect())
}

/// The folders below the root that a glob names before its first pattern.
fn beginning(pattern: &str) -> PathBuf {
    let named = |part: &Component<'_>| matches!(part, Component::Normal(name) if !name.to_str().is_none_or(is_glob));
    Path::new(pattern).components().take_while(named).collect()
}

/// Of a line under [rules] that only lost its own header, says where it belongs.
fn unknown_rule(name: &str) -> String {
    let tables: Vec<String> = KEYS.iter().filter(|key| key.name == name).map(header).collect();
    if tables.is_empty() {
        return unknown_name("rule", name, rules::RULES.iter().map(|rule| rule.name));
    }
    format!("\"{name}\" is no rule; it belongs under {}", tables.join(" or "))
}

fn header(key: &super::Key) -> String {
    if key.table == "overrides" { "[[overrides]]".to_owned() } else { format!("[{}]", key.table) }
}

/// "unknown key "path"; did you mean "paths"?"
pub(crate) fn unknown_name<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    let nearest = known.clone().max_by(|one, other| {
        let nearness = |candidate: &str| strsim::jaro_winkler(candidate, name);
        nearness(one).total_cmp(&nearness(other))
    });
    match nearest {
        Some(nearest) if strsim::jaro_winkler(nearest, name) > 0.7 => {
            format!("unknown {what} \"{name}\"; did you mean \"{nearest}\"?")
        }
        _ => format!("unknown {what} \"{name}\"; known are {}", known.collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("glossator.toml");
        std::fs::write(&file, text).expect("a writable folder");
        match load(&file) {
            Ok(_) => Vec::new(),
            Err(error) => {
                let prefix = format!("{}:", file.display());
                error.to_string().lines().map(|line| line.trim_start_matches(&prefix).to_owned()).collect()
            }
        }
    }

    #[test]
    fn an_unknown_key_names_its_place_and_the_nearest_valid_one() {
        assert_eq!(faults("[corpus]\npath = []\n"), ["2:1: unknown key \"path\"; did you mean \"paths\"?"]);
        assert_eq!(faults("[chekc]\n"), ["1:2: unknown table \"chekc\"; did you mean \"check\"?"]);
        assert_eq!(
            faults("[rules]\nsuperseded-renderings = \"off\"\n"),
            ["2:1: unknown rule \"superseded-renderings\"; did you mean \"superseded-rendering\"?"]
        );
    }

    #[test]
    fn a_key_below_the_wrong_header_is_told_its_own() {
        assert_eq!(
            faults("[rules]\nfiles = [\"terms/*.toml\"]\n"),
            ["2:1: \"files\" is no rule; it belongs under [termbase] or [[overrides]]"]
        );
        assert_eq!(
            faults("[[overrides]]\nfile = [\"a\"]\n"),
            ["2:1: unknown key \"file\"; did you mean \"files\"?"],
            "said once"
        );
    }

    #[test]
    fn says_all_that_is_wrong_at_once() {
        let found = faults("[check]\nas-of = \"June\"\nrenderings = \"mine\"\n[[overrides]]\nrules = {}\n");
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].starts_with("2:9: \"June\" is not a date"));
    }

    #[test]
    fn reads_the_severity_that_fails_a_check() {
        assert_eq!(faults("[check]\nfail-on = \"off\"\n"), Vec::<String>::new());
        assert_eq!(
            faults("[check]\nfail-on = \"info\"\n"),
            ["2:11: \"info\" is no severity; write off, hint, warning or error"]
        );
    }

    #[test]
    fn a_style_and_a_way_to_cite_are_known_by_name() {
        assert_eq!(faults("[citations]\nstyle = \"apa\"\ninsert = \"link\"\n"), Vec::<String>::new());
        assert_eq!(
            faults("[citations]\nstyle = \"mine\"\ninsert = \"foot\"\n"),
            [
                "2:9: there is no citation style \"mine\"; chicago-notes, apa, modern-language-association and ieee are some",
                "3:10: unknown value \"foot\"; did you mean \"footnote\"?",
            ]
        );
    }

    #[test]
    fn a_file_in_another_encoding_is_told_so() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("glossator.toml");
        std::fs::write(&file, b"[corpus]\npaths = [\"\xe9\"]\n").expect("a writable folder");
        let told = load(&file).expect_err("refused").to_string();
        assert!(told.ends_with("is not in UTF-8; save it in that encoding"), "{told}");
    }

    #[test]
    fn takes_the_template_as_it_is() {
        assert_eq!(faults(&super::super::template()), Vec::<String>::new());
    }

    #[test]
    fn reads_dates_as_text_number_or_date() {
        for date in ["\"2024-06\"", "2024", "2024-06-18"] {
            assert_eq!(faults(&format!("[check]\nas-of = {date}\n")), Vec::<String>::new());
        }
    }
}
