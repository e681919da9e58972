//! Quotations whose speaker the sources deny: the draft names one person in full, and
//! every place that has the words gives them, in full too, to another. Quotations enter,
//! both speakers leave. Whatever is unknown at one place makes no case.

use super::quotation::{HeldQuotation, Traced, TracedPlace, Verdict};
use super::speaker::{is_named_near, is_surely_a_person};
use super::{DraftSpeakers, Quoted, Sources, Speaker, speaker_conflict};

/// Fewer words are anybody's.
const FEWEST_WORDS: usize = 7;

/// A quotation given to one person by the draft and to another by the sources.
#[derive(Debug, Clone)]
pub struct Misattributed {
    /// Whom the draft names, and where.
    pub claimed: Quoted,
    /// Whom the sources name.
    pub found: Speaker,
    /// The places that say so.
    pub places: Vec<TracedPlace>,
}

impl Misattributed {
    /// What the sources deny of a quotation.
    #[must_use]
    pub fn of(held: &HeldQuotation<'_>, sources: &Sources<'_>, speakers: &DraftSpeakers) -> Option<Self> {
        let claimed = claimed(held, speakers)?;
        let speaker = claimed.speaker.as_ref().filter(|speaker| speaker.is_provable())?;
        let first = held.traced()?.places.first().filter(|place| place.holds(FEWEST_WORDS))?;
        let found = denied_at(sources, first, speaker)?;
        if !is_surely_a_person(held.snapshot, sources.people()?, &speaker.name) {
            return None;
        }
        // A cited source that has the words is the only one that was looked in.
        let everywhere = sources.traced(&held.text.text, &[], held.practice);
        let places = all_places(everywhere.known()?)?;
        if !places.iter().all(|place| denied_at(sources, place, speaker).is_some()) {
            return None;
        }
        let mut shown = vec![first.clone()];
        shown.extend(places.iter().filter(|place| place.number != first.number).cloned());
        Some(Self { claimed: claimed.clone(), found, places: shown })
    }
}

/// The speaker that the draft names for a quotation.
fn claimed<'s>(held: &HeldQuotation<'_>, speakers: &'s DraftSpeakers) -> Option<&'s Quoted> {
    let part = held.quotation.parts.first()?;
    speakers.of(part.block, part.words)
}

/// All places that have the words or something like them; `None` where not all were read.
fn all_places(traced: &Traced) -> Option<Vec<TracedPlace>> {
    let is_alike = |place: &&TracedPlace| place.judgement.verdict <= Verdict::Altered;
    let places: Vec<TracedPlace> = traced.places.iter().filter(is_alike).cloned().collect();
    (traced.unreadable.is_empty() && traced.documents <= places.len()).then_some(places)
}

/// Who speaks at a place, where that is surely not the one the draft names, nor somebody
/// who gives his words.
fn denied_at(sources: &Sources<'_>, place: &TracedPlace, claimed: &Speaker) -> Option<Speaker> {
    let answer = sources.speaker_at(place);
    let found = answer.known()?.as_ref()?;
    speaker_conflict(claimed, found)?;
    let corpus = sources.corpus?;
    let is_quoted = is_named_near(corpus, place, found, &claimed.name).unwrap_or(true);
    (!is_quoted && !is_joint(place)).then(|| found.clone())
}

/// Whether a document has several authors by its title.
fn is_joint(place: &TracedPlace) -> bool {
    let title = place.document.title.as_deref().unwrap_or_default().to_lowercase();
    title.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "joint" | "communique" | "communiqué"))
}
