//! `unused-abbreviation`: an abbreviation that is introduced and then not used, or
//! used once only. The words in full would have done.

use rustc_hash::FxHashMap;

use super::abbreviations::Place;
use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Severity};
use crate::draft::Snapshot;
use crate::prose::{IntroductionForm, written_abbreviations};
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

/// An abbreviation that is introduced and used once at most in running text.
struct Idle<'d> {
    name: &'d str,
    places: &'d [Place<'d>],
    introduced: &'d Place<'d>,
    uses: usize,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let idle: Vec<Idle<'_>> = context.abbreviations.iter().filter_map(|(name, places)| idle(name, places)).collect();
    let written = written(context.snapshot, idle.iter().map(|idle| idle.name));
    let is_idle = |idle: &&Idle<'_>| written.get(idle.name).is_none_or(|times| *times <= idle.places.len());
    findings.extend(idle.iter().filter(is_idle).map(finding));
}

fn idle<'d>(name: &'d str, places: &'d [Place<'d>]) -> Option<Idle<'d>> {
    let introduced = places.iter().find(|place| is_introduction(place))?;
    let introductions = places.iter().filter(|place| place.introduction.is_some()).count();
    let uses = places.len() - introductions;
    (introductions == 1 && uses <= 1).then_some(Idle { name, places, introduced, uses })
}

fn finding(idle: &Idle<'_>) -> Finding {
    let Idle { name, introduced, uses, .. } = *idle;
    let (severity, message) = match uses {
        0 => (RULE.severity, format!("\"{name}\" is introduced here and not used again; the full form will do")),
        _ => (Severity::Hint, format!("\"{name}\" is introduced here and used once only; the full form will do")),
    };
    Finding {
        rule: RULE.name,
        severity,
        span: introduced.span(),
        message,
        related: Vec::new(),
        evidence: Vec::new(),
        fixes: (uses == 0).then(|| leave_out(introduced, name)).flatten().into_iter().collect(),
        outdated: false,
    }
}

/// Whether the author gives the full form and puts the abbreviation in brackets behind.
fn is_introduction(place: &Place<'_>) -> bool {
    let is_bracketed = |introduction: &crate::prose::Introduction| {
        introduction.form == IntroductionForm::Bracketed && introduction.expansion.is_some()
    };
    place.is_running_text() && place.introduction.as_ref().is_some_and(is_bracketed)
}

/// How often each of the names stands in the whole file as a word, be it in the plural:
/// also in code, in an address, in the front matter.
fn written<'d>(snapshot: &Snapshot, names: impl Iterator<Item = &'d str>) -> FxHashMap<&'d str, usize> {
    let mut times: FxHashMap<&str, usize> = names.map(|name| (name, 0)).collect();
    if times.is_empty() {
        return times;
    }
    let mut count = |word: &str| {
        let singular = word.strip_suffix('s').filter(|_| !times.contains_key(word));
        if let Some(times) = times.get_mut(singular.unwrap_or(word)) {
            *times += 1;
        }
    };
    let mut end = 0;
    for block in &snapshot.blocks {
        let between = Span::new(end, block.source.start.max(end)).slice(&snapshot.text);
        written_abbreviations(between).for_each(|word| count(word.slice(between)));
        let source = block.source.slice(&snapshot.text);
        block.content.written_abbreviations.iter().for_each(|word| count(word.slice(source)));
        end = block.source.end;
    }
    let behind = Span::new(end, snapshot.text.len()).slice(&snapshot.text);
    written_abbreviations(behind).for_each(|word| count(word.slice(behind)));
    times
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
