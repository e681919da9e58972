//! `unused-suppression`: a comment that allows what is not there, or that cannot
//! work: no such rule, no reason, not readable. Runs after all other rules.

use super::context::{Context, Needs, Rule, SuppressionUse};
use super::{Applicability, Finding, Fix, Severity};
use crate::draft::Suppression;
use crate::text::{Edit, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unused-suppression",
    summary: "a suppression comment that hides nothing or cannot work",
    page: include_str!("../../fixtures/rules/unused-suppression.md"),
    severity: Severity::Warning,
    needs: Needs::Draft,
    check,
};

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (suppression, usage) in context.snapshot.suppressions.iter().zip(context.suppressions) {
        findings.extend(judged(&context.snapshot.text, suppression, *usage));
    }
    for (span, message) in &context.snapshot.unreadable {
        findings.push(RULE.finding(*span, message.clone(), Vec::new()));
    }
}

fn judged(draft: &str, suppression: &Suppression, usage: SuppressionUse) -> Option<Finding> {
    let (name, place) = &suppression.rule;
    if super::find(name).is_none() {
        let message = match nearest(name) {
            Some(known) => format!("there is no rule \"{name}\"; did you mean \"{known}\"?"),
            None => format!("there is no rule \"{name}\"; `glossator rule` lists them"),
        };
        return Some(RULE.finding(*place, message, Vec::new()));
    }
    if suppression.reason.is_none() {
        let message = format!("this comment hides nothing without a reason: write \"{name}: why\"");
        return Some(RULE.finding(suppression.comment, message, Vec::new()));
    }
    (usage == SuppressionUse::Unused).then(|| {
        let message = format!("nothing here departs from \"{name}\" any more; the comment can go");
        let comments = std::iter::once((suppression.comment, *place)).chain(suppression.end);
        let edits: Vec<Edit> = comments.map(|(comment, name)| removal(draft, comment, name)).collect();
        let is_safe = edits.iter().all(|edit| leaves_the_rest_alone(draft, edit.span));
        let fix = Fix {
            title: "remove the comment".to_owned(),
            applicability: if is_safe { Applicability::Safe } else { Applicability::Unsafe },
            edits,
        };
        RULE.finding(suppression.comment, message, vec![fix])
    })
}

/// Takes the comment away, or, where it names other rules too, the one name; with
/// the blanks before it where the line ends behind it, since two would break the line; two behind it are meant to.
fn removal(draft: &str, comment: Span, name: Span) -> Edit {
    let inside = |span: Span| span.slice(draft);
    let (before, after) = (inside(Span::new(comment.start, name.start)), inside(Span::new(name.end, comment.end)));
    let blanks = after.len() - after.trim_start().len();
    if after.trim_start().starts_with(',') {
        let blanks_behind = after.trim_start().get(1..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        return Edit::new(Span::new(name.start, name.end + blanks + 1 + blanks_behind), "");
    }
    if before.trim_end().ends_with(',') {
        return Edit::new(Span::new(comment.start + before.trim_end().len() - 1, name.end), "");
    }
    let (head, tail) = around(draft, comment);
    let is_last = tail.trim().is_empty() && !head.trim().is_empty();
    // The mark of a list or a quotation needs its blank.
    if !is_last || !head.contains(char::is_alphabetic) {
        return Edit::new(comment, "");
    }
    let blanks_before = head.len() - head.trim_end_matches([' ', '\t']).len();
    let blanks_behind = if tail.len() < 2 { tail.len() } else { 0 };
    Edit::new(Span::new(comment.start - blanks_before, comment.end + blanks_behind), "")
}

/// Whether a comment is not the beginning of a line with something behind it: that
/// line is HTML because of the comment, and would be read anew. Nor a table's cell,
/// without which the row may be none; nor does it stand
/// alone before a list, which would join a list before it.
fn leaves_the_rest_alone(draft: &str, removed: Span) -> bool {
    let (head, tail) = around(draft, removed);
    let is_first = head.trim_matches([' ', '\t', '>', '-', '*', '+']).is_empty();
    let next = Span::new(removed.end, draft.len()).slice(draft).trim_start_matches(['\r', '\n', '>']);
    let is_list = next.starts_with([' ', '\t', '-', '*', '+']) || next.starts_with(|c: char| c.is_ascii_digit());
    if is_first { tail.trim().is_empty() && !is_list } else { !head.contains('|') }
}

/// What stands before and behind a span on its lines.
fn around(draft: &str, span: Span) -> (&str, &str) {
    let before = Span::new(0, span.start).slice(draft);
    let after = Span::new(span.end, draft.len()).slice(draft);
    let is_end = |c: char| matches!(c, '\n' | '\r');
    let head = before.rfind(is_end).and_then(|at| before.get(at + 1..)).unwrap_or(before);
    let tail = after.find(is_end).and_then(|at| after.get(..at)).unwrap_or(after);
    (head, tail)
}

fn nearest(name: &str) -> Option<&'static str> {
    super::RULES
        .iter()
        .map(|rule| (strsim::jaro_winkler(rule.name, name), rule.name))
        .filter(|(nearness, _)| *nearness > 0.75)
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, known)| known)
}
