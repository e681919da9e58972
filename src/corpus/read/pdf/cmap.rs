//! Mends the tables that say which letters a font's codes stand for (`ToUnicode`), where
//! the library would stumble: it takes a range of codes that begins with three letters,
//! as pdfTeX writes the ligature "ffi", for damage. As a list it reads the same range.
//!
//! ```text
//! <1C> <1C> <006600660069>      as it stands
//! <1C> <1C> [<006600660069>]    as it is read
//! ```

use pdf_extract::{Document, Object, ObjectId};

/// Most codes that are written out: a font of single bytes has no more.
const MOST_CODES: u32 = 256;

/// Mends the tables of all fonts of a document.
pub(super) fn mend(document: &mut Document) {
    for id in tables(document) {
        let Ok(Object::Stream(stream)) = document.get_object_mut(id) else { continue };
        let Ok(content) = stream.decompressed_content() else { continue };
        let Ok(content) = String::from_utf8(content) else { continue };
        stream.set_plain_content(mended(&content).into_bytes());
    }
}

fn tables(document: &Document) -> Vec<ObjectId> {
    let fonts = document.objects.values().filter_map(|object| object.as_dict().ok());
    fonts.filter_map(|font| font.get(b"ToUnicode").and_then(Object::as_reference).ok()).collect()
}

fn mended(content: &str) -> String {
    let mut mended = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, after)) = rest.split_once("beginbfrange") {
        let (ranges, after) = after.split_once("endbfrange").unwrap_or((after, ""));
        mended.extend([before, "beginbfrange\n", &mended_ranges(ranges), "endbfrange"]);
        rest = after;
    }
    mended + rest
}

fn mended_ranges(ranges: &str) -> String {
    let mut mended = String::with_capacity(ranges.len());
    let mut rest = ranges;
    while let Some((first, after)) = enclosed(rest, '<', '>')
        && let Some((last, after)) = enclosed(after, '<', '>')
    {
        let (target, after) = if let Some((target, after)) = enclosed(after, '<', '>') {
            (targets(first, last, target), after)
        } else if let Some((list, after)) = enclosed(after, '[', ']') {
            (format!("[{list}]"), after)
        } else {
            break;
        };
        mended.extend(["<", first, "> <", last, "> ", &target, "\n"]);
        rest = after;
    }
    mended
}

/// What stands between two marks at the start of `text`, and what follows.
fn enclosed(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix(open)?.split_once(close)
}

/// The letters of a range that begins with `target`, written so that the library reads
/// them: one letter or two as they are, others one by one.
fn targets(first: &str, last: &str, target: &str) -> String {
    let target: String = target.split_whitespace().collect();
    let number = |digits: &str| u32::from_str_radix(digits.trim(), 16).ok();
    if matches!(target.len(), 4 | 8) {
        return format!("<{target}>");
    }
    let padded = format!("{target:0>4}");
    let split = padded.len().saturating_sub(4);
    let count = number(last).zip(number(first)).map_or(0, |(last, first)| last.saturating_sub(first)).saturating_add(1);
    let (head, tail) = (padded.get(..split).unwrap_or_default(), padded.get(split..).and_then(number).unwrap_or(0));
    let letters = (0..count.min(MOST_CODES)).map(|step| format!("<{head}{:04X}>", tail + step));
    format!("[{}]", letters.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_three_letters_become_lists() {
        let table = "/CIDInit 2 beginbfrange\n<1C> <1C> <006600660069>\n<41> <5A> <0041>\nendbfrange x";
        let expected = "/CIDInit 2 beginbfrange\n<1C> <1C> [<006600660069>]\n<41> <5A> <0041>\nendbfrange x";
        assert_eq!(mended(table), expected);
        assert_eq!(
            mended("beginbfrange <01><02>[<0041> <0042>] endbfrange"),
            "beginbfrange\n<01> <02> [<0041> <0042>]\nendbfrange"
        );
        assert_eq!(targets("1", "3", "20"), "[<0020> <0021> <0022>]");
        assert_eq!(mended("no table"), "no table");
    }
}
