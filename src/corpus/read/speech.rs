//! Whether a document says of itself that it is the speech of one person: then who is
//! named as its author speaks in it. An article's author does not, whatever the article is
//! about, so a title has to begin as those of speeches do.

use super::metadata::Metadata;
use super::names::person;
use crate::corpus::Field;

/// What speeches are called, in lower case.
const GENRES: [&str; 8] = ["address", "keynote", "lecture", "remarks", "speech", "speeches", "statement", "toast"];

/// What goes before it.
const KINDS: [&str; 8] =
    ["closing", "concluding", "farewell", "inaugural", "introductory", "keynote", "opening", "welcome"];

/// What goes on with the occasion: a headline about a speech goes on with its matter.
const OCCASION: [&str; 4] = ["at", "before", "delivered", "to"];

/// Whether the value of a field such as `genre` names a speech: "speech", "Opening remarks".
pub(super) fn is_speech_genre(value: &str) -> bool {
    let value = value.to_lowercase();
    let mut words = value.split_whitespace().skip_while(|word| KINDS.contains(word) && *word != value);
    words.next().is_some_and(|word| GENRES.contains(&word)) && words.all(|word| GENRES.contains(&word))
}

/// Whether a title begins as that of a speech: "Opening remarks at the forum". Who speaks
/// is not told: "Statement by the spokesperson" is somebody else's than its author's.
pub(super) fn is_speech_title(title: &str) -> bool {
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split_whitespace().collect();
    let Some(at) = words.iter().position(|word| OCCASION.contains(word)) else { return false };
    let (kind, occasion) = words.split_at(at);
    is_speech_genre(&kind.join(" ")) && !occasion.contains(&"by")
}

/// Takes the author for the speaker, where nobody else is and the author is one person.
pub(super) fn offer_author_as_speaker(metadata: &mut Metadata) {
    let Some(author) = metadata.value(Field::Author) else { return };
    let are_several = author.contains([';', '&']) || author.contains(" and ");
    let rest = author.split_once(',').map_or("", |(_, rest)| rest);
    let Some(name) = person(author).filter(|_| !are_several && person(rest).is_none()) else { return };
    if let Some(provenance) = metadata.provenance(Field::Author) {
        metadata.offer(Field::Speaker, provenance, &name);
    }
}
