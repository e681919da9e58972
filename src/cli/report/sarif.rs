//! SARIF 2.1.0, for code-scanning services: rules with their pages, results with
//! the passages as related locations, fixes, and fingerprints made of content, so
//! that a finding stays itself when lines are added above it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::human::citation;
use super::summary;
use crate::cli::check::{CheckedDraft, Outcome};
use crate::cli::complaint;
use crate::cli::terminal::{Terminal, forward_slashes};
use crate::rules::{self, Evidence, Finding, Fix, Rule, Severity};
use crate::text::{Span, one_line};

/// Writes the log and a line end.
pub(super) fn write(outcome: &Outcome, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &log(outcome, terminal))?;
    writeln!(out)
}

fn log(outcome: &Outcome, terminal: &Terminal) -> Value {
    let mut seen = BTreeMap::new();
    let results: Vec<Value> =
        outcome.findings().map(|(draft, finding)| result(draft, finding, terminal, &mut seen)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "glossator",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules::RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": outcome.failures.is_empty(),
                "toolExecutionNotifications": notifications(outcome, terminal),
            }],
            "results": results,
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": { "enabled": rule.severity != Severity::Off, "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "none",
        Severity::Hint => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn result(draft: &CheckedDraft, finding: &Finding, terminal: &Terminal, seen: &mut BTreeMap<u64, usize>) -> Value {
    let index = rules::RULES.iter().position(|rule| rule.name == finding.rule);
    json!({
        "ruleId": finding.rule,
        // -1 stands for "unknown" (SARIF 3.27.6).
        "ruleIndex": index.map_or_else(|| json!(-1), Value::from),
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": place(draft, finding.span) }],
        "relatedLocations": related(draft, finding, terminal),
        "partialFingerprints": { "wordsInContext/v1": fingerprint(draft, finding, seen) },
        "fixes": finding.fixes.iter().map(|one| fix(draft, one)).collect::<Vec<_>>(),
    })
}

fn place(draft: &CheckedDraft, span: Span) -> Value {
    json!({ "artifactLocation": artifact(&draft.draft.file.shown), "region": region(draft, span) })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": uri(path) })
}

fn region(draft: &CheckedDraft, span: Span) -> Value {
    let place = |offset| draft.snapshot.lines.place(&draft.snapshot.text, offset);
    let (start, end) = (place(span.start), place(span.end));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

/// Other places of the draft, then the passages.
fn related(draft: &CheckedDraft, finding: &Finding, terminal: &Terminal) -> Vec<Value> {
    let in_draft = finding.related.iter().map(
        |related| json!({ "physicalLocation": place(draft, related.span), "message": { "text": related.message } }),
    );
    let passages = finding.evidence.iter().map(|evidence| passage(evidence, terminal));
    in_draft.chain(passages).collect()
}

fn passage(evidence: &Evidence, terminal: &Terminal) -> Value {
    let passage = &evidence.passage;
    let page = passage.page.map(|page| format!(", p. {page}")).unwrap_or_default();
    let source = citation(&passage.document) + &page;
    let message = format!("{}, here in {source}: {}", evidence.shows, one_line(&passage.text));
    let file = artifact(&terminal.path(&passage.document.path));
    // A file that is no text has no lines of its own.
    let location = if passage.document.extraction.is_some() {
        json!({ "artifactLocation": file })
    } else {
        let region = json!({
            "startLine": passage.start.line,
            "startColumn": passage.start.column,
            "endLine": passage.end.line,
            "endColumn": passage.end.column,
        });
        json!({ "artifactLocation": file, "region": region })
    };
    json!({ "physicalLocation": location, "message": { "text": message } })
}

fn fix(draft: &CheckedDraft, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(
        |edit| json!({ "deletedRegion": region(draft, edit.span), "insertedContent": { "text": edit.replacement } }),
    );
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": artifact(&draft.draft.file.shown),
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

/// The rule, the file, the words and the line they stand in, and which of equal
/// ones it is; no line number.
fn fingerprint(draft: &CheckedDraft, finding: &Finding, seen: &mut BTreeMap<u64, usize>) -> String {
    let text = &draft.snapshot.text;
    let lines = &draft.snapshot.lines;
    let line = lines.line_span(text, lines.line_of(finding.span.start)).slice(text);
    let content = [finding.rule, &draft.draft.file.shown, finding.span.slice(text), line].map(one_line).join("\n");
    let hash = xxh3_64(content.as_bytes());
    let count = seen.entry(hash).and_modify(|count| *count += 1).or_insert(0);
    format!("{hash:016x}:{count}")
}

fn notifications(outcome: &Outcome, terminal: &Terminal) -> Vec<Value> {
    let notification = |level: &str, text: String| json!({ "level": level, "message": { "text": text } });
    let failures = outcome.failures.iter().map(|failure| notification("error", failure.clone()));
    let notices = outcome.notices.iter().map(|notice| notification("warning", complaint::line(terminal, notice)));
    let skipped = summary::skipped(outcome).into_iter().map(|skipped| {
        let path = skipped.path.map(|path| format!(" in {path}")).unwrap_or_default();
        notification("note", format!("{} did not run{path}: {}", skipped.rule, skipped.reason))
    });
    failures.chain(notices).chain(skipped).collect()
}

/// A path as a URI: relative as it is, absolute as `file:`; what RFC 3986 does not
/// allow in a path is percent-encoded.
fn uri(path: &str) -> String {
    let path = forward_slashes(Path::new(path));
    let scheme = match path.as_bytes() {
        [b'/', ..] => "file://",
        [_, b':', b'/', ..] => "file:///",
        _ => "",
    };
    let mut uri = String::from(scheme);
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.extend(["%".to_owned(), format!("{other:02X}")]),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::samples;

    #[test]
    fn writes_paths_as_uris() {
        assert_eq!(uri("drafts/a note, 命.md"), "drafts/a%20note%2C%20%E5%91%BD.md");
        assert_eq!(uri("/srv/a.md"), "file:///srv/a.md");
    }

    #[test]
    fn keeps_fingerprints_when_lines_are_added_above() {
        let outcome = samples::outcome();
        let log = log(&outcome, &samples::terminal());
        let mut moved = samples::outcome();
        let draft = moved.drafts.first_mut().expect("the sample has a draft");
        let text: std::sync::Arc<str> = format!("\n\n{}", draft.snapshot.text).into();
        let lines = crate::text::LineIndex::new(&text);
        draft.snapshot = std::sync::Arc::new(crate::draft::Snapshot { text, lines, ..Default::default() });
        for finding in &mut draft.checked.findings {
            finding.span = finding.span.shifted(2);
        }
        let moved = self::log(&moved, &samples::terminal());
        let print = |log: &Value| log["runs"][0]["results"][0]["partialFingerprints"].clone();
        assert_eq!(print(&log), print(&moved));
        let line = |log: &Value| {
            log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"].clone()
        };
        assert_eq!((line(&log), line(&moved)), (json!(3), json!(5)));
    }

    #[test]
    fn is_valid_by_the_schema_of_the_standard() {
        let schema = serde_json::from_str(include_str!("../../../tests/cli/sarif-schema-2.1.0.json"));
        let validator = jsonschema::validator_for(&schema.expect("a JSON schema")).expect("a valid schema");
        let log = log(&samples::outcome(), &samples::terminal());
        let faults: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new());
    }
}
