//! Recordings of sessions, as `glossator server --record` writes them and
//! `tests/editors/portable` makes them independent of the machine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::player::PUBLISH;

/// Stands for the folder of the project in a recording.
pub(super) const WORKSPACE: &str = "${WORKSPACE}";

/// The sessions of one file, in their order.
pub(super) struct Recording {
    pub(super) path: PathBuf,
    pub(super) sessions: Vec<Session>,
}

/// What one server heard and said.
pub(super) struct Session {
    /// The first line.
    pub(super) header: Value,
    pub(super) lines: Vec<Line>,
}

/// Something that was said.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) from_client: bool,
    pub(super) said: Said,
}

pub(super) enum Said {
    Request {
        id: String,
        method: String,
        message: Value,
    },
    Answer {
        id: String,
        message: Value,
    },
    Notification {
        method: String,
        message: Value,
    },
    /// No message at all.
    Garbage(Vec<u8>),
}

impl Recording {
    pub(super) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("a readable recording");
        Self { path: path.to_owned(), sessions: sessions(&text) }
    }

    /// Writes the lines as they stand now.
    pub(super) fn write(&self) {
        let mut text = String::new();
        for session in &self.sessions {
            text.extend([&session.header.to_string(), "\n"]);
            session.lines.iter().for_each(|line| text.extend([&line.text, "\n"]));
        }
        std::fs::write(&self.path, text).expect("a writable recording");
    }
}

/// The sessions in the text of a recording. Of one that was cut off, by a full disk or the
/// end of the server, the last line may be half a one; it is left out.
pub(super) fn sessions(text: &str) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((number, text)) = lines.next() {
        let line: Value = match serde_json::from_str(text) {
            Ok(line) => line,
            Err(_) if lines.peek().is_none_or(|(_, next)| is_header(next)) => continue,
            Err(error) => panic!("line {}: {error}", number + 1),
        };
        if line["recording"] == 1 {
            sessions.push(Session { header: line, lines: Vec::new() });
        } else {
            let session = sessions.last_mut().expect("a recording begins with its header");
            session.lines.push(Line { text: text.to_owned(), from_client: line["from"] == "client", said: said(line) });
        }
    }
    sessions
}

fn is_header(line: &str) -> bool {
    serde_json::from_str(line).is_ok_and(|line: Value| line["recording"] == 1)
}

fn said(mut line: Value) -> Said {
    if let Some(raw) = line["raw"].as_str() {
        return Said::Garbage(raw.chars().map(|byte| u8::try_from(u32::from(byte)).expect("a byte")).collect());
    }
    Said::of(line["message"].take())
}

impl Session {
    /// The message in a line.
    pub(super) fn message(&self, line: usize) -> &Value {
        match &self.lines[line].said {
            Said::Request { message, .. } | Said::Answer { message, .. } | Said::Notification { message, .. } => {
                message
            }
            Said::Garbage(_) => &Value::Null,
        }
    }

    /// The parameters in a line.
    pub(super) fn params(&self, line: usize) -> &Value {
        &self.message(line)["params"]
    }

    fn server(&self) -> impl DoubleEndedIterator<Item = (usize, &Said)> {
        self.lines.iter().enumerate().filter(|(_, line)| !line.from_client).map(|(at, line)| (at, &line.said))
    }

    /// The line in which the server answers a request.
    pub(super) fn answer(&self, request: &str) -> Option<usize> {
        let mut lines = self.server();
        lines.find(|(_, said)| matches!(said, Said::Answer { id, .. } if id == request)).map(|(line, _)| line)
    }

    /// The line before `at`, and the method, of a request that the server made.
    pub(super) fn question(&self, request: &str, at: usize) -> Option<(usize, &str)> {
        self.server().rev().filter(|(line, _)| *line < at).find_map(|(line, said)| match said {
            Said::Request { id, method, .. } if id == request => Some((line, method.as_str())),
            _ => None,
        })
    }

    /// The lines of the requests of a method that the server made.
    pub(super) fn requests(&self, wanted: &str) -> Vec<usize> {
        let lines = self.server();
        lines
            .filter(|(_, said)| matches!(said, Said::Request { method, .. } if method == wanted))
            .map(|(at, _)| at)
            .collect()
    }

    /// The last diagnostics of each document before line `at`.
    pub(super) fn shown(&self, at: usize) -> BTreeMap<&str, usize> {
        let published = |(line, said): (usize, &'_ Said)| match said {
            Said::Notification { method, .. } if method == PUBLISH => Some((self.params(line)["uri"].as_str()?, line)),
            _ => None,
        };
        self.server().filter(|(line, _)| *line < at).filter_map(published).collect()
    }

    /// Whether the client took a request back.
    pub(super) fn is_cancelled(&self, request: &str) -> bool {
        let taken_back = |said: &Said| match said {
            Said::Notification { method, message } if method == "$/cancelRequest" => {
                Some(message["params"]["id"].to_string())
            }
            _ => None,
        };
        let mut said = self.lines.iter().filter(|line| line.from_client).map(|line| &line.said);
        said.any(|said| taken_back(said).as_deref() == Some(request))
    }
}

impl Said {
    pub(super) fn of(message: Value) -> Self {
        let id = message.get("id").map(Value::to_string);
        match (id, message["method"].as_str().map(str::to_owned)) {
            (Some(id), Some(method)) => Self::Request { id, method, message },
            (None, Some(method)) => Self::Notification { method, message },
            (id, None) => Self::Answer { id: id.unwrap_or_default(), message },
        }
    }
}

impl Line {
    /// Puts another message in the place of the one that was recorded.
    pub(super) fn replace(&mut self, message: &Value) {
        let mut line: Value = serde_json::from_str(&self.text).expect("it was read from there");
        line["message"] = message.clone();
        line["message"]["jsonrpc"] = json!("2.0");
        self.text = line.to_string();
    }
}

/// Rewrites every text in a message, names of members too: addresses stand in both.
pub(super) fn each_text(value: &Value, rewrite: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(rewrite(text)),
        Value::Array(list) => list.iter().map(|inner| each_text(inner, rewrite)).collect(),
        Value::Object(members) => {
            members.iter().map(|(name, inner)| (rewrite(name), each_text(inner, rewrite))).collect()
        }
        other => other.clone(),
    }
}
