use super::*;
use crate::prose::quotations;

/// What is told of the quotations in some paragraphs: the words, the speaker, the rule.
fn told<'t>(paragraphs: &[&'t str]) -> Vec<(&'t str, &'t str, Attribution)> {
    let quotations: Vec<Vec<Span>> = paragraphs.iter().map(|text| quotations(text)).collect();
    let quoting: Vec<QuotingParagraph<'_>> =
        paragraphs.iter().zip(&quotations).map(|(text, quotations)| QuotingParagraph { text, quotations }).collect();
    let bare = |told: Attribution| {
        let words = quotations[told.paragraph][told.quotation].slice(paragraphs[told.paragraph]);
        let speaker = told.speaker.span.slice(paragraphs[told.speaker.paragraph]);
        (words.trim_matches(['“', '”', '"']), speaker, told)
    };
    attributions(&quoting).into_iter().map(bare).collect()
}

/// The speakers told in one paragraph.
fn speakers(text: &str) -> Vec<&str> {
    told(&[text]).into_iter().map(|(_, speaker, _)| speaker).collect()
}

fn check(text: &str, speaker: &str, rule: AttributionRule, kind: SpeakerKind) {
    let told = told(&[text]);
    let first: Vec<_> = told.iter().take(1).map(|(_, name, it)| (*name, it.rule, it.speaker.kind)).collect();
    assert_eq!(first, [(speaker, rule, kind)], "{text}");
}

#[test]
fn reads_what_follows_a_quotation() {
    use AttributionRule::{AccordingTo, Label, NameVerb, VerbName};
    use SpeakerKind::{Described, Named, Pronoun};
    for (text, speaker, rule, kind) in [
        ("“We wait,” Ada Holm said.", "Ada Holm", NameVerb, Named),
        ("“We wait,” she said.", "she", NameVerb, Pronoun),
        ("“Why wait?” the minister has also asked.", "the minister", NameVerb, Described),
        ("“We wait” – Port Minister Ada Holm said.", "Ada Holm", NameVerb, Named),
        ("“We wait,” Ada Holm (Lab.) said Friday.", "Ada Holm", NameVerb, Named),
        ("“We wait,” Ada Holm, who runs the port, said.", "Ada Holm", NameVerb, Named),
        ("“We wait,” the minister’s aide, Tomas Okafor, told reporters.", "Tomas Okafor", NameVerb, Named),
        ("“We wait,” a spokesman for Ada Holm said.", "a spokesman", NameVerb, Described),
        ("“We wait,” the Holm campaign said.", "the Holm campaign", NameVerb, Described),
        ("“We wait,” Harbour News reported.", "Harbour News", NameVerb, Described),
        ("“We wait,” they say.", "they", NameVerb, Pronoun),
        ("“We wait,” said Ada Holm.", "Ada Holm", VerbName, Named),
        ("“We wait!” then added Secretary of State Ada Holm.", "Ada Holm", VerbName, Named),
        ("“We wait”, said J. Q. Holm, of the port.", "J. Q. Holm", VerbName, Named),
        ("“We wait,” according to Ada Holm.", "Ada Holm", AccordingTo, Named),
        ("“We wait,” as Ada Holm put it.", "Ada Holm", AccordingTo, Named),
        ("“We wait.” ― Ada Holm", "Ada Holm", Label, Named),
    ] {
        check(text, speaker, rule, kind);
    }
}

#[test]
fn reads_what_comes_before_a_quotation() {
    use AttributionRule::{AccordingTo, Announced, Before, Clause, Headline, Label, SentenceBefore, SentenceEnd};
    use SpeakerKind::{Described, Named, Pronoun};
    for (text, speaker, rule, kind) in [
        ("Ada Holm said: “We wait.”", "Ada Holm", Announced, Named),
        ("On Monday, Ada Holm, the port minister, said, “We wait.”", "Ada Holm", Before, Named),
        ("Holm called it “a mistake”.", "Holm", Before, Named),
        ("The report, by the Institute, says “no ship can land”.", "The report", Before, Described),
        ("Holm met Okafor in Sarum, saying “we wait” to all.", "Holm", Before, Named),
        ("Speaking to reporters, Holm attacked the plan and called it “a mistake”.", "Holm", Before, Named),
        ("Holm, who has described it as “a mistake”, left.", "Holm", Clause, Named),
        ("Holm said the port would be “too small” by then.", "Holm", Clause, Named),
        ("Holm said she believed it was “too small” by then.", "Holm", Clause, Named),
        ("A spokesman for Holm said the port is “too small”.", "A spokesman", Clause, Described),
        ("He has also warned that the port is “too small”.", "He", Clause, Pronoun),
        ("According to Ada Holm, the port is “too small”.", "Ada Holm", AccordingTo, Named),
        ("The port is “too small” for all, Ada Holm said.", "Ada Holm", SentenceEnd, Named),
        ("Ada Holm: “We wait.”", "Ada Holm", Label, Named),
        ("Ada Holm: The port is “too small”", "Ada Holm", Headline, Named),
        ("Holm said the port was full. “No ship can land.”", "Holm", SentenceBefore, Named),
    ] {
        check(text, speaker, rule, kind);
    }
}

#[test]
fn quotations_of_one_paragraph_go_on() {
    let text = "“We wait,” said Ada Holm, the port minister, on Friday. “No ship can land.”";
    let found = told(&[text]);
    assert_eq!(found.iter().map(|it| it.1).collect::<Vec<_>>(), ["Ada Holm", "Ada Holm"]);
    assert_eq!(found[1].2.rule, AttributionRule::SameParagraph);
    assert!(found[1].2.is_strict());
    let text = "“We wait,” Holm said, adding, “No ship can land.” Okafor replied, “So it is.”";
    assert_eq!(speakers(text), ["Holm", "Holm", "Okafor"]);
}

#[test]
fn paragraphs_go_on_where_marks_say_so() {
    use AttributionRule::{NextParagraph, RunningOn};
    let rules = |paragraphs: &[&'static str]| -> Vec<_> {
        told(paragraphs).into_iter().map(|(words, speaker, told)| (words, speaker, told.rule)).skip(1).collect()
    };
    let left_open = ["Holm said: “We wait.", "“No ship can land.”"];
    assert_eq!(rules(&left_open), [("No ship can land.", "Holm", RunningOn)]);
    let closed = ["“We wait,” Holm said.", "“No ship can land.”"];
    assert_eq!(rules(&closed), [("No ship can land.", "Holm", NextParagraph)]);
    let between = ["“We wait,” Holm said.", "It was late.", "“No ship can land.”"];
    assert_eq!(rules(&between), []);
    let announced = ["“We wait,” she said. Then Holm told the forum:", "“No ship can land.”"];
    assert_eq!(rules(&announced), [("No ship can land.", "Holm", NextParagraph)]);
}

#[test]
fn no_error_may_lean_on_a_guess() {
    for (text, is_strict) in [
        ("“We wait,” Ada Holm said.", true),
        ("Ada Holm said: “We wait.”", true),
        ("Ada Holm said the port would be “too small”.", false),
        ("According to Ada Holm, the port is “too small”.", false),
        ("Ada Holm called it “a mistake”.", false),
    ] {
        let strict: Vec<bool> = told(&[text]).iter().map(|it| it.2.is_strict()).collect();
        assert_eq!(strict, [is_strict], "{text}");
    }
}

#[test]
fn nobody_is_told_without_a_cue() {
    for text in [
        "The “aggressive defence” of the port.",
        "“We wait.” Ada Holm said nothing.",
        "They call it fish.",
        "The forum’s theme, “Ports for All,” the minister noted.",
        "The words “we wait” are Holm’s.",
        "In the long run “no ship” lands.",
        "“Some” of the port, compared to last year.",
        "“”",
    ] {
        assert_eq!(speakers(text), [""; 0], "{text}");
    }
}

#[test]
fn cues_inside_other_quotations_are_not_read() {
    let text = "“Okafor said no ship can land,” Holm said. “I told Lind: ‘We wait.’”";
    assert_eq!(speakers(text), ["Holm", "Holm"]);
}

#[test]
fn long_is_a_name_only_with_a_capital_in_mid_sentence() {
    assert_eq!(speakers("“We wait,” Long noted. “In the long run, we do.”"), ["Long", "Long"]);
    check("“We wait,” Long Zhou told Xinhua.", "Long Zhou", AttributionRule::NameVerb, SpeakerKind::Named);
}

/// Texts of one kind, thousands of times over, are read in time that grows with their
/// length, not with its square.
#[test]
fn masses_of_one_kind_are_read_once() {
    for piece in ["“a” ", "“a,” b ", "Holm said ", "“a,” Holm, ", "a: ", "of ", "Holm ", "“", "said “b” ", "he, "]
    {
        let text = piece.repeat(200_000 / piece.len());
        assert!(told(&[&text]).len() <= text.len(), "{piece:?}");
    }
}

proptest::proptest! {
    #[test]
    fn reads_anything(
        paragraphs in proptest::collection::vec(
            "(?:“|”|\"|'|, |\\. |: |— |\\(|\\)|said |says |Holm |Ada |he |who |the |to |according |as |put it |王|é| |\n){0,30}",
            0..5,
        ),
    ) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        for (_, speaker, told) in told(&paragraphs) {
            proptest::prop_assert!(!speaker.is_empty() && told.speaker.paragraph <= told.paragraph);
            let (paragraph, cue) = told.cue.unwrap_or_default();
            proptest::prop_assert!(!cue.slice(paragraphs[paragraph]).is_empty());
        }
    }

    #[test]
    fn never_fails_on_hostile_text(text in "\\PC{0,80}") {
        told(&[&text, &text]);
    }
}
