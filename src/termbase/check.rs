//! What the entries of a termbase say about one another: ids and terms that
//! stand twice, two preferred terms at one time, chains of replacement. Takes
//! entries in file order, takes out what is faulty and returns the faults.

use rustc_hash::FxHashMap;

use super::TermStatus;
use super::fault::{Fault, FaultKind};
use super::load::{Entry, Source};
use crate::text::{Span, WordKey};

/// Holds all entries against one another.
pub(super) fn check(entries: &mut Vec<Entry>, sources: &[Source]) -> Vec<Fault> {
    let mut faults = duplicate_ids(entries, sources);
    for entry in entries.iter_mut() {
        faults.extend(within_concept(entry, sources));
    }
    faults.extend(shared_terms(entries, sources));
    faults.extend(replacements(entries, sources));
    faults
}

/// A fault at `span` of `entry` that names another place.
pub(super) fn clash(
    sources: &[Source],
    kind: FaultKind,
    (source, span): (usize, Span),
    (other, other_span): (usize, Span),
    message: &str,
    mend: &str,
) -> Option<Fault> {
    let (source, other) = (sources.get(source)?, sources.get(other)?);
    let place = other.lines.place(&other.text, other_span.start);
    let message = format!("{message} at {}:{}:{}", other.path.display(), place.line, place.column);
    let mut fault = source.fault(kind, span, message, mend);
    fault.other = Some((other.path.clone(), place));
    Some(fault)
}

fn duplicate_ids(entries: &mut Vec<Entry>, sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut first: FxHashMap<String, (usize, Span)> = FxHashMap::default();
    entries.retain(|entry| {
        let here = (entry.source, entry.id);
        let Some(&there) = first.get(&entry.concept.id) else {
            first.insert(entry.concept.id.clone(), here);
            return true;
        };
        let message = format!("the id {:?} is taken, by the concept", entry.concept.id);
        let mend = "give this concept another id, or join the two";
        faults.extend(clash(sources, FaultKind::DuplicateId, here, there, &message, mend));
        false
    });
    faults
}

/// Terms that stand twice in one concept, and preferred terms that compete.
fn within_concept(entry: &mut Entry, sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut first: FxHashMap<(&str, &[WordKey]), Vec<usize>> = FxHashMap::default();
    let mut preferred: Vec<usize> = Vec::new();
    let mut refused = Vec::new();
    for (index, (term, site)) in entry.concept.terms.iter().zip(&entry.sites).enumerate() {
        let seen = first.entry((&term.language, &site.words)).or_default();
        let twin = seen.iter().copied().find(|&other| is_twin(entry, other, entry, index));
        seen.push(index);
        let competes = |other: &&usize| {
            entry
                .concept
                .terms
                .get(**other)
                .is_some_and(|other| other.language == term.language && other.period.overlaps(term.period))
        };
        let is_preferred = term.status == TermStatus::Preferred && !term.abbreviation;
        let (kind, other, message, mend) = if let Some(other) = twin {
            let message = format!("{:?} stands in this concept already,", term.text);
            (FaultKind::RepeatedTerm, other, message, "keep one of the two")
        } else if let Some(&other) = preferred.iter().filter(|_| is_preferred).find(competes) {
            let message = format!("{:?} is preferred at the same time as the term", term.text);
            let mend = "make one of them \"admitted\", or give each its period with `from` and `until`";
            (FaultKind::TwoPreferred, other, message, mend)
        } else {
            preferred.extend(is_preferred.then_some(index));
            continue;
        };
        let there = entry.sites.get(other).map_or_else(Span::default, |site| site.text);
        let places = ((entry.source, site.text), (entry.source, there));
        faults.extend(clash(sources, kind, places.0, places.1, &message, mend));
        refused.push(index);
    }
    entry.remove(&refused);
    faults
}

/// Whether two terms of the same words are the same term: two abbreviations that
/// differ in letter case are not, where both insist on it.
fn is_twin(one: &Entry, one_term: usize, other: &Entry, other_term: usize) -> bool {
    match (one.concept.terms.get(one_term), other.concept.terms.get(other_term)) {
        (Some(one), Some(other)) => !(one.exact_case && other.exact_case) || one.text == other.text,
        _ => false,
    }
}

fn shared_terms(entries: &mut [Entry], sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut refused = Vec::new();
    let mut first: FxHashMap<(&str, &[WordKey]), (usize, usize)> = FxHashMap::default();
    for (here, entry) in entries.iter().enumerate() {
        for (index, (term, site)) in entry.concept.terms.iter().zip(&entry.sites).enumerate() {
            let (there, other) = *first.entry((&term.language, &site.words)).or_insert((here, index));
            let Some(other_entry) = entries.get(there).filter(|_| there != here) else { continue };
            if !is_twin(other_entry, other, entry, index) {
                continue;
            }
            let id = &other_entry.concept.id;
            let message = format!("{:?} is a term of the concept {id:?} already,", term.text);
            let span = other_entry.sites.get(other).map_or_else(Span::default, |site| site.text);
            let places = ((entry.source, site.text), (other_entry.source, span));
            let mend = "keep it in one concept, or make it a longer term in the other";
            faults.extend(clash(sources, FaultKind::SharedTerm, places.0, places.1, &message, mend));
            refused.push((here, index));
        }
    }
    for of_one in refused.chunk_by(|one, other| one.0 == other.0) {
        let terms: Vec<usize> = of_one.iter().map(|&(_, term)| term).collect();
        if let Some(entry) = of_one.first().and_then(|&(here, _)| entries.get_mut(here)) {
            entry.remove(&terms);
        }
    }
    faults
}

/// So many unknown ids get the nearest known one named: looking for it goes through
/// all of them.
pub(super) const MOST_ADVICE: usize = 50;

/// Links to concepts that are not there, and links that run in a circle.
fn replacements(entries: &mut [Entry], sources: &[Source]) -> Vec<Fault> {
    let by_id: FxHashMap<&str, usize> =
        entries.iter().enumerate().map(|(index, entry)| (entry.concept.id.as_str(), index)).collect();
    let link = |entry: &Entry| entry.concept.replaced_by.as_deref().and_then(|id| by_id.get(id).copied());
    let links: Vec<Option<usize>> = entries.iter().map(link).collect();
    let mut faults = Vec::new();
    let mut cut: Vec<usize> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let Some(missing) = entry.concept.replaced_by.as_deref().filter(|id| !by_id.contains_key(id)) else { continue };
        let message = format!("`replaced-by` names {missing:?}, and no concept has this id");
        let known = entries.iter().map(|entry| entry.concept.id.as_str()).filter(|_| cut.len() < MOST_ADVICE);
        let mend = match known.min_by_key(|id| (strsim::osa_distance(missing, id), *id)) {
            Some(near) => format!("did you mean {near:?}"),
            None => "name the id of a concept".to_owned(),
        };
        faults.extend(
            sources
                .get(entry.source)
                .map(|source| source.fault(FaultKind::UnknownReplacement, entry.replaced_by, message, mend)),
        );
        cut.push(index);
    }
    for cycle in cycles(&links) {
        let Some(entry) = cycle.first().and_then(|&at| entries.get(at)) else { continue };
        let ids = cycle.iter().filter_map(|&at| entries.get(at)).map(|entry| entry.concept.id.as_str());
        faults.extend(circle(sources, (entry.source, entry.replaced_by), "concepts", ids));
        cut.extend(cycle);
    }
    for index in cut {
        if let Some(entry) = entries.get_mut(index) {
            entry.concept.replaced_by = None;
        }
    }
    faults
}

/// The fault of entries that replace one another; `first` is a link of them.
pub(super) fn circle<'i>(
    sources: &[Source],
    (source, first): (usize, Span),
    kind: &str,
    ids: impl Iterator<Item = &'i str> + Clone,
) -> Option<Fault> {
    let chain: Vec<&str> = ids.clone().chain(ids.take(1)).collect();
    let message = format!("these {kind} replace one another in a circle: {}", chain.join(" → "));
    let mend = "remove one `replaced-by` of the circle";
    Some(sources.get(source)?.fault(FaultKind::ReplacementCycle, first, message, mend))
}

/// The circles of a graph with at most one arrow from each node, each from its
/// smallest node on.
pub(super) fn cycles(links: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut seen_from = vec![usize::MAX; links.len()];
    let mut cycles = Vec::new();
    for start in 0..links.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(node) = at {
            match seen_from.get_mut(node) {
                Some(seen) if *seen == usize::MAX => *seen = start,
                Some(seen) if *seen == start => {
                    let mut cycle: Vec<usize> = path.iter().copied().skip_while(|&on_path| on_path != node).collect();
                    let smallest = cycle.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
                    cycle.rotate_left(smallest);
                    cycles.push(cycle);
                    break;
                }
                _ => break,
            }
            path.push(node);
            at = links.get(node).copied().flatten();
        }
    }
    cycles
}

impl Entry {
    /// Takes out the terms at `indexes`, which ascend.
    pub(super) fn remove(&mut self, indexes: &[usize]) {
        if indexes.is_empty() {
            return;
        }
        let keeps = |at: &mut usize| {
            *at += 1;
            indexes.binary_search(&(*at - 1)).is_err()
        };
        let (mut term, mut site) = (0, 0);
        self.concept.terms.retain(|_| keeps(&mut term));
        self.sites.retain(|_| keeps(&mut site));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_circle_once() {
        let links = [Some(1), Some(2), Some(1), None, Some(4), Some(3)];
        assert_eq!(cycles(&links), [vec![1, 2], vec![4]]);
    }
}
