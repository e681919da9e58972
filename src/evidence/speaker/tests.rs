use std::path::PathBuf;

use super::*;
use crate::corpus::{Document, Zone};
use crate::draft::Snapshot;

fn document(title: &str, speaker: Option<&str>, author: Option<&str>) -> Document {
    Document {
        id: "a".to_owned(),
        path: PathBuf::from("a.txt"),
        title: Some(title.to_owned()),
        publisher: None,
        author: author.map(str::to_owned),
        speaker: speaker.map(str::to_owned),
        date: None,
        language: None,
        url: None,
        words: 0,
        provenance: Vec::new(),
        furniture: Vec::new(),
        extraction: None,
        text_file: None,
    }
}

fn find(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("words of the text");
    Span::new(start, start + words.len())
}

/// The name of the speaker of `words`.
fn at(document: &Document, text: &str, words: &str) -> Option<String> {
    SourceSpeakers::read(document, text, &[]).at(find(text, words)).map(|speaker| speaker.name.to_string())
}

const ARTICLE: &str = "Port Minister Ada Holm opened the forum, her spokesman Tomas Okafor told reporters.\n\n\
    “The port is full,” said Holm. “No ship can land.”\n\n“We wait,” she said.\n\n\
    “It is late,” a spokesman for Holm said. The report says “nothing at all” of it.";

#[test]
fn an_article_tells_who_speaks_in_quotation_marks() {
    let article = document("Port full", None, Some("Ines Lind"));
    for (words, expected) in [
        ("The port is full", Some("Ada Holm")),
        ("No ship can land", Some("Ada Holm")),
        ("We wait", None),
        ("It is late", None),
        ("nothing at all", None),
        ("opened the forum", None),
    ] {
        assert_eq!(at(&article, ARTICLE, words).as_deref(), expected, "{words}");
    }
}

#[test]
fn a_speech_is_its_speakers_but_for_quotations() {
    let text = "Let me be short. As Tomas Okafor says, we wait. “We never wait,” he added.";
    let speech = document("Remarks at the forum", Some("H.E. Ada Holm"), None);
    assert_eq!(at(&speech, text, "Let me be short").as_deref(), Some("Ada Holm"));
    assert_eq!(at(&speech, text, "We never wait"), None);
    let by_author = document("Statement on the port", None, Some("Ada Holm"));
    assert_eq!(at(&by_author, text, "Let me be short").as_deref(), Some("Ada Holm"));
    let by_two = document("Statement on the port", None, Some("Ada Holm, Ines Lind"));
    assert_eq!(at(&by_two, text, "Let me be short"), None);
    let column = document("Why the port is full", None, Some("Ada Holm"));
    assert_eq!(at(&column, text, "Let me be short"), None);
}

#[test]
fn a_transcript_is_its_labels() {
    let text = "Spokesperson Ada Holm met the press.\n\nQ: Is the port full?\n\nA: It is. We wait.\n\nMR. OKAFOR: No, no.\n\
                MODERATOR: Thank you.";
    let conference = document("Spokesperson Ada Holm's Regular Press Conference", Some("Ada Holm"), None);
    for (words, expected) in [
        ("Is the port full", None),
        ("It is. We wait", Some("Ada Holm")),
        ("No, no", Some("OKAFOR")),
        ("Thank you", None),
        ("met the press", None),
        ("We wait.\n\nMR. OKAFOR: No", None),
    ] {
        assert_eq!(at(&conference, text, words).as_deref(), expected, "{words}");
    }
}

#[test]
fn furniture_is_nobodys() {
    let text = "“Most read: the port is full,” said Ada Holm.";
    let speech = document("Remarks", Some("Ada Holm"), None);
    let furniture = [(Span::new(0, text.len()), Zone::Furniture)];
    assert_eq!(SourceSpeakers::read(&speech, text, &furniture).at(find(text, "the port")), None);
}

/// Who speaks `words` in a draft: the name, and whether an error may lean on it.
fn in_draft(draft: &str, words: &str) -> Option<(String, bool)> {
    let snapshot = Snapshot::parse(draft, None);
    let speakers = DraftSpeakers::read(&snapshot);
    let block = snapshot.blocks.iter().position(|block| block.content.text.contains(words)).expect("a block");
    let span = find(&snapshot.blocks[block].content.text, words);
    let quoted = speakers.of(block, span)?;
    let speaker = quoted.speaker.as_ref()?;
    assert_eq!(quoted.mention.slice(&snapshot.text), speaker.text);
    Some((speaker.name.to_string(), speaker.is_provable()))
}

#[test]
fn a_draft_tells_whom_it_quotes() {
    let draft = "Foreign Minister **Wang Yi** came.\n\n\"The *port* is full,\" Wang said. He said \"we wait\".\n\n\
                 Ada Holm said:\n\n> It is late.\n\n> No ship can land.\n> — Tomas Okafor\n\n\"So it is,\" Lind said.\n";
    assert_eq!(in_draft(draft, "port is full"), Some(("Wang Yi".to_owned(), true)));
    assert_eq!(in_draft(draft, "we wait"), None);
    assert_eq!(in_draft(draft, "It is late"), Some(("Ada Holm".to_owned(), false)));
    assert_eq!(in_draft(draft, "No ship can land"), Some(("Tomas Okafor".to_owned(), true)));
    assert_eq!(in_draft(draft, "So it is"), Some(("Lind".to_owned(), false)));
}

fn speaker(name: &str) -> Speaker {
    let names = FullNames::default();
    Speaker::named(name, &names, SpeakerEvidence::DocumentSpeaker).expect("a name")
}

#[test]
fn only_two_full_names_contradict_one_another() {
    let is_conflict = |one: &str, two: &str| speaker_conflict(&speaker(one), &speaker(two)).is_some();
    assert!(is_conflict("Ada Holm", "Tomas Okafor"));
    assert!(is_conflict("Wang Yi", "Long Zhou"));
    assert!(is_conflict("Nguyen Phu Trong", "Orbán Viktor"));
    for (one, two) in [
        ("Ada Holm", "Okafor"),
        ("Ada Holm", "Ivo Holm"),
        ("Wang Yi", "Wang Yiwei"),
        ("Wang Yi", "Yi Gang"),
        ("Wang Yi", "王毅"),
        ("Volodymyr Zelensky", "Wolodymyr Selenskyj"),
        ("Ada Holm", "Ada Okafor-Holm"),
        ("Pope Clement", "Tomas Okafor"),
    ] {
        assert!(!is_conflict(one, two), "{one} and {two}");
    }
    let loose = Speaker {
        because: SpeakerEvidence::Attribution { mention: Span::at(0), is_strict: false },
        ..speaker("Ada Holm")
    };
    assert_eq!(speaker_conflict(&loose, &speaker("Tomas Okafor")), None);
}
