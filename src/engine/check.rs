//! Runs the rules over one version of a draft.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::config::absolute;
use super::{Analysis, Checked, Engine, Skipped};
use crate::corpus::bibliography::Bibliography;
use crate::draft::{Block, BlockContent, Snapshot, Suppression, SuppressionScope};
use crate::evidence::quotation::HeldQuotation;
use crate::evidence::{BlockSets, BlockTerms};
use crate::prose::PartialDate;
use crate::rules::{Abbreviations, Context, Needs, RULES, Rule, Severity, SuppressionUse};
use crate::text::Span;

/// The rule that judges the suppressions; it runs when the others are done.
const LAST: &str = "unused-suppression";

impl Engine {
    /// Finds the terms of a snapshot. Blocks that `previous` holds too, found with
    /// the same termbase, are not looked at again.
    #[must_use]
    pub fn analyse(&self, snapshot: Snapshot, previous: Option<&Analysis>) -> Analysis {
        self.analyse_file(snapshot, None, previous)
    }

    /// The same for a draft that is a file: what its front matter and its links name is
    /// relative to it.
    #[must_use]
    pub fn analyse_file(&self, snapshot: Snapshot, path: Option<&Path>, previous: Option<&Analysis>) -> Analysis {
        let known = previous.and_then(|previous| previous.bibliography.as_ref());
        let path = path.map(absolute);
        let bibliography = Bibliography::of_draft(&snapshot.text, path.as_deref(), known);
        let previous = previous.filter(|previous| Arc::ptr_eq(&previous.termbase, &self.termbase));
        let terms = carried(&snapshot, previous, |of| &of.terms, |content| BlockTerms::find(&self.termbase, content));
        let sets = carried(&snapshot, previous, |of| &of.sets, |content| BlockSets::find(&self.termbase, content));
        let termbase = Arc::clone(&self.termbase);
        Analysis {
            snapshot: Arc::new(snapshot),
            terms,
            sets,
            draft_sets: OnceLock::new(),
            termbase,
            path,
            bibliography,
        }
    }

    /// Runs the rules over a draft at `path`; `today` is the date for drafts that
    /// have none. With `needs` below [`Needs::Corpus`] nothing new is asked of the
    /// corpus: that is the quick pass of a keystroke. Returns `None` when `stop`
    /// said so between two rules.
    #[must_use]
    pub fn check(
        &self,
        analysis: &Analysis,
        path: Option<&Path>,
        today: PartialDate,
        needs: Needs,
        stop: &dyn Fn() -> bool,
    ) -> Option<Checked> {
        let snapshot = &analysis.snapshot;
        let as_of = self.as_of(snapshot, today);
        let sets = analysis.draft_sets(as_of);
        let abbreviations = Abbreviations::of(snapshot);
        let sources = self.sources(as_of, needs == Needs::Corpus);
        let citable = self.citable(analysis);
        let quotations = HeldQuotation::all(snapshot, &sources, &citable, self.config.quoting);
        let mut context = Context {
            snapshot,
            terms: &analysis.terms,
            sets: &sets,
            termbase: &self.termbase,
            sources,
            citable,
            as_of,
            renderings: self.config.renderings,
            known_abbreviations: &self.config.known_abbreviations,
            abbreviations: &abbreviations,
            quotations: &quotations,
            suppressions: &[],
        };
        let mut pass = Pass { checked: Checked::default(), tried: Vec::new() };
        for rule in RULES.iter().filter(|rule| rule.name != LAST) {
            if stop() {
                return None;
            }
            pass.run(self, rule, &context, path, needs);
        }
        let uses = pass.suppress(snapshot);
        context.suppressions = &uses;
        for rule in RULES.iter().filter(|rule| rule.name == LAST) {
            pass.run(self, rule, &context, path, needs);
        }
        // What the last rule found may be allowed as well.
        pass.suppress(snapshot);
        Some(pass.finish())
    }

    /// Why a rule cannot run in this project; `None` where it can.
    fn obstacle(&self, rule: &Rule) -> Option<String> {
        match rule.needs {
            Needs::Termbase if self.termbase.is_empty() => Some("the project has no termbase".to_owned()),
            Needs::Corpus if self.config.corpus.is_empty() => Some("the project has no corpus".to_owned()),
            Needs::Corpus if self.corpus.is_none() => Some("the corpus is not indexed yet".to_owned()),
            _ => None,
        }
    }
}

/// What is found in each block of a snapshot; for blocks that `previous` holds too, what
/// was found there.
fn carried<T>(
    snapshot: &Snapshot,
    previous: Option<&Analysis>,
    found_in: impl Fn(&Analysis) -> &[Arc<T>],
    find: impl Fn(&BlockContent) -> T,
) -> Vec<Arc<T>> {
    // The draft room shares the content of blocks that stayed the same, so the same
    // address (kept alive by `previous`) is the same text.
    let address = |block: &Block| Arc::as_ptr(&block.content).addr();
    let known: FxHashMap<usize, &Arc<T>> = previous
        .into_iter()
        .flat_map(|previous| previous.snapshot.blocks.iter().map(address).zip(found_in(previous)))
        .collect();
    let found = |block: &Block| {
        known.get(&address(block)).map_or_else(|| Arc::new(find(&block.content)), |found| Arc::clone(found))
    };
    snapshot.blocks.iter().map(found).collect()
}

/// The state of one run over all rules.
struct Pass {
    checked: Checked,
    tried: Vec<&'static str>,
}

impl Pass {
    fn run(&mut self, engine: &Engine, rule: &'static Rule, context: &Context<'_>, path: Option<&Path>, needs: Needs) {
        let severity = engine.config.severity(rule, path);
        if severity == Severity::Off {
            return;
        }
        if let Some(reason) = engine.obstacle(rule) {
            self.checked.skipped.push(Skipped { rule: rule.name, reason });
            return;
        }
        // A rule on the corpus runs in the quick pass, too, with what was answered before:
        // its findings would come and go at each keystroke otherwise.
        if rule.needs > needs && rule.needs != Needs::Corpus {
            return;
        }
        let before = self.checked.findings.len();
        (rule.check)(context, &mut self.checked.findings);
        for finding in self.checked.findings.iter_mut().skip(before) {
            finding.severity = configured(finding.severity, rule.severity, severity);
            if rule.needs == Needs::Corpus && finding.rests_on_doubtful_pages() {
                finding.severity = finding.severity.min(Severity::Hint);
            }
        }
        if rule.needs <= needs {
            self.tried.push(rule.name);
        }
    }

    /// Takes out what the author allows, and says what became of each suppression.
    fn suppress(&mut self, snapshot: &Snapshot) -> Vec<SuppressionUse> {
        let mut used = vec![false; snapshot.suppressions.len()];
        self.checked.findings.retain(|finding| {
            let mut is_allowed = false;
            for (suppression, used) in snapshot.suppressions.iter().zip(&mut used) {
                if allows(suppression, finding.rule, finding.span) {
                    *used = true;
                    is_allowed = true;
                }
            }
            !is_allowed
        });
        let use_of = |(suppression, used): (&Suppression, bool)| match used {
            true => SuppressionUse::Used,
            false if self.tried.contains(&suppression.rule.0.as_str()) => SuppressionUse::Unused,
            false => SuppressionUse::NotTried,
        };
        snapshot.suppressions.iter().zip(used).map(use_of).collect()
    }

    fn finish(mut self) -> Checked {
        let findings = &mut self.checked.findings;
        findings.retain(|finding| finding.severity != Severity::Off);
        findings.sort_by(|one, other| (one.span, one.rule).cmp(&(other.span, other.rule)));
        findings.dedup_by(|one, other| one.span == other.span && one.rule == other.rule);
        self.checked
    }
}

/// A rule's findings at the configured severity; one that the rule itself lowered
/// (a concept without a standard form) is never raised above that.
fn configured(found: Severity, default: Severity, configured: Severity) -> Severity {
    if found < default { found.min(configured) } else { configured }
}

pub(super) fn allows(suppression: &Suppression, rule: &str, span: Span) -> bool {
    suppression.rule.0 == rule
        && suppression.reason.is_some()
        && (suppression.scope == SuppressionScope::File || suppression.covers.overlaps(span))
}
