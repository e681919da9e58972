//! Headings that are numbered as items. Units enter, listings without their
//! announcements leave.

use super::marks::Style;
use super::ordinals::{item, numbered};
use super::{Enumeration, Form, Item, Unit, UnitKind};

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
