//! The amounts of a sentence with what they count. Words enter; each amount leaves with
//! the words behind it and before it. Years and ordinals are among them, as places in a
//! count. Dates, numbers in names and ranges are no amounts that could be held against
//! others.

use std::ops::Range;

use super::same::Hedge;
use super::words::{DURATIONS, LABELS, is_move, is_time};
use crate::prose::{Amount, Figure, FigureUnit, figure_at, month_name, month_named};
use crate::text::{Gap, Span, Tokens, WordKey, is_function_word, stem_key, tokenize};

/// Words that are looked at on each side for what is counted.
const AROUND: usize = 4;

/// A sentence taken apart.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its words.
    pub(super) tokens: Tokens,
    /// For each word its stem; none for a word of grammar, or one that only says that
    /// something came to an amount.
    pub(super) stems: Vec<Option<WordKey>>,
    /// The amounts, in order.
    pub(super) amounts: Vec<Counted>,
    /// The years it names.
    pub(super) years: Vec<u64>,
    /// The words that say when.
    pub(super) times: Vec<WordKey>,
    /// The words with a capital: names, mostly. Its first word is one where it is all capitals.
    pub(super) names: Vec<WordKey>,
}

/// An amount and what it counts.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    /// The amount.
    pub(super) amount: Amount,
    /// Its words, by index.
    pub(super) words: Range<usize>,
    /// Its bytes of the sentence.
    pub(super) span: Span,
    /// Whether it is said to be exact.
    pub(super) hedge: Hedge,
    /// The first word of what says so, else of the amount.
    pub(super) lead: usize,
    /// Whether it is a year.
    pub(super) is_year: bool,
    /// Whether it counts years, days or the like, which go on while texts are repeated.
    pub(super) is_duration: bool,
    /// The stems right behind it: what is counted.
    behind: Vec<WordKey>,
    /// The nearest stem before it.
    before: Option<WordKey>,
}

impl Sentence {
    /// Reads a sentence.
    pub(super) fn read(text: &str) -> Self {
        let tokens = tokenize(text);
        let word = |index: usize| tokens.span(index).slice(text);
        let stem = |index| {
            let key: Option<WordKey> = tokens.keys().get(index).copied();
            key.filter(|_| !is_move(&word(index).to_lowercase())).and_then(|key| stem_key(key, word(index)))
        };
        let stems: Vec<Option<WordKey>> = (0..tokens.len()).map(stem).collect();
        let keys_of = |is_sought: &dyn Fn(usize) -> bool| {
            let sought = (0..tokens.len()).filter(|index| is_sought(*index));
            sought.filter_map(|index| tokens.keys().get(index).copied()).collect()
        };
        let names = keys_of(&|index| {
            // "US" is a name, "us" is not.
            let is_in_capitals = word(index).len() > 1 && word(index).chars().all(char::is_uppercase);
            is_in_capitals || index > 0 && tokens.flags(index).is_capital() && !is_function_word(word(index))
        });
        let times = keys_of(&|index| is_time(&word(index).to_lowercase()));
        let mut sentence = Self { tokens, stems, amounts: Vec::new(), years: Vec::new(), times, names };
        let mut numbers = Vec::new();
        let mut index = 0;
        while index < sentence.tokens.len() {
            let Some(figure) = figure_at(text, &sentence.tokens, index) else {
                index += 1;
                continue;
            };
            index = figure.words.end.max(index + 1);
            numbers.push(figure.words.clone());
            sentence.years.extend(year(figure.amount, figure.span.slice(text)));
            sentence.amounts.extend(sentence.counted(text, figure));
        }
        sentence.drop_ranges(&numbers);
        sentence
    }

    /// Whether every word of content within `reach` words of an amount stands in `other`.
    pub(super) fn agrees_around(&self, amount: &Counted, reach: usize, other: &Self) -> bool {
        let ahead = amount.words.start.saturating_sub(reach)..amount.words.start;
        let around = ahead.chain(amount.words.end..amount.words.end + reach);
        let is_amount = |index: &usize| self.amounts.iter().any(|other| other.words.contains(index));
        let mut stems = around.filter(|index| !is_amount(index)).filter_map(|index| *self.stems.get(index)?);
        stems.all(|stem| other.stems.contains(&Some(stem)))
    }

    fn counted(&self, text: &str, figure: Figure) -> Option<Counted> {
        let Figure { amount, words, span } = figure;
        let word = |index: usize| self.tokens.span(index).slice(text).to_lowercase();
        let before = |back: usize| words.start.checked_sub(back).map(word).unwrap_or_default();
        let next = |ahead: usize| Some(words.end + ahead).filter(|at| *at < self.tokens.len()).map(word);
        let next = |ahead: usize| next(ahead).unwrap_or_default();
        let is_date = is_month(&next(0)) || is_month(&before(1));
        let is_year = year(amount, span.slice(text)).is_some();
        if is_date && !is_year || LABELS.contains(&before(1).as_str()) || self.is_bound(&words) {
            return None;
        }
        let behind = self.behind(text, words.end);
        let is_bare = amount.unit == FigureUnit::None && !is_year;
        let is_few = amount.digits <= 1 && amount.exponent <= 0;
        if is_bare && (behind.is_empty() || is_few) || amount.unit == FigureUnit::Ordinal && behind.is_empty() {
            return None;
        }
        let (mut hedge, length) = Hedge::before([&before(1), &before(2), &before(3)]);
        if hedge == Hedge::Exact {
            hedge = Hedge::behind([&next(0), &next(1)]);
        }
        let lead = words.start - length;
        let ahead = lead.saturating_sub(AROUND)..lead;
        let before = self.stems.get(ahead)?.iter().rev().find_map(|stem| *stem);
        let is_duration = DURATIONS.contains(&next(0).as_str());
        Some(Counted { amount, words, span, hedge, lead, is_year, is_duration, behind, before })
    }

    /// Whether a number hangs on the word before it, and is a name: "COP-28".
    fn is_bound(&self, words: &Range<usize>) -> bool {
        words.start > 0 && self.tokens.flags(words.start).gap() == Gap::Hyphen
    }

    /// The run of words of content behind an amount, one word of grammar ("of", "in")
    /// before it left out.
    fn behind(&self, text: &str, start: usize) -> Vec<WordKey> {
        let is_grammar = |&index: &usize| is_function_word(self.tokens.span(index).slice(text));
        let end = self.tokens.len().min(start + AROUND + 2);
        let is_near = |index: &usize| self.tokens.flags(*index).gap() <= Gap::Hyphen;
        let near = (start..end).take_while(is_near);
        let first = near.clone().take(2).take_while(is_grammar).count();
        let run = near.skip(first).take_while(|index| !is_grammar(index) && !self.tokens.flags(*index).is_number());
        run.take(AROUND).filter_map(|index| self.stems.get(index).copied().flatten()).collect()
    }

    /// Numbers with hardly a word between them are ends of a range or a list.
    fn drop_ranges(&mut self, numbers: &[Range<usize>]) {
        let is_near = |one: &Range<usize>, other: &Range<usize>| {
            one.start != other.start && (one.end + 1 >= other.start && other.end + 1 >= one.start)
        };
        self.amounts.retain(|it| !numbers.iter().any(|other| is_near(&it.words, other)));
    }
}

impl Counted {
    /// Whether two amounts have one unit, and both are years or none.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.amount.unit == other.amount.unit && self.is_year == other.is_year
    }

    /// Whether it says which, not how much: a year or an ordinal.
    pub(super) fn is_place(&self) -> bool {
        self.is_year || self.amount.unit == FigureUnit::Ordinal
    }

    /// Whether no word of content stands right behind it.
    pub(super) fn is_bare(&self) -> bool {
        self.behind.is_empty()
    }

    /// Whether two amounts count the same, as far as the words beside them tell.
    pub(super) fn counts_what(&self, other: &Self) -> bool {
        if !self.is_like(other) {
            return false;
        }
        let shared = self.behind.iter().zip(&other.behind);
        let is_prefix = shared.clone().count() > 0 && shared.into_iter().all(|(one, other)| one == other);
        let is_bare = self.is_bare() && other.is_bare();
        match self.amount.unit {
            FigureUnit::None | FigureUnit::Ordinal => is_prefix,
            _ => is_prefix || is_bare && self.before.is_some() && self.before == other.before,
        }
    }
}

/// Whether a word is a month, long or short.
fn is_month(word: &str) -> bool {
    let is_whole = |month| month_name(month).to_lowercase().starts_with(word) || word == "sept";
    month_named(word).is_some_and(is_whole)
}

/// The year that a bare number of four digits is.
fn year(amount: Amount, written: &str) -> Option<u64> {
    let is_bare = written.len() == 4 && written.chars().all(|c| c.is_ascii_digit());
    let year: u64 = written.parse().ok()?;
    (is_bare && amount.unit == FigureUnit::None && (1800..2100).contains(&year)).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(text: &str) -> Vec<&str> {
        Sentence::read(text).amounts.iter().map(|amount| amount.span.slice(text)).collect()
    }

    #[test]
    fn only_what_counts_something_is_an_amount() {
        assert_eq!(
            amounts("In 2018 the quay handled 1,482 boats and $4.8 million of freight in the 3rd winter."),
            ["2018", "1,482", "$4.8 million", "3rd"]
        );
        for text in
            ["Article 7 was signed on 5 May, the third.", "They sent 10 to 12 ships.", "Of all harbours one is old."]
        {
            assert_eq!(amounts(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn amounts_count_the_same_where_the_words_beside_them_agree() {
        let counted = |text: &str| Sentence::read(text).amounts.into_iter().next().expect("an amount");
        let are_alike = |one: &str, other: &str| counted(one).counts_what(&counted(other));
        assert!(are_alike("handled 5 new ships", "they built nine new ships there"));
        assert!(are_alike("fees rose by 5 percent", "fees rose 9 per cent, while"));
        assert!(!are_alike("handled 5 new ships", "handled 5 new jobs"));
        assert!(!are_alike("5 percent of exports", "5 percent of imports"));
        assert!(!are_alike("it cost $5", "it cost 5 euros"));
    }
}
