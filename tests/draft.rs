//! What a reader of a draft may rely on: which words are prose, whose they are,
//! where they stand, and which bytes a comment covers.

use std::sync::Arc;

use glossator::draft::{Block, BlockKind, Snapshot, Suppression};
use glossator::text::Span;
use proptest::prelude::*;

/// Eleven ways to write one term, and four places where it is not prose.
const PROBE: &str = "\
---
title: Towards communities with a shared future
date: 2019-05-01
---

# Community with a Shared Future

The community with a shared future is plain.
Communities with a shared future are many, and a community-with-a-shared-future
has hyphens. At the line's end stands a community
  with a shared future. There is a **community** with a *shared
future* and a community  with  a  shared future, a
community\u{A0}with\u{A0}a\u{A0}shared\u{A0}future, and he spoke of \u{201C}a community with a shared
future\u{201D}. See [community with a shared future](https://example.org/community-with-a-shared-future \"target\").

> A community
> with a shared future is in a block quotation.

`community with a code future` and <https://example.org/auto-future> and
https://example.org/bare-future and ![picture future](future.png) and $future$.

    community with an indented future

```
community with a fenced future
```
";

fn parse(draft: &str) -> Snapshot {
    Snapshot::parse(draft, None)
}

/// Each block as `kind: text`, with `>` before those of a block quotation.
fn outline(draft: &str) -> Vec<String> {
    let line = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Cell => "td".to_owned(),
            BlockKind::Footnote => "note".to_owned(),
            BlockKind::Title => "title".to_owned(),
        };
        format!("{}{kind}: {}", if block.quoted { "> " } else { "" }, block.content.text)
    };
    parse(draft).blocks.iter().map(line).collect()
}

#[test]
fn the_probe_is_found_in_all_its_forms() {
    let snapshot = parse(PROBE);
    let form = glossator::text::tokenize("community with a shared future");
    let plural = glossator::text::tokenize("communities with a shared future");
    let mut found = Vec::new();
    for block in &snapshot.blocks {
        for (index, window) in block.content.tokens.keys().windows(5).enumerate() {
            if window == form.keys() || window == plural.keys() {
                let span = block.content.tokens.cover(index..index + 5);
                found.push(block.to_source(span).slice(PROBE).to_lowercase());
            }
        }
    }
    let plain = "community with a shared future";
    let expected = [
        "communities with a shared future",
        plain,
        plain,
        "communities with a shared future",
        "community-with-a-shared-future",
        "community\n  with a shared future",
        "community** with a *shared\nfuture",
        "community  with  a  shared future",
        "community\u{A0}with\u{A0}a\u{A0}shared\u{A0}future",
        "community with a shared\nfuture",
        plain,
        "community\n> with a shared future",
    ];
    assert_eq!(found, expected);
    let prose: String = snapshot.blocks.iter().map(|block| block.content.text.as_str()).collect();
    for absent in ["code", "auto", "bare", "example", "target", "picture", "indented", "fenced"] {
        assert!(!prose.contains(absent), "{absent} is no prose");
    }
    assert_eq!(prose.matches('\u{FFFC}').count(), 5);
}

#[test]
fn prose_is_told_from_what_is_not() {
    let cases: &[(&str, &[&str])] = &[
        ("- one\n- two\n\n  more\n  1. *three*\n", &["p: one", "p: two", "p: more", "p: three"]),
        ("- [ ] task\n- tight\n  - deeper\n", &["p: task", "p: tight", "p: deeper"]),
        ("| a | b\\|c |\n|-|-|\n| `x` | &amp; |\n", &["td: a", "td: b|c", "td: \u{FFFC}", "td: &"]),
        ("> a\n> > b\n\nc\n", &["> p: a", "> p: b", "p: c"]),
        ("> # a\n>\n> - b\n", &["> h1: a", "> p: b"]),
        ("> [!NOTE]\n> a\n\n> [!info] b\n", &["p: a", "p: [!info] b"]),
        ("Word[^1] more.\n\n[^1]: A note\n    goes on.\n", &["p: Word more.", "note: A note\ngoes on."]),
        ("term\n: meaning\n", &["p: term", "p: meaning"]),
        ("Setext\n===\n\n## Id {#x}\n", &["h1: Setext", "h2: Id"]),
        ("a <b>c</b><!-- d --> e<br>f\n", &["p: a c e\nf"]),
        ("power<sup>2</sup> in the 21<sup>st</sup> century\n", &["p: power in the 21st century"]),
        ("<div>\nno prose\n</div>\n\nprose\n", &["p: prose"]),
        ("[a]: https://a.b \"t\"\n\nSee [a] and [[page|b]] and [[c]].\n", &["p: See a and b and c."]),
        ("US$5bn-US$10bn, not $x+1$\n", &["p: US$5bn-US$10bn, not \u{FFFC}"]),
        ("a  \r\nb\\\r\nc\rd\r\n", &["p: a\nb\nc\nd"]),
        ("---\na: b\n\n---\n\nc\n\n---\nd: e\n---\n", &["p: c", "h2: d: e"]),
        ("\u{FEFF}# a\n", &["h1: a"]),
        ("---\ntitle: \"A: b\"\n---\n# c\n", &["title: A: b", "h1: c"]),
        ("---\ntitle: a b\n  c\n---\n", &["title: a b\nc"]),
        ("+++\ntitle = 'a'\n+++\nb\n", &["title: a", "p: b"]),
        ("![alt](x.png)\n\n***\n\n<!-- c -->\n", &["p: \u{FFFC}"]),
    ];
    for (draft, expected) in cases {
        assert_eq!(outline(draft), *expected, "in {draft:?}");
    }
}

#[test]
fn words_of_others_are_known() {
    let draft = "He <q>spoke *thus*</q> and \u{201C}so\u{201D}, not me.\n\n> They did.\n";
    let snapshot = parse(draft);
    let mut quoted = Vec::new();
    for block in &snapshot.blocks {
        let tokens = &block.content.tokens;
        let spans = (0..tokens.len()).map(|index| tokens.span(index));
        quoted.extend(spans.filter(|span| block.is_quoted(*span)).map(|span| block.to_source(span).slice(draft)));
    }
    assert_eq!(quoted, ["spoke", "thus", "so", "They", "did"]);
}

#[test]
fn a_link_defined_elsewhere_changes_what_a_known_block_says() {
    let before = parse("See [the\npaper].\n");
    let draft = "See [the\npaper].\n\n[the paper]: https://a.b\n";
    let after = Snapshot::parse(draft, Some(&before));
    let texts =
        |snapshot: &Snapshot| snapshot.blocks.iter().map(|block| block.content.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&before), ["See [the\npaper]."]);
    assert_eq!(texts(&after), ["See the\npaper."]);
}

#[test]
fn unchanged_blocks_are_shared() {
    let before = parse("# a\n\nOne.\n\nTwo.\n");
    let after = Snapshot::parse("# a\n\nNew.\n\nOne.\n\nTwo.\n\nTwo.\n", Some(&before));
    let shares = |index: usize, known: usize| {
        let content = |snapshot: &Snapshot, at: usize| snapshot.blocks.get(at).map(|block| Arc::clone(&block.content));
        matches!((content(&after, index), content(&before, known)), (Some(a), Some(b)) if Arc::ptr_eq(&a, &b))
    };
    assert!(shares(0, 0) && shares(2, 1) && shares(3, 2) && shares(4, 2));
    assert!(!shares(1, 1));
}

#[test]
fn sections_end_where_the_next_of_their_rank_begins() {
    let draft = "# a\n\nx\n\n## b\n\n### c\n\n> # quoted\n\n## d\n\n# e\n";
    let snapshot = parse(draft);
    let sections: Vec<(u8, &str)> =
        snapshot.sections().iter().map(|section| (section.level, section.span.slice(draft))).collect();
    let cut = |from: &str, to: &str| {
        let start = draft.find(from).unwrap_or(0);
        draft.get(start..draft.find(to).unwrap_or(draft.len())).unwrap_or_default()
    };
    let expected = [
        (1, cut("# a", "# e")),
        (2, cut("## b", "## d")),
        (3, cut("### c", "## d")),
        (2, cut("## d", "# e")),
        (1, "# e\n"),
    ];
    assert_eq!(sections, expected);
}

#[test]
fn a_cursor_finds_its_block() {
    let draft = "# a\n\none two\n\n- b\n";
    let snapshot = parse(draft);
    let text = |offset: usize| snapshot.block_at(offset).map(|block| block.content.text.as_str());
    assert_eq!(
        [text(0), text(3), text(4), text(5), text(12), text(13), text(17)],
        [Some("a"), Some("a"), None, Some("one two"), Some("one two"), None, Some("b")]
    );
}

/// What each suppression of a draft covers.
fn covered(draft: &str) -> Vec<String> {
    let covers = |suppression: &Suppression| suppression.covers.slice(draft).to_owned();
    parse(draft).suppressions.iter().map(covers).collect()
}

#[test]
fn a_comment_covers_the_next_block() {
    let cases: &[(&str, &[&str])] = &[
        ("<!-- glossator: allow a: b -->\nOne.\n\nTwo.\n", &["One."]),
        ("<!-- glossator: allow a: b -->\n\n- one\n- two\n\nTwo.\n", &["- one\n- two"]),
        ("<!-- glossator: allow a: b -->\n\n> one\n>\n> two\n\nTwo.\n", &["> one\n>\n> two"]),
        ("<!-- glossator: allow a: b -->\n\n| a |\n|-|\n| b |\n\nTwo.\n", &["| a |\n|-|\n| b |"]),
        ("<!-- glossator: allow a: b -->\n# One\n\nTwo.\n", &["# One"]),
        ("- one\n  <!-- glossator: allow a: b -->\n  two\n- three\n\nfour\n", &["two"]),
        ("- one\n\n  <!-- glossator: allow a: b -->\n\n  two\n\n  three\n", &["two"]),
        ("- one\n  <!-- glossator: allow a: b -->\n- three\n", &[""]),
        ("> <!-- glossator: allow a: b -->\n> one\n\ntwo\n", &["one"]),
        (
            "<!-- glossator: allow a: b -->\n<!-- glossator: allow c: d -->\n\n<!-- note -->\n\nOne.\n",
            &["One.", "One."],
        ),
        ("<!-- glossator: allow a, c: b -->\nOne.\n", &["One.", "One."]),
        ("<!-- glossator: allow a: b -->\n\n<div>\nx\n</div>\n\nOne.\n", &["<div>\nx\n</div>"]),
        ("<!-- glossator: allow a: b -->\n\n```\nx\n```\n\nOne.\n", &["```\nx\n```"]),
        ("<!-- glossator:\n  allow a: b -->\nOne.\n", &["One."]),
        ("One.\n\n<!-- glossator: allow a: b -->\n", &[""]),
        ("One <!-- glossator: allow a: b --> two.\n\nThree.\n", &["One <!-- glossator: allow a: b --> two."]),
        ("| a <!-- glossator: allow a: b --> | b |\n|-|-|\n", &["a <!-- glossator: allow a: b -->"]),
        ("- one <!-- glossator: allow a: b -->\n- two\n", &["one <!-- glossator: allow a: b -->"]),
    ];
    for (draft, expected) in cases {
        assert_eq!(covered(draft), *expected, "in {draft:?}");
    }
}

#[test]
fn a_comment_covers_a_file_or_a_range() {
    let file = "One.\n\n<!-- glossator: allow-file a: b -->\n";
    assert_eq!(covered(file), [file]);
    let range = "<!-- glossator: allow-start a: b -->\nOne.\n\n<!-- glossator: allow-end a -->\n\nTwo.\n";
    assert_eq!(covered(range), ["\nOne.\n\n"]);
    let unclosed = "<!-- glossator: allow-start a: b -->\nOne.\n\n<!-- glossator: allow-end b -->\n";
    assert_eq!(covered(unclosed), ["\nOne.\n\n<!-- glossator: allow-end b -->\n"]);
    assert_eq!(parse(unclosed).unreadable.len(), 1);
    assert!(parse(range).unreadable.is_empty());
}

#[test]
fn a_comment_in_code_does_nothing() {
    for draft in [
        "`<!-- glossator: allow a: b -->`\n",
        "```\n<!-- glossator: allow a: b -->\n```\n",
        "    <!-- glossator: allow a: b -->\n",
        "text \\<!-- glossator: allow a: b -->\n",
    ] {
        let snapshot = parse(draft);
        assert!(snapshot.suppressions.is_empty() && snapshot.unreadable.is_empty(), "in {draft:?}");
    }
}

/// Pieces that make Markdown of every kind when put together.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-c ]{1,4}",
        1 => "\\PC{1,3}",
        6 => prop::sample::select(vec![
            "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n", "\n> ", "\n> > ", "\n- ", "\n  ", "\n    ", "\n1. ", "\n# ",
            "*", "**", "_", "~~", "~", "`", "``", "$", "$$", "[", "]", "](x)", "[[", "]]", "|", "![", "[^1]", "\n[^1]: ",
            "\n|a|b|\n|-|-|\n|", "<b>", "</b>", "<q>", "</q>", "<br>", "<sup>1</sup>", "<!--", "-->", "\n<div>\n",
            "<!-- glossator: allow a: b -->", "\n<!-- glossator: allow-start a: b -->\n", "<!-- glossator: allow-end a -->",
            "https://a.b/c_d", "www.a.b", "<https://a.b>", "&amp;", "&nbsp;", "&nGg;", "&#x1F600;", "\\*", "\u{1F600}",
            "\u{E9}", "e\u{301}", "\u{A0}", "\u{AD}", "\u{201C}", "\u{201D}", "\u{2019}", "\"", "'", "\u{300A}", "\u{300B}",
            "\u{547D}\u{8FD0}", "\n---\n", "---\ntitle: a \"b\"\n---\n", "+++\ndate = 2013-10-24\n+++\n", "\n===\n", "\n: ",
            "\n```\n", "\n> [!NOTE]\n> ", "- [ ] ", "\n[a]: b\n", "\t", "{#x}", "\u{FEFF}", "\u{2028}", "\0",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Everything a snapshot says, apart from what is shared with another.
fn said(snapshot: &Snapshot) -> String {
    format!("{:?}", (&snapshot.front_matter, &snapshot.blocks, &snapshot.suppressions, &snapshot.unreadable))
}

#[test]
fn masses_of_one_kind_are_read_in_time() {
    for piece in [
        "*",
        "**",
        "_",
        "[",
        "](",
        "[a](",
        "<",
        "<a ",
        "`",
        "> ",
        "- ",
        "<!--",
        "<!-- glossator: allow a: b -->",
        "<q>",
        "</q>",
        "|",
        "|a",
        "$",
        "$$",
        "www.",
        "http://",
        "http://a)",
        "\"",
        "\u{201C}",
        "'a' ",
        "&amp;",
        "&",
        "[^1]",
        "~",
        "\\",
        "#",
        "a\n",
        "\n\n",
        "[!",
        ":",
        "a://",
        "{#",
        "<b>",
    ] {
        let draft = piece.repeat(50_000 / piece.len());
        let snapshot = parse(&draft);
        assert!(snapshot.blocks.iter().all(|block| block.source.end <= draft.len()), "{piece:?}");
        let titled =
            format!("---\ntitle: \"{}\\x41\"\n---\n", piece.replace(['"', '\\'], " ").repeat(50_000 / piece.len()));
        assert!(parse(&titled).text.len() > 50_000, "{piece:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_word_is_found_in_its_source(draft in markdown()) {
        let snapshot = parse(&draft);
        let mut end = 0;
        for block in &snapshot.blocks {
            prop_assert!(block.source.start >= end && draft.get(block.source.start..block.source.end).is_some());
            end = block.source.end;
            let (content, tokens) = (&block.content, &block.content.tokens);
            prop_assert_eq!(content.stems.len(), tokens.len());
            let words = (0..tokens.len()).map(|index| tokens.span(index));
            let phrases = (1..tokens.len()).map(|index| tokens.cover(index - 1..index + 1));
            for span in words.chain(phrases).chain(content.quotations.iter().copied()) {
                let source = block.to_source(span);
                prop_assert!(block.source.contains(source), "{span} at {source} of {}", block.source);
                let slice = draft.get(source.start..source.end);
                prop_assert!(slice.is_some_and(|slice| !slice.is_empty()), "{span} at {source}");
                let is_quoted = block.quoted || content.quotations.iter().any(|quotation| quotation.overlaps(span));
                prop_assert_eq!(block.is_quoted(span), is_quoted);
                if content.map.is_unbroken(span) {
                    prop_assert_eq!(slice, content.text.get(span.start..span.end));
                    prop_assert_eq!(block.offset_from_source(source.start), span.start);
                }
            }
        }
        for suppression in &snapshot.suppressions {
            for span in [suppression.comment, suppression.rule.1, suppression.covers] {
                prop_assert!(draft.get(span.start..span.end).is_some());
            }
        }
    }

    #[test]
    fn a_snapshot_is_the_same_with_and_without_an_earlier_one(
        draft in markdown(), at in 0_usize..200, len in 0_usize..9, new in markdown(),
    ) {
        let before = parse(&draft);
        let span = Span::new(draft.floor_char_boundary(at), draft.floor_char_boundary(at + len));
        let mut edited = draft.clone();
        edited.replace_range(std::ops::Range::from(span), &new);
        let fresh = parse(&edited);
        prop_assert_eq!(said(&Snapshot::parse(edited.as_str(), Some(&before))), said(&fresh));
        prop_assert_eq!(said(&Snapshot::parse(edited.as_str(), Some(&fresh))), said(&fresh));
    }

    #[test]
    fn takes_any_text(draft in "\\PC*") {
        let _ = parse(&draft);
    }
}
