//! Changes planted in passages that are known to stand in a source, and followed through
//! the whole path: finding, tracing, judging and the rules.
//!
//! Passages are sentences of random documents. Changes of the quotation are held against
//! the corpus as it is. Where the change is one of the source (a filler that the quotation
//! drops, a "never" in what dots stand for), the documents are written anew with the other
//! words in the passage's place, and only these are the corpus.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use glossator::corpus::{Corpus, DocumentRef};
use glossator::evidence::quotation::{ChangeClass, Gravity, Practice, Verdict};
use glossator::prose::sentences;
use glossator::rules::Severity;
use glossator::text::{Span, one_line, tokenize};

use super::Asked;
use super::library::{documents_of, file_name};
use super::planted::{Planted, planted};
use super::tables::{Counts, share};
use super::whole_path::{WholePath, write};

/// Passages of each body of texts.
const PASSAGES: usize = 150;
const LENGTHS: std::ops::RangeInclusive<usize> = 12..=45;

/// A sentence of a source, in one line.
struct Passage {
    document: DocumentRef,
    span: Span,
    words: String,
}

/// How often changes of one kind were planted, and what was said.
#[derive(Debug, Default)]
struct Score {
    planted: usize,
    found: usize,
    /// Of the found, those that a rule tells.
    told: usize,
    /// Found where something else was planted, or nothing.
    false_finds: usize,
}

#[derive(Default)]
struct Tally {
    classes: BTreeMap<ChangeClass, Score>,
    misses: Counts,
    untouched: usize,
    untouched_verbatim: usize,
    untouched_errors: usize,
    untouched_told: usize,
    twins: usize,
    twins_errors: usize,
    twins_told: usize,
}

pub(crate) fn measure(asked: &Asked) {
    println!("\nPlanted changes, through the whole path");
    let speeches = asked.unpacked.join("ungdc_1946_2019/ungdc/docs");
    let bodies: [(&str, PathBuf); 3] = [
        (
            "UN speeches",
            if speeches.is_dir() { speeches } else { documents_of(&asked.unpacked.join("ungdc_1946_2019")) },
        ),
        ("campaign transcripts", documents_of(&asked.unpacked.join("trump_campaign"))),
        ("press conferences", documents_of(&asked.shared.join("corpora/mfa_presscon"))),
    ];
    let mut all = Tally::default();
    for (name, folder) in bodies.into_iter().filter(|(_, folder)| folder.is_dir()) {
        let path = WholePath::open(&[folder]);
        let passages = passages(path.corpus(), asked.turn);
        println!("{name}: {} documents, {} passages", path.corpus().len(), passages.len());
        let mut of_sources: Vec<(&Passage, Vec<Planted>)> = Vec::new();
        for passage in &passages {
            let (anew, kept): (Vec<Planted>, Vec<Planted>) =
                planted(&passage.words).into_iter().partition(|plant| changes_source(&passage.words, plant));
            let source = path.corpus().document(passage.document).expect("a sound index").path.clone();
            for plant in &kept {
                all.add(&path, &source, plant, asked.shows_misses);
            }
            let (slips, anew): (Vec<Planted>, Vec<Planted>) = anew.into_iter().partition(is_of_slip);
            for plant in &slips {
                all.slip(passage, plant, asked.shows_misses);
            }
            of_sources.push((passage, anew));
        }
        let rounds = of_sources.iter().map(|(_, plants)| plants.len()).max();
        for round in 0..rounds.unwrap_or_default() {
            all.round(path.corpus(), &of_sources, round, asked.shows_misses);
        }
    }
    all.print();
}

/// Whether the source must be another than the passage for the change to be one.
fn changes_source(words: &str, plant: &Planted) -> bool {
    one_line(&source(plant)) != words
}

/// Whether it depends on whether other texts have a word of the source.
fn is_of_slip(plant: &Planted) -> bool {
    plant.name == "slip mended" || plant.name == "like a slip, and a word"
}

/// Random sentences that stand once in the corpus and can be quoted in a draft; others for
/// each `turn`.
fn passages(corpus: &dyn Corpus, turn: usize) -> Vec<Passage> {
    let mut passages = Vec::new();
    let step = (corpus.len() as usize / PASSAGES).max(1);
    let documents = (0..corpus.len()).skip(turn % step).step_by(step).map(DocumentRef);
    for (number, document) in documents.enumerate() {
        let Ok(text) = corpus.text(document) else { continue };
        let all = sentences(&text);
        let from = (number * 7 + turn * 3) % all.len().max(1);
        let turned = all.iter().skip(from).chain(all.iter().take(from));
        let passage = turned.map(|span| Passage { document, span: *span, words: one_line(span.slice(&text)) });
        passages.extend(passage.filter(|passage| is_quotable(corpus, &passage.words)).take(1));
    }
    passages.truncate(PASSAGES);
    passages
}

fn is_quotable(corpus: &dyn Corpus, words: &str) -> bool {
    let tokens = tokenize(words);
    LENGTHS.contains(&tokens.len())
        && words.starts_with(|c: char| c.is_alphabetic())
        && words.ends_with(['.', '!', '?'])
        && !words.contains(['"', '“', '”', '„', '«', '»', '[', ']', '*', '_', '<', '`', '|', '\\', '#', '…', ':'])
        && !words.contains("..")
        && corpus.count(tokens.keys()).is_ok_and(|count| count == 1)
}

impl Tally {
    /// One change of the source in each passage: the documents written anew.
    fn round(&mut self, corpus: &dyn Corpus, plants: &[(&Passage, Vec<Planted>)], round: usize, shows_misses: bool) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut chosen = Vec::new();
        for (passage, plants) in plants {
            let Some(plant) = plants.get(round) else { continue };
            let (Ok(text), Ok(document)) = (corpus.text(passage.document), corpus.document(passage.document)) else {
                continue;
            };
            let before = Span::new(0, passage.span.start).slice(&text);
            let after = Span::new(passage.span.end, text.len()).slice(&text);
            let name = file_name(&document.path);
            write(folder.path(), &name, &format!("{before}{}{after}", source(plant)));
            chosen.push((plant, folder.path().join(name)));
        }
        let path = WholePath::open(&[folder.path().to_owned()]);
        for (plant, source) in chosen {
            self.add(&path, &source, plant, shows_misses);
        }
    }

    /// A word of the source that other texts do not have, or do: two small documents.
    fn slip(&mut self, passage: &Passage, plant: &Planted, shows_misses: bool) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let words = source(plant);
        write(folder.path(), "source.txt", &format!("It was a long day.\n\n{words} Nobody left.\n"));
        // Mended, the quotation's word is one that others have; else the source's is.
        let pairs = passage.words.split_whitespace().zip(words.split_whitespace());
        let differing: Vec<(&str, &str)> = pairs.filter(|(quoted, slip)| quoted != slip).collect();
        let is_mended = plant.slip.is_some();
        let others: Vec<&str> =
            differing.iter().map(|(quoted, slip)| if is_mended { *quoted } else { *slip }).collect();
        let others = others.join(" ");
        write(folder.path(), "other.txt", &format!("Some say {others}. Many write {others}, and it stays.\n"));
        let path = WholePath::open(&[folder.path().to_owned()]);
        self.add(&path, &folder.path().join("source.txt"), plant, shows_misses);
    }

    /// What is said of a quotation from the file `source`. Rules are held to the draft that
    /// cites it; where nothing may be said, to the one that names no source as well.
    fn add(&mut self, path: &WholePath, source: &Path, plant: &Planted, shows_misses: bool) {
        let traced = path.traced(&plant.quotation);
        let differences = traced.places.first().map_or(&[] as &[_], |place| place.judgement.differences.as_slice());
        let mut classes: Vec<ChangeClass> =
            differences.iter().filter(|it| it.gravity > Gravity::Silent).map(|it| it.class).collect();
        classes.dedup();
        let mut findings = path.findings_cited(&plant.quotation, source);
        if plant.class.is_none() {
            findings.extend(path.findings_uncited(&plant.quotation));
        }
        let has_error = findings.iter().any(|finding| finding.severity >= Severity::Error);
        match plant.class {
            Some(class) => {
                let score = self.classes.entry(class).or_default();
                score.planted += 1;
                let is_found = classes.contains(&class);
                score.found += usize::from(is_found);
                let is_hint = class.gravity(Practice::News) <= Gravity::Hint;
                score.told += usize::from(is_found && (is_hint || !findings.is_empty()));
            }
            None if plant.name == "untouched" => {
                self.untouched += 1;
                self.untouched_verbatim += usize::from(traced.verdict() == Verdict::Verbatim);
                self.untouched_errors += usize::from(has_error);
                self.untouched_told += usize::from(!findings.is_empty());
            }
            None => {
                self.twins += 1;
                self.twins_errors += usize::from(has_error);
                self.twins_told += usize::from(!findings.is_empty());
            }
        }
        for other in classes.iter().filter(|class| Some(**class) != plant.class) {
            self.classes.entry(*other).or_default().false_finds += 1;
        }
        let is_right = plant.class.map_or(classes.is_empty(), |class| classes == [class]);
        let is_right = is_right && (plant.class.is_some() || findings.is_empty());
        if !is_right {
            self.misses.add(format!("{}: {:?} {classes:?}", plant.name, traced.verdict()));
            if shows_misses {
                println!("MISS {}: {:?} {classes:?}\n    {}", plant.name, traced.verdict(), plant.quotation);
                for finding in &findings {
                    println!("    {}: {}", finding.rule, finding.message);
                }
                let place = traced.places.first();
                for segment in place.into_iter().flat_map(|place| place.segments.iter().flatten()) {
                    println!("    source: {}", one_line(&segment.words));
                }
            }
        }
    }

    fn print(&self) {
        println!(
            "\n{:<18} {:>8} {:>7} {:>7} {:>9} {:>8} {:>7}",
            "class", "planted", "found", "told", "precision", "recall", "by rule"
        );
        for (class, score) in &self.classes {
            let Score { planted, found, told, false_finds } = score;
            println!(
                "{:<18} {planted:>8} {found:>7} {told:>7} {:>9.2} {:>8.2} {:>7.2}",
                format!("{class:?}"),
                share(*found, found + false_finds),
                share(*found, *planted),
                share(*told, *planted)
            );
        }
        println!(
            "\nuntouched: {} quotations, {} verbatim, {} with an error, {} with any finding",
            self.untouched, self.untouched_verbatim, self.untouched_errors, self.untouched_told
        );
        println!("twins: {}, {} with an error, {} with any finding", self.twins, self.twins_errors, self.twins_told);
        self.misses.print("what was said otherwise", 40);
    }
}

/// The words of the source with the change in them.
fn source(plant: &Planted) -> String {
    plant.omitted.iter().zip(&plant.source).flat_map(|(omitted, words)| [omitted.as_str(), words.as_str()]).collect()
}
