//! Reads one file of a bibliography: tells its format by its ending, hands it to the
//! reader of that format.

use std::path::Path;

use serde_json::Value;

use crate::text::{Place, line_spans};

use super::{Fault, LeftOut, Reference, bibtex, csl, hayagriva};

/// Larger files, in bytes, are refused: the largest bibliography of a person is a tenth
/// of it.
const MAX_BYTES: u64 = 64 << 20;

pub(super) fn file(path: &Path) -> (Vec<Reference>, Vec<Fault>) {
    let fault = |message: String| {
        (Vec::new(), vec![Fault { path: path.to_owned(), place: None, message, left_out: LeftOut::File }])
    };
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.len() > MAX_BYTES => {
            return fault(format!("has more than {} MB; split it", MAX_BYTES >> 20));
        }
        Ok(_) => {}
        Err(cause) => return fault(format!("cannot be read: {cause}; paths are relative to the file that names it")),
    }
    match std::fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(content) => text(path, &content),
            Err(_) => fault("is not in UTF-8; save it in that encoding".to_owned()),
        },
        Err(cause) => fault(format!("cannot be read: {cause}")),
    }
}

pub(super) fn text(path: &Path, text: &str) -> (Vec<Reference>, Vec<Fault>) {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("json") => json(path, text),
        Some("yaml" | "yml") => yaml(path, text),
        Some("bib" | "bibtex") => bibtex::read(path, text),
        _ => {
            let message = "is no bibliography that is read here; write .bib, .json (CSL) or .yaml (CSL, Hayagriva)";
            (
                Vec::new(),
                vec![Fault {
                    path: path.to_owned(),
                    place: None,
                    message: message.to_owned(),
                    left_out: LeftOut::File,
                }],
            )
        }
    }
}

fn json(path: &Path, text: &str) -> (Vec<Reference>, Vec<Fault>) {
    let text = text.trim_start_matches('\u{FEFF}');
    match serde_json::from_str::<Value>(text) {
        Ok(value) => listed(path, text, &value, &csl::json_places(text)),
        Err(error) => broken(path, error.line(), error.column(), "JSON", &error.to_string()),
    }
}

fn yaml(path: &Path, text: &str) -> (Vec<Reference>, Vec<Fault>) {
    match serde_saphyr::from_str::<Value>(text) {
        Ok(Value::Object(entries)) if !entries.contains_key("references") => hayagriva::read(path, text, &entries),
        Ok(value) => listed(path, text, &value, &csl::yaml_places(text)),
        Err(error) => {
            let place = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            let line = |number: u64| usize::try_from(number).unwrap_or(1);
            broken(path, line(place.0), line(place.1), "YAML", &error.to_string())
        }
    }
}

/// A list of CSL items, alone or under `references`.
fn listed(path: &Path, text: &str, value: &Value, places: &super::Places) -> (Vec<Reference>, Vec<Fault>) {
    let items = value.as_array().or_else(|| value.get("references")?.as_array());
    match items {
        Some(items) => csl::items(items, path, text, places),
        None => broken(path, 1, 1, "list of CSL entries", "the file holds something else"),
    }
}

fn broken(path: &Path, line: usize, column: usize, what: &str, cause: &str) -> (Vec<Reference>, Vec<Fault>) {
    let cause = line_spans(cause).next().map(|first| first.slice(cause)).unwrap_or_default();
    let message = format!("is no {what}: {cause}; none of its entries is read");
    let place = Some(Place { line: line.max(1), column: column.max(1) });
    (Vec::new(), vec![Fault { path: path.to_owned(), place, message, left_out: LeftOut::File }])
}
