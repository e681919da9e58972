//! Bytes of a file to UTF-8. The order of trust: a byte order mark, UTF-16 by its
//! zero bytes, UTF-8 if that is what it is, what the page declares, and last the
//! statistics of the bytes. Line ends stay as they are.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::SkipReason;

/// Bytes looked at to tell text from binary data.
const SAMPLE: usize = 8192;

/// The text of `bytes` without its byte order mark; `declared` is the label that
/// the page itself gives, if any.
///
/// # Errors
/// When the bytes are no text.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, SkipReason> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decoded(encoding, bytes.get(mark..).unwrap_or_default()));
    }
    if let Some(encoding) = utf_16_by_zeros(bytes) {
        return Ok(decoded(encoding, bytes));
    }
    if is_binary(bytes) {
        return Err(SkipReason::Binary);
    }
    match std::str::from_utf8(bytes) {
        // Text beyond ASCII is UTF-8 by chance hardly ever, and pages mislabel it often.
        Ok(text) if declared.is_none() || !bytes.is_ascii() => Ok(text.to_owned()),
        _ => Ok(decoded_as_declared(bytes, declared).unwrap_or_else(|| decoded(guessed(bytes), bytes))),
    }
}

fn decoded_as_declared(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<String> {
    let text = declared?.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without a mark: in Western text every other byte is zero.
fn utf_16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() / 4;
    match (even, odd) {
        _ if sample.len() < 4 => None,
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the head of a file holds zero bytes, more control bytes than any text,
/// or the signature of a format that begins like one.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let is_control = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    sample.contains(&0)
        || sample.iter().filter(is_control).count() > sample.len() / 50
        || [b"%PDF-".as_slice(), b"PK\x03\x04", b"{\\rtf"].iter().any(|signature| sample.starts_with(signature))
}

/// Whether the bytes are UTF-8 but for a rare fault, such as a page cut within a
/// character: far more characters beyond ASCII are whole than broken.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 4 * broken
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    if bytes.is_ascii() || is_damaged_utf_8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, SkipReason> {
        decode(bytes, None)
    }

    #[test]
    fn reads_every_encoding_a_source_may_have() {
        let utf_16 = |mark: &[u16], text: &str, to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            mark.iter().copied().chain(text.encode_utf16()).flat_map(to_bytes).collect()
        };
        let cases: [(Vec<u8>, &str); 7] = [
            (b"plain\r\ntext\r".to_vec(), "plain\r\ntext\r"),
            (b"\xEF\xBB\xBFmarked".to_vec(), "marked"),
            (utf_16(&[0xFEFF], "né", u16::to_le_bytes), "né"),
            (utf_16(&[0xFEFF], "né", u16::to_be_bytes), "né"),
            (utf_16(&[], "no mark at all", u16::to_le_bytes), "no mark at all"),
            (utf_16(&[], "no mark at all", u16::to_be_bytes), "no mark at all"),
            (b"the \x93new normal\x94 \x96 \xA350 for H\xF6ltje".to_vec(), "the “new normal” – £50 for Höltje"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(text(&bytes).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn trusts_a_declared_encoding_that_fits() {
        let (bytes, _, _) = encoding_rs::GBK.encode("网络主权");
        assert_eq!(decode(&bytes, Some(encoding_rs::GBK)).as_deref(), Ok("网络主权"));
        assert_eq!(decode("“é”".as_bytes(), Some(encoding_rs::WINDOWS_1252)).as_deref(), Ok("“é”"));
    }

    #[test]
    fn one_broken_character_does_not_spoil_the_rest() {
        let mut bytes = "“quoted” — “again” — “and again”".as_bytes().to_vec();
        bytes.push(0xE2);
        assert_eq!(text(&bytes).as_deref(), Ok("“quoted” — “again” — “and again”\u{FFFD}"));
    }

    #[test]
    fn refuses_what_is_no_text() {
        for bytes in [b"\x7FELF\x02\x01\x01\0\0\0".as_slice(), b"PK\x03\x04abcdefgh", b"\x01\x02\x03 a"] {
            assert_eq!(text(bytes), Err(SkipReason::Binary));
        }
    }
}
