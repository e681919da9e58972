//! The verdict on a quotation in a writer's words: a headline and what it means. A traced
//! quotation enters. Where a source is cited, whether the words stand in that one comes
//! first.

use super::deviation::shortened;
use crate::corpus::{Corpus, Document};
use crate::evidence::quotation::{Traced, TracedPlace, Verdict};
use crate::text::one_line;

/// A verdict as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// In a word or two: "verbatim".
    pub headline: &'static str,
    /// In half a line.
    pub explanation: String,
    /// Whether a source is cited and another one has the words.
    pub is_elsewhere: bool,
}

/// Tells a verdict, which is unknown where a source that may have the words cannot be
/// read; `documents` fit equally.
pub(super) fn told(corpus: &dyn Corpus, traced: &Traced, verdict: Option<Verdict>, documents: usize) -> Told {
    let elsewhere = verdict.and_then(|_| elsewhere(corpus, traced));
    let is_elsewhere = elsewhere.is_some();
    let (headline, meaning) = if traced.joined.is_some() { PUT_TOGETHER } else { in_words(verdict) };
    let (headline, meaning) =
        elsewhere.map_or_else(|| (headline, meaning.to_owned()), |told| ("not in the cited source", told));
    let explanation = match documents {
        0 | 1 => meaning,
        _ => format!("{meaning}; {documents} sources fit equally: which is meant?"),
    };
    Told { headline, explanation, is_elsewhere }
}

/// What else is to be known: where each half of words put together stands; a cited source
/// without the words, where nothing else says so; a source that cannot be read.
pub(super) fn notices(corpus: &dyn Corpus, text: &str, traced: &Traced, is_elsewhere: bool) -> Vec<String> {
    let halves = traced.joined.iter().flat_map(|joined| &joined.halves);
    let halves = halves.map(|half| {
        let words = shortened(&one_line(half.span.slice(text)));
        format!("\"{words}\" stands in {}, line {}", half.passage.document.named(), half.passage.start.line)
    });
    let without = traced.cited_without.iter().filter(|_| !is_elsewhere);
    let without = without.filter_map(|number| corpus.document(*number).ok());
    let without = without.map(|document| format!("the cited source does not hold these words: {}", document.named()));
    halves.chain(without).chain(traced.unreadable.iter().map(ToString::to_string)).collect()
}

/// The same for halves that stand apart.
const PUT_TOGETHER: (&str, &str) =
    ("put together", "parts of it stand apart in the sources, with no dots between them");

/// A verdict, and what it means.
const fn in_words(verdict: Option<Verdict>) -> (&'static str, &'static str) {
    match verdict {
        Some(Verdict::Verbatim) => ("verbatim", "the words of the source"),
        Some(Verdict::Adapted) => ("adapted as editors may", "the words of the source, with what an editor marks"),
        Some(Verdict::Altered) => ("altered", "the source has other words"),
        Some(Verdict::Similar) => ("a similar passage", "the sources have something like it, not these words"),
        Some(Verdict::Absent) => ("not in the sources", "no passage of the corpus is near these words"),
        None => ("unknown", "a source that may have these words cannot be read"),
    }
}

/// Of words that stand better elsewhere than in what is cited, what each has; `None` where
/// nothing is cited, or it has them.
fn elsewhere(corpus: &dyn Corpus, traced: &Traced) -> Option<String> {
    let first = traced.places.first().filter(|place| !place.is_cited)?;
    let mut cited = traced.cited_without.clone();
    let there: Vec<&TracedPlace> = traced.places.iter().filter(|place| place.is_cited).collect();
    cited.extend(there.iter().map(|place| place.number));
    cited.sort_unstable();
    cited.dedup();
    let names = cited.iter().filter_map(|number| Some(called(&*corpus.document(*number).ok()?)));
    let names = names.collect::<Vec<_>>();
    let has = match (there.first().map(|place| place.judgement.verdict), names.len()) {
        (_, 0) => return None,
        (None, 1) => "does not have these words",
        (None, _) => "do not have these words",
        (Some(Verdict::Similar | Verdict::Absent), 1) => "has a similar passage only",
        (Some(_), 1) => "has other words there",
        (Some(_), _) => "have other words",
    };
    let how = match first.judgement.verdict {
        Verdict::Verbatim => "verbatim",
        Verdict::Adapted => "adapted as editors may",
        Verdict::Altered => "with other words",
        Verdict::Similar | Verdict::Absent => "a similar passage",
    };
    Some(format!("{} {has}; {how} in {}", names.join(" and "), called(&first.document)))
}

/// A source by its title and date.
fn called(document: &Document) -> String {
    match document.title.as_deref() {
        Some(title) => format!("\"{title}\" ({})", document.dated()),
        None => format!("{} ({})", document.credit().unwrap_or(&document.id), document.dated()),
    }
}
