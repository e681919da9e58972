//! The rows of `truth/quotation_matches`: a passage in quotation marks in one document,
//! and a document that holds it, word for word or nearly.

use std::path::Path;

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The file that quotes.
    pub(crate) quoting: String,
    pub(crate) quote: String,
    /// The file that is quoted.
    pub(crate) source: String,
}

/// The corpora that are measured: their texts are one body of speeches.
const SOURCES: [&str; 2] = ["un_charter", "ungdc"];
/// The shortest quotation that counts, in words.
const SHORTEST: usize = 8;

/// The rows of `file` whose source is a UN text, with `least` or more of their sequences
/// of five words in it.
pub(crate) fn read(file: &Path, least: f64) -> Vec<Row> {
    let Ok(mut reader) = csv::Reader::from_path(file) else {
        println!("left out: {} cannot be read", file.display());
        return Vec::new();
    };
    let headers = reader.headers().expect("a header line").clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let of = |record: &csv::StringRecord, name: &str| {
        column(name).and_then(|column| record.get(column)).unwrap_or_default().to_owned()
    };
    let records = reader.records().map(|record| record.expect("a sound row"));
    let counted = records.filter(|record| {
        SOURCES.contains(&of(record, "source_corpus").as_str())
            && of(record, "words").parse::<usize>().is_ok_and(|words| words >= SHORTEST)
            && of(record, "share_of_5grams").parse::<f64>().unwrap_or(1.0) >= least
    });
    let row = |record: csv::StringRecord| Row {
        quoting: of(&record, "quoting_doc"),
        quote: of(&record, "quote"),
        source: of(&record, "source_doc"),
    };
    counted.map(row).collect()
}
