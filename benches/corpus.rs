//! The concordance: building it, opening it, asking it: `cargo bench --bench corpus`.
//!
//! Set `GLOSSATOR_BENCH_CORPUS` to a folder of text files; without it the shared
//! development texts are used where present, the fixtures otherwise. Every base that
//! a figure is compared with is measured in the same run.

#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark reckons roughly, prints its table and may fail loudly"
)]

mod common;

use std::hint::black_box;
use std::path::{Path, PathBuf};

use common::{Random, Sample, files, fixtures, header, row, shared};
use glossator::corpus::{Corpus, DocumentRef, Index, Patience, Sources};
use glossator::draft::Snapshot;
use glossator::engine::{Config, Engine, Flags};
use glossator::text::{WordKey, tokenize};

fn corpus() -> PathBuf {
    let named = std::env::var_os("GLOSSATOR_BENCH_CORPUS").map(PathBuf::from);
    named.or_else(|| shared("corpora")).unwrap_or_else(|| fixtures("corpus"))
}

/// Seconds of processor time this process has used, all threads together.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    // utime and stime, in hundredths of a second on Linux.
    (ticks(11) + ticks(12)) / 100.0
}

/// Anonymous resident memory in megabytes.
fn anonymous_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1024.0
}

/// Runs of two to eight words, taken from random places of random documents.
fn phrases(index: &Index, count: usize) -> Vec<String> {
    let mut random = Random(11);
    let mut phrases = Vec::new();
    while phrases.len() < count {
        let document = DocumentRef(u32::try_from(random.below(index.len() as usize)).unwrap_or(0));
        let Ok(text) = index.text(document) else { continue };
        let tokens = tokenize(&text);
        let len = 2 + random.below(7);
        if tokens.len() <= len {
            continue;
        }
        let start = random.below(tokens.len() - len);
        phrases.push(tokens.cover(start..start + len).slice(&text).to_owned());
    }
    phrases
}

fn build(folder: &Path, sources: &Sources, text: f64) -> Index {
    let before = processor_seconds();
    let start = std::time::Instant::now();
    let update = Index::update(folder, sources, Patience::Wait, &|_| {}).expect("a corpus that can be indexed");
    let (spent, wall) = (processor_seconds() - before, start.elapsed().as_secs_f64());
    let size = update.index.size() as f64 / 1e6;
    println!("{} documents, {text:.1} MB of text", update.index.len());
    println!("built in {wall:.2} s, {spent:.2} processor seconds: {:.1} MB per processor second", text / spent);
    println!("index {size:.1} MB, {:.3} times the text", size / text);
    update.index
}

fn ask(index: &Index, phrases: &[String]) {
    let keys: Vec<Vec<WordKey>> = phrases.iter().map(|phrase| tokenize(phrase).keys().to_vec()).collect();
    let at = |run: usize| &keys[run % keys.len()];
    header("Phrases of two to eight words");
    row("count", &Sample::of(2000, |run| drop(black_box(index.count(at(run))))), None);
    row("attestations, up to 64", &Sample::of(2000, |run| drop(black_box(index.attestations(at(run), 64)))), None);
    let usage = Sample::of(2000, |run| drop(black_box(index.usage(at(run)))));
    row("usage by year and publisher", &usage, None);
    row(
        "longest phrase around a word",
        &Sample::of(2000, |run| {
            drop(black_box(index.longest_phrase(at(run), at(run).len() / 2)));
        }),
        None,
    );
    let hits: Vec<_> = keys.iter().filter_map(|key| index.attestations(key, 1).ok()?.places.first().copied()).collect();
    row("passage", &Sample::of(1000, |run| drop(black_box(index.passage(hits[run * 7 % hits.len()])))), None);
}

/// Hovers over drafts made of the corpus's own sentences: the dearest there are.
fn hover(corpus: &Path, cache: &Path, phrases: &[String]) {
    let flags = Flags { corpus: vec![corpus.to_owned()], cache: Some(cache.to_owned()), ..Flags::default() };
    let config = Config::resolve(corpus, &flags).expect("sound settings").expect("a project");
    let (engine, _) = Engine::open(config);
    let (updated, _) = engine.update_corpus(glossator::engine::Patience::Wait, &|_| {});
    let engine = updated.unwrap_or(engine);
    let draft = phrases.join(" and so on.\n\n");
    let analysis = engine.analyse(Snapshot::parse(draft.as_str(), None), None);
    let today = "2026-01-01".parse().expect("a date");
    let mut random = Random(3);
    header("Hover");
    let hovers = Sample::of(1000, |_| drop(black_box(engine.hover(&analysis, random.below(draft.len()), today))));
    row("hover at a random place", &hovers, None);
}

fn main() {
    let corpus = corpus();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let sources = Sources::new(vec![corpus.clone()], &[], 64 << 20).expect("no globs");
    let texts: Vec<PathBuf> = ["txt", "md", "html"].iter().flat_map(|kind| files(&corpus, kind)).collect();
    let bytes: u64 = texts.iter().filter_map(|path| path.metadata().ok()).map(|metadata| metadata.len()).sum();
    let text = bytes as f64 / 1e6;

    header("Building");
    let index = build(folder.path(), &sources, text);
    let whole: String = texts.iter().take(3000).filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let words = Sample::of(3, |_| drop(black_box(tokenize(&whole))));
    println!("tokenising alone: {:.1} MB per second", whole.len() as f64 / 1e3 / words.median());

    header("Opening");
    row("open an index", &Sample::of(50, |_| drop(black_box(Index::open(folder.path())))), None);
    let unchanged = Sample::of(5, |_| {
        drop(black_box(Index::update(folder.path(), &sources, Patience::Wait, &|_| {})));
    });
    row("update with nothing changed", &unchanged, None);

    let phrases = phrases(&index, 2000);
    ask(&index, &phrases);
    let finder = memchr::memmem::Finder::new("no such words stand in it");
    let scan = Sample::of(5, |_| {
        black_box(finder.find(whole.as_bytes()));
    });
    row(&format!("one memmem pass over {} MB of it", whole.len() / 1_000_000), &scan, None);
    println!(
        "anonymous memory with the index open: {:.1} MB (the texts of this benchmark included)",
        anonymous_megabytes()
    );

    let cache = tempfile::tempdir().expect("a temporary folder");
    drop(whole);
    hover(&corpus, cache.path(), &phrases);
}
