//! Figures planted in sentences that a writer takes over from a source: a sentence of the
//! source enters; what a draft would say instead leaves, with the figure as it is and with
//! another one. Everything is mechanical and chosen by a number, so that every run plants
//! the same. Figures are found here by letters alone, not by the code that is measured.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// What a figure is a figure of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Percent,
    Money,
    Count,
    Year,
    Ordinal,
}

pub(crate) const KINDS: [Kind; 5] = [Kind::Percent, Kind::Money, Kind::Count, Kind::Year, Kind::Ordinal];

/// How the sentence around a figure is rewritten.
pub(crate) const FORMS: [&str; 8] = [
    "as it is",
    "first clause dropped",
    "\"according to\" in front",
    "number spelled otherwise",
    "last clause dropped",
    "other small words",
    "first clause, \"according to\", spelling",
    "\"according to\", small words, spelling, last clause",
];

/// A figure in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) kind: Kind,
    before: String,
    written: Written,
    after: String,
}

/// A figure in its parts: "US$", "4.8", "th", " million", " per cent".
#[derive(Debug, Clone)]
struct Written {
    sign: String,
    number: String,
    suffix: String,
    scale: String,
    unit: String,
}

const UNITS: [&str; 12] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty"];
const PLACES: [&str; 8] = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    let words = [UNITS.as_slice(), PLACES.as_slice()].concat().join("|");
    let pattern = format!(
        r"(?P<sign>US\$|[$€£¥]|RMB\s?)?\b(?P<number>\d[\d,]*(?:\.\d+)?|(?:{words}))(?P<suffix>st|nd|rd|th)?\b(?P<scale>[ -](?:hundred|thousand|million|billion|trillion)\b)?(?P<unit>\s?%|[ -](?:percent|per cent|percentage points?|yuan|US dollars|dollars|euros|yen|pounds)\b)?"
    );
    Regex::new(&pattern).expect("a sound pattern")
});
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s*(?:\d+,?)?\s*$").expect("a pattern")
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:article|chapter|resolution|paragraph|section|no\.?|number|page|goal|item|agenda)s?\s*$")
        .expect("a pattern")
});
/// What is counted: a plural, a word or two before it. Numbers of pages, which stand in
/// the middle of scanned sentences, have none.
static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[ -](?:\p{Ll}+[ -]){0,2}?(?:\p{Ll}{3,}[^suia\W]s|people|women|men|children)\b").expect("a pattern")
});

/// The figures of a sentence that say how much, how many, when or at which place.
pub(crate) fn figures(sentence: &str) -> Vec<Found> {
    FIGURE.captures_iter(sentence).filter_map(|captures| found(sentence, &captures)).collect()
}

fn found(sentence: &str, captures: &Captures<'_>) -> Option<Found> {
    let whole = captures.get(0)?;
    let (before, after) = (sentence.get(..whole.start())?, sentence.get(whole.end()..)?);
    let part = |name: &str| captures.name(name).map(|part| part.as_str().to_owned()).unwrap_or_default();
    let mut written = Written {
        sign: part("sign"),
        number: part("number"),
        suffix: part("suffix"),
        scale: part("scale"),
        unit: part("unit"),
    };
    // A comma behind the last digit is none of the number's.
    let after = format!("{}{after}", if written.number.ends_with(',') { "," } else { "" });
    written.number = written.number.trim_end_matches(',').to_owned();
    let is_joined = before.ends_with(|c: char| c.is_alphanumeric() || "-–/.:$€£".contains(c))
        || after.starts_with(|c: char| c.is_alphanumeric() || "–/:'’$€£".contains(c))
        || after.starts_with('-') && !NOUN.is_match(&after);
    let is_date = MONTH.is_match(before) || after.trim_start().get(..3).is_some_and(|word| MONTH.is_match(word));
    if is_joined || is_date || LABEL.is_match(before) {
        return None;
    }
    let is_year = written.number.len() == 4 && written.number.starts_with(['1', '2']) && !written.number.contains(',');
    let kind = if !written.suffix.is_empty() || PLACES.contains(&written.number.as_str()) {
        Kind::Ordinal
    } else if written.unit.contains('%') || written.unit.contains("per") {
        Kind::Percent
    } else if !written.sign.is_empty() || !written.unit.is_empty() {
        Kind::Money
    } else if is_year && written.scale.is_empty() {
        Kind::Year
    } else if NOUN.is_match(&after) && written.number != "1" {
        Kind::Count
    } else {
        return None;
    };
    Some(Found { kind, before: before.to_owned(), written, after })
}

impl Found {
    /// The figure as the source has it, and the sentence with the figure as it is or with
    /// another one, rewritten in a form.
    pub(crate) fn draft(&self, form: usize, is_changed: bool, seed: usize) -> String {
        let Self { mut before, mut written, mut after, .. } = self.clone();
        if is_changed {
            written = written.changed(seed);
        }
        if matches!(form, 1 | 6) {
            before = without_first_clause(&before);
        }
        if matches!(form, 3 | 6 | 7) {
            written = written.respelled();
        }
        if matches!(form, 4 | 7) {
            after = without_last_clause(&after);
        }
        if matches!(form, 5 | 7) {
            (before, after) = (with_other_words(&before), with_other_words(&after));
        }
        if matches!(form, 2 | 6 | 7) {
            before = format!("According to the paper, {}", in_mid_sentence(&before));
        }
        format!("{before}{}{after}", written.text())
    }

    pub(crate) fn text(&self) -> String {
        self.written.text()
    }
}

impl Written {
    fn text(&self) -> String {
        [&self.sign, &self.number, &self.suffix, &self.scale, &self.unit].map(String::as_str).concat()
    }

    /// One digit, word or scale is another one.
    fn changed(mut self, seed: usize) -> Self {
        let next = |words: &[&str], word: &str| {
            let at = words.iter().position(|one| *one == word)?;
            words.get((at + 1 + seed % 3) % words.len()).map(|word| (*word).to_owned())
        };
        if let Some(word) = next(&UNITS, &self.number).or_else(|| next(&PLACES, &self.number)) {
            self.number = word;
        } else if self.scale.contains("illion") && seed.is_multiple_of(3) {
            let is_million = self.scale.contains("million");
            let (from, to) = if is_million { ("million", "billion") } else { ("illion", "illion") };
            self.scale = if is_million { self.scale.replace(from, to) } else { " million".to_owned() };
        } else {
            let places: Vec<usize> = self.number.match_indices(|c: char| c.is_ascii_digit()).map(|it| it.0).collect();
            let last = places.len().saturating_sub(1);
            // Years are mistaken by a few.
            let is_year = self.number.len() == 4 && self.suffix.is_empty() && !self.number.contains([',', '.']);
            let at = places.get(if is_year { last } else { seed % places.len().max(1) }).copied().unwrap_or_default();
            let digit = self.number.get(at..=at).and_then(|digit| digit.parse::<usize>().ok()).unwrap_or_default();
            let by = if is_year { 1 + seed % 3 } else { 1 + seed % 8 };
            let other = match (digit + by) % 10 {
                0 if at == 0 => 1 + digit % 9,
                other => other,
            };
            self.number.replace_range(at..=at, &other.to_string());
        }
        self
    }

    /// The same amount, written as another house does.
    fn respelled(mut self) -> Self {
        let small: Option<usize> = self.number.parse().ok().filter(|number| (2..=12).contains(number));
        if let (Some(number), true) = (small, self.sign.is_empty() && self.suffix.is_empty()) {
            self.number = UNITS.get(number - 2).map_or(self.number, |word| (*word).to_owned());
        } else if let Some(at) = UNITS.iter().take(11).position(|word| *word == self.number) {
            self.number = (at + 2).to_string();
        } else if self.suffix.is_empty() && self.number.contains(',') {
            self.number = self.number.replace(',', "");
        }
        let is_in_digits = self.number.starts_with(|c: char| c.is_ascii_digit());
        match self.unit.trim_start_matches([' ', '-']) {
            "percent" if is_in_digits => self.unit = "%".into(),
            "%" => self.unit = " per cent".into(),
            "per cent" => self.unit = " percent".into(),
            _ => {}
        }
        if !self.sign.is_empty() {
            self.scale = self.scale.replace(" million", "m").replace(" billion", "bn");
        }
        self
    }
}

/// Words in front of a sentence gone, up to its first comma, where enough stay.
fn without_first_clause(before: &str) -> String {
    let Some((_, rest)) = before.split_once(", ") else { return before.to_owned() };
    if rest.split_whitespace().count() < 3 {
        return before.to_owned();
    }
    let mut letters = rest.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn without_last_clause(after: &str) -> String {
    match after.rsplit_once(", ") {
        Some((kept, _)) if kept.split_whitespace().count() >= 3 => format!("{kept}."),
        _ => after.to_owned(),
    }
}

const OTHER_WORDS: [(&str, &str); 14] = [
    (" over ", " more than "),
    (" more than ", " over "),
    (" about ", " around "),
    (" around ", " about "),
    (" rose ", " increased "),
    (" increased ", " grew "),
    (" increase ", " rise "),
    (" has ", " had "),
    (" have ", " had "),
    (" we ", " they "),
    (" our ", " their "),
    (" will ", " would "),
    (" which ", " that "),
    (" also ", " "),
];

/// Small words that a writer puts in his own way.
fn with_other_words(text: &str) -> String {
    let mut words = text.to_owned();
    let mut changed: Vec<&str> = Vec::new();
    for (word, other) in OTHER_WORDS {
        if !changed.contains(&word) && words.contains(word) {
            words = words.replace(word, other);
            changed.push(other);
        }
    }
    words
}

/// The first letter small, where the word is no name.
fn in_mid_sentence(before: &str) -> String {
    let first = before.split_whitespace().next().unwrap_or_default();
    let is_plain = glossator::text::is_function_word(&first.to_lowercase());
    if !is_plain || first == "I" {
        return before.to_owned();
    }
    let mut letters = before.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
