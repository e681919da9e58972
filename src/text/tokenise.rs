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
use super::fold::{is_apostrophe, is_ignorable};
use super::tokens::{FNV_OFFSET, Gap, TokenFlags, Tokens, WordKey, finish, mix};

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
    let mut tokeniser = Tokeniser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        gap: Gap::Space,
        newlines: 0,
        tokens: Tokens::with_room_for(text),
    };
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
        let next_is_initial =
            self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphabetic) && !self.is_word_at(self.at + 2);
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
mod tests;
