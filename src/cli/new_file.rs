//! Files that the program makes for a user: written whole or not at all, and over
//! nothing that is there.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Writes a file that is not there yet.
///
/// # Errors
/// When there is one, or when it cannot be written; then none is left.
pub(super) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    let written = file.write_all(text.as_bytes());
    drop(file);
    if written.is_err() {
        // Half a file would be taken for the user's own the next time. Where even that
        // cannot be done, the first error says more.
        let _ = std::fs::remove_file(path);
    }
    written
}
