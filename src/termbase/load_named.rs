//! Reads the entries of a termbase file that are no concepts: sets, people, offices
//! and events. What stands in one entry is judged here.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::FaultKind;
use super::named::{Edition, EnumeratedSet, Event, Holder, Office, Person, SetItem};
use super::values::{Read, Reader, SEVERITIES};
use crate::prose::Period;
use crate::text::{Place, Span, tokenize};

/// An entry with the bytes it was read from.
pub(super) struct Located<T> {
    pub(super) entry: T,
    /// The number of its file.
    pub(super) source: usize,
    /// Its id.
    pub(super) id: Span,
    /// What other entries it names, and where: ids of sets, or of people.
    pub(super) links: Vec<(String, Span)>,
}

/// The entries of one file that are no concepts.
#[derive(Default)]
pub(super) struct NamedEntries {
    pub(super) sets: Vec<Located<EnumeratedSet>>,
    pub(super) people: Vec<Located<Person>>,
    pub(super) offices: Vec<Located<Office>>,
    pub(super) events: Vec<Located<Event>>,
}

impl NamedEntries {
    /// Adds those of another file.
    pub(super) fn extend(&mut self, other: Self) {
        self.sets.extend(other.sets);
        self.people.extend(other.people);
        self.offices.extend(other.offices);
        self.events.extend(other.events);
    }
}

const SET_KEYS: [&str; 14] = [
    "id",
    "labels",
    "topics",
    "count",
    "items",
    "open",
    "speaker",
    "forum",
    "date",
    "until",
    "replaced-by",
    "source",
    "notes",
    "severity",
];
const PERSON_KEYS: [&str; 7] = ["id", "name", "family", "called", "variants", "source", "notes"];
const OFFICE_KEYS: [&str; 5] = ["id", "titles", "of", "source", "holder"];
const HOLDER_KEYS: [&str; 5] = ["person", "from", "until", "source", "severity"];
const EVENT_KEYS: [&str; 4] = ["id", "names", "source", "edition"];
const EDITION_KEYS: [&str; 4] = ["ordinal", "date", "place", "severity"];

/// An id that was read, or refused, and where it stands.
type Id = Option<(Read<String>, Range<usize>)>;

impl Reader<'_> {
    fn origin(&self, at: usize) -> (std::path::PathBuf, Place) {
        (self.source.path.clone(), self.source.lines.place(&self.source.text, at))
    }

    /// The id of an entry of this kind, or a fault at its header.
    fn required_id(&mut self, kind: &str, id: Id, header: Range<usize>) -> Read<(String, Span)> {
        let Some((id, span)) = id else {
            let mend = format!("add a line such as: id = \"the-{kind}\"");
            return Err(self.fault(FaultKind::MissingKey, header, format!("this {kind} has no id"), mend));
        };
        Ok((id?, span.into()))
    }

    /// Texts that each hold a word; others are told and left out.
    fn wordings(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
        let mut texts = self.strings(key, value)?;
        texts.retain(|text| self.words(text, value.span()).is_ok());
        Ok(texts)
    }

    /// Texts of which there is one at least.
    fn required(&mut self, kind: &str, key: &str, texts: &[String], header: Range<usize>) -> Read<()> {
        if !texts.is_empty() {
            return Ok(());
        }
        let message = format!("this {kind} has no `{key}`");
        Err(self.fault(FaultKind::MissingKey, header, message, format!("add a line: {key} = [\"...\"]")))
    }

    pub(super) fn set(&mut self, table: &DeTable<'_>, header: Range<usize>) -> Read<Located<EnumeratedSet>> {
        let (mut id, mut count, mut until, mut links) = (None, None, header.clone(), Vec::new());
        let mut set = EnumeratedSet {
            id: String::new(),
            labels: Vec::new(),
            topics: Vec::new(),
            count: 0,
            items: Vec::new(),
            is_complete: true,
            is_open: false,
            speaker: None,
            forum: None,
            period: Period::default(),
            replaced_by: None,
            source: None,
            notes: Vec::new(),
            severity: None,
            origin: self.origin(header.start),
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => id = Some((self.id(value), value.span())),
                "labels" => set.labels = self.wordings("labels", value)?,
                "topics" => set.topics = self.wordings("topics", value)?,
                "count" => count = Some((self.number("count", value)?, value.span())),
                "items" => set.items = self.items(value)?,
                "open" => set.is_open = self.bool("open", value)?,
                "speaker" => set.speaker = self.string("speaker", value).ok(),
                "forum" => set.forum = self.string("forum", value).ok(),
                "date" => set.period.from = Some(self.date("date", value)?),
                "until" => {
                    set.period.until = Some(self.date("until", value)?);
                    until = value.span();
                }
                "replaced-by" => {
                    set.replaced_by = self.string("replaced-by", value).ok();
                    links.extend(set.replaced_by.clone().map(|link| (link, value.span().into())));
                }
                "source" => set.source = self.string("source", value).ok(),
                "notes" => set.notes = self.strings("notes", value).unwrap_or_default(),
                "severity" => set.severity = self.word("severity", value, &SEVERITIES).ok(),
                other => self.unknown_key(other, key.span(), &SET_KEYS),
            }
        }
        let (id, at) = self.required_id("set", id, header.clone())?;
        self.required("set", "labels", &set.labels, header.clone())?;
        self.period(set.period, until)?;
        set.id = id;
        self.count(&mut set, count, header)?;
        Ok(Located { entry: set, source: self.index, id: at, links })
    }

    /// A set has as many items as it names, or more, of which not all are known.
    fn count(&mut self, set: &mut EnumeratedSet, count: Option<(u32, Range<usize>)>, header: Range<usize>) -> Read<()> {
        let known = set.items.len();
        let Some((count, span)) = count else {
            set.count = known;
            if known > 0 {
                return Ok(());
            }
            let message = "this set has neither items nor a `count`".to_owned();
            return Err(self.fault(FaultKind::MissingKey, header, message, "add its items, or a line: count = 4"));
        };
        let count = count as usize;
        if count < known {
            let message = format!("`count` is {count}, and {known} items are listed");
            return Err(self.fault(FaultKind::WrongCount, span, message, "correct the count, or the items"));
        }
        set.count = count;
        set.is_complete = count == known;
        Ok(())
    }

    /// Items: each a text, or a list of its wordings.
    fn items(&mut self, value: &Spanned<DeValue<'_>>) -> Read<Vec<SetItem>> {
        let DeValue::Array(elements) = value.get_ref() else {
            return Err(self.wrong_type("items", "a list of items", value.get_ref(), value.span()));
        };
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            let wordings = self.strings("items", element)?;
            for wording in &wordings {
                self.words(wording, element.span())?;
            }
            if wordings.is_empty() {
                let message = "this item has no wording".to_owned();
                return Err(self.fault(FaultKind::EmptyText, element.span(), message, "write its words, or remove it"));
            }
            items.push(SetItem { wordings });
        }
        Ok(items)
    }

    /// A number that people count with.
    fn number(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Read<u32> {
        let DeValue::Integer(number) = value.get_ref() else {
            return Err(self.wrong_type(key, "a whole number", value.get_ref(), value.span()));
        };
        number.to_string().parse().ok().filter(|number| *number > 0).ok_or_else(|| {
            let message = format!("`{key}` cannot be {number}");
            self.fault(FaultKind::WrongType, value.span(), message, "write a whole number, 1 or more")
        })
    }

    pub(super) fn person(&mut self, table: &DeTable<'_>, header: Range<usize>) -> Read<Located<Person>> {
        let (mut id, mut name, mut family, mut called) = (None, None, None, None);
        let mut person = Person {
            id: String::new(),
            name: String::new(),
            family: String::new(),
            called: None,
            variants: Vec::new(),
            source: None,
            notes: Vec::new(),
            origin: self.origin(header.start),
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => id = Some((self.id(value), value.span())),
                "name" => name = Some((self.string("name", value)?, value.span())),
                "family" => family = Some((self.string("family", value)?, value.span())),
                "called" => called = Some((self.string("called", value)?, value.span())),
                "variants" => person.variants = self.wordings("variants", value)?,
                "source" => person.source = self.string("source", value).ok(),
                "notes" => person.notes = self.strings("notes", value).unwrap_or_default(),
                other => self.unknown_key(other, key.span(), &PERSON_KEYS),
            }
        }
        let (id, at) = self.required_id("person", id, header.clone())?;
        let Some((name, span)) = name else {
            let mend = "add a line such as: name = \"Wang Yi\"";
            return Err(self.fault(FaultKind::MissingKey, header, "this person has no name".into(), mend));
        };
        self.words(&name, span)?;
        let last = name.split_whitespace().next_back().unwrap_or_default().to_owned();
        person.family = self.word_of(&name, "family name", family)?.unwrap_or(last);
        person.called = self.word_of(&name, "later mention", called)?;
        (person.id, person.name) = (id, name);
        Ok(Located { entry: person, source: self.index, id: at, links: Vec::new() })
    }

    /// A part of the name, as stated.
    fn word_of(&mut self, name: &str, what: &str, part: Option<(String, Range<usize>)>) -> Read<Option<String>> {
        match part {
            Some((part, span)) if !has_words(name, &part) => {
                let message = format!("the {what} {part:?} is no part of the name {name:?}");
                Err(self.fault(FaultKind::UnknownWord, span, message, "write it as it stands in the name"))
            }
            part => Ok(part.map(|(part, _)| part)),
        }
    }

    pub(super) fn office(&mut self, table: &DeTable<'_>, header: Range<usize>) -> Read<Located<Office>> {
        let (mut id, mut holders) = (None, Vec::new());
        let mut office = Office {
            id: String::new(),
            titles: Vec::new(),
            of: Vec::new(),
            holders: Vec::new(),
            source: None,
            origin: self.origin(header.start),
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => id = Some((self.id(value), value.span())),
                "titles" => office.titles = self.wordings("titles", value)?,
                "of" => office.of = self.wordings("of", value)?,
                "source" => office.source = self.string("source", value).ok(),
                "holder" => holders = self.holders(value)?,
                other => self.unknown_key(other, key.span(), &OFFICE_KEYS),
            }
        }
        let (id, at) = self.required_id("office", id, header.clone())?;
        self.required("office", "titles", &office.titles, header)?;
        let links;
        (office.holders, links) = holders.into_iter().unzip();
        office.id = id;
        Ok(Located { entry: office, source: self.index, id: at, links })
    }

    fn holders(&mut self, value: &Spanned<DeValue<'_>>) -> Read<Vec<(Holder, (String, Span))>> {
        let tables = self.tables("holder", value)?;
        Ok(tables.into_iter().filter_map(|(table, header)| self.holder(table, header).ok()).collect())
    }

    fn holder(&mut self, table: &DeTable<'_>, header: Range<usize>) -> Read<(Holder, (String, Span))> {
        let (mut person, mut period, mut until) = (None, Period::default(), header.clone());
        let (mut source, mut severity) = (None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "person" => person = Some((self.string("person", value)?, value.span().into())),
                "from" => period.from = Some(self.date("from", value)?),
                "until" => {
                    period.until = Some(self.date("until", value)?);
                    until = value.span();
                }
                "source" => source = self.string("source", value).ok(),
                "severity" => severity = self.word("severity", value, &SEVERITIES).ok(),
                other => self.unknown_key(other, key.span(), &HOLDER_KEYS),
            }
        }
        self.period(period, until)?;
        let Some((person, span)) = person else {
            let mend = "add the id of a person: person = \"wang-yi\"";
            return Err(self.fault(FaultKind::MissingKey, header, "this holder names no person".into(), mend));
        };
        Ok((Holder { person: person.clone(), period, source, severity }, (person, span)))
    }

    pub(super) fn event(&mut self, table: &DeTable<'_>, header: Range<usize>) -> Read<Located<Event>> {
        let mut id = None;
        let mut event = Event {
            id: String::new(),
            names: Vec::new(),
            editions: Vec::new(),
            source: None,
            origin: self.origin(header.start),
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => id = Some((self.id(value), value.span())),
                "names" => event.names = self.wordings("names", value)?,
                "source" => event.source = self.string("source", value).ok(),
                "edition" => event.editions = self.editions(value)?,
                other => self.unknown_key(other, key.span(), &EVENT_KEYS),
            }
        }
        let (id, at) = self.required_id("event", id, header.clone())?;
        self.required("event", "names", &event.names, header)?;
        event.id = id;
        Ok(Located { entry: event, source: self.index, id: at, links: Vec::new() })
    }

    fn editions(&mut self, value: &Spanned<DeValue<'_>>) -> Read<Vec<Edition>> {
        let tables = self.tables("edition", value)?;
        Ok(tables.into_iter().filter_map(|(table, header)| self.edition(table, header).ok()).collect())
    }

    fn edition(&mut self, table: &DeTable<'_>, header: Range<usize>) -> Read<Edition> {
        let (mut ordinal, mut date, mut place, mut severity) = (None, None, None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "ordinal" => ordinal = Some(self.number("ordinal", value)?),
                "date" => date = Some(self.date("date", value)?),
                "place" => place = Some(self.string("place", value)?),
                "severity" => severity = self.word("severity", value, &SEVERITIES).ok(),
                other => self.unknown_key(other, key.span(), &EDITION_KEYS),
            }
        }
        let (Some(ordinal), Some(date)) = (ordinal, date) else {
            let message = "an edition needs an `ordinal` and a `date`".to_owned();
            let mend = "write ordinal = 2 and date = \"2015-12\"";
            return Err(self.fault(FaultKind::MissingKey, header, message, mend));
        };
        Ok(Edition { ordinal, date, place, severity })
    }
}

/// Whether some words stand together in a name, written as they are there.
fn has_words(name: &str, words: &str) -> bool {
    let (all, some) = (tokenize(name), tokenize(words));
    let mut places = all.keys().windows(some.len().max(1));
    name.contains(words) && !some.is_empty() && places.any(|place| place == some.keys())
}
