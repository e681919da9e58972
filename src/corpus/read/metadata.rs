//! What is known of one file while it is being read. Readers ask their sources in
//! order of trust and offer what they find; the first value of a field stays.

use std::path::Path;

use crate::corpus::{Document, Extraction, Field, Provenance, Zone};
use crate::prose::{PartialDate, written_date};
use crate::text::{Span, one_line};

/// Longest value of a field in bytes; what is longer is a paragraph that stands
/// where a value should.
const LONGEST_VALUE: usize = 500;

/// A [`Document`] in the making.
#[derive(Debug)]
pub(super) struct Metadata {
    document: Document,
}

impl Metadata {
    /// Nothing is known of the file at `path`.
    pub(super) fn new(path: &Path) -> Self {
        let document = Document {
            id: String::new(),
            path: path.to_path_buf(),
            title: None,
            publisher: None,
            author: None,
            speaker: None,
            date: None,
            language: None,
            url: None,
            words: 0,
            provenance: Vec::new(),
            furniture: Vec::new(),
            extraction: None,
            text_file: None,
        };
        Self { document }
    }

    /// Takes `value` for `field` unless one is known already; spaces in it are
    /// evened out, and a value without a letter or a digit is none. A date is read
    /// as people write it.
    pub(super) fn offer(&mut self, field: Field, provenance: Provenance, value: &str) {
        if field == Field::Date {
            if let Some(date) = date_in(value) {
                self.offer_date(provenance, date);
            }
            return;
        }
        let value = one_line(value);
        if self.knows(field) || value.len() > LONGEST_VALUE || !value.contains(char::is_alphanumeric) {
            return;
        }
        *self.slot(field) = Some(value);
        self.document.provenance.push((field, provenance));
    }

    /// Takes `date` unless one is known already.
    pub(super) fn offer_date(&mut self, provenance: Provenance, date: PartialDate) {
        if self.document.date.is_none() {
            self.document.date = Some(date);
            self.document.provenance.push((Field::Date, provenance));
        }
    }

    /// Whether `field` has its value.
    pub(super) fn knows(&self, field: Field) -> bool {
        self.document.provenance_of(field).is_some()
    }

    /// Where the value of a field came from, where it is known.
    pub(super) fn provenance(&self, field: Field) -> Option<Provenance> {
        self.document.provenance_of(field)
    }

    /// The value of a field other than the date.
    pub(super) fn value(&self, field: Field) -> Option<&str> {
        match field {
            Field::Title => self.document.title.as_deref(),
            Field::Publisher => self.document.publisher.as_deref(),
            Field::Author => self.document.author.as_deref(),
            Field::Speaker => self.document.speaker.as_deref(),
            Field::Language => self.document.language.as_deref(),
            Field::Url => self.document.url.as_deref(),
            Field::Date => None,
        }
    }

    /// The file's name without its extension.
    pub(super) fn file_stem(&self) -> Option<String> {
        self.document.path.file_stem().map(|stem| stem.to_string_lossy().into_owned())
    }

    fn slot(&mut self, field: Field) -> &mut Option<String> {
        match field {
            Field::Publisher => &mut self.document.publisher,
            Field::Author => &mut self.document.author,
            Field::Speaker => &mut self.document.speaker,
            Field::Language => &mut self.document.language,
            Field::Url => &mut self.document.url,
            // Dates never come here: `offer` hands them on.
            Field::Title | Field::Date => &mut self.document.title,
        }
    }

    /// Says that these bytes of the source are not the text itself.
    pub(super) fn mark(&mut self, span: Span, zone: Zone) {
        if !span.is_empty() {
            self.document.furniture.push((span, zone));
        }
    }

    /// Says that the text was drawn out of a file that is none.
    pub(super) fn set_extraction(&mut self, extraction: Extraction) {
        self.document.extraction = Some(Box::new(extraction));
    }

    /// The document, its marks in order and without overlap (where two marks
    /// overlap, the earlier and longer one stays whole), its fields in order.
    pub(super) fn finish(mut self) -> Document {
        let mut marks = std::mem::take(&mut self.document.furniture);
        marks.sort_by_key(|(span, zone)| (span.start, std::cmp::Reverse(span.end), *zone));
        let mut kept: Vec<(Span, Zone)> = Vec::with_capacity(marks.len());
        for (span, zone) in marks {
            let free = kept.last().map_or(0, |(last, _)| last.end);
            let span = Span::new(span.start.max(free), span.end);
            if !span.is_empty() {
                kept.push((span, zone));
            }
        }
        self.document.furniture = kept;
        self.document.provenance.sort();
        self.document
    }
}

/// A value that is a date by its place: also "2023-03" and "2023", which running
/// text uses for other things.
fn date_in(value: &str) -> Option<PartialDate> {
    let value = value.trim();
    value.parse().ok().or_else(|| written_date(value).map(|(_, date)| date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_stays() {
        let mut metadata = Metadata::new(Path::new("a.txt"));
        metadata.offer(Field::Title, Provenance::HeaderLine, " -- ");
        metadata.offer(Field::Title, Provenance::FirstLine, " The\n title ");
        metadata.offer(Field::Title, Provenance::FileName, "Another");
        metadata.offer(Field::Date, Provenance::HeaderLine, "tomorrow");
        metadata.offer(Field::Date, Provenance::PageStamp, "20 March 2013");
        let document = metadata.finish();
        assert_eq!(document.title.as_deref(), Some("The title"));
        assert_eq!(document.provenance_of(Field::Title), Some(Provenance::FirstLine));
        assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2013-03-20"));
        assert_eq!(document.provenance_of(Field::Date), Some(Provenance::PageStamp));
    }

    #[test]
    fn marks_never_overlap() {
        let mut metadata = Metadata::new(Path::new("a.txt"));
        for (start, end, zone) in [(5, 9, Zone::Furniture), (0, 6, Zone::Metadata), (2, 4, Zone::Furniture)] {
            metadata.mark(Span::new(start, end), zone);
        }
        let expected = vec![(Span::new(0, 6), Zone::Metadata), (Span::new(6, 9), Zone::Furniture)];
        assert_eq!(metadata.finish().furniture, expected);
    }
}
