//! Citekeys and marks of notes in the text of one block, as Pandoc writes them
//! (<https://pandoc.org/MANUAL.html#citation-syntax>). A text without Markdown marks
//! enters, spans of it leave.
//!
//! ```text
//! [see @key, pp. 33-35; -@{https://a.b/c}]  @key [p. 33]  [^1]  ^[a note]
//! ```

use crate::text::Span;

/// What one text holds. Spans are bytes of it, each list in order.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) keys: Vec<Key>,
    /// References to notes that no definition belongs to, with their labels; the others
    /// are no part of the text.
    pub(super) note_marks: Vec<(Span, String)>,
    /// `^[...]`
    pub(super) inline_notes: Vec<Span>,
}

/// A citekey where it stands.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: String,
    /// `@key`, `@{key}`
    pub(super) span: Span,
    /// The brackets it stands in, or, amid words, the key with the brackets that follow.
    pub(super) whole: Span,
    pub(super) is_bracketed: bool,
    /// The words after it that belong to it.
    pub(super) suffix: Span,
}

/// Quarto's and pandoc-crossref's references to parts of the same document.
const CROSS_REFERENCES: [&str; 20] = [
    "alg", "cau", "cnj", "cor", "def", "eq", "exm", "exr", "fig", "imp", "lem", "lst", "nte", "prp", "rem", "sec",
    "tbl", "thm", "tip", "wrn",
];

/// Scans `text`; `is_escaped` says of a byte whether the draft takes its meaning away
/// with a backslash.
pub(super) fn scan(text: &str, is_escaped: &dyn Fn(usize) -> bool) -> Scanned {
    let mut scanned = Scanned::default();
    if !text.contains(['@', '^']) {
        return scanned;
    }
    let brackets = brackets(text, is_escaped);
    for pair in &brackets {
        let inside = Span::new(pair.start + 1, pair.end - 1).slice(text);
        let before = pair.start.checked_sub(1).filter(|before| text.as_bytes().get(*before) == Some(&b'^'));
        if let Some(caret) = before.filter(|caret| !is_escaped(*caret)) {
            let is_nested = scanned.inline_notes.last().is_some_and(|note| pair.start < note.end);
            scanned.inline_notes.extend((!is_nested).then(|| Span::new(caret, pair.end)));
        } else if let Some(label) = inside.strip_prefix('^').filter(|label| is_label(label)) {
            scanned.note_marks.push((*pair, label.to_owned()));
        }
    }
    scanned.keys = keys(text, &brackets, is_escaped);
    scanned
}

/// Pairs of square brackets, by their first.
fn brackets(text: &str, is_escaped: &dyn Fn(usize) -> bool) -> Vec<Span> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (at, sign) in text.match_indices(['[', ']']).filter(|(at, _)| !is_escaped(*at)) {
        match sign {
            "[" => open.push(at),
            _ => pairs.extend(open.pop().map(|start| Span::new(start, at + 1))),
        }
    }
    pairs.sort_unstable();
    pairs
}

fn keys(text: &str, brackets: &[Span], is_escaped: &dyn Fn(usize) -> bool) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    let mut following = brackets.iter().copied().peekable();
    let mut around: Vec<Span> = Vec::new();
    for (at, _) in text.match_indices('@').filter(|(at, _)| !is_escaped(*at)) {
        while let Some(pair) = following.next_if(|pair| pair.start < at) {
            around.push(pair);
        }
        while around.pop_if(|pair| pair.end <= at).is_some() {}
        if keys.last().is_some_and(|last| at < last.span.end) {
            continue;
        }
        let Some((name, span)) = key_at(text, at) else { continue };
        let group = around.last().copied().filter(|pair| is_group(text, *pair));
        keys.push(match group {
            Some(group) => {
                let suffix = item_end(text, Span::new(span.end, group.end - 1));
                Key { name, span, whole: group, is_bracketed: true, suffix }
            }
            None => in_text(text, name, span, brackets),
        });
    }
    keys
}

/// Whether brackets can hold citations: an inline note holds words.
fn is_group(text: &str, pair: Span) -> bool {
    pair.start.checked_sub(1).and_then(|before| text.as_bytes().get(before)) != Some(&b'^')
}

/// A key amid words, with the brackets that follow it: `@key [p. 33]`.
fn in_text(text: &str, name: String, span: Span, brackets: &[Span]) -> Key {
    let rest = text.get(span.end..).unwrap_or_default();
    let blanks = rest.bytes().take_while(|b| matches!(b, b' ' | b'\n')).count();
    let next = brackets.binary_search_by_key(&(span.end + blanks), |pair| pair.start).ok();
    let is_locator = |pair: &Span| blanks <= 1 && text.as_bytes().get(pair.start + 1) != Some(&b'^');
    match next.and_then(|index| brackets.get(index)).filter(|pair| is_locator(pair)) {
        Some(pair) => {
            let suffix = item_end(text, Span::new(pair.start + 1, pair.end - 1));
            Key { name, span, whole: span.cover(*pair), is_bracketed: false, suffix }
        }
        None => Key { name, span, whole: span, is_bracketed: false, suffix: Span::at(span.end) },
    }
}

/// The part of `rest` that belongs to one of several citations.
fn item_end(text: &str, rest: Span) -> Span {
    let len = rest.slice(text).find([';', '@', '[']).unwrap_or(rest.len());
    Span::new(rest.start, rest.start + len)
}

/// The key whose at-sign stands at `at`, and the bytes of both.
fn key_at(text: &str, at: usize) -> Option<(String, Span)> {
    let before = text.get(..at)?.chars().next_back();
    // A letter before it makes it an address of mail, a slash a page of some network.
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '.')) {
        return None;
    }
    let rest = text.get(at + 1..)?;
    if let Some(inside) = rest.strip_prefix('{') {
        let len = inside.find(|c: char| c.is_whitespace() || matches!(c, '{' | '}'))?;
        let name = inside.get(..len)?;
        let is_closed = inside.get(len..)?.starts_with('}') && !name.is_empty();
        return is_closed.then(|| (name.to_owned(), Span::new(at, at + len + "@{}".len())));
    }
    let name = rest.get(..key_len(rest))?;
    (!name.is_empty() && !is_cross_reference(name)).then(|| (name.to_owned(), Span::new(at, at + 1 + name.len())))
}

/// How many bytes of `text` are a key: letters, figures and underscores, with single
/// signs of punctuation between them.
fn key_len(text: &str) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_word(c) {
            end = at + c.len_utf8();
        } else if at == 0 || at > end || !":.#$%&-+?<>~/".contains(c) {
            break;
        }
    }
    end
}

/// Whether `text` can be written as a citekey without braces: `@{...}`.
#[must_use]
pub fn is_key(text: &str) -> bool {
    !text.is_empty() && key_len(text) == text.len() && !is_cross_reference(text)
}

fn is_cross_reference(name: &str) -> bool {
    let kind = name.split_once(['-', ':']).map(|(kind, _)| kind.to_ascii_lowercase());
    kind.is_some_and(|kind| CROSS_REFERENCES.binary_search(&kind.as_str()).is_ok())
}

fn is_label(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '^'))
}
