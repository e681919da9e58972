//! What `glossator quote` says of a quotation.

use serde_json::json;

use super::support::{Project, SETTINGS, sample};

const KEYNOTE: &str = "---\ntitle: Keynote\npublisher: Harbour News\ndate: 2018-05-22\n---\n\n\
    Friends, we shall keep two lanes of the old harbour open by night. \
    The pilots have asked for it and the islands need it. A port that sleeps is a wall.\n";

const COPY: &str = "---\ntitle: Copy\ndate: 2019\n---\n\nA port that sleeps is a wall.\n";

const EXACT: &str = "we shall keep two lanes of the old harbour open by night";

fn project() -> Project {
    let project = Project::with_terms(&[("sources/keynote.md", KEYNOTE), ("sources/copy.md", COPY)]);
    project.write("glossator.toml", format!("{SETTINGS}[corpus]\npaths = [\"sources\"]\n").as_bytes());
    project
}

#[test]
fn the_words_of_a_source_are_verbatim_with_and_without_marks() {
    let project = project();
    for text in [EXACT.to_owned(), format!("\"{EXACT}\""), format!("“{EXACT}.”")] {
        let run = project.run(&["quote", &text]).ends_with(0).says("verbatim: the words of the source");
        run.says("here in a source, \"Keynote\" (Harbour News, 2018-05-22)").says("sources/keynote.md:7:10");
    }
}

#[test]
fn what_an_editor_marks_is_told_and_allowed() {
    let run = project()
        .run(&["quote", "[T]he pilots have asked for [this] and the islands ... A port that sleeps is a wall"]);
    let run = run.ends_with(0).says("adapted as editors may").says("\"[this]\" stands for \"it\"");
    run.says("the dots stand for \"need it.\"");
}

#[test]
fn changed_words_are_marked_and_listed() {
    let run = project().run(&["quote", "we shall keep three lanes of the old harbour open by night"]).ends_with(1);
    let run = run.says("altered: the source has other words").says("^^^^^");
    run.says("\"three\" where the source has \"two\" (a number differs)");
}

#[test]
fn words_of_nobody_are_not_in_the_sources() {
    let run =
        project().run(&["quote", "every child of the old harbour shall own a lighthouse and a whale"]).ends_with(1);
    run.says("not in the sources").says("the longest part that is: \"of the old harbour\", once");
}

#[test]
fn of_several_sources_it_asks_which() {
    let run = project().run(&["quote", "A port that sleeps is a wall."]).ends_with(0);
    run.says("2 sources fit equally: which is meant?").says("\"Copy\"").says("\"Keynote\"");
}

#[test]
fn a_cited_source_has_to_hold_the_words() {
    let project = project();
    project
        .run(&["quote", "A port that sleeps is a wall", "--source", "copy"])
        .ends_with(0)
        .says("in the cited source");
    let run = project.run(&["quote", EXACT, "--source", "sources/copy.md"]).ends_with(1);
    run.says("verbatim").complains("the cited source does not hold these words: Copy, 2019");
    project.run(&["quote", EXACT, "--source", "nowhere"]).ends_with(2).complains("no document \"nowhere\"");
}

#[test]
fn answers_in_json() {
    let text = "we shall keep three lanes of the old harbour open by night";
    let answer = project().run(&["quote", text, "--format", "json"]).ends_with(1).json();
    assert_eq!((&answer["quotation"], &answer["verdict"]), (&json!(text), &json!("altered")));
    let place = &answer["places"][0];
    assert_eq!((&place["document"], &place["date"]), (&json!("keynote"), &json!("2018-05-22")));
    assert_eq!((&place["passages"][0]["line"], &place["cited"]), (&json!(7), &json!(false)));
    let expected = json!([{
        "quoted": "three", "source": "two", "gravity": "error",
        "message": "\"three\" where the source has \"two\" (a number differs)"
    }]);
    assert_eq!(place["differences"], expected);
}

#[test]
fn reads_standard_input_and_says_what_it_cannot_do() {
    let project = project();
    project.run_with_input(&["quote", "-"], "we shall keep two lanes\nof the old harbour\n").ends_with(0);
    project.run(&["quote", "..."]).ends_with(2).complains("holds no word");
    let long = "harbour ".repeat(2_001);
    project.run_with_input(&["quote", "-"], &long).ends_with(2).complains("2001 words are too many for a quotation");
    let homeless = Project::with_terms(&[]);
    homeless.run(&["quote", "any words"]).ends_with(2).complains("no sources are named");
}

#[test]
fn the_sample_corpus_answers() {
    let words = "The sea does not belong to those who fence them";
    sample(&["quote", words, "--corpus", "fixtures/corpus"]).ends_with(1).says("\"them\" where the source has \"it\"");
}
