//! The table of sources, and the cited works that are no documents of the corpus.

use super::Writing;
use crate::engine::PageSource;

const HEADINGS: [(&str, &str); 7] = [
    ("No.", ""),
    ("Document", ""),
    ("Date", ""),
    ("Publisher", ""),
    ("Quoted", "quotations and expressions that are from it"),
    ("Cited", "places that cite it"),
    ("Shared", "words of the draft in runs of words that it has too, and terms that stand in both"),
];

impl Writing<'_> {
    pub(super) fn shelf(&mut self) {
        self.section("sources", "Sources", |writing| {
            let page = writing.page;
            if page.sources.is_empty() {
                writing.out.element("p", &[], "The draft quotes, cites and repeats no document of the corpus.");
            } else {
                writing.table(&page.sources);
            }
            if !page.works.is_empty() {
                writing.out.element("h3", &[], "Cited, and not in the corpus");
                writing.out.open("ul", &[]);
                for work in &page.works {
                    writing.out.element("li", &[], work);
                }
                writing.out.close("ul");
            }
        });
    }

    fn table(&mut self, sources: &[PageSource]) {
        self.out.open("div", &[("class", "wide")]);
        self.out.open("table", &[("class", "sources")]);
        self.out.open("thead", &[]);
        self.out.open("tr", &[]);
        for (heading, meaning) in HEADINGS {
            let attributes = [("scope", "col"), ("title", meaning)];
            let shown = if meaning.is_empty() { 1 } else { 2 };
            self.out.element("th", attributes.get(..shown).unwrap_or_default(), heading);
        }
        self.out.close("tr");
        self.out.close("thead");
        self.out.open("tbody", &[]);
        for (number, source) in (1..).zip(sources) {
            self.source_row(number, source);
        }
        self.out.close("tbody");
        self.out.close("table");
        self.out.close("div");
    }

    fn source_row(&mut self, number: usize, source: &PageSource) {
        let document = &source.document;
        self.out.open("tr", &[("id", &format!("source-{number}"))]);
        self.out.element("td", &[("class", "number")], &number.to_string());
        self.out.open("th", &[("scope", "row"), ("dir", "auto")]);
        let title = document.title.as_deref().unwrap_or(&document.id);
        self.out.web_link(document.url.as_deref().unwrap_or_default(), title);
        self.out.element("span", &[("class", "path")], &document.id);
        self.out.close("th");
        self.out.element("td", &[("class", "date")], &document.dated());
        self.out.element("td", &[], document.credit().unwrap_or("unknown"));
        for (name, told) in
            [("Quoted", count(source.quoted)), ("Cited", count(source.cited)), ("Shared", shared(source))]
        {
            // On a narrow window the heading is out of sight.
            self.out.element("td", &[("class", "number"), ("data-name", name)], &told);
        }
        self.out.close("tr");
    }
}

fn count(count: usize) -> String {
    if count == 0 { "–".to_owned() } else { count.to_string() }
}

fn shared(source: &PageSource) -> String {
    match (source.words, source.terms) {
        (0, 0) => "–".to_owned(),
        (words, 0) => format!("{words} words"),
        (0, terms) => crate::cli::report::counted(terms, "term"),
        (words, terms) => format!("{words} words, {}", crate::cli::report::counted(terms, "term")),
    }
}
