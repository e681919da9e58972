//! `fixtures/quotations/judging.md` says how quotations are judged, and is held true
//! here: every quotation on the page gives the verdict and the differences it shows. Then
//! changes are planted in the sample corpus, and all of them must be found, by kind.

#![expect(clippy::indexing_slicing, reason = "a test fails where a segment is missing")]

#[path = "gold/planted.rs"]
mod planted;

use std::collections::BTreeMap;
use std::path::Path;

use glossator::evidence::quotation::{ChangeClass, Gravity, Judgement, Practice, SourceSegment, judge, shortest_diff};
use glossator::prose::{Quoted, sentences};
use glossator::text::Span;
use planted::{Planted, planted};

/// A source of the page, cut where braces say that a quotation was found.
#[derive(Default)]
struct Source {
    before: String,
    segments: Vec<String>,
    omitted: Vec<String>,
    after: String,
    unknown: Vec<String>,
}

impl Source {
    fn parse(line: &str, unknown: &[String]) -> Self {
        let mut source = Self { unknown: unknown.to_vec(), ..Self::default() };
        let Some((before, rest)) = line.split_once('{') else {
            source.segments.push(line.to_owned());
            source.omitted.push(String::new());
            return source;
        };
        before.clone_into(&mut source.before);
        let mut omitted = String::new();
        for part in rest.split('{') {
            let (segment, after) = part.split_once('}').expect("a closing brace");
            source.segments.push(segment.to_owned());
            source.omitted.push(std::mem::replace(&mut omitted, after.to_owned()));
        }
        source.after = omitted;
        source
    }

    fn passages(&self) -> Vec<SourceSegment<'_>> {
        let last = self.segments.len() - 1;
        let passage = |at: usize| SourceSegment {
            text: &self.segments[at],
            before: if at == 0 { &self.before } else { self.omitted[at].as_str() },
            after: if at == last { &self.after } else { self.omitted[at + 1].as_str() },
            omitted: &self.omitted[at],
        };
        (0..=last).map(passage).collect()
    }

    fn judge(&self, quotation: &str, practice: Practice) -> (Judgement, String) {
        let quoted = Quoted::parse(quotation, Span::new(0, quotation.len()));
        let passages = self.passages();
        let knows = |word: &str| !self.unknown.iter().any(|unknown| word.eq_ignore_ascii_case(unknown));
        let judgement = judge(&quoted, quotation, &passages, practice, &knows);
        let told = shortest_diff(&judgement, quotation, &passages);
        (judgement, told)
    }
}

/// "altered, content-replaced error".
fn drawn(judgement: &Judgement) -> String {
    let mut parts = vec![format!("{:?}", judgement.verdict).to_lowercase()];
    for difference in &judgement.differences {
        parts.push(format!("{} {:?}", kebab(&format!("{:?}", difference.class)), difference.gravity).to_lowercase());
    }
    parts.join(", ")
}

fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (at, c) in name.char_indices() {
        if at > 0 && c.is_uppercase() {
            kebab.push('-');
        }
        kebab.extend(c.to_lowercase());
    }
    kebab
}

fn unescaped(line: &str) -> String {
    line.replace("\\n", "\n").replace("\\-", "\u{AD}").replace("\\_", "\u{A0}")
}

#[test]
fn every_quotation_of_the_page_is_judged_as_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/quotations/judging.md");
    let page = std::fs::read_to_string(path).expect("the page");
    let (mut source, mut quotation, mut unknown) = (Source::default(), String::new(), Vec::new());
    let (mut judged, mut wrong) = (0, Vec::new());
    let mut is_case = false;
    for (number, line) in (1..).zip(page.lines()) {
        if line.starts_with("```") {
            is_case = line == "```cases";
            continue;
        }
        let Some((key, value)) = line.split_once(':').filter(|_| is_case) else {
            unknown.clear();
            continue;
        };
        let value = unescaped(value.trim());
        let practice = match key {
            "unknown" => {
                unknown = value.split(", ").map(str::to_owned).collect();
                continue;
            }
            "source" => {
                source = Source::parse(&value, &unknown);
                continue;
            }
            "quoted" => {
                quotation = value;
                continue;
            }
            "gives" | "told" => Practice::News,
            "legal" => Practice::Legal,
            "un" => Practice::UnitedNations,
            _ => panic!("line {number}: what is {key}?"),
        };
        let (judgement, told) = source.judge(&quotation, practice);
        let found = if key == "told" { told } else { drawn(&judgement) };
        judged += 1;
        if found != value {
            let details: Vec<String> = judgement
                .differences
                .iter()
                .map(|it| {
                    format!(
                        "{:?} {:?}/{:?}",
                        it.class,
                        it.quoted.slice(&quotation),
                        it.source.slice(&source.segments[it.segment])
                    )
                })
                .collect();
            wrong.push(format!(
                "line {number}: {quotation}\n  page:  {value}\n  found: {found}\n  {} edits in {}: {details:?}",
                judgement.edits, judgement.words
            ));
        }
    }
    assert!(judged > 150, "{judged} cases");
    assert!(wrong.is_empty(), "{} of {judged} are judged otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

/// Sentences of the sample corpus, long enough to be quoted.
fn passages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the sample corpus").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let is_text = |path: &&std::path::PathBuf| path.extension().is_some_and(|it| it == "txt" || it == "md");
    let mut passages = Vec::new();
    for file in files.iter().filter(is_text) {
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.contains("---")) {
            let own = sentences(paragraph).into_iter().map(|sentence| sentence.slice(paragraph).replace('\n', " "));
            passages.extend(own.filter(|passage| (12..70).contains(&passage.split_whitespace().count())));
        }
    }
    passages
}

fn judge_planted(plant: &Planted) -> Judgement {
    let quoted = Quoted::parse(&plant.quotation, Span::new(0, plant.quotation.len()));
    let passages: Vec<SourceSegment<'_>> = plant
        .source
        .iter()
        .zip(&plant.omitted)
        .map(|(text, omitted)| SourceSegment { text, omitted, ..SourceSegment::default() })
        .collect();
    let knows = |word: &str| plant.slip.as_deref() != Some(word);
    judge(&quoted, &plant.quotation, &passages, Practice::News, &knows)
}

/// How often changes of one kind were planted, and what was found of them.
#[derive(Default)]
struct Score {
    planted: usize,
    found: usize,
    /// Found where something else was planted, or nothing.
    false_finds: usize,
}

#[test]
fn planted_changes_are_found_and_their_twins_are_not() {
    let mut scores: BTreeMap<ChangeClass, Score> = BTreeMap::new();
    let (mut twins, mut quiet) = (0, 0);
    let mut wrong = Vec::new();
    for passage in passages() {
        for plant in planted(&passage) {
            let judgement = judge_planted(&plant);
            let told = judgement.differences.iter().filter(|it| it.gravity > Gravity::Silent);
            let told: Vec<ChangeClass> = told.map(|it| it.class).collect();
            if let Some(class) = plant.class {
                let score = scores.entry(class).or_default();
                score.planted += 1;
                score.found += usize::from(told.contains(&class));
            } else {
                twins += 1;
                quiet += usize::from(told.is_empty());
            }
            for other in told.iter().filter(|class| Some(**class) != plant.class) {
                scores.entry(*other).or_default().false_finds += 1;
            }
            if plant.class.is_none() != told.is_empty() || told.iter().any(|it| Some(*it) != plant.class) {
                wrong.push(format!(
                    "{} {:?} -> {told:?}\n  {}\n  {}",
                    plant.name,
                    judgement.verdict,
                    plant.quotation,
                    plant.source.join(" | ")
                ));
            }
        }
    }
    for (class, score) in &scores {
        let Score { planted, found, false_finds } = score;
        println!("{class:?}: {found} of {planted} found, {false_finds} where there was none");
    }
    println!("{twins} twins, {quiet} quiet");
    println!("{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    for (class, score) in &scores {
        assert!(score.found * 100 >= score.planted * 99, "{class:?} is missed");
        assert!(score.found * 100 >= (score.found + score.false_finds) * 99, "{class:?} is found where it is not");
    }
    assert!(twins == quiet, "an editor's change is told");
}
