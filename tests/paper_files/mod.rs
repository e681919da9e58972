//! Sources that are no text files, made for tests: a Word document and a PDF, as small as
//! programs that read them allow.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A Word document of plain paragraphs.
pub(crate) fn word(paragraphs: &[&str]) -> Vec<u8> {
    let paragraph = |text: &&str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body: String = paragraphs.iter().map(paragraph).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).expect("a new part");
    write!(writer, "<w:document><w:body>{body}</w:body></w:document>").expect("room in memory");
    writer.finish().expect("room in memory").into_inner()
}

/// A PDF with a line on each page.
pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
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
