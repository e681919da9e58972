//! What is recognised in the seed texts, against the truth written down in `seeds.tsv`:
//! counted labels, listings and their items, dates, times told from the day of writing,
//! abbreviations, names, titles, and what the rules find.
//!
//! Each line of a seed is a paragraph. A place is a line from 1 and columns from 0, the end
//! not included; of an item, and of a listing (at its first item), only the start counts.

use std::collections::BTreeMap;
use std::path::Path;

use glossator::draft::{Block, Snapshot};
use glossator::engine::Engine;
use glossator::evidence::{BlockSets, BlockTerms, titles};
use glossator::prose::{Enumeration, IntroductionForm, PartialDate, WrittenDays, written_dates};
use glossator::rules::Needs;
use glossator::text::Span;

use crate::drafts::RULES;
use crate::score::{self, Score};

/// What stands at a place of a seed: file, place, kind, value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    file: String,
    place: String,
    kind: String,
    value: String,
}

/// Prints precision and recall by kind.
pub(crate) fn measure(engine: &Engine, folder: &Path) {
    let truth = include_str!("seeds.tsv").lines().filter(|line| !line.starts_with('#')).map(row);
    let (days, truth): (Vec<Row>, Vec<Row>) = truth.partition(|row| row.kind == "day");
    let mut found = Vec::new();
    for path in crate::files(folder) {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = name.split('_').next().unwrap_or_default().to_owned();
        let day = days.iter().find(|day| day.file == file).and_then(|day| day.value.parse().ok());
        let day = day.unwrap_or_else(|| PartialDate::year_only(2026));
        found.extend(Seed::new(engine, file, &text).rows(day));
    }
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    println!("\nseeds: {}", folder.display());
    let (matched, missed, wrong) = score::compared(truth, found, agree);
    for (rows, of) in [(matched, "matched"), (missed, "missed"), (wrong, "wrong")] {
        for Row { file, place, kind, value } in rows {
            if of != "matched" {
                println!("{of} {file}\t{place}\t{kind}\t{value}");
            }
            scores.entry(kind).or_default().add(of);
        }
    }
    score::print("kind", &scores);
}

fn row(line: &str) -> Row {
    let [file, place, kind, value, _] = line
        .split('\t')
        .map(str::to_owned)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap_or_else(|_| panic!("{line:?} is no row: file, place, kind, value, remark"));
    Row { file, place, kind, value }
}

/// Whether a place was found as it is. Of a listing whose end the text does not show, a
/// range that holds the true count is right.
fn agree(truth: &Row, found: &Row) -> bool {
    let may_be = || {
        let (least, most) = found.value.split_once('-').unwrap_or((&found.value, &found.value));
        let number = |value: &str| value.parse::<u32>().ok();
        let count = number(&truth.value);
        count >= number(least) && (most.is_empty() || count <= number(most))
    };
    let is_value = if truth.kind == "count" { may_be() } else { truth.value == found.value };
    truth.file == found.file && truth.place == found.place && truth.kind == found.kind && is_value
}

/// One seed text while it is read.
struct Seed<'e> {
    engine: &'e Engine,
    file: String,
    snapshot: Snapshot,
}

impl<'e> Seed<'e> {
    fn new(engine: &'e Engine, file: String, text: &str) -> Self {
        let paragraphs = text.lines().collect::<Vec<_>>().join("\n\n");
        Self { engine, file, snapshot: Snapshot::parse(paragraphs, None) }
    }

    fn rows(&self, day: PartialDate) -> Vec<Row> {
        let mut rows = Vec::new();
        for block in &self.snapshot.blocks {
            rows.extend(self.labels(block));
            rows.extend(self.dates(block));
            rows.extend(self.abbreviations(block));
            rows.extend(self.names(block));
        }
        rows.extend(self.snapshot.enumerations.iter().flat_map(|set| self.listing(set)));
        rows.extend(self.findings(day));
        rows
    }

    fn labels(&self, block: &Block) -> Vec<Row> {
        let sets = BlockSets::find(self.engine.termbase(), &block.content);
        let label = |number: u32, span| self.row(block, span, "label", number.to_string());
        sets.labels.iter().filter_map(|found| Some(label(found.number?.0, found.span))).collect()
    }

    /// The listing and its items; a label that announces it stands in its value.
    fn listing(&self, set: &Enumeration) -> Vec<Row> {
        let start = |at: usize| {
            let item = set.items.get(at)?;
            let block = self.snapshot.blocks.get(item.unit)?;
            Some(self.start(block.to_source(item.span).start))
        };
        let most = set.count.at_most.map_or_else(String::new, |most| most.to_string());
        let count = if set.count.sure().is_some() { most } else { format!("{}-{most}", set.count.at_least) };
        let open = if set.is_open { "open" } else { "closed" };
        let announced = set.announcement.as_ref().and_then(|it| it.label.number);
        let announced = announced.map_or_else(|| "-".to_owned(), |number| number.to_string());
        let value = format!("announced={announced} first={} {open}", set.first);
        let whole = start(0).map(|place| [self.at(place.clone(), "listing", value), self.at(place, "count", count)]);
        let items = (0..set.items.len()).filter_map(start).map(|place| self.at(place, "item", String::new()));
        whole.into_iter().flatten().chain(items).collect()
    }

    fn dates(&self, block: &Block) -> Vec<Row> {
        let content = &block.content;
        let days = content.dates.days.iter();
        let mut rows: Vec<Row> = days.map(|days| self.row(block, days.span, "date", told(days))).collect();
        // Months with their year; the days among them were read already.
        let months = written_dates(&content.text).filter(|(_, date)| date.day().is_none());
        rows.extend(months.map(|(span, date)| self.row(block, span, "date", date.to_string())));
        let relative = content.dates.relative.iter();
        rows.extend(relative.map(|span| self.row(block, *span, "relative", String::new())));
        let word = |index: usize| content.tokens.span(index);
        rows.extend(content.dates.editions.iter().map(|meeting| {
            let (first, last) = (word(meeting.ordinal.words.start), word(meeting.name.end - 1));
            self.row(block, Span::new(first.start, last.end), "meeting", meeting.ordinal.number.to_string())
        }));
        rows
    }

    fn abbreviations(&self, block: &Block) -> Vec<Row> {
        let content = &block.content;
        let introduced = |span: Span| content.introductions.iter().find(|it| it.abbreviation.span == span);
        let found = content.abbreviations.iter().filter_map(|abbreviation| {
            let how = match introduced(abbreviation.span).map(|it| it.form) {
                None if abbreviation.is_plain => "used",
                // It may as well be a word in capitals.
                None => return None,
                Some(IntroductionForm::Bracketed) => "introduced",
                Some(_) => "explained",
            };
            Some(self.row(block, abbreviation.span, "abbreviation", how.to_owned()))
        });
        found.collect()
    }

    /// Whole names of the starter termbase, and the titles beside them.
    fn names(&self, block: &Block) -> Vec<Row> {
        let termbase = self.engine.termbase();
        let terms = BlockTerms::find(termbase, &block.content);
        let mut rows = Vec::new();
        for found in &terms.names {
            let meaning = termbase.names().meaning(found);
            let person = meaning.full.first().or(meaning.family.first());
            let Some(person) = person.and_then(|person| termbase.person(*person)) else { continue };
            rows.push(self.row(block, found.span, "name", person.name.clone()));
            for title in titles(termbase, block, &terms.names, found.words.clone()) {
                rows.push(self.row(block, title.span, "title", person.name.clone()));
            }
        }
        rows
    }

    fn findings(&self, day: PartialDate) -> Vec<Row> {
        let snapshot = Snapshot::parse(self.snapshot.text.as_ref(), None);
        let analysis = self.engine.analyse(snapshot, None);
        let checked = self.engine.check(&analysis, None, day, Needs::Termbase, &|| false).expect("not stopped");
        let findings = checked.findings.into_iter().filter(|finding| RULES.contains(&finding.rule));
        findings.map(|finding| self.at(self.whole(finding.span), finding.rule, String::new())).collect()
    }

    fn row(&self, block: &Block, span: Span, kind: &str, value: String) -> Row {
        self.at(self.whole(block.to_source(span)), kind, value)
    }

    fn at(&self, place: String, kind: &str, value: String) -> Row {
        Row { file: self.file.clone(), place, kind: kind.to_owned(), value }
    }

    /// `LINE:START-END`.
    fn whole(&self, source: Span) -> String {
        format!("{}-{}", self.start(source.start), self.column(source.end).1)
    }

    /// `LINE:START`.
    fn start(&self, offset: usize) -> String {
        let (line, column) = self.column(offset);
        format!("{line}:{column}")
    }

    fn column(&self, offset: usize) -> (usize, usize) {
        let at = self.snapshot.lines.place(&self.snapshot.text, offset);
        // Every second line is the empty one that makes a paragraph of each.
        (at.line.div_ceil(2), at.column - 1)
    }
}

/// `YEAR-MONTH-DAY[/DAY] WEEKDAY[/WEEKDAY]`, a dash for what is not written.
fn told(days: &WrittenDays) -> String {
    let year = days.year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    let numbers: Vec<String> = days.days.iter().map(|day| format!("{:02}", day.number)).collect();
    let weekdays: Vec<String> = days
        .days
        .iter()
        .map(|day| day.weekday.map_or_else(|| "-".to_owned(), |(day, _)| day.name().to_owned()))
        .collect();
    format!("{year}-{:02}-{} {}", days.month, numbers.join("/"), weekdays.join("/"))
}
