//! What somebody has to look at before the draft goes out: each note that says that something
//! is wrong, or that it cannot be told, with what is amiss in a few words.

use super::Writing;
use super::badge::{Badge, of_kind};
use super::difference::{Part, parts};
use super::notes::{sentence, words};
use crate::engine::{MarkKind, Note, NoteSubject, Verdict};
use crate::rules::{Finding, Severity};
use crate::text::one_line;

/// Characters of a note's words.
const WORDS: usize = 90;
/// Characters of each side of a change, and of what a rule says.
const AMISS: usize = 60;
/// Changes of a quotation that are shown.
const CHANGES: usize = 3;

impl Writing<'_> {
    pub(super) fn first(&mut self) {
        let page = self.page;
        let notes: Vec<(usize, &Note)> = (1..).zip(&page.notes).filter(|(_, note)| is_pressing(note)).collect();
        if notes.is_empty() {
            return;
        }
        self.out.open("section", &[("class", "first"), ("aria-labelledby", "first-heading")]);
        self.out.element("h2", &[("id", "first-heading")], "To look at first");
        self.out.open("ol", &[]);
        for (number, note) in notes {
            self.out.open("li", &[("value", &number.to_string())]);
            self.badge(badge(note));
            let shown = shortened(words(note), WORDS);
            self.out.element("a", &[("href", &format!("#note-{number}"))], &shown);
            self.amiss(note);
            self.out.close("li");
        }
        self.out.close("ol");
        self.out.close("section");
    }

    /// What is amiss: the words that were changed, else what a rule says.
    fn amiss(&mut self, note: &Note) {
        let changes = changes(note);
        self.out.open("span", &[("class", "what")]);
        for (draft, source) in changes.iter().take(CHANGES) {
            self.changed(&shortened(draft, AMISS), &shortened(source, AMISS));
            self.out.text(" ");
        }
        match (changes.len(), worst(note)) {
            (0, Some(finding)) => self.out.text(&sentence(&shortened(&finding.message, 2 * AMISS))),
            (count, _) if count > CHANGES => self.out.text(&format!("and {} more", count - CHANGES)),
            _ => {}
        }
        self.out.close("span");
    }
}

/// The verdict on a misquotation, else the worst that a rule finds.
fn badge(note: &Note) -> Badge {
    let worst = worst(note).filter(|_| !is_misquoted(note));
    of_kind(worst.map_or(note.kind, |finding| MarkKind::Finding(finding.severity)))
}

/// The words of the draft that are not those of the source, each with what stands there.
/// Where words stand against nothing, a rule says more: they may be of another source.
fn changes(note: &Note) -> Vec<(String, String)> {
    let NoteSubject::Quotation(card) = &note.subject else { return Vec::new() };
    let place = card.places.first().filter(|_| is_misquoted(note));
    let parts = place.map(|place| parts(&card.text, &place.differences)).unwrap_or_default();
    let pair = |part| if let Part::Changed(draft, source) = part { Some((draft, source)) } else { None };
    let changes: Vec<(String, String)> = parts.into_iter().filter_map(pair).collect();
    let are_pairs = changes.iter().all(|(draft, source)| !draft.is_empty() && !source.is_empty());
    if are_pairs || worst(note).is_none() { changes } else { Vec::new() }
}

/// Whether a note says that something is wrong, or cannot be told.
fn is_pressing(note: &Note) -> bool {
    is_misquoted(note) || worst(note).is_some()
}

fn is_misquoted(note: &Note) -> bool {
    matches!(note.kind, MarkKind::Quotation(None | Some(Verdict::Altered)))
}

/// The worst finding that is more than a hint.
fn worst(note: &Note) -> Option<&Finding> {
    let findings = note.findings.iter().filter(|finding| finding.severity > Severity::Hint);
    findings.max_by_key(|finding| finding.severity)
}

/// A text on one line, cut at the end of a word.
fn shortened(text: &str, most: usize) -> String {
    let line = one_line(text);
    let Some((end, _)) = line.char_indices().nth(most) else {
        return line.trim_end_matches([',', ';', ':']).to_owned();
    };
    let cut = line.get(..end).unwrap_or_default();
    // Chinese has no blanks to cut at.
    let whole = cut.rsplit_once(' ').map(|(whole, _)| whole).filter(|whole| whole.len() > cut.len() / 2);
    format!("{}…", whole.unwrap_or(cut).trim_end_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_the_end_of_a_word() {
        for (text, most, expected) in [
            ("in the ministry,", 90, "in the ministry"),
            ("signed in the ministry ... A peaceful place", 26, "signed in the ministry…"),
            ("signed\nin the ministry", 12, "signed in…"),
            ("a \u{4EBA}\u{7C7B}\u{547D}\u{8FD0}\u{5171}\u{540C}\u{4F53}", 6, "a \u{4EBA}\u{7C7B}\u{547D}\u{8FD0}…"),
        ] {
            assert_eq!(shortened(text, most), expected, "{text}");
        }
    }
}
