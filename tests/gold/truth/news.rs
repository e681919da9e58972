//! What real news makes of real speeches: quotations that articles give to one speaker,
//! held against the transcripts of his campaign.
//!
//! A quotation counts that has six words or more and whose annotated source names him
//! and none of his family and staff. Those of all other people are traced in the same
//! transcripts to see what is found by chance.

use glossator::corpus::Index;
use glossator::evidence::quotation::{Practice, Traced, Verdict, trace};
use glossator::text::{Span, one_line, tokenize};

use super::Asked;
use super::articles::{Article, articles};
use super::library::{Library, documents_of};
use super::tables::{Counts, share};

/// The shortest quotation that counts, in words.
const SHORTEST: usize = 6;
/// Names and words of sources that are not the speaker himself.
const OTHERS: [&str; 20] = [
    "ivanka",
    "melania",
    "donald jr",
    "donald trump jr",
    "eric",
    "tiffany",
    "kushner",
    "conway",
    "pence",
    "manafort",
    "campaign",
    "spokes",
    "aide",
    "advis",
    "official",
    "supporter",
    "lawyer",
    "allies",
    "surrogate",
    "team",
];
/// Quotations of others that are looked for.
const NULL_TEST: usize = 600;

pub(crate) fn measure(asked: &Asked) {
    println!("\nNews articles against the transcripts they quote");
    let Some(library) = Library::open(&[documents_of(&asked.unpacked.join("trump_campaign"))]) else { return };
    let articles = articles(&asked.unpacked.join("polnear/polnear_train"));
    if articles.is_empty() {
        println!("left out: no articles in {}", asked.unpacked.join("polnear/polnear_train").display());
        return;
    }
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for article in &articles {
        for (is_own, words) in quotations(article) {
            if is_own { own.push(words) } else { others.push(words) }
        }
    }
    let step = (others.len() / NULL_TEST).max(1);
    let others: Vec<String> = others.into_iter().step_by(step).take(NULL_TEST).collect();
    println!("{} articles", articles.len());
    print("quotations of the speaker, 6 words or more", &own, &library.index, asked.shows_misses);
    print("quotations of other people, in the same transcripts", &others, &library.index, false);
}

/// The quotations whose source is annotated, and whether that is the speaker.
fn quotations(article: &Article) -> Vec<(bool, String)> {
    let counted = article.counted().filter_map(|(_, _, span)| {
        let truth = article.truth_of(span)?;
        let source: Vec<&str> = truth.sources.iter().map(|source| source.slice(&article.text)).collect();
        let source = source.join(" ").to_lowercase();
        let names = source.contains("trump");
        let is_other = OTHERS.iter().any(|other| source.contains(other)) || source.contains("trump's");
        let words = without_marks(span.slice(&article.text));
        (!names || !is_other).then_some((names, words))
    });
    counted.filter(|(_, words)| tokenize(words).len() >= SHORTEST).collect()
}

/// The words between the outer marks.
fn without_marks(text: &str) -> String {
    let inner = |c: char| matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’' | '«' | '»');
    let start = text.len() - text.trim_start_matches(inner).len();
    let end = text.trim_end_matches(inner).len().max(start);
    Span::new(start, end).slice(text).to_owned()
}

/// How far a quotation is from its source, as the study behind the bounds drew it.
fn band(traced: &Traced) -> &'static str {
    let Some(place) = traced.places.first() else { return "absent" };
    let (edits, words) = (place.judgement.edits, place.judgement.words.max(1));
    match place.judgement.verdict {
        Verdict::Verbatim => "verbatim",
        Verdict::Adapted => "adapted",
        Verdict::Absent => "absent",
        Verdict::Altered if edits == 0 => "altered, no word of weight",
        Verdict::Altered if edits * 10 <= words => "altered, up to 10 % of words",
        Verdict::Altered if edits * 4 <= words => "altered, 10 to 25 %",
        Verdict::Altered => "altered, 25 to 35 %",
        Verdict::Similar => "similar",
    }
}

fn print(title: &str, quotations: &[String], index: &Index, shows: bool) {
    let (mut bands, mut classes, mut lengths) = (Counts::default(), Counts::default(), Counts::default());
    for words in quotations {
        let traced = trace(index, words, &[], Practice::News).expect("a sound index");
        let band = band(&traced);
        bands.add(band);
        if traced.verdict() < Verdict::Similar {
            let words = tokenize(words).len();
            let length = if words >= 15 {
                "15 words and more"
            } else if words >= 9 {
                "9 to 14"
            } else {
                "6 to 8"
            };
            lengths.add(format!(
                "{length}: {}",
                if band.starts_with("altered") { "altered" } else { "verbatim or adapted" }
            ));
        }
        let Some(place) = traced.places.first().filter(|place| place.judgement.verdict == Verdict::Altered) else {
            if shows && traced.verdict() == Verdict::Similar {
                println!("SIMILAR {}", one_line(words));
            }
            continue;
        };
        for difference in &place.judgement.differences {
            classes.add(format!("{:?} ({:?})", difference.class, difference.gravity));
        }
        if shows {
            println!("{band}: {}\n    {}", one_line(words), place.told(words, |_| true));
        }
    }
    let found = quotations.len() - bands.of("absent") - bands.of("similar");
    println!("\n{title}: {}", quotations.len());
    println!("  found: {found} = {:.1} %", share(found, quotations.len()));
    bands.print("  shares", 9);
    lengths.print("  found, by length", 9);
    classes.print("  differences in the altered ones", 30);
}
