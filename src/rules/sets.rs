//! What the rules on counted sets share: which labels they judge, how a set is named in
//! a message and in a draft, and the findings on its listed items.

use super::context::{Context, Rule, at_most};
use super::{Finding, Fix, Related};
use crate::evidence::{ItemPlace, Listing, SetUse};
use crate::prose::{Enumeration, PartialDate, number_in_words};
use crate::termbase::EnumeratedSet;
use crate::text::{Span, one_line};

/// The labels in the author's own words.
pub(super) fn own<'c>(context: &Context<'c>) -> impl Iterator<Item = &'c SetUse> {
    context.sets.uses.iter().filter(|found| !found.is_quoted)
}

/// A listing in the author's own words that is a known set's.
pub(super) struct Listed<'c> {
    pub(super) set: &'c EnumeratedSet,
    pub(super) found: &'c SetUse,
    pub(super) listing: &'c Listing,
    pub(super) enumeration: &'c Enumeration,
}

/// The listings of known sets in the author's own words.
pub(super) fn listed<'c>(context: &Context<'c>) -> impl Iterator<Item = Listed<'c>> {
    let (termbase, snapshot) = (context.termbase, context.snapshot);
    own(context).filter_map(move |found| {
        let listing = found.listing.as_ref()?;
        let enumeration = snapshot.enumerations.get(listing.enumeration)?;
        let is_quoted =
            |item: &ItemPlace| snapshot.blocks.get(item.block).is_none_or(|block| block.is_quoted(item.span));
        let is_own = !listing.items.iter().any(is_quoted);
        is_own.then_some(Listed { set: termbase.set(listing.set)?, found, listing, enumeration })
    })
}

impl Listed<'_> {
    /// The official words of an item.
    pub(super) fn official(&self, item: usize) -> &str {
        self.set.items.get(item).map_or("", |item| item.text())
    }

    /// The official words of several items: `"a", "b" and "c"`.
    pub(super) fn official_of(&self, items: &[usize]) -> String {
        let quoted: Vec<String> = items.iter().map(|item| format!("\"{}\"", self.official(*item))).collect();
        match quoted.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
            None => String::new(),
        }
    }

    /// Whether the listing is given in full and its set is known in full.
    pub(super) fn is_closed(&self) -> bool {
        self.set.is_complete && !self.set.is_open && !self.enumeration.is_open
    }

    /// The words of a listed item.
    pub(super) fn words(&self, context: &Context<'_>, at: usize) -> String {
        self.listing.items.get(at).map_or_else(String::new, |item| one_line(item.words(context.snapshot)))
    }

    /// A finding about a listed item, beside its set's label.
    pub(super) fn finding(&self, context: &Context<'_>, rule: &Rule, at: usize, message: String) -> Option<Finding> {
        let item = self.listing.items.get(at)?;
        Some(Finding {
            related: vec![Related { span: self.found.span(context.snapshot), message: described(self.set) }],
            ..finding(rule, self.set, item.to_source(context.snapshot), message)
        })
    }
}

/// A finding about a set.
pub(super) fn finding(rule: &Rule, set: &EnumeratedSet, span: Span, message: String) -> Finding {
    Finding {
        rule: rule.name,
        severity: at_most(rule.severity, [&set.severity]),
        span,
        message,
        related: Vec::new(),
        evidence: Vec::new(),
        fixes: Vec::<Fix>::new(),
        outdated: false,
    }
}

/// A set by its usual label and who announced it: "the four principles of Xi Jinping at
/// the Second World Internet Conference in 2015".
pub(super) fn described(set: &EnumeratedSet) -> String {
    format!("the {}{}", label(set), attribution(set))
}

/// The usual label of a set.
pub(super) fn label(set: &EnumeratedSet) -> &str {
    set.labels.first().map_or("", String::as_str)
}

/// The words that say behind a label whose set it is; empty where nothing is known.
pub(super) fn attribution(set: &EnumeratedSet) -> String {
    let forum = set.forum.as_ref().and_then(|forum| forum.split(", ").next());
    let year = set.period.from.map(PartialDate::year);
    let mut text = String::new();
    match (&set.speaker, forum) {
        (Some(speaker), Some(forum)) => {
            let at = if forum.starts_with("the ") { "at" } else { "in" };
            text.extend([" of ", speaker, " ", at, " ", forum]);
        }
        (Some(speaker), None) => text.extend([" of ", speaker]),
        (None, Some(forum)) => text.extend([" of ", forum]),
        (None, None) => return text,
    }
    let of = if set.speaker.is_some() { "in" } else { "of" };
    text.extend(year.map(|year| format!(" {of} {year}")));
    text
}

/// A number as a sentence has it.
pub(super) fn number(count: usize) -> String {
    u32::try_from(count).ok().and_then(number_in_words).unwrap_or_else(|| count.to_string())
}
