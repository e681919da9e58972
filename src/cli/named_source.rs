//! A source as a person names it on the command line: what it comes to, or what to say
//! where it is none.

use anyhow::bail;

use super::terminal::Terminal;
use crate::corpus::DocumentRef;
use crate::engine::{Engine, NamedSource};

/// The documents that `name` names, one at least.
///
/// # Errors
/// When none is named so, with the names that are near; when the index cannot be read.
pub(super) fn find(engine: &Engine, name: &str, terminal: &Terminal) -> anyhow::Result<Vec<DocumentRef>> {
    match engine.source_named(name, &terminal.folder)? {
        NamedSource::Documents(documents) => Ok(documents),
        NamedSource::WithoutText(key, reference) => bail!(
            "\"{key}\" is an entry of the bibliography ({reference}), and the corpus has no text of it; \
             put the text among the sources and name it as `file` or `url` in the entry"
        ),
        NamedSource::Unknown(near) => bail!("{}", unknown(name, &near, engine.config().bibliographies.is_empty())),
    }
}

fn unknown(name: &str, near: &[String], knows_no_bibliography: bool) -> String {
    let is_citekey = name.trim_start_matches('[').starts_with('@');
    let hint = if is_citekey && knows_no_bibliography {
        " (the project names no `bibliography` under [citations])"
    } else {
        ""
    };
    let near: Vec<String> = near.iter().map(|name| format!("\"{name}\"")).collect();
    match near.split_last() {
        None => format!(
            "no source is called \"{name}\"{hint}; name a document as `glossator corpus list` does, a key of the \
             bibliography, a file or an address"
        ),
        Some((only, [])) => format!("no source is called \"{name}\"{hint}; did you mean {only}?"),
        Some((last, others)) => {
            format!("no source is called \"{name}\"{hint}; did you mean {} or {last}?", others.join(", "))
        }
    }
}
