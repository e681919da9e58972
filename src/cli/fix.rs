//! `--fix` and `--diff`: the safe fixes of a check, applied to the file or shown.
//!
//! A file is replaced as a whole by a rename, and only where it still holds the
//! bytes that were checked.

use std::io::{self, Write};
use std::sync::Arc;

use similar::TextDiff;

use super::check::{CheckedDraft, Outcome};
use super::drafts::{Draft, MARK};
use super::terminal::{Terminal, Tone};
use crate::rules::{Applicability, Finding, Fix, safe_fixes};
use crate::text::{Edit, apply};

/// Fixing may uncover further findings with fixes; after so many rounds what is
/// left is reported as it is.
const ROUNDS: usize = 8;

/// The draft with every safe fix of its findings; `None` where there is none.
/// Of fixes that overlap, the first by place is taken.
pub(super) fn fixed_text(text: &str, findings: &[Finding]) -> Option<String> {
    let edits: Vec<Edit> = safe_fixes(findings).flat_map(|fix| fix.edits.iter().cloned()).collect();
    let fixed = apply(text, &edits).ok()?;
    (fixed != text).then_some(fixed)
}

/// Applies safe fixes until there are none, writes the file, and returns its last
/// check; `None` where there was nothing to fix.
pub(super) fn apply_safe(
    original: &Draft,
    checked: &CheckedDraft,
    check: impl Fn(Draft) -> CheckedDraft,
) -> io::Result<Option<CheckedDraft>> {
    let Some(mut text) = fixed_text(&original.text, &checked.checked.findings) else {
        return Ok(None);
    };
    let mut last = check(with_text(original, &text));
    for _ in 1..ROUNDS {
        let Some(next) = fixed_text(&text, &last.checked.findings) else { break };
        text = next;
        last = check(with_text(original, &text));
    }
    replace(original, &text)?;
    Ok(Some(last))
}

fn with_text(draft: &Draft, text: &str) -> Draft {
    Draft { text: Arc::from(text), ..draft.clone() }
}

fn bytes(draft: &Draft, text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() + draft.mark);
    if draft.mark > 0 {
        bytes.extend(MARK.encode_utf8(&mut [0; 4]).as_bytes());
    }
    bytes.extend(text.as_bytes());
    bytes
}

/// Puts `text` in place of the checked file, through a temporary file beside it.
fn replace(draft: &Draft, text: &str) -> io::Result<()> {
    // A link is followed, so that the file it leads to changes and the link stays.
    let path = std::fs::canonicalize(&draft.file.path)?;
    if std::fs::read(&path)? != bytes(draft, &draft.text) {
        return Err(io::Error::other("it has changed on disk since it was read"));
    }
    if std::fs::metadata(&path)?.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is write-protected"));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.glossator-{}", std::process::id()));
    let written = write_beside(&temporary, &bytes(draft, text), &path);
    if written.is_err() {
        // The first error is the one worth telling.
        let _ = std::fs::remove_file(&temporary);
    }
    written
}

fn write_beside(temporary: &std::path::Path, bytes: &[u8], path: &std::path::Path) -> io::Result<()> {
    let mut file = std::fs::File::create_new(temporary)?;
    file.write_all(bytes)?;
    file.set_permissions(std::fs::metadata(path)?.permissions())?;
    file.sync_all()?;
    drop(file);
    std::fs::rename(temporary, path)
}

/// Writes what `--fix` would change in its first round, as a unified diff.
pub(super) fn write_diff(outcome: &Outcome, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let mut files = 0;
    for draft in &outcome.drafts {
        let before = &*draft.draft.text;
        let Some(after) = fixed_text(before, &draft.checked.findings) else { continue };
        files += 1;
        let name = &draft.draft.file.shown;
        let diff = TextDiff::from_lines(before, &after);
        let unified = diff.unified_diff().context_radius(3).header(name, name).to_string();
        for line in unified.split_inclusive('\n') {
            out.write_all(painted(terminal, line).as_bytes())?;
        }
    }
    let left = outcome.findings().filter(|(_, finding)| !finding.fixes.iter().any(is_safe)).count();
    // The diff itself has to stay usable as a patch.
    super::complaint::note(terminal, &summary(files, left));
    Ok(())
}

fn is_safe(fix: &Fix) -> bool {
    fix.applicability == Applicability::Safe
}

fn summary(files: usize, left: usize) -> String {
    let files = match files {
        0 => "no safe fix to apply".to_owned(),
        1 => "1 draft would change".to_owned(),
        files => format!("{files} drafts would change"),
    };
    match left {
        0 => files,
        1 => format!("{files}; 1 finding has no safe fix"),
        left => format!("{files}; {left} findings have no safe fix"),
    }
}

fn painted(terminal: &Terminal, line: &str) -> String {
    let Some(words) = line.strip_suffix('\n') else { return line.to_owned() };
    let tone = match words.chars().next() {
        Some('+') => Tone::Added,
        Some('-') => Tone::Error,
        Some('@') => Tone::Faint,
        _ => return line.to_owned(),
    };
    format!("{}\n", terminal.paint(tone, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Severity;
    use crate::text::Span;

    fn finding(span: Span, replacement: &str, applicability: Applicability) -> Finding {
        let edits = vec![Edit::new(span, replacement)];
        Finding {
            rule: "deprecated-term",
            severity: Severity::Warning,
            span,
            message: String::new(),
            related: Vec::new(),
            evidence: Vec::new(),
            fixes: vec![Fix { title: String::new(), applicability, edits }],
            outdated: false,
        }
    }

    #[test]
    fn applies_safe_fixes_only_and_the_first_of_overlapping_ones() {
        let findings = [
            finding(Span::new(0, 3), "ONE", Applicability::Safe),
            finding(Span::new(2, 7), "x", Applicability::Safe),
            finding(Span::new(8, 13), "THREE", Applicability::Unsafe),
        ];
        assert_eq!(fixed_text("one two three", &findings).as_deref(), Some("ONE two three"));
        assert_eq!(fixed_text("one two three", findings.get(2..).unwrap_or_default()), None);
    }

    #[test]
    fn replaces_a_file_and_keeps_its_byte_order_mark_and_line_ends() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("draft.md");
        std::fs::write(&path, "\u{feff}one\r\ntwo\r\n").expect("a writable folder");
        let draft = Draft::load(&super::super::drafts::draft_file(&path)).expect("a readable draft");
        replace(&draft, "ONE\r\ntwo\r\n").expect("a replaceable file");
        assert_eq!(std::fs::read_to_string(&path).ok().as_deref(), Some("\u{feff}ONE\r\ntwo\r\n"));
        assert!(replace(&draft, "again").is_err_and(|error| error.to_string().contains("has changed on disk")));
        assert_eq!(std::fs::read_dir(folder.path()).map(Iterator::count).ok(), Some(1));
    }
}
