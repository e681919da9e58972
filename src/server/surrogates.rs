//! Mends JSON that JavaScript writes and no other language reads: a text with half of a
//! surrogate pair, as a draft has it while an emoji is typed or cut in two.

/// How many bytes `\uXXXX` takes.
const ESCAPE: usize = 6;

/// Puts the replacement character in the place of each half, which is one unit of UTF-16
/// too, so that no position is moved; `None` where there is no half.
pub(super) fn mended(body: &[u8]) -> Option<Vec<u8>> {
    let mut mended = body.to_vec();
    let (mut at, mut has_halves) = (0, false);
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        at += match (escaped(rest), rest.get(ESCAPE..).and_then(escaped)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 2 * ESCAPE,
            (Some(0xD800..=0xDFFF), _) => {
                mended.iter_mut().skip(at).zip(b"\\uFFFD").for_each(|(byte, new)| *byte = *new);
                has_halves = true;
                ESCAPE
            }
            _ if rest.starts_with(b"\\") => 2,
            _ => 1,
        };
    }
    has_halves.then_some(mended)
}

/// The number in `\uXXXX` at the start of some bytes.
fn escaped(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_replaced_and_all_else_is_left() {
        for (body, expected) in [
            (r"a\ud83d\ude00b", None),
            (r"\\ud83d \u00e9 \", None),
            (r"\u12", None),
            (r"a\ud83db", Some(r"a\uFFFDb")),
            (r"\ude00\ud83d", Some(r"\uFFFD\uFFFD")),
            (r"\ud83d\ud83d\ude00\", Some(r"\uFFFD\ud83d\ude00\")),
            (r"é\\\uDE00", Some(r"é\\\uFFFD")),
        ] {
            let mended = mended(body.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            assert_eq!(mended.as_deref(), expected, "{body}");
        }
    }
}
