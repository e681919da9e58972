//! What may differ between two sessions that say the same: where the project lies,
//! what the index is called, versions, memory, and the names a server gives to its
//! reports.

use std::path::Path;

use serde_json::{Value, json};

use super::recording::{WORKSPACE, each_text};

/// A message of the server, with nothing of this machine in it.
pub(super) fn portable(message: &Value, root: &Path) -> Value {
    let root = root.to_str().expect("a plain path");
    each_text(message, &|text| without_index(&text.replace(root, WORKSPACE)))
}

/// The name of an index is made from the paths of its sources.
fn without_index(text: &str) -> String {
    const CACHE: &str = "${WORKSPACE}/.cache/";
    let mut parts = text.split(CACHE);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push_str(CACHE);
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_hexdigit()).len();
        let name = if digits == 16 { "${INDEX}" } else { &part[..digits] };
        whole.extend([name, &part[digits..]]);
    }
    whole
}

/// What is compared of an answer to `method`.
pub(super) fn essence(method: &str, answer: &Value) -> Value {
    let mut answer = json!({"result": answer["result"], "error": answer["error"]["code"]});
    match method {
        "initialize" => answer["result"]["serverInfo"]["version"] = Value::Null,
        "workspace/executeCommand" => {
            if let Some(text) = answer["result"].as_str() {
                answer["result"] = json!(without_figures(text));
            }
        }
        _ => {}
    }
    answer
}

/// Debug information without the version and the system it runs on, and its memory.
fn without_figures(text: &str) -> String {
    let changes = |line: &str| ["glossator ", "memory: "].iter().any(|name| line.starts_with(name));
    text.lines().filter(|line| !changes(line)).collect::<Vec<_>>().join("\n")
}

/// Whether `whole` has all that `part` has. A server may come to offer more than it
/// did when a session was recorded, and no less.
pub(super) fn holds(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(name, part)| whole.get(name).is_some_and(|whole| holds(whole, part)))
        }
        (Value::Array(whole), Value::Array(part)) => part.iter().all(|part| whole.iter().any(|one| holds(one, part))),
        (whole, part) => whole == part,
    }
}

/// Where two values differ first, for a message.
pub(super) fn difference(recorded: &Value, live: &Value) -> String {
    match (recorded, live) {
        (Value::Object(old), Value::Object(new)) => {
            let names = old.keys().chain(new.keys());
            let differing = |name: &&String| old.get(*name) != new.get(*name);
            let inner = |name: &String| {
                let at = |members: &serde_json::Map<String, Value>| members.get(name).cloned().unwrap_or_default();
                format!(".{name}{}", difference(&at(old), &at(new)))
            };
            names.into_iter().find(differing).map(inner).unwrap_or_default()
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            let pairs = old.iter().zip(new).enumerate();
            let inner = |(at, (old, new)): (usize, (&Value, &Value))| format!("[{at}]{}", difference(old, new));
            pairs.into_iter().find(|(_, (old, new))| old != new).map(inner).unwrap_or_default()
        }
        _ => format!(": recorded {recorded:#}, now {live:#}"),
    }
}
