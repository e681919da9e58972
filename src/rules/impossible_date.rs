//! `impossible-date`: a day that no calendar has, or a weekday and a date that no
//! calendar brings together. Where the year stands in the expression, or none would do,
//! that is proved; otherwise every year that the draft leaves open has to disagree.
//! Which half is wrong, only the author knows.

use std::collections::BTreeSet;

use super::context::{Context, Needs, Rule};
use super::{Applicability, Finding, Fix, Severity};
use crate::draft::Block;
use crate::prose::{DayFault, WrittenDay, WrittenDays, month_name, sentence_around, years_in};
use crate::text::{Edit, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "impossible-date",
    summary: "a day that no calendar has, or a weekday and a date that disagree",
    page: include_str!("../../fixtures/rules/impossible-date.md"),
    severity: Severity::Error,
    needs: Needs::Draft,
    check,
};

/// A day of the draft.
struct Dated<'c> {
    block: &'c Block,
    days: &'c WrittenDays,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let all: Vec<Dated<'_>> = context.snapshot.blocks.iter().flat_map(Dated::all).collect();
    let own = all.iter().filter(|dated| !dated.block.is_quoted(dated.days.span));
    findings.extend(own.filter_map(|dated| dated.proved().or_else(|| dated.doubted(context, &all))));
}

impl<'c> Dated<'c> {
    /// The days of a block.
    fn all(block: &'c Block) -> impl Iterator<Item = Self> {
        block.content.dates.days.iter().map(move |days| Self { block, days })
    }

    /// What its own words prove.
    fn proved(&self) -> Option<Finding> {
        let fault_of = |day| match self.days.year {
            Some(year) => self.days.fault_in(day, year),
            None => self.days.fault_in_any_year(day),
        };
        let faults: Vec<(&WrittenDay, DayFault)> =
            self.days.days.iter().filter_map(|day| Some((day, fault_of(day)?))).collect();
        let (day, fault) = *faults.first()?;
        let message = match fault {
            DayFault::NoSuchDay { last } => {
                format!("{} does not exist: {} has {last} days", self.name(day), self.month())
            }
            DayFault::Weekday { actual } => {
                format!("{} is a {}, not a {}", self.name(day), actual.name(), weekday_name(day))
            }
        };
        Some(self.finding(RULE.severity, message, self.fix(&faults)))
    }

    /// What every year that the draft leaves open disagrees with.
    fn doubted(&self, context: &Context<'_>, all: &[Self]) -> Option<Finding> {
        if self.days.year.is_some() || !self.is_judged() {
            return None;
        }
        let years = self.plausible_years(context, all);
        let in_all_years = |day| -> Option<Vec<(i16, DayFault)>> {
            years.iter().map(|year| Some((*year, self.days.fault_in(day, *year)?))).collect()
        };
        let mut days = self.days.days.iter().filter(|_| !years.is_empty());
        let (day, faults) = days.find_map(|day| Some((day, in_all_years(day)?)))?;
        let says: Vec<String> = faults.iter().map(|(year, fault)| said_of(*year, *fault)).collect();
        let contrast = match day.weekday {
            Some(_) => format!(", not a {}", weekday_name(day)),
            None => String::new(),
        };
        let message = format!("{} {}{contrast}", self.name(day), says.join(" and "));
        let fix = match faults.as_slice() {
            [(_, fault)] => self.fix(&[(day, *fault)]),
            _ => None,
        };
        Some(self.finding(Severity::Warning, message, fix))
    }

    /// Whether there is anything that a year could disagree with.
    fn is_judged(&self) -> bool {
        self.days.days.iter().any(|day| day.weekday.is_some() || (self.days.month == 2 && day.number == 29))
    }

    /// The years that may be meant: those near the draft's date, those that the draft
    /// gives to the same day elsewhere, and the one with which the sentence begins. Where
    /// there is one, any other year of the sentence may be meant as well; alone it is more
    /// often the year of something else.
    fn plausible_years(&self, context: &Context<'_>, all: &[Self]) -> BTreeSet<i16> {
        let (text, tokens) = (&self.block.content.text, &self.block.content.tokens);
        let sentence = sentence_around(text, self.days.span);
        let named: Vec<i16> = years_in(text, tokens, sentence).collect();
        let date = context.snapshot.front_matter.date;
        let same = all.iter().filter(|other| other.days.is_same_day(self.days));
        let mut years: BTreeSet<i16> = same.filter_map(|other| other.days.year).collect();
        years.extend(date.into_iter().flat_map(|date| self.days.years_near(date)));
        years.extend(named.first().filter(|year| begins_in(sentence.slice(text), **year)));
        if !years.is_empty() {
            years.extend(named);
        }
        years
    }

    fn finding(&self, severity: Severity, message: String, fix: Option<Fix>) -> Finding {
        Finding {
            rule: RULE.name,
            severity,
            span: self.block.to_source(self.days.span),
            message,
            related: Vec::new(),
            evidence: Vec::new(),
            fixes: fix.into_iter().collect(),
            outdated: false,
        }
    }

    /// The day as the draft has it; one of several is written out.
    fn name(&self, day: &WrittenDay) -> String {
        if self.days.days.len() == 1 {
            return one_line(self.days.date.slice(&self.block.content.text));
        }
        let year = self.days.year.map_or_else(String::new, |year| format!(" {year}"));
        format!("{} {}{year}", day.number, month_name(self.days.month))
    }

    /// "June", "February 2023": a leap year makes the difference.
    fn month(&self) -> String {
        match self.days.year {
            Some(year) if self.days.month == 2 => format!("February {year}"),
            _ => month_name(self.days.month).to_owned(),
        }
    }

    /// The weekdays written anew; the date may be the wrong half, so it is never safe.
    fn fix(&self, faults: &[(&WrittenDay, DayFault)]) -> Option<Fix> {
        let content = &self.block.content;
        let mended = faults.iter().map(|(day, fault)| match (day.weekday, fault) {
            (Some((_, span)), DayFault::Weekday { actual }) if content.map.is_unbroken(span) => {
                Some((span, actual.written_like(span.slice(&content.text))))
            }
            _ => None,
        });
        let mended: Vec<_> = mended.collect::<Option<_>>()?;
        let written: Vec<String> = mended.iter().map(|(_, written)| format!("\"{written}\"")).collect();
        Some(Fix {
            title: format!("write {}", written.join(" and ")),
            applicability: Applicability::Unsafe,
            edits: mended.into_iter().map(|(span, written)| Edit::new(self.block.to_source(span), written)).collect(),
        })
    }
}

/// "In 2023 the summit opened on Tuesday, 8 November."
fn begins_in(sentence: &str, year: i16) -> bool {
    sentence.strip_prefix("In ").is_some_and(|rest| rest.starts_with(&year.to_string()))
}

fn weekday_name(day: &WrittenDay) -> &'static str {
    day.weekday.map_or("", |(weekday, _)| weekday.name())
}

fn said_of(year: i16, fault: DayFault) -> String {
    match fault {
        DayFault::NoSuchDay { .. } => format!("does not exist in {year}"),
        DayFault::Weekday { actual } => format!("is a {} in {year}", actual.name()),
    }
}
