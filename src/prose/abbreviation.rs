//! Abbreviations as they stand in running text: "NSA", "NGOs", "R&D", "5G", "`MoU`".
//! The text of one block enters, spans in order leave, each with whether it is
//! surely an abbreviation in use ("plain") or may also be a number of a model, a
//! file name, a Roman numeral or a word in capitals.
//!
//! What an abbreviation stands for is told in [`super::introductions`]; which ones
//! need no introduction is not known here. Forms with full stops ("U.N.", "e.g.")
//! and single letters are none of its business.

use crate::text::Span;

/// An abbreviation in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abbreviation {
    /// Its letters, the `s` of a plural included, a possessive left out.
    pub span: Span,
    /// Whether it ends in the `s` of a plural: "NGOs".
    pub is_plural: bool,
    /// Whether it is capitals alone and nothing around it speaks for a model number,
    /// a file name, a numeral, a speaker's label or words written in capitals.
    pub is_plain: bool,
}

impl Abbreviation {
    /// The abbreviation in the singular.
    #[must_use]
    pub fn name(self, text: &str) -> &str {
        let written = self.span.slice(text);
        if self.is_plural { written.strip_suffix('s').unwrap_or(written) } else { written }
    }
}

/// Words in capitals in a row from which on they are written so for their own sake.
const SHOUTED: usize = 3;

/// The abbreviations of one block, in order.
#[must_use]
pub fn abbreviations(text: &str) -> Vec<Abbreviation> {
    let mut found: Vec<Abbreviation> = words_with_capitals(text).filter_map(|word| abbreviation(text, word)).collect();
    if is_mostly_capitals(text, &found) {
        for abbreviation in &mut found {
            abbreviation.is_plain = false;
        }
    } else {
        doubt_shouted(text, &mut found);
    }
    found
}

/// The words of a text that an abbreviation could be written as, wherever they stand:
/// in code and in addresses too, and the halves of "AT&T" beside the whole. For
/// counting: nothing is left out because of what stands around it.
pub fn written_abbreviations(text: &str) -> impl Iterator<Item = Span> + '_ {
    let is_joined = |word: &Span| word.slice(text).contains('&');
    let words = words_with_capitals(text).flat_map(move |word| parts(text, word, |c| c == '&'));
    words.flat_map(move |word| {
        let halves = is_joined(&word).then(|| parts(text, word, |_| false));
        std::iter::once(word).chain(halves.into_iter().flatten())
    })
}

/// The parts of a word between characters that are neither letters nor digits.
fn parts(text: &str, word: Span, joins: fn(char) -> bool) -> impl Iterator<Item = Span> + '_ {
    let written = word.slice(text);
    let words = written.split(move |c: char| !c.is_alphanumeric() && !joins(c)).filter(|part| !part.is_empty());
    words.map(move |part| {
        let start = word.start + (part.as_ptr().addr() - written.as_ptr().addr());
        Span::new(start, start + part.len())
    })
}

/// The words that hold a capital which is not only their first letter, or a capital
/// and a digit. A walk over bytes, since most bytes of a text are none of these.
fn words_with_capitals(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            while bytes.get(at).is_some_and(|byte| !is_word_byte(*byte)) {
                at += 1;
            }
            let start = at;
            let (mut capitals, mut digits, mut others) = (0_u32, 0_u32, 0_u32);
            while let Some(byte) = bytes.get(at).filter(|byte| is_word_byte(**byte) || joins_capitals(bytes, at)) {
                capitals += u32::from(byte.is_ascii_uppercase());
                digits += u32::from(byte.is_ascii_digit());
                others += u32::from(*byte >= 0x80);
                at += 1;
            }
            if start == at {
                return None;
            }
            if capitals > 1 || capitals == 1 && digits > 0 || others > 1 {
                return Some(Span::new(start, at));
            }
        }
    })
}

/// Letters and digits; bytes of other characters are looked at once the word is cut.
const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// The ampersand of "R&D" and "AT&T".
fn joins_capitals(bytes: &[u8], at: usize) -> bool {
    let is_capital = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    bytes.get(at) == Some(&b'&') && at > 0 && is_capital(at - 1) && is_capital(at + 1)
}

fn abbreviation(text: &str, word: Span) -> Option<Abbreviation> {
    let span = latin_part(text, word)?;
    let written = span.slice(text);
    let (mut capitals, mut small, mut digits) = (0, 0, 0);
    for c in written.chars() {
        capitals += usize::from(c.is_uppercase());
        small += usize::from(c.is_lowercase());
        digits += usize::from(c.is_ascii_digit());
    }
    let is_one = capitals > 1 || capitals == 1 && digits > 0 && small == 0;
    let is_plural = small == 1 && capitals > 1 && written.ends_with('s');
    let is_letters = digits == 0 && (small == 0 || is_plural) && !written.contains('&');
    let is_plain = is_letters && !is_roman(written) && !is_doubtful(text, span);
    is_one.then_some(Abbreviation { span, is_plural, is_plain })
}

/// The word up to a character that is not Latin: a dash, a curly apostrophe, an
/// ideograph. `None` where a part before or behind would be cut off amid letters.
fn latin_part(text: &str, word: Span) -> Option<Span> {
    let written = word.slice(text);
    if written.is_ascii() {
        return Some(word);
    }
    let is_latin = |c: char| c.is_ascii_alphanumeric() || c == '&' || matches!(c, 'À'..='ɏ' if c.is_alphabetic());
    let mut parts = written.split(|c: char| !is_latin(c));
    let part = parts.find(|part| part.chars().filter(|c| c.is_uppercase()).count() > 1)?;
    let start = word.start + (part.as_ptr().addr() - written.as_ptr().addr());
    Some(Span::new(start, start + part.len()))
}

/// Whether the letters are a Roman numeral in its usual form, be it with the letter of
/// a variant: "Block IIA".
fn is_roman(written: &str) -> bool {
    let is_small = |numeral: &str| numeral.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && is_numeral(numeral);
    is_numeral(written) || written.strip_suffix(['A', 'B', 'C']).is_some_and(is_small)
}

fn is_numeral(written: &str) -> bool {
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        'D' => Some(500),
        'M' => Some(1000),
        _ => None,
    };
    let Some(values) = written.chars().map(value).collect::<Option<Vec<u32>>>() else { return false };
    let next = values.iter().skip(1).chain([&0]);
    let sum: i64 = values.iter().zip(next).map(|(one, next)| i64::from(*one) * if one < next { -1 } else { 1 }).sum();
    roman(sum) == written
}

fn roman(mut value: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut written = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth {
            written.push_str(sign);
            value -= worth;
        }
    }
    written
}

/// Whether what touches the word makes it part of something else.
///
/// ```text
/// A/RES/70/1   AES-256   NSA_report.pdf   UNSCR 1540   WANG: Thank you.
/// ```
fn is_doubtful(text: &str, span: Span) -> bool {
    let (before, after) = around(text, span);
    let is_break = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | '—' | '\u{FFFC}');
    let head = before.rsplit(is_break).next().unwrap_or_default();
    let tail = after.split(is_break).next().unwrap_or_default();
    let is_technical = |c: char| c.is_ascii_digit() || "_=\\@#<>{}~^+*$€£%§".contains(c);
    let goes_on = tail.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let is_initial = head.ends_with('.') || head.ends_with('&') || tail.starts_with('&');
    let is_first = before.trim_end_matches([' ', '\t']).is_empty() || before.ends_with('\n');
    head.contains(is_technical)
        || tail.contains(is_technical)
        || goes_on
        || is_initial
        || is_before_figure(after)
        || is_first && is_label(after)
}

/// What stands on both sides, as far as it can tell something.
fn around(text: &str, span: Span) -> (&str, &str) {
    const REACH: usize = 40;
    let start = text.floor_char_boundary(span.start.saturating_sub(REACH));
    let end = text.ceil_char_boundary((span.end + REACH).min(text.len()));
    (Span::new(start, span.start).slice(text), Span::new(span.end, end).slice(text))
}

/// "FY 2023", "UNSCR 1540", "ISO 27001", "HR No. 12".
fn is_before_figure(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '\u{A0}', '\n', '-']);
    let rest = rest.strip_prefix("No.").map_or(rest, str::trim_start);
    rest.len() < after.len() && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// A speaker's label, or the place in a dateline: the first word, then a colon, a
/// dash, a comma.
fn is_label(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '\u{A0}']);
    rest.starts_with([':', '—', '–', ',', '|', '/']) || rest.starts_with("--") || rest.starts_with("- ")
}

/// Whether two letters of three in the block are in words of capitals: a heading, a
/// byline, a poster.
fn is_mostly_capitals(text: &str, found: &[Abbreviation]) -> bool {
    let capitals: usize = found.iter().map(|abbreviation| abbreviation.span.len()).sum();
    let letters = || text.bytes().filter(u8::is_ascii_alphabetic).count();
    found.len() > 1 && capitals * 3 > letters() * 2
}

/// Takes what stands in a row of words in capitals for words, not abbreviations.
fn doubt_shouted(text: &str, found: &mut [Abbreviation]) {
    let is_joined = |one: &Abbreviation, next: &Abbreviation| {
        let gap = Span::new(one.span.end, next.span.start).slice(text);
        let is_space = |c: char| c.is_whitespace() || matches!(c, '-' | '’' | '\'' | 'A' | 'I');
        gap.len() < 8 && gap.chars().all(is_space)
    };
    let is_long = |row: &[Abbreviation]| row.len() > 1 && row.iter().all(|word| word.span.len() > 3);
    for row in found.chunk_by_mut(is_joined).filter(|row| row.len() >= SHOUTED || is_long(row)) {
        for abbreviation in row {
            abbreviation.is_plain = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, plain: &[&str], others: &[&str]) {
        let (found, rest): (Vec<Abbreviation>, _) = abbreviations(text).into_iter().partition(|found| found.is_plain);
        let names = |found: Vec<Abbreviation>| -> Vec<String> {
            found.into_iter().map(|abbreviation| abbreviation.name(text).to_owned()).collect()
        };
        assert_eq!(names(found), plain, "plain in {text}");
        assert_eq!(names(rest), others, "others in {text}");
    }

    #[test]
    fn finds_plurals_and_possessives_by_their_singular() {
        check("The NGOs met the NSA's men; NGOs’ rights, the SOE’s debt.", &["NGO", "NSA", "NGO", "SOE"], &[]);
        check("AI-enabled, non-NATO and CIA/FBI work (the PLA).", &["AI", "NATO", "CIA", "FBI", "PLA"], &[]);
        check("Die ÖVP und die SPÖ.", &["ÖVP", "SPÖ"], &[]);
    }

    #[test]
    fn doubts_digits_ampersands_and_small_letters() {
        check("R&D at the G20 on 5G, COP26 and CO2 by AT&T", &[], &["R&D", "G20", "5G", "COP26", "CO2", "AT&T"]);
        check("An MoU with the AfD and a PhD at OpenAI", &[], &["MoU", "AfD", "PhD", "OpenAI"]);
        check("An A-level, Plan B, Section A, I am", &[], &[]);
    }

    #[test]
    fn doubts_numerals_models_files_and_symbols() {
        check("World War II, Part XIV, Elizabeth II's SM-3 Block IIA", &[], &["II", "XIV", "II", "SM", "IIA"]);
        check("AES-256, UNSCR 1540, ISO 27001, FY 2023", &[], &["AES", "UNSCR", "ISO", "FY"]);
        check("README.md, NSA_report.pdf and A/RES/70/1, A/HRC/45", &[], &["README", "NSA", "RES", "HRC"]);
    }

    #[test]
    fn doubts_words_in_capitals() {
        check("WE SHALL NOT MOVE, they said.", &[], &["WE", "SHALL", "NOT", "MOVE"]);
        check("THE NEW NSA RULES", &[], &["THE", "NEW", "NSA", "RULES"]);
        check("KUALA LUMPUR, March 12. The NATO PA met.", &["NATO", "PA"], &["KUALA", "LUMPUR"]);
        check("MODERATOR: Thank you.", &[], &["MODERATOR"]);
        check("BEIJING, March 12 -- He left.", &[], &["BEIJING"]);
        check("The CIA, FBI, NSA and US NATO staff", &["CIA", "FBI", "NSA", "US", "NATO"], &[]);
    }

    #[test]
    fn counts_what_stands_anywhere() {
        let text = "`NSA` NSA–FBI www.UN.org [AT&T](x) NGOs’ G20, Plan B and R&D";
        let written: Vec<&str> = written_abbreviations(text).map(|span| span.slice(text)).collect();
        assert_eq!(written, ["NSA", "NSA", "FBI", "UN", "AT&T", "AT", "T", "NGOs", "G20", "R&D", "R", "D"]);
    }

    #[test]
    fn leaves_other_scripts_alone() {
        check("МИД РФ и ООН", &[], &[]);
        check("中国GDP增长", &["GDP"], &[]);
        check("中国外交部", &[], &[]);
    }

    #[test]
    fn masses_of_one_kind_are_read_once() {
        for piece in ["A", "AB ", "A&", "é", "NSA,", "IV ", "1A", "(AB)", "AB-"] {
            let text = piece.repeat(20_000 / piece.len());
            assert!(abbreviations(&text).len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text_and_in_order(text in "[A-Ca-cs0-2&'’ .,:()ÖéД中\u{FFFC}-]{0,60}") {
            let mut end = 0;
            for found in abbreviations(&text) {
                prop_assert!(end <= found.span.start && !found.span.is_empty());
                prop_assert!(text.get(found.span.start..found.span.end).is_some());
                prop_assert!(found.name(&text).len() > 1);
                end = found.span.end;
            }
        }

        #[test]
        fn takes_any_text(text in "\\PC*") {
            prop_assert!(abbreviations(&text).iter().all(|found| text.get(found.span.start..found.span.end).is_some()));
        }
    }
}
