//! `glossator/attestations`: the concordance of some words of a draft.

use serde_json::{Value, json};

use super::client::{Client, Project, TERMS, capabilities, to_range};

const METHOD: &str = "glossator/attestations";

/// Line 2: a superseded term in the plural, after a letter outside the first plane.
/// Line 4: words under Markdown emphasis and across a line break.
const DRAFT: &str = "# Plan\n\n😀 Some common harbour watches met.\n\n\
    They trust the **quiet** harbour\nmasters of the bay.\n\n```\nquiet harbour\n```\n";

/// Undated, with a letter outside the first plane before the words.
const NOTE: &str = "😀😀 The joint harbour watch is new, and the quiet harbour masters of the bay know it.\n";

const MINUTES: &str = "---\ntitle: Minutes\nauthor: Ada Quill\ndate: 2014-05\n---\n\n\
    The common harbour watch met. A common harbour watch of the outer bay was not wanted.\n\n\
    The quiet harbour masters of the bay went home.\n";

/// A name that turns the direction of writing, markup, a bell and a tab.
const HOSTILE: &str = "---\ntitle: \"\u{202E}eltit <img src=x onerror=alert(1)>\"\ndate: 2019-02-03\n---\n\n\
    <script>alert(1)</script> [a](command:evil) said\u{202E} the quiet harbour masters\u{7} of\tthe\u{200B} bay & left.\n";

const MORE_TERMS: &str = r#"
[[concept.term]]
text = "common harbour watch of the outer bay"
language = "en"
status = "deprecated"
[[concept.term]]
text = "guet commun"
language = "fr"
[[concept.term]]
text = "THE"
language = "en"
exact-case = true
abbreviation = true
"#;

/// A project with an index, and an open draft.
fn session() -> (Project, Client, String) {
    let project = Project::new();
    project.write("terms.toml", &format!("{TERMS}{MORE_TERMS}"));
    project.write("sources/note.txt", NOTE);
    project.write("sources/minutes.md", MINUTES);
    project.write("sources/hostile.md", HOSTILE);
    let client = Client::with(&[&project], capabilities());
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    (project, client, uri)
}

fn ask(client: &Client, uri: &str, more: Value) -> Value {
    let mut params = json!({"textDocument": {"uri": uri}});
    params.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    client.ask(METHOD, params).expect("an answer")
}

/// The concordance of the words under a range of the draft.
fn under(client: &Client, uri: &str, range: [u32; 4]) -> Value {
    ask(client, uri, json!({"range": to_range(range)}))
}

fn ids(found: &Value) -> Vec<&str> {
    let list = found["attestations"].as_array().expect("a list");
    list.iter().filter_map(|one| one["document"]["id"].as_str()).collect()
}

#[test]
fn is_offered() {
    let client = Client::set(&[], capabilities(), json!({}));
    assert_eq!(
        client.offer["capabilities"]["experimental"],
        json!({"attestations": true, "sources": true, "quote": true})
    );
}

#[test]
fn a_cursor_on_a_term_gets_the_concept_and_every_rendering_by_year() {
    let (_project, client, uri) = session();
    let found = under(&client, &uri, [2, 12, 2, 12]);
    assert_eq!(found["phrase"], "common harbour watches");
    assert_eq!((&found["total"], &found["documents"]), (&json!(0), &json!(0)));
    assert_eq!(
        found["concept"],
        json!({"id": "harbour-watch", "definition": "A watch kept together.",
            "verdict": "superseded (until 2017), as of 2020", "preferred": "joint harbour watch"})
    );
    let expected = json!([
        {"text": "common harbour watches", "status": "superseded", "period": "until 2017",
            "total": 0, "undated": 0, "years": []},
        {"text": "joint harbour watch", "status": "preferred", "period": "since 2018",
            "total": 2, "undated": 1, "years": [{"year": 2019, "count": 1}]},
        {"text": "common harbour watch", "status": "superseded", "period": "until 2017",
            "total": 1, "undated": 0, "years": [{"year": 2014, "count": 1}]},
        {"text": "common harbour watch of the outer bay", "status": "deprecated",
            "total": 1, "undated": 0, "years": [{"year": 2014, "count": 1}]},
    ]);
    assert_eq!(found["renderings"], expected);
}

#[test]
fn places_are_listed_by_date_and_counted_in_utf_16() {
    let (project, client, uri) = session();
    let found = ask(&client, &uri, json!({"phrase": "Joint  harbour-watch"}));
    assert_eq!(ids(&found), ["keynote", "note"]);
    assert_eq!((&found["total"], &found["documents"]), (&json!(2), &json!(2)));
    let undated = &found["attestations"][1];
    assert_eq!(undated["location"], json!({"uri": project.uri("sources/note.txt"), "range": to_range([0, 9, 0, 28])}));
    assert_eq!([&undated["before"], &undated["words"]], ["😀😀 The ", "joint harbour watch"]);
    assert_eq!(undated["document"], json!({"id": "note", "uri": project.uri("sources/note.txt")}));
    assert_eq!(found["renderings"][0]["text"], "joint harbour watch", "the words are the term");
    assert_eq!(found["concept"].get("preferred"), None);
}

#[test]
fn a_selection_is_read_without_its_marks() {
    let (_project, client, uri) = session();
    // From within "quiet" over its marks and the line break into "masters".
    let found = under(&client, &uri, [4, 18, 5, 3]);
    assert_eq!(found["phrase"], "quiet harbour masters");
    assert_eq!(ids(&found), ["minutes", "hostile", "note"]);
    assert_eq!(found.get("concept"), None);
    assert_eq!(found["renderings"][0]["text"], "quiet harbour masters");
    assert_eq!(found["renderings"].as_array().map(Vec::len), Some(1));
    let code = under(&client, &uri, [8, 0, 8, 13]);
    assert_eq!((&code["phrase"], &code["total"]), (&json!("quiet harbour"), &json!(3)));
}

#[test]
fn a_cursor_gets_the_longest_phrase_that_the_sources_have() {
    let (_project, client, uri) = session();
    let found = under(&client, &uri, [4, 26, 4, 26]);
    assert_eq!(found["phrase"], "quiet harbour masters of the bay");
}

#[test]
fn the_words_of_a_source_come_as_plain_text_on_one_line() {
    let (_project, client, uri) = session();
    let found = ask(&client, &uri, json!({"phrase": "quiet harbour masters of the bay"}));
    let hostile = &found["attestations"][1];
    assert_eq!(hostile["document"]["title"], "eltit <img src=x onerror=alert(1)>");
    assert_eq!(hostile["document"]["date"], "2019-02-03");
    assert_eq!(hostile["words"], "quiet harbour masters  of the bay");
    assert_eq!(hostile["after"], " & left.");
    let before = hostile["before"].as_str().expect("a text");
    assert!(before.ends_with("said the ") && !before.contains('\u{202E}'), "{before:?}");
}

#[test]
fn of_more_places_than_asked_for_the_first_and_the_last_are_listed() {
    let (_project, client, uri) = session();
    let found = ask(&client, &uri, json!({"phrase": "harbour masters", "limit": 2}));
    assert_eq!((&found["total"], ids(&found)), (&json!(3), vec!["minutes", "hostile"]), "the undated go first");
    let found = ask(&client, &uri, json!({"phrase": "harbour masters", "limit": 0}));
    assert_eq!((&found["total"], &found["attestations"]), (&json!(3), &json!([])));
}

#[test]
fn words_that_stand_nowhere_have_an_empty_list() {
    let (_project, client, uri) = session();
    let found = ask(&client, &uri, json!({"phrase": "no such\n\u{202E}words"}));
    let rendering = json!({"text": "no such words", "total": 0, "undated": 0, "years": []});
    let expected = json!({"phrase": "no such words", "total": 0, "documents": 0, "attestations": [],
        "renderings": [rendering], "notices": []});
    assert_eq!(found, expected);
}

#[test]
fn where_no_words_are_there_is_no_answer() {
    let (_project, client, uri) = session();
    for nothing in [
        json!({}),
        json!({"phrase": " \u{2013} !"}),
        json!({"range": to_range([1, 0, 1, 0])}),
        json!({"range": to_range([0, 0, 0, 1])}),
        json!({"range": to_range([99, 0, 99, 0])}),
    ] {
        assert_eq!(ask(&client, &uri, nothing.clone()), Value::Null, "{nothing}");
    }
    let odd = json!({"textDocument": {"uri": uri}, "phrase": "bay", "limit": -1});
    assert_eq!(client.ask(METHOD, odd).expect_err("refused")["code"], -32602);
}

#[test]
fn without_a_draft_a_project_or_sources_there_is_no_answer() {
    let (project, client, _) = session();
    assert_eq!(ask(&client, &project.uri("closed.md"), json!({"phrase": "bay"})), Value::Null);
    let (bare, terms_only) = (Project::empty(), Project::empty());
    terms_only.write("glossator.toml", "[termbase]\nfiles = [\"terms.toml\"]\n");
    terms_only.write("terms.toml", TERMS);
    for folder in [&bare, &terms_only] {
        client.open(&folder.uri("a.md"), DRAFT);
        assert_eq!(ask(&client, &folder.uri("a.md"), json!({"phrase": "bay"})), Value::Null);
        let sources = json!({"textDocument": {"uri": folder.uri("a.md")}});
        assert_eq!(client.ask("glossator/sources", sources), Ok(Value::Null));
    }
}

#[test]
fn a_source_that_has_changed_is_told_once() {
    let (project, client, uri) = session();
    // The client watches files and says nothing, so the index stays as it was.
    project.write("sources/minutes.md", "Nothing is left.\n");
    let found = ask(&client, &uri, json!({"phrase": "harbour masters"}));
    assert_eq!(found["total"], 3);
    assert!(!ids(&found).contains(&"minutes"), "{found}");
    let notices = found["notices"].as_array().expect("a list");
    let notice = notices.first().and_then(Value::as_str).expect("a notice");
    assert!(notices.len() == 1 && notice.contains("minutes.md has changed"), "{notices:?}");
}

#[test]
fn a_question_sees_the_draft_as_it_was_and_may_be_cancelled() {
    let (_project, client, uri) = session();
    // All threads that do work are kept busy, so that both questions have to wait.
    let command = json!({"command": "glossator.trial.spin"});
    let busy: Vec<i64> = (0..10).map(|_| client.request("workspace/executeCommand", command.clone())).collect();
    let params = json!({"textDocument": {"uri": uri}, "range": to_range([4, 16, 4, 32])});
    let (asked, cancelled) = (client.request(METHOD, params.clone()), client.request(METHOD, params));
    client.notify("$/cancelRequest", json!({"id": cancelled}));
    client.change(&uri, 2, [0, 0, 99, 0], "");
    assert_eq!(client.answer(cancelled).expect_err("cancelled")["code"], -32800);
    for id in busy {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    assert_eq!(client.answer(asked).expect("an answer")["phrase"], "quiet harbour");
}
