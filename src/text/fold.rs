//! What print varies and meaning does not: letter case, ligatures, full-width
//! forms, composed and decomposed accents, invisible characters, apostrophes.
//!
//! Folding serves finding. Whether two wordings are *the same* is always decided
//! on the words as they stand.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters that print nothing and stand inside words all the same: the soft
/// hyphen, zero-width spaces and joiners, the byte order mark and the marks that
/// switch writing direction.
#[must_use]
pub const fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

/// Apostrophes in all the forms that keyboards, typesetters and OCR produce.
#[must_use]
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{00B4}' | '\u{02B9}' | '\u{02BC}' | '\u{2018}' | '\u{2019}' | '\u{2032}' | '\u{FF07}')
}

/// The folded form of one word: compatibility-composed, lower case, without
/// apostrophes and invisible characters; œ and æ are spelled out, which Unicode's
/// own forms leave alone.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        // ASCII is composed already; what is left to do is much cheaper.
        return word.chars().filter(|c| !is_apostrophe(*c)).map(|c| c.to_ascii_lowercase()).collect();
    }
    let mut folded = String::with_capacity(word.len());
    // An acute accent in the place of an apostrophe would be composed to a space and a
    // mark, so apostrophes go first; full-width ones only then become plain.
    let letters = word.chars().filter(|c| !is_ignorable(*c) && !is_apostrophe(*c));
    for c in letters.nfkc().flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            _ if is_ignorable(c) || is_apostrophe(c) => {}
            _ => folded.push(c),
        }
    }
    folded
}

/// A word without accents: é is e, ł is l, ß is ss. For names, which are printed with
/// them and without.
#[must_use]
pub fn without_accents(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => plain.push_str("ss"),
            'đ' | 'ð' => plain.push('d'),
            'Đ' | 'Ð' => plain.push('D'),
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'ı' => plain.push('i'),
            _ => plain.push(c),
        }
    }
    Cow::Owned(plain.nfc().collect())
}

/// A word in its own letter case without what print varies: compatibility-composed,
/// no invisible characters, no stops or commas inside (U.N., 1,500), straight
/// apostrophes.
#[must_use]
pub fn as_printed(word: &str) -> String {
    let is_kept = |c: &char| !is_ignorable(*c) && !matches!(c, '.' | ',');
    let straight = |c: char| if is_apostrophe(c) { '\'' } else { c };
    word.chars().map(straight).nfkc().filter(is_kept).map(straight).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_accents_off() {
        assert_eq!(without_accents("Orbán Nguyễn Łukaszenka Škoda"), "Orban Nguyen Lukaszenka Skoda");
        assert_eq!(without_accents("Weiß 王毅 한덕수"), "Weiss 王毅 한덕수");
    }

    #[test]
    fn folds_what_print_varies() {
        assert_eq!(fold("ﬁnan\u{AD}cial"), "financial");
        assert_eq!(fold("e\u{301}tat"), fold("ÉTAT"));
        assert_eq!(fold("don’t"), "dont");
        assert_eq!(fold("don´té"), "donté");
        assert_eq!(as_printed("don´té"), "don'té");
        assert_eq!(fold("Ｃｙｂｅｒ"), "cyber");
        assert_eq!(fold("Œuvre"), "oeuvre");
    }
}
