//! The life of an index: growing, merging, stopping at any moment, damage, readers and
//! writers at once. What it answers is held by the conformance suite.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::durable::stop_after;
use super::sources::Stamp;
use super::{Patience, Progress, Sources};
use crate::corpus::conformance::{Folder, count, occurrences, places, words};
use crate::corpus::{Corpus, CorpusError, DocumentRef, Hit, Index, Update, Usage};

fn sources(folder: &Folder) -> Sources {
    Sources::new(vec![folder.path().to_owned()], &[], 1000).expect("no glob")
}

fn index_folder(folder: &Folder) -> PathBuf {
    folder.file(".index")
}

fn try_update(folder: &Folder) -> Result<Update, CorpusError> {
    Index::update(&index_folder(folder), &sources(folder), Patience::Wait, &|_| {})
}

fn update(folder: &Folder) -> Update {
    try_update(folder).expect("a folder that can be written")
}

fn open(folder: &Folder) -> Index {
    Index::open(&index_folder(folder)).expect("a sound index").expect("an index")
}

fn files_of(folder: &Folder, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(index_folder(folder)).expect("the folder of the index");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.to_str().expect("a plain path").ends_with(ending));
    files.sort();
    files
}

#[test]
fn an_update_without_changes_changes_nothing() {
    let folder = Folder::new(&[("a.txt", "one two"), ("b.txt", "two three")]);
    assert!(update(&folder).changed);
    let index = open(&folder);
    assert!(!update(&folder).changed);
    assert!(index.is_current());
    folder.put("a.txt", "one two");
    assert!(!update(&folder).changed, "written again with the same content");
    folder.put("a.txt", "one six");
    assert!(update(&folder).changed, "changed without a change of its size");
    assert!(!index.is_current());
}

#[test]
fn a_reader_keeps_its_generation() {
    let folder = Folder::new(&[("a.txt", "the old words"), ("b.txt", "the old words")]);
    update(&folder);
    let before = open(&folder);
    folder.put("a.txt", "the new words");
    folder.remove("b.txt");
    update(&folder);
    assert_eq!((count(&before, "old words"), count(&before, "new words")), (2, 0));
    assert_eq!((count(&open(&folder), "old words"), count(&open(&folder), "new words")), (0, 1));
    assert_eq!(files_of(&folder, ".segment").len(), 1, "what nobody needs is removed");
    assert_eq!(files_of(&folder, ".files").len(), 1);
}

#[test]
fn files_that_are_no_documents_are_reported_each_time() {
    let folder = Folder::new(&[("a.txt", "one"), ("b.txt", "\0\0\0\0"), ("c.exe", "x")]);
    folder.put("big.txt", &"word ".repeat(1000));
    for _ in 0..3 {
        let names: Vec<PathBuf> = update(&folder).notices.into_iter().map(|notice| notice.path).collect();
        assert_eq!(names, ["b.txt", "big.txt", "c.exe"].map(|name| folder.file(name)));
    }
    folder.put("b.txt", "now a text");
    assert_eq!(update(&folder).notices.len(), 2);
    assert_eq!(count(&open(&folder), "now a text"), 1);
}

#[test]
fn another_name_in_the_way_changes_both_ids() {
    let folder = Folder::new(&[("a.txt", "some words")]);
    assert_eq!(places(&update(&folder).index, "some words", 9), ["a"]);
    folder.put("a.md", "some words");
    assert_eq!(places(&update(&folder).index, "some words", 9), ["a.md", "a.txt"]);
}

#[test]
fn a_writer_need_not_wait_for_another() {
    let folder = Folder::new(&[("a.txt", "one")]);
    update(&folder);
    let lock = File::create(index_folder(&folder).join("lock")).expect("the lock");
    lock.lock().expect("nobody else writes");
    folder.put("a.txt", "two");
    let update = Index::update(&index_folder(&folder), &sources(&folder), Patience::Now, &|_| {});
    let update = update.expect("the current generation");
    assert!(!update.changed);
    assert_eq!(count(&update.index, "one"), 1);
}

#[test]
fn a_stop_at_any_step_leaves_the_old_or_the_new_generation() {
    let mut stops = 0;
    for steps in 0.. {
        let folder = Folder::new(&[("a.txt", "the old words"), ("b.txt", "the old words"), ("c.txt", "else")]);
        update(&folder);
        folder.put("a.txt", "the new words");
        folder.put("b.txt", "the new words");
        stop_after(Some(steps));
        let result = try_update(&folder);
        stop_after(None);
        let index = open(&folder);
        let found = (count(&index, "old words"), count(&index, "new words"));
        assert!(found == (2, 0) || found == (0, 2), "{found:?} after {steps} steps");
        index.verify().expect("whole files");
        assert_eq!(count(&update(&folder).index, "new words"), 2, "the next update mends it");
        assert!(files_of(&folder, ".part").is_empty());
        stops += usize::from(result.is_err());
        // A stop while files are removed is no failure; it only leaves them behind.
        if result.is_ok_and(|_| steps > stops + 4) {
            break;
        }
    }
    assert!(stops > 10, "{stops}");
}

#[test]
fn an_index_that_cannot_be_used_is_built_anew_with_a_notice() {
    for ending in ["manifest", ".files", ".segment"] {
        for damage in [0, 1, 2] {
            let folder = Folder::new(&[("a.txt", "some words")]);
            update(&folder);
            let file = &files_of(&folder, ending)[0];
            let mut bytes = fs::read(file).expect("a file of the index");
            match damage {
                0 => bytes.truncate(bytes.len() / 2),
                1 => bytes[20] ^= 1,
                _ => fs::remove_file(file).expect("a file of the index"),
            }
            if damage < 2 {
                fs::write(file, bytes).expect("a folder that can be written");
            }
            let update = update(&folder);
            let is_noticed = update.notices.iter().any(|notice| notice.reason.ends_with("it is built anew"));
            assert_eq!(is_noticed, (ending, damage) != ("manifest", 2), "{ending} {damage}: {:?}", update.notices);
            assert_eq!(count(&update.index, "some words"), 1, "{ending} {damage}");
        }
    }
}

#[test]
fn damage_that_opening_does_not_see_is_found_by_verifying() {
    let folder = Folder::new(&[("a.txt", "some words")]);
    update(&folder);
    let file = &files_of(&folder, ".segment")[0];
    let mut bytes = fs::read(file).expect("a file of the index");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(file, bytes).expect("a folder that can be written");
    let index = open(&folder);
    assert!(matches!(index.verify(), Err(CorpusError::Index { .. })));
    Index::discard(&index_folder(&folder)).expect("a folder that can be written");
    assert!(!index.is_current());
    update(&folder).index.verify().expect("a sound index");
}

/// Asks everything of an index, whatever it answers.
fn ask_everything(index: &Index) {
    let query = words("one two one three harmo-nious words");
    for around in 0..query.len() {
        let _ = index.longest_phrase(&query, around);
    }
    for phrase in query.windows(2) {
        let _ = (index.count(phrase), index.usage(phrase));
        for hit in index.attestations(phrase, 9).map(|hits| hits.places).unwrap_or_default() {
            let _ = index.passage(hit);
        }
    }
    let _ = index.announced_sets(None);
    let _ = (index.maximal_matches(&query, 1, 9), index.find("a"), index.verify());
    for document in 0..=index.len() {
        let _ = (index.document(DocumentRef(document)), index.text(DocumentRef(document)));
        let _ = index.passage(Hit { document: DocumentRef(document), word: 1, len: 2 });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn garbage_in_the_large_sections_is_survived(damage in proptest::collection::vec((0_usize..400, 1_u8..), 1..40)) {
        let folder = Folder::new(&[
            ("a.txt", "one two one three one two harmo-nious words"),
            ("b.txt", "one two one two one two harmonious words"),
            ("c.txt", "else"),
        ]);
        update(&folder);
        folder.remove("c.txt");
        update(&folder);
        let file = &files_of(&folder, ".segment")[0];
        let mut bytes = fs::read(file).expect("a file of the index");
        let len = bytes.len();
        // Words and suffixes are the last sections of the file.
        for (at, bits) in damage {
            bytes[len - 1 - at] ^= bits;
        }
        fs::write(file, bytes).expect("a folder that can be written");
        if let Ok(Some(index)) = Index::open(&index_folder(&folder)) {
            ask_everything(&index);
        }
    }
}

/// A change of the sources: which file, and its new words, if it stays.
type Change = (usize, Option<Vec<u8>>);

fn text_of(words: &[u8]) -> String {
    let names = ["one", "two", "three", "four"];
    words.iter().map(|&word| names[usize::from(word) % names.len()]).collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5))]

    #[test]
    fn an_index_that_grew_answers_as_reading_would(
        changes in proptest::collection::vec(
            (0_usize..14, proptest::option::weighted(0.9, proptest::collection::vec(0_u8..4, 1..12))), 25,
        ),
    ) {
        let folder = Folder::new(&[]);
        let mut texts: Vec<Option<String>> = vec![None; 14];
        let queries = ["one two", "two two three", "four", "three one four"].map(words);
        for (file, content) in changes as Vec<Change> {
            let name = format!("{file:02}.txt");
            match (&content, &texts[file]) {
                (Some(content), _) => folder.put(&name, &text_of(content)),
                (None, Some(_)) => folder.remove(&name),
                (None, None) => {}
            }
            texts[file] = content.as_deref().map(text_of);
            let index = update(&folder).index;
            let read: Vec<_> = texts.iter().flatten().map(|text| words(text)).collect();
            prop_assert_eq!(index.len() as usize, read.len());
            for query in &queries {
                let expected: usize = read.iter().map(|words| occurrences(words, query)).sum();
                prop_assert_eq!(index.count(query).expect("a sound index"), expected);
                let hits = index.attestations(query, 999).expect("a sound index").places;
                prop_assert_eq!(hits.len(), expected);
                prop_assert!(hits.is_sorted(), "documents stand in order of id");
                prop_assert!(hits.iter().all(|&hit| index.passage(hit).is_ok()));
                let few = index.attestations(query, 3).expect("a sound index").places;
                let middle = 2.min(expected)..expected.saturating_sub(1).max(2.min(expected));
                let outer: Vec<Hit> =
                    (0..expected).filter(|at| expected <= 3 || !middle.contains(at)).map(|at| hits[at]).collect();
                prop_assert_eq!(few, outer);
            }
        }
        prop_assert!(files_of(&folder, ".segment").len() <= 8);
    }
}

#[test]
fn a_new_generation_is_there_before_segments_are_merged() {
    let folder = Folder::new(&[]);
    for file in 0..8 {
        folder.put(&format!("{file}.txt"), "some words");
        update(&folder);
    }
    assert_eq!(files_of(&folder, ".segment").len(), 8);
    folder.put("8.txt", "some words");
    let seen = std::sync::Mutex::new(Vec::new());
    let progress = |progress: Progress| {
        if let Progress::Current(_) = progress {
            seen.lock().expect("one thread at a time").push(count(&open(&folder), "some words"));
        }
    };
    Index::update(&index_folder(&folder), &sources(&folder), Patience::Wait, &progress).expect("a sound index");
    assert_eq!(seen.into_inner().expect("one thread at a time"), [9, 9]);
    assert!(files_of(&folder, ".segment").len() < 8);
}

#[test]
fn merging_keeps_torn_words_joined() {
    let folder = Folder::new(&[("a.txt", "harmonious harmo-nious")]);
    update(&folder);
    for file in 0..9 {
        folder.put(&format!("{file}.txt"), "a harmo-nious world");
        update(&folder);
    }
    let index = open(&folder);
    assert_eq!(count(&index, "harmonious world"), 9);
    let hits = index.attestations(&words("harmo-nious world"), 99).expect("a sound index").places;
    assert!(hits.len() == 9 && hits.iter().all(|&hit| index.passage(hit).is_ok()));
}

#[test]
fn a_stamp_is_of_the_file() {
    let folder = Folder::new(&[("a.txt", "one")]);
    let stamp = |path: &Path| Stamp::of(&fs::metadata(path).expect("a file of this test"));
    assert_eq!(stamp(&folder.file("a.txt")).size, 3);
    assert!(stamp(&folder.file("a.txt")).changed > 0);
}

#[test]
fn a_corpus_without_a_word_answers_everything_with_nothing() {
    for files in [&[][..], &[("a.txt", "... --- ...")], &[("a.txt", ""), ("b.txt", " \n")]] {
        let folder = Folder::new(files);
        assert!(update(&folder).changed, "the first generation");
        let index = update(&folder).index;
        ask_everything(&index);
        index.verify().expect("a sound index");
        assert_eq!((count(&index, "a word"), places(&index, "a word", 9)), (0, Vec::new()));
        assert_eq!(index.usage(&words("a word")).expect("a sound index"), Usage::default());
        folder.put("c.txt", "a word");
        assert_eq!(count(&update(&folder).index, "a word"), 1, "it grows all the same");
    }
}

#[test]
fn the_last_document_may_go() {
    let folder = Folder::new(&[("a.txt", "a word")]);
    update(&folder);
    folder.remove("a.txt");
    let update = update(&folder);
    assert!(update.changed && update.index.is_empty());
    assert_eq!(count(&update.index, "a word"), 0);
    assert!(files_of(&folder, ".segment").is_empty());
}

/// A clock that is wrong, or too coarse, hides no change: only a file that was left
/// alone for a while when it was looked at last is believed by size and time.
#[test]
fn a_change_is_seen_whatever_the_clock_says() {
    use std::time::{Duration, SystemTime};
    let new = Folder::new(&[]);
    let now = fs::metadata(new.path()).and_then(|metadata| metadata.modified()).expect("a new folder");
    let hour = Duration::from_hours(1);
    for time in [now, now + hour, now + 1000 * hour, SystemTime::UNIX_EPOCH] {
        let folder = Folder::new(&[]);
        let put = |content: &str, time: SystemTime| {
            folder.put("a.txt", content);
            let file = File::options().append(true).open(folder.file("a.txt")).expect("a file of this test");
            file.set_modified(time).expect("a file of this test");
        };
        put("one two", time);
        update(&folder);
        assert!(!update(&folder).changed, "{time:?}");
        // As long as before; of a file from long ago the time must differ.
        let is_old = time == SystemTime::UNIX_EPOCH;
        put("two one", if is_old { time + hour } else { time });
        assert!(update(&folder).changed, "{time:?}");
        assert_eq!(count(&open(&folder), "two one"), 1);
        put("one two", time);
        assert!(update(&folder).changed, "a time that goes back, {time:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_told_and_stops_nothing() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new(&[("a.txt", "a word")]);
    let odd = folder.path().join(OsStr::from_bytes(b"\xFF.txt"));
    fs::write(&odd, "a word").expect("a folder that can be written");
    fs::create_dir(folder.path().join(OsStr::from_bytes(b"\xFE"))).expect("a folder that can be written");
    let update = update(&folder);
    assert_eq!(count(&update.index, "a word"), 1);
    let told: Vec<_> = update.notices.iter().map(|notice| (&notice.path, notice.reason.as_str())).collect();
    assert_eq!(told, [(&odd, "its name is not UTF-8")]);
}

#[test]
fn a_source_that_has_grown_too_large_is_not_read() {
    let folder = Folder::new(&[("a.txt", "some words")]);
    let index = update(&folder).index;
    let hit = index.attestations(&words("some words"), 1).expect("a sound index").places[0];
    let file = File::options().write(true).open(folder.file("a.txt")).expect("a file of this test");
    file.set_len(crate::corpus::read::MAX_BYTES + 1).expect("a sparse file");
    assert!(matches!(index.passage(hit), Err(CorpusError::Unreadable { .. })));
}
