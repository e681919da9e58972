//! The dates that a sentence states: of the event it speaks of ("in June 2023"), and
//! any others ("since 2013", "the 2030 Agenda"). A block's text and a place in it
//! enter; years alone count, dates without a year do not.

use crate::draft::BlockContent;
use crate::prose::{PartialDate, sentence_around, written_dates};
use crate::text::{Span, fold};

/// Words before a date that make it the date of an event.
const EVENT: [&str; 3] = ["during", "in", "on"];
/// Years that are dates rather than numbers.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;

/// The dates of a sentence, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToldDates {
    /// Those of the event: "in 2019", "on 1 June 2023".
    pub of_event: Vec<PartialDate>,
    /// The one that the sentence opens with, or a day: it dates all that follows, where
    /// "since he took power in 2012" dates but a clause.
    pub firm: Option<PartialDate>,
    /// All of them.
    pub all: Vec<PartialDate>,
}

/// The dates in the sentence around `place`, a span of the block's text.
#[must_use]
pub fn told_dates(content: &BlockContent, place: Span) -> ToldDates {
    if !has_number(content, Span::new(0, content.text.len())) {
        return ToldDates::default();
    }
    dates_in(content, sentence_around(&content.text, place))
}

/// The dates in `span` of the block's text.
#[must_use]
pub fn dates_in(content: &BlockContent, span: Span) -> ToldDates {
    let mut dates: Vec<(Span, PartialDate)> =
        written_dates(span.slice(&content.text)).map(|(place, date)| (place.shifted(span.start), date)).collect();
    let years: Vec<(Span, PartialDate)> =
        years(content, span).filter(|(year, _)| !dates.iter().any(|(place, _)| place.overlaps(*year))).collect();
    dates.extend(years);
    dates.sort_unstable();
    let of_event = || dates.iter().filter(|(place, _)| is_of_an_event(content, *place));
    let opening = content.tokens.within(span).start + 1;
    let is_firm =
        |(place, date): &&(Span, PartialDate)| date.day().is_some() || content.tokens.within(*place).start <= opening;
    ToldDates {
        firm: of_event().find(is_firm).map(|(_, date)| *date),
        of_event: of_event().map(|(_, date)| *date).collect(),
        all: dates.iter().map(|(_, date)| *date).collect(),
    }
}

fn has_number(content: &BlockContent, span: Span) -> bool {
    content.tokens.within(span).any(|word| content.tokens.flags(word).is_number())
}

fn years(content: &BlockContent, span: Span) -> impl Iterator<Item = (Span, PartialDate)> + '_ {
    let words = content.tokens.within(span).filter(|&word| content.tokens.flags(word).is_number());
    words.filter_map(|word| {
        let place = content.tokens.span(word);
        let digits = place.slice(&content.text).trim_end_matches('s');
        let year: i16 = digits.parse().ok().filter(|year| digits.len() == 4 && YEARS.contains(year))?;
        Some((place, PartialDate::year_only(year)))
    })
}

/// Whether "in", "on" or "during" stands before the date, a weekday between them aside.
fn is_of_an_event(content: &BlockContent, date: Span) -> bool {
    let first = content.tokens.within(date).start;
    let before =
        (first.saturating_sub(2)..first).rev().map(|word| fold(content.tokens.span(word).slice(&content.text)));
    before
        .take_while(|word| EVENT.contains(&word.as_str()) || word.ends_with("day"))
        .any(|word| EVENT.contains(&word.as_str()))
}
