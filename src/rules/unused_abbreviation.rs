//! `unused-abbreviation`: an abbreviation that is introduced and then not used, or
//! used once only. The words in full would have done.

use super::abbreviations::Place;
use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Severity};
use crate::prose::IntroductionForm;
use crate::text::{Edit, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unused-abbreviation",
    summary: "an abbreviation that is introduced and then hardly used",
    page: include_str!("../../fixtures/rules/unused-abbreviation.md"),
    severity: Severity::Warning,
    needs: Needs::Draft,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (name, places) in context.abbreviations.iter() {
        let Some(introduced) = places.iter().find(|place| is_introduction(place)) else { continue };
        let introductions = places.iter().filter(|place| place.introduction.is_some()).count();
        let uses = places.len() - introductions;
        if introductions > 1 || uses > 1 || written(&context.snapshot.text, name) > places.len() {
            continue;
        }
        let (severity, message) = match uses {
            0 => (RULE.severity, format!("\"{name}\" is introduced here and not used again; the full form will do")),
            _ => (Severity::Hint, format!("\"{name}\" is introduced here and used once only; the full form will do")),
        };
        findings.push(Finding {
            rule: RULE.name,
            severity,
            span: introduced.span(),
            message,
            related: Vec::new(),
            evidence: Vec::new(),
            fixes: (uses == 0).then(|| leave_out(introduced, name)).flatten().into_iter().collect(),
            outdated: false,
        });
    }
}

/// Whether the author gives the full form and puts the abbreviation in brackets behind.
fn is_introduction(place: &Place<'_>) -> bool {
    let is_bracketed = |introduction: &crate::prose::Introduction| {
        introduction.form == IntroductionForm::Bracketed && introduction.expansion.is_some()
    };
    place.is_running_text() && place.introduction.as_ref().is_some_and(is_bracketed)
}

/// How often the letters stand in the whole file as a word: also in code, in an
/// address, in the front matter.
fn written(draft: &str, name: &str) -> usize {
    let is_word = |at: usize| {
        let before = Span::new(0, at).slice(draft).chars().next_back();
        let after = Span::new(at + name.len(), draft.len()).slice(draft).chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|c| c.is_alphanumeric() && c != 's')
    };
    draft.match_indices(name).filter(|(at, _)| is_word(*at)).count()
}

/// Takes the brackets away. The author may be about to use the abbreviation, so never
/// without a look.
fn leave_out(place: &Place<'_>, name: &str) -> Option<Fix> {
    let content = &place.block.content;
    let expansion = place.introduction?.expansion?.span;
    let behind = Span::new(place.abbreviation.span.end, content.text.len()).slice(&content.text);
    let close = behind.find([')', ']', '）'])?;
    let end = place.abbreviation.span.end + close + behind.get(close..)?.chars().next()?.len_utf8();
    let removed = Span::new(expansion.end, end);
    let is_kept = content.map.is_unbroken(removed) && !content.targets.iter().any(|target| target.overlaps(removed));
    is_kept.then(|| Fix {
        title: format!("leave out \"({name})\""),
        applicability: Applicability::Unsafe,
        edits: vec![Edit::new(place.block.to_source(removed), "")],
    })
}
