//! Diagnostics: when they come, what is in them, when they go.

use std::cell::Cell;

use serde_json::{Value, json};

use super::client::{Client, Project, SETTINGS, SOURCE, TERMS, capabilities, pulling, to_range};

const FAULTY: &str = "# Plan\n\nA 😀 common harbour watch.\n";

/// Diagnostics of a version of a document.
fn of_version(version: i64) -> impl Fn(&Value) -> bool {
    move |params| params["version"] == version
}

/// The number of diagnostics in published parameters.
fn count(params: &Value) -> usize {
    params["diagnostics"].as_array().map_or(0, Vec::len)
}

#[test]
fn a_finding_is_pushed_with_all_that_an_editor_can_show() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, FAULTY);
    let published = client
        .published(&uri, |params| params["version"] == 1 && !params["diagnostics"][0]["relatedInformation"].is_null());
    let diagnostic = &published["diagnostics"][0];
    assert_eq!(diagnostic["range"], to_range([2, 5, 2, 25]), "columns are UTF-16 code units");
    assert_eq!((&diagnostic["severity"], &diagnostic["code"]), (&json!(2), &json!("superseded-rendering")));
    assert_eq!((&diagnostic["source"], &diagnostic["tags"]), (&json!("glossator"), &json!([2])));
    let message = diagnostic["message"].as_str().expect("a message");
    assert!(message.contains("common harbour watch") && message.contains("joint harbour watch"), "{message}");
    assert!(diagnostic["data"]["fixes"][0].is_string());
    let page = diagnostic["codeDescription"]["href"].as_str().expect("a link to the rule's page");
    let page = std::fs::read_to_string(page.strip_prefix("file://").expect("a file")).expect("the page is there");
    assert!(page.contains("superseded"), "{page}");
    let related = &diagnostic["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], project.uri("sources/keynote.txt"));
    assert_eq!(related["location"]["range"], to_range([5, 5, 5, 24]));
    assert!(related["message"].as_str().is_some_and(|label| label.contains("2019-03-01")), "{related}");
}

#[test]
fn a_client_that_can_little_gets_little() {
    let project = Project::new();
    let client = Client::with(&[&project], json!({}));
    let uri = project.uri("a.md");
    client.open(&uri, FAULTY);
    let published = client.published(&uri, |params| count(params) == 1);
    let mut keys: Vec<&String> = published["diagnostics"][0].as_object().expect("an object").keys().collect();
    keys.sort();
    assert_eq!(keys, ["code", "message", "range", "severity", "source"]);
}

#[test]
fn diagnostics_follow_the_edits_and_go_with_the_draft() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, FAULTY);
    assert_eq!(count(&client.published(&uri, of_version(1))), 1);
    client.change(&uri, 2, [2, 5, 2, 11], "joint");
    assert_eq!(count(&client.published(&uri, of_version(2))), 0);
    client.change(&uri, 3, [2, 5, 2, 10], "common");
    assert_eq!(count(&client.published(&uri, of_version(3))), 1);
    client.close(&uri);
    assert_eq!(count(&client.published(&uri, |params| params.get("version").is_none())), 0);
}

#[test]
fn the_last_of_many_fast_edits_is_published() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, FAULTY);
    for version in 2..200 {
        client.change(&uri, version, [0, 2, 0, 2], "x");
    }
    let published = client.published(&uri, of_version(199));
    assert_eq!(count(&published), 1);
}

#[test]
fn a_changed_termbase_changes_the_diagnostics() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, "The shared harbour watch and the common harbour watch.\n");
    client.published(&uri, |params| count(params) == 1);
    project.write("terms.toml", &TERMS.replace("common harbour", "shared harbour"));
    client.touched(&project.uri("terms.toml"));
    let published = client.published(&uri, |params| params["diagnostics"][0]["range"] == to_range([0, 4, 0, 24]));
    assert_eq!(published["version"], 1);
}

#[test]
fn a_changed_corpus_changes_the_evidence() {
    let project = Project::new();
    project.write("sources/keynote.txt", "Nothing about it.\n");
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, FAULTY);
    client.published(&uri, |params| count(params) == 1);
    project.write("sources/new.txt", SOURCE);
    client.touched(&project.uri("sources/new.txt"));
    let published = client.published(&uri, |params| !params["diagnostics"][0]["relatedInformation"].is_null());
    let location = &published["diagnostics"][0]["relatedInformation"][0]["location"];
    assert_eq!(location["uri"], project.uri("sources/new.txt"));
}

#[test]
fn a_changed_corpus_takes_no_finding_away_meanwhile() {
    let project = Project::new();
    project.write("glossator.toml", &format!("{SETTINGS}[rules]\nunattested-formulation = \"hint\"\n"));
    project.write("sources/keynote.txt", "Nothing about it.\n");
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, &format!("{FAULTY}\nThe paper rests on the concept of \"seventeen quiet harbours\".\n"));
    client.published(&uri, |params| count(params) == 2);
    let earlier = client.unread("textDocument/publishDiagnostics");
    let unread = Cell::new(earlier.iter().filter(|message| message["params"]["uri"] == uri).count());
    project.write("sources/new.txt", SOURCE);
    client.touched(&project.uri("sources/new.txt"));
    client.published(&uri, |params| {
        let is_earlier = unread.replace(unread.get().saturating_sub(1)) > 0;
        assert!(is_earlier || count(params) == 2, "{params}");
        !params["diagnostics"][0]["relatedInformation"].is_null()
    });
}

#[test]
fn a_client_that_asks_is_answered_and_not_pushed_to() {
    let project = Project::new();
    let client = Client::with(&[&project], pulling());
    // The first index run is over when the client is told to ask again.
    client.expect("workspace/diagnostic/refresh");
    let uri = project.uri("a.md");
    client.open(&uri, FAULTY);
    let pull = |previous: Value| {
        let mut params = json!({"textDocument": {"uri": uri}});
        if previous.is_string() {
            params["previousResultId"] = previous;
        }
        client.ask("textDocument/diagnostic", params).expect("a report")
    };
    let full = pull(Value::Null);
    assert_eq!((&full["kind"], full["items"].as_array().map(Vec::len)), (&json!("full"), Some(1)));
    let unchanged = pull(full["resultId"].clone());
    assert_eq!((&unchanged["kind"], &unchanged["resultId"]), (&json!("unchanged"), &full["resultId"]));
    client.change(&uri, 2, [2, 5, 2, 11], "joint");
    let clean = pull(full["resultId"].clone());
    assert_eq!((&clean["kind"], &clean["items"]), (&json!("full"), &json!([])));
    client.close(&uri);
    assert_eq!(pull(Value::Null)["items"], json!([]));
    assert_eq!(client.unread("textDocument/publishDiagnostics"), Vec::<Value>::new());
}

/// Neovim 0.11 asks after edits and cannot be told to ask again: its writer would see
/// what the termbase said an hour ago.
#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_pushed_to() {
    let project = Project::new();
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({});
    let client = Client::with(&[&project], capabilities);
    assert_eq!(client.offer["capabilities"]["diagnosticProvider"], Value::Null);
    let uri = project.uri("a.md");
    client.open(&uri, FAULTY);
    client.published(&uri, |params| count(params) == 1);
    project.write("terms.toml", "");
    client.touched(&project.uri("terms.toml"));
    client.published(&uri, |params| count(params) == 0);
}

#[test]
fn faulty_settings_are_shown_where_they_stand_and_taken_back() {
    let project = Project::new();
    project.write("glossator.toml", &SETTINGS.replace("paths", "path"));
    let client = Client::with(&[&project], capabilities());
    let (settings, draft) = (project.uri("glossator.toml"), project.uri("a.md"));
    let published = client.published(&settings, |params| count(params) == 1);
    assert_eq!(published["diagnostics"][0]["range"]["start"], json!({"line": 1, "character": 0}));
    let shown = client.expect("window/showMessage");
    assert!(shown["message"].as_str().is_some_and(|message| message.contains("\"paths\"")), "{shown}");
    client.open(&draft, FAULTY);
    project.write("glossator.toml", SETTINGS);
    client.touched(&settings);
    client.published(&settings, |params| count(params) == 0);
    client.published(&draft, |params| count(params) == 1);
    // Broken again: the project goes on with its last good settings.
    project.write("glossator.toml", "[corpus\n");
    client.touched(&settings);
    client.published(&settings, |params| count(params) == 1);
    client.change(&draft, 2, [0, 0, 0, 0], " ");
    assert_eq!(count(&client.published(&draft, of_version(2))), 1);
}

#[test]
fn faults_of_a_termbase_are_shown_in_it() {
    let project = Project::new();
    project.write("terms.toml", &format!("{TERMS}\n[[concept]]\nid = \"harbour-watch\"\n"));
    let client = Client::with(&[&project], capabilities());
    let published = client.published(&project.uri("terms.toml"), |params| count(params) > 0);
    let diagnostic = &published["diagnostics"][0];
    assert!(diagnostic["message"].as_str().is_some_and(|message| message.contains("harbour-watch")), "{diagnostic}");
    assert!(diagnostic["range"]["start"]["line"].as_u64() > Some(14), "{diagnostic}");
}
