//! A client of the protocol for tests: it writes and reads frames, answers the
//! server's requests unless told not to, and fails rather than hang.
//!
//! Nothing here waits longer than [`PATIENCE`]: reading, writing and the end of the
//! server are waited for on threads. A wait that fails says what it waited for and
//! where in the test.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// No answer takes this long unless something hangs.
const PATIENCE: Duration = Duration::from_secs(30);

/// One concept whose rendering changed at the end of 2017.
pub(crate) const TERMS: &str = r#"
[[concept]]
id = "harbour-watch"
field = "harbours"
definition = "A watch kept together."
[[concept.term]]
text = "joint harbour watch"
language = "en"
status = "preferred"
from = "2018"
[[concept.term]]
text = "common harbour watch"
language = "en"
status = "superseded"
until = "2017"
"#;

/// A source with markup that must not take effect in a hover.
pub(crate) const SOURCE: &str = "A keynote\nHarbour News\n2019-03-01\n\nMinister Orla Venn spoke.\n\
    “The joint harbour watch <b>begins</b> with [trust](http://evil.example) 😀,” she said in the hall.\n";

/// Settings over [`TERMS`] and a folder of sources.
pub(crate) const SETTINGS: &str = "[corpus]\npaths = [\"sources\"]\ncache = \"cache\"\n\
    [termbase]\nfiles = [\"terms.toml\"]\n[check]\nas-of = \"2020\"\n";

/// A folder with a project, gone when the test ends.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with settings, a termbase and a source.
    pub(crate) fn new() -> Self {
        let project = Self::empty();
        project.write("glossator.toml", SETTINGS);
        project.write("terms.toml", TERMS);
        project.write("sources/keynote.txt", SOURCE);
        project
    }

    /// Writes a file below the folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        self.write_bytes(name, text.as_bytes())
    }

    /// Writes a file that is no text.
    pub(crate) fn write_bytes(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a writable folder");
        std::fs::write(&path, bytes).expect("a writable folder");
        path
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// The folder, with links resolved.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("the folder is there")
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        uri(&self.path(name))
    }
}

/// The address of a file whose path needs no escapes.
pub(crate) fn uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// What a client can do unless a test says otherwise: it is pushed to, and can all else.
pub(crate) fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {"documentChanges": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
            "workspaceFolders": true,
        },
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true,
                "versionSupport": true, "tagSupport": {"valueSet": [1, 2]}},
            "hover": {"contentFormat": ["markdown"]},
            "definition": {"linkSupport": true},
            "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}},
                "isPreferredSupport": true},
        },
    })
}

/// The same, for a client that asks for diagnostics.
pub(crate) fn pulling() -> Value {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    capabilities
}

/// A running server and the talk with it.
pub(crate) struct Client {
    process: Child,
    /// What is to be written; a server that does not read stops nobody here.
    input: RefCell<Option<Sender<Vec<u8>>>>,
    messages: Receiver<Value>,
    /// Messages that were read while another was waited for.
    kept: RefCell<VecDeque<Value>>,
    next: Cell<i64>,
    /// Whether requests of the server are answered.
    answers: Cell<bool>,
    /// The answer to `initialize`.
    pub(crate) offer: Value,
}

impl Client {
    /// Starts a server that nobody has initialized.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
        command.arg("server").args(arguments).env_remove("GLOSSATOR_LOG");
        Self::of(command)
    }

    /// Starts a server in some other way.
    pub(crate) fn of(mut command: Command) -> Self {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let input = RefCell::new(process.stdin.take().map(written));
        let mut output = BufReader::new(process.stdout.take().expect("standard output is piped"));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let (kept, next, answers) = (RefCell::default(), Cell::new(0), Cell::new(true));
        Self { process, input, messages, kept, next, answers, offer: Value::Null }
    }

    /// Starts a server and introduces a client that works in `folders`.
    #[track_caller]
    pub(crate) fn with(folders: &[&Project], capabilities: Value) -> Self {
        Self::set(folders, capabilities, json!({"glossatorTrial": true}))
    }

    /// The same with settings.
    #[track_caller]
    pub(crate) fn set(folders: &[&Project], capabilities: Value, settings: Value) -> Self {
        let mut client = Self::start(&[]);
        client.introduce(folders, capabilities, settings);
        client
    }

    #[track_caller]
    pub(crate) fn introduce(&mut self, folders: &[&Project], capabilities: Value, settings: Value) {
        let folder = |project: &&Project| json!({"uri": uri(&project.root()), "name": "folder"});
        let folders: Vec<Value> = folders.iter().map(folder).collect();
        let params = json!({"processId": std::process::id(), "capabilities": capabilities,
            "workspaceFolders": folders, "initializationOptions": settings});
        self.offer = self.ask("initialize", params).expect("initialize is answered");
        self.notify("initialized", json!({}));
    }

    /// From now on the server's requests stay unanswered.
    pub(crate) fn stop_answering(&self) {
        self.answers.set(false);
    }

    pub(crate) fn write(&self, bytes: &[u8]) {
        let input = self.input.borrow();
        // A server that has ended is noticed by whoever waits for its answer.
        let _ = input.as_ref().expect("the input is open").send(bytes.to_vec());
    }

    /// Writes a message; its `jsonrpc` member is added.
    pub(crate) fn send(&self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// Sends a request and does not wait; returns its id.
    pub(crate) fn request(&self, method: &str, params: Value) -> i64 {
        self.next.set(self.next.get() + 1);
        self.send(json!({"id": self.next.get(), "method": method, "params": params}));
        self.next.get()
    }

    /// The answer to a request: its result or its error.
    #[track_caller]
    pub(crate) fn answer(&self, id: i64) -> Result<Value, Value> {
        let fits = |message: &Value| message.get("method").is_none() && message["id"] == json!(id);
        let mut message = self.wait_for(&format!("the answer to request {id}"), fits);
        match message.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(message["result"].take()),
        }
    }

    #[track_caller]
    pub(crate) fn ask(&self, method: &str, params: Value) -> Result<Value, Value> {
        self.answer(self.request(method, params))
    }

    /// Runs one of the server's commands.
    #[track_caller]
    pub(crate) fn run(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        self.ask("workspace/executeCommand", json!({"command": command, "arguments": arguments}))
    }

    /// The parameters of the next message of a method.
    #[track_caller]
    pub(crate) fn expect(&self, method: &str) -> Value {
        self.wait_for(method, |message| message["method"] == method)["params"].take()
    }

    /// The next message that fits; others are kept for later.
    #[track_caller]
    pub(crate) fn wait(&self, fits: impl Fn(&Value) -> bool) -> Value {
        self.wait_for("a message that fits", fits)
    }

    /// The next message that nobody has read; `None` when none comes.
    #[cfg(unix)]
    pub(crate) fn next(&self) -> Option<Value> {
        self.kept.borrow_mut().pop_front().or_else(|| self.messages.recv_timeout(PATIENCE).ok())
    }

    #[track_caller]
    fn wait_for(&self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let at = self.kept.borrow().iter().position(&fits);
        if let Some(found) = at.and_then(|at| self.kept.borrow_mut().remove(at)) {
            return found;
        }
        let (caller, deadline) = (Location::caller(), Instant::now() + PATIENCE);
        loop {
            // Also a server that never stops talking has to come to the point.
            let left = deadline.checked_duration_since(Instant::now());
            let message = left.and_then(|left| self.messages.recv_timeout(left).ok());
            let Some(message) = message else {
                panic!("{what} was waited for at {caller} and did not come; kept: {:#?}", self.kept.borrow())
            };
            self.reply(&message);
            if fits(&message) {
                return message;
            }
            self.kept.borrow_mut().push_back(message);
        }
    }

    /// Messages of a method that came before the answer to one more question.
    #[track_caller]
    pub(crate) fn unread(&self, method: &str) -> Vec<Value> {
        self.run("glossator.debugInformation", json!([])).expect("an answer");
        self.kept.borrow().iter().filter(|message| message["method"] == method).cloned().collect()
    }

    fn reply(&self, message: &Value) {
        if !self.answers.get() || message.get("method").is_none() || message.get("id").is_none() {
            return;
        }
        let result = match message["method"].as_str() {
            Some("workspace/applyEdit") => json!({"applied": true}),
            Some("workspace/configuration") => json!([null]),
            _ => Value::Null,
        };
        self.send(json!({"id": message["id"], "result": result}));
    }

    pub(crate) fn open(&self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces a range, given as line, column, line, column.
    pub(crate) fn change(&self, uri: &str, version: i64, range: [u32; 4], text: &str) {
        let change = json!({"range": to_range(range), "text": text});
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [change]}));
    }

    pub(crate) fn close(&self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Tells the server that a file has changed.
    pub(crate) fn touched(&self, uri: &str) {
        self.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 2}]}));
    }

    /// The text and version the server holds.
    #[track_caller]
    pub(crate) fn text(&self, uri: &str) -> (String, i64) {
        let held = self.run("glossator.trial.text", json!([uri])).expect("the draft is open");
        (held["text"].as_str().expect("a text").to_owned(), held["version"].as_i64().expect("a version"))
    }

    /// A request about a position of a document.
    #[track_caller]
    pub(crate) fn at(&self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        let position = json!({"line": line, "character": character});
        let context = json!({"includeDeclaration": true, "triggerKind": 1});
        let params = json!({"textDocument": {"uri": uri}, "position": position, "context": context});
        self.ask(method, params).expect("an answer")
    }

    /// The next diagnostics of a document that fit.
    #[track_caller]
    pub(crate) fn published(&self, uri: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let mut message = self.wait_for(&format!("other diagnostics of {uri}"), |message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics" && params["uri"] == uri && fits(params)
        });
        message["params"].take()
    }

    /// Closes the server's standard input.
    pub(crate) fn hang_up(&self) {
        self.input.borrow_mut().take();
    }

    /// How the server ended, and what it wrote to standard error.
    #[track_caller]
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let (sender, ended) = channel();
        let mut errors = self.process.stderr.take().expect("standard error is piped");
        std::thread::spawn(move || {
            let mut text = String::new();
            let _ = errors.read_to_string(&mut text);
            let _ = sender.send(text);
        });
        let errors = ended.recv_timeout(PATIENCE).expect("the server closes standard error");
        let mut status = None;
        until("the end of the server", || {
            status = self.process.try_wait().expect("a process of ours");
            status.is_some()
        });
        (status.expect("the server has ended"), errors)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A server that a failed test left behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Asks again and again until the answer is yes.
#[track_caller]
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "{what} was waited for at {} in vain", Location::caller());
        std::thread::yield_now();
    }
}

/// Writes to the server on a thread of its own, and closes its input when the sender
/// is dropped.
fn written(mut input: ChildStdin) -> Sender<Vec<u8>> {
    let (sender, pieces) = channel::<Vec<u8>>();
    std::thread::spawn(move || {
        while let Ok(piece) = pieces.recv() {
            if input.write_all(&piece).and_then(|()| input.flush()).is_err() {
                return;
            }
        }
    });
    sender
}

pub(crate) fn to_range([line, column, last, until]: [u32; 4]) -> Value {
    json!({"start": {"line": line, "character": column}, "end": {"line": last, "character": until}})
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim() {
            "" => break,
            header => length = header.strip_prefix("Content-Length: ").and_then(|value| value.parse().ok()).or(length),
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server writes JSON"))
}
