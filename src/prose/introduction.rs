//! Where a text says what an abbreviation stands for. The text of one block and its
//! abbreviations enter; each introduction leaves with the words that are abbreviated,
//! where they are given.
//!
//! ```text
//! the National Security Agency (NSA)         NSA (National Security Agency)
//! the Academy (hereinafter "CASS")           NSA, or the National Security Agency,
//! NSA stands for National Security Agency    NSA: National Security Agency
//! ```
//!
//! An abbreviation in brackets counts as introduced though the words before do not
//! give its letters ("the German Christian Democrats (CDU)"): readers take it so.

use super::Abbreviation;
use super::initials::{Expansion, exact_after, exact_before, expansion_before};
use crate::text::Span;

/// How an abbreviation is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntroductionForm {
    /// Behind the words, in brackets of its own.
    Bracketed,
    /// Before the words, which stand in brackets.
    Reversed,
    /// In another way.
    Told,
}

/// A place that introduces an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Introduction {
    /// The abbreviation.
    pub abbreviation: Abbreviation,
    /// What it stands for; `None` where its letters are not found in the words.
    pub expansion: Option<Expansion>,
    /// How it is said.
    pub form: IntroductionForm,
}

/// How far away the words may stand, in bytes.
const REACH: usize = 200;

/// The introductions of one block, in order.
#[must_use]
pub fn introductions(text: &str, abbreviations: &[Abbreviation]) -> Vec<Introduction> {
    abbreviations.iter().filter_map(|abbreviation| Place::new(text, *abbreviation).introduction()).collect()
}

/// The expansion of `name` at the beginning of a text that stands beside it: the next
/// cell of a table.
#[must_use]
pub fn expansion_in(text: &str, name: &str) -> Option<Expansion> {
    exact_after(text, name)
}

/// An abbreviation and what stands on both sides.
struct Place<'t> {
    text: &'t str,
    abbreviation: Abbreviation,
    before: &'t str,
    after: &'t str,
}

impl<'t> Place<'t> {
    fn new(text: &'t str, abbreviation: Abbreviation) -> Self {
        let span = abbreviation.span;
        let start = text.floor_char_boundary(span.start.saturating_sub(REACH));
        let end = text.ceil_char_boundary((span.end + REACH).min(text.len()));
        let (before, after) = (Span::new(start, span.start).slice(text), Span::new(span.end, end).slice(text));
        Self { text, abbreviation, before, after }
    }

    fn name(&self) -> &'t str {
        self.abbreviation.name(self.text)
    }

    fn introduction(&self) -> Option<Introduction> {
        self.bracketed().or_else(|| self.reversed()).or_else(|| self.told())
    }

    fn is(&self, form: IntroductionForm, expansion: Option<Expansion>) -> Introduction {
        Introduction { abbreviation: self.abbreviation, expansion, form }
    }

    /// "National Security Agency (NSA)", "(hereinafter the 'NSA')", "(NSA; Chinese ...)".
    fn bracketed(&self) -> Option<Introduction> {
        let lead_in = without_lead_in(self.before);
        let Some(outside) = lead_in.strip_suffix(OPENS) else {
            return self.among_others_in_brackets().then(|| self.is(IntroductionForm::Told, None));
        };
        let rest = self.after.trim_start_matches(is_mark);
        let expansion = || {
            let start = clause_start(outside);
            let found = expansion_before(outside.get(start..)?, self.name())?;
            Some(self.moved_back(Expansion { span: found.span.shifted(start), ..found }))
        };
        if rest.starts_with([')', ']', '）']) {
            return Some(self.is(IntroductionForm::Bracketed, expansion()));
        }
        let is_first = rest.starts_with([';', ':', '/', ',', '–', '—', '|', '，']) || rest.starts_with("or ");
        let told = is_first.then(expansion).flatten();
        let needs_words = rest.starts_with([',', '–', '—']);
        let is_told = told.is_some() || is_first && !needs_words || is_abbreviations_alone(inside_brackets(self.after));
        is_told.then(|| self.is(IntroductionForm::Told, told))
    }

    /// The second of "(DNR and LNR)", "(NIFC-CA)", "(CDU/CSU)".
    fn among_others_in_brackets(&self) -> bool {
        let is_open = |(at, _): &(usize, char)| is_abbreviations_alone(self.before.get(at + 1..).unwrap_or_default());
        let opening = self.before.char_indices().rev().find(|(_, c)| matches!(c, '(' | '['));
        opening.as_ref().is_some_and(is_open) && is_abbreviations_alone(inside_brackets(self.after))
    }

    /// "NSA (National Security Agency)", "FSB (Federal Security Service)".
    fn reversed(&self) -> Option<Introduction> {
        let inside = self.after.trim_start_matches(is_mark).strip_prefix(OPENS)?;
        let expansion =
            exact_after(without_cue(inside), self.name()).map(|found| self.moved_on(without_cue(inside), found));
        let content = inside.split([')', ']', '）', ',', ';']).next().unwrap_or_default();
        let is_introduced = expansion.is_some() || is_name_of_several_words(content);
        is_introduced.then(|| self.is(IntroductionForm::Reversed, expansion))
    }

    fn told(&self) -> Option<Introduction> {
        self.told_before().or_else(|| self.told_after())
    }

    /// "also known as NSA", "the National Security Agency, NSA,", "(Workers' Party, PKK)".
    fn told_before(&self) -> Option<Introduction> {
        let words = self.before.trim_end_matches(is_mark);
        let has_cue = CUES_BEFORE.iter().any(|cue| ends_with_words(words, cue));
        let outside = without_lead_in(self.before).trim_end_matches(|c: char| is_mark(c) || is_separator(c));
        let found = exact_before(outside, self.name()).filter(|_| has_cue || self.is_of_letters_enough());
        let found = found.map(|found| self.moved_back(found));
        let is_last_in_brackets = || {
            let is_closed = self.after.trim_start_matches(is_mark).starts_with([')', ']', '）']);
            let separated = words.strip_suffix([',', ':', '=', '–', '，', '：']);
            is_closed && separated.is_some_and(|rest| rest.ends_with(char::is_lowercase))
        };
        (has_cue || found.is_some() || is_last_in_brackets()).then(|| self.is(IntroductionForm::Told, found))
    }

    /// "NSA stands for ...", "NSA, or the National Security Agency", "NSA: National ...".
    fn told_after(&self) -> Option<Introduction> {
        let is_between = |c: char| is_mark(c) || is_separator(c) || matches!(c, ']' | ')' | '=' | '|');
        let rest = self.after.trim_start_matches(is_between);
        let has_cue = CUES_AFTER.iter().any(|cue| rest.starts_with(cue));
        let is_apart =
            self.is_of_letters_enough() && self.after.trim_start_matches(is_mark).starts_with(|c: char| is_between(c));
        let words = without_cue(rest);
        let found = (has_cue || is_apart)
            .then(|| exact_after(words, self.name()).map(|found| self.moved_on(words, found)))
            .flatten();
        (has_cue || found.is_some()).then(|| self.is(IntroductionForm::Told, found))
    }

    /// Two letters begin two words by chance: "an impact of AI on".
    fn is_of_letters_enough(&self) -> bool {
        self.name().len() > 2
    }

    /// An expansion in the text before, as bytes of the whole text.
    fn moved_back(&self, found: Expansion) -> Expansion {
        let start = self.abbreviation.span.start - self.before.len();
        Expansion { span: found.span.shifted(start), ..found }
    }

    /// An expansion in `rest`, the end of the text behind, as bytes of the whole text.
    fn moved_on(&self, rest: &str, found: Expansion) -> Expansion {
        let start = self.abbreviation.span.end + self.after.len() - rest.len();
        Expansion { span: found.span.shifted(start), ..found }
    }
}

const OPENS: [char; 3] = ['(', '[', '（'];

/// Words between a bracket and the abbreviation it introduces.
const LEAD_INS: [&str; 22] = [
    "a.k.a.",
    "abbreviated",
    "acronym",
    "aka",
    "also",
    "as",
    "called",
    "formerly",
    "henceforth",
    "hereafter",
    "herein",
    "hereinafter",
    "in",
    "its",
    "known",
    "or",
    "previously",
    "referred",
    "short",
    "simply",
    "the",
    "to",
];

/// Words that announce an abbreviation.
const CUES_BEFORE: [&str; 12] = [
    "abbreviated",
    "abbreviated as",
    "abbreviated to",
    "abbreviation",
    "acronym",
    "aka",
    "hereafter",
    "hereinafter",
    "known as",
    "known as the",
    "shortened to",
    "stands",
];

/// Words behind an abbreviation that say what it is short for.
const CUES_AFTER: [&str; 9] = [
    "stands for",
    "which stands for",
    "stood for",
    "is short for",
    "short for",
    "is the abbreviation",
    "is an abbreviation",
    "is the acronym",
    "is an acronym",
];

/// Space and the marks that dress a word.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '*' | '_')
}

const fn is_separator(c: char) -> bool {
    matches!(c, ',' | '–' | '—' | '-' | ':' | '/')
}

/// What stands up to the closing bracket; something that is no abbreviation where
/// there is none near.
fn inside_brackets(after: &str) -> &str {
    const NONE: &str = "none";
    after.find([')', ']']).filter(|at| *at < 40).and_then(|at| after.get(..at)).unwrap_or(NONE)
}

/// Whether a part of what stands in brackets holds abbreviations, numbers and what
/// joins them, and no word.
fn is_abbreviations_alone(content: &str) -> bool {
    let is_capital =
        |word: &str| word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, 's' | '&'));
    let mut words = content.split(|c: char| !c.is_alphanumeric() && c != '&').filter(|word| !word.is_empty());
    words.all(|word| matches!(word, "and" | "or" | "&") || is_capital(word))
}

/// `before` without the words and marks that lead in an abbreviation.
fn without_lead_in(before: &str) -> &str {
    let mut rest = before.trim_end_matches(is_mark);
    while let Some(shorter) = LEAD_INS.iter().find_map(|word| cut_word(rest, word)) {
        rest = shorter.trim_end_matches(|c: char| is_mark(c) || c == ':' || c == ',');
    }
    rest
}

fn cut_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.len().checked_sub(word.len())?;
    let is_word = text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word));
    let rest = text.get(..start)?;
    (is_word && !rest.ends_with(char::is_alphanumeric)).then_some(rest)
}

fn ends_with_words(text: &str, words: &str) -> bool {
    cut_word(text, words).is_some()
}

/// `rest` without the words that lead in what an abbreviation stands for.
fn without_cue(rest: &str) -> &str {
    let mut rest = rest.trim_start_matches(is_mark);
    for cue in CUES_AFTER.iter().chain(&["or", "i.e.", "for", "meaning", "of"]) {
        let behind = rest.strip_prefix(cue).filter(|behind| !behind.starts_with(char::is_alphanumeric));
        rest = behind.map_or(rest, |behind| behind.trim_start_matches(|c: char| is_mark(c) || c == ','));
    }
    rest
}

/// Where the clause at the end of `text` begins.
fn clause_start(text: &str) -> usize {
    let trimmed = text.trim_end();
    let is_end = |c: char| matches!(c, ';' | ':' | '(' | ')' | '[' | ']' | '!' | '?' | '\u{FFFC}' | '。' | '，');
    let sign = trimmed.char_indices().rev().find(|(_, c)| is_end(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    sign.max(trimmed.rfind(". ").map_or(0, |at| at + 1))
}

/// Whether brackets hold a name: two words or more, those of weight with capitals.
fn is_name_of_several_words(content: &str) -> bool {
    let words: Vec<&str> = content.split_whitespace().skip_while(|word| matches!(*word, "the" | "a" | "an")).collect();
    let is_capital = |word: &&str| word.trim_start_matches(is_mark).starts_with(char::is_uppercase);
    let is_figure = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    words.len() > 1
        && words.first().is_some_and(is_capital)
        && !words.iter().any(is_figure)
        && words.iter().filter(|word| word.len() > 4).all(is_capital)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::abbreviations;
    use super::*;

    /// Each line: abbreviation, then what it is found to stand for, `-` where unknown.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = introductions(text, &abbreviations(text));
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|found| {
                let words = found.expansion.map_or("-", |expansion| expansion.span.slice(text));
                (found.abbreviation.name(text), words)
            })
            .collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn reads_brackets_on_either_side() {
        check("He left the National Security Agency (NSA).", &[("NSA", "National Security Agency")]);
        check("the NSA (National Security Agency) said", &[("NSA", "National Security Agency")]);
        check("non-governmental organizations (NGOs)", &[("NGO", "non-governmental organizations")]);
        check("It ended. The Ministry of Defence (“MoD”)", &[("MoD", "Ministry of Defence")]);
        check("the Chinese Academy of Social Sciences (the 'CASS')", &[("CASS", "Chinese Academy of Social Sciences")]);
        check("research and development (R&D) costs", &[("R&D", "research and development")]);
        check(
            "the Global Development Initiative (hereinafter referred to as \"GDI\")",
            &[("GDI", "Global Development Initiative")],
        );
        check("the National Security Agency (NSA; 1952)", &[("NSA", "National Security Agency")]);
        check("the Group of Twenty (G20)", &[("G20", "-")]);
    }

    #[test]
    fn takes_an_abbreviation_in_brackets_as_introduced() {
        check("the German Christian Democrats (CDU)", &[("CDU", "-")]);
        check("the two People’s Republics (DNR and LNR)", &[("DNR", "-"), ("LNR", "-")]);
        check("Integrated Fire Control (NIFC-CA)", &[("NIFC", "-"), ("CA", "-")]);
        check("the security service (formerly KGB)", &[("KGB", "-")]);
        check("the FSB (Federal Security Service)", &[("FSB", "-")]);
        check("the SSSCIP (the State Communications Service)", &[("SSSCIP", "-")]);
        check("fighters (Kurdistan Workers’ Party, PKK)", &[("PKK", "-")]);
    }

    #[test]
    fn reads_other_ways_of_saying_it() {
        check("the National Security Agency, or NSA, said", &[("NSA", "National Security Agency")]);
        check("NSA stands for National Security Agency", &[("NSA", "National Security Agency")]);
        check("NSA, the National Security Agency, said", &[("NSA", "National Security Agency")]);
        check("NSA: National Security Agency", &[("NSA", "National Security Agency")]);
        check("a body also known as PKK", &[("PKK", "-")]);
    }

    #[test]
    fn a_use_is_no_introduction() {
        check("The NSA said so. The CIA, FBI and DIA agreed.", &[]);
        check("He said (NSA officials knew) that the NSA had it.", &[]);
        check("the agency (see also the NSA report)", &[]);
        check("Director of the NSA (Washington)", &[]);
        check("AI, including machine learning", &[]);
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text_and_in_order(text in "[AB]?[a-cAB&s0 .,:;()é中“”-]{0,60}( or | stands for |the )?[A-Cabc ()]{0,20}") {
            let mut end = 0;
            for found in introductions(&text, &abbreviations(&text)) {
                prop_assert!(end <= found.abbreviation.span.start);
                end = found.abbreviation.span.end;
                let Some(expansion) = found.expansion else { continue };
                prop_assert!(text.get(expansion.span.start..expansion.span.end).is_some_and(|words| !words.is_empty()));
                prop_assert!(!expansion.span.overlaps(found.abbreviation.span));
            }
        }

        #[test]
        fn takes_any_text(text in "\\PC*") {
            let abbreviations = abbreviations(&text);
            prop_assert!(introductions(&text, &abbreviations).len() <= abbreviations.len());
        }
    }
}
