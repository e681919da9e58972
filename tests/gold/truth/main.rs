//! How well quotations are found, verified and judged, on texts whose truth is known:
//! `cargo bench --bench truth -- --shared DIR [--unpacked DIR] [--only PART]...
//! [--turn N] [--misses]`.
//!
//! `--shared` is the folder of development data (`truth/`, `corpora/`); `--unpacked` the
//! one where its archives were unpacked, each in a folder of its name: those of the UN
//! speeches, the campaign transcripts and the training articles. Parts: `speeches` (UN
//! speeches against the Charter and one another), `planted` (changes planted in passages,
//! through the whole path to the rules), `figures` (figures of sources that a draft takes
//! over), `news` (articles against the transcripts they quote). `--turn` plants in the N-th
//! other set of passages: the rules were tuned on the first, 0. Speakers are measured by `cargo bench --bench attribution`.
//!
//! `README.md` in the folder above says what the figures were.

#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command that prints its tables"
)]

#[allow(dead_code, reason = "the attribution command needs more of it")]
#[path = "../articles.rs"]
mod articles;
mod figure_plants;
mod figures;
mod library;
mod news;
#[allow(dead_code, reason = "the test of the judge needs more of it")]
#[path = "../planted.rs"]
mod planted;
mod plants;
mod rows;
mod speeches;
mod tables;
mod whole_path;
mod without;

use std::path::PathBuf;

/// What the command line asks for.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    shared: PathBuf,
    unpacked: PathBuf,
    only: Vec<String>,
    /// Which set of passages changes are planted in.
    turn: usize,
    /// Whether each miss is printed.
    shows_misses: bool,
}

impl Asked {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut asked = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--shared" => asked.shared = arguments.next()?.into(),
                "--unpacked" => asked.unpacked = arguments.next()?.into(),
                "--only" => asked.only.push(arguments.next()?),
                "--turn" => asked.turn = arguments.next()?.parse().ok()?,
                "--misses" => asked.shows_misses = true,
                // Cargo says so itself.
                "--bench" => {}
                _ => return None,
            }
        }
        if asked.unpacked.as_os_str().is_empty() {
            asked.unpacked = asked.shared.join("corpora");
        }
        asked.shared.is_dir().then_some(asked)
    }

    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == part)
    }
}

fn main() {
    let Some(asked) = Asked::parse(std::env::args().skip(1)) else {
        eprintln!(
            "usage: cargo bench --bench truth -- --shared DIR [--unpacked DIR] [--only PART]... [--turn N] [--misses]"
        );
        std::process::exit(2);
    };
    if asked.wants("speeches") {
        speeches::measure(&asked);
    }
    if asked.wants("planted") {
        plants::measure(&asked);
    }
    if asked.wants("news") {
        news::measure(&asked);
    }
    if asked.wants("figures") {
        figures::measure(&asked);
    }
}
