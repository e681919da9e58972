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
