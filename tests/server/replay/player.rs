//! Plays the client's part of a recorded session to a live server, and keeps what that
//! one says. It judges nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::super::client::{Client, Project};
use super::recording::{Said, Session, WORKSPACE, each_text};
use super::same::{difference, portable};

/// Requests of the server whose number depends on how fast things go. Nothing waits
/// for them, and their parameters hold numbers that count such things.
pub(super) const LOOSE: [&str; 6] = [
    "window/workDoneProgress/create",
    "workspace/diagnostic/refresh",
    "workspace/codeLens/refresh",
    "workspace/inlayHint/refresh",
    "client/registerCapability",
    "client/unregisterCapability",
];

pub(super) const PUBLISH: &str = "textDocument/publishDiagnostics";
const STATUS: &str = "experimental/serverStatus";

/// A request of the live server.
pub(super) struct Asked {
    pub(super) id: Value,
    pub(super) method: String,
    pub(super) params: Value,
    /// The line in which the recorded server asked the same.
    pub(super) recorded: Option<usize>,
}

/// A session under way again. What the live server says is kept in portable form.
pub(super) struct Player<'s> {
    session: &'s Session,
    client: Client,
    root: PathBuf,
    /// The live answers, by the id of the request.
    pub(super) answers: BTreeMap<String, Value>,
    /// The live requests.
    pub(super) asked: Vec<Asked>,
    /// What was published, by document.
    pub(super) published: BTreeMap<String, Vec<Value>>,
    /// Answers of the client to requests that have not come here yet, by their line.
    early: BTreeMap<usize, Value>,
    /// Progress displays that were begun, and those that have ended.
    begun: BTreeSet<String>,
    ended: BTreeSet<String>,
    status: Value,
    /// How the live server calls what the recorded one called so.
    names: BTreeMap<String, String>,
}

impl<'s> Player<'s> {
    /// Starts a server as it was started for the recording.
    pub(super) fn start(session: &'s Session, project: &Project) -> Self {
        let root = project.root();
        let mut arguments = vec!["--cache".to_owned(), format!("{}/.cache", root.display())];
        for name in ["corpus", "termbase"] {
            let paths = session.header[name].as_array().into_iter().flatten().filter_map(Value::as_str);
            let real = |path: &str| path.replace(WORKSPACE, &root.to_string_lossy());
            arguments.extend(paths.flat_map(|path| [format!("--{name}"), real(path)]));
        }
        let client = Client::start(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        client.stop_answering();
        Self {
            session,
            client,
            root,
            answers: BTreeMap::new(),
            asked: Vec::new(),
            published: BTreeMap::new(),
            early: BTreeMap::new(),
            begun: BTreeSet::new(),
            ended: BTreeSet::new(),
            status: Value::Null,
            names: BTreeMap::new(),
        }
    }

    /// Plays the session to its end; the exit code where the client said `exit`.
    pub(super) fn play(mut self) -> Played {
        let lines = &self.session.lines;
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.from_client) {
            self.catch_up(at);
            if matches!(&line.said, Said::Request { method, .. } if method == "shutdown") {
                self.settle(at);
            }
            self.say(at);
        }
        self.catch_up(lines.len());
        let exits =
            lines.iter().any(|line| matches!(&line.said, Said::Notification { method, .. } if method == "exit"));
        let Self { client, answers, asked, published, .. } = self;
        let exit = exits.then(|| client.end().0.code()).flatten();
        Played { answers, asked, published, exit }
    }

    /// Hears the server until it has said what it had said before line `at`.
    fn catch_up(&mut self, at: usize) {
        while let Some(missing) = self.missing(at) {
            let Some(message) = self.client.next() else { panic!("before line {}, {missing} did not come", at + 2) };
            self.hear(message);
        }
    }

    /// Hears the server until it shows the diagnostics that the recorded one showed
    /// before line `at`, or says no more.
    fn settle(&mut self, at: usize) {
        let shown = self.session.shown(at);
        let is_other = |player: &Self| {
            let last = |uri: &str| player.published.get(uri).and_then(|all| all.last());
            shown.iter().any(|(uri, line)| last(uri) != Some(self.session.params(*line)))
        };
        while is_other(self) {
            let Some(message) = self.client.next() else { return };
            self.hear(message);
        }
    }

    /// Something that the client had seen before line `at`, and has not seen here.
    fn missing(&self, at: usize) -> Option<String> {
        let (mut has_ended, mut status) = (false, &Value::Null);
        for line in self.session.lines[..at].iter().filter(|line| !line.from_client) {
            match &line.said {
                Said::Answer { id, .. } if id != "null" && !self.answers.contains_key(id) => {
                    return Some(format!("the answer to request {id}"));
                }
                Said::Notification { method, message } if method == STATUS => status = &message["params"],
                Said::Notification { message, .. } => has_ended |= message["params"]["value"]["kind"] == "end",
                _ => {}
            }
        }
        if has_ended && (self.ended.is_empty() || self.ended != self.begun) {
            return Some("the end of a progress display".to_owned());
        }
        let is_quiet = self.status["quiescent"] == true && self.status["projects"] == status["projects"];
        if status["quiescent"] == true && !is_quiet {
            return Some(format!("the status{}", difference(status, &self.status)));
        }
        self.unpublished(at).or_else(|| self.unasked(at))
    }

    /// A document without diagnostics of the version that had some before line `at`.
    fn unpublished(&self, at: usize) -> Option<String> {
        let lacks = |(uri, line): &(&str, usize)| {
            let all = self.published.get(*uri).map(Vec::as_slice).unwrap_or_default();
            !all.iter().any(|one| one["version"] == self.session.params(*line)["version"])
        };
        let (uri, _) = self.session.shown(at).into_iter().find(lacks)?;
        Some(format!("diagnostics of {uri}"))
    }

    /// The request that the client answers in line `at`, where it has not been made.
    fn unasked(&self, at: usize) -> Option<String> {
        let line = self.session.lines.get(at).filter(|line| line.from_client)?;
        let Said::Answer { id, .. } = &line.said else { return None };
        let (asked, method) = self.session.question(id, at)?;
        let is_missing = !LOOSE.contains(&method) && !self.asked.iter().any(|one| one.recorded == Some(asked));
        is_missing.then(|| format!("the request {method}"))
    }

    /// Says what the recorded client said in line `at`.
    fn say(&mut self, at: usize) {
        match &self.session.lines[at].said {
            Said::Garbage(bytes) => self.client.write(bytes),
            Said::Request { message, .. } | Said::Notification { message, .. } => self.client.send(self.real(message)),
            Said::Answer { id, message } => {
                let (Some((line, _)), answer) = (self.session.question(id, at), self.real(message)) else { return };
                match self.asked.iter().find(|one| one.recorded == Some(line)) {
                    Some(asked) => self.reply(&asked.id, answer),
                    None => drop(self.early.insert(line, answer)),
                }
            }
        }
    }

    fn reply(&self, id: &Value, mut answer: Value) {
        answer["id"] = id.clone();
        self.client.send(answer);
    }

    /// A recorded message for the live server.
    fn real(&self, message: &Value) -> Value {
        let root = self.root.to_string_lossy();
        each_text(message, &|text| match self.names.get(text) {
            Some(name) => name.clone(),
            None => text.replace(WORKSPACE, &root),
        })
    }

    /// Takes a message of the live server.
    fn hear(&mut self, message: Value) {
        let live_id = message["id"].clone();
        match Said::of(portable(&message, &self.root)) {
            Said::Answer { id, message } => {
                self.note_name(&id, &message);
                self.answers.insert(id, message);
            }
            Said::Request { method, message, .. } => self.hear_request(live_id, method, message["params"].clone()),
            Said::Notification { method, mut message } => self.hear_notification(&method, message["params"].take()),
            Said::Garbage(_) => {}
        }
    }

    fn hear_notification(&mut self, method: &str, params: Value) {
        let token = params["token"].to_string();
        match (method, params["value"]["kind"].as_str()) {
            (PUBLISH, _) => {
                let uri = params["uri"].as_str().unwrap_or_default().to_owned();
                self.published.entry(uri).or_default().push(params);
            }
            (STATUS, _) => self.status = params,
            (_, Some("begin")) => drop(self.begun.insert(token)),
            (_, Some("end")) => drop(self.ended.insert(token)),
            _ => {}
        }
    }

    /// Finds the recorded request that is the same, else the next of its method. One
    /// that the recorded server did not make is answered with nothing.
    fn hear_request(&mut self, id: Value, method: String, params: Value) {
        let is_taken = |line: usize| self.asked.iter().any(|one| one.recorded == Some(line));
        let alike: Vec<usize> = self.session.requests(&method).into_iter().filter(|line| !is_taken(*line)).collect();
        let same = alike.iter().find(|line| *self.session.params(**line) == params);
        let recorded = same.or(alike.first()).copied();
        match recorded.map(|line| self.early.remove(&line)) {
            None => self.reply(&id, json!({"result": null})),
            Some(Some(answer)) => self.reply(&id, answer),
            Some(None) => {}
        }
        self.asked.push(Asked { id, method, params, recorded });
    }

    /// Notes how a report of diagnostics is called here.
    fn note_name(&mut self, id: &str, live: &Value) {
        let name = |answer: &Value| answer["result"]["resultId"].as_str().map(str::to_owned);
        let recorded = self.session.answer(id).and_then(|line| name(self.session.message(line)));
        if let (Some(recorded), Some(live)) = (recorded, name(live)) {
            self.names.insert(recorded, live);
        }
    }
}

/// What a live server said, all in portable form.
pub(super) struct Played {
    /// By the id of the request.
    pub(super) answers: BTreeMap<String, Value>,
    pub(super) asked: Vec<Asked>,
    /// By document.
    pub(super) published: BTreeMap<String, Vec<Value>>,
    /// Where the client said `exit`.
    pub(super) exit: Option<i32>,
}
