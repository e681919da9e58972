//! Writes a card as Markdown or as plain text. Whatever comes from a draft, a
//! termbase or a source is escaped: a hostile text makes no link, no image and no
//! HTML.

use super::protocol::lsp::Url;

/// A text being written, in the form the client reads.
pub(super) struct Page {
    text: String,
    markdown: bool,
}

impl Page {
    /// An empty page, in Markdown or in plain text.
    pub(super) fn new(markdown: bool) -> Self {
        Self { text: String::new(), markdown }
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn block(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// Foreign words, made harmless and put on one line.
    fn foreign(&self, text: &str) -> String {
        if self.markdown { escaped(text) } else { on_one_line(text) }
    }

    /// A paragraph in bold.
    pub(super) fn title(&mut self, text: &str) {
        self.block();
        let text = self.foreign(text.trim());
        let marks = if self.markdown && !text.is_empty() { "**" } else { "" };
        self.text.extend([marks, &text, marks]);
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.block();
        self.text.push_str(&self.foreign(text.trim()));
    }

    /// A paragraph that ends with words in bold.
    pub(super) fn pointing(&mut self, text: &str, words: &str) {
        self.paragraph(text);
        let words = self.foreign(words.trim());
        let [open, close] = if self.markdown { ["**", "**"] } else { ["\"", "\""] };
        self.text.extend([" ", open, &words, close]);
    }

    /// A paragraph that ends with a place: a link in Markdown, and the path itself in
    /// plain text.
    pub(super) fn place(&mut self, text: &str, link: Option<(&Url, &str)>) {
        self.paragraph(text);
        self.link(link);
    }

    fn link(&mut self, link: Option<(&Url, &str)>) {
        match link {
            Some((url, label)) if self.markdown => {
                self.text.extend([" \u{B7} [", &escaped(label), "](<", url.as_str(), ">)"]);
            }
            Some((_, label)) => self.text.extend([" (", &on_one_line(label), ")"]),
            None => {}
        }
    }

    /// A line between two cards.
    pub(super) fn rule(&mut self) {
        self.block();
        self.text.push_str("---");
    }

    /// A list.
    pub(super) fn list<'l>(&mut self, lines: impl IntoIterator<Item = &'l str>) {
        for (index, line) in lines.into_iter().enumerate() {
            if index == 0 {
                self.block();
            } else {
                self.text.push('\n');
            }
            self.text.extend(["- ", &self.foreign(line.trim())]);
        }
    }

    /// A list whose lines are numbered from 1.
    pub(super) fn numbered<'l>(&mut self, lines: impl IntoIterator<Item = &'l str>) {
        for (number, line) in (1..).zip(lines) {
            if number == 1 {
                self.block();
            } else {
                self.text.push('\n');
            }
            let line = self.foreign(line.trim());
            self.text.extend([number.to_string().as_str(), ". ", &line]);
        }
    }

    /// A sentence with some of its words in bold, and under it where it stands.
    pub(super) fn quotation(&mut self, parts: [&str; 3], source: &str, link: Option<(&Url, &str)>) {
        self.block();
        let [before, words, after] = parts.map(|part| self.foreign(part));
        let (before, words) = (before.trim_start(), words.trim());
        let bold = if self.markdown && !words.is_empty() { "**" } else { "" };
        let [indent, second] = if self.markdown { ["> ", "  \n> "] } else { ["  ", "\n  - "] };
        self.text.extend([indent, before, bold, words, bold, &after, second, &self.foreign(source)]);
        self.link(link);
    }
}

/// `text` so that Markdown shows it as it is. No more is escaped than has to be,
/// since some editors show the backslashes: marks of spans everywhere, marks of
/// blocks at the start, and what would make a link of an address.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let line = on_one_line(text);
    for (at, character) in line.char_indices() {
        let rest = line.get(at + character.len_utf8()..).unwrap_or_default();
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => escaped.extend(['\\', character]),
            ':' if rest.starts_with("//") => escaped.push_str("\\:"),
            '.' if escaped.to_ascii_lowercase().ends_with("www") => escaped.push_str("\\."),
            '#' | '-' | '+' | '=' if line.get(..at).is_some_and(is_blank) => escaped.extend(['\\', character]),
            '.' | ')' if line.get(..at).is_some_and(is_number) => escaped.extend(['\\', character]),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Whether what follows opens a line.
fn is_blank(before: &str) -> bool {
    before.bytes().all(|byte| byte == b' ')
}

/// Whether a mark that follows makes a numbered list; longer numbers make none.
fn is_number(before: &str) -> bool {
    let digits = before.trim_start();
    (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Line ends, tabs and control characters become spaces; marks that turn the
/// direction of writing go, and so do soft hyphens, which terminals show.
pub(super) fn on_one_line(text: &str) -> String {
    let is_hidden = |character: &char| matches!(character, '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|character| !is_hidden(character));
    kept.map(|character| {
        let is_break = character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
        if is_break { ' ' } else { character }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_marks_are_shown_as_they_are() {
        let mut page = Page::new(true);
        page.paragraph("[x](http://y) <b>&amp;\n# a `b` ![c](d) me@x.org");
        assert_eq!(page.finish(), r"\[x\](http\://y) &lt;b&gt;&amp;amp; # a \`b\` !\[c\](d) me&#64;x.org");
    }

    #[test]
    fn no_paragraph_opens_a_block() {
        for (text, shown) in
            [("# a", r"\# a"), ("- a", r"\- a"), ("12. a", r"12\. a"), ("2017-18", "2017-18"), ("---", r"\---")]
        {
            let mut page = Page::new(true);
            page.paragraph(text);
            assert_eq!(page.finish(), shown);
        }
    }

    #[test]
    fn plain_text_has_no_marks_of_ours() {
        let mut page = Page::new(false);
        page.title("A *term*");
        page.list(["one", "two"]);
        page.quotation(["said ", "it", " so"], "Title, 2017", None);
        assert_eq!(page.finish(), "A *term*\n\n- one\n- two\n\n  said it so\n  - Title, 2017");
    }

    #[test]
    fn hyphens_that_only_a_printer_needs_are_not_shown() {
        for markdown in [true, false] {
            let mut page = Page::new(markdown);
            page.paragraph("com\u{AD}munity of \u{FEFF}destiny");
            assert_eq!(page.finish(), "community of destiny");
        }
    }

    #[test]
    fn a_link_of_ours_leads_to_the_line() {
        let mut page = Page::new(true);
        let url: Url = "file:///a%20(b).txt#L26".parse().expect("an address");
        page.quotation(["", "it", ""], "Title", Some((&url, "a (b).txt:26")));
        assert_eq!(page.finish(), "> **it**  \n> Title · [a (b).txt:26](<file:///a%20(b).txt#L26>)");
    }
}
