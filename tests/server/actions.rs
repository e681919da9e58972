//! Code actions and commands, applied as a client would.

use serde_json::{Value, json};

use super::client::{Client, Project, capabilities, to_range};

const DRAFT: &str = "# Plan\n\nA 😀 common harbour watch.\n\nThe *Common Harbour Watch* again.\n";

fn session() -> (Project, Client, String) {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    client.published(&uri, |params| params["diagnostics"].as_array().is_some_and(|list| list.len() == 2));
    (project, client, uri)
}

fn actions(client: &Client, uri: &str, range: [u32; 4], only: &[&str]) -> Vec<Value> {
    let mut context = json!({"diagnostics": []});
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let params = json!({"textDocument": {"uri": uri}, "range": to_range(range), "context": context});
    let answer = client.ask("textDocument/codeAction", params).expect("actions");
    answer.as_array().cloned().unwrap_or_default()
}

/// Sends the edits of an action back as a change, from the last one on.
fn apply(client: &Client, uri: &str, action: &Value) {
    let document = &action["edit"]["documentChanges"][0];
    assert_eq!(document["textDocument"], json!({"uri": uri, "version": 1}));
    let mut edits = document["edits"].as_array().expect("edits").clone();
    edits.sort_by_key(|edit| (edit["range"]["start"]["line"].as_u64(), edit["range"]["start"]["character"].as_u64()));
    let changes: Vec<Value> =
        edits.iter().rev().map(|edit| json!({"range": edit["range"], "text": edit["newText"]})).collect();
    let document = json!({"uri": uri, "version": 2});
    client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
}

fn no_findings(client: &Client, uri: &str) {
    client.published(uri, |params| params["version"] == 2 && params["diagnostics"] == json!([]));
}

#[test]
fn a_safe_fix_is_preferred_and_mends_its_finding() {
    let (_project, client, uri) = session();
    let found = actions(&client, &uri, [2, 8, 2, 8], &["quickfix"]);
    assert_eq!((&found[0]["kind"], &found[0]["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(found[0]["diagnostics"][0]["code"], "superseded-rendering");
    apply(&client, &uri, &found[0]);
    assert_eq!(client.text(&uri).0, DRAFT.replace("common", "joint"));
    client.published(&uri, |params| params["diagnostics"].as_array().is_some_and(|list| list.len() == 1));
}

#[test]
fn a_client_without_action_literals_gets_commands_only() {
    let project = Project::new();
    let client = Client::with(&[&project], json!({"workspace": {"applyEdit": true}}));
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    let found = actions(&client, &uri, [2, 5, 2, 25], &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["command"], "glossator.addTerm");
}

#[test]
fn an_action_is_preferred_only_where_the_client_can_tell() {
    let project = Project::new();
    let literals = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    let client = Client::with(&[&project], json!({"textDocument": {"codeAction": literals}}));
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    let found = actions(&client, &uri, [2, 8, 2, 8], &["quickfix"]);
    assert_eq!((&found[0]["kind"], found[0].get("isPreferred")), (&json!("quickfix"), None));
}

#[test]
fn all_safe_fixes_leave_a_clean_draft() {
    let (_project, client, uri) = session();
    let found = actions(&client, &uri, [0, 0, 0, 0], &["source.fixAll"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["kind"], "source.fixAll.glossator");
    apply(&client, &uri, &found[0]);
    assert_eq!(client.text(&uri).0, DRAFT.replace("common", "joint").replace("Common", "Joint"));
    no_findings(&client, &uri);
}

#[test]
fn a_suppression_is_offered_and_leaves_the_reason_to_the_author() {
    let (_project, client, uri) = session();
    let found = actions(&client, &uri, [2, 8, 2, 8], &["quickfix"]);
    let suppress = found.iter().find(|action| action["title"].as_str().is_some_and(|title| title.contains("allow")));
    let suppress = suppress.expect("an action that suppresses");
    assert_eq!(suppress["isPreferred"], Value::Null);
    apply(&client, &uri, suppress);
    assert!(client.text(&uri).0.contains("<!-- glossator: allow superseded-rendering: "));
}

#[test]
fn only_the_kinds_asked_for_are_given() {
    let (_project, client, uri) = session();
    assert!(actions(&client, &uri, [2, 8, 2, 8], &["refactor.extract"]).is_empty());
    let kinds: Vec<Value> =
        actions(&client, &uri, [2, 5, 2, 25], &[]).iter().map(|action| action["kind"].clone()).collect();
    for kind in ["quickfix", "refactor.glossator.term", "source.fixAll.glossator"] {
        assert!(kinds.contains(&json!(kind)), "{kind} in {kinds:?}");
    }
}

#[test]
fn selected_words_become_a_term_by_an_edit_of_the_client() {
    let (project, client, uri) = session();
    let found = actions(&client, &uri, [4, 5, 4, 25], &["refactor"]);
    let command = &found[0]["command"];
    assert_eq!(client.run("glossator.addTerm", command["arguments"].clone()), Ok(Value::Null));
    let edit = client.expect("workspace/applyEdit")["edit"].clone();
    let document = &edit["documentChanges"][0];
    assert_eq!(document["textDocument"], json!({"uri": project.uri("terms.toml"), "version": null}));
    let text = document["edits"][0]["newText"].as_str().expect("a text");
    assert!(text.contains("[[concept]]") && text.contains("Common Harbour Watch"), "{text}");
}

#[test]
fn a_letter_under_the_cursor_and_half_a_word_become_no_term() {
    let (_project, client, uri) = session();
    for range in [[2, 0, 2, 1], [2, 5, 2, 6], [2, 5, 2, 24], [2, 7, 2, 25]] {
        assert!(actions(&client, &uri, range, &["refactor"]).is_empty(), "{range:?}");
    }
}

#[test]
fn a_term_is_added_to_a_termbase_of_the_project_only() {
    let (project, client, _) = session();
    let term = json!({"termbase": project.path("elsewhere.toml"), "text": "x", "entry": "x"});
    let error = client.run("glossator.addTerm", json!([term])).expect_err("refused");
    assert!(error["message"].as_str().is_some_and(|message| message.contains("elsewhere.toml")), "{error}");
}

#[test]
fn debug_information_names_version_project_and_sizes() {
    let (project, client, _) = session();
    let text = client.run("glossator.debugInformation", json!([])).expect("a text");
    let text = text.as_str().expect("a text");
    for part in [env!("CARGO_PKG_VERSION"), "1 concepts", &project.path("glossator.toml").display().to_string()] {
        assert!(text.contains(part), "{part} in {text}");
    }
}
