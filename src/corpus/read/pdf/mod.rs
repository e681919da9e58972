//! PDF: the words of each page by their places on it, put together to paragraphs that
//! run on over lines, columns and pages. Running heads and page numbers follow the
//! text, as furniture; pages that came out badly are said to be doubtful.
//!
//! | step | file |
//! |---|---|
//! | the library, kept from harm | `guard`, `unpacked`, `sound`, `cmap` |
//! | characters with their places, to lines | `page`, `line` |
//! | running heads apart, lines to paragraphs, pages to one text | `running`, `paragraph`, `flow` |
//! | what the result is worth | `doubt` |

mod cmap;
mod doubt;
mod flow;
mod guard;
mod line;
mod page;
mod paragraph;
mod running;
#[cfg(test)]
pub(in crate::corpus) mod samples;
mod sound;
#[cfg(test)]
mod tests;
mod unpacked;

use std::path::Path;

use flow::Flow;
use guard::Drawn;

use super::metadata::Metadata;
use super::page::read_page;
use super::text::finished;
use super::{Extracted, SkipReason};
use crate::corpus::{Extraction, Zone};
use crate::text::OffsetMap;

/// Reads a PDF.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<Extracted, SkipReason> {
    let Drawn { pages, properties } = guard::draw(bytes)?;
    if pages.iter().all(|page| page.lines.is_empty()) {
        let is_broken = pages.iter().all(|page| page.is_broken);
        return Err(if is_broken { SkipReason::NoReadablePage } else { SkipReason::Scanned });
    }
    let Flow { text, places, furniture } = Flow::of(&pages);
    let mut metadata = Metadata::new(path);
    properties.offer_what_the_text_shows(&text, &mut metadata);
    for span in &furniture {
        metadata.mark(*span, Zone::Furniture);
    }
    read_page(&text, 0, &OffsetMap::identity(text.len()), &furniture, &mut metadata);
    properties.offer_the_rest(&mut metadata);
    let broken: Vec<u32> = (1..).zip(&pages).filter(|(_, page)| page.is_broken).map(|(number, _)| number).collect();
    let doubtful = doubt::doubtful(&text, &places, &broken);
    let blank = (1..).zip(&pages).filter(|(_, page)| page.lines.is_empty()).map(|(number, _)| number).collect();
    metadata.set_extraction(Extraction { pages: places, doubtful, blank, ..Extraction::default() });
    Ok(finished(text, metadata))
}
