//! Findings as the diagnostics of the protocol. Whatever a client cannot show is
//! left out; the message alone says what is wrong.

use serde_json::json;

use crate::rules::{Finding, Severity};

use super::cards;
use super::protocol::lsp::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString,
};
use super::shared::Shared;
use super::source_document::location;
use super::sources::Places;
use super::view::View;

/// The name under which diagnostics appear.
pub(super) const SOURCE: &str = "glossator";

/// The diagnostics of a draft. Blocking: reads lines of the sources.
pub(super) fn diagnostics(shared: &Shared, view: &View, findings: &[Finding]) -> Vec<Diagnostic> {
    let mut places = shared.sources.places(shared.editor());
    let told = findings.iter().filter(|finding| finding.severity != Severity::Off);
    told.map(|finding| diagnostic(shared, view, finding, &mut places)).collect()
}

fn diagnostic(shared: &Shared, view: &View, finding: &Finding, places: &mut Places<'_>) -> Diagnostic {
    let editor = shared.editor();
    let link = || shared.pages.link(finding.rule, view.engine().config());
    Diagnostic {
        range: view.ruler().range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: editor.code_links.then(link).flatten().map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: editor.related.then(|| related(view, finding, places)).filter(|list| !list.is_empty()),
        tags: (finding.outdated && editor.deprecated_tag).then(|| vec![DiagnosticTag::DEPRECATED]),
        data: editor.data.then(|| json!({"fixes": finding.fixes.iter().map(|fix| &fix.title).collect::<Vec<_>>()})),
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Hint | Severity::Off => DiagnosticSeverity::HINT,
    }
}

/// Other places of the draft, then the passages that show it.
fn related(view: &View, finding: &Finding, places: &mut Places<'_>) -> Vec<DiagnosticRelatedInformation> {
    let in_draft = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location::new(view.open.uri.clone(), view.ruler().range(related.span)),
        message: related.message.clone(),
    });
    let in_sources = finding.evidence.iter().filter_map(|evidence| {
        let message = format!("{}: {}", evidence.shows, cards::passage_line(&evidence.passage));
        Some(DiagnosticRelatedInformation { location: location(&evidence.passage, places)?, message })
    });
    in_draft.chain(in_sources).collect()
}
