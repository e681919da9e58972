//! The markup of a text part (ECMA-376, part 1, chapter 17) to its paragraphs: one pass
//! over the elements by their local names, a stack of them, no tree.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::SkipReason;
use super::package::attribute;

/// Elements whose content a reader does not see, or sees elsewhere: what was deleted or
/// moved away, the reading aids of ruby, the copy of a drawing for older programs.
const UNSEEN: [&str; 4] = ["del", "moveFrom", "rt", "Fallback"];

/// A paragraph of a document, of a cell or of a note.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text; line breaks in it are line ends.
    pub(super) text: String,
    /// Whether its style says that it is the title of the document.
    pub(super) is_title: bool,
    /// Whether its end was deleted, so that the next one continues it.
    is_continued: bool,
}

/// The paragraphs of a part, in the order in which they end.
///
/// # Errors
/// When the part is no XML.
pub(super) fn paragraphs(part: &str) -> Result<Vec<Paragraph>, SkipReason> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::default();
    loop {
        match reader.read_event().map_err(|error| broken(&error, reader.error_position()))? {
            Event::Start(element) => walk.open(&element),
            Event::End(_) => walk.close(),
            Event::Text(text) => walk.characters(&text.xml10_content()),
            Event::CData(text) => walk.characters(&text.xml10_content()),
            Event::GeneralRef(reference) => walk.reference(&reference),
            Event::Eof => return Ok(walk.finished),
            _ => {}
        }
    }
}

fn broken(error: &quick_xml::Error, at: u64) -> SkipReason {
    SkipReason::Damaged(format!("its text part breaks off at byte {at}: {error}"))
}

/// What an element is to the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    ParagraphProperties,
    Run,
    /// Its characters are text; whether space at its ends counts.
    Text {
        keeps_space: bool,
    },
    Unseen,
    Other,
}

#[derive(Default)]
struct Walk {
    finished: Vec<Paragraph>,
    /// Paragraphs that are open: a text box stands within one.
    open: Vec<Paragraph>,
    elements: Vec<Element>,
    /// Number of open elements that are not seen.
    unseen: usize,
    /// Whether the run says that it is hidden.
    is_hidden: bool,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        let element = self.element(name.as_ref(), tag);
        match element {
            Element::Paragraph => self.begin_paragraph(),
            Element::Run => self.is_hidden = false,
            Element::Unseen => self.unseen += 1,
            _ => {}
        }
        self.elements.push(element);
    }

    fn element(&mut self, name: &str, tag: &BytesStart<'_>) -> Element {
        let is_among_properties = self.is_within(Element::ParagraphProperties);
        match name {
            "p" => return Element::Paragraph,
            "pPr" => return Element::ParagraphProperties,
            "r" => return Element::Run,
            "t" => {
                return Element::Text {
                    keeps_space: attribute(tag, "xml:space").is_some_and(|value| value == "preserve"),
                };
            }
            "del" | "moveFrom" if is_among_properties => self.with_paragraph(|open| open.is_continued = true),
            "footnote" | "endnote" if attribute(tag, "w:type").is_some_and(|kind| kind != "normal") => {
                return Element::Unseen;
            }
            "pStyle" if attribute(tag, "w:val").is_some_and(|style| style == "Title") => {
                self.with_paragraph(|open| open.is_title = true);
            }
            "vanish" if !is_among_properties => {
                self.is_hidden = !attribute(tag, "w:val").is_some_and(|value| is_off(&value));
            }
            "tab" if !is_among_properties => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{AD}"),
            name if UNSEEN.contains(&name) => return Element::Unseen,
            _ => {}
        }
        Element::Other
    }

    fn close(&mut self) {
        match self.elements.pop() {
            Some(Element::Paragraph) => self.end_paragraph(),
            Some(Element::Unseen) => self.unseen -= 1,
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        let continued = self.finished.pop_if(|last| last.is_continued && self.open.is_empty());
        let paragraph = continued.map(|last| Paragraph { is_continued: false, ..last });
        self.open.push(paragraph.unwrap_or_default());
    }

    fn end_paragraph(&mut self) {
        self.finished.extend(self.open.pop());
    }

    fn is_within(&self, element: Element) -> bool {
        self.elements.iter().rev().take_while(|open| **open != Element::Paragraph).any(|open| *open == element)
    }

    fn with_paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(open) = self.open.last_mut() {
            change(open);
        }
    }

    fn characters(&mut self, characters: &str) {
        match self.elements.last() {
            Some(Element::Text { keeps_space: true }) => self.push(characters),
            Some(Element::Text { keeps_space: false }) => self.push(characters.trim_matches(['\n', '\r', '\t'])),
            _ => {}
        }
    }

    /// A character that is written as a reference (`&amp;`).
    fn reference(&mut self, reference: &BytesRef<'_>) {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            self.characters(character.encode_utf8(&mut [0; 4]));
        } else if let Some(character) = resolve_predefined_entity(reference) {
            self.characters(character);
        }
    }

    fn push(&mut self, text: &str) {
        if self.unseen == 0 && !self.is_hidden {
            self.with_paragraph(|open| open.text.push_str(text));
        }
    }
}

fn is_off(value: &str) -> bool {
    matches!(value, "0" | "false" | "off")
}
