//! What an editor sets in brackets inside a quotation, by kind. The rest of a text
//! enters, the bracket it begins with leaves.

use crate::text::Span;

/// The most bytes that an editor's bracket holds; more is a text in brackets.
const LONGEST: usize = 300;

/// Words an editor put into a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// The bracket with its marks.
    pub span: Span,
    /// What stands in it.
    pub inner: Span,
    /// What it is there for.
    pub kind: BracketKind,
}

/// What a bracket is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BracketKind {
    /// "\[sic\]": the source has it so.
    Sic,
    /// A remark on the quotation or the scene: "[emphasis added]", "\[laughter\]".
    Note,
    /// "\[T\]he": a letter in another case.
    CaseChange,
    /// Words put in, or put in the place of the speaker's.
    Insertion,
}

/// Beginnings of remarks on a quotation.
const REMARKS: [&str; 12] = [
    "emphasis",
    "emphases",
    "italics",
    "italic",
    "underlining",
    "bold",
    "footnote",
    "footnotes",
    "citation",
    "citations",
    "references",
    "translation",
];

/// What is heard or seen while somebody speaks.
const SCENES: [&str; 20] = [
    "applause",
    "booing",
    "boos",
    "break",
    "cheering",
    "cheers",
    "crosstalk",
    "gap",
    "in english",
    "inaudible",
    "indistinct",
    "interruption",
    "laughs",
    "laughing",
    "laughter",
    "pause",
    "ph",
    "phonetic",
    "unintelligible",
    "via interpreter",
];

impl Bracket {
    pub(super) const fn shifted(self, by: usize) -> Self {
        Self { span: self.span.shifted(by), inner: self.inner.shifted(by), kind: self.kind }
    }
}

/// The bracket that `rest` begins with; `before` is the character ahead of it. Round
/// brackets are the speaker's own unless they hold a remark.
pub(super) fn bracket_at(rest: &str, before: Option<char>) -> Option<Bracket> {
    let (open, close) = match rest.as_bytes().first()? {
        b'[' => (b'[', b']'),
        b'(' => (b'(', b')'),
        _ => return None,
    };
    let end = closing(rest, open, close)?;
    let inner = Span::new(1, end);
    let next = rest.get(end + 1..).and_then(|rest| rest.chars().next());
    let kind = kind(inner.slice(rest), before, next);
    let is_editors = open == b'[' || matches!(kind, BracketKind::Sic | BracketKind::Note);
    is_editors.then_some(Bracket { span: Span::new(0, end + 1), inner, kind })
}

/// Where the bracket that `rest` begins with is closed.
fn closing(rest: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

fn kind(inner: &str, before: Option<char>, next: Option<char>) -> BracketKind {
    let said = inner.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let mut letters = inner.chars();
    let is_one_letter = is_letter(letters.next()) && letters.next().is_none();
    if said == "sic" {
        BracketKind::Sic
    } else if is_remark(&said) || is_shouted_scene(inner) {
        BracketKind::Note
    } else if is_one_letter && (is_letter(next) || matches!(next, Some('\'' | '’'))) && !is_letter(before) {
        BracketKind::CaseChange
    } else {
        BracketKind::Insertion
    }
}

/// Two words or more in capitals: "(CROWD BOOING)", as transcripts print what is heard.
fn is_shouted_scene(inner: &str) -> bool {
    let is_shouted = |word: &str| word.len() > 2 && word.chars().all(char::is_uppercase);
    inner.split_whitespace().count() > 1 && inner.split_whitespace().all(is_shouted)
}

fn is_remark(said: &str) -> bool {
    let (first, rest) = said.split_once(' ').unwrap_or((said, ""));
    let is_on_the_quotation = ["added", "mine", "ours", "omitted", "removed", "supplied", "original", "author"];
    SCENES.contains(&said)
        || said.split(" and ").all(|part| SCENES.contains(&part.trim()))
        || REMARKS.contains(&first) && is_on_the_quotation.iter().any(|word| rest.contains(word))
}
