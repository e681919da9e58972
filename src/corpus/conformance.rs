//! What every backend must do, as one suite: small folders of files, and what a corpus
//! made of them has to answer.
//!
//! A second backend stands in this room beside the first, as a file that implements
//! [`Corpus`], and its tests call [`check`] with the way to make a corpus of all files
//! below a folder as they are now, by whatever it needs (an index of its own, a
//! service that the test starts). It is called anew after each change of the folder;
//! a corpus made before may go on answering from the older state, and says
//! [`CorpusError::Stale`] of passages that are no longer there. What differs between
//! backends on purpose is not asked here: which seeds of an altered quotation come
//! first, how the words of a torn word are counted.
//!
//! ```text
//! conformance::check(&|folder| Box::new(Remote::index(folder, &service)))
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use super::{Corpus, CorpusError, DocumentRef, Hit, SetLabel, Zone};
use crate::text::{Place, WordKey, tokenize};

/// Makes a corpus of all files below a folder.
pub(crate) type Open<'o> = &'o dyn Fn(&Path) -> Box<dyn Corpus>;

/// Runs the whole suite.
pub(crate) fn check(open: Open<'_>) {
    finds_phrases_however_they_are_printed(open);
    counts_as_reading_would(open);
    finds_all_runs_as_reading_would(open);
    lists_places_by_date(open);
    knows_the_latest_at_a_date(open);
    sums_up_usage(open);
    knows_nothing_of_what_is_not_there(open);
    finds_the_longest_phrase(open);
    finds_what_is_left_of_an_altered_quotation(open);
    shows_the_exact_place(open);
    marks_what_is_not_the_text(open);
    tells_the_sets_that_are_announced(open);
    joins_torn_words(open);
    names_documents(open);
    follows_changes_of_the_sources(open);
    refuses_what_has_changed_since(open);
}

/// A folder of files under test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder for this test"));
        for (name, content) in files {
            folder.put(name, content);
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, content: &str) {
        let path = self.file(name);
        let parent = path.parent().expect("a file in a folder");
        fs::create_dir_all(parent).expect("a folder that can be written");
        fs::write(path, content).expect("a folder that can be written");
    }

    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.file(name)).expect("a file of this folder");
    }
}

/// Menus are furniture whatever the source is written in: markup and encoding are gone
/// from the text that a reader is shown, and the zones are those of that text.
fn marks_what_is_not_the_text(open: Open<'_>) {
    let body = "<p>Die Hafenwacht f\u{FC}hrt ein Licht &amp; ein Buch, und sie f\u{FC}hrt beides seit Jahren.</p>";
    let page = format!("<html><body><nav>Startseite Men\u{FC}</nav><main>{body}</main></body></html>");
    let folder = Folder::new(&[("utf8.html", &page)]);
    let latin: Vec<u8> = page.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let wide: Vec<u8> = format!("\u{FEFF}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(folder.file("latin.html"), latin).expect("a folder that can be written");
    fs::write(folder.file("wide.html"), wide).expect("a folder that can be written");
    let corpus = open(folder.path());
    for id in ["utf8", "latin", "wide"] {
        let document = corpus.find(id).expect("a sound corpus").expect("a document");
        let text = corpus.text(document).expect("a readable source");
        let zones = corpus.zones(document).expect("a readable source");
        let furniture = zones.iter().filter(|(_, zone)| *zone == Zone::Furniture);
        let furniture: Vec<&str> = furniture.map(|(span, _)| span.slice(&text).trim()).collect();
        assert_eq!(furniture, ["Startseite Men\u{FC}"], "{id}");
    }
}

/// Each set as "document:line label (about) number items", with "!" where it is not given
/// in full.
fn sets(corpus: &dyn Corpus, label: Option<&str>) -> Vec<String> {
    let label = label.map(|label| SetLabel::parse(label).expect("a label of this test"));
    let drawn = |(document, set): &(DocumentRef, super::AnnouncedSet)| {
        let id = corpus.document(*document).expect("a sound corpus").id.clone();
        let items: Vec<&str> = set.items.iter().map(|item| item.text.as_str()).collect();
        let sign = if set.is_full { "" } else { "!" };
        format!("{id}:{} {} ({}) {}{sign}", set.place.line, set.label, set.about, items.join(" | "))
    };
    corpus.announced_sets(label).expect("a sound corpus").iter().map(drawn).collect()
}

/// Sets that are announced and listed are told with their places, by date; what is page
/// furniture, or merely named, is not. They follow the sources like words do.
fn tells_the_sets_that_are_announced(open: Open<'_>) {
    let later =
        "---\ndate: 2019\n---\n\nWe keep 4 guiding principles of harbour law:\n\n- calm\n- **rope**\n- tea\n- ink\n";
    let folder = Folder::new(&[
        ("later.md", later),
        ("earlier.md", "---\ndate: 2012\n---\n\nThe envoy named four principles: salt, sail, soap and song.\n"),
        ("undated.txt", "Three aims, including docks, crews and ink.\nThe four principles are old.\n"),
        (
            "page.html",
            "<body><nav>three goals: a1, b1 and c1</nav><main><h1>Docks</h1><p>The harbour council met on a long day in spring and heard its crews.</p><p>We have <b>two reasons</b>. First, the docks decay. Second, crews &amp; captains leave.</p></main></body>",
        ),
    ]);
    let corpus = open(folder.path());
    let (salt, calm) = (
        "earlier:5 four principles () salt | sail | soap | song",
        "later:5 4 guiding principles (of harbour law) calm | rope | tea | ink",
    );
    let (docks, crews) = (
        "undated:1 Three aims () docks | crews | ink!",
        "page:1 two reasons () the docks decay | crews & captains leave",
    );
    assert_eq!(sets(&*corpus, None), [salt, calm, crews, docks]);
    assert_eq!(sets(&*corpus, Some("four principles")), [salt, calm]);
    assert_eq!(sets(&*corpus, Some("five principles")), [""; 0]);
    for (document, set) in corpus.announced_sets(None).expect("a sound corpus") {
        let source = fs::read_to_string(&corpus.document(document).expect("a sound corpus").path).expect("a source");
        assert!(
            set.items.iter().all(|item| item.span.slice(&source).contains(&item.text.replace('&', "&amp;"))),
            "{set:?}"
        );
    }
    folder.remove("later.md");
    folder.put("earlier.md", "The envoy named four principles: salt, sail, soap and snow.\n");
    assert_eq!(
        sets(&*open(folder.path()), Some("four principles")),
        ["earlier:1 four principles () salt | sail | soap | snow"]
    );
}

pub(crate) fn words(phrase: &str) -> Vec<WordKey> {
    tokenize(phrase).keys().to_vec()
}

pub(crate) fn count(corpus: &dyn Corpus, phrase: &str) -> usize {
    corpus.count(&words(phrase)).expect("a sound corpus")
}

fn hits(corpus: &dyn Corpus, phrase: &str, limit: usize) -> Vec<Hit> {
    let hits = corpus.attestations(&words(phrase), limit).expect("a sound corpus");
    assert_eq!(hits.total, count(corpus, phrase), "{phrase}: the total is the count");
    hits.places
}

/// The documents of a phrase's places, in order.
pub(crate) fn places(corpus: &dyn Corpus, phrase: &str, limit: usize) -> Vec<String> {
    let id = |hit: Hit| corpus.document(hit.document).expect("a sound corpus").id.clone();
    hits(corpus, phrase, limit).into_iter().map(id).collect()
}

/// The places of a phrase document by document are all of its places.
fn assert_places_by_document(corpus: &dyn Corpus, phrase: &[WordKey]) {
    let mut all = corpus.attestations(phrase, usize::MAX).expect("a sound corpus").places;
    all.sort_unstable();
    let mut documents: Vec<DocumentRef> = all.iter().map(|hit| hit.document).collect();
    documents.dedup();
    assert_eq!(corpus.documents_with(phrase).expect("a sound corpus"), documents, "{phrase:?}");
    let places_in = |document| corpus.places_in(DocumentRef(document), phrase).expect("a sound corpus");
    assert_eq!((0..corpus.len()).flat_map(places_in).collect::<Vec<Hit>>(), all, "{phrase:?}");
}

fn finds_phrases_however_they_are_printed(open: Open<'_>) {
    let folder = Folder::new(&[
        ("a.txt", "China’s  win\u{2011}win co\u{AD}operation is \u{FB01}nal."),
        ("b.txt", "CHINA WIN WIN COOPERATION,\r\nis final"),
        ("c.txt", "china win\nwin\ncooperation (is) \u{200B}Final"),
    ]);
    let corpus = open(folder.path());
    for phrase in ["China's win-win cooperation", "china WIN–WIN co\u{AD}operation is final", "win win"] {
        assert_eq!(places(&*corpus, phrase, 9), ["a", "b", "c"], "{phrase}");
    }
    assert_eq!(count(&*corpus, "win"), 6);
    assert_eq!(count(&*corpus, "cooperation win"), 0, "words in another order");
    assert_eq!(count(&*corpus, "final china"), 0, "words of two documents");
}

/// Every run of up to four words, against a count by reading.
fn counts_as_reading_would(open: Open<'_>) {
    let texts = [
        "to be or not to be that is the question",
        "or not to be",
        "be be be be be",
        "the question that is the question is the question",
        "共同体 and 命运共同体 and 共",
        "to be or not to be that is the question",
        "",
    ];
    let names: Vec<String> = (0..texts.len()).map(|index| format!("{index}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts).collect();
    let folder = Folder::new(&files);
    let corpus = open(folder.path());
    let read: Vec<Vec<WordKey>> = texts.iter().map(|text| words(text)).collect();
    for phrase in (1..=4).flat_map(|len| read.iter().flat_map(move |words| words.windows(len))) {
        let expected: usize = read.iter().map(|words| occurrences(words, phrase)).sum();
        assert_eq!(corpus.count(phrase).expect("a sound corpus"), expected, "{phrase:?}");
        let hits = corpus.attestations(phrase, 1000).expect("a sound corpus");
        assert!(hits.total == expected && hits.places.len() == expected);
        for hit in &hits.places {
            let there = corpus.words(hit.document, hit.word..hit.word + hit.len).expect("a sound corpus");
            assert_eq!(there, phrase);
        }
        assert!(hits.places.windows(2).all(|pair| pair[0] < pair[1]), "each place once, by document and word");
        assert_places_by_document(&*corpus, phrase);
    }
    assert_places_by_document(&*corpus, &[]);
}

/// Every run of a query in words of two letters, against all runs there are.
fn finds_all_runs_as_reading_would(open: Open<'_>) {
    let texts = ["a b a b b a a", "b b b a b", "a a a a", "c a b c a b a c", "b c b"];
    let names: Vec<String> = (0..texts.len()).map(|index| format!("{index}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts).collect();
    let folder = Folder::new(&files);
    let corpus = open(folder.path());
    let read: Vec<Vec<WordKey>> = texts.iter().map(|text| words(text)).collect();
    let is_attested = |run: &[WordKey]| read.iter().any(|words| occurrences(words, run) > 0);
    for query in ["a b b b a x c a b a b b", "b a c b a a a a b c b c a", "c c c", "x a x", "a b a b b a a b b b a b"] {
        let query = words(query);
        let runs: Vec<_> = (0..query.len())
            .flat_map(|start| (start + 1..=query.len()).map(move |end| start..end))
            .filter(|run| is_attested(&query[run.clone()]))
            .collect();
        let is_maximal = |run: &&std::ops::Range<usize>| {
            !runs.iter().any(|other| other != *run && other.start <= run.start && run.end <= other.end)
        };
        let expected: Vec<_> = runs.iter().filter(is_maximal).cloned().collect();
        let found = corpus.maximal_matches(&query, 1, 99).expect("a sound corpus");
        assert_eq!(found.into_iter().map(|(run, _)| run.words).collect::<Vec<_>>(), expected);
        for around in 0..query.len() {
            let holding = runs.iter().filter(|run| run.contains(&around));
            let expected = holding.min_by_key(|run| (std::cmp::Reverse(run.len()), run.start)).cloned();
            let found = corpus.longest_phrase(&query, around).expect("a sound corpus");
            assert_eq!(found.map(|phrase| phrase.words), expected);
        }
    }
}

pub(crate) fn occurrences(words: &[WordKey], phrase: &[WordKey]) -> usize {
    words.windows(phrase.len()).filter(|window| *window == phrase).count()
}

fn dated(publisher: &str, date: &str, text: &str) -> String {
    format!("---\npublisher: {publisher}\ndate: {date}\n---\n\n{text}\n")
}

fn dated_folder() -> Folder {
    Folder::new(&[
        ("undated.txt", "A shared harvest, again a shared harvest."),
        ("late.md", &dated("Harbour News", "2017-10-18", "A shared harvest.")),
        ("month.md", &dated("Harbour News", "2017-10", "A shared harvest.")),
        ("early.md", &dated("The Ledger", "1999-02-03", "A shared harvest.")),
        ("year.md", &dated("The Ledger", "2017", "Their shared harvest.")),
    ])
}

fn lists_places_by_date(open: Open<'_>) {
    let folder = dated_folder();
    let corpus = open(folder.path());
    let all = ["early", "year", "month", "late", "undated", "undated"];
    assert_eq!(places(&*corpus, "shared harvest", 9), all);
    for limit in 0..=all.len() {
        // The undated go first, then the middle of the dated.
        let (dated, undated) = (limit.min(4), limit.saturating_sub(4));
        let (first, last) = (dated.div_ceil(2), dated / 2);
        let expected = [&all[..first], &all[4 - last..4], &all[4..4 + undated]].concat();
        assert_eq!(places(&*corpus, "shared harvest", limit), expected, "the earliest and the latest of {limit}");
    }
}

fn knows_the_latest_at_a_date(open: Open<'_>) {
    let folder = dated_folder();
    let corpus = open(folder.path());
    let latest = |until: &str, limit| -> Vec<String> {
        let until = until.parse().expect("a date");
        let hits = corpus.latest(&words("shared harvest"), until, limit).expect("a sound corpus");
        hits.into_iter().map(|hit| corpus.document(hit.document).expect("a document").id.clone()).collect()
    };
    assert_eq!(latest("2026", 9), ["late", "month", "year", "early"]);
    assert_eq!(latest("2026", 1), ["late"]);
    assert_eq!(latest("2017-10-01", 2), ["month", "year"], "a month that has begun counts");
    assert_eq!(latest("2016", 9), ["early"]);
    assert_eq!(latest("1998", 9), [""; 0]);
}

fn sums_up_usage(open: Open<'_>) {
    let folder = dated_folder();
    let corpus = open(folder.path());
    let usage = corpus.usage(&words("a shared harvest")).expect("a sound corpus");
    assert_eq!((usage.total, usage.documents), (5, 4));
    let by_year: Vec<_> = usage.by_year.into_iter().collect();
    assert_eq!(by_year, [(None, 2), (Some(1999), 1), (Some(2017), 2)]);
    let by_publisher: Vec<_> = usage.by_publisher.into_iter().collect();
    let named = |name: &str, count| (Some(name.to_owned()), count);
    assert_eq!(by_publisher, [(None, 2), named("Harbour News", 2), named("The Ledger", 1)]);
}

fn knows_nothing_of_what_is_not_there(open: Open<'_>) {
    for folder in [Folder::new(&[]), Folder::new(&[("a.txt", "one two three")])] {
        let corpus = open(folder.path());
        for phrase in ["", "absent", "one absent", "three one", "one two three four"] {
            assert_eq!(places(&*corpus, phrase, 9), [""; 0], "{phrase:?}");
            assert_eq!(corpus.usage(&words(phrase)).expect("a sound corpus").total, 0, "{phrase:?}");
        }
        assert_eq!(corpus.longest_phrase(&[], 0).expect("a sound corpus"), None);
        assert_eq!(corpus.longest_phrase(&words("absent"), 0).expect("a sound corpus"), None);
        assert_eq!(corpus.longest_phrase(&words("one"), 1).expect("a sound corpus"), None, "beyond the words");
        assert_eq!(corpus.maximal_matches(&words("absent"), 1, 9).expect("a sound corpus"), []);
        assert_eq!(corpus.find("absent").expect("a sound corpus"), None);
        assert!(corpus.document(DocumentRef(corpus.len())).is_err());
        let beyond = Hit { document: DocumentRef(0), word: u32::MAX, len: u32::MAX };
        assert!(corpus.passage(beyond).is_err());
        assert_eq!(corpus.is_empty(), corpus.document(DocumentRef(0)).is_err());
    }
}

fn finds_the_longest_phrase(open: Open<'_>) {
    let folder = Folder::new(&[
        ("a.txt", "we build a community of all rivers"),
        ("b.txt", "they build a community of some towns and of all rivers"),
    ]);
    let corpus = open(folder.path());
    let cases = [
        ("let us build a community of some rivers", 4, Some(("build a community of some", 1))),
        ("let us build a community of some rivers", 7, Some(("rivers", 2))),
        ("let us build a community of some rivers", 1, None),
        ("build a community", 1, Some(("build a community", 2))),
        // Two of the same length: the left one.
        ("towns and of community of", 2, Some(("towns and of", 1))),
        ("some towns of all", 2, Some(("of all", 2))),
    ];
    for (query, around, expected) in cases {
        let found = corpus.longest_phrase(&words(query), around).expect("a sound corpus");
        let query: Vec<&str> = query.split(' ').collect();
        let found = found.map(|phrase| (query[phrase.words].join(" "), phrase.total));
        assert_eq!(found, expected.map(|(words, total)| (words.to_owned(), total)), "{query:?} at {around}");
    }
}

fn finds_what_is_left_of_an_altered_quotation(open: Open<'_>) {
    let folder = Folder::new(&[
        ("a.txt", "in time we shall build a bridge that no flood can carry away"),
        ("b.txt", "no flood can carry it, we shall build"),
    ]);
    let corpus = open(folder.path());
    let query = "we shall build the bridge that no flood can carry away";
    let found = |min_len, cap| -> Vec<(String, usize, usize)> {
        let matches = corpus.maximal_matches(&words(query), min_len, cap).expect("a sound corpus");
        let split: Vec<&str> = query.split(' ').collect();
        matches.into_iter().map(|(run, places)| (split[run.words].join(" "), run.total, places.len())).collect()
    };
    let tail = ("bridge that no flood can carry away".to_owned(), 1, 1);
    assert_eq!(found(3, 9), [("we shall build".to_owned(), 2, 2), tail.clone()]);
    assert_eq!(found(3, 1), [("we shall build".to_owned(), 2, 1), tail.clone()]);
    assert_eq!(found(4, 9), [tail]);
}

/// The source bytes of each place of a phrase, and where they begin and end.
fn exact(corpus: &dyn Corpus, folder: &Folder, phrase: &str) -> Vec<(String, Place, Place)> {
    let exact = hits(corpus, phrase, 99).into_iter().map(|hit| {
        let passage = corpus.passage(hit).expect("an unchanged source");
        let text = corpus.text(hit.document).expect("an unchanged source");
        let in_text = corpus.span_in_text(hit).expect("an unchanged source");
        assert_eq!(words(in_text.slice(&text)), words(phrase), "the bytes of the text");
        assert_eq!(words(passage.words.slice(&passage.text)), words(phrase), "the words in {:?}", passage.text);
        assert!(passage.document.path.starts_with(folder.path()));
        let source = fs::read_to_string(&passage.document.path).expect("a file of this test");
        (passage.span.slice(&source).to_owned(), passage.start, passage.end)
    });
    exact.collect()
}

fn shows_the_exact_place(open: Open<'_>) {
    let place = |line, column| Place { line, column };
    let cases = [
        ("one two three", "two", "two", place(1, 5), place(1, 8)),
        ("a line\r\nand é two  words\r\n", "two words", "two  words", place(2, 7), place(2, 17)),
        ("\u{FEFF}two words", "two words", "two words", place(1, 1), place(1, 10)),
        ("一句。\n人类命运共同体", "命运共同体", "命运共同体", place(2, 3), place(2, 8)),
        ("😀 «China’s» two\n words", "china two words", "China’s» two\n words", place(1, 4), place(2, 7)),
    ];
    for (content, phrase, bytes, start, end) in cases {
        let folder = Folder::new(&[("a.txt", content)]);
        let corpus = open(folder.path());
        let found = exact(&*corpus, &folder, phrase);
        // A byte order mark is no character of the text, and may or may not be one of the first column.
        let start = if content.starts_with('\u{FEFF}') { found[0].1 } else { start };
        let end = if content.starts_with('\u{FEFF}') { found[0].2 } else { end };
        assert_eq!(found.iter().map(|found| (found.1, found.2)).collect::<Vec<_>>(), [(start, end)], "{content:?}");
        if !content.starts_with('\u{FEFF}') {
            assert_eq!(found[0].0, bytes, "{content:?}");
        }
    }
    let folder = Folder::new(&[("a.txt", "First one. We say\nthat it  holds. Last one.")]);
    let corpus = open(folder.path());
    let passage = corpus.passage(hits(&*corpus, "that it", 1)[0]).expect("an unchanged source");
    assert_eq!(passage.text, "We say that it holds.", "the sentence as readers see it");
    assert!(corpus.text(passage_document(&*corpus)).expect("an unchanged source").contains("We say\nthat it  holds."));
}

fn passage_document(corpus: &dyn Corpus) -> DocumentRef {
    corpus.find("a").expect("a sound corpus").expect("a document of this test")
}

fn joins_torn_words(open: Open<'_>) {
    let folder = Folder::new(&[
        ("a.txt", "A win-win and harmo-nious world, a harmo-\nnious world order."),
        ("b.txt", "a harmonious world"),
    ]);
    let corpus = open(folder.path());
    assert_eq!(places(&*corpus, "harmonious world", 9), ["a", "a", "b"]);
    assert_eq!(places(&*corpus, "harmo-nious world", 9), ["a", "a", "b"], "asked for as it is printed");
    assert_places_by_document(&*corpus, &words("harmo-nious world"));
    assert_eq!(count(&*corpus, "a win win and harmonious world a harmonious world order"), 1);
    let place = |line, column| Place { line, column };
    let passages = hits(&*corpus, "harmonious world order", 9);
    let after = corpus.words(passages[0].document, passages[0].word + 1..u32::MAX).expect("a sound corpus");
    assert_eq!(after, words("world order"), "words are counted as hits count them");
    let counted = corpus.counted(passages[0].document, &words("a harmo-nious win-win")).expect("a sound corpus");
    assert_eq!(counted, words("a harmonious win-win"), "words of a query are counted alike");
    let passage = corpus.passage(passages[0]).expect("an unchanged source");
    let source = fs::read_to_string(folder.file("a.txt")).expect("a file of this test");
    assert_eq!(passage.span.slice(&source), "harmo-\nnious world order");
    assert_eq!((passage.start, passage.end), (place(1, 36), place(2, 18)));
    let found = corpus.longest_phrase(&words("this harmo-nious world order"), 2).expect("a sound corpus");
    assert_eq!(found.map(|phrase| (phrase.words, phrase.total)), Some((1..5, 1)), "in words of the query");
}

fn names_documents(open: Open<'_>) {
    let folder = Folder::new(&[
        ("x/speech.txt", "one"),
        ("y/speech.txt", "two"),
        ("y/note.txt", "three"),
        ("twin.txt", "four"),
        ("twin.md", "five"),
    ]);
    let corpus = open(folder.path());
    assert_eq!(corpus.len(), 5);
    let mut ids: Vec<String> =
        (0..5).map(|at| corpus.document(DocumentRef(at)).expect("it is there").id.clone()).collect();
    ids.sort();
    assert_eq!(ids, ["twin.md", "twin.txt", "x/speech", "y/note", "y/speech"]);
    let path = folder.file("y/speech.txt");
    let cases = [
        ("x/speech", Some("x/speech")),
        (path.to_str().expect("a plain path"), Some("y/speech")),
        ("note", Some("y/note")),
        ("speech", None),
        ("twin", None),
        ("twin.md", Some("twin.md")),
        ("", None),
    ];
    for (name, expected) in cases {
        let found = corpus.find(name).expect("a sound corpus");
        let found = found.map(|document| corpus.document(document).expect("it is there").id.clone());
        assert_eq!(found.as_deref(), expected, "{name}");
    }
}

fn follows_changes_of_the_sources(open: Open<'_>) {
    let folder = Folder::new(&[("a.txt", "the old wording"), ("b.txt", "the old wording"), ("c.txt", "else")]);
    assert_eq!(places(&*open(folder.path()), "old wording", 9), ["a", "b"]);
    folder.put("a.txt", "the new wording");
    folder.remove("b.txt");
    folder.put("d.txt", "a brand new wording");
    let corpus = open(folder.path());
    assert_eq!(count(&*corpus, "old wording"), 0);
    assert_eq!(places(&*corpus, "new wording", 9), ["a", "d"]);
    assert_places_by_document(&*corpus, &words("new wording"));
    assert_places_by_document(&*corpus, &words("old wording"));
    assert_eq!(corpus.longest_phrase(&words("the old"), 1).expect("a sound corpus"), None, "gone with its documents");
    assert_eq!((corpus.len(), corpus.find("b").expect("a sound corpus")), (3, None));
    assert_eq!(exact(&*corpus, &folder, "new wording").len(), 2);
}

fn refuses_what_has_changed_since(open: Open<'_>) {
    let folder =
        Folder::new(&[("a.txt", "some words here"), ("b.txt", "some words here"), ("c.txt", "some words here")]);
    let corpus = open(folder.path());
    let places = hits(&*corpus, "some words", 9);
    assert!(places.iter().all(|&hit| corpus.passage(hit).is_ok()));
    folder.put("a.txt", "quite another thing");
    folder.put("b.txt", "some words here and there");
    folder.remove("c.txt");
    assert!(matches!(corpus.passage(places[0]), Err(CorpusError::Stale(path)) if path == folder.file("a.txt")));
    assert!(corpus.passage(places[1]).is_ok(), "the words are still there");
    assert!(matches!(corpus.passage(places[2]), Err(CorpusError::Unreadable { .. })));
}
