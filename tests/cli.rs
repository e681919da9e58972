//! The command line, asked as a person would: the real program, run on small
//! projects that each test writes, and on the sample project in `fixtures/`.

#[path = "cli/init.rs"]
mod init;
#[path = "cli/lock.rs"]
mod lock;
#[path = "cli/mine.rs"]
mod mine;
mod paper_files;
#[path = "cli/papers.rs"]
mod papers;
#[path = "cli/quote.rs"]
mod quote;
#[path = "cli/report.rs"]
mod report;
#[path = "cli/schema.rs"]
mod schema;
#[path = "cli/sources.rs"]
mod sources;
#[path = "cli/support.rs"]
mod support;
#[path = "cli/trouble.rs"]
mod trouble;

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use support::{Project, Run, SETTINGS, TERMS, sample};

const CLEAN: &str = "We keep a joint harbour watch.\n";
const DATED: &str = "---\ndate: 2024-05-01\n---\n\nWe keep a common harbour watch.\n";

#[test]
fn ends_with_0_for_clean_drafts_and_1_for_findings() {
    let project = Project::with_terms(&[("clean.md", CLEAN), ("dated.md", DATED)]);
    project.run(&["check", "clean.md"]).ends_with(0).says("no findings in 1 draft");
    project.run(&["check", "dated.md"]).ends_with(1).says("warning[superseded-rendering]");
    project.run(&["check"]).ends_with(1).says("1 finding (1 warning) in 2 drafts");
}

#[test]
fn the_threshold_decides_what_fails() {
    let project = Project::with_terms(&[("dated.md", DATED)]);
    for (arguments, code) in [
        (&["check", "--fail-on", "error"][..], 0),
        (&["check", "--fail-on", "hint"], 1),
        (&["check", "--fail-on", "off"], 0),
        (&["check", "--exit-zero"], 0),
    ] {
        project.run(arguments).ends_with(code).says("1 finding");
    }
    project.write("glossator.toml", format!("{SETTINGS}[check]\nfail-on = \"off\"\n").as_bytes());
    project.run(&["check"]).ends_with(0).says("1 finding");
    project.run(&["check", "--fail-on", "warning"]).ends_with(1);
}

#[test]
fn a_date_on_the_command_line_outranks_the_draft() {
    let project = Project::with_terms(&[("dated.md", DATED)]);
    project.run(&["check", "--as-of", "2016"]).ends_with(0).says("as of 2016");
    project.run(&["check", "--as-of", "June"]).ends_with(2).complains("\"June\" is not a date");
}

#[test]
fn says_how_to_make_a_project_where_there_is_none() {
    let project = Project::new(&[("draft.md", DATED), ("terms.toml", TERMS)]);
    project.run(&["check", "draft.md"]).ends_with(2).complains("write one with `glossator init`");
    project.run(&["check"]).ends_with(2).complains("--corpus DIR");
    project.run(&["check", "--termbase", "terms.toml"]).ends_with(1).says("superseded-rendering");
}

#[test]
fn names_paths_that_do_not_exist() {
    let project = Project::with_terms(&[("dated.md", DATED)]);
    let run = project.run(&["check", "gone.md", "dated.md"]).ends_with(2);
    run.complains("\"gone.md\" does not exist").says("1 finding");
}

#[test]
fn shows_file_and_line_of_an_unknown_key() {
    let project = Project::new(&[("draft.md", CLEAN), ("glossator.toml", "[chek]\n")]);
    let run = project.run(&["check"]).ends_with(2);
    run.complains("glossator.toml:1:2: unknown table \"chek\"; did you mean \"check\"?");
}

#[test]
fn a_draft_that_is_not_utf_8_does_not_stop_the_others() {
    let project = Project::with_terms(&[("dated.md", DATED)]);
    project.write("latin.md", b"caf\xe9\n");
    let run = project.run(&["check"]).ends_with(2).complains("latin.md is not UTF-8: byte 3, in line 1");
    run.says("1 finding (1 warning) in 1 draft");
    let report = project.run(&["check", "--format", "json"]).json();
    assert_eq!(report["summary"]["failed"], 1);
    assert_eq!(report["notices"][0]["severity"], "error");
}

#[test]
fn passes_over_sources_hidden_and_ignored_files() {
    let project = Project::with_terms(&[
        ("sources/old.md", DATED),
        (".hidden/old.md", DATED),
        ("build/old.md", DATED),
        (".gitignore", "build/\n"),
        ("clean.markdown", CLEAN),
    ]);
    project.write("glossator.toml", format!("{SETTINGS}[corpus]\npaths = [\"sources\"]\n").as_bytes());
    project.run(&["check"]).ends_with(0).says("in 1 draft");
    project.run(&["check", "sources"]).ends_with(1).says("sources/old.md:5:11");
    project.run(&["check", "build/old.md"]).ends_with(1);
    project.run(&["check", "clean.markdown", "./clean.markdown"]).ends_with(0).says("in 1 draft");
}

#[test]
fn reads_a_draft_from_standard_input() {
    let project = Project::with_terms(&[]);
    let arguments = ["check", "--stdin-filename", "notes/new.md", "--format", "concise"];
    let run = project.run_with_input(&arguments, DATED).ends_with(1);
    assert!(
        run.out.starts_with("notes/new.md:5:11: warning[superseded-rendering] \"common harbour watch\""),
        "{run:?}"
    );
}

#[test]
fn json_places_are_those_of_the_file() {
    let project = Project::with_terms(&[]);
    let text = "\u{feff}---\r\ndate: 2024\r\n---\r\n\r\n人类 né: a *common* harbour watch.\r\n";
    project.write("draft.md", text.as_bytes());
    let report = project.run(&["check", "--format", "json", "./draft.md"]).ends_with(1).json();
    let finding = &report["findings"][0];
    assert_eq!((&finding["path"], &finding["rule"]), (&"draft.md".into(), &"superseded-rendering".into()));
    assert_eq!((&finding["start"]["line"], &finding["start"]["column"]), (&5.into(), &11.into()));
    let offset =
        |end: &str| usize::try_from(finding[end]["offset"].as_u64().expect("a number")).expect("a small number");
    let words = &text.as_bytes()[offset("start")..offset("end")];
    assert_eq!(String::from_utf8_lossy(words), finding["text"].as_str().expect("words"));
    assert_eq!(report["version"], 1);
    assert_eq!(report["summary"]["as_of"]["draft.md"], "2024");
}

#[test]
fn reports_are_the_same_whatever_the_order() {
    let names = ["c.md", "a.md", "b/d.md"];
    let project = Project::with_terms(&names.map(|name| (name, DATED)));
    let first = project.run(&["check", "--format", "json", "c.md", "a.md", "b"]).json();
    let second = project.run(&["check", "--format", "json", "b", "a.md", "c.md"]).json();
    assert_eq!(first, second);
    let paths: Vec<&Value> = first["findings"].as_array().expect("a list").iter().map(|one| &one["path"]).collect();
    assert_eq!(paths, ["a.md", "b/d.md", "c.md"]);
}

#[test]
fn fixes_what_is_safe_and_keeps_mark_and_line_ends() {
    let project = Project::with_terms(&[]);
    let text = "\u{feff}---\r\ndate: 2024\r\n---\r\n\r\nA common harbour watch.\r\n";
    project.write("draft.md", text.as_bytes());
    let diff = project.run(&["check", "--diff"]).ends_with(1).says("+A joint harbour watch.");
    assert_eq!(project.read("draft.md"), text.as_bytes(), "{diff:?}");
    project.run(&["check", "--fix"]).ends_with(0).says("no findings");
    let fixed = text.replace("common harbour watch", "joint harbour watch");
    assert_eq!(String::from_utf8_lossy(&project.read("draft.md")), fixed);
}

#[test]
fn fixing_touches_no_file_that_needs_none() {
    let project = Project::with_terms(&[("clean.md", CLEAN)]);
    let modified = || std::fs::metadata(project.path("clean.md")).and_then(|file| file.modified()).ok();
    let before = modified();
    project.run(&["check", "--fix"]).ends_with(0);
    assert_eq!(modified(), before);
}

#[test]
fn colours_only_where_asked() {
    let project = Project::with_terms(&[("dated.md", DATED)]);
    assert!(!project.run(&["check"]).out.contains('\u{1b}'));
    assert!(project.run(&["check", "--color", "always"]).out.contains('\u{1b}'));
    let output = project.command(&["check"]).env("NO_COLOR", "1").output().expect("the program runs");
    assert!(!Run::of(output).out.contains('\u{1b}'));
}

#[test]
fn quiet_prints_findings_only() {
    let project = Project::with_terms(&[("clean.md", CLEAN)]);
    let run = project.run(&["check", "--quiet"]).ends_with(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
}

#[test]
fn the_sample_has_findings_and_is_no_failure() {
    let run = sample(&["check", "fixtures/drafts"]).ends_with(0);
    assert!(run.err.is_empty(), "{run:#?}");
    run.says("warning[superseded-rendering]").says("fixtures/drafts/shared-future-briefing.md:");
}

#[test]
fn the_sample_is_valid_sarif() {
    let schema = serde_json::from_str(include_str!("cli/sarif-schema-2.1.0.json")).expect("a JSON schema");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let log = sample(&["check", "fixtures/drafts", "--format", "sarif"]).ends_with(0).json();
    let faults: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert!(log["runs"][0]["results"].as_array().is_some_and(|results| results.len() > 5));
}

#[test]
fn every_finding_of_the_sample_says_its_own_words() {
    let report = sample(&["check", "fixtures/drafts", "--format", "json"]).ends_with(0).json();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for finding in report["findings"].as_array().expect("a list") {
        let path = root.join(finding["path"].as_str().expect("a path"));
        let text = std::fs::read_to_string(path).expect("a readable draft");
        let offset = |end: &str| usize::try_from(finding[end]["offset"].as_u64().expect("a number")).expect("small");
        assert_eq!(text.get(offset("start")..offset("end")), finding["text"].as_str(), "{finding:#}");
        let line = usize::try_from(finding["start"]["line"].as_u64().expect("a number")).expect("small");
        let column = usize::try_from(finding["start"]["column"].as_u64().expect("a number")).expect("small");
        let rest: String = text.lines().nth(line - 1).unwrap_or_default().chars().skip(column - 1).collect();
        let first_line = finding["text"].as_str().and_then(|words| words.lines().next()).expect("words");
        assert!(rest.starts_with(first_line), "{finding:#}");
    }
}

#[test]
fn init_writes_a_file_that_works_and_never_over_another() {
    let project = Project::new(&[("texts/a.txt", "A source."), ("terms/t.toml", TERMS), ("dated.md", DATED)]);
    project.run(&["init"]).ends_with(0).says("wrote glossator.toml").says("texts/ (found here)");
    project.run(&["check"]).ends_with(1).says("superseded-rendering");
    project.run(&["init"]).ends_with(2).complains("exists already");
}

#[test]
fn lists_rules_and_prints_the_page_of_one() {
    let project = Project::new(&[]);
    project.run(&["rule"]).ends_with(0).says("superseded-rendering     warning  ");
    project.run(&["rule", "superseded-rendering"]).ends_with(0).says("# ");
    let run = project.run(&["rule", "superseded-renderings"]).ends_with(2);
    run.complains("did you mean \"superseded-rendering\"?");
}

#[test]
fn shows_settings_and_where_they_come_from() {
    let project = Project::with_terms(&[]);
    let run = project.run(&["config", "--corpus", "."]).ends_with(0).says("settings file: glossator.toml");
    run.says("terms.toml  (file)")
        .says("check.fail-on            = warning  (default)")
        .says("(flag)")
        .says("(flag or GLOSSATOR_CACHE)");
}

#[test]
fn checks_termbases() {
    let project = Project::with_terms(&[]);
    project.run(&["termbase", "check"]).ends_with(0).says("no fault in 1 file with 1 concept and 2 terms");
    project.write("terms.toml", TERMS.replace("preferred", "prefered").as_bytes());
    project.run(&["termbase", "check"]).ends_with(1).says("terms.toml:7:10: ").says("did you mean `preferred`");
    project.run(&["termbase", "check", "gone.toml"]).ends_with(2).complains("\"gone.toml\" is not a file");
}

#[test]
fn completes_for_every_shell_and_says_its_version() {
    let project = Project::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        project.run(&["completions", shell]).ends_with(0).says("glossator");
    }
    project.run(&["--version"]).ends_with(0).says(concat!("glossator ", env!("CARGO_PKG_VERSION")));
    project.run(&["chekc"]).ends_with(2).complains("check");
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let project =
        Project::with_terms(&[("dated.md", &format!("{DATED}{}", "A common harbour watch.\n\n".repeat(2000)))]);
    let mut command = project.command(&["check"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().expect("the program ends"));
    assert_eq!(run.err, "");
    run.ends_with(0);
}
