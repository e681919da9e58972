//! One line for each finding, in the form that editors and `grep` understand.

use std::io::{self, Write};

use super::summary;
use crate::cli::check::Outcome;
use crate::text::one_line;

/// Writes `path:line:column: severity[rule] message` for each finding.
pub(super) fn write(outcome: &Outcome, quiet: bool, out: &mut dyn Write) -> io::Result<()> {
    for (draft, finding) in outcome.findings() {
        let place = draft.snapshot.lines.place(&draft.snapshot.text, finding.span.start);
        writeln!(
            out,
            "{}:{}:{}: {}[{}] {}",
            draft.draft.file.shown,
            place.line,
            place.column,
            finding.severity,
            finding.rule,
            one_line(&finding.message)
        )?;
    }
    if !quiet && !outcome.drafts.is_empty() {
        for skipped in summary::skipped(outcome) {
            let path = skipped.path.map(|path| format!(" in {path}")).unwrap_or_default();
            writeln!(out, "skipped[{}]{path}: {}", skipped.rule, one_line(&skipped.reason))?;
        }
        writeln!(out, "{}", summary::line(outcome))?;
    }
    Ok(())
}
