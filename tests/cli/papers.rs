//! Sources that are no text files: how places in them are named.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::support::{Project, Run, SETTINGS};

/// A Word document of plain paragraphs.
fn word(paragraphs: &[&str]) -> Vec<u8> {
    let paragraph = |text: &&str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body: String = paragraphs.iter().map(paragraph).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).expect("a new part");
    write!(writer, "<w:document><w:body>{body}</w:body></w:document>").expect("room in memory");
    writer.finish().expect("room in memory").into_inner()
}

/// A PDF with a line on each page.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|index| format!("{} 0 R", 4 + 2 * index)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] /MediaBox [0 0 612 792] >>", kids.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (index, text) in pages.iter().enumerate() {
        let content = format!("BT /F1 11 Tf 72 700 Td ({text}) Tj ET");
        let resources = "/Resources << /Font << /F1 3 0 R >> >>";
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R {resources} >>", 5 + 2 * index));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", file.len()));
        write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1).expect("room in memory");
    }
    let (start, size, places) = (file.len(), objects.len() + 1, places.concat());
    let table = format!("xref\n0 {size}\n0000000000 65535 f \n{places}");
    write!(file, "{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
        .expect("room in memory");
    file
}

fn project() -> Project {
    let project = Project::with_terms(&[]);
    project.write("glossator.toml", format!("{SETTINGS}[corpus]\npaths = [\"sources\"]\n").as_bytes());
    project.write("sources/paper.pdf", &pdf(&["The sea is calm.", "", "We keep a joint harbour watch at night."]));
    project.write("sources/note.docx", &word(&["A note", "The joint harbour watch is kept."]));
    project
}

fn run(arguments: &[&str]) -> Run {
    project().run(arguments)
}

#[test]
fn a_place_is_named_by_its_page_or_its_line() {
    let run = run(&["lookup", "joint harbour watch"]).ends_with(0);
    run.says("sources/paper.pdf (p. 3)").says("sources/note.docx (line 3)").says("2 times in 2 documents");
}

#[test]
fn json_has_the_page_and_the_line_of_the_text() {
    let found = run(&["lookup", "joint harbour watch", "--format", "json"]).ends_with(0).json();
    let of = |path: &str| {
        let list = found["attestations"].as_array().expect("a list");
        list.iter().find(|one| one["path"] == path).cloned().expect("an attestation")
    };
    let (paper, note) = (of("sources/paper.pdf"), of("sources/note.docx"));
    assert_eq!((paper["page"].as_u64(), paper["line"].as_u64()), (Some(3), Some(3)));
    assert_eq!((note.get("page"), note["line"].as_u64()), (None, Some(3)));
}

#[test]
fn a_document_is_shown_with_its_blank_pages() {
    let run = run(&["corpus", "show", "paper"]).ends_with(0);
    run.says("blank      p. 2").says("We keep a joint harbour watch at night.");
}

#[test]
fn a_file_without_text_is_left_out_by_name() {
    let project = project();
    project.write("sources/scan.pdf", &pdf(&["", ""]));
    let run = project.run(&["corpus", "index"]).ends_with(0).says("2 documents");
    run.complains("sources/scan.pdf: no text is in the file, only pictures of pages; run OCR on it first");
}
