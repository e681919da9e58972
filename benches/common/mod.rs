//! What the benchmarks share: texts, a seeded generator of termbases, and a table
//! of medians and tails. Every figure of one table comes from one run, so that
//! ratios hold on a busy machine.

#![allow(
    dead_code,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "each benchmark uses a part of it, reckons roughly, prints its table, and may fail loudly"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A small generator of reproducible numbers (`SplitMix64`).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).expect("a number below a usize")
    }
}

/// The folder of shared development data beside the repository, where present.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    found.exists().then_some(found)
}

pub(crate) fn fixtures(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// The text files below a folder, in order of their names.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Real Markdown of at least `bytes` bytes (repeated where there is less), cut at a
/// line end.
pub(crate) fn markdown(bytes: usize) -> String {
    let folder = shared("drafts").unwrap_or_else(|| fixtures("drafts"));
    let mut text = String::new();
    let paths = files(&folder, "md");
    while text.len() < bytes {
        for path in &paths {
            text.push_str(&std::fs::read_to_string(path).unwrap_or_default());
            text.push_str("\n\n");
        }
    }
    let cut = text.get(..bytes).map_or(bytes, |_| bytes);
    let cut = (0..=cut).rev().find(|at| text.is_char_boundary(*at) && text[..*at].ends_with('\n')).unwrap_or(0);
    text.truncate(cut);
    text
}

/// Prose to draw terms from: what follows the draft's own bytes.
pub(crate) fn prose() -> String {
    let folder = shared("corpora").unwrap_or_else(|| fixtures("corpus"));
    files(&folder, "txt").iter().take(400).map(|path| std::fs::read_to_string(path).unwrap_or_default()).collect()
}

/// A termbase of `count` concepts as TOML: random runs of three to six words of
/// `prose` as preferred terms, each with a superseded one that has a word replaced.
pub(crate) fn termbase(count: usize, prose: &str, seed: u64) -> String {
    let words: Vec<&str> = prose
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic()))
        .collect();
    let mut random = Random(seed);
    let mut known = std::collections::HashSet::new();
    let mut text = String::new();
    let mut made = 0;
    while made < count {
        let len = 3 + random.below(4);
        let start = random.below(words.len() - len);
        let preferred = words[start..start + len].to_vec();
        let mut superseded = preferred.clone();
        superseded[1 + random.below(len - 1)] = words[random.below(words.len())];
        let (preferred, superseded) = (preferred.join(" ").to_lowercase(), superseded.join(" ").to_lowercase());
        if preferred == superseded || !known.insert(preferred.clone()) || !known.insert(superseded.clone()) {
            continue;
        }
        made += 1;
        write!(
            text,
            "[[concept]]\nid = \"generated-{made}\"\n[[concept.term]]\ntext = \"{preferred}\"\nstatus = \"preferred\"\n\
             [[concept.term]]\ntext = \"{superseded}\"\nstatus = \"superseded\"\nuntil = \"2017\"\n\n"
        )
        .expect("writing to a string");
    }
    text
}

/// Durations of one thing, done many times.
pub(crate) struct Sample(Vec<Duration>);

impl Sample {
    /// Does `work` `runs` times.
    pub(crate) fn of(runs: usize, mut work: impl FnMut(usize)) -> Self {
        let mut durations = Vec::with_capacity(runs);
        for run in 0..runs {
            let start = Instant::now();
            work(run);
            durations.push(start.elapsed());
        }
        Self::from(durations)
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// Milliseconds that `share` of the runs stayed within.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let index = ((self.0.len() as f64 * share).ceil() as usize).clamp(1, self.0.len()) - 1;
        self.0[index].as_secs_f64() * 1e3
    }
}

impl From<Vec<Duration>> for Sample {
    fn from(mut durations: Vec<Duration>) -> Self {
        durations.sort();
        Self(durations)
    }
}

/// Prints one line of the table: name, median, 99th percentile, and what it is
/// measured against.
pub(crate) fn row(name: &str, sample: &Sample, against: Option<(&str, &Sample)>) {
    let ratio =
        against.map_or_else(String::new, |(base, other)| format!("{:6.2}x {base}", sample.median() / other.median()));
    println!("{name:<58} {:>9.3} ms {:>9.3} ms  {ratio}", sample.median(), sample.at(0.99));
}

pub(crate) fn header(title: &str) {
    println!("\n{title}\n{:<58} {:>12} {:>12}", "", "median", "p99");
}
