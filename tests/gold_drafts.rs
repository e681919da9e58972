//! Holds the gold drafts true as marked, so that a rule that begins to miss an error, or
//! to find one where there is none, shows at once. How often the rules are right is
//! measured by `cargo bench --bench gold` (see `tests/gold/README.md`).

#[path = "gold/drafts.rs"]
mod drafts;
#[allow(dead_code, reason = "the pages of the rules need more of it")]
mod pages;

use glossator::rules::find;

use drafts::{Mark, Place, RULES, gold_drafts};

fn drawn(text: &str, places: &[Place]) -> String {
    let lines: Vec<String> =
        places.iter().map(|(span, rule)| format!("  {rule}: \"{}\" at {span}\n", span.slice(text))).collect();
    lines.concat()
}

#[test]
fn every_gold_draft_is_found_as_marked() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let engine = pages::engine(cache.path(), &[]);
    let mut failures = Vec::new();
    for draft in gold_drafts() {
        let expected = draft.marks.iter().filter(|(_, mark)| *mark != Mark::Missed).map(|(place, _)| place.clone());
        let (expected, found): (Vec<Place>, _) = (expected.collect(), draft.found(&engine));
        if expected != found {
            let (expected, found) = (drawn(&draft.text, &expected), drawn(&draft.text, &found));
            failures.push(format!("{}: marked\n{expected}found\n{found}", draft.place));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_measured_rules_exist() {
    assert!(RULES.is_sorted());
    assert!(RULES.iter().all(|rule| find(rule).is_some()));
}
