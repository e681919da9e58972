//! A draft as a reader sees it: headings, paragraphs, lists and tables in order, with the
//! words between them and the bytes each word came from. For a page that shows the whole
//! of a draft; what the words mean is the business of blocks and quotations.
//!
//! Comments and tags of raw HTML leave nothing: they are instructions, not words.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::reader::OPTIONS;
use crate::text::Span;

/// One step through a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Laid {
    /// An element begins; it ends at the [`Laid::Close`] that belongs to it.
    Open(Element),
    /// The element opened last, and not closed yet, ends.
    Close,
    /// Words, and the bytes of the draft they came from. Where an entity or an escape
    /// stands there, the two differ.
    Words(String, Span),
    /// Code or a formula amid words, as it is written.
    Code(String),
    /// A line that ends where the writer wants it to.
    LineEnd,
    /// A rule across the page.
    Rule,
    /// The mark of a note, by its label.
    NoteMark(String),
}

/// What a part of a draft is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// A paragraph; words that stand in a list item without one have one here.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A block quotation, or a box of the writer's own.
    SetOff,
    /// A list; a numbered one with its first number.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A block of code or a formula, as it is written.
    CodeBlock,
    /// A table.
    Table,
    /// A row of a table; the first is its head.
    Row,
    /// A cell of a table.
    Cell,
    /// The text of a note, by its label.
    Note(String),
    /// Words in italics.
    Emphasis,
    /// Words in bold.
    Strong,
    /// Words struck through.
    Struck,
    /// A link, with where it leads.
    Link(String),
    /// An image, of which only its description is shown.
    Image,
    /// What needs no form of its own.
    Plain,
}

/// A draft as it is laid out; `start` is the first byte behind its front matter.
#[must_use]
pub fn layout(draft: &str, start: usize) -> Vec<Laid> {
    let body = draft.get(start..).unwrap_or_default();
    let mut layout = Layout::default();
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        layout.event(draft, event, Span::from(range).shifted(start));
    }
    layout.close_bare();
    layout.laid
}

#[derive(Debug, Default)]
struct Layout {
    laid: Vec<Laid>,
    /// The elements around this place.
    around: Vec<Element>,
    /// Whether words of a list item stand in a paragraph that the draft has not marked.
    is_bare: bool,
    /// How many blocks of raw HTML are open.
    hidden: usize,
}

impl Layout {
    fn event(&mut self, draft: &str, event: Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::HtmlBlock | Tag::MetadataBlock(_)) => self.hidden += 1,
            Event::End(TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            _ if self.hidden > 0 => {}
            Event::Start(tag) => self.open(&tag),
            Event::End(_) => self.close(),
            Event::Html(_) | Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
            Event::Rule => {
                self.close_bare();
                self.laid.push(Laid::Rule);
            }
            event => self.inline(draft, event, span),
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let element = element(tag);
        if element.is_inline() {
            self.bare();
        } else {
            self.close_bare();
        }
        self.around.push(element.clone());
        self.laid.push(Laid::Open(element));
    }

    fn close(&mut self) {
        if !self.around.last().is_some_and(Element::is_inline) {
            self.close_bare();
        }
        if self.around.pop().is_some() {
            self.laid.push(Laid::Close);
        }
    }

    fn inline(&mut self, draft: &str, event: Event<'_>, span: Span) {
        self.bare();
        self.laid.push(match event {
            Event::Text(words) => Laid::Words(words.into_string(), span),
            Event::SoftBreak => Laid::Words(" ".to_owned(), span),
            Event::HardBreak => Laid::LineEnd,
            Event::FootnoteReference(label) => Laid::NoteMark(label.into_string()),
            Event::Code(code) => Laid::Code(code.into_string()),
            _ => Laid::Code(span.slice(draft).to_owned()),
        });
    }

    /// Words come: those right in a container get a paragraph.
    fn bare(&mut self) {
        if !self.is_bare && !self.around.iter().any(Element::holds_words) {
            self.is_bare = true;
            self.laid.push(Laid::Open(Element::Paragraph));
        }
    }

    fn close_bare(&mut self) {
        if std::mem::take(&mut self.is_bare) {
            self.laid.push(Laid::Close);
        }
    }
}

impl Element {
    /// Whether it stands amid words.
    #[must_use]
    pub const fn is_inline(&self) -> bool {
        matches!(self, Self::Emphasis | Self::Strong | Self::Struck | Self::Link(_) | Self::Image)
    }

    /// Whether words may stand in it without a paragraph of their own.
    #[must_use]
    pub const fn holds_words(&self) -> bool {
        matches!(self, Self::Paragraph | Self::Heading(_) | Self::CodeBlock | Self::Cell)
    }
}

fn element(tag: &Tag<'_>) -> Element {
    match tag {
        Tag::Paragraph | Tag::DefinitionListTitle => Element::Paragraph,
        Tag::Heading { level, .. } => Element::Heading(*level as u8),
        Tag::BlockQuote(_) | Tag::DefinitionListDefinition => Element::SetOff,
        Tag::CodeBlock(_) => Element::CodeBlock,
        Tag::List(start) => Element::List(*start),
        Tag::Item => Element::Item,
        Tag::FootnoteDefinition(label) => Element::Note(label.to_string()),
        Tag::Table(_) => Element::Table,
        Tag::TableHead | Tag::TableRow => Element::Row,
        Tag::TableCell => Element::Cell,
        Tag::Emphasis => Element::Emphasis,
        Tag::Strong => Element::Strong,
        Tag::Strikethrough => Element::Struck,
        Tag::Link { dest_url, .. } => Element::Link(dest_url.to_string()),
        Tag::Image { .. } => Element::Image,
        _ => Element::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(draft: &str, expected: &str) {
        let told: Vec<String> = layout(draft, 0)
            .into_iter()
            .map(|laid| match laid {
                Laid::Open(element) => format!("<{element:?}"),
                Laid::Close => ">".to_owned(),
                Laid::Words(words, span) => {
                    assert!(draft.get(span.start..span.end).is_some(), "{span}");
                    words
                }
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(told.join(" "), expected, "{draft}");
    }

    #[test]
    fn words_keep_their_place_among_elements() {
        check("# A\n\nb *c* d", "<Heading(1) A > <Paragraph b  <Emphasis c >  d >");
        check("> a &amp; b", "<SetOff <Paragraph a  &  b > >");
    }

    #[test]
    fn items_without_paragraphs_get_one() {
        check(
            "- a\n- *b*\n  - c",
            concat!(
                "<List(None) <Item <Paragraph a > > <Item <Paragraph <Emphasis b > > ",
                "<List(None) <Item <Paragraph c > > > > >"
            ),
        );
    }

    #[test]
    fn raw_html_leaves_only_its_words() {
        check("a <b onclick=x>c</b><!-- d -->", "<Paragraph a  c >");
        check("<script>\nalert(1)\n</script>\n\na", "<Paragraph a >");
    }

    #[test]
    fn tables_notes_and_code_stand_as_they_are() {
        check(
            "|a|\n|-|\n|b|\n\nx[^1] `y`\n\n[^1]: n",
            concat!(
                "<Table <Row <Cell a > > <Row <Cell b > > > <Paragraph x NoteMark(\"1\")   Code(\"y\") > ",
                "<Note(\"1\") <Paragraph n > >"
            ),
        );
    }

    proptest::proptest! {
        #[test]
        fn every_element_is_closed(draft in "[ab >*_`|#\\[\\]()!<&;^:\n-]{0,60}") {
            let mut depth = 0_i32;
            for laid in layout(&draft, 0) {
                match laid {
                    Laid::Open(_) => depth += 1,
                    Laid::Close => depth -= 1,
                    _ => {}
                }
                proptest::prop_assert!(depth >= 0);
            }
            proptest::prop_assert_eq!(depth, 0);
        }
    }
}
