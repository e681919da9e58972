use super::*;

const SOURCE: &str = "We will not close the three northern docks before the crews have found other work.";

fn judged(quotation: &str) -> (Judgement, String) {
    let quoted = Quoted::parse(quotation, Span::new(0, quotation.len()));
    let source = [SourceSegment { text: SOURCE, ..SourceSegment::default() }];
    let judgement = judge(&quoted, quotation, &source, Practice::News, &|_| true);
    let diff = shortest_diff(&judgement, quotation, &source);
    (judgement, diff)
}

#[test]
fn the_source_s_words_are_verbatim() {
    let (judgement, diff) = judged(SOURCE);
    assert_eq!((judgement.verdict, judgement.differences, diff.as_str()), (Verdict::Verbatim, Vec::new(), ""));
}

#[test]
fn a_change_is_told_in_the_fewest_words() {
    let (judgement, diff) = judged("We will close the two northern docks before the crews have found other work.");
    assert_eq!(judgement.verdict, Verdict::Altered);
    assert_eq!(diff, "the source has \"not\" after \"will\"; \"two\" where the source has \"three\"");
}

#[test]
fn last_marks_are_told_by_their_names() {
    let told = |quotation: &str, text: &str, after: &str| {
        let quoted = Quoted::parse(quotation, Span::new(0, quotation.len()));
        let source = [SourceSegment { text, after, ..SourceSegment::default() }];
        let judgement = judge(&quoted, quotation, &source, Practice::Legal, &|_| true);
        shortest_diff(&judgement, quotation, &source)
    };
    let words = "We will keep the docks open";
    for (last, after, expected) in [
        ("", ", and the lamps lit.", "the source has a comma after \"open\""),
        (".", " by night.", "a full stop after \"open\" where the source goes on"),
        (",", "?", "a comma after \"open\" where the source has a question mark"),
        ("", "” by night.", ""),
    ] {
        assert_eq!(told(&format!("{words}{last}"), words, after), expected, "{last}|{after}");
    }
    assert_eq!(told("We will keep the docks", words, "."), "");
    assert_eq!(told("We will keep the docks.", words, "."), "a full stop after \"docks\" where the source goes on");
}

const PASSAGES: [&str; 4] = [
    "The harbour master's “open docks” policy – first heard on 5 May 2019 – isn't finished: of the $4.8 million, \
     five per cent was spent on well-run offices.",
    "We shall not be moved, she said; U.S. ships and the E.U.'s own fleet (some 1,500 of them) find no dock here, \
     'tis true, but they don't complain.",
    "First, sovereignty; secondly, the captains' rights. Who, then, is afraid of re-opening docks No. 3 and No. 4?",
    "我们将在三年内建成新的港口，and the official finance office said so efficiently, even in the 21st century.",
];

/// The passage in the print of another house, as `dice` fall.
fn reprinted(passage: &str, dice: &[u8]) -> String {
    let mut print = String::new();
    let mut dice = dice.iter().cycle();
    let mut before = ' ';
    for c in passage.chars() {
        let choose =
            |among: &[&str], die: u8| among.get(usize::from(die) % among.len()).map_or("", |it| *it).to_owned();
        let throw = *dice.next().unwrap_or(&0);
        let printed = match c {
            ' ' => choose(&[" ", " ", "  ", "\u{A0}", "\n", "\u{2009}"], throw),
            '\'' | '’' => choose(&["'", "’"], throw),
            '“' | '”' => choose(&["\"", "“", "”", "‘", "«", "„"], throw),
            '–' => choose(&["–", "—", "-"], throw),
            '-' => choose(&["-", "\u{2010}", "\u{2011}"], throw),
            _ if before.is_ascii_lowercase() && c.is_ascii_lowercase() && throw < 20 => format!("\u{AD}{c}"),
            _ => c.to_string(),
        };
        print.push_str(&printed);
        before = c;
    }
    if dice.next().is_some_and(|die| *die > 128) { print.replace("fi", "ﬁ").replace("ffi", "ﬃ") } else { print }
}

fn judge_whole(quotation: &str, source: &SourceSegment<'_>) -> Judgement {
    let quoted = Quoted::parse(quotation, Span::new(0, quotation.len()));
    judge(&quoted, quotation, std::slice::from_ref(source), Practice::News, &|_| true)
}

proptest::proptest! {
    #[test]
    fn what_print_varies_changes_nothing(
        passage in 0..PASSAGES.len(),
        dice in proptest::collection::vec(0_u8..=255, 1..200),
        cut in (0_usize..24, 0_usize..24),
    ) {
        let passage = PASSAGES.get(passage).copied().unwrap_or_default();
        let words: Vec<(usize, &str)> = passage.match_indices(' ').collect();
        let start = cut.0.checked_sub(1).and_then(|at| words.get(at)).map_or(0, |(at, _)| at + 1);
        let end = words.iter().rev().nth(cut.1).map_or(passage.len(), |(at, _)| *at).max(start);
        let text = Span::new(start, end).slice(passage);
        let source = SourceSegment {
            text,
            before: passage.get(..start).unwrap_or_default(),
            after: passage.get(end..).unwrap_or_default(),
            omitted: "",
        };
        let quotation = reprinted(text, &dice);
        let judgement = judge_whole(&quotation, &source);
        proptest::prop_assert_eq!(judgement.verdict, Verdict::Verbatim, "{:?} {:?}", quotation, judgement);
        proptest::prop_assert!(judgement.differences.iter().all(|it| it.gravity == Gravity::Silent), "{:?}", judgement);
    }

    #[test]
    fn any_two_texts_can_be_judged(
        quotation in "(the |not |dock|s |I've |\\[|\\]|\\.|…|five |5|\\$|%| |,|May |2020|no\\. |é|“|\n|\u{FFFC}|港|'s |um ){0,40}",
        source in "(the |not |dock|s |I have |\\[|\\]|\\.|five |5|\\(a\\) | |,|May |2020|\n|é|港|page 3|\u{AD}){0,40}",
    ) {
        let passage = SourceSegment { text: &source, before: &quotation, after: &source, omitted: &quotation };
        let quoted = Quoted::parse(&quotation, Span::new(0, quotation.len()));
        let passages = [passage; 2];
        for practice in [Practice::News, Practice::UnitedNations, Practice::Legal] {
            let judgement = judge(&quoted, &quotation, &passages, practice, &|word| word.len() % 2 == 0);
            for difference in &judgement.differences {
                proptest::prop_assert!(quotation.get(difference.quoted.start..difference.quoted.end).is_some());
                proptest::prop_assert!(source.get(difference.source.start..difference.source.end).is_some());
            }
            let _ = shortest_diff(&judgement, &quotation, &passages);
        }
    }
}

/// `count` words, all different.
fn many(count: usize) -> String {
    let words: Vec<String> = (0..count).map(|number| format!("w{number}x ")).collect();
    words.concat()
}

#[test]
fn a_change_in_a_long_block_is_found() {
    let source = many(2000);
    let quotation = source.replace("w700x ", "").replace("w1200x ", "dock ").replace("w1500x ", "w1500x more ");
    let judgement = judge_whole(&quotation, &SourceSegment { text: &source, ..SourceSegment::default() });
    assert_eq!((judgement.verdict, judgement.edits), (Verdict::Altered, 3));
}

#[test]
fn long_texts_without_a_common_word_are_absent() {
    let source = many(3000).replace('w', "v");
    let judgement = judge_whole(&many(9000), &SourceSegment { text: &source, ..SourceSegment::default() });
    assert_eq!((judgement.verdict, judgement.differences), (Verdict::Absent, Vec::new()));
}
