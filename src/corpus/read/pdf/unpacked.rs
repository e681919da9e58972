//! How much the packed parts of a file unpack to, before the library unpacks them whole:
//! a few kilobytes can be made to fill any memory. Pictures are not counted, since they
//! are never unpacked. Of the packings of PDF the usual one (`FlateDecode`) is looked at.

use std::io::{Read, copy, sink};

use flate2::read::ZlibDecoder;

use super::super::SkipReason;

/// Bytes that one part may unpack to.
const MOST_OF_ONE: u64 = 256 << 20;

/// Bytes that all parts may unpack to: the text and the fonts of any book.
const MOST_OF_ALL: u64 = 1024 << 20;

/// Bytes before a part in which its description stands.
const DESCRIPTION: usize = 600;

/// Refuses a file that unpacks to more than any document does.
///
/// # Errors
/// [`SkipReason::Unpacks`]
pub(super) fn check(file: &[u8]) -> Result<(), SkipReason> {
    let mut total = 0;
    for (start, _) in file.windows(6).enumerate().filter(|(_, word)| word == b"stream") {
        let part = file.get(start + 6..).unwrap_or_default().trim_ascii_start();
        if !is_packed(part) || is_picture(file, start) {
            continue;
        }
        // What cannot be unpacked is the library's to judge.
        let len = copy(&mut ZlibDecoder::new(part).take(MOST_OF_ONE + 1), &mut sink()).unwrap_or(0);
        total += len;
        for (len, limit) in [(len, MOST_OF_ONE), (total, MOST_OF_ALL)] {
            if len > limit {
                return Err(SkipReason::Unpacks { limit });
            }
        }
    }
    Ok(())
}

/// Whether bytes begin as RFC 1950 has it.
fn is_packed(part: &[u8]) -> bool {
    matches!(part, [method, flags, ..] if method & 0x0F == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31))
}

fn is_picture(file: &[u8], start: usize) -> bool {
    let before = file.get(start.saturating_sub(DESCRIPTION)..start).unwrap_or_default();
    let own = before.windows(4).rposition(|word| word == b" obj").and_then(|at| before.get(at..)).unwrap_or(before);
    own.windows(6).any(|word| word == b"/Image")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    fn file(description: &str, megabytes: usize) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        for _ in 0..megabytes {
            packed.write_all(&vec![b' '; 1 << 20]).expect("room in memory");
        }
        let packed = packed.finish().expect("room in memory");
        [b"%PDF-1.4\n1 0 obj\n<< ", description.as_bytes(), b" >>\nstream\n", &packed, b"\nendstream"].concat()
    }

    #[test]
    fn what_unpacks_without_end_is_refused() {
        assert_eq!(check(&file("/Filter /FlateDecode", 1)), Ok(()));
        assert_eq!(check(&file("/Filter /FlateDecode", 257)), Err(SkipReason::Unpacks { limit: MOST_OF_ONE }));
        assert_eq!(check(&file("/Subtype /Image /Filter /FlateDecode", 257)), Ok(()));
    }
}
