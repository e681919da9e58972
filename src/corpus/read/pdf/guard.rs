//! The one door to the library that reads PDF. It panics on files it does not expect
//! and recurses as deep as a file says, so it runs on a thread of its own with a large
//! stack, page by page; of a page that brings it down, what was drawn before is kept.
//! The number of characters is bounded, too.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::thread::Builder;

use pdf_extract::{Document, Object, decode_text_string, output_doc_page};

use super::super::SkipReason;
use super::super::properties::Properties;
use super::page::{Page, Sheet};
use super::{cmap, sound, unpacked};

/// Stack of the thread in bytes; it is only taken where it is used.
const STACK: usize = 256 << 20;

/// Characters of a whole file that are read: some four thousand full pages.
const MOST_CHARACTERS: usize = 16_000_000;

/// Name of the thread, by which its panics are known to be expected.
const THREAD: &str = "glossator-pdf";

/// What was drawn out of a file.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) pages: Vec<Page>,
    pub(super) properties: Properties,
}

/// Draws the pages out of a file.
///
/// # Errors
/// When the file is no PDF, or one with a password.
pub(super) fn draw(bytes: &[u8]) -> Result<Drawn, SkipReason> {
    unpacked::check(bytes)?;
    keep_expected_panics_quiet();
    let drawn = std::thread::scope(|scope| {
        let thread = Builder::new().name(THREAD.to_owned()).stack_size(STACK);
        let thread = thread.spawn_scoped(scope, || draw_here(bytes));
        thread.map(|thread| thread.join().unwrap_or_else(|_| Err(broken())))
    });
    drawn.map_err(|error| SkipReason::Damaged(error.to_string()))?
}

fn draw_here(bytes: &[u8]) -> Result<Drawn, SkipReason> {
    let mut document = Document::load_mem(bytes).map_err(|error| match error {
        pdf_extract::Error::Decryption(_) | pdf_extract::Error::InvalidPassword => SkipReason::Encrypted,
        error => SkipReason::Damaged(error.to_string()),
    })?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(SkipReason::Encrypted);
    }
    sound::make(&mut document);
    cmap::mend(&mut document);
    let numbers = document.get_pages();
    if numbers.is_empty() {
        return Err(SkipReason::Damaged("no page is in it".to_owned()));
    }
    let mut room = MOST_CHARACTERS;
    let mut pages = Vec::with_capacity(numbers.len());
    for (&number, &id) in &numbers {
        let mut sheet = Sheet::new(room);
        let outcome = sound::is_page(&document, id)
            .then(|| catch_unwind(AssertUnwindSafe(|| output_doc_page(&document, &mut sheet, number))));
        room = sheet.room();
        if room == 0 {
            return Err(SkipReason::TooMuchText { limit: MOST_CHARACTERS });
        }
        let is_broken = !matches!(outcome, Some(Ok(Ok(()))));
        pages.push(Page { lines: sheet.finish(), is_broken });
    }
    Ok(Drawn { pages, properties: properties(&document) })
}

/// Title and author of the information dictionary.
fn properties(document: &Document) -> Properties {
    let dictionary = document.trailer.get(b"Info").and_then(Object::as_reference);
    let Ok(dictionary) = dictionary.and_then(|id| document.get_dictionary(id)) else { return Properties::default() };
    let value = |key: &[u8]| dictionary.get(key).and_then(decode_text_string).unwrap_or_default();
    Properties { title: value(b"Title"), creator: value(b"Author"), language: String::new() }
}

fn broken() -> SkipReason {
    SkipReason::Damaged("it breaks the rules of PDF".to_owned())
}

/// Panics of the library are an answer here; the program's way of telling of panics is
/// left as it is for all others.
fn keep_expected_panics_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREAD) {
                usual(panic);
            }
        }));
    });
}
