//! `--record`: the session in a file, and files that are not taken for it.

use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, Project, capabilities};

fn recording(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a recording");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn is_reply(line: &Value) -> bool {
    line["message"].is_object() && line["message"].get("method").is_none()
}

fn started(file: &Path) -> Client {
    Client::start(&["--record", file.to_str().expect("a plain path")])
}

fn leave(client: Client) {
    client.ask("shutdown", Value::Null).expect("an answer");
    client.notify("exit", Value::Null);
    assert_eq!(client.end().0.code(), Some(0));
}

#[test]
fn both_sides_are_recorded_in_their_order() {
    let project = Project::new();
    let (file, uri) = (project.path("session.jsonl"), project.uri("d.md"));
    let mut client = started(&file);
    client.introduce(&[&project], capabilities(), json!({}));
    client.write(b"Content-Length: 9\r\n\r\n{not json");
    client.open(&uri, "Our common harbour watch.\n");
    client.published(&uri, |params| params["diagnostics"].as_array().is_some_and(|found| !found.is_empty()));
    assert!(client.at("textDocument/hover", &uri, 0, 12).is_object());
    leave(client);

    let lines = recording(&file);
    assert_eq!((&lines[0]["recording"], &lines[0]["corpus"]), (&json!(1), &json!([])));
    let at = |fits: &dyn Fn(&Value) -> bool| lines.iter().position(fits).unwrap_or_else(|| panic!("{lines:#?}"));
    let says = |side: &str, method: &str| at(&|line| line["from"] == side && line["message"]["method"] == method);
    let answers = |id: i64| at(&|line| line["from"] == "server" && is_reply(line) && line["message"]["id"] == id);
    let order = [
        says("client", "initialize"),
        answers(1),
        says("client", "initialized"),
        at(&|line| line["from"] == "client" && line["raw"] == "Content-Length: 9\r\n\r\n{not json"),
        says("client", "textDocument/didOpen"),
        says("server", "textDocument/publishDiagnostics"),
        says("client", "textDocument/hover"),
        answers(2),
        says("client", "shutdown"),
        answers(3),
        says("client", "exit"),
    ];
    assert!(order.is_sorted(), "{order:?} {lines:#?}");
    let replies = lines.iter().filter(|line| line["from"] == "client" && is_reply(line)).count();
    let is_asked = |line: &&Value| line["from"] == "server" && !is_reply(line) && line["message"].get("id").is_some();
    assert!(replies > 0 && replies <= lines.iter().filter(is_asked).count(), "{lines:#?}");
    assert!(lines[1..].iter().all(|line| line["ms"].is_u64()));
}

#[test]
fn a_second_session_is_recorded_after_the_first() {
    let project = Project::empty();
    let file = project.path("session.jsonl");
    for _ in 0..2 {
        let mut client = started(&file);
        client.introduce(&[], capabilities(), json!({}));
        leave(client);
    }
    let lines = recording(&file);
    assert_eq!(lines.iter().filter(|line| line["recording"] == 1).count(), 2, "{lines:#?}");
}

#[test]
fn a_file_that_is_no_recording_is_left_alone() {
    let project = Project::empty();
    let file = project.write("draft.md", "A draft.\n");
    let (status, errors) = started(&file).end();
    assert_eq!(status.code(), Some(2));
    let expected = "error: the session cannot be recorded in \"";
    assert!(errors.starts_with(expected) && errors.contains("name a new file"), "{errors}");
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), "A draft.\n");
    let (status, errors) = started(&project.path("no folder/session.jsonl")).end();
    assert!(status.code() == Some(2) && errors.starts_with(expected), "{errors}");
}

/// A limit on the size of files stands for a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_ends_the_recording_and_not_the_session() {
    let project = Project::empty();
    let file = project.path("session.jsonl");
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" server --record \"$1\"";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_glossator")]).arg(&file).env_remove("GLOSSATOR_LOG");
    let text = "A common harbour watch. ".repeat(1_000);
    let client = Client::of(command);
    client.ask("initialize", json!({"capabilities": {}})).expect("an answer");
    client.notify("initialized", json!({}));
    client.open(&project.uri("d.md"), &text);
    client.ask("shutdown", Value::Null).expect("an answer");
    client.notify("exit", Value::Null);
    let (status, errors) = client.end();
    assert_eq!(status.code(), Some(0), "{errors}");
    assert!(errors.starts_with("error: the session is not recorded any further: "), "{errors}");
    assert_eq!(errors.lines().count(), 1, "said once: {errors}");
}

#[test]
fn a_log_that_cannot_be_written_is_said() {
    let project = Project::empty();
    let file = project.path("no folder/log");
    let (status, errors) = Client::start(&["--log-file", file.to_str().expect("a plain path")]).end();
    assert!(status.code() == Some(2) && errors.starts_with("error: the log cannot be written to \""), "{errors}");
}
