//! What a file's own record of itself says (the `core.xml` of a Word document, the
//! information dictionary of a PDF). It is weak: templates and the computer's owner
//! fill it in. A title that the text shows itself is taken first; otherwise whatever
//! the text says goes before. The times of making and saving are no dates of
//! publication and are not read.

use super::language::declared_language;
use super::metadata::Metadata;
use super::names::person;
use crate::corpus::{Field, Provenance};
use crate::text::{Span, one_line};

/// Bytes at the head of a text in which its title stands.
const HEAD: usize = 2_000;

/// The properties that are read; empty where unknown.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) title: String,
    /// Who made it, as a name.
    pub(super) creator: String,
    pub(super) language: String,
}

impl Properties {
    /// Offers the title if it stands at the head of the text, before the text is read
    /// for itself.
    pub(super) fn offer_what_the_text_shows(&self, text: &str, metadata: &mut Metadata) {
        let title = one_line(&self.title);
        let head = one_line(Span::new(0, text.floor_char_boundary(HEAD)).slice(text));
        if head.to_lowercase().contains(&title.to_lowercase()) {
            metadata.offer(Field::Title, Provenance::Properties, &title);
        }
    }

    /// Offers what the text did not say.
    pub(super) fn offer_the_rest(&self, metadata: &mut Metadata) {
        if !is_left_by_a_program(&self.title) {
            metadata.offer(Field::Title, Provenance::Properties, &self.title);
        }
        if let Some(author) = person(self.creator.trim()) {
            metadata.offer(Field::Author, Provenance::Properties, &author);
        }
        if let Some(language) = declared_language(&self.language) {
            metadata.offer(Field::Language, Provenance::Properties, &language);
        }
    }
}

/// Titles that nobody wrote: "Microsoft Word - draft3.doc", "Document1", "untitled".
fn is_left_by_a_program(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let endings = [".doc", ".docx", ".pdf", ".indd", ".qxd", ".tex", ".dvi", ".rtf"];
    let beginnings = ["microsoft word", "powerpoint presentation", "untitled", "document", "slide 1"];
    endings.iter().any(|ending| lower.ends_with(ending))
        || beginnings.iter().any(|beginning| {
            lower
                .strip_prefix(beginning)
                .is_some_and(|rest| rest.starts_with(" -") || rest.chars().all(|c| c.is_ascii_digit()))
        })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::Document;

    fn document(title: &str, creator: &str, text: &str) -> Document {
        let properties = Properties { title: title.to_owned(), creator: creator.to_owned(), language: String::new() };
        let mut metadata = Metadata::new(Path::new("a.docx"));
        properties.offer_what_the_text_shows(text, &mut metadata);
        metadata.offer(Field::Title, Provenance::FirstLine, "Another title");
        properties.offer_the_rest(&mut metadata);
        metadata.finish()
    }

    #[test]
    fn a_title_goes_first_only_where_the_text_shows_it() {
        let title = |title, text| document(title, "", text).title;
        assert_eq!(title("On fishing rights", "ON  FISHING\nRIGHTS\n\nText.").as_deref(), Some("On fishing rights"));
        assert_eq!(title("On fishing rights", "Text.").as_deref(), Some("Another title"));
    }

    #[test]
    fn what_programs_and_accounts_leave_is_no_title_and_no_name() {
        for title in ["Microsoft Word - paper", "Document1", "untitled", "paper_v3.docx"] {
            assert!(is_left_by_a_program(title), "{title}");
        }
        for title in ["Document of the ministers", "Untitled lands", "On fishing rights"] {
            assert!(!is_left_by_a_program(title), "{title}");
        }
        assert_eq!(document("", "Ada Holm", "").author.as_deref(), Some("Ada Holm"));
        assert_eq!(document("", "admin", "").author, None);
    }
}
