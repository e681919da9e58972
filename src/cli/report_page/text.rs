//! The draft on a page: each block in a row with the notes on it beside it.

use super::Writing;
use super::badge::of_kind;
use super::markup::is_web_address;
use crate::draft::{Element, Laid};
use crate::engine::{Marked, PagePiece};

/// The draft while it is written.
#[derive(Default)]
struct Setting {
    /// The tags that the open elements end in, the outermost first.
    open: Vec<Ending>,
    /// The notes on the row that is being written.
    notes: Vec<usize>,
    /// The notes that stand on the page already.
    told: Vec<bool>,
    /// Numbers that wait for the end of a link: a link holds no other.
    waiting: Vec<usize>,
    /// The labels of notes of the draft, in the order in which they are met.
    labels: Vec<String>,
}

/// How an element ends.
#[derive(Clone, Copy)]
struct Ending {
    tag: &'static str,
    /// Whether a row of the page ends with it.
    is_row: bool,
}

impl Writing<'_> {
    pub(super) fn draft(&mut self) {
        self.section("draft", "The draft", |writing| {
            let page = writing.page;
            let mut setting = Setting { told: vec![false; page.notes.len() + 1], ..Setting::default() };
            for piece in &page.pieces {
                match piece {
                    PagePiece::Words(words, marks) => writing.words(words, marks),
                    PagePiece::Note(number) => writing.mark_note(*number, &mut setting),
                    PagePiece::Laid(laid) => writing.laid(laid, &mut setting),
                }
            }
            if !setting.notes.is_empty() {
                writing.out.open("div", &[("class", "row")]);
                writing.end_row(&mut setting);
            }
        });
    }

    fn words(&mut self, words: &str, marks: &[Marked]) {
        for mark in marks {
            let class = format!("m {}", of_kind(mark.kind).class);
            self.out.open("span", &[("class", &class)]);
        }
        self.out.text(words);
        for _ in marks {
            self.out.close("span");
        }
    }

    fn laid(&mut self, laid: &Laid, setting: &mut Setting) {
        match laid {
            Laid::Open(element) => self.open(element, setting),
            Laid::Close => self.close(setting),
            Laid::Words(words, _) => self.out.text(words),
            Laid::Code(code) => self.out.element("code", &[], code),
            Laid::LineEnd => self.out.fixed("<br>\n"),
            Laid::Rule => self.out.fixed("<hr>\n"),
            Laid::NoteMark(label) => {
                let number = setting.label(label);
                self.out.open("sup", &[]);
                self.out.element("a", &[("href", &format!("#footnote-{number}"))], &format!("[{label}]"));
                self.out.close("sup");
            }
        }
    }

    /// The number of a note, behind the words it is about.
    fn mark_note(&mut self, number: usize, setting: &mut Setting) {
        if setting.open.iter().any(|open| open.tag == "a") {
            setting.waiting.push(number);
            return;
        }
        let Some(note) = number.checked_sub(1).and_then(|at| self.page.notes.get(at)) else { return };
        let label = format!("Note {number}, {}", of_kind(note.kind).word);
        let (target, id) = (format!("#note-{number}"), format!("mark-{number}"));
        let attributes = [("class", "n"), ("href", target.as_str()), ("aria-label", label.as_str()), ("id", &id)];
        let is_told = setting.told.get(number).copied().unwrap_or(true);
        let attributes = attributes.iter().take(if is_told { attributes.len() - 1 } else { attributes.len() });
        self.out.element("a", &attributes.copied().collect::<Vec<_>>(), &number.to_string());
        if let Some(told) = setting.told.get_mut(number).filter(|told| !**told) {
            *told = true;
            setting.notes.push(number);
        }
    }

    fn open(&mut self, element: &Element, setting: &mut Setting) {
        let is_row = is_row(element) && !setting.open.iter().any(|open| open.is_row);
        if is_row {
            self.out.open("div", &[("class", "row")]);
        }
        let tag = element_tag(element);
        match element {
            Element::Heading(level) => {
                let class = format!("level-{level}");
                self.out.open(tag, &[("class", &class), ("dir", "auto")]);
            }
            Element::List(Some(first)) => self.out.open(tag, &[("start", &first.to_string())]),
            Element::Note(label) => {
                let number = setting.label(label);
                let id = format!("footnote-{number}");
                self.out.open(tag, &[("class", "footnote"), ("id", &id)]);
                self.out.element("span", &[("class", "label")], &format!("[{label}]"));
            }
            Element::Link(target) if is_web_address(target) => {
                self.out.open(tag, &[("href", target), ("rel", "noopener noreferrer")]);
            }
            Element::Link(target) => self.out.open(tag, &[("title", target)]),
            Element::Image => {
                self.out.open(tag, &[("class", "image")]);
                self.out.text("image: ");
            }
            Element::Paragraph | Element::Cell => self.out.open(tag, &[("dir", "auto")]),
            _ => self.out.open(tag, &[]),
        }
        setting.open.push(Ending { tag, is_row });
    }

    fn close(&mut self, setting: &mut Setting) {
        let Some(Ending { tag, is_row }) = setting.open.pop() else { return };
        self.out.close(tag);
        for number in std::mem::take(&mut setting.waiting) {
            self.mark_note(number, setting);
        }
        if is_row {
            self.end_row(setting);
        }
    }

    /// Ends a row with the notes on it.
    fn end_row(&mut self, setting: &mut Setting) {
        let mut notes = std::mem::take(&mut setting.notes);
        notes.sort_unstable();
        if !notes.is_empty() {
            // Not a landmark: a page has one for each paragraph.
            self.out.open("aside", &[("role", "note"), ("aria-label", "Notes")]);
            for number in notes {
                self.note(number);
            }
            self.out.close("aside");
        }
        self.out.close("div");
    }
}

impl Setting {
    /// The number of a note of the draft. Markdown does not tell labels by their case.
    fn label(&mut self, label: &str) -> usize {
        let label = label.to_lowercase();
        let known = self.labels.iter().position(|known| *known == label);
        known.unwrap_or_else(|| {
            self.labels.push(label);
            self.labels.len() - 1
        }) + 1
    }
}

/// Whether notes stand beside an element as a whole.
const fn is_row(element: &Element) -> bool {
    matches!(element, Element::Paragraph | Element::Heading(_) | Element::CodeBlock | Element::Table)
}

const fn element_tag(element: &Element) -> &'static str {
    match element {
        Element::Paragraph => "p",
        // The page itself has two levels.
        Element::Heading(1) => "h3",
        Element::Heading(2) => "h4",
        Element::Heading(3) => "h5",
        Element::Heading(_) => "h6",
        Element::SetOff => "blockquote",
        Element::List(None) => "ul",
        Element::List(Some(_)) => "ol",
        Element::Item => "li",
        Element::CodeBlock => "pre",
        Element::Table => "table",
        Element::Row => "tr",
        Element::Cell => "td",
        Element::Note(_) | Element::Plain => "div",
        Element::Emphasis => "em",
        Element::Strong => "strong",
        Element::Struck => "s",
        Element::Link(_) => "a",
        Element::Image => "span",
    }
}
