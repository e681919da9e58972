//! Findings for reading, in the manner of rustc: the words in the draft, then the
//! passages of the sources that show it, then how to mend it.

use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::summary;
use crate::cli::check::{CheckedDraft, Outcome};
use crate::cli::terminal::{Terminal, Tone, width, wrapped};
use crate::corpus::{Document, Passage};
use crate::rules::{Applicability, Evidence, Finding, Fix, Severity};
use crate::text::{LineIndex, Place, Span};

/// Columns that a snippet needs beside its text: a line number of up to four
/// digits, the bar, and spaces.
const GUTTER: usize = 8;

/// Writes every finding, the rules that did not run, and the summary.
pub(super) fn write(outcome: &Outcome, quiet: bool, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if terminal.color { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut here, at words, and not by the renderer.
    let renderer = renderer.term_width(10 * terminal.width);
    for (draft, finding) in outcome.findings() {
        let report = Report { draft, finding, terminal };
        writeln!(out, "{}\n", without_counted_places(&renderer.render(&report.groups())))?;
    }
    if quiet || outcome.drafts.is_empty() {
        return Ok(());
    }
    for skipped in summary::skipped(outcome) {
        let path = skipped.path.map(|path| format!(" in {path}")).unwrap_or_default();
        let note = terminal.paint(Tone::Note, "note");
        writeln!(out, "{note}: {} did not run{path}: {}", skipped.rule, skipped.reason)?;
    }
    writeln!(out, "{}", terminal.paint(Tone::Strong, &wrapped(&summary::line(outcome), terminal.width)))
}

/// One finding and where it is shown.
#[derive(Clone, Copy)]
struct Report<'r> {
    draft: &'r CheckedDraft,
    finding: &'r Finding,
    terminal: &'r Terminal,
}

impl<'r> Report<'r> {
    fn groups(self) -> Vec<Group<'r>> {
        let mut groups = vec![self.primary()];
        groups.extend(self.finding.evidence.iter().map(|evidence| self.evidence(evidence)));
        groups.extend(self.finding.fixes.iter().map(|fix| self.fix(fix)));
        groups
    }

    fn columns(self) -> usize {
        self.terminal.width.saturating_sub(GUTTER)
    }

    fn text(self) -> &'r str {
        &self.draft.snapshot.text
    }

    fn lines(self) -> &'r LineIndex {
        &self.draft.snapshot.lines
    }

    /// Wraps what follows a word such as `warning[rule]: `.
    fn wrapped(self, text: &str, before: usize) -> String {
        wrapped(text, self.terminal.width.saturating_sub(before))
    }

    fn primary(self) -> Group<'r> {
        let Finding { rule, severity, .. } = self.finding;
        let before = severity.to_string().len() + rule.len() + "[]: ".len();
        let title = level(*severity).primary_title(self.wrapped(&self.finding.message, before)).id(*rule);
        let excerpt = Excerpt::new(self.text(), self.lines(), self.finding.span, self.columns());
        let mut marks = underlined(&excerpt, self.finding.span, AnnotationKind::Primary, None);
        let mut elsewhere = Vec::new();
        for related in &self.finding.related {
            if excerpt.place_of(related.span).is_some() {
                marks.extend(underlined(&excerpt, related.span, AnnotationKind::Context, Some(&related.message)));
            } else {
                elsewhere.push(related);
            }
        }
        let mut group = title.element(snippet(&excerpt).path(self.place(self.finding.span)).annotations(marks));
        for related in elsewhere {
            let excerpt = Excerpt::new(self.text(), self.lines(), related.span, self.columns());
            let marks = underlined(&excerpt, related.span, AnnotationKind::Context, Some(&related.message));
            group = group.element(snippet(&excerpt).path(self.place(related.span)).annotations(marks));
        }
        group
    }

    fn place(self, span: Span) -> String {
        marked_place(&self.draft.draft.file.shown, self.lines().place(self.text(), span.start))
    }

    fn evidence(self, evidence: &Evidence) -> Group<'r> {
        let Passage { document, start, text, words, .. } = &evidence.passage;
        // A sentence is shown on one line, wherever the source breaks it.
        let sentence = text.replace(['\n', '\r', '\t'], " ");
        let mut excerpt = Excerpt::new(&sentence, &LineIndex::new(&sentence), *words, self.columns());
        excerpt.first_line = start.line;
        let marks = underlined(&excerpt, *words, AnnotationKind::Context, None);
        let title = format!("{}, here in {}", evidence.shows, citation(document));
        let place = marked_place(&self.terminal.path(&document.path), *start);
        Level::NOTE
            .secondary_title(self.wrapped(&title, "note: ".len()))
            .element(snippet(&excerpt).path(place).annotations(marks))
    }

    fn fix(self, fix: &Fix) -> Group<'r> {
        let title = match fix.applicability {
            Applicability::Safe => fix.title.clone(),
            Applicability::Unsafe => format!("{} (look before you do)", fix.title),
        };
        let title = Level::HELP.secondary_title(self.wrapped(&title, "help: ".len()));
        let Some(all) = fix.edits.iter().map(|edit| edit.span).reduce(Span::cover) else {
            return Group::with_title(title);
        };
        // The new wording may be longer than the old one.
        let growth: usize = fix.edits.iter().map(|edit| width(&edit.replacement)).sum();
        let columns = self.columns().saturating_sub(growth.saturating_sub(all.len())).max(20);
        let excerpt = Excerpt::new(self.text(), self.lines(), all, columns);
        let patches: Option<Vec<Patch<'r>>> = fix
            .edits
            .iter()
            .map(|edit| Some(Patch::new(excerpt.place_of(edit.span)?, edit.replacement.clone())))
            .collect();
        match patches {
            Some(patches) if excerpt.text.lines().count() <= 4 => {
                title.element(Snippet::source(excerpt.text.clone()).line_start(excerpt.first_line).patches(patches))
            }
            _ => Group::with_title(title),
        }
    }
}

/// Ends a place that was counted in the whole text.
const MARK: char = '\u{1}';

/// `path:line:column`, to be given as a path: the renderer would count the column
/// in the excerpt, where the start of a long line is cut off. What it adds behind
/// the mark is taken out by [`without_counted_places`].
fn marked_place(path: &str, place: Place) -> String {
    format!("{path}:{}:{}{MARK}", place.line, place.column)
}

fn without_counted_places(rendered: &str) -> String {
    let mut parts = rendered.split(MARK);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint | Severity::Off => Level::INFO.with_name("hint"),
    }
}

fn snippet<'s>(excerpt: &Excerpt) -> Snippet<'s, Annotation<'s>> {
    Snippet::source(excerpt.text.clone()).line_start(excerpt.first_line).fold(false)
}

/// Marks under each line of a span; the label stands at the last.
fn underlined<'s>(excerpt: &Excerpt, span: Span, kind: AnnotationKind, label: Option<&str>) -> Vec<Annotation<'s>> {
    let marks = excerpt.marks(span);
    let last = marks.len().saturating_sub(1);
    let label = |index| label.filter(|_| index == last).map(str::to_owned);
    marks.into_iter().enumerate().map(|(index, mark)| kind.span(mark).label(label(index))).collect()
}

/// "Keynote" (Harbour News, 2018-05-22), with what is unknown said.
pub(in crate::cli) fn citation(document: &Document) -> String {
    let title = document.title.as_ref().map_or_else(|| document.id.clone(), |title| format!("\"{title}\""));
    let publisher = document.publisher.as_deref().unwrap_or("publisher unknown");
    let date = document.date.map_or_else(|| "date unknown".to_owned(), |date| date.to_string());
    format!("{title} ({publisher}, {date})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::samples;

    #[test]
    fn shows_draft_source_and_fix() {
        let mut out = Vec::new();
        write(&samples::outcome(), false, &samples::terminal(), &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("reports are UTF-8");
        let expected = include_str!("../../../tests/cli/human.txt");
        assert_eq!(text, expected, "\n{text}");
    }
}
