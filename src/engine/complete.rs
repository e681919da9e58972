//! Terms offered while the author types, behind the quotation that is begun and the items
//! of a set that is being listed.

use super::{About, Analysis, Completion, Engine};
use crate::prose::PartialDate;
use crate::text::{CasePattern, Gap, Span};

/// Words before the cursor that may be the beginning of a term.
const REACH: usize = 8;
/// Letters typed before anything is offered.
const LETTERS: usize = 3;
/// Terms and items offered at most.
const OFFERED: usize = 50;

impl Engine {
    /// What continues the words before `offset`: a quotation that is begun, items of a set that is being listed,
    /// then terms, the longest beginning first; only what is right at the draft's date.
    #[must_use]
    pub fn complete(&self, analysis: &Analysis, offset: usize, today: PartialDate) -> Vec<Completion> {
        let as_of = self.as_of(&analysis.snapshot, today);
        let mut found = self.quotations_offered(analysis, offset);
        found.extend(self.items_offered(analysis, offset, as_of));
        for term in self.terms_begun(analysis, offset, as_of) {
            if !found.iter().any(|item| (&item.text, item.replaces) == (&term.text, term.replaces)) {
                found.push(term);
            }
        }
        found.truncate(OFFERED);
        found
    }

    fn terms_begun(&self, analysis: &Analysis, offset: usize, as_of: PartialDate) -> Vec<Completion> {
        let snapshot = &analysis.snapshot;
        let Some(block) = snapshot.block_at(offset).filter(|block| !block.quoted) else { return Vec::new() };
        let content = &block.content;
        let at = block.offset_from_source(offset);
        let last = content.tokens.index_at(at);
        if !content.tokens.span(last).touches(at) || content.tokens.span(last).start == at {
            return Vec::new();
        }
        for first in last.saturating_sub(REACH)..=last {
            let typed = Span::new(content.tokens.span(first).start, at);
            let runs_on = (first + 1..=last).all(|index| content.tokens.flags(index).gap() != Gap::Stop);
            if !runs_on || typed.len() < LETTERS || !content.map.is_unbroken(typed) {
                continue;
            }
            let offered = self.continuing(typed.slice(&content.text), block.to_source(typed), as_of);
            if !offered.is_empty() {
                return offered;
            }
        }
        Vec::new()
    }

    fn continuing(&self, typed: &str, replaces: Span, as_of: PartialDate) -> Vec<Completion> {
        self.termbase
            .complete(typed)
            .filter_map(|(concept, term)| {
                let concept = self.termbase.concept(concept)?;
                let term = concept.terms.get(usize::from(term))?;
                let is_right = !term.is_undesired_on(as_of) && !term.period.is_surely_before(as_of);
                is_right.then(|| Completion {
                    label: sentence_case(typed, &term.text),
                    text: sentence_case(typed, &term.text),
                    replaces,
                    detail: [concept.field.as_deref(), Some(term.status.as_str())]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(", "),
                    about: About::Concept(concept.id.clone()),
                })
            })
            .take(OFFERED)
            .collect()
    }
}

/// The term with a capital where the author began with one.
pub(super) fn sentence_case(typed: &str, term: &str) -> String {
    let begun: String = term.chars().take(typed.chars().count()).collect();
    match CasePattern::of(typed, &begun) {
        CasePattern::FirstCapital => CasePattern::FirstCapital.write(term),
        _ => term.to_owned(),
    }
}
