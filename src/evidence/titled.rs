//! The titles beside a name: before it ("State Councilor and Foreign Minister Wang
//! Yi"), after it ("Wang Yi, China's foreign minister,"). A block with its names
//! enters, the titles leave, each with the offices it may mean here.
//!
//! Titles that say another time ("former", "then"), another rank ("vice") or another
//! country ("Japanese Foreign Minister") are left out. Who held what when is not
//! looked at.

use std::ops::Range;

use crate::draft::{Block, BlockContent};
use crate::termbase::{NameMatch, Office, Termbase};
use crate::text::{Gap, Span, fold};

/// A title that a draft gives to somebody.
#[derive(Debug, Clone)]
pub struct Title<'t> {
    /// Its bytes of the block's text.
    pub span: Span,
    /// The word of the block where what belongs to it begins: "China's foreign minister".
    pub first: usize,
    /// The offices it may mean.
    pub offices: Vec<&'t Office>,
}

/// Words that make a title one of another time or rank.
const QUALIFIED: [&str; 27] = [
    "acting",
    "assistant",
    "deceased",
    "deputy",
    "dismissed",
    "erstwhile",
    "ex",
    "executive",
    "former",
    "formerly",
    "future",
    "honorary",
    "incoming",
    "late",
    "next",
    "nominee",
    "old",
    "onetime",
    "ousted",
    "outgoing",
    "previous",
    "removed",
    "retired",
    "sacked",
    "shadow",
    "then",
    "vice",
];
/// How far before a title such a word may stand, in words.
const REACH: usize = 4;
/// What follows a title of another time: "foreign minister from 2013 to 2022".
const TIMED: [&str; 13] = [
    "at",
    "before",
    "between",
    "designate",
    "during",
    "elect",
    "from",
    "in",
    "since",
    "then",
    "under",
    "until",
    "when",
];
/// Words between name and title, and between titles.
const JOINS: [&str; 8] = ["a", "also", "and", "both", "concurrently", "currently", "now", "the"];
/// Forms of address between title and name.
const ADDRESS: [&str; 9] = ["comrade", "dr", "excellency", "he", "mr", "mrs", "ms", "prof", "professor"];
/// Words of a country's name, at most: "People's Republic of China".
const LONGEST_COUNTRY: usize = 5;
/// Titles of one person in a row, at most.
const MOST: usize = 4;

/// The titles of the person whose name covers `name` (words of the block), in order of
/// place. `names`: the names and titles found in the block.
#[must_use]
pub fn titles<'t>(termbase: &'t Termbase, block: &Block, names: &[NameMatch], name: Range<usize>) -> Vec<Title<'t>> {
    let beside = Beside { termbase, content: &block.content, names };
    let mut titles = beside.before(name.start, name.end);
    titles.reverse();
    titles.extend(beside.after(name.end));
    titles
}

/// What a title means that stands by itself: `found` with the country beside it that
/// tells which office it is, or a title that says so itself.
#[must_use]
pub fn title_alone<'t>(termbase: &'t Termbase, block: &Block, found: &NameMatch) -> Option<Title<'t>> {
    let beside = Beside { termbase, content: &block.content, names: &[] };
    let country = beside.country_before(found.words.start).or_else(|| beside.country_of(found.words.end));
    let is_told = country.is_some();
    let mut title = beside.title(found, found.words.start, country)?;
    title.offices.retain(|office| is_told || office.of.is_empty());
    (!title.offices.is_empty()).then_some(title)
}

/// A block and its names, while titles are looked for.
struct Beside<'t, 'd> {
    termbase: &'t Termbase,
    content: &'d BlockContent,
    names: &'d [NameMatch],
}

impl<'t> Beside<'t, '_> {
    /// The titles that end before the word `start`, the nearest first.
    fn before(&self, start: usize, name_end: usize) -> Vec<Title<'t>> {
        let mut titles = Vec::new();
        let Some(mut found) = self.title_before_name(start, name_end) else { return titles };
        let mut at_most = MOST;
        loop {
            let first = self.country_before(found.words.start).map_or(found.words.start, |country| country.start);
            titles.extend(self.title(found, first, None));
            let next = self.joined_before(first).and_then(|end| self.title_ending(end));
            match next {
                Some(next) if at_most > 1 => found = next,
                _ => break,
            }
            at_most -= 1;
        }
        let first = titles.last().map_or(start, |title| title.first);
        if self.is_qualified(first) || self.is_foreign(first) { Vec::new() } else { titles }
    }

    /// The title right before a name, a form of address between them aside; after a
    /// comma only where the name ends in one, too: "the foreign minister, Wang Yi,".
    fn title_before_name(&self, start: usize, name_end: usize) -> Option<&NameMatch> {
        let address = start.checked_sub(1).filter(|&word| ADDRESS.contains(&self.word(word).as_str()));
        if let Some(address) = address {
            return self.title_ending(address).filter(|_| self.gap(address) <= Gap::Comma);
        }
        let is_apposed = || {
            self.gap(start) == Gap::Comma && self.gap(name_end) >= Gap::Comma && name_end < self.content.tokens.len()
        };
        self.title_ending(start).filter(|_| self.gap(start) <= Gap::Space || is_apposed())
    }

    /// The titles after the word before `end`, behind a comma.
    fn after(&self, end: usize) -> Vec<Title<'t>> {
        let mut titles = Vec::new();
        if end >= self.content.tokens.len() || self.gap(end) != Gap::Comma {
            return titles;
        }
        let mut at = end;
        while titles.len() < MOST {
            let first = self.past_joins(at);
            let before = self.country_at(first);
            let Some(found) = self.title_starting(before.as_ref().map_or(first, |country| country.end)) else { break };
            let after = self.country_of(found.words.end);
            let end = after.as_ref().map_or(found.words.end, |country| country.end);
            if self.is_anothers(end) || self.is_timed(end) || self.is_qualified(first) {
                return Vec::new();
            }
            titles.extend(self.title(found, first, after.or(before)));
            at = end;
        }
        titles
    }

    /// A title with the offices that suit the country said beside it; `None` where
    /// none does.
    fn title(&self, found: &NameMatch, first: usize, country: Option<Range<usize>>) -> Option<Title<'t>> {
        let said = country.or_else(|| self.country_before(found.words.start));
        let said = said.and_then(|words| self.content.tokens.keys().get(words));
        let names = self.termbase.names();
        let meant =
            names.meaning(found).title.iter().filter(|office| said.is_none_or(|keys| names.is_of(**office, keys)));
        let offices: Vec<&Office> = meant.filter_map(|office| self.termbase.office(*office)).collect();
        (!offices.is_empty()).then_some(Title { span: found.span, first, offices })
    }

    /// The words of a country that end before the word `end`.
    fn country_before(&self, end: usize) -> Option<Range<usize>> {
        let starts = (end.saturating_sub(LONGEST_COUNTRY)..end).filter(|&start| self.joined(start..end + 1));
        starts.map(|start| start..end).find(|words| self.is_country(words.clone()))
    }

    /// The words of a country that begin at `start`.
    fn country_at(&self, start: usize) -> Option<Range<usize>> {
        let ends = (start + 1..=start + LONGEST_COUNTRY).rev().filter(|&end| self.joined(start..end));
        ends.map(|end| start..end).find(|words| self.is_country(words.clone()))
    }

    fn is_country(&self, words: Range<usize>) -> bool {
        self.content.tokens.keys().get(words).is_some_and(|keys| self.termbase.names().is_country(keys))
    }

    /// The country after a title: "of the People's Republic of China".
    fn country_of(&self, end: usize) -> Option<Range<usize>> {
        if self.word(end) != "of" || self.gap(end) > Gap::Space {
            return None;
        }
        let start = if self.word(end + 1) == "the" { end + 2 } else { end + 1 };
        self.country_at(start)
    }

    /// Whether a title that ends before the word `end` goes on as another office's ("of"
    /// a country that is not known) or stands before another name: "Wang Yi, Foreign
    /// Minister Sergei Lavrov and others" is a list of people.
    fn is_anothers(&self, end: usize) -> bool {
        let goes_on = matches!(self.word(end).as_str(), "of" | "for" | "to");
        self.gap(end) <= Gap::Hyphen && (goes_on || self.is_capital(end))
    }

    /// Whether a time follows: "foreign minister from 2013 to 2022".
    fn is_timed(&self, end: usize) -> bool {
        self.gap(end) <= Gap::Hyphen && TIMED.contains(&self.word(end).as_str())
    }

    /// Whether a capitalised word stands before the title that is none of its country's:
    /// "Japanese Foreign Minister", "Fudan University President".
    fn is_foreign(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else { return false };
        let opens_a_sentence = before == 0 || self.gap(before) == Gap::Stop;
        let is_small = matches!(
            self.word(before).as_str(),
            "the" | "when" | "as" | "but" | "and" | "while" | "under" | "with" | "by" | "in" | "for" | "to"
        );
        self.gap(first) <= Gap::Hyphen && self.is_capital(before) && !(opens_a_sentence && is_small)
    }

    /// Whether the title that begins with the word `first` is of another time or rank.
    fn is_qualified(&self, first: usize) -> bool {
        let mut at = first;
        while at > first.saturating_sub(REACH) && self.gap(at) < Gap::Comma {
            at -= 1;
            if QUALIFIED.contains(&self.word(at).as_str()) {
                return true;
            }
        }
        false
    }

    /// The end of a title that "and" or a comma joins to what begins at `start`.
    fn joined_before(&self, start: usize) -> Option<usize> {
        let before = start.checked_sub(1)?;
        match self.word(before).as_str() {
            "and" | "concurrently" => Some(before),
            _ if self.gap(start) == Gap::Comma => Some(start),
            _ => None,
        }
    }

    fn past_joins(&self, mut at: usize) -> usize {
        while self.gap(at) <= Gap::Comma && JOINS.contains(&self.word(at).as_str()) {
            at += 1;
        }
        at
    }

    fn title_ending(&self, end: usize) -> Option<&NameMatch> {
        let index = self.names.partition_point(|found| found.words.end < end);
        self.names.get(index).filter(|found| found.words.end == end && self.is_title(found))
    }

    fn title_starting(&self, start: usize) -> Option<&NameMatch> {
        let index = self.names.partition_point(|found| found.words.start < start);
        self.names.get(index).filter(|found| found.words.start == start && self.is_title(found))
    }

    fn is_title(&self, found: &NameMatch) -> bool {
        !self.termbase.names().meaning(found).title.is_empty()
    }

    /// Whether nothing but space and hyphens stands between the words of a range.
    fn joined(&self, words: Range<usize>) -> bool {
        words.skip(1).all(|word| self.gap(word) <= Gap::Hyphen)
    }

    fn word(&self, index: usize) -> String {
        fold(self.content.tokens.span(index).slice(&self.content.text))
    }

    fn gap(&self, index: usize) -> Gap {
        self.content.tokens.flags(index).gap()
    }

    fn is_capital(&self, index: usize) -> bool {
        self.content.tokens.flags(index).is_capital()
    }
}
