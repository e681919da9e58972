//! Finds the names of events in running text. Words enter, the events of that name
//! leave; which meeting of an event an ordinal before it counts is not looked at.

use rustc_hash::FxHashMap;

use super::named::Event;
use crate::text::{WordKey, tokenize};

/// An event of one termbase, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventRef(pub u32);

/// The names of all events by their first words, longer names first.
#[derive(Debug, Default)]
pub struct EventNames(FxHashMap<WordKey, Vec<(Vec<WordKey>, EventRef)>>);

impl EventNames {
    /// Builds the index; the order of `events` gives their numbers.
    #[must_use]
    pub(super) fn new(events: &[Event]) -> Self {
        let numbered = (0..).map(EventRef).zip(events);
        let names = numbered.flat_map(|(number, event)| event.names.iter().map(move |name| (name, number)));
        let mut names: Vec<(Vec<WordKey>, EventRef)> =
            names.map(|(name, event)| (tokenize(name).keys().to_vec(), event)).collect();
        names.sort_by_key(|(keys, _)| std::cmp::Reverse(keys.len()));
        let mut by_first: FxHashMap<WordKey, Vec<(Vec<WordKey>, EventRef)>> = FxHashMap::default();
        for (keys, event) in names {
            let Some(first) = keys.first() else { continue };
            let known = by_first.entry(*first).or_default();
            // A name in two letter cases is one name.
            if !known.contains(&(keys.clone(), event)) {
                known.push((keys, event));
            }
        }
        Self(by_first)
    }

    /// Whether no event has a name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The events with whose name `words` begin, and how many words the longest such
    /// name has.
    #[must_use]
    pub fn at(&self, words: &[WordKey]) -> Option<(usize, Vec<EventRef>)> {
        let known = self.0.get(words.first()?)?;
        let longest = known.iter().map(|(keys, _)| keys).find(|keys| words.starts_with(keys))?;
        let events = known.iter().filter(|(keys, _)| keys == longest).map(|(_, event)| *event);
        Some((longest.len(), events.collect()))
    }
}

#[cfg(test)]
mod tests {
    use crate::termbase::Termbase;
    use crate::text::tokenize;

    #[test]
    fn the_longest_name_is_found_with_all_events_of_that_name() {
        let event = |id: &str, name: &str| format!("[[event]]\nid = \"{id}\"\nnames = [\"{name}\"]\n");
        let source =
            [event("a", "World Forum"), event("b", "World Forum on Water"), event("c", "World Forum")].concat();
        let (termbase, faults) = Termbase::parse(vec![("events.toml".into(), source)]);
        assert_eq!(faults, []);
        let found = |text: &str| {
            let (words, events) = termbase.event_names().at(tokenize(text).keys())?;
            let ids = events.into_iter().filter_map(|event| Some(termbase.event(event)?.id.as_str()));
            Some((words, ids.collect::<Vec<_>>()))
        };
        assert_eq!(found("world forum in May"), Some((2, vec!["a", "c"])));
        assert_eq!(found("World Forum on Water"), Some((4, vec!["b"])));
        assert_eq!(found("World"), None);
    }
}
