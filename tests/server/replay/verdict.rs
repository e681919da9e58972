//! What a live server said otherwise than the recorded one.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::player::{LOOSE, PUBLISH, Played};
use super::recording::{Said, Session};
use super::same::{difference, essence, holds};

const PULL: &str = "textDocument/diagnostic";

/// Something that was said otherwise.
pub(super) struct Difference {
    /// The line of the recording.
    pub(super) line: usize,
    /// What was recorded, and what is said now.
    pub(super) what: String,
    /// The message of now.
    pub(super) message: Value,
}

/// Everything that differs: answers, requests, and the last diagnostics of each document.
pub(super) fn differences(session: &Session, played: &Played) -> Vec<Difference> {
    let mut all = answers(session, played);
    all.extend(reports(session, played));
    all.extend(requests(session, played));
    all.extend(diagnostics(session, played));
    all
}

fn differing(line: usize, name: &str, old: &Value, new: &Value, message: Value) -> Difference {
    Difference { line, what: format!("line {}, {name}{}", line + 2, difference(old, new)), message }
}

/// The requests of the client with the lines of their answers, where they have any and
/// were not cancelled: such a one may be answered or refused.
fn answered(session: &Session) -> impl Iterator<Item = (&str, &str, &Value, usize)> {
    session.lines.iter().filter(|line| line.from_client).filter_map(|line| match &line.said {
        Said::Request { id, method, message } if !session.is_cancelled(id) => {
            Some((id.as_str(), method.as_str(), message, session.answer(id)?))
        }
        _ => None,
    })
}

fn answers(session: &Session, played: &Played) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (id, method, _, line) in answered(session).filter(|(_, method, ..)| *method != PULL) {
        let live = &played.answers[id];
        let (old, new) = (essence(method, session.message(line)), essence(method, live));
        let is_same = if method == "initialize" { holds(&new, &old) } else { new == old };
        if !is_same {
            differences.push(differing(line, method, &old, &new, live.clone()));
        }
    }
    differences
}

/// Reports that the client asked for. While an index is made a document is asked about
/// again and again, and how often it is told of what is not known yet depends on time:
/// each must be a report that was recorded for it, and the last one that very report.
fn reports(session: &Session, played: &Played) -> Vec<Difference> {
    let (mut old_names, mut new_names) = (BTreeMap::new(), BTreeMap::new());
    let mut by_document: BTreeMap<String, Vec<(usize, Value, Value, Value)>> = BTreeMap::new();
    for (id, _, request, line) in answered(session).filter(|(_, method, ..)| *method == PULL) {
        let (recorded, live) = (session.message(line), &played.answers[id]);
        let old = resolved(&mut old_names, recorded);
        let new = resolved(&mut new_names, live);
        let uri = request["params"]["textDocument"]["uri"].to_string();
        by_document.entry(uri).or_default().push((line, old, new, live.clone()));
    }
    let mut differences = Vec::new();
    for reports in by_document.into_values() {
        let last = reports.len() - 1;
        for (at, (line, old, new, live)) in reports.iter().enumerate() {
            let was_told = |(_, told, ..): &(usize, Value, Value, Value)| told == new;
            if !(old == new || at < last && reports.iter().any(was_told)) {
                differences.push(differing(*line, PULL, old, new, live.clone()));
            }
        }
    }
    differences
}

/// What a report says; one may say "as in the report of this name".
fn resolved(known: &mut BTreeMap<String, Value>, answer: &Value) -> Value {
    let result = &answer["result"];
    let name = result["resultId"].to_string();
    let said = match result["kind"].as_str() {
        Some("unchanged") => known.get(&name).cloned().unwrap_or_default(),
        _ => result["items"].clone(),
    };
    known.insert(name, said.clone());
    json!({"items": said, "error": answer["error"]["code"]})
}

fn requests(session: &Session, played: &Played) -> Vec<Difference> {
    let strict = played.asked.iter().filter(|asked| !LOOSE.contains(&asked.method.as_str()));
    let differing = strict.filter_map(|asked| {
        let line = asked.recorded?;
        let (old, new) = (session.params(line), &asked.params);
        let message = json!({"id": asked.id, "method": asked.method, "params": new});
        (old != new).then(|| differing(line, &asked.method, old, new, message))
    });
    differing.collect()
}

fn diagnostics(session: &Session, played: &Played) -> Vec<Difference> {
    let differing = session.shown(session.lines.len()).into_iter().filter_map(|(uri, line)| {
        let (old, new) = (session.params(line), played.published.get(uri)?.last()?);
        (old != new).then(|| differing(line, PUBLISH, old, new, json!({"method": PUBLISH, "params": new})))
    });
    differing.collect()
}
