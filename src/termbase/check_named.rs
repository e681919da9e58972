//! What sets, people, offices and events say about one another: ids that stand twice,
//! links that lead nowhere. Takes out what is faulty and returns the faults.

use rustc_hash::{FxHashMap, FxHashSet};

use super::check::clash;
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
        let unknown = missing(set, &sets, sources, FaultKind::UnknownReplacement, "set");
        if !unknown.is_empty() {
            set.entry.replaced_by = None;
        }
        faults.extend(unknown);
    }
    let people: FxHashSet<String> = ids(&named.people);
    for office in &mut named.offices {
        faults.extend(missing(office, &people, sources, FaultKind::UnknownPerson, "person"));
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

/// The links of an entry to ids that no entry of `kind` has.
fn missing<T>(
    located: &Located<T>,
    known: &FxHashSet<String>,
    sources: &[Source],
    fault: FaultKind,
    kind: &str,
) -> Vec<Fault> {
    let Some(source) = sources.get(located.source) else { return Vec::new() };
    let unknown = located.links.iter().filter(|(link, _)| !known.contains(link));
    unknown
        .map(|(link, span)| {
            source.fault(fault, *span, format!("no {kind} has the id {link:?}"), nearest(link, known, kind))
        })
        .collect()
}

fn nearest(link: &str, known: &FxHashSet<String>, kind: &str) -> String {
    let near = known.iter().map(|id| (strsim::osa_distance(link, id), id)).min();
    match near {
        Some((distance, id)) if distance <= 3 => format!("did you mean {id:?}"),
        _ => format!("name the id of a {kind}, or add that {kind} to the termbase"),
    }
}
