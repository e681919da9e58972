//! Lists of Markdown, and lines that begin with the same sign. Units enter, listings
//! without their announcements leave.

use std::collections::BTreeMap;

use super::marks::Style;
use super::{Count, Enumeration, Form, Item, Ordinal, Unit, UnitKind};
use crate::text::Span;

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
    // The level of the section that each unit stands in; of none, the lowest.
    let section = |level: &mut u8, unit| {
        *level = heading(unit).unwrap_or(*level);
        Some(*level)
    };
    let levels: Vec<u8> = units.iter().scan(u8::MAX, section).collect();
    let doubtful: Vec<bool> = found.iter().map(|list| may_go_on(units, &levels, list)).collect();
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

/// Whether a list of the same kind follows in the same section or one below it: it may
/// be the rest of this one.
fn may_go_on(units: &[Unit<'_>], levels: &[u8], list: &List) -> bool {
    let level = levels.get(list.last).copied().unwrap_or(u8::MAX);
    let behind = units.get(list.last + 1..).unwrap_or_default();
    let section = behind.iter().take_while(|unit| heading(unit).is_none_or(|next| next > level));
    let mut places = section.filter_map(|unit| unit.list).filter(|place| place.depth <= list.depth(units));
    places.next().is_some_and(|place| place.start.is_some() == list.start(units).is_some())
}

/// The level of a heading.
fn heading(unit: &Unit<'_>) -> Option<u8> {
    match unit.kind {
        UnitKind::Heading(level) => Some(level),
        _ => None,
    }
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

fn whole(index: usize, unit: &Unit<'_>) -> Item {
    let ordinal = unit.marks.openers.first().filter(|opener| opener.span.start == 0);
    let ordinal = ordinal.map(|opener| Ordinal { span: opener.span, number: opener.number });
    Item { unit: index, span: Span::new(0, unit.text.len()), ordinal }
}
