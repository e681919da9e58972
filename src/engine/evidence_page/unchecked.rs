//! What an evidence page does not vouch for: what was not checked and why, and what the
//! writer allowed. Silence would pass for a clean bill.

use super::marks::{Marks, NoteSubject};
use crate::engine::{Analysis, Engine, Leaning, Skipped};
use crate::prose::QuotationUse;

impl Engine {
    /// A line for everything of a draft that nobody checked.
    pub(super) fn unchecked(
        &self,
        analysis: &Analysis,
        marks: &Marks,
        skipped: &[Skipped],
        leaning: Option<&Leaning>,
        undrawn: usize,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        if self.corpus.is_none() {
            lines.push("No quotation was traced: there is no corpus to trace it in.".to_owned());
        }
        if self.termbase.is_empty() {
            lines.push("No term was checked: the project has no termbase.".to_owned());
        }
        lines.extend(set_aside(analysis));
        lines.extend(stray_marks(analysis));
        lines.extend(marks.failures.iter().map(|failure| format!("A quotation could not be traced: {failure}.")));
        lines.extend(unreadable(marks));
        lines.extend(skipped.iter().map(|one| format!("The rule {} did not run: {}.", one.rule, one.reason)));
        lines.extend(allowed(analysis));
        if let Some(more) = leaning.map(|leaning| leaning.total - leaning.documents.len()).filter(|more| *more > 0) {
            lines.push(format!("{more} more documents share words or terms with the draft and are not listed."));
        }
        if undrawn > 0 {
            lines.push(format!("{undrawn} more concepts are named in the draft; their timelines are not drawn."));
        }
        lines
    }
}

/// Quotations that give nobody's words.
fn set_aside(analysis: &Analysis) -> Option<String> {
    let count = |wanted| analysis.snapshot.quotations.iter().filter(|one| one.used_as == wanted).count();
    let (titles, distant) = (count(QuotationUse::Title), count(QuotationUse::Distance));
    let told = match (titles, distant) {
        (0, 0) => return None,
        (titles, 0) => format!("{titles} in quotation marks read as titles"),
        (0, distant) => format!("{distant} in quotation marks keep a word at arm's length"),
        _ => format!("{titles} in quotation marks read as titles, {distant} keep a word at arm's length"),
    };
    Some(format!("Not traced, since they give nobody's words: {told}."))
}

fn stray_marks(analysis: &Analysis) -> Option<String> {
    let snapshot = &analysis.snapshot;
    let stray = snapshot.blocks.iter().filter(|block| block.content.has_stray_mark);
    let lines: Vec<String> =
        stray.map(|block| snapshot.lines.place(&snapshot.text, block.source.start).line.to_string()).collect();
    (!lines.is_empty()).then(|| {
        format!("A quotation mark has no other half, so what is quoted there is unsure: line {}.", lines.join(", "))
    })
}

/// Sources that quotations may be from and that cannot be read.
fn unreadable(marks: &Marks) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for note in &marks.notes {
        let NoteSubject::Quotation(card) = &note.subject else { continue };
        for notice in card.notices.iter().filter(|notice| !notice.starts_with("the cited source")) {
            let line = format!("A source could not be read: {notice}.");
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

/// What the writer's comments allow.
fn allowed(analysis: &Analysis) -> Vec<String> {
    let snapshot = &analysis.snapshot;
    let told = snapshot.suppressions.iter().map(|suppression| {
        let line = snapshot.lines.place(&snapshot.text, suppression.comment.start).line;
        let reason = suppression.reason.as_deref().unwrap_or("no reason given");
        format!("A comment in line {line} allows what {} finds: {reason}.", suppression.rule.0)
    });
    told.collect()
}
