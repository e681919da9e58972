//! Items of a counted set, offered where its listing is being written: all that are
//! left, the next one, the others. A place in a draft enters; completions leave, of every
//! set that the label may mean, each saying whose it is.
//!
//! Nothing is offered in the words of others, for these are not the writer's to complete.

use super::complete::sentence_case;
use super::sets::announced;
use super::{About, Analysis, Completion, Engine};
use crate::draft::{Begun, BegunForm, BlockKind, Snapshot, begun, listed_pieces};
use crate::evidence::{SetUse, items_among};
use crate::prose::PartialDate;
use crate::termbase::{EnumeratedSet, SetItem, SetRef};
use crate::text::{Span, capitalised, fold, one_line};

/// Words before the cursor that may be the beginning of an item.
const REACH: usize = 12;

impl Engine {
    /// The items that a set's listing may go on with at `offset`.
    pub(super) fn items_offered(&self, analysis: &Analysis, offset: usize, as_of: PartialDate) -> Vec<Completion> {
        let snapshot = &analysis.snapshot;
        let sets = analysis.draft_sets(as_of);
        let end = sets.uses.partition_point(|found| found.span(snapshot).end <= offset);
        let Some(found) = end.checked_sub(1).and_then(|last| sets.uses.get(last)) else { return Vec::new() };
        if found.is_quoted || is_quoted(snapshot, offset) {
            return Vec::new();
        }
        let Some(begun) = begun_behind(snapshot, found, offset) else { return Vec::new() };
        let known = found.possible.iter().filter_map(|set| Some((*set, self.termbase.set(*set)?)));
        let mut offers: Vec<Offer> = known.flat_map(|(set, known)| self.of_set(set, known, &begun)).collect();
        // Which set it is comes before which item.
        offers.sort_by_key(|offer| !offer.is_rest);
        offers.into_iter().map(|offer| offer.completion(offset)).collect()
    }

    fn of_set(&self, number: SetRef, set: &EnumeratedSet, begun: &Begun<'_>) -> Vec<Offer> {
        let places = places(begun).into_iter().map(|start| {
            let (listed, word) = begun.typed.split_at_checked(start).unwrap_or((begun.typed, ""));
            let [before, after] = &begun.lines;
            let before: Vec<&str> = before.iter().copied().chain(listed_pieces(listed)).collect();
            let open = self.open_items(number, set, &before, after)?;
            let listing = Offering { set, begun, word, is_first: before.is_empty(), open: &open };
            Some(listing.offers()).filter(|offers| !offers.is_empty())
        });
        places.flatten().next().unwrap_or_default()
    }

    /// The items that are not listed, the next one first; `None` where what is listed is
    /// not of this set.
    fn open_items(&self, number: SetRef, set: &EnumeratedSet, before: &[&str], after: &[&str]) -> Option<Vec<usize>> {
        let found = items_among(&self.termbase, number, &[before, after].concat());
        if !found.is_empty() && found.iter().all(Option::is_none) {
            return None;
        }
        let last = found.iter().take(before.len()).rev().find_map(|item| *item);
        let mut open: Vec<usize> = (0..set.items.len()).filter(|item| !found.contains(&Some(*item))).collect();
        let next = open.partition_point(|item| last.is_some_and(|last| *item < last));
        open.rotate_left(next);
        Some(open)
    }
}

/// Whether the cursor stands in the words of somebody else.
fn is_quoted(snapshot: &Snapshot, offset: usize) -> bool {
    snapshot.block_at(offset).is_some_and(|block| {
        let at = block.offset_from_source(offset);
        let holds = |quotation: &Span| quotation.start < at && at < quotation.end;
        block.quoted || block.content.quotations.iter().any(holds)
    })
}

/// The listing that begins behind a label and goes up to the cursor.
fn begun_behind<'s>(snapshot: &'s Snapshot, found: &SetUse, offset: usize) -> Option<Begun<'s>> {
    let block = snapshot.blocks.get(found.block).filter(|block| !block.content.has_stray_mark)?;
    let between = Span::new(found.span(snapshot).end, offset).slice(&snapshot.text);
    let begun = begun(between, Span::new(offset, snapshot.text.len()).slice(&snapshot.text))?;
    // Lines set in by four spaces are code, unless a list or a note is around them.
    let is_inside = block.list.is_some() || block.kind == BlockKind::Footnote;
    let is_code = matches!(begun.form, BegunForm::List { indent, .. } if indent.len() > 3 && !is_inside);
    (!is_code).then_some(begun)
}

/// Where in the words typed the next item may begin, the longest beginning first; their
/// end where nothing of it is typed.
fn places(begun: &Begun<'_>) -> Vec<usize> {
    let typed = begun.typed;
    let is_start = |at: usize| {
        let letter = typed.get(at..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        letter && !typed.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
    };
    let from = typed.rfind(';').map_or(0, |at| at + 1);
    let starts = (from..typed.len()).filter(|at| is_start(*at));
    if let BegunForm::List { .. } = begun.form {
        return vec![starts.into_iter().next().unwrap_or(typed.len())];
    }
    let mut starts: Vec<usize> = starts.collect();
    starts.drain(..starts.len().saturating_sub(REACH));
    let done = typed.trim_end();
    let is_new =
        done.is_empty() || done.ends_with([',', ';', '(']) || done.ends_with(" and") && done.len() < typed.len();
    if is_new {
        starts.push(typed.len());
    }
    starts
}

/// Something that may be written: the items that are left, or one item.
struct Offer {
    label: String,
    text: String,
    /// The bytes before the cursor that it replaces.
    typed: usize,
    detail: String,
    is_rest: bool,
    set: String,
}

impl Offer {
    fn completion(self, offset: usize) -> Completion {
        Completion {
            label: self.label,
            text: self.text,
            replaces: Span::new(offset.saturating_sub(self.typed), offset),
            detail: self.detail,
            about: About::Set(self.set),
        }
    }
}

/// A place in the listing of a set.
struct Offering<'o> {
    set: &'o EnumeratedSet,
    begun: &'o Begun<'o>,
    /// What is typed of the next item.
    word: &'o str,
    /// Whether nothing is listed yet.
    is_first: bool,
    /// The items that are not listed, the next one first.
    open: &'o [usize],
}

impl Offering<'_> {
    fn offers(&self) -> Vec<Offer> {
        let items = self.open.iter().filter_map(|item| self.item(*item));
        match self.begun.form {
            BegunForm::Label => self.rest().into_iter().collect(),
            _ => self.rest().into_iter().chain(items).collect(),
        }
    }

    fn item(&self, item: usize) -> Option<Offer> {
        let wording = self.cased(self.continued(self.set.items.get(item)?)?);
        let text = format!("{}{wording}", self.space());
        let number = format!("item {} of {}", item + 1, self.set.count);
        Some(self.offer(wording, text, &number, false))
    }

    /// All items that are left, where none was passed over and nothing follows.
    fn rest(&self) -> Option<Offer> {
        let is_due = self.begun.is_at_end && self.begun.lines[1].is_empty() && self.set.is_complete;
        let (first, others) = self.open.split_first().filter(|(_, others)| is_due && !others.is_empty())?;
        if !self.open.is_sorted() {
            return None;
        }
        let first = self.cased(self.continued(self.set.items.get(*first)?)?);
        let others = others.iter().filter_map(|item| self.set.items.get(*item)).map(SetItem::text);
        let items: Vec<String> = std::iter::once(first).chain(others.map(str::to_owned)).collect();
        let text = match self.begun.form {
            BegunForm::Label => format!("({})", self.series(&items)),
            BegunForm::Sentence => format!("{}{}", self.space(), self.series(&items)),
            BegunForm::List { indent, sign, space } => self.lines(&items, [indent, sign, space]),
        };
        let all = if self.is_first { "all" } else { "the other" };
        let count = items.len();
        let label = format!("{all} {count}: {}", items.join("; "));
        Some(self.offer(label, text, &format!("{all} {count} items"), true))
    }

    fn offer(&self, label: String, text: String, what: &str, is_rest: bool) -> Offer {
        let announced = announced(self.set);
        let known = [what, &announced].into_iter().filter(|part| !part.is_empty());
        let detail = known.collect::<Vec<_>>().join(" \u{B7} ");
        Offer { label, text, typed: self.word.len(), detail, is_rest, set: self.set.id.clone() }
    }

    /// The wording that goes on with what is typed; the official one where nothing is.
    fn continued<'i>(&self, item: &'i SetItem) -> Option<&'i str> {
        let plain = |text: &str| fold(&one_line(text));
        let typed = plain(self.word);
        let goes_on = |wording: &&String| {
            plain(wording).strip_prefix(&typed).is_some_and(|rest| typed.is_empty() || !rest.is_empty())
        };
        item.wordings.iter().find(goes_on).map(String::as_str)
    }

    /// A wording with a capital where the author began with one, here or in the line above.
    fn cased(&self, wording: &str) -> String {
        if self.word.is_empty() && self.has_capitals() {
            return capitalised(wording);
        }
        sentence_case(self.word, wording)
    }

    fn has_capitals(&self) -> bool {
        let [before, after] = &self.begun.lines;
        let beside = before.last().or(after.first());
        let first = beside.and_then(|line| line.chars().find(|c| c.is_alphanumeric()));
        let is_list = matches!(self.begun.form, BegunForm::List { .. });
        is_list && first.or(self.word.chars().next()).is_some_and(char::is_uppercase)
    }

    /// The space that is missing before the next item: none is typed behind a mark yet.
    fn space(&self) -> &'static str {
        let is_new = self.word.is_empty() && self.begun.form == BegunForm::Sentence;
        let is_open = |c: char| c.is_whitespace() || matches!(c, '(' | '\u{2014}');
        let has_space = self.begun.typed.chars().next_back().map_or(self.begun.is_spaced, is_open);
        if is_new && !has_space { " " } else { "" }
    }

    /// "a, b and c"; "a and b; c; and d" where an item has a comma or "and" itself.
    fn series(&self, items: &[String]) -> String {
        let is_long = |item: &SetItem| item.text().contains([',', ';']) || item.text().contains(" and ");
        let is_long = self.begun.typed.contains(';') || self.set.items.iter().any(is_long);
        let [mark, last] = if is_long { ["; ", "; and "] } else { [", ", " and "] };
        let Some((end, items)) = items.split_last() else { return String::new() };
        format!("{}{last}{end}", items.join(mark))
    }

    /// A line for each item, with the sign and the case of the first.
    fn lines(&self, items: &[String], [indent, sign, space]: [&str; 3]) -> String {
        let line_end = if self.begun.is_crlf { "\r\n" } else { "\n" };
        let (digits, mark) = sign.split_at(sign.len().saturating_sub(1));
        let number: Option<u64> = digits.parse().ok();
        let has_capitals = self.has_capitals();
        let mut text = String::new();
        for (at, item) in (0..).zip(items) {
            if at > 0 {
                let number = number.map(|number| (number + at).to_string());
                text.extend([line_end, indent, number.as_deref().unwrap_or(digits), mark, space]);
            }
            text.push_str(&if has_capitals { capitalised(item) } else { item.clone() });
        }
        text
    }
}
