//! PDF files made for tests: each line of text is drawn at a place of a page.

use std::fmt::Write;

/// A line of text at a place, counted from the lower left in 1/72 inch.
#[derive(Debug, Clone, Copy)]
pub(in crate::corpus) struct Drawn<'t> {
    pub(in crate::corpus) at: (f64, f64),
    pub(in crate::corpus) size: f64,
    /// Bytes of the font's encoding; `\001` is the ligature "fi", `\002` has no meaning.
    pub(in crate::corpus) text: &'t str,
}

/// A file of these pages, with entries of its information dictionary.
pub(in crate::corpus) fn file(pages: &[Vec<Drawn<'_>>], information: &str) -> Vec<u8> {
    let contents: Vec<String> = pages.iter().map(|page| content(page)).collect();
    of_contents(&contents, information)
}

/// A file of pages with these operators.
pub(in crate::corpus) fn of_contents(contents: &[String], information: &str) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding \
                << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> >>";
    let kids: Vec<String> = (0..contents.len()).map(|index| format!("{} 0 R", 5 + 2 * index)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] /MediaBox [0 0 612 792] >>", kids.len(), kids.join(" ")),
        font.to_owned(),
        format!("<< {information} >>"),
    ];
    for (index, content) in contents.iter().enumerate() {
        let resources = "/Resources << /Font << /F1 3 0 R >> >>";
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R {resources} >>", 6 + 2 * index));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    written(&objects)
}

/// A file of these objects, with the table of where they lie.
pub(in crate::corpus) fn written(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.push_str(&table);
    let _ = write!(file, "trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

fn content(page: &[Drawn<'_>]) -> String {
    let mut content = String::new();
    for Drawn { at: (x, y), size, text } in page {
        let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        let text = text.replace('\u{1}', "\\001").replace('\u{2}', "\\002");
        let _ = writeln!(content, "BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET");
    }
    content
}

/// Lines of usual text one below the other, from a place on.
pub(in crate::corpus) fn lines<'t>(at: (f64, f64), size: f64, texts: &[&'t str]) -> Vec<Drawn<'t>> {
    let at = |row: usize| (at.0, at.1 - 1.2 * size * f64::from(u32::try_from(row).unwrap_or(0)));
    texts.iter().enumerate().map(|(row, text)| Drawn { at: at(row), size, text }).collect()
}

/// A file of pages of plain text, from the top.
pub(in crate::corpus) fn plain(pages: &[&[&str]]) -> Vec<u8> {
    let pages: Vec<Vec<Drawn<'_>>> = pages.iter().map(|page| lines((72.0, 700.0), 11.0, page)).collect();
    file(&pages, "")
}
