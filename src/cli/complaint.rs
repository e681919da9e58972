//! What is said on standard error: why something could not be done, and what the
//! user should know about the set-up.

use std::io::Write;

use super::terminal::{Terminal, Tone};
use crate::engine::Notice;

/// Says why something could not be done.
pub(super) fn error(terminal: &Terminal, message: &str) {
    say(&terminal.paint_error(Tone::Error, "error"), message);
}

/// Says something about the set-up.
pub(super) fn note(terminal: &Terminal, message: &str) {
    say(&terminal.paint_error(Tone::Note, "note"), message);
}

/// Notices that are said one by one where they are not what was asked for.
const FEW: usize = 20;

/// Says notices of the engine; of very many the first, and how many there are.
pub(super) fn notices(terminal: &Terminal, notices: &[Notice]) {
    all_notices(terminal, notices.get(..FEW).unwrap_or(notices));
    if notices.len() > FEW {
        let more = notices.len() - FEW;
        note(terminal, &format!("{more} more of these; `glossator corpus index` shows every one"));
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
    let Some(path) = &notice.path else { return notice.message.clone() };
    let path = terminal.path(path);
    match notice.place {
        Some(place) => format!("{path}:{}:{}: {}", place.line, place.column, notice.message),
        None => format!("{path}: {}", notice.message),
    }
}

fn say(word: &str, message: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "{word}: {message}");
}
