//! Finding a quotation in the corpus, as it is or changed, and verifying it there:
//! `GLOSSATOR_BENCH_CORPUS=FOLDER cargo bench --bench quotations`.
//!
//! Quotations are passages of eight to 35 words from random places of the corpus, each
//! changed in one way. A quotation is found when the first place named is the one it was
//! taken from, or one that agrees with it as well (lines that are said every year).
//! Verified means traced: the places read from their sources and judged word by word;
//! cold where the sources were not read before, warm right after.

#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a benchmark reckons roughly, prints its table and may fail loudly"
)]

mod common;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use common::{Random, Sample, fixtures, header, row, shared};
use glossator::corpus::{Corpus, DocumentRef, Hit, Index, Patience, Sources};
use glossator::evidence::quotation::{Candidate, Practice, find, find_in, trace};
use glossator::text::{WordKey, tokenize};

/// Quotations of each class.
const QUOTATIONS: usize = 400;

/// Times that each is measured; the shortest counts.
const REPEATS: usize = 3;

/// A way to change a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Exact,
    Replaced,
    Added,
    LeftOut,
    Mixed,
    /// Some five to twenty words in the middle are left out, and the gap is marked.
    Elided,
    /// The same, and it is not.
    Cut,
}

const CLASSES: [Class; 7] =
    [Class::Exact, Class::Replaced, Class::Added, Class::LeftOut, Class::Mixed, Class::Elided, Class::Cut];

/// A passage of the corpus, as it is quoted.
struct Quoted {
    document: DocumentRef,
    words: std::ops::Range<u32>,
    segments: Vec<Vec<WordKey>>,
    text: String,
}

/// A passage of a random document: its words, each as it is printed with what follows it.
fn passage(index: &Index, random: &mut Random, words: usize) -> (Hit, Vec<String>) {
    loop {
        let document = DocumentRef(u32::try_from(random.below(index.len() as usize)).unwrap_or(0));
        let all = index.words(document, 0..u32::MAX).expect("a sound index").len();
        if all > words + 20 {
            let start = u32::try_from(random.below(all - words)).expect("a word");
            let hit = Hit { document, word: start, len: u32::try_from(words).expect("few words") };
            let (text, span) = (index.text(document).expect("a source"), index.span_in_text(hit).expect("a place"));
            return (hit, printed(span.slice(&text)));
        }
    }
}

/// Each word of a text with what stands before the next.
fn printed(text: &str) -> Vec<String> {
    let tokens = tokenize(text);
    let starts: Vec<usize> = (0..tokens.len()).map(|at| tokens.span(at).start).chain([text.len()]).collect();
    starts.windows(2).map(|pair| text[pair[0]..pair[1]].to_owned()).collect()
}

fn change(class: Class, words: &mut Vec<String>, others: &[String], random: &mut Random) {
    let other = format!("{} ", others[random.below(others.len())].trim_end());
    let inner = 1 + random.below(words.len().saturating_sub(2).max(1));
    match class {
        Class::Replaced => words[inner] = other,
        Class::Added => words.insert(inner, other),
        Class::LeftOut => drop(words.remove(inner)),
        Class::Mixed => match random.below(3) {
            0 => change(Class::Replaced, words, others, random),
            1 => change(Class::Added, words, others, random),
            _ => change(Class::LeftOut, words, others, random),
        },
        Class::Exact | Class::Elided | Class::Cut => {}
    }
}

fn quoted(index: &Index, class: Class, random: &mut Random) -> Quoted {
    let len = 8 + random.below(28);
    let gap = if matches!(class, Class::Elided | Class::Cut) { 5 + random.below(16) } else { 0 };
    let (hit, mut words) = passage(index, random, len + gap);
    let others = passage(index, random, 60).1;
    let texts = if gap > 0 {
        let before = 3 + random.below(len - 6);
        let after = words.split_off(before + gap);
        words.truncate(before);
        if class == Class::Cut { vec![[words, after].concat()] } else { vec![words, after] }
    } else {
        for _ in 0..=random.below(4) {
            change(class, &mut words, &others, random);
        }
        vec![words]
    };
    let texts: Vec<String> = texts.iter().map(|words| words.concat()).collect();
    Quoted {
        document: hit.document,
        words: hit.word..hit.word + hit.len,
        segments: texts.iter().map(|text| tokenize(text).keys().to_vec()).collect(),
        text: texts.join(" ... "),
    }
}

/// Whether the first place is the true one or agrees as well.
fn is_found(index: &Index, quoted: &Quoted, candidates: &[Candidate]) -> bool {
    let Some(best) = candidates.first() else { return false };
    let is_true = |candidate: &Candidate| {
        candidate.document == quoted.document
            && candidate
                .segments
                .iter()
                .flatten()
                .any(|words| words.start < quoted.words.end && quoted.words.start < words.end)
    };
    if is_true(best) {
        return true;
    }
    let own = find_in(index, quoted.document, &quoted.segments).expect("a sound index");
    own.first().is_none_or(|own| best.likeness >= own.likeness - 1e-9)
}

fn recall(index: &Index, quotations: &[Quoted], is_counted: impl Fn(&Quoted) -> bool) -> (usize, usize) {
    let counted: Vec<&Quoted> = quotations.iter().filter(|quoted| is_counted(quoted)).collect();
    let found = counted.iter().filter(|quoted| {
        let candidates = find(index, &quoted.segments).expect("a sound index");
        is_found(index, quoted, &candidates)
    });
    (found.count(), counted.len())
}

/// The shortest of several runs: what else the machine does is no part of it.
fn least_of<T>(over: &[T], mut work: impl FnMut(&T)) -> Duration {
    let timed = over.iter().map(|one| {
        let start = Instant::now();
        work(one);
        start.elapsed()
    });
    timed.min().unwrap_or_default()
}

fn length(quoted: &Quoted) -> usize {
    quoted.segments.iter().map(Vec::len).sum()
}

fn main() {
    let named = std::env::var_os("GLOSSATOR_BENCH_CORPUS").map(PathBuf::from);
    let corpus = named.or_else(|| shared("corpora")).unwrap_or_else(|| fixtures("corpus"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let sources = Sources::new(vec![corpus], &[], 64 << 20).expect("no globs");
    let start = Instant::now();
    let update = Index::update(folder.path(), &sources, Patience::Wait, &|_| {}).expect("a corpus");
    let index = update.index;
    println!("{} documents, indexed in {:.1} s", index.len(), start.elapsed().as_secs_f64());

    let open = || Index::update(folder.path(), &sources, Patience::Wait, &|_| {}).expect("a corpus").index;
    // Each keeps what it has read, so each reads a source for the first time once.
    let readers = [(); REPEATS].map(|()| open());
    let mut random = Random(23);
    header("Finding and verifying a quotation of 8 to 35 words");
    for class in CLASSES {
        let quotations: Vec<Quoted> = (0..QUOTATIONS).map(|_| quoted(&index, class, &mut random)).collect();
        let found = quotations.iter().map(|quoted| {
            least_of(&[(); REPEATS], |()| {
                black_box(tokenize(&quoted.text));
                drop(black_box(find(&index, &quoted.segments)));
            })
        });
        row(&format!("{class:?}"), &Sample::from(found.collect::<Vec<_>>()), None);
        let verify = |index: &&Index, quoted: &Quoted| {
            drop(black_box(trace(*index, &quoted.text, &[], Practice::News)));
        };
        let (mut cold, mut warm) = (Vec::new(), Vec::new());
        for quoted in &quotations {
            let readers: Vec<&Index> = readers.iter().collect();
            cold.push(least_of(&readers, |index| verify(index, quoted)));
            warm.push(least_of(&readers, |index| verify(index, quoted)));
        }
        let (cold, warm) = (Sample::from(cold), Sample::from(warm));
        row("  and verified, sources not read before", &cold, None);
        row("  and verified, sources read before", &warm, None);
        let all = recall(&index, &quotations, |_| true);
        let longer = recall(&index, &quotations, |quoted| length(quoted) >= 11);
        println!(
            "{:<58} first place right {:.2} % of {}, {:.2} % of {} from 11 words on",
            "",
            100.0 * all.0 as f64 / all.1 as f64,
            all.1,
            100.0 * longer.0 as f64 / longer.1.max(1) as f64,
            longer.1
        );
    }
}
