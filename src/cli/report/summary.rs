//! The line at the end of a report: how many findings, held against what, as of
//! when; and the rules that did not run.

use crate::cli::check::Outcome;
use crate::rules::Severity;

/// A rule that did not run, and for which draft where it ran for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SkippedRule {
    /// Its name.
    pub rule: &'static str,
    /// Why.
    pub reason: String,
    /// The draft; `None` where this holds for all.
    pub path: Option<String>,
}

/// The rules that did not run, each once where that holds for every draft.
pub(super) fn skipped(outcome: &Outcome) -> Vec<SkippedRule> {
    let mut skipped = Vec::new();
    for draft in &outcome.drafts {
        for one in &draft.checked.skipped {
            let everywhere = outcome.drafts.iter().all(|draft| draft.checked.skipped.contains(one));
            let path = (!everywhere).then(|| draft.draft.file.shown.clone());
            let entry = SkippedRule { rule: one.rule, reason: one.reason.clone(), path };
            if !skipped.contains(&entry) {
                skipped.push(entry);
            }
        }
    }
    skipped
}

/// Number of findings of a severity.
pub(super) fn count(outcome: &Outcome, severity: Severity) -> usize {
    outcome.findings().filter(|(_, finding)| finding.severity == severity).count()
}

/// "7 findings (1 error, 5 warnings, 1 hint) in 4 drafts; held against 14 documents
/// and 63 concepts; as of 2024-06-18"
pub(super) fn line(outcome: &Outcome) -> String {
    let severities = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")];
    let counts: Vec<String> = severities
        .into_iter()
        .map(|(severity, name)| (count(outcome, severity), name))
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| counted(count, name))
        .collect();
    let findings = match outcome.findings().count() {
        0 => "no findings".to_owned(),
        total => format!("{} ({})", counted(total, "finding"), counts.join(", ")),
    };
    format!(
        "{findings} in {}; held against {} and {}{}",
        counted(outcome.drafts.len(), "draft"),
        counted(outcome.documents, "document"),
        counted(outcome.concepts, "concept"),
        as_of(outcome),
    )
}

/// "3 findings", "1 finding".
pub(in crate::cli) fn counted(count: usize, name: &str) -> String {
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}

fn as_of(outcome: &Outcome) -> String {
    let dates = || outcome.drafts.iter().map(|draft| draft.as_of);
    match (dates().min(), dates().max()) {
        (Some(first), Some(last)) if first == last => format!("; as of {first}"),
        (Some(first), Some(last)) => format!("; as of {first} to {last}, each draft at its own date"),
        _ => String::new(),
    }
}
