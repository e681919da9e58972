//! Pages of drafts as data, for the tests of the rules and for the gold set: reads the
//! `draft` blocks of a page with what must be found in them, and opens an engine over the
//! sample corpus and the starter termbase to check them with.
//!
//! Carets under a line mark what must be found there (by the page's own rule, unless
//! another is named after them; a severity may follow; carets that end in dots go on under
//! the next line); settings stand behind the word `draft`; a `fixed` block is the draft after all safe
//! fixes. A `source NAME` block is a document of the corpus that the page's drafts are held
//! against; a page without one is held against the sample corpus.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use glossator::draft::Snapshot;
use glossator::engine::{Analysis, Config, Engine, Flags, Patience};
use glossator::prose::PartialDate;
use glossator::rules::{Finding, Needs, Severity};
use glossator::text::Span;

/// One `draft` block of a page, with the `fixed` block that follows it.
pub(crate) struct Case {
    /// Where the block begins, from 1.
    pub(crate) line: usize,
    /// `RULE=SEVERITY`, or `renderings=POLICY`.
    pub(crate) settings: Vec<String>,
    /// The text without the marks.
    pub(crate) draft: String,
    /// Each mark, and the rule that must find it.
    pub(crate) expected: Vec<(Span, String)>,
    /// For each mark the severity that is asked for, where it is.
    pub(crate) severities: Vec<Option<Severity>>,
    /// The draft after all safe fixes, where the page says it.
    pub(crate) fixed: Option<String>,
}

/// The documents of a page, each with the name of its file.
pub(crate) fn sources(page: &str) -> Vec<(String, String)> {
    let blocks = fenced(page).into_iter();
    let named = blocks.filter_map(|block| Some((block.info.strip_prefix("source ")?.to_owned(), block.lines)));
    named.map(|(name, lines)| (name, lines.join("\n") + "\n")).collect()
}

/// A fenced block of a page.
struct Fenced<'p> {
    info: &'p str,
    /// The line of its fence, from 1.
    line: usize,
    lines: Vec<&'p str>,
}

fn fenced(page: &str) -> Vec<Fenced<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Fenced<'_>> = None;
    for (number, line) in (1..).zip(page.lines()) {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some(Fenced { info, line: number, lines: Vec::new() }),
            (Some(_), Some("")) => blocks.extend(open.take()),
            (Some(block), _) => block.lines.push(line),
            (None, None) => {}
        }
    }
    blocks
}

/// The folder of all fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The `draft` blocks of a page.
pub(crate) fn cases(page: &str, rule: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for Fenced { info, line, lines } in fenced(page) {
        if info.starts_with("draft") {
            cases.push(case(info, line, &lines, rule));
        } else if info == "fixed" {
            let text = lines.join("\n") + "\n";
            cases.last_mut().expect("a draft block before a fixed one").fixed = Some(text);
        }
    }
    cases
}

fn case(info: &str, line: usize, lines: &[&str], rule: &str) -> Case {
    let mut case = Case {
        line,
        settings: info.split(' ').skip(1).map(str::to_owned).collect(),
        draft: String::new(),
        expected: Vec::new(),
        severities: Vec::new(),
        fixed: None,
    };
    let mut last = 0;
    let mut begun = None;
    for line in lines {
        let marks = line.trim_start();
        if !marks.starts_with("^^") {
            last = case.draft.len();
            case.draft.extend([line, "\n"]);
            continue;
        }
        let first = line.len() - marks.len();
        let (marks, said) = marks.split_once(' ').unwrap_or((marks, ""));
        let (named, severity) = said_of(said.trim(), rule);
        let goes_on = marks.ends_with("...");
        let line = case.draft.get(last..).unwrap_or_default();
        let byte = |column| last + byte_of_column(line, column);
        let start = begun.take().unwrap_or_else(|| byte(first));
        let end = byte(first + marks.trim_end_matches('.').len());
        if goes_on {
            begun = Some(start);
        } else {
            case.expected.push((Span::new(start, end), named.to_owned()));
            case.severities.push(severity);
        }
    }
    case
}

/// The rule and the severity behind carets: `RULE SEVERITY`, either may be missing.
fn said_of<'s>(said: &'s str, rule: &'s str) -> (&'s str, Option<Severity>) {
    let (named, last) = said.rsplit_once(' ').unwrap_or(("", said));
    match last.parse() {
        Ok(severity) => (if named.is_empty() { rule } else { named }, Some(severity)),
        Err(_) => (if said.is_empty() { rule } else { said }, None),
    }
}

fn byte_of_column(line: &str, column: usize) -> usize {
    line.char_indices().nth(column).map_or(line.len(), |(byte, _)| byte)
}

/// An engine over the sample corpus and the starter termbase.
pub(crate) fn engine(cache: &Path, settings: &[String]) -> Engine {
    engine_over(&fixtures().join("corpus"), cache, settings)
}

/// An engine over the documents of a page; over the sample corpus where it has none.
pub(crate) fn engine_of(page: &str, cache: &Path, settings: &[String]) -> Engine {
    let sources = sources(page);
    if sources.is_empty() {
        return engine(cache, settings);
    }
    let title = page.lines().next().unwrap_or_default().trim_start_matches("# ");
    let corpus = cache.join("sources").join(title);
    std::fs::create_dir_all(&corpus).expect("a writable folder");
    for (name, text) in sources {
        std::fs::write(corpus.join(name), text).expect("a writable folder");
    }
    engine_over(&corpus, cache, settings)
}

fn engine_over(corpus: &Path, cache: &Path, settings: &[String]) -> Engine {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut check, mut rules) = (String::from("[check]\n"), String::from("[rules]\n"));
    for setting in settings {
        let (key, value) = setting.split_once('=').expect("RULE=SEVERITY, or renderings=POLICY");
        let table = if key == "renderings" { &mut check } else { &mut rules };
        writeln!(table, "{key} = \"{value}\"").expect("writing to a string");
    }
    std::fs::write(folder.path().join("glossator.toml"), check + &rules).expect("a writable folder");
    let mut terms: Vec<PathBuf> = std::fs::read_dir(fixtures().join("terms"))
        .expect("the starter termbase")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    terms.sort();
    let flags =
        Flags { corpus: vec![corpus.to_owned()], termbases: terms, cache: Some(cache.to_owned()), ..Flags::default() };
    let config = Config::resolve(folder.path(), &flags).expect("sound settings").expect("a project");
    let (engine, notices) = Engine::open(config);
    assert_eq!(notices, [], "the starter termbase is sound");
    let (updated, notices) = engine.update_corpus(Patience::Wait, &|_| {});
    assert_eq!(notices, [], "the sample corpus is readable");
    updated.unwrap_or(engine)
}

/// All findings of a draft.
pub(crate) fn found(engine: &Engine, draft: &str) -> Vec<Finding> {
    findings_of(engine, &engine.analyse(Snapshot::parse(draft, None), None))
}

/// All findings of an analysed draft.
pub(crate) fn findings_of(engine: &Engine, analysis: &Analysis) -> Vec<Finding> {
    let today: PartialDate = "2026-01-01".parse().expect("a date");
    engine.check(analysis, None, today, Needs::Corpus, &|| false).expect("not stopped").findings
}
