//! The pages under `fixtures/rules` are the rules' documentation and their tests (see
//! `tests/pages` for their form). A finding that nobody marked fails the case.

mod pages;

use glossator::corpus::Zone;
use glossator::draft::Snapshot;
use glossator::engine::Hover;
use glossator::prose::PartialDate;
use glossator::rules::{Finding, RULES, safe_fixes};
use glossator::text::{Edit, Span, apply};

use pages::{cases, engine, engine_of, findings_of, fixtures, found};

fn fixed(draft: &str, findings: &[Finding]) -> String {
    let edits: Vec<Edit> = safe_fixes(findings).flat_map(|fix| fix.edits.clone()).collect();
    apply(draft, &edits).expect("fixes that can be applied together")
}

fn drawn(draft: &str, marks: &[(Span, String)]) -> String {
    let lines: Vec<String> =
        marks.iter().map(|(span, rule)| format!("  {rule}: \"{}\" at {span}\n", span.slice(draft))).collect();
    lines.concat()
}

#[test]
fn every_case_of_every_page_holds() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let mut failures = Vec::new();
    for rule in RULES {
        let cases = cases(rule.page, rule.name);
        assert!(!cases.is_empty(), "the page of {} has no case", rule.name);
        for case in cases {
            let findings = found(&engine_of(rule.page, cache.path(), &case.settings), &case.draft);
            let marks: Vec<(Span, String)> =
                findings.iter().map(|finding| (finding.span, finding.rule.to_owned())).collect();
            let place = format!("fixtures/rules/{}.md:{}", rule.name, case.line);
            if marks != case.expected {
                let (expected, found) = (drawn(&case.draft, &case.expected), drawn(&case.draft, &marks));
                failures.push(format!("{place}: expected\n{expected}found\n{found}"));
            }
            for (finding, severity) in findings.iter().zip(&case.severities) {
                if let Some(severity) = severity.filter(|severity| *severity != finding.severity) {
                    failures.push(format!("{place}: expected {severity}, found {}", finding.severity));
                }
            }
            let fixed = fixed(&case.draft, &findings);
            if let Some(expected) = case.fixed.filter(|expected| *expected != fixed) {
                failures.push(format!("{place}: expected\n{expected}\nafter the fixes, found\n{fixed}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn each_page_is_named_after_its_rule() {
    for rule in RULES {
        let path = fixtures().join("rules").join(format!("{}.md", rule.name));
        let page = std::fs::read_to_string(&path).expect("a page for every rule");
        assert_eq!(page, rule.page);
        assert!(page.starts_with(&format!("# {}\n", rule.name)));
    }
    let pages = std::fs::read_dir(fixtures().join("rules")).expect("the pages").count();
    assert_eq!(pages, RULES.len(), "a page without a rule");
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
}

/// A safe fix is silent afterwards, whatever the draft.
#[test]
fn safe_fixes_leave_nothing_of_their_kind() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(cache.path(), &[]);
    for entry in std::fs::read_dir(fixtures().join("drafts")).expect("the drafts") {
        let path = entry.expect("a readable folder").path();
        let draft = std::fs::read_to_string(&path).expect("a readable draft");
        let mended = fixed(&draft, &found(&engine, &draft));
        let again = fixed(&mended, &found(&engine, &mended));
        assert_eq!(again, mended, "{}", path.display());
    }
}

/// Twelve places where a term must be found and two where it must not: the
/// probe on which every other prose linter fails.
#[test]
fn a_term_is_found_in_every_dress_and_in_no_code_or_address() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(cache.path(), &[]);
    let draft = "A plain community of common destiny.\n\n\
        # A Community of Common Destiny\n\n\
        Many communities of common destiny, a community-of-common-destiny clause.\n\n\
        - A community of\n  common destiny over a line end.\n\n\
        A *community* of **common destiny**, a community of  common destiny, a community\u{a0}of common destiny.\n\n\
        See the [community of common destiny](files/community-of-common-destiny.md) in\n\
        `community of common destiny`.\n\n\
        > A community of common destiny.\n\n\
        She said: \"A community of common\ndestiny has come.\"\n\n\
        The region's community of common destiny's borders.\n";
    let analysis = engine.analyse(Snapshot::parse(draft, None), None);
    let first = draft.find("community").expect("the plain form");
    let places = engine.highlights(&analysis, first);
    let words: Vec<&str> = places.iter().map(|span| span.slice(draft)).collect();
    assert_eq!(words.len(), 12, "{words:#?}");
    let address = draft.find("files/").expect("the address") + 8;
    assert!(places.iter().all(|span| !span.touches(address)));
    let code = draft.find('`').expect("the code") + 3;
    assert!(places.iter().all(|span| !span.touches(code)));
}

/// A link that is defined elsewhere changes what a block says though its own bytes
/// stay: what was found in it before must not be kept.
#[test]
fn findings_follow_a_link_that_is_defined_later() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(cache.path(), &[]);
    let plain = "The community of [common destiny][here] grows.\n";
    let defined = format!("{plain}\n[here]: files/list.md\n");
    let first = engine.analyse(Snapshot::parse(plain, None), None);
    let again = engine.analyse(Snapshot::parse(defined.as_str(), Some(&first.snapshot)), Some(&first));
    let fresh = engine.analyse(Snapshot::parse(defined.as_str(), None), None);
    assert_eq!(findings_of(&engine, &again), findings_of(&engine, &fresh));
    assert_eq!(findings_of(&engine, &fresh).len(), 1);
}

/// In the sample corpus the latest page that has the phrase has it in a teaser only:
/// no card and no jump leads there.
#[test]
fn a_teaser_is_neither_the_latest_use_nor_a_place_to_go_to() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(cache.path(), &[]);
    let draft = "A community of common destiny.\n";
    let analysis = engine.analyse(Snapshot::parse(draft, None), None);
    let today: PartialDate = "2026-01-01".parse().expect("a date");
    let Some(Hover::Concept(card)) = engine.hover(&analysis, 5, today) else { panic!("a card of the concept") };
    let attested = card.attested.expect("attestations");
    let latest = attested.latest.expect("a latest passage");
    assert_eq!(latest.document.date, "2016-12-05".parse().ok());
    let shown = attested.first.into_iter().chain(attested.others).chain([latest]);
    assert!(shown.into_iter().all(|passage| passage.zone != Zone::Furniture));
    assert!(engine.definition(&analysis, 5).iter().all(|target| target.zone != Zone::Furniture));
    assert!(engine.references(&analysis, 5, 99).targets.iter().any(|target| target.zone == Zone::Furniture));
}

/// A label whose set the text decides shows that set, one of its items says which it is,
/// and a label that nothing decides shows every set it may mean.
#[test]
fn a_hover_shows_the_items_of_a_set_or_all_sets_that_fit() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(cache.path(), &[]);
    let draft = "---\ndate: 2018-05-01\n---\nIn 2015 Xi Jinping named four principles for cyberspace: respecting cyber \
        sovereignty, upholding peace and security, openness and cooperation, and good order.\n\n\
        China put forward four principles for the Internet.\n";
    let analysis = engine.analyse(Snapshot::parse(draft, None), None);
    let today: PartialDate = "2026-01-01".parse().expect("a date");
    let card = |words: &str, last: bool| {
        let at = if last { draft.rfind(words) } else { draft.find(words) }.expect("words of the draft");
        let Some(Hover::Set(card)) = engine.hover(&analysis, at + 1, today) else { panic!("a card of {words}") };
        *card
    };
    let label = card("four principles", false);
    assert_eq!((label.found.as_str(), label.item, label.sets.len()), ("four principles", None, 1));
    assert_eq!(label.sets[0].items.len(), 4);
    assert_eq!(label.sets[0].announced, "Xi Jinping, the Second World Internet Conference, Wuzhen, 2015-12-16");
    assert_eq!(card("upholding", false).item, Some(1));
    assert_eq!(card("four principles", true).sets.len(), 5);
}

/// The cards of people and titles say what held at the draft's date.
#[test]
fn a_name_and_a_title_tell_who_held_what() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let engine = engine(cache.path(), &[]);
    let draft = "---\ndate: 2023-07-24\n---\nWang Yi spoke. Wang met China's foreign minister and a minister.\n";
    let analysis = engine.analyse(Snapshot::parse(draft, None), None);
    let today: PartialDate = "2026-01-01".parse().expect("a date");
    let card = |words: &str| match engine.hover(&analysis, draft.find(words).expect("the words") + 1, today) {
        Some(Hover::Named(card)) => Some(card),
        _ => None,
    };
    let (full, short) = (card("Wang Yi").expect("a card"), card("Wang met").expect("a card"));
    assert_eq!((full.name.as_str(), &full.periods), ("Wang Yi", &short.periods));
    assert_eq!(full.order.as_deref(), Some("family name Wang, first; later mentions: Wang; also 王毅"));
    assert!(full.verdict.starts_with("director of the Office of the Central Commission for Foreign Affairs; member"));
    assert!(full.verdict.ends_with("as of 2023-07-24"), "{}", full.verdict);
    assert!(full.periods[0].contains("since 2023-07-25"), "{}", full.periods[0]);
    let title = card("foreign minister").expect("a card");
    assert_eq!((title.order, title.verdict.as_str()), (None, "Qin Gang, as of 2023-07-24"));
    assert_eq!(title.periods.len(), 4);
    assert_eq!(card("a minister"), None);
    let targets = engine.definition(&analysis, draft.find("Wang Yi").expect("the name"));
    assert!(targets.iter().all(|target| target.path.ends_with("people.toml")) && targets.len() == 1);
}

/// The messages on quotations that pages of cases cannot show: what a writer is told and
/// where the passage stands.
#[test]
fn quotations_are_told_with_words_and_places() {
    let cache = tempfile::tempdir().expect("a temporary folder");
    let told = |rule: &str, draft: &str| {
        let page = RULES.iter().find(|it| it.name == rule).expect("the rule").page;
        let findings = found(&engine_of(page, cache.path(), &[]), draft);
        let finding = findings.into_iter().find(|finding| finding.rule == rule).expect("a finding");
        let shown = finding.evidence.iter().map(|it| it.passage.words.slice(&it.passage.text).to_owned());
        let fixes = finding.fixes.iter().map(|fix| fix.title.clone());
        (finding.message, shown.collect::<Vec<_>>().join(" | "), fixes.collect::<Vec<_>>().join(" | "))
    };
    let url = "([speech](https://example.org/ferry-question))";
    let similar = format!("\"Whoever wants a second ferry has to tell us who will steer her in the fog\" {url}.");
    let (message, shown, _) = told("untraced-quotation", &similar);
    assert!(
        message.ends_with("(Jan Holm, The ferry question, 2020-05-05); a similar passage stands there"),
        "{message}"
    );
    assert!(shown.starts_with("Whoever wants a second boat"), "{shown}");

    let cut = "\"By June the first grain ships lay at the new quay. Since then the crews of the tugs have voted to share \
        their winter pay with the pilots of the outer rocks,\" Ana Lima said.";
    let (message, shown, fixes) = told("spliced-quotation", cut);
    let source = "(Ana Lima, Speech at the harbour bar, 2023-05-06)";
    assert_eq!(message, format!("42 words are left out without dots before \"Since then the crews …\" {source}"));
    assert!(shown.starts_with("by June the first grain ships") && shown.contains("| Since then"), "{shown}");
    assert_eq!(fixes, "mark the omission with dots | drop the quotation marks: a paraphrase");

    let rivals = "\"As every spring, I open the lock with the oldest key near the town and wish all crews a merry year,\" \
                  Marta Ruiz said.";
    let (message, ..) = told("altered-quotation", rivals);
    let settled = "; another source comes as near: cite the source to have it checked against that one alone";
    assert!(message.ends_with(settled), "{message}");

    let (message, ..) = told(
        "misattributed-quotation",
        "Okafor came. \"The gulls have learnt to read the timetable of \
        the fish market better than we have,\" said Tomas Okafor.",
    );
    assert!(message.contains("they are Ines Lind's"), "{message}");
}
