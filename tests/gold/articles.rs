//! News articles with hand-made annotations of who says what, in the form of `PolNeAR`
//! (`text/*.txt`, `attributions/*.ann`). A folder enters; articles with their quotations
//! and the sources and contents annotated leave.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use glossator::prose::{Attribution, QuotingParagraph, attributions, quotations};
use glossator::text::{Span, tokenize};

/// The shortest quotation that counts, in words.
const SHORTEST: usize = 3;

/// An annotated article.
pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) text: String,
    /// The lines that are not empty, with their quotations.
    pub(crate) paragraphs: Vec<(Span, Vec<Span>)>,
    pub(crate) truth: Vec<Truth>,
}

/// One annotated attribution that has a source and a content; spans are bytes.
#[derive(Default)]
pub(crate) struct Truth {
    pub(crate) sources: Vec<Span>,
    pub(crate) contents: Vec<Span>,
}

impl Truth {
    fn len(&self) -> usize {
        self.contents.iter().map(|span| span.len()).sum()
    }

    fn holds(&self, quotation: Span) -> bool {
        let shared = |content: &Span| content.end.min(quotation.end).saturating_sub(content.start.max(quotation.start));
        self.contents.iter().map(shared).sum::<usize>() * 2 > quotation.len()
    }

    pub(crate) fn is_right(&self, mention: Span) -> bool {
        self.sources.iter().any(|source| source.overlaps(mention))
    }
}

pub(crate) fn articles(folder: &Path) -> Vec<Article> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder.join("attributions"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    // Where several people annotated an article, the first one counts.
    paths.dedup_by_key(|path| path.to_string_lossy().rsplit_once('_').map(|(bare, _)| bare.to_owned()));
    paths.iter().filter_map(|path| Article::read(folder, path)).collect()
}

impl Article {
    /// Reads the annotations at `path` and the article they belong to, whose name lacks
    /// the annotator's.
    fn read(folder: &Path, path: &Path) -> Option<Self> {
        let name = path.file_stem()?.to_string_lossy().into_owned();
        let bare = name.rsplit_once('_').map_or(name.as_str(), |(bare, _)| bare).to_owned();
        let text = [&name, &bare]
            .into_iter()
            .find_map(|name| std::fs::read_to_string(folder.join("text").join(format!("{name}.txt"))).ok())?;
        let truth = truth(&std::fs::read_to_string(path).ok()?, &text);
        let paragraphs = paragraphs(&text);
        Some(Self { name, text, paragraphs, truth })
    }

    pub(crate) fn attributions(&self) -> Vec<Attribution> {
        let paragraphs: Vec<QuotingParagraph<'_>> = self
            .paragraphs
            .iter()
            .map(|(span, quotations)| QuotingParagraph { text: span.slice(&self.text), quotations })
            .collect();
        attributions(&paragraphs)
    }

    pub(crate) fn truth_of(&self, quotation: Span) -> Option<&Truth> {
        let holding = self.truth.iter().filter(|truth| truth.holds(quotation));
        holding.min_by_key(|truth| truth.len())
    }

    /// The outer quotations that count: paragraph, index, bytes in the article.
    pub(crate) fn counted(&self) -> impl Iterator<Item = (usize, usize, Span)> + '_ {
        self.paragraphs
            .iter()
            .enumerate()
            .flat_map(move |(paragraph, (at, quotations))| {
                let mut outer = 0;
                let outermost = quotations.iter().enumerate().filter(move |(_, span)| {
                    let is_outer = span.start >= outer;
                    outer = outer.max(span.end);
                    is_outer
                });
                outermost.map(move |(index, span)| (paragraph, index, span.shifted(at.start)))
            })
            .filter(|(_, _, span)| tokenize(span.slice(&self.text)).len() >= SHORTEST)
    }
}

fn paragraphs(text: &str) -> Vec<(Span, Vec<Span>)> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            paragraphs.push((span, quotations(span.slice(text))));
        }
    }
    paragraphs
}

/// Reads stand-off annotations: `T1<tab>Source 89 106<tab>words` and
/// `E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1`, offsets in characters.
fn truth(annotations: &str, text: &str) -> Vec<Truth> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for line in annotations.lines().filter(|line| line.starts_with('T')) {
        let mut columns = line.split('\t');
        let (Some(id), Some(place)) = (columns.next(), columns.next()) else { continue };
        let numbers = place.split_once(' ').map_or("", |(_, numbers)| numbers);
        let span = |pair: &str| {
            let (start, end) = pair.split_once(' ')?;
            Some(Span::new(*bytes.get(start.parse::<usize>().ok()?)?, *bytes.get(end.parse::<usize>().ok()?)?))
        };
        spans.insert(id, numbers.split(';').filter_map(span).collect());
    }
    let events = annotations.lines().filter(|line| line.starts_with('E')).filter_map(|line| line.split_once('\t'));
    let truths = events.map(|(_, roles)| {
        let mut truth = Truth::default();
        for (role, id) in roles.split_whitespace().filter_map(|role| role.split_once(':')) {
            let found = spans.get(id).into_iter().flatten().copied();
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => truth.sources.extend(found),
                "Content" => truth.contents.extend(found),
                _ => {}
            }
        }
        truth
    });
    truths.filter(|truth| !truth.sources.is_empty() && !truth.contents.is_empty()).collect()
}
