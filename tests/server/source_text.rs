//! Going to a source that no editor shows as text: a Word document, a PDF.

use serde_json::{Value, json};

use super::client::{Client, Project, capabilities, to_range};
use crate::paper_files::{pdf, word};

const METHOD: &str = "workspace/textDocumentContent";

const DRAFT: &str = "They keep a quiet harbour watch.\n";

const QUOTING: &str = "The board wrote \"A channel that is dredged every spring needs no promises in autumn\" \
    [@board].\n";

const TEXT: &str = "A note\n\n😀 The quiet harbour watch is kept.\n";

/// A project with a Word document named as people name them, and an open draft.
fn session(capabilities: Value) -> (Project, Client, String) {
    let project = Project::new();
    project.write_bytes("sources/White paper (5%).docx", &word(&["A note", "😀 The quiet harbour watch is kept."]));
    let client = Client::with(&[&project], capabilities);
    let uri = project.uri("a.md");
    client.open(&uri, DRAFT);
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    (project, client, uri)
}

fn showing_texts() -> Value {
    let mut capabilities = capabilities();
    capabilities["workspace"]["textDocumentContent"] = json!({"dynamicRegistration": true});
    capabilities
}

/// A project with a PDF, and an open draft that quotes it with a changed word.
fn quoting_a_pdf(capabilities: Value) -> (Project, Client, String) {
    let project = Project::new();
    let pages = ["The Dredging Board", "A channel that is dredged every spring needs no speeches in autumn."];
    project.write_bytes("sources/board.pdf", &pdf(&pages));
    let client = Client::with(&[&project], capabilities);
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    let uri = project.uri("a.md");
    client.open(&uri, QUOTING);
    (project, client, uri)
}

/// What is published once the sources have been asked.
fn traced(client: &Client, uri: &str) -> Value {
    let published = client.published(uri, |params| params["diagnostics"][0]["code"] == "altered-quotation");
    published["diagnostics"][0].clone()
}

/// Where the words of the draft lead.
fn target(client: &Client, uri: &str) -> (String, Value) {
    let links = client.at("textDocument/definition", uri, 0, 20);
    let target = links[0]["targetUri"].as_str().expect("an address").to_owned();
    (target, links[0]["targetSelectionRange"].clone())
}

#[test]
fn a_client_that_can_ask_is_given_the_text_at_the_line() {
    let (_project, client, uri) = session(showing_texts());
    let is_ours = |registration: &Value| registration["method"] == METHOD;
    let registered = client.wait(|message| {
        message["method"] == "client/registerCapability"
            && message["params"]["registrations"].as_array().is_some_and(|list| list.iter().any(is_ours))
    });
    let options = &registered["params"]["registrations"][0]["registerOptions"];
    assert_eq!(options, &json!({"schemes": ["glossator-source"]}));
    let (target, range) = target(&client, &uri);
    assert!(target.starts_with("glossator-source:/"), "{target}");
    assert!(target.ends_with("/White%20paper%20(5%25).docx.txt"), "{target}");
    assert_eq!(range, to_range([2, 7, 2, 26]), "columns are those of the text");
    assert_eq!(client.ask(METHOD, json!({"uri": target})), Ok(json!({"text": TEXT})));
    let respelt = target.replace('(', "%28").replace(')', "%29");
    assert_eq!(client.ask(METHOD, json!({"uri": respelt})), Ok(json!({"text": TEXT})), "as VS Code writes it");
}

#[test]
fn any_other_client_is_given_a_file_to_open() {
    let (_project, client, uri) = session(capabilities());
    let (target, range) = target(&client, &uri);
    assert_eq!(range, to_range([2, 7, 2, 26]));
    let path = target.strip_prefix("file://").expect("a file").replace("%20", " ").replace("%25", "%");
    assert_eq!(std::fs::read_to_string(&path).expect("a text"), TEXT);
    assert!(std::fs::metadata(&path).expect("a text").permissions().readonly());
}

#[test]
fn every_list_of_places_leads_to_the_text() {
    let (_project, client, uri) = session(showing_texts());
    let (target, range) = target(&client, &uri);
    let place = json!({"uri": target, "range": range});
    let references = client.at("textDocument/references", &uri, 0, 20);
    assert_eq!(references, json!([place]));
    let found =
        client.ask("glossator/attestations", json!({"textDocument": {"uri": uri}, "phrase": "quiet harbour watch"}));
    let found = found.expect("an answer");
    assert_eq!(found["attestations"][0]["location"], place);
    assert_eq!(found["attestations"][0]["document"]["uri"], place["uri"]);
    let symbols = client.ask("workspace/symbol", json!({"query": "A note"})).expect("symbols");
    assert_eq!(symbols[0]["location"]["uri"], place["uri"]);
}

#[test]
fn no_other_file_is_given() {
    let (project, client, uri) = session(showing_texts());
    let (target, _) = target(&client, &uri);
    let content = target.split('/').nth(1).expect("a checksum");
    for other in [
        "glossator-source:/manifest",
        "glossator-source:/../terms.toml",
        &project.uri("terms.toml"),
        &format!("glossator-source:/{content}/..%2F..%2Fmanifest"),
        &target.replace("glossator-source", "file"),
    ] {
        let error = client.ask(METHOD, json!({"uri": other})).expect_err("no text");
        assert!(
            error["message"].as_str().is_some_and(|message| message.starts_with("this source has changed")),
            "{error}"
        );
    }
}

#[test]
fn a_text_that_was_lost_is_made_again() {
    let (project, client, uri) = session(showing_texts());
    let (before, _) = target(&client, &uri);
    for folder in std::fs::read_dir(project.path("cache")).expect("a cache").flatten() {
        let _ = std::fs::remove_dir_all(folder.path().join("texts"));
    }
    let _ = std::fs::remove_dir_all(project.path("cache/texts"));
    // What is kept in memory is fresh as long as its source is.
    let source = project.path("sources/White paper (5%).docx");
    let bytes = std::fs::read(&source).expect("a source");
    std::fs::write(&source, bytes).expect("a writable folder");
    let (after, _) = target(&client, &uri);
    assert_eq!(before, after);
    assert_eq!(client.ask(METHOD, json!({"uri": after})), Ok(json!({"text": TEXT})));
}

#[test]
fn a_quotation_of_a_pdf_leads_to_its_text_and_to_its_page() {
    let (_project, client, uri) = quoting_a_pdf(showing_texts());
    let diagnostic = traced(&client, &uri);
    assert_eq!(diagnostic["range"], to_range([0, 65, 0, 73]), "the words that differ");
    let passage = &diagnostic["relatedInformation"][0];
    let target = passage["location"]["uri"].as_str().expect("an address");
    assert!(target.starts_with("glossator-source:/") && target.ends_with("/board.pdf.txt"), "{target}");
    assert_eq!(passage["location"]["range"], to_range([2, 0, 2, 66]));
    let text = client.ask(METHOD, json!({"uri": target})).expect("a text");
    let line = text["text"].as_str().and_then(|text| text.lines().nth(2));
    assert_eq!(line, Some("A channel that is dredged every spring needs no speeches in autumn."));
    let links = client.at("textDocument/definition", &uri, 0, 30);
    assert_eq!(links[0]["targetUri"], *target);
    assert_eq!(links[0]["targetSelectionRange"], passage["location"]["range"]);
    let range = to_range([0, 30, 0, 30]);
    let found = client.ask("glossator/quote", json!({"textDocument": {"uri": uri}, "range": range}));
    let place = &found.expect("an answer")["places"][0];
    assert_eq!((&place["cited"], &place["verdict"]), (&json!(true), &json!("altered")));
    assert_eq!((&place["passages"][0]["page"], &place["passages"][0]["location"]), (&json!(2), &passage["location"]));
}

#[test]
fn any_other_client_is_led_to_the_file_that_is_kept() {
    let (_project, client, uri) = quoting_a_pdf(capabilities());
    let passage = traced(&client, &uri)["relatedInformation"][0]["location"].clone();
    let path = passage["uri"].as_str().and_then(|uri| uri.strip_prefix("file://")).expect("a file");
    let text = std::fs::read_to_string(path).expect("a text");
    assert!(text.lines().nth(2).is_some_and(|line| line.starts_with("A channel that is dredged")), "{text}");
    assert!(std::fs::metadata(path).expect("a text").permissions().readonly());
    let links = client.at("textDocument/definition", &uri, 0, 30);
    assert_eq!(links[0]["targetUri"], passage["uri"]);
}
