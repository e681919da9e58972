//! Quotations whose speaker the sources deny: the draft names one person in full, and
//! every place that has the words gives them to another, in full too or by the label of a
//! turn. Quotations enter, both speakers leave. Whatever is unknown at one place makes no case.

use super::quotation::{HeldQuotation, Traced, TracedPlace, Verdict};
use super::speaker::{has_label, is_named_near, is_surely_a_person};
use super::{DraftSpeakers, Quoted, Sources, Speaker, SpeakerEvidence, speaker_conflict};

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
        let claimed = speakers.of_quotation(held.quotation)?;
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
    let found = in_full(sources, place, answer.known()?.as_ref()?, claimed);
    speaker_conflict(claimed, &found)?;
    let corpus = sources.corpus?;
    let is_quoted = is_named_near(corpus, place, &found, &claimed.name).unwrap_or(true);
    (!is_quoted && !is_joint(place)).then_some(found)
}

/// The speaker with what the sources tell of a surname that is all a label has: whose it
/// is, where they know one person of it; that it is one, where they know several or where
/// the one the draft names has a label of his own there.
fn in_full(sources: &Sources<'_>, place: &TracedPlace, found: &Speaker, claimed: &Speaker) -> Speaker {
    let (SpeakerEvidence::Label(label) | SpeakerEvidence::Surname(label)) = found.because else {
        return found.clone();
    };
    if found.name.is_full() {
        return found.clone();
    }
    let family = found.name.family();
    let person = sources.people().and_then(|people| people.only(family));
    let is_surname = || {
        sources.people().is_some_and(|people| people.has_family(family))
            || sources.corpus.is_some_and(|corpus| has_label(corpus, place, &claimed.name).unwrap_or(false))
    };
    match person {
        Some(name) => Speaker { name: name.clone(), ..found.clone() },
        None if is_surname() => Speaker { because: SpeakerEvidence::Surname(label), ..found.clone() },
        None => found.clone(),
    }
}

/// Whether a document has several authors by its title.
fn is_joint(place: &TracedPlace) -> bool {
    let title = place.document.title.as_deref().unwrap_or_default().to_lowercase();
    title.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "joint" | "communique" | "communiqué"))
}
