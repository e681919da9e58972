//! From `initialize` to the exit code.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::client::{Client, Project, capabilities, pulling};

#[test]
fn offers_what_the_client_can_take() {
    let client = Client::with(&[], capabilities());
    let offer = &client.offer["capabilities"];
    assert_eq!(offer["positionEncoding"], "utf-16");
    assert_eq!(offer["textDocumentSync"]["change"], 2);
    assert_eq!(offer["diagnosticProvider"], Value::Null, "a client that does not ask is pushed to");
    assert_eq!(client.offer["serverInfo"]["name"], "glossator");
    let offered = Client::with(&[], pulling()).offer["capabilities"]["diagnosticProvider"].clone();
    assert_eq!(offered["interFileDependencies"], false);
}

#[test]
fn trial_commands_are_not_there_unless_asked_for() {
    let client = Client::set(&[], capabilities(), json!({}));
    let commands = client.offer["capabilities"]["executeCommandProvider"]["commands"].to_string();
    assert!(!commands.contains("trial"), "{commands}");
    assert!(client.run("glossator.trial.panicAtOnce", json!([])).is_err());
}

#[test]
fn odd_parameters_of_initialize_do_no_harm() {
    for odd in [json!({}), json!({"capabilities": {"textDocument": 3}, "processId": null, "trace": "loud"})] {
        let client = Client::start(&[]);
        assert_eq!(client.ask("initialize", odd).expect("an offer")["serverInfo"]["name"], "glossator");
    }
}

#[test]
fn requests_before_initialize_and_after_shutdown_are_refused() {
    let mut client = Client::start(&[]);
    let hover = json!({"textDocument": {"uri": "file:///x.md"}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.ask("textDocument/hover", hover.clone()).expect_err("refused")["code"], -32002);
    client.introduce(&[], capabilities(), json!({}));
    assert_eq!(client.ask("textDocument/hover", hover.clone()), Ok(Value::Null));
    assert_eq!(client.ask("shutdown", Value::Null), Ok(Value::Null));
    assert_eq!(client.ask("textDocument/hover", hover).expect_err("refused")["code"], -32600);
}

#[test]
fn exit_after_shutdown_is_success_with_standard_input_left_open() {
    let client = Client::with(&[], capabilities());
    client.ask("shutdown", Value::Null).expect("an answer");
    client.notify("exit", Value::Null);
    let (status, errors) = client.end();
    assert_eq!((status.code(), errors.as_str()), (Some(0), ""));
}

#[test]
fn shutdown_is_answered_even_if_exit_follows_at_once() {
    let mut client = Client::start(&[]);
    client.introduce(&[], capabilities(), json!({}));
    let shutdown = client.request("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(shutdown), Ok(Value::Null));
    assert_eq!(client.end().0.code(), Some(0));
}

#[test]
fn exit_without_shutdown_and_the_end_of_input_are_failures() {
    let client = Client::with(&[], capabilities());
    client.notify("exit", Value::Null);
    assert_eq!(client.end().0.code(), Some(1));
    let client = Client::with(&[], capabilities());
    client.hang_up();
    assert_eq!(client.end().0.code(), Some(1));
}

#[test]
fn a_busy_server_leaves_too() {
    let client = Client::with(&[], capabilities());
    client.request("workspace/executeCommand", json!({"command": "glossator.trial.spin"}));
    client.ask("shutdown", Value::Null).expect("an answer");
    client.notify("exit", Value::Null);
    assert_eq!(client.end().0.code(), Some(0));
}

#[test]
fn leaves_when_the_client_process_is_gone() {
    // A process that has ended and been waited for has a number that is free.
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    let mut ended = command.arg("--version").stdout(Stdio::null()).spawn().expect("the program starts");
    ended.wait().expect("it ends");
    let client = Client::start(&["--stdio", &format!("--clientProcessId={}", ended.id())]);
    assert_eq!(client.end().0.code(), Some(1));
}

#[test]
fn writes_the_log_to_a_file_and_nothing_to_standard_error() {
    let project = Project::new();
    let log = project.path("server.log");
    let mut client = Client::start(&["--log-file", log.to_str().expect("a plain path")]);
    client.introduce(&[&project], capabilities(), json!({"glossatorTrial": true}));
    client.run("glossator.trial.panicAtWork", json!([])).expect_err("a panic is an error");
    client.ask("shutdown", Value::Null).expect("an answer");
    client.notify("exit", Value::Null);
    assert_eq!(client.end().1, "");
    let log = std::fs::read_to_string(log).expect("a log");
    assert!(log.contains("a panic on purpose"), "{log}");
}
