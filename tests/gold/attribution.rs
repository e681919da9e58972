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

mod articles;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use glossator::prose::{Attribution, SpeakerKind};
use glossator::text::Span;

use articles::{Article, Truth, articles};

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
