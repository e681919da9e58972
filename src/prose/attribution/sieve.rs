//! The sieve: the rules in order of trust; the first that tells a speaker stays.
//! Paragraphs enter in order, attributions leave in order of place.

use super::after::{after, sentence_end};
use super::before::{before, introduced, sentence_before};
use super::clause::{Clauses, Element, Ending, Kind};
use super::label::{headline, label, signature};
use super::{Attribution, AttributionRule, Found, QuotingParagraph, SpeakerMention};

/// What is remembered from paragraph to paragraph.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    told: Vec<Attribution>,
    /// Whose the last quotation of the paragraph before is.
    last: Option<Attribution>,
    /// Whether that quotation is left open.
    runs_on: bool,
    /// Whose words the paragraph before announces at its end, and its index.
    announced: Option<(usize, Found)>,
}

/// A quotation by its indexes.
#[derive(Debug, Clone, Copy)]
struct Place {
    paragraph: usize,
    quotation: usize,
}

impl Sieve {
    /// Reads the next paragraph.
    pub(super) fn add(&mut self, index: usize, paragraph: &QuotingParagraph<'_>) {
        if paragraph.text.trim().is_empty() {
            return;
        }
        if paragraph.quotations.is_empty() && !paragraph.text.trim_end().ends_with([':', '：']) {
            (self.last, self.runs_on, self.announced) = (None, false, None);
            return;
        }
        let clauses = Clauses::read(paragraph.text, paragraph.quotations);
        let last = self.read(index, &clauses);
        self.runs_on = last.is_some_and(|(at, _)| clauses.is_left_open(at));
        self.last = last.and_then(|(_, told)| told);
        self.announced = introduced(&clauses).map(|found| (index, found));
    }

    /// All that was told.
    pub(super) fn finish(self) -> Vec<Attribution> {
        self.told
    }

    /// Reads the quotations of a paragraph; the element of the last one leaves, with whose
    /// it is.
    fn read(&mut self, index: usize, clauses: &Clauses<'_>) -> Option<(usize, Option<Attribution>)> {
        let mut last: Option<(usize, Option<Attribution>)> = None;
        for (at, element) in clauses.elements.iter().enumerate() {
            let Kind::Quotation(quotation) = element.kind else { continue };
            let place = Place { paragraph: index, quotation };
            if clauses.is_title(at) {
                self.told.extend(called(clauses, at).map(|found| place.told(&found, index)));
                continue;
            }
            let carried = || match last {
                Some((before, told)) => told
                    .filter(|_| is_carried(clauses, before, at))
                    .map(|told| told.carried(place, AttributionRule::SameParagraph)),
                None => self.by_paragraph_before(clauses, at, place),
            };
            let told = told_by_words(clauses, at).map(|found| place.told(&found, index)).or_else(carried);
            let told = told.or_else(|| sentence_before(clauses, at).map(|found| place.told(&found, index)));
            self.told.extend(told);
            last = Some((at, told));
        }
        last
    }

    /// Whose a quotation is that opens its paragraph, by the paragraph before.
    fn by_paragraph_before(&self, clauses: &Clauses<'_>, at: usize, place: Place) -> Option<Attribution> {
        if at > 0 {
            return None;
        }
        if let Some((paragraph, found)) = &self.announced {
            return Some(place.told(found, *paragraph));
        }
        let is_alone = clauses.elements.iter().all(Element::is_quotation);
        let rule = if self.runs_on { Some(AttributionRule::RunningOn) } else { None };
        let rule = rule.or_else(|| is_alone.then_some(AttributionRule::NextParagraph))?;
        Some(self.last?.carried(place, rule))
    }
}

/// Whose a quotation is by the words around it. What stands close is asked before what
/// stands far.
fn told_by_words(clauses: &Clauses<'_>, at: usize) -> Option<Found> {
    let close = label(clauses, at).or_else(|| after(clauses, at)).or_else(|| signature(clauses, at));
    close.or_else(|| {
        let before = before(clauses, at);
        let tight = before.filter(|found| found.rule != AttributionRule::Clause);
        tight.or_else(|| sentence_end(clauses, at)).or(before).or_else(|| headline(clauses, at))
    })
}

/// Whose words a quotation is that is written as a title: the verb has to stand close
/// before it ("she called it “The Great Port”").
fn called(clauses: &Clauses<'_>, at: usize) -> Option<Found> {
    let close = before(clauses, at).filter(|found| found.rule != AttributionRule::Clause);
    // In headlines all words are written so.
    close.or_else(|| headline(clauses, at))
}

/// Whether the quotation at `at` goes on with the words of the one at `before`, in the
/// same paragraph: it begins a sentence, or is in the same one.
fn is_carried(clauses: &Clauses<'_>, before: usize, at: usize) -> bool {
    let begins = clauses.get(at).is_some_and(|element| element.gap.ends_sentence());
    begins || at - before <= NEAR || clauses.ending(before) == Ending::Comma
}

/// Elements from one quotation to the next that are too few for another speaker: "weak"
/// and "slow".
const NEAR: usize = 3;

impl Place {
    fn told(self, found: &Found, paragraph: usize) -> Attribution {
        Attribution {
            paragraph: self.paragraph,
            quotation: self.quotation,
            speaker: SpeakerMention { paragraph, span: found.mention.span, kind: found.mention.kind },
            cue: Some((paragraph, found.cue)),
            rule: found.rule,
            is_strict: found.rule.is_strict(),
        }
    }
}

impl Attribution {
    fn carried(self, place: Place, rule: AttributionRule) -> Self {
        let is_strict = self.is_strict && rule.is_strict();
        Self { paragraph: place.paragraph, quotation: place.quotation, rule, is_strict, ..self }
    }
}
