//! `glossator config --schema`: the JSON schema of `glossator.toml`, made from the
//! same list of keys as the loader, so that editors can complete and check the file.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::Ending;
use crate::engine::config::{FILE_NAME, KEYS, Kind, POLICIES, PRACTICES, WAYS_TO_CITE};
use crate::rules::{RULES, Rule, Severity};

/// Prints the schema.
pub(super) fn run(out: &mut dyn Write) -> anyhow::Result<Ending> {
    serde_json::to_writer_pretty(&mut *out, &schema())?;
    writeln!(out)?;
    Ok(Ending::Clean)
}

fn schema() -> Value {
    let tables: Map<String, Value> = KEYS.iter().map(|key| (key.table.to_owned(), table(key.table))).collect();
    with(
        object(&tables),
        [
            ("$schema", json!("http://json-schema.org/draft-07/schema#")),
            ("title", json!(FILE_NAME)),
            ("description", json!("Which sources and terms the drafts in this folder are held against, and how.")),
        ],
    )
}

/// The schema of a table; `[[overrides]]` is a list of tables.
fn table(name: &str) -> Value {
    match name {
        "rules" => severities(),
        "overrides" => json!({"type": "array", "items": with(keys(name), [("required", json!(["files"]))])}),
        _ => keys(name),
    }
}

fn keys(table: &str) -> Value {
    let keys = KEYS.iter().filter(|key| key.table == table);
    object(
        &keys.map(|key| (key.name.to_owned(), with(value(key.kind), [("description", json!(key.meaning))]))).collect(),
    )
}

fn value(kind: Kind) -> Value {
    match kind {
        Kind::Texts => json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
        Kind::Text => json!({"type": "string"}),
        Kind::Date => json!({
            "anyOf": [
                {"type": "string", "pattern": "^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 9999},
            ],
        }),
        Kind::Policy => json!({"enum": POLICIES.map(|(name, _)| name)}),
        Kind::Practice => json!({"enum": PRACTICES.map(|(name, _)| name)}),
        Kind::CiteAs => json!({"enum": WAYS_TO_CITE.map(|(name, _)| name)}),
        Kind::Severity => json!({"enum": Severity::ALL}),
        Kind::Severities => severities(),
    }
}

/// A severity for each rule.
fn severities() -> Value {
    let about = |rule: &Rule| [("default", json!(rule.severity)), ("description", json!(rule.summary))];
    let rules = RULES.iter().map(|rule| (rule.name.to_owned(), with(value(Kind::Severity), about(rule))));
    object(&rules.collect())
}

/// A table with these members and no others.
fn object(members: &Map<String, Value>) -> Value {
    json!({"type": "object", "properties": members, "additionalProperties": false})
}

/// A schema that says more.
fn with<const MORE: usize>(mut schema: Value, more: [(&str, Value); MORE]) -> Value {
    if let Value::Object(members) = &mut schema {
        members.extend(more.map(|(name, value)| (name.to_owned(), value)));
    }
    schema
}
