//! `experimental/serverStatus`: what a status line is told.

use serde_json::{Value, json};

use super::client::{Client, Project, SETTINGS, TERMS, capabilities};

const METHOD: &str = "experimental/serverStatus";

fn with_status_line() -> Value {
    let mut capabilities = capabilities();
    capabilities["experimental"] = json!({"serverStatusNotification": true});
    capabilities
}

/// The next status that fits; others before it are passed over.
#[track_caller]
fn status(client: &Client, fits: impl Fn(&Value) -> bool) -> Value {
    loop {
        let status = client.expect(METHOD);
        if fits(&status) {
            return status;
        }
    }
}

fn is_quiet(status: &Value) -> bool {
    status["quiescent"] == true
}

#[test]
fn a_project_is_told_from_indexing_to_ready() {
    let project = Project::new();
    let client = Client::with(&[&project], with_status_line());
    let first = client.expect(METHOD);
    assert_eq!((&first["health"], &first["quiescent"]), (&json!("ok"), &json!(false)), "{first}");
    assert_eq!(first["projects"][0]["index"], "indexing");
    let folder = project.root().display().to_string();
    let expected = json!({"health": "ok", "quiescent": true, "projects": [{
        "settings": project.uri("glossator.toml"), "folder": folder,
        "documents": 1, "concepts": 1, "terms": 2, "index": "ready",
    }]});
    assert_eq!(status(&client, is_quiet), expected);
    project.write("sources/more.txt", "One more.");
    client.touched(&project.uri("sources/more.txt"));
    let later = status(&client, |status| is_quiet(status) && status["projects"][0]["documents"] == 2);
    assert_eq!(later["projects"][0]["index"], "ready");
}

#[test]
fn nothing_is_told_twice() {
    let project = Project::new();
    let client = Client::with(&[&project], with_status_line());
    let mut told = vec![client.expect(METHOD)];
    while !told.last().is_some_and(is_quiet) {
        told.push(client.expect(METHOD));
    }
    client.open(&project.uri("a.md"), "x");
    client.published(&project.uri("a.md"), |_| true);
    client.touched(&project.uri("sources/keynote.txt"));
    // The last thing to happen is told last.
    project.write("glossator.toml", &format!("{SETTINGS}nonsense = 1\n"));
    client.touched(&project.uri("glossator.toml"));
    while told.last().is_some_and(|status| status["health"] != "error") {
        told.push(client.expect(METHOD));
    }
    assert!(told.windows(2).all(|pair| pair[0] != pair[1]), "{told:#?}");
}

#[test]
fn a_client_without_a_status_line_is_told_nothing() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    client.wait(|message| message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end");
    assert_eq!(client.unread(METHOD), Vec::<Value>::new());
}

#[test]
fn without_a_project_it_says_what_to_do() {
    let folder = Project::empty();
    let client = Client::with(&[&folder], with_status_line());
    let alone = client.expect(METHOD);
    let advice = "no glossator.toml stands beside or above the draft; \
        \u{201C}Set up a project\u{201D}, or `glossator init`, writes one";
    assert_eq!(alone, json!({"health": "ok", "quiescent": true, "message": advice, "projects": []}));
    folder.write("terms.toml", TERMS);
    folder.write("glossator.toml", "[termbase]\nfiles = [\"terms.toml\"]\n");
    client.touched(&folder.uri("glossator.toml"));
    let found = status(&client, |status| status["projects"] != json!([]));
    assert_eq!((found.get("message"), &found["projects"][0]["index"]), (None, &json!("none")), "{found}");
    assert!(is_quiet(&found));
}

#[test]
fn a_project_of_client_settings_has_no_settings_file() {
    let folder = Project::empty();
    folder.write("mine/terms.toml", TERMS);
    let capabilities = with_status_line();
    let client = Client::set(&[&folder], capabilities, json!({"termbase": "mine/terms.toml"}));
    let found = status(&client, is_quiet);
    assert_eq!((found["projects"][0].get("settings"), &found["projects"][0]["terms"]), (None, &json!(2)), "{found}");
}

#[test]
fn settings_that_cannot_be_used_are_an_error_until_they_are_mended() {
    let project = Project::new();
    project.write("glossator.toml", "[corpus]\npath = 1\n");
    let client = Client::with(&[&project], with_status_line());
    let broken = client.expect(METHOD);
    let message = broken["message"].as_str().expect("a message");
    assert_eq!(broken["health"], "error");
    assert!(message.starts_with("glossator.toml:2: "), "as seen from the folder: {message}");
    project.write("glossator.toml", SETTINGS);
    client.touched(&project.uri("glossator.toml"));
    let mended = status(&client, is_quiet);
    assert_eq!((&mended["health"], mended.get("message")), (&json!("ok"), None), "{mended}");
}

#[test]
fn a_fault_of_the_termbase_is_a_warning_and_a_source_left_out_is_none() {
    let project = Project::new();
    project.write("terms.toml", &TERMS.replace("superseded", "outdated"));
    let client = Client::with(&[&project], with_status_line());
    let faulty = status(&client, is_quiet);
    let message = faulty["message"].as_str().expect("a message");
    assert!(faulty["health"] == "warning" && message.starts_with("terms.toml:"), "{faulty}");
    project.write("terms.toml", TERMS);
    client.touched(&project.uri("terms.toml"));
    status(&client, |status| is_quiet(status) && status["health"] == "ok");
    project.write("sources/paper.pptx", "PK");
    client.touched(&project.uri("sources/paper.pptx"));
    let left_out = status(&client, |status| is_quiet(status) && status.get("message").is_some());
    assert_eq!(left_out["message"], "one source was left out; the log of the server says which and why");
    assert_eq!(left_out["health"], "ok");
}

#[test]
fn an_index_that_cannot_be_updated_is_stale() {
    let project = Project::new();
    project.write("cache", "a file where a folder should be");
    let client = Client::with(&[&project], with_status_line());
    let stale = status(&client, is_quiet);
    assert_eq!((&stale["health"], &stale["projects"][0]["index"]), (&json!("warning"), &json!("stale")), "{stale}");
    let message = stale["message"].as_str().expect("a message");
    assert!(message.contains("cache"), "{message}");
    std::fs::remove_file(project.path("cache")).expect("a writable folder");
    client.run("glossator.reindex", json!([])).expect("an answer");
    let ready = status(&client, |status| is_quiet(status) && status["projects"][0]["index"] == "ready");
    assert_eq!((&ready["health"], &ready["projects"][0]["documents"]), (&json!("ok"), &json!(1)), "{ready}");
}

#[test]
fn files_are_counted_while_they_are_read_but_not_more_often_than_ten_times_a_second() {
    let project = Project::new();
    let text = "The harbour masters of the bay went home. ".repeat(200);
    for number in 0..400 {
        project.write(&format!("sources/{number}.txt"), &format!("{number} {text}"));
    }
    let started = std::time::Instant::now();
    let client = Client::with(&[&project], with_status_line());
    let mut told = vec![client.expect(METHOD)];
    while !told.last().is_some_and(is_quiet) {
        told.push(client.expect(METHOD));
    }
    let tenths = usize::try_from(started.elapsed().as_millis() / 100).expect("a short time");
    assert!(told.len() <= tenths + 2, "{} in {tenths} tenths of a second", told.len());
    let counted: Vec<&Value> =
        told.iter().map(|status| &status["projects"][0]["progress"]).filter(|progress| !progress.is_null()).collect();
    let is_right = |progress: &&Value| progress["total"] == 401 && progress["done"].as_u64() <= Some(401);
    assert!(counted.iter().all(is_right), "{counted:?}");
    assert_eq!(told.last().expect("a status")["projects"][0].get("progress"), None);
}
