//! `event-date`: a numbered meeting in a year that was another meeting's. The termbase
//! knows when each meeting of a series was; of other meetings the corpus may state the
//! year. Meetings of one ordinal are many, so the whole name has to fit, and a year far
//! off belongs to another series of that name.

use super::context::{Context, Needs, Rule, at_most};
use super::{Applicability, Evidence, Finding, Fix, Severity};
use crate::draft::Block;
use crate::evidence::{MeetingYears, Sources};
use crate::prose::{
    GivenYear, OrdinalNumber, PartialDate, given_years, month_name, name_starts, ordinal_wordings, sentence_around,
    years_in,
};
use crate::termbase::{Edition, Event, Termbase};
use crate::text::{Edit, Span, one_line};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "event-date",
    summary: "a numbered meeting in a year that was not its own",
    page: include_str!("../../fixtures/rules/event-date.md"),
    severity: Severity::Error,
    needs: Needs::Draft,
    check,
};

/// The most years between a meeting and the year that is written for it by mistake:
/// further off stands another series, such as the party congress of another country.
const NEAR: i16 = 5;

/// Documents that have to agree on the year of a meeting that the termbase lacks.
const AGREEING: usize = 2;

/// A meeting of the draft with a year beside it.
struct Mention<'c> {
    block: &'c Block,
    ordinal: u32,
    /// The words of the name, without the ordinal.
    name: Span,
    /// Ordinal and name.
    span: Span,
    given: Vec<GivenYear>,
}

fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for block in context.snapshot.blocks.iter().filter(|block| !block.quoted) {
        let mut known: Vec<Span> = Vec::new();
        for ordinal in &block.content.dates.ordinals {
            let Some((end, events)) = events_at(context.termbase, block, ordinal) else { continue };
            let name = ordinal.words.end..end;
            let Some(mention) = Mention::read(block, ordinal, name) else { continue };
            let editions = events.iter().flat_map(|event| editions_of(event, ordinal.number));
            let editions: Vec<(&Event, &Edition)> = editions.collect();
            if !editions.is_empty() {
                known.push(mention.span);
                findings.extend(mention.against_termbase(&editions, context.sources));
            }
        }
        for named in &block.content.dates.editions {
            let mention = Mention::read(block, &named.ordinal, named.name.clone());
            let mention = mention.filter(|mention| !known.iter().any(|known| known.overlaps(mention.span)));
            findings.extend(mention.and_then(|mention| mention.against_corpus(context.sources)));
        }
    }
}

fn editions_of(event: &Event, ordinal: u32) -> impl Iterator<Item = (&Event, &Edition)> {
    event.editions.iter().filter(move |edition| edition.ordinal == ordinal).map(move |edition| (event, edition))
}

/// The events whose name follows an ordinal, and where the longest such name ends.
fn events_at<'t>(termbase: &'t Termbase, block: &Block, ordinal: &OrdinalNumber) -> Option<(usize, Vec<&'t Event>)> {
    let tokens = &block.content.tokens;
    name_starts(&block.content.text, tokens, ordinal).into_iter().find_map(|start| {
        let (words, events) = termbase.event_names().at(tokens.keys().get(start..)?)?;
        Some((start + words, events.into_iter().filter_map(|event| termbase.event(event)).collect()))
    })
}

impl<'c> Mention<'c> {
    /// The meeting at these words, where it is the author's and has a year.
    fn read(block: &'c Block, ordinal: &OrdinalNumber, name: std::ops::Range<usize>) -> Option<Self> {
        let (text, tokens) = (&block.content.text, &block.content.tokens);
        let words = ordinal.words.start..name.end;
        let given = given_years(text, tokens, &words);
        let span = tokens.cover(words);
        let is_own = !given.is_empty() && given.iter().all(|given| !block.is_quoted(span.cover(given.span)));
        is_own.then(|| Self { block, ordinal: ordinal.number, name: tokens.cover(name), span, given })
    }

    /// The year that is not one of `years`, where it can only be a mistake for them.
    fn mistaken(&self, years: &[i16]) -> Option<GivenYear> {
        let fits = |given: &GivenYear| years.contains(&given.year);
        let is_near = |given: &GivenYear| years.iter().any(|year| (given.year - year).abs() <= NEAR);
        if self.given.iter().any(fits) || years.iter().any(|year| self.sentence_names(*year)) {
            return None;
        }
        self.given.iter().find(|given| is_near(given)).copied()
    }

    /// Whether the sentence gives this year to anything.
    fn sentence_names(&self, year: i16) -> bool {
        let content = &self.block.content;
        let sentence = sentence_around(&content.text, self.span);
        years_in(&content.text, &content.tokens, sentence).any(|named| named == year)
    }

    fn against_termbase(&self, editions: &[(&Event, &Edition)], sources: Sources<'_>) -> Option<Finding> {
        let years: Vec<i16> = editions.iter().map(|(_, edition)| edition.date.year()).collect();
        let mistaken = self.mistaken(&years)?;
        let &[(event, edition)] = editions else { return None };
        let name = event.names.first().map_or("", String::as_str);
        let stated: Vec<&str> = [&edition.place, &event.source].into_iter().flatten().map(String::as_str).collect();
        let stated = if stated.is_empty() { String::new() } else { format!(" ({})", stated.join("; ")) };
        let message = self.message(name, mistaken, &format!("{}{stated}", month_and_year(edition.date)));
        let attested = sources.meeting_years(self.ordinal, name).unwrap_or_default();
        let severity = at_most(RULE.severity, [&edition.severity]);
        Some(self.finding(severity, message, mistaken, edition.date.year(), &attested))
    }

    /// Warns where several sources give one year to the meeting and none another.
    fn against_corpus(&self, sources: Sources<'_>) -> Option<Finding> {
        let name = one_line(self.name.slice(&self.block.content.text));
        let attested = sources.meeting_years(self.ordinal, &name)?;
        let (&year, passages) = attested.years.iter().next().filter(|_| attested.years.len() == 1)?;
        let mistaken = self.mistaken(&[year])?;
        if passages.len() < AGREEING {
            return None;
        }
        let message = self.message(&name, mistaken, &format!("{year} by {} sources", passages.len()));
        Some(self.finding(Severity::Warning, message, mistaken, year, &attested))
    }

    fn message(&self, name: &str, mistaken: GivenYear, was: &str) -> String {
        let ordinal = ordinal_wordings(self.ordinal).swap_remove(0);
        format!("{} is not the year of the {ordinal} {name}, which was in {was}", mistaken.year)
    }

    fn finding(
        &self,
        severity: Severity,
        message: String,
        mistaken: GivenYear,
        year: i16,
        attested: &MeetingYears,
    ) -> Finding {
        let shows = format!("the sources put \"{}\" in {year}", one_line(self.span.slice(&self.block.content.text)));
        let passage = attested.years.get(&year).and_then(|passages| passages.first());
        Finding {
            rule: RULE.name,
            severity,
            span: self.block.to_source(mistaken.span),
            message,
            related: Vec::new(),
            evidence: passage.map(|passage| Evidence { passage: passage.clone(), shows }).into_iter().collect(),
            fixes: self.fix(mistaken, year).into_iter().collect(),
            outdated: false,
        }
    }

    /// The year written anew; the ordinal may be the wrong half, so it is never safe.
    fn fix(&self, mistaken: GivenYear, year: i16) -> Option<Fix> {
        self.block.content.map.is_unbroken(mistaken.span).then(|| Fix {
            title: format!("write \"{year}\""),
            applicability: Applicability::Unsafe,
            edits: vec![Edit::new(self.block.to_source(mistaken.span), year.to_string())],
        })
    }
}

/// "December 2015", or the year where no more is known.
fn month_and_year(date: PartialDate) -> String {
    date.month().map_or_else(|| date.year().to_string(), |month| format!("{} {}", month_name(month), date.year()))
}
