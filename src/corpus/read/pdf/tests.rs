//! PDF files as their readers see them.

use std::path::Path;

use super::samples::{Drawn, file, lines, of_contents, plain, written};
use super::*;
use crate::corpus::{Field, Provenance};

fn extracted(bytes: &[u8]) -> Extracted {
    super::super::extract(Path::new("a.pdf"), bytes).expect("a file of this test")
}

fn text(bytes: &[u8]) -> String {
    extracted(bytes).text
}

fn reason(bytes: &[u8]) -> String {
    super::super::extract(Path::new("a.pdf"), bytes).expect_err("a file that cannot be read").to_string()
}

/// The page on which some words are said to stand.
fn page_of(extracted: &Extracted, words: &str) -> Option<u32> {
    let at = extracted.text.find(words).expect("words of the text");
    extracted.document.extraction.as_ref().expect("an extraction").page_at(at)
}

#[test]
fn lines_make_paragraphs_and_torn_words_meet() {
    let page = [
        lines(
            (72.0, 700.0),
            11.0,
            &["The ministers met in the harbour and spoke of a har-", "monious order of the sea for all."],
        ),
        lines((72.0, 640.0), 11.0, &["They met again in the winter."]),
    ];
    let expected = "The ministers met in the harbour and spoke of a har-monious order of the sea for all.\n\n\
                    They met again in the winter.\n";
    assert_eq!(text(&file(&[page.concat()], "")), expected);
}

#[test]
fn an_indent_begins_a_paragraph() {
    let page = lines(
        (72.0, 700.0),
        11.0,
        &["The ministers met in the harbour of the town.", "", "and went home in the evening, as they do."],
    );
    let mut page: Vec<Drawn<'_>> = page.into_iter().filter(|line| !line.text.is_empty()).collect();
    page[1].at.1 = page[0].at.1 - 13.2;
    page.insert(1, Drawn { at: (90.0, page[0].at.1 - 13.2), size: 11.0, text: "They spoke of boats" });
    page[2].at.1 = page[1].at.1 - 13.2;
    let expected = "The ministers met in the harbour of the town.\n\nThey spoke of boats and went home in the evening, as they do.\n";
    assert_eq!(text(&file(&[page], "")), expected);
}

#[test]
fn a_paragraph_goes_on_over_the_page_and_running_heads_stand_after_the_text() {
    let page = |number: &'static str, body: &[&'static str], note: &'static str| {
        let mut page = vec![
            Drawn { at: (72.0, 760.0), size: 9.0, text: "Harbour Review, Spring 2019" },
            Drawn { at: (300.0, 30.0), size: 9.0, text: number },
        ];
        page.extend(lines((72.0, 700.0), 11.0, body));
        page.extend(lines((72.0, 60.0), 8.0, &[note]));
        page
    };
    let pages = [
        page("1", &["The sea is calm and wide.", "The port of the town is"], "See the charter of the port."),
        page("2", &["open to all who come in peace.", "The boats may stay"], "See the boat law."),
        page("3", &["for a night."], "See the night law."),
    ];
    let extracted = extracted(&file(&pages, ""));
    let expected = "The sea is calm and wide. The port of the town is open to all who come in peace. \
                    The boats may stay for a night.\n\nSee the charter of the port.\n\nSee the boat law.\n\n\
                    See the night law.\n\nHarbour Review, Spring 2019\n";
    assert_eq!(extracted.text, expected);
    for (words, page) in [
        ("The sea", 1),
        ("port of the town is", 1),
        ("open to all", 2),
        ("for a night", 3),
        ("See the charter", 1),
        ("See the boat", 2),
    ] {
        assert_eq!(page_of(&extracted, words), Some(page), "{words}");
    }
    let furniture = extracted.document.furniture.iter().filter(|(_, zone)| *zone == Zone::Furniture);
    let furniture: Vec<&str> = furniture.map(|(span, _)| span.slice(&extracted.text)).collect();
    assert_eq!(furniture, ["Harbour Review, Spring 2019"]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let page = [
        lines((72.0, 700.0), 11.0, &["The sea is calm in", "the morning, and the", "boats leave for the"]),
        lines((320.0, 700.0), 11.0, &["islands of the bay.", "They come home at", "night."]),
    ];
    let expected =
        "The sea is calm in the morning, and the boats leave for the islands of the bay. They come home at night.\n";
    assert_eq!(text(&file(&[page.concat()], "")), expected);
}

#[test]
fn ligatures_are_letters_and_marks_of_notes_are_none() {
    let mut page = lines((72.0, 700.0), 11.0, &["The \u{1}nal law"]);
    page.push(Drawn { at: (135.0, 704.0), size: 6.0, text: "12" });
    page.push(Drawn { at: (145.0, 700.0), size: 11.0, text: "holds." });
    assert_eq!(text(&file(&[page], "")), "The \u{FB01}nal law holds.\n");
}

#[test]
fn what_is_drawn_twice_is_read_once() {
    let line = Drawn { at: (72.0, 700.0), size: 11.0, text: "All hands" };
    let again = Drawn { at: (72.3, 700.0), ..line };
    assert_eq!(text(&file(&[vec![line, again]], "")), "All hands\n");
}

#[test]
fn pages_that_come_out_badly_are_doubtful() {
    let good = ["The officers of the port met in the hall and spoke of the sea and the boats."; 8];
    let bad = ["The ocers of the ocial body met in the hall and spoke of the dicult sea."; 8];
    let extracted = extracted(&plain(&[&good, &bad]));
    let extraction = extracted.document.extraction.as_ref().expect("an extraction");
    let span = |words: &str| {
        let start = extracted.text.find(words).expect("words of the text");
        crate::text::Span::new(start, start + words.len())
    };
    assert!(extraction.is_doubtful(span("ocial body")));
    assert!(!extraction.is_doubtful(span("officers of the port")));
}

#[test]
fn the_information_dictionary_is_the_last_to_be_believed() {
    let words = ["we met in the hall and spoke of it all."];
    let page = lines((72.0, 700.0), 11.0, &words);
    let document =
        extracted(&file(&[page], "/Title (On fishing) /Author (Ada Holm) /CreationDate (D:20190102)")).document;
    assert_eq!(document.title.as_deref(), Some("On fishing"));
    assert_eq!(document.provenance_of(Field::Title), Some(Provenance::Properties));
    assert_eq!((document.author.as_deref(), document.date), (Some("Ada Holm"), None));
}

#[test]
fn says_why_a_file_is_left_out() {
    assert_eq!(reason(&plain(&[&[], &[]])), "no text is in the file, only pictures of pages; run OCR on it first");
    assert!(reason(b"%PDF-1.4\nnothing").starts_with("the file is damaged: "));
    assert!(reason(b"no PDF").starts_with("the file is damaged: "));
    assert_eq!(
        reason(&of_contents(&["BT /F9 11 Tf (x) Tj ET".to_owned()], "")),
        "none of its pages can be read; print it to a new PDF"
    );
}

#[test]
fn a_page_that_cannot_be_read_is_named_and_the_others_stay() {
    let sound = "BT /F1 11 Tf 72 700 Td (The port is open.) Tj ET".to_owned();
    let extracted = extracted(&of_contents(&[sound.clone(), "BT /F9 11 Tf (x) Tj ET".to_owned(), sound], ""));
    assert_eq!(extracted.document.extraction.as_ref().map(|extraction| extraction.blank.clone()), Some(vec![2]));
    assert_eq!(page_of(&extracted, "The port"), Some(1));
}

#[test]
fn what_draws_itself_without_end_is_cut() {
    let resources = "/Resources << /Font << /F1 4 0 R >> /XObject << /X 5 0 R >> >>";
    let content = "BT /F1 11 Tf 72 700 Td (The port is open.) Tj ET\n/X Do";
    let form = |resources: &str| {
        format!("<< /Type /XObject /Subtype /Form {resources} /Length 5 >>\nstream\n/X Do\nendstream")
    };
    for resources_of_form in [resources, ""] {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 612 792] >>".to_owned(),
            format!("<< /Type /Page /Parent 2 0 R /Contents 6 0 R {resources} >>"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
            form(resources_of_form),
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        ];
        assert_eq!(text(&written(&objects)), "The port is open.\n");
    }
    let own_parent = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>".to_owned(),
        "<< /Length 0 >>\nstream\n\nendstream".to_owned(),
    ];
    assert_eq!(reason(&written(&own_parent)), "none of its pages can be read; print it to a new PDF");
}

/// Whatever byte of a file is broken, reading ends with a text or a reason.
#[test]
fn damage_ends_nothing() {
    let whole = plain(&[&["The port is open.", "The boats sail."]]);
    for at in (0..whole.len()).step_by(3) {
        let mut broken = whole.clone();
        broken[at] ^= 0x11;
        let _ = super::super::extract(Path::new("a.pdf"), &broken);
    }
}
