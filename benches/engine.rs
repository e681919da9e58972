//! From an edit to findings, inside the engine: `cargo bench --bench engine`.
//!
//! Drafts and prose are the shared development texts where present, the fixtures
//! otherwise; termbases are generated from a seed.

#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark reckons roughly, prints its table and may fail loudly"
)]

mod common;

use std::hint::black_box;

use common::{Random, Sample, header, markdown, prose, row, termbase};
use glossator::draft::{Draft, Snapshot};
use glossator::engine::{Analysis, Config, Engine, Flags};
use glossator::prose::PartialDate;
use glossator::rules::Needs;
use glossator::text::{Edit, tokenize};

fn engine(toml: &str) -> Engine {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("terms.toml");
    std::fs::write(&file, toml).expect("a writable folder");
    let flags = Flags { termbases: vec![file], ..Flags::default() };
    let config = Config::resolve(folder.path(), &flags).expect("sound settings").expect("a project");
    let (engine, notices) = Engine::open(config);
    println!("({} concepts, {} notices)", engine.size().1, notices.len());
    engine
}

fn findings(engine: &Engine, analysis: &Analysis) -> usize {
    let today: PartialDate = "2026-01-01".parse().expect("a date");
    let checked = engine.check(analysis, None, today, Needs::Termbase, &|| false);
    checked.map_or(0, |checked| checked.findings.len())
}

/// One-character edits spread over the draft, each followed by a whole check.
fn edits(engine: &Engine, draft: &str, runs: usize) -> Sample {
    let mut random = Random(7);
    let mut text = draft.to_owned();
    let mut analysis = engine.analyse(Snapshot::parse(text.as_str(), None), None);
    Sample::of(runs, |_| {
        let at = random.below(text.len());
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.insert(at, 'x');
        let snapshot = Snapshot::parse(text.as_str(), Some(&analysis.snapshot));
        analysis = engine.analyse(snapshot, Some(&analysis));
        black_box(findings(engine, &analysis));
    })
}

fn main() {
    let draft = markdown(100_000);
    let large = markdown(1_000_000);
    let prose = prose();

    header("100 KB of Markdown");
    let parse = Sample::of(200, |_| {
        black_box(pulldown_cmark::Parser::new_ext(&draft, pulldown_cmark::Options::all()).into_offset_iter().count());
    });
    row("pulldown-cmark alone", &parse, None);
    let words = Sample::of(200, |_| drop(black_box(tokenize(&draft))));
    row("tokenising alone", &words, None);
    let first = Sample::of(50, |_| drop(black_box(Snapshot::parse(draft.as_str(), None))));
    row("first snapshot", &first, Some(("parse", &parse)));
    let before = Snapshot::parse(draft.as_str(), None);
    let again = Sample::of(200, |_| drop(black_box(Snapshot::parse(draft.as_str(), Some(&before)))));
    row("snapshot with the one before", &again, Some(("parse", &parse)));

    header("1 MB of text, edits of one character");
    let mut string = large.clone();
    let middle = (0..=string.len() / 2).rev().find(|at| string.is_char_boundary(*at)).unwrap_or(0);
    let moved = Sample::of(500, |_| {
        string.insert(middle, 'x');
        string.remove(middle);
    });
    row("insert and remove in a String", &moved, None);
    let mut open = Draft::new(&large, 0);
    let roped = Sample::of(500, |_| {
        open.apply(&[Edit::insertion(middle, "x")]).expect("an edit inside the text");
    });
    row("insert in the draft's rope", &roped, Some(("String", &moved)));

    for count in [10_000, 50_000] {
        header(&format!("{count} concepts"));
        let toml = termbase(count, &prose, 42);
        let load = Sample::of(5, |_| {
            drop(black_box(glossator::termbase::Termbase::parse(vec![("terms.toml".into(), toml.clone())])));
        });
        row("load the termbase", &load, None);
        let engine = engine(&toml);
        let tokens = tokenize(&draft);
        let matching = Sample::of(100, |_| drop(black_box(engine.termbase().matcher().find(&draft, &tokens))));
        row("terms in 100 KB, words ready", &matching, Some(("tokenising", &words)));
        let both = Sample::of(100, |_| {
            let tokens = tokenize(&draft);
            drop(black_box(engine.termbase().matcher().find(&draft, &tokens)));
        });
        row("words and terms in 100 KB", &both, Some(("tokenising", &words)));
        let snapshot = Snapshot::parse(draft.as_str(), None);
        let near = Sample::of(100, |_| {
            for block in &snapshot.blocks {
                let content = &block.content;
                let found = engine.termbase().matcher().find(&content.text, &content.tokens);
                drop(black_box(engine.termbase().near().find(&content.text, &content.tokens, &content.stems, &found)));
            }
        });
        row("terms and near misses, words and stems ready", &near, Some(("tokenising", &words)));
        let bytewise = daachorse_of(&engine);
        let lower = draft.to_lowercase();
        let peer = Sample::of(50, |_| {
            black_box(bytewise.leftmost_find_iter(&lower).count());
        });
        row("daachorse, bytewise, leftmost longest", &peer, None);
        row("words and terms in 100 KB", &both, Some(("daachorse", &peer)));
        let open = Sample::of(10, |_| {
            let analysis = engine.analyse(Snapshot::parse(draft.as_str(), None), None);
            black_box(findings(&engine, &analysis));
        });
        row("100 KB opened: everything from nothing", &open, None);
        row("100 KB, one edit to findings", &edits(&engine, &draft, 500), Some(("parse", &parse)));
        row("1 MB, one edit to findings", &edits(&engine, &large, 100), None);
    }
}

fn daachorse_of(engine: &Engine) -> daachorse::DoubleArrayAhoCorasick<u32> {
    let mut terms: Vec<&str> =
        engine.termbase().concepts().iter().flat_map(|concept| &concept.terms).map(|term| term.text.as_str()).collect();
    terms.sort_unstable();
    terms.dedup();
    daachorse::DoubleArrayAhoCorasickBuilder::new()
        .match_kind(daachorse::MatchKind::LeftmostLongest)
        .build(terms)
        .expect("an automaton over the terms")
}
