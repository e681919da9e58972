//! The findings that were judged by hand, by place and without their text: one file for
//! each rule, under `judged` for the texts that the rules were tuned on, under `held-out`
//! for those they were not, under `probes` for findings that were provoked (the README
//! says how).
//!
//! Verdicts are `right`, `wrong`, and `mended` for what was found wrongly and is found no
//! longer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::score::share;

/// The folders of judgements.
const KINDS: [&str; 3] = ["judged", "held-out", "probes"];

/// The verdicts by rule, file (without its ending) and line.
pub(crate) type Verdicts = BTreeMap<(String, String, usize), String>;

/// A line for each rule: how many of the judged findings were right at first, and how
/// many are now.
pub(crate) fn print() {
    for kind in KINDS {
        println!("\n{kind:<24} judged  right at first     now");
        for (rule, rows) in rows(kind) {
            let count = |verdict: &str| rows.iter().filter(|row| row.verdict == verdict).count();
            let (right, wrong) = (count("right"), count("wrong"));
            let (first, now) = (share(right, rows.len()), share(right, right + wrong));
            println!("{rule:<24} {:>6}  {right:>6} = {first:>5}  {now:>6}", rows.len());
        }
    }
}

/// Every verdict on a finding that was not provoked.
pub(crate) fn verdicts() -> Verdicts {
    let rules = ["judged", "held-out"].into_iter().flat_map(rows);
    let places = rules.flat_map(|(rule, rows)| {
        rows.into_iter().map(move |row| ((rule.clone(), stem(&row.file), row.line), row.verdict))
    });
    places.collect()
}

/// A file's name without its ending: a text may be read as `.txt` or as `.md`.
pub(crate) fn stem(file: &str) -> String {
    Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// One finding.
struct Row {
    file: String,
    line: usize,
    verdict: String,
}

fn rows(kind: &str) -> BTreeMap<String, Vec<Row>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(kind);
    let paths = std::fs::read_dir(folder).expect("the judgements").map(|entry| entry.expect("readable").path());
    paths.map(|path: PathBuf| (stem(&path.to_string_lossy()), of_file(&path))).collect()
}

/// `folder`, file, `line` or `line:column`, verdict, reason.
fn of_file(path: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(path).expect("readable judgements");
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let [_, file, place, verdict, _] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{}: {line:?} is no judgement", path.display())
        };
        let line = place.split(':').next().and_then(|line| line.parse().ok()).expect("a line");
        Row { file: file.to_owned(), line, verdict: verdict.to_owned() }
    });
    rows.collect()
}
