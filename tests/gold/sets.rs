//! What the recognition of sets and dates finds in real texts. `cargo bench --bench sets`
//! prints the sets of the seed texts against the truth known of them, then the findings
//! of `miscounted-set` and `impossible-date` per 10,000 words, each with its verdict
//! where it was judged by hand, and how many wrong numbers would be found.
//!
//! Needs the shared development data (`../shared`, or a folder named as argument with
//! `corpora` and `drafts` in it); archives there are not opened. `judgements.txt` beside
//! this file holds the verdicts by place, and no text.

#![allow(clippy::cast_precision_loss, clippy::print_stdout, reason = "a command that prints rough figures")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use glossator::corpus::bibliography::Bibliography;
use glossator::draft::Snapshot;
use glossator::evidence::{Attestations, Citable, DraftSets, Shelf, Sources};
use glossator::prose::{Enumeration, Link, Marks, PartialDate, Unit, UnitKind, enumerations, quotations};
use glossator::rules::{Abbreviations, Context, Finding, RenderingPolicy, find};
use glossator::termbase::Termbase;
use glossator::text::{Span, Tokens, line_spans, tokenize};

/// A set of a seed text.
struct Known {
    name: &'static str,
    /// How the file's name begins.
    file: &'static str,
    /// The number of the first item in the file.
    first: u32,
    /// How many items the set has.
    count: u32,
    /// Where the items in the file start: lines from 1, characters from 0.
    starts: &'static [(usize, usize)],
}

const KNOWN: [Known; 5] = [
    Known { name: "S0-A", file: "000_", first: 3, count: 4, starts: &[(1, 0), (2, 0)] },
    Known { name: "S0-B", file: "000_", first: 1, count: 4, starts: &[(4, 0), (4, 209), (5, 0), (6, 0)] },
    Known { name: "S3-A", file: "003_", first: 1, count: 3, starts: &[(7, 404), (7, 571), (7, 657)] },
    Known { name: "S3-B", file: "003_", first: 1, count: 4, starts: &[(13, 0), (15, 527), (19, 0), (21, 0)] },
    // A comma stands where the fourth item begins, so a range is the right answer.
    Known { name: "S4-A", file: "004_", first: 1, count: 4, starts: &[(11, 101), (11, 254), (11, 375), (11, 514)] },
];

fn main() {
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from);
    let shared = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    if !shared.is_dir() {
        println!("{} is not there: nothing can be measured", shared.display());
        return;
    }
    seeds(&shared.join("corpora/seeds"));
    let judged = judgements();
    for folder in ["drafts", "corpora"] {
        findings(&shared.join(folder), &judged);
    }
}

/// A source, its lines read as units.
struct Source {
    lines: Vec<Line>,
    text: String,
}

struct Line {
    number: usize,
    span: Span,
    tokens: Tokens,
    quotations: Vec<Span>,
    marks: Marks,
}

impl Source {
    fn read(text: String) -> Self {
        let read = |(number, span): (usize, Span)| {
            let line = span.slice(&text);
            let (tokens, quotations) = (tokenize(line), quotations(line));
            let marks = Marks::of(line, &tokens, &quotations);
            (!line.trim().is_empty()).then_some(Line { number, span, tokens, quotations, marks })
        };
        let lines = (1..).zip(line_spans(&text)).filter_map(read).collect();
        Self { lines, text }
    }

    fn sets(&self) -> Vec<Enumeration> {
        let units = self.lines.iter().map(|line| Unit {
            kind: UnitKind::Paragraph,
            list: None,
            is_quoted: false,
            text: line.span.slice(&self.text),
            tokens: &line.tokens,
            quotations: &line.quotations,
            marks: &line.marks,
        });
        enumerations(&units.collect::<Vec<_>>())
    }

    fn starts(&self, set: &Enumeration) -> Vec<(usize, usize)> {
        let start = |unit: usize, byte: usize| {
            let line = self.lines.get(unit)?;
            Some((line.number, line.span.slice(&self.text).get(..byte)?.chars().count()))
        };
        set.items.iter().filter_map(|item| start(item.unit, item.span.start)).collect()
    }
}

fn seeds(folder: &Path) {
    println!("sets of the seed texts");
    for path in files(folder) {
        let name = name_of(&path);
        let source = Source::read(std::fs::read_to_string(&path).unwrap_or_default());
        let known: Vec<&Known> = KNOWN.iter().filter(|known| name.starts_with(known.file)).collect();
        let found = source.sets();
        for known in &known {
            let set = found.iter().find(|set| source.starts(set) == known.starts && set.first == known.first);
            match set {
                None => println!("  {} missed", known.name),
                Some(set) if set.count.may_be(known.count) => println!("  {} found, {}", known.name, counted(set)),
                Some(set) => println!("  {} found, but {} for {}", known.name, counted(set), known.count),
            }
        }
        for set in found.iter().filter(|set| !known.iter().any(|known| known.starts == source.starts(set))) {
            println!("  {name}: {:?} is no known set", source.starts(set));
        }
    }
}

fn counted(set: &Enumeration) -> String {
    let most = set.count.at_most.map_or_else(|| "more".to_owned(), |most| most.to_string());
    let open = if set.is_open { ", open" } else { "" };
    format!("{} to {most} items{open}", set.count.at_least)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Verdicts by place, `FILE:LINE:COLUMN`.
fn judgements() -> BTreeMap<String, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/judgements.txt");
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let verdict = |line: &str| line.split_once(' ').map(|(verdict, place)| (place.to_owned(), verdict.to_owned()));
    lines.filter_map(verdict).collect()
}

/// What was counted over one folder.
#[derive(Default)]
struct Figures<'j> {
    words: usize,
    listings: usize,
    /// Announced with a number.
    numbered: usize,
    /// Of those, the ones that a rule may judge: closed, and right behind the number.
    judged: usize,
    /// Of the right ones among those, how many would be found with a number one higher,
    /// and one lower.
    right: usize,
    higher: usize,
    lower: usize,
    verdicts: BTreeMap<&'j str, usize>,
    /// Bytes read, and how long it took to find what each block says of sets.
    bytes: usize,
    spent: Duration,
}

fn findings(folder: &Path, judged: &BTreeMap<String, String>) {
    let mut figures = Figures::default();
    for path in files(folder) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let snapshot = Snapshot::parse(text, None);
        figures.words += snapshot.blocks.iter().map(|block| block.content.tokens.len()).sum::<usize>();
        figures.bytes += snapshot.text.len();
        figures.spent += marked(&snapshot);
        figures.listings += snapshot.enumerations.len();
        figures.numbered += snapshot.enumerations.iter().filter(|set| number(set).is_some()).count();
        for (set, number) in snapshot.enumerations.iter().filter_map(|set| Some((set, judged_number(set)?))) {
            figures.judged += 1;
            if usize::try_from(number) == Ok(set.items.len()) {
                figures.right += 1;
                figures.higher += usize::from(!set.count.may_be(number + 1));
                figures.lower += usize::from(!set.count.may_be(number - 1));
            }
        }
        let name = name_of(&path);
        for finding in check(&snapshot) {
            let at = snapshot.lines.place(&snapshot.text, finding.span.start);
            let place = format!("{name}:{}:{}", at.line, at.column);
            let verdict = judged.get(&place).map_or("unjudged", String::as_str);
            *figures.verdicts.entry(verdict).or_default() += 1;
            println!("{verdict} {place}  {}", finding.message);
            for related in &finding.related {
                println!("      {}", related.message);
            }
        }
    }
    let Figures { words, listings, numbered, judged, right, higher, lower, verdicts, bytes, spent } = figures;
    let found: usize = verdicts.values().sum();
    println!("{}: {words} words", folder.display());
    println!("  {listings} listings, {numbered} announced with a number, {judged} of them looked at");
    println!("  of {right} right ones {higher} would be found one too high, {lower} one too low");
    println!("  {found} findings, {:.4} per 10,000 words: {verdicts:?}", found as f64 * 1e4 / words.max(1) as f64);
    println!("  {:.3} ms per 100 KB to mark the blocks", spent.as_secs_f64() * 1e8 / bytes.max(1) as f64);
}

fn marked(snapshot: &Snapshot) -> Duration {
    let start = Instant::now();
    for block in &snapshot.blocks {
        let content = &block.content;
        black_box(Marks::of(&content.text, &content.tokens, &content.quotations));
    }
    start.elapsed()
}

fn number(set: &Enumeration) -> Option<u32> {
    set.announcement.as_ref()?.label.number
}

/// The number of a set that `miscounted-set` looks at.
fn judged_number(set: &Enumeration) -> Option<u32> {
    let is_direct = set.announcement.as_ref().is_some_and(|it| it.link == Link::Direct);
    number(set).filter(|_| is_direct && !set.is_open && set.first == 1)
}

fn check(snapshot: &Snapshot) -> Vec<Finding> {
    let (termbase, _) = Termbase::parse(Vec::new());
    let as_of: PartialDate = PartialDate::year_only(2026);
    let attestations = Attestations::default();
    let sources = Sources { corpus: None, termbase: &termbase, attestations: &attestations, may_ask: false, as_of };
    let (shared, shelf) = (Bibliography::default(), Shelf::default());
    let citable = Citable { own: None, shared: &shared, corpus: None, shelf: &shelf, folder: None };
    let context = Context {
        snapshot,
        terms: &[],
        sets: &DraftSets::default(),
        termbase: &termbase,
        sources,
        citable,
        as_of,
        renderings: RenderingPolicy::House,
        suppressions: &[],
        known_abbreviations: &[],
        abbreviations: &Abbreviations::default(),
    };
    let mut findings = Vec::new();
    for rule in ["impossible-date", "miscounted-set"].into_iter().filter_map(find) {
        (rule.check)(&context, &mut findings);
    }
    findings
}

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
