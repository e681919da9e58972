//! What the VS Code extension says of the server is what the server says of itself:
//! its settings, its version, and the schema of `glossator.toml`.
//!
//! `GLOSSATOR_WRITE=1 cargo test --test vscode_manifest` writes the server's word into
//! the extension: the properties of the section "Project", and the schema. Everything
//! else in `package.json` is written by hand and left as it stands.

#![expect(clippy::indexing_slicing, clippy::string_slice, reason = "a test fails where a member is missing")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// The section of settings that is made from the server's.
const SECTION: &str = "Project";

fn extension(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode").join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(extension(name)).expect("a file of the extension")
}

/// Puts a text in the place of a file at once: another test may be reading it.
fn write(name: &str, text: &str) {
    let draft = extension(&format!("{name}.new"));
    std::fs::write(&draft, text).expect("a writable folder");
    std::fs::rename(&draft, extension(name)).expect("a writable folder");
}

/// Whether the extension is to be written.
fn writes() -> bool {
    std::env::var_os("GLOSSATOR_WRITE").is_some()
}

fn sections(manifest: &Value) -> &Vec<Value> {
    manifest["contributes"]["configuration"].as_array().expect("sections of settings")
}

/// The manifest with other properties in the generated section, all else as it stands.
fn with_properties(manifest: &str, properties: &Value) -> String {
    let section = manifest.find(&format!("\"title\": \"{SECTION}\"")).expect("the generated section");
    let name = "\"properties\": ";
    let start = section + manifest[section..].find(name).expect("properties after the title") + name.len();
    let mut values = serde_json::Deserializer::from_str(&manifest[start..]).into_iter::<Value>();
    values.next().expect("an object").expect("an object");
    let end = start + values.byte_offset();
    let line = manifest[..start].rsplit('\n').next().unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start().len()];
    let properties = format!("{properties:#}").replace('\n', &format!("\n{indent}"));
    format!("{}{properties}{}", &manifest[..start], &manifest[end..])
}

#[test]
fn the_settings_are_those_of_the_server() {
    let (schema, text) = (glossator::server::settings_schema(), read("package.json"));
    if writes() {
        write("package.json", &with_properties(&text, &schema));
    }
    let manifest: Value = serde_json::from_str(&read("package.json")).expect("JSON");
    let section = sections(&manifest).iter().find(|section| section["title"] == SECTION);
    let properties = &section.expect("the generated section")["properties"];
    assert_eq!(*properties, schema, "GLOSSATOR_WRITE=1 writes them");
    for section in sections(&manifest).iter().filter(|section| section["title"] != SECTION) {
        let names = section["properties"].as_object().expect("properties");
        assert!(names.keys().all(|name| schema.get(name).is_none()), "{names:?} are the extension's own");
    }
}

#[test]
fn the_version_is_that_of_the_server() {
    let manifest: Value = serde_json::from_str(&read("package.json")).expect("JSON");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"), "they are released together");
}

#[test]
fn the_schema_of_the_settings_file_is_that_of_the_server() {
    let output = Command::new(env!("CARGO_BIN_EXE_glossator")).args(["config", "--schema"]).output();
    let schema = String::from_utf8(output.expect("the program runs").stdout).expect("a text");
    if writes() {
        write("glossator.schema.json", &schema);
    }
    assert!(!schema.is_empty() && read("glossator.schema.json") == schema, "GLOSSATOR_WRITE=1 writes it");
}

#[test]
fn only_the_generated_section_is_rewritten() {
    let manifest =
        "{\n  \"a\": [\n    {\"title\": \"Project\",\n     \"properties\": {\"x\": {\"}\": 1}}, \"b\": 2}\n  ]\n}\n";
    let written = with_properties(manifest, &json!({"y": 1}));
    assert_eq!(written, manifest.replace("{\"x\": {\"}\": 1}}", "{\n       \"y\": 1\n     }"));
}
