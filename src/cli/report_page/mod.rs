//! The evidence page as one file of HTML: no script, nothing loaded from anywhere, light and
//! dark, for the screen and for paper. What the engine knows of a draft enters. Whatever
//! stands in drafts, sources and termbases leaves as text: see `markup`.

mod badge;
mod cover;
mod difference;
mod first;
mod markup;
mod notes;
mod shelf;
mod text;
mod timeline;

use std::collections::BTreeMap;

use markup::Markup;

use crate::engine::EvidencePage;
use crate::prose::PartialDate;

/// What tells a page of this program from any other file.
pub(super) const GENERATOR: &str = "<meta name=\"generator\" content=\"glossator report\">";

/// What a browser may do with the page: show it.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("style.css");

/// What a page says besides what the engine knows.
pub(super) struct Occasion {
    /// The name of the draft's file.
    pub draft: String,
    /// The day the page is made.
    pub made: PartialDate,
    /// What is amiss with the sources and termbases, a line each.
    pub notices: Vec<String>,
}

/// A page while it is written.
struct Writing<'p> {
    page: &'p EvidencePage,
    /// The number of each source by its id, from 1.
    sources: BTreeMap<&'p str, usize>,
    out: Markup,
}

/// The page as HTML.
pub(super) fn html(page: &EvidencePage, occasion: &Occasion) -> String {
    let sources = page.sources.iter().map(|source| source.document.id.as_str()).zip(1..).collect();
    let mut writing = Writing { page, sources, out: Markup::default() };
    writing.head(occasion);
    writing.out.open("body", &[]);
    writing.cover(occasion);
    writing.out.open("main", &[]);
    writing.draft();
    writing.shelf();
    writing.timelines();
    writing.unchecked(occasion);
    writing.out.close("main");
    writing.foot(occasion);
    writing.out.close("body");
    writing.out.close("html");
    writing.out.finish()
}

impl Writing<'_> {
    fn head(&mut self, occasion: &Occasion) {
        let out = &mut self.out;
        out.fixed("<!doctype html>\n");
        out.open("html", &[("lang", "en")]);
        out.open("head", &[]);
        out.fixed("<meta charset=\"utf-8\">\n");
        out.fixed(GENERATOR);
        out.open("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
        out.open("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        out.open("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        out.open("meta", &[("name", "referrer"), ("content", "no-referrer")]);
        out.element("title", &[], &format!("{}: evidence", self.page.title.as_deref().unwrap_or(&occasion.draft)));
        out.fixed("<style>\n");
        out.fixed(STYLE);
        out.fixed("</style>\n");
        out.close("head");
    }

    /// A section of the page with its heading.
    fn section(&mut self, id: &'static str, heading: &str, inside: impl FnOnce(&mut Self)) {
        let name = format!("{id}-heading");
        self.out.open("section", &[("id", id), ("aria-labelledby", &name)]);
        self.out.element("h2", &[("id", &name)], heading);
        inside(self);
        self.out.close("section");
    }
}
