//! The abbreviations of a draft, gathered over its blocks in order: where each is
//! used and where it is introduced, in a link, a title, a footnote or a table as well
//! as in a paragraph. A context enters; for each abbreviation its places leave.

use std::collections::BTreeMap;

use crate::draft::{Block, BlockKind, Snapshot};
use crate::prose::{Abbreviation, Introduction, IntroductionForm, expansion_in};
use crate::text::Span;

/// Where each abbreviation of a draft stands, by its singular, in order of place.
/// Gathered once for all rules of a check.
#[derive(Debug, Default)]
pub struct Abbreviations<'d>(BTreeMap<&'d str, Vec<Place<'d>>>);

/// One abbreviation in one block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'d> {
    /// The block.
    pub(super) block: &'d Block,
    /// The abbreviation.
    pub(super) abbreviation: Abbreviation,
    /// What it stands for, where this place says so.
    pub(super) introduction: Option<Introduction>,
}

impl<'d> Place<'d> {
    /// The bytes of the draft.
    pub(super) fn span(&self) -> Span {
        self.block.to_source(self.abbreviation.span)
    }

    /// Whether the words are somebody else's.
    pub(super) fn is_quoted(&self) -> bool {
        self.block.is_quoted(self.abbreviation.span)
    }

    /// Whether the author uses it in running text: not in a heading, a table or a note,
    /// which have their own ways to abbreviate.
    pub(super) fn is_running_text(&self) -> bool {
        self.block.kind == BlockKind::Paragraph && !self.is_quoted()
    }

    /// The words it stands for, where this place gives them letter by letter.
    pub(super) fn exact_expansion(&self) -> Option<&'d str> {
        let introduction = self.introduction.filter(|introduction| introduction.form != IntroductionForm::Told)?;
        let expansion = introduction.expansion.filter(|expansion| expansion.is_exact)?;
        Some(expansion.span.slice(&self.block.content.text))
    }
}

impl<'d> Abbreviations<'d> {
    /// Gathers the abbreviations of a draft.
    #[must_use]
    pub fn of(snapshot: &'d Snapshot) -> Self {
        let mut found: BTreeMap<&'d str, Vec<Place<'d>>> = BTreeMap::new();
        for (index, block) in snapshot.blocks.iter().enumerate() {
            let content = &block.content;
            let mut introductions = content.introductions.iter().peekable();
            for abbreviation in &content.abbreviations {
                let told = introductions.next_if(|told| told.abbreviation.span == abbreviation.span).copied();
                let introduction = told.or_else(|| beside(&snapshot.blocks, index, *abbreviation));
                let place = Place { block, abbreviation: *abbreviation, introduction };
                found.entry(abbreviation.name(&content.text)).or_default().push(place);
            }
        }
        Self(found)
    }

    /// Each abbreviation, in order of the alphabet, with its places.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'d str, &[Place<'d>])> {
        self.0.iter().map(|(name, places)| (*name, places.as_slice()))
    }
}

/// What the cell before or behind says of an abbreviation that is alone in its cell.
fn beside(blocks: &[Block], index: usize, abbreviation: Abbreviation) -> Option<Introduction> {
    let block = blocks.get(index).filter(|block| block.kind == BlockKind::Cell)?;
    let text = &block.content.text;
    if abbreviation.span.slice(text) != text.trim() {
        return None;
    }
    let neighbours = [index.checked_sub(1), index.checked_add(1)];
    let mut cells = neighbours.into_iter().flatten().filter_map(|index| blocks.get(index));
    let is_expansion = |cell: &Block| expansion_in(&cell.content.text, abbreviation.name(text)).is_some();
    let is_told = cells.any(|cell| cell.kind == BlockKind::Cell && is_expansion(cell));
    is_told.then_some(Introduction { abbreviation, expansion: None, form: IntroductionForm::Told })
}

/// Whether two expansions are one: the same words, be it in another spelling, number,
/// order or letter case.
pub(super) fn is_same_expansion(one: &str, other: &str) -> bool {
    are_alike(&letters(one), &letters(other)) || are_alike(&sorted_letters(one), &sorted_letters(other))
}

fn are_alike(one: &str, other: &str) -> bool {
    const ALIKE: f64 = 0.7;
    one.contains(other) || other.contains(one) || strsim::normalized_levenshtein(one, other) >= ALIKE
}

fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words in small letters and in order of the alphabet.
fn sorted_letters(text: &str) -> String {
    let text = text.to_lowercase();
    let mut words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    words.sort_unstable();
    words.concat()
}

#[cfg(test)]
mod tests {
    use super::is_same_expansion;

    #[test]
    fn spelling_number_and_order_do_not_make_another_expansion() {
        assert!(is_same_expansion("Shanghai Cooperation Organisation", "Shanghai Cooperation Organization"));
        assert!(is_same_expansion("illegal, unregulated and unreported", "Illegal, unreported and unregulated"));
        assert!(is_same_expansion("Security and Co-operation in Europe", "Security and Cooperation in Europe"));
        assert!(is_same_expansion("non-governmental organization", "nongovernmental organizations"));
        assert!(!is_same_expansion("Trans-Pacific Partnership", "Taiwan People's Party"));
        assert!(!is_same_expansion("Global Security Initiative", "General Services Index"));
    }
}
