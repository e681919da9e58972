//! The faults of the protocol library that this server has to make good, one test
//! for each, against the real program. (`exit` with standard input left open is
//! tested in `lifecycle`, spellings of one address in `sync`.)

use serde_json::{Value, json};

use super::client::{Client, Project, capabilities, pulling, until};

const URI: &str = "untitled:Untitled-1";

/// Many requests that make the server ask the client, none of them answered, and
/// more messages than the library queues: the server must go on reading.
#[test]
fn a_client_that_answers_nothing_does_not_stop_the_reading() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    client.open(&project.uri("a.md"), "x");
    client.published(&project.uri("a.md"), |_| true);
    client.stop_answering();
    let term = json!({"termbase": project.path("terms.toml"), "text": "x", "entry": "[[concept]]\nid = \"x\""});
    let command = json!({"command": "glossator.addTerm", "arguments": [term]});
    let asked: Vec<i64> = (0..40).map(|_| client.request("workspace/executeCommand", command.clone())).collect();
    client.open(URI, "");
    for version in 2..302 {
        client.change(URI, version, [0, 0, 0, 0], "x");
    }
    for id in asked {
        assert_eq!(client.answer(id), Ok(Value::Null), "a command does not wait for the edit to be applied");
    }
    assert_eq!(client.text(URI), ("x".repeat(300), 301));
    for _ in 0..40 {
        client.expect("workspace/applyEdit");
    }
}

/// Should a handler wait for the client one day all the same, it waits alone.
#[test]
fn handlers_that_wait_for_the_client_hold_nothing_up() {
    let client = Client::with(&[], capabilities());
    client.stop_answering();
    client.open(URI, "");
    for _ in 0..40 {
        client.request("workspace/executeCommand", json!({"command": "glossator.trial.awaitClient"}));
    }
    for version in 2..302 {
        client.change(URI, version, [0, 0, 0, 0], "x");
    }
    assert_eq!(client.text(URI), ("x".repeat(300), 301));
}

#[test]
fn changes_are_applied_in_the_order_they_came() {
    let client = Client::with(&[], capabilities());
    client.open(URI, "");
    let mut expected = String::new();
    for number in 0..300_u32 {
        let digit = char::from_digit(number % 10, 10).expect("a digit");
        client.change(URI, i64::from(number) + 2, [0, number, 0, number], &digit.to_string());
        expected.push(digit);
    }
    assert_eq!(client.text(URI), (expected, 301));
}

#[test]
fn a_request_sees_the_draft_as_it_was_when_the_request_came() {
    let client = Client::with(&[], capabilities());
    client.open(URI, "");
    let asked: Vec<(i64, i64)> = (2..502)
        .map(|version| {
            client.change(URI, version, [0, 0, 0, 0], "x");
            let command = json!({"command": "glossator.trial.text", "arguments": [URI]});
            (version, client.request("workspace/executeCommand", command))
        })
        .collect();
    for (version, id) in asked {
        let held = client.answer(id).expect("the draft is open");
        assert_eq!(held["version"], version);
        assert_eq!(held["text"].as_str().map(|text| i64::try_from(text.len())), Some(Ok(version - 1)));
    }
}

#[test]
fn a_cancellation_ends_the_work_at_once() {
    let client = Client::with(&[], capabilities());
    let command = json!({"command": "glossator.trial.spin"});
    let asked: Vec<i64> = (0..6).map(|_| client.request("workspace/executeCommand", command.clone())).collect();
    for id in &asked {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    for id in asked {
        assert_eq!(client.answer(id).expect_err("cancelled")["code"], -32800);
    }
    // The threads see the flag soon after; each question gives them time.
    until("the end of the work", || client.run("glossator.trial.spinning", json!([])) == Ok(json!(0)));
}

#[test]
fn work_that_takes_long_holds_nothing_else_up() {
    let client = Client::with(&[], capabilities());
    let command = json!({"command": "glossator.trial.spin"});
    let asked: Vec<i64> = (0..8).map(|_| client.request("workspace/executeCommand", command.clone())).collect();
    client.open(URI, "a");
    client.change(URI, 2, [0, 0, 0, 0], "b");
    assert_eq!(client.text(URI), ("ba".to_owned(), 2));
    client.run("glossator.trial.release", json!([])).expect("released");
    for id in asked {
        assert_eq!(client.answer(id), Ok(Value::Null));
    }
}

#[test]
fn a_panic_answers_its_own_request_and_ends_nothing() {
    let client = Client::with(&[], capabilities());
    client.open(URI, "still here");
    for command in ["glossator.trial.panicAtOnce", "glossator.trial.panicAtWork"] {
        assert_eq!(client.run(command, json!([])).expect_err("a panic")["code"], -32603);
    }
    assert_eq!(client.text(URI).0, "still here");
    client.ask("shutdown", Value::Null).expect("an answer");
    client.notify("exit", Value::Null);
    let (status, errors) = client.end();
    assert_eq!((status.code(), errors.as_str()), (Some(0), ""), "a panic says nothing on standard error");
}

#[test]
fn an_unknown_request_is_refused_whatever_its_name() {
    let client = Client::with(&[], capabilities());
    for method in ["glossator/nothing", "$/nothing"] {
        assert_eq!(client.ask(method, json!({})).expect_err("refused")["code"], -32601, "{method}");
    }
}

#[test]
fn the_refresh_capability_is_read() {
    let project = Project::new();
    let client = Client::with(&[&project], pulling());
    client.open(&project.uri("a.md"), "the common harbour watch");
    client.expect("client/registerCapability");
    project.write("terms.toml", "");
    client.touched(&project.uri("terms.toml"));
    let refresh = client.wait(|message| message["method"] == "workspace/diagnostic/refresh");
    assert_eq!(refresh.get("params"), None, "the method takes none, and null is no parameters");
}

/// A message that the library underneath cannot read ends its reading for good.
#[test]
fn no_message_ends_the_session() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("d.md");
    client.open(&uri, "Our common harbour watch.\n");
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    for body in [
        format!(r#"{{"jsonrpc":"2.0","id":700,"method":"textDocument/hover","params":{deep}}}"#),
        r#"{"jsonrpc":"2.0","id":701,"method":"textDocument/hover","params":{"a":1e999}}"#.to_owned(),
        r#"{"jsonrpc":"2.0","id":{},"method":"textDocument/hover","params":{}}"#.to_owned(),
        r#"{"jsonrpc":"2.0","id":true,"result":null}"#.to_owned(),
        r#"{"jsonrpc":"2.0","id":702,"method":"a","params":{},"params":{}}"#.to_owned(),
    ] {
        client.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        client.wait(|message| message["id"].is_null() && message["error"]["code"].is_i64());
        assert!(client.at("textDocument/hover", &uri, 0, 12).is_object(), "after {body:.80}");
    }
}

/// Editors in JavaScript send half of an emoji while it is typed or cut.
#[test]
fn half_of_a_surrogate_pair_moves_no_position() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let uri = project.uri("d.md");
    client.open(&uri, "Our common harbour watch.\n");
    let change = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{uri}","version":2}},"contentChanges":[{{"range":{{"start":{{"line":0,"character":0}},"end":{{"line":0,"character":0}}}},"text":"\ud83d "}}]}}}}"#
    );
    client.write(format!("Content-Length: {}\r\n\r\n{change}", change.len()).as_bytes());
    let shown = client.published(&uri, |params| params["version"] == 2);
    assert_eq!(shown["diagnostics"][0]["range"]["start"], json!({"line": 0, "character": 6}), "{shown}");
}
