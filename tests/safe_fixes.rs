//! Safe fixes on drafts put together at random from prose, renderings in many a
//! dress, quotations, code and links: what they must never touch stays as it is,
//! the Markdown keeps its shape, and what is mended is mended.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use glossator::draft::Snapshot;
use glossator::engine::{Analysis, Config, Engine, Flags};
use glossator::prose::PartialDate;
use glossator::rules::{Finding, Needs, safe_fixes};
use glossator::text::{Edit, Span, apply, tokenize};

/// Renderings and other words that the starter termbase speaks of.
const WORDINGS: [&str; 28] = [
    "community of common destiny",
    "Community of Common Destiny",
    "COMMUNITY OF COMMON DESTINY",
    "communities of common destiny",
    "community of common destiny for mankind",
    "community-of-common-destiny",
    "community of\ncommon destiny",
    "community\u{A0}of common destiny",
    "community with shared future",
    "community of a shared future",
    "community with a shared future",
    "cyber space",
    "network space",
    "One Belt, One Road",
    "Belt and Road Initiatives",
    "true multilateralism",
    "genuine multilateralism",
    "sovereignty in network space",
    "*community* of **common destiny**",
    "community of [common](page.md) destiny",
    "community[^1] of common destiny",
    "community of <b>common</b> destiny",
    "community <!-- why --> of common destiny",
    "community\u{201D} of common destiny",
    "community\tof common&nbsp;destiny",
    "community of common\n> destiny",
    "communi\u{AD}ty of common destiny",
    "community of common destiny community of common destiny",
];

/// What may stand around a rendering; `@` is its place.
const DRESSES: [&str; 30] = [
    "@",
    "a @",
    "an @",
    "*@*",
    "**@**",
    "\"@\"",
    "“@”",
    "‘@’",
    "'@'",
    "“@",
    "@”",
    "\"@",
    "`@`",
    "[@](page.md)",
    "[page](<@.md>)",
    "[[@]]",
    "[[@|@]]",
    "[@][]",
    "<q>@</q>",
    "<cite>@</cite>",
    "<b>@</b>",
    "(@)",
    "@'s",
    "@[^1]",
    "@, and @",
    "the @ initiative",
    "[@][1]",
    "~~@~~",
    "$@$",
    "the “‘@’ of @”",
];
const PROSE: [&str; 12] = [
    "they speak of",
    "The states’ aim is",
    "it doesn't mean",
    "and",
    "for mankind",
    "in cyberspace",
    "of China.",
    "He said: “Let us go.”",
    "中国的",
    "<!-- glossator: allow superseded-rendering: why -->",
    "<!-- glossator: allow superseded-rendering, deprecated-term: why -->",
    "é & <",
];
const JOINTS: [&str; 14] = [
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "  \n",
    "\\\n",
    "\n\n",
    "\n\n- ",
    "\n\n> ",
    "\n\n# ",
    "\n\n| a | b |\n|---|---|\n| ",
    "\n\n```\n",
    "\n\n<blockquote>\n\n",
];

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let terms = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/terms");
    let entries = std::fs::read_dir(terms).expect("the starter termbase");
    let mut termbases: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    termbases.sort();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let flags = Flags { termbases, cache: Some(folder.path().to_owned()), ..Flags::default() };
    let config = Config::resolve(folder.path(), &flags).expect("sound settings").expect("a project");
    let (engine, notices) = Engine::open(config);
    assert_eq!(notices, []);
    engine
});

fn drafts() -> impl Strategy<Value = String> {
    let dressed = (prop::sample::select(&DRESSES[..]), prop::sample::select(&WORDINGS[..]))
        .prop_map(|(dress, wording)| dress.replace('@', wording));
    let piece = prop_oneof![3 => dressed, 2 => prop::sample::select(&PROSE[..]).prop_map(str::to_owned)];
    let joint = prop::sample::select(&JOINTS[..]);
    prop::collection::vec((piece, joint), 1..12).prop_map(|pieces| {
        let body: String = pieces.into_iter().flat_map(|(piece, joint)| [piece, joint.to_owned()]).collect();
        format!("---\ndate: 2024-06-18\n---\n\n{body}\n\n[^1]: A note.\n\n[1]: page.md\n[community of common destiny]: page.md\n")
    })
}

fn checked(analysis: &Analysis) -> Vec<Finding> {
    let today: PartialDate = "2026-01-01".parse().expect("a date");
    ENGINE.check(analysis, None, today, Needs::Corpus, &|| false).expect("not stopped").findings
}

fn safe_edits(findings: &[Finding]) -> Vec<Edit> {
    safe_fixes(findings).flat_map(|fix| fix.edits.clone()).collect()
}

/// The words that a fix may not touch: quoted ones, code. Blanks may go with a comment.
fn untouchable(draft: &str) -> Vec<String> {
    let snapshot = Snapshot::parse(draft, None);
    let mut words: Vec<String> = Vec::new();
    for block in &snapshot.blocks {
        let text = &block.content.text;
        let whole = block.quoted.then(|| Span::new(0, text.len()));
        words.extend(block.content.quotations.iter().copied().chain(whole).map(|span| {
            let words: Vec<&str> = span.slice(text).split([' ', '\n']).filter(|word| !word.is_empty()).collect();
            words.join(" ")
        }));
    }
    words
}

/// The tags of a draft with where they lead, and its code; plain words left out, as
/// are comments, which may be removed.
fn shape(draft: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_WIKILINKS;
    let mut is_code = false;
    let mut shape = Vec::new();
    for event in Parser::new_ext(draft, options) {
        match &event {
            Event::SoftBreak | Event::Start(Tag::HtmlBlock) | Event::End(pulldown_cmark::TagEnd::HtmlBlock) => continue,
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => is_code = false,
            Event::Text(_) if !is_code => continue,
            Event::Html(html) | Event::InlineHtml(html) if html.starts_with("<!--") || html.trim().is_empty() => {
                continue;
            }
            _ => {}
        }
        shape.push(format!("{event:?}"));
    }
    shape
}

/// Where the replacements stand after `edits`.
fn places(edits: &[Edit]) -> Vec<Span> {
    let mut shift = 0_isize;
    let places = edits.iter().map(|edit| {
        let start = edit.span.start.saturating_add_signed(shift);
        shift += edit.replacement.len().cast_signed() - edit.span.len().cast_signed();
        Span::new(start, start + edit.replacement.len())
    });
    places.collect()
}

/// Whether the words that a message names first stand in this order in `slice`.
fn names(message: &str, slice: &str) -> bool {
    let Some(named) = message.split('"').nth(1) else { return true };
    let mut rest = slice;
    let tokens = tokenize(named);
    (0..tokens.len()).all(|index| {
        let word = tokens.span(index).slice(named);
        let Some(at) = rest.find(word) else { return false };
        rest = rest.get(at + word.len()..).unwrap_or_default();
        true
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn safe_fixes_touch_nothing_else_and_mend_for_good(draft in drafts()) {
        let findings = checked(&ENGINE.analyse(Snapshot::parse(&*draft, None), None));
        let edits = safe_edits(&findings);
        let fixed = apply(&draft, &edits).expect("safe fixes go together");
        prop_assert_eq!(untouchable(&draft), untouchable(&fixed));
        prop_assert_eq!(shape(&draft), shape(&fixed));
        let again = safe_edits(&checked(&ENGINE.analyse(Snapshot::parse(&*fixed, None), None)));
        let mended = places(&edits);
        for edit in again {
            let is_new = !mended.iter().any(|place| !place.is_empty() && place.overlaps(edit.span));
            prop_assert!(is_new, "{:?} is mended twice in {:?}", edit, fixed);
        }
    }

    #[test]
    fn findings_name_the_words_they_stand_at(draft in drafts()) {
        let findings = checked(&ENGINE.analyse(Snapshot::parse(&*draft, None), None));
        for finding in &findings {
            let slice = draft.get(finding.span.start..finding.span.end);
            prop_assert!(slice.is_some_and(|slice| !slice.is_empty()), "{:?}", finding);
            let is_named = finding.rule == "unused-suppression" || names(&finding.message, slice.unwrap_or_default());
            prop_assert!(is_named, "{}: {:?}", finding.message, slice);
        }
        prop_assert!(findings.is_sorted_by_key(|finding| (finding.span, finding.rule)));
    }

    #[test]
    fn an_earlier_analysis_changes_no_finding(earlier in drafts(), draft in drafts()) {
        let alone = checked(&ENGINE.analyse(Snapshot::parse(&*draft, None), None));
        let joined = format!("{earlier}\n\n{draft}");
        for before in [earlier, joined] {
            let before = ENGINE.analyse(Snapshot::parse(before, None), None);
            let after = ENGINE.analyse(Snapshot::parse(&*draft, Some(&before.snapshot)), Some(&before));
            prop_assert_eq!(&alone, &checked(&after));
        }
    }
}
