//! What an HTML page declares of itself: linked data, `meta` and `link` elements,
//! `time` elements, its title. Elements enter as they come; values are offered in
//! order of trust.

use serde_json::Value;

use super::language::declared_language;
use super::metadata::Metadata;
use crate::corpus::{Field, Provenance};
use crate::text::one_line;

/// Declarations found so far.
#[derive(Debug, Default)]
pub(super) struct Declared {
    /// Name (in lower case) and content of each `meta` element.
    meta: Vec<(String, String)>,
    canonical: Option<String>,
    language: Option<String>,
    title: String,
    heading: Option<String>,
    linked_data: String,
    times: Vec<String>,
}

/// Names of `meta` elements by field, the most telling first.
const META: [(Field, &[&str]); 5] = [
    (Field::Title, &["og:title", "citation_title", "dc.title", "dcterms.title", "headline"]),
    (
        Field::Date,
        &[
            "article:published_time",
            "citation_publication_date",
            "citation_date",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "pubdate",
            "publishdate",
            "parsely-pub-date",
            "date",
        ],
    ),
    (
        Field::Author,
        &["citation_author", "author", "dc.creator", "dcterms.creator", "article:author", "parsely-author"],
    ),
    (Field::Publisher, &["og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher"]),
    (Field::Url, &["og:url"]),
];

impl Declared {
    /// Takes what an element declares by its attributes.
    pub(super) fn element(&mut self, name: &[u8], attribute: &dyn Fn(&str) -> Option<String>, is_furniture: bool) {
        match name {
            b"meta" => {
                let name = ["property", "name", "itemprop"].iter().find_map(|key| attribute(key));
                if let (Some(name), Some(content)) = (name, attribute("content")) {
                    self.meta.push((name.to_lowercase(), content));
                }
            }
            b"link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = attribute("href");
            }
            b"html" => self.language = attribute("lang").or_else(|| attribute("xml:lang")),
            b"time" if !is_furniture => self.times.extend(attribute("datetime")),
            _ => {}
        }
    }

    /// Takes characters of the title element.
    pub(super) fn title_text(&mut self, characters: &str) {
        self.title.push_str(characters);
    }

    /// Takes a script of linked data.
    pub(super) fn linked_data(&mut self, script: &str) {
        self.linked_data.push_str(script);
        self.linked_data.push('\0');
    }

    /// Takes the text of a first-rank heading.
    pub(super) fn first_heading(&mut self, heading: &str) {
        self.heading.get_or_insert_with(|| one_line(heading));
    }

    /// Offers everything.
    pub(super) fn offer(&self, text: &str, metadata: &mut Metadata) {
        let scripts = self.linked_data.split('\0').filter_map(|script| serde_json::from_str(script.trim()).ok());
        if let Some(article) = scripts.collect::<Vec<Value>>().iter().find_map(article) {
            offer_article(article, metadata);
        }
        self.offer_meta(metadata);
        if let Some(language) = self.language.as_deref().and_then(declared_language) {
            metadata.offer(Field::Language, Provenance::Meta, &language);
        }
        if let [time] = self.times.as_slice() {
            metadata.offer(Field::Date, Provenance::TimeElement, time);
        }
        self.offer_title(text, metadata);
    }

    fn offer_meta(&self, metadata: &mut Metadata) {
        if let Some(url) = self.canonical.as_deref().filter(|url| url.contains("://")) {
            metadata.offer(Field::Url, Provenance::Meta, url);
        }
        for (field, names) in META {
            let values = names.iter().map(|name| self.meta_values(name)).find(|values| !values.is_empty());
            if let Some(values) = values.filter(|values| field == Field::Url || !values.contains("://")) {
                metadata.offer(field, Provenance::Meta, &values);
            }
        }
    }

    /// The content of the elements of this name; several authors are joined.
    fn meta_values(&self, name: &str) -> String {
        let values = self.meta.iter().filter(|(known, _)| known == name).map(|(_, content)| content.trim());
        match name {
            "citation_author" => values.collect::<Vec<_>>().join(", "),
            _ => values.into_iter().next().unwrap_or_default().to_owned(),
        }
    }

    /// The title element, without the name of the site after it, or the heading of
    /// the page where the title element only adds to it.
    fn offer_title(&self, text: &str, metadata: &mut Metadata) {
        let title = one_line(&self.title);
        let heading = self.heading.as_deref().filter(|heading| !heading.is_empty() && text.contains(*heading));
        let title = match heading {
            Some(heading) if title.is_empty() || title.starts_with(heading) => heading,
            _ => without_site(&title, metadata.value(Field::Publisher)),
        };
        metadata.offer(Field::Title, Provenance::Heading, title);
    }
}

/// `title` without a suffix that is the known name of the site.
fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let site = site.unwrap_or_default();
    let suffix = [" | ", " - ", " – ", " — ", " :: "].iter().find_map(|mark| {
        title.rsplit_once(mark).filter(|(_, suffix)| !site.is_empty() && suffix.eq_ignore_ascii_case(site))
    });
    suffix.map_or(title, |(title, _)| title)
}

/// The first article in a tree of linked data.
fn article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(article),
        Value::Object(map) if map.get("@type").is_some_and(is_article_type) => Some(value),
        Value::Object(map) => map.get("@graph").and_then(article).or_else(|| map.get("mainEntity").and_then(article)),
        _ => None,
    }
}

/// schema.org types whose metadata are those of a text.
fn is_article_type(value: &Value) -> bool {
    match value {
        Value::String(name) => {
            let name = name.rsplit('/').next().unwrap_or_default();
            name.ends_with("Article")
                || matches!(name, "Report" | "BlogPosting" | "LiveBlogPosting" | "OpinionNewsArticle")
        }
        Value::Array(names) => names.iter().any(is_article_type),
        _ => false,
    }
}

fn offer_article(article: &Value, metadata: &mut Metadata) {
    let fields = [
        (Field::Title, "headline"),
        (Field::Title, "name"),
        (Field::Date, "datePublished"),
        (Field::Author, "author"),
        (Field::Publisher, "publisher"),
        (Field::Url, "url"),
        (Field::Url, "mainEntityOfPage"),
    ];
    for (field, key) in fields {
        let value = article.get(key).map(named).unwrap_or_default();
        if field == Field::Url || !value.contains("://") {
            metadata.offer(field, Provenance::JsonLd, &super::html::decoded(&value));
        }
    }
    if let Some(language) = article.get("inLanguage").map(named).as_deref().and_then(declared_language) {
        metadata.offer(Field::Language, Provenance::JsonLd, &language);
    }
}

/// A text, the name of a thing, or the names of several.
fn named(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(named).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            ["name", "@id"].iter().find_map(|key| map.get(*key)?.as_str()).unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn title(title: &str, heading: &str, publisher: &str) -> Option<String> {
        let mut metadata = Metadata::new(Path::new("a.html"));
        metadata.offer(Field::Publisher, Provenance::Meta, publisher);
        let mut declared = Declared::default();
        declared.title_text(title);
        declared.first_heading(heading);
        declared.offer(heading, &mut metadata);
        metadata.finish().title
    }

    #[test]
    fn drops_only_the_known_name_of_the_site() {
        assert_eq!(title("Fish | Meridian Times", "", "Meridian Times").as_deref(), Some("Fish"));
        assert_eq!(title("Fish | Chips", "", "Meridian Times").as_deref(), Some("Fish | Chips"));
        assert_eq!(title("Fish | Chips", "Fish", "").as_deref(), Some("Fish"));
        assert_eq!(title("", "Fish", "").as_deref(), Some("Fish"));
    }

    #[test]
    fn reads_linked_data_in_any_wrapping() {
        let article = r#"{"@type": ["NewsArticle"], "headline": "Fish", "author": [{"name": "A B"}, {"name": "C D"}]}"#;
        for script in [article.to_owned(), format!("[{article}]"), format!("{{\"@graph\": [{{}}, {article}]}}")] {
            let mut declared = Declared::default();
            declared.linked_data("not json");
            declared.linked_data(&script);
            let mut metadata = Metadata::new(Path::new("a.html"));
            declared.offer("", &mut metadata);
            assert_eq!(metadata.value(Field::Title), Some("Fish"), "{script}");
            assert_eq!(metadata.value(Field::Author), Some("A B, C D"), "{script}");
        }
    }
}
