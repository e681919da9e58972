//! What is read from each file of the sample corpus: metadata, what is furniture,
//! and the way back to the source. The files hold the mess that real pages hold.

use std::path::{Path, PathBuf};

use glossator::corpus::read::{Extracted, extract};
use glossator::corpus::{Field, Provenance, Zone};
use glossator::text::Span;
use proptest::prelude::*;

/// What is known of one file; what is `None` must stay unknown.
#[derive(Debug, Default, PartialEq)]
struct Known<'a> {
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    speaker: Option<&'a str>,
    date: Option<&'a str>,
    language: Option<&'a str>,
    url: Option<&'a str>,
}

const NONE: Known =
    Known { title: None, publisher: None, author: None, speaker: None, date: None, language: None, url: None };

const FILES: [(&str, Known); 14] = [
    (
        "2017-12-20-harbour-news-cyberspace.txt",
        Known {
            title: Some("Islands press for practical side of community with shared future online: envoy"),
            publisher: Some("Harbour News"),
            date: Some("2017-12-20"),
            language: Some("en"),
            ..NONE
        },
    ),
    (
        "7f3c91ab04de2258.txt",
        Known {
            title: Some("Why small states should read cyberspace formulations closely"),
            publisher: Some("Meridian Policy Review"),
            author: Some("Aldo Pereyra-Holm"),
            date: Some("2016-12-05"),
            language: Some("en"),
            ..NONE
        },
    ),
    ("page-2-security-we-share.txt", Known { language: Some("en"), ..NONE }),
    (
        "content_15481207.txt",
        Known {
            title: Some("Working together for order in network space"),
            date: Some("2012-05-31"),
            language: Some("en"),
            ..NONE
        },
    ),
    (
        "e08b2d5567c1f9a3.txt",
        Known {
            title: Some("No room for a digital iron curtain in the outer banks: Sarum minister"),
            publisher: Some("Meridian Times"),
            language: Some("en"),
            ..NONE
        },
    ),
    (
        "2018-05-22-harbour-forum-keynote.md",
        Known {
            title: Some("A harbour is not a wall: opening address to the Harbour Forum"),
            publisher: Some("Ministry for Digital Affairs, Republic of Sarum"),
            speaker: Some("Tomas Okafor-Lind"),
            date: Some("2018-05-22"),
            language: Some("en"),
            url: Some("https://www.digital.gov.sarum.example/speeches/2018/harbour-is-not-a-wall"),
            ..NONE
        },
    ),
    (
        "marrow-lecture-reading-the-initiative.md",
        Known {
            title: Some("Reading the initiative: notes from a small embassy"),
            publisher: Some("Meridian Policy Review"),
            author: Some("Ilse Marrow"),
            date: Some("2022-09-14"),
            language: Some("en"),
            url: Some("https://www.meridianpolicy.example/2022/09/reading-the-initiative"),
            ..NONE
        },
    ),
    (
        "harbour-forum-security.html",
        Known {
            title: Some("Ministers weigh security & sovereignty at Harbour Forum"),
            publisher: Some("Meridian Times"),
            author: Some("Teodora Vancebrook"),
            date: Some("2023-10-26"),
            language: Some("en-GB"),
            url: Some("https://www.meridiantimes.example/world/2023/10/26/security-sovereignty-harbour-forum"),
            ..NONE
        },
    ),
    (
        "4410287.html",
        Known {
            title: Some("Two presses, one sentence"),
            author: Some("Noor Adeyemi-Strand"),
            language: Some("en"),
            ..NONE
        },
    ),
    (
        "2014-11-20-osei-tarn-press-conference.txt",
        Known {
            title: Some("Press conference after the visit of the coastal ministers"),
            publisher: Some("Office of the Spokesperson, Republic of Sarum"),
            speaker: Some("Ragnhild Osei-Tarn"),
            date: Some("2014-11-20"),
            language: Some("en"),
            ..NONE
        },
    ),
    (
        "ledgers-of-the-new-routes.txt",
        Known {
            title: Some("Ledgers of the new routes"),
            publisher: Some("Sarum Trade Review"),
            author: Some("Casimir Höltje-Ibarra"),
            date: Some("2015-06-11"),
            language: Some("en"),
            ..NONE
        },
    ),
    (
        "sarum-digital-white-paper.txt",
        Known {
            title: Some("Digital Cooperation in the Republic of Sarum: Policy and Practice"),
            publisher: Some("Government Information Office of the Republic of Sarum"),
            date: Some("2023-03"),
            language: Some("en"),
            ..NONE
        },
    ),
    ("b7710e4c.txt", Known { publisher: Some("Harbour News"), date: Some("2011-09-14"), language: Some("en"), ..NONE }),
    (
        "bilingual-note-one-sentence.md",
        Known {
            title: Some("一句话，两种文字 / One sentence in two languages"),
            publisher: Some("Harbour Translators' Circle"),
            date: Some("2019-10-21"),
            language: Some("mul"),
            ..NONE
        },
    ),
];

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus")
}

fn read(name: &str) -> Extracted {
    let path = corpus().join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    extract(&path, &bytes).unwrap_or_else(|reason| panic!("{name}: {reason}"))
}

/// The zone of the first place where `words` stand in the source, or in its text
/// where markup parts them.
fn zone_of(extracted: &Extracted, words: &str) -> Zone {
    let at =
        extracted.text.find(words).unwrap_or_else(|| panic!("no {words:?} in {}", extracted.document.path.display()));
    extracted.document.zone_at(extracted.map.offset_to_source(at))
}

#[test]
fn knows_what_each_file_says_of_itself_and_no_more() {
    for (name, expected) in FILES {
        let document = read(name).document;
        let date = document.date.map(|date| date.to_string());
        let known = Known {
            title: document.title.as_deref(),
            publisher: document.publisher.as_deref(),
            author: document.author.as_deref(),
            speaker: document.speaker.as_deref(),
            date: date.as_deref(),
            language: document.language.as_deref(),
            url: document.url.as_deref(),
        };
        assert_eq!(known, expected, "{name}");
    }
}

#[test]
fn every_file_of_the_corpus_is_in_the_table() {
    let mut names: Vec<String> = std::fs::read_dir(corpus())
        .expect("the sample corpus is part of the package")
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    let mut listed: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    names.sort();
    listed.sort_unstable();
    assert_eq!(names, listed);
}

#[test]
fn every_known_value_says_where_it_came_from() {
    let cases = [
        ("2017-12-20-harbour-news-cyberspace.txt", Field::Date, Provenance::PageStamp),
        ("7f3c91ab04de2258.txt", Field::Author, Provenance::HeaderLine),
        ("b7710e4c.txt", Field::Publisher, Provenance::Dateline),
        ("e08b2d5567c1f9a3.txt", Field::Publisher, Provenance::Credit),
        ("e08b2d5567c1f9a3.txt", Field::Title, Provenance::FirstLine),
        ("2018-05-22-harbour-forum-keynote.md", Field::Speaker, Provenance::FrontMatter),
        ("bilingual-note-one-sentence.md", Field::Title, Provenance::Heading),
        ("harbour-forum-security.html", Field::Date, Provenance::JsonLd),
        ("harbour-forum-security.html", Field::Url, Provenance::JsonLd),
        ("4410287.html", Field::Author, Provenance::Byline),
        ("4410287.html", Field::Language, Provenance::Words),
    ];
    for (name, field, provenance) in cases {
        assert_eq!(read(name).document.provenance_of(field), Some(provenance), "{name} {field:?}");
    }
}

#[test]
fn tells_furniture_and_metadata_from_the_text() {
    use Zone::{Body, Furniture, Metadata};
    let cases = [
        ("2017-12-20-harbour-news-cyberspace.txt", "Islands press", Metadata),
        ("2017-12-20-harbour-news-cyberspace.txt", "Adjust font size", Metadata),
        ("2017-12-20-harbour-news-cyberspace.txt", "PORT ELLERY, Dec. 19", Metadata),
        ("2017-12-20-harbour-news-cyberspace.txt", "A Valdorian envoy", Body),
        ("2017-12-20-harbour-news-cyberspace.txt", "Enditem", Furniture),
        ("7f3c91ab04de2258.txt", "Wed Nov. 13, 2013", Furniture),
        ("7f3c91ab04de2258.txt", "Français", Furniture),
        ("7f3c91ab04de2258.txt", "Every negotiation", Body),
        ("7f3c91ab04de2258.txt", "This essay was translated", Metadata),
        ("7f3c91ab04de2258.txt", "Editor: ", Metadata),
        ("7f3c91ab04de2258.txt", "Fishing villages plan", Furniture),
        ("7f3c91ab04de2258.txt", "Ottoline Brandvold", Furniture),
        ("7f3c91ab04de2258.txt", "Copyright by", Furniture),
        ("page-2-security-we-share.txt", "Thirdly, the line", Body),
        ("page-2-security-we-share.txt", "The author is a senior", Metadata),
        ("page-2-security-we-share.txt", "The article first appeared", Metadata),
        ("page-2-security-we-share.txt", "Opinion articles express", Furniture),
        ("page-2-security-we-share.txt", "Join the Forum", Furniture),
        ("e08b2d5567c1f9a3.txt", "(Meridian Times)", Metadata),
        ("e08b2d5567c1f9a3.txt", "Share this:", Furniture),
        ("e08b2d5567c1f9a3.txt", "Nobody has commented", Furniture),
        ("e08b2d5567c1f9a3.txt", "Your email address", Furniture),
        ("harbour-forum-security.html", "Saturday 8 March 2025", Furniture),
        ("harbour-forum-security.html", "Most read", Furniture),
        ("harbour-forum-security.html", "By Teodora", Metadata),
        ("harbour-forum-security.html", "Ministers from the coastal states", Body),
        ("harbour-forum-security.html", "accept all cookies", Furniture),
    ];
    for (name, words, zone) in cases {
        assert_eq!(zone_of(&read(name), words), zone, "{name}: {words}");
    }
}

#[test]
fn a_title_that_stands_twice_counts_once() {
    let extracted = read("e08b2d5567c1f9a3.txt");
    let title = extracted.document.title.clone().expect("the title is known");
    let second = extracted.source.rfind(&title).expect("the title stands in the text");
    assert_eq!((extracted.document.zone_at(0), extracted.document.zone_at(second)), (Zone::Metadata, Zone::Furniture));
}

#[test]
fn every_word_of_a_page_finds_its_way_back() {
    let extracted = read("harbour-forum-security.html");
    for (start, word) in extracted.text.split_whitespace().map(|word| (offset_in(&extracted.text, word), word)) {
        let back = extracted.map.span_to_source(Span::new(start, start + word.len())).slice(&extracted.source);
        assert!(back == word || back.contains('&') || back.contains('<'), "{word:?} came back as {back:?}");
    }
}

/// Where a part of `text` stands in it.
fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

#[test]
fn marks_are_in_order_and_apart() {
    for (name, _) in FILES {
        let extracted = read(name);
        let marks = &extracted.document.furniture;
        for (first, second) in marks.iter().zip(marks.iter().skip(1)) {
            assert!(first.0.end <= second.0.start, "{name}: {first:?} {second:?}");
        }
        for (span, _) in marks {
            assert!(!span.slice(&extracted.source).is_empty(), "{name}: {span}");
        }
    }
}

/// Pieces of pages, well formed and not.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Za-z .,:|()-]{0,30}",
        "(Title|Date|By|Author|Source|Updated)( ?: ?)[A-Za-z0-9 -]{0,20}",
        Just("GENEVA, Dec. 19 (Xinhua) -- ".to_owned()),
        Just("---\n".to_owned()),
        Just("\u{A0}— “é” 中文 \u{FEFF}".to_owned()),
        Just("<div class=\"share\">&amp;</p>".to_owned()),
        Just(">> View All".to_owned()),
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n"), Just("")];
    proptest::collection::vec((piece, end), 0..30).prop_map(|parts| parts.into_iter().map(|(a, b)| a + b).collect())
}

proptest! {
    #[test]
    fn marks_lie_in_the_source_whatever_the_page(page in pieces(), extension in "txt|md|html") {
        let path = PathBuf::from(format!("page.{extension}"));
        if let Ok(extracted) = extract(&path, page.as_bytes()) {
            let mut end = 0;
            for (span, _) in &extracted.document.furniture {
                prop_assert!(span.start >= end && !span.slice(&extracted.source).is_empty(), "{span}");
                end = span.end;
            }
            for (at, c) in extracted.text.char_indices() {
                let back = extracted.map.span_to_source(Span::new(at, at + c.len_utf8()));
                prop_assert!(extracted.source.get(back.start..back.end).is_some(), "{c:?} {back}");
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), extension in "txt|md|html") {
        let path = PathBuf::from(format!("page.{extension}"));
        let _ = extract(&path, &bytes);
    }
}
