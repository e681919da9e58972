//! The one tokeniser. Draft, term and source all become the same stream of word
//! keys, each with the bytes it came from and the kind of gap before it.
//!
//! ```text
//! China’s  win-win  co­operation, U.N.   1,500     共同体
//! china    win win  cooperation   un     1500      共 同 体
//! ```
//!
//! A possessive 's belongs to the gap, not to the word; a hyphen or a tight dash
//! separates words as a space does (and is remembered in the gap); a soft hyphen
//! or a zero-width character separates nothing; a comma between thousands is
//! dropped and a decimal point kept; initials with full stops are one word; Han,
//! Kana and Hangul stand character by character.

use unicode_normalization::char::is_combining_mark;

use super::Span;
use super::fold::{fold, is_apostrophe, is_ignorable};

/// The key of a folded word: FNV-1a, 64 bit, with the finaliser of
/// `MurmurHash3`. Stable across versions, since indexes on disk hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordKey(pub u64);

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

const fn mix(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(FNV_PRIME)
}

const fn finish(mut hash: u64) -> WordKey {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    WordKey(hash)
}

impl WordKey {
    /// The key of a word that is already folded.
    #[must_use]
    pub fn of_folded(word: &str) -> Self {
        finish(word.bytes().fold(FNV_OFFSET, mix))
    }

    /// The key of a word as it stands in a text.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self::of_folded(&fold(word))
    }
}

/// What stands between a word and the word before it; the strongest mark wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing but space, or nothing at all.
    Space,
    /// A hyphen or a dash without spaces around it.
    Hyphen,
    /// A comma.
    Comma,
    /// A full stop, colon, bracket, quotation mark, dash ...: the end of a phrase.
    Stop,
}

/// Properties of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenFlags(u8);

impl TokenFlags {
    const POSSESSIVE: u8 = 1 << 2;
    const CAPITAL: u8 = 1 << 3;
    const NUMBER: u8 = 1 << 4;
    const CJK: u8 = 1 << 5;
    const PARAGRAPH: u8 = 1 << 6;

    /// What stands before the word.
    #[must_use]
    pub const fn gap(self) -> Gap {
        match self.0 & 3 {
            0 => Gap::Space,
            1 => Gap::Hyphen,
            2 => Gap::Comma,
            _ => Gap::Stop,
        }
    }

    /// Whether a possessive 's follows the word.
    #[must_use]
    pub const fn is_possessive(self) -> bool {
        self.0 & Self::POSSESSIVE != 0
    }

    /// Whether the word begins with a capital.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }

    /// Whether the word begins with a digit.
    #[must_use]
    pub const fn is_number(self) -> bool {
        self.0 & Self::NUMBER != 0
    }

    /// Whether the token is one character of a script written without spaces.
    #[must_use]
    pub const fn is_cjk(self) -> bool {
        self.0 & Self::CJK != 0
    }

    /// Whether an empty line stands before the word.
    #[must_use]
    pub const fn starts_paragraph(self) -> bool {
        self.0 & Self::PARAGRAPH != 0
    }
}

/// The words of one text, in order: keys, bytes and flags side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    keys: Vec<WordKey>,
    spans: Vec<(u32, u32)>,
    flags: Vec<TokenFlags>,
}

impl Tokens {
    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the text holds no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// All word keys, in order.
    #[must_use]
    pub fn keys(&self) -> &[WordKey] {
        &self.keys
    }

    /// The bytes of a word; empty at zero for an index past the end.
    #[must_use]
    pub fn span(&self, index: usize) -> Span {
        self.spans.get(index).map_or_else(Span::default, |&(start, end)| Span::new(start as usize, end as usize))
    }

    /// The flags of a word.
    #[must_use]
    pub fn flags(&self, index: usize) -> TokenFlags {
        self.flags.get(index).copied().unwrap_or_default()
    }

    /// The bytes from the first to the last of `words` (a half-open index range).
    #[must_use]
    pub fn cover(&self, words: std::ops::Range<usize>) -> Span {
        if words.is_empty() {
            return Span::at(self.span(words.start).start);
        }
        Span::new(self.span(words.start).start, self.span(words.end - 1).end)
    }

    /// The index of the first word that ends at or after `offset`: the word a
    /// cursor at `offset` stands in, at the edge of, or before.
    #[must_use]
    pub fn index_at(&self, offset: usize) -> usize {
        self.spans.partition_point(|&(_, end)| (end as usize) < offset)
    }

    /// Half-open range of the words that lie wholly inside `span`.
    #[must_use]
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.spans.partition_point(|&(start, _)| (start as usize) < span.start);
        let end = self.spans.partition_point(|&(_, end)| (end as usize) <= span.end);
        start..end.max(start)
    }

    fn push(&mut self, key: WordKey, start: usize, end: usize, flags: TokenFlags) {
        // Texts over 4 GiB are refused where files are read.
        self.keys.push(key);
        self.spans.push((u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX)));
        self.flags.push(flags);
    }
}

/// A character of a script that is written without spaces between words.
const fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Raised figures are note marks, not parts of a word.
const fn is_raised_figure(c: char) -> bool {
    matches!(c, '\u{00B2}' | '\u{00B3}' | '\u{00B9}' | '\u{2070}'..='\u{209C}' | '\u{2460}'..='\u{24FF}')
}

/// A character that words are made of, other than those that are words themselves.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c) && !is_raised_figure(c)
}

/// Splits `text` into words. Texts are at most 4 GiB.
#[must_use]
pub fn tokenize(text: &str) -> Tokens {
    let mut tokeniser =
        Tokeniser { text, bytes: text.as_bytes(), at: 0, gap: Gap::Space, newlines: 0, tokens: Tokens::default() };
    tokeniser.tokens.keys.reserve(text.len() / 6);
    tokeniser.tokens.spans.reserve(text.len() / 6);
    tokeniser.tokens.flags.reserve(text.len() / 6);
    tokeniser.run();
    tokeniser.tokens
}

struct Tokeniser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    gap: Gap,
    newlines: u8,
    tokens: Tokens,
}

impl Tokeniser<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                self.word();
            } else if byte.is_ascii() {
                self.ascii_gap(byte);
                self.at += 1;
            } else {
                let c = self.char_at(self.at);
                if is_cjk(c) {
                    self.cjk(c);
                } else if is_letter(c) {
                    self.word();
                } else {
                    self.wide_gap(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }

    fn char_at(&self, at: usize) -> char {
        self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or('\0')
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn is_space_at(&self, at: usize) -> bool {
        self.text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(char::is_whitespace)
    }

    fn ascii_gap(&mut self, byte: u8) {
        match byte {
            b'\n' => self.newlines = self.newlines.saturating_add(1),
            b'-' | b'/' => self.dash(1),
            b',' => self.widen(Gap::Comma),
            // Apostrophes that open or close a word (the workers' rights) end no phrase, nor
            // do emphasis marks in plain text files.
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c | b'\'' | b'*' | b'_' => {}
            _ => self.widen(Gap::Stop),
        }
    }

    /// A dash with space on a side ends a phrase, a tight one joins its words.
    fn dash(&mut self, len: usize) {
        let after_space = self.at == 0
            || self.text.get(..self.at).and_then(|t| t.chars().next_back()).is_none_or(char::is_whitespace);
        let joined = !after_space && !self.is_space_at(self.at + len);
        // A hyphen at a line end joins, too: the word was broken there.
        let breaks_line = !after_space && self.bytes.get(self.at + len).is_some_and(|&b| b == b'\n' || b == b'\r');
        self.widen(if joined || breaks_line { Gap::Hyphen } else { Gap::Stop });
    }

    fn wide_gap(&mut self, c: char) {
        match c {
            '\u{2019}' | '\u{02BC}' => {}
            _ if is_ignorable(c) || c.is_whitespace() || is_combining_mark(c) || is_raised_figure(c) => {}
            '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => self.dash(c.len_utf8()),
            '\u{FF0C}' | '\u{3001}' | '\u{060C}' => self.widen(Gap::Comma),
            _ => self.widen(Gap::Stop),
        }
    }

    fn flags(&mut self, first: char) -> TokenFlags {
        let mut bits = self.gap as u8;
        if self.newlines > 1 {
            bits |= TokenFlags::PARAGRAPH;
        }
        if first.is_uppercase() {
            bits |= TokenFlags::CAPITAL;
        }
        if first.is_numeric() {
            bits |= TokenFlags::NUMBER;
        }
        self.gap = Gap::Space;
        self.newlines = 0;
        TokenFlags(bits)
    }

    fn cjk(&mut self, c: char) {
        let mut flags = self.flags(c);
        flags.0 |= TokenFlags::CJK;
        let end = self.at + c.len_utf8();
        let mut buffer = [0; 4];
        self.tokens.push(WordKey::of(c.encode_utf8(&mut buffer)), self.at, end, flags);
        self.at = end;
    }

    /// Reads one word from `self.at`. Plain ASCII is hashed on the way; anything
    /// else is folded from its bytes once the end is known.
    fn word(&mut self) {
        let start = self.at;
        let first = self.char_at(start);
        let mut flags = self.flags(first);
        let mut hash = FNV_OFFSET;
        let mut is_plain = true;
        let mut end = start;
        // After the last stop of initials or comma between thousands: the word is
        // gone through once, however many there are.
        let mut mark = start;
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                hash = mix(hash, byte.to_ascii_lowercase());
                self.at += 1;
                end = self.at;
                continue;
            }
            if byte.is_ascii() {
                match byte {
                    b'\'' | b'`' if self.is_word_at(self.at + 1) => {
                        if self.possessive(1) {
                            flags.0 |= TokenFlags::POSSESSIVE;
                            break;
                        }
                        self.at += 1;
                    }
                    b'.' if self.is_decimal_point() => {
                        hash = mix(hash, b'.');
                        self.at += 1;
                    }
                    b'.' if self.is_initial_stop(mark) => {
                        is_plain = false;
                        self.at += 1;
                        mark = self.at;
                    }
                    b',' if self.is_thousands_comma(mark) => {
                        is_plain = false;
                        self.at += 1;
                        mark = self.at;
                    }
                    _ => break,
                }
                continue;
            }
            let c = self.char_at(self.at);
            let len = c.len_utf8();
            if c == '\u{AD}' {
                is_plain = false;
                self.at += len;
                self.skip_line_end();
            } else if is_ignorable(c) || is_combining_mark(c) {
                is_plain = false;
                self.at += len;
                if is_combining_mark(c) {
                    end = self.at;
                }
            } else if is_apostrophe(c) && self.is_word_at(self.at + len) {
                if self.possessive(len) {
                    flags.0 |= TokenFlags::POSSESSIVE;
                    break;
                }
                is_plain = false;
                self.at += len;
            } else if is_letter(c) {
                is_plain = false;
                self.at += len;
                end = self.at;
            } else {
                break;
            }
        }
        self.at = self.at.max(end);
        let key = if is_plain { finish(hash) } else { self.folded_key(Span::new(start, end)) };
        self.tokens.push(key, start, end, flags);
        // "China's": the mark and the s belong to the gap.
        if flags.is_possessive() {
            self.at = self.after_possessive(self.at);
        }
    }

    /// Of the full stops inside a word only decimal points stay.
    fn folded_key(&self, span: Span) -> WordKey {
        let mut kept = String::with_capacity(span.len());
        let mut characters = span.slice(self.text).chars().peekable();
        while let Some(c) = characters.next() {
            let is_mark = match c {
                '.' => !characters.peek().is_some_and(char::is_ascii_digit),
                _ => c == ',' || c.is_whitespace(),
            };
            if !is_mark {
                kept.push(c);
            }
        }
        WordKey::of(&kept)
    }

    fn is_word_at(&self, at: usize) -> bool {
        is_letter(self.char_at(at))
    }

    /// Whether the apostrophe at `self.at` (of `len` bytes) opens a possessive 's.
    fn possessive(&self, len: usize) -> bool {
        let next = self.at + len;
        let goes_on = |c: char| is_letter(c) || is_combining_mark(c);
        matches!(self.bytes.get(next), Some(b's' | b'S')) && !goes_on(self.char_at(next + 1))
    }

    fn after_possessive(&self, at: usize) -> usize {
        at + self.char_at(at).len_utf8() + 1
    }

    fn is_decimal_point(&self) -> bool {
        self.digit_at(self.at.wrapping_sub(1)) && self.digit_at(self.at + 1)
    }

    /// "1,500": exactly three digits follow, and only digits came before, back to
    /// the last comma at `mark` or the start of the word.
    fn is_thousands_comma(&self, mark: usize) -> bool {
        let before = self.bytes.get(mark..self.at).unwrap_or_default();
        before.iter().all(u8::is_ascii_digit)
            && (1..=3).all(|n| self.digit_at(self.at + n))
            && !self.digit_at(self.at + 4)
    }

    /// "U.S.": single letters, each with its full stop. `mark` is behind the last
    /// such stop, or the start of the word.
    fn is_initial_stop(&self, mark: usize) -> bool {
        let single = self.at == mark + 1 && self.bytes.get(mark).is_some_and(u8::is_ascii_alphabetic);
        let next_is_initial = self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphabetic)
            && !self.bytes.get(self.at + 2).is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        single && next_is_initial
    }

    fn digit_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    /// After a soft hyphen the word goes on in the next line.
    fn skip_line_end(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count();
        let lines = rest.iter().take(blank).filter(|b| **b == b'\n').count();
        if lines == 1 {
            self.at += blank;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let tokens = tokenize(text);
        (0..tokens.len()).map(|index| tokens.span(index).slice(text)).collect()
    }

    fn same(one: &str, other: &str) {
        assert_eq!(tokenize(one).keys(), tokenize(other).keys(), "{one:?} and {other:?}");
    }

    #[test]
    fn folds_what_print_varies() {
        same("Win-win  co\u{AD}operation", "win win cooperation");
        same("China’s China's", "CHINA china");
        same("the U.S. and the U.N.", "the US and the UN");
        same("a\u{A0}shared\u{200B} future", "A shared future");
        same("ﬁnal o\u{FB03}ce", "final office");
        same("don’t", "don't");
        same("China–US", "China-US");
        same("1,500 soldiers", "1500 soldiers");
        same("some co\u{AD}\n  operation", "some cooperation");
        same("cafe\u{301}", "café");
        same("don´t l\u{2BC}État", "don't l'état");
        same("the region’s² power³", "the region power");
        same("1,234,567 and 3.14", "1234567 and 3.14");
        same("e.g. A.B.C. U.S.", "eg abc us");
        same("O’B.C", "O'B.C");
    }

    #[test]
    fn keeps_apart_what_differs() {
        assert_ne!(tokenize("1.5").keys(), tokenize("15").keys());
        assert_eq!(words("Harbour News,December 20, 2017"), ["Harbour", "News", "December", "20", "2017"]);
        assert_eq!(words("in 2017.The next"), ["in", "2017", "The", "next"]);
        assert_eq!(words("power.²A new"), ["power", "A", "new"]);
        assert_eq!(words("one I. Then"), ["one", "I", "Then"]);
        assert_eq!(words("1,50 12,3456 a,500"), ["1", "50", "12", "3456", "a", "500"]);
        assert_eq!(words("1.5,000 1,000.5"), ["1.5", "000", "1,000.5"]);
        assert_eq!(words("U.S.NATO the U.S.A.,B"), ["U.S", "NATO", "the", "U.S.A", "B"]);
    }

    #[test]
    fn spans_leave_the_possessive_out() {
        assert_eq!(words("the region's future’s end"), ["the", "region", "future", "end"]);
        assert!(tokenize("region's").flags(0).is_possessive());
    }

    #[test]
    fn takes_unspaced_scripts_by_character() {
        assert_eq!(words("人类命运共同体 (CSF)"), ["人", "类", "命", "运", "共", "同", "体", "CSF"]);
    }

    #[test]
    fn remembers_gaps() {
        let gaps = |text: &str| -> Vec<Gap> {
            let tokens = tokenize(text);
            (1..tokens.len()).map(|index| tokens.flags(index).gap()).collect()
        };
        assert_eq!(gaps("a b-c, d. e – f"), [Gap::Space, Gap::Hyphen, Gap::Comma, Gap::Stop, Gap::Stop]);
        assert_eq!(gaps("harmo-\nnious workers' rights"), [Gap::Hyphen, Gap::Space, Gap::Space]);
        assert!(tokenize("a\n\nb").flags(1).starts_paragraph());
    }

    /// Nothing a text can hold in masses is gone through again and again: read in an
    /// instant, and in hours if each character looked back at all before it.
    #[test]
    fn masses_of_one_kind_are_read_once() {
        for piece in [
            ".",
            "'",
            "a.",
            "a'",
            "a’",
            "1.",
            "1,",
            "1,111,",
            "\u{AD}",
            "a\u{AD}",
            "a\u{AD}\n",
            "\u{301}",
            "a\u{301}",
            "a\u{323}\u{301}",
            "-",
            "- ",
            "a-",
            "'s",
            "’s",
            "\n",
            " ",
            "é",
            "人",
            "²",
            "\u{200B}",
            "a.a\u{AD}",
            "\u{1100}",
        ] {
            let text = piece.repeat(1_000_000 / piece.len());
            let tokens = tokenize(&text);
            assert!(tokens.len() <= text.len(), "{piece:?}");
        }
    }

    /// Texts of everything that the tokeniser treats in a way of its own.
    const HARD: &str =
        "([a-cA-C]|[sS0159]|[.,'’´`-]|[ \n\u{A0}]|\u{AD}|\u{200B}|\u{301}|\u{2013}|é|ß|İ|ﬁ|œ|人|カ|²|¼|हि|\\PC){0,40}";

    proptest::proptest! {
        #[test]
        fn a_space_between_two_texts_merges_no_words(one in HARD, other in HARD) {
            // A soft hyphen at a line end says that the word goes on in the next line.
            let goes_on = one.trim_end().ends_with('\u{AD}') && one.ends_with(char::is_whitespace);
            proptest::prop_assume!(!goes_on);
            let together = tokenize(&format!("{one} {other}"));
            let apart = [tokenize(&one).keys(), tokenize(&other).keys()].concat();
            proptest::prop_assert_eq!(together.keys(), apart.as_slice());
        }

        #[test]
        fn a_word_cut_out_keeps_its_key(text in HARD) {
            let tokens = tokenize(&text);
            for (index, key) in tokens.keys().iter().enumerate() {
                let word = tokens.span(index).slice(&text);
                let alone = tokenize(word);
                proptest::prop_assert_eq!(alone.keys(), std::slice::from_ref(key), "{:?} in {:?}", word, &text);
            }
        }

        #[test]
        fn letter_case_and_composition_change_no_key(text in HARD) {
            use unicode_normalization::UnicodeNormalization;
            let keys = |text: &str| tokenize(text).keys().to_vec();
            // Case mappings that are no way back (ß, İ) are left out.
            let plain: String = text.chars().filter(|c| c.is_ascii() || "éœ人’´\u{AD}\u{301}".contains(*c)).collect();
            proptest::prop_assert_eq!(keys(&plain), keys(&plain.to_uppercase()));
            proptest::prop_assert_eq!(keys(&plain), keys(&plain.nfc().collect::<String>()));
        }

        #[test]
        fn spans_lie_in_order_on_character_boundaries(text in proptest::prop_oneof!["\\PC{0,60}", HARD]) {
            let tokens = tokenize(&text);
            let mut last = 0;
            for index in 0..tokens.len() {
                let span = tokens.span(index);
                proptest::prop_assert!(span.start >= last && span.end <= text.len() && !span.is_empty());
                proptest::prop_assert!(text.get(span.start..span.end).is_some());
                last = span.end;
            }
        }

        #[test]
        fn a_word_alone_has_the_key_it_has_in_a_text(words in proptest::collection::vec("[a-zA-Zé\u{AD}]{2,9}", 1..8)) {
            let text = words.join(" ");
            let together = tokenize(&text);
            let apart: Vec<WordKey> = words.iter().flat_map(|word| tokenize(word).keys().to_vec()).collect();
            proptest::prop_assert_eq!(together.keys(), apart.as_slice());
        }
    }
}
