//! `glossator/sources`: the documents that a draft leans on.

use serde_json::{Value, json};

use super::client::{Client, Project, capabilities, to_range};

const DRAFT: &str = "# Plan\n\n😀 We hold that *a quiet harbour\nis the work* of many patient hands.\n\n\
    The joint harbour watch agrees.\n";

const SPEECH: &str = "---\ntitle: \"A speech\u{202E}\"\nspeaker: Orla Venn\ndate: 2016\n---\n\n\
    😀 I said: a quiet harbour is the work of many. It is.\n";

/// A project with an index, and an open draft.
fn session() -> (Project, Client, String) {
    let project = Project::new();
    project.write("sources/speech.md", SPEECH);
    let client = Client::with(&[&project], capabilities());
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    (project, client, uri)
}

fn ask(client: &Client, uri: &str) -> Value {
    client.ask("glossator/sources", json!({"textDocument": {"uri": uri}})).expect("an answer")
}

#[test]
fn documents_with_shared_runs_come_before_those_with_shared_terms() {
    let (project, client, uri) = session();
    let (speech, keynote) = (project.uri("sources/speech.md"), project.uri("sources/keynote.txt"));
    let expected = json!({"total": 2, "documents": [
        {
            "document": {"id": "speech", "uri": speech, "title": "A speech", "credit": "Orla Venn", "date": "2016"},
            "words": 8, "runs": 1, "terms": 0,
            "passages": [{"kind": "run", "words": "a quiet harbour is the work of many",
                "range": to_range([2, 17, 3, 20]), "location": {"uri": speech, "range": to_range([6, 11, 6, 46])}}],
        },
        {
            "document": {"id": "keynote", "uri": keynote, "date": "2019-03-01"},
            "words": 0, "runs": 0, "terms": 1,
            "passages": [{"kind": "term", "words": "joint harbour watch",
                "range": to_range([5, 4, 5, 23]), "location": {"uri": keynote, "range": to_range([5, 5, 5, 24])}}],
        },
    ]});
    assert_eq!(ask(&client, &uri), expected);
}

#[test]
fn a_draft_that_leans_on_nothing_has_an_empty_list() {
    let (project, client, _) = session();
    client.open(&project.uri("b.md"), "Nothing of the kind.\n");
    assert_eq!(ask(&client, &project.uri("b.md")), json!({"total": 0, "documents": []}));
    client.open(&project.uri("c.md"), "");
    assert_eq!(ask(&client, &project.uri("c.md")), json!({"total": 0, "documents": []}));
    assert_eq!(ask(&client, &project.uri("closed.md")), Value::Null);
}

#[test]
fn a_draft_among_its_sources_does_not_lean_on_itself() {
    let (project, client, _) = session();
    let speech = project.uri("sources/speech.md");
    client.open(&speech, SPEECH);
    assert_eq!(ask(&client, &speech), json!({"total": 0, "documents": []}));
}

#[test]
fn a_draft_on_no_disk_has_sources_too() {
    let (_project, client, _) = session();
    client.open("untitled:Untitled-1", DRAFT);
    assert_eq!(ask(&client, "untitled:Untitled-1")["total"], 2);
}
