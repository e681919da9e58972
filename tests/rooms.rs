//! Holds the map in `src/lib.rs` true: rooms import upward only, and a third-party
//! crate is named in the rooms that may name it and nowhere else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Rooms in reading order, each with the rooms it may import.
const ROOMS: [(&str, &[&str]); 10] = [
    ("text", &[]),
    ("prose", &["text"]),
    ("draft", &["text", "prose"]),
    ("termbase", &["text", "prose"]),
    ("corpus", &["text", "prose"]),
    ("evidence", &["text", "prose", "draft", "termbase", "corpus"]),
    ("rules", &["text", "prose", "draft", "termbase", "corpus", "evidence"]),
    ("engine", &["text", "prose", "draft", "termbase", "corpus", "evidence", "rules"]),
    ("server", &["text", "prose", "draft", "termbase", "corpus", "evidence", "rules", "engine"]),
    ("cli", &["text", "prose", "draft", "termbase", "corpus", "evidence", "rules", "engine", "server"]),
];

/// Crates that any room may name: they bring words, not behaviour.
const EVERYWHERE: [&str; 3] = ["serde", "rustc_hash", "thiserror"];

/// The other crates, each with the rooms that may name it.
const CRATES: [(&str, &[&str]); 41] = [
    ("annotate_snippets", &["cli"]),
    ("anstream", &["cli"]),
    ("anyhow", &["cli"]),
    ("biblatex", &["corpus"]),
    ("chardetng", &["corpus"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("encoding_rs", &["corpus"]),
    ("etcetera", &["engine"]),
    ("flate2", &["corpus"]),
    ("frostem", &["text"]),
    ("futures", &["server"]),
    ("globset", &["engine", "corpus"]),
    ("hayagriva", &["corpus"]),
    ("html5gum", &["corpus"]),
    ("ignore", &["engine", "corpus", "cli"]),
    ("indicatif", &["cli"]),
    ("jiff", &["prose", "engine", "cli", "server"]),
    ("memmap2", &["corpus"]),
    ("pdf_extract", &["corpus"]),
    ("pulldown_cmark", &["draft"]),
    ("quick_xml", &["corpus"]),
    ("regex", &["prose", "corpus"]),
    ("ropey", &["draft", "server"]),
    ("serde_json", &["prose", "corpus", "cli", "server"]),
    ("serde_saphyr", &["prose", "corpus"]),
    ("similar", &["cli"]),
    ("strsim", &["prose", "termbase", "evidence", "rules", "engine", "cli"]),
    ("terminal_size", &["cli"]),
    ("tokio", &["server"]),
    ("toml", &["prose", "termbase", "engine"]),
    ("tower", &["server"]),
    ("tower_lsp", &["server"]),
    ("tracing", &["engine", "server", "cli"]),
    ("tracing_subscriber", &["server", "cli"]),
    ("unicode_normalization", &["text"]),
    ("unicode_segmentation", &["text", "prose"]),
    ("unicode_width", &["cli"]),
    ("whatlang", &["corpus"]),
    ("xxhash_rust", &["draft", "corpus", "engine", "cli"]),
    ("zip", &["corpus"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The files of a room with their code: no comments, and nothing from the tests on.
fn code_of(room: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    let code = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("a readable source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        (path, lines.join("\n"))
    };
    let is_test = |path: &PathBuf| path.file_name().is_some_and(|name| name == "tests.rs");
    sources(&folder).into_iter().filter(|path| !is_test(path)).map(code).collect()
}

/// Whether `code` holds a path that begins with `name`.
fn names(code: &str, name: &str) -> bool {
    let before = |at: usize| code.get(..at).unwrap_or_default();
    let begins = |at: usize| !before(at).ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    code.match_indices(&format!("{name}::")).any(|(at, _)| begins(at))
}

fn rooms_named(code: &str) -> BTreeSet<&str> {
    code.match_indices("crate::")
        .filter_map(|(at, found)| code.get(at + found.len()..))
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .filter(|name| ROOMS.iter().any(|(room, _)| room == name))
        .collect()
}

#[test]
fn rooms_import_upward_only() {
    for (room, may_import) in ROOMS {
        for (file, code) in code_of(room) {
            for imported in rooms_named(&code) {
                let is_allowed = imported == room || may_import.contains(&imported);
                assert!(is_allowed, "{} imports {imported}, which {room} may not know", file.display());
            }
        }
    }
}

#[test]
fn crates_are_named_where_they_may_be() {
    for (room, _) in ROOMS {
        for (file, code) in code_of(room) {
            for (name, rooms) in CRATES.iter().filter(|(name, _)| names(&code, name)) {
                assert!(rooms.contains(&room), "{} names {name}, which belongs to {rooms:?}", file.display());
            }
        }
    }
}

#[test]
fn every_dependency_has_its_rooms() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let manifest = manifest.expect("a manifest");
    let dependencies = manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next());
    for line in dependencies.expect("dependencies").lines().filter(|line| line.contains('=')) {
        let name = line.split('=').next().unwrap_or_default().trim().replace('-', "_");
        let is_known = EVERYWHERE.contains(&name.as_str()) || CRATES.iter().any(|(known, _)| *known == name);
        assert!(is_known, "{name} has no room; add it to the list above and to the map in src/lib.rs");
    }
}

#[test]
fn what_is_absent_stays_absent() {
    for room in ["text", "prose", "draft", "termbase", "corpus", "evidence", "rules"] {
        for (file, code) in code_of(room) {
            for absent in ["async fn", "SystemTime::now", "Instant::now", "Zoned::now", "env::var", "tracing::"] {
                assert!(!code.contains(absent), "{} has {absent} below the engine", file.display());
            }
        }
    }
}

#[test]
fn every_file_is_part_of_its_room() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&root) {
        let name = file.file_stem().expect("a source has a name").to_string_lossy().into_owned();
        let folder = file.parent().expect("a source has a folder");
        if ["lib", "main", "mod"].contains(&name.as_str()) {
            continue;
        }
        let parents = [folder.join("mod.rs"), folder.with_extension("rs"), root.join("lib.rs")];
        let declares = |parent: &PathBuf| {
            let text = std::fs::read_to_string(parent).unwrap_or_default();
            text.lines().any(|line| line.trim_start().trim_end_matches(';').ends_with(&format!("mod {name}")))
        };
        assert!(parents.iter().any(declares), "{} is compiled nowhere", file.display());
    }
}
