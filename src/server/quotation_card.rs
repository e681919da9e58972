//! The card of a quotation, laid out: the verdict, each place with the words that stand
//! there, and what differs.

use crate::engine::{QuotationCard, QuotationPlace};

use super::cards;
use super::markdown::Page;

/// Places that a card shows in full: it is read in passing.
const SHOWN: usize = 3;

/// Writes the card of a quotation.
pub(super) fn write(card: &QuotationCard, page: &mut Page) {
    page.title(&format!("{}: {}", card.headline, card.explanation));
    for place in card.places.iter().take(SHOWN) {
        quotation_place(place, page);
    }
    if let Some(more) = card.documents.checked_sub(card.places.len().min(SHOWN)).filter(|more| *more > 0) {
        page.paragraph(&format!("and {more} more"));
    }
    page.list(card.notices.iter().map(String::as_str));
}

fn quotation_place(place: &QuotationPlace, page: &mut Page) {
    let cited = place.is_cited.then(|| "cited".to_owned());
    let speaker = place.speaker.as_ref().map(|speaker| format!("{speaker} speaks"));
    let known: Vec<String> = cited.into_iter().chain(speaker).collect();
    let label = (!known.is_empty()).then(|| known.join(", "));
    for passage in &place.passages {
        cards::quotation(passage, label.as_deref(), page);
    }
    page.list(place.differences.iter().map(|difference| difference.told.as_str()));
}
