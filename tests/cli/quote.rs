//! What `glossator quote` says of a quotation.

use serde_json::json;

use super::support::{Project, Run, SETTINGS, sample};

const KEYNOTE: &str = "---\ntitle: Keynote\npublisher: Harbour News\ndate: 2018-05-22\n---\n\n\
    Friends, we shall keep two lanes of the old harbour open by night. \
    The pilots have asked for it and the islands need it. A port that sleeps is a wall.\n";

const COPY: &str = "---\ntitle: Copy\ndate: 2019\n---\n\nA port that sleeps is a wall.\n";

const EXACT: &str = "we shall keep two lanes of the old harbour open by night";

/// What was said, whatever the width of the terminal.
fn flat(run: &Run) -> String {
    run.out.split_whitespace().collect::<Vec<_>>().join(" ")
}

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
    let said =
        "not in the cited source: \"Copy\" (2019) does not have these words; verbatim in \"Keynote\" (2018-05-22)";
    assert!(flat(&run).starts_with(said), "{run:#?}");
    project.run(&["quote", EXACT, "--source", "nowhere"]).ends_with(2).complains("no source is called \"nowhere\"");
}

#[test]
fn a_cited_source_that_has_them_otherwise_is_not_called_verbatim() {
    let project = project();
    let otherwise = KEYNOTE.replace("two lanes", "three lanes").replace("Keynote", "Draft");
    project.write("sources/draft.md", otherwise.as_bytes());
    let run = project.run(&["quote", EXACT, "--source", "draft"]).ends_with(1);
    let said =
        "not in the cited source: \"Draft\" (2018-05-22) has other words there; verbatim in \"Keynote\" (2018-05-22)";
    assert!(flat(&run).starts_with(said), "{run:#?}");
}

#[test]
fn a_source_is_named_as_drafts_and_readers_name_it() {
    let project = project();
    let bib = "@misc{oak2018, title = {Keynote of the year}, url = {https://oak.example/talks/1}}\n\
        @book{smith2024, title = {Of harbours}, author = {Smith, Ann}, date = {2024}}\n";
    project.write("refs.bib", bib.as_bytes());
    let settings = format!("{SETTINGS}[corpus]\npaths = [\"sources\"]\n[citations]\nbibliography = [\"refs.bib\"]\n");
    project.write("glossator.toml", settings.as_bytes());
    let keynote = KEYNOTE.replace("date:", "url: https://oak.example/talks/1\ndate:");
    project.write("sources/keynote.md", keynote.as_bytes());
    for name in [
        "keynote",
        "key",
        "sources/keynote.md",
        "./sources/keynote.md",
        "oak2018",
        "@oak2018",
        "[@oak2018]",
        "https://oak.example/talks/1/",
        "http://www.oak.example/talks/1#part",
    ] {
        project.run(&["quote", EXACT, "--source", name]).ends_with(0).says("here in the cited source, \"Keynote\"");
    }
    let run = project.run(&["quote", EXACT, "--source", "@smith2024"]).ends_with(2);
    run.complains(
        "\"smith2024\" is an entry of the bibliography (Smith, Of harbours, 2024), and the corpus has no text",
    );
    let run = project.run(&["quote", EXACT, "--source", "smiht2024"]).ends_with(2);
    run.complains("no source is called \"smiht2024\"; did you mean \"smith2024\"?");
    project.run(&["corpus", "show", "oak2018"]).ends_with(0).says("Keynote");
}

#[test]
fn a_citekey_without_a_bibliography_is_told_what_is_missing() {
    let run = project().run(&["quote", EXACT, "--source", "@smith2024"]).ends_with(2);
    run.complains("no source is called \"@smith2024\" (the project names no `bibliography` under [citations])");
}

#[test]
fn a_passage_is_called_similar_by_check_and_by_quote_or_by_neither() {
    let project = project();
    let near = "we shall close three lanes of the new harbour by night";
    let far = "we ought to close each gate of some new harbour before anybody asks by night";
    for (words, is_similar) in [(near, true), (far, false)] {
        project.write("brief.md", format!("---\ndate: 2024\n---\n\nShe said: \"{words}\" [@keynote].\n").as_bytes());
        let check = project.run(&["check", "brief.md"]).says("untraced-quotation");
        assert_eq!(check.out.contains("a similar passage stands there"), is_similar, "{check:#?}");
        assert_eq!(check.out.contains("sources/keynote.md:7"), is_similar, "{check:#?}");
        let quote = project.run(&["quote", words, "--source", "keynote"]).ends_with(1);
        assert_eq!(quote.out.starts_with("a similar passage: "), is_similar, "{quote:#?}");
        assert_eq!(quote.out.starts_with("not in the sources: "), !is_similar, "{quote:#?}");
        assert_eq!(quote.out.contains("sources/keynote.md:7"), is_similar, "{quote:#?}");
    }
}

#[test]
fn of_a_pasted_sentence_what_is_quoted_is_verified() {
    let project = project();
    let pasted = "\"we shall keep two lanes of the old harbour,\" she said, \"open by night.\"";
    let run = project.run(&["quote", pasted]).ends_with(0).says("verbatim: the words of the source");
    assert!(!run.out.contains("punctuation"), "the comma is the sentence's: {run:#?}");
    run.complains("not looked for, since outside the quotation marks: \"she said\"");
    let run = project.run(&["quote", "The minister said: “A port that sleeps is a wall.”"]).ends_with(0);
    run.says("verbatim").complains("not looked for, since outside the quotation marks: \"The minister said\"");
    let apart =
        "“A port that sleeps is a wall,” she said. “The pilots have never asked for it and the islands need it.”";
    let run = project.run(&["quote", apart]).ends_with(1).says("verbatim").says("altered").says("\"never\"");
    run.complains("\"she said\"");
    let answer = project.run(&["quote", apart, "--format", "json"]).ends_with(1).json();
    assert_eq!((&answer["quotation"], &answer["verdict"]), (&json!(apart), &json!("altered")));
    let verdicts: Vec<_> = answer["parts"].as_array().expect("parts").iter().map(|part| &part["verdict"]).collect();
    assert_eq!(verdicts, [&json!("verbatim"), &json!("altered")]);
}

#[test]
fn a_source_that_quotes_somebody_is_verified_with_what_it_says_around() {
    let project = project();
    let news = "---\ntitle: News\ndate: 2021\n---\n\n\"The lamps stay lit,\" said the oldest keeper, \"until the last \
        boat is home.\"\n";
    project.write("sources/news.md", news.as_bytes());
    let run =
        project.run(&["quote", "\"The lamps stay lit,\" said the oldest keeper, \"until the last boat is home.\""]);
    assert!(!run.ends_with(0).says("verbatim").err.contains("not looked for"));
}

#[test]
fn a_last_mark_that_courts_ask_for_is_told_by_its_name() {
    let project = project();
    let settings = format!("{SETTINGS}[corpus]\npaths = [\"sources\"]\n[check]\nquoting = \"legal\"\n");
    project.write("glossator.toml", settings.as_bytes());
    let run = project.run(&["quote", "A port that sleeps is a wall", "--source", "keynote"]).ends_with(0);
    run.says("the source has a full stop after \"wall\"");
    let run = project.run(&["quote", "we shall keep two lanes.", "--source", "keynote"]).ends_with(0);
    run.says("a full stop after \"lanes\" where the source goes on");
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
