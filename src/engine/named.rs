//! What is known of a person or an office: how the name is made up, the periods, and
//! what holds at the date of a draft.

use std::path::PathBuf;

use super::answers::{AttestedCard, NamedCard};
use super::subject::{Named, Phrase};
use crate::prose::PartialDate;
use crate::termbase::{Holder, Office, Person, Termbase};
use crate::text::Place;

impl Named<'_> {
    /// Where the entry stands, the first of several.
    pub(super) fn origin(&self) -> Option<(PathBuf, Place)> {
        match self {
            Self::Person(person) => Some(person.origin.clone()),
            Self::Offices(offices) => offices.first().map(|office| office.origin.clone()),
        }
    }

    /// The card, for a draft of `as_of`.
    pub(super) fn card(
        &self,
        termbase: &Termbase,
        phrase: &Phrase<'_>,
        as_of: PartialDate,
        attested: Option<AttestedCard>,
    ) -> NamedCard {
        let (name, order, verdict, periods, notes) = match self {
            Self::Person(person) => (
                person.name.clone(),
                order(person),
                held_on(termbase, person, as_of),
                offices_of(termbase, person),
                person.notes.clone(),
            ),
            Self::Offices(offices) => {
                (phrase.text(), None, holders_on(termbase, offices, as_of), holders(termbase, offices), Vec::new())
            }
        };
        NamedCard { span: phrase.span(), name, order, verdict, periods, notes, origin: self.origin(), attested }
    }
}

/// "family name Wang, first; later mentions: Wang; also 王毅".
fn order(person: &Person) -> Option<String> {
    if person.family == person.name {
        return None;
    }
    let place = if person.has_family_first() { "first" } else { "last" };
    let mut order = format!("family name {}, {place}; later mentions: {}", person.family, person.later_mention());
    if !person.variants.is_empty() {
        order.extend(["; also ", &person.variants.join(", ")]);
    }
    Some(order)
}

fn held_on(termbase: &Termbase, person: &Person, as_of: PartialDate) -> String {
    let holds = |office: &&Office| office.held_by(&person.id).any(|holder| holder.period.may_hold(as_of));
    let held: Vec<String> = termbase.offices().iter().filter(holds).map(Office::called).collect();
    if held.is_empty() {
        return format!("no title that the termbase knows, as of {as_of}");
    }
    format!("{}, as of {as_of}", held.join("; "))
}

/// A line for each office: "foreign minister: from 2013-03-16 to 2022-12-30 (source)".
fn offices_of(termbase: &Termbase, person: &Person) -> Vec<String> {
    let held = |office: &Office| {
        let periods: Vec<String> = office.held_by(&person.id).map(|holder| period_line(office, holder)).collect();
        (!periods.is_empty()).then(|| format!("{}: {}", office.called(), periods.join("; ")))
    };
    termbase.offices().iter().filter_map(held).collect()
}

fn period_line(office: &Office, holder: &Holder) -> String {
    let source = office.source_of(holder).map_or_else(String::new, |source| format!(" ({source})"));
    format!("{}{source}", holder.held())
}

fn holders_on(termbase: &Termbase, offices: &[&Office], as_of: PartialDate) -> String {
    let holders = offices.iter().flat_map(|office| &office.holders);
    let names: Vec<&str> =
        holders.filter(|holder| holder.period.may_hold(as_of)).map(|holder| name_of(termbase, holder)).collect();
    match names.as_slice() {
        [] => format!("nobody that the termbase knows, as of {as_of}"),
        names => format!("{}, as of {as_of}", names.join(" or ")),
    }
}

fn holders(termbase: &Termbase, offices: &[&Office]) -> Vec<String> {
    let lines = offices.iter().flat_map(|office| office.holders.iter().map(move |holder| (office, holder)));
    lines.map(|(office, holder)| format!("{}: {}", name_of(termbase, holder), period_line(office, holder))).collect()
}

fn name_of<'t>(termbase: &'t Termbase, holder: &'t Holder) -> &'t str {
    let person = termbase.people().iter().find(|person| person.id == holder.person);
    person.map_or(holder.person.as_str(), |person| &person.name)
}
