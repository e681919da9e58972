//! GitHub workflow commands. GitHub shows at most ten errors, ten warnings and ten
//! notices of a step and drops the rest without a word, so the gravest come first
//! and what is left out is counted.

use std::io::{self, Write};

use super::summary;
use crate::cli::check::{CheckedDraft, Outcome};
use crate::rules::{Finding, Severity};

/// Annotations of one kind that GitHub shows of one step.
const CAP: usize = 10;

/// Writes the annotations, then a line with the counts.
pub(super) fn write(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let mut left_out = 0;
    for (severity, command) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "notice")]
    {
        let of_severity = || outcome.findings().filter(|(_, finding)| finding.severity == severity);
        for (draft, finding) in of_severity().take(CAP) {
            writeln!(out, "{}", annotation(command, draft, finding))?;
        }
        left_out += of_severity().count().saturating_sub(CAP);
    }
    for skipped in summary::skipped(outcome) {
        writeln!(out, "glossator: {} did not run: {}", skipped.rule, skipped.reason)?;
    }
    let rest = match left_out {
        0 => String::new(),
        count => format!(
            "; {count} not annotated, for GitHub shows {CAP} of a kind: \
             `glossator check --format concise` lists all"
        ),
    };
    writeln!(out, "glossator: {}{rest}", summary::line(outcome))
}

fn annotation(command: &str, draft: &CheckedDraft, finding: &Finding) -> String {
    let place = |offset| draft.snapshot.lines.place(&draft.snapshot.text, offset);
    let (start, end) = (place(finding.span.start), place(finding.span.end));
    format!(
        "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
        property(&draft.draft.file.shown),
        start.line,
        start.column,
        end.line,
        end.column,
        property(finding.rule),
        message(&finding.message),
    )
}

/// Escapes what would end a message.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what would end a property.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::samples;

    fn written(outcome: &Outcome) -> String {
        let mut out = Vec::new();
        write(outcome, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("reports are UTF-8")
    }

    #[test]
    fn escapes_what_would_end_a_command() {
        assert_eq!(property("50%,a:b\n"), "50%25%2Ca%3Ab%0A");
        assert_eq!(message("50%,a:b\n"), "50%25,a:b%0A");
    }

    #[test]
    fn marks_the_words() {
        let text = written(&samples::outcome());
        assert!(
            text.starts_with(
                "::warning file=drafts/brief.md,line=3,col=13,endLine=3,endColumn=40,title=superseded-rendering::\"community of"
            ),
            "{text}"
        );
    }

    #[test]
    fn stays_within_the_cap_and_counts_the_rest() {
        let mut outcome = samples::outcome();
        let draft = outcome.drafts.first_mut().expect("the sample has a draft");
        let one = draft.checked.findings.first().cloned().expect("the sample has a finding");
        draft.checked.findings = vec![one; 13];
        let text = written(&outcome);
        assert_eq!(text.matches("::warning ").count(), 10);
        assert!(text.contains("13 findings (13 warnings) in 1 draft"), "{text}");
        assert!(text.contains("3 not annotated"), "{text}");
    }
}
