//! `glossator rule`: the rules and their pages.

use std::io::Write;

use anyhow::bail;

use super::Ending;
use super::terminal::{Terminal, Tone, padded, width, wrapped};
use crate::engine::config::unknown_name;
use crate::rules::{self, RULES, Rule};

/// Lists the rules, or prints the page of one.
pub(super) fn run(name: Option<&str>, terminal: &Terminal, out: &mut dyn Write) -> anyhow::Result<Ending> {
    let Some(name) = name else {
        list(terminal, out)?;
        return Ok(Ending::Clean);
    };
    let Some(rule) = rules::find(name) else {
        bail!("{}", unknown_name("rule", name, RULES.iter().map(|rule| rule.name)));
    };
    writeln!(out, "{}", rule.page.trim_end())?;
    Ok(Ending::Clean)
}

fn list(terminal: &Terminal, out: &mut dyn Write) -> std::io::Result<()> {
    let names = RULES.iter().map(|rule| width(rule.name)).max().unwrap_or(0);
    for rule in RULES {
        write!(out, "{}  {}  ", terminal.paint(Tone::Strong, &padded(rule.name, names)), severity(rule))?;
        let indent = names + 2 + SEVERITY + 2;
        let summary = wrapped(rule.summary, terminal.width.saturating_sub(indent).max(20));
        writeln!(out, "{}", summary.replace('\n', &format!("\n{}", " ".repeat(indent))))?;
    }
    Ok(())
}

/// Columns of the longest severity.
const SEVERITY: usize = 7;

fn severity(rule: &Rule) -> String {
    padded(&rule.severity.to_string(), SEVERITY)
}
