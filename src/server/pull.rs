//! Diagnostics for clients that ask for them.

use super::diagnostics::diagnostics;
use super::protocol::lsp::{
    DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};
use super::session::Open;
use super::shared::Shared;

/// The report on a draft; `None` when stopped. Blocking.
///
/// A result is named by the revision of the draft, the engine and the day, so that
/// an unchanged one is known without a check.
pub(super) fn report(
    shared: &Shared,
    open: Open,
    previous: Option<&str>,
    stop: &dyn Fn() -> bool,
) -> Option<DocumentDiagnosticReportResult> {
    let Some(view) = shared.view(open) else { return Some(full(Vec::new(), None)) };
    let id = format!("{:x}.{}.{}.{}", shared.stamp, view.open.revision, view.current.serial, view.today);
    if previous == Some(id.as_str()) {
        let unchanged = UnchangedDocumentDiagnosticReport { result_id: id };
        let report = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: unchanged,
        };
        return Some(DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Unchanged(report)));
    }
    let checked = view.checked(stop)?;
    Some(full(diagnostics(shared, &view, &checked.findings), Some(id)))
}

/// A report without findings, for a document that is no open draft.
pub(super) fn empty() -> DocumentDiagnosticReportResult {
    full(Vec::new(), None)
}

fn full(items: Vec<super::protocol::lsp::Diagnostic>, result_id: Option<String>) -> DocumentDiagnosticReportResult {
    let report = RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    };
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(report))
}
