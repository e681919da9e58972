//! Termbases loaded from files: every fault is told with its place, and only what
//! is faulty is left out.

use std::path::{Path, PathBuf};

use glossator::termbase::{Fault, FaultKind, Termbase};
use glossator::text::tokenize;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/termbase-faults").join(name)
}

/// The faults as lines "line:column kind message".
fn told(faults: &[Fault]) -> Vec<String> {
    let root = format!("{}/", fixture("x").parent().expect("the folder of the fixtures").display());
    let line = |fault: &Fault| {
        let message = fault.message.replace(&root, "");
        format!("{}:{} {:?} {message}; {}", fault.place.line, fault.place.column, fault.kind, fault.mend)
    };
    faults.iter().map(line).collect()
}

fn terms(termbase: &Termbase) -> Vec<&str> {
    termbase.concepts().iter().flat_map(|concept| concept.terms.iter().map(|term| term.text.as_str())).collect()
}

#[test]
fn tells_every_fault_of_a_file_in_order() {
    let (termbase, faults) = Termbase::load(&[fixture("concepts.toml")]);
    let told = told(&faults);
    let expected = include_str!("../fixtures/termbase-faults/concepts.txt");
    assert_eq!(told, expected.lines().collect::<Vec<_>>());
    assert_eq!(terms(&termbase), ["community with a shared future", "mutual benefit"]);
    let ids: Vec<&str> = termbase.concepts().iter().map(|concept| concept.id.as_str()).collect();
    assert_eq!(ids, ["shared-future", "cooperation", "old", "older"]);
    assert!(termbase.concepts().iter().all(|concept| concept.replaced_by.is_none()));
    assert_eq!(termbase.concepts()[1].notes, ["one note"]);
}

#[test]
fn tells_every_fault_of_sets_people_offices_and_events() {
    let (termbase, faults) = Termbase::load(&[fixture("named.toml")]);
    let expected = include_str!("../fixtures/termbase-faults/named.txt");
    assert_eq!(told(&faults), expected.lines().collect::<Vec<_>>());
    let sets: Vec<&str> = termbase.sets().iter().map(|set| set.id.as_str()).collect();
    assert_eq!(sets, ["harbour-principles", "half-known", "replaced", "this", "here", "there"]);
    let [principles, half, others @ ..] = termbase.sets() else { panic!("two sets load") };
    assert_eq!((principles.count, principles.is_complete, principles.items[1].wordings.len()), (4, true, 2));
    assert_eq!((half.count, half.is_complete, half.items.len()), (6, false, 1));
    assert!(others.iter().all(|set| set.count == 3 && set.replaced_by.is_none()));
    assert_eq!(others[1].labels, ["this"]);
    assert_eq!(termbase.people().len(), 1);
    let [minister] = termbase.offices() else { panic!("one office loads") };
    assert_eq!(minister.holders.len(), 1);
    let [forum, day] = termbase.events() else { panic!("two events load") };
    assert_eq!((forum.editions.len(), day.editions.len()), (1, 0));
}

#[test]
fn a_syntax_error_leaves_out_its_concept_only() {
    let (termbase, faults) = Termbase::load(&[fixture("syntax.toml")]);
    assert_eq!(terms(&termbase), ["sound term", "shared future"]);
    assert_eq!((faults[0].kind, faults[0].place.line), (FaultKind::Syntax, 8));
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let files = [fixture("nowhere.toml"), fixture("syntax.toml")];
    let (termbase, faults) = Termbase::load(&files);
    assert_eq!(faults[0].kind, FaultKind::Unreadable);
    assert_eq!(terms(&termbase).len(), 2);
    assert_eq!(termbase.files(), files);
}

#[test]
fn terms_of_other_files_clash_and_name_the_other_place() {
    let concept = |id: &str, text: &str| format!("[[concept]]\nid = \"{id}\"\n[[concept.term]]\ntext = \"{text}\"\n");
    let sources = vec![
        ("a.toml".into(), concept("one", "shared future")),
        ("b.toml".into(), concept("two", "Shared Future") + &concept("one", "other")),
    ];
    let (termbase, faults) = Termbase::parse(sources);
    let kinds: Vec<_> = faults.iter().map(|fault| (fault.kind, fault.path.to_str(), fault.place.line)).collect();
    assert_eq!(kinds, [(FaultKind::SharedTerm, Some("b.toml"), 4), (FaultKind::DuplicateId, Some("b.toml"), 6)]);
    let other = faults[0].other.as_ref().map(|(path, place)| (path.to_str(), place.line, place.column));
    assert_eq!(other, Some((Some("a.toml"), 4, 8)));
    assert_eq!(terms(&termbase), ["shared future"]);
}

#[test]
fn abbreviations_may_differ_in_letter_case_alone() {
    let source = "[[concept]]\nid = \"who\"\n[[concept.term]]\ntext = \"WHO\"\nexact-case = true\n\
                  [[concept]]\nid = \"pronoun\"\n[[concept.term]]\ntext = \"Who\"\nexact-case = true\n";
    let (termbase, faults) = Termbase::parse(vec![("a.toml".into(), source.into())]);
    assert_eq!(faults, []);
    let text = "Ask WHO or Who.";
    let found = termbase.matcher().find(text, &tokenize(text));
    let ids: Vec<_> = found.iter().filter_map(|hit| Some(termbase.concept(hit.concept)?.id.as_str())).collect();
    assert_eq!(ids, ["who", "pronoun"]);
}

#[test]
fn any_text_loads_without_panic() {
    for text in
        ["", "\u{FEFF}", "concept = 3", "[concept]\nid=\"a\"", "[[concept]]", "[[concept]]\nterm = [1, {}]", "]"]
    {
        let (termbase, _) = Termbase::parse(vec![("a.toml".into(), text.into())]);
        assert!(termbase.concepts().is_empty(), "{text:?}");
    }
}

#[test]
fn a_file_cut_off_anywhere_keeps_its_faults_in_place() {
    let whole = include_str!("../fixtures/termbase-faults/concepts.toml");
    for (end, cut) in (0..whole.len()).step_by(5).filter_map(|end| Some((end, whole.get(..end)?))) {
        let (_, faults) = Termbase::parse(vec![("a.toml".into(), cut.to_owned())]);
        let lines = cut.lines().count().max(1);
        for fault in faults {
            assert!(fault.span.end <= end && fault.place.line <= lines + 1, "{fault} in {end} bytes");
        }
    }
}
