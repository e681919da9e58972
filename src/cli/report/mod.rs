//! How the findings of a check are presented. Each format is a file; all take the
//! same outcome and write to the same place.

mod concise;
mod excerpt;
mod github;
mod human;
mod json;
mod quotation;
mod quotation_json;
mod sarif;
mod summary;

pub(super) use human::{citation, place_of};
pub(super) use quotation::quotation;
pub(super) use quotation_json::quotations_json;
pub(super) use summary::counted;

use std::io::{self, Write};

use super::args::{CheckArguments, CheckFormat};
use super::check::Outcome;
use super::terminal::Terminal;

/// Presents an outcome.
pub(super) fn write(
    outcome: &Outcome,
    arguments: &CheckArguments,
    terminal: &Terminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    match arguments.format {
        CheckFormat::Human => human::write(outcome, arguments.quiet, terminal, out),
        CheckFormat::Json => json::write(outcome, terminal, out),
        CheckFormat::Concise => concise::write(outcome, arguments.quiet, out),
        CheckFormat::Github => github::write(outcome, out),
        CheckFormat::Sarif => sarif::write(outcome, terminal, out),
    }
}

#[cfg(test)]
pub(super) mod samples;
