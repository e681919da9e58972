//! The head and the foot of a page: what was held against what, and what came of it; what
//! the signs mean; what was not checked.

use super::badge::{LEGEND, of_kind, of_verdict};
use super::{Occasion, Writing};
use crate::cli::report::counted;
use crate::engine::{MarkKind, Verdict};
use crate::rules::Severity;

/// Notices on sources that are said one by one.
const NOTICES: usize = 20;

impl Writing<'_> {
    pub(super) fn cover(&mut self, occasion: &Occasion) {
        self.out.open("header", &[]);
        self.out.element("p", &[("class", "kind")], "Evidence page");
        let title = self.page.title.as_deref().unwrap_or(&occasion.draft);
        self.out.element("h1", &[("dir", "auto")], title);
        self.out.element("p", &[("class", "held")], &self.held(occasion));
        self.numbers();
        self.out.open("nav", &[("aria-label", "Parts of this page")]);
        for (target, words) in [
            ("#draft", "The draft"),
            ("#sources", "Sources"),
            ("#timelines", "Formulations over the years"),
            ("#unchecked", "Not checked"),
        ] {
            self.out.element("a", &[("href", target)], words);
        }
        self.out.close("nav");
        self.first();
        self.legend();
        self.out.close("header");
    }

    /// "note.md, dated 2018, judged as of 2018; held against 12 documents and 60 concepts"
    fn held(&self, occasion: &Occasion) -> String {
        let page = self.page;
        let dated = page.date.map_or_else(|| ", undated".to_owned(), |date| format!(", dated {date}"));
        let (documents, concepts) = (counted(page.documents, "document"), counted(page.concepts, "concept"));
        format!("{}{dated}, judged as of {}; held against {documents} and {concepts}.", occasion.draft, page.as_of)
    }

    fn numbers(&mut self) {
        let numbers = self.page.numbers;
        let quotations = numbers.quotations;
        self.out.open("dl", &[("class", "numbers")]);
        self.number(quotations.total(), "quotation", "quotations");
        for (count, verdict) in [
            (quotations.verbatim, Some(Verdict::Verbatim)),
            (quotations.adapted, Some(Verdict::Adapted)),
            (quotations.altered, Some(Verdict::Altered)),
            (quotations.not_found, Some(Verdict::Absent)),
            (quotations.unknown, None),
        ] {
            if count > 0 || verdict.is_some() {
                let badge = of_verdict(verdict);
                self.tile(count, badge.word, badge.class, badge.sign);
            }
        }
        self.number(numbers.expressions, "expression in marks", "expressions in marks");
        self.number(numbers.terms, "place of a term", "places of terms");
        self.number(numbers.sets, "counted set", "counted sets");
        self.number(numbers.citations, "citation", "citations");
        for (count, severity, one, many) in [
            (numbers.errors, Severity::Error, "error", "errors"),
            (numbers.warnings, Severity::Warning, "warning", "warnings"),
            (numbers.hints, Severity::Hint, "hint", "hints"),
        ] {
            let badge = of_kind(MarkKind::Finding(severity));
            self.tile(count, if count == 1 { one } else { many }, badge.class, badge.sign);
        }
        self.out.close("dl");
    }

    fn number(&mut self, count: usize, one: &str, many: &str) {
        self.tile(count, if count == 1 { one } else { many }, "counted", "");
    }

    fn tile(&mut self, count: usize, name: &str, class: &'static str, sign: &'static str) {
        let class = if count == 0 { "none" } else { class };
        self.out.open("div", &[("class", class)]);
        self.out.open("dt", &[]);
        if !sign.is_empty() {
            self.out.element("span", &[("class", "sign"), ("aria-hidden", "true")], sign);
        }
        self.out.text(name);
        self.out.close("dt");
        self.out.element("dd", &[], &count.to_string());
        self.out.close("div");
    }

    fn legend(&mut self) {
        self.out.open("details", &[("class", "legend")]);
        self.out.element("summary", &[], "What the marks mean");
        self.out.open("ul", &[]);
        for (badge, meaning) in LEGEND {
            self.out.open("li", &[]);
            self.badge(badge);
            let class = format!("m {}", badge.class);
            self.out.element("span", &[("class", &class)], "these words");
            self.out.text(&format!(": {meaning}"));
            self.out.close("li");
        }
        self.out.close("ul");
        self.out.close("details");
    }

    pub(super) fn unchecked(&mut self, occasion: &Occasion) {
        self.section("unchecked", "Not checked", |writing| {
            let page = writing.page;
            let more = occasion.notices.len().saturating_sub(NOTICES);
            let notices = occasion.notices.iter().take(NOTICES).map(|notice| format!("Of the set-up: {notice}."));
            let more = (more > 0).then(|| format!("{more} more notices on the set-up are not listed."));
            let lines: Vec<String> = page.unchecked.iter().cloned().chain(notices).chain(more).collect();
            writing.out.open("ul", &[]);
            for line in &lines {
                writing.out.element("li", &[], line);
            }
            writing.out.element("li", &[], "Code, formulas, images and raw HTML of the draft hold no words to check.");
            writing.out.close("ul");
            writing.out.element(
                "p",
                &[],
                "A quotation that is in no source of this corpus may stand in another one: \"not in the sources\" \
                 says where was looked, and is no proof that nobody said it.",
            );
        });
    }

    pub(super) fn foot(&mut self, occasion: &Occasion) {
        let version = env!("CARGO_PKG_VERSION");
        let made = format!("Made by Glossator {version} on {}.", occasion.made);
        self.out.open("footer", &[]);
        self.out.element("p", &[], &made);
        self.out.close("footer");
    }
}
