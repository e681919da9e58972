//! Findings for programs: one JSON object, version 1. Lines and columns count from
//! one, columns in characters; offsets are bytes of the file.

use std::io::{self, Write};

use serde::Serialize;

use super::summary;
use crate::cli::check::{CheckedDraft, Outcome};
use crate::cli::terminal::Terminal;
use crate::engine::SourceChangeKind;
use crate::prose::PartialDate;
use crate::rules::{Applicability, Evidence, Finding, Fix, Severity};
use crate::text::Span;

/// Everything a check came to.
#[derive(Debug, Serialize)]
struct Report<'r> {
    version: u8,
    findings: Vec<JsonFinding<'r>>,
    skipped: Vec<Skipped>,
    lock: Vec<Locked<'r>>,
    notices: Vec<Notice>,
    summary: Summary,
}

#[derive(Debug, Serialize)]
struct JsonFinding<'r> {
    path: &'r str,
    rule: &'r str,
    severity: Severity,
    message: &'r str,
    start: Position,
    end: Position,
    text: &'r str,
    related: Vec<Related<'r>>,
    evidence: Vec<JsonEvidence<'r>>,
    fixes: Vec<JsonFix<'r>>,
}

/// A place in a draft.
#[derive(Debug, Clone, Copy, Serialize)]
struct Position {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Debug, Serialize)]
struct Related<'r> {
    message: &'r str,
    start: Position,
    end: Position,
    text: &'r str,
}

#[derive(Debug, Serialize)]
struct JsonEvidence<'r> {
    document: &'r str,
    title: Option<&'r str>,
    publisher: Option<&'r str>,
    date: Option<PartialDate>,
    path: String,
    line: usize,
    column: usize,
    /// Where the source has pages; line and column are then those of its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    text: &'r str,
    shows: &'r str,
}

#[derive(Debug, Serialize)]
struct JsonFix<'r> {
    title: &'r str,
    applicability: Applicability,
    edits: Vec<JsonEdit<'r>>,
}

#[derive(Debug, Serialize)]
struct JsonEdit<'r> {
    start: Position,
    end: Position,
    replacement: &'r str,
}

#[derive(Debug, Serialize)]
struct Skipped {
    rule: &'static str,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
}

/// A quotation of `quotes.lock` whose source is not what it was.
#[derive(Debug, Serialize)]
struct Locked<'r> {
    path: &'r str,
    start: Position,
    end: Position,
    change: &'static str,
    source: &'r str,
    verified: PartialDate,
}

#[derive(Debug, Serialize)]
struct Notice {
    severity: &'static str,
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

#[derive(Debug, Serialize)]
struct Summary {
    findings: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    drafts: usize,
    failed: usize,
    documents: usize,
    concepts: usize,
    as_of: std::collections::BTreeMap<String, PartialDate>,
}

/// Writes the object and a line end.
pub(super) fn write(outcome: &Outcome, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let skipped = summary::skipped(outcome).into_iter();
    let report = Report {
        version: 1,
        findings: outcome.findings().map(|(draft, finding)| finding_of(draft, finding, terminal)).collect(),
        skipped: skipped.map(|one| Skipped { rule: one.rule, reason: one.reason, path: one.path }).collect(),
        lock: outcome.drafts.iter().flat_map(locked).collect(),
        notices: notices(outcome, terminal),
        summary: summarise(outcome),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn finding_of<'r>(draft: &'r CheckedDraft, finding: &'r Finding, terminal: &Terminal) -> JsonFinding<'r> {
    let text = &draft.snapshot.text;
    let (start, end) = positions(draft, finding.span);
    let related = finding.related.iter().map(|related| {
        let (start, end) = positions(draft, related.span);
        Related { message: &related.message, start, end, text: related.span.slice(text) }
    });
    JsonFinding {
        path: &draft.draft.file.shown,
        rule: finding.rule,
        severity: finding.severity,
        message: &finding.message,
        start,
        end,
        text: finding.span.slice(text),
        related: related.collect(),
        evidence: finding.evidence.iter().map(|evidence| evidence_of(evidence, terminal)).collect(),
        fixes: finding.fixes.iter().map(|fix| fix_of(draft, fix)).collect(),
    }
}

fn positions(draft: &CheckedDraft, span: Span) -> (Position, Position) {
    let position = |offset| {
        let place = draft.snapshot.lines.place(&draft.snapshot.text, offset);
        Position { line: place.line, column: place.column, offset: offset + draft.draft.mark }
    };
    (position(span.start), position(span.end))
}

fn evidence_of<'r>(evidence: &'r Evidence, terminal: &Terminal) -> JsonEvidence<'r> {
    let document = &evidence.passage.document;
    JsonEvidence {
        document: &document.id,
        title: document.title.as_deref(),
        publisher: document.publisher.as_deref(),
        date: document.date,
        path: terminal.path(&document.path),
        line: evidence.passage.start.line,
        column: evidence.passage.start.column,
        page: evidence.passage.page,
        text: &evidence.passage.text,
        shows: &evidence.shows,
    }
}

fn fix_of<'r>(draft: &CheckedDraft, fix: &'r Fix) -> JsonFix<'r> {
    let edits = fix.edits.iter().map(|edit| {
        let (start, end) = positions(draft, edit.span);
        JsonEdit { start, end, replacement: &edit.replacement }
    });
    JsonFix { title: &fix.title, applicability: fix.applicability, edits: edits.collect() }
}

fn locked(draft: &CheckedDraft) -> impl Iterator<Item = Locked<'_>> {
    draft.source_changes.iter().map(|change| {
        let (start, end) = positions(draft, change.span);
        let word = match change.kind {
            SourceChangeKind::Changed => "source-changed",
            SourceChangeKind::Moved => "passage-moved",
            SourceChangeKind::Gone => "source-gone",
        };
        let path = &draft.draft.file.shown;
        Locked { path, start, end, change: word, source: &change.source, verified: change.verified }
    })
}

/// Notices of the engine, and what could not be checked as errors.
fn notices(outcome: &Outcome, terminal: &Terminal) -> Vec<Notice> {
    let failures = outcome.failures.iter().map(|failure| Notice {
        severity: "error",
        path: None,
        line: None,
        column: None,
        message: failure.clone(),
    });
    let notices = outcome.notices.iter().map(|notice| Notice {
        severity: "warning",
        path: notice.path.as_ref().map(|path| terminal.path(path)),
        line: notice.place.map(|place| place.line),
        column: notice.place.map(|place| place.column),
        message: notice.message.clone(),
    });
    failures.chain(notices).collect()
}

fn summarise(outcome: &Outcome) -> Summary {
    Summary {
        findings: outcome.findings().count(),
        errors: summary::count(outcome, Severity::Error),
        warnings: summary::count(outcome, Severity::Warning),
        hints: summary::count(outcome, Severity::Hint),
        drafts: outcome.drafts.len(),
        failed: outcome.failures.len(),
        documents: outcome.documents,
        concepts: outcome.concepts,
        as_of: outcome.drafts.iter().map(|draft| (draft.draft.file.shown.clone(), draft.as_of)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::samples;

    #[test]
    fn says_where_in_lines_characters_and_bytes_of_the_file() {
        let mut outcome = samples::outcome();
        let draft = outcome.drafts.first_mut().expect("the sample has a draft");
        draft.draft.mark = 3;
        let mut out = Vec::new();
        write(&outcome, &samples::terminal(), &mut out).expect("a vector takes everything");
        let report: serde_json::Value = serde_json::from_slice(&out).expect("a JSON object");
        let finding = &report["findings"][0];
        assert_eq!(finding["start"], serde_json::json!({"line": 3, "column": 13, "offset": 24}));
        assert_eq!(finding["text"], "community of common destiny");
        assert_eq!(finding["evidence"][0]["path"], "sources/key note.md");
        assert_eq!(finding["evidence"][0]["date"], "2018");
        assert_eq!(finding["fixes"][0]["applicability"], "safe");
        assert_eq!(report["skipped"][0], serde_json::json!({"rule": "unattested-formulation", "reason": "no corpus"}));
        assert_eq!(report["summary"]["warnings"], 1);
    }
}
