//! A citation laid out for a hover: what the note says, then each source that is cited.

use crate::engine::{CitationCard, CitedSource};
use crate::text::Place;

use super::cards::link;
use super::markdown::Page;
use super::protocol::lsp::Url;

/// First what the note says, then each source that is cited.
pub(super) fn citation(card: &CitationCard, page: &mut Page) {
    page.title(&card.found);
    if let Some(amiss) = &card.amiss {
        page.paragraph(amiss);
    }
    if let Some(note) = &card.note {
        page.paragraph(note);
    }
    card.sources.iter().for_each(|source| cited(source, page));
}

fn cited(source: &CitedSource, page: &mut Page) {
    page.paragraph(&source.rendered);
    if let Some(document) = &source.document {
        let start = Place { line: 1, column: 1 };
        let more = match source.others {
            0 => String::new(),
            others => format!(" (or {others} more of the same address)"),
        };
        let label = format!("In the corpus: {}{more}", document.dated());
        page.place(&label, link(&document.path, start).as_ref().map(|(url, label)| (url, label.as_str())));
    }
    if let Some((path, place)) = &source.entry {
        page.place("Bibliography", link(path, *place).as_ref().map(|(url, label)| (url, label.as_str())));
    }
    let web = source.url.as_ref().and_then(|url| Url::parse(url).ok());
    if let Some(url) = web.filter(|url| matches!(url.scheme(), "http" | "https")) {
        let host = url.host_str().unwrap_or("web").to_owned();
        page.place("On the web", Some((&url, &host)));
    }
}
