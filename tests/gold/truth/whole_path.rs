//! A quotation through the whole path: a draft that gives it as somebody's words enters,
//! what the rules on quotations say of it leaves.

use std::path::{Path, PathBuf};

use glossator::corpus::Corpus;
use glossator::draft::Snapshot;
use glossator::engine::{Config, Engine, Flags, Patience};
use glossator::evidence::quotation::{Traced, trace};
use glossator::prose::PartialDate;
use glossator::rules::{Finding, Needs};

/// An engine over some folders of sources, without a termbase.
pub(crate) struct WholePath {
    engine: Engine,
    _folder: tempfile::TempDir,
}

impl WholePath {
    pub(crate) fn open(corpus: &[PathBuf]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cache = folder.path().join("cache");
        let flags = Flags { corpus: corpus.to_vec(), cache: Some(cache), ..Flags::default() };
        let config = Config::resolve(folder.path(), &flags).expect("sound settings").expect("a project");
        let (engine, _) = Engine::open(config);
        let (updated, _) = engine.update_corpus(Patience::Wait, &|_| {});
        Self { engine: updated.unwrap_or(engine), _folder: folder }
    }

    pub(crate) fn corpus(&self) -> &dyn Corpus {
        self.engine.corpus().expect("a corpus")
    }

    /// Where the words are from, and what was changed.
    pub(crate) fn traced(&self, quotation: &str) -> Traced {
        trace(self.corpus(), quotation, &[], self.engine.config().quoting).expect("a sound index")
    }

    /// What the rules on quotations find in a draft that quotes these words and cites the
    /// file they are from.
    pub(crate) fn findings_cited(&self, quotation: &str, source: &Path) -> Vec<Finding> {
        let draft = format!("The speaker said on that day: “{quotation}” ([record](<{}>))", source.display());
        self.findings_in(&draft)
    }

    /// The same where the draft names no source.
    pub(crate) fn findings_uncited(&self, quotation: &str) -> Vec<Finding> {
        self.findings_in(&format!("The speaker said on that day: “{quotation}”"))
    }

    fn findings_in(&self, paragraph: &str) -> Vec<Finding> {
        let draft = format!("# A report\n\n{paragraph}\n");
        let today: PartialDate = "2026-01-01".parse().expect("a date");
        let analysis = self.engine.analyse(Snapshot::parse(draft.as_str(), None), None);
        let checked = self.engine.check(&analysis, None, today, Needs::Corpus, &|| false).expect("not stopped");
        let is_of_quotations = |rule: &str| rule.ends_with("-quotation") || rule.ends_with("-citation");
        checked.findings.into_iter().filter(|finding| is_of_quotations(finding.rule)).collect()
    }
}

/// Writes a document into a folder of sources.
pub(crate) fn write(folder: &Path, name: &str, text: &str) {
    std::fs::create_dir_all(folder).expect("a writable folder");
    std::fs::write(folder.join(name), text).expect("a writable folder");
}
