//! One entry of a bibliography, as the fields of the Citation Style Language: an item
//! enters, its telling fields leave, and the whole item is kept for rendering.

use std::fmt;
use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::prose::{PartialDate, written_date};
use crate::text::{Place, Span};

/// An entry of a bibliography.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// What a draft cites it by.
    pub key: String,
    /// Its kind in the words of the Citation Style Language: `article-journal`, `book`,
    /// `speech`, `webpage`.
    pub kind: String,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it, in order; its editors where it has no authors.
    pub authors: Vec<Name>,
    /// When it was published, as far as it is told.
    pub date: Option<PartialDate>,
    /// The journal, the collection or the site it stands in.
    pub container: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it is on the web.
    pub url: Option<String>,
    /// The file that the entry names, as written: relative to the bibliography.
    pub file: Option<PathBuf>,
    /// Where the entry stands: the file and the place of its key.
    pub origin: (PathBuf, Place),
    /// The bytes of the key in that file.
    pub span: Span,
    /// All of it, for rendering.
    pub(super) item: Map<String, Value>,
}

/// A person or a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The family name, or the whole name of a body.
    pub family: String,
    /// The given name.
    pub given: Option<String>,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.given {
            Some(given) => write!(f, "{given} {}", self.family),
            None => f.write_str(&self.family),
        }
    }
}

impl Reference {
    /// Reads an item; `None` where it has no id.
    pub(super) fn of_item(item: Map<String, Value>, origin: (PathBuf, Place), span: Span) -> Option<Self> {
        let text = |field: &str| item.get(field).and_then(as_text);
        let names = |field: &str| item.get(field).map(names).filter(|names| !names.is_empty());
        let key = text("id")?;
        Some(Self {
            key,
            kind: text("type").unwrap_or_else(|| "document".to_owned()),
            title: text("title"),
            authors: names("author").or_else(|| names("editor")).unwrap_or_default(),
            date: item.get("issued").and_then(date),
            container: text("container-title"),
            publisher: text("publisher"),
            url: text("URL").or_else(|| text("DOI").map(|doi| doi_address(&doi))),
            file: text("file").map(|file| file_named(&file).into()),
            origin,
            span,
            item,
        })
    }

    /// One line for a list: authors, title, date.
    #[must_use]
    pub fn summary(&self) -> String {
        let families: Vec<&str> = self.authors.iter().map(|name| name.family.as_str()).collect();
        let authors = match families.as_slice() {
            [] => None,
            [one] => Some((*one).to_owned()),
            [one, other] => Some(format!("{one} and {other}")),
            [one, ..] => Some(format!("{one} et al.")),
        };
        let date = self.date.map(|date| date.to_string());
        [authors, self.title.clone(), date].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// A value as text without the tags of CSL's rich text.
pub(super) fn as_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let text = ["<i>", "</i>", "<b>", "</b>"].iter().fold(text, |text, tag| text.replace(tag, ""));
    (!text.is_empty()).then_some(text)
}

fn names(value: &Value) -> Vec<Name> {
    let name = |value: &Value| match value {
        Value::String(whole) => Some(Name { family: whole.trim().to_owned(), given: None }),
        Value::Object(parts) => {
            let part = |key: &str| parts.get(key).and_then(as_text);
            let particle = part("non-dropping-particle").map(|particle| particle + " ").unwrap_or_default();
            match part("literal").or_else(|| part("name")) {
                Some(whole) => Some(Name { family: whole, given: None }),
                None => part("family").map(|family| Name { family: particle + &family, given: part("given") }),
            }
        }
        _ => None,
    };
    match value {
        Value::Array(all) => all.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    }
}

/// The first day, month or year of a CSL date.
fn date(value: &Value) -> Option<PartialDate> {
    let Value::Object(parts) = value else { return as_text(value).and_then(|text| day(&text)) };
    let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    if let Some(first) = parts.get("date-parts").and_then(|parts| parts.get(0)) {
        let at = |index: usize| first.get(index).and_then(number);
        let small = |index: usize| at(index).and_then(|part| i8::try_from(part).ok());
        return PartialDate::new(i16::try_from(at(0)?).ok()?, small(1), small(2));
    }
    parts.get("raw").or_else(|| parts.get("literal")).and_then(as_text).and_then(|text| day(&text))
}

/// A date of ISO 8601 (the first of a range), or one written out.
pub(super) fn day(text: &str) -> Option<PartialDate> {
    let first = text.split(['/', 'T']).next().unwrap_or(text).trim_end_matches(['~', '?']);
    first.parse().ok().or_else(|| written_date(text).map(|(_, date)| date))
}

fn doi_address(doi: &str) -> String {
    if doi.contains("://") { doi.to_owned() } else { format!("https://doi.org/{}", doi.trim_start_matches("doi:")) }
}

/// The path in a `file` field: as it is, or as reference managers write it,
/// `Full text:files/12/a.pdf:application/pdf;...`.
fn file_named(field: &str) -> &str {
    let first = field.split(';').next().unwrap_or(field);
    let parts: Vec<&str> = first.split(':').collect();
    match parts.as_slice() {
        // A drive of Windows is no description.
        [drive, ..] if drive.len() == 1 => first,
        [_, path, _] => path,
        _ => first,
    }
}
