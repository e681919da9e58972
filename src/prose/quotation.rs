//! Words between quotation marks. A text of one paragraph enters, the spans of
//! its quotations leave, marks included.
//!
//! A mark that may be something else (an apostrophe, inches, a stray) is refused
//! rather than guessed. Nothing here knows who speaks, nor block quotations.

use crate::text::Span;

/// The marks that open and close one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
    LowDouble,
    LowSingle,
    Guillemet,
    SingleGuillemet,
    Corner,
    WhiteCorner,
    Title,
    StraightDouble,
    StraightSingle,
}

const KINDS: usize = Kind::StraightSingle as usize + 1;

impl Kind {
    /// The kind whose closing mark also closes this one.
    const fn high(self) -> Self {
        match self {
            Self::LowDouble => Self::Double,
            Self::LowSingle => Self::Single,
            other => other,
        }
    }

    /// Whether the closing mark of this kind is nothing else.
    const fn is_never_an_apostrophe(self) -> bool {
        !matches!(self, Self::Single | Self::LowSingle | Self::StraightSingle)
    }

    /// Whether a quotation in these marks may go on in the next paragraph, which
    /// then opens with the mark again; only the last paragraph closes it.
    const fn may_run_on(self) -> bool {
        matches!(self, Self::Double | Self::LowDouble | Self::Guillemet | Self::Corner | Self::WhiteCorner)
    }
}

/// One mark, with what it can be where it stands.
#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    opens: Option<Kind>,
    closes: &'static [Kind],
    /// It closes a quotation, or is an apostrophe (`workers’ rights`) or a measure
    /// (`12" pipes`).
    is_doubtful: bool,
}

/// A mark between its neighbours; `None` at an end of the text.
#[derive(Debug, Clone, Copy)]
struct Place<'t> {
    before: Option<char>,
    after: Option<char>,
    rest: &'t str,
}

/// The quotations in `text`, marks included, in order of their start; those inside
/// another follow it.
///
/// Quotation marks are straight, curly, low-high, guillemets and CJK brackets. A
/// curly or angular mark that opens the text, or follows a cue, and is never closed
/// (so too a straight double one that opens the text) quotes all the rest: so do the paragraphs of a long quotation begin.
///
/// ```
/// use glossator::prose::quotations;
/// let text = "\"The workers' rights,\" he said, come 'first'.";
/// let quoted: Vec<&str> = quotations(text).into_iter().map(|span| span.slice(text)).collect();
/// assert_eq!(quoted, ["\"The workers' rights,\"", "'first'"]);
/// ```
#[must_use]
pub fn quotations(text: &str) -> Vec<Span> {
    let (marks, _) = marks(text);
    let pairing = paired(&marks);
    let mut spans = pairing.spans;
    let running_on = pairing.open.iter().filter(|(kind, at)| runs_on(text, *kind, *at));
    spans.extend(running_on.map(|(_, at)| Span::new(*at, text.len())));
    spans.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    spans
}

/// Whether some mark in `text` lacks its other half: an opening one that does not
/// run on, or a closing double one. Which words are quoted there, nobody can tell.
#[must_use]
pub fn has_stray_mark(text: &str) -> bool {
    let (marks, refused) = marks(text);
    let pairing = paired(&marks);
    refused || pairing.strays > 0 || pairing.open.iter().any(|(kind, at)| !runs_on(text, *kind, *at))
}

fn paired(marks: &[Mark]) -> Pairing {
    let mut pairing = Pairing::default();
    for (mark, is_closed_later) in marks.iter().zip(closed_later(marks)) {
        pairing.add(mark, is_closed_later);
    }
    pairing
}

/// Whether a mark at `at` that nothing closes opens a quotation of several
/// paragraphs: it is the first in the text, or follows a cue's comma or colon or
/// the end of a sentence. After a word it is a stray.
fn runs_on(text: &str, kind: Kind, at: usize) -> bool {
    let before = Span::new(0, at).slice(text).trim_end().chars().next_back();
    match before {
        None => kind.may_run_on() || matches!(kind, Kind::Single | Kind::StraightDouble),
        Some(c) => kind.may_run_on() && matches!(c, ',' | ':' | '.' | '!' | '?' | '，' | '：' | '。'),
    }
}

#[derive(Debug, Default)]
struct Pairing {
    /// Marks that wait for their other half, outermost first.
    open: Vec<(Kind, usize)>,
    /// How many of `open` are of each kind, so that a mark that closes nothing
    /// costs nothing.
    waiting: [usize; KINDS],
    spans: Vec<Span>,
    /// Marks without another half, those in `open` aside.
    strays: usize,
}

impl Pairing {
    /// `is_closed_later`: a mark after this one surely closes what this one may.
    fn add(&mut self, mark: &Mark, is_closed_later: bool) {
        let is_apostrophe = mark.is_doubtful && is_closed_later;
        if !is_apostrophe && mark.closes.iter().any(|kind| self.count(*kind) > 0) {
            self.close(mark);
        } else if let Some(kind) = mark.opens {
            self.open.push((kind, mark.span.start));
            self.recount(kind, 1);
        } else if !mark.is_doubtful && mark.closes.iter().any(|kind| kind.is_never_an_apostrophe()) {
            self.strays += 1;
        }
    }

    /// Closes the innermost quotation that the mark can close; marks that opened
    /// inside it were strays.
    fn close(&mut self, mark: &Mark) {
        while let Some((kind, start)) = self.open.pop() {
            self.recount(kind, -1);
            if mark.closes.contains(&kind) {
                self.spans.push(Span::new(start, mark.span.end));
                return;
            }
            self.strays += 1;
        }
    }

    fn count(&self, kind: Kind) -> usize {
        self.waiting.get(kind as usize).copied().unwrap_or(0)
    }

    fn recount(&mut self, kind: Kind, by: isize) {
        if let Some(count) = self.waiting.get_mut(kind as usize) {
            *count = count.saturating_add_signed(by);
        }
    }
}

/// For each mark, whether one that surely closes the same kind comes before the
/// next that opens it. Double marks bound what is inside them.
fn closed_later(marks: &[Mark]) -> Vec<bool> {
    let mut is_sure = [false; KINDS];
    let mut answers: Vec<bool> = marks.iter().rev().map(|mark| look_back(mark, &mut is_sure)).collect();
    answers.reverse();
    answers
}

/// The answer for `mark` from what comes after it, which is then brought up to it.
fn look_back(mark: &Mark, is_sure: &mut [bool; KINDS]) -> bool {
    let closed = mark.closes.first().map(|kind| kind.high());
    let answer = closed.is_some_and(|kind| is_sure.get(kind as usize).copied().unwrap_or(false));
    if matches!(closed, Some(Kind::Double | Kind::StraightDouble)) && !mark.is_doubtful {
        *is_sure = [false; KINDS];
    }
    if let Some(slot) = closed.filter(|_| !mark.is_doubtful).and_then(|kind| is_sure.get_mut(kind as usize)) {
        *slot = true;
    }
    if let Some(slot) = mark.opens.and_then(|kind| is_sure.get_mut(kind.high() as usize)) {
        *slot = false;
    }
    answer
}

/// The marks of a text, and whether some were refused.
fn marks(text: &str) -> (Vec<Mark>, bool) {
    let mut marks = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        if is_mark(c) {
            let place = Place { before, after: rest.chars().next(), rest };
            let (opens, closes) = place.roles(c);
            let is_doubtful = place.is_doubtful(c);
            marks.push(Mark { span: Span::new(at, at + c.len_utf8()), opens, closes, is_doubtful });
        }
        before = Some(c);
    }
    let all = marks.len();
    refuse_unclear(&mut marks);
    let is_refused = marks.len() < all;
    (marks, is_refused)
}

/// A straight mark that may open as well as close is read by turns where their
/// number is even, and left out where one is missing.
fn refuse_unclear(marks: &mut Vec<Mark>) {
    let is_straight =
        |mark: &Mark| mark.opens == Some(Kind::StraightDouble) || mark.closes.first() == Some(&Kind::StraightDouble);
    if marks.iter().filter(|mark| is_straight(mark) && !mark.is_doubtful).count() % 2 == 1 {
        marks.retain(|mark| !(is_straight(mark) && mark.opens.is_some() && !mark.closes.is_empty()));
    }
}

const fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»' | '\u{2018}'..='\u{201A}' | '\u{201C}'..='\u{201E}' | '‹' | '›')
        || matches!(c, '《' | '》' | '「' | '」' | '『' | '』' | '\u{FF02}')
}

impl Place<'_> {
    /// What a mark can open and close here.
    fn roles(self, c: char) -> (Option<Kind>, &'static [Kind]) {
        match c {
            '“' if self.can_close() && !self.can_open() => (Some(Kind::Double), &[Kind::LowDouble]),
            '“' => (Some(Kind::Double), &[]),
            '”' => (None, &[Kind::Double, Kind::LowDouble]),
            '„' => (Some(Kind::LowDouble), &[]),
            '‘' if self.is_elision() || self.is_inside_word() => (None, &[]),
            '‘' if self.can_close() && !self.can_open() => (Some(Kind::Single), &[Kind::LowSingle]),
            '‘' => (Some(Kind::Single), &[]),
            '’' if self.can_close() => (None, &[Kind::Single, Kind::LowSingle]),
            '‚' if self.can_open() => (Some(Kind::LowSingle), &[]),
            '«' => (Some(Kind::Guillemet), &[]),
            '»' => (None, &[Kind::Guillemet]),
            '‹' => (Some(Kind::SingleGuillemet), &[]),
            '›' => (None, &[Kind::SingleGuillemet]),
            '「' => (Some(Kind::Corner), &[]),
            '」' => (None, &[Kind::Corner]),
            '『' => (Some(Kind::WhiteCorner), &[]),
            '』' => (None, &[Kind::WhiteCorner]),
            '《' => (Some(Kind::Title), &[]),
            '》' => (None, &[Kind::Title]),
            '"' | '\u{FF02}' => self.straight_double(),
            '\'' => self.straight_single(),
            _ => (None, &[]),
        }
    }

    fn straight_double(self) -> (Option<Kind>, &'static [Kind]) {
        match (self.can_open(), self.can_close()) {
            (true, false) => (Some(Kind::StraightDouble), &[]),
            (false, true) => (None, &[Kind::StraightDouble]),
            // 6'2": the seconds and inches of a figure.
            _ if self.before.is_some_and(|c| c.is_ascii_digit()) => (None, &[]),
            _ => (Some(Kind::StraightDouble), &[Kind::StraightDouble]),
        }
    }

    fn straight_single(self) -> (Option<Kind>, &'static [Kind]) {
        let begins_word = self.after.is_some_and(char::is_alphabetic) && !self.is_elision();
        match (self.can_open(), self.can_close()) {
            (true, false) if begins_word => (Some(Kind::StraightSingle), &[]),
            (_, true) => (None, &[Kind::StraightSingle]),
            _ => (None, &[]),
        }
    }

    /// Space, an opening bracket, a dash or another opening mark stands before, and
    /// something after. Ideographs are written without spaces, so one may stand before.
    fn can_open(self) -> bool {
        let may_follow =
            |c: char| c.is_whitespace() || is_opening_bracket(c) || is_dash(c) || is_outer_opener(c) || is_ideograph(c);
        self.before.is_none_or(may_follow) && self.after.is_some_and(|c| !c.is_whitespace())
    }

    /// Something stands before, and no word begins after; an ideograph may.
    fn can_close(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace() && !is_opening_bracket(c))
            && self.after.is_none_or(|c| !c.is_alphanumeric() || is_ideograph(c))
    }

    fn is_inside_word(self) -> bool {
        let is_letter = |c: char| c.is_alphanumeric() && !is_ideograph(c);
        self.before.is_some_and(is_letter) && self.after.is_some_and(is_letter)
    }

    /// Whether a mark that can close may also be an apostrophe after a plural, or
    /// the sign for feet or inches.
    fn is_doubtful(self, c: char) -> bool {
        let ends_word = self.after.is_none_or(|c| c.is_whitespace() || is_dash(c));
        match c {
            '\'' | '’' => ends_word && self.before.is_some_and(|c| matches!(c, 's' | 'S') || c.is_ascii_digit()),
            '"' => self.before.is_some_and(|c| c.is_ascii_digit()),
            _ => false,
        }
    }

    /// Whether the mark stands for letters left out at the start of a word:
    /// 'tis, 'em, '90s.
    fn is_elision(self) -> bool {
        const ELIDED: [&str; 11] =
            ["bout", "cause", "em", "n", "neath", "round", "til", "till", "tis", "twas", "twere"];
        let end = self.rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(self.rest.len());
        let word = self.rest.get(..end).unwrap_or_default();
        let is_decade = matches!(word.as_bytes(), [b'0'..=b'9', b'0'..=b'9', b's']);
        is_decade || ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
    }
}

const fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '（' | '【' | '〈' | '/')
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

const fn is_outer_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹')
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotations(text).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn finds_every_kind_of_mark() {
        check("He said \"a b,\" and “c d.”", &["\"a b,\"", "“c d.”"]);
        check("the ‘four principles’ and the 'five proposals'.", &["‘four principles’", "'five proposals'"]);
        check("les « quatre principes » et ‹ cinq ›", &["« quatre principes »", "‹ cinq ›"]);
        check("die „vier Grundsätze“ und ‚fünf‘ oder „sechs”", &["„vier Grundsätze“", "‚fünf‘", "„sechs”"]);
        check("「四项原则」和『五点主张』见《宣言》", &["「四项原则」", "『五点主张』", "《宣言》"]);
        check("他说“共同体”和‘未来’的", &["“共同体”", "‘未来’"]);
        check("(\"a\") [“b”] —\"c\"— \"d\"/\"e\"", &["\"a\"", "“b”", "\"c\"", "\"d\"", "\"e\""]);
    }

    #[test]
    fn nests() {
        check("“the ‘win-win’ way”", &["“the ‘win-win’ way”", "‘win-win’"]);
        check("\"'Inner' outer\"", &["\"'Inner' outer\"", "'Inner'"]);
        check("\"outer 'inner'\"", &["\"outer 'inner'\"", "'inner'"]);
        check("‘outer “inner”’", &["‘outer “inner”’", "“inner”"]);
        check("“a “b” c”", &["“a “b” c”", "“b”"]);
    }

    #[test]
    fn an_apostrophe_closes_nothing() {
        check("the workers’ rights and the nations' fate", &[]);
        check("‘the workers’ rights come first’", &["‘the workers’ rights come first’"]);
        check("‘don’t’ and ’tis, ’90s", &["‘don’t’"]);
        check("‘tis the ‘90s, rock 'n' roll, '90s, 'em all'", &[]);
        check("the ‘community of nations’ and China’s ‘path’", &["‘community of nations’", "‘path’"]);
        check("the ‘community of nations’ is the nations’ own", &["‘community of nations’"]);
        check("the 'community of nations' is not the workers' own", &["'community of nations'"]);
        check("o‘clock, Ka‘ba and Int'l co-op", &[]);
    }

    #[test]
    fn measures_are_no_marks() {
        check("he is 6'2\" tall, pipes of 12\" and 5\" wide", &[]);
        check("\"He is 6'2\" tall,\" she said", &["\"He is 6'2\" tall,\""]);
        check("the \"Vision 2030\" and the \"Agenda 2063\" plans", &["\"Vision 2030\"", "\"Agenda 2063\""]);
    }

    #[test]
    fn refuses_what_does_not_balance() {
        check("a stray \" here", &[]);
        check("a \"stray and a \"good one\" here", &["\"good one\""]);
        check("a \"good one\" and stray\" here", &["\"good one\""]);
        check("one \"word and another \"word", &[]);
        check("the “stray approach is", &[]);
        check("a” b’ c» d」", &[]);
        check("\"“crossing\" it” all", &["\"“crossing\""]);
    }

    #[test]
    fn a_quotation_of_several_paragraphs_runs_to_the_end() {
        check("“First of all ‘this’ is so.", &["“First of all ‘this’ is so.", "‘this’"]);
        check("He said: “First of all.", &["“First of all."]);
        check("“One,” he said. “Two.", &["“One,”", "“Two."]);
        check("« Premier point.", &["« Premier point."]);
        check("\"So too in straight marks.", &["\"So too in straight marks."]);
        check("A \"stray one is not guessed.", &[]);
    }

    #[test]
    fn many_marks_take_no_longer_than_few() {
        let storm = "“".repeat(50_000) + &"»".repeat(50_000) + &"s’ ".repeat(50_000);
        assert_eq!(quotations(&storm).len(), 1);
    }

    proptest! {
        #[test]
        fn quotations_are_nested_or_apart(text in "[a-c s0-2\"'“”‘’„‚«»‹›「」《》,.:é😀共\n(\u{FFFC}-]{0,40}") {
            let spans = quotations(&text);
            for (index, one) in spans.iter().enumerate() {
                prop_assert!(text.get(one.start..one.end).is_some_and(|quoted| !quoted.is_empty()));
                for other in spans.get(index + 1..).unwrap_or_default() {
                    prop_assert!(one.start <= other.start);
                    prop_assert!(!one.overlaps(*other) || one.contains(*other), "{one} and {other}");
                }
            }
        }

        #[test]
        fn takes_any_text(text in "\\PC*") {
            prop_assert!(quotations(&text).iter().all(|span| text.get(span.start..span.end).is_some()));
        }
    }
}
