//! BibTeX and BibLaTeX. The file is cut into entries here, since the parser gives up the
//! whole file for one broken entry; each is then parsed alone, and those that cannot be
//! read are reported.

use std::borrow::Cow;
use std::path::Path;

use biblatex::{Bibliography, ChunksExt, DateValue, Datetime, Entry, PermissiveType, Person};
use serde_json::{Map, Value, json};

use crate::text::{LineIndex, Span, line_spans};

use super::{Fault, LeftOut, Reference};

/// An entry is looked for in so many bytes: a brace that is never closed must not lead
/// through all the rest again and again.
const LONGEST_ENTRY: usize = 64 << 10;
/// Abbreviations (`@string`) are parsed again with each entry, so they have a limit too.
const LONGEST_ABBREVIATIONS: usize = 64 << 10;

pub(super) fn read(path: &Path, text: &str) -> (Vec<Reference>, Vec<Fault>) {
    let lines = LineIndex::new(text);
    let (mut references, mut faults) = (Vec::new(), Vec::new());
    let mut fault = |entry: &str, offset: usize, message: String| {
        let left_out = LeftOut::Entry(key(entry).to_owned());
        faults.push(Fault { path: path.to_owned(), place: Some(lines.place(text, offset)), message, left_out });
    };
    let mut abbreviations = String::new();
    for (entry, is_whole) in entries(text) {
        let source = entry.slice(text);
        match kind(source).as_str() {
            "comment" | "preamble" => continue,
            "string" if abbreviations.len() + source.len() <= LONGEST_ABBREVIATIONS => {
                if Bibliography::parse(source).is_ok() {
                    abbreviations.push_str(source);
                } else {
                    fault(
                        source,
                        entry.start,
                        "this abbreviation cannot be read; write @string{name = \"text\"}".to_owned(),
                    );
                }
                continue;
            }
            "string" => {
                fault(source, entry.start, "there are too many abbreviations; this one is left out".to_owned());
                continue;
            }
            _ => {}
        }
        match Bibliography::parse(&format!("{abbreviations}{}", in_braces(source))) {
            Ok(parsed) if is_whole && !parsed.is_empty() => {
                for parsed in parsed.iter() {
                    let at = source.find(&parsed.key).map_or(entry.start, |at| entry.start + at);
                    let span = Span::new(at, at + parsed.key.len());
                    let origin = (path.to_owned(), lines.place(text, span.start));
                    references.extend(Reference::of_item(item(parsed), origin, span));
                }
            }
            _ if !is_whole => {
                fault(source, entry.start, format!("{} is never closed; add the missing brace", named(source)));
            }
            Ok(_) => fault(source, entry.start, format!("{} has no key or no fields; it is left out", named(source))),
            Err(error) => {
                let at = error.span.start.saturating_sub(abbreviations.len()).min(source.len());
                fault(
                    source,
                    entry.start + at,
                    format!("{} cannot be read: {}; it is left out", named(source), error.kind),
                );
            }
        }
    }
    (references, faults)
}

/// The entries of a file, each from its at-sign to its closing brace, and whether it has
/// one: an entry that is never closed ends where the next line begins one.
fn entries(text: &str) -> Vec<(Span, bool)> {
    let begins = |line: &Span| {
        let words = line.slice(text).trim_start();
        let name = words.strip_prefix('@')?;
        let rest = name.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').trim_start();
        (rest.len() < name.len() && rest.starts_with(['{', '('])).then(|| line.end - words.len())
    };
    let starts: Vec<usize> = line_spans(text).filter_map(|line| begins(&line)).collect();
    let mut entries: Vec<(Span, bool)> = Vec::new();
    for (index, &start) in starts.iter().enumerate() {
        if entries.last().is_some_and(|(last, _)| start < last.end) {
            continue;
        }
        let next = starts.get(index + 1).copied().unwrap_or(text.len());
        let closed = closing(text, start).map(|end| Span::new(start, end));
        // An entry without its last brace would take in the next one.
        let is_run_over = |span: &Span| next < span.end && Bibliography::parse(span.slice(text)).is_err();
        match closed.filter(|span| !is_run_over(span)) {
            Some(span) => entries.push((span, true)),
            None => entries.push((Span::new(start, next), false)),
        }
    }
    entries
}

/// The byte behind the brace that closes the entry at `start`.
fn closing(text: &str, start: usize) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    for (at, byte) in text.bytes().enumerate().skip(start).take(LONGEST_ENTRY) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'{' | b'(' if depth == 0 || byte == b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b')' if depth == 1 && text.as_bytes().get(start..at).is_some_and(opens_round) => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// An entry in round brackets, which the parser does not know, in braces.
fn in_braces(entry: &str) -> Cow<'_, str> {
    let inside = entry.split_once('(').filter(|_| opens_round(entry.as_bytes()));
    match inside.and_then(|(kind, inside)| Some((kind, inside.strip_suffix(')')?))) {
        Some((kind, inside)) => Cow::Owned(format!("{kind}{{{inside}}}")),
        None => Cow::Borrowed(entry),
    }
}

fn opens_round(entry: &[u8]) -> bool {
    entry.iter().find(|byte| matches!(byte, b'{' | b'(')) == Some(&b'(')
}

fn kind(entry: &str) -> String {
    let name = entry.trim_start_matches('@');
    name.split(['{', '(']).next().unwrap_or_default().trim().to_lowercase()
}

/// What to call an entry that cannot be read.
fn named(entry: &str) -> String {
    match key(entry) {
        "" => "this entry".to_owned(),
        key => format!("\"{key}\""),
    }
}

/// What stands where the key of an entry belongs.
fn key(entry: &str) -> &str {
    let inside = entry.split_once(['{', '(']).map(|(_, inside)| inside).unwrap_or_default();
    inside.split([',', '\n', '}']).next().unwrap_or_default().trim()
}

fn item(entry: &Entry) -> Map<String, Value> {
    let text = |field: &str| entry.get(field).map(ChunksExt::format_verbatim).filter(|text| !text.is_empty());
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    put("id", Some(json!(entry.key)));
    put("type", Some(json!(csl_kind(&entry.entry_type.to_string(), text("entrysubtype").as_deref()))));
    let title = text("title").map(|title| match text("subtitle") {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    });
    put("title", title.map(Value::from));
    put("author", entry.author().ok().map(|people| names(&people)));
    let editors = entry.editors().ok().and_then(|groups| groups.into_iter().next());
    put("editor", editors.map(|(people, _)| names(&people)));
    put("issued", issued(entry));
    let fields = [
        ("container-title", &["journaltitle", "journal", "booktitle", "maintitle", "eventtitle"][..]),
        ("publisher", &["publisher", "institution", "organization", "school", "howpublished"]),
        ("publisher-place", &["location", "address"]),
        ("volume", &["volume"]),
        ("issue", &["number", "issue"]),
        ("page", &["pages"]),
        ("edition", &["edition"]),
        ("URL", &["url"]),
        ("DOI", &["doi"]),
        ("file", &["file"]),
        ("event-title", &["eventtitle"]),
    ];
    for (name, sources) in fields {
        let value = sources.iter().find_map(|field| text(field));
        let value = if name == "page" { value.map(|pages| pages.replace("--", "-")) } else { value };
        put(name, value.map(Value::from));
    }
    // `howpublished` is where old entries keep an address.
    if let Some(address) = text("howpublished").filter(|text| text.starts_with("http")) {
        put("URL", Some(text("url").unwrap_or(address).into()));
        put("publisher", text("publisher").map(Value::from));
    }
    item
}

fn names(people: &[Person]) -> Value {
    let name = |person: &Person| {
        if person.given_name.is_empty() && person.prefix.is_empty() {
            return json!({ "literal": person.name });
        }
        let mut name = json!({ "family": person.name, "given": person.given_name });
        for (key, part) in [("non-dropping-particle", &person.prefix), ("suffix", &person.suffix)] {
            if let Some(parts) = name.as_object_mut().filter(|_| !part.is_empty()) {
                parts.insert(key.to_owned(), json!(part));
            }
        }
        name
    };
    people.iter().map(name).collect()
}

fn issued(entry: &Entry) -> Option<Value> {
    match entry.date().ok()? {
        PermissiveType::Typed(date) => {
            let (DateValue::At(first)
            | DateValue::After(first)
            | DateValue::Before(first)
            | DateValue::Between(first, _)) = date.value;
            Some(json!({ "date-parts": [parts(&first)] }))
        }
        PermissiveType::Chunks(chunks) => {
            let written = chunks.format_verbatim();
            match super::reference::day(&written) {
                Some(day) => Some(json!({ "raw": day.to_string() })),
                None => Some(json!({ "literal": written })),
            }
        }
    }
}

/// Year, month and day; the parser counts the last two from zero.
fn parts(date: &Datetime) -> Vec<i32> {
    let mut parts = vec![date.year];
    parts.extend(date.month.map(|month| i32::from(month) + 1));
    parts.extend(date.month.and(date.day).map(|day| i32::from(day) + 1));
    parts
}

fn csl_kind(kind: &str, subtype: Option<&str>) -> &'static str {
    match kind.to_lowercase().as_str() {
        "article" | "suppperiodical" => match subtype {
            Some("newspaper") => "article-newspaper",
            Some("magazine") => "article-magazine",
            _ => "article-journal",
        },
        "book" | "mvbook" | "booklet" | "manual" | "collection" | "mvcollection" | "reference" | "mvreference"
        | "proceedings" | "mvproceedings" => "book",
        "inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection" => "chapter",
        "inreference" => "entry",
        "inproceedings" | "conference" => "paper-conference",
        "online" | "electronic" | "www" => "webpage",
        "report" | "techreport" => "report",
        "thesis" | "phdthesis" | "mastersthesis" => "thesis",
        "patent" => "patent",
        "periodical" => "periodical",
        "unpublished" => "manuscript",
        "legislation" => "legislation",
        "jurisdiction" => "legal_case",
        "letter" => "personal_communication",
        "dataset" => "dataset",
        "software" => "software",
        _ => "document",
    }
}
