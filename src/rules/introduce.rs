//! What an abbreviation without an introduction stands for, as the termbase or the
//! text itself has it, and the fix that introduces it.

use rustc_hash::FxHashMap;

use super::abbreviations::Place;
use super::context::Context;
use super::mend::begins_with_vowel;
use super::{Applicability, Fix, Related};
use crate::draft::{Block, BlockKind, Snapshot};
use crate::prose::Initials;
use crate::termbase::with_plural_head;
use crate::text::{CasePattern, Edit, Span, is_function_word};

/// From so many uses on an abbreviation is worth its introduction.
const WORTH_INTRODUCING: usize = 3;

/// The words an abbreviation stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum FullName<'d> {
    /// A concept's term in the termbase.
    Termbase(&'d str),
    /// Words of the draft itself.
    Draft(&'d Block, Span),
}

/// The full form of an abbreviation in the termbase; `None` where several concepts
/// share it.
pub(super) fn of_termbase<'c>(context: &Context<'c>, name: &str) -> Option<FullName<'c>> {
    let mut found = full_terms(context, name);
    let full = found.next()?;
    found.next().is_none().then_some(FullName::Termbase(full))
}

/// The terms that an abbreviation of the termbase stands for, one for each concept.
pub(super) fn full_terms<'c>(context: &Context<'c>, name: &str) -> impl Iterator<Item = &'c str> {
    let (termbase, as_of) = (context.termbase, context.as_of);
    termbase.with_word(name).filter_map(move |concept| {
        let short =
            concept.terms.iter().find(|term| term.abbreviation && term.text == name && !term.is_undesired_on(as_of))?;
        Some(concept.preferred(&short.language, as_of)?.text.as_str())
    })
}

/// For each name the first place in running text where the draft gives its letters as
/// the capitals of a name in full: "the National Security Agency" for NSA.
pub(super) fn spelt_out<'d>(
    snapshot: &'d Snapshot,
    names: impl Iterator<Item = &'d str>,
) -> FxHashMap<&'d str, FullName<'d>> {
    let mut sought: Vec<(&str, Initials)> = names.filter_map(|name| Some((name, Initials::of(name)?))).collect();
    let mut found = FxHashMap::default();
    for block in snapshot.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph && !block.quoted) {
        sought.retain(|(name, initials)| {
            let words =
                block.content.full_names.of_abbreviation(initials).find(|words| is_full_name(block, *words, name));
            found.extend(words.map(|words| (*name, FullName::Draft(block, words))));
            words.is_none()
        });
    }
    found
}

/// Whether words that give the letters of an abbreviation are a name in the author's own
/// words.
fn is_full_name(block: &Block, span: Span, name: &str) -> bool {
    let words = span.slice(&block.content.text);
    words.chars().next() == name.chars().next()
        && is_name(words)
        && !goes_on_as_a_name(block, span)
        && !block.is_quoted(span)
}

/// Whether words are a name: those of weight begin with capitals, and no clause ends
/// between them.
fn is_name(words: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) || is_function_word(word);
    !words.contains(['.', ',', ';', ':', '(', ')', '\u{FFFC}'])
        && words.split_whitespace().all(is_capital)
        && words.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_uppercase))
}

impl FullName<'_> {
    /// What to write, as the end of a message.
    pub(super) fn advice(&self, context: &Context<'_>, name: &str, uses: usize) -> String {
        match self {
            Self::Termbase(full) if uses < WORTH_INTRODUCING => format!("write \"{full}\""),
            Self::Termbase(full) => format!("at first mention write \"{full} ({name})\""),
            Self::Draft(block, span) => {
                let words = crate::text::one_line(span.slice(&block.content.text));
                let line = context.snapshot.lines.place(&context.snapshot.text, block.to_source(*span).start).line;
                format!("put it in brackets behind \"{words}\" (line {line}), if that is what it stands for")
            }
        }
    }

    /// The place where the draft has the words in full.
    pub(super) fn related(&self, name: &str) -> Option<Related> {
        let Self::Draft(block, span) = self else { return None };
        Some(Related { span: block.to_source(*span), message: format!("the words that \"{name}\" may stand for") })
    }

    /// The fix for an abbreviation that is first used at `first` and stands `uses`
    /// times in the text; `None` where it would do harm.
    pub(super) fn fix(&self, first: Place<'_>, name: &str, uses: usize) -> Option<Fix> {
        match self {
            Self::Termbase(full) => write_in_full(first, full, name, uses),
            Self::Draft(block, span) => add_brackets(block, *span, name),
        }
    }
}

fn add_brackets(block: &Block, words: Span, name: &str) -> Option<Fix> {
    let is_kept = block.content.map.is_unbroken(words)
        && !block.content.targets.iter().any(|target| target.overlaps(words))
        && !is_joined(block, words);
    is_kept.then(|| Fix {
        title: format!("add \"({name})\" behind the full name"),
        applicability: Applicability::Unsafe,
        edits: vec![Edit::new(Span::at(block.to_source(words).end), format!(" ({name})"))],
    })
}

fn write_in_full(first: Place<'_>, full: &str, name: &str, uses: usize) -> Option<Fix> {
    let (block, span) = (first.block, first.abbreviation.span);
    let content = &block.content;
    let is_plural = first.abbreviation.is_plural;
    let is_kept = content.map.is_unbroken(span)
        && !content.targets.iter().any(|target| target.overlaps(span))
        && !is_hyphenated(block, span);
    if !is_kept {
        return None;
    }
    let full = if is_plural { with_plural_head(full)? } else { full.to_owned() };
    let written = span.slice(&content.text);
    let wording = if uses < WORTH_INTRODUCING { full.clone() } else { format!("{full} ({written})") };
    let (article, before) = word_before(block, span);
    let mut edits = vec![Edit::new(block.to_source(span), wording.clone())];
    if let Some(right) = right_article(before, &full) {
        edits.insert(0, Edit::new(block.to_source(article), right));
    }
    let is_safe = uses >= WORTH_INTRODUCING
        && name.len() > 2
        && before == "the"
        && !is_plural
        && !content.has_stray_mark
        && !is_joined(block, span)
        && !goes_on_as_a_name(block, span);
    let applicability = if is_safe { Applicability::Safe } else { Applicability::Unsafe };
    Some(Fix { title: format!("replace with \"{wording}\""), applicability, edits })
}

/// The word before, on the same line of thought, and its bytes.
fn word_before(block: &Block, span: Span) -> (Span, &str) {
    let text = &block.content.text;
    let before = Span::new(0, span.start).slice(text);
    let trimmed = before.trim_end_matches([' ', '\u{A0}', '\n']);
    let start = trimmed
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + trimmed.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let word = Span::new(start, trimmed.len());
    (word, word.slice(text))
}

/// "an SCO member" becomes "a Shanghai ...".
fn right_article(article: &str, full: &str) -> Option<String> {
    let wanted = match (article.to_lowercase().as_str(), begins_with_vowel(full)?) {
        ("a", true) => "an",
        ("an", false) => "a",
        _ => return None,
    };
    Some(CasePattern::of(article, "a").write(wanted))
}

/// Whether a hyphen or a slash joins the words to others.
fn is_hyphenated(block: &Block, span: Span) -> bool {
    let text = &block.content.text;
    let joins = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/' | '–');
    Span::new(0, span.start).slice(text).ends_with(joins) || after(block, span).starts_with(joins)
}

/// Whether a possessive, a bracket or a hyphen follows the words.
fn is_joined(block: &Block, span: Span) -> bool {
    is_hyphenated(block, span) || after(block, span).trim_start().starts_with(['\'', '’', '('])
}

/// Whether a word with a capital follows: "the SCO Secretariat".
fn goes_on_as_a_name(block: &Block, span: Span) -> bool {
    after(block, span).trim_start_matches([' ', '\u{A0}', '\n']).starts_with(char::is_uppercase)
}

fn after(block: &Block, span: Span) -> &str {
    let text = &block.content.text;
    Span::new(span.end, text.len()).slice(text)
}
