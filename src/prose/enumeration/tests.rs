//! Every form of listing, each with its traps, on lines of text and on small drafts
//! written as units.

use proptest::prelude::*;

use super::*;
use crate::prose::quotations;
use crate::text::tokenize;

/// Lines, read as a source is: each a paragraph; `#` begins a heading.
struct Lines<'t> {
    read: Vec<(UnitKind, &'t str, Tokens, Vec<Span>, Marks)>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let read = text.lines().filter(|line| !line.trim().is_empty()).map(|line| {
            let (kind, line) =
                line.strip_prefix("# ").map_or((UnitKind::Paragraph, line), |line| (UnitKind::Heading(1), line));
            let (tokens, quotations) = (tokenize(line), quotations(line));
            let marks = Marks::of(line, &tokens, &quotations);
            (kind, line, tokens, quotations, marks)
        });
        Self { read: read.collect() }
    }

    fn units(&self) -> Vec<Unit<'_>> {
        let units = self.read.iter().map(|(kind, text, tokens, quotations, marks)| Unit {
            kind: *kind,
            list: None,
            is_quoted: false,
            text,
            tokens,
            quotations,
            marks,
        });
        units.collect()
    }
}

/// Each listing as "number announced (or -) / first / at least..at most: items".
fn drawn(text: &str) -> Vec<String> {
    let lines = Lines::of(text);
    let units = lines.units();
    let draw = |set: &Enumeration| {
        let number =
            set.announcement.as_ref().and_then(|it| it.label.number).map_or("-".to_owned(), |it| it.to_string());
        let most = set.count.at_most.map_or("?".to_owned(), |most| most.to_string());
        let items: Vec<&str> = set.items.iter().map(|item| item.span.slice(units[item.unit].text).trim_end()).collect();
        format!("{number} / {} / {}..{most}: {}", set.first, set.count.at_least, items.join(" | "))
    };
    enumerations(&units).iter().map(draw).collect()
}

#[test]
fn a_text_that_begins_amid_a_list_says_so() {
    let text = "Thirdly, the docks decay.\nFourthly, the crews leave.\nWhat follows is new.";
    assert_eq!(drawn(text), ["- / 3 / 4..?: Thirdly, the docks decay. | Fourthly, the crews leave."]);
}

#[test]
fn two_lists_with_the_same_ordinals_are_two() {
    let text = "Thirdly, the docks decay.\n\
        Fourthly, the crews leave.\n\
        We ask for four things:\n\
        Firstly, docks. Nobody minds them. Secondly, crews.\n\
        Thirdly, books.\n\
        Last but not least, patience. Then all is well.";
    assert_eq!(
        drawn(text),
        [
            "- / 3 / 4..?: Thirdly, the docks decay. | Fourthly, the crews leave.",
            "4 / 1 / 4..4: Firstly, docks. Nobody minds them. | Secondly, crews. | Thirdly, books. | \
             Last but not least, patience. Then all is well.",
        ]
    );
}

#[test]
fn a_list_inside_an_item_is_a_list_of_its_own() {
    let text = "Two aims. First, docks, for two reasons: first, rain; and second, ice. Second, crews.";
    assert_eq!(
        drawn(text),
        [
            "2 / 1 / 2..?: First, docks, for two reasons: first, rain; and second, ice. | Second, crews.",
            "2 / 1 / 2..2: first, rain; and | second, ice.",
        ]
    );
}

#[test]
fn series_are_ranges_where_and_may_stand_inside_an_item() {
    let cases = [
        ("Three goals: docks, crews and books.", "3 / 1 / 2..3: docks | crews | books"),
        ("Three goals: docks, crews, and books.", "3 / 1 / 3..3: docks | crews | books"),
        ("Two goals: law and order, and peace.", "2 / 1 / 2..3: law and order | peace"),
        ("Two goals, namely docks and books.", "2 / 1 / 1..2: docks | books"),
        ("Two goals (docks; books) matter.", "2 / 1 / 2..2: docks | books"),
        ("Two goals — docks, books — matter.", "2 / 1 / 2..2: docks | books"),
        ("Two goals: the 1,500 docks; and the books.", "2 / 1 / 2..2: the 1,500 docks | the books"),
    ];
    for (text, expected) in cases {
        assert_eq!(drawn(text), [expected], "{text}");
    }
}

#[test]
fn signs_and_figures_before_lines_number_items() {
    let text = "He made two proposals:\n-- We stay calm.\n-- We stay together.\nThen he left.";
    assert_eq!(drawn(text), ["2 / 1 / 2..2: -- We stay calm. | -- We stay together."]);
    let text = "He made two proposals:\n1. We stay calm.\n2. We stay together.";
    assert_eq!(drawn(text), ["2 / 1 / 2..2: 1. We stay calm. | 2. We stay together."]);
}

#[test]
fn headings_with_figures_are_items() {
    let text = "We make two recommendations.\n# 1. Docks\nBuild them.\n# 2. Crews\nPay them.\n# Thanks";
    assert_eq!(drawn(text), ["2 / 1 / 2..2: 1. Docks | 2. Crews"]);
}

#[test]
fn open_listings_say_so() {
    for text in [
        "Four goals, including docks, crews and books.",
        "Four goals such as docks, crews and books.",
        "Four goals: docks, crews, etc.",
        "Four goals for the year, among them docks and crews.",
    ] {
        let lines = Lines::of(text);
        let found = enumerations(&lines.units());
        assert!(matches!(&found[..], [set] if set.is_open), "{text}: {found:?}");
    }
}

fn labels(text: &str) -> Vec<&str> {
    Marks::of(text, &tokenize(text), &quotations(text)).labels.iter().map(|label| label.span.slice(text)).collect()
}

#[test]
fn labels_are_a_number_and_its_noun() {
    let cases: [(&str, &[&str]); 8] = [
        ("the four guiding principles of it", &["four guiding principles"]),
        ("a 4-point peace proposal, a three-pronged strategy", &["4-point peace proposal", "three-pronged strategy"]),
        ("the “five proposals” and “four principles,”", &["five proposals", "four principles"]),
        ("twenty-one action points", &["twenty-one action points"]),
        ("the following concepts; the following three steps", &["following concepts", "three steps"]),
        ("a set of five measures; consisting of two parts", &["five measures"]),
        ("four \"red lines\"", &["four \"red lines"]),
        ("Five Principles of Peaceful Coexistence", &["Five Principles"]),
    ];
    for (text, expected) in cases {
        assert_eq!(labels(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_whole_set_is_no_label() {
    for text in [
        "two of the four principles",
        "one of five reasons",
        "the first three steps",
        "at least two options",
        "three or four reasons",
        "two more reasons",
        "these four principles",
        "in 2015 principles mattered",
        "it cost $4 measures",
        "4.5 goals",
        "the Phase 2 actions",
        "three-year goals",
        "as many as six steps",
        "four years of measures",
        "one principle and 100 reasons",
    ] {
        assert_eq!(labels(text), [""; 0], "{text}");
    }
}

#[test]
fn masses_of_one_kind_are_read_once() {
    for piece in [
        "four goals ",
        "four goals: ",
        "four goals: a, b and c. ",
        "First, ",
        "First, second, ",
        "(1) ",
        "twenty ",
        "4 ",
        "Finally, ",
        "third ",
        "a; ",
        "four goals: a, ",
        "\u{201C}four goals\u{201D} ",
        "1. a\n",
        "-- a\n",
        "First, a\n",
        "# 1. a\n",
        "The first is ",
        "the following goals: ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let lines = Lines::of(&text);
        assert!(enumerations(&lines.units()).len() <= text.len(), "{piece:?}");
    }
}

proptest! {
    #[test]
    fn spans_lie_in_their_units_and_items_follow_one_another(
        text in "(First|second|Thirdly|Last but not least|Finally|four|4|twenty|principles|point|goals|and|or|namely|\
                 including|of|the|\\(1\\)|\\(ii\\)|b\\)|2\\.|--|[,;:.?—()“”\"']|é| |\n|# |including ){0,60}",
    ) {
        let lines = Lines::of(&text);
        let units = lines.units();
        for set in enumerations(&units) {
            prop_assert!(set.items.len() > 1);
            if let Some(announcement) = &set.announcement {
                let text = units[announcement.unit].text;
                prop_assert!(!announcement.label.span.slice(text).is_empty());
                prop_assert!(announcement.label.span.contains(announcement.label.number_span));
            }
            for item in &set.items {
                let text = units[item.unit].text;
                prop_assert!(text.get(item.span.start..item.span.end).is_some());
                prop_assert!(item.ordinal.is_none_or(|ordinal| item.span.contains(ordinal.span)));
            }
            for pair in set.items.windows(2) {
                let place = |item: &Item| (item.unit, item.span.start);
                prop_assert!(place(&pair[0]) < place(&pair[1]));
                prop_assert!(pair[0].unit < pair[1].unit || pair[0].span.end <= pair[1].span.start);
            }
        }
    }
}
