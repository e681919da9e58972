//! Markdown: front matter first, then the page. The marks stay in the text, where
//! the tokeniser passes over them.

use std::path::Path;

use super::decode::decode;
use super::language::declared_language;
use super::metadata::Metadata;
use super::page::read_page;
use super::speech::{is_speech_genre, offer_author_as_speaker};
use super::text::finished;
use super::{Extracted, SkipReason};
use crate::corpus::{Field, Provenance, Zone};
use crate::prose::{FrontMatter, front_matter};
use crate::text::OffsetMap;

/// Keys of front matter and the fields they give, the plainest first.
const KEYS: [(&str, Field); 22] = [
    ("title", Field::Title),
    ("headline", Field::Title),
    ("date", Field::Date),
    ("published", Field::Date),
    ("publishdate", Field::Date),
    ("date_published", Field::Date),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("byline", Field::Author),
    ("by", Field::Author),
    ("speaker", Field::Speaker),
    ("publisher", Field::Publisher),
    ("publication", Field::Publisher),
    ("source", Field::Publisher),
    ("outlet", Field::Publisher),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("url", Field::Url),
    ("link", Field::Url),
    ("canonical", Field::Url),
    ("canonical_url", Field::Url),
    ("source_url", Field::Url),
];

/// Keys of front matter that say what kind of text it is.
const GENRE_KEYS: [&str; 3] = ["genre", "type", "kind"];

/// Reads a Markdown text.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Extracted, SkipReason> {
    let source = decode(bytes, None)?;
    let mut metadata = Metadata::new(path);
    let (mut body, mut is_speech) = (0, false);
    if let Some(matter) = front_matter(&source) {
        metadata.mark(matter.span, Zone::Metadata);
        body = matter.span.end;
        read_front_matter(&matter, &mut metadata);
        is_speech = GENRE_KEYS.iter().any(|key| matter.get(key).is_some_and(|(value, _)| is_speech_genre(&value)));
    }
    read_page(&source, body, &OffsetMap::identity(source.len()), &[], &mut metadata);
    if is_speech {
        offer_author_as_speaker(&mut metadata);
    }
    Ok(finished(source, metadata))
}

fn read_front_matter(matter: &FrontMatter, metadata: &mut Metadata) {
    for (key, field) in KEYS {
        let Some((value, _)) = matter.get(key) else { continue };
        let is_url = value.contains("://");
        match field {
            Field::Language => {
                if let Some(language) = declared_language(&value) {
                    metadata.offer(field, Provenance::FrontMatter, &language);
                }
            }
            Field::Url if !is_url => {}
            // "source: https://..." gives where a text stands, not who published it.
            Field::Publisher if is_url => metadata.offer(Field::Url, Provenance::FrontMatter, &value),
            _ => metadata.offer(field, Provenance::FrontMatter, &value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker(matter: &str) -> Option<String> {
        let text = format!("---\n{matter}\n---\n\nThe docks stay open by night.\n");
        read(Path::new("a.md"), text.as_bytes()).expect("a text of this test").document.speaker
    }

    #[test]
    fn who_wrote_a_speech_speaks_in_it() {
        for matter in [
            "title: On harbours\nauthor: Ada Holm\ngenre: speech",
            "title: On harbours\nauthor: Ada Holm\ntype: Opening Remarks",
            "title: Keynote to the Harbour Forum\nauthor: Ada Holm",
            "title: Statement at the council of ports\nauthor: Ada Holm, Minister of Ports",
        ] {
            assert_eq!(speaker(matter).as_deref(), Some("Ada Holm"), "{matter}");
        }
        assert_eq!(
            speaker("title: Remarks\nspeaker: Ines Lind\nauthor: Ada Holm\ngenre: remarks").as_deref(),
            Some("Ines Lind")
        );
        assert_eq!(speaker("title: Remarks by Ines Lind at the port\nauthor: Ada Holm").as_deref(), Some("Ines Lind"));
    }

    #[test]
    fn who_wrote_anything_else_does_not_speak_in_it() {
        for matter in [
            "title: On harbours\nauthor: Ada Holm",
            "title: On harbours\nauthor: Ada Holm\ntype: post",
            "title: Why the speech at the forum failed\nauthor: Ada Holm",
            "title: Speech on fees draws anger\nauthor: Ada Holm",
            "title: Statement by the spokesperson\nauthor: Ada Holm",
            "title: Joint statement at the forum\nauthor: Ada Holm\ngenre: joint statement",
            "title: On harbours\nauthor: Ministry of Ports\ngenre: speech",
            "title: On harbours\nauthor: [Ada Holm, Ines Lind]\ngenre: speech",
        ] {
            assert_eq!(speaker(matter), None, "{matter}");
        }
    }

    #[test]
    fn reads_front_matter_before_the_page() {
        let text = "---\ntitle: The port\nauthor: [Ann Lee, Omar Said]\nsource: https://a.example/1\nlang: English\n---\n\n# Another\n\nText.\n";
        let extracted = read(Path::new("a.md"), text.as_bytes()).expect("a text of this test");
        let document = &extracted.document;
        assert_eq!(document.title.as_deref(), Some("The port"));
        assert_eq!(document.author.as_deref(), Some("Ann Lee, Omar Said"));
        assert_eq!((document.publisher.as_deref(), document.url.as_deref()), (None, Some("https://a.example/1")));
        assert_eq!(document.language.as_deref(), Some("en"));
        assert_eq!(document.zone_at(5), Zone::Metadata);
        assert_eq!(document.zone_at(text.len() - 2), Zone::Body);
    }
}
