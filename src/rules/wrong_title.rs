//! `wrong-title`: a title given to somebody who did not hold it on the date the text
//! speaks of.
//!
//! Judged is only a title that the person held at some other time: with any other the
//! name is more likely somebody else's. A title that is over is history's business
//! where the text around it tells of the time when it was held.

use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Severity, undesired};
use crate::draft::{Block, BlockContent, BlockKind};
use crate::evidence::{Cast, Title, dates_in, titles, told_dates};
use crate::prose::{PartialDate, Period};
use crate::termbase::{Holder, NameMatch, Office, Person, Termbase};
use crate::text::{Edit, Gap, Span, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "wrong-title",
    summary: "a title that its bearer did not hold on that date",
    page: include_str!("../../fixtures/rules/wrong-title.md"),
    severity: Severity::Warning,
    needs: Needs::Termbase,
    check,
};

/// Days for which news of a change still calls somebody by the title that is over.
const GRACE: i32 = 31;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let termbase = context.termbase;
    if termbase.offices().is_empty() {
        return;
    }
    let cast = Cast::of(termbase, context.terms);
    for (block, terms) in context.snapshot.blocks.iter().zip(context.terms) {
        if block.quoted || block.kind == BlockKind::Footnote {
            continue;
        }
        for name in terms.names.iter().filter(|name| !is_in_a_headline(block, name)) {
            let Some(person) = cast.whose(termbase, name).and_then(|person| termbase.person(person)) else { continue };
            for title in titles(termbase, block, &terms.names, name.words.clone()) {
                let place = title.span.cover(name.span);
                let wrong = if block.is_quoted(place) { None } else { Wrong::of(context, block, person, &title) };
                findings.extend(wrong.map(|wrong| wrong.finding(context, block, &title)));
            }
        }
    }
}

/// Whether the name stands in the headline of another text ("Foreign Minister Wang Yi
/// Meets the Press"), which is nobody's wording but that text's.
fn is_in_a_headline(block: &Block, name: &NameMatch) -> bool {
    let tokens = &block.content.tokens;
    let next = tokens.flags(name.words.end);
    !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Title)
        && name.words.end < tokens.len()
        && next.is_capital()
        && next.gap() <= Gap::Hyphen
        && !tokens.flags(name.words.end - 1).is_possessive()
}

/// A title that was not held.
struct Wrong<'t> {
    person: &'t Person,
    office: &'t Office,
    /// The date it was not held on.
    date: PartialDate,
    /// Whether it is held on the date of the draft: a name for the past in the words of
    /// today.
    is_held_now: bool,
}

impl<'t> Wrong<'t> {
    fn of(context: &Context<'_>, block: &Block, person: &'t Person, title: &Title<'t>) -> Option<Self> {
        let held: Vec<&'t Office> =
            title.offices.iter().copied().filter(|office| office.held_by(&person.id).next().is_some()).collect();
        let office = *held.first()?;
        let periods = || held.iter().flat_map(|office| office.held_by(&person.id)).map(|holder| holder.period);
        let holds = |date: PartialDate| periods().any(|period| period.may_hold(date));
        let told = told_dates(&block.content, title.span);
        if told.all.iter().any(|date| holds(*date)) {
            return None;
        }
        let is_held_now = holds(context.as_of);
        let of_event = if is_held_now { told.firm } else { told.of_event.first().copied() };
        let date = match of_event {
            Some(date) => date,
            None if is_held_now || is_news(context.as_of, periods()) || is_history(context, block, holds) => return None,
            None => context.as_of,
        };
        Some(Self { person, office, date, is_held_now })
    }

    fn finding(&self, context: &Context<'_>, block: &Block, title: &Title<'_>) -> Finding {
        let found = one_line(title.span.slice(&block.content.text));
        let other = self.other_holder(context.termbase);
        let with = |name: &str| format!("{found} {name}");
        let right = other.map(|(_, person)| with(&person.name));
        Finding {
            rule: RULE.name,
            severity: if self.is_held_now { Severity::Hint } else { RULE.severity },
            span: block.to_source(title.span),
            message: self.message(other),
            related: Vec::new(),
            evidence: undesired::evidence(context, &with(&self.person.name), right.as_deref()),
            fixes: self.fixes(context.termbase, block, title),
            outdated: false,
        }
    }

    /// Who held the office on that date.
    fn other_holder<'b>(&self, termbase: &'b Termbase) -> Option<(&'t Holder, &'b Person)> {
        let holder = self.office.holders.iter().find(|holder| holder.period.may_hold(self.date))?;
        Some((holder, termbase.people().iter().find(|person| person.id == holder.person)?))
    }

    fn message(&self, other: Option<(&Holder, &Person)>) -> String {
        let (name, office) = (&self.person.name, self.office);
        let when = if self.date.day().is_some() { "on" } else { "in" };
        let what = format!("{name} was not {} {when} {}", called(office), self.date);
        let own: Vec<String> = office.held_by(&self.person.id).map(|holder| span_of(holder.period)).collect();
        let own = own.join(" and ");
        let source = |holder: &Holder| office.source_of(holder).map_or_else(String::new, |source| format!(" ({source})"));
        match other {
            Some((holder, other)) => {
                let period = span_of(holder.period);
                format!("{what}: {} held the office {period}{}, {name} {own}", other.name, source(holder))
            }
            None => {
                let source = office.held_by(&self.person.id).next().map_or_else(String::new, source);
                format!("{what}, but {own}{source}")
            }
        }
    }

    /// The titles held on that date, and "former" for one that is over.
    fn fixes(&self, termbase: &Termbase, block: &Block, title: &Title<'_>) -> Vec<Fix> {
        let holds = |office: &&Office| {
            let mut periods = office.held_by(&self.person.id).map(|holder| holder.period);
            office.id != self.office.id && periods.any(|period| period != Period::default() && period.may_hold(self.date))
        };
        let found = title.span.slice(&block.content.text);
        let right = termbase.offices().iter().filter(holds).filter_map(|office| office.titles.first());
        let replaced = right.map(|right| {
            let right = in_case_of(found, right);
            (format!("write \"{right}\""), Edit::new(title.span, right))
        });
        let is_over = self.office.held_by(&self.person.id).all(|holder| holder.period.is_surely_over(self.date));
        let former = is_over.then(|| {
            let edit = Edit::insertion(before(&block.content, title), "former ");
            ("write \"former\" before it".to_owned(), edit)
        });
        let unsafe_fix = |(title, edit): (String, Edit)| Fix {
            title,
            applicability: Applicability::Unsafe,
            edits: vec![Edit::new(block.to_source(edit.span), edit.replacement)],
        };
        former.into_iter().chain(replaced).map(unsafe_fix).collect()
    }
}

/// Whether the title is over since so short a time that news may still use it.
fn is_news(as_of: PartialDate, mut periods: impl Iterator<Item = Period>) -> bool {
    periods.any(|period| period.until.is_some_and(|until| (0..=GRACE).contains(&as_of.days_after(until))))
}

/// Whether the text tells of the time when the title was held: a date of the block, or
/// the dates told last before it, lie there.
fn is_history(context: &Context<'_>, block: &Block, holds: impl Fn(PartialDate) -> bool) -> bool {
    let dates = |block: &Block| dates_in(&block.content, Span::new(0, block.content.text.len())).all;
    let blocks = &context.snapshot.blocks;
    let here = blocks.partition_point(|other| other.source.start < block.source.start);
    let before = blocks.iter().take(here).rev().map(dates).find(|dates| !dates.is_empty());
    dates(block).into_iter().chain(before.unwrap_or_default()).any(holds)
}

/// The office in running text: "foreign minister", "director of the Office of ...".
fn called(office: &Office) -> String {
    let title = office.titles.first().map_or("", String::as_str);
    let (rank, of) = title.split_once(" of ").map_or((title, None), |(rank, of)| (rank, Some(of)));
    let is_short = |word: &&str| word.len() > 1 && word.chars().all(char::is_uppercase);
    let rank: Vec<String> =
        rank.split(' ').map(|word| if is_short(&word) { word.to_owned() } else { word.to_lowercase() }).collect();
    let rank = rank.join(" ");
    of.map_or_else(|| rank.clone(), |of| format!("{rank} of {of}"))
}

/// "from 2013-03-16 to 2022-12-30".
fn span_of(period: Period) -> String {
    match (period.from, period.until) {
        (Some(from), Some(until)) => format!("from {from} to {until}"),
        _ => period.to_string(),
    }
}

/// `title` with a small first letter where `found` has one.
fn in_case_of(found: &str, title: &str) -> String {
    if found.starts_with(char::is_lowercase) {
        let mut chars = title.chars();
        return chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect());
    }
    title.to_owned()
}

/// Where "former" goes: before "Chinese", behind "China's".
fn before(content: &BlockContent, title: &Title<'_>) -> usize {
    let first = content.tokens.within(title.span).start;
    let is_possessive = (title.first..first).any(|word| content.tokens.flags(word).is_possessive());
    if is_possessive { title.span.start } else { content.tokens.span(title.first).start }
}
