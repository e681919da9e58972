//! What the program says where something is wrong with the files it is given.

use std::process::Stdio;

use super::support::{Project, Run, SETTINGS, TERMS};

const DATED: &str = "---\ndate: 2024-05-01\n---\n\nWe keep a common harbour watch.\n";

fn with_sources(drafts: &[(&str, &str)]) -> Project {
    let project = Project::with_terms(drafts);
    project.write("sources/keynote.txt", b"We build a joint harbour watch, and keep it.\n");
    project.write("glossator.toml", format!("{SETTINGS}[corpus]\npaths = [\"sources\"]\n").as_bytes());
    project
}

#[test]
fn a_check_without_the_named_termbase_or_corpus_does_not_pass() {
    let project = with_sources(&[("dated.md", DATED)]);
    let run = project.run(&["check", "--quiet", "--termbase", "gone.toml"]).ends_with(2);
    assert_eq!(run.err, "error: the termbase file \"gone.toml\" does not exist\n");
    project.run(&["check", "--corpus", "gone"]).ends_with(2).complains("the corpus folder \"gone\" does not exist");
    project.write("glossator.toml", b"[termbase]\nfiles = [\"gone.toml\"]\n");
    project.run(&["check"]).ends_with(2).complains("the termbase file \"gone.toml\" does not exist");
    project.run(&["termbase", "check"]).ends_with(2).complains("\"gone.toml\" does not exist");
    project.write("glossator.toml", b"[corpus]\npaths = [\"gone\"]\n");
    project.run(&["check"]).ends_with(2).complains("glossator.toml:2:10: \"gone\" does not exist");
}

#[test]
fn says_each_mistake_of_the_settings_in_a_line_of_its_own() {
    let project = Project::new(&[("d.md", DATED), ("glossator.toml", "[rules]\nfiles = 1\n[[overrides]]\nfile = 1\n")]);
    let run = project.run(&["check"]).ends_with(2);
    let expected = "error: glossator.toml:2:1: \"files\" is no rule; it belongs under [termbase] or [[overrides]]\n\
        error: glossator.toml:4:1: unknown key \"file\"; did you mean \"files\"?\n";
    assert_eq!(run.err, expected);
}

#[test]
fn sources_outside_the_project_are_not_taken_for_drafts() {
    let project = Project::with_terms(&[]);
    for (name, text) in [("out/source.md", DATED), ("home/terms.toml", TERMS), ("home/dated.md", DATED)] {
        project.write(name, text.as_bytes());
    }
    std::fs::remove_file(project.path("glossator.toml")).expect("a writable folder");
    let mut command = project.command(&["check", "--corpus", "../out", "--termbase", "terms.toml", ".."]);
    let output = command.current_dir(project.path("home")).output().expect("the program runs");
    Run::of(output).ends_with(1).says("in 1 draft;").says("../home/dated.md:5:11");
    project.write("home/glossator.toml", format!("{SETTINGS}[corpus]\npaths = [\"../out\"]\n").as_bytes());
    project.write("glossator.toml", b"[corpus]\npaths = [\"home/../out\"]\n");
    project.run(&["check", "."]).ends_with(1).says("in 1 draft;");
}

#[test]
fn folds_notices_and_says_where_to_see_them_all() {
    let project = with_sources(&[("dated.md", DATED)]);
    for number in 0..500 {
        project.write(&format!("sources/paper{number:03}.pptx"), b"PK");
    }
    project.write("sources/empty.txt", b"");
    let run = project.run(&["check"]).ends_with(1);
    let run = run.complains("sources/paper000.pptx and 499 more: files of this kind are not read");
    let run = run.complains("note: `glossator corpus index` shows all 501 of these one by one");
    assert_eq!(run.err.lines().count(), 3, "{run:#?}");
    let all = project.run(&["corpus", "index"]).ends_with(0).says("501 notices above");
    assert_eq!(all.err.lines().count(), 501);
}

#[test]
fn folds_the_faults_of_a_termbase_and_names_the_command_for_them() {
    let project = Project::with_terms(&[("dated.md", DATED)]);
    let faulty = "[[concept]]\nid = \"c\"\nidd = \"c\"\n".repeat(10);
    project.write("terms.toml", format!("{TERMS}{faulty}").as_bytes());
    let run = project.run(&["check"]).complains("`glossator termbase check` shows all");
    assert!(run.err.lines().count() <= 6, "{run:#?}");
}

#[test]
fn rules_that_do_not_run_for_one_reason_are_said_together() {
    let project = Project::new(&[("dated.md", DATED), ("glossator.toml", "")]);
    let run = project.run(&["check"]).ends_with(0);
    let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    let rules = "note: altered-item, ambiguous-set, deprecated-term, doubled-item, foreign-item, inexact-rendering, \
        missing-item, misspelled-name, mixed-renderings, name-order, outdated-set, reordered-items, \
        superseded-rendering, wrong-count, wrong-title did not run: the project has no termbase";
    assert!(words.contains(rules), "{words}");
    assert!(words.contains("wrong-citation did not run: the project has no corpus"), "{words}");
    assert_eq!(run.out.matches("note: ").count(), 2, "{run:#?}");
}

#[test]
fn a_passage_is_shown_once_and_then_referred_to() {
    let project = with_sources(&[("dated.md", &format!("{DATED}\nOur common harbour watch.\n"))]);
    let run = project.run(&["check"]).ends_with(1).says("stands in the sources once, as shown at line 5");
    assert_eq!(run.out.matches("--> sources/keynote.txt:1:12").count(), 1, "{run:#?}");
}

#[test]
fn a_speaker_stands_in_for_an_unknown_publisher() {
    let project = with_sources(&[]);
    project.write("sources/talk.md", b"---\ntitle: Talk\nspeaker: A. Speaker\ndate: 2019\n---\n\nThe lantern burns.\n");
    project.run(&["lookup", "lantern"]).ends_with(0).says("only    \"Talk\" (A. Speaker, 2019)");
}

#[test]
fn first_and_latest_hold_whatever_the_limit() {
    let project = with_sources(&[]);
    for year in [2015, 2017, 2019] {
        let text = format!("---\ntitle: Talk {year}\ndate: {year}\n---\n\nThe lantern burns.\n");
        project.write(&format!("sources/{year}.md"), text.as_bytes());
    }
    project.write("sources/undated.txt", b"A lantern burns.\n");
    let run = project.run(&["lookup", "lantern", "--limit", "1"]).ends_with(0);
    run.says("first   \"Talk 2015\"").says("latest  \"Talk 2019\"");
}

#[test]
fn a_draft_in_utf_16_is_told_so() {
    let project = Project::with_terms(&[]);
    project.write("wide.md", b"\xff\xfea\0");
    project.run(&["check"]).ends_with(2).complains("wide.md is UTF-16; save the draft as UTF-8");
    project.run(&["check", "-"]).ends_with(2).complains("--stdin-filename PATH reads standard input");
}

#[test]
fn a_write_protected_draft_is_not_fixed() {
    let project = Project::with_terms(&[("dated.md", DATED)]);
    let path = project.path("dated.md");
    let mut permissions = std::fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions.clone()).expect("a file of ours");
    project.run(&["check", "--fix"]).ends_with(2).complains("dated.md was not changed: it is write-protected");
    assert_eq!(project.read("dated.md"), DATED.as_bytes());
}

#[test]
fn fits_the_width_that_the_environment_asks_for() {
    let project = with_sources(&[("dated.md", DATED)]);
    let output = project.command(&["check"]).env("COLUMNS", "44").stdin(Stdio::null()).output();
    let run = Run::of(output.expect("the program runs")).ends_with(1);
    let is_long = |line: &&str| line.chars().count() > 44 && !line.starts_with("warning[") && !line.contains("-->");
    assert_eq!(run.out.lines().find(is_long), None, "{run:#?}");
}

#[test]
fn marks_the_furniture_of_a_page_in_another_encoding() {
    let project = with_sources(&[]);
    let page = "<html><body><nav>Startseite</nav><main><p>Die Hafenwacht f\u{FC}hrt seit Jahren ein Licht.</p></main>";
    let wide: Vec<u8> = format!("\u{FEFF}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    project.write("sources/wide.html", &wide);
    let run = project.run(&["corpus", "show", "wide"]).ends_with(0);
    run.says("· Startseite\n").says("\n  Die Hafenwacht f\u{FC}hrt");
}

#[test]
fn a_damaged_index_is_built_anew_and_said_once() {
    let project = with_sources(&[("dated.md", DATED)]);
    project.run(&["corpus", "index"]).ends_with(0);
    let segments = std::fs::read_dir(project.path(".cache")).into_iter().flatten().filter_map(Result::ok);
    let files =
        segments.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().filter_map(Result::ok));
    let segment = files.map(|file| file.path()).find(|path| path.extension().is_some_and(|kind| kind == "segment"));
    let segment = segment.expect("an index has a segment");
    let mut bytes = std::fs::read(&segment).expect("a readable index");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8].iter_mut().for_each(|byte| *byte = !*byte);
    std::fs::write(&segment, bytes).expect("a writable index");
    project.run(&["check"]).ends_with(1).complains("it is built anew").says("sources/keynote.txt:1:12");
    assert_eq!(project.run(&["check"]).ends_with(1).err, "");
    std::fs::remove_dir_all(project.path(".cache")).expect("a writable folder");
    assert_eq!(project.run(&["check"]).ends_with(1).err, "");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_round_are_named() {
    use std::os::unix::fs::symlink;
    let project = with_sources(&[]);
    symlink("nowhere", project.path("sources/gone.txt")).expect("a writable folder");
    symlink(".", project.path("sources/round")).expect("a writable folder");
    let run = project.run(&["corpus", "index"]).ends_with(0);
    let run = run.complains("sources/gone.txt: it links to a file that does not exist");
    run.complains("sources/round: it links to a folder around it, which is read already");
}

#[cfg(unix)]
#[test]
fn an_index_that_cannot_be_written_says_where_and_what_to_do() {
    let project = with_sources(&[("dated.md", DATED)]);
    project.write("file", b"not a folder");
    let run = project.run(&["check", "--cache", "file"]).ends_with(2);
    let run = run.complains("the drafts were held against the termbase alone");
    run.complains("warning: the index cannot be written to file/").complains("--cache");
}

/// The picture in the README is what a new user sees.
#[test]
fn the_readme_shows_real_output() {
    let readme = include_str!("../../README.md");
    let picture = readme.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).unwrap_or_default();
    let (command, shown) = picture.split_once('\n').unwrap_or_default();
    let arguments: Vec<&str> = command.trim_start_matches("$ glossator ").split(' ').collect();
    super::support::sample(&arguments).ends_with(0).says(shown);
}

/// So is the draft that the tour checks, with the starter termbase beside it.
#[test]
fn the_tour_of_the_readme_catches_a_set() {
    let readme = include_str!("../../README.md");
    let tour = readme.split("**Counted sets").nth(1).unwrap_or_default();
    let block = |language: &str| {
        let from = tour.split(&format!("```{language}\n")).nth(1);
        from.and_then(|rest| rest.split("```").next()).unwrap_or_default()
    };
    let terms = include_str!("../../fixtures/terms/sets-cyber.toml");
    let project = Project::new(&[("note.md", block("markdown")), ("glossator.toml", SETTINGS), ("terms.toml", terms)]);
    let (command, shown) = block("text").split_once('\n').unwrap_or_default();
    let arguments: Vec<&str> = command.trim_start_matches("$ glossator ").split(' ').collect();
    project.run(&arguments).ends_with(1).says(shown);
}

#[test]
fn the_tour_of_the_readme_catches_a_quotation() {
    let readme = include_str!("../../README.md");
    let tour = readme.split("**Quotations are held").nth(1).unwrap_or_default();
    let picture = tour.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).unwrap_or_default();
    let (command, shown) = picture.split_once('\n').unwrap_or_default();
    let arguments: Vec<&str> = command.trim_start_matches("$ glossator ").split(' ').collect();
    super::support::sample(&arguments).ends_with(0).says(shown);
}
