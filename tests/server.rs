//! The language server, spoken to over standard input and output as an editor would.

mod server {
    pub(crate) mod client;

    mod actions;
    mod diagnostics;
    mod faults;
    mod features;
    mod input;
    mod lifecycle;
    mod projects;
    mod sync;
}
