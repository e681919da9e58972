//! A reference, or a document of the corpus, written out as a note would cite it. The
//! style is rendered by a library; where it cannot, the plain form is given: author,
//! title, container, date, locator, address.

use serde_json::{Map, Value, json};

use crate::corpus::Document;
use crate::prose::{Locator, PartialDate};

use super::reference::Reference;
use super::rendered::rendered;

/// The style where none is set: the notes of the Chicago Manual, 18th edition.
pub const STYLE: &str = "chicago-notes";

/// A reference as a note gives it, without marks of any kind. `style` is a name that
/// [`super::is_style`] knows.
///
/// ```text
/// Jane Roe, The Law of Cables (Example Press, 2001), 33.
/// ```
#[must_use]
pub fn render_reference(reference: &Reference, locator: Option<&Locator>, style: &str) -> String {
    rendered(reference.item.clone(), locator, style).unwrap_or_else(|| plain_reference(reference, locator))
}

/// A document as a note gives it. What is unknown of it is left out, never guessed.
#[must_use]
pub fn render_document(document: &Document, locator: Option<&Locator>, style: &str) -> String {
    let known = document.title.is_some() || document.credit().is_some();
    known
        .then(|| rendered(item(document), locator, style))
        .flatten()
        .unwrap_or_else(|| plain_document(document, locator))
}

fn item(document: &Document) -> Map<String, Value> {
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    // Whether a name is given in the order of its own language, nobody can tell: it is
    // kept as it stands.
    let author = document.author.as_ref().or(document.speaker.as_ref());
    let is_author = document.publisher.is_some() && author == document.publisher.as_ref();
    put("id", Some(json!(document.id)));
    put("type", Some(json!("webpage")));
    put("title", document.title.as_ref().map(|title| json!(title)));
    put("author", author.map(|name| json!([{ "literal": name }])));
    put("container-title", document.publisher.as_ref().filter(|_| !is_author).map(|name| json!(name)));
    put("issued", document.date.map(date));
    // Styles write English titles with capitals, and those of other languages as they are.
    put("language", document.language.as_ref().map(|language| json!(language)));
    put("URL", document.url.as_ref().map(|url| json!(url)));
    item
}

fn date(date: PartialDate) -> Value {
    let text = date.to_string();
    let parts: Vec<i64> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    json!({ "date-parts": [parts] })
}

fn plain_reference(reference: &Reference, locator: Option<&Locator>) -> String {
    let names: Vec<String> = reference.authors.iter().map(ToString::to_string).collect();
    let container = reference.container.as_ref().or(reference.publisher.as_ref());
    plain(
        [Some(names.join(", ")), reference.title.as_ref().map(|title| quoted(title)), container.cloned()],
        reference.date,
        locator,
        reference.url.as_deref(),
        &reference.key,
    )
}

fn plain_document(document: &Document, locator: Option<&Locator>) -> String {
    let author = document.author.as_ref().or(document.speaker.as_ref()).cloned();
    let parts = [author, document.title.as_ref().map(|title| quoted(title)), document.publisher.clone()];
    plain(parts, document.date, locator, document.url.as_deref(), &document.id)
}

fn quoted(title: &str) -> String {
    format!("\u{201C}{title}\u{201D}")
}

/// The known parts with commas between; `key` where nothing is known.
fn plain(
    parts: [Option<String>; 3],
    date: Option<PartialDate>,
    locator: Option<&Locator>,
    url: Option<&str>,
    key: &str,
) -> String {
    let date = date.map(|date| date.to_string());
    let rest = [date, locator.map(ToString::to_string), url.map(str::to_owned)];
    let known: Vec<String> = parts.into_iter().chain(rest).flatten().filter(|part| !part.is_empty()).collect();
    let text = if known.is_empty() { key.to_owned() } else { known.join(", ") };
    format!("{}.", text.trim_end_matches('.'))
}
