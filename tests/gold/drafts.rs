//! The gold drafts under `fixtures/gold`: prose with planted errors and its right twins,
//! in the form of the rules' pages (see `tests/pages`). A page is named after the rule
//! whose carets need no name. A name may end in `missed`, for what is wrong and yet not
//! found, or in `wrong`, for what is found and yet right: such places count against the
//! rule, and are written down so that nobody has to find them again.

use glossator::engine::Engine;
use glossator::text::Span;

use crate::pages::{Case, cases, fixtures, found};

/// The rules that the gold drafts measure.
pub(crate) const RULES: [&str; 18] = [
    "altered-item",
    "ambiguous-set",
    "doubled-item",
    "event-date",
    "foreign-item",
    "impossible-date",
    "miscounted-set",
    "missing-item",
    "misspelled-name",
    "name-order",
    "outdated-set",
    "redefined-abbreviation",
    "relative-date",
    "reordered-items",
    "undefined-abbreviation",
    "unused-abbreviation",
    "wrong-count",
    "wrong-title",
];

/// The page of errors that were printed, where every rule counts.
const OBSERVED: &str = "observed-errors";

/// What a mark of a gold draft says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Wrong, and found.
    Found,
    /// Wrong, and not found.
    Missed,
    /// Right, and found all the same.
    Wrong,
}

/// A place of a draft, and the rule that it concerns.
pub(crate) type Place = (Span, String);

/// One draft of a page.
pub(crate) struct GoldDraft {
    /// The page and its line, for messages.
    pub(crate) place: String,
    /// The text.
    pub(crate) text: String,
    /// What is marked in it, in order of place.
    pub(crate) marks: Vec<(Place, Mark)>,
}

impl GoldDraft {
    /// What the measured rules find, in order of place; of the errors that were printed,
    /// what any rule finds.
    pub(crate) fn found(&self, engine: &Engine) -> Vec<Place> {
        let is_asked = |rule: &str| self.place.contains(OBSERVED) || RULES.contains(&rule);
        let findings = found(engine, &self.text).into_iter().filter(|finding| is_asked(finding.rule));
        let mut places: Vec<Place> = findings.map(|finding| (finding.span, finding.rule.to_owned())).collect();
        places.sort_by_key(order);
        places
    }
}

/// All gold drafts, by page.
pub(crate) fn gold_drafts() -> Vec<GoldDraft> {
    let entries = std::fs::read_dir(fixtures().join("gold")).expect("the gold drafts");
    let mut pages: Vec<_> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    pages.sort();
    let drafts = pages.iter().flat_map(|path| {
        let page = std::fs::read_to_string(path).expect("a readable page");
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        cases(&page, &name).into_iter().map(move |case| gold_draft(&name, case)).collect::<Vec<_>>()
    });
    drafts.collect()
}

fn gold_draft(page: &str, case: Case) -> GoldDraft {
    let place = format!("fixtures/gold/{page}.md:{}", case.line);
    assert!(case.settings.is_empty(), "{place}: a gold draft is checked with the settings as they ship");
    let mut marks: Vec<_> = case.expected.into_iter().map(|(span, name)| marked(page, span, &name)).collect();
    marks.sort_by_key(|(place, _)| order(place));
    GoldDraft { place, text: case.draft, marks }
}

/// `RULE`, `RULE missed`, `missed`: a page's own rule need not be named.
fn marked(page: &str, span: Span, name: &str) -> (Place, Mark) {
    let (rule, mark) = match name.rsplit_once(' ').unwrap_or(("", name)) {
        (rule, "missed") => (rule, Mark::Missed),
        (rule, "wrong") => (rule, Mark::Wrong),
        _ => (name, Mark::Found),
    };
    let rule = if rule.is_empty() { page } else { rule };
    assert!(page == OBSERVED || RULES.contains(&rule), "{rule} on the page {page} is no measured rule");
    ((span, rule.to_owned()), mark)
}

fn order((span, rule): &Place) -> (usize, usize, String) {
    (span.start, span.end, rule.clone())
}
