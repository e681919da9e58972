//! The findings in a folder read as drafts, per 10,000 words, with their verdicts where
//! they were judged; and a sample of them to be judged.

#![allow(clippy::cast_precision_loss, reason = "rough figures")]

use std::collections::BTreeMap;
use std::path::Path;

use glossator::draft::Snapshot;
use glossator::engine::Engine;
use glossator::prose::PartialDate;
use glossator::rules::{Needs, find};

use crate::drafts::RULES;
use crate::judged::{Verdicts, stem, verdicts};

/// The day for texts without a date of their own, so that figures can be compared.
const TODAY: &str = "2026-11-22";

/// A finding, as a row of the judgements: file, place, and what is said.
struct Found {
    file: String,
    line: usize,
    place: String,
    message: String,
}

/// Prints the counts of a folder, and up to `sample` findings of each rule.
pub(crate) fn measure(engine: &Engine, folder: &Path, sample: usize) {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (words, found) = findings(engine, folder);
    let verdicts = verdicts();
    println!("\n{}: {words} words", folder.display());
    println!("{:<24} {:<8} findings  per 10,000 words  judged here", "rule", "level");
    for rule in RULES {
        let found = found.get(rule).map_or(&[][..], Vec::as_slice);
        let severity = find(rule).map_or_else(String::new, |rule| rule.severity.to_string());
        let rate = found.len() as f64 * 1e4 / words.max(1) as f64;
        println!("{rule:<24} {severity:<8} {:>8}  {rate:>16.3}  {}", found.len(), judged(rule, found, &verdicts));
    }
    for rule in RULES {
        let found = found.get(rule).map_or(&[][..], Vec::as_slice);
        for one in spread(found, sample) {
            println!("{rule}\t{name}\t{}\t{}\t{}", one.file, one.place, one.message);
        }
    }
}

fn findings(engine: &Engine, folder: &Path) -> (usize, BTreeMap<&'static str, Vec<Found>>) {
    let today: PartialDate = TODAY.parse().expect("a date");
    let (mut words, mut found) = (0, BTreeMap::<_, Vec<Found>>::new());
    for path in crate::files(folder) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let file = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
        let analysis = engine.analyse(Snapshot::parse(text, None), None);
        let snapshot = &analysis.snapshot;
        words += snapshot.blocks.iter().map(|block| block.content.tokens.len()).sum::<usize>();
        let day = day_of(&path).unwrap_or(today);
        let checked = engine.check(&analysis, None, day, Needs::Termbase, &|| false).expect("not stopped");
        for finding in checked.findings.into_iter().filter(|finding| RULES.contains(&finding.rule)) {
            let at = snapshot.lines.place(&snapshot.text, finding.span.start);
            let place = format!("{}:{}", at.line, at.column);
            let one = Found { file: file.clone(), line: at.line, place, message: finding.message };
            found.entry(finding.rule).or_default().push(one);
        }
    }
    (words, found)
}

/// The day with which a file's name begins; a text without a date of its own is checked
/// as of that day.
fn day_of(path: &Path) -> Option<PartialDate> {
    let name = path.file_name()?.to_str()?;
    let day = name.get(..10).and_then(|day| day.parse().ok());
    day.or_else(|| name.get(..4).and_then(|year| year.parse().ok()))
}

fn judged(rule: &str, found: &[Found], verdicts: &Verdicts) -> String {
    let verdict = |one: &Found| verdicts.get(&(rule.to_owned(), stem(&one.file), one.line)).map(String::as_str);
    let count = |word: &str| found.iter().filter(|one| verdict(one) == Some(word)).count();
    let (right, wrong, again) = (count("right"), count("wrong"), count("mended"));
    let again = if again == 0 { String::new() } else { format!(", {again} found again") };
    format!("{right} right, {wrong} wrong{again}")
}

/// Up to `most` of the findings, evenly spread.
fn spread(found: &[Found], most: usize) -> impl Iterator<Item = &Found> {
    let count = most.min(found.len());
    (0..count).filter_map(move |at| found.get(at * found.len() / count))
}
