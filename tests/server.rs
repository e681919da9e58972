//! The language server, spoken to over standard input and output as an editor would.

mod server {
    pub(crate) mod client;

    mod faults;
    mod input;
    mod lifecycle;
    mod sync;
}
