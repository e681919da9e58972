//! The block of keys and values at the head of a Markdown file: YAML between
//! `---` lines or TOML between `+++` lines. A text enters; values as text leave,
//! with their bytes where these can be told.
//!
//! Reading cannot fail: a block that its own grammar refuses is read line by
//! line, since a draft is often broken while it is being typed. What a key means
//! is not known here.

use serde_json::Value;

use crate::text::{Span, line_spans};

/// The front matter of one text.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatter<'t> {
    /// Its bytes in the text, both fences and the line end of the second included.
    pub span: Span,
    text: &'t str,
    language: Language,
    /// Lines between the fences.
    lines: Vec<Span>,
    /// What the block's own grammar makes of it; `None` where it is broken.
    parsed: Option<serde_json::Map<String, Value>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Yaml,
    Toml,
}

/// The front matter of `text`, or `None` where the text does not begin with one
/// (a byte order mark may stand before it). A rule of three hyphens that only
/// happens to open a text is not taken for one.
#[must_use]
pub fn front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut rest = line_spans(text.get(mark..)?).map(|line| line.shifted(mark));
    let opening = rest.next()?;
    let language = match opening.slice(text).trim_end() {
        "---" => Language::Yaml,
        "+++" => Language::Toml,
        _ => return None,
    };
    let mut lines = Vec::new();
    let closing = rest.find(|line| {
        let closes = language.is_closed_by(line.slice(text).trim_end());
        if !closes {
            lines.push(*line);
        }
        closes
    })?;
    let end = rest.next().map_or(closing.end, |line| line.start);
    let body = Span::new(lines.first().map_or(closing.start, |line| line.start), closing.start);
    let parsed = language.parse(body.slice(text));
    let matter = FrontMatter { span: Span::new(opening.start, end), text, language, lines, parsed };
    (matter.parsed.is_some() || matter.has_a_key()).then_some(matter)
}

impl Language {
    fn is_closed_by(self, line: &str) -> bool {
        match self {
            Self::Yaml => line == "---" || line == "...",
            Self::Toml => line == "+++",
        }
    }

    /// What separates a key from its value.
    const fn separator(self) -> char {
        match self {
            Self::Yaml => ':',
            Self::Toml => '=',
        }
    }

    /// `None` where the block is broken or holds no keys; a blank block is read as
    /// one without keys.
    fn parse(self, body: &str) -> Option<serde_json::Map<String, Value>> {
        if body.trim().is_empty() {
            return Some(serde_json::Map::new());
        }
        let value = match self {
            Self::Yaml => serde_saphyr::from_str(body).ok()?,
            Self::Toml => json_of_toml(toml::Value::Table(body.parse().ok()?)),
        };
        match value {
            Value::Object(map) => Some(map),
            _ => None,
        }
    }
}

/// The same tree with dates as text.
fn json_of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json_of_toml).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json_of_toml(value))).collect())
        }
    }
}

impl FrontMatter<'_> {
    /// The value of `key` (upper and lower case alike) as text, a list joined with
    /// commas, a person given as a table by `name`; and its bytes in the text where
    /// it stands there in one piece, quotation marks left out.
    ///
    /// `None` where the key is absent or its value is empty.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<(String, Option<Span>)> {
        let written = self.value_line(key);
        let value = match &self.parsed {
            Some(map) => {
                let (_, value) = map.iter().find(|(known, _)| known.eq_ignore_ascii_case(key))?;
                // A number loses digits in its own grammar ("2017.10"): the line keeps them.
                match (value, written) {
                    (Value::Number(_), Some(span)) => span.slice(self.text).to_owned(),
                    _ => flattened(value)?,
                }
            }
            None => self.value_read_by_line(key)?,
        };
        let span = written.filter(|span| span.slice(self.text) == value);
        (!value.is_empty()).then_some((value, span))
    }

    /// The value of `key` (upper and lower case alike) as its own grammar reads it;
    /// `None` where the key is absent or the block is broken.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Value> {
        let entries = self.parsed.as_ref()?.iter();
        entries.filter(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, value)| value).next()
    }

    /// The keys as they are written, in order of the block.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(|line| Some(self.split(*line)?.0))
    }

    fn has_a_key(&self) -> bool {
        self.keys().next().is_some()
    }

    /// The key of a line at the margin and the bytes after its separator.
    fn split(&self, line: Span) -> Option<(&str, Span)> {
        let text = line.slice(self.text);
        let (key, value) = text.split_once(self.language.separator())?;
        let name = key.trim_end().trim_matches(['"', '\'']);
        let is_key = !name.is_empty()
            && !key.starts_with(char::is_whitespace)
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
        let is_apart = self.language == Language::Toml || value.is_empty() || value.starts_with(char::is_whitespace);
        (is_key && is_apart).then(|| (name, Span::new(line.end - value.len(), line.end)))
    }

    /// Index of the line that gives `key` and the bytes after its separator.
    fn key_line(&self, key: &str) -> Option<(usize, Span)> {
        let lines = self.lines.iter().enumerate();
        lines
            .filter_map(|(index, line)| Some((index, self.split(*line)?)))
            .find_map(|(index, (name, rest))| name.eq_ignore_ascii_case(key).then_some((index, rest)))
    }

    /// The bytes of a value that stands on the line of its key, without quotation
    /// marks and without a comment after it.
    fn value_line(&self, key: &str) -> Option<Span> {
        let (_, rest) = self.key_line(key)?;
        Some(bare_value(self.text, rest)).filter(|span| !span.is_empty())
    }

    /// The value of `key` where the block is broken: the rest of its line, or the
    /// list of `- ` lines after it.
    fn value_read_by_line(&self, key: &str) -> Option<String> {
        let (index, rest) = self.key_line(key)?;
        let value = bare_value(self.text, rest).slice(self.text);
        if !value.is_empty() {
            return Some(value.to_owned());
        }
        let following = self.lines.get(index + 1..)?.iter();
        let items = following.map_while(|line| line.slice(self.text).trim_start().strip_prefix("- "));
        Some(items.map(|item| item.trim().trim_matches(['"', '\''])).collect::<Vec<_>>().join(", "))
    }
}

/// `rest` without the spaces around it, a comment at its end, its quotation marks.
fn bare_value(text: &str, rest: Span) -> Span {
    let value = rest.slice(text);
    let trimmed = value.trim_start();
    let start = rest.end - trimmed.len();
    for quote in ['"', '\''] {
        if let Some((inside, _)) = trimmed.strip_prefix(quote).and_then(|inside| inside.split_once(quote)) {
            return Span::new(start + 1, start + 1 + inside.len());
        }
    }
    let without_comment = trimmed.split(" #").next().unwrap_or(trimmed).trim_end();
    Span::new(start, start + without_comment.len())
}

/// A value as text; `None` for what is not a value.
fn flattened(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => Some(items.iter().filter_map(flattened).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => map.get("name").and_then(flattened),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of `key` and whether its bytes were found.
    fn value(text: &str, key: &str) -> Option<(String, bool)> {
        let (value, span) = front_matter(text)?.get(key)?;
        if let Some(span) = span {
            assert_eq!(span.slice(text), value, "{text}");
        }
        Some((value, span.is_some()))
    }

    #[test]
    fn reads_yaml_and_toml() {
        let cases = [
            ("---\ntitle: \"A: b\"\n---\nText\n", "title", Some(("A: b", true))),
            ("---\ntitle: plain # note\n---\n", "Title", Some(("plain", true))),
            ("---\r\ndate: 2018-05-22\r\n---\r\nText", "date", Some(("2018-05-22", true))),
            ("---\ndate: 2017.10\n...\n", "date", Some(("2017.10", true))),
            ("---\nauthor:\n  - A B\n  - name: C D\n---\n", "author", Some(("A B, C D", false))),
            ("---\nauthor: [A, B]\n---\n", "author", Some(("A, B", false))),
            ("---\ntitle: >\n  folded\n  words\n---\n", "title", Some(("folded words", false))),
            ("+++\ndate = 2022-09-14\n+++\n", "date", Some(("2022-09-14", true))),
            ("+++\ntitle = \"A\"\nauthors = [\"B\", \"C\"]\n+++\n", "authors", Some(("B, C", false))),
            ("\u{FEFF}---\ntitle: A\n---\n", "title", Some(("A", true))),
            ("---\ntitle:\n---\n", "title", None),
            ("---\ntitle: A\n---\n", "author", None),
        ];
        for (text, key, expected) in cases {
            let expected = expected.map(|(value, found): (&str, bool)| (value.to_owned(), found));
            assert_eq!(value(text, key), expected, "{text}");
        }
    }

    #[test]
    fn reads_what_can_be_read_of_a_broken_block() {
        let text = "---\ntitle: \"An open quote\ndate: 2018-05-22\n: [\nauthor:\n- A B\n- C D\n---\n";
        assert_eq!(value(text, "date"), Some(("2018-05-22".to_owned(), true)));
        assert_eq!(value(text, "author"), Some(("A B, C D".to_owned(), false)));
    }

    #[test]
    fn a_rule_at_the_head_of_a_text_is_no_front_matter() {
        for text in ["", "---", "---\n", "---\nAn essay begins here.\n\n---\nmore", "text\n---\na: b\n---\n"] {
            assert_eq!(front_matter(text), None, "{text:?}");
        }
        assert!(front_matter("---\n---\ntext").is_some());
    }

    /// Nested without end, or naming itself over and over: none may exhaust the stack
    /// or the memory.
    #[test]
    fn hostile_blocks_are_survived() {
        let laugh = |n: i32| format!("k{n}: &k{n} [{}]\n", vec![format!("*k{}", n - 1); 9].join(", "));
        let laughs = (1..12).map(laugh).collect::<Vec<_>>().concat();
        let blocks = [
            format!("a: {}\n", "[".repeat(100_000)),
            format!("a: {}\n", "{a: ".repeat(100_000)),
            format!("a: {}x\n", "- ".repeat(100_000)),
            format!("{}a: b\n", "? ".repeat(100_000)),
            format!("a: \"{}\n", "\\".repeat(100_000)),
            format!("a = {}\n", "[".repeat(100_000)),
            format!("a = {}\n", "{a=".repeat(100_000)),
            format!("{}a = 1\n", "a.".repeat(50_000)),
            "a: b\n".repeat(20_000),
            format!("title: b\nk0: &k0 [x, x]\n{laughs}"),
        ];
        for block in blocks {
            for fence in ["---", "+++"] {
                let text = format!("{fence}\n{block}{fence}\n");
                if let Some(matter) = front_matter(&text) {
                    assert!(matter.span.end <= text.len());
                    let _ = (matter.get("a"), matter.get("title"), matter.keys().count());
                }
            }
        }
    }

    #[test]
    fn the_span_holds_both_fences() {
        let text = "---\na: b\n---\nText";
        assert_eq!(front_matter(text).map(|matter| matter.span.slice(text)), Some("---\na: b\n---\n"));
    }
}
