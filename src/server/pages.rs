//! The rules' pages as files beside the index, so that the link of a diagnostic
//! opens in any editor, also without a network.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::engine::Config;
use crate::rules;

use super::protocol::lsp::Url;
use super::uri;

/// The pages written so far, by file; `None` where one could not be written.
#[derive(Default)]
pub(super) struct Pages(Mutex<BTreeMap<PathBuf, Option<Url>>>);

impl Pages {
    /// The address of a rule's page for a project. Blocking the first time.
    pub(super) fn link(&self, rule: &str, config: &Config) -> Option<Url> {
        let file = config.index_folder()?.parent()?.join("rules").join(format!("{rule}.md"));
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = pages.get(&file) {
            return known.clone();
        }
        let page = rules::find(rule)?.page;
        let link = match write(&file, page) {
            Ok(()) => uri::from_path(&file),
            Err(error) => {
                tracing::warn!(file = %file.display(), %error, "a rule's page could not be written");
                None
            }
        };
        pages.insert(file, link.clone());
        link
    }
}

/// Writes a file unless it says so already; another server may do so meanwhile.
fn write(file: &Path, page: &str) -> std::io::Result<()> {
    if std::fs::read(file).is_ok_and(|there| there == page.as_bytes()) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let draft = file.with_extension(format!("{}.new", std::process::id()));
    std::fs::File::create(&draft)?.write_all(page.as_bytes())?;
    std::fs::rename(&draft, file)
}
