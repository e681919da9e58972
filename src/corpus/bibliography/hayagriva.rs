//! Hayagriva's YAML (<https://github.com/typst/hayagriva/blob/main/docs/file-format.md>):
//! a table of entries by key, each with the works it stands in as `parent`.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::text::{LineIndex, Span, line_spans};

use super::reference::{Reference, as_text};
use super::{Fault, LeftOut, Places};

pub(super) fn read(path: &Path, text: &str, entries: &Map<String, Value>) -> (Vec<Reference>, Vec<Fault>) {
    let (lines, places) = (LineIndex::new(text), places(text));
    let (mut references, mut faults) = (Vec::new(), Vec::new());
    for (key, entry) in entries {
        let span = places.get(key).copied().unwrap_or_default();
        let origin = (path.to_owned(), lines.place(text, span.start));
        if let Value::Object(fields) = entry {
            references.extend(Reference::of_item(item(key, fields), origin, span));
        } else {
            let message = format!("\"{key}\" is no entry: it has no fields; give it a type and a title");
            faults.push(Fault {
                path: path.to_owned(),
                place: Some(origin.1),
                message,
                left_out: LeftOut::Entry(key.clone()),
            });
        }
    }
    (references, faults)
}

/// Where each key stands: at the margin, before a colon.
fn places(text: &str) -> Places {
    let mut places = Places::new();
    for line in line_spans(text) {
        let Some((key, _)) = line.slice(text).split_once(':') else { continue };
        let bare = key.trim_matches(['"', '\'']);
        if !bare.is_empty() && !key.starts_with([' ', '#', '-']) {
            let start = line.start + (key.len() - key.trim_start_matches(['"', '\'']).len());
            places.entry(bare.to_owned()).or_insert(Span::new(start, start + bare.len()));
        }
    }
    places
}

fn item(key: &str, fields: &Map<String, Value>) -> Map<String, Value> {
    let parents = fields.get("parent").map(|parent| match parent {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    });
    let parent = parents.and_then(|parents| parents.first().copied()).and_then(Value::as_object);
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.entry(name.to_owned()).or_insert(value);
        }
    };
    put("id", Some(json!(key)));
    put("type", Some(json!(kind(fields, parent))));
    for of in [Some(fields), parent].into_iter().flatten() {
        put("issued", of.get("date").and_then(as_text).map(|date| json!({ "raw": date })));
        put("URL", of.get("url").and_then(text_of).map(Value::from));
        put("publisher", of.get("publisher").or_else(|| of.get("organization")).and_then(text_of).map(Value::from));
        put(
            "publisher-place",
            of.get("publisher").and_then(|of| of.get("location")).and_then(text_of).map(Value::from),
        );
        put("volume", of.get("volume").and_then(as_text).map(Value::from));
        put("issue", of.get("issue").and_then(as_text).map(Value::from));
        put("DOI", of.get("serial-number").and_then(|of| of.get("doi")).and_then(as_text).map(Value::from));
        put("edition", of.get("edition").and_then(as_text).map(Value::from));
    }
    put("title", fields.get("title").and_then(text_of).map(Value::from));
    put("author", fields.get("author").map(names));
    put("editor", fields.get("editor").map(names));
    put("page", fields.get("page-range").and_then(as_text).map(Value::from));
    put("genre", fields.get("genre").and_then(text_of).map(Value::from));
    put("note", fields.get("note").and_then(text_of).map(Value::from));
    put("file", fields.get("file").and_then(as_text).map(Value::from));
    put("container-title", parent.and_then(|parent| parent.get("title")).and_then(text_of).map(Value::from));
    item
}

/// A text, or a table that has one as `value` or `name`.
fn text_of(value: &Value) -> Option<String> {
    let inside = || value.get("value").or_else(|| value.get("name")).and_then(as_text);
    as_text(value).or_else(inside).map(|text| text.replace(['{', '}'], ""))
}

fn names(value: &Value) -> Value {
    let name = |value: &Value| match value {
        Value::String(name) => match name.split_once(',') {
            Some((family, given)) => json!({ "family": family.trim(), "given": given.trim() }),
            None => json!({ "literal": name }),
        },
        table => json!({ "family": table.get("name").cloned(), "given": table.get("given-name").cloned() }),
    };
    match value {
        Value::Array(all) => all.iter().map(name).collect(),
        one => json!([name(one)]),
    }
}

/// CSL's word for the type of an entry; that of an article depends on where it stands.
fn kind(fields: &Map<String, Value>, parent: Option<&Map<String, Value>>) -> &'static str {
    let of = |fields: &Map<String, Value>| fields.get("type").and_then(as_text).unwrap_or_default().to_lowercase();
    let within = parent.map(of).unwrap_or_default();
    match of(fields).as_str() {
        "article" => match within.as_str() {
            "newspaper" => "article-newspaper",
            "blog" => "post-weblog",
            "web" => "webpage",
            "proceedings" | "conference" => "paper-conference",
            "periodical" => "article-journal",
            _ => "article",
        },
        "chapter" | "anthos" => "chapter",
        "entry" => "entry",
        "book" | "reference" | "anthology" => "book",
        "proceedings" => "paper-conference",
        "report" => "report",
        "thesis" => "thesis",
        "legislation" => "legislation",
        "case" => "legal_case",
        "patent" => "patent",
        "newspaper" | "periodical" => "periodical",
        "web" | "blog" => "webpage",
        "post" | "thread" => "post",
        "video" => "motion_picture",
        "audio" => "song",
        "manuscript" => "manuscript",
        "performance" => "speech",
        _ => "document",
    }
}
