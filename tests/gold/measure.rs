//! How often the rules on counted sets, dates, abbreviations, names and titles are right:
//! `cargo bench --bench gold -- [--seeds DIR] [--drafts DIR]... [--sample N]`.
//!
//! Prints precision and recall of each rule on the gold drafts (`fixtures/gold`), the
//! verdicts of the findings judged by hand, then, where the folders are named, precision
//! and recall of the recognition on the seed texts and the findings per 10,000 words.
//! `--sample N` prints up to N findings of each rule to be judged.
//!
//! `README.md` beside this file says what the figures were, and how they were made.

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr, reason = "a command that prints its tables")]

mod drafts;
mod folders;
mod judged;
#[allow(dead_code, reason = "the pages of the rules need more of it")]
#[path = "../pages/mod.rs"]
mod pages;
mod score;
mod seeds;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use glossator::engine::{Config, Engine, Flags};

use drafts::{Mark, gold_drafts};
use score::Score;

/// What the command line asks for.
#[derive(Default)]
struct Asked {
    seeds: Option<PathBuf>,
    drafts: Vec<PathBuf>,
    sample: usize,
}

fn main() {
    let Some(asked) = asked(std::env::args().skip(1)) else {
        eprintln!("usage: cargo bench --bench gold -- [--seeds DIR] [--drafts DIR]... [--sample N]");
        std::process::exit(2);
    };
    let cache = tempfile::tempdir().expect("a temporary folder");
    gold(&pages::engine(cache.path(), &[]));
    judged::print();
    let engine = without_corpus();
    if let Some(folder) = &asked.seeds {
        seeds::measure(&engine, folder);
    }
    for folder in &asked.drafts {
        folders::measure(&engine, folder, asked.sample);
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> Option<Asked> {
    let mut asked = Asked::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seeds" => asked.seeds = Some(arguments.next()?.into()),
            "--drafts" => asked.drafts.push(arguments.next()?.into()),
            "--sample" => asked.sample = arguments.next()?.parse().ok()?,
            // Cargo says so itself.
            "--bench" => {}
            _ => return None,
        }
    }
    Some(asked)
}

/// Precision and recall of each rule on the gold drafts.
fn gold(engine: &Engine) {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let drafts = gold_drafts();
    for draft in &drafts {
        let truth = draft.marks.iter().filter(|(_, mark)| *mark != Mark::Wrong).map(|(place, _)| place.clone());
        let found = draft.found(engine);
        let (matched, missed, wrong) = score::compared(truth.collect(), found, PartialEq::eq);
        for (place, of) in [(matched, "matched"), (missed, "missed"), (wrong, "wrong")] {
            for (span, rule) in place {
                if of != "matched" {
                    println!("{of} {} {rule}: \"{}\"", draft.place, span.slice(&draft.text));
                }
                scores.entry(rule).or_default().add(of);
            }
        }
    }
    let clean = drafts.iter().filter(|draft| draft.marks.is_empty()).count();
    println!("\n{} gold drafts, {clean} of them without an error", drafts.len());
    score::print("rule", &scores);
}

/// An engine over the starter termbase alone, as a newcomer has it.
fn without_corpus() -> Engine {
    let terms = std::fs::read_dir(pages::fixtures().join("terms")).expect("the starter termbase");
    let mut termbases: Vec<PathBuf> = terms.map(|entry| entry.expect("a readable folder").path()).collect();
    termbases.sort();
    let flags = Flags { termbases, ..Flags::default() };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config = Config::resolve(folder.path(), &flags).expect("sound settings").expect("a project");
    Engine::open(config).0
}

/// The files of a folder that can be read as drafts, in order of their paths.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}
