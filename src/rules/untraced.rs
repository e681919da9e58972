//! What may be said of a quotation that no source holds: whether a cited text could have
//! had it, and whether texts of the person who is quoted are there to be looked in.

use super::context::Context;
use super::untraced_quotation::RULE;
use super::{Finding, Severity};
use crate::corpus::DocumentRef;
use crate::draft::Snapshot;
use crate::evidence::quotation::{HeldQuotation, Verdict};
use crate::evidence::{DraftSpeakers, People, Speaker};
use crate::prose::{PartialDate, QuotationUse};
use crate::text::{fold, tokenize};

use super::recited::is_whole;

/// Fewer words are hardly a sentence of one person.
const FEWEST_WORDS: usize = 8;
/// Fewer texts by somebody are a chance find: what they said stands elsewhere.
const FEWEST_TEXTS: usize = 3;
/// How far a text may be from the draft's date, in days.
const DAYS: i32 = 120;
/// A text of so many words has most of the words that sentences of its language are made of:
/// one in three at least.
const LONG_TEXT: u32 = 400;
const WORDS_TO_ONE_SHARED: usize = 3;
/// Words of a quotation that stand even in a short text of its language.
const FEWEST_SHARED: usize = 2;

/// Whether a cited document could have the words of a quotation: it is all there, and in
/// the same language.
pub(super) fn could_hold(context: &Context<'_>, held: &HeldQuotation<'_>, document: DocumentRef) -> bool {
    let Some(corpus) = context.sources.corpus else { return false };
    let words = tokenize(&held.text.text);
    let is_shared = |word| corpus.places_in(document, &[word]).is_ok_and(|places| !places.is_empty());
    let shared = words.keys().iter().filter(|word| is_shared(**word)).count();
    let Ok(document) = corpus.document(document) else { return false };
    let enough = if document.words < LONG_TEXT { FEWEST_SHARED } else { words.len().div_ceil(WORDS_TO_ONE_SHARED) };
    is_whole(&document) && shared >= enough
}

/// Adds a hint for each quotation without a citation whose speaker the corpus has texts
/// by, where none of them, nor any other, has the words.
pub(super) fn of_known_speakers(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(people) = context.sources.people() else { return };
    // To read who speaks costs a walk through the draft: only for somebody whose texts are there.
    let may_be_told = |held: &&HeldQuotation<'_>| is_unheld(context, held) && is_known_near(held, people);
    let unheld: Vec<&HeldQuotation<'_>> = context.quotations.iter().filter(may_be_told).collect();
    if unheld.is_empty() {
        return;
    }
    let speakers = DraftSpeakers::read(context.snapshot);
    for held in unheld {
        let Some(speaker) = speaker(held, &speakers) else { continue };
        let texts = people.texts_by(&speaker.name).filter(|text| is_of_the_time(context, *text)).count();
        if texts >= FEWEST_TEXTS {
            findings.push(finding(held, speaker, texts));
        }
    }
}

/// Whether a quotation of some length has no citation near, and no source has anything
/// like it.
fn is_unheld(context: &Context<'_>, held: &HeldQuotation<'_>) -> bool {
    let snapshot: &Snapshot = context.snapshot;
    held.quotation.used_as == QuotationUse::Speech
        && held.traced().is_some_and(|traced| {
            traced.verdict() == Verdict::Absent && traced.joined.is_none() && traced.unreadable.is_empty()
        })
        && tokenize(&held.text.text).len() >= FEWEST_WORDS
        && snapshot.citations_near(held.quotation.span).is_empty()
}

/// Whether the paragraphs of a quotation, or those beside them, have the family name of
/// somebody whose texts the corpus has.
fn is_known_near(held: &HeldQuotation<'_>, people: &People) -> bool {
    let parts = &held.quotation.parts;
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let blocks = held.snapshot.blocks.iter().take(last.block + 2).skip(first.block.saturating_sub(1));
    blocks.into_iter().any(|block| {
        let content = &block.content;
        let words = (0..content.tokens.len()).filter(|word| content.tokens.flags(*word).is_capital());
        words.into_iter().any(|word| people.has_family(&fold(content.tokens.span(word).slice(&content.text))))
    })
}

fn speaker<'s>(held: &HeldQuotation<'_>, speakers: &'s DraftSpeakers) -> Option<&'s Speaker> {
    speakers.of_quotation(held.quotation)?.speaker.as_ref().filter(|speaker| speaker.is_provable())
}

/// Whether a text is of about the draft's date.
fn is_of_the_time(context: &Context<'_>, document: DocumentRef) -> bool {
    let date: Option<PartialDate> = context.sources.corpus.and_then(|corpus| corpus.date(document));
    date.is_some_and(|date| date.days_after(context.as_of).abs() <= DAYS)
}

fn finding(held: &HeldQuotation<'_>, speaker: &Speaker, texts: usize) -> Finding {
    Finding {
        rule: RULE.name,
        severity: Severity::Hint,
        span: held.quotation.span,
        message: format!("the sources have {texts} texts by {} of that time; none holds these words", speaker.name),
        related: Vec::new(),
        evidence: Vec::new(),
        fixes: Vec::new(),
        outdated: false,
    }
}
