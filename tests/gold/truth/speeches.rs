//! UN speeches against the Charter and one another: quotations that are known to stand in
//! another document, word for word or nearly.
//!
//! Each row is traced twice, with the quoting document out of sight: without a citation,
//! as most drafts have it, and with the row's document cited, which asks for that place.
//! A row is verified where the words are the source's, altered or adapted where they are
//! told from it; the right document is the row's or one that holds the words as well.

use std::collections::HashMap;

use glossator::evidence::quotation::{Practice, Traced, Verdict, trace};
use glossator::text::one_line;

use super::Asked;
use super::library::{Library, documents_of, file_name};
use super::rows::{Row, read};
use super::tables::{Counts, share};
use super::without::Without;

/// The share of sequences of five words from which a near row counts.
const NEAR: f64 = 0.8;

/// The UN speeches and the Charter.
pub(crate) fn library(asked: &Asked) -> Option<Library> {
    let folders = [asked.unpacked.join("ungdc_1946_2019"), asked.shared.join("corpora/un_charter")];
    let speeches = asked.unpacked.join("ungdc_1946_2019/ungdc/docs");
    let [unpacked, charter] = folders.map(|folder| documents_of(&folder));
    Library::open(&[if speeches.is_dir() { speeches } else { unpacked }, charter])
}

pub(crate) fn measure(asked: &Asked) {
    println!("\nUN speeches against the Charter and one another");
    let Some(library) = library(asked) else { return };
    let truth = asked.shared.join("truth/quotation_matches");
    let exact = read(&truth.join("exact.csv"), 0.0);
    measure_rows("exact.csv, 8 words or more", &exact, &library, asked, |verdict| verdict == Verdict::Verbatim);
    let near = read(&truth.join("near.csv"), NEAR);
    let is_told = |verdict| matches!(verdict, Verdict::Adapted | Verdict::Altered);
    measure_rows("near.csv, 8 words or more, 0.8 or more", &near, &library, asked, is_told);
}

/// A quotation traced with its document out of sight.
pub(crate) fn traced(library: &Library, row: &Row, is_cited: bool) -> Traced {
    let without = Without { corpus: &library.index, hidden: library.named(&row.quoting) };
    let cited = library.named(&row.source).filter(|_| is_cited);
    trace(&without, &row.quote, cited.as_slice(), Practice::News).expect("a sound index")
}

fn measure_rows(title: &str, rows: &[Row], library: &Library, asked: &Asked, is_right: impl Fn(Verdict) -> bool) {
    let (mut alone, mut cited, mut classes) = (Counts::default(), Counts::default(), Counts::default());
    let mut known: HashMap<(&str, &str), Traced> = HashMap::new();
    let (mut right, mut right_document, mut right_cited) = (0, 0, 0);
    for row in rows {
        let uncited = known.entry((&row.quoting, &row.quote)).or_insert_with(|| traced(library, row, false));
        let verdict = uncited.verdict();
        alone.add(format!("{verdict:?}"));
        right += usize::from(is_right(verdict));
        right_document += usize::from(is_right(verdict) && holds(library, uncited, row));
        let in_place = traced(library, row, true);
        let verdict = in_place.places.iter().find(|place| place.is_cited).map(|place| place.judgement.verdict);
        let verdict = verdict.unwrap_or(Verdict::Absent);
        cited.add(format!("{verdict:?}"));
        if is_right(verdict) {
            right_cited += 1;
            continue;
        }
        classes.add(why(&in_place));
        if asked.shows_misses {
            print_miss(row, &in_place, verdict);
        }
    }
    println!("\n{title}: {} rows, {} quotations", rows.len(), known.len());
    println!("  right without a citation:                  {right} = {:.2} %", share(right, rows.len()));
    println!(
        "  and the row's document among the places:   {right_document} = {:.2} %",
        share(right_document, rows.len())
    );
    println!("  right with the row's document cited:       {right_cited} = {:.2} %", share(right_cited, rows.len()));
    alone.print("  verdicts without a citation", 9);
    cited.print("  verdicts in the row's document", 9);
    classes.print("  why not, in the row's document", 20);
}

/// Whether the row's document is among the places.
fn holds(library: &Library, traced: &Traced, row: &Row) -> bool {
    let source = library.named(&row.source);
    traced.places.iter().any(|place| Some(place.number) == source || file_name(&place.document.path) == row.source)
}

/// The verdict and the classes that made it.
fn why(traced: &Traced) -> String {
    let Some(place) = traced.places.iter().find(|place| place.is_cited) else { return "not there".to_owned() };
    let mut classes: Vec<String> =
        place.judgement.differences.iter().map(|difference| format!("{:?}", difference.class)).collect();
    classes.sort();
    classes.dedup();
    format!("{:?}: {}", place.judgement.verdict, classes.join(", "))
}

fn print_miss(row: &Row, traced: &Traced, verdict: Verdict) {
    println!("MISS {verdict:?} {} -> {}\n    quoted: {}", row.quoting, row.source, one_line(&row.quote));
    for place in traced.places.iter().filter(|place| place.is_cited) {
        let told = place.told(&row.quote, |_| true);
        println!("    {told}");
        for segment in place.segments.iter().flatten() {
            println!("    source: {}", one_line(&segment.words));
        }
    }
}
