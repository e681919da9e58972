//! The end of a page: credits, notes and notices, the end marker of an agency, and
//! what belongs to other pages. The lines of the page enter; marks leave, and the
//! publisher where a credit names it.

use super::furniture;
use super::metadata::Metadata;
use super::page::{Page, credit, is_paragraph};
use crate::corpus::{Field, Provenance, Zone};
use crate::text::Span;

/// Lines at the foot that may hold credits and notices.
const FOOT: usize = 60;

impl Page<'_> {
    /// Credits, notes and notices of the last lines; what follows the beginning of
    /// the foot belongs to other pages.
    pub(super) fn read_foot(&self, metadata: &mut Metadata) {
        let start = self.lines.len().saturating_sub(FOOT).max(self.body.min(self.lines.len()));
        let foot = self.foot(start);
        for index in start..self.lines.len() {
            let line = self.line(index);
            if index >= foot {
                self.mark(index, Zone::Furniture, metadata);
            } else if let Some(credit) = credit(line) {
                metadata.offer(Field::Publisher, Provenance::Credit, credit);
                self.mark(index, Zone::Metadata, metadata);
            } else if let Some(zone) = furniture::edge_zone(line) {
                self.mark(index, zone, metadata);
            }
            self.mark_end_marker(index, metadata);
        }
    }

    /// Index of the first line of the foot.
    fn foot(&self, start: usize) -> usize {
        let last_paragraph = (start..self.lines.len()).rev().find(|index| {
            let line = self.line(*index);
            let is_teaser = line.ends_with('…') || line.ends_with("...");
            is_paragraph(line) && !is_teaser && furniture::edge_zone(line).is_none()
        });
        let from = last_paragraph.map_or(start, |index| index + 1);
        (from..self.lines.len()).find(|index| furniture::begins_foot(self.line(*index))).unwrap_or(self.lines.len())
    }

    fn mark_end_marker(&self, index: usize, metadata: &mut Metadata) {
        let len = furniture::end_marker_len(self.line(index));
        if let Some(line) = self.lines.get(index).filter(|_| len > 0) {
            self.mark_span(Span::new(line.span.end - len, line.span.end), Zone::Furniture, metadata);
        }
    }

    /// Buttons and advertisements, wherever they stand.
    pub(super) fn mark_furniture(&self, metadata: &mut Metadata) {
        for index in 0..self.lines.len() {
            let is_head = index < self.body;
            let line = self.line(index);
            if furniture::is_furniture(line) || is_head && furniture::edge_zone(line) == Some(Zone::Furniture) {
                self.mark(index, Zone::Furniture, metadata);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::corpus::Zone;
    use crate::corpus::read::page::tests::{document, paragraph};

    #[test]
    fn the_foot_of_a_page_is_furniture_to_its_end() {
        let teaser =
            format!("{}...", "Ada Holm has measured the ice on the harbour for nine winters. ".repeat(3).trim());
        let text = format!("Fish and the law\n\n{}\n\n>> View All\n\nAnother title\n\n{teaser}\n", paragraph());
        let document = document(&text);
        for words in [">> View", "Another title", "has measured"] {
            let at = text.find(words).expect("words of this test");
            assert_eq!(document.zone_at(at), Zone::Furniture, "{words}");
        }
        assert_eq!(document.zone_at(text.find("timetable").expect("a word of this test")), Zone::Body);
    }
}
