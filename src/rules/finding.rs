//! What a rule says of a place in a draft, in the writer's words, with the
//! passages that show it and the ways to mend it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::corpus::Passage;
use crate::text::{Edit, Span};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not reported.
    Off,
    /// Worth knowing.
    Hint,
    /// Worth mending.
    Warning,
    /// Provably wrong.
    Error,
}

impl Severity {
    /// Every severity, from the least.
    pub const ALL: [Self; 4] = [Self::Off, Self::Hint, Self::Warning, Self::Error];
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "off",
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "off" => Ok(Self::Off),
            "hint" => Ok(Self::Hint),
            "warning" => Ok(Self::Warning),
            "error" => Ok(Self::Error),
            other => Err(format!("\"{other}\" is no severity; write off, hint, warning or error")),
        }
    }
}

/// One departure from the sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Name of the rule.
    pub rule: &'static str,
    /// How grave it is here, after configuration.
    pub severity: Severity,
    /// The words in question: bytes of the draft.
    pub span: Span,
    /// What is wrong. Stands alone: it names the words, the better wording and
    /// the source.
    pub message: String,
    /// Other places of the draft that belong to it.
    pub related: Vec<Related>,
    /// Passages that show it, the strongest first.
    pub evidence: Vec<Evidence>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// Whether the words are outdated (editors strike them through).
    pub outdated: bool,
}

/// Another place of the same draft, and what it has to do with a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

impl Finding {
    /// Whether all that shows it stands on pages that did not come out well, so that the
    /// sources may say something else.
    #[must_use]
    pub fn rests_on_doubtful_pages(&self) -> bool {
        !self.evidence.is_empty() && self.evidence.iter().all(|evidence| evidence.passage.is_doubtful)
    }
}

/// A passage, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The passage.
    pub passage: Passage,
    /// What it is an instance of: `"cyber sovereignty" stands in the sources twice`.
    /// A door adds where the passage stands.
    pub shows: String,
}

/// Whether a fix may be applied without a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Keeps the sense and the grammar.
    Safe,
    /// The author has to look.
    Unsafe,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// Whether it may be applied without a look.
    pub applicability: Applicability,
    /// The edits, in order of place, of the draft as it was checked.
    pub edits: Vec<Edit>,
}

/// The safe fixes that can be made together, by place: the first safe fix of each
/// finding, without those that share bytes with an earlier one or begin where it does.
/// What "fix all" applies, in the editor and on the command line.
pub fn safe_fixes(findings: &[Finding]) -> impl Iterator<Item = &Fix> {
    let mut taken: Option<Span> = None;
    findings.iter().filter_map(move |finding| {
        let fix = finding.fixes.iter().find(|fix| fix.applicability == Applicability::Safe)?;
        let place = Span::new(fix.edits.first()?.span.start, fix.edits.last()?.span.end);
        if taken.is_some_and(|taken| place.start < taken.end || place.start == taken.start) {
            return None;
        }
        taken = Some(place);
        Some(fix)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(fixes: &[(Applicability, usize, usize)]) -> Finding {
        let fix = |&(applicability, start, end): &(Applicability, usize, usize)| Fix {
            title: "Write x".to_owned(),
            applicability,
            edits: vec![Edit::new(Span::new(start, end), "x")],
        };
        Finding {
            rule: "superseded-rendering",
            severity: Severity::Warning,
            span: Span::new(0, 1),
            message: String::new(),
            related: Vec::new(),
            evidence: Vec::new(),
            fixes: fixes.iter().map(fix).collect(),
            outdated: false,
        }
    }

    #[test]
    fn all_safe_fixes_leave_out_unsafe_and_overlapping_ones() {
        use Applicability::{Safe, Unsafe};
        let findings = [
            finding(&[(Unsafe, 0, 1)]),
            finding(&[(Unsafe, 4, 5), (Safe, 4, 9)]),
            finding(&[(Safe, 8, 12)]),
            finding(&[(Safe, 12, 13)]),
        ];
        let spans: Vec<Span> = safe_fixes(&findings).flat_map(|fix| &fix.edits).map(|edit| edit.span).collect();
        assert_eq!(spans, [Span::new(4, 9), Span::new(12, 13)]);
    }
}
