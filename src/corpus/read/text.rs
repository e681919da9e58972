//! Plain text: the text is the source, and what it says of itself is read from its
//! lines and from the name of the file.

use std::path::Path;

use super::decode::decode;
use super::language::language_of_words;
use super::metadata::Metadata;
use super::page::read_page;
use super::{Extracted, SkipReason};
use crate::corpus::{Field, Provenance};
use crate::prose::PartialDate;
use crate::text::OffsetMap;

/// Reads a plain text.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Extracted, SkipReason> {
    let source = decode(bytes, None)?;
    let mut metadata = Metadata::new(path);
    let map = OffsetMap::identity(source.len());
    read_page(&source, 0, &map, &[], &mut metadata);
    Ok(finished(source, metadata))
}

/// A file whose text is its source, with what its name and its words still show.
pub(super) fn finished(source: String, mut metadata: Metadata) -> Extracted {
    offer_last(&source, &mut metadata);
    let map = OffsetMap::identity(source.len());
    Extracted { text: source.clone(), map, source, document: metadata.finish() }
}

/// The last resorts: the date in the URL or the file name, the language of the words.
pub(super) fn offer_last(text: &str, metadata: &mut Metadata) {
    if let Some(date) = metadata.value(Field::Url).and_then(date_in_url) {
        metadata.offer_date(Provenance::UrlPath, date);
    }
    if let Some(date) = metadata.file_stem().as_deref().and_then(date_at_start) {
        metadata.offer_date(Provenance::FileName, date);
    }
    if let Some(language) = (!metadata.knows(Field::Language)).then(|| language_of_words(text)).flatten() {
        metadata.offer(Field::Language, Provenance::Words, language);
    }
}

/// `.../2016/12/02/...` or `.../2016-12/02/...` in a URL.
fn date_in_url(url: &str) -> Option<PartialDate> {
    let parts: Vec<&str> = url.split(['/', '-']).collect();
    parts.windows(3).find_map(|window| match window {
        [year, month, day] => day_of(year, month, day),
        _ => None,
    })
}

/// `2016-12-02-...` or `20161202...` at the start of a file name.
fn date_at_start(stem: &str) -> Option<PartialDate> {
    let mut parts = stem.split(['-', '_', '.', ' ']);
    let first = parts.next()?;
    if first.len() == 8 {
        return day_of(first.get(..4)?, first.get(4..6)?, first.get(6..)?);
    }
    day_of(first, parts.next()?, parts.next()?)
}

fn day_of(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    let number = |digits: &str, len: usize| -> Option<i16> {
        (digits.len() == len && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    let year = number(year, 4).filter(|year| (1500..2200).contains(year))?;
    PartialDate::new(year, i8::try_from(number(month, 2)?).ok(), i8::try_from(number(day, 2)?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_names_are_whole_days() {
        let at_start = |stem: &str| date_at_start(stem).map(|date| date.to_string());
        assert_eq!(at_start("2014-11-20-osei-tarn").as_deref(), Some("2014-11-20"));
        assert_eq!(at_start("20141120_speech").as_deref(), Some("2014-11-20"));
        for stem in ["2020-olympics", "content_15481207", "7f3c91ab04de2258", "12345678", "2020-11"] {
            assert_eq!(at_start(stem), None, "{stem}");
        }
        let url = date_in_url("https://a.example/world/2023/10/26/security");
        assert_eq!(url.map(|date| date.to_string()).as_deref(), Some("2023-10-26"));
    }
}
