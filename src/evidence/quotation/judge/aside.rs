//! What stands in a source and is no part of what is said: note marks, paragraph
//! numbers, page lines, stage directions. A passage enters, their bytes leave.

use crate::prose::{BracketKind, Piece, Quoted};
use crate::text::Span;

/// The longest line that is looked at as a page line.
const LONGEST_PAGE_LINE: usize = 40;

/// The asides of a passage, in order. `starts_line`: nothing of its line stands before it.
pub(super) fn in_passage(text: &str, quoted: &Quoted, starts_line: bool) -> Vec<Span> {
    let mut asides: Vec<Span> = quoted.pieces.iter().filter_map(|piece| bracketed(text, *piece)).collect();
    asides.extend(raised(text));
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if start > 0 || starts_line {
            let length = if is_page_line(line.trim()) { line.len() } else { number_length(line) };
            asides.extend((length > 0).then(|| Span::new(start, start + length)));
        }
        start += line.len();
    }
    asides
}

/// Stage directions, and note marks in brackets.
fn bracketed(text: &str, piece: Piece) -> Option<Span> {
    let Piece::Bracket(bracket) = piece else { return None };
    let is_aside = match bracket.kind {
        BracketKind::Sic | BracketKind::Note => true,
        BracketKind::CaseChange => false,
        BracketKind::Insertion => {
            let inner = bracket.inner.slice(text);
            is_note_mark(inner) || is_reference(inner)
        }
    };
    is_aside.then_some(bracket.span)
}

/// Where printed records name a document: "ibid., para. 5", "resolution 44 (I)", "A/6701".
fn is_reference(inner: &str) -> bool {
    let inner = inner.trim().to_lowercase();
    let begins = ["ibid", "resolution ", "decision ", "document ", "see ", "para", "annex", "a/", "s/", "e/"];
    let is_meeting = inner.ends_with(" meeting") && inner.starts_with(|c: char| c.is_ascii_digit());
    is_meeting
        || begins.iter().any(|begin| inner.starts_with(begin)) && inner.contains(|c: char| c.is_ascii_digit())
        || inner.starts_with("ibid.")
}

fn is_note_mark(inner: &str) -> bool {
    let number = inner.trim_start_matches("note ").trim();
    let is_number = !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number || inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Figures that follow a mark without space, as raised ones do once a page is plain text:
/// "the docks.12 They".
fn raised(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut before, mut mark) = (' ', ' ');
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let follows_mark =
            before.is_alphabetic() && matches!(mark, '.' | ',' | ';' | ':' | '?' | '!' | '”' | '"' | '’' | ')');
        if c.is_ascii_digit() && follows_mark {
            let digits = bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
            let next = text.get(at + digits..).and_then(|rest| rest.chars().next());
            let is_mark =
                digits <= 3 && next.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | ')' | '”' | '"'));
            found.extend(is_mark.then(|| Span::new(at, at + digits)));
            at += digits;
            (before, mark) = (' ', ' ');
            continue;
        }
        if matches!(mark, '”' | '"' | '’' | ')' | '.' | ',') && matches!(c, '”' | '"' | '’' | ')' | '.' | ',') {
            mark = c;
        } else {
            (before, mark) = (mark, c);
        }
        at += c.len_utf8();
    }
    found
}

/// A page number, "Page 3 of 12", the symbol of a document.
fn is_page_line(line: &str) -> bool {
    if line.is_empty() || line.len() > LONGEST_PAGE_LINE || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_of_numbers =
        line.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '|'));
    let is_counted = |line: &str| {
        let numbers = line.split_whitespace().filter(|word| *word != "of");
        numbers.clone().count() <= 2
            && numbers.clone().all(|word| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/'))
    };
    let page = line.strip_prefix("Page ").or_else(|| line.strip_prefix("page ")).or_else(|| line.strip_prefix("PAGE "));
    let is_symbol = line.contains('/')
        && !line.contains(char::is_whitespace)
        && line.starts_with(|c: char| c.is_ascii_uppercase())
        && line.split('/').all(|part| !part.is_empty());
    is_of_numbers || page.is_some_and(is_counted) || is_symbol
}

/// The bytes of a paragraph's number at the start of a line: "12. ", "(a) ", "iv) ".
fn number_length(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let rest = line.get(indent..).unwrap_or_default();
    let (label, bracketed) = rest.strip_prefix('(').map_or((rest, false), |rest| (rest, true));
    let length = label.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(label.len());
    let (number, after) = label.split_at_checked(length).unwrap_or_default();
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_roman =
        !number.is_empty() && number.len() <= 5 && number.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let closes =
        if bracketed { after.starts_with(')') } else { after.starts_with(')') || is_number && after.starts_with('.') };
    let is_followed = after.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t', '\u{A0}']));
    if closes && is_followed && (is_number || is_letter || is_roman) {
        indent + usize::from(bracketed) + length + 1
    } else {
        0
    }
}
