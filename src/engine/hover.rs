//! What is known of the words under the cursor, as cards; how they look is the
//! doors' business.

use super::subject::Subject;
use super::{Analysis, AttestedCard, ConceptCard, Engine, Hover, QuotationCard};
use crate::corpus::{CorpusError, Passage, Zone};
use crate::evidence::Occurrence;
use crate::evidence::quotation::{HeldQuotation, Traced, Verdict};
use crate::prose::{PartialDate, Period, QuotationUse};
use crate::rules;
use crate::termbase::{Concept, Term, TermStatus};
use crate::text::{Span, one_line, tokenize};

/// Attestations on a hover card besides the first and the latest: a card is read in
/// passing, and references list all.
const OTHERS: usize = 5;
/// Further places read for a hover card, of which some may be page furniture.
const SPARE: usize = 4;

impl Engine {
    /// What is known of the words at `offset`. Within a quotation its card comes first and
    /// what else is known of the words under it: a term stays within reach.
    #[must_use]
    pub fn hover(&self, analysis: &Analysis, offset: usize, today: PartialDate) -> Option<Hover> {
        if let Some(card) = self.citation_card(analysis, offset, false) {
            return Some(Hover::Citation(Box::new(card)));
        }
        let words = self.words_hover(analysis, offset, today);
        let held = self.quotation_at(analysis, offset).filter(|held| is_first(held, words.as_ref()));
        match held.and_then(|held| self.card_of_held(&held)) {
            Some(card) => {
                let within = words.filter(|words| adds_to(words, &card));
                Some(Hover::Quotation(Box::new(card), within.map(Box::new)))
            }
            None => words,
        }
    }

    /// What is known of the words at `offset`, quoted or not.
    fn words_hover(&self, analysis: &Analysis, offset: usize, today: PartialDate) -> Option<Hover> {
        if let Some(set) = self.set_hover(analysis, offset, self.as_of(&analysis.snapshot, today)) {
            return Some(set);
        }
        let subject = self.subject(analysis, offset);
        // What the termbase knows comes before what sources merely say.
        if matches!(subject, None | Some(Subject::Phrase(_)))
            && let Some(set) = self.told_hover(analysis, offset)
        {
            return Some(set);
        }
        let Some(subject) = subject else {
            // The words of a link, of which nothing else is known.
            return Some(Hover::Citation(Box::new(self.citation_card(analysis, offset, true)?)));
        };
        match subject {
            Subject::Suppression(suppression) => Some(Hover::Suppression {
                span: suppression.comment,
                rule: suppression.rule.0.clone(),
                summary: rules::find(&suppression.rule.0)
                    .map_or_else(|| "no such rule".to_owned(), |rule| rule.summary.to_owned()),
                reason: suppression.reason.clone(),
            }),
            Subject::Term(occurrence) => {
                let as_of = self.as_of(&analysis.snapshot, today);
                Some(Hover::Concept(Box::new(self.card_of(&occurrence, as_of))))
            }
            Subject::Named(phrase, named) => {
                let as_of = self.as_of(&analysis.snapshot, today);
                let attested = self.hover_card(&phrase.text(), phrase.span());
                Some(Hover::Named(Box::new(named.card(&self.termbase, &phrase, as_of, attested))))
            }
            // Where a quotation is from, no part of it needs to be looked for.
            Subject::Phrase(_) if self.quotation_at(analysis, offset).as_ref().is_some_and(is_traced_speech) => None,
            Subject::Phrase(phrase) => {
                let card = self.hover_card(&phrase.text(), phrase.span())?;
                Some(Hover::Attested(Box::new(card)))
            }
        }
    }

    /// The card of a concept by id at a draft's date, for the documentation of a
    /// completion.
    #[must_use]
    pub fn concept_card(&self, id: &str, as_of: PartialDate) -> Option<ConceptCard> {
        let concept = self.termbase.find(id)?;
        let term = concept.preferred("en", as_of).or_else(|| concept.terms.first())?;
        Some(self.concept_card_of(concept, term, as_of))
    }

    /// The concordance of a phrase: its attestations by date, up to `limit`.
    /// `None` where there is no corpus.
    ///
    /// # Errors
    /// When the corpus cannot answer.
    pub fn lookup(&self, phrase: &str, limit: usize) -> Result<Option<AttestedCard>, CorpusError> {
        if self.corpus.is_none() {
            return Ok(None);
        }
        self.attested_card(phrase, Span::default(), limit).map(Some)
    }

    pub(super) fn card_of(&self, occurrence: &Occurrence<'_>, as_of: PartialDate) -> ConceptCard {
        let mut card = self.concept_card_of(occurrence.concept, occurrence.term, as_of);
        card.span = occurrence.span();
        card.found = one_line(occurrence.words());
        card.verdict = verdict_of(occurrence, as_of);
        card.attested = self.hover_card(&card.found, card.span);
        card
    }

    fn concept_card_of(&self, concept: &Concept, term: &Term, as_of: PartialDate) -> ConceptCard {
        ConceptCard {
            span: Span::default(),
            found: term.text.clone(),
            id: concept.id.clone(),
            field: concept.field.clone(),
            definition: concept.definition.clone(),
            verdict: verdict(term, as_of),
            preferred: preferred_to(concept, term, as_of).map(|preferred| preferred.text.clone()),
            terms: concept.terms.iter().map(|other| term_line(other, &term.language)).collect(),
            notes: concept.notes.clone(),
            origin: concept.origin.clone(),
            attested: self.hover_card(&term.text, Span::default()),
        }
    }

    /// First, latest and some others of a phrase, without page furniture where the
    /// text itself has the phrase: a teaser is no place to send a writer to.
    fn hover_card(&self, phrase: &str, span: Span) -> Option<AttestedCard> {
        let mut card = self.attested_card(phrase, span, OTHERS + SPARE).ok()?;
        let is_text = |passage: &Passage| passage.zone != Zone::Furniture;
        if card.first.as_ref().is_some_and(is_text) {
            card.others.retain(is_text);
        }
        card.others.truncate(OTHERS);
        Some(card).filter(|card| card.usage.total > 0)
    }

    /// First, latest and `others` of a phrase, read from the sources.
    fn attested_card(&self, phrase: &str, span: Span, others: usize) -> Result<AttestedCard, CorpusError> {
        let mut card = AttestedCard { span, phrase: phrase.to_owned(), ..AttestedCard::default() };
        let Some(corpus) = self.corpus() else { return Ok(card) };
        let tokens = tokenize(phrase);
        card.usage = corpus.usage(tokens.keys())?;
        let mut passages = Vec::new();
        for hit in corpus.attestations(tokens.keys(), others.saturating_add(2))?.places {
            match corpus.passage(hit) {
                Ok(passage) => passages.push(passage),
                Err(error) => card.notices.push(error.to_string()),
            }
        }
        let is_telling = |passage: &Passage| passage.document.date.is_some() && passage.zone != Zone::Furniture;
        let telling: Vec<usize> = (0..passages.len()).filter(|&at| passages.get(at).is_some_and(is_telling)).collect();
        if let [_, .., latest] = *telling.as_slice() {
            card.latest = Some(passages.remove(latest));
        }
        let first = telling.first().copied().or_else(|| passages.iter().position(|one| one.zone != Zone::Furniture));
        if !passages.is_empty() {
            card.first = Some(passages.remove(first.unwrap_or(0)));
        }
        card.others = passages;
        Ok(card)
    }
}

/// Whether a quotation is more telling than the words within it. A comment is no quotation.
/// Of a few words in marks that name something their own card tells more, unless the
/// sources have them otherwise.
fn is_first(held: &HeldQuotation<'_>, words: Option<&Hover>) -> bool {
    let is_speech = held.quotation.used_as == QuotationUse::Speech;
    match words {
        Some(Hover::Suppression { .. }) => false,
        Some(Hover::Attested(_)) => is_speech || held.traced().is_some_and(is_changed),
        Some(_) => is_speech,
        None => true,
    }
}

/// Whether a quotation gives somebody's words and the sources have them, or nearly so.
fn is_traced_speech(held: &HeldQuotation<'_>) -> bool {
    held.quotation.used_as == QuotationUse::Speech
        && held.traced().is_some_and(|traced| traced.verdict() < Verdict::Absent)
}

fn is_changed(traced: &Traced) -> bool {
    matches!(traced.verdict(), Verdict::Adapted | Verdict::Altered | Verdict::Similar)
}

/// Whether the card of some words says more than that of the quotation they stand in:
/// of words in a quotation that the sources have, it is known where they are from.
fn adds_to(words: &Hover, quotation: &QuotationCard) -> bool {
    !matches!(words, Hover::Attested(_)) || quotation.verdict == Some(Verdict::Absent)
}

/// The term of the concept to write instead at `as_of`, where it is another one.
pub(super) fn preferred_to<'c>(concept: &'c Concept, term: &Term, as_of: PartialDate) -> Option<&'c Term> {
    concept.preferred(&term.language, as_of).filter(|preferred| preferred.text != term.text)
}

/// What the termbase says of a term where it stands in a draft.
pub(super) fn verdict_of(occurrence: &Occurrence<'_>, as_of: PartialDate) -> String {
    let verdict = verdict(occurrence.term, as_of);
    if occurrence.is_quoted() { format!("quoted here, and left as it stands; {verdict}") } else { verdict }
}

/// What the termbase says of a term in a text of `as_of`.
pub(super) fn verdict(term: &Term, as_of: PartialDate) -> String {
    let status = match term.status {
        TermStatus::Superseded if !term.is_undesired_on(as_of) => "right at this date, superseded since",
        status => status.as_str(),
    };
    let period = if term.period == Period::default() { String::new() } else { format!(" ({})", term.period) };
    format!("{status}{period}, as of {as_of}")
}

/// One line on a term: text, language where it is another than `language`, status,
/// period and source.
fn term_line(term: &Term, language: &str) -> String {
    let foreign = if term.language == language { String::new() } else { format!(" ({})", term.language) };
    let period = if term.period == Period::default() { String::new() } else { format!(" {}", term.period) };
    let source = term.source.as_ref().map_or_else(String::new, |source| format!(" ({source})"));
    format!("{}{foreign}: {}{period}{source}", term.text, term.status.as_str())
}
