//! Words of a quotation laid against words of a sentence that it does not quote. The steps
//! of an alignment enter; the same leave, with the words of neighbouring sentences left
//! beyond the passage.
//!
//! A passage may reach a word into the sentence before or behind. What a quotation has more
//! at its ends would stand against that word: "You know" for "anymore."

use super::align::Step;
use super::word::Word;

/// The steps without the sentences of `source`, at either end, of which `quoted` has no word.
pub(super) fn set_apart(mut steps: Vec<Step>, quoted: &[Word<'_>], source: &[Word<'_>]) -> Vec<Step> {
    let shared = |step: &Step| match *step {
        Step::Pair { quoted: one, source: other } => {
            quoted.get(one).zip(source.get(other)).filter(|(one, other)| one.says(other)).map(|_| other..other + 1)
        }
        Step::Slot { from, to, .. } => Some(from..to),
        Step::Added { .. } | Step::Gone { .. } => None,
    };
    let (Some(first), Some(last)) = (steps.iter().find_map(shared), steps.iter().rev().find_map(shared)) else {
        return steps;
    };
    let begins = |at: &usize| source.get(*at).is_some_and(|word| word.starts_sentence);
    let from = (1..=first.start).rev().find(begins).unwrap_or(0);
    let to = (last.end..source.len()).find(begins).unwrap_or(source.len());
    let is_aside = |at: usize| source.get(at).is_some_and(|word| word.is_aside);
    let is_near = |at: usize| !(from..to).contains(&at);
    steps.retain(|step| !matches!(step, Step::Gone { source } if is_near(*source) && !is_aside(*source)));
    for step in &mut steps {
        if let Step::Pair { quoted, source } = *step
            && is_near(source)
        {
            *step = Step::Added { quoted };
        }
    }
    steps
}
