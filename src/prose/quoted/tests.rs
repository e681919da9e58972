use proptest::prelude::*;

use super::*;

/// Each piece as its text behind a sign: nothing for words, `~` for an omission, `s`,
/// `n`, `c`, `i` for brackets.
fn drawn(text: &str) -> Vec<String> {
    let quoted = Quoted::parse(text, Span::new(0, text.len()));
    let draw = |piece: &Piece| {
        let sign = match piece {
            Piece::Words(_) => "",
            Piece::Omission(_) => "~",
            Piece::Bracket(bracket) => match bracket.kind {
                BracketKind::Sic => "s",
                BracketKind::Note => "n",
                BracketKind::CaseChange => "c",
                BracketKind::Insertion => "i",
            },
        };
        format!("{sign}{}", piece.span().slice(text))
    };
    quoted.pieces.iter().map(draw).collect()
}

#[test]
fn every_sign_for_words_left_out_is_one() {
    for sign in
        ["...", "…", ". . .", "....", ". . . .", "….", "[...]", "[…]", "(...)", "[ . . . ]", "……", ".\u{A0}.\u{A0}."]
    {
        let text = format!("the docks {sign} are open");
        assert_eq!(drawn(&text), ["the docks ", &format!("~{sign}"), " are open"], "{sign}");
    }
    for text in ["the docks. They open.", "e.g. docks, U.S. docks", "docks .. open", "docks (open)"] {
        assert_eq!(drawn(text), [text]);
    }
}

#[test]
fn brackets_are_told_apart() {
    assert_eq!(drawn("[T]he docks"), ["c[T]", "he docks"]);
    assert_eq!(drawn("the dox [sic] are open"), ["the dox ", "s[sic]", " are open"]);
    assert_eq!(drawn("open (sic)"), ["open ", "s(sic)"]);
    assert_eq!(drawn("must open [emphasis added]"), ["must open ", "n[emphasis added]"]);
    assert_eq!(drawn("open [Emphasis in the original.]"), ["open ", "n[Emphasis in the original.]"]);
    assert_eq!(drawn("(Laughter and applause.) Open"), ["n(Laughter and applause.)", " Open"]);
    assert_eq!(drawn("they [the captains] sail"), ["they ", "i[the captains]", " sail"]);
    assert_eq!(drawn("they sail[ed]"), ["they sail", "i[ed]"]);
    assert_eq!(drawn("gover[n]ment"), ["gover", "i[n]", "ment"]);
    assert_eq!(drawn("[A] dock"), ["i[A]", " dock"]);
    assert_eq!(drawn("a [dock"), ["a [dock"]);
}

#[test]
fn segments_are_the_runs_between_omissions() {
    let text = "... the docks [of Tarn] ... [and] ... are open …";
    let quoted = Quoted::parse(text, Span::new(0, text.len()));
    let segments: Vec<&str> = quoted.segments(text).iter().map(|segment| segment.span.slice(text)).collect();
    assert_eq!(segments, [" the docks [of Tarn] ", " are open "]);
    assert_eq!(quoted.omissions().count(), 4);
    assert_eq!(quoted.leading_omission(text), Some(Span::new(0, 3)));
    assert!(quoted.trailing_omission(text).is_some_and(|omission| omission.slice(text) == "…"));
}

#[test]
fn masses_of_marks_are_read_once() {
    for piece in [".", ". ", "[", "]", "(", "[.", "…", "[a", "(sic", "\u{FFFC}"] {
        let text = piece.repeat(200_000 / piece.len());
        assert!(Quoted::parse(&text, Span::new(0, text.len())).pieces.len() <= text.len());
    }
}

proptest! {
    #[test]
    fn pieces_tile_the_quotation(
        text in "(a|dock|é| |\\.|…|\\[|\\]|\\(|\\)|sic|T|\\[\\.\\.\\.\\]|\u{FFFC}|“){0,30}",
        start in 0_usize..10,
    ) {
        let start = (start..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let inner = Span::new(start, text.len());
        let quoted = Quoted::parse(&text, inner);
        prop_assert_eq!(quoted.inner, inner);
        let mut at = inner.start;
        for piece in &quoted.pieces {
            prop_assert_eq!(piece.span().start, at);
            prop_assert!(!piece.span().is_empty() && text.get(at..piece.span().end).is_some());
            if let Piece::Bracket(bracket) = piece {
                prop_assert!(bracket.span.contains(bracket.inner));
            }
            at = piece.span().end;
        }
        prop_assert_eq!(at, inner.end);
        for segment in quoted.segments(&text) {
            prop_assert!(inner.contains(segment.span));
        }
    }
}
