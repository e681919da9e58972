//! What is on an evidence page, counted.

use super::marks::{MarkKind, Marks};
use crate::engine::Verdict;
use crate::rules::{Finding, Severity};

/// The numbers at the head of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageNumbers {
    /// Quotations by verdict.
    pub quotations: QuotationNumbers,
    /// Expressions in marks.
    pub expressions: usize,
    /// Places where a term stands.
    pub terms: usize,
    /// Places where a counted set is named.
    pub sets: usize,
    /// Citations of sources.
    pub citations: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
}

/// Quotations by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuotationNumbers {
    /// In the words of a source.
    pub verbatim: usize,
    /// With what an editor may change, and marks.
    pub adapted: usize,
    /// With other words than the source.
    pub altered: usize,
    /// That no source has, or something like it at best.
    pub not_found: usize,
    /// That may stand in a source that cannot be read.
    pub unknown: usize,
}

impl PageNumbers {
    pub(super) fn of(marks: &Marks, findings: &[Finding]) -> Self {
        let severity = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let mut numbers = Self {
            errors: severity(Severity::Error),
            warnings: severity(Severity::Warning),
            hints: severity(Severity::Hint),
            ..Self::default()
        };
        for mark in &marks.places {
            if let Some(count) = numbers.of_kind(mark.kind) {
                *count += 1;
            }
        }
        numbers
    }

    /// The number that a mark counts for. Findings are counted as such: most stand on the
    /// marks of something else.
    const fn of_kind(&mut self, kind: MarkKind) -> Option<&mut usize> {
        Some(match kind {
            MarkKind::Quotation(verdict) => self.quotations.of_verdict(verdict),
            MarkKind::Expression(_) => &mut self.expressions,
            MarkKind::Term | MarkKind::UndesiredTerm => &mut self.terms,
            MarkKind::Set => &mut self.sets,
            MarkKind::Citation => &mut self.citations,
            MarkKind::Finding(_) => return None,
        })
    }
}

impl QuotationNumbers {
    /// All of them.
    #[must_use]
    pub const fn total(self) -> usize {
        self.verbatim + self.adapted + self.altered + self.not_found + self.unknown
    }

    const fn of_verdict(&mut self, verdict: Option<Verdict>) -> &mut usize {
        match verdict {
            Some(Verdict::Verbatim) => &mut self.verbatim,
            Some(Verdict::Adapted) => &mut self.adapted,
            Some(Verdict::Altered) => &mut self.altered,
            Some(Verdict::Similar | Verdict::Absent) => &mut self.not_found,
            None => &mut self.unknown,
        }
    }
}
