//! Bibliographies as their writers leave them: whole, broken, and out of reference
//! managers.

use std::path::Path;

use super::*;
use crate::corpus::Document;
use crate::prose::Locator;

fn parsed(name: &str, text: &str) -> Bibliography {
    Bibliography::parse(Path::new(name), text)
}

fn shown(bibliography: &Bibliography) -> Vec<String> {
    let line = |reference: &Reference| {
        let Place { line, column } = reference.origin.1;
        format!("{line}:{column} {} {}: {}", reference.key, reference.kind, reference.summary())
    };
    bibliography.references.iter().map(line).collect()
}

fn faults(bibliography: &Bibliography) -> Vec<String> {
    bibliography.faults.iter().map(ToString::to_string).collect()
}

const BIB: &str = r#"% A comment with @article{in it}
@string{xh = "Example News Agency"}
@article{roe2001, author = {Roe, Jane and van der Berg, Piet}, title = {The {Law} of Cables},
  journal = {Journal of Seas}, year = 2001, month = mar, volume = 3, pages = {33--35}, doi = {10.1000/x_1}}

@online{agency_2015,
  author = {{Example News Agency}},
  title = {A Speech \& an Answer},
  date = {2015-12-16},
  organization = xh,
  url = {https://www.example.org/speech?id=1},
  file = {Full Text:files/12/speech.txt:text/plain}
}
@book{unclosed, title = {Never {closed},
@misc{after, title = "After the {B}roken one", year = "c. 1999"}
@comment{jabref-meta: databaseType:bibtex;}
@book{bad, title = }
@book(round, title = {In (round) brackets}, year = {2020})
@misc{after, title = {Twice}}
"#;

#[test]
fn a_broken_entry_is_told_and_the_others_are_read() {
    let bibliography = parsed("refs.bib", BIB);
    let expected = [
        "3:10 roe2001 article-journal: Roe and van der Berg, The Law of Cables, 2001-03",
        "6:9 agency_2015 webpage: Example News Agency, A Speech & an Answer, 2015-12-16",
        "15:7 after document: After the Broken one",
        "18:7 round book: In (round) brackets, 2020",
    ];
    assert_eq!(shown(&bibliography), expected);
    let expected = [
        "refs.bib:14:1: \"unclosed\" is never closed; add the missing brace",
        "refs.bib:17:20: \"bad\" cannot be read: unexpected end of file; it is left out",
        "refs.bib:19:7: \"after\" is the key of line 15 already; rename one of the two",
    ];
    assert_eq!(faults(&bibliography), expected);
    let agency = bibliography.get("agency_2015").expect("the entry");
    assert_eq!(agency.file.as_deref(), Some(Path::new("files/12/speech.txt")));
    assert_eq!(agency.span.slice(BIB), "agency_2015");
    assert_eq!(bibliography.get("roe2001").and_then(|roe| roe.url.as_deref()), Some("https://doi.org/10.1000/x_1"));
}

#[test]
fn reads_csl_in_json_and_yaml() {
    let json = r#"[
  {"id": "a1", "type": "speech", "title": "On <i>Cables</i>", "author": [{"family": "Roe", "given": "Jane"}],
   "issued": {"date-parts": [["2015", 12, 16]]}},
  {"id": 7, "type": "webpage", "title": "Seven", "issued": {"raw": "2017-03"}, "author": [{"literal": "A Body"}]},
  {"title": "No id"}
]"#;
    let bibliography = parsed("refs.json", json);
    assert_eq!(
        shown(&bibliography),
        ["2:11 a1 speech: Roe, On Cables, 2015-12-16", "4:10 7 webpage: A Body, Seven, 2017-03"]
    );
    assert_eq!(faults(&bibliography), ["refs.json:1:1: entry 3 has no id, so nothing can cite it; add \"id\""]);
    let yaml = "references:\n- id: b2\n  type: book\n  title: Seas\n  issued: 2019\n  editor:\n  - family: Roe\n    given: J.\n";
    assert_eq!(shown(&parsed("refs.yaml", yaml)), ["2:7 b2 book: Roe, Seas, 2019"]);
}

#[test]
fn reads_hayagriva() {
    let yaml = "# mine\nroe-article:\n  type: article\n  title: {value: Cables, short: C}\n  author: [\"Roe, Jane\", \"A Body\"]\n  \
        date: 2001-03\n  url: {value: \"https://example.org/a\", date: 2020-01-01}\n  parent:\n    type: periodical\n    \
        title: Journal of Seas\n    volume: 3\nempty: 3\n";
    let bibliography = parsed("refs.yml", yaml);
    assert_eq!(shown(&bibliography), ["2:1 roe-article article-journal: Roe and A Body, Cables, 2001-03"]);
    assert_eq!(
        faults(&bibliography),
        ["refs.yml:12:1: \"empty\" is no entry: it has no fields; give it a type and a title"]
    );
    let article = bibliography.get("roe-article").expect("the entry");
    assert_eq!(
        (article.container.as_deref(), article.url.as_deref()),
        (Some("Journal of Seas"), Some("https://example.org/a"))
    );
}

#[test]
fn says_what_is_no_bibliography() {
    assert!(faults(&parsed("a.json", "[{\"id\": ]"))[0].starts_with("a.json:1:9: is no JSON: "));
    assert!(faults(&parsed("a.yaml", "a: [b\n"))[0].contains("is no YAML: "));
    assert!(faults(&parsed("a.docx", ""))[0].contains("is no bibliography that is read here"));
    assert!(faults(&Bibliography::load(&["no/such.bib".into()]))[0].starts_with("no/such.bib: cannot be read: "));
}

#[test]
fn reads_what_a_draft_brings_along_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("refs.bib"), "@book{one, title = {One}}").expect("a writable folder");
    let draft = "---\nbibliography: refs.bib\nreferences:\n- id: two\n  title: Two\n---\nText [@one].\n";
    let path = folder.path().join("draft.md");
    let own = Bibliography::of_draft(draft, Some(&path), None).expect("a bibliography");
    let keys: Vec<&str> = own.references.iter().map(|reference| reference.key.as_str()).collect();
    assert_eq!(keys, ["one", "two"]);
    assert_eq!(own.get("two").map(|two| two.span.slice(draft)), Some("two"));
    let longer = format!("{draft}More.\n");
    let again = Bibliography::of_draft(&longer, Some(&path), Some(&own)).expect("a bibliography");
    assert!(Arc::ptr_eq(&own, &again));
    std::fs::write(folder.path().join("refs.bib"), "@book{other, title = {Other}}").expect("a writable folder");
    let changed = Bibliography::of_draft(&longer, Some(&path), Some(&own)).expect("a bibliography");
    assert!(changed.get("other").is_some() && changed.get("one").is_none());
    assert!(Bibliography::of_draft("---\ntitle: x\n---\n", Some(&path), None).is_none());
    assert!(Bibliography::of_draft("No front matter.", Some(&path), None).is_none());
}

#[test]
fn a_reference_is_written_out_as_a_note() {
    let bibliography = parsed("refs.bib", BIB);
    let locator = Locator::read(", p. 34");
    let note = |key: &str, locator: Option<&Locator>, style: &str| {
        render_reference(bibliography.get(key).expect("the entry"), locator, style)
    };
    assert_eq!(
        note("roe2001", locator.as_ref(), STYLE),
        "Jane Roe and Piet van der Berg, \u{201C}The Law of Cables,\u{201D} Journal of Seas 3 (March 2001): 34, \
         https://doi.org/10.1000/x_1."
    );
    assert_eq!(
        note("agency_2015", None, STYLE),
        "Example News Agency, \u{201C}A Speech & an Answer,\u{201D} Example News Agency, December 16, 2015, \
         https://www.example.org/speech?id=1."
    );
    assert!(note("round", None, "apa").contains("2020"));
    // Without a style that is known, the plain form.
    assert_eq!(
        note("roe2001", locator.as_ref(), "no-such-style"),
        "Jane Roe, Piet van der Berg, \u{201C}The Law of Cables\u{201D}, Journal of Seas, 2001-03, p. 34, \
         https://doi.org/10.1000/x_1."
    );
}

#[test]
fn a_document_is_written_out_with_what_is_known_of_it() {
    let mut document: Document = serde_json::from_value(serde_json::json!({
        "id": "news/2015-12-16", "path": "/s/news/2015-12-16.txt", "title": null, "publisher": null, "author": null,
        "speaker": null, "date": null, "language": null, "url": null, "words": 3, "provenance": [], "furniture": []
    }))
    .expect("a document");
    assert_eq!(render_document(&document, None, STYLE), "news/2015-12-16.");
    document.title = Some("A speech".to_owned());
    document.speaker = Some("Li Example".to_owned());
    document.publisher = Some("Example News".to_owned());
    document.date = "2015-12-16".parse().ok();
    assert_eq!(
        render_document(&document, Locator::read(" para. 3").as_ref(), STYLE),
        "Li Example, \u{201C}A Speech,\u{201D} Example News, December 16, 2015, para. 3."
    );
}

#[test]
fn hostile_files_are_survived() {
    let storms =
        ["@book{", "@book{a,\n", "@string{a=\"", "{", "}", "@a(", "\\", "@book{a, title={", "\"id\":", "- id: a\n"];
    for storm in storms {
        for name in ["a.bib", "a.json", "a.yaml"] {
            let _ = parsed(name, &storm.repeat(3_000));
        }
    }
}
