//! HTML: all visible text, each character with the way back to the source. Tags go,
//! blocks and line breaks become line ends, runs of spaces become one, character
//! references become their characters. Nothing visible is thrown away: menus and
//! the like are marked.
//!
//! The tokeniser is html5gum with byte spans; no tree is built, so that depth and
//! broken markup cost nothing.

use std::path::Path;

use encoding_rs::Encoding;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{EndTag, StartTag, Token, Tokenizer};

use super::decode::decode;
use super::html_metadata::Declared;
use super::html_zones::{Zones, is_block, is_line};
use super::metadata::Metadata;
use super::page::read_page;
use super::text::offer_last;
use super::{Extracted, SkipReason};
use crate::corpus::Zone;
use crate::text::{OffsetMap, Span};

/// Bytes in which a page declares its encoding (the standard's own figure).
const PRESCAN: usize = 1024;

/// Reads an HTML page.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Extracted, SkipReason> {
    let source = decode(bytes, declared_encoding(bytes))?;
    let page = Walk::over(&source);
    let mut metadata = Metadata::new(path);
    page.declared.offer(&page.text, &mut metadata);
    let zones = page.zones.finish(page.text.len());
    for (span, zone) in &zones {
        metadata.mark(page.map.span_to_source(*span), *zone);
    }
    let furniture: Vec<Span> = merged(zones.iter().filter(|(_, zone)| *zone == Zone::Furniture).map(|(span, _)| *span));
    read_page(&page.text, 0, &page.map, &furniture, &mut metadata);
    offer_last(&page.text, &mut metadata);
    Ok(Extracted { text: page.text, map: page.map, source, document: metadata.finish() })
}

/// Spans in order without overlap.
fn merged(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.collect();
    sorted.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// The encoding that a `meta` element in the head of the page names. A page whose
/// head can be read as ASCII is not in UTF-16, whatever it says.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..PRESCAN).unwrap_or(bytes)).to_ascii_lowercase();
    let value = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let label = value.split(['"', '\'', ' ', ';', '>', '/']).next()?;
    Encoding::for_label(label.as_bytes()).map(Encoding::output_encoding)
}

/// What stands between two pieces of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

/// One pass over the tokens of a page.
struct Walk<'s> {
    source: &'s str,
    text: String,
    map: OffsetMap,
    zones: Zones,
    declared: Declared,
    /// What to put before the next character.
    gap: Gap,
    /// Source offset after the last character of the text.
    source_end: usize,
    /// Name of the element whose characters are read as such: `title` or a script
    /// of linked data.
    captured: Option<Captured>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Captured {
    Title,
    LinkedData,
}

impl<'s> Walk<'s> {
    fn over(source: &'s str) -> Self {
        let mut walk = Self {
            source,
            text: String::with_capacity(source.len() / 2),
            map: OffsetMap::default(),
            zones: Zones::default(),
            declared: Declared::default(),
            gap: Gap::None,
            source_end: 0,
            captured: None,
        };
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(source, emitter) {
            match token {
                Ok(Token::StartTag(tag)) => walk.open(&tag),
                Ok(Token::EndTag(tag)) => walk.close(&tag),
                Ok(Token::String(characters)) => walk.characters(Span::new(characters.span.start, characters.span.end)),
                Ok(_) => {}
                Err(never) => match never {},
            }
        }
        walk.zones.close_all(walk.text.len());
        walk
    }

    fn open(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        let attribute = |name: &str| {
            tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(&value.value).into_owned())
        };
        self.break_at(name);
        self.zones.open(name, &attribute, self.text.len());
        self.declared.element(name, &attribute, self.zones.is_furniture());
        self.captured = match name {
            b"title" if !self.zones.is_within(b"svg") => Some(Captured::Title),
            b"script"
                if attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                Some(Captured::LinkedData)
            }
            _ => self.captured,
        };
    }

    fn close(&mut self, tag: &EndTag<usize>) {
        let name: &[u8] = &tag.name;
        if matches!(name, b"title" | b"script") {
            self.captured = None;
        }
        if let Some(heading) = self.zones.close(name, self.text.len()) {
            self.declared.first_heading(heading.slice(&self.text));
        }
        self.break_at(name);
    }

    fn break_at(&mut self, name: &[u8]) {
        let gap = match name {
            _ if is_block(name) => Gap::Paragraph,
            _ if is_line(name) => Gap::Line,
            _ => Gap::None,
        };
        self.gap = self.gap.max(gap);
    }

    fn characters(&mut self, span: Span) {
        match self.captured {
            Some(Captured::Title) => self.declared.title_text(&decoded(span.slice(self.source))),
            Some(Captured::LinkedData) => self.declared.linked_data(span.slice(self.source)),
            None if self.zones.is_hidden() => {}
            None => self.visible(span),
        }
    }

    /// Takes over the characters of `span`, piece by piece.
    fn visible(&mut self, span: Span) {
        let keeps_spaces = self.zones.is_within(b"pre");
        let is_space = |c: char| c.is_ascii_whitespace() && !keeps_spaces;
        let mut at = span.start;
        while at < span.end {
            let rest = Span::new(at, span.end).slice(self.source);
            let len = if rest.starts_with(is_space) {
                self.gap = self.gap.max(Gap::Space);
                rest.find(|c| !is_space(c)).unwrap_or(rest.len())
            } else if let Some((reference, characters)) = character_reference(rest) {
                self.push(&characters, Span::new(at, at + reference));
                reference
            } else {
                let len = rest
                    .char_indices()
                    .skip(1)
                    .find(|(_, c)| *c == '&' || is_space(*c))
                    .map_or(rest.len(), |(at, _)| at);
                let piece = Span::new(at, at + len);
                self.push(piece.slice(self.source), piece);
                len
            };
            // A piece is never empty: it begins with a space, a reference or another character.
            at += len.max(1);
        }
    }

    fn push(&mut self, piece: &str, source: Span) {
        if piece.is_empty() {
            return;
        }
        let gap = match self.gap {
            _ if self.text.is_empty() => "",
            Gap::None => "",
            Gap::Space => " ",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        };
        self.append(gap, Span::new(self.source_end, source.start));
        self.append(piece, source);
        self.gap = Gap::None;
        self.source_end = source.end;
    }

    fn append(&mut self, piece: &str, source: Span) {
        let start = self.text.len();
        self.text.push_str(piece);
        self.map.push(Span::new(start, self.text.len()), source);
    }
}

/// Longest character reference looked for, in bytes (the longest name has 32).
const LONGEST_REFERENCE: usize = 40;

/// The character reference at the start of `rest`: its length and what it stands
/// for. Anything else that begins with an ampersand is no reference.
fn character_reference(rest: &str) -> Option<(usize, String)> {
    let name = rest.strip_prefix('&')?;
    let len =
        name.bytes().take(LONGEST_REFERENCE).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    let len = 1 + len + usize::from(name.get(len..).is_some_and(|after| after.starts_with(';')));
    let reference = rest.get(..len).filter(|reference| reference.len() >= 3)?;
    let characters = decoded(reference);
    if characters == reference {
        return None;
    }
    // "&ltword" is "<word": what follows a name without its semicolon is text.
    let same = characters.bytes().rev().zip(reference.bytes().rev()).take_while(|(one, other)| one == other).count();
    let kept = characters.get(..characters.len() - same)?;
    Some((len - same, kept.to_owned()))
}

/// `text` with its character references resolved.
pub(super) fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut decoded = String::with_capacity(text.len());
    for token in Tokenizer::new(text) {
        if let Ok(Token::String(characters)) = token {
            decoded.push_str(&String::from_utf8_lossy(&characters.value));
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(source: &str) -> Extracted {
        read(Path::new("a.html"), source.as_bytes()).expect("a page of this test")
    }

    #[test]
    fn takes_tags_away_and_keeps_words_together() {
        let cases = [
            ("<p>a <em>b</em>c</p><p>d<br>e", "a bc\n\nd\ne"),
            ("<p>  a\n   b &amp; c&nbsp;d &copy e & f</p>", "a b & c\u{A0}d © e & f"),
            ("a<script>if (a < b) {}</script>b<style>p {}</style><noscript>c</noscript>", "ab"),
            ("<ul><li>a<li>b</ul>c", "a\n\nb\n\nc"),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("<title>t</title><h1>h</h1>x<!-- y -->z", "h\n\nxz"),
        ];
        for (source, expected) in cases {
            assert_eq!(page(source).text, expected, "{source}");
        }
    }

    #[test]
    fn every_word_finds_its_way_back() {
        let source = "<p>Rock &amp; <b>roll</b>\n  is&nbsp;here</p>";
        let extracted = page(source);
        let back = |word: &str| {
            let start = extracted.text.find(word).expect("a word of this test");
            extracted.map.span_to_source(Span::new(start, start + word.len())).slice(source).to_owned()
        };
        assert_eq!(back("&"), "&amp;");
        assert_eq!(back("roll"), "roll");
        assert_eq!(back("is\u{A0}here"), "is&nbsp;here");
        assert_eq!(back("& roll is"), "&amp; <b>roll</b>\n  is");
    }

    #[test]
    fn marks_menus_and_buttons() {
        let source = "<header><a>Menu</a></header><article><header><h1>T</h1></header><p>Text</p>\
                      <div class='share-bar'>Share</div></article><p>End</p><footer>Foot</footer>";
        let document = page(source).document;
        for (word, zone) in [("Menu", Zone::Furniture), ("Text", Zone::Body), ("Share", Zone::Furniture)] {
            assert_eq!(document.zone_at(source.find(word).expect("a word of this test")), zone, "{word}");
        }
        assert_eq!(document.zone_at(source.find("End").expect("a word of this test")), Zone::Body);
        assert_eq!(document.zone_at(source.find("Foot").expect("a word of this test")), Zone::Furniture);
    }

    #[test]
    fn survives_hostile_pages() {
        for piece in ["<", "<div>", "</div>", "<p class=share>", "&", "&#x", "<a href='", "<!--", "<li>", "]]>"] {
            let source = format!("<p>word</p>{}", piece.repeat(20_000));
            assert!(page(&source).text.starts_with("word"), "{piece}");
        }
    }

    proptest! {
        #[test]
        fn text_maps_into_the_source(source in "(<p>|</p>|<b>|<nav>|</nav>|&amp;|&lt|&|é|word| |\n|<){0,40}") {
            let source = format!("{source}<p>end");
            let extracted = page(&source);
            let mut last = 0;
            for (at, c) in extracted.text.char_indices() {
                let span = extracted.map.span_to_source(Span::new(at, at + c.len_utf8()));
                prop_assert!(span.start >= last && span.end <= source.len(), "{:?}", span);
                if c.is_alphanumeric() {
                    prop_assert_eq!(span.slice(&source), c.to_string());
                }
                last = span.start;
            }
        }
    }
}
