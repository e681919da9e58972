//! Sources that are no text files: how places in them are named.

use super::paper_files::{pdf, word};
use super::support::{Project, Run, SETTINGS};

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
