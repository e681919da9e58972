//! Holds the items a text lists against those of a set: which is which, what is changed,
//! missing, foreign, cut in two. The telling stems of both enter, verdicts leave; what
//! they are called and where they stand is not known here.

use std::collections::BTreeSet;

use crate::termbase::Wording;
use crate::text::WordKey;

/// What a listed item is of the set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// An item of the set in one of its wordings, or more words about it.
    Same(usize),
    /// An item of the set with words changed.
    Altered(usize),
    /// One of several parts that an item of the set was cut into.
    Half(usize),
    /// It has words of the set's items and is none of them for sure.
    Unclear,
    /// It shares no word with any item.
    Foreign,
}

impl Verdict {
    /// The item of the set it is, or is a part of.
    #[must_use]
    pub const fn item(self) -> Option<usize> {
        match self {
            Self::Same(item) | Self::Altered(item) | Self::Half(item) => Some(item),
            Self::Unclear | Self::Foreign => None,
        }
    }
}

/// A listing, held against a set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What each listed item is, in the listing's order.
    pub verdicts: Vec<Verdict>,
    /// The items of the set that are not listed, by number from 0.
    pub missing: Vec<usize>,
}

impl Comparison {
    /// How many items of the set are listed, be it in part.
    #[must_use]
    pub fn found(&self) -> usize {
        self.verdicts.iter().filter_map(|verdict| verdict.item()).collect::<BTreeSet<_>>().len()
    }

    /// How many items of the set are listed as they are.
    #[must_use]
    pub fn same(&self) -> usize {
        self.verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Same(_))).count()
    }

    /// Whether the items that are found stand in the set's order.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.verdicts.iter().filter_map(|verdict| verdict.item()).is_sorted()
    }
}

/// How a listed item and a wording share their words.
#[derive(Debug, Clone, Copy)]
struct Shared {
    common: usize,
    listed: usize,
    wording: usize,
}

/// Words that an altered item may have beyond those of the set's; an item with more is
/// an account of it, and is not judged by its words.
const BEYOND: usize = 2;

impl Shared {
    fn of(listed: &[WordKey], wording: &[WordKey]) -> Self {
        let common = wording.iter().filter(|stem| listed.contains(stem)).count();
        Self { common, listed: listed.len(), wording: wording.len() }
    }

    /// Every word of the wording stands in the listed item.
    const fn is_whole(self) -> bool {
        self.common == self.wording && self.wording > 0
    }

    /// The listed item is some words of the wording and nothing else.
    const fn is_part(self) -> bool {
        self.common > 0 && self.common == self.listed && self.listed < self.wording
    }

    /// Half of the words or more are those of the wording.
    const fn is_near(self) -> bool {
        self.common * 2 >= self.wording && self.common > 0
    }

    /// From 0 to 1300: the share of the wording that is there, then how little else is.
    const fn score(self) -> usize {
        let (listed, wording) = if self.wording == 0 { (self.listed, 1) } else { (self.listed, self.wording) };
        self.common * 1000 / wording + self.common * 600 / (listed + wording)
    }
}

/// Holds the listed items against the items of a set.
#[must_use]
pub(super) fn compare(listed: &[Wording], items: &[Vec<Wording>]) -> Comparison {
    let table = table(listed, items);
    let assigned = assigned(&table);
    let verdicts: Vec<Verdict> = (0..listed.len()).map(|at| verdict(&table, &assigned, at)).collect();
    let found: BTreeSet<usize> = verdicts.iter().filter_map(|verdict| verdict.item()).collect();
    let missing = (0..items.len()).filter(|item| !found.contains(item)).collect();
    Comparison { verdicts, missing }
}

/// What each listed item shares with the wording of each item it is nearest to.
fn table(listed: &[Wording], items: &[Vec<Wording>]) -> Vec<Vec<Shared>> {
    let nearest = |one: &Wording, wordings: &Vec<Wording>| {
        let shared = wordings.iter().map(|wording| Shared::of(one, wording));
        shared.max_by_key(|shared| shared.score()).unwrap_or(Shared { common: 0, listed: one.len(), wording: 0 })
    };
    listed.iter().map(|one| items.iter().map(|wordings| nearest(one, wordings)).collect()).collect()
}

/// The best pairs of listed item and item, each in one pair: by shared words, then by
/// the least distance in order.
fn assigned(table: &[Vec<Shared>]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (one, row) in table.iter().enumerate() {
        let near = row.iter().enumerate().filter(|(_, shared)| shared.is_near() || shared.is_part());
        pairs.extend(near.map(|(item, shared)| (shared.score(), one, item)));
    }
    pairs.sort_by_key(|(score, one, item)| (std::cmp::Reverse(*score), one.abs_diff(*item), *one));
    let mut assigned: Vec<Option<usize>> = vec![None; table.len()];
    let mut taken = BTreeSet::new();
    for (_, one, item) in pairs {
        if let Some(free @ None) = assigned.get_mut(one)
            && taken.insert(item)
        {
            *free = Some(item);
        }
    }
    assigned
}

fn verdict(table: &[Vec<Shared>], assigned: &[Option<usize>], at: usize) -> Verdict {
    let Some(row) = table.get(at) else { return Verdict::Foreign };
    let shared = |item: usize| row.get(item).copied();
    let item = assigned.get(at).copied().flatten();
    if let Some((item, shared)) = item.and_then(|item| Some((item, shared(item)?))) {
        return match shared {
            _ if shared.is_whole() => Verdict::Same(item),
            _ if shared.is_part() && parts(table, item) > 1 => Verdict::Half(item),
            // Words that are only left out may stand in the next item.
            _ if shared.is_part() => Verdict::Unclear,
            _ if shared.is_near() && shared.listed <= shared.wording + BEYOND => Verdict::Altered(item),
            _ => Verdict::Unclear,
        };
    }
    let whole = (0..row.len()).find(|item| shared(*item).is_some_and(Shared::is_part) && parts(table, *item) > 1);
    match whole {
        Some(item) => Verdict::Half(item),
        None if row.iter().all(|shared| shared.common == 0) => Verdict::Foreign,
        None => Verdict::Unclear,
    }
}

/// How many listed items are nothing but a part of an item.
fn parts(table: &[Vec<Shared>], item: usize) -> usize {
    table.iter().filter(|row| row.get(item).copied().is_some_and(Shared::is_part)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::termbase::telling;
    use crate::text::{stem_key, tokenize};

    fn wording(text: &str) -> Wording {
        let tokens = tokenize(text);
        let keys = tokens.keys().iter().enumerate();
        telling(&keys.map(|(at, key)| stem_key(*key, tokens.span(at).slice(text))).collect::<Vec<_>>())
    }

    /// Each verdict as a sign and the number of the item; then what is missing.
    fn drawn(listed: &[&str], items: &[&str]) -> String {
        let listed: Vec<Wording> = listed.iter().map(|text| wording(text)).collect();
        let items: Vec<Vec<Wording>> = items.iter().map(|texts| texts.split('/').map(wording).collect()).collect();
        let found = compare(&listed, &items);
        let draw = |verdict: &Verdict| match verdict {
            Verdict::Same(item) => format!("={item}"),
            Verdict::Altered(item) => format!("~{item}"),
            Verdict::Half(item) => format!("½{item}"),
            Verdict::Unclear => "?".to_owned(),
            Verdict::Foreign => "x".to_owned(),
        };
        let missing = found.missing.iter().map(|item| format!("-{item}"));
        found.verdicts.iter().map(draw).chain(missing).collect::<Vec<_>>().join(" ")
    }

    const DOCKS: [&str; 4] =
        ["respect for harbour law", "maintenance of docks and cranes", "openness and trade", "cultivation of crews"];

    #[test]
    fn other_verbs_make_no_other_item() {
        let listed = ["respecting harbour law", "upholding docks and cranes", "openness and trade", "building crews"];
        assert_eq!(drawn(&listed, &DOCKS), "=0 =1 =2 =3");
    }

    #[test]
    fn what_is_changed_missing_or_foreign_is_told() {
        let listed = ["harbour law", "docks and barges", "whale songs", "crews"];
        assert_eq!(drawn(&listed, &DOCKS), "=0 ~1 x =3 -2");
    }

    #[test]
    fn an_item_cut_in_two_is_two_halves() {
        assert_eq!(drawn(&["harbour law", "docks", "cranes", "crews"], &DOCKS), "=0 ½1 ½1 =3 -2");
    }

    #[test]
    fn an_account_of_an_item_is_that_item() {
        let listed = ["the harbour and its law must be respected by every captain who calls", "crews come first"];
        assert_eq!(drawn(&listed, &DOCKS), "=0 =3 -1 -2");
    }

    #[test]
    fn wordings_of_an_item_are_one_item() {
        assert_eq!(drawn(&["amity", "good faith"], &["affinity/amity", "good faith"]), "=0 =1");
    }
}
