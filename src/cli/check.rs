//! `glossator check`: drafts in, findings out. Drafts are judged in parallel and
//! reported in order of path and place.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::Context;

use super::Ending;
use super::args::CheckArguments;
use super::complaint;
use super::drafts::{Draft, Project, Search, draft_file};
use super::lock::LockFile;
use super::terminal::Terminal;
use super::{fix, project, report};
use crate::draft::Snapshot;
use crate::engine::{Checked, Config, Engine, Flags, LOCK_NAME, Notice, SourceChange};
use crate::prose::PartialDate;
use crate::rules::{Finding, Needs, Severity};

/// A draft and what was found in it.
#[derive(Debug)]
pub(super) struct CheckedDraft {
    /// The draft.
    pub draft: Draft,
    /// It, parsed.
    pub snapshot: Arc<Snapshot>,
    /// What was found.
    pub checked: Checked,
    /// Locked quotations whose sources are not what they were.
    pub source_changes: Vec<SourceChange>,
    /// The date it was judged at.
    pub as_of: PartialDate,
    /// The severity from which findings fail the check.
    pub fail_on: Severity,
}

/// What a check came to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Drafts, by path as shown.
    pub drafts: Vec<CheckedDraft>,
    /// What the user should know about the set-up.
    pub notices: Vec<Notice>,
    /// What could not be checked, and why.
    pub failures: Vec<String>,
    /// Documents that the drafts were held against.
    pub documents: usize,
    /// Concepts that the drafts were held against.
    pub concepts: usize,
}

impl CheckedDraft {
    fn fails(&self) -> bool {
        let is_grave = |finding: &Finding| self.fail_on != Severity::Off && finding.severity >= self.fail_on;
        self.checked.findings.iter().any(is_grave)
    }
}

impl Outcome {
    /// Findings with their drafts, by path and place.
    pub(super) fn findings(&self) -> impl Iterator<Item = (&CheckedDraft, &Finding)> {
        self.drafts.iter().flat_map(|draft| draft.checked.findings.iter().map(move |finding| (draft, finding)))
    }

    fn ending(&self) -> Ending {
        if !self.failures.is_empty() {
            Ending::Failed
        } else if self.drafts.iter().any(CheckedDraft::fails) {
            Ending::Findings
        } else {
            Ending::Clean
        }
    }
}

/// Runs the command.
pub(super) fn run(arguments: &CheckArguments, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let checker = Checker { arguments, terminal, today: today() };
    let mut outcome = match &arguments.stdin_filename {
        Some(path) => checker.standard_input(path)?,
        None => checker.files(),
    };
    outcome.drafts.sort_by(|one, other| one.draft.file.cmp(&other.draft.file));
    complaint::notices(terminal, &outcome.notices);
    let told: Vec<Notice> = outcome.drafts.iter().flat_map(source_notices).collect();
    complaint::all_notices(terminal, &told);
    outcome.notices.extend(told);
    for failure in &outcome.failures {
        complaint::error(terminal, failure);
    }
    if arguments.diff {
        fix::write_diff(&outcome, terminal, out)?;
    } else {
        report::write(&outcome, arguments, terminal, out)?;
    }
    Ok(outcome.ending())
}

/// What happened to the sources of a draft's locked quotations, where no finding says it.
fn source_notices(draft: &CheckedDraft) -> impl Iterator<Item = Notice> {
    draft.source_changes.iter().filter_map(|change| {
        let place = draft.snapshot.lines.place(&draft.snapshot.text, change.span.start);
        let message = change.message.clone()?;
        Some(Notice { path: Some(draft.draft.file.path.clone()), place: Some(place), message })
    })
}

/// The day on which the program runs, for drafts without a date.
pub(super) fn today() -> PartialDate {
    PartialDate::from_day(jiff::Zoned::now().date())
}

/// What the drafts of a project are held against.
struct Held {
    engine: Engine,
    lock: Option<LockFile>,
}

struct Checker<'c> {
    arguments: &'c CheckArguments,
    terminal: &'c Terminal,
    today: PartialDate,
}

impl Checker<'_> {
    fn flags(&self) -> Flags {
        self.arguments.project.flags(self.arguments.as_of)
    }

    fn standard_input(&self, path: &Path) -> anyhow::Result<Outcome> {
        let file = draft_file(path);
        let config = project::settings(&file.path, &self.flags())?;
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        let mut outcome = Outcome::default();
        match Draft::decode(&file, bytes) {
            Ok(draft) => {
                let held = self.open(config, &mut outcome);
                outcome.drafts.push(self.check(&held, draft));
            }
            Err(error) => outcome.failures.push(format!("{} {error}", file.shown)),
        }
        Ok(outcome)
    }

    fn files(&self) -> Outcome {
        let here = [PathBuf::from(".")];
        let paths = if self.arguments.paths.is_empty() { &here[..] } else { &self.arguments.paths };
        let search = Search::new(paths, &self.flags());
        let mut outcome = Outcome { failures: search.failures, ..Outcome::default() };
        if search.projects.is_empty() && outcome.failures.is_empty() {
            outcome.failures.push(nothing_to_check(paths, &search.homeless, search.sources));
        } else if !search.homeless.is_empty() {
            let message = format!("not checked, for no glossator.toml is above them: {}", search.homeless.join(", "));
            outcome.notices.push(Notice { path: None, place: None, message });
        }
        for project in search.projects {
            self.project(project, &mut outcome);
        }
        outcome
    }

    fn project(&self, project: Project, outcome: &mut Outcome) {
        let held = self.open(project.config, outcome);
        let next = AtomicUsize::new(0);
        let results = Mutex::new(Vec::new());
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(project.files.len());
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(file) = project.files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let result = Draft::load(file).map(|draft| self.check_and_fix(&held, draft));
                        let result = result.map_err(|error| format!("{} {error}", file.shown));
                        if let Ok(mut results) = results.lock() {
                            results.push(result);
                        }
                    }
                });
            }
        });
        let mut checked = Vec::new();
        for result in results.into_inner().unwrap_or_default() {
            match result {
                Ok((draft, failure)) => {
                    checked.push(draft);
                    outcome.failures.extend(failure);
                }
                Err(failure) => outcome.failures.push(failure),
            }
        }
        if self.arguments.lock {
            outcome.failures.extend(self.renew_lock(&held, &checked).err());
        }
        outcome.drafts.append(&mut checked);
        outcome.failures.sort();
    }

    fn open(&self, config: Config, outcome: &mut Outcome) -> Held {
        let lock = LockFile::load(&config).unwrap_or_else(|failure| {
            outcome.failures.push(failure);
            None
        });
        Held { engine: self.open_engine(config, outcome), lock }
    }

    fn open_engine(&self, config: Config, outcome: &mut Outcome) -> Engine {
        let missing = project::missing(&config);
        // Without what the user named a check would pass for the wrong reason.
        outcome.failures.extend(missing.iter().map(|(what, path)| project::not_there(what, path, self.terminal)));
        let (engine, notices) = project::open(config, self.terminal);
        let (documents, concepts, _) = engine.size();
        let is_corpus_missing = engine.config().corpus.iter().any(|path| !path.exists());
        if !engine.config().corpus.is_empty() && engine.corpus().is_none() && !is_corpus_missing {
            let failure = "the sources could not be indexed; the drafts were held against the termbase alone";
            outcome.failures.push(failure.to_owned());
        }
        outcome.documents += documents;
        outcome.concepts += concepts;
        let is_said =
            |notice: &Notice| notice.path.as_ref().is_some_and(|path| missing.iter().any(|(_, gone)| gone == path));
        outcome.notices.extend(notices.into_iter().filter(|notice| !is_said(notice)));
        engine
    }

    /// Checks a draft; with `--fix`, applies fixes and checks again. The second
    /// value says why fixes could not be written.
    fn check_and_fix(&self, held: &Held, draft: Draft) -> (CheckedDraft, Option<String>) {
        let checked = self.check(held, draft);
        if !self.arguments.fix {
            return (checked, None);
        }
        match fix::apply_safe(&checked.draft, &checked, |draft| self.check(held, draft)) {
            Ok(fixed) => (fixed.unwrap_or(checked), None),
            Err(error) => {
                let failure = format!("{} was not changed: {error}", checked.draft.file.shown);
                (checked, Some(failure))
            }
        }
    }

    /// Locks the quotations of checked drafts, and says what is locked now.
    fn renew_lock(&self, held: &Held, drafts: &[CheckedDraft]) -> Result<(), String> {
        let Held { engine, lock } = held;
        let Some(lock) = lock else {
            return match engine.config().file {
                // A lock that cannot be read has been complained of, and is not written over.
                Some(_) => Ok(()),
                None => Err("quotes.lock stands beside glossator.toml, and there is none; \
                             write one with `glossator init`"
                    .to_owned()),
            };
        };
        let renewed = lock.renew(engine, drafts, self.arguments.as_of.unwrap_or(self.today))?;
        for (path, place) in renewed.left_out {
            let message = "this quotation was locked and is not verified any more; it is no longer locked".to_owned();
            complaint::all_notices(self.terminal, &[Notice { path: Some(path), place: Some(place), message }]);
        }
        if !self.arguments.quiet {
            let noun = if renewed.count == 1 { "quotation" } else { "quotations" };
            complaint::note(self.terminal, &format!("{} holds {} verified {noun}", LOCK_NAME, renewed.count));
        }
        Ok(())
    }

    fn check(&self, held: &Held, draft: Draft) -> CheckedDraft {
        let Held { engine, lock } = held;
        let config = engine.config();
        let path = Some(draft.file.path.as_path());
        let analysis = engine.analyse_file(Snapshot::parse(Arc::clone(&draft.text), None), path, None);
        let mut checked = engine.check(&analysis, path, self.today, Needs::Corpus, &|| false).unwrap_or_default();
        let known = lock.as_ref().map_or(&[][..], |lock| lock.of(&draft.file.path));
        let source_changes = engine.hold_to_lock(&analysis, known, &mut checked);
        let as_of = engine.as_of(&analysis.snapshot, self.today);
        let fail_on = if self.arguments.exit_zero { Some(Severity::Off) } else { self.arguments.fail_on };
        CheckedDraft {
            draft,
            snapshot: analysis.snapshot,
            checked,
            source_changes,
            as_of,
            fail_on: fail_on.or(config.fail_on).unwrap_or(Severity::Warning),
        }
    }
}

/// Why a search that met no error has nothing to check.
fn nothing_to_check(paths: &[PathBuf], homeless: &[String], sources: usize) -> String {
    let searched: Vec<String> = paths.iter().map(|path| format!("\"{}\"", path.display())).collect();
    let searched = searched.join(", ");
    if let Some(first) = homeless.first() {
        return project::no_project(first);
    }
    match sources {
        0 => format!("no .md or .markdown file in {searched} (hidden and git-ignored files are passed over)"),
        _ => format!(
            "no draft in {searched}: the {sources} Markdown files there are sources; \
             name a file to have it checked all the same"
        ),
    }
}
