//! What a termbase knows besides concepts: counted sets, people, the offices they
//! hold, and events that are told apart by ordinal and year. Facts with dates, as
//! their sources give them; nothing here looks at a text.

use std::path::PathBuf;

use crate::prose::{PartialDate, Period};
use crate::text::{Place, tokenize};

/// A counted formulation: "four principles" and what they are. One label may name
/// several sets; speaker, forum, date and topic tell them apart.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumeratedSet {
    /// Stable name, unique among the sets.
    pub id: String,
    /// What it is called, the usual label first: "four principles", "Shanghai Spirit".
    pub labels: Vec<String>,
    /// Words of which one stands near a label that means this set: "cyberspace".
    pub topics: Vec<String>,
    /// How many items it has, also where not all of them are known.
    pub count: usize,
    /// The items that are known, in their order.
    pub items: Vec<SetItem>,
    /// Whether the items are in their order and no item is missing from `items`; false
    /// where fewer are known than `count`.
    pub is_complete: bool,
    /// Whether the set has more items than it names ("including").
    pub is_open: bool,
    /// Who announced it.
    pub speaker: Option<String>,
    /// Where.
    pub forum: Option<String>,
    /// From the day it was announced to the day another took its place.
    pub period: Period,
    /// The set that took its place.
    pub replaced_by: Option<String>,
    /// Where it stands.
    pub source: Option<String>,
    /// Remarks for the writer.
    pub notes: Vec<String>,
    /// The most that a finding about this set may be called.
    pub severity: Option<String>,
    /// The file it stands in, and where.
    pub origin: (PathBuf, Place),
}

/// One item of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetItem {
    /// The official wording, then admitted ones. Never empty.
    pub wordings: Vec<String>,
}

impl SetItem {
    /// The official wording.
    #[must_use]
    pub fn text(&self) -> &str {
        self.wordings.first().map_or("", String::as_str)
    }
}

/// Somebody a draft may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Stable name, unique among the people.
    pub id: String,
    /// The name as running text has it, in its usual order.
    pub name: String,
    /// The family name, which later mentions use: words of `name`, as they stand there.
    pub family: String,
    /// The word of `name` that later mentions use, where custom does not use the
    /// family name: "Trong" for Nguyen Phu Trong.
    pub called: Option<String>,
    /// Other right ways to write the name.
    pub variants: Vec<String>,
    /// Where the name was seen.
    pub source: Option<String>,
    /// Remarks for the writer.
    pub notes: Vec<String>,
    /// The file it stands in, and where.
    pub origin: (PathBuf, Place),
}

impl Person {
    /// Whether the family name stands first, as in "Wang Yi".
    #[must_use]
    pub fn has_family_first(&self) -> bool {
        self.name != self.family && tokenize(&self.name).keys().starts_with(tokenize(&self.family).keys())
    }

    /// The name without the family name: "Yi", "Jae-in".
    #[must_use]
    pub fn given(&self) -> &str {
        let given = if self.has_family_first() {
            self.name.strip_prefix(&self.family)
        } else {
            self.name.strip_suffix(&self.family)
        };
        given.unwrap_or_default().trim()
    }

    /// How later mentions name the person.
    #[must_use]
    pub fn later_mention(&self) -> &str {
        self.called.as_deref().unwrap_or(&self.family)
    }
}

/// An office and who held it when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Stable name, unique among the offices.
    pub id: String,
    /// Its titles as they stand beside a name, the usual one first.
    pub titles: Vec<String>,
    /// Words that tell it from another office of the same title: "Chinese", "China".
    pub of: Vec<String>,
    /// Who held it, in order.
    pub holders: Vec<Holder>,
    /// Where the periods are stated.
    pub source: Option<String>,
    /// The file it stands in, and where.
    pub origin: (PathBuf, Place),
}

impl Office {
    /// The periods for which `person` (an id) held it, in order.
    pub fn held_by<'o>(&'o self, person: &'o str) -> impl Iterator<Item = &'o Holder> + 'o {
        self.holders.iter().filter(move |holder| holder.person == person)
    }

    /// The office in running text: "foreign minister", "director of the Office of ...".
    #[must_use]
    pub fn called(&self) -> String {
        let title = self.titles.first().map_or("", String::as_str);
        let rank = title.split_once(" of ").map_or(title, |(rank, _)| rank);
        let is_short = |word: &&str| word.len() > 1 && word.chars().all(char::is_uppercase);
        let small = |word: &str| if is_short(&word) { word.to_owned() } else { word.to_lowercase() };
        let words: Vec<String> = rank.split(' ').map(small).collect();
        words.join(" ") + title.get(rank.len()..).unwrap_or_default()
    }

    /// Where a period is stated.
    #[must_use]
    pub fn source_of<'o>(&'o self, holder: &'o Holder) -> Option<&'o str> {
        holder.source.as_deref().or(self.source.as_deref())
    }
}

/// One period of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The id of the person.
    pub person: String,
    /// From the first day to the last.
    pub period: Period,
    /// Where this period is stated, if not where the office's are.
    pub source: Option<String>,
    /// The gravest that a finding which rests on this period may be.
    pub severity: Option<String>,
}

impl Holder {
    /// The period in a sentence: "from 2013-03-16 to 2022-12-30", "since 2023-07-25".
    #[must_use]
    pub fn held(&self) -> String {
        match self.period {
            Period { from: Some(_), until: Some(_) } => format!("from {}", self.period),
            period => period.to_string(),
        }
    }
}

/// A series of meetings, told apart by ordinal and date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stable name, unique among the events.
    pub id: String,
    /// Its names, the usual one first: "World Internet Conference".
    pub names: Vec<String>,
    /// The meetings that are known.
    pub editions: Vec<Edition>,
    /// Where they are stated.
    pub source: Option<String>,
    /// The file it stands in, and where.
    pub origin: (PathBuf, Place),
}

/// One meeting of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// 2 for the second.
    pub ordinal: u32,
    /// When it took place: a year, a month or a day.
    pub date: PartialDate,
    /// Where, if stated.
    pub place: Option<String>,
    /// The gravest that a finding which rests on this meeting may be.
    pub severity: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_a_name_goes_by_words() {
        let is_first = |name: &str, family: &str| {
            let (id, name, family) = (String::new(), name.to_owned(), family.to_owned());
            let origin = (PathBuf::new(), Place { line: 1, column: 1 });
            let (called, source) = (None, None);
            Person { id, name, family, called, variants: Vec::new(), source, notes: Vec::new(), origin }
                .has_family_first()
        };
        assert!(is_first("Wang Yi", "Wang") && is_first("\u{738B}\u{6BC5}", "\u{738B}"));
        assert!(!is_first("Lima Li", "Li") && !is_first("Orla Venn", "Venn") && !is_first("Pele", "Pele"));
    }
}
