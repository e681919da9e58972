//! An outcome to try reports on: one draft, one finding with all its parts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::check::{CheckedDraft, Outcome};
use crate::cli::drafts::{Draft, draft_file};
use crate::cli::terminal::Terminal;
use crate::corpus::{Document, Passage, Zone};
use crate::draft::Snapshot;
use crate::engine::{Checked, Skipped};
use crate::prose::PartialDate;
use crate::rules::{Applicability, Evidence, Finding, Fix, Related, Severity};
use crate::text::{Edit, LineIndex, Place, Span};

/// The draft of the sample.
pub(in crate::cli) const TEXT: &str = "# Brief\n\nThey want a community of common destiny, \
    命运共同体, and they have said so at every forum of the last ten years without a word of doubt.\n\
    A community of common destiny\nagain.\n";

const SENTENCE: &str = "We build a community with a shared future, here as in every other harbour \
    that keeps a light, and we keep it together.";

/// A draft with a finding that has a related place, evidence and a fix.
pub(in crate::cli) fn outcome() -> Outcome {
    let found = Span::new(21, 48);
    let again = TEXT.rfind("community").map_or(Span::at(0), |start| Span::new(start, start + found.len()));
    let finding = Finding {
        rule: "superseded-rendering",
        severity: Severity::Warning,
        span: found,
        message: "\"community of common destiny\" was superseded in 2017; write \"community with a shared future\""
            .to_owned(),
        related: vec![Related { span: again, message: "and here".to_owned() }],
        evidence: vec![Evidence {
            passage: passage(),
            shows: "\"community with a shared future\" stands in the sources once".to_owned(),
        }],
        fixes: vec![Fix {
            title: "write \"community with a shared future\"".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit::new(found, "community with a shared future")],
        }],
        outdated: true,
    };
    let skipped = vec![Skipped { rule: "unattested-formulation", reason: "no corpus".to_owned() }];
    Outcome { drafts: vec![draft(Checked { findings: vec![finding], skipped })], ..Outcome::default() }
}

fn draft(checked: Checked) -> CheckedDraft {
    let text: Arc<str> = TEXT.into();
    CheckedDraft {
        draft: Draft { file: draft_file(Path::new("drafts/brief.md")), text: Arc::clone(&text), mark: 0 },
        snapshot: Arc::new(Snapshot { lines: LineIndex::new(&text), text, ..Snapshot::default() }),
        checked,
        source_changes: Vec::new(),
        as_of: PartialDate::year_only(2024),
        fail_on: Severity::Warning,
    }
}

/// A passage of a source.
pub(in crate::cli) fn passage() -> Passage {
    let words = Span::new(11, 41);
    Passage {
        document: Arc::new(Document {
            id: "keynote".to_owned(),
            path: PathBuf::from("/harbour/sources/key note.md"),
            title: Some("Keynote".to_owned()),
            publisher: Some("Harbour News".to_owned()),
            author: None,
            speaker: None,
            date: Some(PartialDate::year_only(2018)),
            language: Some("en".to_owned()),
            url: None,
            words: 400,
            provenance: Vec::new(),
            furniture: Vec::new(),
            extraction: None,
            text_file: None,
        }),
        span: Span::new(811, 841),
        start: Place { line: 26, column: 12 },
        end: Place { line: 26, column: 42 },
        text: SENTENCE.to_owned(),
        words,
        zone: Zone::Body,
        page: None,
        is_doubtful: false,
    }
}

/// A colourless terminal of 80 columns.
pub(in crate::cli) fn terminal() -> Terminal {
    Terminal {
        width: 80,
        color: false,
        error_color: false,
        blocks: true,
        progress: false,
        folder: PathBuf::from("/harbour"),
    }
}
