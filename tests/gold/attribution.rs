//! How well speakers of quotations are told in real news. `cargo bench --bench
//! attribution` prints precision and recall of all rules, of the strict ones and of each
//! rule by itself.
//!
//! Needs articles with hand-made annotations in the form of `PolNeAR` (`text/*.txt`,
//! `attributions/*.ann`): `../shared/truth/polnear/dev`, and every folder named as an
//! argument (the training part, unpacked). The rules were tuned on `dev` alone; of other
//! folders look at the figures only. `--misses` prints each wrong place.
//!
//! A quotation of three words or more counts where it lies in an annotated content with
//! a source, the narrowest one that holds most of it. A speaker is right where the
//! mention found shares a character with a source annotated for that content.

#![allow(clippy::cast_precision_loss, clippy::print_stdout, reason = "a command that prints rough figures")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use glossator::prose::{Attribution, QuotingParagraph, SpeakerKind, attributions, quotations};
use glossator::text::{Span, tokenize};

/// The shortest quotation that counts, in words.
const SHORTEST: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let shows_misses = arguments.iter().any(|argument| argument == "--misses");
    let dev = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/truth/polnear/dev");
    let named = arguments.iter().filter(|argument| !argument.starts_with("--")).map(PathBuf::from);
    for folder in std::iter::once(dev).chain(named) {
        match articles(&folder) {
            articles if articles.is_empty() => println!("{} holds no articles", folder.display()),
            articles => measure(&folder, &articles, shows_misses),
        }
    }
}

/// An annotated article.
struct Article {
    name: String,
    text: String,
    /// The lines that are not empty, with their quotations.
    paragraphs: Vec<(Span, Vec<Span>)>,
    truth: Vec<Truth>,
}

/// One annotated attribution that has a source and a content; spans are bytes.
#[derive(Default)]
struct Truth {
    sources: Vec<Span>,
    contents: Vec<Span>,
}

impl Truth {
    fn len(&self) -> usize {
        self.contents.iter().map(|span| span.len()).sum()
    }

    fn holds(&self, quotation: Span) -> bool {
        let shared = |content: &Span| content.end.min(quotation.end).saturating_sub(content.start.max(quotation.start));
        self.contents.iter().map(shared).sum::<usize>() * 2 > quotation.len()
    }

    fn is_right(&self, mention: Span) -> bool {
        self.sources.iter().any(|source| source.overlaps(mention))
    }
}

fn articles(folder: &Path) -> Vec<Article> {
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

    fn attributions(&self) -> Vec<Attribution> {
        let paragraphs: Vec<QuotingParagraph<'_>> = self
            .paragraphs
            .iter()
            .map(|(span, quotations)| QuotingParagraph { text: span.slice(&self.text), quotations })
            .collect();
        attributions(&paragraphs)
    }

    fn truth_of(&self, quotation: Span) -> Option<&Truth> {
        let holding = self.truth.iter().filter(|truth| truth.holds(quotation));
        holding.min_by_key(|truth| truth.len())
    }

    /// The outer quotations that count: paragraph, index, bytes in the article.
    fn counted(&self) -> impl Iterator<Item = (usize, usize, Span)> + '_ {
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

/// Right speakers among those told.
#[derive(Default, Clone, Copy)]
struct Tally {
    right: usize,
    told: usize,
}

impl Tally {
    fn add(&mut self, is_right: bool) {
        self.told += 1;
        self.right += usize::from(is_right);
    }

    fn print(self, name: &str, of: usize) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(self.right, self.told), share(self.right, of));
        println!("  {name:28} precision {precision:.3}  recall {recall:.3}  ({} of {} told)", self.right, self.told);
    }
}

fn measure(folder: &Path, articles: &[Article], shows_misses: bool) {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut all, mut strict, mut strict_named) = (Tally::default(), Tally::default(), Tally::default());
    let (mut known, mut unknown, mut told_unknown, mut surely_unknown) = (0, 0, 0, 0);
    let (mut spent, mut bytes) = (Duration::ZERO, 0);
    for article in articles {
        let begun = Instant::now();
        let told = article.attributions();
        spent += begun.elapsed();
        bytes += article.text.len();
        for (paragraph, quotation, span) in article.counted() {
            let attribution = told.iter().find(|it| it.paragraph == paragraph && it.quotation == quotation);
            let Some(truth) = article.truth_of(span) else {
                unknown += 1;
                told_unknown += usize::from(attribution.is_some());
                surely_unknown += usize::from(attribution.is_some_and(Attribution::is_strict));
                if let Some(told) = attribution.filter(|_| shows_misses) {
                    println!(
                        "UNKNOWN {:?} {} {}",
                        told.rule,
                        article.name,
                        context(article, span, &Truth::default(), None)
                    );
                }
                continue;
            };
            known += 1;
            let Some(attribution) = attribution else {
                if shows_misses {
                    println!("NONE {} {}", article.name, context(article, span, truth, None));
                }
                continue;
            };
            let speaker = attribution.speaker;
            let mention = article.paragraphs.get(speaker.paragraph).map(|(at, _)| speaker.span.shifted(at.start));
            let is_right = mention.is_some_and(|mention| truth.is_right(mention));
            if shows_misses && !is_right {
                println!("WRONG {:?} {} {}", attribution.rule, article.name, context(article, span, truth, mention));
            }
            all.add(is_right);
            tallies.entry(format!("{:?}", attribution.rule)).or_default().add(is_right);
            if attribution.is_strict() {
                strict.add(is_right);
                tallies.entry(format!("strict, {:?}", speaker.kind)).or_default().add(is_right);
                if attribution.is_strict() && speaker.kind == SpeakerKind::Named {
                    strict_named.add(is_right);
                }
            }
        }
    }
    println!("{}: {} articles, {known} quotations with a source", folder.display(), articles.len());
    println!(
        "  ({unknown} more have none annotated; {told_unknown} of them were told a speaker, {surely_unknown} strictly)"
    );
    all.print("all rules", known);
    strict.print("strict rules", known);
    strict_named.print("strict and named", known);
    for (name, tally) in tallies {
        tally.print(&name, known);
    }
    println!("  {:.3} ms per 100 KB", spent.as_secs_f64() * 1e8 / bytes.max(1) as f64);
}

/// The words around a quotation, who is told and who should be.
fn context(article: &Article, quotation: Span, truth: &Truth, mention: Option<Span>) -> String {
    let text = &article.text;
    let from = text.floor_char_boundary(quotation.start.saturating_sub(160));
    let to = text.ceil_char_boundary((quotation.end + 120).min(text.len()));
    let source = truth.sources.first().map_or("", |source| source.slice(text));
    let words = format!(
        "{}<<{}>>{}",
        Span::new(from, quotation.start).slice(text),
        quotation.slice(text),
        Span::new(quotation.end, to).slice(text)
    );
    format!(
        "[{source}] told [{}]\n    {}",
        mention.map_or("", |mention| mention.slice(text)),
        words.replace('\n', " / ")
    )
}
