//! What the author can do at a place: mend, allow, or teach the termbase.

use super::{Action, Analysis, Checked, Engine};
use crate::draft::Snapshot;
use crate::rules::Finding;
use crate::text::{Edit, Span, one_line};

/// The longest selection that is taken for a term, in words.
const TERM_WORDS: usize = 12;

impl Engine {
    /// What the author can do about the findings that touch `span`, and with the
    /// words selected by it.
    #[must_use]
    pub fn actions(&self, analysis: &Analysis, checked: &Checked, span: Span) -> Vec<Action> {
        let touching = || {
            checked.findings.iter().filter(|finding| finding.span.touches(span.start) || finding.span.overlaps(span))
        };
        let fixes = touching().flat_map(|finding| {
            finding.fixes.iter().map(|fix| Action::Fix { finding: finding.clone(), fix: fix.clone() })
        });
        let suppressions = touching().filter_map(|finding| suppress(&analysis.snapshot, finding));
        let citations = self.cite(analysis, span);
        fixes.chain(suppressions).chain(citations).chain(self.add_term(&analysis.snapshot, span)).collect()
    }

    fn add_term(&self, snapshot: &Snapshot, span: Span) -> Option<Action> {
        let termbase = self.config.termbases.first()?.clone();
        let text = one_line(span.slice(&snapshot.text));
        let words = text.split(' ').count();
        // In Helix and Kakoune the letter under the cursor is always selected; Vim sends one, too.
        let is_selection = text.chars().count() > 1 && !cuts_a_word(snapshot, span);
        let is_term = is_selection && words <= TERM_WORDS && text.chars().any(char::is_alphabetic);
        is_term.then(|| Action::AddTerm { entry: entry(&text), text, termbase })
    }
}

/// Whether `span` starts or ends inside a word.
fn cuts_a_word(snapshot: &Snapshot, span: Span) -> bool {
    [span.start, span.end].into_iter().any(|edge| {
        snapshot.block_at(edge).is_some_and(|block| {
            let tokens = &block.content.tokens;
            let mut words = (0..tokens.len()).map(|index| block.to_source(tokens.span(index)));
            words.any(|word| word.start < edge && edge < word.end)
        })
    })
}

/// A comment before the block of a finding, with a reason to fill in.
fn suppress(snapshot: &Snapshot, finding: &Finding) -> Option<Action> {
    let block = snapshot.block_at(finding.span.start)?;
    let line = snapshot.lines.line_of(block.source.start);
    let start = snapshot.lines.line_span(&snapshot.text, line).start;
    let before = Span::new(start, block.source.start).slice(&snapshot.text);
    // A comment line needs the indentation, or the quotation marks, of its block; a list
    // item or a table row takes it at the start of its own text.
    let is_line_start = before.chars().all(|c| c.is_whitespace() || c == '>' || c == '#');
    let comment = format!("<!-- glossator: allow {}: REASON -->", finding.rule);
    let edit = if is_line_start {
        let prefix: String = before.chars().take_while(|c| *c != '#').collect();
        Edit::insertion(start, format!("{prefix}{comment}\n"))
    } else {
        let first = snapshot.front_matter.span.end;
        Edit::insertion(first, format!("<!-- glossator: allow-file {}: REASON -->\n", finding.rule))
    };
    let title = format!("allow \"{}\" here, with a reason", finding.rule);
    Some(Action::Suppress { finding: finding.clone(), title, edits: vec![edit] })
}

/// The termbase entry for a new concept, ready to be filled in.
fn entry(text: &str) -> String {
    let id: String = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "\n[[concept]]\nid = \"{id}\"\n[[concept.term]]\ntext = \"{quoted}\"\nlanguage = \"en\"\nstatus = \"preferred\"\n"
    )
}
