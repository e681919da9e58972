//! Items of the Citation Style Language in JSON or YAML, as reference managers write
//! them (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>).

use std::path::Path;

use serde_json::Value;

use crate::text::{LineIndex, Span, line_spans};

use super::reference::{Reference, as_text};
use super::{Fault, LeftOut, Places};

/// The references of some items of `text`, and a fault for each that has no id.
pub(super) fn items(items: &[Value], path: &Path, text: &str, places: &Places) -> (Vec<Reference>, Vec<Fault>) {
    let lines = LineIndex::new(text);
    let (mut references, mut faults) = (Vec::new(), Vec::new());
    for (index, item) in items.iter().enumerate() {
        let key = item.get("id").or_else(|| item.get("citation-key")).and_then(as_text);
        let (Value::Object(fields), Some(key)) = (item, key) else {
            let message = format!("entry {} has no id, so nothing can cite it; add \"id\"", index + 1);
            faults.push(Fault {
                path: path.to_owned(),
                place: Some(lines.place(text, 0)),
                message,
                left_out: LeftOut::Entry(String::new()),
            });
            continue;
        };
        let span = places.get(&key).copied().unwrap_or_default();
        let mut fields = fields.clone();
        fields.insert("id".to_owned(), Value::String(key));
        references.extend(Reference::of_item(fields, (path.to_owned(), lines.place(text, span.start)), span));
    }
    (references, faults)
}

/// The text or the texts that a value is.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().filter_map(as_text).collect(),
        one => as_text(one).into_iter().collect(),
    }
}

/// Where `"id": "key"` stands in JSON.
pub(super) fn json_places(text: &str) -> Places {
    let mut places = Places::new();
    for name in ["\"id\"", "\"citation-key\""] {
        for (at, _) in text.match_indices(name) {
            let rest = text.get(at + name.len()..).unwrap_or_default();
            let value = rest.trim_start().strip_prefix(':').map(str::trim_start).unwrap_or_default();
            let bare = value.strip_prefix('"').unwrap_or(value);
            let len = bare.find(['"', ',', '\n', '}']).unwrap_or(0);
            let start = text.len() - bare.len();
            let key = bare.get(..len).unwrap_or_default();
            places.entry(key.to_owned()).or_insert(Span::new(start, start + len));
        }
    }
    places
}

/// Where `id: key` stands in YAML.
pub(super) fn yaml_places(text: &str) -> Places {
    let mut places = Places::new();
    for line in line_spans(text) {
        let words = line.slice(text).trim_start_matches([' ', '-']);
        let Some(value) = words.strip_prefix("id:") else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let key = value.split(['"', '\'', ' ', ',']).next().unwrap_or_default();
        let start = line.end - value.len();
        places.entry(key.to_owned()).or_insert(Span::new(start, start + key.len()));
    }
    places
}
