//! Word documents made for tests.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A package of these parts.
pub(in crate::corpus) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a new part");
        writer.write_all(content.as_bytes()).expect("room in memory");
    }
    writer.finish().expect("room in memory").into_inner()
}

/// The part of a text with these paragraphs, as markup.
pub(in crate::corpus) fn body(paragraphs: &str) -> String {
    let namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {namespaces}><w:body>{paragraphs}</w:body></w:document>"
    )
}

/// A document of these paragraphs, as markup.
pub(in crate::corpus) fn document(paragraphs: &str) -> Vec<u8> {
    package(&[("word/document.xml", &body(paragraphs))])
}

/// A document of plain paragraphs.
pub(in crate::corpus) fn plain(paragraphs: &[&str]) -> Vec<u8> {
    let paragraph = |text: &&str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    document(&paragraphs.iter().map(paragraph).collect::<String>())
}
