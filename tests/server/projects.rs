//! Which project a draft belongs to, and how a change of its files is noticed.

use serde_json::{Value, json};

use super::client::{Client, Project, SETTINGS, TERMS, capabilities, uri};

const FAULTY: &str = "The common harbour watch.\n";

fn has_one(params: &Value) -> bool {
    params["diagnostics"].as_array().is_some_and(|list| list.len() == 1)
}

#[test]
fn without_a_project_the_server_is_silent() {
    let folder = Project::empty();
    let client = Client::with(&[&folder], capabilities());
    let uri = folder.uri("a.md");
    client.open(&uri, FAULTY);
    client.change(&uri, 2, [0, 0, 0, 0], "x");
    assert_eq!(client.at("textDocument/hover", &uri, 0, 6), Value::Null);
    assert_eq!(client.at("textDocument/definition", &uri, 0, 6), Value::Null);
    client.close(&uri);
    for method in ["textDocument/publishDiagnostics", "window/showMessage", "window/logMessage"] {
        assert_eq!(client.unread(method), Vec::<Value>::new());
    }
}

#[test]
fn settings_that_appear_make_a_project() {
    let folder = Project::empty();
    let client = Client::with(&[&folder], capabilities());
    let draft = folder.uri("drafts/a.md");
    client.open(&draft, FAULTY);
    assert_eq!(client.at("textDocument/hover", &draft, 0, 6), Value::Null);
    folder.write("terms.toml", TERMS);
    folder.write("glossator.toml", "[termbase]\nfiles = [\"terms.toml\"]\n[check]\nas-of = \"2020\"\n");
    client.touched(&folder.uri("glossator.toml"));
    client.published(&draft, has_one);
    std::fs::remove_file(folder.path("glossator.toml")).expect("a writable folder");
    client.touched(&folder.uri("glossator.toml"));
    client.published(&draft, |params| params["diagnostics"] == json!([]));
}

#[test]
fn two_folders_are_two_projects() {
    let (one, other) = (Project::new(), Project::new());
    other.write("terms.toml", &TERMS.replace("common harbour", "shared harbour"));
    let client = Client::with(&[&one, &other], capabilities());
    let text = "The common harbour watch and the shared harbour watch.\n";
    for (project, column) in [(&one, 4), (&other, 33)] {
        let draft = project.uri("a.md");
        client.open(&draft, text);
        let published = client.published(&draft, has_one);
        assert_eq!(published["diagnostics"][0]["range"]["start"]["character"], column);
    }
    let outside = Project::new();
    client.open(&outside.uri("a.md"), text);
    client.published(&outside.uri("a.md"), has_one);
}

#[test]
fn a_draft_on_no_disk_belongs_to_the_first_folder() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    client.open("untitled:Untitled-1", FAULTY);
    client.published("untitled:Untitled-1", has_one);
}

#[test]
fn folders_may_come_and_go() {
    let project = Project::new();
    let client = Client::with(&[], capabilities());
    client.open("untitled:Untitled-1", FAULTY);
    let folder = json!({"uri": uri(&project.root()), "name": "folder"});
    let change = |added: Value, removed: Value| {
        let event = json!({"event": {"added": added, "removed": removed}});
        client.notify("workspace/didChangeWorkspaceFolders", event);
    };
    change(json!([folder]), json!([]));
    client.published("untitled:Untitled-1", has_one);
    change(json!([]), json!([folder]));
    client.published("untitled:Untitled-1", |params| params["diagnostics"] == json!([]));
}

#[test]
fn settings_of_the_client_make_a_project() {
    let folder = Project::empty();
    folder.write("mine/terms.toml", TERMS);
    let settings = json!({"termbase": "mine/terms.toml", "asOf": "2020"});
    let client = Client::set(&[&folder], capabilities(), settings);
    let draft = folder.uri("a.md");
    client.open(&draft, FAULTY);
    client.published(&draft, has_one);
    let settings = json!({"settings": {"glossator": {"termbase": "mine/terms.toml", "asOf": "2013"}}});
    client.notify("workspace/didChangeConfiguration", settings);
    client.published(&draft, |params| params["diagnostics"] == json!([]));
}

#[test]
fn the_command_line_makes_a_project_too() {
    let folder = Project::empty();
    let terms = folder.write("terms.toml", TERMS);
    let mut client = Client::start(&["--termbase", terms.to_str().expect("a plain path")]);
    client.introduce(&[&folder], capabilities(), json!({"asOf": "2020"}));
    client.open(&folder.uri("a.md"), FAULTY);
    client.published(&folder.uri("a.md"), has_one);
}

#[test]
fn files_are_watched_by_the_client_where_it_can() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let watched = client.wait(|message| message.to_string().contains("glossator-files"))["params"].take();
    let registration = &watched["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let watchers = registration["registerOptions"]["watchers"].as_array().expect("watchers");
    let sources = json!({"baseUri": project.uri("sources"), "pattern": "**/*"});
    assert!(watchers.iter().any(|watcher| watcher["globPattern"] == sources), "{registration}");
}

#[test]
fn files_are_looked_after_where_the_client_cannot() {
    let project = Project::new();
    let mut capabilities = capabilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({});
    let client = Client::with(&[&project], capabilities);
    let draft = project.uri("a.md");
    client.open(&draft, FAULTY);
    client.published(&draft, has_one);
    // Whatever the server has looked at last, this is another size.
    project.write("glossator.toml", &format!("{SETTINGS}[rules]\nsuperseded-rendering = \"off\"\n"));
    client.published(&draft, |params| params["diagnostics"] == json!([]));
    assert_eq!(client.unread("client/registerCapability"), Vec::<Value>::new());
}

#[test]
fn a_first_index_run_shows_its_progress() {
    let project = Project::new();
    let client = Client::with(&[&project], capabilities());
    let token = client.expect("window/workDoneProgress/create")["token"].clone();
    for kind in ["begin", "report", "end"] {
        let progress = client.wait(|message| {
            message["method"] == "$/progress" && message["params"]["value"]["kind"] == kind
        });
        assert_eq!(progress["params"]["token"], token);
    }
}
