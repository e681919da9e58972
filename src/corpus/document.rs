//! What is known of a document, and why it is believed.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::prose::PartialDate;
use crate::text::Span;

/// One published text. A field nobody stated is `None`: nothing is guessed from
/// page furniture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Lasting name, unique in the corpus: the path below its corpus root, with
    /// forward slashes and without extension.
    pub id: String,
    /// The file.
    pub path: PathBuf,
    /// Title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who speaks in it, for a speech.
    pub speaker: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// BCP 47 tag of its main language.
    pub language: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Number of words.
    pub words: u32,
    /// For each known field, where its value came from.
    pub provenance: Vec<(Field, Provenance)>,
    /// Parts that are not the text itself, in order; the rest is [`Zone::Body`].
    /// Spans are bytes of the decoded source file.
    pub furniture: Vec<(Span, Zone)>,
    /// For a file that no editor shows as text (PDF, Word): what is known of the text
    /// drawn out of it. All spans and places of such a document are those of that text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extraction: Option<Box<Extraction>>,
    /// The file that holds that text, in the folder of the index.
    #[serde(skip)]
    pub text_file: Option<PathBuf>,
}

/// A text that was drawn out of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extraction {
    /// Checksum of the file it was drawn out of.
    pub content: u64,
    /// Checksum of the text.
    pub checksum: u64,
    /// From which byte on which page stands, in order; empty where pages are not known
    /// (a Word document has none until it is printed).
    pub pages: Vec<PageStart>,
    /// Parts that did not come out well, in order: what stands there may be written
    /// otherwise in the source.
    pub doubtful: Vec<Span>,
    /// Pages without a word: pictures, or damaged ones.
    pub blank: Vec<u32>,
}

/// Where a text goes on to another page. Notes at the foot of a page may stand after
/// what the next page begins with, so page numbers need not ascend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// The first byte.
    pub start: u32,
    /// The page, counted from 1 as they lie in the file, whatever is printed on them.
    pub page: u32,
}

/// The fields of a document that are extracted and may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// [`Document::title`]
    Title,
    /// [`Document::publisher`]
    Publisher,
    /// [`Document::author`]
    Author,
    /// [`Document::speaker`]
    Speaker,
    /// [`Document::date`]
    Date,
    /// [`Document::language`]
    Language,
    /// [`Document::url`]
    Url,
}

/// Where a metadata value came from, the most trustworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// YAML or TOML front matter.
    FrontMatter,
    /// A `Key: value` line at the head of the file.
    HeaderLine,
    /// JSON-LD in an HTML page.
    JsonLd,
    /// A `meta` element.
    Meta,
    /// A `time` element.
    TimeElement,
    /// The title element, or the first heading.
    Heading,
    /// The first line, where it reads like a title.
    FirstLine,
    /// A byline.
    Byline,
    /// A dateline ("GENEVA, Dec. 19 (Agency) --").
    Dateline,
    /// A line that states when the page was published or updated.
    PageStamp,
    /// A credit line ("(Agency)").
    Credit,
    /// The URL path.
    UrlPath,
    /// What the file records of itself: weak, for templates and accounts fill it in.
    Properties,
    /// The file name.
    FileName,
    /// The words of the text (language only).
    Words,
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// The text itself.
    Body,
    /// Title, byline, dateline, notes on author and translation.
    Metadata,
    /// Menus, counters, teasers, share buttons.
    Furniture,
}

impl Extraction {
    /// The page that holds a byte.
    #[must_use]
    pub fn page_at(&self, offset: usize) -> Option<u32> {
        let next = self.pages.partition_point(|place| place.start as usize <= offset);
        Some(self.pages.get(next.checked_sub(1)?)?.page)
    }

    /// The pages that did not come out well, in order.
    #[must_use]
    pub fn doubtful_pages(&self) -> Vec<u32> {
        let mut pages: Vec<u32> = self.doubtful.iter().filter_map(|span| self.page_at(span.start)).collect();
        pages.sort_unstable();
        pages.dedup();
        pages
    }

    /// Whether a part of `span` did not come out well.
    #[must_use]
    pub fn is_doubtful(&self, span: Span) -> bool {
        let next = self.doubtful.partition_point(|doubtful| doubtful.end <= span.start);
        self.doubtful.get(next).is_some_and(|doubtful| doubtful.start < span.end)
    }
}

impl Document {
    /// The file whose lines the places of this document count, and which an editor can
    /// open at them: the source, or the text drawn out of it.
    #[must_use]
    pub fn readable_file(&self) -> &Path {
        self.text_file.as_deref().unwrap_or(&self.path)
    }

    /// What part of the page a byte stands in.
    #[must_use]
    pub fn zone_at(&self, offset: usize) -> Zone {
        let index = self.furniture.partition_point(|(span, _)| span.end <= offset);
        match self.furniture.get(index) {
            Some((span, zone)) if span.start <= offset => *zone,
            _ => Zone::Body,
        }
    }

    /// Whose document it is, for a citation: its publisher, else who speaks in it, else
    /// who wrote it; `None` where all three are unknown.
    #[must_use]
    pub fn credit(&self) -> Option<&str> {
        self.publisher.as_deref().or(self.speaker.as_deref()).or(self.author.as_deref())
    }

    /// Its date, or that it is unknown.
    #[must_use]
    pub fn dated(&self) -> String {
        self.date.map_or_else(|| "date unknown".to_owned(), |date| date.to_string())
    }

    /// Who speaks in it or whose it is, its title and its date, as messages name a source:
    /// "Ana Lima, Speech at the lock, 2021-05-04".
    #[must_use]
    pub fn named(&self) -> String {
        let by = [self.speaker.as_deref().or(self.credit()), self.title.as_deref()];
        let known: Vec<&str> = by.into_iter().flatten().collect();
        let name = if known.is_empty() { self.id.clone() } else { known.join(", ") };
        format!("{name}, {}", self.dated())
    }

    /// Where a field's value came from; `None` where the field is unknown.
    #[must_use]
    pub fn provenance_of(&self, field: Field) -> Option<Provenance> {
        self.provenance.iter().find(|(known, _)| *known == field).map(|(_, provenance)| *provenance)
    }
}
