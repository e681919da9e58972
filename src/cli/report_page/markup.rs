//! Writes HTML. Text and the values of attributes are escaped here and nowhere else, and no
//! other way leads from a stranger's text into the page: only what stands in this program
//! itself goes in as it is ([`Markup::fixed`]).
//!
//! Characters that turn the direction of what follows are shown by their number: by them a
//! line can be made to read as another than it is.

use std::fmt::Write;

/// HTML while it is written.
#[derive(Debug, Default)]
pub(super) struct Markup {
    html: String,
}

/// An attribute: its name and its value, not escaped.
pub(super) type Attribute<'a> = (&'static str, &'a str);

impl Markup {
    /// Markup of this program's own.
    pub(super) fn fixed(&mut self, html: &'static str) {
        self.html.push_str(html);
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                '\n' | '\t' => self.html.push(c),
                '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                    // Writing to a string cannot fail.
                    let _ = write!(self.html, "[U+{:04X}]", u32::from(c));
                }
                // No characters of a text, and partly forbidden in HTML.
                c if c.is_control() => self.html.push('\u{FFFD}'),
                c => self.html.push(c),
            }
        }
    }

    /// Begins an element.
    pub(super) fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) {
        self.html.push('<');
        self.html.push_str(tag);
        for (name, value) in attributes {
            self.html.extend([" ", name, "=\""]);
            self.text(value);
            self.html.push('"');
        }
        self.html.push('>');
        self.line_end(tag, true);
    }

    /// Ends an element.
    pub(super) fn close(&mut self, tag: &'static str) {
        self.html.extend(["</", tag, ">"]);
        self.line_end(tag, false);
    }

    /// An element with nothing but text in it.
    pub(super) fn element(&mut self, tag: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// Words that lead to a page of the web; to anything else they do not lead.
    pub(super) fn web_link(&mut self, address: &str, words: &str) {
        if is_web_address(address) {
            self.element("a", &[("href", address), ("rel", "noopener noreferrer")], words);
        } else {
            self.text(words);
        }
    }

    /// All of it.
    pub(super) fn finish(self) -> String {
        self.html
    }

    /// Puts what is no part of a line into lines of its own; where an element with words
    /// begins, nothing is put in.
    fn line_end(&mut self, tag: &str, is_begun: bool) {
        const AMID_WORDS: [&str; 18] = [
            "a", "span", "b", "i", "em", "strong", "s", "del", "ins", "mark", "sup", "code", "td", "th", "text",
            "cite", "q", "dt",
        ];
        const HOLDERS: [&str; 22] = [
            "html",
            "head",
            "body",
            "meta",
            "header",
            "main",
            "section",
            "nav",
            "aside",
            "footer",
            "div",
            "dl",
            "ul",
            "ol",
            "details",
            "figure",
            "figcaption",
            "svg",
            "table",
            "thead",
            "tbody",
            "tr",
        ];
        if if is_begun { HOLDERS.contains(&tag) } else { !AMID_WORDS.contains(&tag) } {
            self.html.push('\n');
        }
    }
}

/// Whether an address is one of the web. Everything else (`javascript:`, `data:`, `file:`)
/// is shown and leads nowhere.
pub(super) fn is_web_address(address: &str) -> bool {
    let has_scheme = |scheme: &str| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    (has_scheme("https://") || has_scheme("http://")) && !address.contains(|c: char| c.is_control() || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let mut out = Markup::default();
        out.element("b", &[("title", "\"><script>'")], "<script>&'\"");
        let escaped = "<b title=\"&quot;&gt;&lt;script&gt;&#39;\">&lt;script&gt;&amp;&#39;&quot;</b>";
        assert_eq!(out.finish(), escaped);
    }

    #[test]
    fn hidden_turns_of_direction_are_shown() {
        let mut out = Markup::default();
        out.text("a\u{202E}b\u{2066}c\u{0}d\u{200F}");
        assert_eq!(out.finish(), "a[U+202E]b[U+2066]c\u{FFFD}d\u{200F}");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for (address, expected) in [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            ("https://a\u{0}b", false),
            ("data:text/html,x", false),
            ("file:///etc/hosts", false),
            ("//example.org", false),
            ("", false),
        ] {
            assert_eq!(is_web_address(address), expected, "{address}");
        }
    }
}
