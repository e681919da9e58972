//! A page read as a reader's eye does: what stands above the title, the title, what
//! stands between it and the text, the text, the foot. The readable text of one
//! file enters with what is known already; more metadata and marks leave.
//!
//! Only short lines near the head and the foot are looked at closely; the long
//! lines of the text are never searched.

use crate::corpus::{Field, Provenance, Zone};
use crate::text::{OffsetMap, Span, line_spans, one_line};

use super::furniture;
use super::header::{Label, labelled_values};
use super::language::declared_language;
use super::metadata::Metadata;
use super::names::{byline, is_masthead, is_organisation, person, speaker_of_title};
use super::speech::{is_speech_title, offer_author_as_speaker};
use super::stamp::{dateline, stamp};
use crate::prose::{PartialDate, written_date, written_dates};

/// Lines at the head that may hold metadata.
const HEAD: usize = 40;

/// A line this long in bytes is a paragraph of the text.
pub(super) const PARAGRAPH: usize = 250;

/// A page under reading.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    /// From `text` to the source, for the marks.
    map: &'a OffsetMap,
    /// Lines that are not blank, without the spaces around them; those known to be
    /// furniture are left out.
    pub(super) lines: Vec<Line>,
    /// Index of the first paragraph of the text, or of the line after the last.
    pub(super) body: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    /// Whether a blank line, or the end of the text, follows.
    pub(super) ends_paragraph: bool,
}

/// Reads the page that begins at byte `from` of `text`; `known` are spans of the
/// text, in order, that are furniture by their markup.
pub(super) fn read_page(text: &str, from: usize, map: &OffsetMap, known: &[Span], metadata: &mut Metadata) {
    let lines = lines_of(text, from, known);
    let body = body_of(text, &lines);
    let page = Page { text, map, lines, body };
    page.read_labels(metadata);
    let title = page.read_title(metadata);
    page.read_above(title, metadata);
    page.read_below(title, metadata);
    page.read_datelines(metadata);
    page.read_speaker(metadata);
    page.read_foot(metadata);
    page.mark_furniture(metadata);
}

fn lines_of(text: &str, from: usize, known: &[Span]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for span in line_spans(text.get(from..).unwrap_or_default()) {
        let span = trimmed(text, span.shifted(from));
        if span.is_empty() {
            if let Some(last) = lines.last_mut() {
                last.ends_paragraph = true;
            }
        } else {
            let next = known.partition_point(|zone| zone.end <= span.start);
            if known.get(next).is_none_or(|zone| !zone.contains(span)) {
                lines.push(Line { span, ends_paragraph: false });
            }
        }
    }
    lines
}

/// Index of the first paragraph. One that stands alone above a stamp is a summary
/// and belongs to the head.
fn body_of(text: &str, lines: &[Line]) -> usize {
    let last = lines.len().min(HEAD);
    let is_paragraph_at = |index: &usize| lines.get(*index).is_some_and(|line| is_paragraph(line.span.slice(text)));
    let is_stamp_at = |index: usize| lines.get(index).is_some_and(|line| stamp(line.span.slice(text)).is_some());
    let first = (0..last).find(is_paragraph_at).unwrap_or(last);
    let second = (first + 1..last).find(is_paragraph_at).unwrap_or(last);
    let is_summary = first > 0
        && lines.get(first).is_some_and(|line| line.span.len() <= 2 * PARAGRAPH)
        && !(0..first).any(is_stamp_at)
        && (first + 1..second.min(first + 6)).any(is_stamp_at);
    if is_summary { second } else { first }
}

fn trimmed(text: &str, span: Span) -> Span {
    let line = span.slice(text);
    let start = span.end - line.trim_start().len();
    Span::new(start, start.max(span.start + line.trim_end().len()))
}

pub(super) fn is_paragraph(line: &str) -> bool {
    let ends_sentence = || line.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '。']);
    line.len() > PARAGRAPH || line.len() > 120 && ends_sentence()
}

impl Page<'_> {
    pub(super) fn line(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", |line| line.span.slice(self.text))
    }

    pub(super) fn mark(&self, index: usize, zone: Zone, metadata: &mut Metadata) {
        if let Some(line) = self.lines.get(index) {
            self.mark_span(line.span, zone, metadata);
        }
    }

    pub(super) fn mark_span(&self, span: Span, zone: Zone, metadata: &mut Metadata) {
        metadata.mark(self.map.span_to_source(span), zone);
    }

    /// Labelled lines of the head; a line of a label alone takes its value from the
    /// next line.
    fn read_labels(&self, metadata: &mut Metadata) {
        let mut in_block = true;
        for index in 0..self.body {
            let values = labelled_values(self.line(index));
            let is_labelled = values.iter().any(|(label, _)| matches!(label, Label::Field(_)));
            if is_labelled || in_block && !values.is_empty() {
                self.mark(index, Zone::Metadata, metadata);
            } else {
                in_block = in_block && is_unknown_label(self.line(index)) && index > 0;
                if in_block {
                    self.mark(index, Zone::Metadata, metadata);
                }
            }
            if let Some(date) = date_at_end(self.line(index)).filter(|_| is_labelled) {
                metadata.offer_date(Provenance::PageStamp, date);
            }
            for (label, value) in values {
                if let Label::Field(field) = label {
                    let value = if value.is_empty() { self.value_below(index, field, metadata) } else { value };
                    offer_label(field, value, metadata);
                }
            }
        }
    }

    fn value_below(&self, index: usize, field: Field, metadata: &mut Metadata) -> &str {
        let value = self.line(index + 1);
        let fits = index + 1 < self.body
            && match field {
                Field::Author | Field::Speaker => person(value).is_some(),
                Field::Publisher => is_organisation(value),
                Field::Date => stamp(value).is_some(),
                _ => false,
            };
        if fits {
            self.mark(index + 1, Zone::Metadata, metadata);
        }
        if fits { value } else { "" }
    }

    /// Index of the title's line, which a title known already may have on the page.
    fn read_title(&self, metadata: &mut Metadata) -> Option<usize> {
        let index = match metadata.value(Field::Title) {
            Some(title) => (0..self.body.max(3)).find(|index| one_line(heading_text(self.line(*index))) == title),
            None => self.find_title(),
        }?;
        let title = heading_text(self.line(index)).to_owned();
        let is_heading = self.line(index).starts_with('#');
        metadata.offer(Field::Title, if is_heading { Provenance::Heading } else { Provenance::FirstLine }, &title);
        self.mark(index, Zone::Metadata, metadata);
        for copy in index + 1..(index + 5).min(self.lines.len()) {
            if self.line(copy) == title {
                self.mark(copy, Zone::Furniture, metadata);
            }
        }
        Some(index)
    }

    /// Above the title stand menus, section names and the date of the day the page
    /// was called up; a masthead names the publisher.
    fn read_above(&self, title: Option<usize>, metadata: &mut Metadata) {
        let Some(title) = title else { return };
        for index in 0..title {
            let line = self.line(index);
            if self.is_labelled(index) {
                continue;
            }
            let is_masthead = index + 1 == title && furniture::edge_zone(line).is_none() && is_masthead(line);
            if is_masthead {
                metadata.offer(Field::Publisher, Provenance::Heading, line);
            }
            self.mark(index, if is_masthead { Zone::Metadata } else { Zone::Furniture }, metadata);
        }
    }

    /// Between title and text stand bylines, publishers, credits and stamps.
    fn read_below(&self, title: Option<usize>, metadata: &mut Metadata) {
        let first = title.map_or(0, |title| title + 1);
        let mut updated: Option<PartialDate> = None;
        for index in first..self.body.min(first + 16) {
            let line = self.line(index);
            let mut is_metadata = true;
            if let Some(stamp) = stamp(line).filter(|_| title.is_some() || self.is_head_without_title(index)) {
                self.offer_stamp_names(index, &stamp, metadata);
                if stamp.is_update {
                    updated = updated.or(Some(stamp.date));
                } else {
                    metadata.offer_date(Provenance::PageStamp, stamp.date);
                }
            } else if let Some(authors) = byline(line) {
                metadata.offer(Field::Author, Provenance::Byline, &authors);
            } else if let Some(credit) = credit(line) {
                metadata.offer(Field::Publisher, Provenance::Credit, credit);
            } else {
                is_metadata = index == first && self.is_publisher_line(index);
                if is_metadata {
                    metadata.offer(Field::Publisher, Provenance::Byline, line);
                }
            }
            if is_metadata {
                self.mark(index, Zone::Metadata, metadata);
            }
        }
        if let Some(date) = updated {
            metadata.offer_date(Provenance::PageStamp, date);
        }
    }

    /// Whether the lines above `index` are those of a page's head, though none is its
    /// title for sure, and not of a text broken into short lines.
    fn is_head_without_title(&self, index: usize) -> bool {
        index <= 8 && (0..index).all(|above| !self.line(above).starts_with(char::is_lowercase))
    }

    fn offer_stamp_names(&self, index: usize, stamp: &super::stamp::Stamp, metadata: &mut Metadata) {
        if let Some(publisher) = &stamp.publisher {
            metadata.offer(Field::Publisher, Provenance::PageStamp, publisher);
        }
        if let Some(author) = &stamp.author {
            metadata.offer(Field::Author, Provenance::Byline, author);
        }
        if let Some(url) = (index + 1..self.body).map(|index| self.line(index)).find(|line| is_url(line)) {
            metadata.offer(Field::Url, Provenance::HeaderLine, url);
        }
    }

    /// An organisation between the title and a stamp.
    fn is_publisher_line(&self, index: usize) -> bool {
        is_organisation(self.line(index)) && stamp(self.line(index + 1)).is_some()
    }

    /// The dateline of the first paragraphs.
    fn read_datelines(&self, metadata: &mut Metadata) {
        for index in 0..self.lines.len().min(self.body + 2) {
            let Some(found) = dateline(self.line(index)) else { continue };
            if let Some(line) = self.lines.get(index) {
                self.mark_span(Span::new(line.span.start, line.span.start + found.len), Zone::Metadata, metadata);
            }
            if let Some(agency) = &found.agency {
                metadata.offer(Field::Publisher, Provenance::Dateline, agency);
            }
            if let Some(date) = found.date {
                metadata.offer_date(Provenance::Dateline, date);
            }
            return;
        }
    }

    /// The speaker and the day that the title of a speech names.
    fn read_speaker(&self, metadata: &mut Metadata) {
        let Some(title) = metadata.value(Field::Title).map(str::to_owned) else { return };
        let provenance = if self.line(0) == title { Provenance::FirstLine } else { Provenance::Heading };
        if let Some(speaker) = speaker_of_title(&title) {
            metadata.offer(Field::Speaker, provenance, &speaker);
            let day = title
                .rfind(" on ")
                .and_then(|at| title.get(at + 4..))
                .and_then(|rest| Some((rest, written_date(rest)?)));
            if let Some((rest, (span, date))) = day
                && span.slice(rest) == rest
            {
                metadata.offer_date(provenance, date);
            }
        }
        if is_speech_title(&title) {
            offer_author_as_speaker(metadata);
        }
    }
}

fn offer_label(field: Field, value: &str, metadata: &mut Metadata) {
    let provenance = Provenance::HeaderLine;
    match field {
        Field::Author | Field::Speaker | Field::Publisher if !is_name_like(value) => {}
        Field::Author | Field::Speaker => {
            let name = person(value).unwrap_or_else(|| value.to_owned());
            let name = if value.contains(" and ") { value.to_owned() } else { name };
            metadata.offer(field, provenance, &name);
        }
        Field::Language => {
            if let Some(language) = declared_language(value) {
                metadata.offer(field, provenance, &language);
            }
        }
        Field::Url if !is_url(value) => {}
        _ => metadata.offer(field, provenance, value),
    }
}

/// Whether a labelled value can be a name: "Source: the author's estimate" holds none.
fn is_name_like(value: &str) -> bool {
    let begins = value.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_ideograph(c));
    begins && words(value) <= 24 && (!value.ends_with('.') || words(value) <= 6)
}

/// The date that closes a line of labelled values ("Source : A    2016-12-05"),
/// where it follows a value rather than a label of its own.
fn date_at_end(line: &str) -> Option<PartialDate> {
    let (span, date) = written_dates(line).last()?;
    let before = line.get(..span.start)?.trim_end();
    (span.end == line.len() && !before.ends_with([':', '：'])).then_some(date)
}

/// A line of one unknown label within a block of known ones ("Mood: calm").
fn is_unknown_label(line: &str) -> bool {
    line.split_once(": ")
        .is_some_and(|(label, value)| words(label) <= 3 && words(value) <= 12 && label.starts_with(char::is_uppercase))
}

/// The publisher of a line that holds nothing but its name in brackets.
pub(super) fn credit(line: &str) -> Option<&str> {
    let name = line.strip_prefix('(')?.strip_suffix(')')?;
    let name = name.strip_prefix("Source:").map_or(name, str::trim);
    is_organisation(name).then_some(name)
}

/// A line without the marks of a Markdown heading.
fn heading_text(line: &str) -> &str {
    if line.starts_with('#') { line.trim_matches('#').trim() } else { line }
}

/// Number of words; four or more ideographs count as a phrase of four.
pub(super) fn words(line: &str) -> usize {
    if line.chars().filter(|c| is_ideograph(*c)).count() >= 4 {
        return 4;
    }
    line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

pub(super) const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

fn is_url(line: &str) -> bool {
    (line.starts_with("https://") || line.starts_with("http://")) && !line.contains(char::is_whitespace)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::corpus::Document;
    use std::path::Path;

    pub(in crate::corpus::read) fn document(text: &str) -> Document {
        let mut metadata = Metadata::new(Path::new("a.txt"));
        read_page(text, 0, &OffsetMap::identity(text.len()), &[], &mut metadata);
        metadata.finish()
    }

    pub(in crate::corpus::read) fn paragraph() -> String {
        "The ministers agreed on the ferry timetable and on a text about the sea routes. ".repeat(4)
    }

    #[test]
    fn a_date_is_taken_where_pages_put_it() {
        let cases = [
            ("Fish and the law\n\nUpdated: 4 May 2019\nPublished: 3 May 2019\n", Some("2019-05-03")),
            ("Fish and the law\n\nUpdated: 4 May 2019\n", Some("2019-05-04")),
            ("HOME | LOGIN Wed Nov. 13, 2013\n\nFish and the law\n\nBy Ada Holm\n3 May 2019\n", Some("2019-05-03")),
            ("HOME | LOGIN Wed Nov. 13, 2013\n\nFish and the law\n\n", None),
            ("Spokesperson Ada Holm's Regular Press Conference on May 3, 2019\n\n", Some("2019-05-03")),
            ("The law of May 3, 2019\n\n", None),
            ("Fish and the law\n\nWe met on\n3 May 2019.\n", None),
        ];
        for (head, date) in cases {
            let text = format!("{head}{}\n", paragraph());
            assert_eq!(document(&text).date.map(|date| date.to_string()).as_deref(), date, "{head}");
        }
    }
}
