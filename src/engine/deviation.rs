//! The differences between a quotation and a place of the sources, one by one and in a
//! writer's words: also those that an editor may make, for a reader who asks wants to
//! know what a bracket or dots stand for.

use crate::evidence::quotation::{ChangeClass, Difference, Gravity, TracedPlace, TracedSegment};
use crate::text::{Span, one_line};

/// The most words of an omission that a line tells, on either side of what it leaves out.
const TOLD_WORDS: usize = 12;

/// One difference between a quotation and a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// The difference in words: `"two" where the source has "three" (a number differs)`.
    pub told: String,
    /// How much it matters.
    pub gravity: Gravity,
    /// The words of the quotation: bytes of its text; empty where words are missing.
    pub quoted: Span,
    /// The words of the source, on one line; for dots the words they stand for.
    pub source: String,
}

/// Every difference at a place that a reader can see, in the order of the quotation; then
/// the parts that stand in another place.
pub(super) fn deviations(text: &str, place: &TracedPlace) -> Vec<Deviation> {
    let differences = place.judgement.differences.iter().filter(|difference| tells(text, place, difference));
    let differences = differences.map(|difference| deviation(text, place, difference));
    differences.chain(place.elsewhere.iter().map(|(_, segment)| moved(segment))).collect()
}

/// Whether a difference has words to show, or matters. Of the last mark, and of a letter
/// in brackets that the source has as well, there is nothing to tell.
fn tells(text: &str, place: &TracedPlace, difference: &Difference) -> bool {
    let segment = place.segments.get(difference.segment).and_then(Option::as_ref);
    let source = segment.map_or("", |segment| difference.source.slice(&segment.words));
    let quoted = difference.quoted.slice(text).replace(['[', ']'], "");
    difference.gravity > Gravity::Silent || quoted != source
}

fn deviation(text: &str, place: &TracedPlace, difference: &Difference) -> Deviation {
    let segment = place.segments.get(difference.segment).and_then(Option::as_ref);
    let of = |words: fn(&TracedSegment) -> &str| segment.map_or("", words);
    let omitted = one_line(of(|segment| &segment.omitted));
    let words = one_line(difference.source.slice(of(|segment| &segment.words)));
    let (told, source) = match difference.class {
        ChangeClass::Omission | ChangeClass::OmissionTurns | ChangeClass::OverElided if !omitted.is_empty() => {
            (format!("the dots stand for \"{}\"", shortened(&omitted)), omitted)
        }
        ChangeClass::Bracket | ChangeClass::BracketTooWide | ChangeClass::BracketDenies => {
            (bracket(&one_line(difference.quoted.slice(text)), &words), words)
        }
        class if difference.quoted.is_empty() && words.is_empty() && class != ChangeClass::FinalPunctuation => {
            (String::new(), words)
        }
        _ => (place.worded(text, difference), words),
    };
    Deviation { told: with_class(&told, difference), gravity: difference.gravity, quoted: difference.quoted, source }
}

/// What a pair of brackets stands for.
fn bracket(quoted: &str, source: &str) -> String {
    if source.is_empty() {
        format!("\"{quoted}\" is an editor's")
    } else {
        format!("\"{quoted}\" stands for \"{}\"", shortened(source))
    }
}

/// A difference with what kind it is, unless its words say so already.
fn with_class(told: &str, difference: &Difference) -> String {
    match difference.class {
        class if told.is_empty() => class.phrase().to_owned(),
        ChangeClass::Omission | ChangeClass::Bracket | ChangeClass::EdgeOmission | ChangeClass::FinalPunctuation => {
            told.to_owned()
        }
        class => format!("{told} ({})", class.phrase()),
    }
}

/// A part of the quotation that stands in another place.
fn moved(segment: &TracedSegment) -> Deviation {
    let words = one_line(&segment.words);
    let told = format!("\"{}\" stands in another place: {}", shortened(&words), segment.passage.document.named());
    Deviation { told, gravity: Gravity::Error, quoted: Span::default(), source: words }
}

/// The first and the last words of a long stretch.
pub(super) fn shortened(words: &str) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    match (all.get(..TOLD_WORDS), all.len().checked_sub(TOLD_WORDS).and_then(|at| all.get(at..))) {
        (Some(head), Some(tail)) if all.len() > 2 * TOLD_WORDS => format!("{} … {}", head.join(" "), tail.join(" ")),
        _ => words.to_owned(),
    }
}
