//! Findings for reading, in the manner of rustc: the words in the draft, then the
//! passages of the sources that show it, then how to mend it.

use std::collections::HashMap;
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
pub(super) const GUTTER: usize = 8;

/// Writes every finding, the rules that did not run, and the summary.
pub(super) fn write(outcome: &Outcome, quiet: bool, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if terminal.color { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut here, at words, and not by the renderer.
    let renderer = renderer.term_width(10 * terminal.width);
    let mut shown = Shown::default();
    for (draft, finding) in outcome.findings() {
        let report = Report { draft, finding, repeats: shown.repeats(draft, finding), terminal };
        writeln!(out, "{}\n", without_counted_places(&renderer.render(&report.groups())))?;
    }
    if quiet || outcome.drafts.is_empty() {
        return Ok(());
    }
    for (rules, path, reason) in skipped_together(outcome) {
        let path = path.map(|path| format!(" in {path}")).unwrap_or_default();
        let note = terminal.paint(Tone::Note, "note");
        let words =
            wrapped(&format!("{} did not run{path}: {reason}", rules.join(", ")), terminal.width - "note: ".len());
        writeln!(out, "{note}: {}", words.replace('\n', "\n      "))?;
    }
    writeln!(out, "{}", terminal.paint(Tone::Strong, &wrapped(&summary::line(outcome), terminal.width)))
}

/// The rules that did not run, those with one reason together.
fn skipped_together(outcome: &Outcome) -> Vec<(Vec<&'static str>, Option<String>, String)> {
    let mut together: Vec<(Vec<&'static str>, Option<String>, String)> = Vec::new();
    for one in summary::skipped(outcome) {
        match together.iter_mut().find(|(_, path, reason)| (path, reason) == (&one.path, &one.reason)) {
            Some((rules, ..)) => rules.push(one.rule),
            None => together.push((vec![one.rule], one.path, one.reason)),
        }
    }
    together
}

/// Evidence by what it shows and where, and the first finding that it was shown under.
#[derive(Default)]
struct Shown<'r>(HashMap<(&'r str, &'r str, Span), (&'r str, usize)>);

impl<'r> Shown<'r> {
    /// For each evidence of a finding that an earlier finding has shown already, the
    /// place of that one: "line 17", or with the draft's path where it is another.
    fn repeats(&mut self, draft: &'r CheckedDraft, finding: &'r Finding) -> Vec<Option<String>> {
        let here = draft.draft.file.shown.as_str();
        let line = draft.snapshot.lines.line_of(finding.span.start) + 1;
        let repeat = |evidence: &'r Evidence| {
            let passage = &evidence.passage;
            let key = (evidence.shows.as_str(), passage.document.id.as_str(), passage.span);
            match self.0.get(&key) {
                None => {
                    self.0.insert(key, (here, line));
                    None
                }
                Some((path, line)) if *path == here => Some(format!("line {line}")),
                Some((path, line)) => Some(format!("{path}:{line}")),
            }
        };
        finding.evidence.iter().map(repeat).collect()
    }
}

/// One finding and where it is shown.
struct Report<'r> {
    draft: &'r CheckedDraft,
    finding: &'r Finding,
    /// For each evidence, under which finding its passage is shown already.
    repeats: Vec<Option<String>>,
    terminal: &'r Terminal,
}

impl<'r> Report<'r> {
    fn groups(&self) -> Vec<Group<'r>> {
        let mut groups = vec![self.primary()];
        let evidence = self.finding.evidence.iter().zip(&self.repeats);
        groups.extend(evidence.map(|(evidence, repeat)| self.evidence(evidence, repeat.as_deref())));
        groups.extend(self.finding.fixes.iter().map(|fix| self.fix(fix)));
        groups
    }

    fn columns(&self) -> usize {
        self.terminal.width.saturating_sub(GUTTER)
    }

    fn text(&self) -> &'r str {
        &self.draft.snapshot.text
    }

    fn lines(&self) -> &'r LineIndex {
        &self.draft.snapshot.lines
    }

    /// Wraps what follows a word such as `warning[rule]: `.
    fn wrapped(&self, text: &str, before: usize) -> String {
        let columns = self.terminal.width.saturating_sub(before);
        // Beside a long word in a narrow window a column of single words would stand.
        if columns < self.terminal.width / 2 { text.to_owned() } else { wrapped(text, columns) }
    }

    fn primary(&self) -> Group<'r> {
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

    fn place(&self, span: Span) -> String {
        marked_place(&self.draft.draft.file.shown, self.lines().place(self.text(), span.start))
    }

    fn evidence(&self, evidence: &Evidence, repeat: Option<&str>) -> Group<'r> {
        let Passage { document, start, text, words, .. } = &evidence.passage;
        if let Some(first) = repeat {
            let title = format!("{}, as shown at {first}", evidence.shows);
            return Group::with_title(Level::NOTE.secondary_title(self.wrapped(&title, "note: ".len())));
        }
        // A sentence is shown on one line, wherever the source breaks it.
        let sentence = text.replace(['\n', '\r', '\t'], " ");
        let mut excerpt = Excerpt::new(&sentence, &LineIndex::new(&sentence), *words, self.columns());
        excerpt.first_line = start.line;
        let marks = underlined(&excerpt, *words, AnnotationKind::Context, None);
        let title = format!("{}, here in {}", evidence.shows, citation(document));
        let place = format!("{}{MARK}", place_of(&evidence.passage, self.terminal));
        Level::NOTE
            .secondary_title(self.wrapped(&title, "note: ".len()))
            .element(snippet(&excerpt).path(place).annotations(marks))
    }

    fn fix(&self, fix: &Fix) -> Group<'r> {
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
            Some(patches) if excerpt.text.lines().count() <= 4 && excerpt.is_whole() => {
                title.element(Snippet::source(excerpt.text.clone()).line_start(excerpt.first_line).patches(patches))
            }
            _ => Group::with_title(title),
        }
    }
}

/// Ends a place that was counted in the whole text.
pub(super) const MARK: char = '\u{1}';

/// `path:line:column`, to be given as a path: the renderer would count the column
/// in the excerpt, where the start of a long line is cut off. What it adds behind
/// the mark is taken out by [`without_counted_places`].
fn marked_place(path: &str, place: Place) -> String {
    format!("{path}:{}:{}{MARK}", place.line, place.column)
}

pub(super) fn without_counted_places(rendered: &str) -> String {
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

/// Where a passage stands, as a person finds it: `path:line:column`; for a file that is
/// no text `path (p. 12)`, or its line in what `glossator corpus show` prints.
pub(in crate::cli) fn place_of(passage: &Passage, terminal: &Terminal) -> String {
    let Passage { document, start, page, .. } = passage;
    let path = terminal.path(&document.path);
    match page {
        Some(page) => format!("{path} (p. {page})"),
        None if document.extraction.is_some() => format!("{path} (line {})", start.line),
        None => format!("{path}:{}:{}", start.line, start.column),
    }
}

/// "Keynote" (Harbour News, 2018-05-22), with what is unknown said. Who spoke or wrote
/// stands in for a publisher that is unknown.
pub(in crate::cli) fn citation(document: &Document) -> String {
    let title = document.title.as_ref().map_or_else(|| document.id.clone(), |title| format!("\"{title}\""));
    let publisher = document.credit().unwrap_or("publisher unknown");
    format!("{title} ({publisher}, {})", document.dated())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::samples;

    #[test]
    fn shows_a_passage_once_and_then_says_where() {
        let mut outcome = samples::outcome();
        let draft = outcome.drafts.first_mut().expect("the sample has a draft");
        let mut again = draft.checked.findings.first().cloned().expect("the sample has a finding");
        again.span = again.related.first().map_or(again.span, |related| related.span);
        draft.checked.findings.push(again);
        let mut out = Vec::new();
        write(&outcome, false, &samples::terminal(), &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("reports are UTF-8");
        assert_eq!(text.matches("--> sources/key note.md:26:12").count(), 1, "{text}");
        assert!(text.contains("stands in the sources once, as shown at\n      line 3"), "{text}");
    }

    #[test]
    fn names_who_spoke_or_wrote_where_the_publisher_is_unknown() {
        let mut document = Document::clone(&samples::passage().document);
        document.publisher = None;
        assert_eq!(citation(&document), "\"Keynote\" (publisher unknown, 2018)");
        document.author = Some("A. Writer".to_owned());
        assert_eq!(citation(&document), "\"Keynote\" (A. Writer, 2018)");
        document.speaker = Some("A. Speaker".to_owned());
        assert_eq!(citation(&document), "\"Keynote\" (A. Speaker, 2018)");
    }

    #[test]
    fn shows_draft_source_and_fix() {
        let mut out = Vec::new();
        write(&samples::outcome(), false, &samples::terminal(), &mut out).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("reports are UTF-8");
        let expected = include_str!("../../../tests/cli/human.txt");
        assert_eq!(text, expected, "\n{text}");
    }
}
