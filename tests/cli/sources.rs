//! What the commands say of the sources.

use serde_json::{Value, json};

use super::support::{Project, SETTINGS, sample};

const KEYNOTE: &str = "---\ntitle: Keynote\npublisher: Harbour News\ndate: 2018-05-22\n---\n\n\
    Friends, we build a joint harbour watch.\nWe keep a joint harbour watch at night.\n";

const MINUTES: &str =
    "---\ntitle: Minutes\ndate: 2016\n---\n\nThe common harbour watch met. It kept no joint harbour watch.\n";

fn project() -> Project {
    let project = Project::with_terms(&[("sources/keynote.md", KEYNOTE), ("sources/old/minutes.md", MINUTES)]);
    project.write("glossator.toml", format!("{SETTINGS}[corpus]\npaths = [\"sources\"]\n").as_bytes());
    project
}

#[test]
fn looks_a_phrase_up_with_who_when_and_where() {
    let project = project();
    let run = project.run(&["lookup", "Joint", "harbour", "watch"]).ends_with(0);
    let run = run.says("\"Joint harbour watch\" 3 times in 2 documents").says("Harbour News, Keynote");
    run.says("sources/keynote.md:7:21").says("first   \"Minutes\"").says("latest  \"Keynote\"").says("2018    ");
}

#[test]
fn aligns_the_phrase_in_one_column() {
    let run = project().run(&["lookup", "joint harbour watch"]).ends_with(0);
    let lines = run.out.lines().filter(|line| line.starts_with("201") && line.len() > 40);
    let columns: Vec<_> = lines.filter_map(|line| Some(line.get(..line.find("joint")?)?.chars().count())).collect();
    assert!(columns.len() == 3 && columns.iter().all(|column| Some(column) == columns.first()), "{}", run.out);
}

#[test]
fn answers_a_lookup_in_json() {
    let project = project();
    let answer = project.run(&["lookup", "joint harbour watch", "--format", "json"]).ends_with(0).json();
    assert_eq!((&answer["phrase"], &answer["total"]), (&json!("joint harbour watch"), &json!(3)));
    assert_eq!(answer["by_year"], json!({"2016": 1, "2018": 2}));
    let first = &answer["attestations"][0];
    assert_eq!((&first["document"], &first["date"]), (&json!("old/minutes"), &json!("2016")));
    assert_eq!((&first["path"], &first["line"]), (&json!("sources/old/minutes.md"), &json!(6)));
    assert_eq!(first["publisher"], Value::Null);
    let cut = project.run(&["lookup", "joint harbour watch", "--format", "json", "--limit", "1"]).json();
    assert_eq!((cut["total"].as_u64(), cut["attestations"].as_array().map(Vec::len)), (Some(3), Some(1)));
}

#[test]
fn offers_the_longest_part_of_what_stands_nowhere() {
    let run = project().run(&["lookup", "our joint harbour dance"]).ends_with(1);
    run.says("\"our joint harbour dance\" stands nowhere").says("\"joint harbour\", 3 times");
}

#[test]
fn lists_the_sources_with_null_for_the_unknown() {
    let project = project();
    project.run(&["corpus", "index"]).ends_with(0).says("2 documents");
    let list = project.run(&["corpus", "list", "--format", "json"]).ends_with(0).json();
    let list = list.as_array().expect("a list");
    assert_eq!(list.iter().map(|one| &one["id"]).collect::<Vec<_>>(), ["keynote", "old/minutes"]);
    assert_eq!(list[0]["date"], "2018-05-22");
    assert_eq!(list[0]["provenance"]["title"], "front-matter");
    let keys = ["path", "title", "publisher", "author", "speaker", "date", "language", "url", "words", "provenance"];
    assert!(list.iter().all(|one| keys.iter().all(|key| one.get(key).is_some())), "{list:#?}");
    assert_eq!(list[1]["publisher"], Value::Null);
}

#[test]
fn shows_a_source_and_counts_them() {
    let project = project();
    project.run(&["corpus", "show", "old/minutes"]).ends_with(0).says("The common harbour watch met").says("Minutes");
    project.run(&["corpus", "show", "sources/keynote.md"]).ends_with(0).says("front matter");
    project.run(&["corpus", "show", "minute"]).ends_with(2).complains("did you mean \"old/minutes\"?");
    let stats = project.run(&["corpus", "stats", "--format", "json"]).ends_with(0).json();
    assert_eq!((&stats["documents"], &stats["by_year"]), (&json!(2), &json!({"2016": 1, "2018": 1})));
}

#[test]
fn a_changed_source_is_found_at_once_and_a_deleted_one_is_gone() {
    let project = project();
    project.run(&["lookup", "lantern"]).ends_with(1);
    project.write("sources/new.txt", b"A lantern burns.\n");
    project.run(&["lookup", "lantern"]).ends_with(0).says("sources/new.txt:1:3");
    std::fs::remove_file(project.path("sources/new.txt")).expect("a writable folder");
    project.run(&["lookup", "lantern"]).ends_with(1);
}

#[test]
fn findings_show_the_passages_behind_them() {
    let project = project();
    project.write("draft.md", b"---\ndate: 2024\n---\n\nA common harbour watch.\n");
    let report = project.run(&["check", "draft.md", "--format", "json"]).ends_with(1).json();
    let evidence = &report["findings"][0]["evidence"][0];
    assert_eq!((&evidence["title"], &evidence["publisher"]), (&json!("Keynote"), &json!("Harbour News")));
    assert_eq!((&evidence["path"], &evidence["line"]), (&json!("sources/keynote.md"), &json!(8)));
    assert_eq!(report["summary"]["documents"], 2);
    project.run(&["check", "draft.md"]).says("--> sources/keynote.md:").says("here in \"Keynote\" (Harbour News,");
}

#[test]
fn says_that_there_is_no_corpus() {
    let project = Project::with_terms(&[]);
    project.run(&["lookup", "watch"]).ends_with(2).complains("no sources are named: set `paths` under [corpus]");
    project.run(&["corpus", "list", "--corpus", "gone"]).ends_with(2).complains("\"gone\" does not exist");
}

#[test]
fn the_sample_corpus_answers() {
    sample(&["lookup", "shared future", "--corpus", "fixtures/corpus"]).ends_with(0).says("times in");
    sample(&["check", "fixtures/drafts"]).ends_with(0).says("--> fixtures/corpus/");
}
