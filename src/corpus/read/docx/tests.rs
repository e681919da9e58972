//! Word documents as their readers see them.

use std::path::Path;

use super::samples::{body, document, package, plain};
use super::*;
use crate::corpus::Document;

fn extracted(bytes: &[u8]) -> Extracted {
    super::super::extract(Path::new("a.docx"), bytes).expect("a document of this test")
}

/// The text of a document with these paragraphs, as markup.
fn text(paragraphs: &str) -> String {
    extracted(&document(paragraphs)).text
}

fn reason(bytes: &[u8]) -> String {
    super::super::extract(Path::new("a.docx"), bytes).expect_err("a document that cannot be read").to_string()
}

#[test]
fn changes_are_read_as_accepted() {
    let cases = [
        ("<w:r><w:t>one </w:t></w:r><w:ins><w:r><w:t>new</w:t></w:r></w:ins>", "one new"),
        ("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>left</w:t></w:r>", "left"),
        ("<w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo>", "here"),
        (
            "<w:ins><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:t>dropped</w:t></w:r></w:del></w:ins><w:r><w:t>x</w:t></w:r>",
            "kept x",
        ),
    ];
    for (markup, expected) in cases {
        assert_eq!(text(&format!("<w:p>{markup}</w:p>")), format!("{expected}\n"), "{markup}");
    }
    let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>The first </w:t></w:r></w:p>\
                  <w:p><w:r><w:t>and the second.</w:t></w:r></w:p><w:p><w:r><w:t>The third.</w:t></w:r></w:p>";
    assert_eq!(text(joined), "The first and the second.\n\nThe third.\n");
}

#[test]
fn the_words_of_every_wrapping_are_read_once() {
    let run = "<w:r><w:t>word</w:t></w:r>";
    for wrapping in ["fldSimple", "smartTag", "hyperlink", "sdt"] {
        let content = if wrapping == "sdt" { format!("<w:sdtContent>{run}</w:sdtContent>") } else { run.to_owned() };
        assert_eq!(text(&format!("<w:p><w:{wrapping}>{content}</w:{wrapping}></w:p>")), "word\n", "{wrapping}");
    }
    let field = "<w:p><w:r><w:fldChar/><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:t>12</w:t></w:r></w:p>";
    assert_eq!(text(field), "12\n");
    let ruby = "<w:p><w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt>\
                <w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>字</w:t></w:r></w:p>";
    assert_eq!(text(ruby), "漢字\n");
    let drawing = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p>\
                   </w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>in the box</w:t></w:r></w:p></mc:Fallback>\
                   </mc:AlternateContent></w:r><w:r><w:t>beside it</w:t></w:r></w:p>";
    assert_eq!(text(drawing), "in the box\n\nbeside it\n");
}

#[test]
fn characters_of_their_own_elements_are_kept() {
    let run = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>\
               <w:softHyphen/><w:t xml:space=\"preserve\"> e &amp; f &#x2014; g</w:t></w:r></w:p>";
    assert_eq!(text(run), "a\tb\nc\u{2011}d\u{AD} e & f \u{2014} g\n");
    let tabs = "<w:p><w:pPr><w:tabs><w:tab w:pos=\"720\"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    assert_eq!(text(tabs), "a\n");
}

#[test]
fn hidden_words_are_not_read() {
    let run = |value: &str| {
        format!("<w:p><w:r><w:rPr><w:vanish{value}/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>")
    };
    assert_eq!(text(&run("")), "seen\n");
    assert_eq!(text(&run(" w:val=\"0\"")), "xseen\n");
}

#[test]
fn cells_are_paragraphs() {
    let cell = |word: &str| format!("<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>");
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("Port"), cell("Boats"));
    assert_eq!(text(&table), "Port\n\nBoats\n");
}

#[test]
fn notes_follow_the_text() {
    let main = body(
        "<w:p><w:r><w:t>The law</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t> holds.</w:t></w:r></w:p>",
    );
    let notes = "<w:footnotes><w:footnote w:type=\"separator\"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>\
                 <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>See the charter.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = package(&[("word/document.xml", &main), ("word/footnotes.xml", notes)]);
    assert_eq!(extracted(&bytes).text, "The law holds.\n\nSee the charter.\n");
}

#[test]
fn the_main_part_is_the_one_that_is_declared() {
    let relations = "<Relationships><Relationship Type=\"http://x/relationships/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    let main = body("<w:p><w:r><w:t>Here.</w:t></w:r></w:p>");
    let bytes = package(&[("_rels/.rels", relations), ("word/document2.xml", &main)]);
    assert_eq!(extracted(&bytes).text, "Here.\n");
}

fn with_properties(properties: &str, paragraphs: &str) -> Document {
    let core = format!("<cp:coreProperties>{properties}</cp:coreProperties>");
    extracted(&package(&[("word/document.xml", &body(paragraphs)), ("docProps/core.xml", &core)])).document
}

#[test]
fn properties_are_the_last_to_be_believed() {
    let properties = "<dc:title>Fish &amp; law</dc:title><dc:creator>Ada Holm</dc:creator><dcterms:created>2019-01-02</dcterms:created>";
    let text = "<w:p><w:r><w:t>we met and spoke of it.</w:t></w:r></w:p>";
    let document = with_properties(properties, text);
    assert_eq!(document.title.as_deref(), Some("Fish & law"));
    assert_eq!(document.provenance_of(Field::Title), Some(Provenance::Properties));
    assert_eq!(document.author.as_deref(), Some("Ada Holm"));
    assert_eq!(document.date, None, "the time of making is no date of publication");
    let titled = format!("<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>The sea</w:t></w:r></w:p>{text}");
    let document = with_properties(properties, &titled);
    assert_eq!(document.title.as_deref(), Some("The sea"));
    assert_eq!(document.provenance_of(Field::Title), Some(Provenance::Heading));
}

#[test]
fn says_why_a_document_is_left_out() {
    let whole = plain(&["The law holds."]);
    assert!(reason(&whole[..whole.len() / 2]).starts_with("the file is damaged: "));
    assert!(reason(b"\xD0\xCF\x11\xE0rest").starts_with("the file is a Word document of the format before 2007, or "));
    assert_eq!(reason(&package(&[("a.txt", "x")])), "the file is damaged: no text part is in it");
    assert!(
        reason(&document("<w:p><w:r><w:t>cut</w:r>"))
            .starts_with("the file is damaged: its text part breaks off at byte ")
    );
    assert_eq!(reason(&document("<w:p/>")), "the file holds no text");
    assert_eq!(reason(b"not a package"), "the file is damaged: invalid Zip archive: Could not find EOCD");
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let bomb = document(&" ".repeat(129 << 20));
    assert!(bomb.len() < 1 << 20);
    assert_eq!(reason(&bomb), "the file unpacks to more than 128 MB, which no document does");
}

/// Whatever byte of a document is broken, reading ends with a text or a reason.
#[test]
fn damage_never_panics() {
    let whole = plain(&["The law holds.", "And the boats sail."]);
    for at in 0..whole.len() {
        for bit in [0x01, 0x10, 0x80] {
            let mut broken = whole.clone();
            broken[at] ^= bit;
            let _ = super::super::extract(Path::new("a.docx"), &broken);
        }
    }
}
