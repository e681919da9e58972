//! Listings that run over several units: lists of Markdown, ordinals in running text,
//! numbered headings. Units enter, listings without their announcements leave.

use std::collections::BTreeMap;

use super::marks::{Opener, Style};
use super::{Count, Enumeration, Form, Item, Ordinal, Unit, UnitKind};
use crate::text::Span;

/// The most units between two items of one run of ordinals.
const REACH: usize = 12;

/// The most runs inside one another.
const DEEP: usize = 8;

/// How many units behind a run are looked at for words that go on with it.
const BEHIND: usize = 6;

/// The lists of Markdown, and lines that begin with a sign.
pub(super) fn lists(units: &[Unit<'_>]) -> Vec<Enumeration> {
    let mut lists: BTreeMap<u32, List> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        if let Some(place) = unit.list {
            let list = lists.entry(place.list).or_default();
            list.last = index;
            if place.opens {
                list.items.push(whole(index, unit));
                list.last_item = place.item;
            }
        }
    }
    let mut found: Vec<List> = Vec::new();
    for list in lists.into_values().filter(|list| !list.items.is_empty()) {
        match found.last_mut().filter(|before| goes_on(units, before, &list)) {
            Some(before) => before.take(list),
            None => found.push(list),
        }
    }
    let signs = signs(units);
    let doubtful: Vec<bool> = found.iter().map(|list| may_go_on(units, list)).collect();
    let found = found.into_iter().zip(doubtful).filter(|(list, _)| list.items.len() > 1);
    found.map(|(list, may_go_on)| list.finish(units, may_go_on)).chain(signs).collect()
}

/// One list of Markdown.
#[derive(Debug, Default)]
struct List {
    items: Vec<Item>,
    /// The last item's number, from 0, as the parser counts.
    last_item: u32,
    /// The last unit of it.
    last: usize,
}

impl List {
    /// The number before the first item, where items are numbered.
    fn start(&self, units: &[Unit<'_>]) -> Option<u64> {
        let first = self.items.first().and_then(|item| units.get(item.unit))?;
        first.list?.start
    }

    fn depth(&self, units: &[Unit<'_>]) -> u32 {
        let first = self.items.first().and_then(|item| units.get(item.unit));
        first.and_then(|unit| unit.list).map_or(0, |place| place.depth)
    }

    fn take(&mut self, next: Self) {
        self.last_item += next.last_item + 1;
        self.last = next.last;
        self.items.extend(next.items);
    }

    fn finish(self, units: &[Unit<'_>], may_go_on: bool) -> Enumeration {
        let start = self.start(units).and_then(|start| u32::try_from(start).ok());
        let first = start.unwrap_or(1).max(1);
        let number = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        // An item that holds no words (a picture, code) is none of the units.
        let is_whole = !may_go_on && self.last_item.saturating_add(1) == number && start != Some(0);
        let last = number.saturating_add(first - 1);
        // Where some items open with a name and a colon, the others may go on with them.
        let named = u32::try_from(self.items.iter().filter(|item| has_name(units, item)).count()).unwrap_or(number);
        let at_least = if first == 1 && named > 1 { named } else { last };
        let count = Count { at_least, at_most: is_whole.then_some(last) };
        Enumeration { announcement: None, form: Form::List, items: self.items, first, count, is_open: false }
    }
}

/// Whether an item begins with a name that a colon ends.
fn has_name(units: &[Unit<'_>], item: &Item) -> bool {
    let text = units.get(item.unit).map_or("", |unit| unit.text);
    let end = text.find([':', '.', '?', '!', ';']);
    end.is_some_and(|end| text.get(end..).is_some_and(|rest| rest.starts_with(':')))
}

/// Whether numbered items go on in `next` where `before` stopped, over paragraphs.
fn goes_on(units: &[Unit<'_>], before: &List, next: &List) -> bool {
    let (Some(start), Some(going_on)) = (before.start(units), next.start(units)) else { return false };
    before.depth(units) == next.depth(units) && start + u64::from(before.last_item) + 1 == going_on
}

/// Whether a list of the same kind follows in the same section: it may be the rest of
/// this one.
fn may_go_on(units: &[Unit<'_>], list: &List) -> bool {
    let behind = units.get(list.last + 1..).unwrap_or_default();
    let section = behind.iter().take_while(|unit| !matches!(unit.kind, UnitKind::Heading(_)));
    let mut places = section.filter_map(|unit| unit.list).filter(|place| place.depth <= list.depth(units));
    places.next().is_some_and(|place| place.start.is_some() == list.start(units).is_some())
}

/// Lines one after the other that begin with the same sign.
fn signs(units: &[Unit<'_>]) -> Vec<Enumeration> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let Some(first) = sign(unit) else {
            at += 1;
            continue;
        };
        let len = units.iter().skip(at).take_while(|unit| sign(unit) == Some(first)).count();
        let items: Vec<Item> =
            units.iter().enumerate().skip(at).take(len).map(|(index, unit)| whole(index, unit)).collect();
        if len > 1 {
            let count = Count::exactly(u32::try_from(len).unwrap_or(u32::MAX));
            found.push(Enumeration { announcement: None, form: Form::List, items, first: 1, count, is_open: false });
        }
        at += len;
    }
    found
}

/// The sign that a line begins with.
fn sign<'t>(unit: &Unit<'t>) -> Option<&'t str> {
    let opener = unit.marks.openers.first().filter(|opener| opener.style == Style::Sign)?;
    unit.list.is_none().then(|| opener.span.slice(unit.text))
}

/// Headings that begin with figures, "1. Trust", one level after another.
pub(super) fn headings(units: &[Unit<'_>]) -> Vec<Enumeration> {
    let mut runs: Vec<(u8, Vec<Item>)> = Vec::new();
    let mut found = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        let UnitKind::Heading(level) = unit.kind else { continue };
        while let Some((_, items)) = runs.pop_if(|(open, _)| *open > level) {
            found.push(items);
        }
        let opener = unit.marks.openers.first().filter(|opener| opener.style == Style::Figure);
        let item = opener.map(|opener| item(index, unit, *opener));
        let number = opener.and_then(|opener| opener.number);
        let open = runs.last_mut().filter(|(open, _)| *open == level);
        let expected = open.as_ref().and_then(|(_, items)| items.last()?.ordinal?.number).map(|number| number + 1);
        match (item, open) {
            (Some(item), Some((_, items))) if number == expected => items.push(item),
            (item, open) => {
                if open.is_some() {
                    found.extend(runs.pop().map(|(_, items)| items));
                }
                runs.extend(item.map(|item| (level, vec![item])));
            }
        }
    }
    found.extend(runs.into_iter().map(|(_, items)| items));
    found.into_iter().filter(|items| items.len() > 1).map(|items| numbered(Form::Headings, items)).collect()
}

/// A listing whose items say their own numbers.
fn numbered(form: Form, items: Vec<Item>) -> Enumeration {
    let number = |item: Option<&Item>| item.and_then(|item| item.ordinal?.number);
    let first = number(items.first()).unwrap_or(1).max(1);
    let last = items.iter().rev().find_map(|item| number(Some(item))).unwrap_or(first);
    Enumeration { announcement: None, form, items, first, count: Count::exactly(last), is_open: false }
}

/// Ordinals in running text.
pub(super) fn ordinals(units: &[Unit<'_>]) -> Vec<Enumeration> {
    let mut gathering = Gathering::default();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Paragraph) {
        for opener in unit.marks.openers.iter().filter(|opener| opener.style != Style::Sign) {
            gathering.add(index, unit, *opener);
        }
    }
    gathering.done.append(&mut gathering.open);
    let runs = gathering.done.into_iter().filter(|run| run.items.len() > 1);
    runs.map(|run| run.finish(units)).collect()
}

/// Where the ordinals of one run all stand, and how they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    style: Style,
    list: Option<u32>,
    is_quoted: bool,
}

/// What a last item without a number may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// An item like the others.
    Item,
    /// One more item, or the end of the text.
    Doubtful,
}

/// Ordinals that count on from one another.
#[derive(Debug)]
struct Run {
    key: Key,
    items: Vec<Item>,
    next: u32,
    /// "Finally" or "lastly" ends it.
    end: Option<Ending>,
    /// The first ordinal begins with a capital.
    is_capital: bool,
    /// Two runs waited for the same ordinal, and one of them was this.
    is_doubtful: bool,
}

#[derive(Debug, Default)]
struct Gathering {
    /// Outermost first.
    open: Vec<Run>,
    done: Vec<Run>,
}

impl Gathering {
    fn add(&mut self, index: usize, unit: &Unit<'_>, opener: Opener) {
        self.close_far(index);
        let style = match opener.style {
            Style::Last | Style::Finally => Style::Word,
            // "(i)" after "(h)".
            Style::Roman if self.open.last().is_some_and(|run| run.key.style == Style::Letter && run.next == 9) => {
                Style::Letter
            }
            style => style,
        };
        let key = Key { style, list: unit.list.map(|place| place.list), is_quoted: unit.is_quoted };
        let number = if style == Style::Letter && opener.style == Style::Roman { Some(9) } else { opener.number };
        let item = item(index, unit, Opener { number, ..opener });
        match (number, self.waiting(key, &item, unit)) {
            (Some(1), _) | (Some(_), None) => self.begin(key, item, number.unwrap_or(1), unit),
            (None, None) => {}
            (_, Some(at)) => {
                for mut inner in self.open.drain(at + 1..) {
                    inner.end_before(&item);
                    self.done.push(inner);
                }
                if let Some(run) = self.open.last_mut() {
                    let is_like = run.items.last().is_some_and(|before| is_like(unit, before, &item));
                    run.push(item, opener.style, is_like);
                }
            }
        }
    }

    /// The run that `item` goes on with: the innermost that waits for it. Where an outer
    /// one waits as well and neither is written like the item, nobody can say which.
    fn waiting(&mut self, key: Key, item: &Item, unit: &Unit<'_>) -> Option<usize> {
        let number = item.ordinal.and_then(|ordinal| ordinal.number);
        let waits = |run: &Run| run.key == key && run.end.is_none() && number.is_none_or(|number| run.next == number);
        let innermost = self.open.iter().rposition(waits)?;
        if number.is_none() || self.open.iter().filter(|run| waits(run)).count() == 1 {
            return Some(innermost);
        }
        let is_capital = item.span.slice(unit.text).starts_with(char::is_uppercase);
        let mut alike = (0..self.open.len())
            .filter(|at| self.open.get(*at).is_some_and(|run| waits(run) && run.is_capital == is_capital));
        if let (Some(alike), None) = (alike.next(), alike.next()) {
            return Some(alike);
        }
        self.open.iter_mut().filter(|run| waits(run)).for_each(|run| run.is_doubtful = true);
        Some(innermost)
    }

    fn begin(&mut self, key: Key, item: Item, number: u32, unit: &Unit<'_>) {
        if self.open.len() >= DEEP {
            self.done.push(self.open.remove(0));
        }
        self.open.push(Run {
            is_capital: item.span.slice(unit.text).starts_with(char::is_uppercase),
            key,
            items: vec![item],
            next: number.saturating_add(1),
            end: None,
            is_doubtful: false,
        });
    }

    /// Runs whose last item is far behind are over, and so are those inside them.
    fn close_far(&mut self, index: usize) {
        let is_far = |run: &Run| run.items.last().is_some_and(|item| index - item.unit > REACH);
        let (far, near) = std::mem::take(&mut self.open).into_iter().partition(is_far);
        self.open = near;
        self.done.extend::<Vec<Run>>(far);
    }
}

impl Run {
    /// `is_like`: the item stands in the same sentence as the one before, or each begins
    /// one.
    fn push(&mut self, item: Item, style: Style, is_like: bool) {
        let before = self.items.last().copied().unwrap_or(item);
        self.end_before(&item);
        self.items.push(item);
        let is_beside = before.unit == item.unit && is_like || item.span.start == 0 && before.unit + 1 == item.unit;
        self.end = match style {
            Style::Last if is_beside => Some(Ending::Item),
            Style::Last | Style::Finally => Some(Ending::Doubtful),
            _ => None,
        };
        self.next += 1;
    }

    /// The last item ends where `item`, of this run or one around it, begins.
    fn end_before(&mut self, item: &Item) {
        if let Some(last) = self.items.last_mut().filter(|last| last.unit == item.unit) {
            last.span.end = last.span.end.min(item.span.start);
        }
    }

    fn finish(self, units: &[Unit<'_>]) -> Enumeration {
        let last = self.next - 1;
        let at_least = if self.end == Some(Ending::Doubtful) { last - 1 } else { last };
        let is_whole = self.is_closed(units) && (self.end.is_some() || !self.may_go_on(units));
        let count = if self.is_doubtful || self.skips(units) {
            Count { at_least: 1, at_most: None }
        } else {
            Count { at_least, at_most: is_whole.then_some(last) }
        };
        Enumeration { count, ..numbered(Form::Ordinals, self.items) }
    }

    /// What is said of ordinals and further items from place `from` to place `to`; a
    /// place is a unit and a byte of it.
    fn mentions<'u>(units: &'u [Unit<'_>], from: Place, to: Place) -> impl Iterator<Item = (Place, u32)> + 'u {
        let within = units.iter().enumerate().take(to.0.saturating_add(1)).skip(from.0);
        within.flat_map(move |(unit, it)| {
            let start = if unit == from.0 { from.1 } else { 0 };
            let end = if unit == to.0 { to.1 } else { usize::MAX };
            it.marks.mentions_in(Span::new(start, end)).iter().map(move |(at, number)| ((unit, *at), *number))
        })
    }

    /// Whether an ordinal is named before the item that carries it: "First, ... The
    /// second principle is ... Secondly, ..." are two runs.
    fn skips(&self, units: &[Unit<'_>]) -> bool {
        self.items.windows(2).any(|pair| {
            let [before, next] = pair else { return false };
            let Some(number) = next.ordinal.and_then(|ordinal| ordinal.number) else { return false };
            // The openers of a run inside this one name no item of it.
            let opens = |(unit, at): Place| {
                units
                    .get(unit)
                    .is_some_and(|unit| !unit.marks.openers_in(Span::new(at.saturating_sub(4), at + 1)).is_empty())
            };
            let mut named = Self::mentions(units, behind(before), (next.unit, next.span.start));
            named.any(|(place, named)| named == number && !opens(place))
        })
    }

    /// Whether the text shows that no item follows the last: by "finally", by "and"
    /// before it in one sentence, or because each item is a paragraph and the section
    /// ends.
    fn is_closed(&self, units: &[Unit<'_>]) -> bool {
        let [.., before, last] = self.items.as_slice() else { return false };
        if let Some(ending) = self.end {
            // Where "finally" comes soon, items before it may have no ordinal either.
            let is_numbered = ending == Ending::Item || self.items.len() > 3;
            let mut between = Self::mentions(units, behind(before), (last.unit, last.span.start));
            return is_numbered && !between.any(|(_, number)| number == 0 || number + 1 == self.next);
        }
        let lead =
            units.get(last.unit).and_then(|unit| unit.text.get(..last.span.start)).unwrap_or_default().trim_end();
        let is_joined = before.unit == last.unit && (lead.ends_with(" and") || lead.ends_with(" or"));
        let is_paragraphs = self.items.windows(2).all(|pair| matches!(pair, [one, next] if one.unit + 1 == next.unit))
            && self.items.iter().skip(1).all(|item| item.span.start == 0);
        is_joined
            || is_paragraphs && units.get(last.unit + 1).is_none_or(|unit| matches!(unit.kind, UnitKind::Heading(_)))
    }

    /// Whether a word behind the last item, in its section, may begin one more: "a
    /// fourth reason", "Another".
    fn may_go_on(&self, units: &[Unit<'_>]) -> bool {
        let Some(last) = self.items.last() else { return false };
        let section = units.iter().enumerate().skip(last.unit + 1).take(BEHIND);
        let end = section.take_while(|(_, unit)| !matches!(unit.kind, UnitKind::Heading(_))).last();
        let end = end.map_or(last.unit, |(index, _)| index);
        Self::mentions(units, behind(last), (end, usize::MAX)).any(|(_, number)| number == 0 || number == self.next)
    }
}

/// Whether two items of one unit begin with capitals, or stand in one sentence.
fn is_like(unit: &Unit<'_>, before: &Item, item: &Item) -> bool {
    let begins = |item: &Item| item.span.slice(unit.text).starts_with(char::is_uppercase);
    let between = Span::new(before.span.start, item.span.start).slice(unit.text);
    begins(before) && begins(item) || !begins(item) && !between.contains(['.', '!', '?'])
}

/// A unit and a byte of it.
type Place = (usize, usize);

/// The place behind the ordinal of an item.
fn behind(item: &Item) -> Place {
    (item.unit, item.ordinal.map_or(item.span.start, |ordinal| ordinal.span.end))
}

fn whole(index: usize, unit: &Unit<'_>) -> Item {
    let ordinal = unit.marks.openers.first().filter(|opener| opener.span.start == 0);
    let ordinal = ordinal.map(|opener| Ordinal { span: opener.span, number: opener.number });
    Item { unit: index, span: Span::new(0, unit.text.len()), ordinal }
}

fn item(index: usize, unit: &Unit<'_>, opener: Opener) -> Item {
    let ordinal = Ordinal { span: opener.span, number: opener.number };
    Item { unit: index, span: Span::new(opener.span.start, unit.text.len()), ordinal: Some(ordinal) }
}
