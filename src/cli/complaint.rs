//! What is said on standard error: why something could not be done, and what the
//! user should know about the set-up.

use std::io::Write;

use super::terminal::{Terminal, Tone};
use crate::engine::Notice;

/// Says why something could not be done; a settings file may have a line for each of
/// its mistakes.
pub(super) fn error(terminal: &Terminal, message: &str) {
    for line in terminal.shortened(message).lines() {
        say(&terminal.paint_error(Tone::Error, "error"), line);
    }
}

/// Says something about the set-up.
pub(super) fn note(terminal: &Terminal, message: &str) {
    say(&terminal.paint_error(Tone::Note, "note"), message);
}

/// Notices of a kind that are said one by one where they are not what was asked for.
const FEW: usize = 5;

/// Says notices of the engine; very many are folded by what they say, and the command
/// is named that shows every one.
pub(super) fn notices(terminal: &Terminal, notices: &[Notice]) {
    // A place in a file is known of termbases only.
    let (termbase, sources): (Vec<&Notice>, Vec<&Notice>) = notices.iter().partition(|notice| notice.place.is_some());
    for (notices, command) in [(termbase, "termbase check"), (sources, "corpus index")] {
        for line in folded(terminal, &notices) {
            say(&terminal.paint_error(Tone::Warning, "warning"), &line);
        }
        if notices.len() > FEW {
            let count = notices.len();
            note(terminal, &format!("`glossator {command}` shows all {count} of these one by one"));
        }
    }
}

/// A line for each notice; of more than a few, one for each thing that is said, with
/// the first file and how many more there are.
fn folded(terminal: &Terminal, notices: &[&Notice]) -> Vec<String> {
    if notices.len() <= FEW {
        return notices.iter().map(|notice| line(terminal, notice)).collect();
    }
    let mut kinds: Vec<(&Notice, usize)> = Vec::new();
    for notice in notices {
        match kinds.iter_mut().find(|(first, _)| first.message == notice.message) {
            Some((_, count)) => *count += 1,
            None => kinds.push((notice, 1)),
        }
    }
    kinds.into_iter().take(FEW).map(|(first, count)| folded_line(terminal, first, count)).collect()
}

fn folded_line(terminal: &Terminal, first: &Notice, count: usize) -> String {
    match (&first.path, count) {
        (Some(path), 2..) => {
            let path = terminal.path(path);
            format!("{path} and {} more: {}", count - 1, terminal.shortened(&first.message))
        }
        _ => line(terminal, first),
    }
}

/// Says every notice of the engine.
pub(super) fn all_notices(terminal: &Terminal, notices: &[Notice]) {
    for notice in notices {
        say(&terminal.paint_error(Tone::Warning, "warning"), &line(terminal, notice));
    }
}

/// `path:line:column: message`, as far as they are known.
pub(super) fn line(terminal: &Terminal, notice: &Notice) -> String {
    let message = terminal.shortened(&notice.message);
    let Some(path) = &notice.path else { return message };
    let path = terminal.path(path);
    match notice.place {
        Some(place) => format!("{path}:{}:{}: {message}", place.line, place.column),
        None => format!("{path}: {message}"),
    }
}

fn say(word: &str, message: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "{word}: {message}");
}
