//! `name-order`: the given name where the family name belongs ("Yi stressed"), or the
//! two in the wrong order ("Yi Wang").
//!
//! A short name is judged only where nobody else can be meant: the draft names the
//! person in full, or the given name is long and one known person's alone; and where
//! it stands as a name does, beside a title, a form of address or a verb of speech.

use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Severity};
use crate::draft::{Block, BlockContent};
use crate::evidence::{BlockTerms, Cast, titles};
use crate::termbase::{NameMatch, Person, PersonRef};
use crate::text::{Edit, Gap, WordKey, fold, one_line, tokenize};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "name-order",
    summary: "the given name where the family name belongs",
    page: include_str!("../../fixtures/rules/name-order.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

/// Verbs of speech that a person's name stands before or behind.
const SPEECH: [&str; 61] = [
    "acknowledged",
    "added",
    "announced",
    "answered",
    "argued",
    "asked",
    "asserted",
    "believes",
    "called",
    "cautioned",
    "claimed",
    "commented",
    "concluded",
    "confirmed",
    "contended",
    "declared",
    "delivered",
    "emphasised",
    "emphasized",
    "explained",
    "expressed",
    "hailed",
    "highlighted",
    "insisted",
    "mentioned",
    "noted",
    "observed",
    "opined",
    "outlined",
    "pledged",
    "pointed",
    "praised",
    "promised",
    "proposed",
    "reaffirmed",
    "recalled",
    "reiterated",
    "remarked",
    "replied",
    "responded",
    "said",
    "says",
    "spoke",
    "stated",
    "states",
    "stressed",
    "stresses",
    "suggested",
    "tells",
    "thanked",
    "told",
    "underlined",
    "underscored",
    "urged",
    "urges",
    "vowed",
    "voiced",
    "warned",
    "warns",
    "welcomed",
    "wrote",
];
/// Words between a name and its verb.
const ADVERBS: [&str; 8] = ["again", "also", "further", "has", "had", "later", "reportedly", "then"];
/// Forms of address before a name.
const ADDRESS: [&str; 10] =
    ["ambassador", "chairman", "comrade", "dr", "minister", "mr", "mrs", "ms", "prof", "professor"];
/// Letters of a given name that is enough to know its bearer.
const TELLING: usize = 6;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.termbase.people().is_empty() {
        return;
    }
    let cast = Cast::of(context.termbase, context.terms);
    for (block, terms) in context.snapshot.blocks.iter().zip(context.terms) {
        for name in terms.names.iter().filter(|name| !block.is_quoted(name.span)) {
            let place = Place { context, cast: &cast, block, terms, name };
            findings.extend(place.reversed().or_else(|| place.given_alone()));
        }
    }
}

/// A name in the author's own words.
struct Place<'p> {
    context: &'p Context<'p>,
    cast: &'p Cast,
    block: &'p Block,
    terms: &'p BlockTerms,
    name: &'p NameMatch,
}

impl Place<'_> {
    /// "Yi Wang" where Wang Yi is meant: the draft names him rightly elsewhere, or his
    /// title stands beside it.
    fn reversed(&self) -> Option<Finding> {
        let meaning = self.context.termbase.names().meaning(self.name);
        let [number] = *meaning.reversed.as_slice() else { return None };
        let person = self.context.termbase.person(number)?;
        if !meaning.full.is_empty() || self.has_neighbour() || !(self.cast.holds(number) || self.has_title_of(person)) {
            return None;
        }
        let right = self.changed_about(person)?;
        let place = if person.has_family_first() { "first" } else { "last" };
        let message = format!("the family name of {} stands {place}; write \"{right}\"", person.name);
        Some(self.finding(message, right, true))
    }

    /// "Yi stressed".
    fn given_alone(&self) -> Option<Finding> {
        let (number, is_named) = self.bearer()?;
        let person = self.context.termbase.person(number)?;
        let is_name = self.is_addressed() || self.has_title_of(person) || self.speaks();
        if !is_name || self.has_neighbour() || self.is_somebody_elses(person) {
            return None;
        }
        let given = one_line(self.name.span.slice(&self.block.content.text));
        let family = person.later_mention().to_owned();
        let message = format!(
            "\"{given}\" is the given name of {}; later mentions use the family name: write \"{family}\"",
            person.name
        );
        Some(self.finding(message, family, is_named && !self.is_in_capitals()))
    }

    /// The words with their halves changed about, accents and letter case as they are.
    fn changed_about(&self, person: &Person) -> Option<String> {
        let (words, tokens) = (self.name.words.clone(), &self.content().tokens);
        let family = tokenize(&person.family).len();
        let middle = if person.has_family_first() { words.end.checked_sub(family)? } else { words.start + family };
        let half = |words: std::ops::Range<usize>| one_line(tokens.cover(words).slice(&self.content().text));
        Some(format!("{} {}", half(middle..words.end), half(words.start..middle)))
    }

    /// Whose given name alone this is, and whether the draft names the person in full.
    fn bearer(&self) -> Option<(PersonRef, bool)> {
        let meaning = self.context.termbase.names().meaning(self.name);
        if !meaning.full.is_empty() || meaning.family.iter().any(|person| self.cast.holds(*person)) {
            return None;
        }
        if let Some(known) = self.cast.only_known(&meaning.given) {
            return Some((known, true));
        }
        match *meaning.given.as_slice() {
            [known] if self.name.span.len() >= TELLING && meaning.family.is_empty() => Some((known, false)),
            _ => None,
        }
    }

    fn finding(&self, message: String, right: String, is_sure: bool) -> Finding {
        let content = &self.block.content;
        let is_safe = is_sure && content.map.is_unbroken(self.name.span) && !content.has_stray_mark;
        let fix = Fix {
            title: format!("write \"{right}\""),
            applicability: if is_safe { Applicability::Safe } else { Applicability::Unsafe },
            edits: vec![Edit::new(self.block.to_source(self.name.span), right)],
        };
        let is_target = content.targets.iter().any(|target| target.overlaps(self.name.span));
        Finding {
            rule: RULE.name,
            severity: RULE.severity,
            span: self.block.to_source(self.name.span),
            message,
            related: Vec::new(),
            evidence: Vec::new(),
            fixes: if is_target { Vec::new() } else { vec![fix] },
            outdated: false,
        }
    }

    /// Whether a title stands beside it that the person held at some time.
    fn has_title_of(&self, person: &Person) -> bool {
        let titles = titles(self.context.termbase, self.block, &self.terms.names, self.name.words.clone());
        titles.iter().any(|title| title.offices.iter().any(|office| office.held_by(&person.id).next().is_some()))
    }

    fn is_addressed(&self) -> bool {
        self.name.words.start.checked_sub(1).is_some_and(|before| ADDRESS.contains(&self.word(before).as_str()))
    }

    /// Whether a verb of speech stands behind the name ("Yi also stressed"), or before it
    /// with nothing of a name after ("said Yi").
    fn speaks(&self) -> bool {
        let (start, end) = (self.name.words.start, self.name.words.end);
        let mut after = (end..end + 3).filter(|&word| word < self.content().tokens.len());
        let joins = |word: usize| self.gap(word) <= Gap::Space;
        let verb = after.find(|&word| !joins(word) || !ADVERBS.contains(&self.word(word).as_str()));
        let speaks_after = verb.is_some_and(|word| joins(word) && SPEECH.contains(&self.word(word).as_str()));
        let before = start.checked_sub(1).filter(|_| joins(start)).map(|word| self.word(word)).unwrap_or_default();
        let is_source = before == "to" && start > 1 && self.word(start - 2) == "according";
        let is_last = end >= self.content().tokens.len() || self.gap(end) >= Gap::Comma;
        let is_possessive = self.content().tokens.flags(end - 1).is_possessive();
        !is_possessive && (speaks_after || is_source || is_last && SAYS.contains(&before.as_str()))
    }

    /// Whether a capitalised word stands beside it that makes a longer name of it; a
    /// title, a form of address and the first word of a sentence do not.
    fn has_neighbour(&self) -> bool {
        let (start, end) = (self.name.words.start, self.name.words.end);
        let flags = |word: usize| self.content().tokens.flags(word);
        let after = end < self.content().tokens.len()
            && flags(end).gap() <= Gap::Hyphen
            && flags(end).is_capital()
            && !flags(end - 1).is_possessive();
        let is_name = |before: usize| {
            let opens = before == 0 || flags(before).gap() == Gap::Stop;
            let is_title = self.terms.names.iter().any(|name| name.words.end == start && name.words.contains(&before));
            flags(before).is_capital() && !opens && !is_title && !ADDRESS.contains(&self.word(before).as_str())
        };
        after || flags(start).gap() <= Gap::Hyphen && start.checked_sub(1).is_some_and(is_name)
    }

    /// Whether the draft has the word in somebody else's name: "Zhang Yi".
    fn is_somebody_elses(&self, person: &Person) -> bool {
        let Some(key) = self.content().tokens.keys().get(self.name.words.start) else { return false };
        let family = WordKey::of(&person.family);
        self.context.snapshot.blocks.iter().any(|block| {
            let tokens = &block.content.tokens;
            let places = tokens.keys().iter().enumerate().filter(|(_, found)| *found == key);
            places.map(|(word, _)| word).any(|word| is_in_another_name(&block.content, word, family))
        })
    }

    /// Written in capitals, which a replacement would lose.
    fn is_in_capitals(&self) -> bool {
        let word = self.name.span.slice(&self.content().text);
        word.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
    }

    fn content(&self) -> &BlockContent {
        &self.block.content
    }

    fn word(&self, index: usize) -> String {
        fold(self.content().tokens.span(index).slice(&self.content().text))
    }

    fn gap(&self, index: usize) -> Gap {
        self.content().tokens.flags(index).gap()
    }
}

/// Verbs that stand before the speaker: "said Yi".
const SAYS: [&str; 8] = ["added", "argued", "asked", "explained", "noted", "said", "says", "warned"];

/// Whether a capitalised word other than `family` stands right before or after `word`, as
/// in a name.
fn is_in_another_name(content: &BlockContent, word: usize, family: WordKey) -> bool {
    let tokens = &content.tokens;
    let is_other = |other: usize| tokens.flags(other).is_capital() && tokens.keys().get(other) != Some(&family);
    let opens = |other: usize| other == 0 || tokens.flags(other).gap() == Gap::Stop;
    let is_title = |other: usize| ADDRESS.contains(&fold(tokens.span(other).slice(&content.text)).as_str());
    let before = word.checked_sub(1).filter(|_| tokens.flags(word).gap() == Gap::Space);
    let after = Some(word + 1).filter(|&after| after < tokens.len() && tokens.flags(after).gap() == Gap::Space);
    tokens.flags(word).is_capital()
        && (before.is_some_and(|before| is_other(before) && !opens(before) && !is_title(before))
            || after.is_some_and(|after| is_other(after) && !tokens.flags(word).is_possessive()))
}
