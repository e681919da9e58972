//! `wrong-title`: a title given to somebody who did not hold it on the date the text
//! speaks of.
//!
//! Judged is only a title that the person held at some other time: with any other the
//! name is more likely somebody else's. A title that is over is history's business
//! where the text around it tells of the time when it was held.

use std::cell::OnceCell;

use super::context::{Context, Needs, Rule, at_most};
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
/// Days after which a title that is over is no slip of habit, but history.
const HISTORY: i32 = 731;

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let termbase = context.termbase;
    if termbase.offices().is_empty() {
        return;
    }
    let cast = Cast::of(termbase, context.terms);
    let (mut wrong, dates) = (Vec::new(), Dates::default());
    for (block, terms) in context.snapshot.blocks.iter().zip(context.terms) {
        if block.quoted || block.kind == BlockKind::Footnote {
            continue;
        }
        for name in terms.names.iter().filter(|name| !is_in_a_headline(block, name)) {
            let Some(person) = cast.whose(termbase, name).and_then(|person| termbase.person(person)) else { continue };
            let given = titles(termbase, block, &terms.names, name.words.clone()).into_iter();
            let own = given.filter(|title| !block.is_quoted(title.span.cover(name.span)));
            wrong.extend(own.filter_map(|title| Wrong::of(context, &dates, block, person, title)));
        }
    }
    findings.extend(wrong.iter().filter(|one| !one.is_in_a_story(&wrong)).map(|wrong| wrong.finding(context)));
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
    block: &'t Block,
    title: Title<'t>,
    person: &'t Person,
    office: &'t Office,
    /// The date it was not held on.
    date: PartialDate,
    /// Whether it is held on the date of the draft: a name for the past in the words of
    /// today.
    is_held_now: bool,
    /// Whether the text around it tells of the time when the title was held.
    is_history: bool,
}

impl<'t> Wrong<'t> {
    fn of(
        context: &Context<'t>,
        dates: &Dates,
        block: &'t Block,
        person: &'t Person,
        title: Title<'t>,
    ) -> Option<Self> {
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
        if of_event.is_none() && (is_held_now || is_news_or_old(context.as_of, periods())) {
            return None;
        }
        let is_history = of_event.is_none() && dates.tell_of_the_past(context, block, holds);
        let date = of_event.unwrap_or(context.as_of);
        Some(Self { block, title, person, office, date, is_held_now, is_history })
    }

    /// Whether the draft tells, here or elsewhere, of the time when the title was held:
    /// a text that goes back there once may do so again without a date.
    fn is_in_a_story(&self, wrong: &[Self]) -> bool {
        let is_same = |other: &&Self| other.person.id == self.person.id && other.office.id == self.office.id;
        self.is_history || !self.is_held_now && wrong.iter().filter(is_same).any(|other| other.is_history)
    }

    fn finding(&self, context: &Context<'_>) -> Finding {
        let found = one_line(self.title.span.slice(&self.block.content.text));
        let other = self.other_holder(context.termbase);
        let with = |name: &str| format!("{found} {name}");
        let right = other.map(|(_, person)| with(&person.name));
        let severity = if self.is_held_now { Severity::Hint } else { RULE.severity };
        let rests_on = self.office.held_by(&self.person.id);
        Finding {
            rule: RULE.name,
            severity: at_most(severity, rests_on.map(|holder| &holder.severity)),
            span: self.block.to_source(self.title.span),
            message: self.message(other),
            related: Vec::new(),
            evidence: undesired::evidence(context, &with(&self.person.name), right.as_deref()),
            fixes: self.fixes(context.termbase),
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
        let what = format!("{name} was not {} {when} {}", office.called(), self.date);
        let own: Vec<String> = office.held_by(&self.person.id).map(Holder::held).collect();
        let own = own.join(" and ");
        let source =
            |holder: &Holder| office.source_of(holder).map_or_else(String::new, |source| format!(" ({source})"));
        if let Some((holder, other)) = other {
            let period = holder.held();
            return format!("{what}: {} held the office {period}{}, {name} {own}", other.name, source(holder));
        }
        let source = office.held_by(&self.person.id).next().map_or_else(String::new, source);
        format!("{what}, but {own}{source}")
    }

    /// The titles held on that date, and "former" for one that is over.
    fn fixes(&self, termbase: &Termbase) -> Vec<Fix> {
        let (block, title) = (self.block, &self.title);
        let holds = |office: &&Office| {
            let mut periods = office.held_by(&self.person.id).map(|holder| holder.period);
            office.id != self.office.id
                && periods.any(|period| period != Period::default() && period.may_hold(self.date))
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

/// Whether the title is over since so short a time that news may still use it, or for
/// so long that nobody takes it for a title of today.
fn is_news_or_old(as_of: PartialDate, periods: impl Iterator<Item = Period>) -> bool {
    // A period that is not over has no days since.
    let days: Vec<i32> = periods.map(|period| period.until.map_or(-1, |until| as_of.days_after(until))).collect();
    days.iter().any(|days| (0..=GRACE).contains(days)) || days.iter().all(|days| *days > HISTORY)
}

/// The dates of each block of a draft, read when they are first asked for.
#[derive(Default)]
struct Dates(OnceCell<Vec<Vec<PartialDate>>>);

impl Dates {
    /// Whether the text tells of the time when a title was held: a date of the block, or
    /// the dates told last before it, lie there; or most of the draft's dates do, its own
    /// among them.
    fn tell_of_the_past(&self, context: &Context<'_>, block: &Block, holds: impl Fn(PartialDate) -> bool) -> bool {
        let blocks = &context.snapshot.blocks;
        let of_block = |block: &Block| dates_in(&block.content, Span::new(0, block.content.text.len())).all;
        let dates = self.0.get_or_init(|| blocks.iter().map(of_block).collect());
        let here = blocks.partition_point(|other| other.source.start < block.source.start);
        let own = dates.get(here).into_iter().flatten();
        let before = dates.iter().take(here).rev().find(|dates| !dates.is_empty()).into_iter().flatten();
        let (past, other): (Vec<PartialDate>, Vec<_>) = dates.iter().flatten().partition(|date| holds(**date));
        own.chain(before).any(|date| holds(*date)) || past.len() > other.len() + 1
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
