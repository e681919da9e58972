//! `undefined-abbreviation`: an abbreviation that the text uses and never introduces.
//!
//! What may be something else than an abbreviation is never reported: numbers of
//! models, file names, numerals, words in capitals. Where the termbase or the text
//! itself knows the words in full, a fix writes them.

use rustc_hash::FxHashMap;

use super::abbreviations::{Place, gather};
use super::context::{Context, Needs, Rule};
use super::introduce::{self, FullName};
use super::well_known::is_well_known;
use super::{Finding, Severity};
use crate::draft::Snapshot;
use crate::text::WordKey;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "undefined-abbreviation",
    summary: "an abbreviation that the text never introduces",
    page: include_str!("../../fixtures/rules/undefined-abbreviation.md"),
    severity: Severity::Warning,
    needs: Needs::Draft,
    check,
};

/// Two letters in capitals are most often a state, a party's sign or an initial.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=8;

/// An abbreviation that is nowhere introduced.
struct Unknown<'d> {
    name: &'d str,
    /// All its places, quoted ones and headings too.
    places: Vec<Place<'d>>,
    /// The first place that may be blamed.
    first: Place<'d>,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unknown: Vec<Unknown<'_>> =
        gather(context.snapshot).into_iter().filter_map(|(name, places)| unknown(context, name, places)).collect();
    if unknown.is_empty() {
        return;
    }
    let words = words_written_small(context.snapshot, &unknown);
    let unknown: Vec<Unknown<'_>> =
        unknown.into_iter().filter(|unknown| !words.contains(&WordKey::of(unknown.name))).collect();
    let names: Vec<&str> = unknown.iter().map(|unknown| unknown.name).collect();
    let mut spelt_out = introduce::spelt_out(context.snapshot, &names);
    for unknown in &unknown {
        let of_termbase = introduce::of_termbase(context, unknown.name);
        let full = of_termbase.or_else(|| spelt_out.remove(unknown.name));
        findings.push(finding(context, unknown, full.as_ref()));
    }
}

fn unknown<'d>(context: &Context<'_>, name: &'d str, places: Vec<Place<'d>>) -> Option<Unknown<'d>> {
    let is_introduced = || places.iter().any(|place| place.introduction.is_some());
    let is_of_length = LETTERS.contains(&name.chars().count());
    if !is_of_length || is_introduced() || is_well_known(name, context.known_abbreviations) {
        return None;
    }
    let first = *places.iter().find(|place| place.abbreviation.is_plain && place.is_running_text())?;
    Some(Unknown { name, places, first })
}

/// Of the names, those that the draft also writes in small letters: "NEVER", "BEIJING".
fn words_written_small(snapshot: &Snapshot, unknown: &[Unknown<'_>]) -> Vec<WordKey> {
    let mut keys: FxHashMap<WordKey, bool> = unknown.iter().map(|it| (WordKey::of(it.name), false)).collect();
    for content in snapshot.blocks.iter().map(|block| &block.content) {
        for (index, key) in content.tokens.keys().iter().enumerate() {
            let Some(is_small) = keys.get_mut(key) else { continue };
            *is_small |= content.tokens.span(index).slice(&content.text).contains(char::is_lowercase);
        }
    }
    keys.into_iter().filter_map(|(key, is_small)| is_small.then_some(key)).collect()
}

fn finding(context: &Context<'_>, unknown: &Unknown<'_>, full: Option<&FullName<'_>>) -> Finding {
    let name = unknown.name;
    let advice = match full {
        Some(full) => full.advice(context, name, unknown.places.len()),
        None => "say in full what it stands for at first mention, with the abbreviation in brackets".to_owned(),
    };
    let fix = full.and_then(|full| full.fix(unknown.first, name, unknown.places.len()));
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: unknown.first.span(),
        message: format!("\"{name}\" is nowhere introduced in this text; {advice}"),
        related: full.and_then(|full| full.related(name)).into_iter().collect(),
        evidence: Vec::new(),
        fixes: fix.into_iter().collect(),
        outdated: false,
    }
}
