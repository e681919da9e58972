//! What the rules on quotations have in common: the changes to be mended, the name of a
//! source, the passages that show it, and the ways to mend. Every mend of a
//! quotation wants a look: whose words they are, only the writer knows for sure.

use super::context::Context;
use crate::corpus::{Document, Passage, Zone};
use crate::draft::{Block, QuotationForm};
use crate::evidence::quotation::{Certainty, Difference, HeldQuotation, TracedPlace, Verdict};
use crate::text::{Edit, Span, one_line, tokenize};

use super::{Applicability, Evidence, Fix};

/// Passages shown with a finding.
const SHOWN: usize = 3;

/// Words of a quotation that are others in the source: neighbouring differences as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// Bytes of the quoted text; empty where words are left out.
    pub(super) quoted: Span,
    /// The words as the quotation has them.
    pub(super) has: String,
    /// The words as the source has them; empty where words were put in.
    pub(super) source: String,
}

/// The place that a quotation is from, changed or not; `None` where it is not known or may
/// be chance, or where the words stand in what is printed beside texts.
pub(super) fn source_of<'h>(held: &'h HeldQuotation<'_>) -> Option<&'h TracedPlace> {
    held.traced()?.places.first().filter(|place| is_source(place))
}

/// Whether a place is where the words are from, as far as that can be known.
pub(super) fn is_source(place: &TracedPlace) -> bool {
    let is_text = |passage: &Passage| passage.zone != Zone::Furniture;
    place.judgement.verdict <= Verdict::Altered
        && place.certainty > Certainty::Chance
        && place.passage().is_some_and(is_text)
}

/// Whether a draft names the document of a place, or beside the quotation who speaks there.
pub(super) fn is_named(context: &Context<'_>, held: &HeldQuotation<'_>, place: &TracedPlace) -> bool {
    is_document_named(held, &place.document) || is_speaker_named(context, held, place)
}

/// Whether a draft has the title of a document, or the full name of its speaker.
pub(super) fn is_document_named(held: &HeldQuotation<'_>, document: &Document) -> bool {
    let by_name = [&document.speaker, &document.title].into_iter().flatten();
    by_name.into_iter().any(|name| tokenize(name).len() > 1 && stands_in(&held.snapshot.blocks, name))
}

/// Whether the family name of who speaks at a place stands in the paragraphs of the
/// quotation, or in the one before or behind them.
fn is_speaker_named(context: &Context<'_>, held: &HeldQuotation<'_>, place: &TracedPlace) -> bool {
    let answer = context.sources.speaker_at(place);
    let Some(speaker) = answer.known().and_then(Option::as_ref) else { return false };
    let parts = &held.quotation.parts;
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let near = held.snapshot.blocks.get(first.block.saturating_sub(1)..).unwrap_or_default();
    let near = near.get(..near.len().min(last.block + 3 - first.block)).unwrap_or_default();
    stands_in(near, speaker.name.family())
}

fn stands_in(blocks: &[Block], name: &str) -> bool {
    let name = tokenize(name);
    let has = |block: &Block| block.content.tokens.keys().windows(name.len()).any(|words| words == name.keys());
    !name.is_empty() && blocks.iter().any(has)
}

/// The changes of a quotation, in order, of the differences that `is_told` says.
pub(super) fn changes(
    held: &HeldQuotation<'_>,
    place: &TracedPlace,
    is_told: impl Fn(&Difference) -> bool,
) -> Vec<Change> {
    let mut groups: Vec<(usize, Span, Span)> = Vec::new();
    for difference in place.judgement.differences.iter().filter(|difference| is_told(difference)) {
        let text = &held.text.text;
        match groups.last_mut().filter(|(segment, quoted, source)| {
            *segment == difference.segment
                && is_blank(text, *quoted, difference.quoted)
                && is_blank(words_of(place, *segment), *source, difference.source)
        }) {
            Some((_, quoted, source)) => {
                *quoted = quoted.cover(difference.quoted);
                *source = source.cover(difference.source);
            }
            None => groups.push((difference.segment, difference.quoted, difference.source)),
        }
    }
    let change = |(segment, quoted, source): (usize, Span, Span)| Change {
        quoted,
        has: one_line(quoted.slice(&held.text.text)),
        source: one_line(source.slice(words_of(place, segment))),
    };
    groups.into_iter().map(change).collect()
}

/// Whether nothing but space stands between two neighbouring spans.
fn is_blank(text: &str, one: Span, other: Span) -> bool {
    one.end <= other.start && Span::new(one.end, other.start).slice(text).trim().is_empty()
}

/// The source's words of a segment; empty where it is not there.
fn words_of(place: &TracedPlace, segment: usize) -> &str {
    place.segments.get(segment).and_then(Option::as_ref).map_or("", |segment| segment.words.as_str())
}

/// The bytes of the draft to underline for some changes: from the first to the last, with
/// the word behind an omission.
pub(super) fn span_of(held: &HeldQuotation<'_>, changes: &[Change]) -> Span {
    let spans = changes.iter().map(|change| held.to_source(with_a_word(&held.text.text, change.quoted)));
    spans.reduce(Span::cover).unwrap_or(held.quotation.span)
}

/// An empty span with the word behind it, or the one before where none is behind.
fn with_a_word(text: &str, span: Span) -> Span {
    if !span.is_empty() {
        return span;
    }
    let rest = Span::new(span.start, text.len()).slice(text);
    let start = span.start + rest.len() - rest.trim_start().len();
    let word = rest.trim_start().find(char::is_whitespace).unwrap_or(rest.trim_start().len());
    if word > 0 {
        return Span::new(start, start + word);
    }
    let before = Span::new(0, span.start).slice(text).trim_end();
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    Span::new(start, before.len())
}

/// Whose words they are and when, for a message.
pub(super) fn source_name(place: &TracedPlace) -> String {
    place.document.named()
}

/// The passages that a quotation was laid against, the first place first.
pub(super) fn evidence(places: &[TracedPlace]) -> Vec<Evidence> {
    let passages = places.iter().flat_map(|place| {
        let shows = shows(place);
        place.segments.iter().flatten().map(move |segment| (segment.passage.clone(), shows))
    });
    passages.take(SHOWN).map(|(passage, shows)| evidence_of(passage, shows)).collect()
}

/// One passage, and what it shows.
pub(super) fn evidence_of(passage: Passage, shows: &str) -> Evidence {
    Evidence { passage, shows: shows.to_owned() }
}

const fn shows(place: &TracedPlace) -> &'static str {
    match place.judgement.verdict {
        Verdict::Verbatim | Verdict::Adapted => "the words stand in the sources",
        Verdict::Altered => "the source says",
        Verdict::Similar | Verdict::Absent => "a similar passage",
    }
}

/// The ways to mend changed words: those of the source; brackets or dots for what was put
/// in or left out; no quotation marks, where the words `say_the_same` and may stand as a
/// paraphrase.
pub(super) fn fixes(held: &HeldQuotation<'_>, changes: &[Change], say_the_same: bool) -> Vec<Fix> {
    if changes.iter().any(|change| breaks_lines(held, change)) {
        return without_marks(held).filter(|_| say_the_same).into_iter().collect();
    }
    let mut fixes = vec![of_the_source(held, changes)];
    if changes.iter().all(|change| change.source.is_empty()) {
        let bracket = |change: &Change| Edit::new(held.to_source(change.quoted), format!("[{}]", change.has));
        let title = "put the added words in brackets".to_owned();
        fixes.push(by_hand(title, changes.iter().map(bracket).collect()));
    }
    if changes.iter().all(|change| change.has.is_empty()) {
        let places = changes.iter().map(|change| change.quoted.start);
        fixes.push(with_dots(held, places));
    }
    fixes.extend(without_marks(held).filter(|_| say_the_same));
    fixes
}

/// Whether to write over a change would take away the marks at the beginnings of the
/// draft's lines: `>` of a block quotation, the mark that opens another paragraph.
fn breaks_lines(held: &HeldQuotation<'_>, change: &Change) -> bool {
    let source = held.to_source(change.quoted).slice(&held.snapshot.text);
    source.contains('\n')
        && (held.quotation.form == QuotationForm::Block || change.has.is_empty() || source.contains("\n\n"))
}

fn of_the_source(held: &HeldQuotation<'_>, changes: &[Change]) -> Fix {
    let edit = |change: &Change| match (change.quoted.is_empty(), change.source.is_empty()) {
        (true, _) => insertion(held, change.quoted.start, &change.source),
        (_, true) => Edit::new(held.to_source(with_space(&held.text.text, change.quoted)), ""),
        _ => Edit::new(held.to_source(change.quoted), change.source.as_str()),
    };
    by_hand("write the source's words".to_owned(), changes.iter().map(edit).collect())
}

/// Dots put in at places of the quoted text.
pub(super) fn with_dots(held: &HeldQuotation<'_>, places: impl IntoIterator<Item = usize>) -> Fix {
    let dots = places.into_iter().map(|at| insertion(held, at, "..."));
    by_hand("mark the omission with dots".to_owned(), dots.collect())
}

/// `words` put in at a place of the quoted text, with the space they need.
fn insertion(held: &HeldQuotation<'_>, at: usize, words: &str) -> Edit {
    let text = &held.text.text;
    let before = Span::new(0, at).slice(text).chars().next_back();
    let place = held.to_source(Span::at(at)).start;
    let is_apart = before.is_none_or(char::is_whitespace);
    let words = if is_apart { format!("{words} ") } else { format!(" {words}") };
    Edit::insertion(place, words)
}

/// Words with one space beside them, so that none is left twice.
fn with_space(text: &str, span: Span) -> Span {
    let after = Span::new(span.end, text.len()).slice(text);
    if after.starts_with(' ') {
        return Span::new(span.start, span.end + 1);
    }
    let before = Span::new(0, span.start).slice(text);
    if before.ends_with(' ') { Span::new(span.start - 1, span.end) } else { span }
}

/// Takes the marks off: a paraphrase promises no exact words.
pub(super) fn without_marks(held: &HeldQuotation<'_>) -> Option<Fix> {
    let [_] = held.quotation.parts.as_slice() else { return None };
    if held.quotation.form != QuotationForm::Marks {
        return None;
    }
    let (outer, inner) = (held.quotation.span, held.to_source(Span::new(0, held.text.text.len())));
    let edits = vec![
        Edit::new(Span::new(outer.start, inner.start), ""),
        Edit::new(Span::new(inner.end, outer.end.max(inner.end)), ""),
    ];
    Some(by_hand("drop the quotation marks: a paraphrase".to_owned(), edits))
}

pub(super) fn by_hand(title: String, mut edits: Vec<Edit>) -> Fix {
    edits.sort();
    Fix { title, applicability: Applicability::Unsafe, edits }
}
