//! How verdicts and kinds look: a class for the colour, and a sign and a word for those who
//! see none.

use crate::engine::{MarkKind, Verdict};
use crate::rules::Severity;

/// The look of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Badge {
    /// The class of its colour and its line.
    pub class: &'static str,
    /// Its sign.
    pub sign: &'static str,
    /// Its word.
    pub word: &'static str,
}

const fn badge(class: &'static str, sign: &'static str, word: &'static str) -> Badge {
    Badge { class, sign, word }
}

/// What a legend explains, in order of weight.
pub(super) const LEGEND: [(Badge, &str); 9] = [
    (of_verdict(Some(Verdict::Verbatim)), "a quotation in the words of the source"),
    (of_verdict(Some(Verdict::Adapted)), "with what an editor may change, and marks"),
    (of_verdict(Some(Verdict::Altered)), "the source has other words"),
    (of_verdict(Some(Verdict::Similar)), "the sources have something like it"),
    (of_verdict(Some(Verdict::Absent)), "no passage of the sources is near"),
    (of_kind(MarkKind::Term), "a term of the termbase"),
    (of_kind(MarkKind::UndesiredTerm), "another term is right at the date of the draft"),
    (of_kind(MarkKind::Set), "a counted set"),
    (of_kind(MarkKind::Finding(Severity::Warning)), "something a rule objects to"),
];

/// The look of a mark.
pub(super) const fn of_kind(kind: MarkKind) -> Badge {
    match kind {
        MarkKind::Quotation(verdict) | MarkKind::Expression(verdict) => of_verdict(verdict),
        MarkKind::Term => badge("term", "§", "term"),
        MarkKind::UndesiredTerm => badge("undesired", "⇄", "another term"),
        MarkKind::Set => badge("set", "#", "counted set"),
        MarkKind::Citation => badge("cites", "→", "citation"),
        MarkKind::Finding(Severity::Error) => badge("error", "✗", "error"),
        MarkKind::Finding(Severity::Warning) => badge("warning", "!", "warning"),
        MarkKind::Finding(Severity::Hint | Severity::Off) => badge("hint", "i", "hint"),
    }
}

/// The look of a verdict; `None` where it is unknown.
pub(super) const fn of_verdict(verdict: Option<Verdict>) -> Badge {
    match verdict {
        Some(Verdict::Verbatim) => badge("verbatim", "✓", "verbatim"),
        Some(Verdict::Adapted) => badge("adapted", "≈", "adapted"),
        Some(Verdict::Altered) => badge("altered", "≠", "altered"),
        Some(Verdict::Similar) => badge("similar", "~", "similar passage"),
        Some(Verdict::Absent) => badge("absent", "?", "not in the sources"),
        None => badge("unknown", "–", "unknown"),
    }
}
