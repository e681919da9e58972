//! Which elements of a page are open, and what they say of the text in them: hidden,
//! furniture, metadata. Tags enter in order; spans of the text leave. Markup is
//! taken as it comes: missing end tags are supplied as browsers do, wrong ones
//! passed over.

use crate::corpus::Zone;
use crate::text::Span;

/// Elements deeper than this are not told apart any more.
const DEEPEST: usize = 200;

/// A zone known only by a class that holds more of the text than this share (in
/// per cent) is the page itself.
const LARGEST_SHARE: usize = 60;

#[derive(Debug)]
struct Open {
    name: Box<[u8]>,
    /// Length of the text when it opened.
    start: usize,
    zone: Option<(Zone, Sure)>,
    is_hidden: bool,
}

/// Whether the element itself says its zone, or only its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sure {
    Element,
    Class,
}

/// The open elements and the zones found so far.
#[derive(Debug, Default)]
pub(super) struct Zones {
    open: Vec<Open>,
    found: Vec<(Span, Zone, Sure)>,
}

impl Zones {
    /// An element opens where the text has `at` bytes.
    pub(super) fn open(&mut self, name: &[u8], attribute: &dyn Fn(&str) -> Option<String>, at: usize) {
        self.close_implied(name, at);
        if is_void(name) || self.open.len() >= DEEPEST {
            return;
        }
        let is_article_part = self.is_within(b"article") || self.is_within(b"main");
        let zone = zone_of_element(name, is_article_part)
            .map(|zone| (zone, if name == b"form" { Sure::Class } else { Sure::Element }))
            .or_else(|| Some((zone_of_attributes(name, attribute)?, Sure::Class)));
        self.open.push(Open { name: name.into(), start: at, zone, is_hidden: is_hidden_element(name) });
    }

    /// An element closes; for a first-rank heading outside furniture, the text it held.
    pub(super) fn close(&mut self, name: &[u8], at: usize) -> Option<Span> {
        let index = self.open.iter().rposition(|open| *open.name == *name)?;
        let start = self.open.get(index)?.start;
        let is_heading = name == b"h1" && !self.is_furniture();
        self.close_from(index, at);
        is_heading.then(|| Span::new(start, at))
    }

    /// The page ends.
    pub(super) fn close_all(&mut self, at: usize) {
        self.close_from(0, at);
    }

    fn close_from(&mut self, index: usize, at: usize) {
        for open in self.open.drain(index..) {
            if let Some((zone, sure)) = open.zone.filter(|_| open.start < at) {
                self.found.push((Span::new(open.start, at), zone, sure));
            }
        }
    }

    /// Closes what the opening of `name` ends: a paragraph before a block, an item
    /// before the next one.
    fn close_implied(&mut self, name: &[u8], at: usize) {
        let (ended, kept_by): (&[&[u8]], &[&[u8]]) = match name {
            b"li" => (&[b"li"], &[b"ul", b"ol", b"menu"]),
            b"dt" | b"dd" => (&[b"dt", b"dd"], &[b"dl"]),
            b"tr" => (&[b"tr"], &[b"table"]),
            b"td" | b"th" => (&[b"td", b"th"], &[b"tr", b"table"]),
            b"option" => (&[b"option"], &[b"select"]),
            b"body" => (&[b"head"], &[]),
            _ if is_block(name) => (&[b"p"], &[b"td", b"th", b"li", b"div", b"blockquote", b"button"]),
            _ => return,
        };
        let is_one_of = |open: &Open, names: &[&[u8]]| names.iter().any(|name| **name == *open.name);
        let found = self.open.iter().rposition(|open| is_one_of(open, ended) || is_one_of(open, kept_by));
        if let Some(index) = found.filter(|index| self.open.get(*index).is_some_and(|open| is_one_of(open, ended))) {
            self.close_from(index, at);
        }
    }

    /// Whether text here is not shown.
    pub(super) fn is_hidden(&self) -> bool {
        self.open.iter().any(|open| open.is_hidden)
    }

    /// Whether text here is furniture by an element of its own kind or its class.
    pub(super) fn is_furniture(&self) -> bool {
        self.open.iter().any(|open| matches!(open.zone, Some((Zone::Furniture, _))))
    }

    /// Whether an element of this name is open.
    pub(super) fn is_within(&self, name: &[u8]) -> bool {
        self.open.iter().any(|open| *open.name == *name)
    }

    /// The zones of a text of `len` bytes, as spans of it.
    pub(super) fn finish(self, len: usize) -> Vec<(Span, Zone)> {
        let is_most = |span: Span| span.len() * 100 > len * LARGEST_SHARE;
        let kept = self.found.into_iter().filter(|(span, _, sure)| *sure == Sure::Element || !is_most(*span));
        kept.map(|(span, zone, _)| (span, zone)).collect()
    }
}

fn zone_of_element(name: &[u8], is_article_part: bool) -> Option<Zone> {
    match name {
        b"nav" | b"footer" | b"aside" | b"menu" | b"form" | b"button" | b"select" | b"dialog" => Some(Zone::Furniture),
        b"header" if !is_article_part => Some(Zone::Furniture),
        _ => None,
    }
}

/// Words in `class` and `id` that name furniture.
const FURNITURE_WORDS: [&str; 37] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "login",
    "masthead",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pagination",
    "paywall",
    "popular",
    "popup",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsored",
    "subscribe",
    "toolbar",
    "trending",
];

/// Words in `class` and `id` that name what is said about the text.
const METADATA_WORDS: [&str; 6] = ["byline", "dateline", "author", "authors", "timestamp", "pubdate"];

/// Words of the page's own frame, which may stand beside those of its parts
/// ("content-sidebar-wrap").
const FRAME_WORDS: [&str; 11] =
    ["article", "body", "container", "content", "has", "layout", "main", "page", "with", "wrap", "wrapper"];

fn zone_of_attributes(name: &[u8], attribute: &dyn Fn(&str) -> Option<String>) -> Option<Zone> {
    if matches!(name, b"html" | b"body" | b"main" | b"article" | b"h1") {
        return None;
    }
    let role = attribute("role").unwrap_or_default();
    if matches!(role.as_str(), "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog") {
        return Some(Zone::Furniture);
    }
    let names =
        format!("{} {}", attribute("class").unwrap_or_default(), attribute("id").unwrap_or_default()).to_lowercase();
    let has = |list: &[&str]| names.split(|c: char| !c.is_alphanumeric()).any(|word| list.contains(&word));
    match () {
        () if names.len() < 2 || has(&FRAME_WORDS) => None,
        () if has(&FURNITURE_WORDS) => Some(Zone::Furniture),
        () if has(&METADATA_WORDS) => Some(Zone::Metadata),
        () => None,
    }
}

/// Elements whose characters a browser does not show.
fn is_hidden_element(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"noscript"
            | b"template"
            | b"title"
            | b"iframe"
            | b"object"
            | b"svg"
            | b"textarea"
            | b"datalist"
            | b"audio"
            | b"video"
            | b"canvas"
            | b"math"
    )
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements that stand as paragraphs of their own.
pub(super) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hgroup"
            | b"hr"
            | b"li"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"table"
            | b"ul"
    )
}

/// Elements that stand on lines of their own.
pub(super) fn is_line(name: &[u8]) -> bool {
    matches!(name, b"br" | b"tr" | b"td" | b"th" | b"caption" | b"option" | b"button" | b"select" | b"legend")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &'static str) -> impl Fn(&str) -> Option<String> {
        move |attribute| (attribute == "class").then(|| name.to_owned())
    }

    #[test]
    fn a_class_on_most_of_the_page_is_the_page() {
        let mut zones = Zones::default();
        zones.open(b"div", &class("share"), 0);
        zones.close(b"div", 90);
        zones.open(b"p", &class("share"), 90);
        zones.close_all(100);
        assert_eq!(zones.finish(100), vec![(Span::new(90, 100), Zone::Furniture)]);
    }

    #[test]
    fn supplies_end_tags_as_browsers_do() {
        let mut zones = Zones::default();
        zones.open(b"p", &class("ad"), 0);
        zones.open(b"div", &class(""), 5);
        assert!(!zones.is_furniture());
        zones.close_all(50);
        assert_eq!(zones.finish(50), vec![(Span::new(0, 5), Zone::Furniture)]);
    }

    #[test]
    fn frames_of_the_page_are_no_furniture() {
        assert_eq!(zone_of_attributes(b"div", &class("content-sidebar-wrap")), None);
        assert_eq!(zone_of_attributes(b"div", &class("social-links")), Some(Zone::Furniture));
        assert_eq!(zone_of_attributes(b"p", &class("byline")), Some(Zone::Metadata));
        assert_eq!(zone_of_attributes(b"body", &class("comments")), None);
    }
}
