//! `glossator init` with sources and termbases that were named, as an editor does it
//! for somebody who never sees a terminal.

use glossator::engine::Config;

use super::DATED;
use super::support::{Project, TERMS};

/// The settings as the program reads them.
fn settings(project: &Project, folder: &str) -> Config {
    Config::load(&project.path(folder).join("glossator.toml")).expect("a file that works")
}

fn line(project: &Project, file: &str, name: &str) -> String {
    let text = String::from_utf8(project.read(file)).expect("UTF-8");
    text.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned()
}

#[test]
fn names_what_lies_below_from_the_folder_and_the_rest_in_full() {
    let project = Project::new(&[
        ("p/drafts/dated.md", DATED),
        ("p/old speeches/deep/a.txt", "A source."),
        ("elsewhere/b.txt", "A source."),
        ("p/mine.toml", TERMS),
    ]);
    let elsewhere = project.path("elsewhere").display().to_string();
    let run = project.run(&[
        "init",
        "p",
        "--corpus",
        "p/old speeches/deep",
        "--corpus",
        "elsewhere",
        "--termbase",
        "p/drafts/../mine.toml",
    ]);
    let run = run.ends_with(0).says("wrote p/glossator.toml\n").says("next:");
    run.says("  sources: old speeches/deep, /").says("  termbase: mine.toml\n").says("glossator check");
    let paths = line(&project, "p/glossator.toml", "paths = ");
    assert_eq!(paths, format!("paths = [\"old speeches/deep\", {elsewhere:?}]"));
    assert_eq!(line(&project, "p/glossator.toml", "files = "), "files = [\"mine.toml\"]");
    assert_eq!(settings(&project, "p").corpus, [project.path("p/old speeches/deep"), project.path("elsewhere")]);
    project.run(&["check", "p"]).ends_with(1).says("superseded-rendering");
}

#[test]
fn odd_names_are_written_so_that_they_are_read_again() {
    let project = Project::new(&[("a \"b\" [c]/x.txt", "A source."), ("t [1].toml", TERMS), ("dated.md", DATED)]);
    project.run(&["init", "--corpus", "a \"b\" [c]", "--termbase", "t [1].toml"]).ends_with(0);
    let settings = settings(&project, "");
    assert_eq!(settings.corpus, [project.path("a \"b\" [c]")]);
    assert_eq!(settings.termbases, [project.path("t [1].toml")]);
    project.run(&["check"]).ends_with(1).says("superseded-rendering");
}

#[test]
fn the_starter_termbase_is_written_over_nothing() {
    let project = Project::new(&[("terms/cyber.toml", TERMS), ("sources/a.txt", "A source."), ("dated.md", DATED)]);
    let run = project.run(&["init", "--starter", "--termbase", "terms/cyber.toml"]).ends_with(0);
    let run = run.says("wrote the starter termbase into terms/: culture-and-region.toml, development.toml, ");
    run.says("left as they are in terms/: cyber.toml\n").says("sources/ (found here)");
    assert_eq!(project.read("terms/cyber.toml"), TERMS.as_bytes());
    assert_eq!(line(&project, "glossator.toml", "files = "), "files = [\"terms/*.toml\"]");
    let starters = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/terms")).expect("a folder");
    assert_eq!(settings(&project, "").termbases.len(), starters.count());
    project.run(&["termbase", "check"]).ends_with(0);
    project.run(&["check"]).ends_with(1).says("common harbour watch");
}

#[test]
fn a_new_folder_works_with_the_starter_termbase_alone() {
    let project = Project::new(&[("draft.md", "---\ndate: 2024\n---\n\nA community of common destiny.\n")]);
    project
        .run(&["init", "--starter"])
        .ends_with(0)
        .says("termbase: terms/*.toml")
        .says("name the folder of your sources");
    project.run(&["check"]).ends_with(1).says("superseded-rendering");
}

#[test]
fn says_what_cannot_be_named_and_writes_nothing() {
    let project = Project::new(&[("sources/a.txt", "A source."), ("p/d.md", DATED), ("t[1].toml", TERMS)]);
    for (arguments, complaint) in [
        (["--corpus", "gone"], "\"gone\" does not exist"),
        (["--termbase", "gone.toml"], "\"gone.toml\" does not exist"),
        (["--termbase", "sources"], "\"sources\" is a folder; name the termbase files in it"),
        (["--corpus", "p"], "\"p\" holds the drafts too"),
        (["--corpus", "."], "\".\" holds the drafts too"),
        (["--termbase", "t[1].toml"], "\"t[1].toml\" reads as a pattern"),
    ] {
        project.run(&["init", "p", "--starter", arguments[0], arguments[1]]).ends_with(2).complains(complaint);
        assert!(!project.path("p/glossator.toml").exists() && !project.path("p/terms").exists(), "{arguments:?}");
    }
    project.write("p/glossator.toml", b"");
    project.run(&["init", "p", "--starter"]).ends_with(2).complains("exists already and is left as it is");
    assert!(!project.path("p/terms").exists());
}

#[test]
fn a_source_or_termbase_named_twice_is_written_once() {
    let project = Project::new(&[("s/a.txt", "A source."), ("t.toml", TERMS)]);
    project
        .run(&["init", "--corpus", "s", "--corpus", "./s/", "--termbase", "t.toml", "--termbase", "s/../t.toml"])
        .ends_with(0);
    assert_eq!(line(&project, "glossator.toml", "paths = "), "paths = [\"s\"]");
    assert_eq!(line(&project, "glossator.toml", "files = "), "files = [\"t.toml\"]");
}

#[test]
fn a_bibliography_in_the_folder_is_written_down() {
    let bib = "@misc{holm2018, title = {Keynote}, url = {https://a.example/k}}\n";
    let csl = "[{\"id\": \"lind2019\", \"type\": \"book\", \"title\": \"Of ports\"}]";
    let yaml = "oak2020:\n  type: book\n  title: Of oaks\n";
    let project = Project::new(&[
        ("refs [1].bib", bib),
        ("library.json", csl),
        ("more.yml", yaml),
        ("package.json", "{\"name\": \"drafts\", \"version\": \"1.0.0\"}"),
        ("tasks.yml", "version: 3\n"),
        ("old/refs.bib", bib),
        ("brief.md", "---\ndate: 2024\n---\n\nSee [@holm2018; @lind2019; @oak2020].\n"),
    ]);
    let run = project.run(&["init"]).ends_with(0);
    run.says("  bibliography: refs [[]1[]].bib, library.json, more.yml (found here)\n");
    let names = ["refs [1].bib", "library.json", "more.yml"];
    assert_eq!(settings(&project, "").bibliographies, names.map(|name| project.path(name)));
    project.run(&["check"]).ends_with(0);
}

#[test]
fn finds_only_termbases_that_the_settings_can_name() {
    let project = Project::new(&[("terms/old.toml/notes.txt", ""), ("terms/.saved.toml", TERMS)]);
    project.run(&["init"]).ends_with(0).says("name your termbase");
    assert!(settings(&project, "").termbases.is_empty());
}

#[cfg(unix)]
#[test]
fn a_folder_of_terms_may_be_a_link_or_hidden() {
    use std::os::unix::fs::symlink;
    let project = Project::new(&[("shared/.terms/mine.toml", TERMS), ("p/.t/[1].toml", TERMS), ("p/dated.md", DATED)]);
    symlink("../shared/.terms", project.path("p/terms")).expect("a link");
    project.run(&["init", "p"]).ends_with(0).says("termbase: terms/*.toml (found here)");
    assert_eq!(settings(&project, "p").termbases, [project.path("p/terms/mine.toml")]);
    project.run(&["check", "p"]).ends_with(1).says("superseded-rendering");
    std::fs::remove_file(project.path("p/glossator.toml")).expect("it was written");
    project.run(&["init", "p", "--termbase", "p/.t/[1].toml"]).ends_with(0);
    assert_eq!(settings(&project, "p").termbases, [project.path("p/.t/[1].toml")]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_left_as_it_is() {
    let project = Project::new(&[("dated.md", DATED)]);
    std::os::unix::fs::symlink("nowhere/glossator.toml", project.path("glossator.toml")).expect("a link");
    project.run(&["init", "--starter"]).ends_with(2).complains("exists already and is left as it is");
    assert!(!project.path("terms").exists());
}

/// A limit on the size of files stands for a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_half_of_a_file() {
    let project = Project::new(&[("dated.md", DATED)]);
    let limited = |blocks: u32| {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" init --starter \"$1\"");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_glossator")]).arg(project.path(""));
        let output = shell.output().expect("a shell");
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(limited(0).contains("cannot write \""));
    assert!(limited(16).contains("cannot write \""));
    let written = std::fs::read_dir(project.path("terms")).expect("a folder").filter_map(Result::ok);
    for file in written {
        let whole = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/terms")).join(file.file_name());
        let read = |path: &std::path::Path| std::fs::read(path).expect("a readable file");
        assert!(read(&file.path()) == read(&whole), "{} is whole", file.path().display());
    }
    assert!(!project.path("glossator.toml").exists());
}
