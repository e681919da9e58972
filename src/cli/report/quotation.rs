//! A verified quotation for reading, in the manner of the findings of a check: the
//! quotation with the words marked that differ, then each place of the sources with the
//! words that stand there, then the differences one by one.

use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::human::{GUTTER, MARK, citation, place_of, without_counted_places};
use crate::cli::terminal::{Terminal, head, tail, wrapped};
use crate::corpus::Passage;
use crate::engine::{Gravity, QuotationCard, QuotationPlace, Verdict};
use crate::text::{LineIndex, Span, one_line};

/// Columns of the sentence that are shown before the words, and after them.
const CONTEXT: usize = 60;

/// Writes what the sources say of a quotation.
pub(in crate::cli) fn quotation(card: &QuotationCard, terminal: &Terminal, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if terminal.color { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut here, at words, and not by the renderer.
    let renderer = renderer.term_width(10 * terminal.width);
    let mut groups = vec![quoted(card, terminal)];
    groups.extend(card.places.iter().map(|place| found(place, terminal)));
    writeln!(out, "{}", without_counted_places(&renderer.render(&groups)))
}

/// The quotation, whole, with the words marked that differ from the first place.
fn quoted<'r>(card: &QuotationCard, terminal: &Terminal) -> Group<'r> {
    let level = match card.verdict {
        _ if card.is_elsewhere => Level::ERROR,
        Some(Verdict::Verbatim | Verdict::Adapted) => Level::HELP,
        Some(Verdict::Altered) => Level::ERROR,
        Some(Verdict::Similar | Verdict::Absent) | None => Level::WARNING,
    };
    let columns = terminal.width.saturating_sub(card.headline.len() + ": ".len());
    let title = level.with_name(card.headline).primary_title(wrapped(&card.explanation, columns));
    // A line end stands for a space, so that bytes keep their places.
    let text = wrapped(&one_line(&card.text), terminal.width.saturating_sub(GUTTER));
    let differences = card.places.first().map_or(&[] as &[_], |place| &place.differences);
    let kind = |gravity| if gravity > Gravity::Hint { AnnotationKind::Primary } else { AnnotationKind::Context };
    let marks = differences.iter().flat_map(|it| marks(&text, it.quoted, kind(it.gravity)));
    let marks: Vec<_> = marks.collect();
    title.element(Snippet::source(text).line_numbering(false).fold(false).annotations(marks))
}

/// A mark under each line of a span; one where words are missing.
fn marks<'r>(text: &str, span: Span, kind: AnnotationKind) -> impl Iterator<Item = Annotation<'r>> + use<'r> {
    let lines = LineIndex::new(text);
    let on_line = |line| {
        let line: Span = lines.line_span(text, line);
        span.start.max(line.start)..span.end.min(line.end)
    };
    let marks: Vec<_> = (lines.line_of(span.start)..=lines.line_of(span.end)).map(on_line).collect();
    marks.into_iter().filter(|mark| mark.start <= mark.end).map(move |mark| kind.span(mark))
}

/// A place of the sources: its passages, and what differs there.
fn found<'r>(place: &QuotationPlace, terminal: &Terminal) -> Group<'r> {
    let cited = if place.is_cited { "the cited source" } else { "a source" };
    let speaker = place.speaker.as_ref().map_or_else(String::new, |speaker| format!(", {speaker} speaking"));
    let title = format!("here in {cited}, {}{speaker}", citation(&place.document));
    let title = Level::NOTE.secondary_title(wrapped(&title, terminal.width.saturating_sub("note: ".len())));
    let passages = place.passages.iter().map(|passage| source(passage, terminal));
    let group = passages.fold(Group::with_title(title), Group::element);
    let told =
        place.differences.iter().map(|difference| wrapped(&difference.told, terminal.width.saturating_sub(GUTTER)));
    let unsure = place.passages.iter().any(|passage| passage.is_doubtful);
    let told = told.chain(unsure.then(|| "its page came out badly: look at the source itself".to_owned()));
    told.fold(group, |group, told| group.element(Level::NOTE.no_name().message(told)))
}

/// A passage with the words of the quotation underlined: all of them, on as many lines as
/// they take, with a little of the sentence around them.
fn source<'r>(passage: &Passage, terminal: &Terminal) -> Snippet<'r, Annotation<'r>> {
    let [before, words, after] = parts(passage);
    let text = wrapped(&format!("{before}{words}{after}"), terminal.width.saturating_sub(GUTTER));
    let marked = Span::new(before.len(), before.len() + words.len());
    let place = format!("{}{MARK}", place_of(passage, terminal));
    let marks: Vec<_> = marks(&text, marked, AnnotationKind::Context).collect();
    Snippet::source(text).line_numbering(false).fold(false).path(place).annotations(marks)
}

/// The sentence before the words, the words, the sentence after them, on one line: bytes
/// keep their places where spaces become line ends.
fn parts(passage: &Passage) -> [String; 3] {
    let Passage { text, words, .. } = passage;
    let (before, after) = (Span::new(0, words.start).slice(text), Span::new(words.end, text.len()).slice(text));
    let gap = |is_apart: bool| if is_apart { " " } else { "" };
    let (first, last) = (one_line(before), one_line(after));
    let before = format!("{}{}", end_of(&first), gap(before.ends_with(char::is_whitespace) && !first.is_empty()));
    let after = format!("{}{}", gap(after.starts_with(char::is_whitespace)), start_of(&last));
    [before, one_line(words.slice(text)), after.trim_end().to_owned()]
}

/// The last whole words of a text.
fn end_of(text: &str) -> String {
    let shown = tail(text, CONTEXT);
    if shown.len() == text.len() {
        return text.to_owned();
    }
    format!("… {}", shown.split_once(' ').map_or(shown, |(_, whole)| whole))
}

/// The first whole words of a text.
fn start_of(text: &str) -> String {
    let shown = head(text, CONTEXT);
    if shown.len() == text.len() {
        return text.to_owned();
    }
    format!("{} …", shown.rsplit_once(' ').map_or(shown, |(whole, _)| whole))
}
