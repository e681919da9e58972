//! The turns of a transcript: labels at the beginning of lines that say who speaks
//! until the next label. A text enters; the turns leave, in order.
//!
//! ```text
//! ADA HOLM: The port is full.      **Ada Holm:** The port is full.
//! Q: What now?                     Mr. OKAFOR. We wait.
//! Mr. Okafor (Sarum): We wait.     The PRESIDENT. Order.
//! ```
//!
//! A colon makes no label by itself ("Remember:", "Two:"): a name in capitals, a form of
//! address, bold letters or a second turn of the same person does. Who "A" is, the text
//! alone does not say.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use super::PersonName;
use super::person_name::{is_office_addressed, is_title_alone};
use crate::text::{Span, line_spans};

/// What somebody says from one label to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The label with its colon or stop.
    pub label: Span,
    /// The label without marks: "MR. OKAFOR", "Q".
    pub name: Span,
    /// Whom the label names.
    pub speaker: TurnSpeaker,
    /// What is said; empty where the next label follows at once.
    pub body: Span,
}

/// Whom a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TurnSpeaker {
    /// A person, by name.
    Named,
    /// Whoever asks: "Q", "REPORTER".
    Question,
    /// Whoever answers: "A".
    Answer,
    /// An office, a crowd, somebody nobody knows: "The PRESIDENT", "AUDIENCE".
    Described,
}

impl Turn {
    /// The name of the speaker, where the label is a person's.
    #[must_use]
    pub fn person(&self, text: &str) -> Option<PersonName> {
        PersonName::of_label(self.name.slice(text)).filter(|_| self.speaker == TurnSpeaker::Named)
    }

    /// Whether `text` shows that a label of one word is the surname of somebody: with a
    /// form of address or a title before it, there or anywhere ("Senator Okafor").
    #[must_use]
    pub fn is_surname(&self, text: &str) -> bool {
        let Some(person) = self.person(text) else { return false };
        let is_he = |word: &str| PersonName::of_label(word).is_some_and(|name| name.family() == person.family());
        let mut words = text.split_whitespace();
        let mut before = words.next().unwrap_or_default();
        is_addressed(self.name.slice(text))
            || words.any(|word| is_title_alone(std::mem::replace(&mut before, word)) && is_he(word))
    }
}

/// The turns of `text`; none where it is no transcript.
///
/// ```
/// use glossator::prose::turns;
/// let text = "ADA HOLM: The port is full.\nIt is late.\nQ: What now?";
/// let bodies: Vec<&str> = turns(text).iter().map(|turn| turn.body.slice(text)).collect();
/// assert_eq!(bodies, ["The port is full.\nIt is late.", "What now?"]);
/// ```
#[must_use]
pub fn turns(text: &str) -> Vec<Turn> {
    let labels: Vec<Label> = line_spans(text).filter_map(|line| Label::at(text, line)).collect();
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for label in &labels {
        *times.entry(label.name.slice(text)).or_default() += 1;
    }
    let is_transcript = labels.iter().filter(|label| label.is_sure).nth(FEWEST_TURNS).is_some();
    let is_sure = |label: &&Label| {
        let comes_back = times.get(label.name.slice(text)).is_some_and(|times| *times > 1);
        let is_others = label.is_in_capitals || label.speaker == TurnSpeaker::Described;
        label.is_sure || comes_back || is_transcript && is_others
    };
    let sure: Vec<&Label> = labels.iter().filter(is_sure).collect();
    // One label in the midst of a text: where its turn ends, nothing says.
    if let [only] = sure.as_slice()
        && !Span::new(0, only.line).slice(text).trim().is_empty()
    {
        return Vec::new();
    }
    let ends = sure.iter().skip(1).map(|label| label.line).chain([text.len()]);
    let turn = |(label, end): (&&Label, usize)| Turn {
        label: label.span,
        name: label.name,
        speaker: label.speaker,
        body: trimmed(text, Span::new(label.span.end, end)),
    };
    sure.iter().zip(ends).map(turn).collect()
}

/// With more sure labels than this, a text is a transcript, and every label in capitals or
/// with an office ("The President:") is another speaker's: better somebody unknown than the wrong person.
const FEWEST_TURNS: usize = 2;

/// What may be a label.
#[derive(Debug)]
struct Label {
    /// Where its line begins.
    line: usize,
    span: Span,
    name: Span,
    speaker: TurnSpeaker,
    /// Whether it is one though it stands in the text once.
    is_sure: bool,
    is_in_capitals: bool,
}

/// How a label may be written; each with a group `name`.
struct Form {
    pattern: Regex,
    /// Whether it can be nothing but a label where it names a person.
    is_sure: bool,
}

static FORMS: LazyLock<[Form; 5]> = LazyLock::new(|| {
    let form = |pattern: &str, is_sure| Form {
        pattern: Regex::new(pattern).expect("the patterns of labels are well formed"),
        is_sure,
    };
    let aside = r"(?: ?\([^()\n]{1,60}\)){0,2}";
    [
        // **Ada Holm:** and **Ada Holm**:
        form(&format!(r"^\s*(?:\*\*|__)(?P<name>[^*_:\n]{{1,50}}?){aside}(?::(?:\*\*|__)|(?:\*\*|__)\s?:)\s?"), true),
        // Q: A: Q. A.
        form(r"^\s*(?P<name>[QA])\s?[:.](?:\s|$)", true),
        // Mr. OKAFOR. The PRESIDENT. Mrs. OSEI of Sarum.
        form(
            r"^\s*(?P<name>(?:The|Mr|Mrs|Ms|Miss|Dr)\.? \p{Lu}[\p{Lu}'’ -]{2,30}(?: of \p{Lu}[\p{L} ]{2,20})?)\.(?:\s|$)",
            true,
        ),
        // ADA HOLM: MR. OKAFOR (on screen):
        form(&format!(r"^\s*(?P<name>\p{{Lu}}[\p{{Lu}}\p{{M}}\d.,#'’c\x20-]{{1,45}}){aside}\s?[:：](?:\s|$)"), true),
        // Ada Holm: Mr. Okafor (Sarum):
        form(
            &format!(
                r"^\s*(?P<name>\p{{Lu}}[\p{{L}}\p{{M}}.'’-]{{0,24}}(?: [\p{{L}}\p{{M}}.'’-]{{1,24}}){{0,4}}){aside}\s?[:：](?:\s|$)"
            ),
            false,
        ),
    ]
});

/// The longest label, in bytes.
const LONGEST: usize = 200;

impl Label {
    fn at(text: &str, line: Span) -> Option<Self> {
        let words = line.slice(text);
        let head = words.get(..words.floor_char_boundary(LONGEST.min(words.len())))?;
        // Most lines are none: no need to ask five patterns.
        head.contains([':', '.', '：']).then_some(())?;
        FORMS.iter().find_map(|form| {
            let found = form.pattern.captures(head)?;
            let (whole, name) = (found.get(0)?, found.name("name")?);
            let is_in_capitals = !name.as_str().chars().any(|c| c.is_lowercase() && c != 'c');
            let person = speaker(name.as_str());
            let speaker = person.or_else(|| is_in_capitals.then_some(TurnSpeaker::Described))?;
            let is_told = person.is_some_and(|speaker| is_told(name.as_str(), speaker));
            let is_sure = form.is_sure && is_told || is_addressed(name.as_str());
            let span = |found: regex::Match<'_>| {
                Span::new(found.start(), found.start() + found.as_str().trim_end().len()).shifted(line.start)
            };
            let (label, name) = (span(whole), span(name));
            Some(Self { line: line.start, span: trimmed(text, label), name, speaker, is_sure, is_in_capitals })
        })
    }
}

/// Labels that name nobody, in capitals or small letters.
const NOBODY: [(&str, TurnSpeaker); 21] = [
    ("q", TurnSpeaker::Question),
    ("question", TurnSpeaker::Question),
    ("reporter", TurnSpeaker::Question),
    ("journalist", TurnSpeaker::Question),
    ("follow-up", TurnSpeaker::Question),
    ("interviewer", TurnSpeaker::Question),
    ("a", TurnSpeaker::Answer),
    ("answer", TurnSpeaker::Answer),
    ("spokesperson", TurnSpeaker::Described),
    ("the president", TurnSpeaker::Described),
    ("the acting president", TurnSpeaker::Described),
    ("the chairman", TurnSpeaker::Described),
    ("the chair", TurnSpeaker::Described),
    ("the speaker", TurnSpeaker::Described),
    ("the secretary-general", TurnSpeaker::Described),
    ("audience", TurnSpeaker::Described),
    ("moderator", TurnSpeaker::Described),
    ("operator", TurnSpeaker::Described),
    ("unidentified", TurnSpeaker::Described),
    ("voiceover", TurnSpeaker::Described),
    ("crowd", TurnSpeaker::Described),
];

fn speaker(label: &str) -> Option<TurnSpeaker> {
    let lower = label.to_lowercase();
    let nobody = NOBODY.iter().find(|(known, _)| lower == *known || lower.strip_prefix(known).is_some_and(is_numbered));
    let bare = label.strip_prefix("The ").or_else(|| label.strip_prefix("THE ")).unwrap_or(label);
    let office = is_office_addressed(bare).then_some(TurnSpeaker::Described);
    let described = nobody.map(|(_, speaker)| *speaker).or(office);
    described.or_else(|| PersonName::of_label(label).map(|_| TurnSpeaker::Named))
}

/// " 2", " #2"
fn is_numbered(rest: &str) -> bool {
    let number = rest.trim_start().trim_start_matches('#');
    !number.is_empty() && number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a label in capitals is one by itself: a full name, or a known role. One word
/// in capitals ("UPDATE:") has to come back.
fn is_told(label: &str, speaker: TurnSpeaker) -> bool {
    match speaker {
        TurnSpeaker::Named => is_addressed(label) || PersonName::of_label(label).is_some_and(|name| name.is_full()),
        TurnSpeaker::Question | TurnSpeaker::Answer | TurnSpeaker::Described => true,
    }
}

/// "Mr. Okafor"
fn is_addressed(label: &str) -> bool {
    const ADDRESSES: [&str; 6] = ["mr", "mrs", "ms", "miss", "dr", "h.e"];
    let (first, rest) = label.split_once(' ').unwrap_or((label, ""));
    ADDRESSES.contains(&first.to_lowercase().trim_end_matches('.')) && rest.starts_with(char::is_uppercase)
}

fn trimmed(text: &str, span: Span) -> Span {
    let slice = span.slice(text);
    let start = span.start + (slice.len() - slice.trim_start().len());
    Span::new(start, start + slice.trim().len())
}

#[cfg(test)]
mod tests {
    use super::TurnSpeaker::{Answer, Described, Named, Question};
    use super::*;

    fn read(text: &str) -> Vec<(&str, TurnSpeaker, &str)> {
        turns(text).iter().map(|turn| (turn.name.slice(text), turn.speaker, turn.body.slice(text))).collect()
    }

    #[test]
    fn reads_labels_in_capitals() {
        let text = "ADA HOLM: The port is full.\n\nIt is late.\n\nQ: What now?\nA: We wait.\nMR. OKAFOR (on screen): Yes.\n\
                    UNIDENTIFIED 2: No.\n\nO’MARA: Wait.\nO’MARA: Now.";
        let expected = [
            ("ADA HOLM", Named, "The port is full.\n\nIt is late."),
            ("Q", Question, "What now?"),
            ("A", Answer, "We wait."),
            ("MR. OKAFOR", Named, "Yes."),
            ("UNIDENTIFIED 2", Described, "No."),
            ("O’MARA", Named, "Wait."),
            ("O’MARA", Named, "Now."),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn reads_other_forms() {
        let text = "**Ada Holm:** Good.\n**Tomas Okafor**: Better.\nMr. OSEI. I yield.\nThe PRESIDENT. Order.\n\
                    Mrs. Lind (Sarum) (spoke in French): Thank you.\nWang Lei: One.\nWang Lei: Two.";
        let expected = [
            ("Ada Holm", Named, "Good."),
            ("Tomas Okafor", Named, "Better."),
            ("Mr. OSEI", Named, "I yield."),
            ("The PRESIDENT", Described, "Order."),
            ("Mrs. Lind", Named, "Thank you."),
            ("Wang Lei", Named, "One."),
            ("Wang Lei", Named, "Two."),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn other_colons_are_no_labels() {
        for text in [
            "Remember: it is late.",
            "UPDATE: The port is open.",
            "NOTE: This is a draft.",
            "Two: no ship can land.",
            "Date: 3 May 2019\nSource: Meridian Times\nAuthor: Ada Holm",
            "Ada Holm: The port is too small",
            "The port is full.\n**Ada Holm:** We wait.\nSo it was.",
            "A plan for the port. Q. E. D.",
            "The port is full: no ship can land.",
            "",
        ] {
            assert_eq!(read(text), [], "{text:?}");
        }
    }

    #[test]
    fn names_the_people() {
        let text = "MR. OKAFOR: Yes.\nTHE PRESIDENT: No.";
        let people: Vec<Option<String>> =
            turns(text).iter().map(|turn| turn.person(text).map(|name| name.to_string())).collect();
        assert_eq!(people, [Some("OKAFOR".to_owned()), None]);
    }

    #[test]
    fn an_office_is_addressed_and_nobody_named() {
        let text =
            "MR. PRESIDENT: Order.\nMADAM CHAIR: Order.\nMs. KING: Yes.\nMr. BISHOP: No.\nThe Vice-Chair: Order.";
        let speakers: Vec<TurnSpeaker> = turns(text).iter().map(|turn| turn.speaker).collect();
        assert_eq!(speakers, [Described, Described, Named, Named, Described]);
    }

    #[test]
    fn a_surname_is_known_by_its_address() {
        let text = "Ms. REYES: I thank Senator Okafor.\nOKAFOR: Yes.\nRUSTY: No.\nOKAFOR: So.\nRUSTY: So.";
        let known: Vec<bool> = turns(text).iter().map(|turn| turn.is_surname(text)).collect();
        assert_eq!(known, [true, true, false, true, false]);
    }

    proptest::proptest! {
        #[test]
        fn turns_follow_one_another(text in "(?:[A-Za-zé*:.()\n ]|MR\\. |Q: |王){0,120}") {
            let mut at = 0;
            for turn in turns(&text) {
                proptest::prop_assert!(at <= turn.label.start && turn.label.contains(turn.name));
                proptest::prop_assert!(turn.label.end <= turn.body.start || turn.body.is_empty());
                at = turn.body.end.max(turn.label.end);
            }
            proptest::prop_assert!(at <= text.len());
        }
    }
}
