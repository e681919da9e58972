//! House abbreviations: Sen. and Senator, No. and Number, km and kilometres. A word of
//! a text enters; where it is an abbreviation its long form's key leaves.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{Span, Tokens, WordKey};

/// An abbreviation in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Abbreviated {
    /// The key of the long form.
    pub(super) key: WordKey,
    /// Of another one.
    pub(super) other: Option<WordKey>,
    pub(super) span: Span,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: WordKey,
    other: Option<WordKey>,
    needs_stop: bool,
}

/// Abbreviations that are words as well unless a full stop follows: short, long and, where
/// there are two, the other long form.
const WITH_STOP: &str = "no number|nos numbers|sen senator|sens senators|rep representative|reps representatives|\
    gov governor|govs governors|gen general|lt lieutenant|col colonel|maj major|capt captain|sgt sergeant|adm admiral|\
    rev reverend|hon honourable|pres president|sec secretary section|amb ambassador|co company|corp corporation|\
    inc incorporated|bros brothers|dept department|govt government|assn association|univ university|st saint street|\
    ave avenue|blvd boulevard|rd road|mt mount|ft fort feet|jan january|feb february|mar march|apr april|jun june|\
    jul july|aug august|sep september|sept september|oct october|nov november|dec december|mon monday|tue tuesday|\
    tues tuesday|wed wednesday|thu thursday|thur thursday|thurs thursday|fri friday|sat saturday|sun sunday|\
    art article|arts articles|para paragraph|paras paragraphs|p page|pp pages|ch chapter|chap chapter|vol volume|\
    fig figure|ed editor edition|vs versus|v versus|etc etcetera|approx approximately|est estimated|min minute minutes|\
    max maximum|supt superintendent|asst assistant|prof professor|dr doctor drive|mr mister|mrs missus";

/// Abbreviations that are nothing else.
const PLAIN: &str = "dr doctor|prof professor|mr mister|lt lieutenant|sgt sergeant|capt captain|govt government|\
    dept department|vs versus|km kilometres kilometers|cm centimetres centimeters|mm millimetres millimeters|\
    kg kilograms kilogrammes|kw kilowatts|mw megawatts|gw gigawatts|kwh kilowatt-hours|sq square|ft feet|lb pounds|\
    lbs pounds|hrs hours|mins minutes|secs seconds|nos numbers|paras paragraphs|intl international|natl national|\
    jan january|feb february|aug august|sept september|oct october|nov november|dec december";

static ENTRIES: LazyLock<FxHashMap<WordKey, Entry>> = LazyLock::new(|| {
    let mut entries = FxHashMap::default();
    for (rows, needs_stop) in [(WITH_STOP, true), (PLAIN, false)] {
        for row in rows.split('|') {
            let mut words = row.split_whitespace();
            let (Some(short), Some(long)) = (words.next(), words.next()) else { continue };
            let other = words.next().map(WordKey::of);
            entries.insert(WordKey::of(short), Entry { key: WordKey::of(long), other, needs_stop });
        }
    }
    entries
});

/// Whether the word at `index` is an abbreviation with its full stop.
pub(in crate::evidence::quotation) fn has_stop(text: &str, tokens: &Tokens, index: usize) -> bool {
    at(text, tokens, index).is_some_and(|abbreviated| abbreviated.span.end > tokens.span(index).end)
}

/// The abbreviation at `index`, with its full stop.
pub(super) fn at(text: &str, tokens: &Tokens, index: usize) -> Option<Abbreviated> {
    let entry = ENTRIES.get(tokens.keys().get(index)?)?;
    let word = tokens.span(index);
    if tokens.flags(index).is_possessive() {
        return None;
    }
    let rest = text.get(word.end..)?;
    let goes_on = rest.strip_prefix('.').is_some_and(|rest| goes_on(rest, word.slice(text)));
    if entry.needs_stop && !goes_on {
        return None;
    }
    let span = Span::new(word.start, word.end + usize::from(goes_on));
    Some(Abbreviated { key: entry.key, other: entry.other, span })
}

/// Whether the full stop before `rest` is the abbreviation's and no sentence ends with it:
/// a figure or a capital follows, or a small letter where no sentence can begin.
fn goes_on(rest: &str, word: &str) -> bool {
    let next = rest.trim_start().chars().next();
    match word.to_ascii_lowercase().as_str() {
        "no" | "nos" | "p" | "pp" | "v" | "art" | "arts" | "fig" | "ch" | "vol" => {
            next.is_some_and(char::is_numeric) || begins_with_roman(rest.trim_start())
        }
        "sun" | "sat" | "mar" | "mon" | "wed" | "fri" | "may" => next.is_some_and(|c| !c.is_uppercase()),
        _ => true,
    }
}

/// Whether a text begins with a Roman number. "I" alone is the speaker: "No. I will not."
fn begins_with_roman(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !matches!(word, "" | "I") && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}
