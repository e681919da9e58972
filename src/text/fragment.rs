//! Text fragments of web addresses, by which a browser shows some words of a page
//! (<https://wicg.github.io/scroll-to-text-fragment/>). Words enter, the end of an
//! address leaves.

use super::one_line;

/// Longer words, in characters, are told by their beginning and end: browsers give up on
/// long ones, and a page may break them up.
const LONGEST: usize = 300;
/// So many words of each end.
const END_WORDS: usize = 5;

/// What to put behind an address to lead to `words` on the page; nothing where there are
/// no words.
///
/// ```
/// use glossator::text::text_fragment;
/// assert_eq!(text_fragment("a far-off, calm sea"), "#:~:text=a%20far%2Doff%2C%20calm%20sea");
/// ```
#[must_use]
pub fn text_fragment(words: &str) -> String {
    // Signs without width at the ends keep a browser from finding the words.
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFC}');
    let words = one_line(words.trim_matches(is_edge));
    let all: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    if all.is_empty() {
        return String::new();
    }
    let is_long = words.chars().count() > LONGEST && all.len() > 2 * END_WORDS;
    if !is_long {
        return format!("#:~:text={}", encoded(&words));
    }
    let first = all.iter().take(END_WORDS).copied().collect::<Vec<_>>().join(" ");
    let last = all.iter().skip(all.len() - END_WORDS).copied().collect::<Vec<_>>().join(" ");
    format!("#:~:text={},{}", encoded(&first), encoded(&last))
}

/// All but letters, figures and a few signs as percent signs with two figures: hyphen,
/// comma and ampersand have a meaning of their own in a fragment.
fn encoded(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            text.push('%');
            let halves = [byte >> 4, byte & 0xF].map(u32::from).into_iter();
            text.extend(halves.filter_map(|half| char::from_digit(half, 16)).map(|digit| digit.to_ascii_uppercase()));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_encoded_and_long_ones_told_by_their_ends() {
        assert_eq!(text_fragment("\u{200B} “A & B”\n c "), "#:~:text=%E2%80%9CA%20%26%20B%E2%80%9D%20c");
        assert_eq!(text_fragment(" \n"), "");
        let long = (1..=100).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ");
        let ends = "#:~:text=word1%20word2%20word3%20word4%20word5,word96%20word97%20word98%20word99%20word100";
        assert_eq!(text_fragment(&long), ends);
    }
}
