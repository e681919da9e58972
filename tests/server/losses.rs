//! What goes missing while the server runs, and who else is at work.

use serde_json::{Value, json};

use super::client::{Client, Project, SOURCE, TERMS, capabilities};

const FAULTY: &str = "The common harbour watch. He said in the hall.\n";

/// A project whose index is there, and an open draft with one finding and evidence.
fn session(project: &Project) -> (Client, String) {
    let client = Client::with(&[project], capabilities());
    let uri = project.uri("a.md");
    client.open(&uri, FAULTY);
    client.published(&uri, has_evidence);
    (client, uri)
}

fn has_evidence(params: &Value) -> bool {
    !params["diagnostics"][0]["relatedInformation"].is_null()
}

fn has(number: usize) -> impl Fn(&Value) -> bool {
    move |params| params["diagnostics"].as_array().is_some_and(|list| list.len() == number)
}

#[test]
fn a_termbase_that_is_gone_is_named_and_may_come_back() {
    let project = Project::new();
    let (client, draft) = session(&project);
    let terms = project.uri("terms.toml");
    std::fs::remove_file(project.path("terms.toml")).expect("a writable folder");
    client.touched(&terms);
    client.published(&draft, has(0));
    let shown = client.wait(|message| message.to_string().contains("terms.toml") && is_told(message));
    assert!(shown.to_string().contains("terms.toml"), "{shown}");
    project.write("terms.toml", TERMS);
    client.touched(&terms);
    client.published(&draft, has(1));
}

/// Whether a message tells the writer something.
fn is_told(message: &Value) -> bool {
    let shown = ["window/showMessage", "window/logMessage"].iter().any(|method| message["method"] == *method);
    shown || message["method"] == "textDocument/publishDiagnostics" && has(1)(&message["params"])
}

#[test]
fn a_corpus_that_is_gone_is_named_and_may_come_back() {
    let project = Project::new();
    let (client, draft) = session(&project);
    std::fs::remove_dir_all(project.path("sources")).expect("a writable folder");
    client.touched(&project.uri("sources/keynote.txt"));
    client.published(&draft, |params| has(1)(params) && !has_evidence(params));
    let shown = client.expect("window/showMessage");
    assert!(shown["message"].as_str().is_some_and(|message| message.contains("sources")), "{shown}");
    assert_eq!(client.at("textDocument/hover", &draft, 0, 32), Value::Null);
    project.write("sources/keynote.txt", SOURCE);
    client.touched(&project.uri("sources/keynote.txt"));
    client.published(&draft, has_evidence);
}

#[test]
fn a_source_that_is_gone_before_its_index_leads_nowhere_and_harms_nothing() {
    let project = Project::new();
    let (client, draft) = session(&project);
    std::fs::remove_file(project.path("sources/keynote.txt")).expect("a writable folder");
    assert_eq!(client.at("textDocument/references", &draft, 0, 32), json!([]));
    let hover = client.at("textDocument/hover", &draft, 0, 32);
    assert!(hover["contents"]["value"].as_str().is_some_and(|text| text.contains("keynote.txt")), "{hover}");
}

#[test]
fn an_index_that_is_gone_is_built_anew() {
    let project = Project::new();
    let (client, draft) = session(&project);
    std::fs::remove_dir_all(project.path("cache")).expect("a writable folder");
    let links = client.at("textDocument/definition", &draft, 0, 32);
    assert_eq!(links[0]["targetSelectionRange"]["start"]["line"], 5, "the open index still answers: {links}");
    project.write("sources/new.txt", &SOURCE.replace("2019-03-01", "2018-03-01"));
    client.touched(&project.uri("sources/new.txt"));
    let first = |params: &Value| params["diagnostics"][0].to_string().contains("twice");
    client.published(&draft, first);
}

#[test]
fn two_servers_share_one_index() {
    let project = Project::new();
    let clients: Vec<Client> = (0..2).map(|_| Client::with(&[&project], capabilities())).collect();
    let draft = project.uri("a.md");
    for client in &clients {
        client.open(&draft, FAULTY);
    }
    for client in &clients {
        client.published(&draft, has_evidence);
    }
    project.write("sources/new.txt", &SOURCE.replace("2019-03-01", "2018-03-01"));
    for client in &clients {
        client.touched(&project.uri("sources/new.txt"));
    }
    for client in &clients {
        client.published(&draft, |params| params["diagnostics"][0].to_string().contains("twice"));
    }
}

#[test]
fn drafts_that_come_and_go_leave_nothing_behind() {
    let project = Project::new();
    let (client, _) = session(&project);
    let other = project.uri("b.md");
    for _ in 0..50 {
        client.open(&other, FAULTY);
        client.close(&other);
    }
    client.open(&other, FAULTY);
    client.change(&other, 2, [0, 0, 0, 0], "x");
    client.published(&other, |params| params["version"] == 2);
    client.close(&other);
    client.published(&other, |params| has(0)(params) && params.get("version").is_none());
    for message in client.unread("textDocument/publishDiagnostics") {
        let params = &message["params"];
        assert!(params["uri"] != other || params["version"] != 2 || has(1)(params), "{message}");
    }
}

#[test]
fn a_server_that_still_indexes_leaves_when_asked() {
    let project = Project::new();
    for number in 0..400 {
        project.write(&format!("sources/{number}.txt"), &SOURCE.repeat(40));
    }
    let client = Client::with(&[&project], capabilities());
    client.expect("window/workDoneProgress/create");
    client.ask("shutdown", Value::Null).expect("an answer");
    client.notify("exit", Value::Null);
    assert_eq!(client.end().0.code(), Some(0));
    // What it left is no obstacle for the next one.
    session(&project);
}

#[test]
fn more_references_than_are_listed_are_said_to_be() {
    let project = Project::new();
    project.write("sources/many.txt", &"He said in the hall.\n\n".repeat(400));
    let (client, draft) = session(&project);
    let references = client.at("textDocument/references", &draft, 0, 32);
    assert_eq!(references.as_array().map(Vec::len), Some(200));
    let logged = client.expect("window/logMessage");
    assert!(logged["message"].as_str().is_some_and(|line| line.contains("401 times")), "{logged}");
}
