//! What one unit says of sets by itself: labels, ordinals that begin items, series in
//! a sentence. A text and its words enter; what depends on nothing else leaves, so that
//! it can be kept as long as the text stays.

use super::Count;
use super::labels::{self, Label};
use super::lexicon::{Cue, Words, cue};
use super::series;
use crate::prose::sentences;
use crate::text::{Gap, Span, Tokens};

/// What one unit says of sets by itself.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Labels, by place.
    pub(super) labels: Vec<Label>,
    /// Words and signs that begin items, by place.
    pub(super) openers: Vec<Opener>,
    /// Numbers of ordinals wherever they stand ("a fourth reason"), by place; 0 for
    /// "also", "finally" and the like.
    pub(super) mentions: Vec<(usize, u32)>,
    /// Labels with a series in their own sentence.
    pub(super) series: Vec<Series>,
}

/// Something that begins an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opener {
    pub(super) span: Span,
    pub(super) style: Style,
    /// `None` for "finally" and for signs.
    pub(super) number: Option<u32>,
}

/// How items are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// "First, ...", "Secondly ...".
    Word,
    /// "The first is ...".
    Named,
    /// "Last but not least", which is an item.
    Last,
    /// "Finally", "Lastly", which may be one more item or the end of the text.
    Finally,
    /// "1." at the start of a line.
    Figure,
    /// "(1)" or "1)".
    Bracket,
    /// "(a)" or "a)".
    Letter,
    /// "(ii)".
    Roman,
    /// "--", "•" at the start of a line.
    Sign,
}

/// A label and the series that follows it in its sentence.
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// Which of the unit's labels.
    pub(super) label: usize,
    pub(super) items: Vec<Span>,
    pub(super) count: Count,
    pub(super) is_open: bool,
    /// Whether nothing stands between the label and what leads over to the series.
    pub(super) is_direct: bool,
}

/// What may follow "The first" where it begins an item.
const IS: [&str; 10] =
    ["are", "concerned", "concerns", "is", "involved", "involves", "relates", "was", "will", "would"];

impl Marks {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &str, tokens: &Tokens, quotations: &[Span]) -> Self {
        let words = Words { text, tokens };
        let mut marks = Self::default();
        marks.openers.extend(line_start(words));
        let mut index = 0;
        while index < tokens.len() {
            index = marks.read(words, index).max(index + 1);
        }
        marks.place_labels(text);
        marks.series = series::of_labels(words, quotations, &marks);
        marks
    }

    /// The words that announce sets, by place.
    #[must_use]
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Tells each label its sentence. Finding sentences is dear, and most texts hold no
    /// label.
    fn place_labels(&mut self, text: &str) {
        if self.labels.is_empty() {
            return;
        }
        let sentences = sentences(text);
        for label in &mut self.labels {
            let around = sentences.get(sentences.partition_point(|sentence| sentence.end <= label.span.start));
            label.sentence = around.map_or(label.span, |sentence| sentence.cover(label.span));
        }
    }

    /// The openers that begin in `span`.
    pub(super) fn openers_in(&self, span: Span) -> &[Opener] {
        let from = self.openers.partition_point(|opener| opener.span.start < span.start);
        let to = self.openers.partition_point(|opener| opener.span.start < span.end);
        self.openers.get(from..to).unwrap_or_default()
    }

    /// The mentions in `span`.
    pub(super) fn mentions_in(&self, span: Span) -> &[(usize, u32)] {
        let from = self.mentions.partition_point(|(at, _)| *at < span.start);
        let to = self.mentions.partition_point(|(at, _)| *at < span.end);
        self.mentions.get(from..to).unwrap_or_default()
    }

    /// Reads the word at `index`; the answer is the word to go on with.
    fn read(&mut self, words: Words<'_>, index: usize) -> usize {
        let span = words.tokens.span(index);
        if span.len() <= 4 && words.text.as_bytes().get(span.end) == Some(&b')') {
            self.openers.extend(bracketed(words, index));
        }
        let cue = if words.tokens.flags(index).is_number() {
            Some(Cue::Cardinal)
        } else {
            words.tokens.keys().get(index).copied().and_then(cue)
        };
        let label = match cue {
            None => return index + 1,
            Some(Cue::Cardinal) => labels::counted(words, index),
            Some(Cue::Following) => labels::uncounted(words, index),
            Some(Cue::Ordinal(number)) => {
                self.ordinal(words, index, number);
                None
            }
            Some(Cue::Last) => {
                self.last(words, index);
                None
            }
            Some(Cue::More) => {
                if may_begin(words, index) {
                    self.mentions.push((span.start, 0));
                }
                None
            }
        };
        let Some(label) = label else { return index + 1 };
        let end = label.words.end;
        self.labels.push(label);
        end
    }

    fn ordinal(&mut self, words: Words<'_>, index: usize, number: u32) {
        self.mentions.push((words.tokens.span(index).start, number));
        let is_adverb = words.word(index).ends_with("ly");
        let of_all = words.is_any(index + 1, &["of"]) && words.is_any(index + 2, &["all"])
            || words.is_any(index + 1, &["and"]) && words.is_any(index + 2, &["foremost"]);
        let end = if of_all && number == 1 { index + 3 } else { index + 1 };
        let follows = words.between(end);
        let is_set_off =
            follows.trim_start().starts_with([',', ':', '–', '—', '\u{FFFC}']) || follows.starts_with(" -");
        let begins = begins_item(words, index);
        if begins && (is_set_off || is_adverb || end > index + 1) {
            self.open(words, index..end, Style::Word, Some(number));
        } else if index > 0
            && words.begins_clause(index - 1)
            && words.is_any(index - 1, &["the"])
            && (is_set_off || words.is_any(index + 1, &IS))
        {
            self.open(words, index - 1..end, Style::Named, Some(number));
        }
    }

    fn last(&mut self, words: Words<'_>, index: usize) {
        if may_begin(words, index) {
            self.mentions.push((words.tokens.span(index).start, 0));
        }
        if !begins_item(words, index) {
            return;
        }
        let is_least = words.is_any(index + 1, &["but"]) && words.is_any(index + 3, &["least"]);
        if is_least && words.gap(index + 4) == Gap::Comma {
            self.open(words, index..index + 4, Style::Last, None);
        } else if words.is_any(index, &["finally", "lastly"]) || is_least || words.gap(index + 1) == Gap::Comma {
            self.open(words, index..index + 1, Style::Finally, None);
        }
    }

    fn open(&mut self, words: Words<'_>, range: std::ops::Range<usize>, style: Style, number: Option<u32>) {
        self.openers.push(Opener { span: words.tokens.cover(range), style, number });
    }
}

/// Whether an item may begin with the word at `index`: a clause begins there, or after
/// "and" at the start of one.
fn begins_item(words: Words<'_>, index: usize) -> bool {
    words.begins_clause(index)
        || words.is_any(index - 1, &["and", "but"])
            && (words.begins_clause(index - 1) || words.gap(index - 1) == Gap::Comma)
}

/// Whether a clause begins with the word at `index`, or with an article or "and" before
/// it: "A final reason".
fn may_begin(words: Words<'_>, index: usize) -> bool {
    let small = |index| words.is_any(index, &["a", "an", "and", "but", "the", "there", "is"]);
    (0..4)
        .take_while(|back| *back == 0 || index >= *back && small(index - back))
        .any(|back| words.begins_clause(index - back))
}

/// "1." or a sign at the start of the text.
fn line_start(words: Words<'_>) -> Option<Opener> {
    let text = words.text;
    let indent = text.len() - text.trim_start().len();
    let rest = text.trim_start();
    let sign = ["-- ", "– ", "— ", "• ", "· ", "* ", "- ", "● ", "▪ "].iter().find(|sign| rest.starts_with(**sign));
    if let Some(sign) = sign {
        return Some(Opener {
            span: Span::new(indent, indent + sign.trim_end().len()),
            style: Style::Sign,
            number: None,
        });
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_figure = (1..=2).contains(&digits) && rest.get(digits..).is_some_and(|rest| rest.starts_with(". "));
    is_figure.then(|| Opener {
        span: Span::new(indent, indent + digits + 1),
        style: Style::Figure,
        number: rest.get(..digits).and_then(|number| number.parse().ok()),
    })
}

/// "(1)", "2)", "(a)", "(iv)": the word at `index` has a closing bracket behind it.
fn bracketed(words: Words<'_>, index: usize) -> Option<Opener> {
    let span = words.tokens.span(index);
    let before = words.text.get(..span.start)?.chars().next_back();
    let opening = words.text.get(..span.start.saturating_sub(1))?.chars().next_back();
    let is_enclosed = before == Some('(') && opening.is_none_or(|c| !c.is_alphanumeric());
    let is_bare = before.is_none_or(char::is_whitespace);
    let word = words.word(index);
    let figures = word.bytes().all(|byte| byte.is_ascii_digit());
    let (style, number) = if figures && word.len() <= 2 {
        (Style::Bracket, word.parse().ok()?)
    } else if let Some(number) = roman(word).filter(|_| is_enclosed || word.len() > 1) {
        (Style::Roman, number)
    } else {
        match word.as_bytes() {
            [letter @ b'a'..=b'z'] => (Style::Letter, u32::from(letter - b'a') + 1),
            _ => return None,
        }
    };
    let start = if is_enclosed { span.start - 1 } else { span.start };
    (is_enclosed || is_bare).then(|| Opener { span: Span::new(start, span.end + 1), style, number: Some(number) })
}

/// Small Roman numbers up to ten.
fn roman(word: &str) -> Option<u32> {
    let numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let index = numbers.iter().position(|number| *number == word)?;
    u32::try_from(index + 1).ok()
}
