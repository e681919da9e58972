//! Word documents (`.docx`): the text as a reader has it who accepted all changes.
//! Insertions are kept, deletions and comments dropped, notes follow the text; running
//! heads are not read. A package of XML parts enters; paragraphs with a blank line
//! between them leave, and places are counted in that text.

mod body;
mod package;
mod properties;
#[cfg(test)]
pub(in crate::corpus) mod samples;
#[cfg(test)]
mod tests;

use std::path::Path;

use body::Paragraph;
use package::Package;

use super::metadata::Metadata;
use super::page::read_page;
use super::text::finished;
use super::{Extracted, SkipReason};
use crate::corpus::{Extraction, Field, Provenance};
use crate::text::OffsetMap;

/// Reads a Word document.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Extracted, SkipReason> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part();
    let paragraphs = body::paragraphs(&package.part(&main)?.ok_or_else(no_document)?)?;
    let mut text = String::new();
    append(&mut text, &paragraphs);
    for notes in ["footnotes.xml", "endnotes.xml"] {
        if let Some(part) = package.part(&beside(&main, notes))? {
            append(&mut text, &body::paragraphs(&part)?);
        }
    }
    let properties = package.part("docProps/core.xml")?.map(|part| properties::read(&part)).unwrap_or_default();
    let mut metadata = Metadata::new(path);
    if let Some(title) = paragraphs.iter().find(|paragraph| paragraph.is_title) {
        metadata.offer(Field::Title, Provenance::Heading, &title.text);
    }
    properties.offer_what_the_text_shows(&text, &mut metadata);
    read_page(&text, 0, &OffsetMap::identity(text.len()), &[], &mut metadata);
    properties.offer_the_rest(&mut metadata);
    metadata.set_extraction(Extraction::default());
    Ok(finished(text, metadata))
}

fn no_document() -> SkipReason {
    SkipReason::Damaged("no text part is in it".to_owned())
}

/// Adds paragraphs that are not empty, with a blank line between them.
fn append(text: &mut String, paragraphs: &[Paragraph]) {
    for paragraph in paragraphs.iter().map(|paragraph| paragraph.text.trim()).filter(|text| !text.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(paragraph);
        text.push('\n');
    }
}

/// The name of a part in the folder of another.
fn beside(part: &str, name: &str) -> String {
    part.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}
