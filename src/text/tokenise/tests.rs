//! What the tokeniser makes of print in all its forms, and of texts made to hurt it.

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
    same("the U.S\u{A0}fleet, the U.K’s and the U.N–E.U talks", "the US fleet, the UK's and the UN-EU talks");
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
        let has_more_space = one.ends_with(char::is_whitespace) || other.starts_with(char::is_whitespace);
        let goes_on = one.trim_end().ends_with('\u{AD}') && has_more_space;
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
