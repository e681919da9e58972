//! Figures of sources that a draft takes over, rightly or with one of them changed: how
//! many changed ones `altered-figure` tells, how many right ones it tells wrongly; in
//! sentences that cite their source, and in the same sentences where they do not.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use glossator::corpus::{Corpus, DocumentRef};
use glossator::draft::Snapshot;
use glossator::engine::{Config, Engine, Flags, Patience};
use glossator::prose::{PartialDate, sentences};
use glossator::rules::{Finding, Needs};
use glossator::text::{one_line, tokenize};

use super::Asked;
use super::figure_plants::{FORMS, Found, KINDS, Kind, figures};
use super::library::documents_of;
use super::tables::{Counts, share};

/// Sentences of each body of texts.
const SENTENCES: usize = 150;
const LENGTHS: std::ops::RangeInclusive<usize> = 10..=45;
/// Files of one body that are indexed: more cost time and show nothing else.
const FILES: usize = 2_000;

/// A sentence of a source with one of its figures.
struct Plant {
    path: PathBuf,
    figure: Found,
    number: usize,
}

/// What was planted of one kind or form, and what was told.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    changed: usize,
    told: usize,
    /// Findings where nothing was changed.
    false_finds: usize,
}

#[derive(Default)]
struct Tally {
    kinds: BTreeMap<Kind, Score>,
    forms: BTreeMap<usize, Score>,
    silent: Counts,
}

pub(crate) fn measure(asked: &Asked) {
    println!("\nFigures that a draft takes over");
    let speeches = asked.unpacked.join("ungdc_1946_2019");
    let nested = speeches.join("ungdc/docs");
    let bodies = [
        if nested.is_dir() { nested } else { documents_of(&speeches) },
        documents_of(&asked.unpacked.join("sea_news_shared_future")),
        documents_of(&asked.unpacked.join("peoples_daily_online")),
        documents_of(&asked.shared.join("corpora/mfa_presscon")),
    ];
    let (mut cited, mut uncited) = (Tally::default(), Tally::default());
    for folder in bodies.into_iter().filter(|folder| folder.is_dir()) {
        let (engine, _cache) = opened(&folder);
        let Some(corpus) = engine.corpus() else { continue };
        let plants = plants(corpus, asked.turn);
        println!("{}: {} documents, {} sentences", folder.display(), corpus.len(), plants.len());
        for plant in &plants {
            cited.add(&engine, plant, true, asked.shows_misses);
            uncited.add(&engine, plant, false, asked.shows_misses);
        }
    }
    cited.print("cited");
    uncited.print("not cited");
}

fn opened(folder: &Path) -> (Engine, tempfile::TempDir) {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    files.sort();
    let step = files.len().div_ceil(FILES).max(1);
    let cache = tempfile::tempdir().expect("a temporary folder");
    let corpus = files.into_iter().step_by(step).collect();
    let flags = Flags { corpus, cache: Some(cache.path().join("cache")), ..Flags::default() };
    let config = Config::resolve(cache.path(), &flags).expect("sound settings").expect("a project");
    let (engine, _) = Engine::open(config);
    let (updated, _) = engine.update_corpus(Patience::Wait, &|_| {});
    (updated.unwrap_or(engine), cache)
}

/// A sentence of each of many documents, each kind of figure as often as there is one;
/// others for each `turn`.
fn plants(corpus: &dyn Corpus, turn: usize) -> Vec<Plant> {
    let mut plants: Vec<Plant> = Vec::new();
    let mut of_kind: BTreeMap<Kind, usize> = BTreeMap::new();
    let step = (corpus.len() as usize / SENTENCES).max(1);
    for document in (0..corpus.len()).skip(turn % step).step_by(step).map(DocumentRef) {
        let (Ok(text), Ok(described)) = (corpus.text(document), corpus.document(document)) else { continue };
        let lines = sentences(&text).into_iter().map(|span| one_line(span.slice(&text)));
        let found: Vec<Found> = lines.filter(|line| may_be_taken(line)).flat_map(|line| figures(&line)).collect();
        let rarest = found.into_iter().min_by_key(|figure| of_kind.get(&figure.kind).copied().unwrap_or_default());
        let Some(figure) = rarest else { continue };
        *of_kind.entry(figure.kind).or_default() += 1;
        plants.push(Plant { path: described.path.clone(), figure, number: plants.len() });
        if plants.len() == SENTENCES {
            break;
        }
    }
    plants
}

fn may_be_taken(line: &str) -> bool {
    LENGTHS.contains(&tokenize(line).len())
        && line.starts_with(|c: char| c.is_uppercase())
        && line.ends_with('.')
        && !line
            .contains(['"', '“', '”', '„', '«', '»', '[', ']', '*', '_', '<', '`', '|', '\\', '#', '…', ':', '(', '~'])
}

impl Tally {
    fn add(&mut self, engine: &Engine, plant: &Plant, is_cited: bool, shows_misses: bool) {
        let form = plant.number % FORMS.len();
        let told = |is_changed| {
            let sentence = plant.figure.draft(form, is_changed, plant.number / FORMS.len());
            let draft = if is_cited {
                format!("# A report\n\n{} ([the paper](<{}>)).\n", sentence.trim_end_matches('.'), plant.path.display())
            } else {
                format!("# A report\n\n{sentence}\n")
            };
            (findings(engine, &draft), sentence)
        };
        let ((right, right_sentence), (found, sentence)) = (told(false), told(true));
        for score in [self.kinds.entry(plant.figure.kind).or_default(), self.forms.entry(form).or_default()] {
            score.changed += 1;
            score.told += usize::from(!found.is_empty());
            score.false_finds += usize::from(!right.is_empty());
        }
        if found.is_empty() {
            self.silent.add(format!("{:?}", plant.figure.kind));
        }
        if shows_misses && found.is_empty() {
            println!(
                "SILENT cited={is_cited} {:?} {}\n    {} -> {sentence}",
                plant.figure.kind,
                form_name(form),
                plant.figure.text()
            );
        }
        for finding in right {
            println!("FALSE cited={is_cited} {}\n    {right_sentence}\n    {}", finding.message, plant.path.display());
        }
    }

    fn print(&self, title: &str) {
        println!("\n{title:<52} {:>8} {:>6} {:>7} {:>6}", "changed", "told", "recall", "false");
        let kinds = KINDS.iter().filter_map(|kind| Some((format!("{kind:?}"), *self.kinds.get(kind)?)));
        let forms = self.forms.iter().map(|(form, score)| (form_name(*form).to_owned(), *score));
        for (name, Score { changed, told, false_finds }) in kinds.chain(forms) {
            println!("{name:<52} {changed:>8} {told:>6} {:>7.1} {false_finds:>6}", share(told, changed));
        }
        let all = |of: fn(&Score) -> usize| self.kinds.values().map(of).sum::<usize>();
        let (changed, told) = (all(|it| it.changed), all(|it| it.told));
        let false_finds = all(|it| it.false_finds);
        println!("{:<52} {changed:>8} {told:>6} {:>7.1} {false_finds:>6}", "all", share(told, changed));
        self.silent.print("silent", 20);
    }
}

fn form_name(form: usize) -> &'static str {
    FORMS.get(form).copied().unwrap_or_default()
}

/// What the rule finds in a draft.
fn findings(engine: &Engine, draft: &str) -> Vec<Finding> {
    let today: PartialDate = "2026-01-01".parse().expect("a date");
    let analysis = engine.analyse(Snapshot::parse(draft, None), None);
    let checked = engine.check(&analysis, None, today, Needs::Corpus, &|| false).expect("not stopped");
    checked.findings.into_iter().filter(|finding| finding.rule == "altered-figure").collect()
}
