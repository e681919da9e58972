//! Recorded sessions of real editors, played to the server of today: it must say what
//! it said then. Every file in `fixtures/sessions` is a case.
//!
//! The client's messages are sent in their order. Before each one the server must
//! have said what the recording shows that the client had seen: the answers, the
//! requests it replied to, diagnostics of that version, the end of indexing. So a
//! replay waits for messages and never for time.
//!
//! A recording is made by `glossator server --record` and `tests/editors/portable`.
//! Where the server has changed on purpose, `GLOSSATOR_WRITE=1 cargo test --test
//! server replay` writes its new answers into the recordings.

mod player;
mod recording;
mod same;
mod verdict;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::client::{Client, Project, pulling};
use player::Player;
use recording::{Recording, Session, WORKSPACE, sessions};
use verdict::Difference;

/// The editors whose sessions must be there.
const EDITORS: [&str; 2] = ["neovim", "vscode"];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The sample project in a folder of its own.
fn workspace() -> Project {
    let project = Project::empty();
    copy(&fixtures(), &project.root());
    project
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a writable folder");
    for entry in std::fs::read_dir(from).expect("a readable folder").filter_map(Result::ok) {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if !path.is_dir() {
            std::fs::copy(&path, to).expect("a readable file");
        } else if entry.file_name() != "sessions" {
            copy(&path, &to);
        }
    }
}

/// Builds the index where the recording shows none being built.
fn prepare(session: &Session, project: &Project) {
    if !session.lines.iter().any(|line| line.text.contains("\"kind\":\"begin\"")) {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_glossator"));
        command.args(["corpus", "index", "--cache"]).arg(project.path(".cache")).current_dir(project.root());
        assert!(command.output().expect("the program runs").status.success());
    }
}

/// Plays a session to a server; says what differs.
fn replay(session: &Session, project: &Project) -> Vec<Difference> {
    prepare(session, project);
    let played = Player::start(session, project).play();
    assert!(matches!(played.exit, None | Some(0)), "the server ends in order");
    verdict::differences(session, &played)
}

#[test]
fn replayed_sessions_of_editors_get_the_same_answers() {
    let folder = fixtures().join("sessions");
    let files = std::fs::read_dir(&folder).expect("the sessions").map(|file| file.expect("readable").path());
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    for editor in EDITORS {
        assert!(files.contains(&folder.join(format!("{editor}.jsonl"))), "the session of {editor} is missing");
    }
    let writes = std::env::var_os("GLOSSATOR_WRITE").is_some();
    let mut told = Vec::new();
    for file in files {
        let (mut recording, project) = (Recording::read(&file), workspace());
        for session in &mut recording.sessions {
            for Difference { line, what, message } in replay(session, &project) {
                told.push(format!("{}: {what}", file.display()));
                session.lines[line].replace(&message);
            }
        }
        if writes {
            recording.write();
        }
    }
    assert!(told.is_empty() || writes, "{}\n(on purpose? GLOSSATOR_WRITE=1 writes the new ones)", told.join("\n"));
}

/// Records a session of a client that asks for diagnostics, and makes it portable.
fn recorded_here() -> String {
    let project = workspace();
    let (file, cache) = (project.path("session.jsonl"), project.path(".cache"));
    let path = |path: &Path| path.to_str().expect("a plain path").to_owned();
    let mut client = Client::start(&["--record", &path(&file), "--cache", &path(&cache)]);
    client.introduce(&[&project], pulling(), json!({"asOf": "2024-06"}));
    let uri = project.uri("drafts/op-ed-2013.md");
    let pull = |previous: &Value| {
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": previous});
        client.ask("textDocument/diagnostic", params).expect("a report")["resultId"].clone()
    };
    client.open(&uri, "A community of common destiny 😀.\n");
    client.wait(|message| message["params"]["value"]["kind"] == "end");
    client.write(b"Content-Length: 9\r\n\r\n{not json");
    let first = pull(&Value::Null);
    assert_eq!(pull(&first), first, "nothing has changed");
    client.change(&uri, 2, [0, 0, 0, 1], "\nOne");
    pull(&first);
    client.at("textDocument/hover", &uri, 1, 12);
    client.close(&uri);
    client.ask("shutdown", Value::Null).expect("an answer");
    client.notify("exit", Value::Null);
    client.end();
    let text = std::fs::read_to_string(&file).expect("a recording");
    let text = text.replace(project.root().to_str().expect("a plain path"), WORKSPACE);
    text.replace(&format!("\"processId\":{}", std::process::id()), "\"processId\":null")
}

#[test]
fn a_session_of_a_client_that_pulls_is_replayed_too() {
    let text = recorded_here();
    let told: Vec<String> =
        replay(&sessions(&text)[0], &workspace()).into_iter().map(|difference| difference.what).collect();
    assert_eq!(told, Vec::<String>::new(), "{text}");
}

/// What a bug report holds whose server was killed, or whose disk was full.
#[test]
fn what_is_left_of_a_session_that_was_cut_off_is_replayed() {
    let text = recorded_here();
    let cut = &text[..text.find("\"method\":\"shutdown\"").expect("a shutdown")];
    let [killed, whole] = &sessions(&format!("{cut}\n{text}"))[..] else { panic!("two sessions") };
    assert!(killed.lines.len() < whole.lines.len() && killed.lines.len() + 1 == cut.lines().count() - 1, "{cut}");
    assert!(replay(killed, &workspace()).is_empty(), "{text}");
    assert!(std::panic::catch_unwind(|| sessions(&text.replacen("{\"from\"", "{from", 1))).is_err(), "not at the end");
}

#[test]
fn a_replay_sees_what_the_server_says_otherwise() {
    let text = recorded_here();
    for (old, new, method) in [
        ("**community of common destiny**", "**community**", "textDocument/hover"),
        ("\"superseded-rendering\"", "\"outdated-rendering\"", "textDocument/diagnostic"),
        ("\"hoverProvider\":true", "\"hoverProvider\":7", "initialize"),
    ] {
        assert!(text.contains(old), "{old} stands in {text}");
        let told = replay(&sessions(&text.replace(old, new))[0], &workspace());
        assert!(told.iter().any(|difference| difference.what.contains(method)), "{method} is not seen to differ");
    }
}
