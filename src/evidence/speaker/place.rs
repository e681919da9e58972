//! Who speaks where a quotation was found, and whether its words are really another's
//! there. A place of the corpus enters; its speaker leaves.

use super::{SourceSpeakers, Speaker, SpeakerEvidence};
use crate::corpus::{Corpus, CorpusError};
use crate::evidence::quotation::TracedPlace;
use crate::prose::{PersonName, Sameness, sentence_around, turns};
use crate::text::{Span, fold};

/// Bytes before some words in which somebody who is quoted would be named: a paragraph.
const BEFORE: usize = 700;

/// The speaker of all segments at `place`; `None` where one is unknown, or where two
/// differ. Reads the source.
pub(in crate::evidence) fn speaker_at(
    corpus: &dyn Corpus,
    place: &TracedPlace,
) -> Result<Option<Speaker>, CorpusError> {
    let (text, zones) = (corpus.text(place.number)?, corpus.zones(place.number)?);
    let speakers = SourceSpeakers::read(&place.document, &text, &zones);
    let mut segments = place.segments.iter().flatten().map(|segment| speakers.at(segment.span));
    let Some(first) = segments.next().flatten() else { return Ok(None) };
    let is_same = |other: Option<Speaker>| {
        other.is_some_and(|it| it.because == first.because || it.name.compare(&first.name) == Sameness::Same)
    };
    Ok(segments.all(is_same).then_some(first))
}

/// Whether `speaker`, whose turn or text `place` is in, names somebody there whose words
/// these may be.
pub(in crate::evidence) fn is_named_near(
    corpus: &dyn Corpus,
    place: &TracedPlace,
    speaker: &Speaker,
    name: &PersonName,
) -> Result<bool, CorpusError> {
    let text = corpus.text(place.number)?;
    let turn = match speaker.because {
        SpeakerEvidence::Label(label) | SpeakerEvidence::Surname(label) => label.end,
        _ => 0,
    };
    let near = place.segments.iter().flatten().any(|segment| {
        let start = text.floor_char_boundary(segment.span.start.saturating_sub(BEFORE)).max(turn);
        let around = Span::new(start, sentence_around(&text, segment.span).end.max(segment.span.end));
        fold(around.slice(&text)).split(|c: char| !c.is_alphanumeric()).any(|word| word == name.family())
    });
    Ok(near)
}

/// Whether somebody of this surname has turns of his own in the document of a place.
pub(in crate::evidence) fn has_label(
    corpus: &dyn Corpus,
    place: &TracedPlace,
    name: &PersonName,
) -> Result<bool, CorpusError> {
    let text = corpus.text(place.number)?;
    let is_his = |person: PersonName| person.family() == name.family();
    Ok(turns(&text).iter().any(|turn| turn.person(&text).is_some_and(is_his)))
}
