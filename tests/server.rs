//! The language server, spoken to over standard input and output as an editor would.
//!
//! Many tests need the server's trial commands, which a release build does not have;
//! `cargo test --release` therefore runs none of them and says "0 tests".

#![cfg(debug_assertions)]
#![expect(
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    clippy::string_slice,
    reason = "a test reads JSON by index and fails where a member is missing"
)]

mod paper_files;

mod server {
    pub(crate) mod client;

    mod actions;
    mod attestations;
    mod citations;
    mod diagnostics;
    mod faults;
    mod features;
    mod input;
    mod leaning;
    mod lifecycle;
    mod losses;
    mod projects;
    mod quotations;
    mod record;
    #[cfg(unix)]
    mod replay;
    mod sets;
    mod source_text;
    mod status;
    mod sync;
}
