//! Addresses that stand bare in running text: of the web, of mail, of files; and
//! words joined by underscores, which are names of machines. A text enters, their spans
//! leave.

use crate::text::Span;

/// The bare addresses in `text`, in order: what begins with a scheme and `://`, or
/// with `www.`. As on GitHub, punctuation at the end is not part of one
/// (<https://github.github.com/gfm/#autolinks-extension->).
pub(super) fn addresses(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    if !may_hold_one(text) {
        return found;
    }
    for start in starts(text) {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        let len = rest.find(|c| !is_in_address(c)).unwrap_or(rest.len());
        let address = without_punctuation(rest.get(..len).unwrap_or_default());
        let has_host = address.split_once("://").map_or("", |(_, host)| host);
        if !has_host.is_empty() || address.len() > "www.".len() && address.starts_with("www.") {
            found.push(Span::new(start, start + address.len()));
        }
    }
    let is_part = |name: &Span| {
        let next = found.partition_point(|address| address.end <= name.start);
        found.get(next).is_some_and(|address| address.overlaps(*name))
    };
    let bare: Vec<Span> = bare_names(text).into_iter().filter(|name| !is_part(name)).collect();
    found.extend(bare);
    found.sort_unstable();
    found
}

/// Whether anything in `text` is written as in an address: this is asked for every block
/// of every version of a draft, and most hold none.
fn may_hold_one(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| match pair {
        [b':', next] => *next == b'/',
        [b'.' | b'_', next] => !next.is_ascii_whitespace(),
        _ => false,
    })
}

/// Endings by which a word with a point inside is known as a host or a file.
const ENDINGS: [&str; 17] = [
    "cn", "com", "csv", "doc", "docx", "eu", "gov", "html", "int", "json", "md", "net", "org", "pdf", "toml", "txt",
    "yml",
];

/// Addresses without a scheme: `desk@host.org`, `host.org/page`, `file-name.md`,
/// `variable_name`. Each has a point or an underscore inside, and only there is a word
/// looked at.
fn bare_names(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let is_inside = |at: usize| bytes.get(at).is_some_and(|&byte| is_in_bare_name(byte));
    let mut found = Vec::new();
    let mut end = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let is_sign = matches!(byte, b'.' | b'_') && at > end && is_inside(at - 1) && is_inside(at + 1);
        if !is_sign {
            continue;
        }
        let start = (end..at).rev().take_while(|&before| is_inside(before)).last().unwrap_or(at);
        end = (at..bytes.len()).find(|&after| !is_inside(after)).unwrap_or(bytes.len());
        let word = without_punctuation(text.get(start..end).unwrap_or_default());
        if is_bare_name(word) {
            found.push(Span::new(start, start + word.len()));
        }
    }
    found
}

fn is_in_bare_name(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'(' | b')' | b'[' | b']' | b',' | b';')
}

fn is_bare_name(word: &str) -> bool {
    let is_host = |host: &str| {
        host.rsplit_once('.').is_some_and(|(name, ending)| !name.is_empty() && ENDINGS.binary_search(&ending).is_ok())
    };
    let is_joined = |word: &str| {
        let bytes = word.as_bytes();
        bytes.windows(3).any(
            |three| matches!(three, [one, b'_', other] if one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric()),
        )
    };
    is_host(word)
        || word.split_once('/').is_some_and(|(host, _)| is_host(host))
        || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        || is_joined(word)
}

/// Where an address may begin, in order.
fn starts(text: &str) -> Vec<usize> {
    let schemes = text.match_indices("://").filter_map(|(at, _)| scheme_start(text, at));
    let hosts = text.match_indices("www.").map(|(at, _)| at).filter(|at| begins_word(text, *at));
    let mut starts: Vec<usize> = schemes.chain(hosts).collect();
    starts.sort_unstable();
    starts
}

/// Where the letters before `://` begin.
fn scheme_start(text: &str, colon: usize) -> Option<usize> {
    let before = text.get(..colon)?;
    let scheme = before.bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let len = scheme.take(MAX_SCHEME).count();
    (len > 0).then_some(colon - len)
}

/// Longer than any registered scheme; it bounds the way back in a hostile text.
const MAX_SCHEME: usize = 32;

fn begins_word(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
}

/// Letters of scripts that are written without spaces end an address.
fn is_in_address(c: char) -> bool {
    (c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"')) || (c.is_alphanumeric() && c < '\u{2E80}' && !c.is_ascii())
}

fn without_punctuation(address: &str) -> &str {
    let surplus =
        |open: char, close: char| address.matches(close).count().saturating_sub(address.matches(open).count());
    let (mut round, mut square) = (surplus('(', ')'), surplus('[', ']'));
    let mut kept = address;
    loop {
        kept = kept.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        match (kept.strip_suffix(')'), kept.strip_suffix(']')) {
            (Some(shorter), _) if round > 0 => (kept, round) = (shorter, round - 1),
            (_, Some(shorter)) if square > 0 => (kept, square) = (shorter, square - 1),
            _ => return kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_bare_addresses() {
        let cases: [(&str, &[&str]); 12] = [
            ("[at http://a.b/c[d].] and", &["http://a.b/c[d]"]),
            ("see https://a.b/c?d=e_f#g, and", &["https://a.b/c?d=e_f#g"]),
            ("(at http://a.b/c_(d))", &["http://a.b/c_(d)"]),
            ("www.a.b, awww.a.b", &["www.a.b"]),
            ("http://www.a.b/www.c", &["http://www.a.b/www.c"]),
            ("\u{201C}https://a.b\u{201D}", &["https://a.b"]),
            ("见https://a.b/c。未来", &["https://a.b/c"]),
            ("a :// b and http:// and www.", &[]),
            (
                "cyber-space@foo.org, cyber-space.md and foo.org/cyber-space.",
                &["cyber-space@foo.org", "cyber-space.md", "foo.org/cyber-space"],
            ),
            ("#a_b and c_ d and _e", &["#a_b"]),
            ("and/or, the U.S. and e.g. this", &[]),
            ("ftp://x\nhttp://y", &["ftp://x", "http://y"]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = addresses(text).into_iter().map(|span| span.slice(text)).collect();
            assert_eq!(found, expected, "in {text}");
        }
    }
}
