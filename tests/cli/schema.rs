//! The schema of `glossator.toml`, and that it takes and refuses what the program does.

use glossator::engine::Config;
use glossator::engine::config::{KEYS, template};
use jsonschema::Validator;
use serde_json::Value;

use super::support::{Project, sample};

fn validator() -> Validator {
    let schema = sample(&["config", "--schema"]).ends_with(0).json();
    jsonschema::meta::validate(&schema).expect("a good schema");
    jsonschema::validator_for(&schema).expect("a good schema")
}

/// A file as an editor hands it to the schema: dates are texts.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(list) => list.iter().map(as_json).collect(),
        toml::Value::Table(table) => table.iter().map(|(name, value)| (name.clone(), as_json(value))).collect(),
        other => serde_json::to_value(other).expect("JSON has it too"),
    }
}

fn faults(validator: &Validator, text: &str) -> Vec<String> {
    let table = toml::Value::Table(text.parse().expect("a TOML file"));
    validator.iter_errors(&as_json(&table)).map(|error| error.to_string()).collect()
}

#[test]
fn the_schema_takes_the_sample_and_every_example() {
    let (validator, mut text) = (validator(), template().replace("# [[overrides]]", "[[overrides]]"));
    for key in KEYS {
        text = text.replace(&format!("# {}\n", key.example), &format!("{}\n", key.example));
    }
    assert_eq!(text.matches(" = ").count() - text.matches("superseded-rendering = ").count(), KEYS.len(), "{text}");
    for text in [&text, &template(), include_str!("../../fixtures/glossator.toml")] {
        assert_eq!(faults(&validator, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_schema_and_the_program_agree() {
    let (validator, project) = (validator(), Project::new(&[]));
    for (text, is_good) in [
        ("", true),
        ("[corpus]\nexclude = \"a/**\"\n", true),
        ("[check]\nas-of = 2024\n", true),
        ("[check]\nas-of = 2024-06-18\nrenderings = \"majority\"\nfail-on = \"off\"\n", true),
        ("[[overrides]]\nfiles = [\"a/**\"]\nrules = { mixed-renderings = \"error\" }\n", true),
        ("corpus = 3\n", false),
        ("[corpora]\n", false),
        ("[corpus]\npath = []\n", false),
        ("[corpus]\nexclude = 3\n", false),
        ("[corpus]\nexclude = [3]\n", false),
        ("[corpus]\ncache = []\n", false),
        ("[check]\nas-of = \"June\"\n", false),
        ("[check]\nas-of = \"2024-13\"\n", false),
        ("[check]\nas-of = 24\n", false),
        ("[check]\nrenderings = \"mine\"\n", false),
        ("[check]\nfail-on = \"info\"\n", false),
        ("[rules]\nsuperseded-renderings = \"off\"\n", false),
        ("[rules]\nsuperseded-rendering = \"loud\"\n", false),
        ("[[overrides]]\nrules = {}\n", false),
        ("[[overrides]]\nfiles = [\"a\"]\nrules = { none = \"off\" }\n", false),
        ("[[overrides]]\nfile = [\"a\"]\n", false),
        ("[overrides]\nfiles = [\"a\"]\n", false),
    ] {
        project.write("glossator.toml", text.as_bytes());
        assert_eq!(Config::load(&project.path("glossator.toml")).is_ok(), is_good, "the program, of {text}");
        assert_eq!(faults(&validator, text).is_empty(), is_good, "the schema, of {text}");
    }
}

#[test]
fn the_schema_needs_no_project_and_no_index() {
    let project = Project::new(&[]);
    project.run(&["config", "--schema"]).ends_with(0).says("\"additionalProperties\": false");
    let output = project.command(&["config", "--schema"]).env("GLOSSATOR_CACHE", "x").output();
    assert!(output.expect("the program runs").status.success());
}
