//! Citations as a reader of the draft sees them.

use proptest::prelude::*;

use super::*;
use crate::draft::Snapshot;

/// Each citation as `words -> target, locator (note)`.
fn read(draft: &str) -> Vec<String> {
    let snapshot = Snapshot::parse(draft, None);
    snapshot.citations.iter().map(|citation| shown(&snapshot, citation)).collect()
}

fn shown(snapshot: &Snapshot, citation: &Citation) -> String {
    let kind = match citation.target {
        CitationTarget::Key(_) => "key",
        CitationTarget::Url(_) => "url",
        CitationTarget::Path(_) => "path",
    };
    let locator = citation.locator.as_ref().map_or_else(String::new, |locator| format!(", {locator}"));
    let note = match citation.note.and_then(|note| snapshot.notes.get(note)) {
        Some(Note { label: Some(label), .. }) => format!(" (note {label})"),
        Some(_) => " (inline note)".to_owned(),
        None => String::new(),
    };
    let words = citation.span.slice(&snapshot.text);
    format!("{words} -> {kind} {}{locator}{note}", citation.target.as_str())
}

#[test]
fn reads_citekeys_as_pandoc_writes_them() {
    let cases: &[(&str, &[&str])] = &[
        ("A [@doe99].", &["@doe99 -> key doe99"]),
        (
            "A [see @doe99, pp. 33-35; also @roe_2001, chap. 1 and *passim*].",
            &["@doe99 -> key doe99, pp. 33-35", "@roe_2001 -> key roe_2001, chap. 1"],
        ),
        ("Doe says [-@doe99].", &["@doe99 -> key doe99"]),
        ("@doe99 says, as does @roe:2001 [p. 33].", &["@doe99 -> key doe99", "@roe:2001 -> key roe:2001, p. 33"]),
        ("[@{https://a.b/c_d?e=f}, p. 3]", &["@{https://a.b/c_d?e=f} -> key https://a.b/c_d?e=f, p. 3"]),
        ("[@Wallerstein1991 44]", &["@Wallerstein1991 -> key Wallerstein1991, p. 44"]),
        ("As @doe99's book, @foo--bar and @a.b. show.", &["@doe99 -> key doe99", "@foo -> key foo", "@a.b -> key a.b"]),
        ("[[@inner] and @outer]", &["@inner -> key inner", "@outer -> key outer"]),
        ("| [@cell] |\n|-|\n", &["@cell -> key cell"]),
        ("# A [@head]\n\n> and [@quoted]\n", &["@head -> key head", "@quoted -> key quoted"]),
        ("**[@bold, p. 2]** and\n[@next\nline]", &["@bold -> key bold, p. 2", "@next -> key next"]),
    ];
    for (draft, expected) in cases {
        assert_eq!(read(draft), *expected, "{draft}");
    }
}

#[test]
fn what_only_looks_like_a_citekey_is_none() {
    let drafts = [
        "desk@host.org and <desk@host.org> and [Desk](mailto:desk@host.org)",
        "see @fig-map, @Tbl-one, @sec-two, @eq:three",
        "`@code` and\n\n```\n[@fenced]\n```\n",
        "escaped \\@name and \\[\\@name\\]",
        "an @ alone, @: and @-x, @@twice",
        "<div>[@html]</div>",
        "<!-- [@comment] -->",
        "$@x$ and ![@alt](x.png)",
        "network.example/@name",
        "---\nauthor: \"@name\"\n---\n",
    ];
    for draft in drafts {
        assert_eq!(read(draft), Vec::<String>::new(), "{draft}");
    }
}

#[test]
fn reads_links_and_addresses() {
    let cases: &[(&str, &[&str])] = &[
        ("[a *b*](https://c.d 'e')", &["[a *b*](https://c.d 'e') -> url https://c.d"]),
        ("[a](../sources/b.txt)", &["[a](../sources/b.txt) -> path ../sources/b.txt"]),
        ("[a][b] [b]\n\n[b]: https://c.d\n", &["[a][b] -> url https://c.d", "[b] -> url https://c.d"]),
        ("<https://c.d>", &["<https://c.d> -> url https://c.d"]),
        ("At https://c.d/e_f, and www.g.h.", &["https://c.d/e_f -> url https://c.d/e_f", "www.g.h -> url www.g.h"]),
        ("https://c.d/?a=1\\&b=2", &["https://c.d/?a=1\\&b=2 -> url https://c.d/?a=1&b=2"]),
        ("[https://c.d](https://c.d/)", &["[https://c.d](https://c.d/) -> url https://c.d/"]),
        (
            "https://network.example/@name?b=@c",
            &["https://network.example/@name?b=@c -> url https://network.example/@name?b=@c"],
        ),
        ("[top](#top), [m](mailto:a@b.c) and ![i](i.png)", &[]),
        ("[see @doe](https://c.d)", &["[see @doe](https://c.d) -> url https://c.d", "@doe -> key doe"]),
    ];
    for (draft, expected) in cases {
        assert_eq!(read(draft), *expected, "{draft}");
    }
}

#[test]
fn what_a_note_cites_stands_in_the_note() {
    let draft = "One.[^1] Two[^B].^[See [@c, p. 3] and https://d.e.] Three.[^none]\n\n\
        [^1]: A, <https://a.b>; [@a].\n\n    More: [b](b.txt).\n\n[^b]: *B*.\n[^lonely]: www.l.m\n";
    let snapshot = Snapshot::parse(draft, None);
    let expected = [
        "@c -> key c, p. 3 (inline note)",
        "https://d.e -> url https://d.e (inline note)",
        "<https://a.b> -> url https://a.b (note 1)",
        "@a -> key a (note 1)",
        "[b](b.txt) -> path b.txt (note 1)",
        "www.l.m -> url www.l.m (note lonely)",
    ];
    assert_eq!(read(draft), expected);
    let note = |note: &Note| {
        let at = |span: Option<Span>| span.map_or("-", |span| span.slice(draft).lines().next().unwrap_or("-"));
        let label = note.label.as_deref().unwrap_or("inline");
        format!("{label}: {} <- {} {:?}", at(note.definition), at(note.reference), note.citations)
    };
    let notes: Vec<String> = snapshot.notes.iter().map(note).collect();
    let expected = [
        "1: [^1]: A, <https://a.b>; [@a]. <- [^1] 2..5",
        "b: [^b]: *B*. <- [^B] 0..0",
        "lonely: [^lonely]: www.l.m <- - 5..6",
        "inline: ^[See [@c, p. 3] and https://d.e.] <- ^[See [@c, p. 3] and https://d.e.] 0..2",
        "none: - <- [^none] 0..0",
    ];
    assert_eq!(notes, expected);
    let references: Vec<&str> = snapshot.note_references.iter().map(|found| found.span.slice(draft)).collect();
    assert_eq!(references, ["[^1]", "[^B]", "^[See [@c, p. 3] and https://d.e.]", "[^none]"]);
}

#[test]
fn marks_of_notes_that_are_escaped_or_code_are_none() {
    for draft in ["a \\[^1] b", "a \\^[not a note]", "`[^1]` `^[x]`", "x^2 [a] ^ [b]"] {
        let snapshot = Snapshot::parse(draft, None);
        assert_eq!((snapshot.notes, snapshot.note_references), (Vec::new(), Vec::new()), "{draft}");
    }
}

#[test]
fn a_block_that_stays_keeps_what_it_cites_until_a_link_is_defined_anew() {
    let first = Snapshot::parse("See [a] and [@b].\n\n[a]: https://c.d\n", None);
    let moved = Snapshot::parse("New.\n\nSee [a] and [@b].\n\n[a]: https://c.d\n", Some(&first));
    let content = |snapshot: &Snapshot| std::sync::Arc::clone(&snapshot.blocks.last().expect("a block").content);
    assert!(std::sync::Arc::ptr_eq(&content(&first), &content(&moved)));
    assert_eq!(moved.citations.first().map(|citation| citation.span.start), Some(10));
    let other = Snapshot::parse("See [a] and [@b].\n\n[a]: https://x.y\n", Some(&first));
    assert_eq!(other.citations.first().map(|citation| citation.target.as_str()), Some("https://x.y"));
}

/// The citations near the words between `{` and `}`.
fn near(marked: &str) -> Vec<String> {
    let (start, end) = (marked.find('{').expect("a start"), marked.find('}').expect("an end") - 1);
    let draft = marked.replace(['{', '}'], "");
    let snapshot = Snapshot::parse(draft, None);
    let found = snapshot.citations_near(Span::new(start, end));
    found.into_iter().map(|citation| citation.target.as_str().to_owned()).collect()
}

#[test]
fn the_nearest_place_that_cites_serves_a_quotation() {
    let cases: &[(&str, &[&str])] = &[
        // The sentence, with brackets and notes right behind it.
        ("X [@x]. He said \"{a b}\" [@a; @b]. Y [@y].", &["a", "b"]),
        ("X [@x]. He said \"{a b}.\" [@a] Y [@y].", &["a"]),
        ("X. He said \"{a b}.\"[^1] Y.[^2]\n\n[^1]: [@a]\n[^2]: [@y]\n", &["a"]),
        ("X.[^2] He said \"{a b}\".[^1]\n\n[^1]: https://a.b\n[^2]: [@y]\n", &["https://a.b"]),
        ("X.[^2] He said \"{a b}.\"^[See [@a].] Y [@y].\n\n[^2]: [@x]\n", &["a"]),
        ("As [Xinhua](https://a.b) says, \"{a b}\". Y [@y].", &["https://a.b"]),
        ("He said \"{a b}.\" ([Xinhua](https://a.b)) Y [@y].", &["https://a.b"]),
        ("He said \"{a b}.\" [Xinhua](https://a.b) says so. Y.", &[]),
        ("He said \"{a b}. C d}\" [@c].", &["c"]),
        // The end of the paragraph.
        ("He said \"{a b}.\" More was said. So it was [@a, p. 3].", &["a"]),
        ("He said \"{a b}.\" More was said.[^1] [@b]\n\n[^1]: [@a]\n", &["b", "a"]),
        ("X [@x]. He said \"{a b}.\" More was said.", &[]),
        // The note.
        ("X.[^1]\n\n[^1]: See [@a]. It says \"{a b}.\" And more.\n", &["a"]),
        ("X.[^1]\n\n[^1]: It says \"{a b}.\"\n\n    See [@a].\n", &["a"]),
        // A block quotation.
        ("Intro [@x]:\n\n> {a b} c.\n>\n> — Xi, [speech](https://a.b)\n\nY [@y].\n", &["https://a.b"]),
        ("Intro [@x]:\n\n> {a b} c.\n> — Xi [@a]\n", &["a"]),
        ("X [@w]. Intro [@x]:\n\n> {a b} c.\n\nY [@y].\n", &["x"]),
        ("Intro:\n\n> {a b} c.\n\n— Xi, [@a]\n", &["a"]),
        ("Intro:\n\n> {a b} c. [@a]\n", &["a"]),
        ("Intro [@x].\n\n{a b} c.\n", &[]),
    ];
    for (draft, expected) in cases {
        assert_eq!(near(draft), *expected, "{draft}");
    }
}

#[test]
fn a_note_that_only_has_words_says_where_a_quotation_is_from() {
    let cases = [
        ("He said \"a b.\"[^1]\n\n[^1]: Speech of May.\n", true),
        ("He said \"a b.\" More.[^1]\n\n[^1]: Speech of May.\n", true),
        ("X.[^1] He said \"a b.\" More.\n\n[^1]: Speech of May.\n", false),
    ];
    for (draft, expected) in cases {
        let snapshot = Snapshot::parse(draft, None);
        let at = draft.find("a b").expect("the quotation");
        assert_eq!(snapshot.is_cited_near(Span::new(at, at + 3)), expected, "{draft}");
        assert!(snapshot.citations_near(Span::new(at, at + 3)).is_empty(), "{draft}");
    }
}

#[test]
fn many_signs_take_no_longer_than_few() {
    let storms = ["[@a", "@a[", "@a]", "[^a]", "^[a", "@{a", "\\@", "[@a;@b]", "[[@a]]", "^[[@a]]", "@a https://a@b "];
    for storm in storms {
        let snapshot = Snapshot::parse(storm.repeat(20_000), None);
        assert!(snapshot.citations.len() <= 60_000, "{storm}");
    }
}

proptest! {
    #[test]
    fn citations_of_any_draft_stand_in_order_in_it(draft in "([-\\[\\]@^{}a1 .:;,_*\\\\\n>(é—\"]|\\[\\^1\\]|https://a.b|\\[\\^1\\]: ){0,40}") {
        let snapshot = Snapshot::parse(draft.as_str(), None);
        for citation in &snapshot.citations {
            prop_assert!(!citation.span.slice(&draft).is_empty() && citation.whole.contains(citation.span));
            prop_assert!(snapshot.blocks.get(citation.block).is_some_and(|block| block.source.contains(citation.span)));
            prop_assert!(citation.note.is_none_or(|note| note < snapshot.notes.len()));
        }
        prop_assert!(snapshot.citations.is_sorted_by_key(|citation| citation.span));
        prop_assert!(snapshot.note_references.is_sorted_by_key(|reference| reference.span));
        for (index, note) in snapshot.notes.iter().enumerate() {
            let cites = snapshot.citations.iter().filter(|citation| citation.note == Some(index)).count();
            prop_assert_eq!(cites, note.citations.len());
        }
        for start in 0..draft.len() {
            let _ = snapshot.citations_near(Span::new(start, draft.len()));
        }
        let again = Snapshot::parse(draft.as_str(), Some(&snapshot));
        prop_assert_eq!(again.citations, snapshot.citations);
    }
}
