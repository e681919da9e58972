//! What sets, people, offices and events say about one another: ids that stand twice,
//! links that lead nowhere. Takes out what is faulty and returns the faults.

use rustc_hash::{FxHashMap, FxHashSet};

use super::check::{MOST_ADVICE, circle, clash, cycles};
use super::fault::{Fault, FaultKind};
use super::load::Source;
use super::load_named::{Located, NamedEntries};
use super::named::{EnumeratedSet, Event, Office, Person};
use crate::text::Span;

/// An entry that has an id.
trait Named {
    /// What such an entry is called.
    const KIND: &'static str;

    fn id(&self) -> &str;
}

impl Named for EnumeratedSet {
    const KIND: &'static str = "set";

    fn id(&self) -> &str {
        &self.id
    }
}

impl Named for Person {
    const KIND: &'static str = "person";

    fn id(&self) -> &str {
        &self.id
    }
}

impl Named for Office {
    const KIND: &'static str = "office";

    fn id(&self) -> &str {
        &self.id
    }
}

impl Named for Event {
    const KIND: &'static str = "event";

    fn id(&self) -> &str {
        &self.id
    }
}

/// Holds all entries against one another.
pub(super) fn check_named(named: &mut NamedEntries, sources: &[Source]) -> Vec<Fault> {
    let mut faults = repeated(&mut named.sets, sources);
    faults.extend(repeated(&mut named.people, sources));
    faults.extend(repeated(&mut named.offices, sources));
    faults.extend(repeated(&mut named.events, sources));
    let sets: FxHashSet<String> = ids(&named.sets);
    for set in &mut named.sets {
        let known = Known { kind: "set", ids: &sets, is_advised: faults.len() < MOST_ADVICE };
        let unknown = missing(set, &known, sources, FaultKind::UnknownReplacement);
        if !unknown.is_empty() {
            set.entry.replaced_by = None;
        }
        faults.extend(unknown);
    }
    faults.extend(circles(&mut named.sets, sources));
    let people: FxHashSet<String> = ids(&named.people);
    for office in &mut named.offices {
        let known = Known { kind: "person", ids: &people, is_advised: faults.len() < MOST_ADVICE };
        faults.extend(missing(office, &known, sources, FaultKind::UnknownPerson));
        office.entry.holders.retain(|holder| people.contains(&holder.person));
    }
    faults
}

fn ids<T: Named>(entries: &[Located<T>]) -> FxHashSet<String> {
    entries.iter().map(|located| located.entry.id().to_owned()).collect()
}

/// Entries whose id is taken: the second is left out.
fn repeated<T: Named>(entries: &mut Vec<Located<T>>, sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut first: FxHashMap<String, (usize, Span)> = FxHashMap::default();
    entries.retain(|located| {
        let here = (located.source, located.id);
        let Some(&there) = first.get(located.entry.id()) else {
            first.insert(located.entry.id().to_owned(), here);
            return true;
        };
        let kind = T::KIND;
        let message = format!("the id {:?} is taken, by the {kind}", located.entry.id());
        let mend = format!("give this {kind} another id, or join the two");
        faults.extend(clash(sources, FaultKind::DuplicateId, here, there, &message, &mend));
        false
    });
    faults
}

/// The ids that links may lead to.
struct Known<'i> {
    kind: &'static str,
    ids: &'i FxHashSet<String>,
    /// Whether the nearest of them is looked for, which takes time.
    is_advised: bool,
}

impl Known<'_> {
    fn nearest(&self, link: &str) -> String {
        let Self { kind, ids, is_advised } = self;
        let near = ids.iter().filter(|_| *is_advised).map(|id| (strsim::osa_distance(link, id), id)).min();
        match near {
            Some((distance, id)) if distance <= 3 => format!("did you mean {id:?}"),
            _ => format!("name the id of a {kind}, or add that {kind} to the termbase"),
        }
    }
}

/// The links of an entry that lead nowhere.
fn missing<T>(located: &Located<T>, known: &Known<'_>, sources: &[Source], fault: FaultKind) -> Vec<Fault> {
    let Some(source) = sources.get(located.source) else { return Vec::new() };
    let unknown = located.links.iter().filter(|(link, _)| !known.ids.contains(link));
    let told = |(link, span): &(String, Span)| {
        source.fault(fault, *span, format!("no {} has the id {link:?}", known.kind), known.nearest(link))
    };
    unknown.map(told).collect()
}

/// Sets that replace one another in a circle: the links are left out.
fn circles(sets: &mut [Located<EnumeratedSet>], sources: &[Source]) -> Vec<Fault> {
    let by_id: FxHashMap<&str, usize> = sets.iter().map(|set| set.entry.id()).zip(0..).collect();
    let link = |set: &Located<EnumeratedSet>| by_id.get(set.entry.replaced_by.as_deref()?).copied();
    let circles = cycles(&sets.iter().map(link).collect::<Vec<_>>());
    let fault = |circle_of: &Vec<usize>| {
        let in_it = || circle_of.iter().filter_map(|&at| sets.get(at));
        let first = in_it().next()?;
        let (_, span) = first.links.first()?;
        circle(sources, (first.source, *span), "sets", in_it().map(|set| set.entry.id()))
    };
    let faults = circles.iter().filter_map(fault).collect();
    for at in circles.into_iter().flatten() {
        if let Some(set) = sets.get_mut(at) {
            set.entry.replaced_by = None;
        }
    }
    faults
}
