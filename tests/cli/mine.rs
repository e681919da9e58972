//! What the sources offer to a termbase.

use serde_json::json;

use super::support::Project;

const KEYNOTE: &str = "---\ntitle: Keynote\npublisher: Harbour News\nspeaker: Ada Venn\ndate: 2018-05-22\n---\n\n\
    # Keynote\n\nFriends, we put forward four principles for the harbour: calm seas; good rope; \
    fresh tea; and old \"ink\".\n\nWe know two goals, namely law; and order.\n";

const MINUTES: &str = "---\ntitle: Minutes\ndate: 2016\n---\n\n# Minutes\n\nThe council spoke of 4 principles:\n\n\
    - calm seas\n- good ropes\n- fresh tea\n- the old ink\n\nIt named five steps: salt; sail; and soap.\n";

const TERMS: &str = "[[set]]\nid = \"goals\"\nlabels = [\"two goals\"]\ncount = 2\nitems = [\"law\", \"order\"]\n";

fn project() -> Project {
    let sources = [("sources/keynote.md", KEYNOTE), ("sources/old/minutes.md", MINUTES), ("terms.toml", TERMS)];
    let project = Project::new(&sources);
    let settings = "[termbase]\nfiles = [\"terms.toml\"]\n[corpus]\npaths = [\"sources\"]\n";
    project.write("glossator.toml", settings.as_bytes());
    project
}

#[test]
fn lists_what_the_termbase_does_not_hold_the_best_attested_first() {
    let run = project().run(&["termbase", "mine"]).ends_with(0);
    assert_eq!(run.out, include_str!("mine.txt"), "\n{}", run.out);
    assert_eq!(project().run(&["terms", "mine"]).out, run.out, "by either name");
}

#[test]
fn a_limit_says_how_many_more_there_are() {
    project().run(&["terms", "mine", "--limit", "1"]).ends_with(0).says("… 1 more; --limit 0 shows every one");
}

#[test]
fn answers_in_json_with_every_source() {
    let answer = project().run(&["terms", "mine", "--format", "json"]).ends_with(0).json();
    assert_eq!((&answer["total"], &answer["known"]), (&json!(2), &json!(1)));
    let first = &answer["candidates"][0];
    assert_eq!(
        (&first["label"], &first["count"], &first["complete"]),
        (&json!("4 principles"), &json!(4), &json!(true))
    );
    assert_eq!(first["items"], json!(["calm seas", "good ropes", "fresh tea", "the old ink"]));
    let sources = (&first["documents"], &first["earliest"], &first["latest"]);
    assert_eq!(sources, (&json!(2), &json!("2016"), &json!("2018-05-22")));
    let second = &first["sources"][1];
    let said = (&second["speaker"], &second["path"], &second["line"]);
    assert_eq!(said, (&json!("Ada Venn"), &json!("sources/keynote.md"), &json!(10)));
    assert_eq!(answer["candidates"][1]["complete"], json!(false));
}

#[test]
fn entries_load_as_they_are_printed_and_are_known_then() {
    let project = project();
    let entries = project.run(&["terms", "mine", "--format", "toml"]).ends_with(0);
    let entries = entries.says("# candidate, not approved: sources/old/minutes.md:8:22 Minutes, 2016\n");
    assert!(!entries.out.contains("items = [\n  \"salt\""), "what is incomplete is given in a remark: {}", entries.out);
    project.write("mined.toml", entries.out.as_bytes());
    project.run(&["termbase", "check", "mined.toml"]).ends_with(0).says("no fault");
    let again = project.run(&["terms", "mine", "--termbase", "terms.toml", "--termbase", "mined.toml"]).ends_with(0);
    again
        .says("five steps")
        .says("1 candidate, none of them approved; 2 sets of the sources the termbase holds already");
}

#[test]
fn sets_with_the_same_first_item_get_ids_of_their_own() {
    let text = "# Aims\n\nThe council met.\n\nTwo aims: calm seas; ink.\n\nTwo aims: calm seas; mud.\n";
    let project = Project::new(&[("sources/a.md", text), ("terms.toml", TERMS)]);
    let mine = ["terms", "mine", "--corpus", "sources", "--termbase", "terms.toml", "--format", "toml"];
    let entries = project.run(&mine).ends_with(0).says("\"two-aims-calm-seas\"").says("\"two-aims-calm-seas-2\"");
    project.write("mined.toml", entries.out.as_bytes());
    project.run(&["termbase", "check", "mined.toml"]).ends_with(0);
}

#[test]
fn says_that_there_is_nothing_or_no_corpus() {
    let project = Project::new(&[("sources/a.txt", "Nothing is counted here.\n"), ("terms.toml", TERMS)]);
    let mine = ["terms", "mine", "--corpus", "sources", "--termbase", "terms.toml"];
    project.run(&mine).ends_with(1).says("no candidate");
    project.run(&["terms", "mine", "--termbase", "terms.toml"]).ends_with(2).complains("no sources are named");
}
