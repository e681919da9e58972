//! Meetings told apart by their ordinal ("the Second World Internet Conference") and the
//! year that a text gives to one. Words of a text enter, places and years leave. A year
//! counts only where nothing in the clause can claim it instead: a report of a meeting,
//! what came after it or what it decided has a year of its own. Silence is no verdict.
//!
//! ```text
//! In 2014, at the Second World Internet Conference, held in Wuzhen in 2015, ...
//!    ----         ================================                    ----
//! ```

use std::ops::Range;

use super::words::Words;
use super::{OrdinalNumber, Weekday, month_named};
use crate::text::{Gap, Span, Tokens};

/// How many words may stand between a meeting and its year.
const REACH: usize = 12;

/// Nouns by which a meeting is called one.
const HEADS: [&str; 9] =
    ["conference", "congress", "dialogue", "expo", "forum", "meeting", "roundtable", "summit", "symposium"];

/// Small words inside a name.
const LINKS: [&str; 8] = ["and", "between", "for", "in", "of", "on", "the", "to"];

/// Words that may stand between an ordinal and the name.
const INFIXES: [&[&str]; 5] = [&["edition", "of", "the"], &["annual"], &["united", "nations"], &["un"], &["cpc"]];

/// Words right before a meeting that make the meeting what the clause is about.
const BEARERS: [&str; 31] = [
    "addressed",
    "addressing",
    "at",
    "attend",
    "attended",
    "attending",
    "chaired",
    "chairing",
    "convened",
    "convening",
    "during",
    "held",
    "hold",
    "holding",
    "host",
    "hosted",
    "hosting",
    "hosts",
    "opened",
    "opening",
    "organised",
    "organising",
    "organized",
    "organizing",
    "that",
    "told",
    "when",
    "where",
    "which",
    "while",
    "as",
];

/// Words that put something after or before a meeting.
const SINCE: [&str; 4] = ["after", "before", "following", "since"];

/// Parts of a meeting: "the opening of the 12th forum in 2017".
const PARTS: [&str; 9] =
    ["ceremony", "close", "host", "margins", "occasion", "opening", "session", "sidelines", "start"];

/// Words between a meeting and its year that claim no year for themselves.
const PLAIN: [&str; 35] = [
    "at",
    "be",
    "being",
    "city",
    "convened",
    "county",
    "during",
    "early",
    "end",
    "from",
    "held",
    "hosted",
    "in",
    "is",
    "late",
    "met",
    "mid",
    "of",
    "on",
    "opened",
    "organised",
    "organized",
    "place",
    "province",
    "takes",
    "the",
    "to",
    "took",
    "town",
    "was",
    "were",
    "will",
    "and",
    "through",
    "kicked",
];

/// What may follow a comma after a meeting and still speak of it.
const PARTICIPLES: [&str; 6] = ["convened", "held", "hosted", "opened", "organised", "organized"];

/// What follows "which" where a clause says when a meeting was.
const TAKES_PLACE: [&str; 5] = ["met", "opened", "took", "was", "were"];

/// Words between a year and the meeting after it: "In 2014 Xi Jinping told the ...".
const BETWEEN: [&str; 35] = [
    "a",
    "addressed",
    "addressing",
    "also",
    "at",
    "attended",
    "attending",
    "chaired",
    "convened",
    "during",
    "he",
    "held",
    "host",
    "hosted",
    "hosting",
    "in",
    "it",
    "its",
    "keynote",
    "opened",
    "opening",
    "organised",
    "organized",
    "president",
    "premier",
    "remarks",
    "she",
    "speaking",
    "speech",
    "spoke",
    "the",
    "they",
    "to",
    "told",
    "we",
];

/// What may follow a meeting that is the subject of a clause with the year before it.
const VERBS: [&str; 18] = [
    "adopted", "agreed", "amended", "brought", "called", "closed", "convened", "decided", "declared", "elected",
    "gathered", "met", "opened", "set", "took", "was", "were", "welcomed",
];

/// A year that a text gives to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenYear {
    /// The year.
    pub year: i16,
    /// Its bytes.
    pub span: Span,
}

/// A numbered meeting by a name that nobody had to tell beforehand: capitals, ending in
/// a word such as "Conference".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedEdition {
    /// Its ordinal.
    pub ordinal: OrdinalNumber,
    /// The words of the name, by index.
    pub name: Range<usize>,
}

/// The words after an ordinal that may stand before a name, as index of the first word
/// of the name: right after the ordinal and after each infix that stands there.
#[must_use]
pub fn name_starts(text: &str, tokens: &Tokens, ordinal: &OrdinalNumber) -> Vec<usize> {
    let words = Words::new(text, tokens);
    let start = ordinal.words.end;
    let is_there = |infix: &&&[&str]| {
        infix
            .iter()
            .enumerate()
            .all(|(at, word)| words.lower(start + at) == *word && words.gap(start + at) == Gap::Space)
    };
    let after = INFIXES.iter().filter(is_there).map(|infix| start + infix.len());
    std::iter::once(start).chain(after).filter(|&name| words.gap(name) <= Gap::Hyphen).collect()
}

/// The numbered meetings of a text whose names show by their capitals.
pub(super) fn named_editions(text: &str, tokens: &Tokens, ordinals: &[OrdinalNumber]) -> Vec<NamedEdition> {
    let words = Words::new(text, tokens);
    let named = |ordinal: &OrdinalNumber| {
        let name = capital_name(words, ordinal.words.end)?;
        Some(NamedEdition { ordinal: ordinal.clone(), name })
    };
    ordinals.iter().filter_map(named).collect()
}

/// The run of capitals from `start` on, where it ends in a meeting's noun.
fn capital_name(words: Words<'_>, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    let mut index = start;
    while words.gap(index) <= Gap::Hyphen && index < start + REACH {
        if words.is_capital(index) {
            end = index + 1;
        } else if index == start || !LINKS.contains(&words.lower(index).as_str()) {
            break;
        }
        index += 1;
    }
    // "Session of the Congress" is a part of a meeting.
    let is_whole = words.lower(start + 1) != "of";
    let is_name = is_whole && end >= start + 2 && HEADS.contains(&words.lower(end - 1).as_str());
    is_name.then_some(start..end)
}

/// The years that a text gives to the meeting that stands at `mention`, its ordinal
/// included: the one after it and the one before it, where they are beyond doubt.
#[must_use]
pub fn given_years(text: &str, tokens: &Tokens, mention: &Range<usize>) -> Vec<GivenYear> {
    let words = Words::new(text, tokens);
    if goes_on(words, mention) || is_one_of_several(words, mention.start) {
        return Vec::new();
    }
    let year = |index: Option<usize>| {
        let index = index?;
        Some(GivenYear { year: words.year(index)?, span: words.span(index) })
    };
    let before = year(year_before(words, mention));
    year(year_after(words, mention)).into_iter().chain(before).collect()
}

/// Whether the name goes on, or something of the meeting's is spoken of.
fn goes_on(words: Words<'_>, mention: &Range<usize>) -> bool {
    let next = mention.end;
    let is_longer = words.gap(next) == Gap::Hyphen || words.gap(next) == Gap::Space && words.is_capital(next);
    words.is_possessive(next - 1) || is_longer && words.year(next).is_none()
}

/// "the first and second World Internet Conference", "a second World Internet Conference".
fn is_one_of_several(words: Words<'_>, ordinal: usize) -> bool {
    let before = words.lower_before(ordinal);
    matches!(before.as_str(), "and" | "or" | "to" | "a" | "an" | "another" | "every" | "each")
        || words.gap(ordinal) == Gap::Hyphen && ordinal > 0
}

/// The first word of the mention, its article included.
fn with_article(words: Words<'_>, mention: &Range<usize>) -> usize {
    let article = mention.start.checked_sub(1).filter(|_| words.gap(mention.start) == Gap::Space);
    article.filter(|&at| matches!(words.lower(at).as_str(), "the" | "its")).unwrap_or(mention.start)
}

/// Whether a year after the meeting can only be the meeting's: what stands before it does
/// not put something else into that year ("reforms after the 18th Party Congress in 2013").
fn bears_a_year(words: Words<'_>, mention: &Range<usize>) -> bool {
    let start = with_article(words, mention);
    if start == 0 || words.gap(start) >= Gap::Comma {
        return true;
    }
    let before = words.lower(start - 1);
    let is_part = || start >= 2 && PARTS.contains(&words.lower(start - 2).as_str());
    BEARERS.contains(&before.as_str()) || before == "of" && is_part() || is_since(words, mention)
}

/// "Since the 18th Party Congress in 2012, ...": the sentence has nothing else yet that
/// could have that year.
fn is_since(words: Words<'_>, mention: &Range<usize>) -> bool {
    let before = with_article(words, mention).checked_sub(1);
    before.is_some_and(|before| SINCE.contains(&words.lower(before).as_str()) && words.starts_sentence(before))
}

fn year_after(words: Words<'_>, mention: &Range<usize>) -> Option<usize> {
    if !bears_a_year(words, mention) {
        return None;
    }
    let start = after_abbreviation(words, mention.end);
    let (mut is_in_bracket, mut says_held) = (false, false);
    for index in start..start + REACH {
        let between = words.between(index);
        let between =
            if start > mention.end && index == start { between.trim_start_matches([')', ' ']) } else { between };
        let is_comma = between.ends_with(',');
        match between {
            "" | "," => {}
            "." | ".," if is_month(words, index.checked_sub(1)?) => {}
            "(" if index == start || words.year(index).is_some() => is_in_bracket = true,
            _ => return None,
        }
        if words.year(index).is_some() {
            let is_apart = !is_comma || is_in_bracket || is_day(words, index - 1) || words.gap(index + 1) >= Gap::Comma;
            let is_whole = !is_since(words, mention) || words.gap(index + 1) == Gap::Comma;
            return (is_apart && is_whole && ends_in_year(words, index)).then_some(index);
        }
        let word = words.lower(index);
        let opens_a_clause = is_comma && word == "which" && TAKES_PLACE.contains(&words.lower(index + 1).as_str());
        says_held |= opens_a_clause || PARTICIPLES.contains(&word.as_str());
        let is_name = words.is_capital(index) && !words.is_possessive(index);
        let is_allowed = if is_comma && !is_in_bracket && !says_held {
            is_name || words.day(index).is_some()
        } else {
            opens_a_clause || is_name || words.day(index).is_some() || is_plain(words, index)
        };
        if !is_allowed {
            return None;
        }
    }
    None
}

/// Where the text goes on after an abbreviation in brackets: "(WIC)".
fn after_abbreviation(words: Words<'_>, next: usize) -> usize {
    let word = words.word(next);
    let is_abbreviation =
        words.between(next) == "(" && word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    next + usize::from(is_abbreviation && words.between(next + 1).starts_with(')'))
}

/// "to" and "and" only between days: "from 16 to 18 December".
fn is_plain(words: Words<'_>, index: usize) -> bool {
    let word = words.lower(index);
    let is_joint = matches!(word.as_str(), "to" | "and" | "through");
    PLAIN.contains(&word.as_str()) && (!is_joint || index > 0 && is_day(words, index - 1))
}

/// Whether the word is a day, a weekday or a month.
fn is_day(words: Words<'_>, index: usize) -> bool {
    words.day(index).is_some() || Weekday::named(words, index).is_some() || is_month(words, index)
}

fn is_month(words: Words<'_>, index: usize) -> bool {
    words.is_capital(index) && month_named(words.word(index)).is_some()
}

/// Whether a year stands alone: not "2014 and 2015", not "2014-15", not "2014's".
fn ends_in_year(words: Words<'_>, index: usize) -> bool {
    let is_pair = matches!(words.lower(index + 1).as_str(), "and" | "or" | "to") && words.year(index + 2).is_some();
    !is_pair && words.gap(index + 1) != Gap::Hyphen && !words.is_possessive(index)
}

fn year_before(words: Words<'_>, mention: &Range<usize>) -> Option<usize> {
    let start = with_article(words, mention);
    let last = start.checked_sub(1)?;
    // "the 2014 Second World Internet Conference".
    if words.year(mention.start.checked_sub(1)?).is_some() && words.gap(mention.start) == Gap::Space {
        return Some(mention.start - 1).filter(|_| words.lower_before(mention.start - 1) == "the");
    }
    let mut index = last;
    while words.year(index).is_none() {
        let is_comma = words.gap(index + 1) == Gap::Comma;
        let is_allowed = BETWEEN.contains(&words.lower(index).as_str()) || words.is_capital(index);
        if !is_allowed || is_comma || words.gap(index + 1) == Gap::Stop || start - index > REACH {
            return None;
        }
        index = index.checked_sub(1)?;
    }
    let is_subject = index == last;
    let is_bound = words.gap(index + 1) <= Gap::Comma && ends_in_year(words, index) && is_dated(words, index);
    let fits = if is_subject {
        words.gap(mention.end) == Gap::Space && VERBS.contains(&words.lower(mention.end).as_str())
    } else {
        BEARERS.contains(&words.lower(last).as_str()) && is_free_after(words, mention.end)
    };
    (is_bound && fits).then_some(index)
}

/// Whether nothing after the meeting takes it away from the year: "In 2014, at the
/// Second World Internet Conference preparatory talks".
fn is_free_after(words: Words<'_>, next: usize) -> bool {
    words.gap(next) >= Gap::Comma
        || crate::text::is_function_word(&words.lower(next))
        || words.lower(next).ends_with("ed")
}

/// "In 2014", "In December 2014", "On 16 December 2014".
fn is_dated(words: Words<'_>, year: usize) -> bool {
    let mut index = year;
    while let Some(before) = index.checked_sub(1) {
        let word = words.lower(before);
        if matches!(word.as_str(), "in" | "on") {
            return true;
        }
        if !is_day(words, before) && !matches!(word.as_str(), "early" | "late" | "mid" | "of" | "the")
            || year - before > 4
        {
            return false;
        }
        index = before;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Dates;
    use crate::text::tokenize;

    const NAME: &str = "World Internet Conference";

    fn years(text: &str) -> Vec<i16> {
        let tokens = tokenize(text);
        let name = text.find(NAME).expect("the name");
        let name = tokens.within(Span::new(name, name + NAME.len()));
        given_years(text, &tokens, &(name.start - 1..name.end)).into_iter().map(|given| given.year).collect()
    }

    #[test]
    fn reads_the_year_of_a_meeting() {
        for text in [
            "at the Second World Internet Conference in 2014",
            "At the Second World Internet Conference (Wuzhen, 2014), he said",
            "at the Second World Internet Conference (WIC) in Wuzhen in 2014",
            "The Second World Internet Conference (WIC), held in Wuzhen (2014)",
            "The second World Internet Conference, held in Wuzhen in December 2014, was",
            "The second World Internet Conference was held in Wuzhen on 16 December 2014.",
            "The 2nd World Internet Conference took place from 16 to 18 December 2014",
            "the Second World Internet Conference of 2014",
            "the Second World Internet Conference, Wuzhen, 2014.",
            "the Second World Internet Conference, 16 December 2014,",
            "the 2014 Second World Internet Conference",
            "In 2014, at the Second World Internet Conference, Xi said",
            "In 2014, China hosted the Second World Internet Conference.",
            "In December 2014 Xi Jinping told the Second World Internet Conference that",
            "In 2014, the Second World Internet Conference was held",
            "at the opening of the Second World Internet Conference in 2014",
            "Since the Second World Internet Conference in 2014, much has changed",
        ] {
            assert_eq!(years(text), [2014], "{text}");
        }
    }

    #[test]
    fn leaves_alone_a_year_that_belongs_to_something_else() {
        for text in [
            "reforms after the Second World Internet Conference in 2014",
            "a report of the Second World Internet Conference in 2014",
            "the Second World Internet Conference report of 2014",
            "the Second World Internet Conference's 2014 report",
            "After the Second World Internet Conference, in 2014 China changed",
            "Since the Second World Internet Conference in 2014 changed much",
            "They have met since the Second World Internet Conference in 2014, too",
            "After the Second World Internet Conference, 2014 saw change",
            "the first and second World Internet Conference in 2014",
            "a second World Internet Conference in 2014",
            "at the Second World Internet Conference in 2014 and 2015",
            "at the Second World Internet Conference. In 2014 he said",
            "at the Second World Internet Conference Youth Forum in 2014",
            "at the Second World Internet Conference and in Geneva in 2014",
            "from the Second World Internet Conference to 2014",
            "Since 2014, at the Second World Internet Conference",
            "In 2014, after the Second World Internet Conference",
            "In 2014, the Second World Internet Conference report said",
            "By 2014 he attended the Second World Internet Conference",
        ] {
            assert_eq!(years(text), [] as [i16; 0], "{text}");
        }
    }

    #[test]
    fn both_sides_may_give_a_year() {
        assert_eq!(years("In 2014, at the Second World Internet Conference, held in 2015,"), [2015, 2014]);
    }

    #[test]
    fn names_show_by_their_capitals() {
        let text = "at the 16th China-ASEAN Summit and the second Belt and Road Forum; a second meeting; \
                    the Fourth Session of the Congress; the 12th Summit";
        let tokens = tokenize(text);
        let named = Dates::of(text, &tokens).editions;
        let drawn: Vec<(u32, &str)> =
            named.iter().map(|it| (it.ordinal.number, tokens.cover(it.name.clone()).slice(text))).collect();
        assert_eq!(drawn, [(16, "China-ASEAN Summit"), (2, "Belt and Road Forum")]);
    }

    proptest::proptest! {
        #[test]
        fn years_lie_in_the_text(
            text in "(In |2014|2015| |, |the |Second |World Internet Conference|held |in |\\(|\\)|é|at |December |16 |\\. ){0,24}",
        ) {
            let tokens = tokenize(&text);
            for named in Dates::of(&text, &tokens).editions {
                for given in given_years(&text, &tokens, &(named.ordinal.words.start..named.name.end)) {
                    proptest::prop_assert_eq!(given.span.slice(&text), given.year.to_string());
                }
            }
        }
    }
}
