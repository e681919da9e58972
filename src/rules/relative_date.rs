//! `relative-date`: "last September" in a text that does not say when it was written.
//! The draft alone shows it. A date in the front matter, at the head of the draft or near
//! the words settles the matter, whatever it says.

use super::context::{Context, Needs, Rule};
use super::{Finding, Severity};
use crate::draft::{Block, Snapshot};
use crate::prose::{PartialDate, written_dates, years_in};
use crate::text::{Span, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "relative-date",
    summary: "a time told from the day of writing, in a draft without a date",
    page: include_str!("../../fixtures/rules/relative-date.md"),
    severity: Severity::Hint,
    needs: Needs::Draft,
    check,
};

/// Blocks at the head of a draft where its date may stand: title, byline, dateline.
const HEAD: usize = 5;

/// Blocks before the words in which a date still speaks of them.
const NEAR: usize = 2;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let snapshot = context.snapshot;
    if is_dated(snapshot) {
        return;
    }
    for (index, block) in snapshot.blocks.iter().enumerate() {
        if block.quoted {
            continue;
        }
        let places = &block.content.dates.relative;
        if places.is_empty() || states_a_date_near(&snapshot.blocks, index) {
            continue;
        }
        let own = places.iter().filter(|place| !block.is_quoted(**place));
        findings.extend(own.map(|place| finding(block, *place)));
    }
}

/// Whether the draft says when it was written, or tries to.
fn is_dated(snapshot: &Snapshot) -> bool {
    let matter = &snapshot.front_matter;
    let is_in_head = || snapshot.blocks.iter().take(HEAD).any(|block| names_a_day(&block.content.text));
    matter.date.is_some() || matter.unreadable_date.is_some() || is_in_head()
}

/// Whether a year stands in the block, or a full date in one shortly before it.
fn states_a_date_near(blocks: &[Block], index: usize) -> bool {
    let before = blocks.get(index.saturating_sub(NEAR)..index).unwrap_or_default();
    let states_a_year = |block: &Block| {
        let content = &block.content;
        years_in(&content.text, &content.tokens, Span::new(0, content.text.len())).next().is_some()
    };
    blocks.get(index).is_some_and(states_a_year) || before.iter().any(|block| names_a_day(&block.content.text))
}

fn names_a_day(text: &str) -> bool {
    written_dates(text).any(|(_, date): (Span, PartialDate)| date.day().is_some())
}

fn finding(block: &Block, place: Span) -> Finding {
    let words = one_line(place.slice(&block.content.text));
    Finding {
        rule: RULE.name,
        severity: RULE.severity,
        span: block.to_source(place),
        message: format!("\"{words}\" says no time to a reader who does not know when this was written; name the date"),
        related: Vec::new(),
        evidence: Vec::new(),
        fixes: Vec::new(),
        outdated: false,
    }
}
