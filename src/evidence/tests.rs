//! What a draft leans on, over small folders of sources.

use std::fs;
use std::sync::Arc;

use super::{BlockTerms, LeanedOn, Leaning, SharedKind, leaning};
use crate::corpus::{Corpus, Index, Patience, Sources};
use crate::draft::Snapshot;
use crate::termbase::Termbase;

const TERMS: &str = r#"
[[concept]]
id = "watch"
[[concept.term]]
text = "joint harbour watch"
[[concept.term]]
text = "watch of the many harbours of the bay"
status = "admitted"
[[concept]]
id = "who"
[[concept.term]]
text = "WHO"
exact-case = true
"#;

/// Sources with their index, gone when the test ends.
struct Library {
    folder: tempfile::TempDir,
    corpus: Index,
}

impl Library {
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for this test");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a folder that can be written");
        }
        let sources = Sources::new(vec![folder.path().to_owned()], &[], 1 << 20).expect("no glob");
        let index = folder.path().join(".index");
        let update = Index::update(&index, &sources, Patience::Wait, &|_| {}).expect("a folder that can be written");
        Self { folder, corpus: update.index }
    }

    /// What a draft leans on; `besides` is the id of the draft among the sources.
    fn leaning_besides(&self, draft: &str, besides: Option<&str>, stop: &dyn Fn() -> bool) -> Option<Leaning> {
        let (termbase, faults) = Termbase::parse(vec![("terms.toml".into(), TERMS.to_owned())]);
        assert_eq!(faults, []);
        let blocks = Snapshot::parse(draft, None).blocks;
        let terms: Vec<Arc<BlockTerms>> =
            blocks.iter().map(|block| Arc::new(BlockTerms::find(&termbase, &block.content))).collect();
        let besides = besides.and_then(|id| self.corpus.find(id).expect("a sound corpus"));
        leaning(&self.corpus, &termbase, &blocks, &terms, besides, stop).expect("a sound corpus")
    }

    fn leaning(&self, draft: &str) -> Leaning {
        self.leaning_besides(draft, None, &|| false).expect("nobody stops it")
    }
}

/// Each document listed: its id, words, runs and terms.
fn counts(leaning: &Leaning) -> Vec<(&str, usize, usize, usize)> {
    let count = |one: &LeanedOn| (one.words, one.runs, one.terms);
    let numbered = |one| {
        let (words, runs, terms) = count(one);
        (one.document.id.as_str(), words, runs, terms)
    };
    leaning.documents.iter().map(numbered).collect()
}

fn shown(one: &LeanedOn) -> Vec<&str> {
    one.passages.iter().map(|passage| passage.words.as_str()).collect()
}

#[test]
fn runs_have_six_words_that_say_something() {
    let library = Library::of(&[
        ("five.txt", "patient work in quiet harbours"),
        ("six.txt", "patient work in the quiet harbours"),
        ("grammar.txt", "and so it is not for us"),
        ("number.txt", "in 2017 and of the 12 in 2018"),
        ("term.txt", "and the watch of the many harbours of the bay"),
    ]);
    let draft = "Patient work in the *quiet*\nharbours, and so it is not for us.\n\n\
        In 2017 and of the 12, in 2018.\n\n> Patient work in quiet harbours and so on.\n\n\
        And the watch of the many harbours of the bay.\n";
    let leaning = library.leaning(draft);
    assert_eq!(counts(&leaning), [("six", 6, 1, 0), ("term", 0, 0, 1)]);
    assert_eq!(shown(&leaning.documents[0]), ["Patient work in the quiet harbours"]);
    assert_eq!(leaning.documents[1].passages[0].kind, SharedKind::Term);
}

#[test]
fn a_run_counts_once_and_at_its_longest() {
    let library = Library::of(&[
        ("whole.txt", "one two three four five six seven eight. Zero four five six seven eight nine ten"),
        ("part.txt", "one two three four five six seven"),
    ]);
    let draft = "One two three four five six seven eight nine ten.\n\n\
        One two three four five six seven eight nine ten.\n\n> one two three four five six seven!\n";
    let leaning = library.leaning(draft);
    // The quotation is as long as the source has it; ten words are in two runs.
    assert_eq!(counts(&leaning), [("whole", 17, 3, 0), ("part", 7, 1, 0)]);
    let runs = ["One two three four five six seven eight", "four five six seven eight nine ten"];
    assert_eq!(shown(&leaning.documents[0])[..2], runs);
}

#[test]
fn terms_count_however_they_are_inflected_but_not_by_capitals_alone() {
    let library = Library::of(&[
        ("singular.txt", "A joint harbour watch."),
        ("plural.txt", "Their joint harbour watches, who knows."),
    ]);
    let draft = "The WHO asked. Joint harbour watches met, and a joint harbour watch was founded.\n";
    let leaning = library.leaning(draft);
    assert_eq!(counts(&leaning), [("plural", 0, 0, 1), ("singular", 0, 0, 1)]);
    for one in &leaning.documents {
        assert_eq!(shown(one), ["Joint harbour watches"], "as the draft has it first");
    }
    assert_eq!(leaning.documents[0].passages[0].passage.text, "Their joint harbour watches, who knows.");
}

#[test]
fn most_words_come_first_then_most_terms_then_the_latest() {
    let (run, term) = ("the quiet harbours of many patient people", "joint harbour watch");
    let dated = |date: &str, text: &str| format!("---\ndate: {date}\n---\n\n{text}\n");
    let library = Library::of(&[
        ("a.md", &dated("2011", term)),
        ("b.md", term),
        ("c.md", &dated("2019", term)),
        ("d.md", &dated("2001", run)),
        ("e.md", &dated("2001", &format!("{run}, {term}"))),
    ]);
    let leaning = library.leaning(&format!("{run}\n\n{term}\n"));
    let order: Vec<&str> = leaning.documents.iter().map(|one| one.document.id.as_str()).collect();
    assert_eq!(order, ["e", "d", "c", "a", "b"]);
}

#[test]
fn furniture_is_counted_and_not_shown() {
    let page = |body: &str| {
        let menu = "<nav>Home. The quiet harbours of many patient people. Contact</nav>";
        format!("<html><body>{menu}<main><p>{body}</p></main></body></html>")
    };
    let body = "He spoke of the quiet harbours of many patient people, and of much else besides that day.";
    let library =
        Library::of(&[("menu.html", &page("Nothing of the kind was said on that day.")), ("both.html", &page(body))]);
    let leaning = library.leaning("The quiet harbours of many patient people.\n");
    assert_eq!((leaning.total, counts(&leaning)), (2, vec![("both", 7, 1, 0)]));
    assert!(leaning.documents[0].passages[0].passage.text.starts_with("He spoke"), "{leaning:?}");
}

#[test]
fn more_documents_and_passages_than_are_listed_show_in_the_numbers() {
    let runs: Vec<String> = (0..12).map(|run| format!("run{run} is made of seven different words")).collect();
    let text = runs.join(". But x. ");
    let names: Vec<String> = (0..60).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text.as_str())).collect();
    let leaning = Library::of(&files).leaning(&runs.join("\n\n"));
    assert_eq!((leaning.total, leaning.documents.len()), (60, 50));
    let first = &leaning.documents[0];
    assert_eq!((first.runs, first.passages.len()), (12, 8));
}

#[test]
fn a_source_that_is_gone_has_no_passages() {
    let library = Library::of(&[("a.txt", "the quiet harbours of many patient people")]);
    fs::remove_file(library.folder.path().join("a.txt")).expect("a file of this test");
    let leaning = library.leaning("The quiet harbours of many patient people.\n");
    assert_eq!((counts(&leaning), shown(&leaning.documents[0])), (vec![("a", 7, 1, 0)], vec![]));
}

#[test]
fn a_draft_does_not_lean_on_itself_and_may_be_stopped() {
    let library = Library::of(&[("a.txt", "the quiet harbours of many patient people")]);
    let draft = "The quiet harbours of many patient people.\n";
    assert_eq!(library.leaning_besides(draft, Some("a"), &|| false), Some(Leaning::default()));
    assert_eq!(library.leaning_besides(draft, None, &|| true), None);
}
