//! `undefined-abbreviation`: an abbreviation that the text uses and never introduces.
//!
//! What may be something else than an abbreviation is never reported: numbers of
//! models, file names, numerals, words in capitals. Where the termbase or the text
//! itself knows the words in full, a fix writes them; where neither does, letters that
//! can be said as a word are taken for a name.

use rustc_hash::FxHashMap;

use super::abbreviations::Place;
use super::context::{Context, Needs, Rule};
use super::introduce::{self, FullName};
use super::well_known::is_well_known;
use super::{Finding, Severity};
use crate::draft::Snapshot;
use crate::prose::is_sayable;
use crate::text::{Gap, Span, WordKey, fold, is_function_word};

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
    places: &'d [Place<'d>],
    /// The first place that may be blamed.
    first: Place<'d>,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unknown: Vec<Unknown<'_>> =
        context.abbreviations.iter().filter_map(|(name, places)| unknown(context, name, places)).collect();
    let mut known: FxHashMap<&str, FullName<'_>> =
        unknown.iter().filter_map(|it| Some((it.name, introduce::of_termbase(context, it.name)?))).collect();
    let others = unknown.iter().map(|it| it.name).filter(|name| !known.contains_key(name));
    known.extend(introduce::spelt_out(context.snapshot, others));
    let told: Vec<&Unknown<'_>> = unknown.iter().filter(|it| known.contains_key(it.name) || is_one(it)).collect();
    let words = words_written_small(context.snapshot, told.iter().map(|it| it.name));
    let told = told.into_iter().filter(|it| !words.contains(&WordKey::of(it.name)));
    findings.extend(told.map(|unknown| finding(context, unknown, known.get(unknown.name))));
}

/// Whether letters without known words are an abbreviation for a noun. Those without
/// "the" or a plural may be a firm's or a newspaper's: of those that were read, one in
/// six was.
fn is_one(unknown: &Unknown<'_>) -> bool {
    !is_sayable(unknown.name) && unknown.places.iter().any(is_used_as_a_noun)
}

fn unknown<'d>(context: &Context<'_>, name: &'d str, places: &'d [Place<'d>]) -> Option<Unknown<'d>> {
    let is_introduced = || places.iter().any(|place| place.introduction.is_some());
    let is_of_length = LETTERS.contains(&name.chars().count());
    if !is_of_length || is_introduced() || is_well_known(name, context.known_abbreviations) {
        return None;
    }
    let first =
        *places.iter().find(|place| place.abbreviation.is_plain && place.is_running_text() && !is_in_a_name(place))?;
    Some(Unknown { name, places, first })
}

/// Whether the letters are part of a name or a designation, or stand in a caption.
///
/// ```text
/// National Grid ESO   ABLV Bank   Thomson-CSF   RLM-ME   Source: KCTV
/// ```
///
/// Behind "the" a capital that follows is another name: "the PLA Hong Kong Garrison".
fn is_in_a_name(place: &Place<'_>) -> bool {
    let (text, tokens) = (&place.block.content.text, &place.block.content.tokens);
    let index = tokens.index_at(place.abbreviation.span.start + 1);
    let word = |index: usize| tokens.span(index).slice(text);
    let before = index.checked_sub(1).filter(|_| tokens.flags(index).gap() <= Gap::Hyphen);
    let after = (index + 1 < tokens.len() && tokens.flags(index + 1).gap() <= Gap::Hyphen).then_some(index + 1);
    let is_opening = |index: usize| index == 0 || tokens.flags(index).gap() == Gap::Stop;
    let is_name = |index: usize| tokens.flags(index).is_capital() && !is_function_word(&fold(word(index)));
    let follows_a_name = before.is_some_and(|index| is_name(index) && !is_opening(index));
    let follows_an_article = before.is_some_and(|index| fold(word(index)) == "the");
    let precedes_a_name = after.is_some_and(|next| {
        tokens.flags(next).is_capital() && (!follows_an_article || tokens.flags(next).gap() == Gap::Hyphen)
    });
    follows_a_name || precedes_a_name || text.contains("Source:")
}

/// Whether "the" or the `s` of a plural tell that the letters are short for a noun.
/// Firms, newspapers and brands that go by letters are written without.
fn is_used_as_a_noun(place: &Place<'_>) -> bool {
    let content = &place.block.content;
    let before = Span::new(0, place.abbreviation.span.start).slice(&content.text).trim_end();
    let follows_an_article = before.ends_with(" the") || before.ends_with("The") || before == "the";
    let may_be_judged = place.abbreviation.is_plain && !place.is_quoted() && !is_in_a_name(place);
    may_be_judged && (place.abbreviation.is_plural || follows_an_article && !is_before_a_capital(place))
}

fn is_before_a_capital(place: &Place<'_>) -> bool {
    let content = &place.block.content;
    let after = Span::new(place.abbreviation.span.end, content.text.len()).slice(&content.text);
    after.trim_start().starts_with(char::is_uppercase)
}

/// Of the names, those that the draft also writes in small letters: "NEVER", "BEIJING".
fn words_written_small<'d>(snapshot: &Snapshot, names: impl Iterator<Item = &'d str>) -> Vec<WordKey> {
    let mut keys: FxHashMap<WordKey, bool> = names.map(|name| (WordKey::of(name), false)).collect();
    if keys.is_empty() {
        return Vec::new();
    }
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
