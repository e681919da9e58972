//! What a client may set: the same as the flags of the command line, which outrank it,
//! and what is shown.
//!
//! [`SETTINGS`] is the one list of them: what is read, what is said of a value that
//! cannot be used, and the schema that editors show are made from it. Relative paths
//! start from the first workspace folder.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::engine::Flags;
use crate::prose::PartialDate;

/// What all names of settings begin with.
const SECTION: &str = "glossator";

/// Something a client may set.
struct Setting {
    name: &'static str,
    kind: Kind,
    /// What it means, in Markdown.
    meaning: &'static str,
}

/// What the command line and the client chose.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    /// What all projects stand under.
    pub(super) flags: Flags,
    /// Whether inlay hints are given.
    pub(super) inlay_hints: bool,
}

/// What a setting holds, and the flag it stands for.
enum Kind {
    /// Files and folders.
    Paths(fn(&mut Flags) -> &mut Vec<PathBuf>),
    /// One file or folder.
    Path(fn(&mut Flags) -> &mut Option<PathBuf>),
    /// A year, a month or a day.
    Date(fn(&mut Flags) -> &mut Option<PartialDate>),
    /// On, unless it says off.
    Switch(fn(&mut Chosen) -> &mut bool),
}

const SETTINGS: [Setting; 5] = [
    Setting {
        name: "corpus",
        kind: Kind::Paths(|flags| &mut flags.corpus),
        meaning: "Folders and files of sources, in the place of those of `glossator.toml`. \
            A path that is not absolute starts from the first workspace folder.",
    },
    Setting {
        name: "termbase",
        kind: Kind::Paths(|flags| &mut flags.termbases),
        meaning: "Termbase files, in the place of those of `glossator.toml`. \
            A path that is not absolute starts from the first workspace folder.",
    },
    Setting {
        name: "asOf",
        kind: Kind::Date(|flags| &mut flags.as_of),
        meaning: "The date that every draft is judged at (`2024`, `2024-06` or `2024-06-18`), whatever its own says. \
            Empty: the draft's own date, else that of `glossator.toml`, else today.",
    },
    Setting {
        name: "cache",
        kind: Kind::Path(|flags| &mut flags.cache),
        meaning: "The folder that holds indexes. Empty: that of `glossator.toml`, else your cache folder.",
    },
    Setting {
        name: "inlayHints",
        kind: Kind::Switch(|chosen| &mut chosen.inlay_hints),
        meaning: "Numbers before the items of a listed set (`2/4`), where the text shows none or another one, \
            in an editor that shows inlay hints.",
    },
];

/// The settings as an editor describes them to its user: by name, with type, default,
/// scope and order, as in `contributes.configuration.properties` of a VS Code extension.
///
/// One server serves a window, so no setting is for a folder alone.
#[must_use]
pub fn settings_schema() -> Value {
    let described = |(order, setting): (usize, &Setting)| {
        let about =
            [("markdownDescription", json!(setting.meaning)), ("order", json!(order)), ("scope", json!("window"))];
        let members = setting.kind.schema().into_iter().chain(about);
        let schema = members.map(|(name, value)| (name.to_owned(), value)).collect();
        (format!("{SECTION}.{}", setting.name), Value::Object(schema))
    };
    Value::Object((1..).zip(&SETTINGS).map(described).collect())
}

impl Kind {
    fn schema(&self) -> Vec<(&'static str, Value)> {
        match self {
            Self::Paths(_) => {
                vec![("type", json!("array")), ("items", json!({"type": "string"})), ("default", json!([]))]
            }
            Self::Path(_) => vec![("type", json!("string")), ("default", json!(""))],
            Self::Date(_) => vec![
                ("type", json!("string")),
                ("default", json!("")),
                ("pattern", json!("^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$")),
                ("patternErrorMessage", json!("Write a year, a month or a day, such as 2024, 2024-06 or 2024-06-18.")),
            ],
            Self::Switch(_) => vec![("type", json!("boolean")), ("default", json!(true))],
        }
    }
}

/// What holds for all projects: the flags of the command line, then the client's settings.
/// A setting that cannot be read is left out and said in the second value.
pub(super) fn chosen(command_line: &Flags, settings: &Value, folder: Option<&Path>) -> (Chosen, Vec<String>) {
    let settings = settings.get(SECTION).unwrap_or(settings);
    let mut chosen = Chosen { flags: command_line.clone(), inlay_hints: true };
    let mut problems = Vec::new();
    for setting in &SETTINGS {
        let value = settings.get(setting.name).unwrap_or(&Value::Null);
        let read = Read {
            folder,
            problem: &mut |what| problems.push(format!("setting \"{SECTION}.{}\": {what}", setting.name)),
        };
        setting.kind.put(&mut chosen, value, read);
    }
    (chosen, problems)
}

/// How values are read.
struct Read<'r> {
    folder: Option<&'r Path>,
    problem: &'r mut dyn FnMut(String),
}

impl Kind {
    /// Puts a value where the command line says nothing.
    fn put(&self, chosen: &mut Chosen, value: &Value, mut read: Read<'_>) {
        let flags = &mut chosen.flags;
        match self {
            Self::Paths(place) => {
                let paths = place(flags);
                if paths.is_empty() {
                    *paths = read.paths(value);
                }
            }
            Self::Path(place) => {
                let path = place(flags);
                if path.is_none() {
                    *path = read.paths(value).into_iter().next();
                }
            }
            Self::Date(place) => {
                let date = place(flags);
                if date.is_none() {
                    *date = read.date(value);
                }
            }
            Self::Switch(place) => *place(chosen) = read.switch(value),
        }
    }
}

impl Read<'_> {
    /// One path or a list of them; empty ones are none.
    fn paths(&mut self, value: &Value) -> Vec<PathBuf> {
        let list = match value {
            Value::Null => return Vec::new(),
            Value::Array(list) => list.as_slice(),
            one => std::slice::from_ref(one),
        };
        let folder = self.folder;
        let texts = list.iter().filter_map(|value| self.text(value, "a path")).filter(|text| !text.is_empty());
        texts.map(|text| folder.map_or_else(|| PathBuf::from(text), |folder| folder.join(text))).collect()
    }

    /// Whether something is on; it is, where nothing is said.
    fn switch(&mut self, value: &Value) -> bool {
        if !value.is_null() && !value.is_boolean() {
            (self.problem)(format!("expected true or false, found {value}"));
        }
        value.as_bool().unwrap_or(true)
    }

    fn date(&mut self, value: &Value) -> Option<PartialDate> {
        let text = match value {
            Value::Null => return None,
            value => self.text(value, "a date").filter(|text| !text.is_empty())?,
        };
        text.parse().map_err(|error| (self.problem)(format!("{error}"))).ok()
    }

    fn text<'v>(&mut self, value: &'v Value, expected: &str) -> Option<&'v str> {
        let text = value.as_str();
        if text.is_none() {
            (self.problem)(format!("expected {expected} as text, found {value}"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_outranks_the_client() {
        let settings =
            json!({"glossator": {"corpus": "sources", "termbase": ["a.toml", "/b.toml"], "asOf": "2017-10"}});
        let command_line = Flags { corpus: vec!["mine".into()], ..Flags::default() };
        let (Chosen { flags, .. }, problems) = chosen(&command_line, &settings, Some(Path::new("/w")));
        assert_eq!(flags.corpus, [PathBuf::from("mine")]);
        assert_eq!(flags.termbases, [PathBuf::from("/w/a.toml"), PathBuf::from("/b.toml")]);
        assert_eq!(flags.as_of, "2017-10".parse().ok());
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn says_which_setting_cannot_be_read() {
        let (Chosen { flags, .. }, problems) = chosen(&Flags::default(), &json!({"asOf": "soon", "corpus": 3}), None);
        assert!(flags.as_of.is_none() && flags.corpus.is_empty());
        assert_eq!(
            problems,
            [
                "setting \"glossator.corpus\": expected a path as text, found 3",
                "setting \"glossator.asOf\": \"soon\" is not a date; write a year, a month or a day, \
                 such as 2017, 2017-10 or 2017-10-18",
            ]
        );
    }

    #[test]
    fn a_switch_is_on_unless_it_is_off() {
        for (settings, is_on) in [(json!({}), true), (json!({"inlayHints": false}), false), (json!(null), true)] {
            assert_eq!(chosen(&Flags::default(), &settings, None).0.inlay_hints, is_on, "{settings}");
        }
        let (chosen, problems) = chosen(&Flags::default(), &json!({"inlayHints": "no"}), None);
        assert!(chosen.inlay_hints);
        assert_eq!(problems, ["setting \"glossator.inlayHints\": expected true or false, found \"no\""]);
    }

    #[test]
    fn defaults_set_nothing() {
        let schema = settings_schema();
        let defaults = schema.as_object().into_iter().flatten().map(|(name, schema)| {
            let name = name.trim_start_matches("glossator.");
            (name.to_owned(), schema["default"].clone())
        });
        let defaults: Value = defaults.collect();
        let (Chosen { flags, inlay_hints }, problems) =
            chosen(&Flags::default(), &json!({"glossator": defaults}), None);
        assert!(inlay_hints);
        assert!(!flags.make_project() && flags.as_of.is_none() && flags.cache.is_none(), "{flags:?}");
        assert_eq!(problems, Vec::<String>::new());
    }
}
