//! Who speaks at a place of a source. Its metadata, its readable text and its zones
//! enter once; any number of places may be asked for then.

use super::{Speaker, SpeakerEvidence};
use crate::corpus::{Document, Zone};
use crate::prose::{
    Attribution, FullNames, QuotingParagraph, SpeakerKind, Turn, TurnSpeaker, attributions, paragraphs, quotations,
    turns,
};
use crate::text::Span;

/// The speakers of one source.
#[derive(Debug)]
pub struct SourceSpeakers<'d> {
    document: &'d Document,
    text: &'d str,
    zones: &'d [(Span, Zone)],
    paragraphs: Vec<Paragraph>,
    attributions: Vec<Attribution>,
    turns: Vec<Turn>,
    names: FullNames,
}

/// A paragraph and its quotations, which are bytes of it.
#[derive(Debug)]
struct Paragraph {
    span: Span,
    quotations: Vec<Span>,
}

impl<'d> SourceSpeakers<'d> {
    /// Reads a source; `text` and `zones` as [`crate::corpus::Corpus`] gives them.
    #[must_use]
    pub fn read(document: &'d Document, text: &'d str, zones: &'d [(Span, Zone)]) -> Self {
        let body = paragraphs(text).into_iter().filter(|span| zone_at(zones, span.start) == Zone::Body);
        let paragraphs: Vec<Paragraph> =
            body.map(|span| Paragraph { span, quotations: quotations(span.slice(text)) }).collect();
        let quoting: Vec<QuotingParagraph<'_>> = paragraphs
            .iter()
            .map(|it| QuotingParagraph { text: it.span.slice(text), quotations: &it.quotations })
            .collect();
        let attributions = attributions(&quoting);
        Self { document, text, zones, paragraphs, attributions, turns: turns(text), names: FullNames::of(text) }
    }

    /// Who speaks the words at `words`, bytes of the text; `None` where it is unknown.
    #[must_use]
    pub fn at(&self, words: Span) -> Option<Speaker> {
        if zone_at(self.zones, words.start) == Zone::Furniture {
            return None;
        }
        match self.quotation_at(words) {
            Some(Place::Outer { paragraph, quotation }) => self.attributed(paragraph, quotation),
            Some(Place::Nested) => None,
            None if self.turns.is_empty() => self.by_metadata(),
            None => self.by_turn(words),
        }
    }

    /// The quotation whose marks stand around most of the words.
    fn quotation_at(&self, words: Span) -> Option<Place> {
        let paragraph = self.paragraphs.partition_point(|it| it.span.end <= words.start);
        let found = self.paragraphs.get(paragraph).filter(|it| it.span.start < words.end)?;
        let holds = |span: &Span| {
            let span = span.shifted(found.span.start);
            words.end.min(span.end).saturating_sub(words.start.max(span.start)) * 2 > words.len()
        };
        let mut holding = found.quotations.iter().enumerate().filter(|(_, span)| holds(span));
        let (quotation, outer) = holding.next()?;
        let is_nested = holding.next().is_some_and(|(_, inner)| outer.contains(*inner));
        Some(if is_nested { Place::Nested } else { Place::Outer { paragraph, quotation } })
    }

    /// Whom the article surely names as the speaker of its quotation.
    fn attributed(&self, paragraph: usize, quotation: usize) -> Option<Speaker> {
        let at = self.attributions.binary_search_by_key(&(paragraph, quotation), |it| (it.paragraph, it.quotation));
        let told = self.attributions.get(at.ok()?)?;
        let is_told = told.is_strict() && told.speaker.kind == SpeakerKind::Named;
        let mention = told.speaker.span.shifted(self.paragraphs.get(told.speaker.paragraph)?.span.start);
        let because = SpeakerEvidence::Attribution { mention, is_strict: told.is_strict() };
        Speaker::named(mention.slice(self.text), &self.names, because).filter(|_| is_told)
    }

    /// Whom the label of the turn names that holds all the words. Who answers in a press
    /// conference, the document says.
    fn by_turn(&self, words: Span) -> Option<Speaker> {
        let begun = self.turns.partition_point(|turn| turn.label.start <= words.start);
        let turn = self.turns.get(begun.checked_sub(1)?)?;
        if !turn.body.contains(words) {
            return None;
        }
        match turn.speaker {
            TurnSpeaker::Named => {
                let because =
                    if turn.is_surname(self.text) { SpeakerEvidence::Surname } else { SpeakerEvidence::Label };
                Speaker::named(turn.name.slice(self.text), &self.names, because(turn.label))
            }
            TurnSpeaker::Answer => self.by_metadata(),
            TurnSpeaker::Question | TurnSpeaker::Described => None,
        }
    }

    fn by_metadata(&self) -> Option<Speaker> {
        let speaker = self.document.speaker.as_deref().map(|name| (name, SpeakerEvidence::DocumentSpeaker));
        let author = || self.document.author.as_deref().filter(|_| self.is_speech());
        let (name, because) = speaker.or_else(|| Some((author()?, SpeakerEvidence::DocumentAuthor)))?;
        Speaker::named(name, &self.names, because).filter(|_| is_one(name))
    }

    /// Whether the title says that the text was spoken or declared.
    fn is_speech(&self) -> bool {
        const GENRES: [&str; 8] =
            ["address", "keynote", "lecture", "message", "remarks", "speech", "statement", "toast"];
        let title = self.document.title.as_deref().unwrap_or_default().to_lowercase();
        title.split(|c: char| !c.is_alphanumeric()).any(|word| GENRES.contains(&word))
    }
}

/// Where words stand that are between quotation marks.
enum Place {
    /// In a quotation, by its indexes.
    Outer { paragraph: usize, quotation: usize },
    /// In a quotation inside another one: whose it is, the outer speaker knows.
    Nested,
}

fn zone_at(zones: &[(Span, Zone)], offset: usize) -> Zone {
    let index = zones.partition_point(|(span, _)| span.end <= offset);
    zones.get(index).filter(|(span, _)| span.start <= offset).map_or(Zone::Body, |(_, zone)| *zone)
}

/// Whether a field names one person: not "Ann Lee, Omar al Said".
fn is_one(name: &str) -> bool {
    !(name.contains([',', ';', '&', '/']) || name.contains(" and "))
}
