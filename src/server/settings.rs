//! What a client may set: `corpus`, `termbase`, `asOf`, `cache`, the same four
//! things as the flags of the command line, which outrank it.
//!
//! Relative paths start from the first workspace folder.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::engine::Flags;

/// The flags for all projects: those of the command line, then the client's.
/// A setting that cannot be read is left out and said in the second value.
pub(super) fn flags(command_line: &Flags, settings: &Value, folder: Option<&Path>) -> (Flags, Vec<String>) {
    let settings = settings.get("glossator").unwrap_or(settings);
    let mut problems = Vec::new();
    let mut flags = command_line.clone();
    if flags.corpus.is_empty() {
        flags.corpus = paths(settings, "corpus", folder, &mut problems);
    }
    if flags.termbases.is_empty() {
        flags.termbases = paths(settings, "termbase", folder, &mut problems);
    }
    flags.cache = flags.cache.or_else(|| paths(settings, "cache", folder, &mut problems).into_iter().next());
    flags.as_of = flags.as_of.or_else(|| match settings.get("asOf")? {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => text.parse().map_err(|error| problems.push(format!("setting \"asOf\": {error}"))).ok(),
        Value::Null => None,
        other => {
            problems.push(format!("setting \"asOf\": expected a date as text, found {other}"));
            None
        }
    });
    (flags, problems)
}

/// One path or a list of them.
fn paths(settings: &Value, name: &str, folder: Option<&Path>, problems: &mut Vec<String>) -> Vec<PathBuf> {
    let list = match settings.get(name) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    let mut paths = Vec::new();
    for value in list {
        match value.as_str() {
            Some("") => {}
            Some(text) => paths.push(folder.map_or_else(|| PathBuf::from(text), |folder| folder.join(text))),
            None => problems.push(format!("setting \"{name}\": expected a path as text, found {value}")),
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_command_line_outranks_the_client() {
        let settings =
            json!({"glossator": {"corpus": "sources", "termbase": ["a.toml", "/b.toml"], "asOf": "2017-10"}});
        let command_line = Flags { corpus: vec!["mine".into()], ..Flags::default() };
        let (flags, problems) = flags(&command_line, &settings, Some(Path::new("/w")));
        assert_eq!(flags.corpus, [PathBuf::from("mine")]);
        assert_eq!(flags.termbases, [PathBuf::from("/w/a.toml"), PathBuf::from("/b.toml")]);
        assert_eq!(flags.as_of, "2017-10".parse().ok());
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn says_which_setting_cannot_be_read() {
        let (flags, problems) = flags(&Flags::default(), &json!({"asOf": "soon", "corpus": 3}), None);
        assert!(flags.as_of.is_none() && flags.corpus.is_empty());
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
