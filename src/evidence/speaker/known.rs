//! Whether a name of a draft is surely a person's: "Article V said" names nobody. The
//! draft and the people of the corpus enter, yes or no leaves.

use crate::draft::Snapshot;
use crate::evidence::People;
use crate::prose::PersonName;
use crate::text::fold;

/// Whether the corpus has texts by a person of this given name, or the draft calls them by
/// their surname alone.
pub(in crate::evidence) fn is_surely_a_person(snapshot: &Snapshot, people: &People, name: &PersonName) -> bool {
    people.has_given_name_of(name) || has_surname_alone(snapshot, name)
}

/// Whether the surname stands somewhere without the given name and without an article:
/// "the Post" is a newspaper.
fn has_surname_alone(snapshot: &Snapshot, name: &PersonName) -> bool {
    let (family, given) = (name.family(), name.given().unwrap_or_default());
    if family.chars().count() < 2 {
        return false;
    }
    snapshot.blocks.iter().any(|block| {
        let content = &block.content;
        let word = |index: usize| fold(content.tokens.span(index).slice(&content.text));
        (0..content.tokens.len()).any(|index| {
            let is_named = content.tokens.flags(index).is_capital() && word(index) == family;
            let before = is_named.then(|| index.checked_sub(1).map(word)).flatten().unwrap_or_default();
            is_named && before != given && !matches!(before.as_str(), "the" | "a" | "an" | "its" | "their" | "our")
        })
    })
}
